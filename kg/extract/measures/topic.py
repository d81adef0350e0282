"""Of whom a number is stated: the topic that governs each clause of a passage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.measures.account import accountable
from kg.extract.measures.definite import definite, last
from kg.extract.measures.head import HOLDERS, PLACES, entered, leading, personal, skips, spans
from kg.extract.measures.meant import Walk, meant_by, named_by
from kg.extract.measures.speech import speeches
from kg.extract.reading import Mention, Reading
from kg.extract.times import Time

WORKS = frozenset(("Project", "Facility", "Zone", "Platform"))
"""Types of which area, investment and output are told."""

_WHILE = re.compile(r"(?:之?后|时|之际|期间|以来|之前|以前|来看|方面|中|背景下)$")
_AFTER = re.compile(r"后$")
_AGENTS = frozenset(("PublicBody", "Enterprise", "Institution"))
_RULERS = re.compile(
    r"(?:党委|党组|党工委|政府|党支部|党总支|村委会?|居委会|支部|指挥部|防指|[省市州盟县区旗镇乡村]委|两委|管委会|管理委员会|工委|办事处|委员会|村“两委”)$"
)
_DATELINE = re.compile(r"(?:本报|本网|新华社|中新网|人民网)[一-龥\d]{0,14}[讯电]\s*")
_HERE = re.compile(r"[“‘]?(?:这里|这|那里)(?:就|便)?是")
_SINCE = re.compile(
    r"(?:正式)?(?:上线|运营|投用|投产|成立|启用|开通|建成|开园|运行|投入使用)(?:以来|后|至今)"
)
_ENDS = "。！？!?；;\n"
_DIGIT = re.compile(r"\d")
_WHOLE = re.compile(
    r"(?:全|我|该|本|此|俺)(省|市|区|县|旗|镇|乡|街道|村|社区|州|局|公司|园区|开发区|高新区|新区|集团|企业|项目|工程)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between marks: its offsets, the number of its sentence, and the entity it is about.

    `own` tells that the clause names its topic itself. `work` is the project, building, zone or platform
    that the paragraph named last before the clause, `fresh` tells that its sentence did. `made` is what the
    sentence tells to have been founded, built, or held right before: a body, a firm, an event as well.
    """

    start: int
    end: int
    sentence: int
    topic: str
    own: bool
    work: str
    fresh: bool
    made: str = ""


def clauses(reading: Reading, mentions: Sequence[Mention], periods: Sequence[Time]) -> list[Clause]:
    """The clauses of a passage with their topics, carried on from clause to clause."""
    text, out, i = reading.passage.text, [], 0
    ruled, ends = _ruled(reading), {t.start: t.end for t in periods}
    told = accountable(reading, ruled)
    main = told or _main(reading, mentions)
    walk, spoken = Walk(main, main, main), tuple(speeches(text, mentions))
    led: Counter[str] = Counter({main: 1} if main else {})
    for start, end, mark in spans(text):
        inside = []
        while i < len(mentions) and mentions[i].start < end:
            if mentions[i].start >= start:
                inside.append(mentions[i])
            i += 1
        named = _named(reading, (start, end), inside, ends, walk)
        if told and not named and not walk.counted:
            walk.topic = walk.steady = told
        if named == NOBODY:
            walk.topic, named = "", ""
        elif named:
            walk.topic = ruled.get(named, named)
            led[walk.topic] += 1
            walk.named = walk.sentence
            if reading.types.get(walk.topic) not in _PASSING:
                walk.steady = walk.topic
        fresh = walk.work_sentence == walk.sentence
        said = next((who for s, e, who in spoken if s <= start < e), "")
        topic = (
            ""
            if personal(text, (start, end), inside, ends)
            else (walk.named < walk.sentence and said) or walk.topic
        )
        out.append(Clause(start, end, walk.sentence, topic, bool(named), walk.work, fresh, walk.made))
        walk.counted = (
            mark not in _ENDS and bool(_DIGIT.search(text, start, end)) and (bool(named) or walk.counted)
        )
        some = bool(_MAKING_SOME.search(text, start, end))
        walk.work_sentence = -1 if some else walk.work_sentence
        anew = mark in _ENDS or some
        walk.made = _made(text, (start, end), inside) or ("" if anew else walk.made)
        _pass(reading, walk, inside, mark)
        if mark == "\n" and not told:
            best = max(led, key=lambda e: led[e], default="")
            walk.steady = walk.steady if led[walk.steady] > 1 or led[best] < 2 else best
            headed = (
                bool(named) and text[start - 1 : start] in ("", "\n") and _itemed(text, start, end, inside)
            )
            walk.topic, walk.work = (named, walk.work) if headed else (walk.steady, "")
            walk.work_sentence = walk.sentence if headed else walk.work_sentence
    return out


