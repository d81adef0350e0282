from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.knowledge import divisions
from kg.knowledge.divisions import Division
from kg.knowledge.tables import rows


def only(name: str) -> Division:
    (found,) = divisions.by_name(name)
    return found


def test_the_whole_country_is_there() -> None:
    living = [r for r in rows("divisions.tsv") if not r["last"]]
    counts = {level: sum(r["level"] == level for r in living) for level in divisions.LEVELS}
    assert counts["province"] == 34
    assert 330 <= counts["prefecture"] <= 345
    assert 2840 <= counts["county"] <= 2860
    assert counts["country"] > 190
    towns = sum(row["towns"].count(" ") + 1 for row in rows("divisions_towns.tsv"))
    assert towns > 40000


@pytest.mark.parametrize(
    ("name", "code", "level"),
    [
        ("浙江省", "33", "province"),
        ("北京市", "11", "province"),
        ("香港特别行政区", "81", "province"),
        ("台湾省", "71", "province"),
        ("丽水市", "3311", "prefecture"),
        ("延边朝鲜族自治州", "2224", "prefecture"),
        ("景宁畲族自治县", "331127", "county"),
        ("仙桃市", "429004", "county"),
        ("东莞市", "4419", "prefecture"),
        ("中国", "CN", "country"),
        ("肯尼亚", "KE", "country"),
    ],
)
def test_official_names(name: str, code: str, level: str) -> None:
    assert (only(name).code, only(name).level) == (code, level)


@pytest.mark.parametrize(
    ("short", "names"),
    [
        ("丽水", {"丽水市"}),
        ("内蒙古", {"内蒙古自治区"}),
        ("延边", {"延边朝鲜族自治州"}),
        ("延边自治州", {"延边朝鲜族自治州"}),
        ("延边州", {"延边朝鲜族自治州"}),
        ("景宁县", {"景宁畲族自治县"}),
        ("神农架", {"神农架林区"}),
        ("克孜勒苏", {"克孜勒苏柯尔克孜自治州"}),
        ("隆林", {"隆林各族自治县"}),
        ("恩施", {"恩施土家族苗族自治州", "恩施市"}),
        ("浦东", {"浦东新区"}),
        ("歙", set()),
        ("印尼", {"印度尼西亚"}),
    ],
)
def test_short_names(short: str, names: set[str]) -> None:
    assert {d.name for d in divisions.by_short(short)} == names


@pytest.mark.parametrize("name", ["和平", "通道", "资源", "合作", "城东", "老城区", "日照"])
def test_words_of_the_language_take_a_cue(name: str) -> None:
    assert divisions.candidates(name)
    assert divisions.ambiguous(name)


@pytest.mark.parametrize("name", ["湖北", "河南", "海南", "丽水", "长沙", "云和县"])
def test_plain_names_take_none(name: str) -> None:
    assert not divisions.ambiguous(name)


@pytest.mark.parametrize(("letter", "name"), [("皖", "安徽省"), ("渝", "重庆市"), ("蜀", "四川省")])
def test_letters_of_provinces(letter: str, name: str) -> None:
    assert divisions.province_by_letter(letter) == only(name)
    assert divisions.province_by_letter("与") is None


def test_ancestors_run_from_the_nearest_to_the_province() -> None:
    town = divisions.town("沙湾镇", "331127")
    assert town is not None
    assert [d.name for d in divisions.ancestors(town)] == ["景宁畲族自治县", "丽水市", "浙江省"]
    assert [d.name for d in divisions.ancestors(only("仙桃市"))] == ["湖北省"]
    assert [d.name for d in divisions.ancestors(only("万州区"))] == ["重庆市"]
    assert divisions.ancestors(only("浙江省")) == ()


def test_zones_of_the_statistics_are_no_divisions() -> None:
    zones = [r for r in rows("divisions.tsv") if r["level"] == "zone"]
    assert zones
    assert not any(divisions.candidates(r["name"]) for r in zones)
    town = next(t for r in zones for t in divisions.towns_of(r["code"]))
    assert all(d.level != "zone" for d in divisions.ancestors(town))


def test_codes_hold_each_other() -> None:
    assert divisions.within("331127", "33")
    assert divisions.within("331127100", "331100")
    assert divisions.within("331127", "CN")
    assert not divisions.within("KE", "CN")
    assert not divisions.within("3311", "331127")
    assert divisions.notation("3311") == "331100"
    assert divisions.prefix("330000") == "33"
    assert divisions.notation("331127100") == "331127100"
    assert only("丽水市") in divisions.children("33")
    assert only("景宁畲族自治县") in divisions.children("331100")
    assert {t.level for t in divisions.towns_of("4419")} == {"town"}


