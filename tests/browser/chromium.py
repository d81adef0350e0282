"""A headless Chromium that reaches no network, and what the tests ask it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *(
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ),
)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OUTPUT = Path(__file__).resolve().parents[1] / "output"


@contextmanager
def chromium(profile: Path, *flags: str) -> Iterator[Any]:
    """A driver with a fresh profile; the test is skipped where there is no browser."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if not found or not driver:
        pytest.skip("no chromium with chromedriver here (Debian: chromium, chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = found
    for flag in (*_FLAGS, f"--user-data-dir={profile}", "--window-size=1500,950", *flags):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield browser
    finally:
        browser.quit()


def requests(browser: Any) -> list[str]:
    """Addresses of everything the pages asked for since the last call: no data, no pages of the browser."""
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    return [url for url in asked if not url.startswith(("data:", "blob:", "chrome"))]


def painted(browser: Any) -> int:
    """Pixels of the drawing that are not empty."""
    count: int = browser.execute_script(
        "const c = document.querySelector('#canvas canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        "let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n;"
    )
    return count


def picture(browser: Any, name: str) -> None:
    """Keep what the browser shows under `tests/output/`."""
    OUTPUT.mkdir(exist_ok=True)
    browser.save_screenshot(str(OUTPUT / name))
