"""Lists that end in the noun of their kind: A、B和C等项目, 通过A、B、C等平台."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from kg.extract.reading import Mention
from kg.extract.recognise import meetings
from kg.extract.recognise.chunks import (
    FUNCTION,
    builders,
    descriptive,
    governors,
    head_types,
    nominal_verbs,
    outsiders,
    proper,
    visits,
)
from kg.extract.recognise.counted import works
from kg.extract.scene import Scene
from kg.knowledge import divisions
from kg.knowledge.tables import column, rows

_PART = re.compile(r"、|(?<=[㐀-鿿])(?:和|(?<![参给赋])与|以及|及)(?=[㐀-鿿])")
_NAME = "[㐀-鿿A-Za-z]{2,8}?"
_COUNTED = re.compile(
    rf"(?:其中|[，,；;。：:](?:其中|包括)?)(?P<items>(?:{_NAME}、)+{_NAME}(?:[和及与]{_NAME})?)等?[\d一二两三四五六七八九十]+[家户](?=[^，。；\n]{{0,16}}企业)"
)
"""Firms of a list that is counted: 其中甲、乙、丙3户为高新技术企业."""
_ALIKE = re.compile(
    r"(?:[两三四五六七八九十]|\d{1,2})[座个条处宗所口](?:[大中小]?[（(]?[一二12]?[）)]?型?|一般|重点|新建|病险)*"
    r"(?P<head>水库|大桥|特大桥|水闸|泵站|水厂|电站|灌区|隧道|污水处理厂|公园|景区|码头|矿井|煤矿)"
)
"""Built things of one sort that share their noun, counted: 石坝、青口及柳湾3座水库."""
_BEFORE = re.compile("(?P<items>(?:[㐀-鿿]{2,7}、)*[㐀-鿿]{2,7}[、和与及][㐀-鿿]{2,4}?)等?$")
_SERVING = re.compile("(?:自来水|[净供]?水|污水处理|垃圾(?:无害化)?(?:处理|填埋|焚烧|中转))[厂场站]")
"""Works that serve a place each, and are called by it."""
_ROW = re.compile(
    rf"(?P<items>[㐀-鿿]{{2,5}}(?:、[㐀-鿿]{{2,5}})*)(?P<joint>、|和|与|以及|及)(?P<last>[㐀-鿿]{{2,5}}?)的?(?:城市|城镇|生活){{0,2}}(?P<head>{_SERVING.pattern})"
)
"""Such works that share their noun, uncounted: 石坝、青口、柳湾水厂, 东河县、西河县污水处理厂."""
_OTHER = re.compile("[局司厂院校所委部办站店园馆库集路桥河网]$|中心$|集团$|水$")
"""Ends of what serves no place of its own, and so is no item of such a row."""
_REACH = 48
"""Characters before their number in which such a list is looked for."""
_LONGEST_FIRM = 6
_MARKS = ("将", "把", "对")
"""Words before the object of a sentence, which taggers take into names: 将|石坝、青口水厂…."""
ROW = "row of "
"""What marks a work of a row, before its place and its noun."""
_SHORTEST = 6
"""Characters that the name of a thing in such a list stays below."""
_PART_OF = re.compile("[（(][㐀-鿿]{1,6}[）)]$")
_SHOWS = re.compile("主题|特色|系列|配套|体验|旅游|文体|民俗|娱乐|互动")
"""What is said of the shows and games of a festival, which are no campaigns."""
_TOWARDS = frozenset("与和对向为在由被给让")
"""What begins the next phrase after 等, so that its noun is none of the list's: 协会等与企业对接."""
_VERBAL = frozenset({"v", "p", "d", "ad", "u", "c", "r", "w", "TIME", "PER"})
_AMONG = re.compile(r"\d+[个项件宗][㐀-鿿“”]{0,10}(?:项目|工程|实事)中")
_PARKS = ("产业园", "科技园", "物流园", "创业园", "文化园", "产业基地")
"""Parks that are built, and no zones that a government governs."""
_LONG = {"Initiative": 4, "Event": 3, "Enterprise": 2, "Project": 4, "Platform": 4, "Zone": 4}


@cache
def _kinds() -> dict[str, str]:
    """Nouns that end a list, with the type of its items."""
    return {r["word"]: r["type"] for r in rows("lists.tsv") if r["role"] == "noun"}


