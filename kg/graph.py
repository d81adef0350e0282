"""Records in, one graph out: finished and sorted before any door sees it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Qualifiers


@dataclass(frozen=True, slots=True, order=True)
class Sheet:
    """A page as a source: what the graph says of it. `digest` is that of its text."""

    id: str
    date: str | None
    title: str | None
    source: str | None
    digest: str


@dataclass(frozen=True, slots=True, order=True)
class Story:
    """An article of a page; `id` is `<page>#<article>`."""

    id: str
    page: str
    title: str
    date: str | None
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Where an entity stands: offsets in code points of the page as read."""

    page: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A piece of evidence: the stretch of a page that states something, and the rule that read it."""

    page: str
    start: int
    end: int
    quote: str
    articles: tuple[str, ...]
    score: float
    by: str
    date: str | None
    """Day on which it was seen so: the date of the article, else of the page."""


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """An entity across pages. `id` is stable under rebuilds: a digest of what identifies it."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    code: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A fact: entity ids `s` and `o`, predicate `p`, qualifiers, and every place that states it."""

    id: str
    s: str
    p: str
    o: str
    q: Qualifiers
    score: float
    evidence: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """A measurement: `number` in base units of `unit`, or None where only words are printed."""

    id: str
    s: str
    indicator: str
    value: str
    number: float | None
    unit: str
    kind: str
    period: str | None
    change: str | None
    score: float
    evidence: tuple[Source, ...]


@dataclass(frozen=True, slots=True, order=True)
class Award:
    """An honour that an entity holds."""

    id: str
    s: str
    honour: str
    score: float
    evidence: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The whole graph; every tuple is sorted by id."""

    pages: tuple[Sheet, ...]
    articles: tuple[Story, ...]
    entities: tuple[Node, ...]
    facts: tuple[Edge, ...]
    measurements: tuple[Observation, ...]
    honours: tuple[Award, ...]
