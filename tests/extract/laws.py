"""Laws that every record obeys, whatever the page: the tests of the pipeline hold it to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.page import extract
from kg.knowledge.ontology import load
from kg.model import Entity, Evidence, Fact, Honour, Measurement, Page, Record

Stated = Fact | Measurement | Honour


@lru_cache(maxsize=256)
def extracted(text: str, name: str = "page", date: str | None = None) -> Record:
    """The record of a page; one reading a text serves all tests that ask for it."""
    return extract(Page(name, text, date))


def joined(text: str) -> str:
    """The text with its line breaks and the blanks around them removed: columns joined."""
    return re.sub(r"\s*\n\s*", "", text)


def flat(text: str) -> str:
    """The text without any white space, as the scorer of gold files reads it."""
    return re.sub(r"\s+", "", text)


def faults(text: str, record: Record) -> list[str]:
    """What a record breaks of the laws, one line a fault; empty where it holds."""
    return [
        *_identity(record),
        *(fault for e in record.entities for fault in _entity(text, record, e)),
        *(fault for item in _stated(record) for fault in _evidence(text, record, item.evidence)),
        *_ends(record),
        *_articles(text, record),
    ]


def _stated(record: Record) -> tuple[Stated, ...]:
    return (*record.facts, *record.measurements, *record.honours)


def _identity(record: Record) -> Iterator[str]:
    ids = [e.id for e in record.entities]
    if ids != [f"e{n}" for n in range(1, len(ids) + 1)]:
        yield f"ids are not e1, e2, … in order: {ids[:5]}"
    first = [min((m.start for m in e.mentions), default=-1) for e in record.entities]
    if -1 in first:
        yield "an entity stands nowhere"
    facts = [(f.s, f.p, f.o, f.q) for f in record.facts]
    yield from (f"stated twice: {f}" for f in sorted({f for f in facts if facts.count(f) > 1}))


def _entity(text: str, record: Record, entity: Entity) -> Iterator[str]:
    who = f"{entity.id} {entity.type} {entity.name}"
    if entity.type not in load().classes:
        yield f"{who}: no class of the ontology"
    if not entity.name.strip():
        yield f"{who}: no name"
    if set(entity.articles) - {a.id for a in record.articles} or not entity.articles:
        yield f"{who}: articles {entity.articles}"
    for mention in entity.mentions:
        if not 0 <= mention.start < mention.end <= len(text):
            yield f"{who}: mention outside the page {mention}"
        elif text[mention.start : mention.end] != mention.text:
            yield f"{who}: not what stands there {mention}"
    if len(set(entity.mentions)) != len(entity.mentions):
        yield f"{who}: a mention noted twice"
    yield from _forms(text, who, entity)


def _forms(text: str, who: str, entity: Entity) -> Iterator[str]:
    if list(entity.aliases) != sorted(set(entity.aliases) - {entity.name}):
        yield f"{who}: aliases not sorted, doubled or the name {entity.aliases}"
    for alias in entity.aliases:
        if "\n" in alias or alias not in joined(text):
            yield f"{who}: alias not on the page {alias!r}"


def unprinted(text: str, record: Record) -> list[str]:
    """Names of entities of which no form stands whole on the page, as happens where columns part a name."""
    page = flat(text)
    return [e.name for e in record.entities if not any(flat(f) in page for f in (e.name, *e.aliases))]


def _evidence(text: str, record: Record, e: Evidence) -> Iterator[str]:
    if not 0 <= e.start < e.end <= len(text):
        yield f"evidence outside the page: {e}"
        return
    if e.quote != joined(text[e.start : e.end]):
        yield f"quote is not what stands there: {e}"
    if not e.quote.strip():
        yield f"empty quote: {e}"
    if not 0 < e.score <= 1 or not e.by:
        yield f"no score or rule: {e}"
    if set(e.articles) - {a.id for a in record.articles} or not e.articles:
        yield f"no such article: {e}"


def _ends(record: Record) -> Iterator[str]:
    known, types = load(), {e.id: e.type for e in record.entities}
    for item in _stated(record):
        ends = (item.s, item.o) if isinstance(item, Fact) else (item.s,)
        if set(ends) - types.keys():
            yield f"no such entity: {item}"
        elif isinstance(item, Fact):
            yield from _fact(known.allows(types[item.s], item.p, types[item.o]), item)
        elif isinstance(item, Measurement) and item.kind not in known.kinds:
            yield f"no such kind: {item}"
    both = {(f.s, f.p, f.o) for f in record.facts if known.predicates[f.p].symmetric}
    yield from (f"noted both ways: {f}" for f in sorted(both) if f[0] < f[2] and (f[2], f[1], f[0]) in both)


def _fact(allowed: bool, fact: Fact) -> Iterator[str]:
    predicate = load().predicates[fact.p]
    if not allowed:
        yield f"not allowed between such entities: {fact}"
    if fact.s == fact.o:
        yield f"joins an entity to itself: {fact}"
    keys = {key for key, _ in fact.q}
    if keys - set(predicate.qualifiers) or set(predicate.required) - keys:
        yield f"qualifiers {sorted(keys)}: {fact}"
    if any(not value.strip() for _, value in fact.q):
        yield f"empty qualifier: {fact}"


def _articles(text: str, record: Record) -> Iterator[str]:
    ids = [a.id for a in record.articles]
    if len(set(ids)) != len(ids):
        yield f"article ids given twice: {ids}"
    for article in record.articles:
        if flat(article.start) not in flat(text):
            yield f"start of an article not on the page: {article.start!r}"
