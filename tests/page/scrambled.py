"""What extraction loses on pages scrambled as real columns are, against the same articles in order.

`python -m tests.page.scrambled [SEEDS]` takes the newspaper pages that are annotated and at hand, prints their
articles one below the other, deals them into columns in each way of `tests.page.scramble`, and prints the scores
of the pages in order and of those scrambled. `--narrow` breaks the lines of half of the pages as columns do.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from kg.evaluate import Evaluation, evaluate
from kg.extract.page import extract
from kg.model import Page
from kg.page.blocks import Block, blocks
from kg.page.draft import Draft, drafts
from kg.page.order import ordered
from kg.records import to_object
from tests.gold import pages
from tests.page.scramble import WAYS, Story, spread

SETS = ("newspapers", "kept")
ORDER = "in order"
ROWS = ("entities", "canonical names", "aliases", "facts", "measurements", "honours")
_COLUMN = (15, 24)
"""How many characters a line of a column holds, at least and at most."""


@dataclass(frozen=True)
class Printed:
    """A page told of as masthead and articles in order, with its gold object."""

    name: str
    press: str
    stories: tuple[Story, ...]
    gold: dict[str, Any]


@cache
def printed() -> tuple[Printed, ...]:
    """The annotated newspaper pages at hand, their articles in order."""
    return tuple(_printed(text, gold) for name in SETS for text, gold in pages(name))


def _printed(text: Path, gold: Path) -> Printed:
    parts = list(blocks(text.read_text(encoding="utf-8")))
    read = "\n".join(b.text for b in parts)
    press = "\n\n".join(b.text for b in parts if b.kind == "masthead")
    told = tuple(_story(draft) for draft in ordered(drafts(parts, read), read))
    return Printed(text.stem, press, told, json.loads(gold.read_text(encoding="utf-8")))


def _story(draft: Draft) -> Story:
    signs = "\n".join(b.text for b in draft.bylines if b.kind != "closer")
    tail = [b.text for b in draft.bylines if b.kind == "closer"]
    body = (*_paragraphs(draft.body), *tail, *(b.text for b in draft.captions))
    return Story("\n".join(b.text for b in draft.heads), signs, body)


def _paragraphs(body: Sequence[Block]) -> Iterator[str]:
    """The paragraphs, each with the headings over it, those that columns cut made whole."""
    heads: list[str] = []
    text = ""
    for block in body:
        if block.kind == "headline":
            heads.append(block.text)
            continue
        text += block.text
        if block.closed:
            yield "\n\n".join([*heads, text])
            heads, text = [], ""
    if heads or text:
        yield "\n\n".join([*heads, *([text] if text else [])])


def laid_out(page: Printed, way: str, seed: int, narrow: bool = False) -> str:
    """The text of a page with its articles dealt in a way of scrambling."""
    random = Random(f"{page.name} {way} {seed}")
    text = spread(WAYS["clean" if way == ORDER else way](page.stories, random)).text
    if narrow and seed % 2:
        text = _broken(text, random.randint(*_COLUMN))
    return f"{page.press}\n\n{text}"


def _broken(text: str, width: int) -> str:
    """The text with every line broken at the width of a column, but for short ones."""
    out = []
    for line in text.split("\n"):
        whole = len(line) <= 2 * width or line.startswith("□")
        out += [line] if whole else [line[i : i + width] for i in range(0, len(line), width)]
    return "\n".join(out)


def scored(way: str, seeds: range, narrow: bool = False) -> Evaluation:
    """The evaluation of the extractor over all pages scrambled in a way, once a seed."""
    out = []
    for page in printed():
        for seed in seeds:
            record = extract(Page(page.name, laid_out(page, way, seed, narrow)))
            out.append((page.gold, to_object(record)))
    return evaluate(out)


def figures(found: Evaluation) -> tuple[float, ...]:
    """F1 of each of the rows printed."""
    return tuple(found.score(row).f1 for row in ROWS)


def main() -> None:
    """Print the table."""
    numbers = [int(a) for a in sys.argv[1:] if a.isdigit()]
    seeds, narrow = range(numbers[0] if numbers else 4), "--narrow" in sys.argv
    print(f"{'':14}" + "".join(f"{row.split()[0]:>14}" for row in ROWS))
    for way in (ORDER, *(w for w in WAYS if w != "clean")):
        row = figures(scored(way, range(1) if way == ORDER and not narrow else seeds, narrow))
        print(f"{way:14}" + "".join(f"{x:14.3f}" for x in row), flush=True)


if __name__ == "__main__":
    main()
