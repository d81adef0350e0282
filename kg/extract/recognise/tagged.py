"""Organisations that only the taggers see: companies and bodies whose names show no head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.naming import nofirm
from kg.extract.reading import Mention
from kg.extract.recognise.chunks import FUNCTION, barriers, outsiders
from kg.extract.scene import Scene
from kg.knowledge import bodies, divisions
from kg.knowledge.tables import column

_HAN = re.compile(r"^[㐀-鿿A-Za-z]{2,12}$")
_JOINED = re.compile(r"[㐀-鿿][和与及][㐀-鿿]")
_HELD = re.compile("(?:董事长?|总经理|经理|书记|主任|局长|[县市区]长|院长|校长)[㐀-鿿]{2,3}$")
"""A post and the name of its holder, which end no name of a firm."""
_MARKS = frozenset("、和与及")
_UNIVERSITY = re.compile("[㐀-鿿]{2,4}(?:农大|师大|科大|医大|财大|工大|理工大)$")
"""A university in its short form."""
_CHIEF = re.compile(
    "(?:[（(][A-Za-z][^（）()]{0,20}[）)])?(?:CEO|CFO|CTO|COO|首席[^，。、]{2,3}官|副?董事长|副?总裁|创始人)"
)


def find(scene: Scene) -> Iterator[Mention]:
    """Companies told by both networks, or by one where the other sees an organisation."""
    yield from _brands(scene)
    votes: dict[tuple[int, int], set[str]] = {}
    for span, by in scene.spans:
        if span.pos in {"ORG", "COMPANY"}:
            votes.setdefault((span.start, span.end), set()).update(
                f"{name}:{span.pos}" for name in by.split()
            )
    sure: set[int] = set()
    doubtful: list[tuple[int, int]] = []
    for (start, end), seen in sorted(votes.items()):
        text = scene.text[start:end]
        if not _HAN.match(text) or _JOINED.search(text) or nofirm(text) or divisions.candidates(text):
            continue
        if _HELD.search(text):
            continue
        if text in barriers() or text in outsiders() or bodies.bare(text):
            continue
        if len(seen) > 1 or ("fool:COMPANY" in seen and _nominal(scene, start, end)):
            sure |= {start, end}
            kind = "Institution" if _UNIVERSITY.match(text) else "Enterprise"
            yield Mention(start, end, kind, text, 0.65, "tagged")
        elif len(text) < 7 and scene.whole(start, end) and not any(s == start < end < e for s, e in votes):
            doubtful.append((start, end))
    yield from _beside(scene, sure, doubtful)
    yield from _employers(scene)


def _beside(scene: Scene, sure: set[int], doubtful: list[tuple[int, int]]) -> Iterator[Mention]:
    """What one network alone sees, next to a firm in a list."""
    for start, end in doubtful:
        before = start - 1 in sure and scene.text[start - 1] in _MARKS
        after = end + 1 in sure and scene.text[end] in _MARKS
        if before or after:
            sure |= {start, end}
            yield Mention(start, end, "Enterprise", scene.text[start:end], 0.62, "tagged")


def _employers(scene: Scene) -> Iterator[Mention]:
    """Firms that taggers take for persons: before a post of firms that a person holds (某某CEO马里奥)."""
    persons = {w.start: w.end for w, _ in scene.spans if w.pos == "PER"}
    for start, end in persons.items():
        post = _CHIEF.match(scene.text, end)
        if post and post.end() in persons:
            name = scene.text[start:end]
            for hit in re.finditer(re.escape(name), scene.text):
                yield Mention(hit.start(), hit.end(), "Enterprise", name, 0.995, "employer")


@cache
def _industry() -> re.Pattern[str]:
    words = sorted(column("industries.tsv", "word"), key=lambda w: (-len(w), w))
    return re.compile(rf"(?:{'|'.join(words)})")


def _brands(scene: Scene) -> Iterator[Mention]:
    """Short names of companies: a brand that is no common word, then the trade (锦翊机械)."""
    for hit in _industry().finditer(scene.text):
        j = scene.word_before(hit.end())
        if scene.words[j].end != hit.end():
            continue
        for size in (2, 3):
            start = hit.start() - size
            if (
                start >= 0
                and _coined(scene, start, hit.start())
                and not nofirm(scene.text[start : hit.start()])
            ):
                yield Mention(start, hit.end(), "Enterprise", scene.text[start : hit.end()], 0.6, "brand")
                break


def _coined(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch is a coined word: tagged as a name, or splinters that make no word."""
    text = scene.text[start:end]
    i = scene.word_at(start)
    if (
        not _HAN.match(text)
        or not scene.begins(start)
        or divisions.candidates(text)
        or text in outsiders()
        or _industry().fullmatch(text)
    ):
        return False
    words = [w for w in scene.words[i : i + 4] if w.start < end]
    if words[-1].end > end:
        return words[-1].pos in {"ORG", "nz", "COMPANY"} and len(words) == 1
    if len(words) == 1:
        return words[0].pos in {"PER", "nz", "ORG", "LOC", "nr"}
    splinters = all(
        w.end - w.start == 1 and w.pos in {"n", "nz", "a", "v", "nr", "PER", "LOC"} for w in words
    )
    return splinters and any(w.pos != "v" for w in words) and not (set(text) & FUNCTION)


def _nominal(scene: Scene, start: int, end: int) -> bool:
    """Whether a short stretch is made of at most two whole nouns, as brands are."""
    if not scene.whole(start, end):
        return False
    i, j = scene.word_at(start), scene.word_before(end)
    return (
        (i == j or any(w.pos != "n" for w in scene.words[i : j + 1]))
        and j - i <= 1
        and end - start <= 6
        and all(w.pos in {"nz", "ORG", "n", "nw"} for w in scene.words[i : j + 1])
    )
