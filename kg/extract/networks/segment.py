"""Cuts a text into the units that LAC reads: words of two or three characters, else single characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import inf, log
from operator import add
from string import ascii_letters, digits

PAIR, HEAD = 1, 2
"""What a pair of characters can be: a word, the head of a word of three characters, or (3) both."""

_RUNS = frozenset(ascii_letters + digits)


def dictionary(words: Iterable[str]) -> dict[str, int]:
    """The words of three characters, with 0, and all pairs that are words or begin one."""
    all_words = set(words)
    pairs = {word for word in all_words if len(word) == 2}
    heads = {word[:2] for word in all_words - pairs}
    known = dict.fromkeys(all_words, 0) | dict.fromkeys(pairs, PAIR) | dict.fromkeys(heads, HEAD)
    return known | dict.fromkeys(pairs & heads, PAIR | HEAD)


def cut(text: str, known: Mapping[str, int], logtotal: float) -> Iterator[str]:
    """The units of the best cut of a text; single ASCII letters and digits in a row are one unit.

    A word scores the logarithm of its length less that of the dictionary's size; of equal cuts the one
    whose first word is longer is taken. The sums are made in the order in which LAC makes them, since ties
    are decided by their last bits.
    """
    lengths = _lengths(text, known, logtotal)
    at, size = 0, len(text)
    while at < size:
        end = at + lengths[at]
        if end - at == 1 and text[at] in _RUNS:
            while end < size and lengths[end] == 1 and text[end] in _RUNS:
                end += 1
        yield text[at:end]
        at = end


def _lengths(text: str, known: Mapping[str, int], logtotal: float) -> list[int]:
    """For each position the length of the word that begins there, if one does."""
    one, two, three = (log(n) - logtotal for n in (1, 2, 3))
    lengths = [1] * len(text)
    after1, after2, after3 = one if text else 0.0, 0.0, -inf
    at = len(text) - 1
    for kind in reversed(list(map(known.get, map(add, text, text[1:])))):
        at -= 1
        best = one + after1
        if kind:
            if kind & PAIR and two + after2 >= best:
                best = two + after2
                lengths[at] = 2
            if kind & HEAD and three + after3 >= best and text[at : at + 3] in known:
                best = three + after3
                lengths[at] = 3
        after1, after2, after3 = best, after1, after2
    return lengths
