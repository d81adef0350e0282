"""Honours whose holders stand behind a verb or beside a published list.

`授予甲公司“先进企业”称号`, `省厅公布省级示范社名单，甲合作社、乙合作社上榜`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from kg.extract.reading import Mention, Praise

_LIST = re.compile(
    r"(?:公布|公示|发布|公告|印发|揭晓)了?[《〈]?(?:关于)?(?:公布)?(?P<title>[^，。；、\n]{4,36}?)"
    r"(?:拟?(?:认定|推荐|入选|评选|遴选|评审|培育|创建)(?:对象|企业|单位)?)?(?:公示)?(?:名单|榜单|名录)"
)
_ISSUE = re.compile(
    r"^(?:(?:19|20)\d\d年度?|\d{4}[-—至]\d{4}年度?|新一轮|最新|拟|第?[一二三四五六七八九十\d]+[批届]次?|年度|关于|入选|新一批)+"
)
"""Year and number of a list, which are no part of the title."""
_ON_IT = re.compile(
    r"榜上有名|[位名]列其中|(?:成功|均|双双|全部|一举|喜获|赫然|荣耀)*(?:上榜|在列|入选|入围)"
)
_CLOSED = re.compile(r"[，,。；;！!\n]|$")
_COUNTED = re.compile(
    r"(?:[（(][^）)]{1,8}[）)])?(?:等(?:在内的)?)?(?:[\d一二三四五六七八九十]+余?[家个名所户][^，。；、]{0,8})?"
)
_THOSE = re.compile(r"[，,：:]?(?:它们|他们|这些企业)?(?:分别)?(?:[是为：:]|包括|有)")
_JOINT = re.compile(r"(?:[（(][^）)]{1,8}[）)])?[、和与及]")

_GRANT = re.compile(r"(?<![被获受])授予|(?<![被获])(?:命名|认定|评定|评选|表彰|确定)(?!为|了|的)")
_TITLES = re.compile(
    r"(?:[（(][^）)]{1,8}[）)])?(?:等?同志)?(?:等(?:[\d一二三四五六七八九十]+余?[家个名所户位人][^，。；、“”为]{0,10})?)?(?P<as>为)?"
    r"(?:(?P<quoted>[“‘][^“”‘’\n]{2,30}[”’](?:、?[“‘][^“”‘’\n]{2,30}[”’])*)|(?P<plain>[^，。；、“”\n]{4,24}?)(?=(?:荣誉)?称号|[，。；\n]))"
)
_QUOTED = re.compile("[“‘]([^“”‘’]+)[”’]")
_HANDED = re.compile(
    r"(?:授予|颁发|颁授)了?(?P<quoted>[“‘][^“”‘’\n]{2,40}[”’](?:、?[“‘][^“”‘’\n]{2,40}[”’])*)"
    r"(?:荣誉)?(?:称号|牌匾|奖牌|证书|铜牌)"
)
"""What is handed to those named before it: `向甲医院授予“…”牌匾`."""


def granted(text: str, mentions: Sequence[Mention], valid: Callable[[str], bool]) -> Iterator[Praise]:
    """The honours that somebody gives to those named right behind the verb."""
    for cue in _GRANT.finditer(text):
        row = _row(text, mentions, bisect_left(mentions, cue.end(), key=lambda m: m.start), cue.end())
        told = _TITLES.match(text, row[-1].end) if row else None
        if told is None or not (told["as"] or cue.group() == "授予"):
            continue
        titles = _QUOTED.findall(told["quoted"]) if told["quoted"] else [told["plain"]]
        sure = told["quoted"] or text.startswith(("称号", "荣誉称号"), told.end())
        for title in titles:
            for mention in row if sure or valid(title) else ():
                start = max(cue.start(), told.end() - 58)
                yield Praise(mention.entity, title, start, told.end(), 0.9, "praise:granted")


def handed(text: str, mentions: Sequence[Mention]) -> Iterator[Praise]:
    """The honours that are handed over to those named right before the verb: `向甲授予“…”称号`."""
    for cue in _HANDED.finditer(text):
        row = _named(text, mentions, max(cue.start() - 60, 0), cue)
        if not row or text[row[0].start - 1 : row[0].start] not in ("向", "给", "为", "对"):
            continue
        for title in _QUOTED.findall(cue["quoted"]):
            for mention in row:
                yield Praise(mention.entity, title, cue.start(), cue.end(), 0.9, "praise:granted")


def listed(
    text: str, mentions: Sequence[Mention], valid: Callable[[str], bool]
) -> Iterator[tuple[Praise, str]]:
    """The honours of those named as being on a list just published, each with its title's form."""
    for issued in _LIST.finditer(text):
        title = _ISSUE.sub("", issued["title"])
        if not valid(title):
            continue
        stop = min(
            (at for at in (text.find(mark, issued.end()) for mark in "。\n") if at >= 0), default=len(text)
        )
        for cue in _ON_IT.finditer(text, issued.end(), stop):
            if not _CLOSED.match(text, cue.end()):
                continue
            for mention in _named(text, mentions, issued.end(), cue):
                start = max(issued.start(), cue.end() - 58)
                yield Praise(mention.entity, title, start, cue.end(), 0.8, "praise:list"), title


def _named(text: str, mentions: Sequence[Mention], low: int, cue: re.Match[str]) -> list[Mention]:
    """The names in a row right before a cue, else those that follow it: `入选，分别是甲、乙`."""
    first = bisect_left(mentions, low, key=lambda m: m.start)
    last = bisect_left(mentions, cue.start(), key=lambda m: m.start)
    row: list[Mention] = []
    for mention in reversed(mentions[first:last]):
        gap = _JOINT if row else _COUNTED
        if not gap.fullmatch(text, mention.end, row[-1].start if row else cue.start()):
            break
        row.append(mention)
    if row:
        return row[::-1]
    lead = _THOSE.match(text, cue.end())
    if lead is None:
        return []
    return _row(text, mentions, last, lead.end())


def _row(text: str, mentions: Sequence[Mention], first: int, at: int) -> list[Mention]:
    """The names of a list that begins at an offset; the places that lead to one are none of them."""
    row: list[Mention] = []
    for mention in mentions[first:]:
        if text[mention.start] in "“‘":
            break
        if row and mention.start == at and row[-1].type == "AdministrativeDivision":
            row.pop()
        elif not _follows(text, row, at, mention):
            break
        row.append(mention)
        at = mention.end
    return row


def _follows(text: str, row: list[Mention], at: int, mention: Mention) -> bool:
    return bool(_JOINT.fullmatch(text, at, mention.start)) if row else mention.start == at
