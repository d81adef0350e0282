"""Which profiles are one beyond doubt, and which pairs are worth a comparison."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.resolve import names, places, slips
from kg.resolve.ledger import Member
from kg.resolve.profile import Profile, body_key, merged, village

Key = tuple[str, ...]
"""What identifies an entity: its type and words; empty where nothing does."""
_CROWD = 64
"""Profiles that may share a blocking key; beyond, only those of one prefecture are compared."""
_MOST, _NEIGHBOURS = 400, 40
"""Profiles of a key and a prefecture that are all compared; beyond, only neighbours in sorted order."""
_TITLED = ("Initiative", "Document", "Event", "Platform", "Project", "Facility")


def groups(
    found: Iterable[Profile], parted: Mapping[Member, Collection[Member]] | None = None
) -> list[tuple[Profile, Key]]:
    """Profiles with those of one certain key made one, each with that key (empty if none), sorted.

    Members that were judged to differ (`parted`) from another of their key stay single.
    """
    by_key: dict[Key, list[Profile]] = {}
    for profile in found:
        by_key.setdefault(certain(profile) or ("", *profile.members[0]), []).append(profile)
    parts = ((part, key) for key, group in by_key.items() for part in _undivided(group, parted or {}))
    return sorted((merged(part), key if key[0] else ()) for part, key in parts)


def _undivided(group: list[Profile], parted: Mapping[Member, Collection[Member]]) -> Iterator[list[Profile]]:
    """A group whole, or where a judgement divides it the members it names, each alone, and the rest."""
    here = {member for profile in group for member in profile.members}
    named = [p for p in group if any(not here.isdisjoint(parted.get(m, ())) for m in p.members)]
    yield from ([profile] for profile in named)
    rest = [profile for profile in group if profile not in named] if named else group
    if rest:
        yield rest


def certain(profile: Profile) -> tuple[str, ...]:
    """What identifies an entity for good: code, office and place, registered name; empty if nothing does."""
    if profile.type == "AdministrativeDivision":
        return (profile.type, places.current(profile.code)) if profile.code else ()
    national = names.national().get((profile.type, names.title(profile.name)))
    if national:
        return (profile.type, national)
    if profile.type in ("PublicBody", "Institution", "Zone"):
        return _office(profile)
    if profile.type == "Enterprise":
        firm = names.firm(profile.name)
        known = firm.registered and len(firm.core) >= 4 and not names.bare(profile.name)
        return (profile.type, names.normal(profile.name)) if known else ()
    if profile.type == "Person":
        return _post(profile)
    return _titled(profile)


def pairs(found: Sequence[Profile]) -> list[tuple[int, int]]:
    """Pairs of positions (the smaller first) of profiles that share a blocking key, sorted."""
    by_key: dict[tuple[str, str], list[int]] = {}
    for position, profile in enumerate(found):
        for key in sorted(set(keys(profile))):
            by_key.setdefault((profile.type, key), []).append(position)
    return sorted({pair for block in by_key.values() for pair in _paired(block, found)})


def keys(profile: Profile) -> Iterator[str]:
    """Blocking keys: profiles of one type that share none are never compared."""
    if profile.type == "Person":
        yield profile.name
        marks = {
            *profile.around,
            *(tie.body for tie in profile.ties),
            *(village(t.place) for t in profile.ties),
        }
        yield from (f"{profile.name} {mark}" for mark in sorted(marks - {""}))
    elif profile.type == "Enterprise":
        for core in map(names.brand, profile.forms):
            yield core
            yield core[:2]
            yield from slips.patterns(core)
    elif profile.type in _TITLED:
        yield from map(names.title, profile.forms)
        if profile.type == "Project":
            yield from (amount for form in profile.forms for amount in names.capacities(form))
    else:
        yield from profile.forms
        yield profile.stem


def _titled(profile: Profile) -> tuple[str, ...]:
    """What bears a title in one place; meetings come again, so not they, nor works of several investors."""
    if profile.type == "Project" and profile.partners and names.capacities(profile.name):
        return ()
    if profile.type == "Event" or len(profile.places) != 1 or len(profile.places[0]) < places.PREFECTURE:
        return ()
    return (profile.type, names.title(profile.name), profile.places[0])


def _office(profile: Profile) -> tuple[str, ...]:
    place = profile.places[0] if len(profile.places) == 1 else ""
    if profile.type == "Zone" and profile.stem == profile.name and not names.kind_of_zone(profile.name):
        return ()
    key = body_key(profile.type, profile.name, place, profile.stem)
    return (profile.type, key) if place and key and not names.deictic(profile.name) else ()


def _post(profile: Profile) -> tuple[str, ...]:
    """A person in a post of an office whose place is known; two of one name do not share one."""
    held = [tie for tie in profile.ties if tie.body.startswith("body:") and tie.place and tie.post]
    if not held or profile.traits:
        return ()
    return (profile.type, profile.name, held[0].body, held[0].post)


def _paired(block: list[int], found: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of a block: all of a small one; of a crowd those of one prefecture, and neighbours among those
    that may be of the whole country.
    """
    if len(block) <= _CROWD:
        yield from combinations(block, 2)
        return
    by_scope: dict[str, list[int]] = {}
    for position in block:
        for scope in _scopes(found[position]):
            by_scope.setdefault(scope, []).append(position)
    for scope, part in by_scope.items():
        reach = len(part) if scope and len(part) <= _MOST else _NEIGHBOURS
        for at, one in enumerate(part):
            yield from ((one, other) for other in part[at + 1 : at + 1 + reach])


def _scopes(profile: Profile) -> set[str]:
    """The prefectures of a profile by what is stated, else by its pages; empty where it may be anywhere."""
    stated = {*profile.places, *(tie.place for tie in profile.ties)}
    codes = {place[: places.PREFECTURE] for place in stated or profile.near}
    found = {code for code in codes if len(code) == places.PREFECTURE}
    return found if stated and found else found | {""}
