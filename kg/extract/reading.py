"""What extraction knows of one article while it reads: text, mentions, context, claims."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from kg.model import Qualifiers
from kg.page.passage import Passage

__all__ = ["Claim", "Context", "Figure", "Mention", "Passage", "Praise", "Reading", "meeting"]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A stretch of a passage that names something: `passage.text[start:end] == text`.

    `entity` is the page-wide entity id after coreference, empty before. `inner` mentions (云和县 in
    云和县委, 云和县委 in 云和县委组织部) may lie inside others. `by` is the recogniser.
    """

    start: int
    end: int
    type: str
    text: str
    score: float = 1.0
    by: str = ""
    entity: str = ""

    def of(self, entity: str) -> Mention:
        """The same mention, told to be of `entity`."""
        return Mention(self.start, self.end, self.type, self.text, self.score, self.by, entity)


@dataclass(frozen=True, slots=True)
class Context:
    """What the page decides for an article: its place (name of the dominating division, with code), its
    `place` entity id where it has one, and the day it was printed (ISO 8601 date or None; `year` may
    be known without).
    """

    place: str | None = None
    code: str | None = None
    entity: str | None = None
    date: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A passage with its sentences (start, end pairs, punctuation included), its mentions sorted by
    (start, -end), and the types and names of the entities they stand for. `words` are (start, end, part of
    speech), none where nothing was tagged.

    A reading equals itself only, so that what is found out of it can be kept.
    """

    passage: Passage
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    types: dict[str, str]
    names: dict[str, str]
    context: Context
    words: tuple[tuple[int, int, str], ...] = ()


@lru_cache(maxsize=4)
def _lying(reading: Reading) -> tuple[tuple[int, ...], int]:
    """Where the mentions of a reading begin, and the length of the longest."""
    return tuple(m.start for m in reading.mentions), max(
        (m.end - m.start for m in reading.mentions), default=0
    )


def meeting(reading: Reading, start: int, end: int) -> list[Mention]:
    """The mentions that share a character with a stretch, in order."""
    starts, longest = _lying(reading)
    first, last = bisect_left(starts, start - longest), bisect_left(starts, end)
    return [m for m in reading.mentions[first:last] if m.end > start]


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """A fact read in a passage: entity ids, qualifiers, evidence in passage offsets."""

    s: str
    p: str
    o: str
    q: Qualifiers
    start: int
    end: int
    score: float
    by: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A measurement read in a passage; fields as in `kg.model.Measurement`, evidence in passage offsets."""

    s: str
    indicator: str
    value: str
    number: float | None
    unit: str
    kind: str
    period: str | None
    change: str | None
    start: int
    end: int
    score: float
    by: str


@dataclass(frozen=True, slots=True, order=True)
class Praise:
    """An honour read in a passage."""

    s: str
    honour: str
    start: int
    end: int
    score: float
    by: str
