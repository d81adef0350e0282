"""The record of a page: entities, facts, measurements and honours with evidence in page offsets."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from kg.extract.cast import Cast, Draft
from kg.extract.naming import nameless, plain, quoted_core
from kg.extract.reading import Claim, Figure, Mention, Praise, Reading
from kg.extract.readings import entity_ids
from kg.model import Article, Entity, Evidence, Fact, Honour, Measurement, Page, Record, Span
from kg.page.passage import Passage

Found = tuple[
    Sequence[tuple[Reading, Claim]], Sequence[tuple[Reading, Figure]], Sequence[tuple[Reading, Praise]]
]
_T = TypeVar("_T")
_QUOTED = frozenset({"Initiative", "Platform", "Project", "Zone", "Institution"})
"""Types whose quoted words are a name by themselves: “一网通办”平台."""
QUOTE_LENGTH = 120
"""Longest quote in characters; evidence is a sentence, not a column."""


def record(page: Page, read: Sequence[Reading], who: Cast, found: Found, recipe: str) -> Record:
    """The record; entities without any mention on the page do not come to stand in it."""
    ids = entity_ids(who)
    entities = [
        _entity(page, ids[k], d, read)
        for k, d in sorted(who.drafts.items(), key=lambda kd: int(ids[kd[0]][1:]))
    ]
    claims, figures, honours = found
    facts = _unique(
        (Fact(c.s, c.p, c.o, c.q, _evidence(page, r, c)) for r, c in claims),
        lambda f: (f.s, f.p, f.o, dict(f.q).get("post")),
    )
    measurements = _unique(
        (_measurement(page, r, f) for r, f in figures), lambda m: (m.s, plain(m.indicator), m.value, m.period)
    )
    praises = _unique(
        (Honour(h.s, h.honour, _evidence(page, r, h)) for r, h in honours), lambda h: (h.s, plain(h.honour))
    )
    return Record(
        page.id,
        tuple(_article(page, r) for r in read),
        tuple(entities),
        tuple(facts),
        tuple(measurements),
        tuple(praises),
        page.date or max((r.context.date for r in read if r.context.date), default=None),
        recipe,
    )


def _unique(items: Iterable[_T], key: Callable[[_T], Hashable]) -> list[_T]:
    """The first item of each key."""
    kept: dict[Hashable, _T] = {}
    for item in items:
        kept.setdefault(key(item), item)
    return list(kept.values())


def _article(page: Page, reading: Reading) -> Article:
    passage = reading.passage
    start = _beginning(page, passage)
    return Article(passage.id, passage.title, start, reading.context.date, passage.authors)


def _beginning(page: Page, passage: Passage) -> str:
    """The first ten characters of a body, fewer where something stands between them on the page."""
    start, at = "", passage.at
    for i in range(passage.body, len(passage.text)):
        apart = at[i] < at[i - 1] or page.text[at[i - 1] + 1 : at[i]].strip()
        if len(start) == 10 or (start and apart):
            break
        start += passage.text[i].strip("\n")
    return start


def _entity(page: Page, name: str, draft: Draft, read: Sequence[Reading]) -> Entity:
    spots = sorted({(a, m.start, m.end): m for a, m in draft.spots}.items())
    mentions = tuple(sorted({_span(page, read[a], m) for (a, _, _), m in spots}))
    forms = {*draft.forms, *(quoted_core(f) for f in draft.forms if draft.type in _QUOTED)}
    aliases = sorted(f for f in forms - {"", draft.name} if not nameless(f) and f in joined(page.text))
    articles = tuple(dict.fromkeys(read[a].passage.id for (a, _, _), _ in spots))
    return Entity(name, draft.type, draft.name, tuple(aliases), articles, mentions, draft.code)


@lru_cache(maxsize=4)
def joined(text: str) -> str:
    """The text with its line breaks and the blanks around them removed: columns joined."""
    return re.sub(r"\s*\n\s*", "", text)


def _span(page: Page, reading: Reading, mention: Mention) -> Span:
    first, last = _piece(reading.passage.at, mention.start, mention.end)
    start, end = reading.passage.at[first], reading.passage.at[last - 1] + 1
    return Span(start, end, page.text[start:end])


def _evidence(page: Page, reading: Reading, item: Claim | Figure | Praise) -> Evidence:
    """Evidence in page offsets; where a column break parts the stretch, its longest whole piece."""
    start, end = _piece(reading.passage.at, item.start, item.end)
    first, last = reading.passage.at[start], reading.passage.at[end - 1] + 1
    quote = re.sub(r"\s*\n\s*", "", page.text[first:last])
    return Evidence(first, last, quote, (reading.passage.id,), round(item.score, 3), item.by)


def _piece(at: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The longest stretch of start..end whose characters stand together on the page."""
    best, here = (start, start + 1), start
    for i in range(start + 1, end):
        if not 0 <= at[i] - at[i - 1] <= 4:
            here = i
        if i + 1 - here > best[1] - best[0]:
            best = (here, i + 1)
    return best


def _measurement(page: Page, reading: Reading, figure: Figure) -> Measurement:
    return Measurement(
        figure.s,
        figure.indicator,
        figure.value,
        figure.number,
        figure.unit,
        figure.kind,
        figure.period,
        figure.change,
        _evidence(page, reading, figure),
    )
