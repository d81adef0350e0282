"""Readings: each article with its mentions bound to entities and the context that the page decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.extract.cast import Cast, Key
from kg.extract.genre import accounts
from kg.extract.reading import Context, Mention, Reading
from kg.extract.scene import Scene
from kg.extract.times import article_date, page_year
from kg.model import Page
from kg.page.passage import Passage

_ACTORS = frozenset({"AdministrativeDivision", "Zone", "PublicBody", "Enterprise", "Institution"})
_INTERVIEW = re.compile(r"——访?[^\n]*$", re.M)


def readings(page: Page, scenes: Sequence[Scene], who: Cast) -> tuple[Reading, ...]:
    """One reading an article, in the order of the page; entity ids are `e1`, `e2`, … by first mention."""
    ids = entity_ids(who)
    types = {ids[k]: d.type for k, d in who.drafts.items()}
    names = {ids[k]: d.name for k, d in who.drafts.items()}
    year = int(page.date[:4]) if page.date else page_year(page.text)
    return tuple(
        Reading(
            scene.passage,
            scene.sentences,
            tuple(m.of(ids[k]) for m, k in sorted(who.mentions[i], key=lambda mk: (mk[0].start, -mk[0].end))),
            types,
            names,
            _context(page, scene, who, (i, year, ids)),
            tuple((w.start, w.end, w.pos) for w in scene.words),
        )
        for i, scene in enumerate(scenes)
    )


def entity_ids(who: Cast) -> dict[Key, str]:
    """Ids of the entities of a page in the order of their first mentions."""
    first = {k: min((a, m.start, -m.end) for a, m in d.spots) for k, d in who.drafts.items()}
    return {k: f"e{n}" for n, k in enumerate(sorted(first, key=lambda k: (first[k], k)), 1)}


def _context(page: Page, scene: Scene, who: Cast, more: tuple[int, int | None, dict[Key, str]]) -> Context:
    article, year, ids = more
    place = who.anchors[article].place
    date = article_date(scene.text, year) or page.date
    if date and page.date and date > page.date:
        date = page.date
    subject = topic(scene.passage, who.mentions[article])
    return Context(
        place.name if place else None,
        place.code if place else None,
        ids[subject] if subject else None,
        date,
        int(date[:4]) if date else year,
    )


_PUBLIC = frozenset({"AdministrativeDivision", "PublicBody"})
_LATE = 120
"""Characters of a body within which a firm or zone is named that the article is about."""


def topic(passage: Passage, mentions: Sequence[tuple[Mention, Key]]) -> Key | None:
    """The actor an article is about: named in its headline, in its first sentence, and often."""
    weights: Counter[Key] = Counter()
    first: dict[Key, int] = {}
    interview = _INTERVIEW.search(passage.text[: passage.body])
    head = accounts(passage.text, passage.body)
    for mention, key in mentions:
        if key[0] not in _ACTORS:
            continue
        first[key] = min(first.get(key, mention.start), mention.start)
        weight = 3 if mention.start < passage.body else 2 if mention.start < passage.body + 80 else 1
        if key[0] == "AdministrativeDivision" and mention.start < head:
            weight += 12
        if interview and interview.start() <= mention.start < passage.body:
            weight += 12
        weights[key] += weight
    early = [k for k in weights if k[0] in _PUBLIC or first[k] <= passage.body + _LATE]
    return max(early, key=lambda k: (weights[k], k)) if early else None
