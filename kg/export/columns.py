"""The graph as plain tables with typed columns: what CSV and Parquet hold, and how it comes back.

Characters that no XML can hold (control characters, lone surrogates) are U+FFFD here as in RDF; everything
else is unchanged. Names of both ends stand beside their ids, so that a table can be read alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.export.terms import clean
from kg.graph import Award, Edge, Graph, Observation, Source
from kg.ids import digest
from kg.knowledge.ontology import load

Value = str | int | float | tuple[str, ...] | None
Row = tuple[Value, ...]
Claim = Edge | Observation | Award

SORTS: dict[type[Claim], str] = {Edge: "fact", Observation: "measurement", Award: "honour"}
"""What a claim is called in the column `kind` of the evidence."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `many` says that a cell holds a list of texts."""

    name: str
    kind: type[str] | type[int] | type[float] = str
    many: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its name, its columns and its rows, which are made as they are asked for."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Row]]


_PLACE = (Column("page"), Column("start", int), Column("end", int))
_SCORE = Column("score", float)


def tables(graph: Graph) -> tuple[Table, ...]:
    """All tables of the graph, in an order in which none names what a later one describes."""
    columns: dict[str, tuple[Column, ...]] = {
        "pages": _texts("id", "date", "title", "source", "digest"),
        "articles": (*_texts("id", "page", "title", "date"), Column("authors", many=True)),
        "entities": (*_texts("id", "type", "name"), Column("aliases", many=True), Column("code")),
        "mentions": (Column("entity"), *_PLACE, Column("text")),
        "facts": (*_texts("id", "s", "s_name", "p", "o", "o_name"), _SCORE, *_texts(*qualifiers(graph))),
        "measurements": (
            *_texts("id", "s", "s_name", "indicator", "value"),
            Column("number", float),
            *_texts("unit", "kind", "period", "change"),
            _SCORE,
        ),
        "honours": (*_texts("id", "s", "s_name", "honour"), _SCORE),
        "evidence": (
            *_texts("id", "kind", "claim"),
            *_PLACE,
            Column("quote"),
            Column("articles", many=True),
            _SCORE,
            *_texts("by", "date"),
        ),
    }
    rows = _Rows(graph)
    return tuple(Table(name, found, getattr(rows, name)) for name, found in columns.items())


def qualifiers(graph: Graph) -> tuple[str, ...]:
    """Keys of qualifiers: those of the ontology, then whatever else occurs, sorted."""
    known = tuple(load().qualifiers)
    return (*known, *sorted({key for edge in graph.facts for key, _ in edge.q} - set(known)))


def claims(graph: Graph) -> Iterator[Claim]:
    """Facts, measurements and honours."""
    yield from graph.facts
    yield from graph.measurements
    yield from graph.honours


def evidence_id(claim: Claim, source: Source) -> str:
    """Id of a piece of evidence: the one that it has in RDF."""
    s = source
    place = (s.page, str(s.start), str(s.end), s.by, str(s.score), s.quote, s.date or "", *s.articles)
    return digest(type(claim).__name__, *map(clean, (claim.id, *place)))


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(map(Column, names))


class _Rows:
    """Rows of each table, by its name; every text is clean."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.keys = qualifiers(graph)
        self.names = {node.id: node.name for node in graph.entities}

    def pages(self) -> Iterator[Row]:
        return (_row(p.id, p.date, p.title, p.source, p.digest) for p in self.graph.pages)

    def articles(self) -> Iterator[Row]:
        return (_row(a.id, a.page, a.title, a.date, a.authors) for a in self.graph.articles)

    def entities(self) -> Iterator[Row]:
        return (_row(e.id, e.type, e.name, e.aliases, e.code) for e in self.graph.entities)

    def mentions(self) -> Iterator[Row]:
        for node in self.graph.entities:
            for m in node.mentions:
                yield _row(node.id, m.page, m.start, m.end, m.text)

    def facts(self) -> Iterator[Row]:
        for f in self.graph.facts:
            q = dict(f.q)
            ends = (f.s, self.names.get(f.s), f.p, f.o, self.names.get(f.o))
            yield _row(f.id, *ends, float(f.score), *(q.get(key) for key in self.keys))

    def measurements(self) -> Iterator[Row]:
        for m in self.graph.measurements:
            number = None if m.number is None else float(m.number)
            what = (m.indicator, m.value, number, m.unit, m.kind, m.period, m.change)
            yield _row(m.id, m.s, self.names.get(m.s), *what, float(m.score))

    def honours(self) -> Iterator[Row]:
        return (_row(h.id, h.s, self.names.get(h.s), h.honour, float(h.score)) for h in self.graph.honours)

    def evidence(self) -> Iterator[Row]:
        for claim in claims(self.graph):
            for s in claim.evidence:
                head = (evidence_id(claim, s), SORTS[type(claim)], claim.id, s.page, s.start, s.end)
                yield _row(*head, s.quote, s.articles, float(s.score), s.by, s.date)


def _row(*values: Value) -> Row:
    return tuple(map(_cell, values))


def _cell(value: Value) -> Value:
    if isinstance(value, str):
        return clean(value)
    return tuple(map(clean, value)) if isinstance(value, tuple) else value
