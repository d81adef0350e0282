from __future__ import annotations

from kg.extract.measures.read import measure
from tests.extract.made import reading


def holders(marked: str) -> list[str]:
    return [f.s for f in measure(reading(marked, place="d1"))]


def test_what_a_firm_says_of_itself_is_the_firms() -> None:
    marked = "“去年我们种了300亩辣椒，总产值达到180万元。”〔e1 石桥农业合作社〕负责人〔p1 林有田〕说。"
    assert holders(marked) == ["e1", "e1"]


def test_what_an_official_says_is_the_places() -> None:
    marked = "“去年新修公路30公里，改造危房120户。”〔b1 县交通局〕局长〔p1 林有田〕说。"
    assert holders(marked) == ["d1", "d1"]


def test_speech_that_names_its_topic_keeps_it() -> None:
    marked = "“〔d2 柏泉镇〕去年种了300亩辣椒。”〔e1 石桥农业合作社〕负责人〔p1 林有田〕说。"
    assert holders(marked) == ["d2"]


def test_a_scene_opens_in_the_halls_of_a_firm() -> None:
    marked = "走进〔z1 锦川开发区〕的〔e1 恒远重工〕生产车间，12条生产线满负荷运转。"
    assert holders(marked) == ["e1"]
    assert holders("走进〔d1 柏溪县〕，12条新街道宽敞明亮。") == ["d1"]
