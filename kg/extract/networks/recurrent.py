"""Recurrent layers over ragged batches, both reading directions in one loop.

Sigmoids are written by tanh, sigmoid(x) = tanh(x / 2) / 2 + 1 / 2: the halves are folded into the weights
beforehand, so a whole row of gates takes one call.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.extract.networks.ragged import Floats, Ints, Ragged


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a layer reads: per direction a table of projected inputs, and which of its rows each unit takes.

    `forward` and `backward` are tables [rows, gates]; `taken` [2, units] the rows taken at each place of the
    batch, the second line in the order in which the backward direction meets the units.
    """

    forward: Floats
    backward: Floats
    taken: Ints

    def read(self, first: int, last: int, out: Floats) -> None:
        """Copy the inputs of one step, both directions, into `out` [2, sentences, gates]."""
        np.take(self.forward, self.taken[0, first:last], axis=0, out=out[0], mode="clip")
        np.take(self.backward, self.taken[1, first:last], axis=0, out=out[1], mode="clip")


def looked_up(batch: Ragged, ids: Ints, forward: Floats, backward: Floats) -> Inputs:
    """Inputs where unit `ids[r]` of a vocabulary stands at row `r` of the batch."""
    return Inputs(forward, backward, np.stack((ids, ids[batch.mirror])))


def lstm(batch: Ragged, inputs: Inputs, weights: Floats) -> Floats:
    """States [units, 2 * size] of a bidirectional LSTM.

    `weights` is [2, size, 4 * size]; gates are in the order input, forget, output, candidate, the inputs and
    weights of the first three already halved.
    """
    size, width = weights.shape[1], batch.width
    states = np.empty((len(batch.rows), 2 * size), np.float32)
    h, c = np.zeros((2, 2, width, size), np.float32)
    gates, read = np.empty((2, 2, width, 4 * size), np.float32)
    for first, last in batch.steps:
        n = last - first
        z, x = gates[:, :n], read[:, :n]
        h, c = h[:, :n], c[:, :n]
        inputs.read(first, last, x)
        np.matmul(h, weights, out=z)
        z += x
        np.tanh(z, out=z)
        sigmoids = z[..., : 3 * size]
        sigmoids *= 0.5
        sigmoids += 0.5
        new = z[..., 3 * size :]
        new *= z[..., :size]
        c *= z[..., size : 2 * size]
        c += new
        np.tanh(c, out=h)
        h *= z[..., 2 * size : 3 * size]
        _store(states, h, batch.mirror, first, last)
    return states


def gru(batch: Ragged, inputs: Inputs, gate_weights: Floats, new_weights: Floats) -> Floats:
    """States [units, 2 * size] of a bidirectional GRU that resets the state before its product.

    `gate_weights` is [2, size, 2 * size], update before reset, halved as are their inputs; `new_weights`
    [2, size, size], halved because the reset gate is kept twice as large. The update gate is the share
    of the candidate.
    """
    size, width = new_weights.shape[1], batch.width
    states = np.empty((len(batch.rows), 2 * size), np.float32)
    h, kept, new = np.zeros((3, 2, width, size), np.float32)
    gates = np.empty((2, width, 2 * size), np.float32)
    read = np.empty((2, width, 3 * size), np.float32)
    for first, last in batch.steps:
        n = last - first
        h, z, x, r, c = h[:, :n], gates[:, :n], read[:, :n], kept[:, :n], new[:, :n]
        inputs.read(first, last, x)
        np.matmul(h, gate_weights, out=z)
        z += x[..., : 2 * size]
        np.tanh(z, out=z)
        z += 1.0
        np.multiply(z[..., size:], h, out=r)
        np.matmul(r, new_weights, out=c)
        c += x[..., 2 * size :]
        np.tanh(c, out=c)
        c -= h
        c *= z[..., :size]
        c *= 0.5
        h += c
        _store(states, h, batch.mirror, first, last)
    return states


def _store(states: Floats, h: Floats, mirror: Ints, first: int, last: int) -> None:
    """Put the states of one step where their units lie."""
    size = h.shape[2]
    states[first:last, :size] = h[0]
    states[mirror[first:last], size:] = h[1]
