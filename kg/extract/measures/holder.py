"""The entity a number is told of: named beside it, meant by a work's indicator, or the clause's topic."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from kg.extract.measures.definite import last
from kg.extract.measures.head import HOLDERS, PLACES
from kg.extract.measures.meant import named_by
from kg.extract.measures.noun import Phrase
from kg.extract.measures.spots import Spot
from kg.extract.measures.topic import WHOLE_BEFORE, sited
from kg.extract.measures.words import forms, pattern
from kg.extract.reading import Mention, Reading, meeting

_BACK = re.compile(r"(?:在|从|自|向|对|与|和|同|距|距离|离|占|比|由|以|到|至|较|给|为)$")
_INTO = re.compile(
    r"(?:实施|上马|建设|新建|扩建|改建|兴建|建|用于|启动|开展|推进|加快|加大|打造|修建|进行|设立|对|扩大|改造)"
)


def holder(reading: Reading, mentions: Sequence[Mention], spot: Spot, noun: Phrase) -> tuple[str, float]:
    """The entity that holds a number and the score of the choice; an empty name where none is known."""
    text, clause = reading.passage.text, spot.clause
    choices = chain(_named(reading, mentions, spot, noun), _carried(reading, mentions, spot, noun))
    found = next((choice for choice in choices if choice[0]), None)
    nameless = noun.text in _COSTS and bool(_OF_SOME.match(text, spot.quantity.end))
    if found and not (nameless and found[1] in (0.75, 0.7)):
        return found
    rural = reading.names.get(clause.topic, "").endswith(("村", "屯", "社区", "嘎查"))
    governed = reading.types.get(clause.topic) in _GOVERNED and _unnamed(text, spot) and not rural
    if nameless or (not clause.own and (governed or _phase_at_large(text, spot))):
        return "", 0.0
    score = 0.85 if clause.own else 0.6
    if reading.types.get(clause.topic) == "PublicBody" and _OF_PLACES.search(noun.text):
        return _place_of(reading, clause.topic) or clause.topic, score
    return clause.topic, score


_COSTS = (
    "总投资",
    "投资",
    "计划总投资",
    "投资额",
    "总投资额",
    "计划投资",
    "占地",
    "占地面积",
    "总建筑面积",
    "建筑面积",
)
_OF_SOME = re.compile(
    r"的[^，。；：、\n]{2,24}?(?:项目|工程|基地|公路|大桥|工厂|产业园|中心|生产线|厂房|水库|学校|医院)"
)
"""A work behind its sum that bears no name here: `投资2亿元的环线公路`; its cost is nobody else's."""
_OF_PLACES = re.compile(
    r"(?:(?:粮食|油料|蔬菜|水果|肉类)[^，。]{0,3}产量|播种面积|生产总值|预算收入|可支配收入|固定资产投资|消费品零售总额|常住人口|森林覆盖率|规(?:模以)?上工业增加值)$"
)
"""What is told of a place whichever of its bureaus tells it."""


def _place_of(reading: Reading, body: str) -> str:
    """The place that the name of a body begins with."""
    name = reading.names.get(body, "")
    places = ((len(n), e) for e, n in reading.names.items() if reading.types[e] in PLACES and n)
    return max(((size, e) for size, e in places if name.startswith(reading.names[e])), default=(0, ""))[1]


def _named(
    reading: Reading, mentions: Sequence[Mention], spot: Spot, noun: Phrase
) -> Iterator[tuple[str, float]]:
    """Holders named around a number: behind its 的, beside its indicator, or as what a sum is put into."""
    text, clause = reading.passage.text, spot.clause
    if _COLLECTIVE.search(noun.text) and reading.types.get(clause.topic) not in PLACES:
        yield named_by(reading, "村", "", "") or "", 0.7
    first = bisect_left(mentions, clause.start, key=lambda m: m.start)
    last = bisect_right(mentions, spot.quantity.core, key=lambda m: m.start)
    inside = [m for m in mentions[first:last] if m.type in HOLDERS and m.end <= spot.quantity.start]
    following = [m for m in mentions[last : last + 4] if m.start >= spot.quantity.end]
    yield _possessed(reading, spot, noun, following), 0.8
    if noun.text.endswith(("投资", "投资额", "总额")):
        yield _listed(reading, spot), 0.7
    beside = _beside(text, inside, noun, spot)
    if beside and reading.types[beside] in ("Project", "Facility"):
        yield beside, 0.9
    if _INVESTED.search(noun.text) or (noun.verb == "投入" and noun.text.endswith("资金")):
        yield _invested(reading, spot, following, mentions[:last]), 0.75
    yield beside, 0.9


