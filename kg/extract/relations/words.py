"""Cue words of `data/cues.tsv` by kind, and expressions made of them."""

from __future__ import annotations

import re
from functools import cache

from kg.knowledge.tables import column
from kg.knowledge.words import any_of


@cache
def cues(kind: str) -> tuple[str, ...]:
    """Words of one kind, the longest first."""
    return tuple(sorted(column("cues.tsv", "form", kind=kind), key=lambda w: (-len(w), w)))


@cache
def either(kind: str) -> str:
    """A non-capturing group that matches any word of a kind."""
    return any_of(cues(kind))


@cache
def ending(kind: str) -> re.Pattern[str]:
    """Matches (by `search`) a name that ends in a word of a kind."""
    return re.compile(either(kind) + "$")


@cache
def offices() -> dict[str, tuple[str, ...]]:
    """Ends of the names of offices by the title of their heads (`局长`: `局`)."""
    found: dict[str, tuple[str, ...]] = {}
    for row in column("cues.tsv", "form", kind="head"):
        title, end = row.split("=")
        found[title] = (*found.get(title, ()), end)
    return found
