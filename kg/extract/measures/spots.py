"""Quantities where they stand: each in its clause, with the free text up to its neighbours."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.measures.topic import Clause
from kg.extract.measures.words import pattern
from kg.extract.quantities import Quantity
from kg.extract.reading import Mention

_INDEX = re.compile(r"(?:主要|重点|核心|经济)*指标")
_HEAD = re.compile(r"^[^\n。！？；]{4,48}$", re.M)
_COUNTING = frozenset(("count", "person", "tally", "set", "bare"))
_TALLIES = frozenset(("count", "person", "tally"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A quantity, its clause, and the free text around it: [start, quantity) before, (quantity, end] behind.

    `limiting` tells that what stands before belongs to the noun (`产值超千万元的企业40户`); `fresh` that no
    other quantity stands before it in its clause.
    """

    quantity: Quantity
    clause: Clause
    start: int
    end: int
    fresh: bool
    limiting: bool = False


def spots(
    text: str, amounts: Sequence[Quantity], found: Sequence[Clause], mentions: Sequence[Mention]
) -> list[Spot]:
    """The quantities that can be measurements, in their places."""
    kept = [
        q
        for q in amounts
        if not (_aged(text, q) or _running(text, q) or _index(text, q))
        and not (_inside(text, q, mentions) or _summing(text, q, mentions))
    ]
    kept = _unrepeated(text, kept)
    starts = [c.start for c in found]
    limits = _limits(text, kept, starts)
    out = []
    for i, quantity in enumerate(kept):
        if i in limits:
            continue
        clause = found[max(bisect_right(starts, quantity.core) - 1, 0)]
        before, behind = i - 1, i + 1
        while before in limits:
            before -= 1
        while behind in limits:
            behind += 1
        low = kept[before].end if before >= 0 else 0
        high = kept[behind].start if behind < len(kept) else clause.end
        start = min(max(clause.start, low), quantity.start)
        end = max(min(clause.end, high), quantity.end)
        out.append(Spot(quantity, clause, start, end, low <= clause.start, i - 1 in limits))
    return out


def _aged(text: str, quantity: Quantity) -> bool:
    """Whether a quantity is the age of somebody, not how long people live."""
    return quantity.kind == "age" and not re.search(
        "寿命|平均年龄", text[max(quantity.start - 8, 0) : quantity.start]
    )


def _running(text: str, quantity: Quantity) -> bool:
    """`连续五年` says how long something held, `3年前` when."""
    if quantity.kind == "time" and text[quantity.end : quantity.end + 1] in "前来":
        return True
    return quantity.kind in ("time", "tally") and text[quantity.start - 2 : quantity.start] in (
        "连续",
        "持续",
        "已连",
    )


def _index(text: str, quantity: Quantity) -> bool:
    """`五大指标` sums up a list and counts nothing."""
    return quantity.kind in ("set", "count") and bool(_INDEX.match(text, quantity.end))


def _inside(text: str, quantity: Quantity, mentions: Sequence[Mention]) -> bool:
    """Whether a number is part of a name; one that begins a name counts what it says, but for a list's sum."""
    at = bisect_right(mentions, quantity.core, key=lambda m: m.start) - 1
    if at < 0 or quantity.core >= mentions[at].end:
        return False
    sized = mentions[at].type == "Project" and quantity.kind not in _COUNTING
    start = mentions[at].start
    listed = mentions[at].type == "Project" and text[start - 1 : start] == "等"
    return start < quantity.core or sized or listed


def _summing(text: str, quantity: Quantity, mentions: Sequence[Mention]) -> bool:
    """`甲公司、乙公司2家企业`: a count of the names before it, which tells nothing new."""
    at = bisect_right(mentions, quantity.start, key=lambda m: m.start) - 1
    if at < 0 or mentions[at].end != quantity.start or quantity.kind != "count":
        return False
    told = text[quantity.end : quantity.end + 1] in "为是均都获入被"
    while at and mentions[at - 1].end == mentions[at].start:
        at -= 1
    return not told and text[mentions[at].start - 1] in "、和与及" and (quantity.number or 0) < 10


def _unrepeated(text: str, amounts: list[Quantity]) -> list[Quantity]:
    """Leave out what a headline says before the body says it."""
    heads = [m.span() for m in _HEAD.finditer(text)]
    body = [q for q in amounts if not _within(q, heads)]
    told = {(q.number, q.unit) for q in body} | {(q.number, "") for q in body if q.kind == "money"}
    return [q for q in amounts if (q.number, q.unit) not in told or not _within(q, heads)]


def _within(quantity: Quantity, heads: list[tuple[int, int]]) -> bool:
    at = bisect_right(heads, (quantity.start, 1 << 60)) - 1
    return at >= 0 and quantity.end <= heads[at][1]


def _limits(text: str, amounts: list[Quantity], starts: list[int]) -> set[int]:
    """Sums that only say which things are counted: `产值超千万元的企业40户`, `9个项目产值超2亿元`."""
    out = set()
    for i, quantity in enumerate(amounts):
        if quantity.kind not in ("money", "count", "mass", "power"):
            continue
        clause = bisect_right(starts, quantity.core)
        last = amounts[i - 1] if i and bisect_right(starts, amounts[i - 1].core) == clause else None
        if last and last.kind in _TALLIES and i - 1 not in out:
            gap = gap_of(text, last, quantity)
            over = quantity.low is not None and pattern("money", "{}$").search(gap)
            closed = text[quantity.end : quantity.end + 1] in "，。；、\n"
            if (not gap and not closed and (quantity.kind != "count" or (quantity.number or 0) >= 1000)) or (
                over and len(gap) <= 8
            ):
                out.add(i)
                continue
        after = amounts[i + 1] if i + 1 < len(amounts) else None
        if after and after.kind in _TALLIES and bisect_right(starts, after.core) == clause:
            gap = text[quantity.end : after.start]
            round_ = (
                quantity.spelt
                or quantity.text.startswith(("亿", "超", "过", "千万", "百万", "上"))
                or quantity.text.endswith(("以上", "以下"))
            )
            if quantity.low is not None and re.fullmatch("的?[^的]{2,8}" if round_ else "的[^的]{2,8}", gap):
                out.add(i)
        tailed = text[quantity.end : quantity.end + 1]
        if (
            last
            and last.kind in _TALLIES
            and quantity.low is not None
            and re.fullmatch("[^，。；]{0,2}", gap_of(text, last, quantity))
        ):
            out.add(i) if tailed not in "，。；、" else None
    return out


def gap_of(text: str, first: Quantity, second: Quantity) -> str:
    """The text between two quantities."""
    return text[first.end : second.start]
