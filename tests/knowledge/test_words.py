"""Words of a table as one expression."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.knowledge.words import any_of

_TEXT = st.text(alphabet="县市局.(", max_size=8)


@given(st.lists(_TEXT.filter(bool), min_size=1), _TEXT)
def test_the_longest_word_is_found_first(words: list[str], text: str) -> None:
    longest = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    assert re.findall(any_of(words), text) == re.findall(longest, text)


def test_a_shorter_word_is_taken_where_the_longer_one_does_not_fit() -> None:
    assert re.fullmatch(f"({any_of(['开发', '开发区'])})区局", "开发区局")


def test_no_words_match_nothing_but_the_empty_text() -> None:
    assert re.fullmatch(any_of([]), "")
    assert not re.fullmatch(any_of([]), "局")
