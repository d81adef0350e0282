"""Noun phrases by their head: how far to the left of a head noun a name reaches."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.scene import Scene, Word
from kg.knowledge import divisions
from kg.knowledge.tables import column, rows
from kg.knowledge.words import any_of

_NOUNS = frozenset(["n", "nr", "ns", "nt", "nw", "nz", "s", "f", "vn", "an", "PER", "LOC", "ORG", "COMPANY"])
_PROPER = frozenset(["nr", "ns", "nt", "nw", "nz", "PER", "LOC", "ORG", "COMPANY"])
_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十百\d]+[期号届次中院大级]?|[\d.]+万?[千兆]?[吨瓦千米亩头]+|[A-Za-z0-9.+\-]+)$"
)
_AREAS = frozenset({"Zone", "Facility", "Institution"})
_BUILT = frozenset({"Zone", "Facility", "Platform", "Project"})
_FIRM = re.compile(r"(?:[（(]\d{6}[）)])?(?:[㐀-鿿]{0,6})(?:有限|股份|集团|公司|分行|支行)")
"""What follows the place in brackets in the name of a firm: 某某电子（苏州）有限公司."""
CLASS = re.compile("[大中小][（(][一二ⅠⅡI1-2][）)]型")
"""The class of a reservoir or a farm in the terms of the state: 小（二）型."""
_LISTED = re.compile(r"[（(]\d{6}[）)]$")
"""The number of a listed firm, which some papers print into names."""
_SPLIT = ("经开区", "高新区", "综保区", "经开", "保税区")
"""Short forms that taggers cut after their first character."""
_PHRASES = ("招才引智", "招商引资", "招贤引智", "双招双引", "大健康", "大数据", "大文旅")
"""Phrases that taggers cut after a verb of one character."""
_YIELD = re.compile(r"(?:年产|日产|年加工|年处理|日处理)[\d.]")
_YEAR = re.compile(r"20\d\d(?:年度?)?|今?冬明春|[春夏秋冬]{1,2}季?|[一二三四]季度|[上下]半年")
_BUDGET = re.compile(r"^20\d\d年度?")
_PROSE = re.compile(r"[。！？!?；;\n…]")
_BOUND = re.compile(r"^[东南西北]至$")
_OUTPUT = re.compile(r"(?:年产|日产|年加工|年处理|日处理)$")
_SELF = re.compile("[全该我本此](?:省|市|区|县|州|盟|旗|镇|乡|街道|村|社区|局|公司|校|院)")
_AREA = re.compile("^[省市县区]?(?:高新区|经开区|综保区|保税区|开发区|园区|新区|全[省市县区镇乡])")
_LATIN = re.compile(r"^[A-Za-z0-9&.+\-·]+$")
FUNCTION = frozenset(
    "至在仅只均皆亦仍尚却将把与和从由对的是有为到向以并及等不也都就了着过会能可要让使被给比跟同往去来又再还更最很太较已正曾即则而且或若但其于之所每各该本此这那我你他她它们当任做回建办设达超约近进入送赴"
)
"""Single characters that are never a splinter of a term cut wrongly."""
LONGEST = 40
"""Longest name in characters; longer stretches are prose."""


@cache
def nominal_verbs() -> frozenset[str]:
    """Verbs that stand inside names as nouns do (建设 in 建设局, 管理 in 管理系统)."""
    return frozenset(column("chunk_words.tsv", "word", role="inner"))


@cache
def outsiders() -> frozenset[str]:
    """Words that no name begins with or holds at its left edge (各类, 相关, 重点)."""
    return frozenset(column("chunk_words.tsv", "word", role="edge"))


@cache
def visits() -> frozenset[str]:
    """Verbs of going to see, behind which what is seen begins: 深入, 察看."""
    return frozenset(column("lists.tsv", "word", role="visit"))


@cache
def barriers() -> frozenset[str]:
    """Words that part a name from what stands before it, though taggers call them nouns (群众, 今年)."""
    return frozenset(column("chunk_words.tsv", "word", role="stop"))


@cache
def head_types() -> dict[str, str]:
    """The entity type that each head noun of the table tells."""
    return {r["head"]: r["type"] for r in rows("heads.tsv")}


@cache
def governors() -> frozenset[str]:
    """Verbs that take names as their objects and begin none (健全, 谋划, 筹建)."""
    return frozenset(column("chunk_words.tsv", "word", role="verb"))


@cache
def _manners() -> frozenset[str]:
    return frozenset(column("chunk_words.tsv", "word", role="manner"))


@cache
def builders() -> frozenset[str]:
    """Verbs of building, nouns inside a name and none at its beginning: 建设|某桥, and not 道路建设|工程."""
    return frozenset(column("chunk_words.tsv", "word", role="first"))


@cache
def _descriptions(*roles: str) -> re.Pattern[str]:
    words = {word for role in roles for word in column("chunk_words.tsv", "word", role=role)}
    return re.compile(f"{any_of(words)}+")


def descriptive(text: str, trades: bool = True) -> bool:
    """Whether a stretch is of words alone that describe (省级, 公办), or tell a trade (物流, 教育)."""
    roles = ("plain", "trade") if trades else ("plain",)
    return _descriptions(*roles).fullmatch(text) is not None


def bulk(text: str) -> bool:
    """Whether a stretch is of words alone that sort projects (省市县|重点, 某区|重点): many are meant, and none named."""
    lead = max((e for s, e, _ in divisions.scan(text[:10]) if s == 0), default=0)
    rest = _AREA.sub("", _BUDGET.sub("", text[lead:]) if lead else text)
    return not rest or _descriptions("bulk").fullmatch(rest) is not None


def left_edge(scene: Scene, start: int, limit: int = LONGEST, kind: str = "") -> int:
    """Where the noun phrase begins whose head begins at `start`; `start` itself where nothing precedes."""
    edge, i = start, scene.word_before(start)
    if i >= 0 and scene.words[i].end > start:
        edge = scene.words[i].start
        i -= 1
    while i >= 0 and start - edge < limit:
        word = scene.words[i]
        if word.end != edge:
            break
        step = _step(scene, word, kind)
        if step is None or _governs(scene, word, edge < start):
            break
        edge, i = step, scene.word_before(step)
    if edge and scene.text.startswith(_SPLIT, edge - 1) and not scene.text.startswith(_SPLIT, edge):
        edge -= 1
        return edge
    return _trimmed(scene, edge, start, kind)


def _step(scene: Scene, word: Word, kind: str) -> int | None:
    """The new edge when the word joins the phrase, or None when it does not."""
    text = scene.text[word.start : word.end]
    if text in barriers():
        return None
    if len(text) > 3 and word.pos in _NOUNS and (text[:2] in governors() or _builds(scene, word)):
        return word.start + 2
    if text == "·" and (i := scene.word_before(word.start)) >= 0 and scene.words[i].end == word.start:
        return scene.words[i].start
    if text in "”’」" or (text in "）)" and _enclosed(scene, word, kind)):
        open_ = _quoted(scene.text, word.start)
        plain = open_ is not None and (
            figurative(scene, open_ + 1, word.start)
            or (kind == "PublicBody" and scene.text.startswith("两委", open_ + 1))
        )
        return None if plain else open_
    if kind == "Event" and _YEAR.fullmatch(text):
        return word.start
    if (
        word.pos == "a"
        and text not in outsiders()
        and text[0] != "最"
        and (kind in _AREAS or (kind == "Project" and len(text) == 2 and text[-1] != "的"))
    ):
        return word.start
    if len(text) == 1 and word.pos in {"v", "d", "a", "ad"} and text not in FUNCTION:
        return word.start
    if (
        word.pos in _NOUNS
        or text == "现代"
        or (word.pos == "p" and len(text) > 2)
        or _NUMBERED.match(text)
        or _LATIN.match(text)
        or (word.pos == "m" and _OUTPUT.search(scene.text[max(0, word.start - 3) : word.start]))
    ):
        return word.start
    if text in nominal_verbs() and (kind == "PublicBody" or not _acts(scene, word)):
        return word.start
    return None


def _enclosed(scene: Scene, word: Word, kind: str) -> bool:
    """Whether a closing bracket stands inside a name: of a meeting, before a firm's form, after a place."""
    open_ = max(scene.text.rfind(mark, max(0, word.start - 7), word.start) for mark in "（(")
    return (
        kind == "Event"
        or CLASS.search(scene.text, max(0, word.start - 4), word.end + 1) is not None
        or _FIRM.match(scene.text, word.end) is not None
        or _LISTED.search(scene.text[max(0, word.end - 8) : word.end]) is not None
        or (open_ > 0 and _region(scene.text[open_ + 1 : word.start]))
    )


