"""A tiny extractor for tests of what lies around extraction: counties and the heads of their bureaus."""

from __future__ import annotations

import re

from kg.model import Entity, Evidence, Fact, Page, Record, Span

_PATTERN = re.compile(r"([一-龥]{2}县)农业农村局局长([一-龥]{3})")


def extract(page: Page) -> Record:
    """`X县农业农村局局长Y` gives a body, a person and a fact; the word `BROKEN` breaks it."""
    if "BROKEN" in page.text:
        raise ValueError("told to break")
    entities: list[Entity] = []
    facts: list[Fact] = []
    for number, match in enumerate(_PATTERN.finditer(page.text)):
        body, person = f"e{2 * number + 1}", f"e{2 * number + 2}"
        start, middle, end = match.start(), match.start(2), match.end()
        name = match[1] + "农业农村局"
        entities.append(Entity(body, "PublicBody", name, mentions=(Span(start, start + len(name), name),)))
        entities.append(Entity(person, "Person", match[2], mentions=(Span(middle, end, match[2]),)))
        evidence = Evidence(start, end, match[0], score=0.9, by="tiny")
        facts.append(Fact(person, "holdsPost", body, (("post", "局长"),), evidence))
    return Record(page.id, (), tuple(entities), tuple(facts), date=page.date, recipe="tiny-1")
