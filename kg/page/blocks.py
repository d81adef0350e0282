"""The blocks of a page: stretches between blank lines, each told to be headline, byline, body, caption, …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.page import signs

_CLOSED = re.compile(r"[。！？!?…；;][”’」』）)\]】]*$|[：:]$")
_CAPTION = re.compile(
    r"[（(](?:资料片|资料图|图片来源[^（()）]*|[^（()）。]{2,12}摄)[）)]$|摄影[:：]?$|^(?:[（(]?图片?说明[）)]?|压题照片|题图|[上下左右]图)[:：）)]?"
    r"|^图为|^图[①②③④⑤⑥一二三四五六\d]|^[□■].{0,12}(?:摄|供图)|^[▲△↑↓←→][^。，]{4,40}[。]?$|^[（(]据《[^》]+》[）)]$"
)
_RUNNING = re.compile(
    r"^(?:今年|去年|目前|近年|近日|日前|截至|截止|据|同时|此外|其中|随着|自(?=[\d今去从])|短短|下一步|在[^，,]{2,20}[，,中上下]).*[，,、]"
    r"|[。！？；].|^\d{1,4}[年月日].*[，,。]|^[问答][:：]"
)
_FURNITURE = re.compile(
    r"扫描二维码|扫码|^〖.*〗$|^关键词[:：]|^(?:本版)?(?:责任编辑|责编|编辑|编审|编校|主编|美编|校对|审核|审稿|签发|[初复终][审校]|总?监制"
    r"|供稿|值班总?编委?)[ 　]*[:：／/][^。]*$"
    r"|^(?:打印|关闭|字号|分享|浏览次数|点击)[^。，]{0,16}$|^第? ?\d+ ?版$|^\d{1,3}$|^[A-Z]\d{1,2}$"
    r"|^[（(]?(?:上接|下转|紧接|转)第?[A-Z\d]{1,3}版[^。]{0,12}[）)]?$"
    r"|^导读|^(?:第?\d版 ?[^\n]{2,40}){2,}$|转载请注明|版权所有|二维码"
)
_OPENER = re.compile(
    r"^(?:本报|本刊|本台|新华社)?[一-龥]{0,8}(?:讯|电)[ 　（(“「]|^本报[一-龥]{2,8}讯|^[（(]记者.{2,20}[）)]"
)
_DAY = re.compile(
    r"(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|(?:19|20)\d\d[.\-/]\d{1,2}[.\-/]\d{1,2}(?!\d)"
    r"|[二〇○零一][〇○零一二三四五六七八九]{3}年[^，。]{2,8}日"
)
_STAMP = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2} ?\d{1,2}:\d\d")
_PRESS = re.compile(
    r"星期[一二三四五六日天]|农历|第 ?\d+ ?[版期]|[A-Z]?\d{1,2} ?版|责编|责任编辑|主办|刊号|邮发代号|国内统一|新闻热线"
)
_IMPRINT = re.compile(
    r"^(?:来源|稿源|(?:发布)?时间|日期|发布日期)[:：]|^(?:链接[:：] ?)?https?://\S+$|^\[?查看原文"
)
_PAPER = re.compile(
    r"(?:[日晚晨早时周新商快导]报|周刊|周讯|导刊|通讯|新闻|观察|专版|专刊|特刊|要闻|时讯|融媒|观澜|视窗|之窗)$"
)
_EDITOR = re.compile(
    r"(?:本版)?(?:责任编辑|责编|编辑|编审|美编|校对|审核人?|监制|版式|组版|视觉)"
    r"[ 　:：]*[一-龥]{2,4}(?:[ 　、]+[一-龥]{2,3}(?![一-龥·:：]))*"
)
_ITEM = re.compile(
    r"(?:\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[-*•◎▲●◆★▶] ?)\S"
)
_NUMERAL = re.compile(r"[一二三四五六七八九十\d]+")
_CELLS = re.compile(r"\t|\||  +|　　+")
_SENTENCE = re.compile(r"[，,。；;、！？]")
_COMMA = re.compile(r"[，,]")
HEADLINE_LENGTH = 46
"""Longest block, in characters, that may be a headline; bodies of newspapers run longer."""
_PRESS_LENGTH = 90


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its characters with line breaks removed, their page offsets, and what it is.

    `kind` is one of headline, byline, closer (authors after a body), credit (of a picture), body, row (of a
    table), caption, masthead (paper, day, page) and furniture (page numbers, calls to scan a code, editors).
    """

    text: str
    at: tuple[int, ...]
    kind: str
    mark: bool = False
    """Told to be a headline by a `#` of Markdown."""
    indent: bool = False
    """Begins as paragraphs do: two ideographic spaces in."""

    @property
    def closed(self) -> bool:
        """Whether the block ends where a sentence may end."""
        return self.kind == "row" or bool(_CLOSED.search(self.text))

    @property
    def opener(self) -> bool:
        """Whether the block begins as the body of an article does (本报××讯)."""
        return bool(_OPENER.match(self.text))

    @property
    def prose(self) -> bool:
        """Whether the block is running text of a body."""
        return self.kind in {"body", "row"}


