"""Scores to clusters: the best pairs first, and never across a veto."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.resolve.compare import Match
from kg.resolve.profile import Profile

Scored = tuple[int, int, Match]


def clusters(found: Sequence[Profile], scored: Iterable[Scored]) -> list[list[int]]:
    """Positions of the profiles, by cluster, sorted; the order of the pairs does not matter.

    Two clusters are joined where a pair of them is the same, unless any pair of them is vetoed or they have
    members on one page, whose reader held them apart.
    """
    union = _Union(found)
    scored = sorted(scored, key=lambda s: (-s[2].score, s[0], s[1]))
    for one, other, match in scored:
        if match.veto:
            union.part(one, other)
    for one, other, match in scored:
        if match.same:
            union.join(one, other)
    return union.sets()


class _Union:
    """Disjoint sets, each with the pages it has members on and the sets it must not meet."""

    def __init__(self, found: Sequence[Profile]) -> None:
        self.parent = list(range(len(found)))
        self.pages = [{page for page, _ in profile.members} for profile in found]
        self.foes: list[set[int]] = [set() for _ in found]

    def find(self, position: int) -> int:
        """The position that stands for the set."""
        while self.parent[position] != position:
            self.parent[position] = self.parent[self.parent[position]]
            position = self.parent[position]
        return position

    def part(self, one: int, other: int) -> None:
        """Hold two sets apart from now on."""
        one, other = self.find(one), self.find(other)
        self.foes[one].add(other)
        self.foes[other].add(one)

    def join(self, one: int, other: int) -> None:
        """Make two sets one, where nothing forbids it."""
        one, other = sorted((self.find(one), self.find(other)))
        if one == other or other in self.foes[one] or self.pages[one] & self.pages[other]:
            return
        self.parent[other] = one
        self.pages[one] |= self.pages[other]
        for foe in self.foes[other]:
            self.foes[foe].discard(other)
            self.foes[foe].add(one)
        self.foes[one] |= self.foes[other]

    def sets(self) -> list[list[int]]:
        """All sets, each sorted, in the order of their first members."""
        found: dict[int, list[int]] = {}
        for position in range(len(self.parent)):
            found.setdefault(self.find(position), []).append(position)
        return sorted(found.values())
