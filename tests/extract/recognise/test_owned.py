"""Tests of built things told by their owner or their place, on invented sentences."""

from __future__ import annotations

import pytest

from kg.extract.page import extract
from kg.model import Page


def record(text: str) -> tuple[dict[str, set[str]], set[str]]:
    """Facilities and firms with their aliases, and the facts as text."""
    found = extract(Page("p", text))
    names = {e.id: e.name for e in found.entities}
    things = {e.name: set(e.aliases) for e in found.entities if e.type in {"Facility", "Enterprise"}}
    return things, {f"{names[f.s]} {f.p} {names[f.o]}" for f in found.facts}


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "黔峰电子有限公司的成都工厂从开工到投产用了半年。",
            "黔峰电子有限公司成都工厂",
            "黔峰电子有限公司的成都工厂",
        ),
        (
            "此前，黔峰电子有限公司在武汉的生产基地已经投产。",
            "黔峰电子有限公司武汉生产基地",
            "黔峰电子有限公司在武汉的生产基地",
        ),
    ],
)
def test_a_plant_of_a_firm_bears_its_name_and_that_of_its_place(text: str, name: str, alias: str) -> None:
    things, facts = record(text)
    assert alias in things[name]
    assert f"黔峰电子有限公司 operates {name}" in facts
    assert any(f.startswith(f"{name} locatedIn ") for f in facts)


def test_a_village_has_one_yard_and_a_county_many_parks() -> None:
    things, _ = record("红岩村的村委大院宽敞明亮，播州区的工业园区不少。")
    assert set(things) == {"红岩村村委大院"}


def test_works_that_share_their_noun_are_one_each() -> None:
    things, facts = record("播州区、汇川区污水处理厂建成，将石坝、青口湾、柳湾水厂管网延伸到村。")
    assert {"播州区污水处理厂", "汇川区污水处理厂", "石坝水厂", "青口湾水厂", "柳湾水厂"} == set(things)
    assert things["石坝水厂"] == {"石坝"}
    assert "播州区污水处理厂 locatedIn 播州区" in facts


@pytest.mark.parametrize("text", ["建成学校、医院、柳湾水厂。", "水务局、柳湾水厂派人参加。"])
def test_what_serves_no_place_is_no_work_of_a_row(text: str) -> None:
    assert set(record(text)[0]) <= {"柳湾水厂"}
