"""Reading order: blocks that columns threw about are put back where they read on.

The articles as they follow on the page are the first guess. Then runs of blocks are moved, the best move first,
as long as the page reads better for it: a sentence that breaks off finds its end, a paragraph the article that
speaks of the same things. An article that reads well is left as it stands. All scores are log odds and add up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import sqrt

from kg.page.blocks import Block
from kg.page.deal import Hand, dealt
from kg.page.draft import Draft
from kg.page.flow import begun, junction, stuck
from kg.page.gather import gathered, titled
from kg.page.kinship import Kinship

_NEXT = 2.0
"""For a block to be read after the one it stands after on the page."""
_GOES_ON = 2.5
"""The same where it breaks off in the middle of a sentence."""
_TORN = 0.7
"""The same in an article out of which blocks have been moved, or in which a sentence does not read on."""
_BACK = 0.7
"""Against reading a block after one that stands below it."""
_FAR = 2.5
"""Against any one block elsewhere being the end of a sentence that breaks off: there are many."""
_LOOSE = 4.0
"""Against an article that ends in the middle of a sentence, or begins in it."""
_OPENED = 4.0
"""Against a dateline within a body."""
_KIN = 7.0
"""Log odds that a unit of likeness is worth (fitted on articles by other hands)."""
_HOME = 12.0
"""The same where articles printed into one another are dealt out."""
_MOVE = 2.0
"""What a move must gain, and articles dealt out anew."""
_APART = 6.0
"""What they must gain where no sentence tells that they are mixed."""
_SOUND = 6.5
"""What a move must gain where it is taken out of an article that reads on throughout."""
_ALONE = 2.5
"""What it must gain beyond that where sentences and their places do not speak for it: only what it speaks of."""
_LINKED = 1.0
"""What they must gain to speak for it."""
_WEAK = 2.5
"""A link below it is where a run may begin or end."""
_LONGEST = 160
"""Blocks of prose beyond which a text is a book or a report, in which no columns were thrown about."""
_COLUMN = 40
"""Blocks of prose beyond which an article is no column of a page, from which blocks may have strayed."""
_STRAY = 0.2
"""How much nearer a block must be to another article for it to be asked whether the two are mixed."""
_ROUNDS = 60
_REACH = 2
"""How many articles before it an article may be printed into."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A block of running text with the headings over it; `number` is its place among those of the page."""

    number: int
    block: Block
    heads: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class _Move:
    """Items `start` to `end` of article `source` go before item `gap` of article `target`."""

    source: int
    start: int
    end: int
    target: int
    gap: int


def ordered(drafts: Sequence[Draft], page: str) -> list[Draft]:
    """The articles with every block in the place where it reads best; `page` is the text of all blocks."""
    if _settled(drafts):
        return list(drafts)
    kin = Kinship(b for d in drafts for b in (*d.heads, *d.body))
    desk = _Desk(gathered(drafts, kin, page), page, kin)
    desk.deal()
    for _ in range(_ROUNDS):
        move = desk.best()
        if move is None:
            break
        desk.make(move)
    return titled(desk.drafts(), kin)


def _settled(drafts: Sequence[Draft]) -> bool:
    """Whether there is nothing to put right: one article in which nothing breaks off, or more than any page has."""
    prose = [b for d in drafts for b in d.body if b.prose]
    whole = len(drafts) == 1 and (len(prose) > _COLUMN or all(b.closed for b in prose))
    return len(prose) > _LONGEST or whole


