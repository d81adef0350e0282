"""Public bodies: a place or a level (区, 县), then one or more stems (委, 组织部, 发改局, 管委会)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.naming import party
from kg.extract.reading import Mention
from kg.extract.scene import Scene
from kg.knowledge import bodies

LEVELS = ("街道", "社区", "省", "市", "区", "县", "州", "盟", "旗", "镇", "乡", "村")
_FOLLOW = re.compile(r"^(?:大院|大楼|大厦|门口|网站|工作报告)")
_RANKED = ("上级", "各级", "下级", "同级", "基层")
"""Before a body of some rank that is none by name: 上级|纪委."""
_APART = frozenset("、，,。：:；;“”（( \n和及与该本我全据在由向对从经把被为给请让访按到")
_SORTING = frozenset({"a", "an", "b", "m", "q", "n", "nz"})
_WITH = re.compile("(?:联合|会同|协同|组织|指导|督促|配合|邀请|协调|最后|随后|会后|同时|目前|近日|日前)$")
_COMMITTEES = frozenset({"委", "委员会", "工委", "支部", "总支", "基层委员会"})
"""Stems before whose place a party may be named: 民建|青原市|委员会."""
_TERM = re.compile(r"第[一二三四五六七八九十\d]+届\Z")
_BUREAU = re.compile(
    r"(?<![布格结时僵残棋大骗败开定全困破战])局(?![部面限势促域内外中气地])|委(?=[、，,。；：:和与及等主副党联]|$)"
)
_LISTED = re.compile(
    r"(?:(?<=[局部办委]、)|(?<=[局部办委]和)|(?<=人[，,]))[^\W\d局委]{4,12}局(?=[、和及等（(]|全体|主要|负责|相关|有关)"
)
"""A bureau in a list of bureaus that names neither place nor level."""
_BUREAU_LEVELS = frozenset("市县区旗州盟")
_FIELD = re.compile("[^\\W\\d局委]+")
_BESIDE_STREET = re.compile("(?:党工委|工委)[㐀-鿿]{0,5}、$")
"""Before the office of a street that is told of beside its party committee: 街道党工委委员、|办事处."""
_SECTION = re.compile(
    r"(?!相关|有关|各)[^\W\d的]{2,8}?(?:处|科|股|室|[大中支]队)(?=副?(?:处长|科长|股长|主任|[大中支]队长)|长|工作人员|干部|科员|民警|相关负责人|负责人)"
)
_SECTIONED = frozenset("局厅院处会心部府")
"""Ends of the names of bodies that are told apart by sections."""
_FIELDS = frozenset({"n", "vn", "v", "nz", "ORG", "nt", "j", "an", "a", "nw", "PER", "LOC", "b", "f", "s"})
_DEPARTMENT = re.compile("部门(?!的?(?:负责|联合|协同|单位|之间))")
_CENTRE = re.compile("(?<!党)中央(?=[、和与及](?:国务院|[省市县区州]委|自治区党委)|精神|决策部署)")
"""The party's centre, named before the committees below it."""
_DELEGATE = re.compile("(?:代表|委员)(?!大会|会|工作室|之家|联络|工委)")
"""Behind a body without its place: those who sit in it, of whom no certain body is told."""
_SHORT = {
    "党组": re.compile("^织"),
    "委": re.compile(r"^(?:员|托|任|派|内|屈|靡|会)"),
    "政府": re.compile(r"^(?:采购|补贴|投资|债|网|工作报告|扶持|引导|购买)"),
}


@cache
def _of_party() -> re.Pattern[str]:
    return re.compile(f"(?:中共|{party().pattern})$")


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
    firms = {m.end for m in known if m.type == "Enterprise"}
    for hit in _stems().finditer(scene.text):
        if hit.start() in firms and hit.group() == "办公室":
            continue
        found = _body(scene, hit, ends, chained)
        if found is not None:
            chained[found.end] = found.start
            yield found
            yield from _committee(scene, hit, found)
            section = _section(scene, found)
            if section is not None:
                chained[section.end] = section.start
                yield section
    for hit in _BUREAU.finditer(scene.text):
        unlisted = None if hit.end() in chained else _bureau(scene, hit, ends)
        if unlisted is not None:
            chained[unlisted.end] = unlisted.start
            yield unlisted
    yield from _apart(scene, chained)
    for hit in _DEPARTMENT.finditer(scene.text):
        told = _department(scene, hit, ends)
        if told is not None:
            yield told


