"""Makes `data/characters.tsv`: how often characters stand in words, begin or end them, and what follows them.

Usage: python data/make/characters.py

Counted over the dictionary of jieba (MIT), each word as often as the dictionary says it occurs. `next` holds
the characters that follow within words, each with a digit of base 36: n says that about 1 in 2^n of the
occurrences of the character has it next. Followers of less than 1 in 1000 are left out.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "characters.tsv"
WORD = re.compile(r"([一-鿿]+) (\d+)(?: .*)?")
RARE_CHARACTER, RARE_PAIR, SMALL_SHARE = 40, 20, 0.001
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def main() -> None:
    """Writes the table."""
    import jieba

    dictionary = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8")
    count, first, last, pairs = counted(dictionary)
    followers: dict[str, list[tuple[int, str]]] = {}
    for (left, right), times in pairs.items():
        if times >= RARE_PAIR and times >= SMALL_SHARE * count[left]:
            followers.setdefault(left, []).append((round(-math.log2(times / count[left])), right))
    lines = ["char\tcount\tfirst\tlast\tnext"]
    for char in sorted(c for c, n in count.items() if n >= RARE_CHARACTER):
        listed = "".join(right + DIGITS[level] for level, right in sorted(followers.get(char, ())))
        lines.append(f"{char}\t{count[char]}\t{first[char]}\t{last[char]}\t{listed}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TABLE.name}: {len(lines) - 1} characters", file=sys.stderr)


def counted(dictionary: str) -> tuple[Counter[str], Counter[str], Counter[str], Counter[tuple[str, str]]]:
    """Counts of characters in words, at their beginnings and at their ends, and of pairs within them."""
    count: Counter[str] = Counter()
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for line in dictionary.splitlines():
        match = WORD.fullmatch(line)
        if not match:
            continue
        word, times = match.group(1), int(match.group(2))
        first[word[0]] += times
        last[word[-1]] += times
        for char in word:
            count[char] += times
        for pair in pairwise(word):
            pairs[pair] += times
    return count, first, last, pairs


if __name__ == "__main__":
    main()
