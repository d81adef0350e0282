from __future__ import annotations

import pytest

from kg.resolve import names, places


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("“项目攻坚年”", "项目攻坚年"),
        ("《ＡＢ 办法》", "AB办法"),
        ("石 万里", "石万里"),
        ("（集团）", "(集团)"),
    ],
)
def test_normal(name: str, wanted: str) -> None:
    assert names.normal(name) == wanted


@pytest.mark.parametrize(
    "name",
    [
        "区委",
        "县水利局",
        "管委会",
        "高新区",
        "该公司",
        "我市",
        "市人民医院",
        "《办法》",
        "省政府",
        "本公司",
        "全市",
        "某局",
    ],
)
def test_bare(name: str) -> None:
    assert names.bare(name)


@pytest.mark.parametrize(
    "name",
    [
        "沛县水利局",
        "镇江市规划局",
        "江海日报",
        "石万里",
        "徐州高新区",
        "怡安电气",
        "贵州怡安集团有限公司",
        "全椒县委",
        "本溪市水利局",
        "全沅食品有限公司",
    ],
)
def test_not_bare(name: str) -> None:
    assert not names.bare(name)


@pytest.mark.parametrize(
    ("name", "brand"),
    [
        ("江苏怡安电气有限公司", "怡安电气"),
        ("怡安电气（江苏）股份有限公司", "怡安电气"),
        ("怡安电气", "怡安电气"),
        ("江苏怡安控股集团有限公司", "怡安集团"),
        ("徐州怡安", "徐州怡安"),
        ("沛县柳湾果蔬专业合作社", "柳湾果蔬合作社"),
    ],
)
def test_brand(name: str, brand: str) -> None:
    assert names.brand(name) == brand


@pytest.mark.parametrize(
    ("name", "near", "codes", "stem"),
    [
        ("徐州市沛县水利局", "", ("3203", "320322"), "水利局"),
        ("鼓楼区政府", "320302", ("320302",), "政府"),
        ("鼓楼区政府", "3201", ("320106",), "政府"),
        ("鼓楼区政府", "", (), "鼓楼区政府"),
        ("江苏怡安电气有限公司", "", ("32",), "怡安电气有限公司"),
        ("沛县", "", (), "沛县"),
    ],
)
def test_places_that_a_name_begins_with(name: str, near: str, codes: tuple[str, ...], stem: str) -> None:
    assert places.split(name, near) == (codes, stem)


def test_places_agree_where_one_lies_in_the_other() -> None:
    assert places.agree("3203", "320322")
    assert places.agree("CN", "320322")
    assert not places.agree("320322", "320324")
    assert not places.agree("", "320322")
    assert places.apart(("320322",), ("320324",))
    assert not places.apart((), ("320324",))


def test_a_county_that_became_a_district_keeps_one_key() -> None:
    assert places.current("370125") == places.current("370115") == "370115"
    assert places.current("370125100") == "370115100"
    assert places.current("320322") == "320322"