_WORKS_AT_LARGE = ("项目", "该项目", "本项目", "工程", "该工程")
_FIRMS_AT_LARGE = ("公司", "该公司", "本公司", "企业", "该企业", "集团", "该集团", "该厂")
_VAGUE = frozenset((*_WORKS_AT_LARGE, *_FIRMS_AT_LARGE))
_PASSING = frozenset(("Project", "Facility", "Platform"))


_MAKING = re.compile(
    r"(?:成立|组建|组成|创办|创建|开设|开办|举办|举行|承办|建成|建起|建立|设立|搭建|打造|构建|兴建|新建|开发|研发|开放|开通|上线|推出|发布|实施|启动|建设|开展|投建)了?"
)


_STANDING = frozenset(("Person", "AdministrativeDivision", "PublicBody", "Document"))
_TEAMS = ("队", "组", "专班", "团", "指挥部", "联盟")
"""What is set up to do something: `抽调骨干组成服务队，进驻村庄80个`."""
_MAKING_SOME = re.compile(_MAKING.pattern + r"[^，。；]{0,8}\d+多?余?[个家支台座名处条所套件]")
"""`建成3个加工厂`: works without names, of which what follows may be told."""


def _made(text: str, span: tuple[int, int], inside: list[Mention]) -> str:
    """What a clause ends with, told there to be founded, built, held or carried out."""
    last = inside[-1] if inside else None
    team = last is not None and last.type == "PublicBody" and last.text.endswith(_TEAMS)
    if last is None or (last.type in _STANDING and not team):
        return ""
    closed = not re.sub(r"[”’）)等建设工作活动]", "", text[last.end : span[1]])
    return last.entity if closed and _MAKING.search(text, span[0], last.start) else ""


_SITES = frozenset(("Zone", "Facility"))
_SITED = re.compile(
    r"(?:位于|坐落[于在]|落户[于在]?|选址[于在]?|落地|地处|入驻|布局[于在]|[东南西北][至临接起邻]|起于|止于)[^，,。；;：:\n]*$"
)
"""What a work lies in is not spoken of by what follows."""


def sited(text: str, start: int) -> bool:
    """Whether a name tells where something lies."""
    return bool(_SITED.search(text, max(0, start - 30), start))


_BEING = re.compile(r"(?:是|为|打造|建设成|建成)[^。；\n]{0,80}的?$")


def _being(reading: Reading, walk: Walk, mention: Mention) -> bool:
    """Whether a park or market is what the project spoken of is to be: `该项目是集加工、物流于一体的物流园`."""
    if reading.types.get(walk.topic) != "Project" or walk.work != walk.topic:
        return False
    text = reading.passage.text
    low = max(mention.start - 90, 0)
    return bool(_BEING.search(text, low, mention.start)) and text[mention.end : mention.end + 1] in "，。、和"


