"""Trains a typer that doubts names of the rules, and says what it is worth on pages that it was not trained on.

Usage: python -m tests.learnt [--least P ...] [FOLDER ...]

The annotated pages at hand are dealt into FOLDS; each fold is read by the rules alone, and by the rules with models
made of the other folds. A FOLDER holds further pages (`ID.txt` with `ID.gold.json`), which are read by the rules and
by models made of all annotated pages. Names less likely than P (0.5, unless told) are dropped. Nothing is written.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from kg.agreement import plain
from kg.evaluate import evaluate
from kg.extract import page as pipeline
from kg.extract.recognise.works import built
from kg.records import to_object
from tests import gold
from tests.learnt.annotated import Annotated, annotated, forms, sentences
from tests.learnt.fit import Batch, Sizes, Weights, fitted
from tests.learnt.names import LABELS, Models, believed, features
from tests.learnt.states import WIDTH

SETS = ("annotated", "reports", "articles", "newspapers")
"""The sets trained on; `unseen` has no part in it."""
FOLDS, INNER = 3, 2
"""Parts of the pages in the judgement, and of those of training where the weights of features are counted."""

Judgement = tuple[dict[str, Any], dict[str, Any]]


def main() -> None:
    """Print the judgement."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument(
        "folder", nargs="*", type=Path, help="pages to read with what all annotated pages teach"
    )
    arguments.add_argument(
        "--least", nargs="+", type=float, default=[0.5], help="least probability of a name kept"
    )
    given = arguments.parse_args()
    held = [annotated(group, *paths) for group in SETS for paths in gold.pages(group)]
    taught = {page.page.id: [b for b in sentences(page) if len(b.spans)] for page in held}
    parts = [(held[i::FOLDS], [page for page in held if page not in held[i::FOLDS]]) for i in range(FOLDS)]
    show("left out", parts, taught, given.least)
    further = [
        annotated(f.name, g.with_name(f"{g.name.split('.')[0]}.txt"), g)
        for f in given.folder
        for g in golds(f)
    ]
    if further:
        show("others", [(further, held)], taught, given.least)


def golds(folder: Path) -> list[Path]:
    """The gold files of a folder."""
    return sorted(folder.glob("*.gold.json"))


def show(
    label: str,
    parts: Sequence[tuple[Sequence[Annotated], Sequence[Annotated]]],
    taught: dict[str, list[Batch]],
    leasts: Sequence[float],
) -> None:
    """Print scores of pages without and with models; `parts` are pages to read, with those to learn from."""
    made: dict[float, list[tuple[str, Judgement]]] = {least: [] for least in (0.0, *leasts)}
    for pages, known in parts:
        models = learnt(known, taught)
        for least, some in made.items():
            some += [(page.group, (page.gold, record(page, models, least))) for page in pages]
    for least in leasts:
        print(f"{label}: names less likely than {least} dropped")
        for group in ("all", *dict.fromkeys(group for group, _ in made[least])):
            rules, both = ([j for g, j in made[at] if group in {"all", g}] for at in (0.0, least))
            print(line(group, rules, both))


def line(group: str, rules: Sequence[Judgement], both: Sequence[Judgement]) -> str:
    """F1 of a group of pages by the rules alone, and with the models."""
    without, with_ = evaluate(rules), evaluate(both)
    rows = ("entities", "aliases", "facts", "measurements")
    cells = [f"{row} {without.score(row).f1:.3f} -> {with_.score(row).f1:.3f}" for row in rows]
    return f"  {group:12}" + "  ".join(cells)


def record(page: Annotated, models: Models, least: float) -> dict[str, Any]:
    """The record of a page, names less likely than `least` dropped."""
    doubting = partial(believed, models, least=least)
    pipeline.built = lambda seen, found: doubting(seen, built(seen, found)) if least else built(seen, found)
    return to_object(pipeline.extract(page.page))


def learnt(held: Sequence[Annotated], taught: dict[str, list[Batch]]) -> Models:
    """The models of some pages: the typer of all, weights by typers that the names' pages had no part in."""
    regression = regressions()
    known = []
    for i in range(INNER):
        out = held[i::INNER]
        typer = typed([page for page in held if page not in out], taught)
        known += [example for page in out for example in examples(page, typer, regression)]
    return Models(typed(held, taught), regression.fitted(known))


def typed(held: Sequence[Annotated], taught: dict[str, list[Batch]]) -> Weights:
    """The typer of some pages."""
    return fitted([batch for page in held for batch in taught[page.page.id]], Sizes(WIDTH, len(LABELS)))


def examples(held: Annotated, typer: Weights, regression: ModuleType) -> Iterator[Any]:
    """The names that the rules find on a page, whether the gold has them or not; what it leaves open is none."""
    names: Counter[tuple[str, str, bool]] = Counter(
        (entity["type"], plain(form), bool(entity.get("optional")))
        for entity in held.gold["entities"]
        for form in forms(entity)
    )
    for (kind, text), told in features(typer, held.seen, held.found).items():
        right = (kind, plain(text), False) in names
        if right or (kind, plain(text), True) not in names:
            yield regression.Example(held.group, held.page.id, kind, told, 0.0, right)


def regressions() -> ModuleType:
    """The module that counts the confidence of statements, whose regression serves here too."""
    spec = importlib.util.spec_from_file_location("confidence", gold.ROOT / "data" / "make" / "confidence.py")
    if spec is None or spec.loader is None:
        raise SystemExit("data/make/confidence.py is missing; run this from the project's own folder")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