def _carried(
    reading: Reading, mentions: Sequence[Mention], spot: Spot, noun: Phrase
) -> Iterator[tuple[str, float]]:
    """Holders told before: what was just made, the work spoken of, `全县`, the meeting whose guests count."""
    text, clause = reading.passage.text, spot.clause
    told = clause.made and not clause.own and _MADE.match(text, clause.start, spot.quantity.start)
    if told and not _counted_since(reading, spot):
        yield clause.made, 0.7
    able = reading.types.get(clause.work) == "Project" and noun.text.endswith(("能力", "产能", "生产规模"))
    if not clause.own and ((able and clause.fresh) or _yielded(reading, spot, noun)):
        yield clause.work or _titled(reading), 0.7
    if not clause.own and _granted(reading, spot, noun):
        yield clause.work or _titled(reading), 0.7
    whole = _WHOLE.search(text, clause.start, spot.quantity.start)
    if whole:
        yield named_by(reading, whole[1], clause.topic, "") or "", 0.8
    if noun.text.startswith(("参会", "出席", "与会")):
        yield next((m.entity for m in mentions if m.type == "Event"), ""), 0.6


def _granted(reading: Reading, spot: Spot, noun: Phrase) -> bool:
    """Whether a sum that a bureau tells of is what a work costs: `县水利局提前谋划，批复投资600万元`."""
    costs = noun.text.endswith(("总投资", "批复投资", "概算", "概算投资", "工程投资"))
    return costs and reading.types.get(spot.clause.topic) == "PublicBody"


def _titled(reading: Reading) -> str:
    """The work that the headline names."""
    heads = (m for m in reading.mentions if m.start < reading.passage.body and m.type == "Project")
    return next((m.entity for m in heads), "")


def _unnamed(text: str, spot: Spot) -> bool:
    """Whether a clause tells of a work that has no name here; a place neither covers acres nor goes on stream."""
    return spot.clause.work == "" and bool(_BUILT.match(text, spot.clause.start, spot.quantity.start))


_PHASE = re.compile(
    r"[一二三四]期(?:项目|工程)?[^，。；、]{0,4}(?:投产|达产|建成)[^，。；、]{0,3}后，[^，。；]{0,12}，?$"
)


def _phase_at_large(text: str, spot: Spot) -> bool:
    """Whether a number is what a phase without a name of its own will yield: it is not yet the firm's."""
    clause = spot.clause
    return not clause.work and bool(_PHASE.search(text, max(0, clause.start - 30), clause.start))


_WHOLE = re.compile(r"全(省|市|区|县|旗|镇|乡|村)(?:同类|各类|现有|共有|共|范围内|的)?$")
_COLLECTIVE = re.compile("村集体|集体(?:经济)?收入")
"""What the collective of a village earns is the village's, whoever earns it for it."""
_GOVERNED = frozenset(("AdministrativeDivision", "PublicBody"))
_BUILT = re.compile(
    r"(?:该?项目)?(?:全部|预计)?(?:建成|投产|达产|竣工|投运|投用)[^，。]{0,4}后|(?:项目|规划)?(?:总?占地|总?用地|总?建筑面积)|(?:预计|可)?年(?:产|销售|吞吐|处理)|[这一][座条处栋]"
)


_MANY = re.compile(
    r"(?:重点|重大|新开工|在建|续建|签约|储备|开工|[省市县区]级)(?:建设)?(?:项目|工程)|工程建设项目|项目审批"
)
"""Projects of a sort: what they cost is told of none that was named before."""


_INTO_THIS = re.compile(f"(?:{_INTO.pattern}|^(?:完成|建成)了?)[^，,]*$")
_WORKS_COUNTED = re.compile(
    r"(?:项目|工程)(?:总数|共有?|达|有)*\d+多?余?[个项]|\d+多?余?[个项](?![^，。；、]{0,14}?[一-龥]项目)[^，。；、]{0,14}?(?:项目|工程)(?![^，。；、\d]{0,4}(?:位于|由|占地))"
)
"""`签约项目28个`: what works counted cost together is told of who counted them, not of one named before."""


def _counted_since(reading: Reading, spot: Spot) -> bool:
    """Whether the sentence counted works behind the last one it named."""
    text = reading.passage.text
    start = max(spot.clause.start - 90, 0)
    start = max(start, *(text.rfind(mark, start, spot.clause.start) + 1 for mark in "。；！？\n"))
    counts = [m.span() for m in _WORKS_COUNTED.finditer(text, start, spot.clause.start)]
    if not counts:
        return False
    low = counts[-1][0]
    return not any(
        m.start >= low - 1
        for m in meeting(reading, low, spot.clause.start)
        if m.type in ("Project", "Facility")
    )


