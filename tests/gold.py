"""Gold pages beside the project and in it, and what the extractor makes of them.

`python -m tests.gold [--errors]` prints the table of scores; `tests/test_gold.py` holds them to their floors.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg.evaluate import Evaluation, evaluate, render
from kg.extract.page import extract
from kg.model import Page
from kg.records import to_object
from tests import standoff

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SETS = {
    "newspapers": ("shared", "p*.gold.json"),
    "articles": ("shared", "d*.gold.json"),
    "annotated": ("project", "*.gold.json"),
    "unseen": ("unseen", "*.gold.json"),
    "reports": ("standoff", "reports"),
    "kept": ("standoff", "pages"),
}
"""Sets of gold pages: scanned newspaper pages, clean articles, pieces written for the project, more of them that no
rule was written by, passages of reports, whole newspaper pages annotated stand-off."""
FOLDERS = {"project": ROOT / "data" / "annotated", "unseen": ROOT / "data" / "annotated" / "unseen"}
RESTORED = tempfile.TemporaryDirectory(prefix="kg-reports-")
"""Where passages annotated stand-off are written out while the process runs."""


def pages(name: str) -> tuple[tuple[Path, Path], ...]:
    """(text, gold) paths of a set, sorted; empty where the set is not at hand."""
    where, pattern = SETS[name]
    if where == "standoff":
        return restored(pattern)
    if where in FOLDERS:
        gold = texts = FOLDERS[where]
    else:
        gold, texts = SHARED / "gold", SHARED / "corpus"
    found = sorted(gold.glob(pattern)) if gold.is_dir() else []
    return tuple((texts / f"{g.name.split('.')[0]}.txt", g) for g in found)


@cache
def restored(folder: str) -> tuple[tuple[Path, Path], ...]:
    """(text, gold) paths of what is annotated stand-off in a folder and at hand, written out of that form."""
    out = []
    for kept in sorted((standoff.HOME / folder).glob("*.json")):
        try:
            text, gold = standoff.load(kept)
        except standoff.ReportMissingError:
            continue
        paths = Path(RESTORED.name) / f"{kept.stem}.txt", Path(RESTORED.name) / f"{kept.stem}.gold.json"
        paths[0].write_text(text, encoding="utf-8")
        paths[1].write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
        out.append(paths)
    return tuple(out)


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
