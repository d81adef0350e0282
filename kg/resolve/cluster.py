"""Scores and judgements to clusters: judgements first, then the best pairs, and never across a veto."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from kg.resolve import places
from kg.resolve.block import Key
from kg.resolve.compare import Match, compare
from kg.resolve.ledger import DIFFERENT, SAME, Judgement
from kg.resolve.profile import Profile

_WANDER = ("Person", "Enterprise", "AdministrativeDivision")
"""Types that may be met in several places; others are held apart by theirs."""
_CERTAIN = Match((("certain key", 2.0),))
Scored = tuple[int, int, Match]
Judged = tuple[int, int, Judgement]
Joined = tuple[int, int, Match | Judgement]


def neighbourhoods(count: int, edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Positions that edges connect, directly or over others, each list sorted."""
    home = list(range(count))

    def find(at: int) -> int:
        while home[at] != at:
            home[at] = home[home[at]]
            at = home[at]
        return at

    for one, other in edges:
        one, other = sorted((find(one), find(other)))
        home[other] = one
    near: dict[int, list[int]] = {}
    for at in range(count):
        near.setdefault(find(at), []).append(at)
    return list(near.values())


def settled(
    near: Sequence[tuple[Profile, Key]], judged: Sequence[Judged]
) -> tuple[list[list[int]], list[Joined]]:
    """The clusters of a neighbourhood, and the pairs that made them: every pair of it is compared.

    What bears one certain key is one, unless a judgement took it apart: what it does not name stays with one.
    """
    found = [profile for profile, _ in near]
    if len(found) == 1:
        return [[0]], []
    scored = [(a, b, compare(found[a], found[b])) for a, b in combinations(range(len(found)), 2)]
    keyed = [(a, b, _CERTAIN) for a, b, _ in scored if near[a][1] and near[a][1] == near[b][1]]
    return joined(found, [*keyed, *scored], judged)


def joined(
    found: Sequence[Profile], scored: Iterable[Scored], judged: Sequence[Judged]
) -> tuple[list[list[int]], list[Joined]]:
    """The clusters, and the pairs that made them; of judgements that clash the later one holds.

    Two clusters are joined where a pair of them is the same, unless any pair of them is vetoed or they have
    members on one page, whose reader held them apart. The order of the pairs does not matter.
    """
    union = _Union(found)
    links: list[Joined] = [ruling for ruling in reversed(judged) if _rule(union, *ruling)]
    scored = sorted(scored, key=lambda s: (-s[2].score, s[0], s[1]))
    for one, other, match in scored:
        if match.veto:
            union.part(one, other)
    links += [s for s in scored if s[2].same and union.join(s[0], s[1])]
    return union.sets(), links


def _rule(union: _Union, one: int, other: int, judgement: Judgement) -> bool:
    """Carry out a judgement; whether it joined two sets."""
    if judgement.verdict == DIFFERENT:
        union.part(one, other)
    return judgement.verdict == SAME and union.join(one, other, certain=True)


class _Union:
    """Disjoint sets, each with the pages it has members on and the sets it must not meet."""

    def __init__(self, found: Sequence[Profile]) -> None:
        self.parent = list(range(len(found)))
        self.pages = [{page for page, _ in profile.members} for profile in found]
        self.homes = [profile.places if profile.type not in _WANDER else () for profile in found]
        self.foes: dict[int, set[int]] = {}

    def find(self, position: int) -> int:
        """The position that stands for the set."""
        while self.parent[position] != position:
            self.parent[position] = self.parent[self.parent[position]]
            position = self.parent[position]
        return position

    def part(self, one: int, other: int) -> None:
        """Hold two sets apart from now on, unless they were made one before."""
        one, other = self.find(one), self.find(other)
        if one != other:
            self.foes.setdefault(one, set()).add(other)
            self.foes.setdefault(other, set()).add(one)

    def join(self, one: int, other: int, certain: bool = False) -> bool:
        """Make two sets one, where nothing forbids it; what is certain may stand on one page."""
        one, other = sorted((self.find(one), self.find(other)))
        if one == other or other in self.foes.get(one, ()):
            return False
        if not certain and (self._meet(one, other) or places.apart(self.homes[one], self.homes[other])):
            return False
        self.parent[other] = one
        self.pages[one] |= self.pages[other]
        self.pages[other] = set()
        self.homes[one] = tuple(sorted({*self.homes[one], *self.homes[other]}))
        for foe in self.foes.pop(other, ()):
            self.foes[foe].discard(other)
            self.foes[foe].add(one)
            self.foes.setdefault(one, set()).add(foe)
        return True

    def _meet(self, one: int, other: int) -> bool:
        """Whether two sets have members on one page."""
        return not self.pages[one].isdisjoint(self.pages[other])

    def sets(self) -> list[list[int]]:
        """All sets, each sorted, in the order of their first members."""
        found: dict[int, list[int]] = {}
        for position in range(len(self.parent)):
            found.setdefault(self.find(position), []).append(position)
        return sorted(found.values())
