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
