"""Records to clusters, each with an id that comes from what identifies it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.ids import digest
from kg.model import Record
from kg.resolve import names
from kg.resolve.block import certain, groups, pairs
from kg.resolve.cluster import clusters
from kg.resolve.compare import compare
from kg.resolve.profile import Profile, merged, profiles


@dataclass(frozen=True, slots=True, order=True)
class Cluster:
    """An entity across pages; `members` are (page, entity id) pairs, sorted."""

    id: str
    type: str
    name: str
    members: tuple[tuple[str, str], ...]


def resolve(records: Iterable[Record]) -> tuple[Cluster, ...]:
    """The clusters of all entities of the records, sorted by id; the order of the records does not matter."""
    single = [profile for record in records for profile in profiles(record)]
    found = groups(single)
    compared = ((one, other, compare(found[one], found[other])) for one, other in pairs(found))
    scored = (pair for pair in compared if pair[2].same or pair[2].veto)
    whole = [merged(found[at] for at in positions) for positions in clusters(found, scored)]
    printed = {profile.members[0]: profile.name for profile in single}
    shared = Counter(map(_key, whole))
    return tuple(sorted(_cluster(profile, printed, shared) for profile in whole))


def _cluster(
    profile: Profile, printed: dict[tuple[str, str], str], shared: Counter[tuple[str, ...]]
) -> Cluster:
    """A cluster with its id; where two have one key, the first member tells them apart."""
    key = _key(profile)
    parts = key if shared[key] == 1 else (*key, *profile.members[0])
    name = _name(profile.type, Counter(printed[member] for member in profile.members))
    return Cluster("e" + digest(*parts), profile.type, name, profile.members)


def _key(profile: Profile) -> tuple[str, ...]:
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
