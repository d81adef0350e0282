from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.extract.scene import Scene, Word, scenes, sentences
from kg.page.passage import Passage
from tests.extract.recognise.seen import scene

TEXTS = st.text(alphabet="遵义市播州区委书记沈开元说，、。！？!?”’\n 　A1亿元", max_size=60)
SOME = scene("遵义市召开大会。\n县委书记沈开元说：“好！”会议结束了")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("来了。走了。", ["来了。", "走了。"]),
        ("他说：“好！”走了。", ["他说：“好！”", "走了。"]),
        ("标题\n正文。", ["标题", "正文。"]),
        ("真的吗？！是的", ["真的吗？！", "是的"]),
        ("增长3.5%。", ["增长3.5%。"]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[s:e] for s, e in sentences(text)] == parts


@given(TEXTS)
@example("? \n1")
def test_sentences_follow_each_other_and_lose_nothing(text: str) -> None:
    cut = sentences(text)
    assert all(s < e for s, e in cut)
    assert all(a[1] <= b[0] for a, b in pairwise(cut))
    assert "".join("".join(text[s:e] for s, e in cut).split()) == "".join(text.split())


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_words_tile_the_sentences(text: str) -> None:
    here = scenes((Passage("a1", "", text, range(len(text))),))[0]
    for start, end in here.sentences:
        inside = [w for w in here.words if start <= w.start < end]
        assert "".join(text[w.start : w.end] for w in inside) == text[start:end]
        assert all(a.end == b.start for a, b in pairwise(inside))
    for span, by in here.spans:
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        assert by in {"lac", "fool", "fool lac"}


def covering(here: Scene, position: int) -> int:
    """Index of the first word that ends behind a position, found the slow way."""
    return next((i for i, w in enumerate(here.words) if w.end > position), len(here.words))


@pytest.mark.parametrize("position", range(len(SOME.text) + 1))
def test_words_are_found_by_position(position: int) -> None:
    at, before = SOME.word_at(position), SOME.word_before(position)
    assert at == covering(SOME, position)
    assert before == max((i for i, w in enumerate(SOME.words) if w.start < position), default=-1)


@pytest.mark.parametrize("position", range(len(SOME.text)))
def test_the_sentence_of_a_position_holds_it(position: int) -> None:
    start, end = SOME.sentence_at(position)
    assert (start, end) in SOME.sentences
    assert start <= position < end or SOME.text[position] == "\n"


def test_spans_name_the_taggers_that_found_them() -> None:
    here = scene("县委书记沈开元出席会议。")
    found = {(here.text[w.start : w.end], w.pos): by for w, by in here.spans}
    assert found["沈开元", "PER"] == "fool lac"


def test_a_single_tagger_can_be_asked() -> None:
    passage = Passage("a1", "", "县委书记沈开元出席会议。", range(12))
    only = scenes((passage,), ("lac",))[0]
    assert {by for _, by in only.spans} == {"lac"}


def test_passages_are_read_apart() -> None:
    texts = ("遵义市开会。", "", "沈开元说好。")
    together = scenes([Passage(f"a{n}", "", t, range(len(t))) for n, t in enumerate(texts)])
    assert [s.words for s in together] == [scene(t).words for t in texts]
    assert [s.spans for s in together] == [scene(t).spans for t in texts]


def test_a_stretch_is_whole_where_words_begin_and_end() -> None:
    passage = Passage("a1", "", "云岭县医院。", range(6))
    words = (Word(0, 3, "LOC"), Word(3, 5, "n"), Word(5, 6, "w"))
    scene = Scene(passage, ((0, 6),), words, (), (0, 3, 5))
    assert scene.whole(0, 5)
    assert not scene.whole(0, 4)
    assert not scene.whole(1, 5)
    assert scene.begins(3)
    assert not scene.begins(6)
