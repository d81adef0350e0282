"""The graph page in a real browser with the network cut: what a person would do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.axe import faults
from tests.browser.chromium import chromium, picture, requests
from tests.browser.hand import (
    choose,
    downloaded,
    downloads,
    forget,
    open_graph,
    press,
    resting,
    shown,
    text,
    wait,
)
from tests.browser.province import province
from tests.browser.served import serving
from tests.view.story import HOSTILE, HOSTILE_QUOTE, finished, hostile, node

pytest.importorskip("starlette", reason="the extra serve is not installed")

Opened = Callable[..., Any]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        downloads(driver)
        yield driver


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The invented counties, with a name and a sentence that would run if they were taken for HTML."""
    with serving(hostile(), tmp_path_factory.mktemp("small")) as address:
        yield address


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(province(3000, 6000), tmp_path_factory.mktemp("large")) as address:
        yield address


@pytest.fixture
def opened(browser: Any) -> Iterator[Opened]:
    """Opens a graph page; afterwards nothing was logged and no other host was asked for anything."""
    requests(browser)
    browser.get_log("browser")

    def open_page(address: str, path: str = "/graph?lang=en") -> Any:
        open_graph(browser, address + path)
        return browser

    yield open_page
    assert browser.get_log("browser") == []
    assert all(url.startswith(("http://127.0.0.1:", "about:")) for url in requests(browser))
    assert browser.execute_script("return window.broken") is None


def place(browser: Any, name: str) -> tuple[int, int]:
    """Where an entity is drawn, counted from the middle of the canvas."""
    x, y = browser.execute_script(
        "const g = kgGraph; const n = g.model.names.indexOf(arguments[0]); const c = g.view.camera;"
        "return [g.model.x[n] * c.k + c.x - g.view.width / 2, g.model.y[n] * c.k + c.y - g.view.height / 2]",
        name,
    )
    return round(x), round(y)


def pointer(browser: Any, name: str) -> Any:
    from selenium.webdriver.common.action_chains import ActionChains

    resting(browser)
    canvas = browser.find_element("id", "canvas")
    return ActionChains(browser).move_to_element_with_offset(canvas, *place(browser, name))


def select(browser: Any, name: str) -> None:
    browser.execute_script("kgGraph.select(kgGraph.model.names.indexOf(arguments[0]))", name)
    wait(browser, "return document.querySelector('#graph-panel .soft, #graph-panel .group') !== null")


def colours(browser: Any) -> int:
    """How many colours are on the canvas."""
    count: int = browser.execute_script(
        "const c = document.querySelector('.graph-paper');"
        "const d = new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer);"
        "return new Set(d).size"
    )
    return count


def test_it_draws_the_whole_graph(opened: Opened, large: str) -> None:
    browser = opened(large)
    assert "3,000" in text(browser, "#graph-count")
    assert colours(browser) > 200
    picture(browser, "graph-whole.png")


def test_what_lies_still_is_not_painted_anew(browser: Any, large: str) -> None:
    browser.get(f"{large}/graph?lang=en")
    wait(browser, "return document.documentElement.dataset.graph === 'ready'")
    moved = browser.execute_async_script(
        "const done = arguments[0]; let moved = 0; let turns = 0;"
        "kgGraph.view.addEventListener('moved', () => { moved += 1; });"
        "const next = () => (++turns > 20 ? done(moved) : requestAnimationFrame(next));"
        "next();"
    )
    assert moved == 0


def test_a_graph_of_nothing_and_of_one(opened: Opened, tmp_path: Path) -> None:
    with serving(finished([], [], [], []), tmp_path) as address:
        browser = opened(address)
        assert "no entity" in text(browser, "#graph-status")
    alone = tmp_path / "alone"
    alone.mkdir()
    with serving(finished([node("云渡县", "AdministrativeDivision")], [], [], []), alone) as address:
        browser = opened(address)
        assert shown(browser) == ["云渡县"]
        press(browser, "\ue014")
        wait(browser, "return kgGraph.selected === 0")
        press(browser, "\ue007")
        resting(browser)
        browser.get("about:blank")


def test_names_do_not_lie_on_each_other(opened: Opened, large: str) -> None:
    browser = opened(large)
    boxes = browser.execute_script(
        "const v = kgGraph.view; return v.labels.shown.map((n) => v.labels.box(v.scene, n, v.view))"
    )
    assert len(boxes) > 10
    for i, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:i]:
            assert left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]


