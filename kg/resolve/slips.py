"""How alike two names print: slips of reading where one character was taken for one of its like."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.knowledge.tables import rows

_SHORTEST, _LONGEST = 3, 12
_ANY = "*"


def likeness(one: str, other: str) -> float:
    """How alike the two characters are by which two names differ; 0 where they differ by more, or nothing."""
    if len(one) != len(other) or len(one) < _SHORTEST:
        return 0.0
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return _alike().get(min(differing[0], differing[0][::-1]), 0.0) if len(differing) == 1 else 0.0


def patterns(name: str) -> Iterator[str]:
    """The name with each character open in turn: two names that differ by one share a pattern."""
    if _SHORTEST <= len(name) <= _LONGEST:
        known = _marked()
        for at, char in enumerate(name):
            if char in known:
                yield name[:at] + _ANY + name[at + 1 :]


@cache
def _alike() -> dict[tuple[str, str], float]:
    """Pairs of characters, the smaller first, to their likeness."""
    return {(row["one"], row["other"]): float(row["likeness"]) for row in rows("lookalikes.tsv")}


@cache
def _marked() -> frozenset[str]:
    return frozenset(char for pair in _alike() for char in pair)