def _region(text: str) -> bool:
    """Whether a text is the name of a division or of a region that the whole country knows."""
    return bool(divisions.candidates(text)) or text in column("known_names.tsv", "name", type="Zone")


def _builds(scene: Scene, word: Word) -> bool:
    """Whether a word begins with a verb of building that an adverb makes one: 高标准|建设…."""
    before = scene.words[max(scene.word_before(word.start), 0)]
    adverb = before.end == word.start and scene.text[before.start : before.end] in _manners()
    return adverb and scene.text[word.start : word.start + 2] in builders()


def _governs(scene: Scene, word: Word, inside: bool) -> bool:
    """Whether a word is the verb of what follows it: 落地|旅居项目, and not 国企改革深化提升|行动.

    `inside` tells that something stands between the word and the head.
    """
    if scene.text[word.start : word.end] in builders():
        return _builds(scene, word)
    if not inside or scene.text[word.start : word.end] not in governors():
        return False
    after = scene.words[scene.word_at(word.end)]
    text = scene.text[after.start : after.end]
    return text not in nominal_verbs() and text not in governors()


def _acts(scene: Scene, word: Word) -> bool:
    """Whether a word that may be a noun is the verb of an actor here: a proper name stands before it."""
    i = scene.word_before(word.start)
    if word.pos not in {"v", "vd"} or i < 0 or scene.words[i].end != word.start:
        return False
    before = scene.words[i]
    return before.pos in _PROPER or _SELF.fullmatch(scene.text, before.start, before.end) is not None


