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


@pytest.mark.parametrize("text", ["第五届竹文化节开幕。", "召开第三次会议。"])
def test_other_numbers_tell_no_sitting(text: str) -> None:
    assert seen(sittings, text) == set()  # type: ignore[arg-type]
