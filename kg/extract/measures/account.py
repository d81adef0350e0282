"""Reports of a place on itself: whom they speak of, and which parts look back or ahead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.genre import accounts
from kg.extract.reading import Reading
from kg.extract.times import Time, times

_HEADING = re.compile(r"^[一二三四五六七八九十]{1,2}、[^\n。]{2,40}$", re.M)
_BACK = re.compile(r"回顾|成就|成绩|完成情况|执行情况|进展情况")
_AHEAD = re.compile(r"目标|任务|安排|考虑|思路|要求|部署|打算|举措|重点|工作$|建设$")
_YEAR = re.compile(r"(20\d\d)年")
_PLANNED = re.compile(r"[“\"]十[一二三四五六七]五[”\"]")
_SPAN = re.compile(r"[^\n。]{0,12}(?:五年来|五年间|[“\"]十[一二三四五六七]五[”\"]时期)")
_LONG = re.compile(r"年均|五年|十[一二三四五六七]五")
_LAST = re.compile(r"[^\n。]{0,8}(?:过去一年|一年来|(?P<year>20\d\d)年(?!来))")
_DONE = re.compile(
    r"获批|入选|突破|投产|投用|成功|累计|圆满|稳居|首次|连续|取得|新增|完成|改善|提高到|增长\d|显著|实现|居全国"
)
_MEANT = re.compile(
    r"力争|支持|加快|争创|推进|健全|完善|布局|筹建|着力|实施|打造|办好|拓展|强化|深化|加强|做强|推动|促进"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a report that looks back or ahead: `kind` is actual, target or empty where unknown, `year`
    the one its 全年 means, `period` what it tells of where that is one year.
    """

    start: int
    end: int
    kind: str
    year: int | None
    period: str | None


def accountable(reading: Reading, ruled: Mapping[str, str]) -> str:
    """The place that a report of a place on itself speaks of; empty for other texts."""
    head = accounts(reading.passage.text, reading.passage.body)
    for mention in reading.mentions:
        if mention.start >= head:
            break
        place = ruled.get(mention.entity, mention.entity if mention.type == "AdministrativeDivision" else "")
        if place:
            return place
    return reading.context.entity or "" if head else ""


def parts(reading: Reading) -> tuple[Part, ...]:
    """The parts of a report by its numbered headings, or by its manner of speech where it has none."""
    text, year = reading.passage.text, reading.context.year
    if year is None or not accounts(text, reading.passage.body):
        return ()
    heads = list(_HEADING.finditer(text, reading.passage.body))
    if not any(_BACK.search(h.group()) or _YEAR.search(h.group()) for h in heads):
        return (_mannered(text, reading.passage.body, year),)
    ends = [h.start() for h in heads[1:]] + [len(text)]
    return tuple(p for h, end in zip(heads, ends, strict=True) for p in _part(text, h, end, year))


def _mannered(text: str, start: int, year: int) -> Part:
    done, meant = len(_DONE.findall(text, start)), len(_MEANT.findall(text, start))
    if meant > 4 * done:
        return Part(start, len(text), "target", year, str(year))
    return Part(start, len(text), "actual", year - 1, None if _LONG.search(text, start) else str(year - 1))


def _part(text: str, head: re.Match[str], end: int, year: int) -> list[Part]:
    title = head.group()
    told = [int(y) for y in _YEAR.findall(title)]
    if _BACK.search(title) or (told and max(told) < year):
        return _backward(text, head.end(), end, max(told, default=year - 1))
    if not (_AHEAD.search(title) or told):
        return []
    period = str(told[0]) if told and not _PLANNED.search(title) else None
    return [Part(head.end(), end, "target", told[0] if told else year, period)]


def _backward(text: str, start: int, end: int, year: int) -> list[Part]:
    """A part that looks back, cut where it turns from the last year to the last five."""
    out: list[Part] = []
    period: str | None = None
    for line in re.finditer(r"[^\n]+", text[start:end]):
        at, last = start + line.start(), _LAST.match(line.group())
        if _SPAN.match(line.group()):
            period = None
        elif last:
            period = last["year"] or str(year)
        out.append(Part(at, start + line.end(), "actual", year, period))
    return out


def periods(reading: Reading, found: Sequence[Part]) -> tuple[Time, ...]:
    """The times of a passage, those of a report's part that looks back resolved against its own year."""
    text, context = reading.passage.text, reading.context
    plain = times(text, context.date or reading.passage.date, context.year)
    if not found:
        return plain
    out = [t for t in plain if not any(p.start <= t.start < p.end for p in found)]
    for part in found:
        inside = times(text[part.start : part.end], None, part.year)
        out += [replace(t, start=t.start + part.start, end=t.end + part.start) for t in inside]
    return tuple(sorted(out))
