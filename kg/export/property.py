"""The graph as labelled nodes and typed relationships with properties: the model of Cypher databases.

Entities carry the label `Entity` and that of their class; facts are relationships between them. Pages,
articles, mentions, measurements, honours and evidence are nodes. A relationship cannot point at a node, so
the evidence of a fact names the fact in its property `claim`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.export.columns import Column, Row, claims, evidence_id, qualifiers, tables
from kg.export.terms import clean
from kg.graph import Edge, Graph
from kg.knowledge.ontology import load

_LEFT_OUT = frozenset({"s", "s_name", "o", "o_name", "p"})


@dataclass(frozen=True, slots=True)
class Nodes:
    """Nodes of one label; `kinds` gives each a second label. The first column is the id."""

    name: str
    label: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Row]]
    kinds: Callable[[], Iterator[str]] | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """Relationships of one type between nodes of two labels: rows of the ids of both ends and properties."""

    name: str
    type: str
    start: str
    end: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[tuple[str, str, Row]]]


def nodes(graph: Graph) -> tuple[Nodes, ...]:
    """All kinds of node."""
    return tuple(_nodes(graph))


def links(graph: Graph) -> tuple[Links, ...]:
    """All kinds of relationship; facts first, a kind for each predicate that occurs."""
    joined = _Joined(graph)
    plain = [
        Links("page", "page", "Evidence", "Page", (), joined.evidence_pages),
        Links("page_of_mention", "page", "Mention", "Page", (), joined.mention_pages),
        Links("page_of_article", "page", "Article", "Page", (), joined.article_pages),
        Links("article", "article", "Evidence", "Article", (), joined.evidence_articles),
        Links("refersTo", "refersTo", "Mention", "Entity", (), joined.mentioned),
        Links("about_of_measurement", "about", "Measurement", "Entity", (), joined.measured),
        Links("about_of_honour", "about", "Honour", "Entity", (), joined.honoured),
        Links(
            "evidence_of_measurement", "evidence", "Measurement", "Evidence", (), joined.measurement_evidence
        ),
        Links("evidence_of_honour", "evidence", "Honour", "Evidence", (), joined.honour_evidence),
    ]
    return (*facts(graph), *plain)


def facts(graph: Graph) -> Iterator[Links]:
    """The facts, a kind of relationship for each predicate; each has its id, score and qualifiers."""
    held: dict[str, list[Edge]] = {predicate: [] for predicate in load().predicates}
    for edge in graph.facts:
        held.setdefault(edge.p, []).append(edge)
    keys = qualifiers(graph)
    columns = (Column("id"), Column("score", float), *map(Column, keys))
    for predicate, edges in ((p, found) for p, found in held.items() if found):
        yield Links(predicate, predicate, "Entity", "Entity", columns, _facts(edges, keys))


def _facts(edges: list[Edge], keys: tuple[str, ...]) -> Callable[[], Iterator[tuple[str, str, Row]]]:
    def rows() -> Iterator[tuple[str, str, Row]]:
        for edge in edges:
            q = {key: clean(value) for key, value in edge.q}
            values = (clean(edge.id), float(edge.score), *(q.get(key) for key in keys))
            yield clean(edge.s), clean(edge.o), values

    return rows


def _nodes(graph: Graph) -> Iterator[Nodes]:
    labels = {
        "pages": "Page",
        "articles": "Article",
        "entities": "Entity",
        "mentions": "Mention",
        "measurements": "Measurement",
        "honours": "Honour",
        "evidence": "Evidence",
    }
    for table in tables(graph):
        if table.name == "mentions":
            columns = (Column("id"), *table.columns[1:])
            yield Nodes(table.name, labels[table.name], columns, lambda: _mentions(graph))
        elif table.name == "entities":
            kinds = lambda: (clean(node.type) for node in graph.entities)  # noqa: E731
            yield Nodes(table.name, labels[table.name], table.columns, table.rows, kinds)
        elif table.name in labels:
            kept = tuple(n for n, c in enumerate(table.columns) if c.name not in _LEFT_OUT)
            columns = tuple(table.columns[n] for n in kept)
            yield Nodes(table.name, labels[table.name], columns, _chosen(table.rows, kept))


def _chosen(rows: Callable[[], Iterator[Row]], kept: tuple[int, ...]) -> Callable[[], Iterator[Row]]:
    return lambda: (tuple(row[n] for n in kept) for row in rows())


def _spot(page: str, start: int, end: int) -> str:
    return f"{clean(page)}#char={start},{end}"


def _mentions(graph: Graph) -> Iterator[Row]:
    """Each stretch once, though it may refer to several entities."""
    seen = set()
    for node in graph.entities:
        for m in node.mentions:
            spot = _spot(m.page, m.start, m.end)
            if spot not in seen:
                seen.add(spot)
                yield (spot, clean(m.page), m.start, m.end, clean(m.text))


class _Joined:
    """Relationships without properties; one that would lead to a page or article not in the graph is left."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.pages = {clean(page.id) for page in graph.pages}
        self.articles = {clean(article.id) for article in graph.articles}

    def evidence_pages(self) -> Iterator[tuple[str, str, Row]]:
        for claim in claims(self.graph):
            for source in claim.evidence:
                if clean(source.page) in self.pages:
                    yield evidence_id(claim, source), clean(source.page), ()

    def evidence_articles(self) -> Iterator[tuple[str, str, Row]]:
        for claim in claims(self.graph):
            for source in claim.evidence:
                ids = (clean(f"{source.page}#{a.removeprefix(source.page + '#')}") for a in source.articles)
                yield from ((evidence_id(claim, source), id_, ()) for id_ in ids if id_ in self.articles)

    def mention_pages(self) -> Iterator[tuple[str, str, Row]]:
        for spot, page, *_ in _mentions(self.graph):
            if page in self.pages:
                yield str(spot), str(page), ()

    def mentioned(self) -> Iterator[tuple[str, str, Row]]:
        for node in self.graph.entities:
            for m in node.mentions:
                yield _spot(m.page, m.start, m.end), clean(node.id), ()

    def article_pages(self) -> Iterator[tuple[str, str, Row]]:
        for article in self.graph.articles:
            if clean(article.page) in self.pages:
                yield clean(article.id), clean(article.page), ()

    def measured(self) -> Iterator[tuple[str, str, Row]]:
        return ((clean(m.id), clean(m.s), ()) for m in self.graph.measurements)

    def honoured(self) -> Iterator[tuple[str, str, Row]]:
        return ((clean(h.id), clean(h.s), ()) for h in self.graph.honours)

    def measurement_evidence(self) -> Iterator[tuple[str, str, Row]]:
        return ((clean(m.id), evidence_id(m, s), ()) for m in self.graph.measurements for s in m.evidence)

    def honour_evidence(self) -> Iterator[tuple[str, str, Row]]:
        return ((clean(h.id), evidence_id(h, s), ()) for h in self.graph.honours for s in h.evidence)
