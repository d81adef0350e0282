"""Everything the explorer offers walked through on real pages, the network cut: those that ship, and the corpus.

What is clicked is found in the graph itself, so that the walks hold whatever the pages say. The corpus is walked
where it lies beside the project. A picture of every stop is kept under `tests/output/`.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.boards import BOARDS
from kg.build import build
from kg.judge import pending
from kg.knowledge.tables import data_path
from kg.workspace import open_to_read
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
from tests.browser.served import served

pytest.importorskip("starlette", reason="the extra serve is not installed")

_CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
_PHONE, _WIDE = (390, 844), (1400, 900)
_WAY = """
const m = kgGraph.model;
const near = (n) => [...new Set(m.factsOf(n).map((f) => m.other(f, n)))];
const plain = (n) => m.names.indexOf(m.names[n]) === m.names.lastIndexOf(m.names[n]) && [...m.names[n]].length > 2;
for (const middle of kgGraph.scene.nodes) {
  const around = near(middle).filter(plain);
  if (around.length > 60) continue;
  for (const one of around) {
    const beside = new Set(near(one));
    const other = around.find((n) => n !== one && !beside.has(n));
    if (plain(middle) && other !== undefined) return [one, middle, other].map((n) => m.names[n]);
  }
}
return null;
"""
"""Two that are not linked but through a third, by names that nobody else bears; all around it can be shown."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Pages that were built and are served."""

    name: str
    workspace: Path
    address: str


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        downloads(driver)
        yield driver


@pytest.fixture(scope="module", params=["sample", "corpus"])
def texts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Texts]:
    folder = data_path("sample") if request.param == "sample" else _CORPUS
    if not folder.is_dir():
        pytest.skip("the corpus does not lie beside the project")
    workspace = tmp_path_factory.mktemp("walk") / f"{request.param}.kg"
    build([str(path) for path in sorted(folder.glob("*.txt"))], workspace)
    with served(workspace) as address:
        yield Texts(request.param, workspace, address)


@pytest.fixture
def browser(chrome: Any, texts: Texts) -> Iterator[Any]:
    """A browser in which, afterwards, nothing was logged and no other host was asked for anything."""
    requests(chrome)
    chrome.get_log("browser")
    look(chrome, _WIDE, "light")
    chrome.delete_all_cookies()
    yield chrome
    chrome.execute_script("localStorage.removeItem('kg-theme')")
    asked = [url for url in requests(chrome) if not url.startswith("about:")]
    assert [url for url in asked if not url.startswith("http://127.0.0.1:")] == []
    assert [entry["message"] for entry in chrome.get_log("browser")] == []


