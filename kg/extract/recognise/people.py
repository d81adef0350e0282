"""Persons: what the taggers agree on, what a surname and a post make likely, and forms like 沈书记."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.reading import Mention
from kg.extract.recognise.chunks import barriers
from kg.extract.scene import Scene
from kg.knowledge import divisions
from kg.knowledge.names import surnames
from kg.knowledge.tables import column

_HAN = re.compile(r"^[㐀-鿿]{2,4}$")
_FOREIGN = re.compile(r"^[㐀-鿿]{1,8}(?:[·•・][㐀-鿿]{1,8})+$")
_ADVERBS = frozenset("正刚就还也又都则曾已将")
_SAYS = re.compile(
    r"^(?:[，,]?(?:在接受|说|表示|介绍|告诉|认为|指出|强调|称|坦言|感慨|回忆|笑着|激动|高兴|自豪|一边|兴奋)|[（(]|[^\n]{0,2}[说道])"
)
_NOT_NAMES = re.compile(r"[镇县市省乡村区局委部厅校司队]$|^(?:本报|全市|全县|全区)")
_UNLIKELY = re.compile(
    r"[镇县市省乡村区局委部厅院校厂司会队年月日项园街路河湖山桥港讯]$|^(?:本报|全市|全县|全区)"
)


@cache
def _called() -> re.Pattern[str]:
    family = sorted(surnames(), key=lambda s: (-len(s), s))
    posts = sorted(column("address_forms.tsv", "form"), key=lambda s: (-len(s), s))
    return re.compile(f"(?:{'|'.join(family)})(?:{'|'.join(posts)})")


@cache
def _titles() -> str:
    """Alternatives of all posts, forms of address and roles that stand before a name."""
    words = {
        *column("posts.tsv", "post"),
        *column("address_forms.tsv", "form"),
        *column("person_roles.tsv", "role"),
    }
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?:{_titles()})[ 　:：、]?$")


def family(name: str) -> str:
    """The surname that a Chinese name begins with, or an empty string."""
    known = surnames()
    return name[:2] if name[:2] in known and len(name) > 2 else name[:1] if name[:1] in known else ""


def find(scene: Scene) -> Iterator[Mention]:
    """Persons named in full, and persons addressed by surname and post."""
    names = [(w.start, _whole(scene, w.start, w.end), by) for w, by in scene.spans if w.pos == "PER"]
    short = {scene.text[s:e] for s, e, _ in names if e - s == 2}
    full = {scene.text[s:e] for s, e, _ in names if e - s > 2}
    for start, end, by in names:
        if end < len(scene.text) and scene.text[start : end + 1] in full:
            end += 1
        elif end - start == 3 and scene.text[end - 1] in _ADVERBS and scene.text[start : end - 1] in short:
            end -= 1
        text = scene.text[start:end]
        if _called().fullmatch(text):
            continue
        score = _score(scene, start, end, by)
        if score >= 0.65:
            yield Mention(start, end, "Person", text, score, by)
    yield from _titled(scene)
    for hit in _called().finditer(scene.text):
        if _alone(scene, hit.start()):
            yield Mention(hit.start(), hit.end(), "Person", hit.group(), 0.6, "surname-post")


def _titled(scene: Scene) -> Iterator[Mention]:
    """Names after a title that no tagger saw: 老党员全某某，."""
    for hit in _after().finditer(scene.text):
        start, end = hit.span(1)
        word = scene.words[scene.word_at(start)]
        common = word.start == start and word.end == end and word.pos != "PER"
        if (
            _alone(scene, start)
            and not common
            and hit.group(1) not in barriers()
            and not divisions.candidates(hit.group(1))
        ):
            yield Mention(start, end, "Person", hit.group(1), 0.6, "title")


@cache
def _after() -> re.Pattern[str]:
    names = "|".join(sorted(surnames(), key=lambda n: (-len(n), n)))
    return re.compile(
        rf"(?:{_titles()})((?:{names})[^\W说道称的了在等]{{1,2}})(?=[，,、。：:]|说|表示|介绍|告诉)"
    )


def _whole(scene: Scene, start: int, end: int) -> int:
    """The end of a name that the tagger cut short (沈开|元在接受采访) or ran on (周世宁|宁)."""
    text = scene.text
    if (
        end - start == 4
        and family(text[start:end])
        and len(family(text[start:end])) == 1
        and "·" not in text[start:end]
    ):
        return end - 1
    i = scene.word_at(end)
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


def _score(scene: Scene, start: int, end: int, by: str) -> float:
    text = scene.text[start:end]
    if _FOREIGN.match(text):
        return 0.9
    if not _HAN.match(text) or text in barriers() or (_NOT_NAMES if " " in by else _UNLIKELY).search(text):
        return 0.0
    score = 0.35 if " " in by else 0.15 if by == "lac" else 0.1
    score += 0.3 if family(text) else 0.0
    score += 0.15 if len(text) == 3 else 0.05 if len(text) == 2 else 0.0
    score -= 0.3 if divisions.candidates(text) else 0.0
    score += 0.4 if _before().search(scene.text[max(0, start - 8) : start]) else 0.0
    score += 0.15 if _SAYS.match(scene.text[end : end + 6]) else 0.0
    return min(score, 0.99)


def _alone(scene: Scene, start: int) -> bool:
    """Whether a word begins at the surname: 沈书记, and not the end of another word."""
    i = scene.word_at(start)
    return i < len(scene.words) and scene.words[i].start == start
