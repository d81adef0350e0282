"""Sittings of committees and congresses, told by their number: 某市委十二届九次全体会议, 县十七届人大常委会第三次会议."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.reading import Mention
from kg.extract.recognise import meetings
from kg.extract.scene import Scene
from kg.knowledge import bodies

_N = r"[一二三四五六七八九十百〇零\d]{1,4}"
_WHOSE = "(?:人大|政协|人民代表大会|党委|纪委)?(?:常务委员会|常委会|委员会)?"
_SORT = "(?:全体|委员|全委|扩大|常务|常委|主席|主任|代表)*(?:会议|全会|全委会|大会)"
_SITTING = re.compile(rf"第?{_N}届{_WHOSE}第?{_N}次{_SORT}")
_LEVELS = frozenset("省市县区州盟旗镇乡")


_CALLED = re.compile(
    r"(?:召开|举行|召集)(?:了|的)?(?P<name>[^，,。；：:、\n“”《》（）()会召举]{2,22}会(?:议)?)(?=[，,。；\n（(]|$)"
)
"""What is called together is a meeting, whatever its sort: 召开|重点部门工作过堂会."""
_LONG = 10
"""Shorter names that end in a sort of meeting may tell no more than their sort: 企业座谈会."""
_COUNTED = re.compile(r"(?:第?[一二三四五六七八九十\d]+次|[一二两三四五六七八九十\d多]+[场个])")


def _called(scene: Scene) -> Iterator[Mention]:
    for hit in _CALLED.finditer(scene.text):
        start, end = hit.span("name")
        counted = _COUNTED.match(scene.text, start, end)
        short = end - start < _LONG and not hit["name"].startswith("紧急")
        sorted_ = short and hit["name"].endswith(meetings.heads())
        if not (counted or sorted_ or bodies.pattern().search(scene.text, end - 3, end)):
            yield Mention(start, end, "Event", scene.text[start:end], 0.6, "called")


def find(scene: Scene, known: Sequence[Mention]) -> Iterator[Mention]:
    """Meetings by their numbers, from the body or place before them on; `known` are the names found before."""
    yield from _called(scene)
    hits = list(_SITTING.finditer(scene.text)) if "届" in scene.text else []
    ends = {m.end: m.start for m in sorted(known, reverse=True) if m.type != "Person"} if hits else {}
    for hit in hits:
        start = hit.start()
        while start in ends:
            start = ends[start]
        word = scene.words[scene.word_at(start - 1)] if start else None
        if word and start == hit.start() and scene.text[start - 1] in _LEVELS and word.start == start - 1:
            start -= 1
        yield Mention(start, hit.end(), "Event", scene.text[start : hit.end()], 0.9, "sitting")
