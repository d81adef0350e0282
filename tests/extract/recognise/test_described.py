"""Tests of heads that name nothing of their own."""

from __future__ import annotations

import pytest

from kg.extract.recognise import heads
from kg.extract.recognise.described import begins_another
from tests.extract.recognise.seen import seen


def test_a_head_that_begins_the_name_of_a_place_or_bureau_names_nothing() -> None:
    text = "清溪三桥社区与清溪县林业和草原局"
    assert begins_another(text, text.index("社区"), "Facility")
    assert begins_another(text, text.index("局"), "Facility")
    assert not begins_another(text, text.index("局"), "PublicBody")
    assert not begins_another(text, text.index("与"), "Facility")


@pytest.mark.parametrize(
    "text",
    [
        "他为村里建学校、修道路。",
        "把两河流域打造成风光带。",
        "建设日间照料中心、“一站式”服务大厅、阅览室等服务机构。",
        "上游规模最大的新石器时代文明遗址——石坝遗址开始发掘。",
        "将成为西南最大的电机工厂。",
        "以黔峰的LED显示屏工厂为例。",
    ],
)
def test_words_that_tell_of_a_built_thing_are_not_its_name(text: str) -> None:
    assert {name for kind, name in seen(heads.find, text) if kind == "Facility"} <= {"石坝遗址"}