class _Desk:
    """The articles of a page as lists of items, with what is known of every two of them."""

    def __init__(self, drafts: Sequence[Draft], page: str, kin: Kinship) -> None:
        self._drafts = list(drafts)
        self._page = page
        ordered_blocks = sorted((b for d in drafts for b in d.body if b.prose), key=lambda b: b.at[0])
        self._numbers = {b.at[0]: i for i, b in enumerate(ordered_blocks)}
        self.items = [self._items(d) for d in drafts]
        self._near = {
            b.number: k
            for k, items in enumerate(self.items)
            for a, b in pairwise(items)
            if b.number == a.number + 1
        }
        self._torn: set[int] = set()
        self._leads: set[int] = set()
        self._kin = kin
        self._links: dict[tuple[int, int], float] = {}
        self._torn = {
            k for k, items in enumerate(self.items) if any(self._link(a, b) < 0 for a, b in pairwise(items))
        }
        self._links.clear()
        self._leads = {
            i[0].number for i, d in zip(self.items, drafts, strict=True) if i and (d.heads or d.bylines)
        }

    def _items(self, draft: Draft) -> list[_Item]:
        items: list[_Item] = []
        heads: list[Block] = []
        for block in draft.body:
            if block.prose:
                items.append(_Item(self._numbers[block.at[0]], block, tuple(heads)))
                heads = []
            else:
                heads.append(block)
        return items

    def best(self) -> _Move | None:
        """The move that gains most, None where none gains enough."""
        scored = self._scored()
        gain, move = max(scored, key=lambda gm: (gm[0], -gm[1].source, -gm[1].start), default=(0.0, None))
        return move if gain > 0 else None

    def _hurdles(self) -> list[float]:
        """What a move must gain: more where nothing is wrong with the article that it takes blocks from."""
        cut_off = any(not items[-1].block.closed for items in self.items if items)
        return [_MOVE if cut_off or k in self._torn else _SOUND for k in range(len(self.items))]

    def make(self, move: _Move) -> None:
        """Carries out a move."""
        run = self.items[move.source][move.start : move.end]
        gap = move.gap
        if move.source == move.target and gap >= move.end:
            gap -= len(run)
        del self.items[move.source][move.start : move.end]
        self.items[move.target][gap:gap] = run
        self._torn |= {self._near[i.number] for i in run if i.number in self._near}
        self._links.clear()

    def drafts(self) -> list[Draft]:
        """The articles as they now stand."""
        out = []
        for draft, items in zip(self._drafts, self.items, strict=True):
            body = [b for item in items for b in (*item.heads, item.block)]
            held = {b.at[0] for d in self._drafts for b in d.body if b.prose}
            last = max((i for i, b in enumerate(draft.body) if b.at[0] in held), default=-1)
            out.append(replace(draft, body=[*body, *draft.body[last + 1 :]]))
        return out

    # articles in one another ----------------------------------------------------------------------------------

    def deal(self) -> None:
        """Deals out anew the articles that are printed into those before them."""
        for article in range(len(self.items)):
            area = range(max(0, article - _REACH), min(len(self.items), article + 2))
            if len(self.items[article]) > 1:
                if self._interlaced(article):
                    self._deal(article, area, _MOVE)
                elif self._strayed(article, area):
                    self._deal(article, area, _APART)

    def _interlaced(self, article: int) -> bool:
        """Whether an article, or one just before it, has a sentence that does not read on."""
        before = [self.items[k] for k in range(max(0, article - _REACH), article) if self.items[k]]
        return article in self._torn or any(not items[-1].block.closed for items in before)

    def _strayed(self, article: int, area: Sequence[int]) -> bool:
        """Whether a block of an article is much more at home in one beside it."""
        held = {k: [i.block for i in self.items[k]] for k in area}
        for block in held[article][1:]:
            near = {
                k: self._kin.home([block], self._drafts[k].heads, [b for b in held[k] if b is not block])
                for k in area
            }
            if max(near.values()) > near[article] + _STRAY:
                return True
        return False

    def _deal(self, article: int, area: Sequence[int], hurdle: float) -> None:
        items = self.items[article]
        lead = 1 if items[0].number in self._leads else 0
        hands = [
            Hand(
                tuple(self._drafts[k].heads),
                tuple(i.block for i in (items[:lead] if k == article else self.items[k])),
                items[0].number
                if k == article and lead
                else self.items[k][-1].number
                if k != article and self.items[k]
                else -1,
            )
            for k in area
        ]
        rest = items[lead:]
        self._torn |= {article}
        self._links.clear()
        by_number = {i.number: i for k in area for i in self.items[k]}

        def link(left: int, right: int) -> float:
            return self._link(by_number.get(left), by_number.get(right))

        homes = dealt([(i.number, i.block) for i in rest], hands, link, self._kin.home, _HOME)
        new = {k: [*(items[:lead] if k == article else self.items[k])] for k in area}
        for item, home in zip(rest, homes, strict=True):
            new[area[home]].append(item)
        old = {k: self.items[k] for k in area}
        if self._value(new) > self._value(old) + hurdle:
            for k, held in new.items():
                self.items[k] = held

    def _value(self, articles: dict[int, list[_Item]]) -> float:
        """How well articles read: their links, and how much at home each block is."""
        total = 0.0
        for k, items in articles.items():
            if items:
                total += sum(self._link(a, b) for a, b in pairwise([None, *items, None]))
            heads, held = self._drafts[k].heads, [i.block for i in items]
            total += _KIN * sum(self._kin.home([b], heads, [o for o in held if o is not b]) for b in held)
        return total

    # moves --------------------------------------------------------------------------------------------------

    def _scored(self) -> Iterator[tuple[float, _Move]]:
        """Every move that may be made, with what it gains beyond what it must."""
        bodies = [[i.block for i in items] for items in self.items]
        ties = self._kin.ties([d.heads for d in self._drafts], bodies)
        borders = [self._borders(k, stray) for k, stray in enumerate(ties.strays())]
        numbers = [sorted(i.number for i in items) for items in self.items]
        for source, hurdle in enumerate(self._hurdles()):
            if len(self.items[source]) > _COLUMN:
                continue
            for start, end in combinations(borders[source], 2):
                if (start, end) == (0, len(self.items[source])):
                    continue
                first = self.items[source][start].number
                gaps = [
                    sorted({*weak, bisect_left(held, first)})
                    for weak, held in zip(borders, numbers, strict=True)
                ]
                nearer = [sqrt(end - start) * _KIN * n for n in ties.nearer(source, start, end)]
                for gain, move in self._gains(source, (start, end), gaps, nearer):
                    yield gain - hurdle, move

    def _gains(
        self, source: int, run: tuple[int, int], gaps: Sequence[Sequence[int]], nearer: Sequence[float]
    ) -> Iterator[tuple[float, _Move]]:
        """What a run gains in each gap of each article; in its own article none by what it speaks of."""
        link, (start, end) = self._link, run
        first, last = self.items[source][start], self.items[source][end - 1]
        before, after = _around(self.items[source], start)[0], _around(self.items[source], end)[1]
        left_behind = link(before, after) - link(before, first) - link(last, after)
        for target, items in enumerate(self.items):
            closer = 0.0 if target == source else nearer[target]
            for gap in gaps[target]:
                if target != source or not start <= gap <= end:
                    left, right = _around(items, gap)
                    joined = link(left, first) + link(last, right) - link(left, right)
                    alone = _ALONE if left_behind + joined < _LINKED else 0.0
                    yield left_behind + joined + closer - alone, _Move(source, start, end, target, gap)

    def _borders(self, article: int, stray: Sequence[bool]) -> list[int]:
        """The gaps between items where a run may begin or end: the text does not read on as it should, or what
        it speaks of is nearer to another article on one side of it; the ends included.
        """
        items = self.items[article]
        weak = [
            g
            for g in range(1, len(items))
            if self._link(items[g - 1], items[g]) < _WEAK or stray[g - 1] != stray[g]
        ]
        return [0, *weak, len(items)] if items else [0]

    # links --------------------------------------------------------------------------------------------------

    def _link(self, left: _Item | None, right: _Item | None) -> float:
        key = (left.number if left else -1, right.number if right else -1)
        if key not in self._links:
            self._links[key] = self._weigh(left, right)
        return self._links[key]

    def _weigh(self, left: _Item | None, right: _Item | None) -> float:
        if left is None:
            return 0.0 if right is None else _first(right.block) + _NEXT * (right.number in self._leads)
        if right is None:
            return 0.0 if left.block.closed else -_LOOSE
        near = right.number == left.number + 1 and right.number in self._near
        score = -_BACK if right.number < left.number else 0.0
        if right.block.opener:
            score -= _OPENED
        if not left.block.closed:
            score += _GOES_ON if near else -_FAR
            return score + junction(left.block.text, right.block.text, self._page)
        if near:
            score += (
                _TORN if self._near[right.number] in self._torn else _NEXT * (0.5 if right.heads else 1.0)
            )
        return score + (-_LOOSE if stuck(right.block.text) else 0.0)


def _around(items: Sequence[_Item], gap: int) -> tuple[_Item | None, _Item | None]:
    """The items before and after a gap."""
    return items[gap - 1] if gap else None, items[gap] if gap < len(items) else None


def _first(block: Block) -> float:
    """Log odds for a block to begin an article."""
    if stuck(block.text):
        return -_LOOSE
    return 1.0 if block.opener else -0.7 * max(0.0, begun(block.text))
