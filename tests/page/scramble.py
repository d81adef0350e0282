"""Pages scrambled as real columns are, and how much of their order the cutter restores.

`python -m tests.page.scramble [SEEDS]` prints, for each way of scrambling, what stands in order before and after
the repair: the share of neighbouring blocks of an article that follow on each other, and the share of the
characters that stand in their article. Stories come from the sample pages, the annotated pieces and, where they
lie beside the project, the gold pages: always articles that read well as they stand.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

from kg.model import Page
from kg.page.cut import cut, sequential
from kg.page.passage import Passage

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "corpus"
Cutter = Callable[[Page], tuple[Passage, ...]]
_ENDED = re.compile(r"[。！？!?；;：:…][”’」』）)]*$")
_CAPTIONS = (
    "工人在车间里检修设备。（资料片）",
    "图为会议现场。 □安小禾 摄",
    "□安小禾 报道\n游客在湖边拍照留念。",
)


@dataclass(frozen=True)
class Story:
    """An article that reads well: headline, byline and paragraphs."""

    title: str
    byline: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A block to be printed: its text, the story it is of, and whether it is `head`, `sign`, `body` or `aside`.

    `number` is its place in the body of the story; `glued` says that it goes on in the middle of a sentence.
    """

    text: str
    story: int
    kind: str
    number: int = 0
    glued: bool = False


@dataclass(frozen=True)
class Spread:
    """A page as printed and where each of its pieces stands."""

    text: str
    pieces: tuple[tuple[Piece, int], ...]


@dataclass
class Tally:
    """Counts of one way of scrambling."""

    pairs: int = 0
    joined: int = 0
    chars: int = 0
    placed: int = 0
    pages: int = 0
    whole: int = 0

    def line(self) -> str:
        """The shares as a row of the table."""
        return (
            f"{self.joined / max(1, self.pairs):7.3f}{self.placed / max(1, self.chars):7.3f}"
            f"{self.whole / max(1, self.pages):7.3f}"
        )


# --- stories -------------------------------------------------------------------------------------------------


@cache
def stories(where: str) -> tuple[Story, ...]:
    """The articles that read well of `own` (sample and annotated pages) or `gold` (pages beside the project)."""
    own = sorted((ROOT / "data" / "sample").glob("*.txt")) + sorted(
        (ROOT / "data" / "annotated").glob("*.txt")
    )
    gold = sorted(SHARED.glob("[pd]*.txt")) if SHARED.is_dir() else []
    found = [story for path in (own if where == "own" else gold) for story in _stories(path)]
    return tuple({s.title + s.paragraphs[0][:12]: s for s in found}.values())


def _stories(path: Path) -> Iterator[Story]:
    for passage in sequential(Page(path.stem, path.read_text(encoding="utf-8"))):
        lines = passage.text[passage.body :].split("\n")
        prose = [line for line in lines if line]
        well = all(_ENDED.search(p) for p in prose) and all(len(p) > 30 for p in prose)
        if passage.title and passage.authors and well and len(prose) >= 2 and len(passage.title) <= 46:
            yield Story(passage.title, f"□记者 {' '.join(passage.authors[:2])} 报道", tuple(prose))


# --- ways of scrambling --------------------------------------------------------------------------------------


def clean(told: Sequence[Story], random: Random) -> list[Piece]:
    """Nothing scrambled: columns cut no sentence."""
    return [piece for n, story in enumerate(told) for piece in _pieces(n, story, random, 0.0)]


def columns(told: Sequence[Story], random: Random) -> list[Piece]:
    """Columns cut sentences, the rest follows after a blank line."""
    return [piece for n, story in enumerate(told) for piece in _pieces(n, story, random, 0.5)]


def captions(told: Sequence[Story], random: Random) -> list[Piece]:
    """A picture with its caption stands in the middle of a cut sentence."""
    out = []
    for piece in columns(told, random):
        if piece.glued and random.random() < 0.6:
            out.append(Piece(random.choice(_CAPTIONS), piece.story, "aside"))
        out.append(piece)
    return out


def interleaved(told: Sequence[Story], random: Random) -> list[Piece]:
    """Two or three neighbouring articles stand in one another, cut at sentences and in them."""
    parts = [_pieces(n, story, random, 0.5) for n, story in enumerate(told)]
    count = min(len(parts), random.choice((2, 2, 3)))
    first = random.randrange(len(parts) - count + 1)
    mixed = _woven(parts[first : first + count], random)
    flat = [*parts[:first], mixed, *parts[first + count :]]
    return [piece for part in flat for piece in part]


