"""What the two taggers make of each character: the states of their last layers, side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from kg.extract.networks import fool, lac
from kg.extract.networks.ragged import Floats, Ints, batches, ragged
from kg.extract.networks.recurrent import gru, looked_up, lstm

WIDTH = 356
"""States of a character: 256 of LAC, 100 of Fool."""
_BATCH = 192, 8192
_LAST = 0xFFFF


def states(sentences: Sequence[str]) -> list[Floats]:
    """The states [characters, WIDTH] of each sentence."""
    return [np.concatenate(both, axis=1) for both in zip(_lac(sentences), _fool(sentences), strict=True)]


def _lac(sentences: Sequence[str]) -> list[Floats]:
    net = lac.network()
    read = [lac._units(net, s) for s in sentences]

    def shown(group: Ints) -> Floats:
        batch = ragged(np.array([len(read[i][0]) for i in group], np.int64))
        kinds, which = np.unique([u for i in group for u in read[i][0]], return_inverse=True)
        ids = np.empty(len(which), np.int64)
        ids[batch.rows] = which
        first, second = net.layers
        inputs = looked_up(batch, ids, *lac._projected(first, net.embedding.rows(kinds)))
        below = gru(batch, inputs, first.gates, first.news)
        inputs = looked_up(batch, np.arange(len(which)), *lac._projected(second, below))
        return gru(batch, inputs, second.gates, second.news)[batch.rows]

    rows = _split([len(ids) for ids, _ in read], shown)
    return [np.repeat(some, sizes, axis=0) for some, (_, sizes) in zip(rows, read, strict=True)]


def _fool(sentences: Sequence[str]) -> list[Floats]:
    net = fool.network()

    def shown(group: Ints) -> Floats:
        batch = ragged(np.array([len(sentences[i]) for i in group], np.int64))
        text = "".join(sentences[i] for i in group)
        ids = np.empty(len(text), np.int64)
        ids[batch.rows] = net.ids[[min(ord(c), _LAST) for c in text]]
        below = lstm(batch, looked_up(batch, ids, net.forward, net.backward), net.recurrent)
        return np.tanh(below @ net.hidden[0] + net.hidden[1])[batch.rows]

    return _split([len(s) for s in sentences], shown)


def _split(sizes: Sequence[int], shown: Callable[[Ints], Floats]) -> list[Floats]:
    """The rows of each sentence, read in batches of like length."""
    lengths = np.array(sizes, np.int64)
    out: list[Floats] = [np.zeros((0, 1), np.float32)] * len(lengths)
    for group in batches(lengths, *_BATCH):
        parts = np.split(shown(group), np.cumsum(lengths[group])[:-1])
        for i, rows in zip(group.tolist(), parts, strict=True):
            out[i] = rows
    return out
