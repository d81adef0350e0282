"""What pointing words at the head of a clause stand for: `该项目`, `二期`, `公司`, `全部项目`, `该县`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extract.measures.head import HOLDERS
from kg.extract.measures.words import pattern
from kg.extract.reading import Reading


@dataclass(slots=True)
class Walk:
    """What is known on the way from clause to clause."""

    main: str
    topic: str = ""
    steady: str = ""
    work: str = ""
    work_sentence: int = -1
    firm: str = ""
    sentence: int = 0
    named: int = -1
    """The sentence that named its topic last."""
    made: str = ""
    latest: str = ""
    """The work named last in the whole text."""
    counted: bool = False
    """Whether numbers were told of the topic in the clause before."""


_PHASE = re.compile(r"(?:[此本]次|目前|其中)?([一二三四]期)(?:项目|工程|总?投资|建设|占地|计划)")
_FIRM_DOES = re.compile(
    r"企业(?=实现|计划|现有|拥有|投资|总|已|将|目前|去年|今年|年|产值|销售|员工|占地|主要|是|建成|成立|先后|累计|研发|生产|获|于|还|也|又|在|从)"
)


def _a_firm(text: str, start: int, end: int) -> bool:
    """Whether a clause is headed by `公司`, or by `企业` as one that does something, not as firms at large."""
    hit = pattern("firm").match(text, start, end)
    return bool(hit) and (
        (hit is not None and hit.group() != "企业") or bool(_FIRM_DOES.match(text, start, end))
    )


_THIS_FIRM = re.compile(r"这家[^，。；\n]{0,14}?(?:企业|公司|工厂|老厂)")
_THAT = re.compile(
    r"(?:该|本|此|整个)(?:项目|工程)|项目(?:总投资|占地|建成|投产|达产|全部建成|计划|位于|选址|坐落|地处|规划|主要建设)|工程(?:于|总投资|概算|计划|建成|总)"
)


@cache
def _pointing() -> re.Pattern[str]:
    """What a clause begins with that stands for something named before."""
    some = (_PHASE, _ALL_WORKS, pattern("anaphor"), _THAT, pattern("firm"), _THIS_FIRM)
    return re.compile("|".join(p.pattern for p in some))


_OF_WORK = re.compile("项目|工程|期")
_ALL_WORKS = re.compile(r"(?:全部|所有|这批|这些|上述|以上)(?:项目|工程)")
_GROUP = re.compile(r"(?:这|全部)?(\d+)(?:个|项)")


def _grouped(reading: Reading, stop: int) -> str:
    """The largest of the groups of works counted before: `全部项目` after `30个重大项目，其中外贸项目7个`."""
    before = (m for m in reading.mentions if m.type == "Project" and stop - 400 < m.start and m.end <= stop)
    sized = [(int(hit[1]), -m.start, m.entity) for m in before if (hit := _GROUP.match(m.text))]
    return max(sized)[2] if sized else ""


def meant_by(reading: Reading, heads: list[int], end: int, walk: Walk) -> str:
    """What `该项目`, `二期`, `公司`, `这是` at the head of a clause stand for: the work or firm named last."""
    text = reading.passage.text
    first = heads[0] + (text[heads[0] : heads[0] + 1] in "“‘\"'")
    starts = [s for s in dict.fromkeys((first, *heads[1:])) if _pointing().match(text, s, end)]
    if not starts:
        return ""
    group = _grouped(reading, heads[0]) if any(_ALL_WORKS.match(text, s, end) for s in starts) else ""
    if group:
        return group
    phase = next((m for m in (_PHASE.match(text, s, end) for s in starts) if m), None)
    phased = phase and next(
        (m.entity for m in reading.mentions if m.type == "Project" and phase[1] in m.text), ""
    )
    if phased:
        return phased
    if walk.firm and len(heads) > 1 and _a_firm(text, heads[-1], end):
        return walk.firm
    took = next((m for m in (pattern("anaphor").match(text, s, end) for s in starts) if m), None)
    if took and walk.latest and "项目" in took.group() and reading.types.get(walk.work) != "Project":
        return walk.latest
    if took and (walk.work or (walk.latest and _OF_WORK.search(took.group()))):
        return walk.work or walk.latest
    if walk.latest and any(_THAT.match(text, s, end) for s in starts):
        return walk.latest
    meant = any(_a_firm(text, s, end) or _THIS_FIRM.match(text, s, end) for s in starts)
    return walk.firm if meant else ""


def named_by(reading: Reading, kind: str, topic: str, main: str) -> str | None:
    """The entity that a vague word such as `全市`, `该县` stands for, judged by the end of its name."""
    for entity in (topic, main):
        if entity and reading.names.get(entity, "").endswith(kind):
            return entity
    seen: dict[str, int] = {}
    for mention in reading.mentions:
        if mention.type in HOLDERS and reading.names.get(mention.entity, "").endswith(kind):
            seen.setdefault(mention.entity, mention.start)
    return next(iter(seen), None) if kind in "省市区县旗镇乡村州" or kind in ("街道", "社区") else None
