"""The page in a real browser with the network off: what a person would do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Graph
from kg.knowledge.tables import home
from kg.view import view
from tests.browser.chromium import chromium, painted, picture, requests
from tests.browser.province import province
from tests.view.story import HOSTILE, HOSTILE_QUOTE, crowd, hostile

Opened = Callable[[str], Any]
SAMPLE = home("data") / "sample"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    """Opens a page from a file; afterwards nothing was logged and nothing but the file was asked for."""
    requests(browser)
    browser.get_log("browser")
    paths: list[str] = []

    def open_page(html: str) -> Any:
        path = tmp_path / f"page{len(paths)}.html"
        path.write_text(html, encoding="utf-8")
        paths.append(path.as_uri())
        browser.get(path.as_uri())
        wait(browser, "return Boolean(window.kgView)")
        wait(browser, "return document.querySelector('#canvas canvas') !== null")
        return browser

    yield open_page
    assert browser.get_log("browser") == []
    assert set(requests(browser)) <= set(paths)
    assert browser.execute_script("return window.broken") is None


def wait(browser: Any, script: str, *arguments: object) -> Any:
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, 15, 0.1).until(lambda b: b.execute_script(script, *arguments))


def text(browser: Any, css: str) -> str:
    found: str = browser.execute_script("return document.querySelector(arguments[0]).innerText", css)
    return found


def search(browser: Any, words: str) -> Any:
    field = browser.find_element("id", "search")
    field.clear()
    field.send_keys(words)
    return field


def place(browser: Any, identity: str) -> tuple[float, float]:
    """Where an entity is drawn, counted from the middle of the window."""
    x, y = browser.execute_script(
        "const n = window.kgView.network; const p = n.canvasToDOM(n.getPosition(arguments[0]));"
        "return [p.x - window.innerWidth / 2, p.y - window.innerHeight / 2]",
        identity,
    )
    return x, y


def named(browser: Any, name: str) -> str:
    found: str = browser.execute_script(
        "return Object.entries(window.kgView.contents.entities).find(([, e]) => e.name === arguments[0])[0]",
        name,
    )
    return found


def settled(browser: Any) -> None:
    """Wait until the drawing no longer moves."""
    moving = "const v = window.kgView.network.getViewPosition(); const s = [v.x, v.y].join();"
    wait(browser, f"{moving} const still = window.lastView === s; window.lastView = s; return still")


def pointer(browser: Any, identity: str) -> Any:
    from selenium.webdriver.common.action_chains import ActionChains

    canvas = browser.find_element("css selector", "#canvas canvas")
    settled(browser)
    x, y = place(browser, identity)
    return ActionChains(browser).move_to_element_with_offset(canvas, round(x), round(y))


def test_it_renders(opened: Opened) -> None:
    browser = opened(view(hostile()))
    assert wait(browser, "return document.querySelectorAll('#legend .row').length") > 10
    assert painted(browser) > 5000
    assert "23" in text(browser, "#counts")


def test_search_finds_a_person_and_shows_the_sentence(opened: Opened) -> None:
    from selenium.webdriver.common.keys import Keys

    browser = opened(view(hostile()))
    field = search(browser, "若溪")
    assert wait(browser, "return document.querySelector('#suggestions li .name')?.innerText") == "丁若溪"
    assert "云渡县商务局 局长" in text(browser, "#suggestions li .hint")
    field.send_keys(Keys.ENTER)
    wait(browser, "return !document.getElementById('panel').hidden")
    assert text(browser, "#panel h1") == "丁若溪"
    assert "云渡县商务局局长丁若溪介绍，全县今年新签约项目12个" in text(browser, "#panel blockquote")
    caption = text(browser, "#panel figcaption")
    assert all(part in caption for part in ("云渡日报 · yd0412", "2021-04-12", "0.86", "post.before_name"))
    settled(browser)
    x, y = place(browser, named(browser, "丁若溪"))
    assert abs(x) < 150
    assert abs(y) < 60
    picture(browser, "view-search.png")


def test_two_of_one_name_are_offered_apart(opened: Opened) -> None:
    browser = opened(view(hostile()))
    search(browser, "沈望舒")
    hints = wait(
        browser, "return [...document.querySelectorAll('#suggestions .hint')].map((e) => e.innerText)"
    )
    assert sorted(hints) == ["云渡县委 县委书记", "安川县委 副书记"]


def test_an_alias_is_found_and_an_unknown_name_is_said(opened: Opened) -> None:
    browser = opened(view(hostile()))
    search(browser, "县商务局")
    assert text(browser, "#suggestions li .name") == "云渡县商务局"
    search(browser, "查无此名")
    assert text(browser, "#suggestions") in ("No such name", "没有这个名字")


def test_click_shows_the_facts_of_an_entity(opened: Opened) -> None:
    browser = opened(view(hostile()))
    pointer(browser, named(browser, "云渡青禾食品有限公司")).click().perform()
    wait(browser, "return !document.getElementById('panel').hidden")
    said = text(browser, "#panel")
    assert "收购安川恒锐机电股份有限公司60%的股份" in said
    assert "3.2亿元" in said
    assert "省级龙头企业" in said
    assert "贺兰青" in said


def test_click_on_a_link_shows_its_sentence(opened: Opened) -> None:
    browser = opened(view(hostile()))
    fact = browser.execute_script(
        "return Object.entries(window.kgView.contents.facts).find(([, f]) => f.p === 'acquires')[0]"
    )
    ends = browser.execute_script(
        "const f = window.kgView.contents.facts[arguments[0]]; return [f.s, f.o]", fact
    )
    pointer(browser, ends[0]).perform()
    (x1, y1), (x2, y2) = place(browser, ends[0]), place(browser, ends[1])
    from selenium.webdriver.common.action_chains import ActionChains

    canvas = browser.find_element("css selector", "#canvas canvas")
    middle = (round(x1 * 0.45 + x2 * 0.55), round(y1 * 0.45 + y2 * 0.55))
    ActionChains(browser).move_to_element_with_offset(canvas, *middle).click().perform()
    wait(browser, "return window.kgView.state.selected?.kind === 'fact'")
    assert "收购安川恒锐机电股份有限公司60%的股份" in text(browser, "#panel blockquote")


def test_hover_shows_a_sentence_beside_the_pointer(opened: Opened) -> None:
    browser = opened(view(hostile()))
    pointer(browser, named(browser, "云渡青禾食品有限公司")).perform()
    wait(browser, "return !document.getElementById('tip').hidden")
    assert text(browser, "#tip b") == "云渡青禾食品有限公司"
    assert len(text(browser, "#tip blockquote")) > 10


def test_the_legend_filters(opened: Opened) -> None:
    browser = opened(view(hostile()))
    row = "#legend .types .row[data-name=Person]"
    before = browser.execute_script("return window.kgView.shownNodes.length")
    browser.find_element("css selector", row).click()
    assert browser.execute_script("return window.kgView.shownNodes.length") == before - 5
    assert browser.find_element("css selector", row).get_attribute("aria-pressed") == "false"
    search(browser, "丁若溪")
    browser.find_element("id", "search").send_keys("\ue007")
    wait(browser, "return window.kgView.shownNodes.length === arguments[0]", before)
    links = browser.execute_script("return window.kgView.shownEdges.length")
    browser.find_element("css selector", "#legend .relations .row[data-name=holdsPost]").click()
    assert browser.execute_script("return window.kgView.shownEdges.length") == links - 5


def test_hostile_text_is_shown_and_runs_nothing(opened: Opened) -> None:
    browser = opened(view(hostile()))
    search(browser, "onerror")
    assert text(browser, "#suggestions li .name") == HOSTILE
    browser.find_element("id", "search").send_keys("\ue007")
    wait(browser, "return !document.getElementById('panel').hidden")
    assert text(browser, "#panel h1") == HOSTILE
    shown = browser.execute_script("return document.querySelector('#panel blockquote').textContent")
    assert shown == HOSTILE_QUOTE
    assert not browser.find_elements("css selector", "img, #panel script, svg[onload]")
    pointer(browser, named(browser, HOSTILE)).perform()
    wait(browser, "return !document.getElementById('tip').hidden")


def test_both_languages_and_both_themes(opened: Opened) -> None:
    browser = opened(view(hostile()))
    first = text(browser, "#legend .types .row[data-name=Person] .name")
    browser.find_element("id", "language").click()
    assert {first, text(browser, "#legend .types .row[data-name=Person] .name")} == {"Person", "人物"}
    ground = "return getComputedStyle(document.body).backgroundColor"
    before = browser.execute_script(ground)
    browser.find_element("id", "theme").click()
    assert browser.execute_script(ground) != before


def test_physics_is_off_until_it_is_switched_on(opened: Opened) -> None:
    browser = opened(view(hostile()))
    state = "return window.kgView.network.physics.physicsEnabled"
    assert browser.execute_script(state) is False
    browser.find_element("id", "physics").click()
    assert browser.execute_script(state) is True
    assert browser.find_element("id", "physics").get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize(
    "graph", [hostile(), province(150, 260), province(500, 1000)], ids=["23", "150", "500"]
)
def test_names_do_not_lie_on_each_other_at_rest(opened: Opened, graph: Graph) -> None:
    browser = opened(view(graph))
    settled(browser)
    boxes = browser.execute_script(
        "const { network, shownNodes } = window.kgView; const scale = network.getScale();"
        "return shownNodes.getIds().map((id) => network.body.nodes[id])"
        ".filter((n) => n.options.label && n.options.font.size * scale >= 7)"
        ".map(({ labelModule: { size } }) => [size.left, size.top, size.left + size.width, size.top + size.height])"
    )
    assert len(boxes) > 15
    for i, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:i]:
            across = min(right, other[2]) - max(left, other[0])
            assert across <= 0 or min(bottom, other[3]) - max(top, other[1]) < 0.12 * (bottom - top)


def test_a_cut_graph_says_what_to_do(opened: Opened) -> None:
    browser = opened(view(crowd(700)))
    said = text(browser, "#banner")
    assert "600" in said
    assert "700" in said
    assert "--around" in said
    assert painted(browser) > 20000


def test_a_request_is_stopped_by_the_policy(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(view(hostile()), encoding="utf-8")
    browser.get(path.as_uri())
    stopped = browser.execute_async_script(
        "const done = arguments[0]; fetch('https://example.org/').then(() => done(false), () => done(true))"
    )
    assert stopped
    assert any("Content Security Policy" in entry["message"] for entry in browser.get_log("browser"))


@pytest.mark.skipif(not any(SAMPLE.glob("*")), reason="no sample pages in this checkout")
def test_the_demo_page_with_the_network_off(opened: Opened, tmp_path: Path) -> None:
    from kg.demo import demo

    page = demo(tmp_path / "demo").page
    browser = opened(page.read_text(encoding="utf-8"))
    assert painted(browser) > 20000
    picture(browser, "demo.png")
    name, quote = browser.execute_script(
        "const c = window.kgView.contents; const all = Object.values(c.entities).map((e) => e.name);"
        "const fact = Object.values(c.facts).filter((f) => f.p === 'holdsPost')"
        ".find((f) => all.filter((n) => n.includes(c.entities[f.s].name)).length === 1);"
        "return [c.entities[fact.s].name, fact.evidence[0].quote]"
    )
    search(browser, name)
    browser.find_element("id", "search").send_keys("\ue007")
    wait(browser, "return !document.getElementById('panel').hidden")
    assert text(browser, "#panel h1") == name
    quotes = "return [...document.querySelectorAll('#panel blockquote')].map((e) => e.textContent)"
    assert quote in browser.execute_script(quotes)
    settled(browser)
    picture(browser, "demo-person.png")