def test_search_selects_and_shows_the_sentence(opened: Opened, small: str) -> None:
    browser = opened(small)
    choose(browser, "find", "若溪")
    wait(browser, "return document.querySelector('#graph-panel blockquote') !== null")
    assert text(browser, "#graph-panel h2") == "丁若溪"
    assert "云渡县商务局局长丁若溪介绍，全县今年新签约项目12个" in text(browser, "#graph-panel blockquote")
    assert "/id/statement/" in browser.find_element(
        "css selector", "#graph-panel figcaption a"
    ).get_attribute("href")
    resting(browser)
    x, y = place(browser, "丁若溪")
    assert abs(x) < 200
    assert abs(y) < 80
    picture(browser, "graph-search.png")


def test_a_click_selects_and_a_double_click_expands(opened: Opened, small: str) -> None:
    browser = opened(small)
    pointer(browser, "云渡县商务局").click().perform()
    wait(browser, "return !document.getElementById('graph-panel').hidden")
    assert text(browser, "#graph-panel h2") == "云渡县商务局"
    before = len(shown(browser))
    pointer(browser, "云渡县商务局").double_click().perform()
    wait(browser, "return kgGraph.state.now.shown !== null")
    resting(browser)
    assert len(shown(browser)) < before
    assert "丁若溪" in shown(browser)
    assert "柳溪水库" not in shown(browser)


def test_expansion_by_relation_undo_and_redo(opened: Opened, small: str) -> None:
    browser = opened(small)
    browser.execute_script("kgGraph.around(kgGraph.model.names.indexOf('丁若溪'))")
    wait(browser, "return kgGraph.scene.nodes.length === 2")
    resting(browser)
    select(browser, "云渡县商务局")
    ways = browser.find_elements("css selector", "#graph-panel .way")
    issues = next(way for way in ways if "issues" in way.text)
    assert "+1" in issues.text
    issues.click()
    wait(browser, "return kgGraph.scene.nodes.length === 3")
    assert "《云渡县招商引资奖励办法》" in shown(browser)
    browser.find_element("id", "graph-undo").click()
    assert len(shown(browser)) == 2
    browser.find_element("id", "graph-redo").click()
    assert len(shown(browser)) == 3
    resting(browser)


def test_filters_narrow_the_view_and_can_be_cleared(opened: Opened, large: str) -> None:
    browser = opened(large)
    everyone = len(shown(browser))
    browser.find_element("css selector", "#legend-types [data-name=Person]").click()
    people = everyone - len(shown(browser))
    assert people > 500
    facts = "return kgGraph.scene.edges.length"
    before = browser.execute_script(facts)
    browser.find_element("css selector", "#legend-relations [data-name=cooperatesWith]").click()
    assert browser.execute_script(facts) < before
    browser.find_element("id", "filter-clear").click()
    assert len(shown(browser)) == everyone
    for name, value in (("filter-from", "2020"), ("filter-to", "2020-06")):
        field = browser.find_element("id", name)
        field.send_keys(value, "\ue007")
    scores = (
        "return [...kgGraph.scene.edges].every((f) => kgGraph.model.facts[f].period[0].startsWith('2020-0'))"
    )
    assert browser.execute_script(scores)
    assert 0 < len(shown(browser)) < everyone
    browser.execute_script(
        "const f = document.getElementById('filter-score'); f.value = 0.8; f.dispatchEvent(new Event('change'))"
    )
    assert (
        browser.execute_script(
            "return Math.min(...[...kgGraph.scene.edges].map((f) => kgGraph.model.score[f]))"
        )
        >= 0.8
    )
    picture(browser, "graph-filters.png")


def test_paths_and_what_two_share(opened: Opened, small: str) -> None:
    browser = opened(small)
    browser.find_element("id", "graph-between-open").click()
    choose(browser, "between-one", "丁若溪")
    choose(browser, "between-other", "枫桥镇")
    browser.find_element("id", "between-paths").click()
    wait(browser, "return document.querySelector('#graph-panel .path') !== null")
    assert [
        part for part in ("丁若溪", "云渡县商务局", "云渡县", "枫桥镇") if part not in text(browser, ".path")
    ] == []
    assert set(shown(browser)) == {"丁若溪", "云渡县商务局", "云渡县", "枫桥镇"}
    resting(browser)
    picture(browser, "graph-path.png")
    choose(browser, "between-one", "云渡县商务局")
    choose(browser, "between-other", "枫桥镇")
    browser.find_element("id", "between-common").click()
    wait(browser, "return document.querySelector('#graph-panel h2').innerText.includes('share')")
    assert "云渡县" in shown(browser)
    assert len(shown(browser)) == 3


