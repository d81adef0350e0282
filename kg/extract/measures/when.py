"""When a number held or shall hold, and whether it is actual, meant, or a bound."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from kg.extract.measures.noun import Phrase
from kg.extract.measures.spots import Spot
from kg.extract.measures.words import pattern
from kg.extract.times import Time

_STANDING = re.compile(
    r"占地|用地|(?:建筑|规划|流域|幅员|辖区|总)面积|年(?:产|处理|加工|销售|营业|吞吐|利税|税收|减排)|总投资|床位|库容|装机|工期|总长|全长|建设规模"
)
"""Indicators that hold of a work at any time: a time told before in the sentence is of something else."""
_MASKED = re.compile(
    r"“[^”]*”|主要|重要|必要|要求|要素|要闻|行动计划|年度?计划(?!投资)|年度目标|(?<=\d)年产|将(?=$|近|军|士)|未来[科方]"
)
"""Words that only hold a cue of what is meant: 主要, 行动计划, 2018年产量."""
_ENDS = re.compile(r"[。！？；;\n]")


def standing(noun: Phrase) -> bool:
    """Whether an indicator holds of a work at any time, so that only a time in its own clause is its own."""
    return bool(_STANDING.search(noun.text))


def period_of(text: str, spot: Spot, periods: Sequence[Time], since: int = 0) -> str | None:
    """The last period told before the number in its sentence, not before `since`, days cut to their month."""
    at = bisect_right(periods, spot.quantity.core, key=lambda t: t.start) - 1
    while at >= 0 and periods[at].start >= since and periods[at].end > spot.clause.start - 120:
        period = periods[at]
        if any(mark in text[period.end : spot.quantity.core] for mark in "。！？\n"):
            return None
        if _held(text, spot, period):
            value = period.value or ""
            return value[:7] if len(value) == 10 else value
        at -= 1
    return None


def _held(text: str, spot: Spot, period: Time) -> bool:
    """Whether a period told before a number is the number's: no start, no comparison, no day of another event."""
    compared = text[period.start - 1 : period.start] in ("比", "较") and period.end < spot.start
    since = period.lead in ("自", "从", "自从") and text[period.end : period.end + 1] != "的"
    if not period.value or since or compared:
        return False
    led = period.lead == "从" or text[period.start - 1 : period.start] in ("由", "从")
    if led and re.search(r"[到至为]", text[period.end : spot.quantity.core]):
        return False
    day = len(period.value) == 10 and period.start < spot.clause.start
    return not (day and text[period.end : spot.clause.start].strip("，, "))


def kind_of(text: str, spot: Spot, period: str | None, year: int | None) -> str:
    """`target`, `limit` or `actual`, by the last cue word before the number."""
    lead = text[max(spot.clause.start - 16, spot.quantity.start - 40, 0) : spot.quantity.start]
    lead = _MASKED.sub(lambda hit: " " * len(hit.group()), _ENDS.split(lead)[-1])
    bound = spot.quantity.kind in ("money", "share") and pattern("limit").search(lead)
    if bound or (spot.quantity.kind == "age" and "寿命" not in lead):
        return "limit"
    dated = period is not None and period[:4].isdecimal()
    if dated and period and year and int(period[:4]) > year:
        return "target"
    ahead = max((m.start() for m in pattern("target").finditer(lead)), default=-1)
    done = max((m.start() for m in pattern("actual").finditer(lead)), default=-1)
    return "target" if ahead > done else "actual"
