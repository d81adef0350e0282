"""Stretches of a text that are taken, asked whether another one meets them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


class Cover:
    """The union of some stretches (start, end), none of them empty."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meets(self, start: int, end: int) -> bool:
        """Whether a stretch shares a character with any of them."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._ends[at] > start
