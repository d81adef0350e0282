from __future__ import annotations

import pytest

from kg.extract.recognise.all import recognise
from tests.extract.recognise.seen import scene


def found(text: str) -> set[tuple[str, str]]:
    return {(m.type, m.text) for m in recognise(scene(text))}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "分别是总投资3.2亿元的年产2万吨先进复合竹浆及纸模工程中心项目。",
            "年产2万吨先进复合竹浆及纸模工程中心项目",
        ),
        ("总投资860万元的柳溪村旅游环线公路去年通车，", "柳溪村旅游环线公路"),
        ("总投资1亿美元的轴承座项目近期将开工。", "轴承座项目"),
        ("总投资2亿元的泰和柳溪医院加紧施工。", "泰和柳溪医院"),
        ("签下总投资6000万元的高强、高韧竹纤维板项目，", "高强、高韧竹纤维板项目"),
    ],
)
def test_a_project_behind_its_sum_is_told_whole(text: str, name: str) -> None:
    assert ("Project", name) in found(text)


def test_the_firm_at_the_head_of_such_a_project_is_told_apart() -> None:
    seen = found("其中有总投资3.2亿元的杭州青禾涂料水性竹漆项目。")
    assert ("Project", "杭州青禾涂料水性竹漆项目") in seen
    assert ("Enterprise", "杭州青禾涂料") in seen


@pytest.mark.parametrize("text", ["总投资3亿元的5个项目开工。", "总投资3亿元的重点项目开工。"])
def test_projects_that_are_counted_or_sorted_are_no_project(text: str) -> None:
    assert not any(kind == "Project" for kind, _ in found(text))


def test_each_of_a_list_of_paid_projects_is_told_by_its_own_name() -> None:
    text = "包括计划总投资5亿元的黔峰公司风电场开发项目、计划总投资2亿元的远山集团竹笋产业加工项目等大项目。"
    names = {name for kind, name in found(text) if kind == "Project"}
    assert names == {"黔峰公司风电场开发项目", "远山集团竹笋产业加工项目"}


def test_a_later_phase_that_is_paid_for_is_a_project() -> None:
    assert ("Project", "二期项目") in found("青禾公司今年投资2000余万元上马了二期项目。")
    assert ("Project", "二期项目") not in found("青禾公司的二期项目投产。")


def test_a_new_seat_under_construction_is_a_project() -> None:
    assert ("Project", "云湖新厂区") in found("此次开工的云湖新厂区预计今年9月投产。")
    assert not {name for kind, name in found("云湖新厂区环境优美。") if kind == "Project"}