_ALL_COUNTED = re.compile(
    r"[，。；](?:共|累计|已)*[全我][省市县区旗镇乡村](?:共|已|累计)[^，。；\n]{0,24}\d[^，。；\n]*，$"
)
"""`全市共落实安居项目24个，`: what follows is told of all of them, so of the place."""


def _yielded(reading: Reading, spot: Spot, noun: Phrase) -> bool:
    """Whether a clause tells what a work covers, costs or yields, the work being named before."""
    text = reading.passage.text
    lead = text[spot.clause.start : spot.quantity.start].lstrip("“‘\"' ")
    counted = _ALL_COUNTED.search(text, max(0, spot.clause.start - 60), spot.clause.start)
    if _MANY.search(lead) or counted or _counted_since(reading, spot):
        return False
    if spot.clause.fresh and pattern("yielding").match(lead):
        return True
    return noun.text in forms("project") and (spot.clause.fresh or "投资" not in noun.text)


_MADE = re.compile(
    r"[“‘\"' ]?(?:目前|现|共|累计|已|先后|分别|总共|预计|计划|每年|年|日)*(?:可|能够?)?"
    r"(?:进驻|深入|走访|治理|整治|修复|疏浚|带动|接待|培训|吸引|惠及|服务|安置|吸纳|接入|入驻|流转|种植|吸收|招收|收治|容纳|新增床位|设计|有|产|加工|处理|发电|吞吐|占地|用地|完成(?:总?投资|总?产值|总?进度|工程))"
)
"""What is told of a thing just founded or built: `建成数据平台，接入企业68家`."""
_INVESTED = re.compile(r"(?:投资额?|投资总额|投入|概算|总投资|投入[^，。；]{0,4}资金)$")


_HEAD_BEHIND = re.compile(
    r"[一-龥]{2,6}(?:服务中心|养老院|敬老院|护理院|医院|学校|小学|中学|幼儿园|基地|产业园|市场|水厂)(?=[，。；,\n])"
)
_BUILDINGS = frozenset(("Facility", "Institution", "Project"))
"""What may be named again by the end of its name alone: `建起有60个床位的养老服务中心`."""
_BUILT_UP = re.compile(
    r"[^。；\n]{0,50}?[，,](?:建起|建成|建设成|改造成|打造成|改建成|建)了?(?P<what>[^，。；,\n]{4,36})"
)


def _built_of(reading: Reading, spot: Spot) -> str:
    """What a sum was put into old things for: `投资80万元对库房进行改建，建起了养老服务中心`."""
    text = reading.passage.text
    hit = (
        _BUILT_UP.match(text, spot.quantity.end)
        if text[spot.quantity.end : spot.quantity.end + 1] == "对"
        else None
    )
    if not hit:
        return ""
    inside = [m for m in meeting(reading, hit.start("what"), hit.end("what")) if m.type in _BUILDINGS]
    bare = hit["what"].rpartition("的")[2]
    found = last(reading, spot.quantity.start, _BUILDINGS, bare) if len(bare) > 3 else ""
    return inside[-1].entity if inside else found


def _possessed(reading: Reading, spot: Spot, noun: Phrase, following: list[Mention]) -> str:
    """`投资700万元的烘干厂`, `有60个床位的护理院`: the name behind 的 holds the number."""
    text = reading.passage.text
    end = max(noun.end, spot.quantity.end) if noun.start >= spot.quantity.end else spot.quantity.end
    end = spot.quantity.end if text[spot.quantity.end : spot.quantity.end + 1] == "的" else end
    if text[end : end + 1] == "、":
        of = [m for m in following if m.end == spot.clause.end and text[m.start - 1] == "的"]
        return of[0].entity if of and of[0].type in _OWNERS else ""
    if text[end : end + 1] != "的":
        at_once = following and following[0].start == spot.quantity.end and following[0].type == "Project"
        return (
            following[0].entity
            if at_once and noun.start < spot.quantity.start and noun.text in _COSTS
            else ""
        )
    bare = _HEAD_BEHIND.match(text, end + 1)
    if bare and not (following and following[0].start < bare.end()):
        return last(reading, spot.quantity.start, _BUILDINGS, bare.group())
    if not following:
        return ""
    if spot.quantity.kind == "rank" and following[0].start == end + 1:
        row = [following[0]]
        for mention in following[1:]:
            row += [mention] if mention.start == row[-1].end else []
        return row[-1].entity
    mention = following[0]
    near = mention.start <= end + 7 and not re.search(r"[，。；、]", text[end : mention.start])
    return mention.entity if near and mention.type in _OWNERS else ""


_OWNERS = HOLDERS | {"Document"} - {"AdministrativeDivision"}


