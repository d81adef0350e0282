"""The taggers: the spans of the full-precision networks, offsets that hold, no influence of neighbours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ChoiceError
from kg.extract.tagger import LABELS, Tagged, tag, words

GOLDEN = Path(__file__).parent / "golden" / "tagger_reference.jsonl"
ROWS = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
SENTENCES = [row["sentence"] for row in ROWS]
OURS = {"PER", "LOC", "ORG", "COMPANY", "JOB", "TIME"}

characters = st.sampled_from("县委书记张建国说，2020年在湖北Ａ省1２ABc 　\t\n。“”（）公司有限亿元𠮷🙂é\0")
texts = st.one_of(st.text(characters, max_size=60), st.text(max_size=30), st.sampled_from(SENTENCES))


def trimmed(sentence: str, spans: list[list[int | str]], model: str) -> list[Tagged]:
    """What the public face makes of a network's spans: our labels, no space at either end."""
    out = []
    for start, end, label in spans:
        if label in LABELS[model]:
            while start < end and sentence[start].isspace():
                start += 1
            while start < end and sentence[end - 1].isspace():
                end -= 1
            out += [Tagged(start, end, LABELS[model][label], model)] if start < end else []
    return sorted(out)


def test_golden_file_is_broad() -> None:
    assert len(SENTENCES) >= 40
    labels = {LABELS["fool"][label] for row in ROWS for _, _, label in row["fool"]}
    assert labels == OURS
    assert {label for row in ROWS for _, _, label in row["lac"]} > {*LABELS["lac"], "n", "v", "w"}


def test_words_are_those_of_the_full_precision_network() -> None:
    assert [list(map(list, found)) for found in words(SENTENCES)] == [row["lac"] for row in ROWS]


@pytest.mark.parametrize("model", ["fool", "lac"])
def test_names_are_those_of_the_full_precision_network(model: str) -> None:
    found = tag(SENTENCES, (model,))
    assert [list(f) for f in found] == [trimmed(row["sentence"], row[model], model) for row in ROWS]


def test_both_taggers_together_are_the_two_apart() -> None:
    both = tag(SENTENCES)
    apart = zip(tag(SENTENCES, ("lac",)), tag(SENTENCES, ("fool",)), strict=True)
    assert both == [tuple(sorted(a + b)) for a, b in apart]


def test_a_plain_sentence() -> None:
    sentence = "江北县县长王建军到湖北兴业机械有限公司调研。"
    found = {(sentence[t.start : t.end], t.label, t.by) for t in tag([sentence])[0]}
    assert {("王建军", "PER", "lac"), ("王建军", "PER", "fool")} <= found
    assert ("湖北兴业机械有限公司", "COMPANY", "fool") in found
    assert ("湖北兴业机械有限公司", "ORG", "lac") in found


def test_spaces_are_no_part_of_a_name() -> None:
    sentence = "（梁思远 范晓琳）"
    assert [sentence[t.start : t.end] for t in tag([sentence], ("fool",))[0]] == ["梁思远", "范晓琳"]


def test_full_width_forms_shift_nothing() -> None:
    sentence = "２０２１年ＡＢＣ科技公司总经理周启明介绍说。"
    people = {(sentence[t.start : t.end], t.by) for t in tag([sentence])[0] if t.label == "PER"}
    assert people == {("周启明", "lac"), ("周启明", "fool")}


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, max_size=6))
def test_spans_lie_in_their_sentence(sentences: list[str]) -> None:
    found = tag(sentences)
    assert len(found) == len(sentences)
    for sentence, spans in zip(sentences, found, strict=True):
        assert list(spans) == sorted(spans)
        for t in spans:
            assert 0 <= t.start < t.end <= len(sentence)
            assert sentence[t.start : t.end] == sentence[t.start : t.end].strip()
            assert t.label in OURS


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, max_size=6))
def test_words_tile_their_sentence(sentences: list[str]) -> None:
    for sentence, found in zip(sentences, words(sentences), strict=True):
        assert "".join(sentence[s:e] for s, e, _ in found) == sentence
        assert all(a[1] == b[0] for a, b in pairwise(found))


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(len(SENTENCES))), st.integers(1, len(SENTENCES)))
def test_neighbours_do_not_matter(order: list[int], size: int) -> None:
    whole = tag(SENTENCES)
    some = [SENTENCES[i] for i in order[:size]]
    assert tag(some) == [whole[i] for i in order[:size]]


def test_a_sentence_alone_reads_as_among_others() -> None:
    assert [tag([s])[0] for s in SENTENCES] == tag(SENTENCES)
    assert [words([s])[0] for s in SENTENCES] == words(SENTENCES)


def test_a_sentence_without_end_is_read_in_pieces() -> None:
    long = "，".join(f"第{i}项由县农业局局长罗建平负责" for i in range(400))
    people = [long[t.start : t.end] for t in tag([long], ("lac",))[0] if t.label == "PER"]
    assert people.count("罗建平") > 390
    assert "".join(long[s:e] for s, e, _ in words([long])[0]) == long
    unbroken = "好" * 3000
    assert "".join(unbroken[s:e] for s, e, _ in words([unbroken])[0]) == unbroken


def test_nothing_gives_nothing() -> None:
    assert tag([]) == words([]) == []
    assert tag(["", " \n"]) == [(), ()]
    assert words([""]) == [()]


def test_a_lone_surrogate_is_an_unknown_character() -> None:
    sentence = "县长\ud800王建军"
    assert "".join(sentence[s:e] for s, e, _ in words([sentence])[0]) == sentence
    assert all(t.end <= len(sentence) for t in tag([sentence])[0])


def test_an_unknown_tagger_lists_the_known_ones() -> None:
    with pytest.raises(ChoiceError, match="fool, lac"):
        tag(SENTENCES[:1], ("bert",))


def test_a_process_pool_reads_the_same() -> None:
    halves = [SENTENCES[::2], SENTENCES[1::2]]
    with ProcessPoolExecutor(2) as pool:
        assert list(pool.map(tag, halves)) == [tag(h) for h in halves]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="counts threads by /proc")
def test_the_networks_load_numpy_with_one_thread() -> None:
    code = (
        "import os; from kg.extract.tagger import words; words(['县长王建军说。']);"
        "assert not [name for name in os.environ if name.endswith('_NUM_THREADS')];"
        "print(len(os.listdir('/proc/self/task')))"
    )
    clean = {key: value for key, value in os.environ.items() if not key.endswith("_NUM_THREADS")}
    done = subprocess.run([sys.executable, "-c", code], env=clean, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"
