"""Clauses and what stands at the head of one: its subject, a person, a hall that a scene opens in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.measures.words import forms, pattern
from kg.extract.reading import Mention

HOLDERS = frozenset(
    (
        "AdministrativeDivision",
        "Zone",
        "PublicBody",
        "Enterprise",
        "Institution",
        "Project",
        "Platform",
        "Facility",
    )
)
"""Types of which numbers are told; persons and documents hold few."""

PLACES = frozenset(("AdministrativeDivision", "Zone"))
_CLAUSE = re.compile(r"[（(][^（）()\n]{1,4}[）)](?=[一-龥\d])|([，,；;：:。！？!?\n（）()]|——)")
_ASIDE = re.compile(
    r"(?:在|从|自|向|对|与|和|同|距|距离|离|比|据|由|以|到|至|因|随着|按照|通过|依托|借助|利用|围绕|根据|较|及|为|是|有|包括|分别|、)$"
)
_TALLY = re.compile(r"\d+多?余?[个家支台座项名处条所套件]")
_AMONG = re.compile(r"(?:、[^，。；\d]{1,24})?等[地]?[\d一二两三四五六七八九十]+")
"""What follows a name that is one of several counted: `甲县、乙县等10个县获批`."""


def spans(text: str) -> list[tuple[int, int, str]]:
    """Clauses of a text as (start, end, mark behind)."""
    out, last = [], 0
    for hit in _CLAUSE.finditer(text):
        if hit[1]:
            out.append((last, hit.start(), hit[1]))
            last = hit.end()
    out.append((last, len(text), "\n"))
    return out


def outer(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that lie in no other, in order; a name that is only what a number counts is no name here."""
    kept: list[Mention] = []
    for mention in mentions:
        if mention.entity and (not kept or mention.start >= kept[-1].end) and not _counted(text, mention):
            kept.append(mention)
    return kept


def _counted(text: str, mention: Mention) -> bool:
    """`新建学校12所`, `8支志愿服务队`: common nouns that were taken for names."""
    if mention.type in PLACES or mention.type in ("Person", "Enterprise"):
        return False
    behind = text[mention.end : mention.end + 2].removeprefix("各")[:1].isdecimal()
    behind = behind and mention.type != "Document"
    return behind or (
        mention.type not in ("Project", "Document", "Event") and bool(_TALLY.search(mention.text))
    )


_PRONOUN = re.compile(
    r"[“‘]?(?:(?:今[年春天]|去年|昨天)?[我俺](?!们|[省市县区旗州盟镇乡村国厂局院校家公])|[他她](?!们?(?:所在|的)|[省市县区镇乡村])|自己|这位|那位)"
)
_SPEECH = re.compile(r"[^，。；]{0,8}(?:说|介绍|表示|告诉|认为|坦言|透露|指出|强调|谈|称|回忆|感慨|：|\()")


_RESIDENT = re.compile(
    r"(?:[村居市渔牧农][民]|[茶果菜花棉烟药蔗]农|[贫脱搬农困低五养种][困贫迁]?[困保植殖]?户|老人|老汉|大[娘妈爷]|[职员][工]|务工者|学生|大学生|青年)$"
)
"""What stands before the name of somebody whose own affairs are told: 村民, 贫困户, 大娘."""


def personal(text: str, span: tuple[int, int], inside: list[Mention], ends: dict[int, int]) -> bool:
    """Whether a clause tells what a person did: its numbers are of no place or body."""
    start, end = span
    head = skipped(text, start, end, ends)
    if any(_PRONOUN.match(text, at, end) for at in (start, head)):
        return not any(m.type in HOLDERS and m.start <= head for m in inside)
    if _RESIDENT.search(text[start : next((m.start for m in inside if m.type == "Person"), start)]):
        return True
    first = inside[0] if inside else None
    named = first is not None and first.type == "Person" and first.start <= head
    return named and first is not None and not _SPEECH.match(text, first.end, end + 1)


_ENTERED = re.compile(r"[“]?(?:走进|来到|步入|走访|在)")
_INSIDE = re.compile(r"的?[^，。；]{0,6}?(?:车间|厂区|厂房|园区|基地|大棚|展厅|工地|现场|里|内)[内里中]?$")


def entered(text: str, start: int, end: int, inside: list[Mention]) -> str:
    """The firm or school whose halls a scene opens in: `走进…公司的生产车间`; what follows is told of it."""
    last = next((m for m in reversed(inside) if m.type in ("Enterprise", "Institution")), None)
    if last is None or not _ENTERED.match(text, start, end) or not _INSIDE.match(text[last.end : end]):
        return ""
    return last.entity


_PREPOSITIONS = frozenset(
    (
        "向",
        "为",
        "把",
        "从",
        "由",
        "使",
        "让",
        "给",
        "以",
        "用",
        "在",
        "于",
        "与",
        "和",
        "及",
        "对",
        "比",
        "较",
        "使",
        "到",
        "至",
        "自",
    )
)