def _apart(scene: Scene, chained: dict[int, int]) -> Iterator[Mention]:
    """Bodies that neither place nor level begins."""
    for hit in _CENTRE.finditer(scene.text):
        yield Mention(hit.start(), hit.end(), "PublicBody", hit.group(), 0.9, "body")
    for hit in _LISTED.finditer(scene.text):
        if hit.end() not in chained and _of_things(scene, hit.start(), hit.end() - 1):
            yield Mention(hit.start(), hit.end(), "PublicBody", hit.group(), 0.6, "body")


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


def _section(scene: Scene, body: Mention) -> Mention | None:
    """The section of a body whose staff is told of: 县林业局|造林科|科长, 区人社局|信访科|工作人员."""
    hit = _SECTION.match(scene.text, body.end) if body.text[-1] in _SECTIONED else None
    if hit is None or not _of_things(scene, body.end, hit.end() - 1):
        return None
    return Mention(body.start, hit.end(), "PublicBody", scene.text[body.start : hit.end()], 0.8, "body")


def _bureau(scene: Scene, hit: re.Match[str], ends: dict[int, int]) -> Mention | None:
    """A bureau of a level whose field no table lists: 县|规建局, 区|经济信息委."""
    for size in range(2, 8):
        position = hit.start() - size
        if position < 1 or not _FIELD.fullmatch(scene.text, position, hit.start()):
            return None
        if scene.text[position - 1] not in _BUREAU_LEVELS:
            continue
        start, score = _start(scene, position, ends, {})
        if start < position and _of_things(scene, position, hit.start()):
            text = scene.text[start : hit.end()]
            return Mention(start, hit.end(), "PublicBody", text, min(score, 0.8), "body")
    return None


def _of_things(scene: Scene, start: int, end: int) -> bool:
    """Whether words of things and doings alone stand in a stretch, and none that a clause is made of."""
    words = scene.words[scene.word_at(start) : scene.word_before(end) + 1]
    return all(w.pos in _FIELDS for w in words)


def _committee(scene: Scene, hit: re.Match[str], found: Mention) -> Iterator[Mention]:
    """The party committee that a longer body begins with: 县委 in 县委常委会."""
    if (
        hit.group().startswith("委")
        and not hit.group().startswith("委员")
        and len(hit.group()) > 1
        and found.start < hit.start()
    ):
        end = hit.start() + 1
        yield Mention(found.start, end, "PublicBody", scene.text[found.start : end], 0.85, "body")


def _one_of_many(scene: Scene, start: int) -> bool:
    """Whether a village or town is told by its sort alone (软弱涣散|村党支部, 三个|村支部), and so is its body."""
    if not scene.text.startswith(("村", "镇", "乡", "社区"), start):
        return False
    i = scene.word_before(start)
    return i >= 0 and scene.words[i].end == start and scene.words[i].pos in _SORTING


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
    beside = stem == "办事处" and _BESIDE_STREET.search(text, max(0, start - 10), start)
    if (
        start == hit.start()
        and not beside
        and not ((own or bodies.alone(stem)) and (second or scene.begins(start)))
    ):
        return None
    if text[start - 1 : start] in {"）", ")"} or (len(stem) < 3 and _acting(scene, hit.end())):
        return None
    if start == hit.start() and stem in {"人大", "政协"} and _DELEGATE.match(text, hit.end()):
        return None
    if stem.endswith("部") and text.startswith("门", hit.end()):
        return None
    if _FOLLOW.match(text[hit.end() :]) or (start == hit.start() and text.endswith(_RANKED, 0, start)):
        return None
    before = _of_party().search(text, max(0, start - 4), start)
    if before and (stem in _COMMITTEES or before.group() == "中共"):
        start = before.start()
    if _one_of_many(scene, start):
        return None
    kind = bodies.kind_type(stem)
    if stem == "委" and text[:start].endswith("共青团"):
        start, kind = start - 3, "Institution"
    return Mention(start, hit.end(), kind, text[start : hit.end()], score, "body")


def _acting(scene: Scene, end: int) -> bool:
    """Whether the last character of a stem only begins a verb: 村企|联建."""
    word = scene.words[scene.word_before(end)]
    return word.start < end < word.end and word.pos in {"v", "vn", "vd"}


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
            if start in chained:
                return start, 0.85
            if (
                scene.begins(start)
                or scene.text[start - 1 : start] in _APART
                or _WITH.search(scene.text[max(0, start - 2) : start])
            ):
                inner = 1 if start and scene.text[start - 1] in "该本我全" else 0
                return start - inner, 0.85
    return position, 0.6
