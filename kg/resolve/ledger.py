"""Judgements of people on who is who: lines that are only ever added, and what of them stands.

A judgement names its two entities by content (page, type, name, first mention), so it finds them again after
pages were read anew. The clusters are a function of the records and of these lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import InputError
from kg.model import Entity, Record
from kg.resolve.names import normal
from kg.signed import as_signature, signature

SAME, DIFFERENT, UNSURE, WITHDRAWN = VERDICTS = ("same", "different", "unsure", "withdrawn")
Member = tuple[str, str]
"""A page and the id of an entity on it."""


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """An entity of a page as a judgement names it; `start` is where it is first mentioned, -1 if nowhere."""

    page: str
    type: str
    name: str
    start: int

    def __str__(self) -> str:
        """The entity as a person reads it."""
        return f"{self.name} ({self.page})"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One line: `a` and `b` (the smaller first) are the same, different, unsure, or judged no longer.

    `by` says who judged, `when` an ISO 8601 time given by the caller, `why` the reason in words.
    """

    a: Anchor
    b: Anchor
    verdict: str
    by: str = ""
    when: str = ""
    why: str = ""

    def __str__(self) -> str:
        """The judgement as a person reads it."""
        who = " ".join(filter(None, (f"by {self.by}" if self.by else "", self.when)))
        why = f": {self.why}" if self.why else ""
        return f"judged {self.verdict} {who}".rstrip() + why


Ruling = tuple[Member, Member, Judgement]
"""A judgement that stands, with the members it is on."""


def judge(one: Anchor, other: Anchor, verdict: str, by: str, when: str) -> Judgement:
    """A judgement on a pair, in whichever order it is named."""
    a, b = sorted((one, other))
    return Judgement(a, b, verdict, by, when)


def anchor(record: Record, entity: Entity) -> Anchor:
    """What names an entity of a record in a judgement."""
    start = min((mention.start for mention in entity.mentions), default=-1)
    return Anchor(record.page, entity.type, entity.name, start)


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that stand, in their order: the last on each pair that was not withdrawn."""
    held: dict[tuple[Anchor, Anchor], list[tuple[int, Judgement]]] = {}
    for number, judgement in enumerate(judgements):
        pair = held.setdefault((judgement.a, judgement.b), [])
        if judgement.verdict != WITHDRAWN:
            pair.append((number, judgement))
        elif pair:
            pair.pop()
    last = sorted((pair[-1] for pair in held.values() if pair), key=lambda numbered: numbered[0])
    return tuple(judgement for _, judgement in last)


def last_act(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """What was judged last and stands: one line, or all that one command wrote at one time."""
    kept = standing(judgements)
    return tuple(j for j in kept if (j.by, j.when, j.why) == (kept[-1].by, kept[-1].when, kept[-1].why))


def located(anchors: Iterable[Anchor], records: Mapping[str, Record]) -> dict[Anchor, Member]:
    """The entities that anchors name, as they are read now; those that no page shows are left out."""
    found = ((each, _member(each, records.get(each.page))) for each in anchors)
    return {each: member for each, member in found if member}


@dataclass(frozen=True, slots=True)
class Ruled:
    """The judgements that stand, and the entities that their anchors name on the pages as they are read now."""

    kept: tuple[Judgement, ...] = ()
    members: Mapping[Anchor, Member] = field(default_factory=dict)

    def pages(self) -> set[str]:
        """Ids of the pages that are judged on."""
        return {anchor.page for j in self.kept for anchor in (j.a, j.b)}

    def reread(self, pages: Iterable[str], records: Mapping[str, Record]) -> Ruled:
        """The same where these pages were read anew; one that has no record is gone."""
        anew = set(pages)
        anchors = {anchor for j in self.kept for anchor in (j.a, j.b) if anchor.page in anew}
        rest = {anchor: member for anchor, member in self.members.items() if anchor.page not in anew}
        return Ruled(self.kept, {**rest, **located(sorted(anchors), records)})

    def rulings(self) -> tuple[Ruling, ...]:
        """Each judgement whose two entities are known, with them."""
        at = self.members
        return tuple((at[j.a], at[j.b], j) for j in self.kept if j.a in at and j.b in at)


def parted(judged: Iterable[Ruling]) -> dict[Member, set[Member]]:
    """Members by members that they were judged to differ from."""
    foes: dict[Member, set[Member]] = {}
    for one, other, judgement in judged:
        if judgement.verdict == DIFFERENT:
            foes.setdefault(one, set()).add(other)
            foes.setdefault(other, set()).add(one)
    return foes


def _member(wanted: Anchor, record: Record | None) -> Member | None:
    """The entity of that name (nearest the place, if several), else the one that stands there."""
    if record is None:
        return None
    typed = [e for e in record.entities if e.type == wanted.type]
    called = [e for e in typed if normal(wanted.name) in map(normal, (e.name, *e.aliases))]
    called = [e for e in called if e.name == wanted.name] or called
    there = [e for e in typed if any(m.start <= wanted.start < m.end for m in e.mentions)]
    nearest = min(called or there, key=lambda e: (_distance(e, wanted.start), e.id), default=None)
    return (record.page, nearest.id) if nearest else None


def _distance(entity: Entity, start: int) -> int:
    return min((abs(mention.start - start) for mention in entity.mentions), default=0)


def dumps(judgement: Judgement) -> str:
    """A judgement as a line of JSON."""
    row = {"a": as_row(judgement.a), "b": as_row(judgement.b), **signature(judgement)}
    return json.dumps(row, ensure_ascii=False)


def loads(line: str) -> Judgement:
    """A judgement from its line; raises InputError where it is none."""
    try:
        row = json.loads(line)
        a, b = sorted((as_anchor(row["a"]), as_anchor(row["b"])))
        told = as_signature(row, VERDICTS)
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"no judgement: {line.strip()[:80]} ({error}); give lines that kg judgements --to wrote"
        ) from error
    return Judgement(a, b, *told)


def as_row(named: Anchor) -> list[str | int]:
    """An anchor as JSON."""
    return [named.page, named.type, named.name, named.start]


def as_anchor(row: object) -> Anchor:
    """An anchor from JSON; raises ValueError where it is none."""
    match row:
        case [str(page), str(kind), str(name), int(start)]:
            return Anchor(page, kind, name, start)
    raise ValueError("an entity is [page, type, name, start]")
