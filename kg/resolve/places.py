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


def canonical(stem: str) -> str:
    """The full form of a public body's name without its place (发改局 is 发展和改革局)."""
    return bodies.canonical(stem)


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
        if not above and divisions.ambiguous(name):
            continue
        one = divisions.nearest(found, above or near) or _town(name, above or near)
        if one is not None:
            return one.code, length
    return None


def _below(code: str, above: str) -> bool:
    return code != above and divisions.within(code, above)


def _town(name: str, anchor: str) -> Division | None:
    return divisions.town(name, anchor.split("/")[0]) if name.endswith(_TOWNS) and anchor else None
