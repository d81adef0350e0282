"""Public bodies: a place or a level (区, 县), then one or more stems (委, 组织部, 发改局, 管委会)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.reading import Mention
from kg.extract.scene import Scene
from kg.knowledge import bodies

LEVELS = ("街道", "社区", "省", "市", "区", "县", "州", "盟", "旗", "镇", "乡", "村")
_FOLLOW = re.compile(r"^(?:大院|大楼|大厦|门口|网站|工作报告)")
_APART = frozenset("、，,。：:；;“”（( \n和及与该本我全据在由向对从经把被为给请让访按到")
_WITH = re.compile("(?:联合|会同|协同|组织|指导|督促|配合|邀请|协调)$")
_TERM = re.compile(r"第[一二三四五六七八九十\d]+届\Z")
_DEPARTMENT = re.compile("部门(?!的?(?:负责|联合|协同|单位|之间))")
_PARTY = re.compile("(?<!党)中央(?=[、和与及](?:国务院|[省市县区州]委|自治区党委)|精神|决策部署)")
"""The party's centre, named before the committees below it."""
_SHORT = {
    "委": re.compile(r"^(?:员|托|任|派|内|屈|靡|会)"),
    "政府": re.compile(r"^(?:采购|补贴|投资|债|网|工作报告|扶持|引导|购买)"),
}


@cache
def _stems() -> re.Pattern[str]:
    return bodies.pattern()


def find(scene: Scene, known: Sequence[Mention]) -> Iterator[Mention]:
    """Bodies told by their stem; `known` are the places, zones and organisations found before."""
    ends: dict[int, int] = {}
    for mention in known:
        if mention.type != "Person" and mention.score >= 0.5:
            ends[mention.end] = min(ends.get(mention.end, mention.start), mention.start)
    chained: dict[int, int] = {}
    for hit in _stems().finditer(scene.text):
        found = _body(scene, hit, ends, chained)
        if found is not None:
            chained[found.end] = found.start
            yield found
            yield from _committee(scene, hit, found)
    for hit in _PARTY.finditer(scene.text):
        yield Mention(hit.start(), hit.end(), "PublicBody", hit.group(), 0.9, "body")
    for hit in _DEPARTMENT.finditer(scene.text):
        told = _department(scene, hit, ends)
        if told is not None:
            yield told


def _department(scene: Scene, hit: re.Match[str], ends: dict[int, int]) -> Mention | None:
    """A body told by its field alone: 县|水利|部门, where a 水利局 is known."""
    for size in (2, 3, 4):
        start = hit.start() - size
        if f"{scene.text[max(0, start) : hit.start()]}局" in bodies.forms():
            first, score = _start(scene, start, ends, {})
            return (
                Mention(first, hit.end(), "PublicBody", scene.text[first : hit.end()], score, "body")
                if first < start
                else None
            )
    return None


def _committee(scene: Scene, hit: re.Match[str], found: Mention) -> Iterator[Mention]:
    """The party committee that a longer body begins with: 县委 in 县委常委会."""
    if hit.group().startswith("委") and len(hit.group()) > 1 and found.start < hit.start():
        end = hit.start() + 1
        yield Mention(found.start, end, "PublicBody", scene.text[found.start : end], 0.85, "body")


def _body(scene: Scene, hit: re.Match[str], ends: dict[int, int], chained: dict[int, int]) -> Mention | None:
    text, stem = scene.text, hit.group()
    if stem in _SHORT and _SHORT[stem].match(text[hit.end() :]):
        return None
    start, score = _start(scene, hit.start(), ends, chained)
    term = _TERM.search(text, max(0, hit.start() - 8), hit.start()) if stem.endswith("代表大会") else None
    if term:
        start, score = _start(scene, term.start(), ends, chained)
    own = stem.startswith(LEVELS) and not stem.startswith("市") and "两委" not in stem
    second = text[start - 1 : start] in {"（", "("} and text[hit.end() : hit.end() + 1] in {"）", ")"}
    if start == hit.start() and not ((own or bodies.alone(stem)) and (second or _at_word(scene, start))):
        return None
    if stem.endswith("部") and text.startswith("门", hit.end()):
        return None
    if _FOLLOW.match(text[hit.end() :]):
        return None
    if text[start - 2 : start] == "中共":
        start -= 2
    kind = bodies.kind_type(stem)
    if stem == "委" and text[:start].endswith("共青团"):
        start, kind = start - 3, "Institution"
    return Mention(start, hit.end(), kind, text[start : hit.end()], score, "body")


def _start(scene: Scene, position: int, ends: dict[int, int], chained: dict[int, int]) -> tuple[int, float]:
    """Where the body begins that has its stem at `position`, with the score of what begins it."""
    if position in chained:
        return chained[position], 0.9
    if position in ends:
        start = ends[position]
        while start in ends:
            start = ends[start]
        return start, 0.92
    for level in LEVELS:
        start = position - len(level)
        if start >= 0 and scene.text.startswith(level, start):
            if start in ends:
                return ends[start], 0.9
            if (
                _at_word(scene, start)
                or scene.text[start - 1 : start] in _APART
                or _WITH.search(scene.text[max(0, start - 2) : start])
            ):
                inner = 1 if start and scene.text[start - 1] in "该本我全" else 0
                return start - inner, 0.85
    return position, 0.6


def _at_word(scene: Scene, position: int) -> bool:
    i = scene.word_at(position)
    return i < len(scene.words) and scene.words[i].start == position
