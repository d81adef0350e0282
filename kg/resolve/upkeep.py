"""The resolution kept up to date: where pages or judgements change, their neighbourhoods are resolved anew.

A store holds groups of members of one certain key, the blocking keys they are met by, the links between those
that compare as the same, and the clusters. What it holds is a function of the records and judgements alone:
the same as `resolve` makes of all of them at once, whatever the order in which they came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from kg.resolve import block
from kg.resolve.block import EVERY, Key, Row, certain, identity, rows
from kg.resolve.cluster import Judged, settled
from kg.resolve.compare import compare
from kg.resolve.ledger import DIFFERENT, SAME, Member, Ruling, parted
from kg.resolve.profile import Profile, merged
from kg.resolve.resolve import told
from kg.resolve.tally import Tally


@dataclass(slots=True)
class Group:
    """Members of one certain key, or one alone; `number` is the store's, `pool` that of its neighbourhood."""

    number: int
    identity: str
    key: Key
    tally: Tally
    pool: int


@dataclass(frozen=True, slots=True)
class Found:
    """A cluster as it is kept: its groups, what identifies it, and the pairs of groups that made it, each with
    the reason.
    """

    groups: tuple[int, ...]
    type: str
    key: Key
    joins: tuple[tuple[int, int, str], ...]


class Store(Protocol):
    """What keeps a resolution; numbers are those of groups."""

    def seat(self, member: Member) -> tuple[Key, int] | None:
        """The certain key of a member and its group."""

    def sit(self, member: Member, name: str, key: Key, number: int) -> None:
        """Note the group of a member."""

    def rise(self, member: Member) -> None:
        """Forget a member."""

    def profile(self, member: Member) -> Profile:
        """What the page of a member knows of it."""

    def group(self, number: int) -> Group:
        """A group."""

    def named(self, identity: str, key: Key, kind: str) -> Group:
        """The group of an identity; an empty one if there is none."""

    def keep(self, group: Group) -> None:
        """Keep the tally of a group."""

    def drop(self, number: int) -> None:
        """Forget a group."""

    def enter(self, number: int, met: Iterable[Row]) -> None:
        """Note where a group is met."""

    def leave(self, number: int, met: Iterable[Row]) -> None:
        """Forget where a group is met."""

    def met(self, row: Row, most: int) -> Sequence[int]:
        """Groups that are met there, not more than so many."""

    def linked(self, number: int) -> Sequence[int]:
        """Groups that compare as the same."""

    def link(self, one: int, other: int) -> None:
        """Note that two compare as the same."""

    def part(self, one: int, other: int) -> None:
        """Forget that two compare as the same."""

    def keyed(self, key: Key) -> Sequence[int]:
        """Groups of a certain key."""

    def pooled(self, pools: Collection[int]) -> Sequence[int]:
        """Groups of neighbourhoods."""

    def pages(self, numbers: Sequence[int]) -> Sequence[Collection[str]]:
        """Pages of each of the groups; of one of them those that another has too are enough."""

    def settle(self, numbers: Collection[int], found: Iterable[Found]) -> None:
        """Keep a neighbourhood with its clusters in place of those that groups of it led."""

    def forget(self, numbers: Iterable[int]) -> None:
        """Forget the clusters that groups led which are gone."""


@dataclass(frozen=True, slots=True)
class Change:
    """What changes: members of the pages concerned before and after, and all judgements before and after."""

    old: Mapping[Member, Profile]
    new: Mapping[Member, Profile]
    before: Sequence[Ruling] = ()
    after: Sequence[Ruling] = ()


def update(store: Store, change: Change) -> None:
    """Carry a change to all that it touches."""
    work = _Work(store, change)
    work.seat()
    work.compare()
    work.settle()


