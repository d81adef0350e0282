"""Readings of invented sentences: names in 〔 〕 with their type and entity id are the mentions."""

from __future__ import annotations

import re

from kg.extract.reading import Context, Mention, Reading
from kg.page.passage import Passage

TYPES = {
    "d": "AdministrativeDivision",
    "z": "Zone",
    "b": "PublicBody",
    "e": "Enterprise",
    "i": "Institution",
    "j": "Project",
    "f": "Facility",
    "l": "Platform",
    "v": "Event",
    "n": "Initiative",
    "p": "Person",
}


def reading(
    marked: str, place: str | None = None, date: str | None = None, year: int | None = 2021
) -> Reading:
    """`〔d1 柏溪县〕今年引进项目12个` is a reading with one mention of the division `d1`."""
    text, mentions, types, names, last = "", [], {}, {}, 0
    for hit in re.finditer(r"〔([a-z])(\d+) ([^〕]+)〕", marked):
        text += marked[last : hit.start()]
        entity, kind = hit[1] + hit[2], TYPES[hit[1]]
        mentions.append(Mention(len(text), len(text) + len(hit[3]), kind, hit[3], 1.0, "test", entity))
        text += hit[3]
        types[entity] = kind
        names.setdefault(entity, hit[3])
        last = hit.end()
    text += marked[last:]
    sentences = tuple(m.span() for m in re.finditer(r"[^。\n]+[。\n]?", text))
    passage = Passage("a1", "", text, range(len(text)), 0, date)
    return Reading(passage, sentences, tuple(mentions), types, names, Context(None, None, place, date, year))