def _pass(reading: Reading, walk: Walk, inside: list[Mention], mark: str) -> None:
    """Note what a clause leaves behind for those after it."""
    text = reading.passage.text
    for mention in inside:
        there = mention.type in _SITES and (sited(text, mention.start) or _being(reading, walk, mention))
        if mention.type in WORKS and mention.text not in _VAGUE and not there:
            walk.work, walk.work_sentence = mention.entity, walk.sentence
            if mention.type == "Project":
                walk.latest = mention.entity
        elif mention.type == "Enterprise" and mention.text not in _VAGUE:
            walk.firm = walk.firm or mention.entity
        if mention.type == "Facility" and not walk.firm:
            walk.firm = next(
                (m.entity for m in reading.mentions if m.start == mention.start and m.type == "Enterprise"),
                "",
            )
    if reading.types.get(walk.topic) == "Enterprise":
        walk.firm = walk.topic
    if mark in "。！？!?\n":
        walk.sentence += 1
        if reading.types.get(walk.topic) == "Platform":
            walk.topic = walk.steady


_OBJECT = re.compile(
    r"(?:实施|启动|建设|新建|扩建|改建|开工|推进|开展|完成|建成|包括|涵盖)了?[^，。；\n]{2,40}?[，,]$"
)


def _listed(text: str, start: int, end: int, inside: list[Mention]) -> bool:
    """Whether a clause is nothing but one more of the works that a verb before it lists: `启动了A工程，B工程，`."""
    if len(inside) != 1 or inside[0].type not in _PASSING or inside[0].start != start:
        return False
    ended = inside[0].end >= end and text[end : end + 1] in "，,"
    return ended and bool(_OBJECT.search(text, max(start - 48, 0), start))


_ITEM = re.compile(
    r"[ \u3000■◆●▲★]*(?:[一二三四五六七八九十]{1,2}[是、]|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、．])?[“]?"
)


def _itemed(text: str, start: int, end: int, inside: list[Mention]) -> str:
    """The work or firm whose name is all that a heading or the head of an item says: `一是防洪工程。`."""
    led = _ITEM.match(text, start, end)
    stops = "。\n，：" if led and "是" in led.group() else "。\n"
    whole = text[end : end + 1] in stops and (not start or text[start - 1] in "。；\n”")
    if not led or not whole or len(inside) != 1 or inside[0].type not in HOLDERS - PLACES:
        return ""
    return inside[0].entity if inside[0].start <= led.end() and inside[0].end >= end - 1 else ""


_UNKNOWN = re.compile(
    r"(?![^，。；]{0,6}(?:该|此|本|这|整个|全部|上述|各|类|批|一期|二期|三期|\d+个|重点|重大|签约|开工|在建|招商))"
    r"(?P<name>[一-龥A-Za-z0-9·—\-“”（）]{3,24}?(?:项目|工程|产业园|生产线|水电站|风电场|医院|学校|大桥|水厂|小区))"
    r"(?=(?:位于|坐落|选址|总投资|计划总?投资|概算|总?占地|规划用地|规划总?面积|总建筑面积|建筑面积))"
)
"""`青石教育城项目占地90亩`, where no name was found: its numbers are of none that was named before."""


def _unknown(text: str, head: int, end: int, inside: list[Mention]) -> bool:
    """Whether a clause is of a work whose name was not recognised."""
    hit = _UNKNOWN.match(text, head, end)
    return hit is not None and not any(m.type in _PASSING and m.end >= hit.end("name") - 1 for m in inside)


def _acting(mention: Mention) -> bool:
    """Whether what was done or came about before is told of what the next clause tells, too.

    `镇政府了解情况后，筹资30万元`, `该项目建成后，安排200人`, but not `新工厂投产后，产值9亿元`, which is the firm's.
    """
    return mention.type in _AGENTS or mention.text in _VAGUE


