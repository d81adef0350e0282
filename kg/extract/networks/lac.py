"""LAC's tagger: dictionary words and characters, two bidirectional GRUs, a chain of 49 labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kg.extract.networks import weights
from kg.extract.networks.ragged import Floats, Ints, Ragged, batches, ragged
from kg.extract.networks.recurrent import gru, looked_up
from kg.extract.networks.segment import cut, dictionary
from kg.extract.networks.viterbi import Chain, decode

Span = tuple[int, int, str]

_WIDTH, _UNITS = 192, 8192


@dataclass(frozen=True, slots=True)
class Layer:
    """One bidirectional GRU: projections and biases of its inputs by direction, recurrent weights."""

    projections: tuple[Floats, Floats]
    biases: tuple[Floats, Floats]
    gates: Floats
    news: Floats


@dataclass(frozen=True, slots=True)
class Lac:
    """The weights as the layers want them; `ids` gives the embedding row of each unit.

    A unit outside `ids` is read character by character; `unknown` stands for characters outside it.
    `begins` tells of each label whether it begins a word, `labels` what the word is.
    """

    known: dict[str, int]
    logtotal: float
    ids: dict[str, int]
    unknown: int
    embedding: weights.Embedding
    layers: tuple[Layer, Layer]
    output: tuple[Floats, Floats]
    chain: Chain
    begins: NDArray[np.bool_]
    labels: tuple[str, ...]


@cache
def network() -> Lac:
    """The network, loaded once per process."""
    packed = weights.read("lac")
    tags = weights.words(packed["tags"])
    units = weights.words(packed["units"])
    return Lac(
        dictionary(weights.words(packed["segments"])),
        float(packed["logtotal"]),
        dict(zip(units, packed["numbers"].tolist(), strict=True)),
        int(packed["unknown"]),
        weights.embedding(packed),
        (_layer(packed, 0), _layer(packed, 1)),
        (packed["output_weights"], packed["output_bias"]),
        Chain(*(packed[key] for key in ("start", "end", "after"))),
        np.array([tag.endswith("-B") for tag in tags]),
        tuple(tag[:-2] for tag in tags),
    )


def words(sentences: Sequence[str]) -> list[list[Span]]:
    """The words of each sentence, which they tile: start, end and part of speech."""
    net = network()
    read = [_units(net, s) for s in sentences]
    found: list[list[Span]] = [[] for _ in sentences]
    lengths = np.array([len(ids) for ids, _ in read], np.int64)
    for group in batches(lengths, _WIDTH, _UNITS):
        batch = ragged(lengths[group])
        labels = _label(net, batch, np.array([i for s in group for i in read[s][0]], np.int64))[batch.rows]
        sizes = np.array([n for s in group for n in read[s][1]], np.int64)
        for sentence, spans in zip(group, _worded(net, labels, sizes, lengths[group]), strict=True):
            found[sentence] = spans
    return found


def _units(net: Lac, sentence: str) -> tuple[list[int], list[int]]:
    """Embedding rows and lengths of the units of a sentence."""
    ids, sizes = [], []
    get = net.ids.get
    for unit in cut(sentence, net.known, net.logtotal):
        number = get(unit)
        if number is not None:
            ids.append(number)
            sizes.append(len(unit))
        else:
            ids.extend([get(c, net.unknown) for c in unit])
            sizes.extend([1] * len(unit))
    return ids, sizes


def _label(net: Lac, batch: Ragged, units: Ints) -> Ints:
    kinds, which = np.unique(units, return_inverse=True)
    ids = np.empty(len(units), np.int64)
    ids[batch.rows] = which
    first, second = net.layers
    inputs = looked_up(batch, ids, *_projected(first, net.embedding.rows(kinds)))
    states = gru(batch, inputs, first.gates, first.news)
    inputs = looked_up(batch, np.arange(len(units)), *_projected(second, states))
    states = gru(batch, inputs, second.gates, second.news)
    scores: Floats = states @ net.output[0]
    scores += net.output[1]
    return decode(batch, scores, net.chain)


def _projected(layer: Layer, inputs: Floats) -> tuple[Floats, Floats]:
    forward, backward = (inputs @ w for w in layer.projections)
    forward += layer.biases[0]
    backward += layer.biases[1]
    return forward, backward


def _worded(net: Lac, labels: Ints, sizes: Ints, lengths: Ints) -> Iterator[list[Span]]:
    """The words of each sentence from labels and unit sizes that lie sentence after sentence.

    A word begins with a sentence or a label that says so, and is what the label of its last unit says.
    """
    firsts = np.cumsum(lengths) - lengths
    begins = net.begins[labels]
    begins[firsts] = True
    begun = np.flatnonzero(begins)
    ends = np.cumsum(sizes)
    lasts = np.append(begun[1:], len(labels)) - 1
    offsets = np.repeat((ends - sizes)[firsts], np.add.reduceat(begins, firsts, dtype=np.int64))
    starts = ((ends - sizes)[begun] - offsets).tolist()
    stops = (ends[lasts] - offsets).tolist()
    names = [net.labels[i] for i in labels[lasts].tolist()]
    spans = list(zip(starts, stops, names, strict=True))
    borders = [*np.searchsorted(begun, firsts).tolist(), len(spans)]
    return (spans[a:b] for a, b in pairwise(borders))


def _layer(packed: dict[str, Floats], depth: int) -> Layer:
    bias = weights.halved(packed[f"bias{depth}"], 256)
    inputs = weights.halved(packed[f"inputs{depth}"], 256)
    return Layer(
        (np.ascontiguousarray(inputs[0]), np.ascontiguousarray(inputs[1])),
        (bias[0], bias[1]),
        packed[f"gates{depth}"] * np.float32(0.5),
        packed[f"new{depth}"] * np.float32(0.5),
    )


def worded(text: str) -> bool:
    """Whether a text is of words of the dictionary alone, with no character left that belongs to none of them."""
    lac = network()
    return all(len(unit) > 1 for unit in cut(text, lac.known, lac.logtotal))
