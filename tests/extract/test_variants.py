"""Tests of forms that stand within a printed name, and of those that a word beside it makes."""

from __future__ import annotations

from tests.extract.test_shorts import aliases


def test_a_task_is_named_without_the_word_task() -> None:
    text = "南江县积极推进农村道路改造提升工作，开展集体林权制度改革试点。"
    assert {"农村道路改造提升", "集体林权制度改革"} <= aliases(text, "Initiative")


def test_a_quotation_with_its_noun_is_named_without_the_words_before_it() -> None:
    text = "南江县推行窗口服务“六心”标准，群众满意。"
    assert "“六心”标准" in aliases(text, "Initiative")


def test_a_campaign_takes_a_noun_behind_it_unless_another_goes_on() -> None:
    text = "南江县实施“三换一改”行动。全县扎实开展“三换一改”工作，成立“三换一改”工作专班。"
    found = aliases(text, "Initiative")
    assert "“三换一改”工作" in found
    assert not any("专班" in form for form in found)


def test_what_is_done_to_a_work_stands_before_its_name() -> None:
    text = "南江县计划投资2亿元扩建云岭水泥三期工厂，明年投产。"
    assert "扩建云岭水泥三期工厂" in aliases(text, "Project")


def test_a_form_is_as_long_as_the_full_name_allows() -> None:
    text = "南江县今天召开全县三级干部大会暨“作风建设年”动员大会。刘庆说：“我县三级干部大会暨作风建设年动员大会胜利召开。”"
    assert "我县三级干部大会暨作风建设年动员大会" in aliases(text, "Event")


def test_the_zone_before_a_town_belongs_to_its_address() -> None:
    text = "南江经济开发区下辖两镇。南江经济开发区鸭溪镇今年建厂。鸭溪镇发展很快。"
    assert "南江经济开发区鸭溪镇" in aliases(text, "AdministrativeDivision")


def test_a_name_may_stand_with_de_in_it() -> None:
    text = "云岭水泥产能扩建项目在南江县开工。云岭水泥的产能扩建项目投资2亿元。"
    assert "云岭水泥的产能扩建项目" in aliases(text, "Project")


def test_a_work_is_told_by_some_of_the_words_of_its_name() -> None:
    text = "青岭河防洪治理工程总投资2亿元，防洪工程年内完工。"
    assert "防洪工程" in aliases(text, "Project")
    text = "青岭河堤防建设治理工程总投资2亿元，建设工程都有人管。"
    assert "建设工程" not in aliases(text, "Project")
