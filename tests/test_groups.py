"""Every annotated piece belongs to a province and a kind of text; a group's shortfall is counted against the mean."""

from __future__ import annotations

import pytest

from tests import standoff
from tests.gold import FOLDERS
from tests.groups import PIECES, SORTS, grouped, shortfalls


def test_every_annotated_piece_has_its_groups() -> None:
    pieces = {p.stem for folder in FOLDERS.values() for p in folder.glob("*.txt")}
    passages = {p.stem[:3] for p in standoff.REPORTS.glob("*.json")}
    assert set(PIECES) == pieces | passages
    assert all(row[sort] for row in PIECES.values() for sort in SORTS)


def test_a_shortfall_is_the_distance_below_the_mean() -> None:
    scores = {
        "甲": {"entities": 0.9, "facts": 0.8, "measurements": 0.5},
        "乙": {"entities": 0.7, "facts": 0.8},
    }
    assert shortfalls(scores) == {("乙", "entities"): pytest.approx(0.1)}


@pytest.mark.parametrize("sort", SORTS)
def test_pieces_are_scored_by_group(sort: str) -> None:
    groups = grouped(sort)
    assert groups.keys() <= {row[sort] for row in PIECES.values()}
    assert all(0 < f1 <= 1 for scores in groups.values() for f1 in scores.values())
