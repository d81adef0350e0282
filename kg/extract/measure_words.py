"""Cue words of measurements as regular expressions, made once from `data/indicators.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from kg.knowledge.tables import column


@cache
def forms(role: str) -> frozenset[str]:
    """The words of one role."""
    return frozenset(column("indicators.tsv", "form", role=role))


def trie(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first, that branches on each character once."""
    root: dict[str, Any] = {}
    for word in sorted(words):
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branches(root)


def _branches(node: dict[str, Any]) -> str:
    parts = [re.escape(c) + _branches(n) for c, n in sorted(node.items()) if c]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    return f"(?:{body})?" if "" in node else body


@cache
def pattern(role: str, shape: str = "{}") -> re.Pattern[str]:
    """A role's words as a pattern; `shape` says what stands around them."""
    return re.compile(shape.replace("{}", f"(?:{trie(forms(role))})"))


@cache
def reverse(role: str) -> re.Pattern[str]:
    """A run of a role's words and commas at the end of a stretch, for use on the stretch reversed."""
    return re.compile(rf"(?:{trie(f[::-1] for f in forms(role))}|[、“‘\s])*")


@cache
def guarded(role: str) -> re.Pattern[str]:
    """A role's words (group `hit`), or a compound that only contains one (功能 contains 能)."""
    return re.compile(rf"(?:{trie(forms('shield'))})|(?P<hit>{trie(forms(role))})")
