"""Who wrote it: bylines, authors in brackets, credits of pictures, and the names in them."""

from __future__ import annotations

import re

from kg.knowledge.names import surname_of, syllables

_NAME = r"[一-龥][一-龥·]{1,11}"
_PAPER = (
    r"(?:本报|本刊|本网|本台|新华社|中新社|大众报业|全媒体|融媒体?|见习|实习|特约|首席|驻[一-龥]{2,6}"
    r"|[一-龥]{2,8}(?:[日晚晨时]报|都市报|报业|传媒|融媒体?|电视台|融媒体中心))"
)
_ROLE = rf"{_PAPER}{{0,3}}(?:特约记者|记者|通讯员|实习生|评论员|特约撰稿人?|摄影师)"
_DID = r"(?:报道|摄影报道|综合报道|文/图|图/文|文/摄|文图|图文|摄影|摄|文|图|整理|采写|撰文|供图|绘|制图)"
_MARK = r"[□■●◆○◇▲◎▶\s]*"
_LIST = r"[一-龥·]{2,12}(?:[ 　、，,/]+[一-龥·]{2,12}){0,7}"
_BYLINE = re.compile(
    rf"^{_MARK}(?:{_LIST}[ 　]+)?{_ROLE}[ 　:：]*[一-龥·、，,/ 　\s]{{2,70}}?{_DID}?$"
    rf"|^[□■◆◇●][ 　]*(?:本报[ 　]*)?{_LIST}[ 　/]*{_DID}?$"
    rf"|^(?:作者|撰稿|撰文|采写|文/图|图/文|文图|图文|文字|文|图|摄影)[ 　]*[:：/丨|][ 　]*{_LIST}$"
)
_ROLED = re.compile(r"记者|通讯员|实习生|评论员|撰稿|作者|采写|摄影师")
_CREDIT = re.compile(r"^[□■◆◇●][^记通]*$|摄$|^(?:图|摄影)[ 　]*[:：/]")
_BRACKETED = re.compile(r"^[（(]([^（()）]{2,60})[）)]$")
_TAIL = re.compile(
    r"(?:(?<=[。！？!?”’）)…])[ 　\n]*(?:[（(]([^（()）]{2,44})[）)]"
    r"|[□■◆◇][ 　]*([一-龥·/ 　]{2,30}))|(?:[ 　]|(?<=[。！？”]))([一-龥]{2,4}[ 　/]*(?:摄影|摄|供图|文/图"
    r"|图/文)))[ 　]*$"
)
_INLINE = re.compile(
    r"^(?:[一-龥]{0,12}(?:\d{1,2}月\d{1,2}日)?(?:讯|电|报道|消息)[ 　]*)?[（(]([^（()）]{2,60})[)）]"
    r"|(?<=[。！？”])[（(]([^（()）]{2,20})[）)](?=.)"
    rf"|^(?:[一-龥]{{0,12}}(?:讯|电)[ 　]+)?({_ROLE}[ 　:：][一-龥· 　、]{{2,50}}?)[ 　]*(?:报道|摄影报道)[ 　]*[:：]"
    rf"|(?<![一-龥])(作者[:：][ 　]*[一-龥·]{{2,4}})(?![一-龥])"
)
_CHECKED = r"(?:审核|审校|校对|责任编辑|责编|编辑|编审|终审)[ 　]*[:：][ 　]*[一-龥]{2,3}(?![一-龥])"
"""Who read and passed a text, told beside its authors."""
_WORDS = re.compile(rf"{_CHECKED}|{_ROLE}|{_PAPER}|{_DID}(?![一-龥])|作者|撰稿|来源|文字|[□■●◆○◇▲◎▶/:：丨|]")
_DAY = r"\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?(?:[ 　]+\d{1,2}:\d\d(?::\d\d)?)?"
_DATED = re.compile(rf"^[ 　]*{_DAY}[ 　]+|[ 　]+{_DAY}[ 　]*$")
"""The day of print before or behind a line of authors, as web pages give it."""
_FIELD = re.compile(
    r"(?:信息|文章|稿件|本文|新闻|内容)?(?P<label>来源|稿源|出处|作者|记者|通讯员|供稿|编辑|责任编辑|责编|审核|审核人|编审|发布者|发布人|发布单位|发布时间"
    r"|发布日期|发表时间|更新时间|时间|日期|(?:浏览|点击|阅读|访问)(?:次数|量|数)?|字体|字号)[ 　]?[:：]"
)
"""What web pages print above or below an article about it, each with its label."""
_VALUE = 24
"""Characters that the value of such a label may have."""
_AUTHORED = frozenset({"作者", "记者", "通讯员"})
_SPLIT = re.compile(r"[ 　、，,；;()（）\s]+")
_NO_NAME = re.compile(
    r"(?:报|网|社|台|篇|版|页|图|片|市|县|区|镇|乡|村|局|委|部|办|厅|院|校|省|州|下|上|中|者|转|续|文|表|略|完|会|队|站|所|办公室|季|月|年|日)$"
    r"|^(?:本|据|见|上接|下转|资料|图片|附|原|以下|简称|记者|通讯员|责任|编辑|摄影|相关)"
)
LONGEST_BYLINE = 80
"""Longest line of authors, in characters."""