_SHOWN = re.compile(
    r"此前|随后|后来|不过|然而|事实上|[一-龥]{0,6}(?:数据|结果|资料|统计|报告|通报|报表)(?:显示|表明)"
)
"""Who is spoken of stands behind: `数据显示经开区改善最大`."""


def skips(text: str, start: int, stop: int, ends: dict[int, int]) -> list[int]:
    """Where the subject of a clause may begin: its start, and behind each adverb or time at its head."""
    shown = _SHOWN.match(text, start, stop)
    start = shown.end() if shown else start
    found = [start]
    governed = False
    while start < stop:
        if start in ends:
            start = min(ends[start], stop)
        else:
            hit = pattern("lead", "{}").match(text, start, stop)
            if hit and hit.group() not in forms("firm"):
                governed = governed or hit.group() in _PREPOSITIONS
                start = hit.end()
            elif text[start] in " \t“”‘’\"'、□■◆▲●　":
                start += 1
            else:
                break
        if not governed:
            found.append(start)
    return found if found[-1] == start else [*found, start]


def skipped(text: str, start: int, stop: int, ends: dict[int, int]) -> int:
    """Skip adverbs and times at the head of a clause."""
    return skips(text, start, stop, ends)[-1]


def _whole_is_place(mention: Mention, text: str, start: int, end: int) -> bool:
    """Whether a clause is nothing but a place: `而在全国，`."""
    return (
        mention.type in PLACES
        and mention.end == end
        and text[start : mention.start] in ("在", "而在", "但在")
    )


_GONE = re.compile("[赶来走前]?[到往进至访]|走访|步入")
"""Where somebody went is not spoken of by the clause that says so."""


_RELATIVE = re.compile(
    r"[“‘]?(?:位于|坐落[于在]|地处|来自|隶属|作为|总投资|投资|总?占地|由|成立于|始建于|建于|素有|享有|拥有|有着|被誉为|被称为)[^，。；：\n]{1,40}的$"
)
"""What tells of a thing where it lies or what it cost before it names it: `位于青石镇的第二医院`."""


def _attributed(text: str, start: int, inside: list[Mention]) -> Mention | None:
    """The subject behind a long attribute that names other things: `位于青石镇的第二医院占地30亩`."""
    for mention in inside[1:4]:
        if mention.type in HOLDERS and _RELATIVE.match(text, start, mention.start):
            return None if text[mention.end : mention.end + 1] in ("、", "和", "与", "等", "的") else mention
    return None


_BANK = re.compile("(?:[东南西北两沿]岸|岸边|之滨|之畔|沿线)")
"""What makes a river or a road in front of it tell only where something is: `青溪北岸，`."""
_OWNING = re.compile(r"[一-龥]{2,6}的[“‘]?")
"""`甲市宣布的“乙采购中心”，`: what a clause is nothing but the name of is spoken of, not whose it is."""


def leading(text: str, start: int, end: int, inside: list[Mention], ends: dict[int, int]) -> Mention | None:
    """The name at the head of a clause that is its subject; of names in a row (`甲市乙园区`) the last."""
    if behind := _attributed(text, skipped(text, start, end, ends), inside):
        return behind
    for at, mention in enumerate(inside[:2]):
        if mention.type not in HOLDERS:
            continue
        if _whole_is_place(mention, text, start, end):
            return mention
        head = skipped(text, start, mention.start, ends)
        attribute = text[head : mention.start]
        free = not attribute or (len(attribute) <= 9 and attribute[-1] == "的" and not _GONE.match(attribute))
        if not free or _ASIDE.search(text, max(start, mention.start - 3), mention.start):
            return None
        if mention.type == "Facility" and _BANK.match(text, mention.end, end):
            return None
        for follower in inside[at + 1 :]:
            apart = mention.type not in PLACES and follower.type in PLACES
            if follower.start != mention.end or follower.type not in HOLDERS or apart:
                break
            mention = follower
        owned = next((m for m in inside[at + 1 :] if _OWNING.fullmatch(text, mention.end, m.start)), None)
        if owned and owned.type in HOLDERS and not text[owned.end : end].strip("”’"):
            return owned
        if mention.type in PLACES:
            return None if _AMONG.match(text, mention.end, end) else mention
        if (
            text[mention.end : mention.end + 1] == "至"
            and not text[mention.end + 1 : mention.end + 2].isdigit()
        ):
            return None
        ruling = mention.type == "PublicBody" and text[mention.end : mention.end + 1] in ("、", "和", "与")
        return (
            None
            if text[mention.end : mention.end + 1] in ("、", "和", "与", "等") and not ruling
            else mention
        )
    return None
