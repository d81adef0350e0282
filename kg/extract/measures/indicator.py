"""The indicator of a number: the noun behind a count, the noun before a sum, or the one carried on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.measures.elided import part_of, ranked, risen, shared_noun, told_before, worth
from kg.extract.measures.noun import NOMINAL_END, Phrase, after, before, fulfilled
from kg.extract.measures.spots import Spot
from kg.extract.measures.words import forms, pattern
from kg.extract.quantities import Quantity
from kg.extract.reading import Figure, Mention
from kg.extract.times import Time

_AWAY = re.compile(r"((?:距离?|离)[^，。；、]{2,12}?)(?:仅|约|只有|不过|不到)?$")
_SPANNED = re.compile(
    r"([^，。；、“]{0,6}从[^，。；、到]{2,8}到[^，。；、]{2,8}?)(?:仅|只|共|总共|由)?(?:用时|用了|历时|耗时|需要|需|用)?$"
)
_BOUND = re.compile(r"(?:占|距离?|离|比|的)$")
_TURNED = (
    "(?:提升|增加|提高|增长|扩大|上升|下降|减少|降低|缩短|缩减|压缩|压减|精简|合并|整合|简化|优化|回落|发展|跃升|攀升|扩展"
    "|扩建|增|降|升|减|扩)(?:到|至|为|成)了?"
)
_ONWARD = re.compile(
    rf"(?:[，,]?[^，。；]{{0,4}}?{_TURNED}|[^，。；]{{0,4}}?[，,]?(?:比|较)(?:[^，。；]{{2,8}}的)?|[，,]?(?:其中)?)$"
)
_LEAPT = re.compile("的?(?:跨越|飞跃|突破|转变|提升|蜕变|嬗变|增长|跃升)")
"""What closes `从5万元到80万元的跨越`."""
_BUILT = re.compile("(?:建成|建起|新建|兴建|修建|铺设|架设|栽植|种植|流转)了?$")
_RAISED = re.compile(rf"[^，。；]{{0,2}}{_TURNED}")
_SHARE = re.compile(r"占(?![地用道有领据比])")
_INNER = re.compile("(?:境|域|辖区)?[内里中上]的")
_TOTAL = re.compile(r"(?:计划|合同|概算)?总投资额?|投资总额")
_EACH = re.compile(r"每[^，]{1,5}$")
_SIZES = {
    "area": "面积",
    "length": "长度",
    "volume": "容量",
    "money": "投资",
    "power": "规模",
    "data": "容量",
}
_PLAIN = {"户": "户数", "人": "人口"}
_PEOPLE = frozenset(("人", "户", "人次", "户次"))
_COUNTS = re.compile(r"(?:^|[有共计约、，（(户数达到为的\d])$|^$")
"""What a number of people or households stands behind where it tells of all of them."""
_COUNTED = frozenset(("count", "person", "tally", "set", "bare"))
_BULK = frozenset(("money", "area", "length", "mass", "volume", "power", "data"))
_NAMED = frozenset(
    (
        "AdministrativeDivision",
        "Zone",
        "PublicBody",
        "Enterprise",
        "Institution",
        "Person",
        "Platform",
        "Facility",
        "Project",
    )
)


_WHERE = frozenset(("AdministrativeDivision", "Zone", "PublicBody", "Person"))
_NO_THING = frozenset(("AdministrativeDivision", "Person"))
_LISTED = frozenset(("AdministrativeDivision", "PublicBody", "Enterprise", "Institution"))


@dataclass(frozen=True, slots=True)
class Around:
    """What an indicator may lean on: text, names, times, and the figure told last in the sentence."""

    text: str
    mentions: Sequence[Mention]
    periods: Sequence[Time]
    words: Sequence[tuple[int, int, str]] = ()
    figure: Figure | None = None
    spot: Spot | None = None
    noun: Phrase | None = None


def indicator(around: Around, spot: Spot, later: Spot | None) -> Phrase | None:
    """The noun phrase that a quantity measures; None where there is none."""
    text, quantity = around.text, spot.quantity
    if quantity.kind == "rank":
        return ranked(text, spot)
    stretch = _stretch(around, spot) if quantity.kind in ("length", "time") else None
    if stretch:
        return stretch
    onward = _onward(around, spot)
    if onward:
        return onward
    noun = worth(text, spot, later) or _beside(around, spot, later)
    if not noun.text or _EACH.match(noun.text):
        noun = _earlier(around, spot) or noun
    if not noun.text and later:
        noun = _ahead(around, spot, later) or noun
    noun = _sized(around, spot, noun)
    if _TOTAL.fullmatch(noun.text) and around.figure and around.figure.indicator.endswith("项目"):
        return replace(noun, text=around.figure.indicator + noun.text)
    if _SHARE.match(noun.text) and around.figure:
        noun = replace(noun, text=around.figure.indicator.split("占")[0] + noun.text)
    if noun.text:
        return noun
    between = _between(around, spot)
    if between:
        return between
    household = _householders(around, spot)
    if household:
        return household
    counted = _COUNTS.search(text[_free(around, spot) : quantity.start])
    plain = _PLAIN.get(quantity.unit, "") if counted and not quantity.spelt else ""
    return Phrase(quantity.start, quantity.start, plain) if plain else None


def _beside(around: Around, spot: Spot, later: Spot | None) -> Phrase:
    """The noun phrase before or behind a quantity, or that of the count before with the verb beside this one."""
    left, right = _before(around, spot), part_of(around.text, spot) or _behind(around, spot, later)
    noun = _chosen(around, left, right, spot)
    if not noun.text and spot.quantity.unit in _PEOPLE and left.verb in forms("reach"):
        return replace(left, text=left.verb)
    if (not noun.text or noun.bare) and around.figure and around.noun and around.spot:
        return shared_noun(around.text, spot, left, around.spot, (around.figure, around.noun)) or noun
    return noun


def _stretch(around: Around, spot: Spot) -> Phrase | None:
    """What a way or a time is measured between: `距省城`, `从开工到投产`."""
    text, quantity = around.text, spot.quantity
    away = _AWAY.search(text, spot.start, quantity.start)
    if away:
        return Phrase(away.start(), away.end(), away[1])
    timed = quantity.kind == "time"
    spanned = _SPANNED.search(text, _free(around, spot), quantity.start) if timed else None
    return Phrase(spanned.start(1), spanned.end(1), spanned[1]) if spanned else None


def _householders(around: Around, spot: Spot) -> Phrase | None:
    """The people of the households told right before: `贫困户32户、84人` has 贫困人口."""
    last, here = around.spot, spot.quantity.start
    if last is None or around.figure is None or spot.quantity.unit != "人" or last.quantity.unit != "户":
        return None
    joined = re.fullmatch("[、，,]?(?:共计?|合计|计)?", around.text[last.quantity.end : here])
    name = around.figure.indicator
    return Phrase(here, here, name[:-1] + "人口") if joined and name.endswith("户") else None


def _between(around: Around, spot: Spot) -> Phrase | None:
    """The noun between two counts, which is of the second as well: `10个景区在建项目82个`."""
    noun, last = around.noun, around.spot
    if noun is None or last is None or spot.quantity.unit != last.quantity.unit:
        return None
    stands = last.quantity.end <= noun.start and noun.end == spot.quantity.start
    return Phrase(noun.start, noun.end, noun.text) if stands else None


def _before(around: Around, spot: Spot) -> Phrase:
    """The noun phrase before a number; a time between the two (`收入由2015年的3万元`) is passed over."""
    start, stop = _free(around, spot), spot.quantity.start
    task = fulfilled(around.text, spot.start, stop)
    if task:
        return task
    left = before(around.text, start, stop)
    at = bisect_left(around.mentions, stop, key=lambda m: m.start) - 1
    counted = around.mentions[at] if at >= 0 and spot.quantity.kind in _COUNTED else None
    if counted and counted.end == stop and counted.start >= spot.start and counted.type not in _WHERE:
        return Phrase(counted.start, stop, counted.text)
    inside = [p for p in _over(around.periods, spot.start, stop) if p.start > spot.start + 1]
    if left.text or not inside:
        return left
    return before(around.text, min(_names_end(around, spot.start, inside[0].start), stop), inside[0].start)


def _earlier(around: Around, spot: Spot) -> Phrase | None:
    """The measured noun that ends the clause before: `与车站的距离，不过6公里`; or the sum told last."""
    text, start, here = around.text, spot.clause.start, spot.quantity.start
    joined = around.spot is not None and around.spot.quantity.end == here
    if joined and around.figure and spot.quantity.unit in _PLAIN:
        joined = around.figure.indicator not in (*_PLAIN.values(), "村", "乡镇")
    if joined and around.figure and spot.quantity.kind in ("count", "person"):
        return Phrase(here, here, around.figure.indicator)
    if not spot.fresh:
        return None
    first = max((text.rfind(mark, 0, max(start - 1, 0)) for mark in "，,。；：\n"), default=-1) + 1
    found = told_before(text, spot, around.spot, _names_end(around, first, max(start - 1, first)))
    if found:
        return found
    last = around.figure if around.spot and around.spot.quantity.unit == spot.quantity.unit else None
    return Phrase(here, here, last.indicator) if last and spot.quantity.kind == "money" else None


def _ahead(around: Around, spot: Spot, later: Spot) -> Phrase | None:
    """The noun behind the value that a first one was raised to: `由48万台提升为100万台的产能`."""
    between = around.text[spot.quantity.end : later.quantity.start]
    if later.quantity.unit != spot.quantity.unit or not _RAISED.fullmatch(between):
        return None
    found = after(around.text, later.quantity.end, later.end)
    return Phrase(spot.quantity.end, spot.quantity.end, found.text) if found.text else None


def _sized(around: Around, spot: Spot, noun: Phrase) -> Phrase:
    """A size told of a name behind it (`8平方公里的产业园`) has the size for its indicator."""
    quantity = spot.quantity
    at = bisect_left(around.mentions, quantity.end, key=lambda m: m.start)
    if noun.start < quantity.end or at >= len(around.mentions):
        return noun
    named = around.mentions[at]
    if noun.start < named.start < noun.end and around.text[named.start - 1] == "的":
        return Phrase(noun.start, named.start - 1, around.text[noun.start : named.start - 1], noun.verb)
    close = named.start <= quantity.end + 7 and named.start < noun.end and named.end >= noun.end - 1
    if close and quantity.kind in _SIZES and named.type in _NAMED:
        return Phrase(quantity.start, quantity.end, _SIZES[quantity.kind])
    return noun


def _onward(around: Around, spot: Spot) -> Phrase | None:
    """The indicator carried on: `从8万台提升到20万台`, `由2012年的5亿元，增长到2018年的9亿元`."""
    last = around.spot
    if around.figure is None or last is None:
        return None
    gap = around.text[last.quantity.end : spot.quantity.start]
    if not gap or len(gap) > 24:
        return None
    gap = re.sub("[（(][^（）()]*[）)]|(?:现在|目前|如今|当前|今年)的?", "", gap)
    leapt = _LEAPT.match(around.text, spot.quantity.end) and gap.startswith("到")
    for period in _over(around.periods, last.quantity.end, spot.quantity.start):
        gap = gap.replace(around.text[period.start + len(period.lead) : period.end], "")
    alike = last.quantity.unit == spot.quantity.unit
    onward = _ONWARD.fullmatch(gap.removesuffix("的")) and re.search(r"[到至为比较]", gap)
    moved = risen(around.text, last, spot, gap) or (alike and (leapt or onward))
    return Phrase(spot.quantity.start, spot.quantity.start, around.figure.indicator) if moved else None


def _over(periods: Sequence[Time], start: int, end: int) -> list[Time]:
    first = bisect_left(periods, start, key=lambda t: t.start)
    out = []
    for period in periods[first : first + 4]:
        if period.end > end:
            break
        out.append(period)
    return out


def _named_at(around: Around, start: int) -> Sequence[Mention]:
    """The name that begins at an offset."""
    at = bisect_left(around.mentions, start, key=lambda m: m.start)
    return [m for m in around.mentions[at : at + 1] if m.start == start]


def _free(around: Around, spot: Spot) -> int:
    """Where the free text before a number begins, without names, times and what was used already."""
    start, stop = spot.start, spot.quantity.start
    if around.noun and around.spot and around.noun.start >= around.spot.quantity.end:
        start = min(max(start, around.noun.end), stop)
    for period in _over(around.periods, start, stop):
        if around.text[period.start - 1] != "占":
            start = max(start, period.end)
    return _names_end(around, start, stop)


def _names_end(around: Around, start: int, stop: int) -> int:
    """Where the last name within [start, stop) ends, unless a preposition holds it to what follows."""
    first = bisect_left(around.mentions, start, key=lambda m: m.start)
    for mention in around.mentions[first:]:
        if mention.end > stop:
            break
        held = _BOUND.search(around.text, max(start, mention.start - 2), mention.start)
        of_sum = mention.start == start + 1 and around.text[start] == "的"
        if mention.type in _NAMED and (of_sum or not held):
            start = mention.end
    return start


def _behind(around: Around, spot: Spot, later: Spot | None) -> Phrase:
    text, quantity = around.text, spot.quantity
    times = _over(around.periods, quantity.end, spot.end)
    follows = later is not None and later.quantity.start == quantity.end
    stop = quantity.end if follows else times[0].start if times else spot.end
    if _RAISED.match(text, quantity.end):
        return Phrase(quantity.end, quantity.end)
    right = after(text, quantity.end, _listed(around, quantity.end, stop))
    if any(m.type in _NO_THING and m.end >= right.end for m in _named_at(around, right.start)):
        return Phrase(quantity.end, quantity.end)
    right = _nominal(around, right) if quantity.kind in _COUNTED else right
    shared = not right.text and later and quantity.unit in _PLAIN and later.quantity.unit in _PLAIN
    if shared and later and text[quantity.end : later.quantity.start] in ("", "、"):
        return after(text, later.quantity.end, later.end)
    return right


_NOUNS = frozenset(("n", "nz", "nw", "vn", "an", "s", "f", "PER", "LOC", "ORG"))
_VERBS = frozenset(("v", "vd", "p", "d"))


def _ended(rest: str, pos: str) -> bool:
    """Whether what begins with a verb goes on with no noun that the verb only tells apart (项目|推进|专班)."""
    return pos in ("p", "d") or not ("的" in rest or rest[-1:] in NOMINAL_END)


def _nominal(around: Around, phrase: Phrase) -> Phrase:
    """A phrase behind a count cut where its noun has ended and a verb begins: `企业|赴外地考察`."""
    at = bisect_left(around.words, phrase.start, key=lambda w: w[0])
    noun = False
    for start, end, pos in around.words[at:]:
        if start >= phrase.end:
            break
        if noun and pos in _VERBS and (end - start == 1 or _ended(around.text[end : phrase.end], pos)):
            noun_text = around.text[phrase.start : start].rstrip("、和与及")
            return replace(phrase, end=phrase.start + len(noun_text), text=noun_text)
        noun = noun or (pos in _NOUNS and end - start > 1)
    return phrase


def _listed(around: Around, start: int, stop: int) -> int:
    """Where a list goes on with a name, which begins another count: `8个物流枢纽、甲市等3个港口`."""
    first = bisect_left(around.mentions, start, key=lambda m: m.start)
    for mention in around.mentions[first:]:
        if mention.start >= stop:
            break
        if mention.type in _LISTED and around.text[mention.start - 1] in "、和及与":
            return mention.start - 1
    return stop


def _chosen(around: Around, left: Phrase, right: Phrase, spot: Spot) -> Phrase:
    quantity, text = spot.quantity, around.text
    if quantity.kind in _COUNTED:
        if (
            quantity.start < quantity.core
            and quantity.low is not None
            and left.text
            and not left.verb
            and not spot.limiting
            and quantity.kind == "count"
        ):
            return left
        onward = right.end == spot.end and text[spot.end : spot.end + 1].isdecimal()
        if onward and left.text and _SIZED.search(right.text):
            return left
        return _joined(around, left, right, quantity) if right.text else left
    if quantity.kind in ("area", "length") and right.text and _BUILT.search(text, spot.start, quantity.start):
        return right
    if quantity.kind == "area" and right.text and left.text in _AREAS and left.verb in forms("build"):
        return replace(right, text=right.text + left.text)
    slight = left.bare or len(left.text) < 2
    if quantity.kind in _BULK and quantity.kind != "money" and slight and right.text:
        return right
    return left if left.text else right


_AREAS = frozenset(("面积", "建筑面积", "总面积", "总建筑面积", "占地面积"))
_SIZED = re.compile(r"(?:面积|投资额?|长度|里程|产值|重量|容量)$")
"""What the number behind it measures: `圈舍15栋|面积3万平方米`."""
_ATTRIBUTE = re.compile(r"(?:.*[将把])?(?:[这那该其]|所[属辖]的?$|下[属辖]的?$)?")
"""What begins an attribute that tells nothing of the thing counted."""


def _joined(around: Around, left: Phrase, right: Phrase, quantity: Quantity) -> Phrase:
    """The noun behind a count, with the attribute before it: `用户反映的70多个问题`."""
    behind = around.text[quantity.start - 1]
    attribute = _attribute(around, left, behind in "的中里内等")
    if not attribute or attribute.endswith("数量") or len(attribute) + len(right.text) > 16:
        return right
    if behind not in "的中里内" and left.end != quantity.start:
        return right
    if _INNER.match(attribute + "的") and len(attribute) <= 2:
        return right
    return replace(right, text=attribute.removesuffix("的") + ("的" if behind == "的" else "") + right.text)


def _attribute(around: Around, left: Phrase, closed: bool) -> str:
    """What a noun phrase before a count says of the thing counted; a clause with a verb says nothing."""
    verbal = pattern("verb", "{}的?$").search(left.text) or pattern("inner", "{}的?$").search(left.text)
    if verbal or left.verb or left.bare:
        return ""
    led = _ATTRIBUTE.match(left.text)
    text = left.text[led.end() :] if led else left.text
    return text if closed or not _acting(around, left) else ""


def _acting(around: Around, phrase: Phrase) -> bool:
    """Whether a phrase holds a verb that is no part of a name: `班子成员|深入|辖区`."""
    at = bisect_left(around.words, phrase.start, key=lambda w: w[0])
    for start, end, pos in around.words[at:]:
        if start >= phrase.end:
            break
        if pos in _VERBS and around.text[start:end] not in forms("attribute"):
            return True
    return False
