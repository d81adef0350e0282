from __future__ import annotations

import pytest

from kg.resolve import resolve
from tests.resolve.corpus import Corpus, corpus
from tests.resolve.evaluate import by_type, score


@pytest.fixture(scope="module")
def press() -> Corpus:
    return corpus(1_500, 3)


def test_a_corpus_is_a_function_of_its_seed(press: Corpus) -> None:
    assert corpus(1_500, 3) == press
    assert corpus(1_500, 4) != press


def test_every_mention_stands_where_it_says(press: Corpus) -> None:
    text = {page.id: page.text for page in press.pages}
    for record in press.records:
        for entity in record.entities:
            assert (record.page, entity.id) in press.truth
            for mention in entity.mentions:
                assert text[record.page][mention.start : mention.end] == mention.text


def test_the_press_is_resolved(press: Corpus) -> None:
    found = by_type(resolve(press.records), press.truth)
    assert found[""].precision >= 0.995
    assert found[""].recall >= 0.95
    assert found["Person"].precision >= 0.995
    assert found["Person"].recall >= 0.9
    assert found["Enterprise"].precision >= 0.995


def test_scores_of_a_case_done_by_hand() -> None:
    """Truth {1 2 3} {4}, found {1 2} {3 4}."""
    truth = {("p", key): mark for key, mark in zip("1234", "aaab", strict=True)}
    found = {("p", key): mark for key, mark in zip("1234", "xxyy", strict=True)}
    scored = score(found, truth)
    assert (scored.precision, scored.recall) == (1 / 2, 1 / 3)
    assert scored.cubed_precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert scored.cubed_recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