def look(browser: Any, window: tuple[int, int], theme: str, address: str = "") -> None:
    """The size of the window, and light or dark."""
    told = {"width": window[0], "height": window[1], "deviceScaleFactor": 1, "mobile": window == _PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", told)
    if address:
        browser.get(address)
        browser.execute_script("localStorage.setItem('kg-theme', arguments[0])", theme)


def graph(browser: Any, texts: Texts, language: str = "zh") -> None:
    open_graph(browser, f"{texts.address}/graph?lang={language}")


def click(browser: Any, css: str) -> None:
    """Click what is there, wherever the window has been scrolled to."""
    found = browser.find_element("css selector", css)
    browser.execute_script("arguments[0].scrollIntoView({ block: 'center' })", found)
    found.click()


@pytest.mark.parametrize(
    ("kind", "window", "theme", "language"),
    [("wide", _WIDE, "light", "zh"), ("dark", _WIDE, "dark", "en"), ("phone", _PHONE, "light", "zh")],
)
def test_pages(
    browser: Any, texts: Texts, kind: str, window: tuple[int, int], theme: str, language: str
) -> None:
    """Every page in each dress: its heading, nothing wider than the window; in one of them, no serious fault."""
    look(browser, window, theme, f"{texts.address}/?lang={language}")
    shelves = browser.execute_script(
        "return [...document.querySelectorAll('.shelves .card')].map((c) => new URL(c.querySelector('a').href).pathname)"
    )
    assert len(shelves) == 6
    source = browser.execute_script(
        "return new URL(document.querySelector('a[href^=\"/id/page/\"]').href).pathname"
    )
    plain = ("/", "/search?q=zf", "/map", "/boards", "/review", "/judgements", source, *shelves)
    wrong = {}
    for number, path in enumerate((*plain, *(f"/boards/{name}" for name in BOARDS))):
        browser.get(texts.address + path)
        picture(browser, f"{texts.name}-{kind}-{number:02}.png")
        told = faults(browser) if kind == "wide" else []
        wider = browser.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
        heads = browser.execute_script("return document.querySelectorAll('h1').length")
        if told or wider > 0 or heads != 1:
            wrong[path] = (told, wider, heads)
    assert wrong == {}


def test_search_and_the_places_of_the_map(browser: Any, texts: Texts) -> None:
    browser.get(f"{texts.address}/map?lang=zh")
    tile = browser.find_element("css selector", ".treemap.wide a")
    name = tile.text.split("\n")[0]
    browser.execute_script("arguments[0].scrollIntoView(); arguments[0].focus()", tile)
    browser.switch_to.active_element.send_keys("\ue007")
    wait(browser, "return location.search.includes('at=') || location.pathname.startsWith('/id/')")
    assert name in text(browser, "main")
    picture(browser, f"{texts.name}-place.png")
    browser.get(f"{texts.address}/")
    most = text(browser, ".shelves .card li a, .shelves .card tr a")
    browser.find_element("css selector", "main input[type=search]").send_keys(most)
    wait(
        browser,
        "return document.querySelector('.suggestions:not([hidden]) li')?.innerText.includes(arguments[0])",
        most,
    )
    picture(browser, f"{texts.name}-suggested.png")


def test_paths_and_neighbours_in_common(browser: Any, texts: Texts) -> None:
    graph(browser, texts)
    one, middle, other = browser.execute_script(_WAY)
    click(browser, "#graph-between-open")
    choose(browser, "between-one", one)
    choose(browser, "between-other", other)
    click(browser, "#between-paths")
    wait(browser, "return document.querySelectorAll('#graph-panel .paths blockquote').length === 2")
    resting(browser)
    picture(browser, f"{texts.name}-graph-paths.png")
    assert [name for name in (one, other) if name not in text(browser, ".path")] == []
    assert {one, other} <= set(shown(browser))
    click(browser, "#between-common")
    wait(browser, "return document.querySelector('#graph-panel h2')?.innerText.includes('共有')")
    resting(browser)
    picture(browser, f"{texts.name}-graph-common.png")
    assert {one, middle, other} <= set(shown(browser))


def test_communities(browser: Any, texts: Texts) -> None:
    graph(browser, texts)
    whole = len(shown(browser))
    click(browser, "#graph-colour")
    wait(browser, "return document.querySelectorAll('#legend-communities button').length > 3")
    resting(browser)
    picture(browser, f"{texts.name}-graph-communities.png")
    click(browser, "#legend-communities button")
    wait(browser, "return kgGraph.state.now.shown !== null")
    resting(browser)
    picture(browser, f"{texts.name}-graph-community.png")
    assert 2 < len(shown(browser)) < whole


def test_pin_hide_undo_and_the_link_that_restores_it_all(browser: Any, texts: Texts) -> None:
    graph(browser, texts)
    _, middle, other = browser.execute_script(_WAY)
    choose(browser, "find", middle)
    wait(browser, "return document.querySelector('#graph-panel .group') !== null")
    browser.find_element("id", "canvas").click()
    browser.execute_script("kgGraph.select(kgGraph.model.names.indexOf(arguments[0]))", middle)
    press(browser, "f")
    wait(browser, "return kgGraph.state.now.shown !== null")
    resting(browser)
    around = shown(browser)
    assert {middle, other} <= set(around)
    press(browser, "p")
    wait(browser, "return Object.keys(kgGraph.state.now.pinned).length === 1")
    browser.execute_script("kgGraph.select(kgGraph.model.names.indexOf(arguments[0]))", other)
    press(browser, "h")
    assert set(around) - set(shown(browser)) == {other}
    click(browser, "#graph-undo")
    assert shown(browser) == around
    click(browser, "#graph-redo")
    resting(browser)
    wait(browser, "return location.hash.includes('shown=') && location.hash.includes('pinned=')")
    kept, link = set(shown(browser)), browser.current_url
    picture(browser, f"{texts.name}-graph-pinned.png")
    open_graph(browser, link)
    picture(browser, f"{texts.name}-graph-restored.png")
    assert set(shown(browser)) == kept
    assert browser.execute_script("return Object.keys(kgGraph.state.now.pinned).length") == 1


def test_filters(browser: Any, texts: Texts) -> None:
    graph(browser, texts)
    everyone, facts = len(shown(browser)), "return kgGraph.scene.edges.length"
    click(browser, "#legend-types [data-name]")
    assert 0 < len(shown(browser)) < everyone
    click(browser, "#filter-clear")
    before = browser.execute_script(facts)
    click(browser, "#legend-relations [data-name]")
    assert browser.execute_script(facts) < before
    click(browser, "#filter-clear")
    first, last = browser.execute_script("return kgGraph.vocabulary.period")
    browser.find_element("id", "filter-from").send_keys(last[:4], "\ue007")
    assert 0 < browser.execute_script(facts) < before
    click(browser, "#filter-clear")
    browser.execute_script(
        "const f = document.getElementById('filter-score'); f.value = 0.7; f.dispatchEvent(new Event('change'))"
    )
    least = "return Math.min(...[...kgGraph.scene.edges].map((f) => kgGraph.model.score[f]))"
    assert browser.execute_script(least) >= 0.7
    resting(browser)
    picture(browser, f"{texts.name}-graph-filters.png")
    click(browser, "#filter-clear")
    page = browser.execute_script("return kgGraph.model.facts[0].pages[0]")
    browser.find_element("id", "filter-page").send_keys(page, "\ue007")
    wait(browser, "return kgGraph.state.now.page !== ''")
    pages = (
        "return [...kgGraph.scene.edges].every((f) => kgGraph.model.facts[f].pages.includes(arguments[0]))"
    )
    assert browser.execute_script(pages, page)
    assert len(shown(browser)) < everyone
    assert first <= last


def test_the_graph_is_saved_in_every_form(browser: Any, texts: Texts) -> None:
    graph(browser, texts)
    name = shown(browser)[0]
    choose(browser, "find", name)
    wait(browser, "return kgGraph.selected >= 0")
    browser.execute_script("kgGraph.around(kgGraph.selected)")
    wait(browser, "return kgGraph.state.now.shown !== null")
    resting(browser)
    facts = browser.execute_script("return kgGraph.scene.edges.length")
    saved = {}
    for kind in ("png", "svg", "html", "csv"):
        forget(f"kg-graph.{kind}")
        click(browser, "#graph-save summary")
        click(browser, f"#save-{kind}")
        saved[kind] = downloaded(browser, f"kg-graph.{kind}")
    assert saved["png"].startswith(b"\x89PNG")
    assert ElementTree.fromstring(saved["svg"]).tag.endswith("svg")
    assert name in saved["svg"].decode()
    assert name in saved["html"].decode()
    assert "<script" not in saved["html"].decode()
    assert len(list(csv.reader(io.StringIO(saved["csv"].decode("utf-8-sig"))))) == 1 + facts


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_graph_on_a_phone_in_the_dark(browser: Any, texts: Texts, language: str) -> None:
    look(browser, _PHONE, "dark", f"{texts.address}/")
    graph(browser, texts, language)
    choose(browser, "find", shown(browser)[0])
    wait(browser, "return document.querySelector('#graph-panel blockquote') !== null")
    resting(browser)
    picture(browser, f"{texts.name}-graph-phone-{language}.png")
    assert faults(browser) == []
    assert browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")


def test_boards_are_exported(browser: Any, texts: Texts) -> None:
    for name in BOARDS:
        browser.get(f"{texts.address}/boards/{name}?lang=zh")
        rows = int(re.findall(r"([\d,]+) 行", text(browser, "main"))[0].replace(",", ""))
        for kind in ("csv", "xlsx"):
            forget(f"{name}.{kind}")
            click(browser, f".exports a[href*='.{kind}']")
        told = downloaded(browser, f"{name}.csv").decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(told)))) == 1 + rows, name
        with zipfile.ZipFile(io.BytesIO(downloaded(browser, f"{name}.xlsx"))) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert sheet.count("<row ") == 1 + rows, name


