"""Works told by number: the kinds a programme is sorted into, heads of numbered paragraphs, projects as one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.reading import Mention
from kg.extract.recognise.chunks import bulk, governors, head_types, nominal_verbs
from kg.extract.scene import Scene
from kg.knowledge.numerals import numeral
from kg.knowledge.tables import column

_GROUP = re.compile(
    r"(?<![\d.])\d+[个宗件项][㐀-鿿]{2,10}?项目(?=[，,]?(?:全部|合计|累计|目前|已经?|协议|计划|概算|完成)*(?:总投资|投资总额|投资))"
)
"""Projects counted and paid for together: 9个茶叶项目，累计总投资3亿元."""
_PAID = re.compile(
    r"投资[约近超逾]{0,2}[\d.]+[余多]?[万亿]{1,2}元?(?:资金)?(?:，?[开实推启新]?[展施进动建]|建设|谋划实施|组织实施|集中开工)"
    r"(?P<name>\d+[个宗件项][㐀-鿿]{2,14}(?:项目|工程))"
)
"""Projects counted behind what is spent on them: 投资3亿元|实施|9个茶叶加工项目."""
_SAME = re.compile(r"(?<![\d.])\d+[个宗件项](?:重点|重大)?项目(?![㐀-鿿]{0,6}投资)")
_SORTS = re.compile(
    r"(?P<items>[^，,。；;：:！？“”\n]{12,200}?(?:工程|项目))(?P<number>[二两三四五六七八九十]+|\d{1,2})(?:大类|大|类|个方面|个类别|个|项)"
)
"""The kinds of works that are listed before their number: 甲工程、乙和丙工程|两大类."""
_FRONT = re.compile(
    r"(?P<number>[两二三四五六七八九十]|\d{1,2})[个项](?P<sort>[㐀-鿿]{0,10})(?:分别)?(?:是|为|：)(?P<items>[^，,。；;：:！？\n、]{3,30}、[^，,。；;：:！？\n]{3,150})(?=[，,。；;\n]|$)"
)
"""Works listed behind their number: 两个重点项目分别为|甲大道、乙水厂."""
_LEAD = re.compile(
    "^(?:.*(?:分为|分成|包括|涵盖|包含|涉及|分别[是为])|.{0,4}(?:实施|推进|抓好|启动|建设)了?|[即是])"
)
_LISTED = re.compile("、")
_LAST = re.compile("、|(?:和|与|及|以及)(?=[^、和与及]+$)")
_EVERY = re.compile("、|以及|[和与及]")
_WORK = re.compile("(?:工程|项目)$")
_HEAD = re.compile(
    r"(?:^|[\n。；;])\s*(?:[一二三四五六七八九十]是|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、])"
    r"(?P<name>[^，,。；;：:！？“”《》（）()、\n]{6,40}?(?:工程|项目))(?P<aside>[（(][^（()）\n]{1,16}[）)])?(?=[。，,：:；;\n]|$)"
)
"""The work that heads a numbered paragraph: 二是|湿地恢复和河道治理工程。"""
_JOINT = re.compile("[和与及]")
_SPENT = re.compile(
    r"投资[约近超逾]{0,2}[\d.]+\s?[余多]?[万亿]{1,2}元(?:资金)?(?:[，,]|左右|用于|主要|重点|分别|加快|继续|大力)*(?:进行|用于|实施|完成|开展|推进|启动)了?"
    r"(?P<items>[^，,。；;：:！？“”\n]{6,120})"
)
"""The works that a sum is spent on: 投资3000万元进行|甲治理、乙改造和丙修复."""
_DIGITS = re.compile(r"\d+")
_SHORTEST = 5
_LONGEST = 30
_FEW = 2


@cache
def _doings() -> re.Pattern[str]:
    """Verbs of work that end the name of a work as its head: 河道|治理, 管网|改造."""
    words = "|".join(sorted(column("works.tsv", "word", role="doing")))
    return re.compile(f"(?:{words}|工程|项目)(?:工程|项目)?$")


def works(name: str) -> bool:
    """Whether a name ends in what is done to a thing that is built (河道治理), and is no house told to be built."""
    done = _doings().search(name)
    if done is None or done.group() != "建设":
        return done is not None
    return _JOINT.search(name) is not None or not _house(name[: done.start()])


def _house(name: str) -> bool:
    return any(head_types().get(name[i:]) in {"Facility", "Zone"} for i in range(1, len(name)))


def find(scene: Scene) -> Iterator[Mention]:
    """Works that a number beside them or a sum before them tells to be such."""
    if "投资" in scene.text:
        groups = [_project(scene, *group.span(), 0.7, "group") for group in _GROUP.finditer(scene.text)]
        groups += [_project(scene, *g.span("name"), 0.95, "group") for g in _PAID.finditer(scene.text)]
        yield from groups
        yield from _again(scene, groups)
        for spent in _SPENT.finditer(scene.text):
            yield from _spent(scene, spent)
    for sorts in _SORTS.finditer(scene.text):
        yield from _kinds(scene, sorts)
    for named in _FRONT.finditer(scene.text):
        yield from _named(scene, named)
    for head in _HEAD.finditer(scene.text):
        start, end = head.span("name")
        titled = scene.text[head.end() : head.end() + 1] in {"：", ":"}
        if (titled or _JOINT.search(scene.text, start + 2, end - 2)) and _one(scene, start, end):
            yield _project(scene, start, end, 0.95, "numbered")


def _again(scene: Scene, groups: Sequence[Mention]) -> Iterator[Mention]:
    """The projects of a group spoken of again by their number alone: 此次开工的|9个项目."""
    numbers = {_number(g.text) for g in groups}
    for hit in _SAME.finditer(scene.text) if numbers else ():
        if _number(hit.group()) in numbers and not any(g.start <= hit.end() <= g.end for g in groups):
            yield _project(scene, *hit.span(), 0.75, "group")


def _number(name: str) -> int:
    """The number that a name begins with, whatever the width of its digits."""
    return int(_DIGITS.match(name)[0])  # type: ignore[index]


def _project(scene: Scene, start: int, end: int, score: float, by: str) -> Mention:
    return Mention(start, end, "Project", scene.text[start:end], score, by)


def _kinds(scene: Scene, sorts: re.Match[str]) -> Iterator[Mention]:
    """The kinds of a list as many as it says: the number tells whether 和 joins two of them or stands in one."""
    lead = _LEAD.match(sorts["items"])
    start = sorts.start("items") + (lead.end() if lead else 0)
    wanted = numeral(sorts["number"])
    for joint in (_LISTED, _LAST, _EVERY):
        parts = _parted(scene.text, start, sorts.end("items"), joint)
        if len(parts) == wanted:
            if all(_WORK.search(scene.text, s, e) and e - s >= _SHORTEST for s, e in parts):
                for part in parts:
                    yield _project(scene, *part, 0.95, "counted")
            return


def _named(scene: Scene, front: re.Match[str]) -> Iterator[Mention]:
    """The works of a list that are as many as it says in front."""
    span = front.span("items")
    sort = _WORK.search(front["sort"]) or _WORK.search(front["items"])
    for joint in (_LAST, _LISTED, _EVERY) if sort else ():
        parts = _parted(scene.text, *span, joint)
        if len(parts) == numeral(front["number"]):
            if all(scene.whole(*part) and not _led(scene, part[0]) for part in parts):
                yield from (
                    _project(scene, *part, 0.93, "counted") for part in parts if part[1] - part[0] > 3
                )
            return


def _led(scene: Scene, start: int) -> bool:
    """Whether a verb that governs begins a stretch."""
    first = scene.words[scene.word_at(start)]
    text = scene.text[first.start : first.end]
    return first.pos == "v" and (text in governors() or text not in nominal_verbs())


def _parted(text: str, start: int, end: int, joint: re.Pattern[str]) -> list[tuple[int, int]]:
    cuts = [(start + m.start(), start + m.end()) for m in joint.finditer(text[start:end])]
    return list(zip([start, *(e for _, e in cuts)], [*(s for s, _ in cuts), end], strict=True))


def _one(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch is one name: no work ends at a joint inside it, no verb leads it, and it says which."""
    parts = _parted(scene.text, start, end, _JOINT)
    first = scene.words[scene.word_at(start)]
    text = scene.text[first.start : first.end]
    led = first.pos == "v" and (text in governors() or text not in nominal_verbs())
    return (
        not led
        and not any(_WORK.search(scene.text, s, e) for s, e in parts[:-1])
        and _told(scene, start, end)
    )


def _told(scene: Scene, start: int, end: int) -> bool:
    """Whether a work is told by more than words that sort (重点, 民生): 河道|治理工程."""
    return not bulk(_WORK.sub("", scene.text[start:end]))


def _spent(scene: Scene, spent: re.Match[str]) -> Iterator[Mention]:
    """The works of a list on which a sum is spent; a piece that is no work yet goes on over its joint."""
    found: list[tuple[int, int]] = []
    open_ = -1
    for start, end in _parted(scene.text, *spent.span("items"), _EVERY):
        open_ = start if open_ < 0 else open_
        if _doings().search(scene.text, open_, end):
            found.append((open_, end))
            open_ = -1
    if open_ >= 0 or len(found) < _FEW:
        return
    for start, end in found:
        name = scene.text[start:end]
        if works(name) and _SHORTEST <= len(name) <= _LONGEST and _told(scene, start, end):
            yield _project(scene, start, end, 0.9, "spent")
