"""Cutting a page into articles: headline, byline and body of each, with the map back to the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.model import Page
from kg.page.blocks import Block, blocks
from kg.page.passage import Passage

_NAME = re.compile(r"[一-龥][一-龥·]{1,3}")
_ROLES = re.compile(
    r"本报|本刊|本网|本台|新华社|大众报业|全媒体|首席|见习|特约|实习生|实习|评论员|特约撰稿|记者|通讯员|报道|摄影|文字|文/图|[□■●◆○◇▲/:：]"
)
_INLINE = re.compile(
    r"^(?:本报|本刊)?[一-龥]{0,8}(?:讯|电)?[ 　]*[（(]((?:[^（()）]*(?:记者|通讯员))[^（()）]{2,40})[)）]"
)
_CREDIT = re.compile(r"^[□■◆◇][^记通]*$")
_LETTERED = re.compile(r"[㐀-鿿A-Za-z0-9]")


@dataclass(slots=True)
class _Draft:
    """An article while it is put together: blocks of its headline and byline, then of its body."""

    heads: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    captions: list[Block] = field(default_factory=list)
    done: bool = False

    @property
    def started(self) -> bool:
        return bool(self.body or self.bylines or self.captions)

    @property
    def open(self) -> bool:
        """Whether the last paragraph breaks off in the middle of a sentence."""
        prose = [b for b in self.body if b.kind == "body"]
        return bool(prose) and not prose[-1].closed


def cut(page: Page) -> tuple[Passage, ...]:
    """The articles of a page in the order in which they stand, as passages `a1`, `a2`, …

    A page without any text gives no passage; a page without a recognisable headline gives one.
    """
    drafts = _mended(_drafts(list(blocks(page.text))))
    return tuple(_passage(f"a{n}", d, page) for n, d in enumerate(drafts, 1))


def _drafts(parts: list[Block]) -> list[_Draft]:
    """One draft an article: a new one begins at a headline with a byline, a mark, or after a closer."""
    signed = any(b.kind in {"byline", "closer"} or b.mark or b.opener for b in parts)
    drafts = [_Draft()]
    for i, block in enumerate(parts):
        here = drafts[-1]
        if block.kind == "furniture":
            continue
        if block.kind == "caption" or _is_credit(parts, i):
            here.captions.append(block)
        elif block.kind == "closer":
            here.bylines.append(block)
            here.done = True
        elif block.kind == "byline":
            _sign(drafts, block)
        elif block.kind == "headline":
            _head(drafts, parts, i, signed)
        else:
            _tell(drafts, block)
    return [d for d in drafts if d.body or d.heads or d.captions]


def _is_credit(parts: list[Block], i: int) -> bool:
    """Whether block i is the credit of a picture, or the picture's caption right after it."""
    block = parts[i]
    if block.kind == "byline":
        return (
            bool(_CREDIT.match(block.text))
            and i > 0
            and parts[i - 1].kind == "body"
            and not parts[i - 1].closed
        )
    return block.kind == "body" and len(block.text) < 60 and i > 1 and _is_credit(parts, i - 1)


def _sign(drafts: list[_Draft], block: Block) -> None:
    here = drafts[-1]
    if here.done or any(b.kind == "body" for b in here.body):
        drafts.append(_Draft(heads=_trailing_heads(here)))
    drafts[-1].bylines.append(block)


def _trailing_heads(draft: _Draft) -> list[Block]:
    """Takes the headlines that stand at the end of a body: they belong to the article that follows."""
    heads: list[Block] = []
    while draft.body and draft.body[-1].kind == "headline":
        heads.insert(0, draft.body.pop())
    return heads


