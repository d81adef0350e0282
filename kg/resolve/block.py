"""Which profiles are one beyond doubt, and which pairs are worth a comparison."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from kg.resolve import names, places, slips
from kg.resolve.ledger import Member
from kg.resolve.profile import Profile, body_key, merged, village

Key = tuple[str, ...]
"""What identifies an entity: its type and words; empty where nothing does."""
Row = tuple[str, str]
"""A blocking key of a type, and a scope it is met in: a prefecture, empty for anywhere, `EVERY` for all."""
EVERY = "*"
CROWD = 32
"""Profiles that may share a blocking key; beyond, only those of one prefecture are compared."""
MOST = 128
"""Profiles of a crowd that may share a prefecture; a key that more of them share says nothing."""
_TITLED = ("Initiative", "Document", "Event", "Platform", "Project", "Facility")


def groups(
    found: Iterable[Profile], parted: Mapping[Member, Collection[Member]] | None = None
) -> list[tuple[Profile, Key]]:
    """Profiles with those of one certain key made one, each with that key (empty if none), in the order of
    what identifies them.

    Members that were judged to differ (`parted`) from another of their key stay single.
    """
    keyed = [(profile, certain(profile)) for profile in found]
    home = {profile.members[0]: key for profile, key in keyed} if parted else {}
    seated: dict[str, list[tuple[Profile, Key]]] = {}
    for profile, key in keyed:
        member = profile.members[0]
        alone = any(home.get(foe) == key for foe in (parted or {}).get(member, ()))
        seated.setdefault(identity(profile.type, key, member, alone), []).append((profile, key))
    return [(merged(p for p, _ in group), group[0][1]) for _, group in sorted(seated.items())]


def identity(kind: str, key: Key, member: Member, alone: bool) -> str:
    """What identifies the group of a member: the certain key, or the member where it has none or is alone."""
    return json.dumps(key if key and not alone else ("", kind, *member), ensure_ascii=False)


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
    blocks: dict[str, dict[str, list[int]]] = {}
    for position, profile in enumerate(found):
        for key, scope in sorted(rows(profile)):
            blocks.setdefault(key, {}).setdefault(scope, []).append(position)
    return sorted({pair for block in blocks.values() for pair in _paired(block)})


def rows(profile: Profile) -> set[Row]:
    """Where a profile is met: every blocking key in all of its scopes."""
    scopes = (EVERY, *_scopes(profile))
    return {(f"{profile.type} {key}", scope) for key in keys(profile) for scope in scopes}


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


def _paired(block: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Pairs of a block: all of a small one; of a crowd those of one prefecture."""
    if len(block[EVERY]) <= CROWD:
        yield from combinations(block[EVERY], 2)
        return
    for scope, part in block.items():
        if scope != EVERY and len(part) <= MOST:
            yield from combinations(part, 2)


def _scopes(profile: Profile) -> set[str]:
    """The prefectures of a profile by what is stated, else by its pages; empty where it may be anywhere."""
    stated = {*profile.places, *(tie.place for tie in profile.ties)}
    codes = {place[: places.PREFECTURE] for place in stated or profile.near}
    found = {code for code in codes if len(code) == places.PREFECTURE}
    return found if stated and found else found | {""}
