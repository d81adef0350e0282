"""The graph as a property graph: nodes and edges with typed properties, for every graph database.

Entities carry their class as label; each fact is an edge of its predicate with its qualifiers and evidence.
A measurement or honour is a node that is `about` its entity. An entity is `mentionedOn` pages, an article is
`printedOn` one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.errors import KgError
from kg.export.graphjson import source_object
from kg.export.terms import clean
from kg.graph import Award, Edge, Graph, Node, Observation
from kg.ids import digest
from kg.knowledge.ontology import Ontology
from kg.knowledge.ontology import load as ontology
from kg.records import one_line

Value = str | int | float | tuple[str, ...] | None
Kind = tuple[str, ...]
"""What lies in one table: `(label,)` of nodes, `(type, label of subjects, label of objects)` of edges."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_CLAIM: dict[str, type] = {
    "score": float,
    "sources": int,
    "first_seen": str,
    "last_seen": str,
    "quotes": tuple,
    "pages": tuple,
    "evidence": str,
}
_ENTITY: dict[str, type] = {"name": str, "aliases": tuple, "code": str, "mentions": int}
_NODES: dict[str, dict[str, type]] = {
    "Page": {"date": str, "title": str, "source": str, "digest": str},
    "Article": {"title": str, "date": str, "authors": tuple},
    "Measurement": {
        **dict.fromkeys(("indicator", "value"), str),
        "number": float,
        **dict.fromkeys(("unit", "kind", "period", "change"), str),
        **_CLAIM,
    },
    "Honour": {"honour": str, **_CLAIM},
}
_EDGES: dict[str, dict[str, type]] = {
    "about": {},
    "printedOn": {},
    "mentionedOn": {"begin_index": int, "end_index": int, "text": str},
}


class LoadError(KgError):
    """A database that cannot be reached, refuses, or cannot hold what it is sent."""


@dataclass(frozen=True, slots=True)
class Row:
    """A node (`s` and `o` empty) or an edge between the nodes `s` and `o`, with its properties."""

    id: str
    s: str
    o: str
    values: Mapping[str, Value]

    @property
    def version(self) -> str:
        """A digest of all that the row holds: it changes when any of it does."""
        return digest(self.s, self.o, *(f"{key}={value!r}" for key, value in self.values.items()))


@dataclass(frozen=True)
class Tables:
    """The rows of a graph by kind, all nodes before all edges; every id, name and text is fit for a database."""

    graph: Graph

    @cached_property
    def labels(self) -> dict[str, str]:
        """The label of each entity by its id."""
        return {clean(node.id): named(node.type) for node in self.graph.entities}

    @cached_property
    def nodes(self) -> dict[Kind, list[Row]]:
        """Kind -> nodes."""
        found: dict[Kind, list[Row]] = {}
        for label, row in self._nodes():
            found.setdefault((label,), []).append(row)
        return dict(sorted(found.items()))

    @cached_property
    def edges(self) -> dict[Kind, list[Row]]:
        """Kind -> edges."""
        found: dict[Kind, list[Row]] = {}
        for kind, row in self._edges():
            found.setdefault(kind, []).append(row)
        return dict(sorted(found.items()))

    def _nodes(self) -> Iterator[tuple[str, Row]]:
        for node in self.graph.entities:
            yield named(node.type), _row(node.id, (node.name, node.aliases, node.code, len(node.mentions)), _ENTITY)
        for sheet in self.graph.pages:
            yield "Page", _row(sheet.id, (sheet.date, sheet.title, sheet.source, sheet.digest), _NODES["Page"])
        for story in self.graph.articles:
            yield "Article", _row(story.id, (story.title, story.date, story.authors), _NODES["Article"])
        for m in self.graph.measurements:
            figures = (m.indicator, m.value, m.number, m.unit, m.kind, m.period, m.change, *_claim(m))
            yield "Measurement", _row(m.id, figures, _NODES["Measurement"])
        for award in self.graph.honours:
            yield "Honour", _row(award.id, (award.honour, *_claim(award)), _NODES["Honour"])

    def _edges(self) -> Iterator[tuple[Kind, Row]]:
        fields = edge_fields()
        for edge in self.graph.facts:
            kind = (named(edge.p), self.labels[clean(edge.s)], self.labels[clean(edge.o)])
            yield kind, _row(edge.id, (*_qualifiers(edge), *_claim(edge)), fields, (edge.s, edge.o))
        for m in self.graph.measurements:
            yield ("about", "Measurement", self.labels[clean(m.s)]), _row(m.id, (), {}, (m.id, m.s))
        for award in self.graph.honours:
            yield ("about", "Honour", self.labels[clean(award.s)]), _row(award.id, (), {}, (award.id, award.s))
        pages = {sheet.id for sheet in self.graph.pages}
        for story in self.graph.articles:
            if story.page in pages:
                yield ("printedOn", "Article", "Page"), _row(story.id, (), {}, (story.id, story.page))
        for node in self.graph.entities:
            yield from ((("mentionedOn", named(node.type), "Page"), row) for row in _mentions(node, pages))


