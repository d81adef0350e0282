"""Cue words of measurements as regular expressions, made once from `data/indicators.tsv`."""

from __future__ import annotations

import re
from functools import cache

from kg.knowledge.tables import column
from kg.knowledge.words import any_of


@cache
def forms(role: str) -> frozenset[str]:
    """The words of one role."""
    return frozenset(column("indicators.tsv", "form", role=role))


@cache
def pattern(role: str, shape: str = "{}") -> re.Pattern[str]:
    """A role's words as a pattern; `shape` says what stands around them."""
    return re.compile(shape.replace("{}", any_of(forms(role))))


@cache
def reverse(role: str) -> re.Pattern[str]:
    """A run of a role's words and commas at the end of a stretch, for use on the stretch reversed."""
    return re.compile(rf"(?:{any_of(f[::-1] for f in forms(role))}|[、“‘\s])*")


@cache
def guarded(role: str) -> re.Pattern[str]:
    """A role's words (group `hit`), or a compound that only contains one (功能 contains 能)."""
    return re.compile(rf"{any_of(forms('shield'))}|(?P<hit>{any_of(forms(role))})")
