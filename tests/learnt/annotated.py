"""Annotated pages as the typer is trained on them: every stretch between borders of words, and what it names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kg.agreement import common, plain
from kg.extract.reading import Mention
from kg.extract.recognise.all import recognise
from kg.extract.recognise.works import built
from kg.extract.scene import Scene, scenes
from kg.model import Page
from kg.page.cut import cut
from tests.learnt.fit import Batch
from tests.learnt.names import LABELS, bare
from tests.learnt.states import states

NESTED = frozenset({"AdministrativeDivision", "Zone", "PublicBody", "Enterprise", "Institution", "Facility"})
"""Types of names that stand inside others."""
LONGEST = 28
"""Longest stretch in characters."""
OPEN = -1
"""The label of what the gold leaves open."""
_BREAK = frozenset("。；！？\n;!?，,：:")
_EDGE = frozenset("“”‘’《》（）()、 ，。；：「」")
_POINTING = frozenset("该本我全")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated page: the set it is of, its text, its gold, and what the rules find on it."""

    group: str
    page: Page
    gold: dict[str, Any]
    seen: tuple[Scene, ...]
    found: tuple[tuple[Mention, ...], ...]


def annotated(group: str, text: Path, gold: Path) -> Annotated:
    """The page of two files."""
    page = Page(text.stem, text.read_text(encoding="utf-8"))
    seen = scenes(cut(page))
    found = tuple(built(seen, [recognise(scene) for scene in seen]))
    return Annotated(group, page, json.loads(gold.read_text(encoding="utf-8")), seen, found)


def sentences(held: Annotated) -> Iterator[Batch]:
    """The sentences of a page with their stretches and labels."""
    read = iter(states([s.text[a:b] for s in held.seen for a, b in s.sentences]))
    for scene, mentions in zip(held.seen, held.found, strict=True):
        ruled = {bare(scene.text, m.start, m.end) for m in mentions}
        told = _told(scene, held.gold["entities"], ruled)
        for first, last in scene.sentences:
            inside = {
                s for s in ruled | told.keys() if first <= s[0] and s[1] <= last and 1 < s[1] - s[0] < LONGEST
            }
            spans = sorted(inside | set(_worded(scene, first, last)))
            labels = [LABELS.index(told[s]) if told.get(s) else OPEN if s in told else 0 for s in spans]
            yield Batch(next(read), np.array(spans, np.int64).reshape(-1, 2) - first, labels)


def _worded(scene: Scene, first: int, last: int) -> Iterator[Span]:
    """The stretches between borders of words that may be names."""
    words = [w for w in scene.words if first <= w.start and w.end <= last]
    for i, opening in enumerate(words):
        if scene.text[opening.start] in _EDGE | _BREAK:
            continue
        for word in words[i:]:
            if word.end - opening.start > LONGEST or scene.text[word.start] in _BREAK:
                break
            if word.end - opening.start > 1 and scene.text[word.end - 1] not in _EDGE:
                yield opening.start, word.end


def _told(scene: Scene, entities: Sequence[Mapping[str, Any]], ruled: set[Span]) -> dict[Span, str]:
    """What the gold tells of stretches: the type, or nothing where it leaves them open."""
    found: dict[Span, str] = {}
    for entity in entities:
        for form in forms(entity):
            name = form.strip("“”‘’《》")
            loose = entity.get("optional") or common(plain(name)) or name[:1] in _POINTING
            for span in _spots(scene, name, ruled):
                found[span] = found.get(span) or ("" if loose else entity["type"])
    return {span: "" if _inner(span, kind, found) else kind for span, kind in found.items()}


def forms(entity: Mapping[str, Any]) -> list[str]:
    """All names of a gold entity."""
    return sorted({entity["name"], *entity.get("aliases", []), *entity.get("also", [])})


def _spots(scene: Scene, name: str, ruled: set[Span]) -> Iterator[Span]:
    """Where a name stands: a short one only between borders of words or where a rule sees it."""
    for hit in re.finditer(re.escape(name), scene.text) if len(name) > 1 else ():
        start, end = hit.span()
        i, j = scene.word_at(start), scene.word_before(end)
        worded = i < len(scene.words) and scene.words[i].start == start and scene.words[j].end == end
        if len(name) > 3 or worded or (start, end) in ruled:
            yield start, end


def _inner(span: Span, kind: str, found: Mapping[Span, str]) -> bool:
    """Whether a stretch lies in another name in which its type is not told apart."""
    outer = [k for (a, b), k in found.items() if a <= span[0] and span[1] <= b and (a, b) != span]
    return bool(outer) and (kind not in NESTED or "Person" in outer)
