"""The picture of the READMEs: `python -m tests.picture` builds the demo and shoots its page as it opens.

Needs Chromium with its driver, a font with Chinese letters, and Pillow (which comes with matplotlib).
"""

from __future__ import annotations

import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

from kg.demo import demo
from tests.browser.chromium import chromium, painted

TARGET = Path(__file__).resolve().parents[1] / "data" / "sample" / "graph.png"
SIZE = (1400, 900)
_LIGHT = "--force-prefers-color-scheme=light"
_WAIT = 30
_COLOURS = 256


def shoot(target: Path = TARGET) -> None:
    """Write the picture of the demo's page as a PNG of few colours."""
    with tempfile.TemporaryDirectory() as folder:
        page = demo(Path(folder) / "demo").page
        with chromium(
            Path(folder) / "profile", "--force-device-scale-factor=1", "--lang=en", _LIGHT
        ) as browser:
            browser.set_window_size(SIZE[0], SIZE[1])
            seen = browser.execute_script("return [window.innerWidth, window.innerHeight]")
            browser.set_window_size(*(2 * wanted - got for wanted, got in zip(SIZE, seen, strict=True)))
            browser.get(page.as_uri())
            _drawn(browser)
            taken = browser.get_screenshot_as_png()
    target.write_bytes(_small(taken))


def _drawn(browser: object) -> None:
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
