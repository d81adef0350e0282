"""Numbers stated of entities: of whom, what is measured, how much, actual or meant, when, with what change.

`measure` reads the quantities of a passage clause by clause. The clause's topic holds the number, the noun
beside it is the indicator. A growth that follows a level is that level's change. `praise` reads honours.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.measures.account import Part
from kg.extract.measures.capacity import capacities
from kg.extract.measures.change import changed
from kg.extract.measures.filter import told
from kg.extract.measures.ground import ground
from kg.extract.measures.holder import holder
from kg.extract.measures.indicator import Around, indicator
from kg.extract.measures.noun import Phrase
from kg.extract.measures.praise import praise
from kg.extract.measures.shared import EVIDENCE, dealt, sharers, split
from kg.extract.measures.spots import Spot, spots
from kg.extract.measures.topic import WORKS
from kg.extract.measures.when import kind_of, period_of, standing
from kg.extract.measures.words import pattern
from kg.extract.quantities import Quantity, quantities
from kg.extract.reading import Figure, Reading
from kg.extract.times import Time

__all__ = ["measure", "praise"]

_SHARED = re.compile(
    r"(?:[两二三四五六七八九十\d]+(?:大|项|个)?(?:主要|重点|核心|经济)*指标|(?<!自然)增长率|增速|增幅)$"
)

_SCOPE = re.compile(r"^(?:参加|参与)?(?:本次|此次|这次|这批|当[天日]|今天)[^的]{0,10}的(?=[^的]{2,}$)")
"""What tells of which occasion a thing is: `本次集中签约的|项目总投资`."""


_PACE = re.compile("[超快]?(?:于)?(?:时序|序时)?(?:进度)")
"""A lead over the schedule is of what the figure before is of."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """A figure with the spot and the noun it was made of."""

    figure: Figure
    spot: Spot
    noun: Phrase


def measure(reading: Reading) -> tuple[Figure, ...]:
    """The measurements that a passage states, in the order of the text."""
    text = reading.passage.text
    amounts = quantities(text)
    if not amounts:
        return ()
    based = ground(reading)
    periods, mentions = based.periods, based.mentions
    found = spots(text, amounts, based.clauses, mentions)
    stated: list[_Stated] = []
    done, dealt_out = 0, set[int]()
    for number, spot in enumerate(found):
        last = stated[-1] if stated and stated[-1].spot.clause.sentence == spot.clause.sentence else None
        if number < done or number in dealt_out:
            continue
        if last:
            taken, anew = changed(text, found[number : number + 8], [(s.figure, s.spot) for s in stated])
            stated = (
                [replace(s, figure=anew.get(i, s.figure)) for i, s in enumerate(stated)] if anew else stated
            )
            done = number + taken
            if taken:
                continue
        around = Around(text, mentions, periods, reading.words)
        around = replace(around, figure=last.figure, spot=last.spot, noun=last.noun) if last else around
        noun = indicator(around, spot, found[number + 1] if number + 1 < len(found) else None)
        if noun is None or not told(text, spot.quantity, noun, spot.start):
            continue
        carried = _carried(reading, stated, last, spot, noun)
        who, score = (carried, 0.7) if carried else holder(reading, mentions, spot, noun)
        unit = _unit(text, spot.quantity, noun)
        if who and unit:
            made = _figure(reading, spot, noun, periods, (who, unit, score))
            row = (spot, *found[number + 1 : number + 8])
            shared = sharers(text, mentions, spot, noun)
            pieces = split(text, mentions, row, made) if len(shared) < 2 else dealt(text, row, made, shared)
            told_here = list(pieces)
            values = [piece.value for piece in told_here[1:]]
            dealt_out |= {number + i for i, at in enumerate(row) if i and at.quantity.text in values}
            stated.extend(_Stated(piece, spot, noun) for piece in told_here)
    return _distinct(_placed(stated, based.account), tuple(capacities(reading)))


def _placed(stated: Sequence[_Stated], account: Sequence[Part]) -> Sequence[_Stated]:
    """Figures of a report with the kind and the year of the part they stand in."""
    if not account:
        return stated
    starts, out = [p.start for p in account], []
    for item in stated:
        part = account[max(bisect_right(starts, item.figure.start) - 1, 0)]
        inside = part.start <= item.figure.start < part.end
        out.append(replace(item, figure=_within(item.figure, part)) if inside else item)
    return out


def _within(figure: Figure, part: Part) -> Figure:
    return replace(figure, kind=part.kind, period=figure.period or part.period)


def _carried(reading: Reading, stated: list[_Stated], last: _Stated | None, spot: Spot, noun: Phrase) -> str:
    """The holder of the figure before, where a number goes on with it: `占年计划的40%`, `已完成投资2亿元`."""
    if last and _PACE.match(noun.text) and not spot.clause.own:
        return last.figure.s
    if last and noun.text.startswith(last.figure.indicator) and not spot.clause.own:
        moved = noun.start == noun.end or "占" in noun.text
        return last.figure.s if moved else ""
    done = noun.text.endswith("投资") and noun.verb in ("完成", "已完成") and not spot.clause.own
    done = done and not spot.clause.fresh and reading.types.get(spot.clause.topic) != "Project"
    told_before = (
        s.figure.s for s in reversed(stated[-6:]) if s.spot.clause.sentence == spot.clause.sentence - 1
    )
    return next((who for who in told_before if reading.types[who] == "Project"), "") if done else ""


def _distinct(stated: Sequence[_Stated], named: Sequence[Figure]) -> tuple[Figure, ...]:
    """Leave out what an earlier sentence told in like words, and what a project's name tells besides."""
    kept: dict[tuple[str, float | None, str], list[_Stated]] = {}
    for item in stated:
        figure = item.figure
        rivals = kept.setdefault((figure.s, figure.number, figure.unit), [])
        if not any(_alike(rival, item) for rival in rivals):
            rivals.append(item)
    told_once = [item.figure for rivals in kept.values() for item in rivals]
    told_once += [f for f in named if (f.s, f.number, f.unit) not in kept]
    return tuple(sorted(told_once, key=lambda f: (f.start, f.end, f.indicator)))