@cache
def _praises() -> frozenset[str]:
    """What is said of firms that have names: 龙头, 知名."""
    return frozenset(column("lists.tsv", "word", role="praise"))


@cache
def _asides() -> tuple[str, ...]:
    """What makes 项目 an item of something else than building: 非遗|项目, 比赛|项目."""
    return column("lists.tsv", "word", role="aside")


@cache
def _lists() -> re.Pattern[str]:
    return re.compile(
        r"(?P<items>[^，,。；;：:！？“”‘’《》\n]{2,70}?)等(?:一批|多个|各项|众多|(?P<count>\d+[余多]?[个家项宗]|[一二三四五六七八九十两]+[大个家项]))?"
        r"(?:(?:计划|合计|累计)?总投资[^，,。；;\n]{2,10}元的)?(?P<between>[“‘]?[㐀-鿿]{0,6}?)(?P<head>"
        + "|".join(_kinds())
        + ")"
    )


@cache
def _fronts() -> re.Pattern[str]:
    nouns = "|".join(column("lists.tsv", "word", role="front"))
    after = "|".join(column("lists.tsv", "word", role="goods"))
    return re.compile(
        rf"(?:{nouns})(?:包括|有|如|：|:)?(?P<items>(?:{_NAME}、)+{_NAME}(?:[和及与]{_NAME})?)等(?![㐀-鿿]{{0,4}}(?:{after}))"
    )


def find(scene: Scene) -> Iterator[Mention]:
    """The items of lists whose kind is named at their end, and of firms named after what they are."""
    yield from _ended(scene)
    yield from _shared(scene)
    yield from _serving(scene)
    for hit in (*_fronts().finditer(scene.text), *_COUNTED.finditer(scene.text)):
        parts = list(_items(hit.group("items"), hit.start("items")))
        if all(_coined(scene, *part) for part in parts) and not all(_plain(scene, *part) for part in parts):
            for start, end in parts:
                yield Mention(start, end, "Enterprise", scene.text[start:end], 0.62, "list")


def _shared(scene: Scene) -> Iterator[Mention]:
    """The things of a list that share the noun behind their number."""
    for hit in _ALIKE.finditer(scene.text):
        reach = max(0, hit.start() - _REACH)
        listed = _BEFORE.search(scene.text[reach : hit.start()])
        if listed is None:
            continue
        parts = list(_items(listed.group("items"), reach + listed.start()))
        start, end = parts[0]
        lead = max((e for s, e, _ in divisions.scan(scene.text[start:end]) if s == 0), default=0)
        parts[0] = (_first(scene, start + lead if lead < end - start else start, end), end)
        if all(_whole(scene, *part) and 1 < part[1] - part[0] < _SHORTEST for part in parts):
            for start, end in parts:
                yield Mention(
                    start, end, "Facility", scene.text[start:end], 0.96, f"count-list {hit.group('head')}"
                )


def _serving(scene: Scene) -> Iterator[Mention]:
    """The works of a row of places that share their noun: under their short names, or up to it after a division."""
    for hit in _ROW.finditer(scene.text) if _SERVING.search(scene.text) else ():
        parts = list(_items(hit.group("items"), hit.start("items")))
        start, end = parts[0]
        parts[0] = (_first(scene, start + scene.text.startswith(_MARKS, start), end), end)
        row = list(takewhile(lambda part: _serves(scene, *part), reversed(parts)))
        if row and row[-1] == parts[0] and _run_in(scene, parts[0][0]):
            row.pop()
        if _OTHER.search(hit.group("last")) or all(_plain(scene, *part) for part in row):
            continue
        noun = scene.text[hit.end("last") : hit.end()].removeprefix("的")
        for start, end in row:
            name = scene.text[start:end]
            if divisions.candidates(name):
                text = scene.text[start : hit.end()]
                yield Mention(start, hit.end(), "Facility", text, 0.9, f"{ROW}{name} {noun}")
            else:
                yield Mention(start, end, "Facility", name, 0.96, f"count-list {noun}")


def _run_in(scene: Scene, start: int) -> bool:
    """Whether a noun runs into what begins there: 柳溪水厂|续建管网."""
    word = scene.words[max(scene.word_before(start), 0)]
    noun = word.pos in {"n", "nz", "ns", "LOC", "ORG", "vn"}
    return word.end == start and noun and scene.text[start - 1] not in _MARKS


