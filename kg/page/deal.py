"""Articles printed into one another are dealt out again: each block goes where it reads on and is at home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.page.blocks import Block

Link = Callable[[int, int], float]
"""Log odds that the block of the second number is read after that of the first; -1 is the border of an article."""
Likeness = Callable[[Sequence[Block], Sequence[Block], Sequence[Block]], float]
"""How much at home blocks are in an article of a headline and a body."""
_WIDTH = 24
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Hand:
    """What an article holds for certain: its headline, the blocks that stay, and the number of the last of them."""

    heads: tuple[Block, ...]
    fixed: tuple[Block, ...]
    last: int


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to deal the blocks so far: its score, the article of each, and the last block of each article."""

    score: float
    homes: tuple[int, ...]
    last: tuple[int, ...]


def dealt(
    blocks: Sequence[tuple[int, Block]], hands: Sequence[Hand], link: Link, likeness: Likeness, weight: float
) -> tuple[int, ...]:
    """For each numbered block the article it goes to, by position among `hands`.

    What an article speaks of is learnt from what it holds for certain, then from what it was dealt, in turns;
    `weight` is the log odds of a unit of likeness.
    """
    homes: tuple[int, ...] = ()
    for _ in range(_ROUNDS):
        held = [list(h.fixed) for h in hands]
        for home, (_, block) in zip(homes, blocks, strict=False):
            held[home].append(block)
        near = [
            [
                weight * likeness([b], hand.heads, [o for o in own if o is not b])
                for hand, own in zip(hands, held, strict=True)
            ]
            for _, b in blocks
        ]
        found = _search([n for n, _ in blocks], [h.last for h in hands], near, link)
        if found == homes:
            break
        homes = found
    return homes


def _search(
    numbers: Sequence[int], last: Sequence[int], near: Sequence[Sequence[float]], link: Link
) -> tuple[int, ...]:
    """The best way found, a fixed number of ways being followed at a time."""
    ways = [_Way(0.0, (), tuple(last))]
    for number, likes in zip(numbers, near, strict=True):
        grown = [
            _Way(
                way.score + link(way.last[k], number) + likes[k],
                (*way.homes, k),
                (*way.last[:k], number, *way.last[k + 1 :]),
            )
            for way in ways
            for k in range(len(last))
        ]
        ways = sorted(grown, key=lambda w: (-w.score, w.homes))[:_WIDTH]
    ended = [(way.score + sum(link(end, -1) for end in way.last), way) for way in ways]
    return max(ended, key=lambda e: (e[0], [-h for h in e[1].homes]))[1].homes
