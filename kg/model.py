"""The values that travel between rooms: frozen, flat, ordered. Offsets count code points."""

from __future__ import annotations

from dataclasses import dataclass, field

Qualifiers = tuple[tuple[str, str], ...]
"""Qualifiers of a fact as sorted (key, value) pairs: `post`, `amount`, `date`, `matter`, `role`, `share`."""


@dataclass(frozen=True, slots=True, order=True)
class Page:
    """One newspaper page (or article, or report) as read. `date` is ISO 8601 (day, month or year)."""

    id: str
    text: str
    date: str | None = None
    title: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a page's text as read: `page.text[start:end] == text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Article:
    """An article of a page. `start` is the first ten characters of its body as printed."""

    id: str
    title: str
    start: str
    date: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Entity:
    """An entity of one page; `aliases` are its other printed forms, `mentions` where it stands."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    code: str | None = None
    """GB/T 2260 code of an administrative division, where known."""


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Where a statement stands: offsets in the page as read, the quote with line breaks removed,
    the articles, a score in [0, 1] and the rule or model that found it.
    """

    start: int
    end: int
    quote: str
    articles: tuple[str, ...] = ()
    score: float = 1.0
    by: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """Subject `s`, predicate `p`, object `o` (entity ids of the same record) with qualifiers."""

    s: str
    p: str
    o: str
    q: Qualifiers
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Measurement:
    """A number stated of an entity; see the guidelines for `unit`, `kind`, `period` and `change`."""

    s: str
    indicator: str
    value: str
    number: float | None
    unit: str
    kind: str
    period: str | None
    change: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, order=True)
class Honour:
    """A title or award that an entity holds."""

    s: str
    honour: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Record:
    """All that one page states: the interchange form between extraction and resolution."""

    page: str
    articles: tuple[Article, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    honours: tuple[Honour, ...] = ()
    date: str | None = None
    recipe: str = ""
    """Version of rules, tables and models that made the record."""
    notes: tuple[str, ...] = field(default=())
    """What the reader could not do with the page, in words."""
