"""What the page knows beside the drawing: labels, facts, sentences, numbers, all as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from kg.graph import Award, Edge, Graph, Node, Observation, Source
from kg.knowledge.ontology import Ontology, Term, load
from kg.view.choose import Part
from kg.view.draw import styles


def contents(graph: Graph, part: Part) -> dict[str, Any]:
    """Everything the page shows of a part of a graph, ready for JSON."""
    known = load()
    drawn = {node.id for node in part.entities}
    elsewhere = dict(part.elsewhere)
    return {
        "types": _types(part, known),
        "predicates": _predicates(part, known),
        "qualifiers": {name: _labels(term) for name, term in known.qualifiers.items()},
        "kinds": {name: _labels(term) for name, term in known.kinds.items()},
        "entities": {node.id: _entity(node, elsewhere.get(node.id, 0)) for node in part.entities},
        "facts": {fact.id: _fact(fact) for fact in part.facts},
        "measurements": [_measurement(m) for m in graph.measurements if m.s in drawn],
        "honours": [_honour(h) for h in graph.honours if h.s in drawn],
        "pages": _pages(graph, part, drawn),
        "centre": list(part.centre),
        "drawn": len(part.entities),
        "total": part.total,
        "held": len(graph.entities),
    }


def _types(part: Part, known: Ontology) -> list[dict[str, Any]]:
    counts = Counter(node.type for node in part.entities)
    looks = styles()
    order = sorted(counts, key=lambda t: (-counts[t], t))
    return [
        {"name": t, **_labels(known.classes.get(t), t), "count": counts[t]}
        | dict(zip(("shape", "colour"), looks.get(t, ("dot", "#94a3b8")), strict=True))
        for t in order
    ]


def _predicates(part: Part, known: Ontology) -> list[dict[str, Any]]:
    counts = Counter(fact.p for fact in part.facts)
    order = sorted(counts, key=lambda p: (-counts[p], p))
    return [
        {"name": p, **_labels(known.predicates.get(p), p), "count": counts[p]}
        | {"symmetric": p in known.predicates and known.predicates[p].symmetric}
        for p in order
    ]


def _labels(term: Term | None, name: str = "") -> dict[str, str]:
    return {"zh": term.label_zh, "en": term.label_en} if term else {"zh": name, "en": name}


def _entity(node: Node, elsewhere: int) -> dict[str, Any]:
    return {
        "name": node.name,
        "type": node.type,
        "aliases": list(node.aliases),
        "code": node.code,
        "mentions": len(node.mentions),
        "pages": len({mention.page for mention in node.mentions}),
        "elsewhere": elsewhere,
    }


def _fact(fact: Edge) -> dict[str, Any]:
    ends = {"s": fact.s, "p": fact.p, "o": fact.o, "q": [list(pair) for pair in fact.q]}
    return ends | {"score": round(fact.score, 3), "evidence": _evidence(fact.evidence)}


def _measurement(m: Observation) -> dict[str, Any]:
    stated = {"s": m.s, "indicator": m.indicator, "value": m.value, "kind": m.kind, "period": m.period}
    return stated | {
        "change": m.change,
        "score": round(m.score, 3),
        "evidence": _evidence(m.evidence),
    }


def _honour(h: Award) -> dict[str, Any]:
    return {"s": h.s, "honour": h.honour, "score": round(h.score, 3), "evidence": _evidence(h.evidence)}


def _evidence(sources: Iterable[Source]) -> list[dict[str, Any]]:
    return [
        {
            "page": source.page,
            "articles": list(source.articles),
            "start": source.start,
            "end": source.end,
            "quote": source.quote,
            "score": round(source.score, 3),
            "by": source.by,
            "date": source.date,
        }
        for source in sources
    ]


def _pages(graph: Graph, part: Part, drawn: set[str]) -> dict[str, dict[str, Any]]:
    """Titles of the pages that are cited, and of their articles."""
    stated: list[Edge | Observation | Award] = [*part.facts]
    stated += (m for m in graph.measurements if m.s in drawn)
    stated += (h for h in graph.honours if h.s in drawn)
    cited = {source.page for statement in stated for source in statement.evidence}
    articles: dict[str, dict[str, str]] = {page: {} for page in cited}
    for story in graph.articles:
        if story.page in cited:
            articles[story.page][story.id.removeprefix(f"{story.page}#")] = story.title
    return {
        sheet.id: {"title": sheet.title, "date": sheet.date, "articles": articles[sheet.id]}
        for sheet in graph.pages
        if sheet.id in cited
    }
