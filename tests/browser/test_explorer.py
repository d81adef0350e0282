"""The explorer in a real browser with the network cut: every page walked through, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.boards import BOARDS
from kg.judge import pending
from kg.workspace import open_to_read
from tests.browser.axe import faults
from tests.browser.chromium import chromium, picture, requests
from tests.browser.hand import text, wait
from tests.browser.served import served
from tests.serve import county
from tests.view.story import HOSTILE

pytest.importorskip("starlette", reason="the extra serve is not installed")

WIDE, PHONE = (1400, 900), (390, 844)


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(county.workspace(tmp_path_factory.mktemp("county"))) as where:
        yield where


@pytest.fixture
def browser(chrome: Any) -> Iterator[Any]:
    """A browser in which, afterwards, nothing was logged and no other host was asked for anything."""
    requests(chrome)
    chrome.get_log("browser")
    size(chrome, WIDE)
    chrome.delete_all_cookies()
    yield chrome
    asked = requests(chrome)
    assert asked
    assert [url for url in asked if not url.startswith("http://127.0.0.1:")] == []
    assert [entry["message"] for entry in chrome.get_log("browser")] == []
    assert chrome.execute_script("return window.broken") is None


def size(browser: Any, wanted: tuple[int, int]) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": wanted[0], "height": wanted[1], "deviceScaleFactor": 1, "mobile": wanted == PHONE},
    )


def found(browser: Any, address: str, words: str) -> Any:
    """The first hit of the API."""
    return browser.execute_async_script(
        "const [url, done] = arguments; fetch(url).then((r) => r.json()).then((f) => done(f.hits[0]));",
        f"{address}/api/search?q={words}",
    )


def pages(browser: Any, address: str) -> list[tuple[str, str]]:
    """A name and an address of every kind of page but the graph."""
    browser.get(address)
    county_id, person = (found(browser, address, words)["id"] for words in ("云渡县", "丁若溪"))
    other = found(browser, address, "安川县")["id"]
    told = browser.execute_async_script(
        "const [url, done] = arguments; fetch(url).then((r) => r.json()).then(done);",
        f"{address}/api/entity/{county_id}",
    )
    return [
        ("start", "/"),
        ("search", "/search?q=云渡"),
        ("place", f"/id/{county_id}"),
        ("person", f"/id/{person}"),
        ("statement", f"/id/statement/{told['facts'][0]['id']}#evidence"),
        ("measurement", f"/id/measurement/{told['measurements'][0]['id']}"),
        ("page", "/id/page/yd0412"),
        ("compare", f"/compare?one={county_id}&other={other}"),
        ("review", "/review"),
        ("judgements", "/judgements"),
        ("boards", "/boards"),
        *((f"board-{name}", f"/boards/{name}") for name in BOARDS),
        ("ask", "/ask?question=posts"),
        ("missing", "/nothing"),
    ]


@pytest.mark.parametrize(
    ("look", "window", "theme", "language"),
    [("wide", WIDE, "light", "zh"), ("dark", WIDE, "dark", "en"), ("phone", PHONE, "light", "zh")],
)
def test_every_page_is_sound(
    chrome: Any, address: str, look: str, window: tuple[int, int], theme: str, language: str
) -> None:
    """No serious fault for assistive technology, nothing wider than the window, nothing logged."""
    chrome.get(f"{address}/?lang={language}")
    chrome.execute_script("localStorage.setItem('kg-theme', arguments[0])", theme)
    size(chrome, window)
    wrong = {}
    for name, path in pages(chrome, address):
        chrome.get_log("browser")
        chrome.get(address + path)
        if name == "ask":
            wait(chrome, "return document.querySelectorAll('#answer tbody tr').length > 3")
        picture(chrome, f"explorer-{look}-{name}.png")
        told = faults(chrome)
        width = chrome.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
        logged = [e["message"] for e in chrome.get_log("browser") if name != "missing"]
        if told or width > 0 or logged:
            wrong[name] = (told, width, logged)
    chrome.execute_script("localStorage.removeItem('kg-theme')")
    assert wrong == {}


def test_search_suggests_and_leads_to_the_entity(browser: Any, address: str) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.get(f"{address}/?lang=zh")
    browser.find_element("tag name", "body").send_keys("/")
    field = browser.switch_to.active_element
    assert field.get_attribute("type") == "search"
    field.send_keys("ydjkq")
    wait(browser, "return document.querySelectorAll('.suggestions:not([hidden]) li').length > 0")
    field.send_keys(Keys.ARROW_DOWN)
    chosen = field.get_attribute("aria-activedescendant")
    assert "云渡经开区" in browser.find_element("id", chosen).text
    picture(browser, "explorer-suggestions.png")
    field.send_keys(Keys.ENTER)
    wait(browser, "return document.querySelector('h1').innerText === '云渡经开区'")
    assert "/id/e" in browser.current_url


def test_an_unknown_name_says_so(browser: Any, address: str) -> None:
    browser.get(f"{address}/?lang=en")
    browser.find_element("css selector", "main input[type=search]").send_keys("zzzz")
    wait(browser, "return document.querySelector('.suggestions:not([hidden])')?.innerText === 'No such name'")


def test_theme_and_language_are_kept(browser: Any, address: str) -> None:
    browser.get(f"{address}/?lang=zh")
    before = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    browser.find_element("id", "theme").click()
    dark = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    assert dark != before
    browser.find_element("link text", "English").click()
    wait(browser, "return document.documentElement.lang === 'en'")
    assert browser.execute_script("return getComputedStyle(document.body).backgroundColor") == dark
    browser.get(f"{address}/boards")
    assert browser.execute_script("return document.documentElement.lang") == "en"
    browser.execute_script("localStorage.clear()")


def test_from_a_figure_to_its_sentence(browser: Any, address: str) -> None:
    browser.get(f"{address}/boards/targets?lang=zh")
    browser.find_element("link text", "3亿元").click()
    wait(browser, "return document.querySelector('mark') !== null")
    assert text(browser, "mark") == "力争2021年全县实际利用外资达到3亿元"
    top, height = browser.execute_script(
        "const r = document.querySelector('mark').getBoundingClientRect(); return [r.top, window.innerHeight]"
    )
    assert 0 < top < height
    browser.find_element("css selector", "mark a.mention, .newsprint a.mention").click()
    wait(browser, "return document.body.classList.contains('entity')")


def test_boards_filter_at_once_and_sort(browser: Any, address: str) -> None:
    from selenium.webdriver.support.ui import Select

    browser.get(f"{address}/boards/posts?lang=zh")
    Select(browser.find_element("name", "note")).select_by_index(1)
    wait(browser, "return location.search.includes('note=')")
    assert set(
        browser.execute_script(
            "return [...document.querySelectorAll('tbody tr')].map(r => r.cells[2].innerText)"
        )
    ) == {"丁若溪"}
    assert "words=" not in browser.current_url
    browser.find_element("link text", "首见").click()
    wait(browser, "return document.querySelector('th[aria-sort=ascending]') !== null")


def test_sparql_is_completed_and_asked(browser: Any, address: str) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.get(f"{address}/ask?lang=en")
    wait(browser, "return document.querySelector('.CodeMirror') !== null")
    browser.execute_script("document.querySelector('.CodeMirror').CodeMirror.setValue('')")
    area = browser.find_element("css selector", ".CodeMirror textarea")
    area.send_keys("SELECT ?p { ?p a kg:Pers")
    wait(
        browser,
        "return [...document.querySelectorAll('.CodeMirror-hint')].some(h => h.innerText.startsWith('kg:Person'))",
    )
    picture(browser, "explorer-completion.png")
    area.send_keys(Keys.ENTER)
    area.send_keys(" }")
    area.send_keys(Keys.CONTROL, Keys.ENTER)
    wait(browser, "return document.querySelectorAll('#answer tbody tr').length === 5")
    assert "5 rows" in text(browser, "#said")
    browser.find_element("css selector", "#answer tbody a").click()
    wait(browser, "return document.body.classList.contains('entity')")


def test_a_fault_in_a_query_is_told(browser: Any, address: str) -> None:
    browser.get(f"{address}/ask?lang=en&query=SELECT")
    wait(browser, "return document.querySelector('#said.fault')?.innerText.includes('not SPARQL')")
    logged = browser.get_log("browser")
    assert all("400" in entry["message"] for entry in logged)


def test_compare_is_filled_from_suggestions(browser: Any, address: str) -> None:
    browser.get(f"{address}/compare?lang=zh")
    for side, words in (("one", "ydx"), ("other", "acx")):
        browser.find_element("css selector", f"input[data-for={side}]").send_keys(words)
        wait(browser, "return document.querySelector('#pick .suggestions:not([hidden]) li') !== null")
        browser.find_element("css selector", "#pick .suggestions:not([hidden]) li").click()
    wait(browser, "return document.querySelector('h1').innerText === '云渡县 / 安川县'")


def test_review_by_keyboard_and_back(browser: Any, tmp_path: Path) -> None:
    workspace = county.workspace(tmp_path)
    doubts = len(pending(workspace))
    with served(workspace) as where:
        browser.get(f"{where}/review?lang=zh")
        body = browser.find_element("tag name", "body")
        picture(browser, "explorer-review.png")
        body.send_keys("d")
        wait(
            browser,
            "return document.getElementById('progress').innerText !== arguments[0]",
            f"第 1 对，共 {doubts} 对",
        )
        with open_to_read(workspace) as held:
            assert [j.verdict for j in held.judgements()] == ["different"]
        body.send_keys("z")
        wait(
            browser,
            "return document.getElementById('progress').innerText === arguments[0]",
            f"第 1 对，共 {doubts} 对",
        )
        with open_to_read(workspace) as held:
            assert [j.verdict for j in held.judgements()] == ["different", "withdrawn"]


def test_what_is_wrong_is_denied_and_allowed_again(browser: Any, tmp_path: Path) -> None:
    workspace = county.workspace(tmp_path)
    with served(workspace) as where:
        browser.get(f"{where}/boards/aid?lang=zh")
        browser.find_element("css selector", "td.quote a").click()
        wait(browser, "return document.querySelector('form.wrong') !== null")
        browser.find_element("name", "why").send_keys("另有所指")
        browser.find_element("css selector", "form.wrong button").click()
        wait(browser, "return location.pathname === '/judgements'")
        assert "另有所指" in text(browser, "main")
        browser.get(f"{where}/boards/aid")
        assert "0 行" in text(browser, "main")
        browser.get(f"{where}/judgements")
        browser.find_element("css selector", "form.inline button").click()
        wait(browser, "return document.querySelector('form.inline') === null")
        browser.get(f"{where}/boards/aid")
        assert "1 行" in text(browser, "main")


def test_hostile_names_are_shown_as_text(browser: Any, tmp_path: Path) -> None:
    with served(county.hostile_workspace(tmp_path, HOSTILE)) as where:
        browser.get(f"{where}/?lang=zh")
        field = browser.find_element("css selector", "main input[type=search]")
        field.send_keys("script")
        wait(browser, "return document.querySelectorAll('.suggestions:not([hidden]) li').length > 0")
        assert HOSTILE in text(browser, ".suggestions:not([hidden])")
        ids = [hit["id"] for hit in [found(browser, where, "script")]]
        for path in (f"/id/{ids[0]}", "/boards/posts", "/boards/targets", "/review", "/search?q=script"):
            browser.get(where + path)
            assert path == "/review" or path == "/boards/targets" or HOSTILE in text(browser, "main")
        browser.find_element("css selector", "main a.name").click()
        wait(browser, "return document.body.classList.contains('entity')")
        assert browser.execute_script("return document.querySelectorAll('main img').length") == 0
