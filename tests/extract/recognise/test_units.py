from __future__ import annotations

import pytest

from kg.extract.recognise.all import recognise
from kg.extract.recognise.units import find
from kg.extract.scene import Scene
from tests.extract.recognise.seen import Names, placed, scene, seen


def units(here: Scene) -> list[object]:
    return list(find(here, placed(here)))


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("县茶桑局局长沈开元说，市留联会会长李小明参加。", "PublicBody", "县茶桑局"),
        ("县茶桑局局长沈开元说，市留联会会长李小明参加。", "Institution", "市留联会"),
        ("临江镇政府与民盟四川省委会新联会签订了协议。", "Institution", "民盟四川省委会新联会"),
        ("滨海市与中国冶金地质总局签署战略合作协议。", "PublicBody", "中国冶金地质总局"),
        ("滨海市与中铁九局签署战略合作协议。", "Enterprise", "中铁九局"),
    ],
)
def test_what_the_networks_see_and_no_table_knows(text: str, kind: str, name: str) -> None:
    assert (kind, name) in seen(units, text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["市委召开座谈会。", "有关部门负责人参加。", "全县县级医院和省级机关都来了。"]
)
def test_no_units(text: str) -> None:
    assert seen(units, text) == set()  # type: ignore[arg-type]


def test_a_name_found_before_bars_a_unit() -> None:
    text = "市留联会会长沈开元说。"
    found: Names = {(m.type, m.text) for m in recognise(scene(text)) if m.by == "unit"}
    assert found == {("Institution", "市留联会")}
    known = [m for m in recognise(scene(text)) if m.text == "市留联会"]
    assert list(find(scene(text), known)) == []
