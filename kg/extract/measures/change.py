"""Growths as the changes of the levels told before them: `同比增长8%`, `分别增长5%和7%`, `较年初增加2亿元`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.measures.noun import before
from kg.extract.measures.shared import EVIDENCE
from kg.extract.measures.spots import Spot
from kg.extract.reading import Figure

Level = tuple[Figure, Spot]
_ADDED = re.compile(
    r"[较比][^，。；]{0,8}?(?P<verb>增加|净增|新增|增产|增收|增长|提高|多|增|减少|减产|减收|下降|降低|少|减)了?$"
)
_COMPARED = re.compile(r"(?:较|比|同比|环比|按可比价|自然|名义|实际|(?:按)?(?:可比|同)口径)[^，。；]{0,14}")
_CLIMBED = re.compile(r"(?:提升|跃升|上升|前移|提高|进位|前进|晋升)了?$")
_LESS = frozenset(("减少", "减产", "减收", "下降", "降低", "少", "减"))
_NEXT = ("、", "和", "及", "、和")


def changed(text: str, row: Sequence[Spot], levels: Sequence[Level]) -> tuple[int, dict[int, Figure]]:
    """How many spots of a row are changes of levels told before, and those levels anew by their places."""
    spot, sign = row[0], _sign(text, row[0], levels)
    if not sign:
        return 0, {}
    each = "分别" in text[max(spot.clause.start, spot.quantity.start - 12) : spot.quantity.core]
    run = _run(text, row) if each else [spot]
    free = _free(levels, spot, each)
    if not free:
        return 0, {}
    if not each:
        chosen = free[-1:]
    elif len(run) > 1:
        chosen = free[-len(run) :]
    else:
        chosen = free[:1]
    out = {i: _with(levels[i][0], text, sign, at) for i, at in zip(chosen, run, strict=False)}
    return len(run), out


def _sign(text: str, spot: Spot, levels: Sequence[Level]) -> str:
    """`+` or `-` where a spot tells a growth that has no noun of its own."""
    quantity, last = spot.quantity, levels[-1][1]
    if quantity.sign:
        compared = _COMPARED.fullmatch(text[spot.clause.start : quantity.start].strip("，, "))
        own = spot.start < spot.clause.start or before(text, spot.start, quantity.start).text
        return "" if own and not compared else quantity.sign
    if last.quantity.kind == "rank" and quantity.unit in ("人", "个位次"):
        return "+" if _CLIMBED.search(text, spot.start, quantity.start) else ""
    added = _ADDED.search(text, spot.start, quantity.start) if quantity.unit == last.quantity.unit else None
    return ("-" if added["verb"] in _LESS else "+") if added else ""


def _run(text: str, row: Sequence[Spot]) -> list[Spot]:
    """A growth with those listed behind it."""
    out = [row[0]]
    for spot in row[1:]:
        gap = text[out[-1].quantity.end : spot.quantity.start]
        if gap not in _NEXT or spot.quantity.unit != row[0].quantity.unit:
            break
        out.append(spot)
    return out


def _free(levels: Sequence[Level], spot: Spot, each: bool) -> list[int]:
    """Places of the levels that a growth may belong to: of its own clause or, if dealt out, of its sentence."""
    last = levels[-1][1]
    return [
        i
        for i in range(max(len(levels) - 8, 0), len(levels))
        if (
            levels[i][1].clause == last.clause
            or (each and levels[i][1].clause.sentence == spot.clause.sentence)
        )
        and not levels[i][0].change
        and not levels[i][1].quantity.sign
    ]


def _with(level: Figure, text: str, sign: str, at: Spot) -> Figure:
    quantity = at.quantity
    end = quantity.end if quantity.end - level.start <= EVIDENCE else level.end
    change = sign + text[quantity.core : quantity.end]
    return replace(level, change=change, end=max(end, level.end))
