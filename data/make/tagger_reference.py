"""The two networks at full precision, written as plainly as can be: one sentence, one step at a time.

What the fast runtime of the product gives is held against this. The formulas follow the packages' own code:
TensorFlow's BasicLSTMCell and `viterbi_decode`, Paddle's `dynamic_gru` and `crf_decoding`, LAC's `Segment`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import partial
from math import log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tagger_sources import FoolSource, LacSource

Matrix = NDArray[np.float64]
Span = tuple[int, int, str]


def write_reference(folder: Path, lac: LacSource, fool: FoolSource) -> None:
    """Write `tagger_reference.jsonl` for the sentences of `tagger_sentences.txt`, one object a sentence."""
    sentences = (folder / "tagger_sentences.txt").read_text(encoding="utf-8").splitlines()
    lac_words, fool_spans = lac_reader(lac), fool_reader(fool)
    rows: list[dict[str, Any]] = [
        {"sentence": s, "fool": fool_spans(s), "lac": lac_words(s)} for s in sentences if s.strip()
    ]
    out = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "tagger_reference.jsonl").write_text(out, encoding="utf-8")


def fool_reader(source: FoolSource) -> Any:
    """The function from a sentence to FoolNLTK's names."""
    arrays = {key: value.astype(np.float64) for key, value in source.arrays.items()}
    embedding = np.concatenate((np.zeros((1, 100)), arrays["char_embeding"]))
    cells = [f"char_bilstm/bidirectional_rnn/{way}/basic_lstm_cell" for way in ("fw", "bw")]
    ways = [partial(lstm, kernel=arrays[f"{c}/kernel"], bias=arrays[f"{c}/bias"]) for c in cells]
    after, labels = arrays["crf_loss/transitions"], len(source.tags)

    def read(sentence: str) -> list[Span]:
        unknown = source.characters["<OOV>"]
        inputs = embedding[[source.characters.get(c, unknown) for c in sentence]]
        states = both(inputs, *ways)
        hidden = np.tanh(states @ arrays["project/hidden/w_tanh"] + arrays["project/hidden/b_tanh"])
        scores = hidden @ arrays["project/output/w_out"] + arrays["project/output/b_out"]
        padded = np.concatenate((scores, np.full((len(scores), 1), -1000.0)), axis=1)
        start = np.array([-1000.0] * labels + [0.0])
        path = viterbi(np.concatenate((start[None], padded)), after, 0 * start, 0 * start)[1:]
        return fool_spans([source.tags[i] for i in path])

    return read


def fool_spans(tags: Sequence[str]) -> list[Span]:
    """The names that B, M, E and S tags spell; a name that is begun and not ended is none."""
    code = "".join(tag[0] for tag in tags)
    return [(m.start(), m.end(), tags[m.end() - 1][2:]) for m in re.finditer("BM*E|S", code)]


def lac_reader(source: LacSource) -> Any:
    """The function from a sentence to LAC's words."""
    arrays = {key: value.astype(np.float64) for key, value in source.arrays.items()}
    known: dict[str, int | None] = {}
    for word in source.segments:
        known[word] = len(word)
        for i in range(1, len(word)):
            known.setdefault(word[:i], None)

    def read(sentence: str) -> list[Span]:
        units = [
            u for w in segment(sentence, known, source.logtotal) for u in ([w] if w in source.words else w)
        ]
        ids = [source.words.get(source.replaced.get(u, u), source.words["OOV"]) for u in units]
        states = arrays["word_emb"][ids]
        for depth in (0, 1):
            states = both(states, *(partial(gru, arrays=arrays, number=2 * depth + way) for way in (0, 1)))
        scores = states @ arrays["fc_4.w_0"] + arrays["fc_4.b_0"]
        start, end, after = arrays["crfw"][0], arrays["crfw"][1], arrays["crfw"][2:]
        path = viterbi(scores, after, start, end)
        return lac_words(units, [source.tags[i] for i in path])

    return read


def lac_words(units: Sequence[str], tags: Sequence[str]) -> list[Span]:
    """Units joined to words: one begins at each tag that ends in B, and is what its last tag says."""
    words: list[Span] = []
    at = 0
    for unit, tag in zip(units, tags, strict=True):
        start = words.pop()[0] if words and not tag.endswith("B") else at
        at += len(unit)
        words.append((start, at, tag[:-2]))
    return words


def segment(text: str, known: dict[str, int | None], logtotal: float) -> list[str]:
    """The best cut of a text, single ASCII letters and digits joined."""
    route: dict[int, tuple[float, int]] = {len(text): (0.0, 0)}
    for i in range(len(text) - 1, -1, -1):
        ends = [i + 1]
        ends += [e for e in range(i + 1, min(i + 3, len(text)) + 1) if known.get(text[i:e])]
        route[i] = max((log(known.get(text[i:e]) or 1) - logtotal + route[e][0], e) for e in ends)
    words: list[str] = []
    at, joined = 0, False
    while at < len(text):
        word = text[at : route[at][1]]
        single = bool(re.fullmatch("[a-zA-Z0-9]", word))
        words.append(words.pop() + word if single and joined else word)
        at, joined = route[at][1], single
    return words


def both(inputs: Matrix, forward: Any, backward: Any) -> Matrix:
    """States of a layer that reads from both ends."""
    return np.concatenate((forward(inputs), backward(inputs[::-1])[::-1]), axis=1)


def lstm(inputs: Matrix, kernel: Matrix, bias: Matrix) -> Matrix:
    """States of an LSTM; gates are input, candidate, forget, output."""
    h = c = np.zeros(len(bias) // 4)
    states = []
    for x in inputs:
        i, j, f, o = np.split(np.concatenate((x, h)) @ kernel + bias, 4)
        c = c * sigmoid(f + 1.0) + sigmoid(i) * np.tanh(j)
        h = np.tanh(c) * sigmoid(o)
        states.append(h)
    return np.array(states)


def gru(inputs: Matrix, arrays: dict[str, Matrix], number: int) -> Matrix:
    """States of one direction of a GRU layer; gates are update, reset, candidate."""
    projected = inputs @ arrays[f"fc_{number}.w_0"] + arrays[f"fc_{number}.b_0"] + arrays[f"gru_{number}.b_0"]
    weights = arrays[f"gru_{number}.w_0"].ravel()
    size = projected.shape[1] // 3
    gates, new = (
        weights[: 2 * size * size].reshape(size, 2 * size),
        weights[2 * size * size :].reshape(size, size),
    )
    h = np.zeros(size)
    states = []
    for x in projected:
        u, r = np.split(sigmoid(x[: 2 * size] + h @ gates), 2)
        h = (1 - u) * h + u * np.tanh(x[2 * size :] + (r * h) @ new)
        states.append(h)
    return np.array(states)


def sigmoid(x: Matrix) -> Matrix:
    """The logistic function."""
    return 1 / (1 + np.exp(-x))


def viterbi(scores: Matrix, after: Matrix, start: Matrix, end: Matrix) -> list[int]:
    """The best path through scores [steps, labels] with transitions [from, to]."""
    best, came = scores[0] + start, []
    for row in scores[1:]:
        paths = best[:, None] + after
        came.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    path = [int((best + end).argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]
