from __future__ import annotations

import pytest

from tests.extract.test_corefer import forms


@pytest.mark.parametrize(
    ("text", "kind", "name", "printed"),
    [
        (
            "遵义市播州区组建山茶产业联盟。联盟抱团找市场，该联盟已有成员30家。",
            "Institution",
            "山茶产业联盟",
            {"山茶产业联盟", "联盟", "该联盟"},
        ),
        (
            "播州区向鸭溪镇派出口岸工作专班。专班每天到企业走一遍。",
            "PublicBody",
            "口岸工作专班",
            {"口岸工作专班", "专班"},
        ),
        (
            "3月2日，浪川重工农用车产能扩建项目在赤水奠基。该产能扩建项目投资20亿元。",
            "Project",
            "浪川重工农用车产能扩建项目",
            {"浪川重工农用车产能扩建项目", "产能扩建项目"},
        ),
        (
            "赤水市举行城乡供水工程启用仪式。启用仪式上，刘庆讲话。",
            "Event",
            "城乡供水工程启用仪式",
            {"城乡供水工程启用仪式", "启用仪式", "仪式"},
        ),
        (
            "组建巡察人才库，从库里选人。赤水市巡察人才库已有120人。",
            "Platform",
            "赤水市巡察人才库",
            {"赤水市巡察人才库", "巡察人才库"},
        ),
    ],
)
def test_a_tail_stands_for_the_name_it_ends(text: str, kind: str, name: str, printed: set[str]) -> None:
    assert forms(text, kind)[name] == printed


@pytest.mark.parametrize(
    "text",
    [
        "播州区茶叶协会和播州区辣椒协会成立。协会要带好头。",
        "播州区组建山茶产业联盟。各地纷纷成立新联盟。",
        "播州区人民医院投用新楼。县里还有三家医院。",
    ],
)
def test_a_tail_that_may_mean_another_stands_for_none(text: str) -> None:
    assert not {"协会", "联盟", "医院"} & {p for printed in forms(text).values() for p in printed}


def test_the_firm_a_paragraph_speaks_of_is_the_company_and_not_its_investor() -> None:
    text = "赤水锐山机械有限公司由浪川重工有限公司投资设立。该公司今年投产。"
    assert forms(text, "Enterprise")["赤水锐山机械有限公司"] == {"赤水锐山机械有限公司", "该公司"}


@pytest.mark.parametrize(
    ("text", "name", "printed"),
    [
        ("播州区改造凤竹小区。记者看到，该小区装上了路灯。", "凤竹小区", {"凤竹小区", "该小区"}),
        ("游客走进万竹古镇。近日，古镇挂起灯笼。", "万竹古镇", {"万竹古镇", "古镇"}),
        ("记者来到南溪水库。今年，水库大多蓄满了水。", "南溪水库", {"南溪水库"}),
    ],
)
def test_a_head_noun_within_a_word_stands_for_the_place_of_the_article(
    text: str, name: str, printed: set[str]
) -> None:
    assert forms(text, "Facility")[name] == printed


def test_zones_of_a_sort_are_not_the_one_named_before() -> None:
    text = "播州经开区建设黔北智慧家居产业园。各园区要抓项目，三个园区同时开工。"
    assert "园区" not in {p for printed in forms(text, "Zone").values() for p in printed}
