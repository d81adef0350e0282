"""The Xinjiang Production and Construction Corps and its divisions, regiments and companies as places: 二师三十三团."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import Mention
from kg.extract.scene import Scene
from kg.knowledge.words import any_of

NAME = "新疆生产建设兵团"
_NUMBER = "[一二三四五六七八九十百〇零]"
_CORPS = re.compile("(?:新疆生产建设)?兵团(?!战士|长|级)")
_UNIT = re.compile(
    rf"第?{_NUMBER}{{1,3}}师(?![范傅生资长父徒德部])"
    rf"|(?:{_NUMBER}{{1,5}}|(?<![\d.])\d{{1,3}})团(?![结队体长伙聚圆员支组])"
    rf"|(?<=团){_NUMBER}{{1,3}}连(?![续接长队连环年体锁片])"
)
_CUES = ("兵团", "师市", "团场", "援疆")
"""Words without one of which a passage does not speak of the corps."""
_FARM = re.compile("(?<=师)[㐀-鿿]{2,4}(?:农场|牧场|种羊场)(?![场区])")
"""A regiment that kept the name of its farm: 第六师|某某农场."""


def find(scene: Scene) -> Iterator[Mention]:
    """The corps, and in passages that name it or its 师市 and 团场 their names."""
    text = scene.text
    if not any(cue in text for cue in _CUES):
        return
    farms = {hit.group() for hit in _FARM.finditer(text)}
    named = re.finditer(any_of(farms), text) if farms else ()
    for hit in (*named, *_CORPS.finditer(text), *_UNIT.finditer(text)):
        yield Mention(hit.start(), hit.end(), "AdministrativeDivision", hit.group(), 0.9, "corps")
