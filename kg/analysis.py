"""The graph as a networkx object, and the measures of it that several doors show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise
from math import prod
from typing import TYPE_CHECKING

from kg.graph import Edge, Graph

if TYPE_CHECKING:
    import networkx

_SAMPLED = 500
"""Entities up to which betweenness is exact; beyond, it is estimated from this many start points."""
_DAMPING = 0.85
_TOLERANCE = 1e-10
_TRACED = 2_000
"""Shortest paths between two entities that are compared; between hubs there are any number."""


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


Near = Mapping[str, Mapping[str, tuple[Edge, ...]]]
"""Who is joined to whom, and by which facts: id -> other id -> facts, both sorted."""


def joined(facts: Iterable[Edge]) -> Near:
    """Neighbours of every entity that stands in one of the facts, whichever end it is."""
    found: dict[str, dict[str, list[Edge]]] = {}
    for fact in facts:
        if fact.s != fact.o:
            for one, other in ((fact.s, fact.o), (fact.o, fact.s)):
                found.setdefault(one, {}).setdefault(other, []).append(fact)
    return {i: {j: tuple(found[i][j]) for j in sorted(found[i])} for i in sorted(found)}


def paths(near: Near, one: str, other: str, most: int = 5) -> tuple[tuple[str, ...], ...]:
    """Shortest paths between two entities as ids from the one to the other, the strongest first.

    A path is as strong as its facts are sure (product of their scores); of equal ones that through the less
    connected comes first, as all roads lead through a province.
    """
    before = _before(near, one, other)
    if other not in before:
        return ()
    found = islice(_traced(before, one, other), _TRACED)
    return tuple(sorted(found, key=lambda path: _weakness(near, path))[:most])


def _before(near: Near, one: str, other: str) -> dict[str, tuple[str, ...]]:
    """The entities from which each one on the way is reached first, out to the ring of the other."""
    before: dict[str, tuple[str, ...]] = {one: ()}
    ring = [one]
    while ring and other not in before:
        reached: dict[str, list[str]] = {}
        for here in ring:
            for there in near.get(here, ()):
                if there not in before:
                    reached.setdefault(there, []).append(here)
        before |= {there: tuple(come) for there, come in reached.items()}
        ring = list(reached)
    return before


def _traced(before: Mapping[str, tuple[str, ...]], one: str, end: str) -> Iterator[tuple[str, ...]]:
    """All ways from the one to the end, by who was reached from whom."""
    open_ways: list[tuple[str, ...]] = [(end,)]
    while open_ways:
        way = open_ways.pop()
        if way[0] == one:
            yield way
        open_ways.extend((come, *way) for come in reversed(before[way[0]]))


def _weakness(near: Near, path: tuple[str, ...]) -> tuple[float, int, tuple[str, ...]]:
    scores = (max(fact.score for fact in near[a][b]) for a, b in pairwise(path))
    return -round(prod(scores), 3), sum(len(near[i]) for i in path[1:-1]), path


def common(near: Near, ids: Iterable[str]) -> tuple[str, ...]:
    """Entities that each of those named has a fact with, sorted."""
    shared = [set(near.get(i, ())) for i in ids]
    return tuple(sorted(set.intersection(*shared))) if shared else ()


def communities(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """Entities by who has to do with whom (Louvain): the largest group first, in it the best connected.

    Entities without a fact are in none. The same graph gives the same groups.
    """
    import networkx

    links = simple(graph)
    ids = sorted(i for i in links if links.degree[i])
    place = {i: number for number, i in enumerate(ids)}
    numbered: networkx.Graph[int] = networkx.Graph()
    numbered.add_nodes_from(range(len(ids)))
    numbered.add_edges_from(sorted((place[a], place[b]) for a, b in links.edges))
    found = networkx.community.louvain_communities(numbered, seed=0)
    named = [tuple(sorted((ids[n] for n in group), key=lambda i: (-links.degree[i], i))) for group in found]
    return tuple(sorted(named, key=lambda group: (-len(group), group)))