def test_saved_questions_and_one_of_ones_own(browser: Any, texts: Texts) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.get(f"{texts.address}/ask?lang=zh")
    wait(browser, "return document.querySelector('.CodeMirror') !== null")
    browser.execute_script("document.querySelector('.CodeMirror').CodeMirror.setValue('')")
    area = browser.find_element("css selector", ".CodeMirror textarea")
    area.send_keys("SELECT ?p { ?p a kg:Pers")
    wait(browser, "return document.querySelector('.CodeMirror-hint') !== null")
    picture(browser, f"{texts.name}-ask-completed.png")
    area.send_keys(Keys.ENTER, " }")
    area.send_keys(Keys.CONTROL, Keys.ENTER)
    wait(browser, "return document.querySelectorAll('#answer tbody tr').length > 20")
    forget("answer.csv")
    click(browser, "#exports [data-as='text/csv']")
    people = len(downloaded(browser, "answer.csv").splitlines()) - 1
    assert f"{people:,}" in text(browser, "#said")
    click(browser, ".saved a[href*='question=posts']")
    wait(browser, "return document.querySelectorAll('#answer tbody tr').length > 3")
    picture(browser, f"{texts.name}-ask.png")


def test_from_a_board_to_the_sentence_which_is_wrong_and_right_again(browser: Any, texts: Texts) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    browser.get(f"{texts.address}/boards/projects?lang=zh")
    click(browser, "td.quote a")
    wait(browser, "return document.querySelector('mark') !== null")
    top, height = browser.execute_script(
        "const r = document.querySelector('mark').getBoundingClientRect(); return [r.top, window.innerHeight]"
    )
    assert 0 < top < height
    picture(browser, f"{texts.name}-evidence.png")
    statement = browser.execute_script("return location.pathname")
    browser.find_element("name", "why").send_keys("另有所指")
    click(browser, "form.wrong button")
    wait(browser, "return location.pathname === '/judgements'")
    assert "另有所指" in text(browser, "main")
    picture(browser, f"{texts.name}-judgements.png")
    told = f"{texts.address}/api/statement/{statement.rpartition('/')[2]}"
    left = sentences(browser, told)
    click(browser, "form.inline button")
    wait(browser, "return document.querySelector('form.inline') === null")
    WebDriverWait(browser, 60, 0.2).until(lambda b: sentences(b, told) > left)
    browser.get_log("browser")


def sentences(browser: Any, address: str) -> int:
    """How many sentences a statement rests on; none where it is gone."""
    count: int = browser.execute_async_script(
        "const [url, done] = arguments;"
        "fetch(url).then((r) => r.json()).then((c) => done((c.evidence || []).length));",
        address,
    )
    return count


def test_review_by_keyboard(browser: Any, texts: Texts) -> None:
    doubts = len(pending(texts.workspace))
    assert doubts > 0
    browser.get(f"{texts.address}/review?lang=zh")
    progress = "return document.getElementById('progress').innerText"
    before = browser.execute_script(progress)
    body = browser.find_element("tag name", "body")
    body.send_keys("d")
    wait(browser, f"{progress} !== arguments[0]", before)
    picture(browser, f"{texts.name}-review.png")
    body.send_keys("z")
    wait(browser, f"{progress} === arguments[0]", before)
    with open_to_read(texts.workspace) as held:
        assert [j.verdict for j in held.judgements()] == ["different", "withdrawn"]
