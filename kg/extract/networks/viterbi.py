"""The best sequence of labels under a linear-chain CRF, for all sentences of a ragged batch at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kg.extract.networks.ragged import Floats, Ints, Ragged


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of a label at the start and the end of a sentence [labels], and after another [from, to]."""

    start: Floats
    end: Floats
    after: Floats


def decode(batch: Ragged, scores: Floats, chain: Chain) -> Ints:
    """The label of each row of a batch, given the network's scores [rows, labels]."""
    best = _forward(batch, scores, chain)
    labels = np.empty(len(scores), np.int64)
    later = 0
    for t in range(len(batch.steps) - 1, -1, -1):
        first, last = batch.steps[t]
        value = best[first:last]
        if later:
            following = labels[last : last + later]
            value[:later] += chain.after.T[following]
        value[later:] += chain.end
        np.argmax(value, axis=1, out=labels[first:last])
        later = last - first
    return labels


def _forward(batch: Ragged, scores: Floats, chain: Chain) -> Floats:
    """The score of the best path that ends in each label of each row."""
    kinds = scores.shape[1]
    best = scores.copy()
    best[: batch.width] += chain.start
    space = np.empty(kinds * kinds * batch.width, np.float32)
    for (before, _), (first, last) in pairwise(batch.steps):
        n = last - first
        paths = space[: kinds * kinds * n].reshape(kinds, n, kinds)
        np.add(best[before : before + n].T[:, :, None], chain.after[:, None, :], out=paths)
        best[first:last] += paths.max(axis=0)
    return best
