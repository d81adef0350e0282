"""Which blocks of a page speak of the same things: rare pairs of characters that they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.page.flow import commonness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray

_RUN = re.compile(r"[㐀-鿿A-Za-z0-9]{2,}")


class Kinship:
    """Likeness of groups of blocks, from 0 to 1: cosine of their rare pairs.

    A pair of characters weighs more the fewer blocks of the page hold it and the rarer it is in Chinese.
    """

    __slots__ = ("_dots",)

    def __init__(self, texts: Sequence[str]) -> None:
        import numpy

        held = [_pairs(text) for text in texts]
        spread = Counter(pair for pairs in held for pair in pairs)
        shared = sorted(pair for pair, blocks in spread.items() if blocks > 1)
        column = {pair: i for i, pair in enumerate(shared)}
        weight = [math.log(len(texts) / spread[pair]) * (1 - commonness(pair)) for pair in shared]
        vectors = numpy.zeros((len(texts), len(shared)), dtype=numpy.float64)
        for row, pairs in enumerate(held):
            for pair in sorted(pairs & column.keys()):
                vectors[row, column[pair]] = weight[column[pair]]
        self._dots: Matrix = vectors @ vectors.T

    def between(self, one: Sequence[int], other: Sequence[int]) -> float:
        """Likeness of two groups of blocks, given by number; 0 where one is empty."""
        if not one or not other:
            return 0.0
        dots = self._dots
        left, right = list(one), list(other)
        cross = float(dots[left][:, right].sum())
        size = float(dots[left][:, left].sum()) * float(dots[right][:, right].sum())
        return cross / math.sqrt(size) if size > 0 else 0.0


def _pairs(text: str) -> set[str]:
    return {run[i : i + 2] for run in _RUN.findall(text) for i in range(len(run) - 1)}
