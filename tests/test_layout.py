"""Positions of large graphs: the same each time, what belongs together lies together, nothing on top of another."""

from __future__ import annotations

import time
from typing import Any

import numpy
import pytest

from kg.layout import layout, parts


def groups(count: int, size: int, between: int) -> Any:
    """Rings of `size` nodes with chords, `count` of them, with some links from ring to ring."""
    rows = numpy.arange(count * size)
    ring, place = rows // size, rows % size
    chords = [ring * size + (place + step) % size for step in (1, 2, 5)]
    inside = numpy.concatenate([numpy.stack([rows, c], axis=1) for c in chords])
    some = numpy.arange(between)
    return numpy.concatenate([inside, numpy.stack([some * 37 % len(rows), some * 101 % len(rows)], axis=1)])


def test_the_same_graph_gives_the_same_positions() -> None:
    ends = groups(8, 120, 90)
    one = layout(960, ends)
    assert (one == layout(960, ends[::-1, ::-1])).all()


@pytest.mark.parametrize(("count", "size"), [(4, 30), (12, 90)])
def test_what_belongs_together_lies_together(count: int, size: int) -> None:
    points = layout(count * size, groups(count, size, count * 3)).reshape(count, size, 2)
    middles = points.mean(axis=1)
    inside = numpy.sqrt(((points - middles[:, None]) ** 2).sum(axis=2)).mean()
    between = numpy.sqrt(((middles[:, None] - middles) ** 2).sum(axis=2))[numpy.triu_indices(count, 1)].mean()
    assert between > 2 * inside


def test_no_two_nodes_lie_on_each_other() -> None:
    points = layout(2000, groups(20, 100, 400))
    order = numpy.lexsort((points[:, 1], points[:, 0]))
    apart = numpy.sqrt(((points[order][1:] - points[order][:-1]) ** 2).sum(axis=1))
    assert apart.min() > 1.0
    assert numpy.isfinite(points).all()


def test_parts_lie_beside_each_other() -> None:
    ends = numpy.concatenate([groups(3, 20, 0), [[60, 61]]])
    points = layout(64, ends)
    part = parts(64, ends)
    assert len(set(part.tolist())) == 6
    for number in range(1, 6):
        own, others = points[part == number], points[part < number]
        nearest = numpy.sqrt(((own[:, None] - others) ** 2).sum(axis=2)).min()
        assert nearest > 15


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_tiny_graphs(count: int) -> None:
    points = layout(count, [(i, i + 1) for i in range(count - 1)])
    assert points.shape == (count, 2)
    assert len(numpy.unique(points.round(3), axis=0)) == count


def test_loops_and_repeats_count_once() -> None:
    ends = [(0, 1), (1, 2), (2, 3)]
    assert (layout(4, ends) == layout(4, [*ends, (1, 0), (2, 2)])).all()


def test_a_star_of_a_thousand() -> None:
    points = layout(1001, [(0, i) for i in range(1, 1001)])
    assert numpy.abs(points[0]).max() < numpy.abs(points[1:]).max() / 3


def test_ten_thousand_nodes_take_seconds() -> None:
    ends = groups(100, 100, 2000)
    started = time.process_time()
    layout(10_000, ends)
    assert time.process_time() - started < 20