def _beside(text: str, inside: list[Mention], noun: Phrase, spot: Spot) -> str:
    """The name that the indicator follows at once, unless a preposition governs it."""
    for mention in reversed(inside):
        gap = (
            text[mention.end : max(noun.start, mention.end)]
            if noun.start < spot.quantity.start
            else text[mention.end : spot.quantity.start]
        )
        plain = not re.sub(r"[的”’]|已|现|共|总|项目|计划|预计|" + pattern("lead").pattern, "", gap)
        governed = bool(WHOLE_BEFORE.search(text, spot.clause.start, mention.start))
        governed = governed or bool(
            _BACK.search(text, max(spot.clause.start, mention.start - 2), mention.start)
        )
        owned = (
            mention.end == spot.quantity.start and noun.end > spot.quantity.end and spot.quantity.unit != "%"
        )
        if not owned and mention.type not in ("Project", "Facility"):
            lead = text[max(spot.clause.start, mention.start - 4) : mention.start]
            governed = governed or bool(pattern("verb", "{}了?$").search(lead))
        listed = text[mention.end : mention.end + 1] in ("等", "至") or text[mention.start - 1] == "、"
        if plain and not (governed or listed) and mention.start >= spot.clause.start:
            return mention.entity
        break
    return ""


_LISTING = re.compile(
    r"(?:^|[。；\n])[^。；\n]*?(?P<count>\d+多?余?[个项家][^。；\n]*?)[^。；\n]{0,20}(?:包括|包含|涵盖|涉及|囊括|主要有|分别[是为])[^。；\n]*、[^。；\n]*$"
)


def _listed(reading: Reading, spot: Spot) -> str:
    """Whose all the things are that were counted and then listed: `签约项目6个，包括A、B等，总投资9亿元`."""
    hit = _LISTING.search(reading.passage.text, max(0, spot.clause.start - 200), spot.clause.start)
    if not hit or spot.clause.own:
        return ""
    low, high = hit.start("count") - 12, hit.start("count") + 12
    group = next(
        (
            m
            for m in reading.mentions
            if low <= m.start < high and m.type == "Project" and m.text[0].isdigit()
        ),
        None,
    )
    topic = "" if reading.types.get(spot.clause.topic) in ("Project", "Facility") else spot.clause.topic
    return group.entity if group else topic or reading.context.entity or ""


_ONE_OF_SEVERAL = re.compile(r"(?:建设|改造|治理|修复|工程|项目)?、")
_ONE_OF_COUNTED = re.compile(r"等\d+[余多]?[个项家宗]")
_PURPOSE = re.compile(
    r"(?:^|[，。；\n])为了?[^，。；\n]*(?:建立|建设|打造|兴建|实施|建成|推进)[^，。；\n]*，$"
)


def _meant_for(reading: Reading, spot: Spot) -> str:
    """The work that a sum is spent for: `为了建设A基地，公司投资2亿元扩大产能`."""
    hit = _PURPOSE.search(reading.passage.text, max(spot.clause.start - 50, 0), spot.clause.start)
    inside = meeting(reading, hit.start(), hit.end()) if hit else []
    return next((m.entity for m in reversed(inside) if m.type in ("Project", "Facility")), "")


def _invested(reading: Reading, spot: Spot, following: list[Mention], earlier: Sequence[Mention]) -> str:
    """The project that a sum is put into: named behind the sum, else before it in the sentence.

    Of several works before it, the one that heads them: `一是水利工程。新建A站、B站，投资3亿元`.
    """
    text, types = reading.passage.text, reading.types
    if built := _built_of(reading, spot):
        return built
    for mention in following:
        between = text[spot.quantity.end : mention.start]
        if len(between) > 30 or re.search(r"[。；;、\n]|\d(?![^，。；\n]{1,10}的)", between):
            break
        if _ONE_OF_SEVERAL.match(text, mention.end) and mention.type != "Institution":
            break
        if mention.type in ("Project", "Facility", "Institution") and _INTO_THIS.search(between):
            return mention.entity
    if aim := _meant_for(reading, spot):
        return aim
    if spot.clause.own or _counted_since(reading, spot):
        return ""
    works: dict[str, None] = {}
    for mention in reversed(earlier):
        if re.search(r"[。！？；\n]", text[mention.end : spot.clause.start]):
            break
        if not works and _ONE_OF_COUNTED.match(text, mention.end):
            return ""
        if mention.type in ("Project", "Facility") and not sited(text, mention.start):
            works[mention.entity] = None
    several = len(works) > 1 and types.get(spot.clause.topic) == "Project"
    return spot.clause.topic if several else next(iter(works), "")
