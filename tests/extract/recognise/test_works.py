from __future__ import annotations

import pytest

from kg.extract.recognise.all import recognise
from kg.extract.recognise.works import built
from tests.extract.recognise.seen import scene


def types(*texts: str) -> set[tuple[str, str]]:
    scenes = [scene(text) for text in texts]
    return {(m.type, m.text) for found in built(scenes, [recognise(s) for s in scenes]) for m in found}


@pytest.mark.parametrize(
    "text",
    [
        "去年，新建清河水库，惠及三镇。",
        "清河水库总投资3亿元。",
        "清河水库开工仪式举行。",
        "加快推进清河水库建设。",
        "总投资8000万元的清河水库通过验收。",
        "县里拟投资2亿元建设清河水库。",
    ],
)
def test_a_place_that_is_being_built_is_a_project(text: str) -> None:
    assert ("Project", "清河水库") in types(text)
    assert ("Facility", "清河水库") not in types(text)


@pytest.mark.parametrize("text", ["记者来到清河水库。", "清河水库蓄水300万立方米。", "清河水库建成多年。"])
def test_a_place_that_stands_is_a_place(text: str) -> None:
    assert ("Facility", "清河水库") in types(text)


def test_what_one_article_says_of_a_place_holds_on_the_page() -> None:
    assert ("Project", "清河水库") in types("清河水库奠基。", "记者来到清河水库。")
    assert ("Facility", "清河水库") not in types("清河水库奠基。", "记者来到清河水库。")


def test_places_of_a_list_share_what_is_told_of_the_last() -> None:
    found = types("完成清河水库和柳坝水库建设。")
    assert {("Project", "清河水库"), ("Project", "柳坝水库")} <= found


@pytest.mark.parametrize(
    "text",
    [
        "青岭竹产业园由远山竹业有限公司投资建设。",
        "记者走进青岭竹产业园项目工地。",
    ],
)
def test_a_park_that_a_firm_pays_for_or_that_is_called_a_project_is_one(text: str) -> None:
    assert ("Project", "青岭竹产业园") in types(text)
    assert ("Zone", "青岭竹产业园") not in types(text)


@pytest.mark.parametrize("text", ["记者走进青岭竹产业园。", "青岭经济开发区项目建设提速。"])
def test_a_park_or_a_zone_of_rank_is_a_zone(text: str) -> None:
    assert "Zone" in {kind for kind, _ in types(text)}


def test_a_new_bridge_named_by_its_river_alone_keeps_the_word() -> None:
    assert ("Project", "新建清江大桥") in types("县里新建清江大桥，惠及三镇。")
    assert ("Project", "白沙清江大桥") in types("县里新建白沙清江大桥，惠及三镇。")