def told(block: Block, kind: str) -> Block:
    """The same block, told to be of another kind."""
    return replace(block, kind=kind)


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a page in the order in which they stand."""
    early = True
    for number, lines in enumerate(_groups(text)):
        for block in _split(lines):
            early = early and number < 3
            kind = _press(block, early)
            early = early and kind in {"masthead", "furniture"}
            yield from _signed(block) if kind == block.kind else _edited(told(block, kind))


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
    if _tabular([line for _, line in lines]):
        yield from (told(_block([row]), "row") for row in lines)
        return
    pending: list[tuple[int, str]] = []
    parts: list[Block] = []
    for start, line in lines:
        if pending and _parted(pending, line):
            parts.append(_block(pending))
            pending = []
        pending.append((start, line))
    if pending:
        parts.append(_block(pending))
    yield from _listed(parts)


def _listed(parts: list[Block]) -> Iterator[Block]:
    """The blocks, the items of a list that look like headlines told to be rows."""
    for i, block in enumerate(parts):
        beside = [*parts[max(0, i - 1) : i], *parts[i + 1 : i + 2]]
        yield told(block, "row") if any(_items(block, other) for other in beside) else block


def _items(one: Block, other: Block) -> bool:
    """Whether two neighbouring blocks are short items of one list."""
    here, there = _ITEM.match(one.text), _ITEM.match(other.text)
    if one.kind != "headline" or other.kind != "headline" or not here or not there:
        return False
    return _NUMERAL.sub("", here.group()[:-1]) == _NUMERAL.sub("", there.group()[:-1])


def _tabular(lines: Sequence[str]) -> bool:
    """Whether lines are rows of a table: three or more, each of several cells, figures in most."""
    if len(lines) < 3 or any(_SENTENCE.search(line) and "|" not in line for line in lines):
        return False
    cells = [len([c for c in _CELLS.split(line.strip()) if c.strip()]) for line in lines]
    return min(cells) >= 2 and 2 * sum(any(c.isdigit() for c in line) for line in lines) >= len(lines)


def _parted(pending: list[tuple[int, str]], line: str) -> bool:
    last, stripped = pending[-1][1].strip(), line.strip()
    if _CLOSED.search(last) or stripped.startswith("#") or last.startswith("#") or _ITEM.match(stripped):
        return True
    if line.startswith("　　") and max(len(last), len(stripped) - 12) > 8:
        return True
    if _OPENER.match(stripped) or (len(stripped) > HEADLINE_LENGTH and len(last) <= HEADLINE_LENGTH):
        return True
    if _dated(last) or _dated(stripped) or _FURNITURE.search(stripped):
        return True
    if stripped[0] in "□■◆◇" and _is_byline(stripped) and _is_byline(last):
        return True
    return _is_byline(last) != (_is_byline(stripped) or (_is_byline(last) and _is_rest(stripped)))


def _is_byline(text: str) -> bool:
    return signs.byline(text) or signs.closer(text)


def _is_rest(text: str) -> bool:
    """Whether a line is the rest of a line of authors: names alone."""
    return len(text) <= 12 and signs.closer(f"({text})")


def _dated(text: str) -> bool:
    return len(text) <= _PRESS_LENGTH and bool(_DAY.search(text)) and not _SENTENCE.search(text)


def _block(lines: list[tuple[int, str]]) -> Block:
    chars: list[str] = []
    at: list[int] = []
    mark = lines[0][1].lstrip().startswith("#")
    signed = not mark and _is_byline(lines[0][1].strip())
    for start, line in lines:
        body = line.strip(" 　\t\r")
        lead = line.index(body) if body else 0
        cut = len(body) - len(body.lstrip("# ")) if mark else 0
        if chars and (signed or _spaced(chars[-1], body[cut : cut + 1])):
            chars.append(" ")
            at.append(at[-1])
        chars.extend(body[cut:])
        at.extend(range(start + lead + cut, start + lead + len(body)))
    text = "".join(chars)
    return Block(text, tuple(at), _kind(text, mark, len(lines)), mark, lines[0][1].startswith("　　"))


def _spaced(left: str, right: str) -> bool:
    """Whether a line break stands for a blank: between Latin words only."""
    return left.isascii() and left.isalnum() and right.isascii() and right.isalpha()


def _kind(text: str, mark: bool, lines: int) -> str:
    if mark:
        return "headline" if text else "furniture"
    if signs.closer(text):
        return "closer"
    if signs.byline(text):
        return "credit" if text.endswith("摄") else "byline"
    if len(text) <= signs.LONGEST_BYLINE and signs.imprint(text):
        return "byline"
    if len(text) <= 160 and _IMPRINT.search(text):
        return "masthead"
    if len(text) <= 160 and _CAPTION.search(text) and not _OPENER.match(text):
        return "caption"
    if len(text) <= 60 and _FURNITURE.search(text):
        return "furniture"
    return "headline" if _headed(text, lines) else "body"


def _headed(text: str, lines: int) -> bool:
    """Whether a block without a mark reads as a headline: short, unfinished, no running prose."""
    if len(text) > HEADLINE_LENGTH * min(lines, 2) or _OPENER.match(text) or _RUNNING.search(text):
        return False
    if len(_COMMA.findall(text)) > 2:
        return False
    if text.count("“") > text.count("”") or text.count("《") > text.count("》"):
        return False
    return not _CLOSED.search(text) or (len(text) <= 30 and text[-1] in "：:！!？?")


def _press(block: Block, early: bool) -> str:
    """The kind of a block, masthead where it tells paper, day and page."""
    text = block.text
    if block.kind not in {"headline", "body", "caption", "byline"} or block.mark or len(text) > _PRESS_LENGTH:
        return block.kind
    if _SENTENCE.search(_EDITOR.sub("", text)):
        return block.kind
    if _DAY.search(text) and (early or _STAMP.match(text) or _PRESS.search(text) or text[0] in "（("):
        return "masthead"
    named = len(text) <= 12 and _PAPER.search(text)
    return "masthead" if early and (named or _PRESS.search(text)) else block.kind


def _edited(block: Block) -> Iterator[Block]:
    """A masthead and, apart from it, the editors it names."""
    last = 0
    for match in _EDITOR.finditer(block.text):
        yield from _slice(block, last, match.start(), block.kind)
        yield from _slice(block, match.start(), match.end(), "furniture")
        last = match.end()
    yield from _slice(block, last, len(block.text), block.kind)


def _signed(block: Block) -> Iterator[Block]:
    """A block and, apart from it, the authors or the credit that stand at its end."""
    at = signs.tail(block.text) if block.kind in {"body", "caption"} else len(block.text)
    if at == len(block.text):
        yield block
        return
    pictured = (
        signs.credit(block.text[at:].strip(" 　()（）")) and not block.opener and len(block.text) <= 160
    )
    kind = "caption" if pictured else block.kind
    yield from _slice(block, 0, at, kind)
    yield from _slice(block, at, len(block.text), "credit" if kind == "caption" else "closer")


def _slice(block: Block, start: int, end: int, kind: str) -> Iterator[Block]:
    """A part of a block without the blanks around it, nothing where it is empty."""
    while start < end and block.text[start].isspace():
        start += 1
    while end > start and block.text[end - 1].isspace():
        end -= 1
    if start < end:
        indent = block.indent and start == 0
        yield Block(block.text[start:end], block.at[start:end], kind, block.mark, indent)
