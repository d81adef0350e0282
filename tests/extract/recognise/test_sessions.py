from __future__ import annotations

import pytest

from kg.extract.recognise.sessions import find
from kg.extract.scene import Scene
from tests.extract.recognise.seen import governed, placed, seen


def sittings(here: Scene) -> list[object]:
    known = [*placed(here), *governed(here)]
    return list(find(here, known))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("遵义市委十二届九次全体会议召开。", "遵义市委十二届九次全体会议"),
        ("大方县十七届人大常委会第三次会议审议报告。", "大方县十七届人大常委会第三次会议"),
        ("市政协第六届委员会第二次全体会议开幕。", "市政协第六届委员会第二次全体会议"),
        ("县五届人大七次会议闭幕。", "县五届人大七次会议"),
    ],
)
def test_sittings_are_told_by_their_number(text: str, name: str) -> None:
    assert seen(sittings, text) == {("Event", name)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("开发区召开重点部门项目建设擂台会，区委书记到会。", "重点部门项目建设擂台会"),
        ("区委书记召开紧急会议。", "紧急会议"),
    ],
)
def test_what_is_called_together_is_a_meeting(text: str, name: str) -> None:
    assert ("Event", name) in seen(sittings, text)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["召开企业座谈会。", "召开3场对接会。", "召开县人大常委会。"])
def test_meetings_told_by_their_sort_or_body_are_none(text: str) -> None:
    assert seen(sittings, text) == set()  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["第五届竹文化节开幕。", "召开第三次会议。"])
def test_other_numbers_tell_no_sitting(text: str) -> None:
    assert seen(sittings, text) == set()  # type: ignore[arg-type]
