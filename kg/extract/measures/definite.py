"""Common nouns that take up a thing named before: `工作室入驻12人`, `此次征收`, `以“一窗办”改革为例`."""

from __future__ import annotations

import re

from kg.extract.reading import Reading

_DOES = (
    r"(?=(?:目前|现|已|共|累计|总|一期|年|可|每年|每天|计划|预计|将|拟)*"
    r"(?:占地|建筑面积|有|设|拥有|应到|实到|入驻|服务|诊疗|接待|容纳|库容|床位|投资|位于|坐落|设立|收治|收购"
    r"|流转|吸纳|吸引|开展|培训|评审|审议|参会|到会))"
)
_DEFINITE = re.compile(
    r"[“‘]?(?:我们|该|本|此次|本次|整个)?(?P<noun>(?![新老旧原])[一-龥]{0,6}?(?:会议|大会|工作室|中心|医疗队|工作队|服务队|医院|学校|合作社|基地|水库|水厂|市场|景区|博物馆|图书馆|文化馆|书院|协会|商会|联盟|敬老院|养老院))"
    + _DOES
)
"""`工作室入驻12人`: a thing at the head of a clause by the last word of its name."""
_HEADED = re.compile(
    r"[“‘]?(?:该|本|整个)?[一-龥]{0,5}?(?P<noun>孵化器|产业园|物流园|科技园|工业园|创业园|工厂|厂房|生产线|交易中心|服务中心|隧道|大桥|电站|公园|码头|机场|牧场|养殖场|商场|纪念馆|体育馆|安置房|教学楼|综合楼)"
    + _DOES
)
"""`创业孵化器设立工位150个`: the only thing named before that is of the sort."""
_SORTED = frozenset(("Facility", "Project", "Platform", "Institution", "Zone"))
_TYPES = frozenset(("Facility", "Institution", "Enterprise", "Platform", "Event", "PublicBody", "Project"))
_NEAR = 300
"""How far back the name may stand that a common noun takes up."""
_THIS = re.compile(
    r"[“‘]?(?:该|此次|本次|这次|这一|这项|这个|这条|这座|这支|此项|该项)(?P<noun>[一-龥]{2,8})"
)
_TAKEN_UP = _TYPES | {"Initiative"}
_TAIL = re.compile(r"(?:项目|工程|工作|[一二三]期)+$")
_VAGUE = (
    "项目",
    "工程",
    "公司",
    "企业",
    "集团",
    "工作",
    "活动",
    "地区",
    "单位",
    "部门",
    "领域",
    "行业",
    "产业",
    "产品",
    "模式",
    "做法",
    "技术",
    "系统",
)
_EXAMPLE = re.compile(r"(?:就)?以[“‘]?(?P<name>[^，。；]{2,24}?)[”’]?为例$")
_ALL = _TAKEN_UP | {"AdministrativeDivision", "Zone"}


def definite(reading: Reading, heads: tuple[int, int], end: int) -> str:
    """The thing named before that a clause takes up by a common noun as its subject."""
    text = reading.passage.text
    if text.endswith("为例", heads[0], end):
        example = _exampled(reading, heads, end)
        if example:
            return example
    this = next((m for m in (_THIS.match(text, at, end) for at in heads) if m), None)
    if this and (taken := _taken_up(reading, heads[0], this["noun"])):
        return taken
    hit = next((m for m in (_DEFINITE.match(text, at, end) for at in heads) if m), None)
    if hit:
        return last(reading, heads[0], _TYPES, hit["noun"], _NEAR)
    sort = next((m for m in (_HEADED.match(text, at, end) for at in heads) if m), None)
    return only(reading, heads[0], sort["noun"]) if sort else ""


def only(reading: Reading, stop: int, noun: str) -> str:
    """The only thing that a name before an offset tells to be of a sort; empty where there are several or none."""
    before = (m for m in reading.mentions if m.end <= stop and m.type in _SORTED)
    found = {m.entity for m in before if _TAIL.sub("", m.text).endswith(noun)}
    return next(iter(found)) if len(found) == 1 else ""


def _taken_up(reading: Reading, stop: int, words: str) -> str:
    """What was named last with a name that ends as words begin: `此次征收打破…`, after `西湖片区征收`."""
    for size in range(min(len(words), 6), 1, -1):
        if words[:size] in _VAGUE:
            return ""
        for mention in reversed(reading.mentions):
            near = stop - _NEAR <= mention.start and mention.end <= stop and mention.type in _TAKEN_UP
            if near and _TAIL.sub("", mention.text).endswith(words[:size]):
                return mention.entity
    return ""


def _exampled(reading: Reading, heads: tuple[int, int], end: int) -> str:
    """What a clause holds up as an example: `以“一窗办”改革为例`."""
    text = reading.passage.text
    hit = next((m for m in (_EXAMPLE.search(text, at, end) for at in heads) if m), None)
    if not hit:
        return ""
    inside = [m for m in reading.mentions if hit.start() <= m.start and m.end <= end and m.type in _ALL]
    return inside[-1].entity if inside else ""


def last(reading: Reading, stop: int, types: frozenset[str], ending: str, near: int = 10_000) -> str:
    """The entity of one of the types named last before an offset whose name has an ending."""
    for mention in reversed(reading.mentions):
        if mention.start < stop - near:
            continue
        if mention.end <= stop and mention.type in types and mention.text.endswith(ending):
            return mention.entity
    return ""
