"""Tests of short forms looked for where no recogniser saw a name."""

from __future__ import annotations

from kg.extract.page import extract
from kg.model import Page
from tests.extract.test_corefer import forms


def aliases(text: str, kind: str) -> set[str]:
    return {a for e in extract(Page("p", text)).entities if e.type == kind for a in e.aliases}


def test_the_level_of_a_place_stands_for_it_before_what_it_has() -> None:
    text = "鸭溪镇建设鸭溪镇工业园区。今年，把镇工业园区做大做强。"
    assert "镇工业园区" in forms(text, "Zone")["鸭溪镇工业园区"]


def test_a_leader_is_found_by_office_where_nothing_else_is_shortened() -> None:
    assert "沈立新书记" in aliases("沈立新出席会议。会上，沈立新书记讲话。", "Person")
    assert "沈立新副县长" in aliases("沈立新出席会议。会上，沈立新副县长讲话。", "Person")


def test_an_elected_body_keeps_the_number_of_its_term() -> None:
    text = "遵义市人大常委会主任沈立新主持。遵义市五届人大常委会今天开会。市五届人大常委会听取报告。"
    assert forms(text, "PublicBody")["遵义市人大常委会"] >= {"遵义市五届人大常委会", "市五届人大常委会"}


def test_a_short_name_may_begin_with_the_place_of_the_firm() -> None:
    text = "四川云岫实业有限公司落户南江县。四川云岫一位经理说，厂房已经封顶。"
    assert "四川云岫" in aliases(text, "Enterprise")


def test_a_county_is_called_without_its_level_where_the_page_names_no_other_so() -> None:
    text = "记者来到高平市采访。据介绍，高平有着数百年的种植历史。"
    assert "高平" in aliases(text, "AdministrativeDivision")


def test_a_meeting_of_cadres_of_four_levels_has_a_short_name() -> None:
    text = "播州区四级干部大会召开\n\n播州区召开全区四级干部大会。大家学习四干会精神，落实全区四干会部署。"
    forms = {a for e in extract(Page("p", text)).entities if e.type == "Event" for a in e.aliases}
    assert {"四干会", "全区四干会"} <= forms


def test_a_name_with_its_letters_in_brackets_is_a_form() -> None:
    text = "云岫电气有限公司(YX&T)落户遵义。云岫电气有限公司今年投产。"
    assert "云岫电气有限公司(YX&T)" in aliases(text, "Enterprise")


def test_a_firm_seen_once_in_a_list_is_known_again_wherever_it_stands() -> None:
    text = (
        "青禾县新闻。同锦川集团一样，云岭重机、瑞禾重机、重驰华岳等企业开工。\n"
        "重驰华岳是全县挖掘机专业生产企业，全年预计产能600台。"
    )
    record = extract(Page("p", text))
    names = {e.id: e.name for e in record.entities}
    assert [names[m.s] for m in record.measurements] == ["重驰华岳"]


def test_the_firm_that_a_paragraph_begins_with_is_meant_by_it() -> None:
    text = (
        "青禾县新闻。同锦川集团一样，云岭重机、瑞禾重机、重驰华岳等企业开工。\n"
        "云岭重机副总经理林有田说，订单不断。\n重驰华岳是全县挖掘机专业生产企业，该公司去年产值3亿元。"
    )
    assert "该公司" in forms(text, "Enterprise")["重驰华岳"]
