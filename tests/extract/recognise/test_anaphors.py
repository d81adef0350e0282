from __future__ import annotations

import pytest

from kg.extract.recognise.anaphors import find
from tests.extract.recognise.seen import seen


@pytest.mark.parametrize(
    ("text", "kind", "form"),
    [
        ("该局负责人表示。", "PublicBody", "该局"),
        ("管委会强调，要抓好服务。", "PublicBody", "管委会"),
        ("该公司投资2亿元。", "Enterprise", "该公司"),
        ("公司将扩大生产。", "Enterprise", "公司"),
        ("园区企业增多。", "Zone", "园区"),
        ("项目总投资3亿元。", "Project", "项目"),
        ("该项目建成后，产值增长。", "Project", "该项目"),
        ("该系统运行平稳。", "Platform", "该系统"),
        ("会议指出，形势向好。", "Event", "会议"),
        ("此次会议有30人参加。", "Event", "此次会议"),
        ("该校师生获奖。", "Institution", "该校"),
    ],
)
def test_short_forms_that_refer_back(text: str, kind: str, form: str) -> None:
    assert (kind, form) in seen(find, text)


@pytest.mark.parametrize(
    "text",
    [
        "市工商联召开工作推进会，部署任务。",
        "总公司将扩产。",
        "分公司在扩产。",
        "高新区域联动。",
        "生活动力十足。",
        "本局员工到场。",
        "市管委会。",
        "这个项目好。",
    ],
)
def test_parts_of_other_words_refer_to_nothing(text: str) -> None:
    assert seen(find, text) == set()


def test_a_zone_behind_a_small_word() -> None:
    assert ("Zone", "经开区") in seen(find, "在经开区党工委领导下，项目落地。")
