"""Persons: what the taggers agree on, what a surname and a post make likely, and forms like 沈书记."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.reading import Mention
from kg.extract.recognise.chunks import barriers
from kg.extract.scene import Scene
from kg.knowledge import divisions
from kg.knowledge.names import japanese, surnames, syllables
from kg.knowledge.tables import column
from kg.knowledge.words import any_of

_HAN = re.compile(r"^[㐀-鿿]{2,4}$")
_FOREIGN = re.compile(r"^[㐀-鿿]{1,8}(?:[·•・][㐀-鿿]{1,8})+$")
_ENDINGS = frozenset("图娜乐德夫泰嘎玛姆")
"""Last syllables that taggers cut from carried names."""
_ADVERBS = frozenset("正刚就还也又都则曾已将")
_JOINER = re.compile("[、和与及]")
_JOINED = re.compile("[、和与及]$")
_ITEM = re.compile(r"(?<=、)([㐀-鿿]{2,3})(?=[、和与及等])")
_SAYS = re.compile(
    r"^(?:[，,]?(?:在接受|说|表示|介绍|告诉|认为|指出|强调|称|坦言|感慨|回忆|笑着|激动|高兴|自豪|一边|兴奋)|[（(]|[^\n]{0,2}[说道])"
)
_LOST = re.compile("、[^\\W\\d原前兼女男老小][㐀-鿿]{2}[、和等，,]")
"""A name in a list whose surname is a common word: 、|占某某、."""
_THOUGHT = re.compile("新时代|(?:生态文明|经济|法治|强军|外交|文化)思想")
"""Behind a name: what is named after its bearer, who does nothing there."""
_NOT_NAMES = re.compile(r"[镇县市省乡村区局委部厅校司队讯]$|^(?:本报|全市|全县|全区)")
_UNLIKELY = re.compile(
    r"[镇县市省乡村区局委部厅院校厂司会队年月日项园街路河湖山桥港讯]$|^(?:本报|全市|全县|全区)"
)


@cache
def _called() -> re.Pattern[str]:
    return re.compile(any_of(surnames()) + any_of(column("address_forms.tsv", "form")))


@cache
def _titles() -> str:
    """Alternatives of all posts, forms of address and roles that stand before a name."""
    words = {
        *column("posts.tsv", "post"),
        *column("address_forms.tsv", "form"),
        *column("person_roles.tsv", "role"),
    }
    return any_of(words)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"{_titles()}[ 　:：、]?$")


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(any_of(column("person_roles.tsv", "role")))


@cache
def _role() -> re.Pattern[str]:
    return re.compile(f"{_roles().pattern}$")


def family(name: str) -> str:
    """The surname that a Chinese name begins with, or an empty string."""
    known = surnames()
    return name[:2] if name[:2] in known and len(name) > 2 else name[:1] if name[:1] in known else ""


def find(scene: Scene) -> Iterator[Mention]:
    """Persons named in full, and persons addressed by surname and post."""
    names = [
        (_begun(scene, w.start), _whole(scene, w.start, w.end, by), by)
        for w, by in scene.spans
        if w.pos == "PER"
    ]
    short = {scene.text[s:e] for s, e, _ in names if e - s == 2}
    full = {scene.text[s:e] for s, e, _ in names if e - s > 2}
    seen = {at for s, e, _ in names for at in (s, e)}
    for start, end, by in names:
        if end < len(scene.text) and scene.text[start : end + 1] in full:
            end += 1
        elif end - start == 3 and (
            scene.text[end - 1] == "的"
            or (scene.text[end - 1] in _ADVERBS and scene.text[start : end - 1] in short)
        ):
            end -= 1
        text = scene.text[start:end]
        if _called().fullmatch(text) or _THOUGHT.match(scene.text, end):
            continue
        score = _score(scene, start, end, by, _listed(scene, start, end, seen))
        if score >= 0.65:
            yield Mention(start, end, "Person", text, score, by)
    yield from _titled(scene)
    yield from _between(scene, seen)
    for hit in _called().finditer(scene.text):
        if scene.begins(hit.start()):
            introduced = _role().search(scene.text[max(0, hit.start() - 6) : hit.start()])
            by = "role" if introduced else "surname-post"
            yield Mention(hit.start(), hit.end(), "Person", hit.group(), 0.6, by)


def _titled(scene: Scene) -> Iterator[Mention]:
    """Names after a title that no tagger saw: 老党员全某某，."""
    for hit in _after().finditer(scene.text):
        start, end = hit.span(1)
        word = scene.words[scene.word_at(start)]
        common = word.start == start and word.end == end and word.pos != "PER"
        common = common or (end - start == 2 and word.pos in {"v", "d", "p"})
        if (
            scene.begins(start)
            and not common
            and hit.group(1) not in barriers()
            and not divisions.candidates(hit.group(1))
        ):
            yield Mention(start, end, "Person", hit.group(1), 0.6, "title")


@cache
def _after() -> re.Pattern[str]:
    names = any_of(surnames() | japanese())
    return re.compile(rf"{_titles()}({names}[^\W说道称的了在等]{{1,2}})(?=[，,、。：:]|说|表示|介绍|告诉)")


@cache
def _syllables() -> re.Pattern[str]:
    return re.compile(any_of(syllables()))


def _carried(name: str) -> bool:
    """Whether a name is one carried over from another language: 次仁卓玛, 高桥健司."""
    if 3 < len(name) < 6 and (name[:2] in japanese() or name[:3] in japanese()):
        return True
    return 2 < len(name) < 8 and _syllables().search(name) is not None


def _begun(scene: Scene, start: int) -> int:
    """The start of a name without the role before it (牧民|格桑), with a first character lost (格|桑卓玛)."""
    role = _roles().match(scene.text, start, start + 6)
    if role and _carried(scene.text[role.end() : role.end() + 3]):
        return role.end()
    if _LOST.fullmatch(scene.text, max(0, start - 2), start + 3):
        return start - 1
    cut = next((s for s in (1, 2) if scene.text[max(0, start - s) :][: s + 1] in syllables()), 0)
    return start - cut


def _listed(scene: Scene, start: int, end: int, seen: set[int]) -> bool:
    """Whether another name stands right before or behind in a list; `seen` are the edges of names."""
    after = _JOINER.match(scene.text, end)
    before = _JOINED.search(scene.text[max(0, start - 2) : start])
    return bool(after and after.end() in seen) or bool(before and start - len(before.group()) in seen)


def _between(scene: Scene, seen: set[int]) -> Iterator[Mention]:
    """Names between names of a list that no tagger saw: 李海波、常秋收、杜云亮."""
    for hit in _ITEM.finditer(scene.text):
        name = hit.group(1)
        between = hit.start() - 1 in seen and hit.end() + 1 in seen
        named = family(name) or (len(name) == 3 and not _before().fullmatch(name))
        if between and named and not _UNLIKELY.search(name) and not divisions.candidates(name):
            yield Mention(hit.start(), hit.end(), "Person", name, 0.65, "list")


def _whole(scene: Scene, start: int, end: int, by: str) -> int:
    """The end of a name that the tagger cut short (沈开|元在接受采访) or ran on (周世宁|宁)."""
    text = scene.text
    if (
        end - start == 4
        and len(family(text[start:end])) == 1
        and (" " not in by or text[end - 1] == text[end - 2] or text[end - 1] in _ADVERBS)
        and not _carried(text[start:end])
    ):
        return end - 1
    i = scene.word_at(end)
    single = i < len(scene.words) and scene.words[i].start == end and scene.words[i].end == end + 1
    if single and end - start == 3 and text[end] in _ENDINGS and _carried(text[start:end]):
        return end + 1
    if (
        end - start == 2
        and i < len(scene.words)
        and scene.words[i].end == end + 1
        and _HAN.match(text[start : end + 1])
    ):
        titled = _before().search(text[max(0, start - 8) : start])
        if titled and _SAYS.match(text[end + 1 : end + 7]) and not _SAYS.match(text[end : end + 6]):
            return end + 1
    return end


def _score(scene: Scene, start: int, end: int, by: str, listed: bool) -> float:
    text = scene.text[start:end]
    if _FOREIGN.match(text):
        return 0.9
    titled = _before().search(scene.text[max(0, start - 8) : start]) is not None
    carried = _carried(text)
    unlikely = _NOT_NAMES if " " in by or titled or listed else _UNLIKELY
    if not (carried or _HAN.match(text)) or text in barriers() or unlikely.search(text):
        return 0.0
    score = 0.35 if " " in by else 0.15 if by == "lac" else 0.1
    score += 0.35 if carried else 0.3 if family(text) else 0.0
    score += 0.15 if len(text) == 3 else 0.05 if len(text) == 2 or titled else 0.0
    score -= 0.3 if divisions.candidates(text) else 0.0
    score += 0.4 if titled else 0.3 if listed else 0.0
    score += 0.15 if _SAYS.match(scene.text[end : end + 6]) else 0.0
    return min(score, 0.99)
