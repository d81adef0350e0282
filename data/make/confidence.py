"""Counts the weights of `data/confidence.tsv` from pages with gold, and says what the scores are worth.

Usage: python data/make/confidence.py [--check]

A logistic regression with a Gaussian prior (Bishop, Pattern Recognition and Machine Learning, 4.3.3), fitted by
Newton's method over every statement the rules make on the gold pages. It is judged with each page left out of
the counting in turn; `--check` only prints that judgement. The larger PRIOR, the more cautious the scores; what
they then still lack to keep their promise is taken from all of them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kg.evaluate import verdicts  # noqa: E402
from kg.extract.confidence import features  # noqa: E402
from kg.extract.page import trace  # noqa: E402
from kg.model import Page  # noqa: E402
from kg.records import to_object  # noqa: E402
from kg.rules import IDENTITY, item  # noqa: E402
from tests import gold  # noqa: E402

TABLE = ROOT / "data" / "confidence.tsv"
PRIOR = 4.0
ROUNDS = 20
LEAST = 3
"""A feature seen fewer times says nothing."""
PROMISE, SHARE = 0.9, 0.97
"""Of the facts scored PROMISE and more, SHARE are to be right: more than nineteen in twenty, for papers are strange."""
APART = "unseen"
"""The set that has no part in the counting."""


@dataclass(frozen=True, slots=True)
class Example:
    """A statement of a page: its kind, its features, the rule's own score, and whether it is right."""

    group: str
    page: str
    kind: str
    features: Mapping[str, float]
    score: float
    right: bool


def examples() -> Iterator[Example]:
    """Every statement the rules make on the gold pages at hand, each once a page."""
    for group in gold.SETS:
        for text, golden in gold.pages(group):
            traced = trace(Page(text.stem, text.read_text(encoding="utf-8")), scored=False)
            judged = verdicts(json.loads(golden.read_text(encoding="utf-8")), to_object(traced.record))
            seen = set()
            for reading, statement in traced.statements():
                kind, fields = item(statement)
                key = kind, IDENTITY[kind](fields)
                right = judged.statements[kind].get(key[1])
                if right is not None and key not in seen:
                    seen.add(key)
                    found = dict(features(reading, statement))
                    yield Example(group, text.stem, kind, found, statement.score, right)


def fitted(known: Sequence[Example]) -> dict[str, float]:
    """Weights of the features that are seen often enough."""
    counts = Counter(name for example in known for name in example.features)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(known), len(names)))
    for row, example in enumerate(known):
        for name, value in example.features.items():
            if name in place:
                matrix[row, place[name]] = value
    right = np.array([example.right for example in known], dtype=float)
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        guess = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (guess - right) + PRIOR * weights
        curve = (matrix.T * (guess * (1 - guess))) @ matrix + PRIOR * np.eye(len(names))
        weights -= np.linalg.solve(curve, slope)
    return dict(zip(names, weights.tolist(), strict=True))


def probability(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """What the weights say of an example."""
    return float(1 / (1 + np.exp(-sum(weights.get(name, 0.0) * value for name, value in found.items()))))


def left_out(known: Sequence[Example]) -> list[float]:
    """The probability of each example by weights that its page had no part in."""
    out = [0.0] * len(known)
    for page in sorted({example.page for example in known}):
        weights = fitted([e for e in known if e.page != page and e.group != APART])
        for i, example in enumerate(known):
            if example.page == page:
                out[i] = probability(weights, example.features)
    return out


def shift(known: Sequence[Example], scores: Sequence[float]) -> float:
    """The least amount, in log odds, to take from all scores so that facts above PROMISE keep SHARE."""
    counted = [(e, s) for e, s in zip(known, scores, strict=True) if e.kind == "facts" and e.group != APART]
    facts = [(np.log(s / (1 - s)), e.right) for e, s in counted]
    edge = float(np.log(PROMISE / (1 - PROMISE)))
    for step in range(200):
        above = [right for odds, right in facts if odds - step / 50 >= edge]
        if not above or sum(above) / len(above) >= SHARE:
            return step / 50
    return 4.0


def lowered(score: float, less: float) -> float:
    """A probability with an amount taken from its log odds."""
    return float(1 / (1 + np.exp(less - np.log(score / (1 - score)))))


def report(known: Sequence[Example], scores: Sequence[float], label: str) -> None:
    """How facts above the promise fare, over all and by set."""
    facts = [(e.group, s, e.right) for s, e in zip(scores, known, strict=True) if e.kind == "facts"]
    for group in ("all", *gold.SETS):
        part = [(score, right) for of, score, right in facts if group in {"all", of}]
        above = [right for score, right in part if score >= PROMISE]
        share = sum(above) / len(above) if above else float("nan")
        print(f"{label:10}{group:12}{len(part):6} facts, ranked {ranked(part):.3f}; ", end="")
        print(f"scored >= {PROMISE}: {len(above):4}, right {share:.3f}")


def ranked(part: Sequence[tuple[float, bool]]) -> float:
    """The chance that a right statement is scored above a wrong one (area under the ROC curve)."""
    right = np.array([score for score, good in part if good])
    wrong = np.array([score for score, good in part if not good])
    if not len(right) or not len(wrong):
        return float("nan")
    return float(((right[:, None] > wrong).mean() + (right[:, None] >= wrong).mean()) / 2)


def main() -> None:
    """Print the judgement; write the table unless only that is wanted."""
    known = list(examples())
    scores = left_out(known)
    report(known, [e.score for e in known], "rules")
    report(known, scores, "left out")
    less = shift(known, scores)
    report(known, [lowered(score, less) for score in scores], "cautious")
    if "--check" in sys.argv:
        return
    weights = fitted([example for example in known if example.group != APART])
    for kind in ("fact", "measurement", "honour"):
        weights[f"kind={kind}"] = weights.get(f"kind={kind}", 0.0) - less
    lines = [f"{name}\t{weight:.3f}" for name, weight in sorted(weights.items()) if round(weight, 3)]
    TABLE.write_text("\n".join(["feature\tweight", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
