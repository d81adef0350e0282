"""The graph as columns: the same as nodes and edges a part of it has, in a fifth of the characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.graph import Edge
from kg.serve.held import State
from kg.serve.index import Index, period


def columns(state: State, limit: int) -> dict[str, Any]:
    """The best connected entities and the facts between them; names that recur stand once, in lists."""
    index = state.index
    ids = [node.id for node in index.ranked[:limit]]
    inside = set(ids)
    facts = [f for f in index.graph.facts if f.s in inside and f.o in inside]
    return {
        "nodes": _nodes(state, ids),
        "edges": _edges(index, ids, facts),
        "types": list(index.types),
        "predicates": list(index.predicates),
        "pages": [sheet.id for sheet in index.graph.pages],
        "total": len(index.nodes),
    }


def _nodes(state: State, ids: Sequence[str]) -> dict[str, Any]:
    index, places = state.index, state.places
    kinds = {name: number for number, name in enumerate(index.types)}
    nodes = [index.nodes[i] for i in ids]
    return {
        "id": ids,
        "label": [node.name for node in nodes],
        "type": [kinds[node.type] for node in nodes],
        "degree": [index.degrees[i] for i in ids],
        "x": None if places is None else [places[i][0] for i in ids],
        "y": None if places is None else [places[i][1] for i in ids],
    }


def _edges(index: Index, ids: Sequence[str], facts: Sequence[Edge]) -> dict[str, Any]:
    row = {i: number for number, i in enumerate(ids)}
    kinds = {name: number for number, name in enumerate(index.predicates)}
    sheet = {s.id: number for number, s in enumerate(index.graph.pages)}
    pages = [sorted({sheet[e.page] for e in f.evidence if e.page in sheet}) for f in facts]
    return {
        "id": [f.id for f in facts],
        "source": [row[f.s] for f in facts],
        "target": [row[f.o] for f in facts],
        "predicate": [kinds[f.p] for f in facts],
        "score": [round(f.score, 3) for f in facts],
        "period": [period(f.evidence) for f in facts],
        "pages": pages,
        "q": [dict(f.q) or None for f in facts],
    }
