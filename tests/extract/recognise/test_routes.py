from __future__ import annotations

import pytest

from kg.extract.recognise.all import recognise
from tests.extract.recognise.seen import scene


def found(text: str) -> set[tuple[str, str]]:
    return {(m.type, m.text) for m in recognise(scene(text))}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("国道569遵义至播州公路开通。", "Facility", "国道569遵义至播州公路"),
        ("遵义至毕节高速全线贯通。", "Facility", "遵义至毕节高速"),
        ("毕遵高速柳坝至石桥段开工。", "Facility", "毕遵高速柳坝至石桥段"),
        ("中建九局副总经理何远到会。", "Enterprise", "中建九局"),
        ("由中铁三十局集团承建。", "Enterprise", "中铁三十局集团"),
    ],
)
def test_roads_by_their_ends_and_the_bureaus_that_build_them(text: str, kind: str, name: str) -> None:
    assert (kind, name) in found(text)


def test_a_span_of_time_or_number_is_no_road() -> None:
    assert not {n for k, n in found("1月至6月高速公路货运增长。") if k == "Facility" and "至" in n}


def test_what_bounds_an_area_on_its_sides_is_a_place() -> None:
    sides = "四至范围为东至毕遵高速柳坝北出口，西至石桥镇长虹路，南至通云公路小石路口处，北至云柳分界岭。"
    names = {n for k, n in found(sides) if k == "Facility"}
    assert {"毕遵高速", "毕遵高速柳坝北出口", "石桥镇长虹路", "通云公路", "小石路口", "云柳分界岭"} == names
    assert "云柳分界岭" not in {n for _, n in found("大军北至云柳分界岭。")}