def test_a_link_restores_the_view(opened: Opened, small: str) -> None:
    browser = opened(small)
    browser.execute_script("kgGraph.around(kgGraph.model.names.indexOf('云渡县商务局'))")
    wait(browser, "return kgGraph.scene.nodes.length > 3")
    resting(browser)
    pointer(browser, "丁若溪").click_and_hold().move_by_offset(60, 30).release().perform()
    wait(browser, "return Object.keys(kgGraph.state.now.pinned).length === 1")
    before = sorted(shown(browser)), place(browser, "丁若溪"), place(browser, "云渡县")
    wait(browser, "return location.hash.includes('shown=') && location.hash.includes('pinned=')")
    link = browser.current_url
    opened(link, "")
    assert sorted(shown(browser)) == before[0]
    for name, (x, y) in (("丁若溪", before[1]), ("云渡县", before[2])):
        assert abs(place(browser, name)[0] - x) <= 3
        assert abs(place(browser, name)[1] - y) <= 3


def test_other_pages_lead_to_a_neighbourhood_or_a_path(opened: Opened, small: str) -> None:
    browser = opened(small)
    ids = browser.execute_script("return kgGraph.model.ids")
    by_name = dict(zip(browser.execute_script("return kgGraph.model.names"), ids, strict=True))
    opened(small, f"/graph?lang=en&focus={by_name['云渡经开区']}")
    assert set(shown(browser)) == {"云渡经开区", "云渡县", "云渡青禾食品有限公司"}
    assert text(browser, "#graph-panel h2") == "云渡经开区"
    opened(small, f"/graph?lang=en&from={by_name['范一鸣']}&to={by_name['柳溪水库']}")
    assert set(shown(browser)) == {"范一鸣", "安川县水利局", "柳溪水库"}


def test_hiding_and_bringing_back(opened: Opened, small: str) -> None:
    browser = opened(small)
    before = shown(browser)
    select(browser, "云渡县")
    press(browser, "h")
    assert set(before) - set(shown(browser)) == {"云渡县"}
    browser.find_element("id", "graph-undo").click()
    assert shown(browser) == before


def test_communities_are_coloured_and_can_be_looked_at(opened: Opened, large: str) -> None:
    browser = opened(large)
    browser.find_element("id", "graph-colour").click()
    wait(browser, "return document.querySelectorAll('#legend-communities button').length > 5")
    resting(browser)
    assert browser.execute_script("return new Set(kgGraph.scene.colour).size") > 5
    picture(browser, "graph-communities.png")
    browser.find_element("css selector", "#legend-communities button").click()
    wait(browser, "return kgGraph.state.now.shown !== null && kgGraph.scene.nodes.length > 20")
    resting(browser)


def test_the_keyboard_alone(opened: Opened, small: str) -> None:
    from selenium.webdriver.common.keys import Keys

    browser = opened(small)
    press(browser, Keys.ARROW_RIGHT)
    first = browser.execute_script("return kgGraph.selected")
    assert first >= 0
    for key in (Keys.ARROW_RIGHT, Keys.ARROW_LEFT, Keys.ARROW_UP, Keys.ARROW_DOWN):
        press(browser, key)
        resting(browser)
    assert browser.execute_script("return kgGraph.selected") >= 0
    press(browser, Keys.ENTER)
    wait(browser, "return kgGraph.state.now.shown !== null")
    press(browser, "p")
    assert browser.execute_script("return Object.keys(kgGraph.state.now.pinned).length") == 1
    press(browser, Keys.ESCAPE)
    assert browser.execute_script("return kgGraph.selected") == -1
    press(browser, "/")
    assert browser.execute_script("return document.activeElement.id") == "find"


def test_the_table_says_what_is_shown(opened: Opened, small: str) -> None:
    browser = opened(small)
    browser.find_element("id", "graph-table-open").click()
    rows = browser.find_elements("css selector", "#graph-table-rows tr")
    assert len(rows) == len(shown(browser))
    assert browser.execute_script("return document.activeElement.id") == "graph-table"
    picture(browser, "graph-table.png")
    rows[0].find_element("css selector", "button").click()
    wait(browser, "return kgGraph.selected >= 0")
    assert not browser.find_element("id", "graph-table").is_displayed()


