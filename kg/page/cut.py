"""Cutting a page into articles: headline, byline and body of each, with the map back to the page."""

from __future__ import annotations

from kg.model import Page
from kg.page import signs
from kg.page.blocks import Block, blocks
from kg.page.draft import Draft, drafts
from kg.page.order import ordered
from kg.page.passage import Passage


def cut(page: Page) -> tuple[Passage, ...]:
    """The articles of a page, each in its reading order, as passages `a1`, `a2`, …

    Every character of the page stands in one passage once, but for blanks, authors and furniture (page
    numbers, calls to scan a code). A page without any text gives no passage; a page without a recognisable
    headline gives one.
    """
    found, read = _drafted(page)
    return tuple(_passage(f"a{n}", d, page) for n, d in enumerate(ordered(found, read), 1))


def sequential(page: Page) -> tuple[Passage, ...]:
    """The articles as `cut` gives them, before blocks that columns threw about are put back in order."""
    found, _ = _drafted(page)
    return tuple(_passage(f"a{n}", d, page) for n, d in enumerate(found, 1))


def _drafted(page: Page) -> tuple[list[Draft], str]:
    parts = list(blocks(page.text))
    read = "\n".join(b.text for b in parts)
    return drafts(parts, read), read


def _passage(name: str, draft: Draft, page: Page) -> Passage:
    chars: list[str] = []
    at: list[int] = []
    _write_heads(draft.heads, chars, at)
    body = len(chars)
    _write_body(draft.body, chars, at)
    for block in draft.captions:
        _write(block, chars, at)
    title = "".join(chars[:body]).strip().replace("\n", " ") or (page.title or "")
    text = "".join(chars).rstrip("\n")
    return Passage(name, title, text, tuple(at[: len(text)]), body, page.date, _authors(draft))


def _authors(draft: Draft) -> tuple[str, ...]:
    """Authors of bylines and closers, and those given within the body."""
    given = [n for b in draft.bylines for n in signs.names(b.text)]
    within = [
        n for b in (*draft.heads, *draft.body) if b.prose or b in draft.heads for n in signs.inline(b.text)
    ]
    return tuple(dict.fromkeys([*given, *within]))


def _write_heads(heads: list[Block], chars: list[str], at: list[int]) -> None:
    for i, block in enumerate(heads):
        short = i + 1 < len(heads) and len(block.text) <= 8 and not block.mark and " " not in block.text
        chars.extend(block.text)
        at.extend(block.at)
        if not short:
            chars.append("\n")
            at.append(block.at[-1])


def _write_body(body: list[Block], chars: list[str], at: list[int]) -> None:
    """Paragraphs, those that break off joined to what goes on with them; headings between wait meanwhile."""
    waiting: list[Block] = []
    last: Block | None = None
    final = max((i for i, b in enumerate(body) if b.prose), default=-1)
    for i, block in enumerate(body):
        cut_off = last is not None and last.prose and not last.closed
        if block.kind == "headline" and cut_off and i < final:
            waiting.append(block)
            continue
        if cut_off and block.prose:
            chars.pop()
            at.pop()
        _write(block, chars, at)
        last = block
        if block.closed:
            for heading in waiting:
                _write(heading, chars, at)
            waiting = []
    for heading in waiting:
        _write(heading, chars, at)


def _write(block: Block, chars: list[str], at: list[int]) -> None:
    chars.extend(block.text)
    at.extend(block.at)
    chars.append("\n")
    at.append(block.at[-1])
