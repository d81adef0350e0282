"""Tests of what comes together on a page: forms of one name, and quotations that stand for a thing."""

from __future__ import annotations

from kg.extract.page import extract
from kg.model import Page


def types(text: str) -> set[tuple[str, str]]:
    return {(e.type, e.name) for e in extract(Page("p", text)).entities}


def test_a_bare_quotation_is_the_thing_that_has_its_noun() -> None:
    found = types("遵义市举办“黔超杯”足球联赛。\n去年，“黔超杯”成为品牌。")
    assert ("Event", "“黔超杯”足球联赛") in found
    assert not {name for kind, name in found if kind == "Initiative"}


def test_what_a_meeting_is_about_stays_a_campaign() -> None:
    found = types("遵义市召开“项目提速年”动员会。全市开展“项目提速年”行动。")
    assert {kind for kind, name in found if "项目提速年" in name} == {"Event", "Initiative"}


def test_one_session_under_two_names() -> None:
    text = "由省政府主办的第三届贵州省山地旅游节在遵义举行。\n\n省第三届山地旅游节为期三天。"
    assert len([name for kind, name in types(text) if kind == "Event"]) == 1


def test_a_platform_whose_service_is_told_once_is_one() -> None:
    text = "该局建成智慧河湖管理平台。“智慧河湖”系统装有探头30只。"
    assert len([name for kind, name in types(text) if kind == "Platform"]) == 1


def names(text: str, kind: str) -> list[str]:
    return [name for found, name in sorted(types(text)) if found == kind]


def test_a_work_told_with_words_left_out_or_praised_is_one() -> None:
    text = (
        "贵州最大国际茶叶交易中心项目开工。遵义锦浪国际茶叶交易中心项目总投资20亿元。"
        "遵义国际茶叶交易中心项目占地300亩。"
    )
    assert names(text, "Project") == ["遵义锦浪国际茶叶交易中心项目"]


def test_what_may_be_either_of_two_roads_is_neither() -> None:
    text = "松桃公路改建。园区内有松桃一级公路、松桃高速公路穿过。"
    assert len(names(text, "Facility")) == 3


def test_an_agreement_named_again_by_its_last_words_is_one() -> None:
    text = "县水利局与农发行签订水利建设融资合作协议。融资合作协议为期五年。"
    assert names(text, "Document") == ["水利建设融资合作协议"]


def test_a_ceremony_told_by_its_kind_alone_is_the_one_of_the_article() -> None:
    text = "浪川重工在赤水举行奠基典礼。浪川重工赤水工厂开工仪式的前一天，道路修通。"
    assert len(names(text, "Event")) == 1


def test_a_campaign_of_two_tasks_is_not_the_campaign_of_the_second() -> None:
    text = "遵义市开展“茶山提质和河道清障攻坚年”活动。播州区开展“河道清障攻坚年”活动。"
    assert len(names(text, "Initiative")) == 2


def test_an_epidemic_is_fought_under_many_names() -> None:
    text = "遵义市坚决打赢疫情防控的人民战争。播州区全力投入防疫阻击战，打好疫情防控阻击战。"
    assert len(names(text, "Initiative")) == 1


def test_a_firm_told_with_its_village_before_it_is_one() -> None:
    text = "他加入了绿丰蔬菜专业合作社。石尖绿丰蔬菜专业合作社建成大棚80栋。"
    assert names(text, "Enterprise") == ["石尖绿丰蔬菜专业合作社"]


def test_firms_of_one_trade_are_two() -> None:
    text = "他加入了绿丰蔬菜专业合作社。邻村的青禾蔬菜专业合作社建成大棚80栋。"
    assert len(names(text, "Enterprise")) == 2


def test_a_street_named_with_its_place_is_the_one_named_without() -> None:
    text = "遵义市播州区改造松林路。从遵义松林路出发，到播州区不过半小时，松林路很热闹。"
    assert names(text, "Facility") == ["松林路"]


def test_a_work_of_one_budget_is_told_again_by_its_sort() -> None:
    text = "播州区2024年度中型灌区改造工程通过验收。中型低产灌区改造工程惠及农户，投资600万元。"
    assert names(text, "Project") == ["播州区2024年度中型灌区改造工程"]


def test_works_of_two_towns_are_two() -> None:
    text = "一行察看了石尖镇2022年度高标准农田建设项目。播州区2022年度高标准农田建设项目投资5亿元。"
    assert len(names(text, "Project")) == 2
