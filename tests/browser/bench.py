"""How fluent the explorer is: `python -m tests.browser.bench [NODES …]` measures it beside plain pyvis.

One invented province for each size (10,000 and 50,000 entities, twice as many facts, unless sizes are named), in
headless Chromium without a GPU. Seconds count from the moment the data is in the page. Panning moves the camera
at every frame for three seconds; beside the frames by the clock stand those that a second of the busiest process
of the browser buys, which hardly depend on what else the machine does. The page of plain pyvis has its positions
given and its physics off, its best case; from `--largest-pyvis` nodes on it is left out. `kg view` is timed from
the opening of its page.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.graph import Graph
from tests.browser.chromium import chromium, picture
from tests.browser.province import province
from tests.browser.served import serving

_SECONDS = 3.0
_WORDS = ("云渡县", "ydx", "纺织", "9号", "安")
_PAN = """
const done = arguments[arguments.length - 1];
const [step, seconds] = [%s, arguments[0]];
const times = [];
let last = performance.now();
const began = last;
const frame = (now) => {
  times.push(now - last);
  last = now;
  if (now - began > seconds * 1000) { done(times.slice(1)); return; }
  step(times.length);
  requestAnimationFrame(frame);
};
requestAnimationFrame(frame);
"""
_OWN = """(n) => {
  const [x, y, k] = kgGraph.view.spot;
  kgGraph.view.go(x + (n % 120 < 60 ? 9 : -9) / k, y, k, false);
}"""
_VIS = """(n) => {
  const [{ x, y }, k] = [network.getViewPosition(), network.getScale()];
  network.moveTo({ position: { x: x + (n % 120 < 60 ? 9 : -9) / k, y } });
}"""
_SUGGEST = """
const [words, done] = arguments;
const field = document.getElementById('find');
const list = document.querySelector('.find .suggestions');
list.replaceChildren();
const began = performance.now();
const seen = new MutationObserver(() => {
  if (!list.childElementCount) return;
  seen.disconnect();
  done(performance.now() - began);
});
seen.observe(list, { childList: true });
field.value = words;
field.dispatchEvent(new Event('input', { bubbles: true }));
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("nodes", nargs="*", type=int, default=[10_000, 50_000])
    parser.add_argument(
        "--largest-pyvis", type=int, default=10_000, help="most nodes that pyvis is asked to draw"
    )
    asked = parser.parse_args()
    for count in asked.nodes:
        graph = province(count, 2 * count)
        title = f"{len(graph.entities):,} nodes, {len(graph.facts):,} edges"
        show(f"kg serve, {title}", explorer(graph))
        if count <= asked.largest_pyvis:
            show(f"plain pyvis, {title}", pyvis(graph))
    show("kg view, 500 nodes", page(province(500, 1000)))


def show(title: str, figures: Mapping[str, float]) -> None:
    """Print figures, each on a line."""
    print(f"\n{title}")
    for name, value in figures.items():
        print(f"  {name:<46}{value:>9.2f}", flush=True)


@contextmanager
def browser() -> Iterator[Any]:
    """A browser with a profile of its own."""
    with tempfile.TemporaryDirectory() as folder, chromium(Path(folder)) as made:
        made.set_script_timeout(300)
        made.set_page_load_timeout(300)
        yield made


def explorer(graph: Graph) -> dict[str, float]:
    """Figures of the graph page."""
    began = time.perf_counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(graph, Path(folder)) as address,
        browser() as driver,
    ):
        served = time.perf_counter() - began
        driver.get(f"{address}/graph?lang=en")
        wait(driver, "return document.documentElement.dataset.graph === 'ready'", 120)
        wait(driver, "return performance.getEntriesByName('kg-painted').length > 0", 60)
        data, painted, ready = (mark(driver, f"kg-{name}") for name in ("data", "painted", "ready"))
        picture(driver, f"bench-{len(graph.entities)}.png")
        search = [driver.execute_async_script(_SUGGEST, words) for words in _WORDS]
        far = pan(driver, _OWN)
        driver.execute_script("const v = kgGraph.view; const s = v.spot; v.go(s[0], s[1], 0.9, false)")
        near = pan(driver, _OWN)
        driver.execute_script("kgGraph.select(kgGraph.scene.nodes[0]); kgGraph.fit(false)")
        wait(driver, "return document.querySelector('#graph-panel .group') !== null", 60)
        hub = pan(driver, _OWN)
    return {
        "graph read, laid out and served, s": served,
        "page opened to data there, s": data,
        "data to first paint, s": painted - data,
        "data to interactive, s": ready - data,
        **frames("panning, all in view", far),
        **frames("panning, near", near),
        **frames("panning, one selected", hub),
        "search answered and listed, slowest, ms": max(search),
        "search answered and listed, median, ms": statistics.median(search),
    }