def test_hostile_text_is_shown_and_runs_nothing(opened: Opened, small: str) -> None:
    browser = opened(small)
    select(browser, HOSTILE)
    wait(browser, "return document.querySelector('#graph-panel blockquote') !== null")
    assert text(browser, "#graph-panel h2") == HOSTILE
    quotes = "return [...document.querySelectorAll('#graph-panel blockquote')].map((e) => e.textContent)"
    assert HOSTILE_QUOTE in browser.execute_script(quotes)
    assert not browser.find_elements("css selector", "#graph-panel img, #graph-panel script")


@pytest.mark.parametrize("kind", ["png", "svg", "html", "csv"])
def test_saving(opened: Opened, small: str, kind: str) -> None:
    forget(f"kg-graph.{kind}")
    browser = opened(small)
    browser.find_element("css selector", "#graph-save summary").click()
    browser.find_element("id", f"save-{kind}").click()
    saved = downloaded(browser, f"kg-graph.{kind}")
    if kind == "png":
        assert saved.startswith(b"\x89PNG")
        assert len(saved) > 20_000
    elif kind == "svg":
        from xml.etree import ElementTree

        drawn = ElementTree.fromstring(saved)
        names = [e.text for e in drawn.iter("{http://www.w3.org/2000/svg}text")]
        assert "云渡县" in names
    elif kind == "html":
        told = saved.decode()
        assert "云渡县商务局" in told
        assert "<script" not in told.replace("&lt;script", "")
    else:
        lines = saved.decode("utf-8-sig").splitlines()
        assert len(lines) == 1 + browser.execute_script("return kgGraph.scene.edges.length")
        assert any("丁若溪" in line and "局长" in line for line in lines)


def test_a_phone_in_the_dark_in_chinese(opened: Opened, small: str, browser: Any) -> None:
    browser.set_window_size(390, 844)
    try:
        opened(small, "/graph?lang=zh")
        browser.execute_script("window.kgTheme('dark')")
        choose(browser, "find", "若溪")
        wait(browser, "return document.querySelector('#graph-panel blockquote') !== null")
        resting(browser)
        wide = browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
        assert wide
        assert "人物" in text(browser, "#graph-panel .kind")
        ground = browser.execute_script(
            "const p = document.querySelector('.graph-paper').getContext('2d').getImageData(3, 300, 1, 1).data;"
            "return [...p]"
        )
        assert sum(ground[:3]) < 150
        picture(browser, "graph-phone.png")
    finally:
        browser.execute_script("window.kgTheme('light')")
        browser.set_window_size(1500, 950)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_serious_fault(opened: Opened, small: str, theme: str) -> None:
    browser = opened(small)
    browser.execute_script(f"window.kgTheme('{theme}')")
    try:
        assert faults(browser) == []
        browser.find_element("id", "graph-colour").click()
        select(browser, "云渡县商务局")
        wait(browser, "return document.querySelector('#graph-panel blockquote') !== null")
        browser.execute_script("kgGraph.between(kgGraph.selected)")
        assert faults(browser) == []
        browser.find_element("id", "graph-table-open").click()
        assert faults(browser) == []
    finally:
        browser.execute_script("window.kgTheme('light')")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_is_walked_by_keyboard(browser: Any, large: str, theme: str) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.get(f"{large}/map?lang=en")
    browser.execute_script(f"window.kgTheme('{theme}')")
    assert faults(browser) == []
    tiles = browser.find_elements("css selector", ".treemap.wide a")
    assert len(tiles) > 10
    picture(browser, f"map-{theme}.png")
    browser.execute_script("arguments[0].focus()", tiles[0])
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    wait(browser, "return location.pathname.startsWith('/id/') || location.search.includes('at=')")
    browser.execute_script("window.kgTheme('light')")


def test_the_digests_of_the_style_elements_are_those_of_the_library() -> None:
    import base64
    import hashlib
    import json
    import re

    from kg.serve.guard import STYLES
    from kg.serve.render import STATIC

    source = (STATIC / "vendor" / "force-graph-1.52.0.min.js").read_text(encoding="utf-8")
    sheets = re.findall(r'"(\.(?:force-graph-container|float-tooltip-kap) (?:[^"\\]|\\.)*)"', source)
    digests = {
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in ["", *(json.loads(f'"{sheet}"') for sheet in sheets)]
    }
    assert len(sheets) == 2
    assert {f"'sha256-{d}'" for d in digests} == set(STYLES)