def _named(
    reading: Reading, span: tuple[int, int], inside: list[Mention], ends: dict[int, int], walk: Walk
) -> str:
    """The topic that a clause names itself: a name, `全市`, `该项目`; empty where it names none."""
    text, (start, end) = reading.passage.text, span
    dated = _DATELINE.match(text, start, end)
    start = dated.end() if dated else start
    inside = [m for m in inside if m.start >= start]
    heads = skips(text, start, end, ends)
    head = heads[-1]
    if item := _itemed(text, start, end, inside):
        return item
    here = _HERE.match(text, start, end)
    if here and any(m.type in HOLDERS for m in inside):
        return next(m.entity for m in inside if m.type in HOLDERS)
    hall = entered(text, start, end, inside)
    if hall:
        return hall
    first = None if _listed(text, start, end, inside) else leading(text, start, end, inside, ends)
    of = WHOLE_BEFORE.search(text, start, first.start) if first else None
    if of and (place := named_by(reading, of[1], walk.topic, walk.main)):
        return place
    acting = first is not None and _acting(first) and bool(_AFTER.search(text, start, end))
    if first and (acting or not _WHILE.search(text, start, end) or _SINCE.match(text, first.end, end)):
        meant = meant_by(reading, heads, end, walk) if first.text in _VAGUE else ""
        return meant or first.entity
    whole = next((m for m in (_WHOLE.match(text, at, end) for at in heads) if m), None)
    if whole and (place := named_by(reading, whole[1], walk.topic, walk.main)):
        return place
    if whole and whole.group() in _THESE:
        return NOBODY
    local = _LOCAL.match(text, start, end) or _LOCAL.match(text, head, end)
    if local and (place := named_by(reading, local[1], walk.topic, walk.main)):
        return place
    classed = _CLASSED.match(text, head, end)
    if classed and (place := last(reading, start, _PLACE_TYPES, classed[1], 40)):
        return place
    held = _AT_EVENT.match(text, head, end)
    if held and (event := last(reading, start, _EVENTS, "" if held[1] == "活动" else held[1])):
        return event
    if first is None and _unknown(text, head, end, inside):
        return NOBODY
    known = definite(reading, (start, head), end)
    return known or meant_by(reading, heads, end, walk)


_EVENTS = frozenset(("Event",))
_PLACE_TYPES = frozenset(("AdministrativeDivision",))
_CLASSED = re.compile(
    r"(?:[一二三四五六七八九十\d]+年前)?(?:只|曾|原本|原)?[是为][^，。；\n]{0,16}?的[一-龥]{0,4}([乡镇村县])$"
)
"""`位于甲县乙乡，是一个普通的农业乡`: of two places named in a row the one of that class is spoken of."""
_AT_EVENT = re.compile(
    r"(?:本次|此次|本届|该|整个|[一二三四五六七八九十两\d]+天的?)?(活动|展会|博览会|交易会|旅游节|文化节|大会|赛事|庙会)"
    r"[^，。；\n]{0,12}(?:接待|吸引|成交|签约额|销售额|参展|参赛|观众|游客)"
)
"""`活动三天累计接待游客3万人次` is told of the event."""


NOBODY = "?"
"""The topic of a clause whose subject stands for something that was not named."""
_THESE = ("该区", "该县", "该市", "该镇", "该乡", "该村", "该局", "该旗", "该社区", "该街道")
_LOCAL = re.compile(r"[“‘]?(村)(?:里|内|中|上|民|子里|集体|[东西南北]边?|头)")
"""`村里有党员40名` is told of the village spoken of."""
WHOLE_BEFORE = re.compile(r"全(省|市|县|区|旗|镇|乡|村)$")
"""What makes a name behind it a ware of the place: `全县苹果产量`."""


def _ruled(reading: Reading) -> dict[str, str]:
    """The place that each party committee or government of a passage runs: its numbers are the place's."""
    places = [(n, e) for e, n in reading.names.items() if reading.types[e] in PLACES]
    places += [(m.text, m.entity) for m in reading.mentions if m.type in PLACES and len(m.text) > 2]
    out = {}
    for entity in {m.entity for m in reading.mentions if m.type == "PublicBody"}:
        name = reading.names[entity]
        if _RULERS.search(name):
            held = max(((len(n), e) for n, e in places if name.startswith(n)), default=None)
            if held:
                out[entity] = held[1]
    return out


def _main(reading: Reading, mentions: Sequence[Mention]) -> str:
    if reading.context.entity:
        return reading.context.entity
    counts = Counter(m.entity for m in mentions if m.type in PLACES)
    return max(counts, key=lambda e: counts[e], default="")
