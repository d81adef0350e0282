"""What may lie in what, by the levels of places and the tables of divisions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.relations.scene import Scene, level
from kg.extract.relations.words import ending
from kg.knowledge import divisions

_NATURE = re.compile("(?:[江河湖海山岭]|流域|山脉|草原|沙漠)$")


def contains(scene: Scene, outer: str, inner: str) -> bool:
    """Whether the levels of two places allow the one to lie in the other."""
    if scene.type(inner) == "Zone" and ending("region").search(scene.name(inner)):
        return bool(ending("region").search(scene.name(outer))) or level(scene.name(outer)) == 1
    if scene.type(inner) != "AdministrativeDivision":
        return True
    if scene.type(outer) != "AdministrativeDivision":
        low = level(scene.name(inner))
        return low is None or low >= 3
    if not _plausible(scene.name(inner), scene.name(outer)):
        return False
    high, low = level(scene.name(outer)), level(scene.name(inner))
    return high is None or low is None or high < low or high == low == 2 or high == low == 5


def _plausible(inner: str, outer: str) -> bool:
    """False where both divisions are known and none of the one's name lies in one of the other's."""
    low, high = divisions.candidates(inner), divisions.candidates(outer)
    if not low or not high:
        return True
    return _lies(low, high)


def within(scene: Scene, inner: str, outer: str) -> bool:
    """Whether one division is known to lie in another."""
    if scene.type(inner) != "AdministrativeDivision" or scene.type(outer) != "AdministrativeDivision":
        return False
    return _lies(divisions.candidates(scene.name(inner)), divisions.candidates(scene.name(outer)))


def _lies(low: Sequence[divisions.Division], high: Sequence[divisions.Division]) -> bool:
    return any(divisions.within(a.code, b.code) and a.code != b.code for a in low for b in high)


def natural(name: str) -> bool:
    """Whether a name is that of a river, a hill or the like, which nobody builds or runs."""
    return bool(_NATURE.search(name))