def tail_first(told: Sequence[Story], random: Random) -> list[Piece]:
    """The end of an article stands before its headline, or under it before the byline."""
    parts = [_pieces(n, story, random, 0.5) for n, story in enumerate(told)]
    long = [n for n, part in enumerate(parts) if sum(p.kind == "body" for p in part) > 2]
    if long:
        part = parts[(n := random.choice(long))]
        at = [i for i, p in enumerate(part) if p.kind == "body" and p.number > 0]
        glued = [i for i in at if part[i].glued]
        split = random.choice(glued or at)
        front, tail = part[:split], part[split:]
        parts[n] = [front[0], *tail, *front[1:]] if random.random() < 0.5 else [*tail, *front]
    return [piece for part in parts for piece in part]


def far_head(told: Sequence[Story], random: Random) -> list[Piece]:
    """A headline stands far from its body: over the article before, or in the middle of its own."""
    parts = [_pieces(n, story, random, 0.5) for n, story in enumerate(told)]
    n = random.randrange(len(parts))
    head, *rest = parts[n]
    if n and random.random() < 0.5:
        parts[n - 1] = [head, *parts[n - 1]] if random.random() < 0.5 else _after_head(parts[n - 1], head)
        parts[n] = rest
    else:
        inside = [i for i, p in enumerate(rest) if p.kind == "body" and p.number > 0]
        spot = random.choice(inside) if inside else 0
        parts[n] = [*rest[:spot], head, *rest[spot:]]
    return [piece for part in parts for piece in part]


def stacked(told: Sequence[Story], random: Random) -> list[Piece]:
    """The headlines of two articles stand over their authors, and under both the bodies in one another."""
    one, other, *rest = [_pieces(n, story, random, 0.5) for n, story in enumerate(told)]
    order = [one, other] if random.random() < 0.5 else [other, one]
    heads = [p for part in order for p in part if p.kind == "head"]
    signs = [p for part in (one, other) for p in part if p.kind == "sign"]
    bodies = _woven([[p for p in part if p.kind == "body"] for part in (one, other)], random)
    return [*heads, *signs, *bodies, *(piece for part in rest for piece in part)]