def _serves(scene: Scene, start: int, end: int) -> bool:
    """Whether an item may be the place that a work serves: whole words, and none of them acts."""
    text = scene.text[start:end]
    if _OTHER.search(text):
        return False
    whole = scene.text.startswith(_MARKS, start - 1) or _whole(scene, start, end)
    return bool(divisions.candidates(text)) or (whole and not _stirs(scene, start, end))


def _coined(scene: Scene, start: int, end: int) -> bool:
    """Whether an item may be the short name of a firm: whole words, no verb and no small word among them."""
    known = divisions.candidates(scene.text[start:end])
    return _whole(scene, start, end) and not _stirs(scene, start, end) and not known


def _stirs(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb, a small word, a number or a time stands in an item."""
    i, j = scene.word_at(start), scene.word_before(end)
    return any(w.pos in {"v", "p", "c", "u", "d", "r", "m", "TIME"} for w in scene.words[i : j + 1])


def _ended(scene: Scene) -> Iterator[Mention]:
    """The items of lists whose kind is named at their end."""
    for hit in _lists().finditer(scene.text):
        kind = _kinds()[hit.group("head")]
        items = list(_items(hit.group("items"), hit.start()))
        parts = list(_told(scene, items))
        if kind == "Project":
            parts = [_below_number(scene, *part) for part in _joined(scene, _listed(scene, parts))]
        if kind == "Initiative" and _SHOWS.search(hit.group("between")):
            parts = [p for p in parts if scene.text[: p[1]].endswith(meetings.heads())]
        if (
            not parts
            or (len(items) < 2 and not (kind == "Project" and _park(hit)))
            or hit.group("between")[:1] in _TOWARDS
            or hit.group("between").endswith("类")
        ):
            continue
        if kind == "Project" and hit.group("between").endswith(_asides()):
            continue
        parts = [
            (scene.text.rfind("元的", s, e) + 2 if "元的" in scene.text[s:e] else s, e) for s, e in parts
        ]
        start, end = parts[0]
        parts[0] = (_first(scene, start, end), end)
        if (
            kind == "Enterprise"
            and hit.group("between") not in _praises()
            and all(_plain(scene, *part) for part in parts)
        ):
            continue
        sorts = kind == "Project" and any(_sort(scene.text[s:e]) for s, e in parts)
        parts = [p for p in parts if proper(scene, *p)] if sorts else parts
        for start, end in parts:
            text = scene.text[start:end]
            if (
                _LONG[kind] <= len(text) <= 24
                and _names(scene, start, end)
                and not descriptive(text, trades=False)
                and text not in head_types()
                and not (kind != "Enterprise" and _acts(scene, start, end))
                and _whole(scene, start, end)
            ):
                if hit.group("head") == "活动" and not text.endswith(meetings.heads()):
                    continue
                done = hit["count"] is not None and len(text) > _SHORTEST and works(text)
                if kind == "Project" and not (built(text) or done or _worded(scene, start, end)):
                    continue
                score = 0.86 if kind == "Project" and built(text) else 0.6
                yield Mention(start, end, _own_kind(kind, text), text, score, "list")


def _park(hit: re.Match[str]) -> bool:
    """Whether one park stands for all the projects that are counted with it: 某某产业园|等22个重大项目."""
    return hit["count"] is not None and hit["items"].endswith(_PARKS)


def _sort(text: str) -> bool:
    """Whether an item tells a sort of houses and none of them (省级医院, 国际学校), as its fellows then do too."""
    head = next(
        (i for i in range(1, len(text)) if head_types().get(text[i:]) in {"Facility", "Institution"}), 0
    )
    return head > 0 and descriptive(text[:head])


def _own_kind(kind: str, text: str) -> str:
    """The type of an item: that of the list, but what calls itself a meeting or a building is one."""
    if kind == "Initiative" and text.endswith(meetings.heads()):
        return "Event"
    told = head_types().get(text[-2:])
    return told if kind == "Platform" and told in {"Facility", "Zone"} else kind


def _acts(scene: Scene, start: int, end: int) -> bool:
    """Whether an item is made of verbs alone: 检验检测, 兼并重组."""
    i, j = scene.word_at(start), scene.word_before(end)
    return all(w.pos in {"v", "vn", "vd", "ad"} for w in scene.words[i : j + 1])


def _worded(scene: Scene, start: int, end: int) -> bool:
    """Whether an item holds a proper name and says more than it: 黔峰电子|二期, and not the firm 黔峰电子."""
    word = scene.words[scene.word_at(start)]
    firm = word.pos in {"ORG", "COMPANY"} and end - start <= _LONGEST_FIRM
    return proper(scene, start, end) and not (firm and (word.start, word.end) == (start, end))


def built(text: str) -> bool:
    """Whether a name is of a thing built: its head is that of a facility or a zone."""
    text = _PART_OF.sub("", text)
    return any(head_types().get(text[i:]) in {"Facility", "Zone", "Project"} for i in range(1, len(text)))


def _items(text: str, offset: int) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in _PART.finditer(text):
        yield offset + start, offset + cut.start()
        start = cut.end()
    yield offset + start, offset + len(text)


def _told(scene: Scene, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The items behind whoever goes to see them: 县委常委、副县长李某深入|甲项目、乙项目."""
    leads = [_lead(scene, *part) for part in parts]
    first = max(
        (i for i, (part, lead) in enumerate(zip(parts, leads, strict=True)) if lead > part[0]), default=0
    )
    if parts[first][1] - leads[first] > 1:
        yield leads[first], parts[first][1]
    yield from parts[first + 1 :]


def _lead(scene: Scene, start: int, end: int) -> int:
    """Where an item begins behind a verb of going to see in it."""
    edge = start
    for word in scene.words[scene.word_at(start) :]:
        if word.start >= end:
            break
        if scene.text[word.start : word.end] in visits():
            edge = min(word.end, end)
    return edge


def _listed(scene: Scene, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The items between the marks of a list: 和 before its last mark stands inside an item, 甲材料和乙材料、丙、丁."""
    marks = [start for start, _ in parts[1:] if scene.text[start - 1] == "、"]
    whole = [parts[0]]
    for start, end in parts[1:]:
        inner = scene.text[start - 1] != "、" and start < max(marks, default=0)
        inner = inner and not (built(scene.text[start:end]) or proper(scene, start, end))
        whole = [*whole[:-1], (whole[-1][0], end)] if inner else [*whole, (start, end)]
    return whole


def _below_number(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """An item without the number of those it is one of: 33个重点工程中|云湖大道."""
    among = _AMONG.match(scene.text, start, end)
    return (among.end(), end) if among else (start, end)


def _joined(scene: Scene, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The items with one whose parts only 和 joins put together: 柳坝高岭土和石英砂, where the second has no name."""
    if len(parts) < 3 or scene.text[parts[-2][1]] == "、":
        return parts
    (start, middle), (then, end) = parts[-2:]
    ended = scene.text.endswith(("工程", "项目"), start, middle)
    whole = proper(scene, start, middle) and not (
        ended or proper(scene, then, end) or built(scene.text[then:end])
    )
    return [*parts[:-2], (start, end)] if whole else parts


def _first(scene: Scene, start: int, end: int) -> int:
    """The first item without the verb and what stands before it: 做好|沅水大桥."""
    edge = start
    i = scene.word_at(start)
    while i < len(scene.words) and scene.words[i].start < end:
        word = scene.words[i]
        text = scene.text[word.start : word.end]
        verbal = (word.pos in _VERBAL and text not in nominal_verbs()) or text in governors()
        verbal = verbal or (word.start == edge > start and text in nominal_verbs())
        verbal = verbal or (word.start == edge and text in builders())
        outside = verbal or text in FUNCTION or (text in outsiders() and word.start == edge)
        if outside and text not in "和与及" and _names(scene, word.end, end):
            edge = word.end
        i += 1
    return edge


def _names(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch may be a name of its own: no splinter, no lone verb, no half of a bracket."""
    word = scene.words[scene.word_at(start)]
    lone = word.start == start and word.end >= end and word.pos == "v"
    whole = all(scene.text.count(a, start, end) == scene.text.count(b, start, end) for a, b in ("（）", "()"))
    return end - start > 1 and not lone and whole


def _plain(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch is made of plain nouns alone (数据, 城市更新), so that it names no firm."""
    i, j = scene.word_at(start), scene.word_before(end)
    return all(w.end - w.start > 1 and w.pos in {"n", "vn", "v", "an"} for w in scene.words[i : j + 1])


def _whole(scene: Scene, start: int, end: int) -> bool:
    run_on = scene.text[end : end + 1] == "等" and scene.words[scene.word_before(end)].end == end + 1
    return scene.begins(start) if run_on else scene.whole(start, end)
