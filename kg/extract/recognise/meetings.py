"""Meetings: where their names begin, and which of them need no name of their own."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.recognise.chunks import left_edge
from kg.extract.scene import Scene
from kg.knowledge.tables import column

_HELD = re.compile(
    r"在(?!线)|于|召开了?|举行了?|举办了?|出席了?|参加|主持|召集|承办|主办|筹备|筹办|开好|办好|用好|争取|聆听|收听收看了?|收听了?|收看了?|观看|提请|的"
)
_THIS = re.compile("(?:本|此|这)次(?=[^，,。；：、]{0,6}$)")
"""Points at the meeting that is going on: 表决通过|本次会议议程."""
_DOUBLE = re.compile("暨(?=[^，,。；：、]{2,}$)")
"""Between the two names of one meeting: 某某工作会议|暨|某某表彰大会."""
_JOINT = re.compile(r"、|以及|[和与及]")
_STAGED = re.compile(
    r"[㐀-鿿]{2,6}?(?:(?:在|于)[^，,。；;\n]{1,18}?)?(?:举行|召开|开幕|举办|落幕|闭幕|启动|拉开帷幕|上[，,])"
)
LONGEST = 32
_OUTSIDE = frozenset({"p", "r", "u", "d", "w", "c", "PER", "v"})
"""Parts of speech that stand in no name of a meeting that is the subject of its clause."""
_AND = frozenset({"和", "与", "及"})
_BREAK = re.compile(r"[，,。；;：:！？\n]|的")
_WIDE = re.compile("全[国省市区县镇]$")
_HOSTED = re.compile(
    r"(?:召开|举行|举办|出席|参加|主持|主持召开)了?(?:(?:昨[日天]|当[日天]|今[日天]|此次|本次)的?)?$"
)


def edge(scene: Scene, head: int) -> int:
    """Where the name of a meeting begins: after 在, 召开, 出席 and the like, else at its noun phrase."""
    near = left_edge(scene, head, kind="Event")
    double = _DOUBLE.search(scene.text, max(0, head - LONGEST), head)
    if (
        double
        and not _BREAK.search(scene.text, double.start(), head)
        and _met(scene.text[max(0, double.start() - 6) : double.start()])
    ):
        return edge(scene, max(double.start() - 2, 0))
    first = scene.sentence_at(head)[0]
    clause = scene.text[max(first, head - 48) : head]
    this = max((m.start() for m in _THIS.finditer(clause)), default=-1)
    if this >= 0 and not _BREAK.search(clause[this:]):
        return head - len(clause) + this
    hit = max(_HELD.finditer(clause), key=lambda h: h.end(), default=None)
    told = hit.end() if hit else 0
    joint = max((j.end() for j in _JOINT.finditer(clause) if _met(clause[: j.start()])), default=0)
    single, told = joint <= told, max(told, joint)
    if told and clause.count("、", told) > single and not set("“‘") & set(clause[told:]):
        told = clause.rfind("、") + 1
    if not told or _BREAK.search(clause[told:]):
        return _staged_edge(scene, near, head)
    start = head - len(clause) + told
    return near if clause.count("“", told) > clause.count("”", told) else start


def _staged_edge(scene: Scene, near: int, head: int) -> int:
    """Where a meeting begins that takes place (某区2019年春季集中开工活动|在…举行): where its clause does."""
    if not _STAGED.match(scene.text, head):
        return near
    start, i = near, scene.word_before(near)
    while i >= 0 and scene.words[i].end == start and head - start < LONGEST:
        if scene.words[i].pos in _OUTSIDE and scene.text[scene.words[i].start : start] not in _AND:
            break
        start = scene.words[i].start
        i -= 1
    closed = i < 0 or scene.words[i].end < start or scene.text[start - 1] in "，,。；;：:\n"
    return start if closed and scene.words[scene.word_at(start)].pos in {"LOC", "ORG", "ns", "nt"} else near


def _met(text: str) -> bool:
    """Whether a stretch ends in the name of a meeting, so that another one may follow in a list."""
    return text.endswith(heads())


@cache
def heads() -> tuple[str, ...]:
    """The heads that tell a meeting, and meetings known by name."""
    return column("heads.tsv", "head", type="Event") + column("known_names.tsv", "name", type="Event")


_OFTEN = re.compile(
    "(?:定期|不定期|经常|多次|适时|及时|通过|采取|采用|每[月周季年半旬天]|[每逐]次|随时|常态化|轮流)[^，,。；;]{0,10}$"
)
"""What makes meetings of the way in which things are done: 定期|召开推进会, 通过|召开座谈会."""


def hosted(text: str, start: int) -> bool:
    """Whether a meeting without a name (签约仪式, 座谈会) is held or attended, and so is a particular one."""
    found = _HOSTED.search(text, max(0, start - 8), start)
    return found is not None and not _OFTEN.search(text, max(0, found.start() - 14), found.start())


def widened(text: str, start: int) -> int:
    """The edge with 全市 before the name of a meeting."""
    return start - 2 if _WIDE.search(text[max(0, start - 2) : start]) else start
