"""The parts of the networks: ragged batches, the cut into units, decoding, weight files."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import TableError
from kg.extract.networks import weights
from kg.extract.networks.ragged import batches, ragged
from kg.extract.networks.recurrent import gru, looked_up, lstm
from kg.extract.networks.segment import cut, dictionary
from kg.extract.networks.viterbi import Chain, decode

lengths = st.lists(st.integers(1, 9), min_size=1, max_size=7).map(lambda x: np.array(sorted(x, reverse=True)))
seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)
WORDS = ("县委", "委书", "书记", "县委书", "市长", "长江", "长江市", "建设", "书记员", "记员", "T恤")


def floats(rng: np.random.Generator, *shape: int) -> np.ndarray:
    return rng.standard_normal(shape).astype(np.float32)


@given(lengths)
def test_rows_and_mirror_are_permutations(sizes: np.ndarray) -> None:
    batch = ragged(sizes)
    units = list(range(sizes.sum()))
    assert sorted(batch.rows.tolist()) == sorted(batch.mirror.tolist()) == units
    assert batch.mirror[batch.mirror].tolist() == units
    for start, size in zip(np.cumsum(sizes) - sizes, sizes, strict=True):
        rows = batch.rows[start : start + size]
        assert batch.mirror[rows].tolist() == rows[::-1].tolist()


@given(lengths)
def test_steps_hold_one_unit_of_each_living_sentence(sizes: np.ndarray) -> None:
    steps = ragged(sizes).steps
    assert [last - first for first, last in steps] == [(sizes > t).sum() for t in range(sizes[0])]
    assert [first for first, _ in steps] == [0, *[last for _, last in steps[:-1]]]


@given(st.lists(st.integers(0, 12), max_size=30), st.integers(1, 5), st.integers(1, 40))
def test_batches_take_each_sentence_once(sizes: list[int], width: int, units: int) -> None:
    counts = np.array(sizes, np.int64)
    groups = [g.tolist() for g in batches(counts, width, units)]
    assert sorted(i for g in groups for i in g) == [i for i, n in enumerate(sizes) if n]
    assert all(len(g) <= width and (len(g) == 1 or len(g) * sizes[g[0]] <= units) for g in groups)
    assert all(sizes[a] >= sizes[b] for g in groups for a, b in pairwise(g))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), seeds)
def test_decoding_finds_the_best_of_all_paths(sizes: list[int], rng: np.random.Generator) -> None:
    counts = np.array(sorted(sizes, reverse=True))
    batch, chain = ragged(counts), Chain(floats(rng, 3), floats(rng, 3), floats(rng, 3, 3))
    scores = floats(rng, int(counts.sum()), 3)
    labels = decode(batch, scores, chain)[batch.rows]
    at = 0
    for size in counts:
        rows = scores[batch.rows[at : at + size]]

        def worth(path: tuple[int, ...], rows: np.ndarray = rows) -> float:
            steps = sum(chain.after[a, b] for a, b in pairwise(path))
            own = sum(row[label] for row, label in zip(rows, path, strict=True))
            return float(own + steps + chain.start[path[0]] + chain.end[path[-1]])

        best = max(map(worth, product(range(3), repeat=int(size))))
        assert worth(tuple(labels[at : at + size].tolist())) == pytest.approx(best, abs=1e-4)
        at += size


@settings(max_examples=40, deadline=None)
@given(lengths, seeds)
def test_layers_read_each_sentence_as_if_alone(sizes: np.ndarray, rng: np.random.Generator) -> None:
    tables, gates, new = floats(rng, 2, 5, 12), floats(rng, 2, 4, 8), floats(rng, 2, 4, 4)
    wide_tables, wide = floats(rng, 2, 5, 16), floats(rng, 2, 4, 16)
    batch, ids = ragged(sizes), rng.integers(0, 5, sizes.sum())
    grus = gru(batch, looked_up(batch, ids, *tables), gates, new)
    lstms = lstm(batch, looked_up(batch, ids, *wide_tables), wide)
    at = 0
    for size in sizes:
        rows, one = batch.rows[at : at + size], ragged(np.array([size]))
        alone = gru(one, looked_up(one, ids[rows], *tables), gates, new)
        np.testing.assert_allclose(alone, grus[rows], atol=1e-4)
        alone = lstm(one, looked_up(one, ids[rows], *wide_tables), wide)
        np.testing.assert_allclose(alone, lstms[rows], atol=1e-4)
        at += size


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("", []),
        ("县", ["县"]),
        ("县委书记", ["县委", "书记"]),
        ("长江市长", ["长江", "市长"]),
        ("县委书记员", ["县委书", "记员"]),
        ("GDP增8点", ["GDP", "增", "8", "点"]),
        ("买T恤3件", ["买", "T恤", "3", "件"]),
        ("A县委B2", ["A", "县委", "B2"]),
    ],
)
def test_units(text: str, units: list[str]) -> None:
    assert list(cut(text, dictionary(WORDS), 17.0)) == units


@given(st.text(st.sampled_from("县委书记市长江建设T恤aB1，"), max_size=14))
def test_a_cut_has_the_fewest_words(text: str) -> None:
    known = dictionary(WORDS)
    units = list(cut(text, known, 17.0))
    assert "".join(units) == text
    fewest = [0] * (len(text) + 1)
    for i in range(len(text) - 1, -1, -1):
        ends = [e for e in (i + 2, i + 3) if text[i:e] in WORDS and e <= len(text)]
        fewest[i] = 1 + min(fewest[e] for e in [i + 1, *ends])
    runs = sum(len(u) if u.isascii() and u.isalnum() else 1 for u in units)
    assert runs == fewest[0]


def test_an_embedding_unpacks_to_twelve_bits() -> None:
    numbers = np.array([[-2047, 2047, 0, -1], [15, 16, -16, -17]], np.int16)
    low = (numbers & 15).astype(np.uint8)
    packed = weights.Embedding(
        (numbers >> 4).astype(np.int8), low[:, 0::2] | low[:, 1::2] << 4, np.array([1.0, 0.5], np.float32)
    )
    assert packed.rows(np.array([1, 0])).tolist() == [(numbers[1] / 2).tolist(), numbers[0].tolist()]


def test_a_damaged_weight_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "fool.npz"
    broken.write_bytes(b"PK\x03\x04 cut short")
    monkeypatch.setattr(weights, "data_path", lambda _: broken)
    with pytest.raises(TableError, match=r"fool\.npz: damaged .* reinstall"):
        weights.read("fool")
