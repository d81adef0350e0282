"""Places as keys: a division's code, or `parent code/name` where a village has none."""

from __future__ import annotations

from functools import lru_cache

from kg.knowledge import bodies, divisions
from kg.knowledge.divisions import Division

PROVINCE, PREFECTURE, COUNTY, TOWN = 2, 4, 6, 9
"""Lengths of codes by level."""
_LONGEST = 12
COUNTRY = "CN"
_TOWNS = ("镇", "乡", "街道")
_LIVES = 4
_UNIT = 4
"""Least length of the name of a unit that tells it without its bureau."""


def within(one: str, other: str) -> bool:
    """Whether the first place is the second or lies in it; an unknown place lies in none."""
    if not one or not other:
        return False
    return one.startswith(other) or (other == COUNTRY and one[0].isdigit())


def agree(one: str, other: str) -> bool:
    """Whether one of two places lies in the other."""
    return within(one, other) or within(other, one)


def county(place: str) -> str:
    """The county of a place, empty where it is above one."""
    code = place.split("/")[0]
    return code[:COUNTY] if len(code) >= COUNTY else ""


def apart(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether both places are known and none of the one agrees with one of the other."""
    return bool(some and others) and not any(agree(a, b) for a in some for b in others)


@lru_cache(maxsize=65_536)
def current(code: str) -> str:
    """The present code of a division that was renumbered or raised (a county that became a district)."""
    code = divisions.prefix(code)
    if len(code) > COUNTY:
        return current(code[:COUNTY]) + code[COUNTY:]
    known = divisions.by_code(code)
    for _ in range(_LIVES):
        if not known or not known[-1].last:
            break
        known = _heirs(known[-1]) or ()
        code = known[-1].code if known else code
    return code


def official(code: str) -> str:
    """The present name of a division, empty where the code is unknown."""
    known = divisions.by_code(code)
    return known[-1].name if known else ""


@lru_cache(maxsize=65_536)
def split(name: str, near: str = "") -> tuple[tuple[str, ...], str]:
    """The codes of the divisions that a name begins with, the widest first, and the rest of the name.

    Of several divisions of one name that within the one before, or nearest to `near`, is taken.
    """
    codes: list[str] = []
    rest = name
    while True:
        found = _first(rest, codes[-1] if codes else "", near)
        if found is None:
            return tuple(map(current, codes)), rest
        code, length = found
        codes.append(code)
        rest = rest[length:]


def levelled(name: str, near: str) -> tuple[str, str]:
    """The place and the rest of a name that says its level alone (区法院 on a page about 汉台区).

    Both are taken from the name where its rest is no known kind of body, or `near` has no such level.
    """
    level, rest = name[:1], name[1:]
    if not near or not (bodies.stem_of(rest) or bodies.bare(rest)):
        return "", name
    own = official(near[:COUNTY]) if len(near) >= COUNTY else ""
    if own.endswith(level):
        return near[:COUNTY], rest
    place = {"省": near[:PROVINCE], "市": near[:PREFECTURE] if len(near) >= PREFECTURE else ""}.get(level, "")
    return (place, rest) if place else ("", name)


def national(name: str) -> bool:
    """Whether an office is one of the state as a whole (国务院, 教育部)."""
    return bodies.national(name)


def seat(near: str) -> str:
    """The place whose zones a page about `near` means: a district has those of its city."""
    return near[:PREFECTURE] if official(near[:COUNTY]).endswith("区") else near[:COUNTY]


@lru_cache(maxsize=65_536)
def canonical(stem: str) -> str:
    """The full form of a public body's name without its place (发改局 is 发展和改革局).

    A unit that is named with its bureau is the unit (公安局交警支队 is 交通警察支队).
    """
    full = bodies.canonical(stem)
    for end in range(len(full) - _UNIT, 1, -1):
        if bodies.stem_of(full[:end]) and bodies.bare(full[end:]):
            return full[end:]
    return full


def successor(body: str) -> str:
    """The key of the office that took over the tasks of one (农业农村局 those of 农业局), else its own."""
    head, _, stem = body.partition("|")
    known = bodies.stem_of(stem)
    return f"{head}|{known.later}" if known and known.later else body


def _heirs(gone: Division) -> tuple[Division, ...]:
    named = (d for name in (gone.name, *divisions.short_forms(gone)) for d in divisions.candidates(name))
    return tuple(sorted({d for d in named if d.first > gone.first and divisions.same_place(gone, d)}))


def _first(rest: str, above: str, near: str) -> tuple[str, int] | None:
    """The longest division that a text begins with, within the one above if there is one."""
    for length in range(min(_LONGEST, len(rest) - 1), 1, -1):
        name = rest[:length]
        found = [d for d in divisions.candidates(name) if not above or _below(d.code, above)]
        if not above and divisions.ambiguous(name) and not _meant(found, rest[length:], near):
            continue
        one = divisions.nearest(found, above or near) or _town(name, above or near)
        if one is not None:
            return one.code, length
    return None


def _meant(found: list[Division], rest: str, near: str) -> bool:
    """Whether a name that is a common word too means the place: near it, or before a kind of body."""
    if bodies.stem_of(rest):
        return True
    return len(near) >= PREFECTURE and any(d.code[:PREFECTURE] == near[:PREFECTURE] for d in found)


def _below(code: str, above: str) -> bool:
    return code != above and divisions.within(code, above)


def _town(name: str, anchor: str) -> Division | None:
    return divisions.town(name, anchor.split("/")[0]) if name.endswith(_TOWNS) and anchor else None
