"""Where the name of a work begins: past 和, a size or a number, and back to its firm; behind a visit to what is named."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.recognise.chunks import FUNCTION, barriers, governors, left_edge, outsiders, visits
from kg.extract.scene import Scene
from kg.knowledge import divisions
from kg.knowledge.words import any_of

_SURVEYED = re.compile(r"[㐀-鿿]{0,30}(?:调研|视察|督导|督查|调度)(?=[㐀-鿿]{2})")
_AIDED = re.compile(
    r"[㐀-鿿]{2,20}?(?:对口(?:支援|援助|帮扶)|结对帮扶|定点帮扶|援建)了?(?!工作|合作|办公|促进|项目)(?=[㐀-鿿]{3})"
)
"""A helper and its aid, before the name of what is helped: 某市|对口援助|某某农场."""
_LED = re.compile(r"[㐀-鿿]{0,20}(?:领办|创办)(?=(?!的|者|人)[㐀-鿿]{2})")
"""Who leads a cooperative and that he does: 某村党支部|领办|某某合作社."""
_DIVISION = re.compile(r"[㐀-鿿]{0,14}[一二三四五六七八九十]师(?=[㐀-鿿]{2,4}$)")
"""The division of the corps before the farm that is its regiment: 第六师|某某农场."""
_VISITABLE = frozenset({"Enterprise", "Institution", "PublicBody", "Facility", "Zone", "Project"})
_ENDED = re.compile(r"(?:工程|项目|建设|基地|园区)$")
_GOVERNS = re.compile(
    r"(?:实施|启动|推进|建设|进行|承担|承建|完成|开工|新建|分为|包括|涉及|加大|[一二三四五六七八九十]是|工程、|[：:。；，,]|^)$"
)
_SIZE = re.compile("(?<![\\d一二三四五六七八九十余多][个座处条宗件项家批])(?:中小型?|[大中小]型|大中型)$")
"""A size that is part of the term behind it: 中小|河流, 大型|灌区, and not 3座中型|水库."""
_RESUMED = re.compile("续建$")
"""A term of the state that taggers cut: 灌区|续建|配套工程."""
_DOING = re.compile("(?:治理|改造|整治|建设|开发|扩建|修复|保护)$")
"""What is done to the thing whose phases are listed behind it: 西溪|治理|二、三期工程."""
_NUMBERS = re.compile(r"(?:(?:\d{1,2}|[一二三四五六])[#号期]?[、和])+$")
_NUMBERED = re.compile(r"(?:\d{1,2}|[一二三四五六])[#号期]")
_FIRMS = frozenset({"ORG", "COMPANY", "nt"})
_WITHIN = frozenset({"n", "nz", "nw", "ns", "LOC", "vn", "a", "an", "m", "q", "f", "b"})
_YIELD = re.compile("(?:年|日)(?:产|加工|处理)")
_FORMS = ("公司", "集团", "合作社")
_YEAR = re.compile(r"20\d\d年度?")
"""The year behind its place that the name of a work of one budget begins with: 某县|2024年度|灌区改造工程."""
_REACH = 28
"""Characters between a firm and the head of its work's name that are looked through."""


def work_edge(scene: Scene, start: int, enumerated: bool) -> int:
    """The edge of a work whose noun phrase begins at `start`; `enumerated` tells that 、 may join its parts."""
    start = _coordinate_edge(scene, start, "和与及、" if enumerated else "和与及")
    numbers = _NUMBERS.search(scene.text, max(0, start - 8), start)
    if numbers and _NUMBERED.match(scene.text, start):
        doing = _DOING.search(scene.text, max(0, numbers.start() - 4), numbers.start())
        return left_edge(scene, (doing or numbers).start(), kind="Project")
    for form in (_SIZE, _RESUMED):
        told = form.search(scene.text, max(0, start - 6), start)
        start = left_edge(scene, told.start(), kind="Project") if told else start
    return _firm_edge(scene, _year_edge(scene, start))


def _year_edge(scene: Scene, start: int) -> int:
    """The edge of a work whose year stands behind its place, both words of their own."""
    i = scene.word_before(start)
    year = scene.words[i] if i > 0 and scene.words[i].end == start else None
    place = scene.words[i - 1]
    if year is None or place.end != year.start or not _YEAR.fullmatch(scene.text, year.start, start):
        return start
    return place.start if divisions.candidates(scene.text[place.start : place.end]) else start


def _coordinate_edge(scene: Scene, start: int, joints: str) -> int:
    """The edge of a work of several parts (实施|湿地公园保护和河道修复工程): past 和 up to the verb that governs it."""
    edge = start
    while edge > 1 and scene.text[edge - 1] in joints and not _ENDED.search(scene.text[edge - 3 : edge - 1]):
        further = left_edge(scene, edge - 1, 16)
        if further >= edge - 2:
            break
        edge = further
    governed = _GOVERNS.search(scene.text[max(0, edge - 4) : edge])
    return edge if edge < start and governed else start


def _firm_edge(scene: Scene, start: int) -> int:
    """The edge of a work right behind its firm, whatever words describe it: 某某集团|年产5万吨非转基因食用油|项目."""
    i, edge = scene.word_before(start), start
    while i >= 0 and scene.words[i].end == edge and start - edge < _REACH:
        word = scene.words[i]
        text = scene.text[word.start : word.end]
        if edge < start and text.endswith(_FORMS):
            return edge
        if edge < start and word.pos in _FIRMS:
            return left_edge(scene, edge, kind="Project")
        told = text in governors() or text in outsiders() or text in barriers()
        if (
            (word.pos not in _WITHIN and not _YIELD.fullmatch(text))
            or told
            or (len(text) == 1 and text in FUNCTION)
        ):
            return start
        edge, i = word.start, i - 1
    return start


@cache
def _visited() -> re.Pattern[str]:
    """A visit, which taggers take into the name of what is visited: 某书记|深入|某县经开区."""
    return re.compile(f"[㐀-鿿]{{0,20}}{any_of(v for v in visits() if len(v) > 1)}到?(?=[㐀-鿿])")


def unvisited(text: str, start: int, head: int, kind: str) -> int:
    """The edge without the visit, the survey, the aid or the lead of what is named."""
    if kind in _VISITABLE:
        visited = _visited().match(text, start, head)
        start = visited.end() if visited else start
    if kind in {"Zone", "Enterprise", "Facility", "Institution"}:
        aided = _AIDED.match(text, start, head)
        start = aided.end() if aided else start
    if kind == "Enterprise":
        for outer in (_LED, _DIVISION):
            led = outer.match(text, start, head)
            start = led.end() if led else start
    if kind in {"Zone", "Project", "Enterprise"}:
        surveyed = _SURVEYED.match(text, start, head)
        start = surveyed.end() if surveyed else start
    return start
