from __future__ import annotations

import pytest

from kg.extract.recognise.tagged import find
from tests.extract.recognise.seen import seen


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("黔峰机械总投资2亿元。", "黔峰机械"),
        ("云岭制药董事长说，订单很多。", "云岭制药"),
        ("盛隆化工投产。", "盛隆化工"),
        ("锦翊机械开工。", "锦翊机械"),
    ],
)
def test_short_names_of_companies(text: str, name: str) -> None:
    assert ("Enterprise", name) in seen(find, text)


@pytest.mark.parametrize(
    "text",
    [
        "遵义市教育局开会。",
        "中国机械行业回暖。",
        "大型机械设备进场。",
        "高端电子产业集聚。",
        "现代农业、生物医药快速发展。",
        "贵州大学开学。",
        "遵义市人民政府部署。",
        "汽车穿过县城。",
        "提升海洋船舶、海洋电力水平。",
        "新能源汽车出口增长。",
        "服务好亚太经合组织会议。",
    ],
)
def test_trades_and_bodies_are_no_companies(text: str) -> None:
    assert seen(find, text) == set()


def test_a_name_before_a_post_of_firms_is_a_firm_throughout() -> None:
    found = seen(find, "葛莱迈在遵义建厂。葛莱迈CEO沈开元告诉记者，订单很多。")
    assert ("Enterprise", "葛莱迈") in found


def test_a_university_in_its_short_form_is_no_firm() -> None:
    assert list(seen(find, "去年，贵州农大与遵义市合作种茶。")) == [("Institution", "贵州农大")]
