"""Scores of the annotated pieces by province and by kind of text: whether one sort of paper is read worse than others.

`python -m tests.groups` prints, for each group of `tests/groups.tsv`, the F1 of entities, facts and measurements and
how far each lies below the mean over the groups of its sort. Nothing is fitted on these pieces but the scores of
facts (`data/make/confidence.py`), on which no figure here depends: each piece is scored as one left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from csv import DictReader
from itertools import chain
from pathlib import Path
from statistics import fmean

from tests.gold import evaluate_pages, pages

SORTS = ("province", "kind")
KINDS_OF_SCORE = ("entities", "facts", "measurements")
TABLE = Path(__file__).with_name("groups.tsv")
PIECES = {r["piece"]: r for r in DictReader(TABLE.read_text(encoding="utf-8").splitlines(), delimiter="\t")}


def grouped(sort: str) -> dict[str, dict[str, float]]:
    """F1 by group and by row of the scores; a row that the gold of a group does not hold is absent."""
    members = defaultdict(list)
    for text, gold in chain.from_iterable(map(pages, ("annotated", "unseen", "reports"))):
        members[_piece(text.stem)[sort]].append((text, gold))
    out = {}
    for group, paths in sorted(members.items()):
        scores = [evaluate_pages(paths).score(row) for row in KINDS_OF_SCORE]
        out[group] = {s.row: s.f1 for s in scores if s.gold}
    return out


def shortfalls(groups: Mapping[str, Mapping[str, float]]) -> dict[tuple[str, str], float]:
    """How far below the mean over the groups each (group, row) lies; nothing for those above it."""
    means = {row: fmean(g[row] for g in groups.values() if row in g) for row in KINDS_OF_SCORE}
    return {
        (name, row): means[row] - f1
        for name, scores in groups.items()
        for row, f1 in scores.items()
        if f1 < means[row]
    }


def _piece(stem: str) -> Mapping[str, str]:
    return PIECES[stem] if stem in PIECES else PIECES[stem[:3]]


def main() -> None:
    """Print both tables."""
    for sort in SORTS:
        groups = grouped(sort)
        below = shortfalls(groups)
        print(f"{sort:<14}" + "".join(f"{row:>22}" for row in KINDS_OF_SCORE))
        for name, scores in groups.items():
            cells = (_cell(scores.get(row), below.get((name, row))) for row in KINDS_OF_SCORE)
            print(f"{name:<14}" + "".join(f"{c:>22}" for c in cells))


def _cell(f1: float | None, below: float | None) -> str:
    if f1 is None:
        return "-"
    return f"{f1:.3f}" + (f" (-{below:.3f})" if below else "")


if __name__ == "__main__":
    main()
