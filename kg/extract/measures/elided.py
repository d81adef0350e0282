"""Indicators that the text leaves out, because the clause before has told them already."""

from __future__ import annotations

import re

from kg.extract.measures.noun import Phrase, after, before
from kg.extract.measures.spots import Spot
from kg.extract.measures.words import pattern
from kg.extract.reading import Figure

_MEASURED = re.compile(
    r"(?:[价额率量数值度幅]|距离|面积|收入|投资|资金|人口|利润|税收|规模|能力|占比|比重|成本|费用|增速|产能)$"
)
_NUMBERED = re.compile(r"(?:[数量]|规模|人口)$")
_WORTH = re.compile(
    r"(?:计划|协议|合同|概算|预计)?(?:总投资|总投资额|投资|投资额|投资总额|年?产值|合同金额)(?:均|达|为|超)*"
)
_FOREMOST = re.compile(
    r"(?:均|都)?(?:(?:位?居|位?列|排名?|排在)全[国省市县区州][^，。；]{0,5}|最[大高快低小多少好优长])$"
)
_VALUE = re.compile(r"[，,](?:已|也|约)?(?:为|达|达到|高达|仅为|只有)?$")
"""What stands between a measured noun that ends a clause and its number."""
_RAISED_FROM = re.compile(r"[从由]")
_RANKING = re.compile(r"(?:综合|单项|总)(?:实力|考核|考评|成绩|竞争力)?(?:排名|排位|位次|名次)$")
_PEOPLE = frozenset(("人", "人次"))


def told_before(text: str, spot: Spot, last: Spot | None, low: int) -> Phrase | None:
    """The measured noun that ends the clause before: `与车站的距离，不过6公里`, `增幅最大，为20%`."""
    start = spot.clause.start
    if not start or text[start - 1] not in "，,":
        return None
    first = max(text.rfind(mark, 0, start - 1) for mark in "，,。；：\n") + 1
    if last and last.quantity.end > first:
        return None
    stop = start - 1
    foremost = (
        _FOREMOST.search(text, first, stop) if _VALUE.fullmatch(text, stop, spot.quantity.start) else None
    )
    found = before(text, max(first, low), foremost.start() if foremost else stop)
    counting = spot.quantity.kind in ("count", "set", "tally")
    return found if (_NUMBERED if counting else _MEASURED).search(found.text) else None


def worth(text: str, spot: Spot, later: Spot | None) -> Phrase | None:
    """The noun of a count whose sum stands between the two: `22个|总投资90亿元的|重点项目`."""
    quantity = spot.quantity
    if later is None or later.quantity.kind != "money" or quantity.kind not in ("count", "set"):
        return None
    stop = later.quantity.end
    if text[stop : stop + 1] != "的" or not _WORTH.fullmatch(text, quantity.end, later.quantity.start):
        return None
    found = after(text, stop, later.end)
    return Phrase(quantity.end, quantity.end, found.text) if found.text else None


_PART_OF = re.compile(r"([一-鿿]{2,8}?)的(?=[一-鿿]{2,})")


def part_of(text: str, spot: Spot) -> Phrase | None:
    """What a share is of within an attribute: `承担全市九成以上|果蔬吞吐|的物流中心`."""
    quantity = spot.quantity
    if quantity.kind not in ("share", "part") or quantity.sign:
        return None
    found = _PART_OF.match(text, quantity.end, spot.end)
    return Phrase(found.start(1), found.end(1), found[1]) if found else None


def shared_noun(
    text: str, spot: Spot, left: Phrase, last: Spot, told: tuple[Figure, Phrase]
) -> Phrase | None:
    """The noun of the count before, for a count that has but a verb: `引进企业30家，投产12家`."""
    quantity, (figure, noun) = spot.quantity, told
    alike = quantity.unit == last.quantity.unit and quantity.kind in ("count", "set")
    if not alike or not left.verb or (left.text and not left.bare) or noun.bare or not noun.text:
        return None
    if quantity.start - last.quantity.end > 24 or "。" in text[last.quantity.end : quantity.start]:
        return None
    verb = left.text or left.verb
    named = figure.indicator.removeprefix(verb).removeprefix(noun.verb) or figure.indicator
    head = pattern("head", "{}$").search(named)
    thing = head.group() if head else named
    return Phrase(quantity.start, quantity.start, verb + thing, verb)


def risen(text: str, last: Spot, spot: Spot, gap: str) -> bool:
    """Whether a number is what the one before has risen to: `人数从每年3万人，到去年突破50万人次`."""
    units = {last.quantity.unit, spot.quantity.unit}
    alike = len(units) == 1 or units == _PEOPLE
    led = _RAISED_FROM.search(text, last.clause.start, last.quantity.start)
    return bool(alike and led and re.fullmatch(r"[，,]?到(?:了?现在|如今|目前|已经?|就)*", gap))


def ranked(text: str, spot: Spot) -> Phrase | None:
    """What a rank is of: `综合排名第5位` has 综合排名, `在全省位居第5名` plainly 位次."""
    here = spot.quantity.start
    named = _RANKING.search(text, spot.start, here)
    if named:
        return Phrase(named.start(), here, named.group())
    return Phrase(here, here, "位次") if pattern("rank", "{}$").search(text, spot.start, here) else None
