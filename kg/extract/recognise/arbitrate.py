"""The one policy for conflicts between mentions: candidates in, survivors out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.naming import hollow
from kg.extract.reading import Mention
from kg.extract.recognise.lists import ROW

_NESTABLE = frozenset(
    {"AdministrativeDivision", "Zone", "PublicBody", "Enterprise", "Institution", "Facility"}
)
_CLOSED = frozenset({"Person", "AdministrativeDivision"})
"""Types inside whose mentions no other stands, but for places inside places."""
_QUOTING = frozenset({"Document", "Initiative"})
"""Types inside whose mentions only divisions are told apart, and the zone that a campaign begins with."""
_BRANCH = re.compile(
    r"[（(]?[㐀-鿿]{0,10}[）)]?(?:分公司|子公司|[分支]行|分[厂店社院部]|[基工]地|营业部|事业部|工厂|项目部)"
)
"""What a firm's name goes on with in that of its part: 某某公司|新疆分公司."""
_WHOLES = ("景区", "高速", "高速公路", "度假区", "古城", "古镇")
"""Ends of what has parts with names of their own: 柳溪景区|污水处理站, 山清高速|北出口."""
_NATURE = frozenset("山河湖江岭海")
"""Ends of hills and waters, whose names firms bear."""
_NAMED = 0.6
"""Score below which nothing tells that a name is one: 生态农业园|旅游区 is one zone and not two."""

_ROOM = 32
"""Characters of a stretch of the text whose mentions are looked at together."""


def arbitrate(candidates: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions that hold together, sorted by (start, -end).

    Of two on one span the better scored survives; of two that cross, the longer (then the better scored);
    one inside another survives where its type may nest there and it is not merely the other's tail.
    """
    best: dict[tuple[int, int], Mention] = {}
    for mention in candidates:
        old = best.get((mention.start, mention.end))
        if old is None or (mention.score, mention.type, mention.by) > (old.score, old.type, old.by):
            best[mention.start, mention.end] = mention
    kept: list[Mention] = []
    rooms: dict[int, list[Mention]] = {}
    for mention in sorted(best.values(), key=_rank):
        over = range(mention.start // _ROOM, (mention.end - 1) // _ROOM + 1)
        near = (other for room in over for other in rooms.get(room, ()))
        if all(_agree(other, mention) for other in near if _meet(other, mention)):
            kept.append(mention)
            for room in over:
                rooms.setdefault(room, []).append(mention)
    heads = {m.start: m for m in kept if m.type == "Enterprise"}
    return tuple(sorted((_within(m, heads.get(m.start)) for m in kept), key=lambda m: (m.start, -m.end)))


def _meet(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _within(mention: Mention, firm: Mention | None) -> Mention:
    """A place in short at the head of a firm's name stands for the place only where the page names that elsewhere."""
    if mention.by == "gazetteer-short" and firm is not None and firm.end > mention.end:
        return replace(mention, by="gazetteer-prefix")
    return mention


def _rank(mention: Mention) -> tuple[float, float, int]:
    return (-(mention.end - mention.start) * max(mention.score, 0.3) ** 0.5, -mention.score, mention.start)


def _agree(outer: Mention, inner: Mention) -> bool:
    """Whether both may stand when they overlap; `outer` was kept first."""
    if outer.start <= inner.start and inner.end <= outer.end:
        return _nests(outer, inner)
    if inner.start <= outer.start and outer.end <= inner.end:
        return _nests(inner, outer)
    return False


def _nests(outer: Mention, inner: Mention) -> bool:
    if outer.type in _CLOSED and not (outer.type == inner.type and inner.start == outer.start):
        return False
    if outer.type in _QUOTING:
        campaign = outer.type == "Document" and inner.type == "Initiative" and inner.by.startswith("quote")
        led = outer.type == "Initiative" and inner.type == "Zone" and inner.start == outer.start
        return inner.type == "AdministrativeDivision" or campaign or led
    if outer.type == "Enterprise" and not _owns(outer, inner):
        return False
    if outer.type == "Event" and inner.type == "Initiative" and inner.by.startswith("quote"):
        return True
    if outer.type == "Event" and inner.text.endswith("代表大会"):
        # A sitting bears the name of the congress that sits, which is no body beside it.
        return False
    if outer.by.startswith(ROW):
        return inner.type in _NESTABLE
    if inner.type not in _NESTABLE or (inner.end == outer.end and inner.type == outer.type):
        return False
    if inner.start == outer.start and inner.type == "Facility" and outer.type in {"Zone", "Facility"}:
        return inner.text.endswith(_WHOLES)
    if inner.start == outer.start and inner.type == outer.type == "Zone" and inner.score < _NAMED:
        return False
    return not (inner.end == outer.end and inner.start > outer.start and inner.by == "head")


def _owns(firm: Mention, inner: Mention) -> bool:
    """Whether a part of a firm's name is named by itself: no group with words behind it, no park that it runs, no
    hill and no place in brackets (某某电子（苏州）有限公司).
    """
    if inner.start > firm.start:
        return firm.text[inner.start - firm.start - 1] not in "（("
    rest = firm.text[inner.end - inner.start :]
    if inner.type == "Enterprise":
        return _BRANCH.fullmatch(rest) is not None
    if inner.type == "Facility":
        return inner.text[-1] not in _NATURE
    return inner.type not in {"Zone", "Institution"} or not hollow(rest)


def rescored(mention: Mention, score: float) -> Mention:
    """The same mention with another score."""
    return replace(mention, score=score)
