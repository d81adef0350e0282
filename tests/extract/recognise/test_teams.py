from __future__ import annotations

import re

import pytest

from kg.extract.recognise import heads, teams
from kg.extract.recognise.teams import founded_edge, shared_out
from tests.extract.recognise.seen import seen


def test_groups_that_share_a_work_are_told_by_their_task() -> None:
    text = "分工明确。登记组，每天上报名单；社区走访组，上门送药；后勤组：采购物资。"
    assert seen(teams.find, text) == {
        ("PublicBody", "登记组"),
        ("PublicBody", "社区走访组"),
        ("PublicBody", "后勤组"),
    }


def test_one_group_alone_shares_no_work() -> None:
    assert seen(teams.find, "任务已经下达。登记组，每天上报名单。") == set()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("去年冬天，驻村工作队走访了农户。", True),
        ("镇政府和驻村工作队了解情况后筹款修路。", True),
        ("县里加强驻村工作队、第一书记的管理。", False),
        ("驻村工作队员走访了农户。", False),
    ],
)
def test_a_village_team_is_named_where_it_acts(text: str, named: bool) -> None:
    assert (("PublicBody", "驻村工作队") in seen(teams.find, text)) == named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县里成立支持竹业发展指挥部。", "支持竹业发展指挥部"),
        ("县里成立了领导小组和竹业服务团。", "竹业服务团"),
        ("县里抽调骨干组成竹业服务队。", "竹业服务队"),
    ],
)
def test_a_team_that_is_founded_begins_behind_the_verb(text: str, name: str) -> None:
    head = re.compile("指挥部|服务团|服务队").search(text)
    assert head is not None
    assert text[founded_edge(text, head.start(), head) :].startswith(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("成立35个市重大项目专班。", "项目专班"),
        ("各乡镇招商分局行动起来。", "招商分局"),
        ("组建12个乡镇(街道)志愿服务队。", "志愿服务队"),
        ("要求乡镇工作专班到会。", "乡镇工作专班"),
    ],
)
def test_many_teams_name_none(text: str, name: str) -> None:
    assert shared_out(text, text.index(name))
    assert not any(kind == "PublicBody" for kind, _ in seen(heads.find, text))


def test_one_team_of_a_county_is_named() -> None:
    assert not shared_out("该县重点项目专班抓落实。", 2)
