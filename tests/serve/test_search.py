"""Search at the size of a province: every way of asking is answered at once."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kg.serve.index import Index
from kg.serve.search import Search, folded, readings
from tests.view.story import crowd, finished, node


@pytest.fixture(scope="module")
def large() -> Search:
    search = Search(Index(crowd(50_000), {}))
    search.index.warm()
    search.spell()
    return search


@pytest.mark.parametrize(
    "words",
    [
        "第77纺织有限公司",
        "第77",
        "纺织有限公司",
        "d77fzyxgs",
        "dfzyxgs",
        "di77fangzhi",
        "d",
        "7",
        "第9司",
        "zzz",
        "不存在",
    ],
)
def test_a_search_costs_no_more_than_some_looks_at_every_name(large: Search, words: str) -> None:
    """Beside a plain fold of all fifty thousand names, in the same run; `tests.browser.bench` tells milliseconds."""
    took, plain = [], []
    names = [node.name for node in large.index.graph.entities]
    for _ in range(3):
        plain.append(_seconds(lambda: [folded(name) for name in names]))
        took.append(_seconds(lambda: large.find(words)))
    assert min(took) < 40 * min(plain)
    assert (words in ("zzz", "不存在")) == (large.find(words) == [])


def _seconds(task: Callable[[], object]) -> float:
    start = time.thread_time()
    task()
    return time.thread_time() - start


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
