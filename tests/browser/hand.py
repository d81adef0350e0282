"""What a person does in the explorer, as the browser tests do it: look, type, choose, wait until all is at rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.browser.chromium import OUTPUT

DOWNLOADS = OUTPUT / "downloads"
_PATIENCE = 60
_REST = """
const done = arguments[arguments.length - 1];
let last = '';
let same = 0;
const look = () => {
  const v = kgGraph.view;
  const now = [v.camera.k, v.camera.x, v.camera.y, v.frames].join();
  same = now === last && !v.job && !v.stale && v.front.view ? same + 1 : 0;
  last = now;
  if (same > 14) done(true); else requestAnimationFrame(look);
};
look();
"""


def wait(browser: Any, script: str, *arguments: object) -> Any:
    """Wait until a script says yes."""
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, _PATIENCE, 0.1).until(lambda b: b.execute_script(script, *arguments))


def resting(browser: Any) -> None:
    """Wait until nothing in the graph moves and all is painted: a dozen frames that are like each other."""
    browser.set_script_timeout(_PATIENCE)
    browser.execute_async_script(_REST)


def open_graph(browser: Any, address: str) -> None:
    """Open a graph page and wait until it is at rest."""
    browser.get("about:blank")
    browser.get(address)
    wait(browser, "return document.documentElement.dataset.graph === 'ready'")
    resting(browser)


def text(browser: Any, css: str) -> str:
    """What an element shows; empty where there is none."""
    found: str = browser.execute_script("return document.querySelector(arguments[0])?.innerText || ''", css)
    return found


def shown(browser: Any) -> list[str]:
    """Names of the entities that the graph shows, the best connected first."""
    found: list[str] = browser.execute_script(
        "return [...kgGraph.scene.nodes].map((n) => kgGraph.model.names[n])"
    )
    return found


def press(browser: Any, *keys: str) -> None:
    """Press keys over the graph."""
    canvas = browser.find_element("id", "canvas")
    for key in keys:
        canvas.send_keys(key)


def choose(browser: Any, field: str, words: str, name: str = "") -> None:
    """Type into a search field and take the first suggestion; it holds the name, or what was typed."""
    from selenium.webdriver.common.keys import Keys

    entry = browser.find_element("id", field)
    entry.clear()
    entry.send_keys(words)
    first = "return document.querySelector(arguments[0] + ' ~ .suggestions li[data-id] .label')?.textContent"
    wait(browser, f"{first}?.includes(arguments[1])", f"#{field}", name or words)
    entry.send_keys(Keys.ARROW_DOWN, Keys.ENTER)


def downloads(browser: Any) -> None:
    """Keep what is saved under `tests/output/downloads`."""
    DOWNLOADS.mkdir(parents=True, exist_ok=True)
    told = {"behavior": "allow", "downloadPath": str(DOWNLOADS)}
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", told)


def forget(name: str) -> None:
    """Remove what was saved under a name before, and its copies."""
    stem, _, kind = name.rpartition(".")
    for old in DOWNLOADS.glob(f"{stem}*.{kind}*"):
        old.unlink()


def downloaded(browser: Any, name: str) -> bytes:
    """What was saved under a name, once it is whole."""
    from selenium.webdriver.support.ui import WebDriverWait

    path: Path = DOWNLOADS / name

    def whole(_: Any) -> bool:
        return path.exists() and path.stat().st_size > 0

    WebDriverWait(browser, _PATIENCE, 0.1).until(whole)
    return path.read_bytes()
