"""Values that several share: indicators in a row, or holders in a row, each with the value or each with its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.measures.head import HOLDERS
from kg.extract.measures.noun import Phrase
from kg.extract.measures.spots import Spot
from kg.extract.reading import Figure, Mention

EVIDENCE = 58
"""The longest stretch that is shown as evidence."""
_JOINT = re.compile(r"、|(?<=[^、]{2})[和及与](?=[^、]{2})(?!以[上下])")
_ALIKE = re.compile(r"[都均各](?![类地级种方个项有])")
_SUMMED = re.compile(r"合计|共|总计|累计")
_LIST = ("、", "和", "与", "及", "以及")


def split(text: str, mentions: Sequence[Mention], row: Sequence[Spot], made: Figure) -> Iterator[Figure]:
    """One figure for each of the indicators that share the first value of a row, or that get one each (`分别`)."""
    spot, quantity = row[0], row[0].quantity
    gap = text[spot.start : quantity.core]
    each = "分别" in gap[-12:]
    alike = _ALIKE.search(gap[-8:])
    together = alike or (quantity.kind in ("share", "part") and (quantity.sign or "实现" in gap[-8:]))
    names = [n for n in _JOINT.split(made.indicator) if n]
    each = each or (len(names) > 2 and len(_run(text, row)) == len(names))
    names = names if together or each else []
    if each and len(names) < 2:
        names = _branches(text, mentions, spot, made.indicator)
        if not names:
            yield from _yearly(text, row, made)
            return
    if len(names) < 2 or min(map(len, _headed(names))) < 2:
        yield made
        return
    if not each and "“" in names[-1][1:]:
        yield replace(made, indicator=names[-1][names[-1].index("“") :])
        return
    for name, at in zip(_headed(names), row if each else [spot] * len(names), strict=False):
        if _of_a_kind(at, spot):
            yield _told(made, at, indicator=name)


_YEARS = re.compile(r"(20\d\d)年?(?:至|到|[-—–~～]+)(20\d\d)年")


def _yearly(text: str, row: Sequence[Spot], made: Figure) -> Iterator[Figure]:
    """The values of one indicator in a row, a year each: `2016年至2018年分别完成产值3亿元、4亿元、5亿元`."""
    run = _run(text, row)
    told = list(_YEARS.finditer(text, max(made.start - 60, 0), row[0].quantity.start))
    first = int(told[-1][1]) if told else 0
    spanned = bool(told) and int(told[-1][2]) - first + 1 == len(run)
    for number, at in enumerate(run):
        period = str(first + number) if spanned else made.period if len(run) == 1 else None
        yield replace(_told(made, at), period=period)


def _run(text: str, row: Sequence[Spot]) -> list[Spot]:
    """The values of one unit that stand in a row from the first on."""
    run = [row[0]]
    for spot in row[1:]:
        gap = text[run[-1].quantity.end : spot.quantity.start]
        if gap not in ("、", "和") or spot.quantity.unit != row[0].quantity.unit:
            break
        run.append(spot)
    return run


_BRANCHES = re.compile(
    r"(?P<names>[^，。；：\d“”]{2,40}?)[两二三四五六七八](?:大|个|项|类)?[^，。；、和]{0,6}(?:产业|行业|领域|集群|企业|项目)?分别"
)


def _branches(text: str, mentions: Sequence[Mention], spot: Spot, indicator: str) -> list[str]:
    """Branches in a row that share an indicator: `钢铁、化工两大产业分别实现产值30亿元、20亿元`."""
    at = bisect_right(mentions, spot.quantity.start, key=lambda m: m.start) - 1
    start = max(spot.clause.start, mentions[at].end) if at >= 0 else spot.clause.start
    hit = _BRANCHES.search(text, start, spot.quantity.start)
    names = [n.strip("的") for n in _JOINT.split(hit["names"]) if n] if hit else []
    return [name + indicator for name in names]


def _headed(names: list[str]) -> list[str]:
    """Names in a row with the head that only the last one carries: `城镇和农村居民收入`, `智能家电、智能手机零售额`."""
    *others, last = names
    ends = {name[-2:] for name in others}
    at = last.rfind(min(ends)) if len(ends) == 1 else -1
    if at > 0:
        return [name + last[at + 2 :] for name in others] + [last]
    return [name + _head_of(last, name) for name in others] + [last]


def _head_of(last: str, name: str) -> str:
    head = last[len(name) :]
    return head if len(head) > 1 and _MEASURED.search(head) and not _MEASURED.search(name) else ""


_MEASURED = re.compile(
    r"(?:[率额量值数]|收入|面积|投资|规模|价格|支出|税收|标准|比例|比重|工资|利润|人次|强度|指数|增速)$"
)


def sharers(text: str, mentions: Sequence[Mention], spot: Spot, noun: Phrase) -> list[str]:
    """The names in a row that an indicator follows at once: `甲公司、乙公司营收占比达60%`."""
    at = bisect_right(mentions, noun.start, key=lambda m: m.start) - 1
    if at < 1 or noun.start >= spot.quantity.start or mentions[at].end != noun.start:
        return []
    chain = [mentions[at]]
    for mention in reversed(mentions[max(at - 7, 0) : at]):
        joined = text[mention.end : chain[-1].start] in _LIST and mention.start >= spot.clause.start
        if not joined or mention.type != chain[-1].type or mention.type not in HOLDERS:
            break
        chain.append(mention)
    return [m.entity for m in reversed(chain)]


def dealt(text: str, row: Sequence[Spot], made: Figure, holders: Sequence[str]) -> Iterator[Figure]:
    """One figure for each holder in a row: all with a share or an equal value, or each with its own (`分别`).

    A sum over all of them is told of none.
    """
    spot, quantity = row[0], row[0].quantity
    gap = text[max(made.start, quantity.core - 16) : quantity.core]
    if "分别" in gap:
        for who, at in zip(holders, row, strict=False):
            if _of_a_kind(at, spot):
                yield _told(made, at, s=who)
    elif quantity.kind in ("share", "part") or _ALIKE.search(gap):
        yield from (replace(made, s=who) for who in holders)
    elif not _SUMMED.search(gap):
        yield made


def _of_a_kind(one: Spot, first: Spot) -> bool:
    return one.clause.sentence == first.clause.sentence and one.quantity.unit == first.quantity.unit


def _told(made: Figure, at: Spot, s: str = "", indicator: str = "") -> Figure:
    """A figure with the value of another spot."""
    own = at.quantity
    end = max(made.end, own.end if own.end - made.start <= EVIDENCE else made.end)
    return replace(
        made, s=s or made.s, indicator=indicator or made.indicator, value=own.text, number=own.number, end=end
    )
