"""Stretches that are taken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.cover import Cover

_SPAN = st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(_SPAN), _SPAN)
def test_a_stretch_meets_a_cover_where_it_meets_a_part_of_it(
    spans: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    start, end = asked
    assert Cover(spans).meets(start, end) == any(s < end and start < e for s, e in spans)
