from __future__ import annotations

import pytest

from kg.extract.recognise.governed import find
from tests.extract.recognise.seen import seen


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("深入实施小店经济焕新行动。", {"小店经济焕新行动"}),
        ("启动新一轮茶旅融合三年行动计划。", {"茶旅融合三年行动计划"}),
        ("打好打赢云岭净土保卫战。", {"云岭净土保卫战"}),
        ("推进水权交易改革试点，成效明显。", {"水权交易改革试点"}),
        ("实施培育发展林下经济三年行动。", {"培育发展林下经济三年行动"}),
        ("开展作风效能大讨论大提升活动。", {"作风效能大讨论大提升活动"}),
        ("启动实施了包括茶山焕新行动在内的五大焕新行动。", {"茶山焕新行动", "五大焕新行动"}),
        ("开展夜市规范经营专项整治，查处违规摊点12处。", {"夜市规范经营专项整治"}),
    ],
)
def test_what_a_verb_of_carrying_out_governs_is_a_campaign(text: str, names: set[str]) -> None:
    assert seen(find, text) == {("Initiative", name) for name in names}


def test_items_of_a_list_are_governed_one_by_one() -> None:
    found = seen(find, "实施大棚提质行动、灌区焕新工程和古树名木修复，农户受益。")
    assert found == {("Initiative", name) for name in ("大棚提质行动", "灌区焕新工程", "古树名木修复")}


def test_parts_that_end_in_no_head_are_one_name() -> None:
    assert seen(find, "实施种业创新和粮食储备提能工程。") == {("Initiative", "种业创新和粮食储备提能工程")}


def test_works_that_are_built_are_projects() -> None:
    assert seen(find, "实施柳坝镇集中供水工程。") == {("Project", "柳坝镇集中供水工程")}


@pytest.mark.parametrize(
    "text",
    [
        "开展行动。",
        "开展3项攻坚行动。",
        "推进企业上市，谋划新的行动。",
        "推进干部带头参加植树行动。",
        "启动新一轮茶旅融合三年行动计划方案编制。",
        "实施科技创新行动。",
        "做到早动员、早部署、早行动。",
        "听取了一季度推进情况、工作安排及全年计划。",
        "落实油菜种植计划。",
        "开展装修工程。",
        "推进综合改革试点县建设。",
    ],
)
def test_a_count_a_description_or_a_clause_is_no_name(text: str) -> None:
    assert seen(find, text) == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("推动出台民宿经济促进条例。", {"民宿经济促进条例"}),
        ("科学编制特色苗药产业目录，延伸链条。", {"特色苗药产业目录"}),
        ("黔峰电子与遵义市签订金额达3亿元的智能工厂建设合作协议。", {"智能工厂建设合作协议"}),
        ("出台实施赤水（习水）酱香产业带建设方案。", {"赤水（习水）酱香产业带建设方案"}),
        ("出台系列创业就业实施方案。", set()),
        ("双方签订合作协议。", set()),
        ("制定油菜田间管理意见。", {"油菜田间管理意见"}),
        ("会议表决通过茶叶节会筹备议程(草案)。", {"茶叶节会筹备议程(草案)"}),
    ],
)
def test_what_a_verb_of_issuing_governs_is_a_document(text: str, names: set[str]) -> None:
    assert {(kind, name) for kind, name in seen(find, text) if kind == "Document"} == {
        ("Document", name) for name in names
    }


def test_a_list_of_tasks_is_no_one_campaign() -> None:
    assert seen(find, "推进旧城改建、重点项目招引、扬尘管控、夜市治理。") == set()


def test_campaigns_that_go_forward_are_named_by_their_clause() -> None:
    assert seen(find, "去年，水网提升战略扎实推进，农户受益。") == {("Initiative", "水网提升战略")}
    assert seen(find, "去年，提升战略扎实推进。") == set()


def test_agreements_that_are_signed_need_no_name_of_their_own() -> None:
    assert ("Document", "技术服务协议") in seen(find, "双方签订技术服务协议。")
    assert seen(find, "双方签署全面战略合作框架协议。") == set()


@pytest.mark.parametrize("work", ["柳源防洪工程", "12座小型病险水库除险加固工程", "城区污水截流工程"])
def test_works_against_water_are_projects(work: str) -> None:
    assert not [name for kind, name in seen(find, f"今年实施{work}。") if kind == "Initiative"]
