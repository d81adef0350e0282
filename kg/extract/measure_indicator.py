"""The indicator of a number: the noun behind a count, the noun before a sum, or the one carried on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.measure_noun import Phrase, after, before
from kg.extract.measure_spots import Spot
from kg.extract.measure_words import pattern
from kg.extract.quantities import Quantity
from kg.extract.reading import Figure, Mention
from kg.extract.times import Time

_AWAY = re.compile(r"((?:距离?|离)[^，。；、]{2,12}?)(?:仅|约|只有|不过|不到)?$")
_BOUND = re.compile(r"(?:占|距离?|离|比|的)$")
_ONWARD = re.compile(
    r"(?:[^，。；]{0,4}?(?:提升|增加|提高|增长|扩大|上升|下降|减少|降低|缩短|发展|跃升|攀升|扩展|扩建|增|降|升)(?:到|至|为)"
    r"|[^，。；]{0,4}?[，,]?(?:比|较)(?:[^，。；]{2,8}的)?|[，,]?(?:其中)?)$"
)
_SHARE = re.compile(r"占(?![地用道有领据])")
_PLAIN = {"户": "户数", "人": "人口"}
_COUNTED = frozenset(("count", "person", "tally", "set", "bare"))
_BULK = frozenset(("money", "area", "length", "mass", "volume", "power", "data"))
_NAMED = frozenset(
    ("AdministrativeDivision", "Zone", "PublicBody", "Enterprise", "Institution", "Person", "Platform", "Facility", "Project")
)


@dataclass(frozen=True, slots=True)
class Around:
    """What an indicator may lean on: the text, its names and times, and the figure told last in the sentence."""

    text: str
    mentions: Sequence[Mention]
    periods: Sequence[Time]
    figure: Figure | None
    spot: Spot | None
    noun: Phrase | None


def indicator(around: Around, spot: Spot, later: Spot | None) -> Phrase | None:
    """The noun phrase that a quantity measures; None where there is none."""
    text, quantity = around.text, spot.quantity
    if quantity.kind == "rank":
        ranked = pattern("rank", "{}$").search(text, spot.start, quantity.start)
        return Phrase(quantity.start, quantity.start, "位次") if ranked else None
    away = _AWAY.search(text, spot.start, quantity.start) if quantity.kind in ("length", "time") else None
    if away:
        return Phrase(away.start(), away.end(), away[1])
    onward = _onward(around, spot)
    if onward:
        return onward
    start = _free(around, spot)
    left = before(text, start, quantity.start)
    noun = _chosen(text, left, _behind(text, spot, later), spot)
    if _SHARE.match(noun.text) and around.figure:
        noun = replace(noun, text=around.figure.indicator.split("占")[0] + noun.text)
    if noun.text:
        return noun
    plain = _PLAIN.get(quantity.unit, "") if not quantity.spelt else ""
    return Phrase(quantity.start, quantity.start, plain) if plain else None


def _onward(around: Around, spot: Spot) -> Phrase | None:
    """The indicator carried on: `从36万辆提升到60万辆`, `由2005年的不足千元，增长到2021年的2万多元`."""
    last = around.spot
    if around.figure is None or last is None or last.quantity.unit != spot.quantity.unit:
        return None
    gap = around.text[last.quantity.end : spot.quantity.start]
    if not gap or len(gap) > 24:
        return None
    for period in _over(around.periods, last.quantity.end, spot.quantity.start):
        gap = gap.replace(around.text[period.start + len(period.lead) : period.end], "")
    moved = _ONWARD.fullmatch(gap.removesuffix("的")) and re.search(r"[到至为比较]", gap)
    return Phrase(spot.quantity.start, spot.quantity.start, around.figure.indicator) if moved else None


def _over(periods: Sequence[Time], start: int, end: int) -> list[Time]:
    first = bisect_left(periods, start, key=lambda t: t.start)
    out = []
    for period in periods[first : first + 4]:
        if period.end > end:
            break
        out.append(period)
    return out


def _free(around: Around, spot: Spot) -> int:
    """Where the free text before a number begins, once names, times and what was used already are left out."""
    text, start, stop = around.text, spot.start, spot.quantity.start
    if around.noun and around.spot and around.noun.start >= around.spot.quantity.end:
        start = min(max(start, around.noun.end), stop)
    for period in _over(around.periods, start, stop):
        start = max(start, period.end)
    first = bisect_left(around.mentions, start, key=lambda m: m.start)
    for mention in around.mentions[first:]:
        if mention.end > stop:
            break
        if mention.type in _NAMED and not _BOUND.search(text, max(start, mention.start - 2), mention.start):
            start = mention.end
    return start


def _behind(text: str, spot: Spot, later: Spot | None) -> Phrase:
    quantity = spot.quantity
    right = after(text, quantity.end, spot.end)
    shared = not right.text and later and quantity.unit in _PLAIN and later.quantity.unit in _PLAIN
    if shared and later and text[quantity.end : later.quantity.start] in ("", "、"):
        return after(text, later.quantity.end, later.end)
    return right


def _chosen(text: str, left: Phrase, right: Phrase, spot: Spot) -> Phrase:
    quantity = spot.quantity
    if quantity.kind in _COUNTED:
        if quantity.low is not None and left.text and not left.verb and not spot.limiting and quantity.kind == "count":
            return left
        return _joined(text, left, right, quantity) if right.text else left
    if quantity.kind in _BULK and quantity.kind != "money" and left.bare and right.text:
        return right
    return left if left.text else right


def _joined(text: str, left: Phrase, right: Phrase, quantity: Quantity) -> Phrase:
    """The noun behind a count, with the attribute before it: `农业企业存在的3000多个问题`."""
    attribute = left.text and not left.verb and not left.bare and len(left.text) + len(right.text) <= 16
    behind = text[quantity.start - 1]
    if attribute and (behind in "的中里内" or left.end == quantity.start):
        return replace(right, text=left.text.removesuffix("的") + ("的" if behind == "的" else "") + right.text)
    return right
