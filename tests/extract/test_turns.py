"""Tests of the order in which mentions are bound."""

from __future__ import annotations

from kg.extract.reading import Mention
from kg.extract.turns import turn


def named(kind: str, text: str, by: str = "head") -> int:
    return turn(Mention(0, len(text), kind, text, 0.8, by))


def test_places_go_before_names_and_what_refers_back_goes_last() -> None:
    assert named("AdministrativeDivision", "石坝镇", "suffix") == 0
    assert named("AdministrativeDivision", "石坝", "gazetteer-prefix") == 1
    assert named("Zone", "园区", "anaphor") == 2
    assert named("Enterprise", "黔峰电子有限公司") == 3
    assert named("Enterprise", "该公司", "anaphor") == named("Event", "本次会议") == 4
