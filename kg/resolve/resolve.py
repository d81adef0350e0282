"""Records and judgements to clusters, each with an id that comes from what identifies it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.ids import digest
from kg.model import Record
from kg.resolve import names
from kg.resolve.block import Key, certain, groups, pairs
from kg.resolve.cluster import Joined, Judged, Scored, joined
from kg.resolve.compare import Match, compare
from kg.resolve.ledger import DIFFERENT, Judgement, Member, located, standing
from kg.resolve.profile import Profile, merged, profiles

_CERTAIN = Match((("certain key", 2.0),))


@dataclass(frozen=True, slots=True, order=True)
class Cluster:
    """An entity across pages; `members` are (page, entity id) pairs, sorted."""

    id: str
    type: str
    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Why two members are one: the judgement, the sum of the comparison, or the certain key they share."""

    one: Member
    other: Member
    reason: Judgement | Match | Key

    def __str__(self) -> str:
        """The reason as a person reads it."""
        if isinstance(self.reason, tuple):
            return f"same by certain key {' · '.join(part for part in self.reason[1:] if part)}"
        return str(self.reason)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Clusters sorted by id, the links that made them, and what judgements hold apart."""

    clusters: tuple[Cluster, ...]
    links: tuple[Link, ...]
    apart: tuple[Link, ...] = ()


def resolve(records: Iterable[Record], judgements: Iterable[Judgement] = ()) -> tuple[Cluster, ...]:
    """The clusters of all entities of the records, sorted by id; the order of the records does not matter.

    Judgements, in the order they were made, beat every score.
    """
    return Bench(records, judgements).resolution().clusters


def explain(records: Iterable[Record], judgements: Iterable[Judgement] = ()) -> Resolution:
    """The clusters with the reason of every merge."""
    return Bench(records, judgements).resolution()


class Bench:
    """All profiles beside each other, those of one certain key made one."""

    def __init__(self, records: Iterable[Record], judgements: Iterable[Judgement] = ()) -> None:
        kept = standing(judgements)
        wanted = {a.page for j in kept for a in (j.a, j.b)}
        self.single: list[Profile] = []
        pages: dict[str, Record] = {}
        for record in records:
            self.single.extend(profiles(record))
            if record.page in wanted:
                pages[record.page] = record
        members = located(sorted({a for j in kept for a in (j.a, j.b)}), pages)
        self.judged = [(members[j.a], members[j.b], j) for j in kept if j.a in members and j.b in members]
        self.groups = groups(self.single, self._parted())
        self.found = [profile for profile, _ in self.groups]
        self.position = {m: at for at, profile in enumerate(self.found) for m in profile.members}

    def _parted(self) -> dict[Member, set[Member]]:
        """Members by members that they were judged to differ from."""
        foes: dict[Member, set[Member]] = {}
        for one, other, judgement in self.judged:
            if judgement.verdict == DIFFERENT:
                foes.setdefault(one, set()).add(other)
                foes.setdefault(other, set()).add(one)
        return foes

    def compared(self) -> Iterator[Scored]:
        """Every pair worth a comparison with its outcome."""
        return ((one, other, compare(self.found[one], self.found[other])) for one, other in pairs(self.found))

    def joined(self, compared: Iterable[Scored]) -> tuple[list[list[int]], list[Joined]]:
        """Positions by cluster, and the pairs that joined them."""
        scored = [pair for pair in compared if pair[2].same or pair[2].veto]
        return joined(self.found, [*self._broken(), *scored], self._rulings())

    def _rulings(self) -> Sequence[Judged]:
        """Judgements on what stands at two positions, and is of one type."""
        at = [(self.position[one], self.position[other], j) for one, other, j in self.judged]
        return [r for r in at if r[0] != r[1] and self.found[r[0]].type == self.found[r[1]].type]

    def _broken(self) -> Iterator[Scored]:
        """The parts of a certain key that a judgement took apart: what it does not name stays with one."""
        parts: dict[Key, list[int]] = {}
        for position, (_, key) in enumerate(self.groups):
            if key:
                parts.setdefault(key, []).append(position)
        yield from ((*pair, _CERTAIN) for group in parts.values() for pair in combinations(group, 2))

    def resolution(self) -> Resolution:
        """All clusters and links."""
        sets, links = self.joined(self.compared())
        whole = [merged(self.found[at] for at in positions) for positions in sets]
        printed = {profile.members[0]: profile.name for profile in self.single}
        shared = Counter(map(_key, whole))
        made = sorted(_cluster(profile, printed, shared) for profile in whole)
        joins = (*self._keyed(), *(self._link(*link) for link in links))
        apart = (Link(*judged) for judged in self.judged if judged[2].verdict == DIFFERENT)
        return Resolution(tuple(made), joins, tuple(apart))

    def _keyed(self) -> Iterator[Link]:
        """Links within the groups of one certain key."""
        for profile, key in self.groups:
            yield from (Link(profile.members[0], other, key) for other in profile.members[1:])

    def _link(self, one: int, other: int, reason: Match | Judgement) -> Link:
        return Link(self.found[one].members[0], self.found[other].members[0], reason)


def _cluster(profile: Profile, printed: dict[Member, str], shared: Counter[Key]) -> Cluster:
    """A cluster with its id; where two have one key, the first member tells them apart."""
    key = _key(profile)
    parts = key if shared[key] == 1 else (*key, *profile.members[0])
    name = _name(profile.type, Counter(printed[member] for member in profile.members))
    return Cluster("e" + digest(*parts), profile.type, name, profile.members)


def _key(profile: Profile) -> Key:
    """What identifies an entity: its certain key, else type, name and the place it is bound to."""
    known = certain(profile)
    if known and (profile.type != "Person" or len(known) == 2):
        return known
    place = min(profile.places, default="") if profile.type != "Person" else ""
    return (profile.type, names.title(profile.name), place)


def _name(kind: str, counts: Counter[str]) -> str:
    """The name to show: of persons and places the most frequent, of others the fullest."""
    if kind in ("Person", "AdministrativeDivision"):
        return min(counts, key=lambda name: (-counts[name], -len(name), name))
    return min(counts, key=lambda name: (-len(name), -counts[name], name))
