"""Cuts a text into the units that LAC reads: dictionary words of two or three characters, else single ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log

PAIR, HEAD = 1, 2
"""What a pair of characters can be: a word, the head of a word of three characters, or (3) both."""


def dictionary(words: Iterable[str]) -> dict[str, int]:
    """The words of three characters, with 0, and all pairs that are words or begin one."""
    known: dict[str, int] = {}
    for word in words:
        if len(word) == 2:
            known[word] = known.get(word, 0) | PAIR
        else:
            known[word] = 0
            known[word[:2]] = known.get(word[:2], 0) | HEAD
    return known


def cut(text: str, known: Mapping[str, int], logtotal: float) -> list[str]:
    """The units of the best cut of a text; single ASCII letters and digits in a row are one unit.

    A word scores the logarithm of its length less that of the dictionary's size; of equal cuts the one
    whose first word is longer is taken. The sums are made in the order in which LAC makes them, since ties
    are decided by their last bits.
    """
    return _joined(text, _lengths(text, known, logtotal))


def _lengths(text: str, known: Mapping[str, int], logtotal: float) -> list[int]:
    """For each position the length of the word that begins there, if one does."""
    one, two, three = (log(n) - logtotal for n in (1, 2, 3))
    after1 = after2 = after3 = 0.0
    lengths = [1] * len(text)
    get, last = known.get, len(text) - 3
    for i in range(len(text) - 1, -1, -1):
        best = one + after1
        kind = get(text[i : i + 2])
        if kind:
            if kind & PAIR and two + after2 >= best:
                best = two + after2
                lengths[i] = 2
            if kind & HEAD and i <= last and three + after3 >= best and text[i : i + 3] in known:
                best = three + after3
                lengths[i] = 3
        after1, after2, after3 = best, after1, after2
    return lengths


def _joined(text: str, lengths: list[int]) -> list[str]:
    units = []
    at, run, size = 0, -1, len(text)
    while at < size:
        length = lengths[at]
        if length == 1 and text[at].isascii() and text[at].isalnum():
            run = at if run < 0 else run
        else:
            if run >= 0:
                units.append(text[run:at])
                run = -1
            units.append(text[at : at + length])
        at += length
    if run >= 0:
        units.append(text[run:])
    return units
