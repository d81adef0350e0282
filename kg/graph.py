"""Records in, one graph out: finished and sorted before any door sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.ids import digest
from kg.model import Evidence, Measurement, Page, Qualifiers, Record
from kg.resolve.ledger import Judgement
from kg.resolve.names import bare
from kg.resolve.resolve import Resolution, explain

_Key = TypeVar("_Key")


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


@dataclass(frozen=True, slots=True)
class Explained:
    """A graph, and by the id of an entity why its pages are held to speak of one, or not."""

    graph: Graph
    merges: Mapping[str, tuple[str, ...]]


def graph(
    records: Iterable[Record],
    pages: Iterable[Page],
    judgements: Iterable[Judgement] = (),
    resolution: Resolution | None = None,
) -> Graph:
    """The graph of records and the pages they were read from; neither order matters.

    Judgements on who is who, in the order they were made, beat every score. Where the `resolution` of these
    records is known, it is taken instead.

    A fact that several pages state is one edge with all its evidence and the best of its scores. A fact
    whose two ends turn out to be one entity is left out: it says nothing.
    """
    return _assembly(records, pages, judgements, resolution).graph()


def explained(
    records: Iterable[Record],
    pages: Iterable[Page],
    judgements: Iterable[Judgement] = (),
    resolution: Resolution | None = None,
) -> Explained:
    """The graph as `graph` gives it, with the reasons of its merges."""
    made = _assembly(records, pages, judgements, resolution)
    return Explained(made.graph(), made.merges())


def _assembly(
    records: Iterable[Record],
    pages: Iterable[Page],
    judgements: Iterable[Judgement],
    resolution: Resolution | None,
) -> _Assembly:
    ordered = sorted(records, key=lambda record: record.page)
    sheets = {page.id: _sheet(page) for page in pages}
    return _Assembly(ordered, sheets, resolution or explain(ordered, judgements))


class _Assembly:
    """Records with the entities they were resolved to."""

    def __init__(
        self, records: Sequence[Record], sheets: Mapping[str, Sheet], resolution: Resolution
    ) -> None:
        self.records = records
        self.sheets = sheets
        self.resolution = resolution
        self.clusters = self.resolution.clusters
        self.ids = {member: cluster.id for cluster in self.clusters for member in cluster.members}
        self.symmetric = _symmetric()

    def graph(self) -> Graph:
        """All values of the graph, sorted."""
        return Graph(
            pages=tuple(sorted(self.sheets.values(), key=_id)),
            articles=tuple(sorted(self._stories(), key=_id)),
            entities=tuple(sorted(self._nodes(), key=_id)),
            facts=tuple(sorted(self._edges(), key=_id)),
            measurements=tuple(sorted(self._observations(), key=_id)),
            honours=tuple(sorted(self._awards(), key=_id)),
        )

    def merges(self) -> dict[str, tuple[str, ...]]:
        """Why members are one, and what judgements hold apart, in words, by entity."""
        out: dict[str, set[str]] = {}
        for link in self.resolution.links:
            out.setdefault(self.ids[link.one], set()).add(f"{link.one[0]} = {link.other[0]}: {link}")
        for link in self.resolution.apart:
            for member in (link.one, link.other):
                out.setdefault(self.ids[member], set()).add(f"{link.one[0]} ≠ {link.other[0]}: {link}")
        return {key: tuple(sorted(told)) for key, told in sorted(out.items())}

    def _stories(self) -> Iterator[Story]:
        for record in self.records:
            for a in record.articles:
                yield Story(f"{record.page}#{a.id}", record.page, a.title, a.date, a.authors)

    def _nodes(self) -> Iterator[Node]:
        entities = {(r.page, e.id): e for r in self.records for e in r.entities}
        for cluster in self.clusters:
            found = [(page, entities[page, key]) for page, key in cluster.members]
            forms = {form for _, e in found for form in (e.name, *e.aliases) if not bare(form)}
            mentions = {Mention(page, m.start, m.end, m.text) for page, e in found for m in e.mentions}
            yield Node(
                cluster.id,
                cluster.type,
                cluster.name,
                tuple(sorted(forms - {cluster.name})),
                min((e.code for _, e in found if e.code), default=None),
                tuple(sorted(mentions)),
            )

    def _edges(self) -> Iterator[Edge]:
        for (s, p, o, q), evidence in self._gathered(self._facts()).items():
            flat = (word for pair in q for word in pair)
            yield Edge("f" + digest(s, p, o, *flat), s, p, o, q, _best(evidence), evidence)

    def _facts(self) -> Iterator[tuple[tuple[str, str, str, Qualifiers], Source]]:
        for record in self.records:
            for fact in record.facts:
                s, o = self.ids[record.page, fact.s], self.ids[record.page, fact.o]
                if fact.p in self.symmetric:
                    s, o = sorted((s, o))
                if s != o:
                    yield (s, fact.p, o, fact.q), self._source(record, fact.evidence)

    def _observations(self) -> Iterator[Observation]:
        stated = (
            ((self.ids[r.page, m.s], *_figures(m)), self._source(r, m.evidence))
            for r in self.records
            for m in r.measurements
        )
        for key, evidence in self._gathered(stated).items():
            s, indicator, value, number, unit, kind, period, change = key
            made = "m" + digest(s, indicator, value, unit, kind, period or "", change or "")
            best = _best(evidence)
            yield Observation(made, s, indicator, value, number, unit, kind, period, change, best, evidence)

    def _awards(self) -> Iterator[Award]:
        stated = (
            ((self.ids[r.page, h.s], h.honour), self._source(r, h.evidence))
            for r in self.records
            for h in r.honours
        )
        for (s, honour), evidence in self._gathered(stated).items():
            yield Award("h" + digest(s, honour), s, honour, _best(evidence), evidence)

    def _source(self, record: Record, e: Evidence) -> Source:
        dates = (a.date for a in record.articles if a.id in e.articles and a.date)
        sheet = self.sheets.get(record.page)
        seen = next(dates, None) or (sheet.date if sheet else None) or record.date
        return Source(record.page, e.start, e.end, e.quote, e.articles, e.score, e.by, seen)

    @staticmethod
    def _gathered(stated: Iterable[tuple[_Key, Source]]) -> dict[_Key, tuple[Source, ...]]:
        """Evidence by what it states, each piece once, sorted."""
        found: dict[_Key, set[Source]] = {}
        for key, source in stated:
            found.setdefault(key, set()).add(source)
        return {key: tuple(sorted(sources, key=_order)) for key, sources in found.items()}


def _id(value: Sheet | Story | Node | Edge | Observation | Award) -> str:
    return value.id


def _sheet(page: Page) -> Sheet:
    return Sheet(page.id, page.date, page.title, page.source, digest(page.text))


def _figures(m: Measurement) -> tuple[str, str, float | None, str, str, str | None, str | None]:
    return m.indicator, m.value, m.number, m.unit, m.kind, m.period, m.change


def _best(evidence: tuple[Source, ...]) -> float:
    return max(source.score for source in evidence)


def _order(source: Source) -> tuple[object, ...]:
    """Sort key of evidence; a date may be missing."""
    s = source
    return (s.page, s.start, s.end, s.quote, s.articles, s.score, s.by, s.date or "")


def _symmetric() -> frozenset[str]:
    from kg.knowledge.ontology import load

    return frozenset(name for name, predicate in load().predicates.items() if predicate.symmetric)