def node_tables(tables: Tables) -> dict[str, dict[str, type]]:
    """Label -> properties and their types, of every class of the ontology and of what the graph holds."""
    classes = dict.fromkeys([*ontology().classes, *sorted(set(tables.labels.values()))], _ENTITY)
    return {**classes, **_NODES}


def edge_tables(tables: Tables) -> dict[str, tuple[dict[str, type], list[tuple[str, str]]]]:
    """Type of edge -> its properties, and the labels that it may join."""
    known = ontology()
    labels = [label for label in node_tables(tables) if label not in _NODES]
    joins: dict[str, dict[tuple[str, str], None]] = {p: dict.fromkeys(_allowed(known, p)) for p in known.predicates}
    joins["about"] = {(claim, label): None for claim in ("Measurement", "Honour") for label in labels}
    joins["printedOn"] = {("Article", "Page"): None}
    joins["mentionedOn"] = {(label, "Page"): None for label in labels}
    for name, s, o in tables.edges:
        joins.setdefault(name, {})[s, o] = None
    return {name: (_EDGES.get(name, edge_fields()), list(pairs)) for name, pairs in joins.items()}


def edge_fields() -> dict[str, type]:
    """Properties of a fact: the qualifiers of the ontology, others as JSON, and its evidence."""
    return {**dict.fromkeys(ontology().qualifiers, str), "qualifiers": str, **_CLAIM}


def named(name: str) -> str:
    """The name of a class or predicate, fit to stand in a statement; raises LoadError where it is not."""
    if not _NAME.fullmatch(name):
        raise LoadError(f"{name!r} is no name of a class or predicate; rebuild the workspace with this kg")
    return name


def _allowed(known: Ontology, predicate: str) -> Iterable[tuple[str, str]]:
    rule = known.predicates[predicate]
    return [(s, o) for s in known.classes for o in known.classes if rule.allows(s, o)]


def _row(id_: str, values: Iterable[Value], fields: Mapping[str, type], ends: tuple[str, str] = ("", "")) -> Row:
    kept = {key: _fit(value) for key, value in zip(fields, values, strict=True)}
    return Row(clean(id_), clean(ends[0]), clean(ends[1]), kept)


def _fit(value: Value) -> Value:
    """The value with what no database takes replaced, as in every other format."""
    if isinstance(value, tuple):
        return tuple(map(clean, value))
    return clean(value) if isinstance(value, str) else value


def _qualifiers(edge: Edge) -> Iterator[str | None]:
    known = ontology().qualifiers
    given = dict(edge.q)
    yield from (given.get(key) for key in known)
    rest = {key: value for key, value in edge.q if key not in known}
    yield one_line(rest) if rest else None


def _claim(claim: Edge | Observation | Award) -> tuple[Value, ...]:
    evidence = claim.evidence
    days = sorted(source.date for source in evidence if source.date is not None)
    places = {(s.page, s.start, s.end) for s in evidence}
    return (
        float(claim.score),
        len(places),
        days[0] if days else None,
        days[-1] if days else None,
        tuple(dict.fromkeys(s.quote for s in evidence)),
        tuple(dict.fromkeys(s.page for s in evidence)),
        one_line([source_object(s) for s in evidence]),
    )


def _mentions(node: Node, pages: set[str]) -> Iterator[Row]:
    for m in node.mentions:
        if m.page in pages:
            key = digest(node.id, clean(m.page), str(m.start), str(m.end))
            yield _row(key, (m.start, m.end, m.text), _EDGES["mentionedOn"], (node.id, m.page))
