"""Words of a table as one regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def any_of(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first, that branches on each character once.

    It is a group of its own, so that whatever may stand before or behind it. Thousands of words one beside
    the other are tried one by one at every character; these are not.
    """
    root: dict[str, Any] = {}
    for word in sorted(words):
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return f"(?:{_branches(root)})"


def _branches(node: dict[str, Any]) -> str:
    parts = [re.escape(c) + _branches(n) for c, n in sorted(node.items()) if c]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    return f"(?:{body})?" if "" in node else body
