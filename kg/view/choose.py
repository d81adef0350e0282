"""Which part of a graph is drawn: a neighbourhood, or the best connected entities."""

from __future__ import annotations

from dataclasses import dataclass

from kg.analysis import degrees, distances
from kg.errors import ChoiceError
from kg.graph import Edge, Graph, Node
from kg.lookup import find


@dataclass(frozen=True, slots=True)
class Part:
    """What is drawn of a graph, and how much there was to choose from."""

    entities: tuple[Node, ...]
    facts: tuple[Edge, ...]
    centre: tuple[str, ...]
    """Ids of the entities asked for; empty for the whole graph."""
    total: int
    """Entities that were asked for; more than are drawn where the limit cut them."""
    elsewhere: tuple[tuple[str, int], ...]
    """Facts of a drawn entity whose other end is not drawn: (id, how many)."""


def choose(graph: Graph, around: str | None, hops: int, limit: int) -> Part:
    """The neighbourhood of an entity, or the graph; of more than `limit` entities the best connected.

    The centre is kept, then what is nearer, then what has more facts. Raises ChoiceError for an unknown
    name or a limit or number of hops that makes no sense.
    """
    if limit < 1 or hops < 0:
        raise ChoiceError(f"limit {limit}, hops {hops}: a limit is 1 or more, hops are 0 or more")
    centre = find(graph, around) if around is not None else ()
    starts = frozenset(node.id for node in centre)
    near = distances(graph, starts, hops) if centre else dict.fromkeys((n.id for n in graph.entities), 0)
    degree = degrees(graph)
    kept = frozenset(sorted(near, key=lambda i: (near[i], -degree[i], i))[:limit])
    facts = tuple(f for f in graph.facts if f.s in kept and f.o in kept)
    return Part(
        tuple(node for node in graph.entities if node.id in kept),
        facts,
        tuple(node.id for node in centre),
        len(near),
        _elsewhere(graph, kept),
    )


def _elsewhere(graph: Graph, kept: frozenset[str]) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for fact in graph.facts:
        ends = kept & {fact.s, fact.o}
        if len(ends) < len({fact.s, fact.o}):
            for end in ends:
                counted[end] = counted.get(end, 0) + 1
    return tuple(sorted(counted.items()))
