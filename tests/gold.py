"""Gold pages beside the project and in it, and what the extractor makes of them.

`python -m tests.gold [--errors]` prints the table of scores; `tests/test_gold.py` holds them to their floors.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg.evaluate import Evaluation, evaluate, render
from kg.extract.page import extract
from kg.model import Page
from kg.records import to_object

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SETS = {
    "newspapers": ("shared", "p*.gold.json"),
    "articles": ("shared", "d*.gold.json"),
    "annotated": ("project", "*.gold.json"),
}
"""Sets of gold pages: scanned newspaper pages, clean articles, and the pieces written for the project."""


def pages(name: str) -> tuple[tuple[Path, Path], ...]:
    """(text, gold) paths of a set, sorted; empty where the set is not at hand."""
    where, pattern = SETS[name]
    if where == "project":
        gold, texts = ROOT / "data" / "annotated", ROOT / "data" / "annotated"
    else:
        gold, texts = SHARED / "gold", SHARED / "corpus"
    found = sorted(gold.glob(pattern)) if gold.is_dir() else []
    return tuple((texts / f"{g.name.split('.')[0]}.txt", g) for g in found)


@cache
def scored(name: str) -> Evaluation:
    """The evaluation of the extractor over a set."""
    return evaluate_pages(pages(name))


def evaluate_pages(paths: Sequence[tuple[Path, Path]]) -> Evaluation:
    """The evaluation of the extractor over (text, gold) paths."""
    out = []
    for text, gold in paths:
        record = extract(Page(text.stem, text.read_text(encoding="utf-8")))
        out.append((json.loads(gold.read_text(encoding="utf-8")), to_object(record)))
    return evaluate(out)


def main() -> None:
    """Print the scores of the sets, or of the pages named."""
    errors = "--errors" in sys.argv
    wanted = [a for a in sys.argv[1:] if not a.startswith("-")]
    if wanted and not set(wanted) <= set(SETS):
        chosen = [p for s in SETS for p in pages(s) if p[0].stem in wanted]
        print(render(evaluate_pages(chosen), errors))
        return
    for name in wanted or SETS:
        if pages(name):
            print(f"{name} ({len(pages(name))} pages)")
            print(render(scored(name), errors))


if __name__ == "__main__":
    main()
