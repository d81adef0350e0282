from __future__ import annotations

import pytest

from kg.extract.recognise.known import find
from tests.extract.recognise.seen import seen


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("据新华社报道，会议闭幕。", "Institution", "新华社"),
        ("融入长三角一体化。", "Zone", "长三角"),
        ("学习党的二十大精神。", "Event", "党的二十大"),
        ("党的十九大报告提出。", "Document", "党的十九大报告"),
        ("宣讲党的二十届三中全会精神。", "Event", "党的二十届三中全会"),
        ("长江奔流不息。", "Facility", "长江"),
    ],
)
def test_names_known_all_over_the_country(text: str, kind: str, name: str) -> None:
    assert seen(find, text) == {(kind, name)}


@pytest.mark.parametrize("text", ["京东集团旗下。", "大中华为先。", "此处无名。"])
def test_a_known_name_inside_another_word_is_none(text: str) -> None:
    assert seen(find, text) == set()


def test_a_known_firm_that_begins_the_name_of_another_is_not_meant() -> None:
    assert not seen(find, "县里与中建黔构有限公司签约。中建黔构将参与建设。")


def test_a_firm_with_the_name_of_a_crop_is_meant_where_nothing_grows() -> None:
    assert not seen(find, "果农种下苹果，苹果丰收。")
    assert seen(find, "这家厂为苹果供货。") == {("Enterprise", "苹果")}
