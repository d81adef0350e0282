"""Dates and periods in running text, resolved against the day or year a text was printed.

Values keep their precision: `2020`, `2020-H1`, `2020-Q1`, `2020-04`, `2020-04-05`, an interval
`2021/2025`. The word that anchored a relative time stays in `anchor`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from kg.knowledge.numerals import numeral

_D = "0-9０-９"
_RANGE = r"(?P<since>(?:19|20)\d\d)年?(?:[-—–~～－]+|至|到)(?P<until>(?:19|20)\d\d)年"
_YEAR = (
    rf"(?:(?P<full>(?:19|20|１９|２０)[{_D}]{{2}}|[一二][〇零○九][〇零○一二三四五六七八九]{{2}})年度?"
    r"|(?P<near>今年|本年度?|去年|上年|前年|明年|后年))的?"
)
_DAY = (
    rf"(?P<month>1[0-2]|１[０-２]|0?[1-9]|[１-９]|十[一二]?|[一二三四五六七八九])月份?"
    rf"(?:(?P<day>3[01]|[12１２][{_D}]|0?[1-9]|[１-９]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日"
    r"|(?P<third>上旬|中旬|下旬|初|底|末))?"
)
_MONTHS = (
    rf"前(?P<months>[{_D}]{{1,2}}|[两二三四五六七八九]|十一?)个月"
    r"|(?P<from>1[0-2]|[1-9１-９])月?份?(?:[-—–~～－]+|至|到)(?P<to>1[0-2]|１[０-２]|[1-9１-９])月份?"
)
_PART = (
    r"(?P<half>[上下]半年)|第?(?P<quarter>[一二三四1-4])季度|前(?P<quarters>[一二两三])个?季度|(?P<opening>首季)"
    rf"|{_MONTHS}|{_DAY}|(?P<edge>年底|年末|年初|年内|年中|全年|底|末|初|中期)"
)
_PLAN = r"[“\"‘「]?十(?P<plan>[一二三四五六])五[”\"’」]?(?P<phase>期间|时期|末|收官|规划期|以来|开局)?"
_WRITTEN = (
    r"(?P<iso>(?:19|20)\d\d)[-/.](?P<isomonth>1[0-2]|0?[1-9])"
    r"[-/.](?P<isoday>3[01]|[12]\d|0?[1-9])(?!\d)"
)
_VAGUE = (
    r"(?P<days>昨日|昨天|昨晚|今日|今天|今晨|今晚|前天|明天|明日)"
    r"|(?P<vague>近日|日前|近期|近年来|近几年|近年|目前|当前|眼下|如今)"
)
_TIME = re.compile(
    rf"(?P<lead>截至|截止到?|到|至|自从?|从)?(?:{_RANGE}|{_WRITTEN}|{_PLAN}|{_VAGUE}|(?:{_YEAR})?(?:{_PART})?)"
)
_START = re.compile(r"[0-9１-９一二三四五六七八九十今本去上下前明后当截到至自从首年全近昨日目眼如第“\"‘「]")
_SHIFT = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "后": 2}
_DAYS = {"昨": -1, "今": 0, "前": -2, "明": 1}
_PLANS = {c: 1951 + 5 * n for n, c in enumerate("一二三四五六", 11)}


@dataclass(frozen=True, slots=True, order=True)
class Time:
    """A date or period in a text: `text[start:end]` as printed, `value` in ISO 8601 with the precision kept.

    `value` is None where nothing resolves it (`近日`, `今年` without a year). `anchor` is the word or year
    that a relative value leans on, empty for an absolute one. `lead` is `截至`, `到`, `自` or empty.
    """

    start: int
    end: int
    text: str
    value: str | None
    anchor: str = ""
    lead: str = ""


@lru_cache(maxsize=8)
def times(text: str, date: str | None = None, year: int | None = None) -> tuple[Time, ...]:
    """All times of a text from left to right; `date` and `year` are those it was printed at, where known."""
    return tuple(_found(text, date, year or (int(date[:4]) if date else None)))


def _found(text: str, date: str | None, year: int | None) -> Iterator[Time]:
    last, shown, place = 0, None, -80
    for start in _START.finditer(text):
        at = start.start()
        if at < last or (at and text[at - 1] in _GLUED and text[at].isdecimal()):
            continue
        hit = _TIME.match(text, at)
        if not hit or not _tells(hit, text) or (hit["near"] == "后年" and text[at - 1 : at] in _DONE):
            continue
        near = shown if shown and at - place < 60 and "。" not in text[place:at] else None
        value, anchor = _value(hit, date, year, near)
        if hit["full"]:
            shown, place = _number(hit["full"]), hit.end()
        elif hit["near"] and value:
            shown, place = int(value[:4]), hit.end()
        last = hit.end()
        yield Time(at, last, hit.group(), value, anchor, hit["lead"] or "")


_GLUED = frozenset("0123456789.．第/-")
_DONE = frozenset("成产用运业工建营放通")
"""What stands before 后年 where it is no year: 建成后年产8万吨, 投运后年均增收."""
_BODY = (
    "since",
    "iso",
    "plan",
    "days",
    "vague",
    "full",
    "near",
    "half",
    "quarter",
    "quarters",
    "opening",
    "months",
    "from",
    "month",
)


def _tells(hit: re.Match[str], text: str) -> bool:
    if any(hit.group(*_BODY)):
        loose = hit["month"] and not (hit["day"] or hit["third"] or hit["full"] or hit["near"])
        return not (loose and text[hit.end() : hit.end() + 1] in ("份", "嫂", "饼"))
    return bool(hit["edge"]) and len(hit["edge"] or "") > 1 and hit["edge"] != "中期"


def _value(
    hit: re.Match[str], date: str | None, year: int | None, near: int | None
) -> tuple[str | None, str]:
    if hit["since"]:
        return f"{hit['since']}/{hit['until']}", ""
    if hit["iso"]:
        return f"{hit['iso']}-{int(hit['isomonth']):02d}-{int(hit['isoday']):02d}", ""
    if hit["plan"]:
        first = _PLANS[hit["plan"]]
        return {"末": str(first + 4), "收官": str(first + 4), "开局": str(first)}.get(
            hit["phase"] or "", f"{first}/{first + 4}"
        ), ""
    if hit["days"]:
        return _shifted(date, _DAYS[hit["days"][0]]), hit["days"]
    if hit["vague"]:
        return None, hit["vague"]
    if hit["full"]:
        return _within(hit, _number(hit["full"])), ""
    base = year if hit["near"] else near or year
    if base is None:
        return None, hit["near"] or "year"
    if hit["near"]:
        return _within(hit, base + _SHIFT[hit["near"][0]]), hit["near"]
    return _within(hit, base), str(base)


def _shifted(date: str | None, days: int) -> str | None:
    if not date or len(date) != 10:
        return None
    return (datetime.fromisoformat(date) + timedelta(days=days)).date().isoformat()


def _within(hit: re.Match[str], year: int) -> str:
    if hit["half"]:
        return f"{year}-H{1 if hit['half'][0] == '上' else 2}"
    if hit["quarter"] or hit["opening"]:
        return f"{year}-Q{_number(hit['quarter']) if hit['quarter'] else 1}"
    if hit["quarters"]:
        return _months(year, 1, 3 * _number(hit["quarters"]))
    if hit["months"]:
        return _months(year, 1, _number(hit["months"]))
    if hit["from"]:
        return _months(year, _number(hit["from"]), _number(hit["to"]))
    if hit["month"]:
        day = f"-{_number(hit['day']):02d}" if hit["day"] else ""
        return f"{year}-{_number(hit['month']):02d}{day}"
    return str(year)


def _months(year: int, first: int, last: int) -> str:
    if first == 1 and last in (3, 6, 12):
        return {3: f"{year}-Q1", 6: f"{year}-H1", 12: str(year)}[last]
    return f"{year}-{first:02d}/{year}-{last:02d}"


def _number(form: str) -> int:
    return numeral(form) or 0


_AHEAD = re.compile(
    r"(?:到|至|预计|力争|计划|规划|将于|将在|未来|有望|争取|目标|确保|前|拟于|届|同比|比|较)[“‘]?$"
)
_FUTURE = re.compile(r"(?:到20\d\d年|将|力争|预计|未来|目标)[^。！？\n]*$")
_BACK = re.compile(r"(?:去年|前年|自|从|早在|于|上年|截至|比|较)$")
_PRINTED = re.compile(
    r"(?:时间|日期|发布|刊发|发稿|发表|出版)[^\n，。]{0,6}?(?P<y>(?:19|20)\d\d)[年\-/.](?P<m>\d{1,2})[月\-/.](?P<d>\d{1,2})日?"
    r"|/(?P<y2>20\d\d)[-/](?P<m2>\d\d)[-/]?(?P<d2>\d\d)/"
    r"|^\W*(?P<y3>(?:19|20)\d\d)年(?P<m3>\d{1,2})月(?P<d3>\d{1,2})日(?=\s*(?:$|星期|农历|第|[晨晚]|\d{1,2}[:：时]|来源)|在)",
    re.M,
)
_NEWSDAY = re.compile(
    r"(?P<before>[^\n]{0,6}?)(?<![0-9年])(?P<m>1[0-2]|0?[1-9])月(?P<d>3[01]|[12]\d|0?[1-9])日"
)
_MENTION = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)年")


def printed(text: str) -> str | None:
    """The day of publication that a text prints as such: dateline, masthead, page address; None if none."""
    hits = list(_PRINTED.finditer(text))
    if not hits:
        return None
    hit = hits[-1]
    y, m, d = (next(hit[k + s] for s in ("", "2", "3") if hit[k + s]) for k in "ymd")
    return _iso(int(y), int(m), int(d))


def article_date(text: str, year: int | None = None) -> str | None:
    """The latest full date that an article supports for its publication day; None where it shows none.

    A printed date wins. Else days given as month and day alone, as news is told, take their year from
    `year` (or from the text); days of other years and days to come do not count.
    """
    shown = printed(text)
    if shown:
        return shown
    year = year or page_year(text)
    if year is None:
        return None
    days = []
    for hit in _NEWSDAY.finditer(text):
        before = text[max(0, hit.start("m") - 6) : hit.start("m")]
        if not (_BACK.search(before) or _AHEAD.search(before)):
            days.append((int(hit["m"]), int(hit["d"])))
    return _iso(year, *max(days)) if days else None


_GROWN = re.compile("(?:由|从)[^。；\n]{2,24}(?:发展|增长|增加|提高|提升|上升|扩大|下降|减少)到$")
"""`由2015年的5万头发展到2020年的9万头`: the later year has come."""


def page_year(text: str) -> int | None:
    """The year a page was printed in, from its printed date or else the latest year that is not ahead."""
    shown = printed(text)
    if shown:
        return int(shown[:4])
    told: set[int] = set()
    ahead: set[int] = set()
    grown: set[int] = set()
    for hit in _MENTION.finditer(text):
        before = text[max(0, hit.start() - 30) : hit.start()]
        later = (
            _AHEAD.search(before[-4:]) or _FUTURE.search(before) or text[hit.end() : hit.end() + 1] == "前"
        )
        (grown if _GROWN.search(before) else ahead if later else told).add(int(hit["y"]))
    latest = _latest(sorted(told))
    if latest is None:
        return max(grown, default=None)
    latest = max({latest, *grown})
    soon = rf"(?:预计|计划){latest + 1}年(?:年?底|\d|[上下]半年)"
    return latest + 1 if latest + 1 in ahead and re.search(soon, text) else latest


def _latest(years: list[int]) -> int | None:
    """The last year that follows on the one before; a lone year far ahead is a goal, not the press day."""
    while len(years) > 1 and years[-1] - years[-2] > 3:
        years = years[:-1]
    return years[-1] if years else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime(year, month, day).date().isoformat()
    except ValueError:
        return None
