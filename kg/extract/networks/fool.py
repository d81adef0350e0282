"""FoolNLTK's recogniser: characters, a bidirectional LSTM, a hidden layer, a chain of 25 labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from kg.extract.networks import weights
from kg.extract.networks.ragged import Floats, Ints, Ragged, batches, ragged
from kg.extract.networks.recurrent import looked_up, lstm
from kg.extract.networks.viterbi import Chain, decode

Span = tuple[int, int, str]

_WIDTH, _UNITS = 192, 12288
_UNKNOWN = 1
_LAST = 0xFFFF


@dataclass(frozen=True, slots=True)
class Fool:
    """The weights as the layers want them; `ids` gives a character's number by its code point.

    `labels` are the numbers' labels, `kinds` what they name and `places` where in the name: B, M, E, S or O.
    """

    ids: Ints
    forward: Floats
    backward: Floats
    recurrent: Floats
    hidden: tuple[Floats, Floats]
    output: tuple[Floats, Floats]
    chain: Chain
    labels: tuple[tuple[str, str], ...]


@cache
def network() -> Fool:
    """The network, loaded once per process."""
    packed = weights.read("fool")
    packed_rows = weights.embedding(packed)
    embedding = packed_rows.rows(np.arange(len(packed_rows.scale)))
    size = embedding.shape[1]
    kernel, bias = (_ordered(packed[key]) for key in ("kernel", "bias"))
    return Fool(
        _ids(packed["characters"], packed["numbers"]),
        embedding @ kernel[0, :size] + bias[0],
        embedding @ kernel[1, :size] + bias[1],
        np.ascontiguousarray(kernel[:, size:]),
        (packed["hidden_weights"], packed["hidden_bias"]),
        (packed["output_weights"], packed["output_bias"]),
        Chain(packed["start"], np.zeros_like(packed["start"]), packed["after"]),
        tuple((tag[0], tag[2:]) for tag in weights.words(packed["tags"])),
    )


def spans(sentences: Sequence[str]) -> list[list[Span]]:
    """The names in each sentence: start, end and the network's own label."""
    net = network()
    found: list[list[Span]] = [[] for _ in sentences]
    lengths = np.array([len(s) for s in sentences], np.int64)
    for group in batches(lengths, _WIDTH, _UNITS):
        batch = ragged(lengths[group])
        labels = _label(net, batch, "".join([sentences[i] for i in group]))[batch.rows]
        ends = np.cumsum(lengths[group])
        for sentence, span in _named(net, labels, ends):
            found[group[sentence]].append(span)
    return found


def _label(net: Fool, batch: Ragged, text: str) -> Ints:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    ids = np.empty(len(points), np.int64)
    ids[batch.rows] = net.ids[np.minimum(points, _LAST)]
    states = lstm(batch, looked_up(batch, ids, net.forward, net.backward), net.recurrent)
    hidden: Floats = states @ net.hidden[0]
    hidden += net.hidden[1]
    np.tanh(hidden, out=hidden)
    scores: Floats = hidden @ net.output[0]
    scores += net.output[1]
    return decode(batch, scores, net.chain)


def _named(net: Fool, labels: Ints, ends: Ints) -> Iterator[tuple[int, Span]]:
    """Sentence number and span of each name in labels that lie sentence after sentence."""
    marked = np.flatnonzero(labels)
    owners = np.searchsorted(ends, marked, side="right")
    starts = np.concatenate((np.zeros(1, np.int64), ends))[owners]
    begun, before = -1, -1
    rows = zip(marked.tolist(), labels[marked].tolist(), owners.tolist(), starts.tolist(), strict=True)
    for at, label, sentence, start in rows:
        place, kind = net.labels[label]
        if place in "BS":
            begun = at
        elif at != before + 1 or at == start:
            begun = -1
        if place in "ES" and begun >= start:
            yield sentence, (begun - start, at + 1 - start, kind)
            begun = -1
        before = at


def _ids(characters: Ints, numbers: Ints) -> Ints:
    ids = np.full(_LAST + 1, _UNKNOWN, np.int64)
    ids[characters] = numbers
    return ids


def _ordered(gates: Floats) -> Floats:
    """Gates from TensorFlow's order (input, candidate, forget, output) to ours, with its forget bias."""
    i, c, f, o = np.split(gates, 4, axis=-1)
    if gates.ndim == 2:
        f = f + np.float32(1.0)
    return weights.halved(np.concatenate((i, f, o, c), axis=-1), 3 * i.shape[-1])
