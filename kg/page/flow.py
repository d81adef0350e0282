"""How well one block of text goes on where another breaks off: characters, marks, beginnings.

Scores are natural logarithms of odds, so they add up: above 0 speaks for the two being one text.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from kg.knowledge.tables import rows

_STUCK = re.compile(r"^[，。、；：！？,;:!?）)”’》」』】％%…]")
"""What no text begins with."""
_BEGINNING = re.compile(
    r"^(?:[●◎■□▲◆★▶]|\d{1,2}月\d{1,2}日|(?:19|20)\d\d年|[一二三四五六七八九十]+[是、]|第[一二三四五]，|[（(][一二三四五六七八九十\d]+[）)]"
    r"|今年|去年|近年|目前|当前|眼下|如今|近日|日前|当天|当日|随后|此前|此外|另外|同时|据[了悉介统]|记者|为[了进加切全深]"
    r"|下一步|接下来|对此|对于|针对|围绕|按照|根据|随着|通过|由于|截至|截止|自[从\d]|在[^，。]{2,24}[，,]|本报|与此同时|不仅|除了|无独有偶)"
)
_UNIT = re.compile(r"^[\d.．％%万亿千百余多年月日时分个家户人名元亩吨米公平立方套台件次项条座所处种位岁号倍]")
_RAREST = 12.0
"""A pair that is one in e^12 of all is no more common than one that is in no word."""
_PRIOR = 16.0
"""How many occurrences on the page weigh as much as what is known without it."""


@dataclass(frozen=True, slots=True)
class _Habit:
    """How a character is used: its share of all characters, of word beginnings, and of its own word ends."""

    share: float
    first: float
    last: float
    next: dict[str, float]


def junction(left: str, right: str, page: str) -> float:
    """Log odds that `right` goes on where `left` breaks off, against its standing anywhere.

    `page` is the text of the page: it is a model of its own language.
    """
    return _letters(left, right, page) + _marks(left, right) + _begun(right)


def goes_on(left: str, right: str, page: str) -> float:
    """As `junction`, from the characters at the break and the beginning of `right` alone."""
    return _letters(left, right, page) + _begun(right)


def commonness(pair: str) -> float:
    """How common two characters are in Chinese words: 0 never in one, 1 most common."""
    habit = _habit(pair[0])
    chance = habit.share * habit.next.get(pair[1], 0.0) if habit else 0.0
    return max(0.0, 1.0 + math.log(chance) / _RAREST) if chance > 0 else 0.0


def begun(text: str) -> float:
    """Log odds, from its first characters alone, that a text goes on from another one."""
    return _begun(text)


def stuck(text: str) -> bool:
    """Whether a text begins as no text can begin: it goes on from another one."""
    return bool(_STUCK.match(text))


def unbalanced(text: str, pair: str) -> tuple[int, int]:
    """Closing marks of a pair without an opening one, and opening ones left open."""
    opened = closed = 0
    for char in text:
        if char == pair[0]:
            opened += 1
        elif char == pair[1]:
            if opened:
                opened -= 1
            else:
                closed += 1
    return closed, opened


def _letters(left: str, right: str, page: str) -> float:
    """Log odds of the characters over the break: by the dictionary, and by what stands on the page."""
    last, first = left[-1], right[0]
    if last.isdigit():
        return 1.5 if _UNIT.match(right) else -1.5
    habit, after = _habit(last), _habit(first)
    if habit is None or after is None:
        return 0.0
    chance = habit.next.get(first, 0.0) + habit.last * after.first
    chance = _seen(page, last, first, chance)
    if len(left) > 1:
        chance = _seen(page, left[-2:], first, chance)
    score = math.log(max(chance, 1e-6) / after.share)
    if len(right) > 1:
        alone = _seen(page, first, right[1], after.next.get(right[1], 0.01))
        score += math.log(_seen(page, last + first, right[1], alone) / alone)
    return max(-4.0, min(5.0, score))


def _seen(page: str, left: str, right: str, prior: float) -> float:
    """The chance of `right` after `left` by the page, with a prior for what it shows too seldom."""
    return (page.count(left + right) + _PRIOR * prior) / (page.count(left) + _PRIOR)


def _marks(left: str, right: str) -> float:
    score = 0.0
    for pair in ("“”", "《》", "（）"):
        need, have = unbalanced(left, pair)[1], unbalanced(right, pair)[0]
        if need and have:
            score += 2.5
        elif need:
            score -= 2.0
        elif have:
            score -= 2.5
    return score


def _begun(right: str) -> float:
    if _STUCK.match(right):
        return 3.0
    if _BEGINNING.match(right):
        return -1.5
    if right[0] in "“‘":
        return -0.7
    habit = _habit(right[0])
    return (
        0.3 if habit is None else max(-0.5, min(2.0, -math.log(max(0.05, habit.first / habit.share * 1.2))))
    )


@cache
def _habit(char: str) -> _Habit | None:
    row = _table().get(char)
    if row is None:
        return None
    count = int(row["count"])
    chars, words = _totals()
    followers = row["next"]
    after = {followers[i]: 2.0 ** -int(followers[i + 1], 36) for i in range(0, len(followers), 2)}
    return _Habit(count / chars, int(row["first"]) / words, int(row["last"]) / count, after)


@cache
def _table() -> dict[str, dict[str, str]]:
    return {row["char"]: row for row in rows("characters.tsv")}


@cache
def _totals() -> tuple[int, int]:
    table = _table().values()
    return sum(int(r["count"]) for r in table), sum(int(r["first"]) for r in table)