def byline(text: str) -> bool:
    """Whether a block is a line of authors (`□ 记者 甲 通讯员 乙 报道`, `作者：甲`)."""
    text = _DATED.sub("", text)
    if len(text) > LONGEST_BYLINE or not _BYLINE.match(text):
        return False
    return bool(names(text)) if _ROLED.search(text) else _signed(text)


def imprint(text: str) -> bool:
    """Whether a block tells of the article in labelled fields alone (`2020-05-04 来源：北湖日报 作者：甲 乙`)."""
    labels = list(_FIELD.finditer(text))
    if not labels or re.search("[。！？；]", text):
        return False
    ends = [*(m.start() for m in labels[1:]), len(text)]
    lead = _DATED.sub(" ", f" {text[: labels[0].start()]} ").strip(" 　|｜丨[【（(")
    return not lead and all(end - m.end() <= _VALUE for m, end in zip(labels, ends, strict=True))


def _authored(text: str) -> str:
    """What stands behind the labels of authors of an imprint."""
    labels = list(_FIELD.finditer(text))
    ends = [*(m.start() for m in labels[1:]), len(text)]
    return " ".join(
        text[m.end() : end] for m, end in zip(labels, ends, strict=True) if m.group("label") in _AUTHORED
    )


def credit(text: str) -> bool:
    """Whether a byline is that of a picture (`□甲 摄`, `□甲 报道` without a role)."""
    return bool(_CREDIT.search(text))


def closer(text: str) -> bool:
    """Whether a block is authors in brackets, as stands after a body: `（甲 乙）`, `（本报记者 甲 整理）`."""
    match = _BRACKETED.match(text)
    return bool(match) and _signed(match.group(1) if match else "")


def tail(text: str) -> int:
    """Where the authors or the credit begin that stand at the end of a block; its length where none do."""
    match = _TAIL.search(text, max(0, len(text) - 60))
    if not match or match.start() == 0:
        return len(text)
    inner = next(g for g in match.groups() if g)
    return match.start() if _signed(inner) else len(text)


def names(text: str) -> tuple[str, ...]:
    """The authors named in a line of authors."""
    text = _DATED.sub(" ", _authored(text)) if imprint(text) else text
    return tuple(n for n in _SPLIT.split(_WORDS.sub(" ", text)) if _is_name(n))


def inline(text: str) -> tuple[str, ...]:
    """The authors given within a body: `本报讯（记者 甲 通讯员 乙）`, and in brackets after a sentence."""
    found: list[str] = []
    for match in _INLINE.finditer(text):
        inner = next(g for g in match.groups() if g)
        if _signed(inner):
            found.extend(names(inner))
    return tuple(found)


def _signed(inner: str) -> bool:
    """Whether what stands in brackets is authors: with a role, or names and nothing else."""
    if re.search(_ROLE, inner):
        return bool(names(inner))
    parts = [p for p in _SPLIT.split(_WORDS.sub(" ", inner)) if p]
    return bool(parts) and all(_is_name(p) and _likely(p) for p in parts)


def _is_name(text: str) -> bool:
    short = 2 <= len(text) <= 4 or "·" in text or _carried(text)
    return short and bool(re.fullmatch(_NAME, text)) and not _NO_NAME.search(text)


def _likely(text: str) -> bool:
    return bool(surname_of(text)) or "·" in text or _carried(text)


def _carried(text: str) -> bool:
    """Whether a name is carried over from another language: it begins with such syllables."""
    return len(text) <= 8 and any(text[:size] in syllables() for size in (4, 3, 2))
