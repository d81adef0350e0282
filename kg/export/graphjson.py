"""The graph as one JSON object: entities, facts, measurements, honours, pages and articles with evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kg.export.rdf import chunks
from kg.export.terms import Namespaces
from kg.graph import Award, Edge, Graph, Mention, Node, Observation, Sheet, Source, Story
from kg.records import one_line, plain


def graph_json(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """One JSON object, streamed, one item a line. Ids are those of the graph, without namespace."""
    return chunks(_document(graph))


def _document(graph: Graph) -> Iterator[str]:
    sections: list[tuple[str, Iterable[dict[str, Any]]]] = [
        ("pages", map(page_object, graph.pages)),
        ("articles", map(article_object, graph.articles)),
        ("entities", map(entity_object, graph.entities)),
        ("facts", map(fact_object, graph.facts)),
        ("measurements", map(measurement_object, graph.measurements)),
        ("honours", map(honour_object, graph.honours)),
    ]
    for number, (name, items) in enumerate(sections):
        yield f'{"," if number else "{"}\n"{name}":['
        for count, item in enumerate(items):
            yield f"{',' if count else ''}\n{one_line(item)}"
        yield "]"
    yield "}\n"


def page_object(sheet: Sheet) -> dict[str, Any]:
    """A page as a JSON-ready object."""
    return {
        "id": sheet.id,
        "date": sheet.date,
        "title": sheet.title,
        "source": sheet.source,
        "digest": sheet.digest,
    }


def article_object(story: Story) -> dict[str, Any]:
    """An article as a JSON-ready object."""
    return {
        "id": story.id,
        "page": story.page,
        "title": story.title,
        "date": story.date,
        "authors": list(story.authors),
    }


def entity_object(node: Node) -> dict[str, Any]:
    """An entity as a JSON-ready object."""
    return {
        "id": node.id,
        "type": node.type,
        "name": node.name,
        "aliases": list(node.aliases),
        "code": node.code,
        "mentions": [mention_object(m) for m in node.mentions],
    }


def mention_object(mention: Mention) -> dict[str, Any]:
    """A mention as a JSON-ready object."""
    return {"page": mention.page, "start": mention.start, "end": mention.end, "text": mention.text}


def fact_object(edge: Edge) -> dict[str, Any]:
    """A fact as a JSON-ready object."""
    return {"id": edge.id, "s": edge.s, "p": edge.p, "o": edge.o, "q": dict(edge.q), **_claim(edge)}


def measurement_object(m: Observation) -> dict[str, Any]:
    """A measurement as a JSON-ready object."""
    return {
        "id": m.id,
        "s": m.s,
        "indicator": m.indicator,
        "value": m.value,
        "number": plain(m.number),
        "unit": m.unit,
        "kind": m.kind,
        "period": m.period,
        "change": m.change,
        **_claim(m),
    }


def honour_object(award: Award) -> dict[str, Any]:
    """An honour as a JSON-ready object."""
    return {"id": award.id, "s": award.s, "honour": award.honour, **_claim(award)}


def _claim(claim: Edge | Observation | Award) -> dict[str, Any]:
    return {"score": plain(claim.score), "evidence": [source_object(s) for s in claim.evidence]}


def source_object(source: Source) -> dict[str, Any]:
    """A piece of evidence as a JSON-ready object."""
    return {
        "page": source.page,
        "start": source.start,
        "end": source.end,
        "quote": source.quote,
        "articles": list(source.articles),
        "score": plain(source.score),
        "by": source.by,
        "date": source.date,
    }