def pyvis(graph: Graph) -> dict[str, float]:
    """Figures of the same graph as pyvis draws it, with the positions of the explorer and no physics."""
    from pyvis.network import Network

    from kg.serve.layout import layout

    with tempfile.TemporaryDirectory() as folder:
        places = layout(graph, Path(folder) / "places")
        drawing = Network(directed=True, cdn_resources="in_line")
        for node in graph.entities:
            x, y = places[node.id]
            drawing.add_node(node.id, label=node.name, x=x, y=y)
        for fact in graph.facts:
            drawing.add_edge(fact.s, fact.o, title=fact.p)
        drawing.toggle_physics(False)
        path = Path(folder) / "plain.html"
        path.write_text(drawing.generate_html(), encoding="utf-8")
        with browser() as driver:
            began = time.perf_counter()
            driver.get(path.as_uri())
            wait(
                driver,
                "return typeof network !== 'undefined' && network !== null && network.body.nodeIndices.length > 0",
                200,
            )
            driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
            opened = time.perf_counter() - began
            picture(driver, f"bench-{len(graph.entities)}-pyvis.png")
            times = pan(driver, _VIS)
    return {"page opened to first paint, s": opened, **frames("panning, all in view", times)}


def page(graph: Graph) -> dict[str, float]:
    """Figures of the page that `kg view` writes."""
    from kg.view import view

    with tempfile.TemporaryDirectory() as folder, browser() as driver:
        began = time.perf_counter()
        html = view(graph)
        written = time.perf_counter() - began
        path = Path(folder) / "view.html"
        path.write_text(html, encoding="utf-8")
        began = time.perf_counter()
        driver.get(path.as_uri())
        wait(driver, "return Boolean(window.kgView) && document.querySelector('#canvas canvas') !== null", 60)
        driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
        opened = time.perf_counter() - began
        picture(driver, "bench-view.png")
        times = pan(driver, _VIS.replace("network.", "kgView.network."))
    return {"written, s": written, "page opened to interactive, s": opened, **frames("panning", times)}


@dataclass(frozen=True, slots=True)
class Pan:
    """Milliseconds of each frame while the camera moved, and seconds of processor the busiest process took."""

    times: tuple[float, ...]
    busiest: float


def pan(driver: Any, step: str) -> Pan:
    """Move the camera for a while."""
    before = processors(driver)
    times = driver.execute_async_script(_PAN % step, _SECONDS)
    after = processors(driver)
    return Pan(tuple(times), max((used - before.get(pid, 0.0) for pid, used in after.items()), default=0.0))


def processors(driver: Any) -> dict[int, float]:
    """Seconds of processor that each process of the browser has taken; none where the system does not tell."""
    parents: dict[int, list[int]] = {}
    used: dict[int, float] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(path.parent.name)
        parents.setdefault(int(told[1]), []).append(pid)
        used[pid] = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    found, open_ = {}, [driver.service.process.pid]
    while open_:
        pid = open_.pop()
        found[pid] = used.get(pid, 0.0)
        open_ += parents.get(pid, [])
    return found


def frames(name: str, moved: Pan) -> dict[str, float]:
    """Frames a second by the clock and by the processor, and the slowest frame but for one in twenty."""
    times = sorted(moved.times)
    figures = {f"{name}, frames a second": 1000 * len(times) / sum(times)}
    if moved.busiest:
        figures[f"{name}, frames a processor second"] = len(times) / moved.busiest
    return figures | {f"{name}, slow frame, ms": times[int(len(times) * 0.95)]}


def mark(driver: Any, name: str) -> float:
    """Seconds from the opening of the page to a mark it made."""
    at: float = driver.execute_script("return performance.getEntriesByName(arguments[0])[0].startTime", name)
    return at / 1000


def wait(driver: Any, script: str, seconds: float) -> None:
    """Wait until a script says yes."""
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(driver, seconds, 0.1).until(lambda d: d.execute_script(script))


if __name__ == "__main__":
    main()
