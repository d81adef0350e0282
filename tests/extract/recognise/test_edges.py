"""Tests of where the names of works begin."""

from __future__ import annotations

import pytest

from kg.extract.recognise.heads import find
from tests.extract.recognise.seen import seen


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("遵义黔峰药业有限公司年产3万吨新型饮品项目开工。", "年产3万吨新型饮品项目"),
        ("黔峰药业集团年产5万吨非转基因食用油项目开工。", "年产5万吨非转基因食用油项目"),
        ("中小河流治理项目开工。", "中小河流治理项目"),
        ("全县新建大型数控锯床生产基地。", "大型数控锯床生产基地"),
        ("去年完成4、5号机改造升级项目。", "4、5号机改造升级项目"),
        ("台江县白龙湖灌区续建配套节水改造工程开工。", "台江县白龙湖灌区续建配套节水改造工程"),
        ("台江县2024年度中型灌区改造工程完工。", "台江县2024年度中型灌区改造工程"),
        ("赤水河治理二、三期工程完工。", "赤水河治理二、三期工程"),
    ],
)
def test_the_edge_of_a_work(text: str, name: str) -> None:
    assert ("Project", name) in seen(find, text)


def test_what_a_firm_does_to_a_work_is_no_part_of_its_name() -> None:
    assert ("Project", "茶叶加工项目") in seen(find, "黔峰药业集团正式签署茶叶加工项目。")


@pytest.mark.parametrize(
    "text",
    [
        "台江县2024年重点项目开工。",
        "台江县开竣工项目32个。",
        "产业集群项目占九成。",
        "二期工程部分生产线投产。",
    ],
)
def test_works_of_a_sort_or_a_part_of_one_bear_no_name(text: str) -> None:
    assert not {name for kind, name in seen(find, text) if kind == "Project"}


@pytest.mark.parametrize("text", ["二、三期工程完工。", "完成61处小型水利工程。", "新开工18个茶叶加工项目。"])
def test_many_works_and_bare_phases_name_none(text: str) -> None:
    assert not {name for kind, name in seen(find, text) if kind == "Project"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("青湖市对口援助白沙河农场。", "白沙河农场"),
        ("三岔村党支部领办金穗农机专业合作社。", "金穗农机专业合作社"),
        ("新疆生产建设兵团第九师白沙河农场。", "白沙河农场"),
    ],
)
def test_who_helps_leads_or_holds_a_firm_is_no_part_of_its_name(text: str, name: str) -> None:
    assert ("Enterprise", name) in seen(find, text)


def test_both_hospitals_are_none_by_name() -> None:
    assert ("Institution", "双方医院") not in seen(find, "双方医院签署了协议。")
