"""Tests of works told by number: kinds of a programme, heads of paragraphs, projects as one, what a sum is for."""

from __future__ import annotations

import pytest

from kg.extract.recognise.counted import find
from tests.extract.recognise.seen import seen


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "全县工程分为云湖道路改造工程、湿地恢复和河道治理工程、茶园灌溉工程三大类，年内完工。",
            {"云湖道路改造工程", "湿地恢复和河道治理工程", "茶园灌溉工程"},
        ),
        (
            "推进湿地恢复工程、河道治理工程和茶园灌溉工程三大工程。",
            {"湿地恢复工程", "河道治理工程", "茶园灌溉工程"},
        ),
        ("推进湿地恢复工程、河道治理工程和茶园灌溉工程五大工程。", set()),
    ],
)
def test_the_number_of_a_list_tells_its_joints(text: str, names: set[str]) -> None:
    assert {name for _, name in seen(find, text)} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("二是湿地恢复和河道治理工程。年内完工。", {"湿地恢复和河道治理工程"}),
        ("二是湿地恢复工程和河道治理工程。年内完工。", set()),
        ("二是实施湿地恢复和河道治理工程。", set()),
        ("二是重点和民生工程。", set()),
    ],
)
def test_the_work_that_heads_a_paragraph_is_one(text: str, names: set[str]) -> None:
    assert {name for _, name in seen(find, text)} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "县里投资3000万元进行云湖流域综合治理、集镇排涝及道路建设和河岸生态修复。",
            {"云湖流域综合治理", "集镇排涝及道路建设", "河岸生态修复"},
        ),
        ("县里投资3000万元进行云湖流域综合治理和技术培训。", set()),
        ("县里投资3000万元进行技术改造。", set()),
    ],
)
def test_works_that_a_sum_is_spent_on(text: str, names: set[str]) -> None:
    assert {name for _, name in seen(find, text)} == names


def test_projects_paid_for_together_are_told_of_as_one() -> None:
    found = seen(find, "黔峰电子二期等9个茶叶项目，累计总投资3亿元。此次集中开工的9个项目分布在三镇。")
    assert {"9个茶叶项目", "9个项目"} == {name for _, name in found}
    assert not {name for _, name in seen(find, "9个项目总投资3亿元。")}
    assert ("Project", "12个茶叶加工项目") in seen(find, "县里投资3亿元实施12个茶叶加工项目。")


def test_works_listed_behind_their_number() -> None:
    found = seen(find, "4个分会场分别是云湖大道、黔峰电子二期扩能、高桥至白沙公路、城区老旧片区改造项目。")
    assert {"云湖大道", "黔峰电子二期扩能", "高桥至白沙公路", "城区老旧片区改造项目"} == {n for _, n in found}
    assert not seen(find, "5个分会场分别是云湖大道、黔峰电子二期扩能、城区老旧片区改造项目。")


def test_the_head_of_a_numbered_paragraph_may_bear_an_aside() -> None:
    text = "重点实施三项工程：\n3.柳湖蓄水能力恢复和山上果园灌溉水源提升项目（新增蓄水）：计划投资110万元。"
    assert ("Project", "柳湖蓄水能力恢复和山上果园灌溉水源提升项目") in seen(find, text)
