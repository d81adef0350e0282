"""Tests of lines of authors."""

from __future__ import annotations

from kg.page import signs


def test_a_day_beside_a_line_of_authors_leaves_it_one() -> None:
    assert signs.byline("北湖日报 记者 何小满 2019-06-06")
    assert signs.byline("2025-02-17 本报记者 何小满")
    assert not signs.byline("2025-02-17 北湖日报")
