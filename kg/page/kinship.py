"""Which blocks of a page speak of the same things: rare pairs of characters that they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from kg.page.blocks import Block
from kg.page.flow import commonness

_RUN = re.compile(r"[㐀-鿿A-Za-z0-9]{2,}")


class Kinship:
    """Likeness of groups of blocks of a page, from 0 to 1: cosine of their rare pairs.

    A pair of characters weighs more the fewer blocks of the page hold it and the rarer it is in Chinese.
    Nothing is counted before it is asked for.
    """

    __slots__ = ("_blocks", "_dots", "_rows")

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._blocks = tuple(blocks)
        self._rows = {block.at[0]: row for row, block in enumerate(self._blocks)}
        self._dots: Any = None

    def between(self, one: Iterable[Block], other: Iterable[Block]) -> float:
        """Likeness of two groups of blocks; 0 where one is empty."""
        left = [self._rows[b.at[0]] for b in one]
        right = [self._rows[b.at[0]] for b in other]
        if not left or not right:
            return 0.0
        if self._dots is None:
            self._dots = _products([b.text for b in self._blocks])
        dots = self._dots
        cross = float(dots[left][:, right].sum())
        size = float(dots[left][:, left].sum()) * float(dots[right][:, right].sum())
        return cross / math.sqrt(size) if size > 0 else 0.0

    def strays(self, groups: Sequence[Sequence[Block]], members: Sequence[int]) -> list[list[float]]:
        """For each group its first `members` blocks: how much likelier to the nearest other group than to the rest
        of their own.
        """
        import numpy

        if self._dots is None:
            self._dots = _products([b.text for b in self._blocks])
        rows = [[self._rows[b.at[0]] for b in group] for group in groups]
        held = numpy.zeros((len(self._blocks), len(groups)))
        for k, group in enumerate(rows):
            held[group, k] = 1.0
        cross = self._dots @ held
        sizes = numpy.einsum("ik,ik->k", held, cross)
        out = []
        for k, group in enumerate(rows):
            out.append([self._stray(row, k, cross, sizes) for row in group[: members[k]]])
        return out

    def _stray(self, row: int, own: int, cross: Any, sizes: Any) -> float:
        self_ = float(self._dots[row, row])
        rest = math.sqrt(max(1e-9, float(sizes[own]) - 2 * float(cross[row, own]) + self_) * max(1e-9, self_))
        here = (float(cross[row, own]) - self_) / rest
        there = max(
            (
                float(cross[row, k]) / math.sqrt(max(1e-9, float(sizes[k]) * self_))
                for k in range(len(sizes))
                if k != own
            ),
            default=0.0,
        )
        return there - here


def _products(texts: Sequence[str]) -> Any:
    """Products of the weighted pairs of every two texts, as a matrix."""
    import numpy

    held = [_pairs(text) for text in texts]
    spread = Counter(pair for pairs in held for pair in pairs)
    shared = sorted(pair for pair, blocks in spread.items() if blocks > 1)
    column = {pair: i for i, pair in enumerate(shared)}
    weight = [math.log(len(texts) / spread[pair]) * (1 - commonness(pair)) for pair in shared]
    vectors = numpy.zeros((len(texts), len(shared)))
    for row, pairs in enumerate(held):
        for pair in sorted(pairs & column.keys()):
            vectors[row, column[pair]] = weight[column[pair]]
    return vectors @ vectors.T


def _pairs(text: str) -> set[str]:
    return {run[i : i + 2] for run in _RUN.findall(text) for i in range(len(run) - 1)}
