"""How well one block of text goes on where another breaks off: characters, marks, beginnings.

Scores are natural logarithms of odds, so they add up: above 0 speaks for the two being one text.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.knowledge.tables import rows

_HAN = re.compile(r"[一-鿿]")
_STUCK = re.compile(r"^[，。、；：！？,;:!?）)”’》」』】％%…]")
"""What no text begins with."""
_BEGINNING = re.compile(
    r"^(?:[“‘]|[●◎■□▲◆★▶]|\d{1,2}月\d{1,2}日|(?:19|20)\d\d年|[一二三四五六七八九十]+[是、]|第[一二三四五]，|[（(][一二三四五六七八九十\d]+[）)]"
    r"|今年|去年|近年|目前|当前|眼下|如今|近日|日前|当天|当日|随后|此前|此外|另外|同时|据[了悉介统]|记者|为[了进加切全深]"
    r"|下一步|接下来|对此|对于|针对|围绕|按照|根据|随着|通过|由于|截至|截止|自[从\d]|在[^，。]{2,24}[，,]|本报|与此同时|不仅|除了|无独有偶|“)"
)
_UNIT = re.compile(r"^[\d.．％%万亿千百余多年月日时分个家户人名元亩吨米公平立方套台件次项条座所处种位岁号倍]")
_PAGE_WEIGHT = 4.0
"""How many occurrences on the page weigh as much as the dictionary."""


@dataclass(frozen=True, slots=True)
class _Habit:
    """How a character is used: its share of all characters, of word beginnings, and of its own word ends."""

    share: float
    first: float
    last: float
    next: dict[str, float]


@dataclass(frozen=True, slots=True)
class Speech:
    """Counts of characters and pairs of a page: the page is a model of its own language."""

    chars: Counter[str]
    pairs: Counter[str]


def speech(texts: Sequence[str]) -> Speech:
    """The counts of the texts of a page."""
    pairs: Counter[str] = Counter()
    chars: Counter[str] = Counter()
    for text in texts:
        chars.update(text)
        pairs.update(map("".join, zip(text, text[1:], strict=False)))
    return Speech(chars, pairs)


def junction(left: str, right: str, page: Speech) -> float:
    """Log odds that `right` goes on where `left` breaks off, against its standing anywhere."""
    return _letters(left[-1], right[0], page) + _marks(left, right) + _begun(right)


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


def _letters(left: str, right: str, page: Speech) -> float:
    if left.isdigit():
        return 1.5 if _UNIT.match(right) else -1.5
    if not (_HAN.match(left) and _HAN.match(right)):
        return 0.0
    habit, after = _habit(left), _habit(right)
    if habit is None or after is None:
        return 0.0
    told = habit.next.get(right, 0.0) + habit.last * after.first
    seen = page.pairs[left + right]
    chance = (seen + _PAGE_WEIGHT * told) / (page.chars[left] + _PAGE_WEIGHT)
    return max(-4.0, min(4.0, math.log(max(chance, 1e-6) / after.share)))


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
    habit = _habit(right[0])
    return 0.3 if habit is None else max(-0.5, min(2.0, -math.log(max(0.05, habit.first / habit.share * 1.2))))


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
