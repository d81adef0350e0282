"""Campaigns that no quotation marks show: what a verb of carrying out governs (实施|服务业扩能提质行动)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.reading import Mention
from kg.extract.recognise.chunks import descriptive, governors, outsiders
from kg.extract.scene import Scene
from kg.knowledge.tables import column

_CLAUSE = re.compile(
    r"(?:(?!等(?:\d|一批|系列|[一二三四五六七八九十]+[大项个]))[^，,。；;：:！!？?\n“”‘’《》（）()的])*"
)
_JOINT = re.compile(r"、|以及|[和与及](?=[㐀-鿿]{3})")
_COUNT = re.compile(r"^第?[\d一二三四五六七八九十百两几多]+[余多]?[个项件批场次条大]")
LONGEST = 26
"""Longest name of a campaign in characters."""


def _any(role: str) -> str:
    words = column("campaigns.tsv", "word", role=role)
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(f"(?:{_any('verb')})了?")


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(f"(?:{_any('head')})++(?!{_any('after')})")


@cache
def _ended() -> re.Pattern[str]:
    return re.compile(f"(?:{_any('head')}|{_any('item')})$")


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(f"(?:{_any('opening')}|{_any('verb')})*")


@cache
def _works() -> re.Pattern[str]:
    """Heads of works that are built, which are projects and no campaigns."""
    heads = [h for h in column("heads.tsv", "head", type="Project") if len(h) > 2 and h.endswith("工程")]
    return re.compile(f"(?:{'|'.join(heads)})$")


def find(scene: Scene) -> Iterator[Mention]:
    """Objects of verbs of carrying out that end in the head of a campaign, one by one where they are listed."""
    for verb in _verbs().finditer(scene.text):
        clause = _CLAUSE.match(scene.text, verb.end())
        if clause is None or not _heads().search(clause.group()[:60]):
            continue
        yield from _objects(scene, verb.end(), clause.end())


def _objects(scene: Scene, start: int, limit: int) -> Iterator[Mention]:
    """The objects that stand between a verb and the end of its clause."""
    text = scene.text
    while start < limit:
        start = _begin(text, start)
        end = _end(text, start, limit)
        if end is None:
            return
        name = text[start:end]
        if _names(scene, start, end):
            kind = "Project" if _works().search(name) else "Initiative"
            yield Mention(start, end, kind, name, 0.82, "campaign")
        joint = _JOINT.match(text, end)
        if joint is None:
            return
        start = joint.end()


def _begin(text: str, start: int) -> int:
    hit = _opening().match(text, start)
    return hit.end() if hit else start


def _end(text: str, start: int, limit: int) -> int | None:
    """The end of the object that begins at `start`: after a joint where a part ends as a name does, else at a head."""
    for joint in _JOINT.finditer(text, start + 3, limit):
        if _ended().search(text, start, joint.start()):
            return joint.start()
    hit = _heads().search(text, start, limit)
    if hit:
        return hit.end()
    part = _ended().search(text, start, limit)
    return part.end() if part else None


def _names(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch is a name: long enough, no count, no description alone, and no clause of its own."""
    name = scene.text[start:end]
    head = _ended().search(name)
    body = name[: head.start()] if head else name
    if len(body) < 2 or len(name) > LONGEST or _COUNT.match(name):
        return False
    return not (len(body) <= 4 and descriptive(body, "Initiative")) and not _clause(
        scene, start, start + len(body)
    )


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
