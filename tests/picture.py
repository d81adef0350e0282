"""The pictures of the READMEs: `python -m tests.picture` builds the demo and shoots its page and the explorer.

Needs Chromium with its driver, a font with Chinese letters, and Pillow (which comes with matplotlib).
"""

from __future__ import annotations

import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from kg.assemble import assemble
from kg.demo import demo
from kg.lookup import find_one
from tests.browser.chromium import chromium, painted
from tests.browser.served import served

TARGET = Path(__file__).resolve().parents[1] / "data" / "sample"
SIZE = (1400, 900)
_ABOUT = "青阳县"
"""The place that the explorer is shown around."""
_READY = "return document.documentElement.dataset.graph === 'ready'"
_LIGHT = "--force-prefers-color-scheme=light"
_WAIT = 30
_COLOURS = 256


def shoot(target: Path = TARGET) -> None:
    """Write the pictures of the demo's page and of the explorer as PNGs of few colours."""
    with tempfile.TemporaryDirectory() as folder:
        made = demo(Path(folder) / "demo")
        with chromium(
            Path(folder) / "profile", "--force-device-scale-factor=1", "--lang=en", _LIGHT
        ) as browser:
            browser.set_window_size(SIZE[0], SIZE[1])
            seen = browser.execute_script("return [window.innerWidth, window.innerHeight]")
            browser.set_window_size(*(2 * wanted - got for wanted, got in zip(SIZE, seen, strict=True)))
            browser.get(made.page.as_uri())
            _drawn(browser)
            (target / "graph.png").write_bytes(_small(browser.get_screenshot_as_png()))
            with served(made.workspace) as address:
                about = find_one(assemble(made.workspace), _ABOUT).id
                browser.get(f"{address}/graph?lang=en&focus={about}")
                _settled(browser)
                (target / "explorer.png").write_bytes(_small(browser.get_screenshot_as_png()))


def _settled(browser: Any) -> None:
    """Wait until the explorer says that it is ready, and for its last move."""
    deadline = time.monotonic() + _WAIT
    while not browser.execute_script(_READY):
        if time.monotonic() > deadline:
            sys.exit("the explorer did not come to rest; nothing was written")
        time.sleep(0.2)
    time.sleep(3)


def _drawn(browser: Any) -> None:
    """Wait until two looks at the drawing show the same, and something."""
    before, deadline = -1, time.monotonic() + _WAIT
    while time.monotonic() < deadline:
        time.sleep(1)
        now = painted(browser)
        if now == before and now > 0:
            return
        before = now
    sys.exit("the page did not come to rest; nothing was written")


def _small(png: bytes) -> bytes:
    from PIL import Image

    out = BytesIO()
    picture = Image.open(BytesIO(png)).convert("RGB")
    picture.quantize(_COLOURS, kmeans=1, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    shoot()