def _quoted(text: str, close: int) -> int | None:
    """Where the quotation that ends at `close` opens, if it is short and stands in one line."""
    mark = {"”": "“", "’": "‘", "」": "「", "）": "（", ")": "("}[text[close]]
    open_ = text.rfind(mark, max(0, close - (24 if mark not in "（(" else 8)), close)
    return open_ if open_ >= 0 and not _PROSE.search(text, open_, close) else None


def figurative(scene: Scene, start: int, end: int) -> bool:
    """Whether a quotation is two characters without a noun, as headlines have it: 审批事项|“搬进”|办事大厅."""
    i, j = scene.word_at(start), scene.word_before(end)
    return end - start == 2 and all(w.pos in {"v", "a", "q", "d"} for w in scene.words[i : j + 1])


def _trimmed(scene: Scene, edge: int, start: int, kind: str) -> int:
    """The edge moved right over words that begin no name."""
    while edge < start:
        word = scene.words[scene.word_at(edge)]
        text = scene.text[word.start : word.end]
        if word.start != edge:
            break
        if (
            _YIELD.match(scene.text, edge)
            or CLASS.match(scene.text, edge)
            or scene.text.startswith(_PHRASES, edge)
            or (text == "新" and scene.text.startswith("客户端", start))
        ):
            break
        if (
            _BOUND.match(text)
            or text in outsiders()
            or text in governors()
            or (word.pos == "v" and (len(text) == 1 or text in nominal_verbs()))
            or (text in builders() and kind in _BUILT and word.end < start)
            or _counted(text)
        ):
            edge = word.end
        else:
            break
    return edge


def _counted(text: str) -> bool:
    return bool(re.fullmatch(r"[一二三四五六七八九十两百千\d]+[个家项条座处所批次类大]", text))


def proper(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch holds a proper name: a tagged name, a quotation, Latin letters or a code."""
    i = scene.word_at(start)
    while i < len(scene.words) and scene.words[i].start < end:
        word = scene.words[i]
        if word.pos in _PROPER or re.match(r"[A-Z“‘《]", scene.text[word.start]):
            return True
        i += 1
    return False


def opened(scene: Scene, start: int, head: int) -> int:
    """The edge of a name that begins inside a quotation: at its mark, or at the place before it."""
    text = scene.text
    if text[start - 1 : start] != "“" or "”" not in text[start:head] or "“" in text[start:head]:
        return start
    word = scene.words[scene.word_before(start - 1)] if start > 1 else None
    return word.start if word and word.end == start - 1 and word.pos in {"LOC", "ns"} else start - 1
