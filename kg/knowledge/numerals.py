"""Whole numbers as Chinese prints write them: 28, ２８, 二十八, 三千二百, 二〇一九."""

from __future__ import annotations

import unicodedata
from functools import cache

from kg.knowledge.tables import rows


def numeral(form: str) -> int | None:
    """The number a form names; None where it names none or more than one (三四).

    Three or more digits in a row are read one by one, as years are (二〇一九).
    """
    plain = unicodedata.normalize("NFKC", form)
    if plain.isdecimal():
        return int(plain)
    digits, powers = digit_values(), power_values()
    if len(plain) > 2 and all(c in digits for c in plain):
        return int("".join(str(digits[c]) for c in plain))
    return _summed(plain, digits, powers)


def _summed(form: str, digits: dict[str, int], powers: dict[str, int]) -> int | None:
    total, digit, seen = 0, 0, False
    for char in form:
        if char in powers:
            total += (digit if seen else 1) * powers[char]
            digit, seen = 0, False
        elif char not in digits or (seen and digit):
            return None
        else:
            digit, seen = digits[char], True
    return total + digit if form else None


@cache
def digit_values() -> dict[str, int]:
    """The digits by their characters: 〇, 一, 两, 叁."""
    return _values("digit")


@cache
def power_values() -> dict[str, int]:
    """The powers of ten by their characters: 十, 百, 万."""
    return _values("power")


def _values(role: str) -> dict[str, int]:
    return {r["form"]: int(r["value"]) for r in rows("magnitudes.tsv") if r["role"] == role}
