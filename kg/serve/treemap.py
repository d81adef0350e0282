"""A box divided into boxes whose sizes are given, each as near to a square as can be (squarified treemap)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its corner at the left above, its width and its height."""

    x: float
    y: float
    width: float
    height: float

    def inner(self, head: float, rim: float) -> Box:
        """What is left within a rim and below a head; nothing where there is no room."""
        wide, high = self.width - 2 * rim, self.height - head - rim
        return Box(self.x + rim, self.y + head, max(0.0, wide), max(0.0, high))


def divided(sizes: Sequence[float], box: Box) -> list[Box]:
    """A box for each size, in their order; sizes are positive and best sorted, the largest first."""
    total = sum(sizes)
    if not sizes or total <= 0 or box.width <= 0 or box.height <= 0:
        return [Box(box.x, box.y, 0.0, 0.0) for _ in sizes]
    scale = box.width * box.height / total
    made: list[Box] = []
    left = [size * scale for size in sizes]
    while left:
        row = _row(left, min(box.width, box.height))
        placed, box = _laid(row, box)
        made += placed
        left = left[len(row) :]
    return made


def _row(areas: Sequence[float], side: float) -> Sequence[float]:
    """The first areas that, laid along a side, come nearest to squares."""
    count = 1
    while count < len(areas) and _worst(areas[: count + 1], side) <= _worst(areas[:count], side):
        count += 1
    return areas[:count]


def _worst(areas: Sequence[float], side: float) -> float:
    """How far the least square of a row is from a square: its longer side over its shorter."""
    total = sum(areas)
    return max(side * side * max(areas) / (total * total), total * total / (side * side * min(areas)))


def _laid(row: Sequence[float], box: Box) -> tuple[list[Box], Box]:
    """The boxes of a row along the shorter side, and what is left of the box."""
    total = sum(row)
    if box.width >= box.height:
        thick, at, placed = total / box.height, box.y, []
        for area in row:
            placed.append(Box(box.x, at, thick, area / thick))
            at += area / thick
        return placed, Box(box.x + thick, box.y, max(0.0, box.width - thick), box.height)
    thick, at, placed = total / box.width, box.x, []
    for area in row:
        placed.append(Box(at, box.y, area / thick, thick))
        at += area / thick
    return placed, Box(box.x, box.y + thick, box.width, max(0.0, box.height - thick))