def _exact(number: float | None) -> bool:
    """Whether a number is so exact that another like it is the same one told again."""
    return number is not None and len(f"{number:.12g}".replace(".", "").strip("0")) > 3


def _alike(one: _Stated, two: _Stated) -> bool:
    shared = sum((Counter(one.figure.indicator) & Counter(two.figure.indicator)).values())
    length = len(one.figure.indicator) + len(two.figure.indicator)
    same = one.figure.indicator == two.figure.indicator or _exact(one.figure.number)
    return same or (one.spot.clause.sentence != two.spot.clause.sentence and 2 * shared >= 0.75 * length)


def _unit(text: str, quantity: Quantity, noun: Phrase) -> str:
    if quantity.unit:
        return quantity.unit
    if pattern("person").match(text, quantity.end):
        return "人"
    if pattern("money", "{}$").search(noun.text):
        return "CNY"
    return "人" if pattern("person", "{}$").search(noun.text) else ""


def _figure(
    reading: Reading, spot: Spot, noun: Phrase, periods: Sequence[Time], about: tuple[str, str, float]
) -> Figure:
    text, quantity = reading.passage.text, spot.quantity
    who, unit, score = about
    period = told_then = period_of(text, spot, periods)
    if standing(noun) and reading.types.get(who) in WORKS:
        period = period_of(text, spot, periods, spot.clause.start)
    start, end = _evidence(text, spot, noun)
    return Figure(
        s=who,
        indicator=_SHARED.sub("", _SCOPE.sub("", noun.text)) or noun.text,
        value=quantity.text,
        number=quantity.number,
        unit=unit,
        kind=kind_of(text, spot, told_then, reading.context.year),
        period=period,
        change=None,
        start=start,
        end=end,
        score=score,
        by=f"measure:{quantity.kind}",
    )


def _evidence(text: str, spot: Spot, noun: Phrase) -> tuple[int, int]:
    """The shortest stretch that states the number with its noun, from the clause's head if that is near."""
    quantity = spot.quantity
    start = noun.start if spot.start <= noun.start < quantity.start else quantity.start
    end = max(quantity.end, noun.end) if noun.start >= quantity.end else quantity.end
    while spot.start < start and text[start - 1] not in "，,；;：:。\n、" and end - start < 30:
        start -= 1
    return max(start, min(end - EVIDENCE, quantity.start)), min(end, max(start + EVIDENCE, quantity.end))
