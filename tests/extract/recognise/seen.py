"""Scenes of invented sentences, and what a recogniser finds in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from kg.extract.reading import Mention
from kg.extract.recognise import anaphors, bodies, heads, places
from kg.extract.scene import Scene, scenes
from kg.page.passage import Passage

Names = set[tuple[str, str]]
"""Types and texts of mentions."""


@lru_cache(maxsize=512)
def scene(text: str, authors: tuple[str, ...] = (), body: int = 0) -> Scene:
    """The scene of a text that is one article."""
    return scenes((Passage("a1", text[:body].strip(), text, range(len(text)), body, None, authors),))[0]


def seen(find: Callable[[Scene], Iterable[Mention]], text: str) -> Names:
    """What a recogniser finds in a text; each mention must be what stands there."""
    here = scene(text)
    found = list(find(here))
    assert all(m.text == text[m.start : m.end] and 0 < m.score <= 1 and m.by for m in found)
    return {(m.type, m.text) for m in found}


def placed(here: Scene) -> list[Mention]:
    """Places and zones as the pipeline finds them."""
    return list(places.find(here, [m for m in heads.find(here) if m.type == "Zone"]))


def governed(here: Scene) -> list[Mention]:
    """Public bodies as the pipeline finds them: after places, heads and zones."""
    told = [*placed(here), *heads.find(here), *(m for m in anaphors.find(here) if m.type == "Zone")]
    return list(bodies.find(here, told))
