"""Sentences of unequal length side by side, without padding.

A batch lies in memory step by step: first the first units of all its sentences, then the second units of
those that have one, and so on. With the longest sentence first, the sentences alive at a step are always the
first ones, so each step of a recurrent layer is one dense product over them and no work goes to padding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Where each unit of a batch of sentences lies, the longest sentence first.

    `steps` are the (first row, past the last row) of each step; `rows` the rows of the units in reading
    order, sentence after sentence; `mirror[r]` is the row of the unit as far from its sentence's end as
    that of row `r` is from the beginning.
    """

    steps: tuple[tuple[int, int], ...]
    rows: Ints
    mirror: Ints

    @property
    def width(self) -> int:
        """Number of sentences."""
        return self.steps[0][1]


def ragged(lengths: Ints) -> Ragged:
    """The layout of sentences of these lengths (positive, descending)."""
    alive = len(lengths) - np.searchsorted(lengths[::-1], np.arange(lengths[0]), side="right")
    starts = np.cumsum(alive) - alive
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    step = np.arange(len(sentence)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    rows = starts[step] + sentence
    mirror = np.empty_like(rows)
    mirror[rows] = starts[np.repeat(lengths, lengths) - 1 - step] + sentence
    steps = zip(starts.tolist(), (starts + alive).tolist(), strict=True)
    return Ragged(tuple(steps), rows, mirror)


def batches(lengths: Ints, width: int, units: int) -> Iterator[Ints]:
    """Indices of the sentences that have any unit, the longest first, in groups.

    A group has at most `width` sentences and, unless it is a single one, at most `units` units counted as if
    all its sentences were as long as its first.
    """
    order = np.argsort(-lengths, kind="stable")
    order = order[: int(np.count_nonzero(lengths))]
    at = 0
    while at < len(order):
        size = max(1, min(width, units // int(lengths[order[at]])))
        yield order[at : at + size]
        at += size
