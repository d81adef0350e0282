"""How likely a statement is right: a logistic regression over what was seen while it was read.

The weights are counted from gold pages by `data/make/confidence.py`; `data/confidence.tsv` holds them, a row
a feature. A feature without a row weighs nothing, so that a new rule starts from its kind and its own score.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from kg.extract.reading import Claim, Figure, Mention, Praise, Reading, meeting
from kg.knowledge.tables import rows

Statement = Claim | Figure | Praise
_KINDS = {Claim: "fact", Figure: "measurement", Praise: "honour"}
_SURE = 0.98
_NEAR = (6, 15, 30, 60)
_LONG = 30
_MOST = 4


def confidence(reading: Reading, statement: Statement) -> float:
    """The probability, between 0 and 1, that a statement read in a passage is right."""
    weights = _weights()
    total = sum(weights.get(name, 0.0) * value for name, value in features(reading, statement))
    return round(1 / (1 + math.exp(-total)), 3)


def features(reading: Reading, statement: Statement) -> Iterator[tuple[str, float]]:
    """(name, value) of what speaks for or against a statement; a name comes once."""
    kind = _KINDS[type(statement)]
    within = meeting(reading, statement.start, statement.end)
    yield f"kind={kind}", 1.0
    yield f"rule={statement.by}", 1.0
    yield f"score:{kind}", _logit(statement.score)
    yield f"length:{kind}={min((statement.end - statement.start) // _LONG, _MOST)}", 1.0
    yield f"crowd={min(len(within) // 3, _MOST)}", 1.0
    yield from _subject(reading, statement, kind, within)
    if isinstance(statement, Claim):
        yield from _object(reading, statement, within)
    if isinstance(statement, Figure):
        yield f"unit={statement.unit}", 1.0
        yield f"mode={statement.kind}", 1.0
        yield f"indicator={min(len(statement.indicator) // 2, 6)}", 1.0


def _subject(
    reading: Reading, statement: Statement, kind: str, within: list[Mention]
) -> Iterator[tuple[str, float]]:
    yield f"subject:{kind}={reading.types.get(statement.s, '')}", 1.0
    if statement.s == reading.context.entity:
        yield f"subject:{kind}=place of the page", 1.0
    yield from _standing(reading, f"subject:{kind}", statement.s, within)


def _object(reading: Reading, claim: Claim, within: list[Mention]) -> Iterator[tuple[str, float]]:
    types = reading.types
    yield f"ends={claim.p} {types.get(claim.s, '')} {types.get(claim.o, '')}", 1.0
    yield from _standing(reading, "object", claim.o, within)
    ends = sorted(m for m in within if m.entity in {claim.s, claim.o})
    gaps = [(b.start - a.end, a, b) for a, b in pairwise(ends) if a.entity != b.entity]
    if gaps:
        gap, left, right = min(gaps)
        between = sum(left.end <= m.start and m.end <= right.start for m in within)
        yield f"gap={sum(gap > limit for limit in _NEAR)}", 1.0
        yield f"between={min(between, _MOST)}", 1.0


def _standing(reading: Reading, end: str, entity: str, within: list[Mention]) -> Iterator[tuple[str, float]]:
    """By whom an end was recognised where the statement stands, and how often the passage names it."""
    first = next((m for m in within if m.entity == entity), None)
    yield f"{end} by {first.by}" if first else f"{end} elsewhere", 1.0
    yield f"{end} named={min(_counts(reading)[entity], 3)}", 1.0


@lru_cache(maxsize=1)
def _counts(reading: Reading) -> Counter[str]:
    """How often each entity is mentioned."""
    return Counter(m.entity for m in reading.mentions)


def _logit(score: float) -> float:
    bounded = min(max(score, 1 - _SURE), _SURE)
    return math.log(bounded / (1 - bounded)) / 2


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in rows("confidence.tsv")}
