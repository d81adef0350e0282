"""The graph as a networkx object, and the measures of it that several doors show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph import Graph

if TYPE_CHECKING:
    import networkx

_SAMPLED = 500
"""Entities up to which betweenness is exact; beyond, it is estimated from this many start points."""
_DAMPING = 0.85
_TOLERANCE = 1e-10


def network(graph: Graph) -> networkx.MultiDiGraph[str]:
    """Entities as nodes (`name`, `type`), facts as edges (key the fact's id; `predicate`, `score`)."""
    import networkx

    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in graph.entities:
        made.add_node(node.id, name=node.name, type=node.type)
    for edge in graph.facts:
        made.add_edge(edge.s, edge.o, key=edge.id, predicate=edge.p, score=edge.score)
    return made


def simple(graph: Graph) -> networkx.Graph[str]:
    """The graph without directions, repeated edges and loops: who has to do with whom."""
    import networkx

    made: networkx.Graph[str] = networkx.Graph()
    made.add_nodes_from(node.id for node in graph.entities)
    made.add_edges_from((edge.s, edge.o) for edge in graph.facts if edge.s != edge.o)
    return made


def degrees(graph: Graph) -> dict[str, int]:
    """How many facts each entity stands in, by id; a fact of an entity with itself counts once."""
    counted = {node.id: 0 for node in graph.entities}
    for edge in graph.facts:
        for end in {edge.s, edge.o}:
            counted[end] += 1
    return counted


def betweenness(links: networkx.Graph[str]) -> dict[str, float]:
    """Share of shortest paths that lead through each entity; of a large graph a seeded estimate."""
    import networkx

    starts = _SAMPLED if len(links) > _SAMPLED else None
    found: dict[str, float] = networkx.betweenness_centrality(links, k=starts, seed=0)
    return found


def pagerank(links: networkx.Graph[str]) -> dict[str, float]:
    """Where a reader who follows facts at random is met how often; sums to 1.

    Power iteration with damping 0.85, because networkx asks for scipy to do it.
    """
    import numpy

    ids = list(links)
    if not ids:
        return {}
    place = {i: row for row, i in enumerate(ids)}
    pairs = [(place[a], place[b]) for a, b in links.edges]
    ends = numpy.array(pairs + [(b, a) for a, b in pairs], dtype=numpy.int64).reshape(-1, 2)
    out = numpy.bincount(ends[:, 0], minlength=len(ids))
    rank = numpy.full(len(ids), 1 / len(ids))
    for _ in range(200):
        share = rank / numpy.maximum(out, 1)
        lost = rank[out == 0].sum()
        flow = numpy.bincount(ends[:, 1], weights=share[ends[:, 0]], minlength=len(ids))
        following = (1 - _DAMPING + _DAMPING * lost) / len(ids) + _DAMPING * flow
        moved = float(abs(following - rank).sum())
        rank = following
        if moved < _TOLERANCE:
            break
    return dict(zip(ids, rank.tolist(), strict=True))


def distances(graph: Graph, starts: frozenset[str], hops: int) -> dict[str, int]:
    """Entities at most `hops` facts away from the starting ones, these included: {id: facts between}."""
    near: dict[str, set[str]] = {}
    for edge in graph.facts:
        near.setdefault(edge.s, set()).add(edge.o)
        near.setdefault(edge.o, set()).add(edge.s)
    reached = dict.fromkeys(sorted(starts), 0)
    fringe = set(starts)
    for hop in range(1, hops + 1):
        fringe = {other for one in fringe for other in near.get(one, ())} - reached.keys()
        reached |= dict.fromkeys(sorted(fringe), hop)
    return reached
