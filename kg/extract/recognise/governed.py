"""Campaigns and documents that no marks show: what a verb governs (实施|服务业扩能提质行动, 出台|民宿管理办法)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.reading import Mention
from kg.extract.recognise.chunks import descriptive, governors, nominal_verbs, outsiders, proper
from kg.extract.scene import Scene
from kg.knowledge.tables import column
from kg.knowledge.words import any_of

KINDS = ("Initiative", "Document")
"""The types of which `data/governed.tsv` tells verbs and heads."""
_CLAUSE = re.compile(
    r"(?:(?!(?<![平高中初优同])等(?!级))(?:[^，,。；;：:！!？?\n“”‘’《》（）()]|[（(][^（()）\n]{1,6}[）)]))*"
)
_JOINT = re.compile(r"、|以及|[和与及](?=[㐀-鿿]{3})")
_COUNT = re.compile(
    r"^[与和对向从把为将在]|^第?[\d一二三四五六七八九十百两几多]+[余多]?(?:[个项件批场次条份]|大(?!(?!重点|重大|标志)[㐀-鿿]{4}))"
)
_NOMINAL = re.compile("、|(?:情况|进度|进展|工作)[、，和与的]")
"""Behind a verb that is the object of another one (听取推进|情况), or one of a list of verbs (早部署|、早行动)."""
_ROUTINE = re.compile("(?:种植|生产|采购|招聘|年度|全年|月度|投资|用水|检修|施工|供应|销售|排产)计划$")
"""Plans that every firm and farm makes."""
_AMONG = re.compile("在内的")
"""What joins a part to the whole that has it: 包括焕新行动|在内的|五大行动."""
_SERIES = re.compile(r"(?:一批|系列|各项|各类|若干)$")
_UNTITLED = re.compile(r"[作做]出|^[^、]{1,3}、")
"""What makes 规定 a verb (对程序作出明确规定), and a list of common papers (明白纸、倡议书)."""
_DEAL = re.compile(r"项目的?(?:投资|合作|框架|建设|战略|入园|购销)*(?:协议书?|合同|意向书)$")
"""What a deal is about (北药产业园项目|协议) is a project, and the paper has no title."""
_SORT = re.compile(
    r"(?:全面|战略|深化|深度|各类|相关|多份|一揽子|系列|合作|框架|投资|意向|意向性|入园|入驻|购销|采购|供货|长期|初步|正式|共建|签约)*"
    r"(?:协议书?|合同|备忘录|意向书)$"
)
"""Words that tell of what sort a deal is (全面|战略|合作|框架|协议) are no title of its paper."""
_DRIVE = "(?:活动)?"
"""What a campaign is called once more behind its head: 大走访|活动."""
_PLAIN_WORK = 6
"""Characters below which a work that is built has no name without a proper one in it: 装修工程."""
LONGEST = 30
"""Longest name in characters."""


def _any(kind: str, role: str) -> str:
    return any_of(column("governed.tsv", "word", type=kind, role=role))


@cache
def _verbs(kind: str) -> re.Pattern[str]:
    return re.compile(f"{_any(kind, 'verb')}[了好]?")


@cache
def _heads(kind: str) -> re.Pattern[str]:
    return re.compile(f"{_any(kind, 'head')}++{_DRIVE}(?!{_any(kind, 'after')})")


@cache
def _ended(kind: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_any(kind, 'head')}{_DRIVE}|{_any('Initiative', 'item')})$")


@cache
def _opening(kind: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_any(kind, 'opening')}|{_any(kind, 'verb')})*")


@cache
def _works() -> re.Pattern[str]:
    """Heads of works that are built, which are projects and no campaigns."""
    heads = [h for h in column("heads.tsv", "head", type="Project") if len(h) > 2 and h.endswith("工程")]
    heads += [f"{word}工程" for word in column("governed.tsv", "word", type="Initiative", role="built")]
    return re.compile(f"(?:{'|'.join(heads)})$")


def _built(scene: Scene, start: int, end: int) -> bool:
    """Whether an object is a work that is built: by its head, where a place is named or money spent on it."""
    head = _works().search(scene.text, start, end)
    if head is None:
        return False
    first, last = scene.sentence_at(start)
    spent = "投资" in scene.text[first:last]
    return head.group() not in _either() or spent or proper(scene, start, end)


@cache
def _either() -> frozenset[str]:
    """Heads of works and of campaigns alike: 云湖镇道路|建设工程, 公民道德|建设工程."""
    return frozenset(column("governed.tsv", "word", type="Initiative", role="works"))


def find(scene: Scene) -> Iterator[Mention]:
    """Objects that end in the head of a campaign or document, one by one where they are listed."""
    for kind in KINDS:
        for verb in _verbs(kind).finditer(scene.text):
            clause = _CLAUSE.match(scene.text, verb.end())
            if clause and _heads(kind).search(clause.group()[:60]) and not _NOMINAL.match(clause.group()):
                yield from _objects(scene, kind, verb.end(), clause.end())
    yield from _subjects(scene)


def _subjects(scene: Scene) -> Iterator[Mention]:
    """Campaigns that are told to go forward: 某某提升行动|扎实推进."""
    for hit in _going().finditer(scene.text):
        start = max(scene.text.rfind(mark, 0, hit.start()) for mark in "，,。；;：:、\n") + 1
        if hit.start() - start <= LONGEST and _names(scene, "Initiative", start, hit.end("name")):
            text = scene.text[start : hit.end("name")]
            if not any(mark in text for mark in "“”‘’《》的"):
                yield Mention(start, hit.end("name"), "Initiative", text, 0.8, "governed")


@cache
def _going() -> re.Pattern[str]:
    return re.compile(f"(?P<name>{_any('Initiative', 'head')}++){_any('Initiative', 'carried')}")


def _objects(scene: Scene, kind: str, start: int, limit: int) -> Iterator[Mention]:
    """The objects that stand between a verb and the end of its clause."""
    text = scene.text
    while start < limit:
        start = _begin(text, kind, start)
        end = _end(text, kind, start, limit)
        if end is None:
            return
        start = max(start, text.rfind("的", start, end) + 1)
        if text.count("(", start, end) > text.count(")", start, end) and text.startswith(")", end):
            end += 1
        deal = kind == "Document" and end - start > 5 and text.startswith("签", max(start - 2, 0))
        if (deal and not _SORT.fullmatch(text, start, end)) or _names(scene, kind, start, end):
            works = kind == "Initiative" and _built(scene, start, end)
            if works and end - start < _PLAIN_WORK and not proper(scene, start, end):
                return
            yield Mention(start, end, "Project" if works else kind, text[start:end], 0.82, "governed")
        joint = _JOINT.match(text, end) or _AMONG.match(text, end)
        if joint is None:
            return
        start = joint.end()


def _begin(text: str, kind: str, start: int) -> int:
    hit = _opening(kind).match(text, start)
    return hit.end() if hit else start


def _many(text: str, start: int, name: str) -> bool:
    """Whether a stretch tells many and none: 一批|行动, 3项|行动, or a list whose kind stands only at its end."""
    if _COUNT.match(name) or _SERIES.search(text, max(0, start - 4), start):
        return True
    return sum(len(part) > 3 for part in name.split("、")[:-1]) > 1


def _end(text: str, kind: str, start: int, limit: int) -> int | None:
    """The end of the object that begins at `start`: at a joint where a part ends as a name does, else at a head."""
    for joint in _JOINT.finditer(text, start + 3, limit):
        if _ended(kind).search(text, start, joint.start()):
            return joint.start()
    hit = _heads(kind).search(text, start, limit)
    if hit:
        return hit.end()
    part = _ended(kind).search(text, start, limit)
    return part.end() if part else None


def _names(scene: Scene, kind: str, start: int, end: int) -> bool:
    """Whether a stretch is a name: long enough, no count, no description alone, and no clause of its own."""
    name = scene.text[start:end]
    head = _ended(kind).search(name)
    body = name[: head.start()] if head else name
    if len(body) < (2 if kind == "Initiative" else 4) or len(name) > LONGEST:
        return False
    if _many(scene.text, start, name) or _ROUTINE.search(name):
        return False
    if kind == "Document" and (_UNTITLED.search(body) or _DEAL.search(name) or _SORT.fullmatch(name)):
        return False
    plain = len(body) <= 4 and (descriptive(body) or body in nominal_verbs())
    return not plain and not _clause(scene, start, start + len(body))


def _clause(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb that governs names stands inside, after something it may have for its subject."""
    i = scene.word_at(start)
    while i < len(scene.words) and scene.words[i].end < end:
        word = scene.words[i]
        text = scene.text[word.start : word.end]
        if word.start > start + 1 and word.pos == "v" and (text in governors() or text in outsiders()):
            return True
        i += 1
    return False
