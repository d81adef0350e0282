"""Records and judgements to clusters, each with an id that comes from what identifies it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.ids import digest
from kg.model import Record
from kg.resolve import names
from kg.resolve.block import Key, certain, groups, pairs
from kg.resolve.cluster import Joined, Judged, Scored, neighbourhoods, settled
from kg.resolve.compare import Match, compare
from kg.resolve.ledger import DIFFERENT, SAME, Judgement, Member, Ruled, parted, standing
from kg.resolve.profile import Profile, merged, profiles


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
    reason: Judgement | Match | Key | str

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
        ruled = Ruled(standing(judgements))
        wanted = ruled.pages()
        single: list[Profile] = []
        pages: dict[str, Record] = {}
        for record in records:
            single.extend(profiles(record))
            if record.page in wanted:
                pages[record.page] = record
        self.printed = {profile.members[0]: profile.name for profile in single}
        self.judged = ruled.reread(wanted, pages).rulings()
        self.groups = groups(single, parted(self.judged))
        self.found = [profile for profile, _ in self.groups]
        self.position = {m: at for at, profile in enumerate(self.found) for m in profile.members}

    def compared(self) -> Iterator[Scored]:
        """Every pair worth a comparison with its outcome."""
        return ((one, other, compare(self.found[one], self.found[other])) for one, other in pairs(self.found))

    def joined(self, compared: Iterable[Scored]) -> tuple[list[list[int]], list[Joined]]:
        """Positions by cluster, and the pairs that joined them."""
        judged = self._seated()
        edges = [(one, other) for one, other, match in compared if match.same]
        edges += [(one, other) for one, other, judgement in judged if judgement.verdict == SAME]
        sets: list[list[int]] = []
        links: list[Joined] = []
        for near in neighbourhoods(len(self.found), [*edges, *self._parts()]):
            place = {at: local for local, at in enumerate(near)}
            own = [(place[a], place[b], j) for a, b, j in judged if a in place and b in place]
            made = settled([self.groups[at] for at in near], own)
            sets += [[near[local] for local in each] for each in made[0]]
            links += [(near[a], near[b], reason) for a, b, reason in made[1]]
        return sorted(sets), links

    def _seated(self) -> Sequence[Judged]:
        """Judgements on what stands at two positions, and is of one type."""
        at = [(self.position[one], self.position[other], j) for one, other, j in self.judged]
        return [r for r in at if r[0] != r[1] and self.found[r[0]].type == self.found[r[1]].type]

    def _parts(self) -> Iterator[tuple[int, int]]:
        """Positions that a judgement took apart beside the first of their certain key."""
        first: dict[Key, int] = {}
        for position, (_, key) in enumerate(self.groups):
            if key and first.setdefault(key, position) != position:
                yield first[key], position

    def resolution(self) -> Resolution:
        """All clusters and links."""
        sets, links = self.joined(self.compared())
        whole = [merged(self.found[at] for at in positions) for positions in sets]
        made = [(told(profile), profile.type, profile.members) for profile in whole]
        joins = (*self._keyed(), *(self._link(*link) for link in links))
        apart = (Link(*judged) for judged in self.judged if judged[2].verdict == DIFFERENT)
        return Resolution(numbered(made, self.printed), joins, tuple(apart))

    def _keyed(self) -> Iterator[Link]:
        """Links within the groups of one certain key."""
        for profile, key in self.groups:
            yield from (Link(profile.members[0], other, key) for other in profile.members[1:])

    def _link(self, one: int, other: int, reason: Match | Judgement) -> Link:
        return Link(self.found[one].members[0], self.found[other].members[0], reason)


def numbered(
    made: Iterable[tuple[Key, str, tuple[Member, ...]]], printed: Mapping[Member, str]
) -> tuple[Cluster, ...]:
    """Clusters, sorted, of what identifies them, types and members; where several have one identity the first
    member tells them apart. `printed` gives the names of members.
    """
    made = list(made)
    shared = Counter(key for key, _, _ in made)
    out = []
    for key, kind, members in made:
        parts = key if shared[key] == 1 else (*key, *members[0])
        name = _name(kind, Counter(printed[member] for member in members))
        out.append(Cluster("e" + digest(*parts), kind, name, members))
    return tuple(sorted(out))


def told(profile: Profile) -> Key:
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
