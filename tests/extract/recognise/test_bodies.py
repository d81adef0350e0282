from __future__ import annotations

import pytest

from tests.extract.recognise.seen import governed, seen


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县委、县政府印发通知。", {"县委", "县政府"}),
        ("遵义市委组织部部长到会。", {"遵义市委", "遵义市委组织部"}),
        ("播州区发展和改革局公布数据。", {"播州区发展和改革局"}),
        ("播州区委区政府部署工作。", {"播州区委", "区政府"}),
        ("中共播州区委印发文件。", {"中共播州区委"}),
        ("遵义市播州区财政局拨款。", {"遵义市播州区财政局"}),
        ("国务院办公厅印发意见。", {"国务院办公厅"}),
        ("遵义经开区管委会主任介绍。", {"遵义经开区管委会"}),
        ("鸭溪镇人民政府与鸭溪镇党委开会。", {"鸭溪镇人民政府", "鸭溪镇党委"}),
        ("金刀村党支部书记说。", {"金刀村党支部"}),
        ("市人大常委会、遵义市政协到会。", {"市人大常委会", "遵义市政协"}),
        ("县纪委监委通报。", {"县纪委监委"}),
        ("省发改委批复。", {"省发改委"}),
        ("县林果产业局负责人说。", {"县林果产业局"}),
        ("区经济信息委主任说。", {"区经济信息委"}),
        ("民建遵义市委主委说。", {"民建遵义市委"}),
        ("播州区人社局信访科工作人员沈开元说。", {"播州区人社局", "播州区人社局信访科"}),
        ("遵义市林业局造林处副处长沈开元说。", {"遵义市林业局", "遵义市林业局造林处"}),
        ("遵义市林业局相关科室负责人说。", {"遵义市林业局"}),
        ("县财政局、新材料产业发展局全体人员参加。", {"县财政局", "新材料产业发展局"}),
        ("金刀村党组织战斗力增强。", set()),
        ("投资促进部要筹备好活动。", {"投资促进部"}),
        ("我们走访人大代表，听取政协委员意见。", set()),
        ("软弱涣散村党支部书记参加。", set()),
        ("县经济布局优化。", set()),
        ("区委常委、县文旅局局长说。", {"区委", "县文旅局"}),
    ],
)
def test_bodies_with_their_place_or_level(text: str, names: set[str]) -> None:
    assert {name for kind, name in seen(governed, text) if kind == "PublicBody"} == names


@pytest.mark.parametrize(
    "text",
    [
        "县政府采购网公示。",
        "政府引导基金设立。",
        "省政府网站发布。",
        "区委大院很安静。",
        "住建部门和公安机关联动。",
        "各局抓好落实。",
        "局长和主任到会。",
        "省、市、县三级联动。",
        "受委托的委员派人到场。",
        "把情况报告上级纪委。",
        "各级纪委抓落实。",
    ],
)
def test_words_that_only_begin_like_bodies(text: str) -> None:
    assert seen(governed, text) == set()


@pytest.mark.parametrize(("text", "name"), [("团市委发起倡议。", "团市委"), ("市妇联慰问群众。", "市妇联")])
def test_mass_organisations_are_institutions(text: str, name: str) -> None:
    assert seen(governed, text) == {("Institution", name)}


def test_the_centre_before_the_committees_below_it() -> None:
    assert ("PublicBody", "中央") in seen(governed, "贯彻中央、省委、市委部署。")
    assert ("PublicBody", "中央") not in seen(governed, "中央空调已装好。")
