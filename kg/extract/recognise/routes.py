"""Roads and lines named by their ends (国道205山阳至清源公路, 山清高速柳坝至石桥段), and the bureaus that build them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import Mention
from kg.extract.recognise.chunks import left_edge
from kg.extract.scene import Scene

_LINE = "(?:高速公路|高速铁路|城际铁路|高速|高铁|铁路|公路|快速路|快速通道|[一二三四]级公路|客运专线|输水管线|天然气管道)"
_TO = re.compile(rf"至(?P<end>[㐀-鿿]{{2,5}}?){_LINE}(?!网|局|部门|建设|服务)")
_NUMBER = re.compile(r"(?:[国省县乡]道[A-Z]?\d{1,4}线?|[GSXY]\d{1,4}线?)$")
_STRETCH = re.compile(rf"{_LINE}(?:[（(][^（）()]{{2,10}}[）)])?(?P<of>[㐀-鿿]{{1,6}}至[㐀-鿿]{{1,6}}?段)")
_PLACES = frozenset({"LOC", "ns", "nz", "n", "PER", "ORG", "nr", "j"})
_BUREAU = re.compile(
    r"中国?(?:铁建|铁|建|交|冶|电建|水电|能建|核)第?[一二三四五六七八九十]{1,3}(?:航务|公路|港湾)?(?:工程)?局(?:集团)?(?:(?:总承包|股份)?(?:有限)?公司)?"
)


def find(scene: Scene) -> Iterator[Mention]:
    """The roads, their stretches and the building bureaus of a scene."""
    if "至" in scene.text:
        yield from _roads(scene)
        yield from _stretches(scene)
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
