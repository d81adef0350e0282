"""Quality never falls below the floors of `tests/floors.tsv`; a floor is raised when quality rises."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import gold

FLOORS = [
    line.split("\t")
    for line in Path(__file__).with_name("floors.tsv").read_text(encoding="utf-8").splitlines()[1:]
]


@pytest.mark.parametrize(("pages", "row", "floor"), FLOORS, ids=[f"{p}-{r}" for p, r, _ in FLOORS])
def test_no_score_falls_below_its_floor(pages: str, row: str, floor: str) -> None:
    if not gold.pages(pages):
        pytest.skip(f"the gold pages of {pages} do not lie beside the project")
    score = gold.scored(pages).score(row)
    measure = score.precision if row == "canonical names" else score.f1
    assert measure >= float(floor), (
        f"{row}: {measure:.3f} < {floor}; see `python -m tests.gold --errors {pages}`"
    )


def test_floors_name_known_sets_and_rows() -> None:
    assert {f[0] for f in FLOORS} <= set(gold.SETS)
    assert {f[1] for f in FLOORS} <= {
        "entities",
        "canonical names",
        "aliases",
        "facts",
        "measurements",
        "honours",
    }