def mixed(told: Sequence[Story], random: Random) -> list[Piece]:
    """All at once: two articles in one another, a tail first, a caption in a sentence."""
    half = max(2, len(told) // 2)
    left = interleaved(told[:half], random)
    right = [replace(p, story=p.story + half) for p in tail_first(told[half:], random)] if told[half:] else []
    out = []
    for piece in [*left, *right]:
        if piece.glued and random.random() < 0.2:
            out.append(Piece(random.choice(_CAPTIONS), piece.story, "aside"))
        out.append(piece)
    return out


WAYS = {f.__name__: f for f in (clean, columns, captions, interleaved, tail_first, far_head, stacked, mixed)}


def _pieces(number: int, story: Story, random: Random, share: float) -> list[Piece]:
    """The pieces of a story; of its long paragraphs a share is cut in the middle of a sentence."""
    out = [Piece(story.title, number, "head"), Piece(story.byline, number, "sign")]
    count = 0
    for paragraph in story.paragraphs:
        glued = False
        if len(paragraph) > 60 and random.random() < share:
            at = _column_end(paragraph, random)
            out.append(Piece(paragraph[:at], number, "body", count))
            paragraph, glued, count = paragraph[at:], True, count + 1
        out.append(Piece(paragraph, number, "body", count, glued))
        count += 1
    return out


def _column_end(text: str, random: Random) -> int:
    """Where a column ends: anywhere but at the end of a sentence or within a number or Latin word."""
    while True:
        at = random.randrange(20, len(text) - 20)
        ascii_run = text[at - 1].isascii() and text[at].isascii()
        if (
            text[at - 1] not in "。！？；：!?;:…”’）)》 　"
            and text[at] not in "，。！？；：、”’》）),.; 　"
            and not ascii_run
        ):
            return at


def _woven(parts: Sequence[list[Piece]], random: Random) -> list[Piece]:
    """Runs of the articles in turns; each keeps its own order."""
    left = [list(part) for part in parts]
    out: list[Piece] = []
    turn = 0
    while any(left):
        if left[turn]:
            size = random.choice((1, 1, 2, 2, 3)) + (2 if left[turn][0].kind == "head" else 0)
            out += left[turn][:size]
            left[turn] = left[turn][size:]
        turn = (turn + 1) % len(left)
    return out


def _after_head(part: list[Piece], head: Piece) -> list[Piece]:
    return [part[0], head, *part[1:]]


# --- printing and measuring ----------------------------------------------------------------------------------


def spread(pieces: Sequence[Piece]) -> Spread:
    """The page with its pieces one below the other, parted by blank lines."""
    text, placed = "\n\n", []
    for piece in pieces:
        placed.append((piece, len(text)))
        text += piece.text + ("\n" if piece.kind == "sign" and len(piece.text) % 2 else "\n\n")
    return Spread(text, tuple(placed))


def measure(page: Spread, passages: Sequence[Passage]) -> Tally:
    """What of a page stands in order in its passages."""
    follows, where = _follows(passages)
    tally = Tally(pages=1)
    bodies = [(p, at) for p, at in page.pieces if p.kind == "body"]
    by_place = {(p.story, p.number): (p, at) for p, at in bodies}
    for piece, at in bodies:
        after = by_place.get((piece.story, piece.number + 1))
        if after:
            tally.pairs += 1
            tally.joined += follows.get(at + len(piece.text) - 1) == (after[1], not after[0].glued)
    homes = _homes([(p, at) for p, at in page.pieces if p.kind in {"body", "head"}], where)
    for piece, at in page.pieces:
        if piece.kind in {"body", "head"}:
            own = [i for i in range(at, at + len(piece.text)) if not page.text[i].isspace()]
            tally.chars += len(own)
            tally.placed += sum(where.get(i, -1) == homes.get(piece.story, -2) for i in own)
    tally.whole = int(tally.joined == tally.pairs and tally.placed == tally.chars)
    return tally


def _follows(passages: Sequence[Passage]) -> tuple[dict[int, tuple[int, bool]], dict[int, int]]:
    """For each page offset the offset that is read next, with whether a line ends between; and its passage."""
    follows: dict[int, tuple[int, bool]] = {}
    where: dict[int, int] = {}
    for number, passage in enumerate(passages):
        last, broken = -1, False
        for char, at in zip(passage.text, passage.at, strict=True):
            if char.isspace():
                broken = broken or char == "\n"
                continue
            if last >= 0:
                follows[last] = (at, broken)
            last, broken, where[at] = at, False, number
    return follows, where


def _homes(pieces: Sequence[tuple[Piece, int]], where: dict[int, int]) -> dict[int, int]:
    """The passage of each story, one to one, most characters first."""
    shared: Counter[tuple[int, int]] = Counter()
    for piece, at in pieces:
        for i in range(at, at + len(piece.text)):
            if i in where:
                shared[piece.story, where[i]] += 1
    homes: dict[int, int] = {}
    for (story, passage), _ in sorted(shared.items(), key=lambda kv: (-kv[1], kv[0])):
        if story not in homes and passage not in homes.values():
            homes[story] = passage
    return homes


def pages(way: str, where: str, seeds: range) -> Iterator[Spread]:
    """Scrambled pages, one a seed."""
    for seed in seeds:
        random = Random(f"{way} {where} {seed}")
        told = random.sample(stories(where), k=random.randint(3, 6))
        yield spread(WAYS[way](told, random))


def score(way: str, where: str, seeds: range, cutter: Cutter = cut) -> Tally:
    """The counts of one way of scrambling over a range of seeds."""
    total = Tally()
    for page in pages(way, where, seeds):
        one = measure(page, cutter(Page("x", page.text)))
        for name in vars(total):
            setattr(total, name, getattr(total, name) + getattr(one, name))
    return total


def main() -> None:
    """Print the table."""
    seeds = range(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
    print(f"{'':24}{'before':^21}{'after':^21}")
    print(f"{'':24}" + f"{'pairs':>7}{'chars':>7}{'pages':>7}" * 2)
    for where in ("own", "gold"):
        if len(stories(where)) >= 6:
            for way in WAYS:
                before = score(way, where, seeds, sequential)
                print(f"{where + ' ' + way:24}{before.line()}{score(way, where, seeds).line()}")


if __name__ == "__main__":
    main()
