"""The map: places by hierarchy as boxes in boxes, sized by what the pages say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import ChoiceError
from kg.knowledge.divisions import by_code
from kg.serve import parameters
from kg.serve.index import Index
from kg.serve.parameters import NotFoundError, state_of
from kg.serve.places import roots
from kg.serve.render import page
from kg.serve.treemap import Box, divided

MEASURES = ("facts", "entities", "measurements")
SHAPES = (("wide", Box(0, 0, 1200, 640)), ("tall", Box(0, 0, 400, 620)))
_HEAD = 25.0
_TONES = 6
_LETTER = 13.5
_ROOMS = ((46, 24), (150, 90))
"""Width and height from which a box is divided: an outer one, and one that lies in another."""


@dataclass(frozen=True, slots=True)
class Area:
    """A place with what is said of it and of all within; `id` is None where only its code tells of it."""

    key: str
    id: str | None
    label: str
    type: str
    own: Mapping[str, int]
    all: Mapping[str, int]
    children: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """An area as it is drawn."""

    area: Area
    box: Box
    deep: int
    tone: int
    words: str
    """Its name as far as there is room for it."""


@lru_cache(maxsize=2)
def areas(index: Index) -> Area:
    """All places below one that has no name; those whose province no page names lie below it all the same."""
    trees = [_area(tree) for tree in roots(index)]
    codes = {tree["id"]: tree["code"] or "" for tree in roots(index)}
    gathered: dict[str, list[Area]] = {}
    for area in trees:
        code = codes[area.id or ""]
        gathered.setdefault(code[:2] if len(code) > 2 else area.key, []).append(area)
    return _together("", "", [_province(code, found) for code, found in gathered.items()])


def _province(code: str, found: list[Area]) -> Area:
    named = by_code(code)
    if found[0].key == code or not named:
        return found[0]
    return _together(code, named[-1].name, found)


def _together(key: str, label: str, children: list[Area]) -> Area:
    nothing = dict.fromkeys(MEASURES, 0)
    return Area(
        key, None, label, "AdministrativeDivision", nothing, _sums(nothing, children), _sorted(children)
    )


def _area(tree: Mapping[str, Any]) -> Area:
    children = [_area(child) for child in tree["children"]]
    own = {"facts": tree["facts"], "entities": tree["entities"] + 1, "measurements": tree["measurements"]}
    return Area(
        tree["id"], tree["id"], tree["label"], tree["type"], own, _sums(own, children), _sorted(children)
    )


def _sums(own: Mapping[str, int], children: list[Area]) -> Mapping[str, int]:
    return {name: own[name] + sum(child.all[name] for child in children) for name in MEASURES}


def _sorted(children: list[Area]) -> tuple[Area, ...]:
    return tuple(sorted(children, key=lambda area: (-area.all["facts"], area.key)))


def way(area: Area, key: str) -> tuple[Area, ...]:
    """The areas from the whole down to the one of that key; none where no area has it."""
    if area.key == key:
        return (area,)
    for child in area.children:
        found = way(child, key)
        if found:
            return (area, *found)
    return ()


def tiles(area: Area, measure: str, box: Box, deepest: int = 4) -> Iterator[Tile]:
    """The boxes of what lies in an area, the outer before the inner; below the second only where there is room."""
    most = max((child.all[measure] for child in area.children), default=0)
    yield from _tiles(area, measure, box, (1, deepest, most))


def _tiles(area: Area, measure: str, box: Box, depth: tuple[int, int, int]) -> Iterator[Tile]:
    """An area within another leaves free what is said of it alone."""
    deep, deepest, most = depth
    shown: list[tuple[int, str, Area | None]] = [(-c.all[measure], c.key, c) for c in area.children]
    if deep > 1:
        shown.append((-area.own[measure], "", None))
    shown = sorted((s for s in shown if s[0]), key=lambda s: s[:2])
    for (_, _, child), place in zip(shown, divided([-s[0] for s in shown], box), strict=True):
        if child is None:
            continue
        tone = 1 + round((_TONES - 1) * (child.all[measure] / most) ** 0.5) if most else 1
        yield Tile(child, place, deep, tone, _fitted(child.label, place))
        inner = place.inner(_HEAD, 4)
        wide, high = _ROOMS[min(deep, len(_ROOMS)) - 1]
        if deep < deepest and inner.width > wide and inner.height > high:
            yield from _tiles(child, measure, inner, (deep + 1, deepest, most))


def _fitted(label: str, box: Box) -> str:
    """A name cut to the width of a box; nothing where the box is too small."""
    room = int((box.width - 12) / _LETTER)
    if box.height < _HEAD - 4 or room < 2:
        return ""
    return label if len(label) <= room else label[: room - 1] + "…"


def atlas(request: Request) -> Response:
    """The page of places with their counts."""
    whole = areas(state_of(request).index)
    measure = parameters.text(request, "by") or MEASURES[0]
    if measure not in MEASURES:
        raise ChoiceError(f"by: {measure}; choose one of {', '.join(MEASURES)}")
    found = way(whole, parameters.text(request, "at"))
    if not found:
        raise NotFoundError("no place of the graph has this id")
    area = found[-1]
    drawn = [(name, box, tuple(tiles(area, measure, box))) for name, box in SHAPES]
    most = max((c.all[measure] for c in area.children), default=0)
    values: dict[str, Any] = {"area": area, "way": found, "measure": measure, "most": most, "drawn": drawn}
    return page(request, "map.html", measures=MEASURES, **values)


ROUTES = [Route("/map", atlas)]
