"""What a person should look at: doubtful pairs with their evidence, and merges to judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from kg.model import Entity, Record
from kg.resolve.compare import ENOUGH, Match
from kg.resolve.ledger import Anchor, Judgement, Member, anchor
from kg.resolve.resolve import Bench

_LEAST = 0.6
"""Sum from which two that are not one are worth a look."""
_SLACK = 0.15
"""How much above what is enough a merge is still doubtful."""
_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One of a pair: what names it, the date of its page, and sentences that speak of it."""

    anchor: Anchor
    date: str | None
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two entities that may be one; `joined` says whether they are so far."""

    one: Side
    other: Side
    match: Match
    joined: bool


def doubts(records: Sequence[Record], judgements: Iterable[Judgement] = ()) -> tuple[Doubt, ...]:
    """Pairs that nobody judged, of one sum near what is enough: the most doubtful first, a pair of clusters
    once.
    """
    bench = Bench(records, judgements)
    compared = [pair for pair in bench.compared() if pair[2].veto or pair[2].score >= _LEAST]
    sets, _ = bench.joined(compared)
    home = {position: number for number, positions in enumerate(sets) for position in positions}
    judged = {_pair(bench.position[one], bench.position[other]) for one, other, _ in bench.judged}
    judged |= {_pair(home[one], home[other]) for one, other in judged if home[one] != home[other]}
    seen: set[tuple[int, int]] = set()
    known = _Shelf(records)
    out: list[Doubt] = []
    for one, other, match in sorted(compared, key=lambda s: (abs(s[2].score - ENOUGH), s[0], s[1])):
        joined = home[one] == home[other]
        pair = _pair(one, other) if joined else _pair(home[one], home[other])
        if match.veto or (joined and match.score > ENOUGH + _SLACK) or pair in judged or pair in seen:
            continue
        seen.add(pair)
        left, right = map(known.side, sorted(bench.found[at].members[0] for at in (one, other)))
        out.append(Doubt(left, right, match, joined))
    return tuple(out)


def _pair(one: int, other: int) -> tuple[int, int]:
    return (min(one, other), max(one, other))


def anchors(records: Iterable[Record], members: Iterable[Member]) -> tuple[Anchor, ...]:
    """What names the members of an entity in judgements, sorted."""
    wanted = set(members)
    return tuple(sorted(anchor(r, e) for r in records for e in r.entities if (r.page, e.id) in wanted))


def divided(found: Sequence[Anchor], pages: Sequence[str]) -> Iterator[tuple[Anchor, Anchor]]:
    """Pairs to judge different so that what stands on the pages is apart from the rest of an entity; without
    pages, so that each of its pages has one of its own.
    """
    if not pages:
        yield from ((a, b) for a, b in combinations(found, 2) if a.page != b.page)
        return
    inside = [a for a in found if a.page in pages]
    yield from product(inside, [a for a in found if a.page not in pages])


class _Shelf:
    """Records with the entities on them."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = {record.page: record for record in records}

    def side(self, member: Member) -> Side:
        """What is shown of an entity of a page."""
        record = self.records[member[0]]
        entity = next(e for e in record.entities if e.id == member[1])
        dates = (a.date for a in record.articles if a.id in entity.articles and a.date)
        return Side(anchor(record, entity), next(dates, record.date), tuple(_quotes(record, entity)))


def _quotes(record: Record, entity: Entity) -> list[str]:
    """The first sentences that state something of an entity."""
    stated = [f.evidence for f in record.facts if entity.id in (f.s, f.o)]
    stated += [m.evidence for m in record.measurements if m.s == entity.id]
    stated += [h.evidence for h in record.honours if h.s == entity.id]
    by_place = {(e.start, e.quote): None for e in sorted(stated)}
    return [quote for _, quote in by_place][:_QUOTES]
