"""Names that the whole country knows and that no head noun tells: 新华社, 长三角, 党的二十大, 富士康."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.reading import Mention
from kg.extract.scene import Scene
from kg.knowledge.tables import rows
from kg.knowledge.words import any_of

_FORM = re.compile("(?:股份|集团)?(?:有限)?(?:责任)?公司|集团")
_STEP = 2


_CROPS = frozenset({"苹果", "小米"})
"""Firms that bear the names of crops."""
_FARMS = re.compile(r"[果茶粮农]农|果园|种植|鲜果|水果|采摘|丰收|果树|果品|产量|公斤|杂粮|[万千百\d]亩|嫁接")


def _farmed(scene: Scene, position: int) -> bool:
    """Whether the paragraph of a name speaks of what grows, and so of the crop."""
    start = scene.text.rfind("\n", 0, position) + 1
    end = scene.text.find("\n", position)
    return _FARMS.search(scene.text, start, end if end > 0 else len(scene.text)) is not None


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    types = {r["name"]: r["type"] for r in rows("known_names.tsv")}
    return re.compile(any_of(types)), types


_PLENUM = re.compile("(?:党的)?[一二三四五六七八九十]{1,3}届[一二三四五六七八]中全会")
"""Plenary sessions of the party's central committee."""


def find(scene: Scene) -> Iterator[Mention]:
    """Mentions of known names that begin and end where words do."""
    pattern, types = _known()
    for hit in pattern.finditer(scene.text):
        if types[hit.group()] == "Enterprise" and _longer(scene.text, hit):
            continue
        if hit.group() in _CROPS and _farmed(scene, hit.start()):
            continue
        if scene.whole(*hit.span()):
            yield Mention(hit.start(), hit.end(), types[hit.group()], hit.group(), 0.75, "known")
    for hit in _PLENUM.finditer(scene.text):
        yield Mention(hit.start(), hit.end(), "Event", hit.group(), 0.75, "known")


def _longer(text: str, hit: re.Match[str]) -> bool:
    """Whether a longer firm of the page begins so, and is meant here too: 中建|某构 after 中建某构有限公司."""
    name = text[hit.start() : hit.end() + _STEP]
    return any(_FORM.match(text, m.end()) for m in re.finditer(re.escape(name), text))
