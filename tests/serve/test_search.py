"""Search at the size of a province: every way of asking is answered at once."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from kg.serve.index import Index
from kg.serve.search import Search, folded, readings
from tests.serve import pace
from tests.view.story import finished, node


@pytest.fixture(scope="module")
def large() -> Search:
    return pace.large()


def test_a_search_costs_no_more_than_some_looks_at_every_name() -> None:
    """`tests.browser.bench` tells milliseconds."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.serve.pace"],
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    ratios = json.loads(told.stdout)
    assert set(ratios) == set(pace.WORDS)
    assert {words: ratio for words, ratio in ratios.items() if ratio >= 40} == {}


@pytest.mark.parametrize("words", pace.WORDS)
def test_what_is_there_is_found(large: Search, words: str) -> None:
    assert (words in ("zzz", "不存在")) == (large.find(words) == [])


def test_the_best_comes_first(large: Search) -> None:
    first = large.find("第77纺织有限公司")[0]
    assert large.index.nodes[first.id].name == "第77纺织有限公司"


def test_readings_of_a_short_name_are_all_held() -> None:
    search = Search(
        Index(
            finished(
                [node("单县", "AdministrativeDivision"), node("重庆市", "AdministrativeDivision")], [], [], []
            ),
            {},
        )
    )
    search.spell()
    for words, name in (
        ("shanxian", "单县"),
        ("sx", "单县"),
        ("danxian", "单县"),
        ("cqs", "重庆市"),
        ("chongqing", "重庆市"),
    ):
        assert [search.index.nodes[hit.id].name for hit in search.find(words)] == [name]


def test_before_the_spelling_is_ready_names_are_found() -> None:
    search = Search(Index(finished([node("云渡县", "AdministrativeDivision", "云渡")], [], [], []), {}))
    assert search.find("云渡")[0].form in ("", "云渡")
    assert search.find("ydx") == []


def test_width_case_and_marks_are_passed_over() -> None:
    assert folded("“ＭＥＭＳ” 产业·基地") == "mems产业基地"
    assert readings("MEMS基地") == (("memsjidi",), ("memsjd",))
