"""Words of a table as one regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby


def any_of(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest first, that branches on each character once.

    It is a group of its own, so that whatever may stand before or behind it. Thousands of words one beside
    the other are tried one by one at every character; these are not.
    """
    return f"(?:{_branches(sorted(set(words)), 0)})"


def _branches(words: Sequence[str], at: int) -> str:
    """The expression for what is left of sorted words behind the first `at` characters, which they share."""
    if len(words) < 2:
        return "".join(re.escape(word[at:]) for word in words)
    whole = len(words[0]) == at
    groups = groupby(words[1:] if whole else words, key=lambda word: word[at])
    parts = [re.escape(char) + _branches(list(group), at + 1) for char, group in groups]
    body = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    return f"(?:{body})?" if whole else body
