"""Nodes and edges with flat attributes: what the graph is to drawing and analysis programs.

Lists (aliases, mentions, evidence, measurements) are JSON text inside an attribute, so that nothing is
lost; what people filter and colour by stands in attributes of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.export.graphjson import (
    article_object,
    honour_object,
    measurement_object,
    mention_object,
    page_object,
    source_object,
)
from kg.graph import Edge, Graph, Node
from kg.records import one_line

Value = str | int | float

NODE_FIELDS: dict[str, type] = {
    "type": str,
    "name": str,
    "code": str,
    "aliases": str,
    "mention_count": int,
    "mentions": str,
    "measurements": str,
    "honours": str,
}
"""Attributes of a node and their types, in order."""

EDGE_FIELDS: dict[str, type] = {
    "predicate": str,
    "score": float,
    "seen": str,
    "quote": str,
    "page": str,
    "start": int,
    "end": int,
    "evidence_count": int,
    "evidence": str,
}
"""Attributes of an edge and their types, in order; `quote` to `end` are of its first evidence."""


@dataclass(frozen=True, slots=True)
class Element:
    """A node (`target` empty) or an edge: its id, its ends, its label and its attributes."""

    id: str
    source: str
    target: str
    label: str
    values: dict[str, Value]


def edge_fields(graph: Graph) -> dict[str, type]:
    """Attributes of this graph's edges: the common ones and `q_<key>` for each qualifier that occurs."""
    keys = sorted({key for edge in graph.facts for key, _ in edge.q})
    return {**EDGE_FIELDS, **{f"q_{key}": str for key in keys}}


def nodes(graph: Graph) -> Iterator[Element]:
    """All entities as elements."""
    measured: defaultdict[str, list[Any]] = defaultdict(list)
    honoured: defaultdict[str, list[Any]] = defaultdict(list)
    for m in graph.measurements:
        measured[m.s].append(measurement_object(m))
    for award in graph.honours:
        honoured[award.s].append(honour_object(award))
    for node in graph.entities:
        yield _node(node, measured[node.id], honoured[node.id])


def edges(graph: Graph) -> Iterator[Element]:
    """All facts as elements."""
    return map(_edge, graph.facts)


def sources(graph: Graph) -> dict[str, str]:
    """Attributes of the graph itself: its pages and articles as JSON text."""
    return {
        "pages": one_line([page_object(s) for s in graph.pages]),
        "articles": one_line([article_object(s) for s in graph.articles]),
    }


def _node(node: Node, measured: list[Any], honoured: list[Any]) -> Element:
    values: dict[str, Value] = {"type": node.type, "name": node.name}
    if node.code is not None:
        values["code"] = node.code
    values["aliases"] = one_line(list(node.aliases))
    values["mention_count"] = len(node.mentions)
    values["mentions"] = one_line([mention_object(m) for m in node.mentions])
    if measured:
        values["measurements"] = one_line(measured)
    if honoured:
        values["honours"] = one_line(honoured)
    return Element(node.id, "", "", node.name, values)


def _edge(edge: Edge) -> Element:
    values: dict[str, Value] = {"predicate": edge.p, "score": edge.score}
    days = [source.date for source in edge.evidence if source.date is not None]
    if days:
        values["seen"] = min(days)
    for first in edge.evidence[:1]:
        values |= {"quote": first.quote, "page": first.page, "start": first.start, "end": first.end}
    values["evidence_count"] = len(edge.evidence)
    values["evidence"] = one_line([source_object(s) for s in edge.evidence])
    values |= {f"q_{key}": value for key, value in edge.q}
    return Element(edge.id, edge.s, edge.o, edge.p, values)
