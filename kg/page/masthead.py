"""The day a page was printed and the place its paper is named after, from the masthead or a web page's source line."""

from __future__ import annotations

import re
from datetime import date

from kg.knowledge.numerals import numeral

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)")
_SPELT = re.compile(
    r"([一二][〇零○Ｏ一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_PAPER = re.compile(
    r"(?:^|[ 　:：])(?:今日([一-龥]{2,4})"
    r"|([一-龥]{2,6}?)(?:[日晚晨早周时新商快导]报|周刊|周讯|导刊|新闻|时讯|融媒|观察|报))(?=$|[ 　])"
    r"|(?:来源|稿源|发布单位|发布机构|供稿)[:：][ 　]*([一-龥]{1,7}?[市县区旗])"
    r"(?:人民政府|政府|市委|县委|区委|旗委|融媒|广播|电视|新闻|发布|网|委)"
)
_EDGE = 4
"""Lines at the head and at the foot of a page among which its masthead stands."""
LONGEST = 80
"""A longer line is prose, whose dates are those of what it tells."""


def press_day(text: str) -> str | None:
    """The ISO date of a masthead: a full date in a short line at the head or foot; None where none stands."""
    lines = [line for line in (piece.strip() for piece in text.split("\n")) if line]
    for line in (*lines[:_EDGE], *reversed(lines[-_EDGE:])):
        if len(line) <= LONGEST and not re.search(r"[。！？；]", line):
            found = _full(line)
            if found:
                return found
    return None


def press_places(text: str) -> tuple[str, ...]:
    """What may be the place in the name of the paper or the source, as printed: 青阳 of a masthead 青阳新报."""
    lines = [line for line in (piece.strip() for piece in text.split("\n")) if line][:_EDGE]
    return tuple(
        hit[1] or hit[2] or hit[3] for line in lines if len(line) <= LONGEST for hit in _PAPER.finditer(line)
    )


def _full(line: str) -> str | None:
    hit = _DAY.search(line)
    if hit:
        return _iso(int(hit[1]), int(hit[2]), int(hit[3]))
    spelt = _SPELT.search(line)
    if spelt:
        return _iso(*(numeral(part) or 0 for part in spelt.groups()))
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
