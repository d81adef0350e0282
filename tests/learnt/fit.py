"""The typer: what a stretch of a sentence names, if anything, by the states of both taggers about it.

It sees five places, the first and the last character of the stretch, all of it, and the characters before and after
it; besides, its length. Gradients are written out; Adam with decaying weights (Loshchilov and Hutter, 2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

VIEW, HIDDEN, LENGTHS = 96, 96, 41
EPOCHS, SENTENCES = 12, 16
RATE, DECAY, CLIP = 2e-3, 1e-2, 5.0
DROP_STATES, DROP = 0.2, 0.3
"""Shares left out in training: of the states, and of what the layers make of them."""
SEED = 1

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Weights = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """A sentence: the states of its characters, spans (start, end), and their labels (-1: open)."""

    states: Floats
    spans: Ints
    labels: Sequence[int]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many states a character has, and how many labels there are."""

    states: int
    labels: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Sentences below each other, a row of zeros before each and one at the end; `real` tells the other rows."""

    states: Floats
    real: Floats
    begun: Ints
    ended: Ints


def fitted(batches: Sequence[Batch], sizes: Sizes) -> Weights:
    """The weights after training."""
    rng = np.random.default_rng(SEED)
    weights = start(rng, sizes)
    steps = _Adam(weights)
    for epoch in range(EPOCHS):
        order = rng.permutation(len(batches))
        for at in range(0, len(order), SENTENCES):
            some = [batches[i] for i in order[at : at + SENTENCES]]
            labels = np.array([label for b in some for label in b.labels])
            masks = drawn(rng, joined(some))
            steps.take(slope(weights, joined(some), labels, masks), RATE * (1 - epoch / EPOCHS))
    return weights


def odds(weights: Weights, batches: Sequence[Batch]) -> Floats:
    """The log odds [spans, labels] of each label of all spans of some sentences, one after another."""
    rows = joined(batches)
    scores = forward(weights, rows, whole(rows)).scores
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = np.clip(shares / shares.sum(axis=1, keepdims=True), 1e-6, 1 - 1e-6)
    told: Floats = np.log(shares / (1 - shares))
    return told


def start(rng: np.random.Generator, sizes: Sizes) -> Weights:
    """The weights before training."""

    def uniform(*shape: int) -> Floats:
        bound = shape[-2] ** -0.5
        return rng.uniform(-bound, bound, shape).astype(np.float32)

    return {
        "view": uniform(sizes.states, VIEW),
        "bias": np.zeros(VIEW, np.float32),
        "places": uniform(5, VIEW, HIDDEN),
        "lengths": rng.normal(0, 0.5, (LENGTHS, HIDDEN)).astype(np.float32),
        "output_weights": uniform(HIDDEN, sizes.labels),
        "output_bias": np.zeros(sizes.labels, np.float32),
    }


def joined(batches: Sequence[Batch]) -> Rows:
    """The rows of some sentences, and where their spans begin and end."""
    gap = np.zeros((1, batches[0].states.shape[1]), np.float32)
    states = np.concatenate([gap, *(part for b in batches for part in (b.states, gap))])
    sizes = np.array([len(b.states) + 1 for b in batches])
    firsts = np.cumsum(sizes) - sizes + 1
    spans = np.concatenate([b.spans + first for b, first in zip(batches, firsts, strict=True)])
    real = np.ones((len(states), 1), np.float32)
    real[np.append(firsts - 1, len(real) - 1)] = 0
    return Rows(states, real, spans[:, 0], spans[:, 1])


@dataclass(frozen=True, slots=True)
class Masks:
    """What stays of the states, of the views of them and of the hidden units, made larger by as much as is left out."""

    states: Any
    seen: Any
    hidden: Any


def drawn(rng: np.random.Generator, rows: Rows) -> Masks:
    """Masks that leave out a part at random."""

    def kept(shape: tuple[int, int], drop: float) -> Floats:
        return ((rng.random(shape) >= drop) / (1 - drop)).astype(np.float32)

    n, spans = len(rows.states), len(rows.begun)
    return Masks(kept(rows.states.shape, DROP_STATES), kept((n, VIEW), DROP), kept((spans, HIDDEN), DROP))


def whole(rows: Rows) -> Masks:
    """Masks that leave out nothing."""
    return Masks(np.ones_like(rows.real), np.ones_like(rows.real), np.ones((len(rows.begun), 1), np.float32))


@dataclass(frozen=True, slots=True)
class Forward:
    """What each layer makes of the rows, up to the scores of the labels."""

    seen: Floats
    places: tuple[Floats, ...]
    hidden: Floats
    scores: Floats


def forward(weights: Weights, rows: Rows, masks: Masks) -> Forward:
    """The network over some sentences."""
    seen = np.tanh((rows.states * masks.states) @ weights["view"] + weights["bias"]) * rows.real
    kept, sizes = seen * masks.seen, rows.ended - rows.begun
    borders = np.stack((rows.begun, rows.ended), axis=1).ravel()
    mean = np.add.reduceat(kept, borders, axis=0)[::2] / sizes[:, None].astype(np.float32)
    places = (kept[rows.begun], kept[rows.ended - 1], mean, kept[rows.begun - 1], kept[rows.ended])
    hidden = weights["lengths"][np.minimum(sizes, LENGTHS - 1)]
    for place, block in zip(places, weights["places"], strict=True):
        hidden = hidden + place @ block
    hidden = hidden * (hidden > 0) * masks.hidden
    return Forward(seen, places, hidden, hidden @ weights["output_weights"] + weights["output_bias"])


def loss(scores: Floats, labels: Ints) -> float:
    """The cross entropy of scores, as a sum over SENTENCES; what the gold leaves open has none."""
    top = scores.max(axis=1, keepdims=True)
    total = np.log(np.exp(scores - top).sum(axis=1)) + top[:, 0]
    told = labels >= 0
    return float((total - scores[np.arange(len(labels)), labels])[told].sum() / SENTENCES)


def slope(weights: Weights, rows: Rows, labels: Ints, masks: Masks) -> Weights:
    """The gradient of the loss over some sentences."""
    made = forward(weights, rows, masks)
    error = _error(made.scores, labels)
    back = (error @ weights["output_weights"].T) * (made.hidden > 0) * masks.hidden
    below = _below(rows, [back @ w.T for w in weights["places"]])
    below *= masks.seen * rows.real * (1 - made.seen**2)
    return {
        "view": (rows.states * masks.states).T @ below,
        "bias": below.sum(axis=0),
        "places": np.stack([p.T @ back for p in made.places]),
        "lengths": _added(back, np.minimum(rows.ended - rows.begun, LENGTHS - 1), LENGTHS),
        "output_weights": made.hidden.T @ error,
        "output_bias": error.sum(axis=0),
    }


def _below(rows: Rows, parts: Sequence[Floats]) -> Floats:
    """The gradient of the rows, of that of the five places of each span."""
    n, mean = len(rows.states), parts[2] / (rows.ended - rows.begun)[:, None].astype(np.float32)
    out = np.cumsum(_added(mean, rows.begun, n) - _added(mean, rows.ended, n), axis=0, dtype=mean.dtype)
    at = (rows.begun, rows.ended - 1, rows.begun - 1, rows.ended)
    for part, places in zip((parts[0], parts[1], parts[3], parts[4]), at, strict=True):
        out += _added(part, places, n)
    return out


def _error(scores: Floats, labels: Ints) -> Floats:
    """The gradient of the loss by the scores."""
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    shares[np.arange(len(labels)), labels] -= 1
    shares[labels < 0] = 0
    out: Floats = shares / SENTENCES
    return out


def _added(rows: Floats, places: Ints, size: int) -> Floats:
    """Rows summed by the place that each is of."""
    out = np.zeros((size, rows.shape[1]), rows.dtype)
    order = np.argsort(places, kind="stable")
    firsts = np.flatnonzero(np.diff(places[order], prepend=-1))
    out[places[order][firsts]] = np.add.reduceat(rows[order], firsts, axis=0)
    return out


class _Adam:
    """The steps of the fitting: means of slopes and of their squares."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.means = {key: (np.zeros_like(w), np.zeros_like(w)) for key, w in weights.items()}
        self.taken = 0

    def take(self, down: Weights, rate: float) -> None:
        """One step down the slope, which is clipped."""
        self.taken += 1
        norm = float(np.sqrt(sum(float((g**2).sum()) for g in down.values())))
        scale = np.float32(min(1.0, CLIP / (norm + 1e-6)))
        for key, weight in self.weights.items():
            mean, square = self.means[key]
            mean += np.float32(0.1) * (down[key] * scale - mean)
            square += np.float32(0.001) * ((down[key] * scale) ** 2 - square)
            step = mean / np.float32(1 - 0.9**self.taken)
            spread = np.sqrt(square / np.float32(1 - 0.999**self.taken)) + np.float32(1e-8)
            weight -= np.float32(rate) * (step / spread + np.float32(DECAY) * weight)
