"""Which blocks of a page speak of the same things: rare pairs of characters that they share."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.page.blocks import Block
from kg.page.flow import commonness

_NOTHING = 1e-9
_LED = 1.3
"""What likeness to a headline is worth, beside that to the whole article (fitted on articles by other hands)."""
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

    def home(self, blocks: Sequence[Block], heads: Sequence[Block], body: Iterable[Block]) -> float:
        """How much at home blocks are in an article: their likeness to all of it and to its headline."""
        told = list(body)
        return self.between(blocks, [*heads, *told]) + (_LED * self.between(blocks, heads) if told else 0.0)

    def ties(self, heads: Sequence[Sequence[Block]], bodies: Sequence[Sequence[Block]]) -> Ties:
        """What every run of blocks of the body of each article is to every article, reckoned at once."""
        import numpy

        if self._dots is None:
            self._dots = _products([b.text for b in self._blocks])
        own = [[self._rows[b.at[0]] for b in body] for body in bodies]
        led = [[self._rows[b.at[0]] for b in head] for head in heads]
        groups = [*([*b, *h] for b, h in zip(own, led, strict=True)), *led]
        held = numpy.zeros((len(self._blocks), len(groups)))
        for k, group in enumerate(groups):
            held[group, k] = 1.0
        cross = self._dots @ held
        sizes = numpy.einsum("ik,ik->k", held, cross).tolist()
        within = [_summed(_summed(self._dots[r][:, r]).T).tolist() for r in own]
        return Ties(sizes, [_summed(cross[r]).tolist() for r in own], within)


@dataclass(frozen=True, slots=True)
class Ties:
    """Sums over the members of articles, each to before its place, so that a run is a difference of two.

    Groups are the articles whole and, after them, their headlines alone.
    """

    sizes: list[float]
    """Product of each group with itself."""
    across: list[list[list[float]]]
    """By article and place: the members before it with every group."""
    within: list[list[list[float]]]
    """By article and two places: the members before the one with those before the other."""

    def nearer(self, group: int, start: int, end: int) -> list[float]:
        """Of a run of members: how much more at home it is in each article than in what is left of its own."""
        before, after, square = self.across[group][start], self.across[group][end], self.within[group]
        cross = [b - a for a, b in zip(before, after, strict=True)]
        size = square[end][end] - square[start][end] - square[end][start] + square[start][start]
        rest = self.sizes[group] - 2 * cross[group] + size
        count = len(self.across)
        led = [
            _LED * _cosine(c, size, s) if len(body) > 1 else 0.0
            for c, s, body in zip(cross[count:], self.sizes[count:], self.across, strict=True)
        ]
        here = _cosine(cross[group] - size, size, rest) + led[group]
        whole = zip(cross[:count], self.sizes[:count], led, strict=True)
        return [_cosine(c, size, s) + head - here for c, s, head in whole]

    def strays(self) -> list[list[bool]]:
        """For each group and member, whether some other group is nearer to it than the rest of its own."""
        out = []
        for k, places in enumerate(self.across):
            near = [self.nearer(k, i, i + 1) for i in range(len(places) - 1)]
            out.append([max((n for j, n in enumerate(row) if j != k), default=0.0) > 0 for row in near])
        return out


def _cosine(cross: float, one: float, other: float) -> float:
    return cross / math.sqrt(one * other) if one > _NOTHING and other > _NOTHING else 0.0


def _summed(matrix: Any) -> Any:
    """Sums of the rows before each place, from none to all."""
    import numpy

    return numpy.concatenate([numpy.zeros((1, matrix.shape[1])), matrix.cumsum(axis=0)])


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