class _Work:
    """One change on its way through a store."""

    def __init__(self, store: Store, change: Change) -> None:
        self.store, self.old, self.new = store, change.old, change.new
        self.judged = change.after
        self.touched = _touched(change)
        self.groups: dict[int, Group] = {}
        self.shapes: dict[int, Profile | None] = {}
        """Groups whose members changed, as they were before."""
        self.profiles: dict[int, Profile] = {}
        self.present: set[int] = set()
        """Groups with members on the pages concerned, before or after."""
        self.stirred: set[int] = set()
        """Groups whose neighbourhoods must be resolved anew."""

    def seat(self) -> None:
        """Move the members to their groups."""
        foes = parted(self.judged)
        keys = {member: certain(profile) for member, profile in self.new.items()}
        for member in sorted({*self.old, *self.new, *self._parted()}):
            was = self.store.seat(member)
            key = keys[member] if member in keys else was[0] if was and member not in self.old else None
            if key is None:
                self._move(member, was, (), "")
                continue
            alone = any(self._key(foe, keys) == key for foe in foes.get(member, ()))
            kind = self.new[member].type if member in keys else self._group(was[1]).tally.type if was else ""
            self._move(member, was, key, identity(kind, key, member, alone))
        seats = (self.store.seat(member) for a, b, _ in self.touched for member in (a, b))
        self.stirred |= {seat[1] for seat in seats if seat}

    def _parted(self) -> set[Member]:
        """Members elsewhere that a judgement held, or holds, apart from another."""
        named = {m for a, b, j in self.touched if j.verdict == DIFFERENT for m in (a, b)}
        return {m for m in named - {*self.old, *self.new} if self.store.seat(m)}

    def _key(self, member: Member, keys: Mapping[Member, Key]) -> Key | None:
        """The certain key of a member as it is after the change."""
        seat = self.store.seat(member) if member not in keys else None
        return seat[0] if seat else keys.get(member)

    def _move(self, member: Member, was: tuple[Key, int] | None, key: Key, name: str) -> None:
        """Move a member to the group of that identity, or out where there is none."""
        old, new = self.old.get(member), self.new.get(member)
        if was:
            self.present.add(was[1])
            if old == new and self._group(was[1]).identity == name:
                return
        if old is None and new is None:
            old = new = self.store.profile(member)
        if was and old:
            self._touched(was[1]).tally.add(old, -1)
            self.store.rise(member)
        if new and name:
            group = self.store.named(name, key, new.type)
            group = self.groups.setdefault(group.number, group)
            self._touched(group.number).tally.add(new)
            self.store.sit(member, new.name, key, group.number)
            self.present.add(group.number)

    def _group(self, number: int) -> Group:
        if number not in self.groups:
            self.groups[number] = self.store.group(number)
        return self.groups[number]

    def _touched(self, number: int) -> Group:
        """A group that is about to change."""
        group = self._group(number)
        if number not in self.shapes:
            self.shapes[number] = group.tally.profile() if group.tally else None
        return group

    def compare(self) -> None:
        """Compare those anew that know other things than before, or meet others."""
        loud, moved = self._entered()
        opened, shut = self._crossed(moved)
        loud |= opened
        for number in sorted(loud):
            for other in self.store.linked(number):
                self.store.part(number, other)
        self.stirred |= loud
        done: set[tuple[int, int]] = set()
        for number in sorted(loud - self.gone):
            for other in sorted(self._candidates(number)):
                pair = (min(number, other), max(number, other))
                if pair not in done and self._same(*pair):
                    self.store.link(*pair)
                done.add(pair)
        for number in sorted(shut - loud):
            met = self._candidates(number)
            for other in set(self.store.linked(number)) - met:
                self.store.part(number, other)
                self.stirred.add(number)

    def _entered(self) -> tuple[set[int], Counter[Row]]:
        """Groups that know other things than before, noted where they are met now; how the keys' shares grew."""
        loud: set[int] = set()
        moved: Counter[Row] = Counter()
        for number, before in sorted(self.shapes.items(), key=lambda shape: shape[0]):
            after = self._keep(number)
            if before == after:
                continue
            loud.add(number)
            left, met = (rows(profile) if profile else set() for profile in (before, after))
            self.store.leave(number, left - met)
            self.store.enter(number, met - left)
            moved.update(met - left)
            moved.subtract(left - met)
        return loud, moved

    @property
    def gone(self) -> set[int]:
        """Groups that lost their last member."""
        return {number for number in self.shapes if not self.groups[number].tally}

    def _keep(self, number: int) -> Profile | None:
        """Keep what a group is now; its profile, None where nobody is left."""
        group = self._group(number)
        if not group.tally:
            self.store.drop(number)
            return None
        self.store.keep(group)
        return self._profile(number)

    def _crossed(self, moved: Counter[Row]) -> tuple[set[int], set[int]]:
        """Groups that share a key with few again, and those that share one with too many from now on."""
        opened: set[int] = set()
        shut: set[int] = set()
        for row, more in moved.items():
            most = block.CROWD if row[1] == EVERY else block.MOST
            found = self.store.met(row, most + 1 + max(more, 0)) if more else ()
            if len(found) <= most < len(found) - more:
                opened.update(found)
            elif len(found) - more <= most < len(found):
                shut.update(found)
        return opened, shut

    def _candidates(self, number: int) -> set[int]:
        """The groups that one is compared with."""
        out: set[int] = set()
        scopes: dict[str, list[str]] = {}
        for key, scope in rows(self._profile(number)):
            scopes.setdefault(key, []).append(scope)
        for key, where in scopes.items():
            found = self.store.met((key, EVERY), block.CROWD + 1)
            if len(found) <= block.CROWD:
                out.update(found)
                continue
            for scope in where:
                found = self.store.met((key, scope), block.MOST + 1) if scope != EVERY else ()
                out.update(found if len(found) <= block.MOST else ())
        return out - {number}

    def _profile(self, number: int) -> Profile:
        """What a group knows, once all members are in their groups."""
        if number not in self.profiles:
            self.profiles[number] = self._group(number).tally.profile()
        return self.profiles[number]

    def _same(self, one: int, other: int) -> bool:
        """Whether two groups compare as the same, the first by its identity first."""
        pair = sorted((one, other), key=lambda number: self._group(number).identity)
        return compare(self._profile(pair[0]), self._profile(pair[1])).same

    def settle(self) -> None:
        """Resolve anew the neighbourhoods that were stirred."""
        crowd = Counter(self._group(number).pool for number in self.present)
        meeting = {n for n in self.shapes if crowd[self._group(n).pool] > 1}
        pools = {self._group(number).pool for number in {*self.stirred, *meeting}}
        waiting = sorted({*self.store.pooled(pools), *self.stirred, *meeting} - self.gone)
        judged = self._seated()
        bonds = _bonds(judged)
        done: set[int] = set()
        for number in waiting:
            if number not in done:
                near = self._near(number, bonds)
                done |= near
                ordered = sorted(near, key=lambda n: self._group(n).identity)
                self.store.settle(ordered, self._clusters(ordered, judged))
        self.store.forget(self.gone)

    def _seated(self) -> list[Judged]:
        """Judgements on what stands in two groups and is of one type."""
        at = {member: self.store.seat(member) for a, b, _ in self.judged for member in (a, b)}
        seats = ((at[a], at[b], j) for a, b, j in self.judged if j.a.type == j.b.type)
        return [(a[1], b[1], j) for a, b, j in seats if a and b and a[1] != b[1]]

    def _near(self, number: int, bonds: Mapping[int, set[int]]) -> set[int]:
        """The neighbourhood of a group: what links, keys and judgements connect it with, however far."""
        found = {number}
        waiting = [number]
        while waiting:
            at = waiting.pop()
            met = {*self.store.linked(at), *self.store.keyed(self._group(at).key), *bonds.get(at, ())}
            waiting += sorted(met - found)
            found |= met
        return found

    def _clusters(self, near: Sequence[int], judged: Sequence[Judged]) -> Iterator[Found]:
        """The clusters of a neighbourhood whose groups stand in the order of what identifies them."""
        pages = self.store.pages(near) if len(near) > 1 else [()]
        groups = [
            (self._on(number, on), self._group(number).key) for number, on in zip(near, pages, strict=True)
        ]
        place = {number: local for local, number in enumerate(near)}
        own = [(place[a], place[b], j) for a, b, j in judged if a in place and b in place]
        sets, joins = settled(groups, own)
        for each in sets:
            whole = merged(groups[local][0] for local in each)
            told_of = tuple((near[a], near[b], str(reason)) for a, b, reason in joins if a in each)
            yield Found(tuple(near[local] for local in each), whole.type, told(whole), told_of)

    def _on(self, number: int, pages: Iterable[str]) -> Profile:
        return replace(self._profile(number), members=tuple((page, "") for page in sorted(pages)))


def _touched(change: Change) -> list[Ruling]:
    """Judgements that are new, stand no more, or are on members of the pages concerned."""
    here = {*change.old, *change.new}
    kept = set(change.before) & set(change.after)
    rulings = dict.fromkeys((*change.before, *change.after))
    return [r for r in rulings if r not in kept or r[0] in here or r[1] in here]


def _bonds(judged: Iterable[Judged]) -> dict[int, set[int]]:
    """Groups by groups that they were judged to be one with."""
    out: dict[int, set[int]] = {}
    for one, other, judgement in judged:
        if judgement.verdict == SAME:
            out.setdefault(one, set()).add(other)
            out.setdefault(other, set()).add(one)
    return out
