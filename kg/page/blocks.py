"""The blocks of a page: stretches between blank lines, each told to be headline, byline, body or caption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_LINE = re.compile(r"[^\n]+")
_CLOSED = re.compile(r"[。！？!?…；;][”’」』）)\]】]*$|[：:]$")
_NAMES = r"[一-龥·]{2,4}(?:[ 　、，,]+[一-龥·]{2,4})*"
_ROLE = r"(?:本报|本刊|本台|本网|大众报业|全媒体|见习|实习|特约|首席)?(?:记者|通讯员|特约记者|实习生|评论员|特约撰稿)"
_BYLINE = re.compile(
    rf"^[□■●◆○◇▲\s]*(?:[一-龥]{{2,12}})?{_ROLE}[ 　:：]*[一-龥·、 　\s]{{2,60}}?(?:报道|文|/文|摄)?$"
    rf"|^[□■◆◇][ 　]*{_NAMES}[ 　]*(?:报道|文)?$"
)
_CLOSER = re.compile(
    rf"^[（(](?:{_ROLE}[ 　:：]*)?[一-龥·]{{2,4}}(?:[ 　、，,]+(?:{_ROLE}[ 　:：]*)?[一-龥·]{{2,4}}){{0,5}}[）)]$"
)
_CAPTION = re.compile(
    r"[（(](?:资料片|资料图|图片来源.*|.{2,12}摄)[）)]$|[ 　]摄$|^[□■◆].{2,14}(?:报道|摄)\n|摄影[:：]?|^图为|^[□■].{0,12}摄"
)
_TAIL_CREDIT = re.compile(r"[。！？”][ 　]*[□■◆][ 　]*[一-龥 　]{2,14}(?:报道|摄)$")
_RUNNING = re.compile(
    r"^(?:今年|去年|目前|近年|近日|日前|截至|截止|据|同时|此外|其中|随着|自(?=[\d今去从])|短短|下一步|在[^，,]{2,20}[，,中上下]).*[，,、]|[。！？；].|^\d{1,4}[年月日]"
)
_FURNITURE = re.compile(
    r"扫描二维码|扫码|^https?://|^关键词[:：]|^责任编辑|^编辑[:：]|^第?\d+版$|^\d{1,3}$|^[A-Z]\d{1,2}$"
)
_OPENER = re.compile(
    r"^(?:本报|本刊|本台|新华社)?[一-龥]{0,8}(?:讯|电)[ 　（(“「]|^本报[一-龥]{2,8}讯|^[（(]记者.{2,20}[）)]"
)
HEADLINE_LENGTH = 46
"""Longest block, in characters, that may be a headline; bodies of newspapers run longer."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its characters with line breaks removed, their page offsets, and what it is.

    `kind` is one of headline, byline, closer (authors in brackets after a body), body, caption, furniture.
    """

    text: str
    at: tuple[int, ...]
    kind: str
    mark: bool = False
    """Told to be a headline by a `#` of Markdown."""

    @property
    def closed(self) -> bool:
        """Whether the block ends where a sentence may end."""
        return bool(_CLOSED.search(self.text))

    @property
    def opener(self) -> bool:
        """Whether the block begins as the body of an article does (本报××讯)."""
        return bool(_OPENER.match(self.text))


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a page in the order in which they stand."""
    for lines in _groups(text):
        yield from _split(lines)


def _groups(text: str) -> Iterator[list[tuple[int, str]]]:
    group: list[tuple[int, str]] = []
    position = 0
    for line in text.split("\n"):
        if line.strip(" 　\t\r"):
            group.append((position, line))
        elif group:
            yield group
            group = []
        position += len(line) + 1
    if group:
        yield group


def _split(lines: list[tuple[int, str]]) -> Iterator[Block]:
    """Blocks of one group of lines: lines of one paragraph are joined, bylines and bodies parted."""
    pending: list[tuple[int, str]] = []
    for start, line in lines:
        if pending and _parted(pending, line):
            yield _block(pending)
            pending = []
        pending.append((start, line))
    if pending:
        yield _block(pending)


def _parted(pending: list[tuple[int, str]], line: str) -> bool:
    last, stripped = pending[-1][1].strip(), line.strip()
    if _CLOSED.search(last) or stripped.startswith("#") or last.startswith("#"):
        return True
    if _OPENER.match(stripped) or (len(stripped) > HEADLINE_LENGTH and len(last) <= HEADLINE_LENGTH):
        return True
    return _is_byline(stripped) != _is_byline(last)


def _is_byline(text: str) -> bool:
    return len(text) <= 60 and bool(_BYLINE.match(text))


def _block(lines: list[tuple[int, str]]) -> Block:
    chars: list[str] = []
    at: list[int] = []
    mark = lines[0][1].lstrip().startswith("#")
    for start, line in lines:
        body = line.strip(" 　\t\r")
        lead = line.index(body) if body else 0
        cut = len(body) - len(body.lstrip("# ")) if mark else 0
        if chars and _spaced(chars[-1], body[cut : cut + 1]):
            chars.append(" ")
            at.append(at[-1])
        chars.extend(body[cut:])
        at.extend(range(start + lead + cut, start + lead + len(body)))
    text = "".join(chars)
    return Block(text, tuple(at), _kind(text, mark, len(lines)), mark)


def _spaced(left: str, right: str) -> bool:
    """Whether a line break stands for a blank: between Latin words only."""
    return left.isascii() and left.isalnum() and right.isascii() and right.isalpha()


def _kind(text: str, mark: bool, lines: int) -> str:
    if mark:
        return "headline"
    if len(text) <= 60 and _CLOSER.match(text):
        return "closer"
    if len(text) <= 80 and _BYLINE.match(text):
        return "caption" if text.endswith("摄") else "byline"
    if len(text) <= 160 and (_CAPTION.search(text) or _TAIL_CREDIT.search(text)):
        return "caption"
    if len(text) <= 60 and _FURNITURE.search(text):
        return "furniture"
    return "headline" if _headed(text, lines) else "body"


def _headed(text: str, lines: int) -> bool:
    """Whether a block without a mark reads as a headline: short, unfinished, no running prose."""
    if len(text) > HEADLINE_LENGTH * min(lines, 2) or _OPENER.match(text) or _RUNNING.search(text):
        return False
    if text.count("“") > text.count("”") or text.count("《") > text.count("》"):
        return False
    return not _CLOSED.search(text) or (len(text) <= 30 and text[-1] in "：:！!？?")


def told(block: Block, kind: str) -> Block:
    """The same block, told to be of another kind."""
    return replace(block, kind=kind)
