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
