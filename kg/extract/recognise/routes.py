"""Roads and lines named by their ends (国道205山阳至清源公路, 山清高速柳坝至石桥段), the bureaus that build them, and
what bounds an area on its four sides (东至山清高速石坝出口，西至…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import Mention
from kg.extract.recognise.chunks import left_edge
from kg.extract.scene import Scene
from kg.knowledge import divisions

_LINE = "(?:高速公路|高速铁路|城际铁路|高速|高铁|铁路|公路|快速路|快速通道|[一二三四]级公路|客运专线|输水管线|天然气管道)"
_TO = re.compile(rf"至(?P<end>[㐀-鿿]{{2,5}}?){_LINE}(?!网|局|部门|建设|服务)")
_NUMBER = re.compile(r"(?:[国省县乡]道[A-Z]?\d{1,4}线?|[GSXY]\d{1,4}线?)$")
_STRETCH = re.compile(rf"{_LINE}(?:[（(][^（）()]{{2,10}}[）)])?(?P<of>[㐀-鿿]{{1,6}}至[㐀-鿿]{{1,6}}?段)")
_PLACES = frozenset({"LOC", "ns", "nz", "n", "PER", "ORG", "nr", "j"})
_BUREAU = re.compile(
    r"中国?(?:铁建|铁|建|交|冶|电建|水电|能建|核)第?[一二三四五六七八九十]{1,3}(?:航务|公路|港湾)?(?:工程)?局(?:集团)?(?:(?:总承包|股份)?(?:有限)?公司)?"
)
_SIDE = re.compile(
    r"[东南西北](?:侧|面|部)?[至到起临接靠邻抵](?P<what>[^，,、；;。：:\n]{2,18}?)(?:处|附近|一线|为界)?(?=[，,、；;。])"
)
_NEXT = re.compile("[，,、；;]?$")
_FOUR = 3
"""Sides that must be told one after the other for an area to be bounded."""
_LINED = re.compile("(?:高速公路|高速|公路|国道|铁路|大道|大街|路)(?=[㐀-鿿])")
_BOUND = re.compile(
    "(?:[路街巷河江湖渠沟山岭坝桥]|大道|高速|国道|省道|铁路|出口|路口|交叉口|互通|水库|村界|分界线)$"
)
_CROSSING = re.compile("(?:路口|交叉口|大桥|桥)$")


def find(scene: Scene) -> Iterator[Mention]:
    """The roads, their stretches and the building bureaus of a scene."""
    if "至" in scene.text:
        yield from _roads(scene)
        yield from _stretches(scene)
        yield from _bounds(scene)
    for hit in _BUREAU.finditer(scene.text):
        yield Mention(hit.start(), hit.end(), "Enterprise", hit.group(), 0.9, "bureau")


def _roads(scene: Scene) -> Iterator[Mention]:
    """A road from one place to another, with the number before it."""
    for hit in _TO.finditer(scene.text):
        i = scene.word_before(hit.start())
        word = scene.words[i] if i >= 0 else None
        if word is None or word.end != hit.start() or word.pos not in _PLACES or word.end - word.start < 2:
            continue
        number = _NUMBER.search(scene.text, max(0, word.start - 10), word.start)
        start = number.start() if number else word.start
        yield Mention(start, hit.end(), "Facility", scene.text[start : hit.end()], 0.9, "route")


def _stretches(scene: Scene) -> Iterator[Mention]:
    """A stretch of a road, under the name of the road."""
    for hit in _STRETCH.finditer(scene.text):
        start = left_edge(scene, hit.start(), 12, "Facility")
        if start < hit.start():
            yield Mention(start, hit.end(), "Facility", scene.text[start : hit.end()], 0.9, "route")


def _bounds(scene: Scene) -> Iterator[Mention]:
    """What bounds an area on its sides; of a crossing on a road the crossing, of a road's exit the whole."""
    chain: list[re.Match[str]] = []
    for hit in (*_SIDE.finditer(scene.text), None):
        if hit and chain and _NEXT.fullmatch(scene.text, chain[-1].end(), hit.start()):
            chain.append(hit)
            continue
        for side in chain if len(chain) >= _FOUR else ():
            yield from _bound(scene, *side.span("what"))
        chain = [hit] if hit else []


def _bound(scene: Scene, start: int, end: int) -> Iterator[Mention]:
    road = _LINED.search(scene.text, start, end)
    if road:
        yield Mention(start, road.end(), "Facility", scene.text[start : road.end()], 0.8, "bound")
    if road and _CROSSING.search(scene.text, start, end):
        start = road.end()
    start = max(
        (
            e + start
            for s, e, name in divisions.scan(scene.text[start:end])
            if s == 0 and divisions.by_name(name)
        ),
        default=start,
    )
    text = scene.text[start:end]
    if _BOUND.search(text) and not text.endswith("村") and len(text) > 1:
        yield Mention(start, end, "Facility", text, 0.8, "bound")
