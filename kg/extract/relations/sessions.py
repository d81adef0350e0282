"""Sessions: which meeting a report is of, where it speaks of `会议` or of none (`某某主持，某某参加`).

A meeting that somebody holds is in session; one that is only announced, or whose word is passed on, is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.reading import Mention

_OPENS = re.compile(r"(?:召开|举行|举办|召集|开展|迎来)了?[^，,。；：\n]{0,12}$")
_AT = re.compile(r"(?<![现存])在[^，,。；：、\n]{0,6}$")
_ATTENDED = re.compile(r"(?:主持|出席|参加|列席)(?:召开)?了?[^，,。；：、\n]{0,12}$")
_OPENED = re.compile(
    r"(?:(?:在|于)[^，,。；\n]{1,24})?(?:顺利|圆满|隆重|胜利|正式|如期)?(?:召开|举行|举办|开幕|开班|启幕|落幕|闭幕)(?!的?[前后]|[^，,。；\n]{2,20}(?:会议|[^会]会|仪式))"
)
_PLANNED = re.compile("决定|将|拟|计划|定于|筹备|筹办|即将|关于|为了|部署|提请|听取|传达|贯彻|落实|根据|按照")
_RELAYED = ("精神", "部署", "要求精神")
_OUTSIDE = re.compile(r"(?:收听|收看|观看|传达|学习|贯彻|落实|按照|根据)[^，,。；：\n]{0,24}$")
_GONE = re.compile(r"(?:精神|部署|要求|召开前|召开后|结束后|之后|后[，,])")


def aside(text: str, meeting: Mention) -> bool:
    """Whether a meeting is planned there, or its word passed on: it is not the one that goes on."""
    before = text[max(0, meeting.start - 30) : meeting.start]
    clause = re.split(r"[，,。；;：:\n]", before)[-1]
    return bool(_PLANNED.search(clause) or _OUTSIDE.search(before) or _GONE.match(text, meeting.end))


def held(text: str, meeting: Mention) -> bool:
    """Whether the report says there that the meeting takes place."""
    if aside(text, meeting):
        return False
    before = text[max(0, meeting.start - 30) : meeting.start]
    if _AT.search(before) and text.startswith("上", meeting.end):
        return True
    return bool(_OPENS.search(before) or _ATTENDED.search(before) or _OPENED.match(text, meeting.end))


def named(text: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions without the meetings that are not in session, once one is, or whose word is passed on."""
    opened = False
    found = []
    for mention in mentions:
        if mention.type == "Event":
            now = held(text, mention)
            if not now and (opened or text.startswith(_RELAYED, mention.end)):
                continue
            opened = opened or now
        found.append(mention)
    return tuple(found)


def current(text: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The meetings in session, in their order."""
    return tuple(m for m in mentions if m.type == "Event" and held(text, m))
