"""The map: areas by hierarchy with their counts, as links that need no script."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.graph import Graph
from kg.serve.atlas import MEASURES, areas, tiles, way
from kg.serve.index import Index
from kg.serve.places import above
from kg.serve.treemap import Box
from tests.serve.test_api import id_of
from tests.serve.test_pages import Reader
from tests.view.story import edge, finished, node

TOWNS = ("洪口镇", "沙河镇", "石桥镇")


@pytest.fixture(scope="module")
def province() -> Graph:
    """A county of the gazetteer without its province, its towns, a place without code, and what lies there."""
    county = replace(node("张店区", "AdministrativeDivision"), code="370303")
    city = replace(node("淄博市", "AdministrativeDivision"), code="3703")
    towns = [node(name, "AdministrativeDivision") for name in TOWNS]
    firm, alone = node("青禾食品公司", "Enterprise"), node("云渡县", "AdministrativeDivision")
    facts = [edge(town, "locatedIn", county, f"张店区{town.name}") for town in towns]
    facts.append(edge(firm, "locatedIn", towns[0], "位于洪口镇的青禾食品公司"))
    return finished([county, city, firm, alone, *towns], facts, [], [])


def test_codes_tell_what_lies_in_what(province: Graph) -> None:
    index = Index(province, {})
    by_name = {n.name: n.id for n in province.entities}
    assert above(index)[by_name["张店区"]] == by_name["淄博市"]
    assert above(index)[by_name["洪口镇"]] == by_name["张店区"]


def test_a_province_that_no_page_names_holds_its_places(province: Graph) -> None:
    whole = areas(Index(province, {}))
    assert {child.label for child in whole.children} == {"山东省", "云渡县"}
    shandong = next(child for child in whole.children if child.label == "山东省")
    assert shandong.id is None
    assert [child.label for child in shandong.children] == ["淄博市"]
    assert shandong.all["entities"] == 6
    assert shandong.all["facts"] == 3 + 3 + 1


def test_the_way_down(province: Graph) -> None:
    whole = areas(Index(province, {}))
    town = next(n.id for n in province.entities if n.name == "石桥镇")
    assert [area.label for area in way(whole, town)] == ["", "山东省", "淄博市", "张店区", "石桥镇"]
    assert way(whole, "nowhere") == ()


@pytest.mark.parametrize("measure", MEASURES)
def test_inner_tiles_lie_in_outer_ones(province: Graph, measure: str) -> None:
    drawn = list(tiles(areas(Index(province, {})), measure, Box(0, 0, 1200, 640), 3))
    outer = {tile.area.key: tile.box for tile in drawn}
    for tile in drawn:
        for child in tile.area.children:
            if child.key in outer:
                inner = outer[child.key]
                assert inner.x >= tile.box.x
                assert inner.y + inner.height <= tile.box.y + tile.box.height + 1e-6
    assert (len(drawn) > 0) == (measure != "measurements")


def test_the_page_leads_down_and_up(client: Any) -> None:
    reader = Reader(client.get("/map?lang=zh").text)
    links = [attrs.get("href") or "" for tag, attrs in reader.tags if tag == "a"]
    county = id_of(client, "云渡县")
    assert f"/map?at={county}&by=facts" in links
    below = Reader(client.get(f"/map?at={county}&by=entities&lang=zh").text)
    assert "枫桥镇" in below.text
    assert f"/graph?focus={county}" in [attrs.get("href") for _, attrs in below.tags]
    assert all("style" not in attrs for _, attrs in below.tags)


def test_wrong_addresses_say_so(client: Any) -> None:
    assert client.get("/map?at=nowhere").status_code == 404
    assert client.get("/map?by=money").status_code == 400
