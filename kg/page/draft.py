"""Articles while they are put together: blocks of headline, authors and body, as they follow on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.page import signs
from kg.page.blocks import Block, told
from kg.page.flow import goes_on

_ASIDE = frozenset({"furniture", "credit", "masthead", "caption"})
_SHORT_CAPTION = 60
_LONG_CAPTION = 160
_SHORTEST = 8
"""Shortest block, in characters, that is asked whether a sentence breaks off in it."""
_PLAIN = 3.5
"""Log odds at which a short block is a sentence that breaks off, whatever follows."""
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|——)"
)
_CLAUSE = re.compile(r"[，,；]")
_HANGING = re.compile(r"的[一两几这那]$|[的在与和将把为从对是被向让使及或并个各该其这那他她，、,；]$")
"""What a headline does not end with."""
_SAID = re.compile(r"(?:要求|说|表示|介绍|指出|强调|认为|希望|提出|透露|告诉|今年|去年|已|了|还|则|\d日)")
_TITLED = re.compile(r"[：:—！!？?]|[ 　]")


@dataclass(slots=True)
class Draft:
    """An article while it is put together: blocks of its headline and authors, then of its body.

    Headings between paragraphs stand in `body` as blocks of kind headline.
    """

    heads: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    captions: list[Block] = field(default_factory=list)
    done: bool = False
    """Authors in brackets have closed it."""
    paused: bool = False
    """Its headlines are followed by a call to scan a code: a further headline is that of another article."""

    @property
    def started(self) -> bool:
        """Whether more than headlines has been seen."""
        return bool(self.body or self.bylines or self.captions)

    @property
    def told(self) -> bool:
        """Whether the body holds running text."""
        return any(b.prose for b in self.body)

    @property
    def signed(self) -> bool:
        """Whether it shows where an article begins or ends: by authors, a mark or a dateline."""
        return bool(self.bylines) or any(b.mark for b in self.heads) or any(b.opener for b in self.body[:1])


def drafts(parts: Sequence[Block], page: str) -> list[Draft]:
    """One draft an article in the order of the page; what follows on a headline is taken for its body."""
    parts = [b for b in _fragments(_pictured(parts, page), page) if b.kind != "credit"]
    signed = any(b.kind in {"byline", "closer"} or b.mark or b.opener for b in parts)
    found = [Draft()]
    imprint = [b for b in parts if b.kind == "masthead"]
    parts = [b for b in parts if b.kind != "masthead" and (b.kind != "furniture" or "码" in b.text)]
    for i, block in enumerate(parts):
        here = found[-1]
        if block.kind == "furniture":
            here.paused = bool(here.heads) and not here.started and "码" in block.text
        elif block.kind == "caption":
            here.captions.append(block)
        elif block.kind == "closer":
            here.bylines.append(block)
            here.done = here.done or here.told
        elif block.kind == "byline":
            _sign(found, parts, i)
        elif block.kind == "headline":
            _head(found, parts, i, signed)
        else:
            _tell(found, block)
    kept = [d for d in found if d.body or d.heads or d.captions] or [Draft()]
    kept[0].captions.extend(imprint)
    return [d for d in kept if d.body or d.heads or d.captions]


def _fragments(parts: Sequence[Block], page: str) -> list[Block]:
    """The blocks, those that look like a headline but are the beginning of a cut sentence told to be body."""
    out = list(parts)
    for i, block in enumerate(parts):
        if block.kind != "headline" or block.mark or block.closed or len(block.text) < _SHORTEST:
            continue
        if _NUMBERED.match(block.text):
            continue
        after = next((b for b in parts[i + 1 : i + 5] if b.kind not in _ASIDE), None)
        before = next((b for b in reversed(out[:i]) if b.kind not in _ASIDE), None)
        if _is_fragment(block, before, after, page):
            out[i] = told(block, "body")
    return out


def _is_fragment(block: Block, before: Block | None, after: Block | None, page: str) -> bool:
    """Whether a short block is the beginning of a sentence, by itself and by what stands around it."""
    score = _breaks_off(block.text, before is not None and before.kind == "byline")
    if after is None or after.kind == "headline":
        return before is not None and before.kind in {"body", "byline"} and score >= _PLAIN
    if after.kind != "body" or after.opener or after.indent:
        return False
    return score + max(-2.0, goes_on(block.text, after.text, page)) > 0


def _pictured(parts: Sequence[Block], page: str) -> list[Block]:
    """The blocks, credits and captions of pictures that stand in the middle of a text told to be that."""
    out = list(parts)
    for i, block in enumerate(parts):
        if block.kind == "credit" and i and parts[i - 1].kind == "body" and _captioned(parts[i - 1]):
            out[i - 1] = told(parts[i - 1], "caption")
        if block.kind != "byline" or not signs.credit(block.text) or not 0 < i < len(parts) - 1:
            continue
        before, caption, after = out[i - 1], parts[i + 1], parts[i + 2] if i + 2 < len(parts) else None
        if (
            len(caption.text) >= _SHORT_CAPTION
            or not caption.closed
            or caption.kind not in {"body", "caption"}
        ):
            caption = before
        if before.kind == "body" and not before.closed:
            cut = True
        else:
            headed = before.kind == "headline" and not before.mark and caption is not before
            cut = headed and after is not None and after.kind == "body" and _cut_by(before, after, page)
        if cut:
            out[i] = told(block, "credit")
            if caption is not before:
                out[i + 1] = told(caption, "caption")
    return out


def _captioned(block: Block) -> bool:
    return len(block.text) <= _LONG_CAPTION and block.closed and not block.opener and not block.indent


def _cut_by(before: Block, after: Block, page: str) -> bool:
    """Whether a short block over a picture is a sentence that goes on below it."""
    if after.opener or after.indent:
        return False
    return _breaks_off(before.text, False) + max(-2.0, goes_on(before.text, after.text, page)) > 0


def _breaks_off(text: str, signed: bool) -> float:
    """Log odds, before it is known what follows, that a short block is the beginning of a sentence."""
    score = -3.5 + (2.5 if signed else 0.0) + (1.5 if len(text) > 20 else 0.0)
    score += 4.0 * bool(_CLAUSE.search(text)) + 1.5 * ("、" in text) + 3.0 * bool(_HANGING.search(text))
    return score + 1.5 * bool(_SAID.search(text)) - 1.5 * bool(_TITLED.search(text))


def _sign(found: list[Draft], parts: Sequence[Block], i: int) -> None:
    here, block = found[-1], parts[i]
    if _trails(here, parts, i):
        here.bylines.append(block)
        here.done = True
        return
    again = here.bylines and not here.told and "记者" in block.text and "记者" in here.bylines[-1].text
    if here.done or here.told or again:
        found.append(Draft(heads=_trailing_heads(here)))
    found[-1].bylines.append(block)


def _trails(here: Draft, parts: Sequence[Block], i: int) -> bool:
    """Whether a line of authors stands below its article: the article has none and a headline follows."""
    if here.bylines or here.done or not here.told or not here.body[-1].prose or not here.body[-1].closed:
        return False
    return i + 1 == len(parts) or parts[i + 1].kind == "headline"


def _trailing_heads(draft: Draft) -> list[Block]:
    """Takes the headlines that stand at the end of a body: they belong to the article that follows."""
    heads: list[Block] = []
    while draft.body and draft.body[-1].kind == "headline":
        heads.insert(0, draft.body.pop())
    return heads


def _head(found: list[Draft], parts: Sequence[Block], i: int, signed: bool) -> None:
    here, block = found[-1], parts[i]
    fresh = block.mark and not (here.heads and not here.body and not here.done)
    after = next((b for b in parts[i + 1 : i + 5] if b.kind != "headline"), None)
    leads = after is not None and (after.kind == "byline" or after.opener) and not signs.credit(after.text)
    paired = signed and _in_run(parts, i) and here.told
    if not here.started and not here.done and not here.paused:
        here.heads.append(block)
    elif (
        here.paused
        or fresh
        or here.done
        or (leads and here.body and here.body[-1].kind != "headline")
        or paired
    ):
        found.append(Draft(heads=[block]))
    else:
        here.body.append(block)


def _in_run(parts: Sequence[Block], i: int) -> bool:
    """Whether headline i begins a run of two or more: a main headline, not a heading between paragraphs."""
    return i + 1 < len(parts) and parts[i + 1].kind == "headline" and parts[i - 1].kind != "headline"


def _tell(found: list[Draft], block: Block) -> None:
    here = found[-1]
    if here.done or (block.opener and here.told):
        found.append(Draft(heads=_trailing_heads(here)))
    found[-1].body.append(block)