@given(st.sampled_from([d for r in rows("divisions.tsv") for d in divisions.by_name(r["name"])]))
def test_a_division_lies_in_its_ancestors(division: Division) -> None:
    assert all(divisions.within(division.code, a.code) for a in divisions.ancestors(division))
    assert division in divisions.by_code(division.code)
    assert divisions.nearest([division], None) == division


@pytest.mark.parametrize(
    ("name", "anchor", "expected"),
    [
        ("朝阳区", "2201", "220104"),
        ("朝阳区", "110108", "110105"),
        ("鼓楼区", "350105", "350102"),
        ("鼓楼区", None, None),
        ("鼓楼区", "KE", None),
        ("长沙", "430121", "4301"),
        ("恩施", "422801", "4228"),
        ("海南", "632521", "6325"),
        ("海南", "3311", "46"),
        ("丽水", None, "3311"),
        ("浦东新区", "", "310115"),
    ],
)
def test_the_nearest_division(name: str, anchor: str | None, expected: str | None) -> None:
    found = divisions.nearest(divisions.candidates(name), anchor)
    assert (found.code if found else None) == expected


def test_names_are_read_in_their_year() -> None:
    shorts = divisions.by_short("余江")
    assert {d.name for d in shorts} == {"余江县", "余江区"}
    today, before = divisions.nearest(shorts, "3606"), divisions.nearest(shorts, "3606", "2012")
    assert today is not None
    assert before is not None
    assert (today.name, before.name) == ("余江区", "余江县")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("余江县", "余江区", True),
        ("滦县", "滦州市", True),
        ("襄樊市", "襄阳市", True),
        ("伊春区", "伊美区", False),
        ("长沙县", "长沙市", False),
        ("云和县", "景宁畲族自治县", False),
    ],
)
def test_places_that_changed_their_name(one: str, other: str, same: bool) -> None:
    assert divisions.same_place(only(one), only(other)) is same
    assert divisions.same_place(only(other), only(one)) is same


def test_scan_finds_the_longest_names() -> None:
    text = "城区道路畅通。浙江省丽水市云和县与延边州、内蒙古自治区结对，肯尼亚客商赴广东东莞。"
    found = [name for _, _, name in divisions.scan(text)]
    assert found == ["浙江省", "丽水市", "云和县", "延边州", "内蒙古自治区", "肯尼亚", "广东", "东莞"]


@given(
    st.lists(st.sampled_from(["丽水市", "丽水", "云和县", "内蒙古", "的", "区", "省", "江", "，"])).map(
        "".join
    )
)
def test_scan_gives_true_offsets_in_order(text: str) -> None:
    found = divisions.scan(text)
    assert all(text[start:end] == name and divisions.candidates(name) for start, end, name in found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("name", "anchor", "code"),
    [
        ("沙湾镇", "331127", "331127104"),
        ("沙湾镇", "3311", "331127104"),
        ("东华门街道", "110101", "110101001"),
        ("东华门街道办事处", "11", "110101001"),
        ("东城街道", "4419", "441900003"),
        ("沙湾镇", "", None),
        ("沙湾镇", "KE", None),
        ("没有这个镇", "3311", None),
    ],
)
def test_towns_near_an_anchor(name: str, anchor: str, code: str | None) -> None:
    found = divisions.town(name, anchor)
    assert (found.code if found else None) == code


def test_a_town_that_became_a_street_is_known_by_both() -> None:
    streets = [
        (old, new)
        for row in rows("divisions_towns.tsv")[:400]
        for old in divisions.towns_of(row["county"])
        for new in divisions.towns_of(row["county"])
        if old.last and not new.last and old.name[:-1] + "街道" == new.name
    ]
    old, new = streets[0]
    assert divisions.town(old.name, old.parent) == old
    assert divisions.town(new.name, new.parent) == new


def test_slips_of_one_character() -> None:
    found = divisions.near("沙弯镇", "331127")
    assert found is not None
    assert found.name == "沙湾镇"
    assert divisions.near("沙湾镇", "331127") is None
    assert divisions.near("新城镇", "331127") is None, "a true name of another place is no slip"
    assert divisions.near("沙弯乡", "331127") is None
    assert divisions.near("甲乙丙镇", "331127") is None
    county = divisions.near("景宁佘族自治县", "3311")
    assert county is not None
    assert county.code == "331127"


def test_unknown_names_are_nobody() -> None:
    assert divisions.candidates("无此县") == ()
    assert divisions.nearest((), "33") is None
    assert divisions.by_code("99") == ()
    assert divisions.towns_of("99") == ()