def _head(drafts: list[_Draft], parts: list[Block], i: int, signed: bool) -> None:
    here, block = drafts[-1], parts[i]
    fresh = block.mark and not (here.heads and not here.body and not here.done)
    after = next((b for b in parts[i + 1 : i + 5] if b.kind not in {"headline", "furniture"}), None)
    leads = after is not None and (after.kind == "byline" or after.opener) and not _CREDIT.match(after.text)
    paired = signed and _in_run(parts, i) and any(b.kind == "body" for b in here.body)
    if not here.started and not here.done:
        here.heads.append(block)
    elif fresh or here.done or (leads and here.body and here.body[-1].kind != "headline") or paired:
        drafts.append(_Draft(heads=[block]))
    else:
        here.body.append(block)


def _in_run(parts: list[Block], i: int) -> bool:
    """Whether headline i begins a run of two or more: a main headline, not a heading between paragraphs."""
    return i + 1 < len(parts) and parts[i + 1].kind == "headline" and parts[i - 1].kind != "headline"


def _tell(drafts: list[_Draft], block: Block) -> None:
    here = drafts[-1]
    if here.done or (block.opener and any(b.kind == "body" for b in here.body)):
        drafts.append(_Draft(heads=_trailing_heads(here)))
    drafts[-1].body.append(block)


def _mended(drafts: list[_Draft]) -> list[_Draft]:
    """Joins an unsigned fragment to the article that breaks off at its end and speaks of the same things."""
    broken = [d for d in drafts if d.open and d.bylines]
    loose = [d for d in drafts if not d.bylines and d.heads and any(b.kind == "body" for b in d.body)]
    if not broken or len(loose) != 1 or len(drafts) < 3:
        return drafts
    tail = loose[0]
    head = max(broken, key=lambda d: _kinship(d, tail))
    before = drafts[drafts.index(tail) - 1]
    if _kinship(before, tail) > _kinship(head, tail):
        return drafts
    whole = replace(
        head,
        heads=tail.heads + head.heads,
        body=head.body + tail.body,
        captions=head.captions + tail.captions,
    )
    return [whole if d is head else d for d in drafts if d is not tail]


def _kinship(one: _Draft, other: _Draft) -> float:
    """Share of the character pairs of the smaller draft that stand in the larger one too."""
    pairs = [_pairs("".join(b.text for b in d.heads + d.body)) for d in (one, other)]
    return len(pairs[0] & pairs[1]) / max(1, min(map(len, pairs)))


def _pairs(text: str) -> set[str]:
    return {
        text[i : i + 2]
        for i in range(len(text) - 1)
        if _LETTERED.match(text[i]) and _LETTERED.match(text[i + 1])
    }


def _passage(name: str, draft: _Draft, page: Page) -> Passage:
    chars: list[str] = []
    at: list[int] = []
    _write_heads(draft.heads, chars, at)
    body = len(chars)
    _write_body(draft.body, chars, at)
    for block in draft.captions:
        _write(block, chars, at)
    title = "".join(chars[:body]).strip().replace("\n", " ") or (page.title or "")
    authors = tuple(dict.fromkeys(a for b in draft.bylines for a in _authors(b.text)))
    text = "".join(chars).rstrip("\n")
    inline = _INLINE.match(text[body:])
    if inline and not authors:
        authors = _authors(inline.group(1))
    return Passage(name, title, text, tuple(at[: len(text)]), body, page.date, authors)


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
    for block in body:
        if block.kind == "headline" and last is not None and not last.closed and not _done(body, block):
            waiting.append(block)
            continue
        if last is not None and last.kind == "body" and not last.closed and block.kind == "body":
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


def _done(body: list[Block], block: Block) -> bool:
    """Whether no prose follows the block."""
    return not any(b.kind == "body" for b in body[body.index(block) :])


def _write(block: Block, chars: list[str], at: list[int]) -> None:
    chars.extend(block.text)
    at.extend(block.at)
    chars.append("\n")
    at.append(block.at[-1])


def _authors(text: str) -> tuple[str, ...]:
    names = re.split(r"[ 　、，,()（）\s]+", _ROLES.sub(" ", text))
    return tuple(n for n in names if _NAME.fullmatch(n) and not n.endswith(("报", "网", "社")))
