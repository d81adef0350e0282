"""Text for terminals: widths in which a Chinese character takes two columns, and no control characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_GAP = 2


def shown(text: str) -> str:
    """A text on one line without control characters, which a page could carry into a terminal."""
    line = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in text)
    return " ".join(line.split())


def width(text: str) -> int:
    """Columns that a text takes up in a terminal."""
    return sum(_columns(c) for c in text)


def padded(text: str, columns: int, right: bool = False) -> str:
    """A text filled with spaces to a number of columns, on its right or else on its left."""
    space = " " * max(0, columns - width(text))
    return space + text if right else text + space


def table(
    rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset(), indent: str = "  "
) -> list[str]:
    """Rows of cells as aligned lines; the columns whose numbers are in `right` end at one edge."""
    if not rows:
        return []
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = (
        (" " * _GAP).join(padded(cell, widths[i], i in right) for i, cell in enumerate(row)) for row in rows
    )
    return [(indent + line).rstrip() for line in lines]


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
