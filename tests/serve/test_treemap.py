"""Boxes in boxes: they fill their box, keep the proportions and do not overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.treemap import Box, divided

FRAME = Box(10, 20, 1200, 640)


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=60))
def test_each_box_has_its_share_and_lies_within(sizes: list[int]) -> None:
    sizes.sort(reverse=True)
    boxes = divided(sizes, FRAME)
    whole = FRAME.width * FRAME.height
    for size, box in zip(sizes, boxes, strict=True):
        assert box.width * box.height == pytest.approx(whole * size / sum(sizes), rel=1e-6)
        assert box.x >= FRAME.x - 1e-6
        assert box.y >= FRAME.y - 1e-6
        assert box.x + box.width <= FRAME.x + FRAME.width + 1e-6
        assert box.y + box.height <= FRAME.y + FRAME.height + 1e-6


@given(st.lists(st.integers(1, 300), min_size=2, max_size=25))
def test_no_box_lies_on_another(sizes: list[int]) -> None:
    boxes = divided(sorted(sizes, reverse=True), FRAME)
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
            down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
            assert across < 1e-6 or down < 1e-6


def test_equal_sizes_come_near_to_squares() -> None:
    boxes = divided([1.0] * 12, Box(0, 0, 400, 300))
    assert max(max(b.width / b.height, b.height / b.width) for b in boxes) < 1.5


@pytest.mark.parametrize("sizes", [[], [0.0, 0.0]])
def test_nothing_to_divide(sizes: list[float]) -> None:
    assert all(box.width == 0 for box in divided(sizes, FRAME))


def test_a_box_without_room_has_no_inside() -> None:
    assert Box(0, 0, 6, 20).inner(25, 4) == Box(4, 25, 0, 0)
