from __future__ import annotations

import pytest

from kg.extract.recognise.lists import find
from tests.extract.recognise.seen import seen


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("引进黔峰电子、云岭制药、赤水纸业等企业。", "Enterprise", {"黔峰电子", "云岭制药", "赤水纸业"}),
        (
            "建成智慧水务、智慧城管和智慧交通等系统。",
            "Platform",
            {"智慧水务", "智慧城管", "智慧交通"},
        ),
        ("开展环境整治、文明劝导等行动。", "Initiative", {"环境整治", "文明劝导"}),
    ],
)
def test_items_take_the_type_of_the_noun_at_the_end(text: str, kind: str, names: set[str]) -> None:
    assert seen(find, text) == {(kind, name) for name in names}


@pytest.mark.parametrize(
    "text",
    [
        "推进教育、医疗等项目。",
        "黔峰电子等企业投产。",
        "推出山歌表演、果品采摘等活动。",
        "种植苹果、梨、桃等果树。",
        "沈开元、白云海等领导出席。",
        "干部、群众等30人参加。",
        "推动黔茶协会、产业联盟等与企业对接。",
    ],
)
def test_what_is_no_list_of_names(text: str) -> None:
    assert seen(find, text) == set()


def test_only_works_with_a_name_are_projects() -> None:
    found = seen(find, "推进沅水大桥改造、城北污水处理厂、赤水滨河公园等项目。")
    assert {"沅水大桥改造", "城北污水处理厂", "赤水滨河公园"} == {name for _, name in found}
    assert {"Project"} == {kind for kind, _ in found}


def test_meetings_in_a_list_of_events_are_events() -> None:
    found = seen(find, "承办苗绣艺术博览会、黔茶品鉴大会等活动。")
    assert found == {("Event", "苗绣艺术博览会"), ("Event", "黔茶品鉴大会")}


def test_a_quotation_may_name_the_kind_of_a_list() -> None:
    found = seen(find, "推进遵义黔峰智能终端、安顺云岭齿轮制造、铜仁高岭土和石英砂等“五大产业项目”建设。")
    assert ("Project", "安顺云岭齿轮制造") in found
    assert ("Project", "铜仁高岭土和石英砂") in found


def test_kinds_of_bodies_are_no_names() -> None:
    assert seen(find, "建成企业技术中心、工程实验室等平台。") == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("台湾的电路厂商欣岳、键川、瀚宇等都在考虑设厂。", {"欣岳", "键川", "瀚宇"}),
        ("园区企业55户，其中紫岳、龙泽、中晟3户为高新技术企业。", {"紫岳", "龙泽", "中晟"}),
        ("向企业捐赠口罩、消毒液、体温枪等。", set()),
        ("企业生产钢铁、水泥、玻璃等产品。", set()),
    ],
)
def test_firms_named_after_what_they_are(text: str, names: set[str]) -> None:
    assert {name for kind, name in seen(find, text) if kind == "Enterprise"} == names


def test_kinds_of_crafts_are_no_projects_and_a_tower_is_no_platform() -> None:
    assert not seen(find, "黔南剪纸、柏溪竹编等传统技艺类项目亮相。")
    kinds = {name: kind for kind, name in seen(find, "建设黔星小镇、黔创大厦等研发平台。")}
    assert kinds.get("黔创大厦") == "Facility"


def test_crafts_and_games_are_no_projects() -> None:
    assert not seen(find, "展出青岭竹编、柳坝蜡染、云湖酸汤鱼等非遗项目。")


def test_an_item_with_half_a_bracket_is_none() -> None:
    assert not [
        n
        for _, n in seen(find, "已签约新材料实业(TDX)、黔能芯创、云岭电子等6个高端产业项目。")
        if ")" in n and "(" not in n
    ]


def test_shows_of_a_festival_are_no_campaigns() -> None:
    assert not seen(find, "举办登城表演、果品采摘、旅游夜市、当一天山里人等特色旅游活动。")


def test_a_list_of_things_seen_begins_behind_whoever_sees_them() -> None:
    found = seen(find, "县委副书记、县长李小满深入柳坝电机厂烘干机技改、长源农产品加工标准化厂房等项目现场。")
    assert {name for _, name in found} == {"柳坝电机厂烘干机技改", "长源农产品加工标准化厂房"}


def test_works_of_a_counted_list_are_named_by_what_is_done() -> None:
    found = {n for _, n in seen(find, "推进白沙通用机场、12万千瓦风能开发、茶叶小镇综合开发等8个签约项目。")}
    assert found == {"白沙通用机场", "12万千瓦风能开发", "茶叶小镇综合开发"}


def test_what_joins_parts_before_the_last_mark_stands_in_an_item() -> None:
    text = "推进遵义黔峰电子材料和元件、安顺云岭齿轮制造、铜仁锦江大桥等“五大产业项目”建设。"
    assert ("Project", "遵义黔峰电子材料和元件") in seen(find, text)


def test_a_park_counted_with_other_projects_is_one() -> None:
    text = "昨天，柳溪高端装备产业园等9个总投资80亿元的重大项目集中开工。"
    assert ("Project", "柳溪高端装备产业园") in seen(find, text)
    assert not seen(find, "昨天，柳溪经济开发区等9个重大项目集中开工。")


def test_a_work_that_calls_itself_one_ends_before_its_joint() -> None:
    text = "包括柳坝安置点、青口安置点、柳溪河防洪治理工程以及老闸拆除等项目。"
    assert "柳溪河防洪治理工程以及老闸拆除" not in {name for _, name in seen(find, text)}


def test_a_list_of_sorts_of_houses_names_no_works() -> None:
    found = seen(find, "片区将集聚省级医院、国际学校、民俗文化景区等一批民生项目。")
    assert not found
