"""Two entities side by side: what both have, what one has alone, and their figures of the same kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.graph import Edge, Graph, Node, Observation
from kg.knowledge.ontology import load

Key = tuple[str, bool]
"""A predicate, and whether the entity is its object."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The entities that a predicate joins to both, to the one alone, to the other alone; by name."""

    predicate: str
    inward: bool
    both: tuple[Node, ...]
    one: tuple[Node, ...]
    other: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Figures of both for one indicator, unit, kind and period."""

    indicator: str
    unit: str
    kind: str
    period: str
    one: Observation
    other: Observation


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entities side by side. `direct` are the facts between them."""

    one: Node
    other: Node
    direct: tuple[Edge, ...]
    shelves: tuple[Shelf, ...]
    figures: tuple[Pair, ...]


def compare(graph: Graph, one: Node, other: Node) -> Comparison:
    """What a graph says of two entities, side by side; predicates in the order of the ontology."""
    nodes = {node.id: node for node in graph.entities}
    left, right = (_ends(graph.facts, node.id) for node in (one, other))
    order = {name: place for place, name in enumerate(load().predicates)}
    keys = sorted({*left, *right}, key=lambda key: (key[1], order.get(key[0], len(order)), key[0]))
    return Comparison(
        one,
        other,
        tuple(fact for fact in graph.facts if {fact.s, fact.o} == {one.id, other.id}),
        tuple(_shelf(key, left.get(key, set()), right.get(key, set()), nodes) for key in keys),
        _pairs(graph.measurements, one.id, other.id),
    )


def _ends(facts: Iterable[Edge], id_: str) -> dict[Key, set[str]]:
    """The other ends of the facts of an entity."""
    known = load().predicates
    found: dict[Key, set[str]] = {}
    for fact in facts:
        if id_ in (fact.s, fact.o):
            symmetric = fact.p in known and known[fact.p].symmetric
            inward = fact.o == id_ and not symmetric
            found.setdefault((fact.p, inward), set()).add(fact.s if fact.o == id_ else fact.o)
    return found


def _shelf(key: Key, left: set[str], right: set[str], nodes: Mapping[str, Node]) -> Shelf:
    def named(ids: set[str]) -> tuple[Node, ...]:
        return tuple(sorted((nodes[i] for i in ids), key=lambda node: (node.name, node.id)))

    return Shelf(*key, named(left & right), named(left - right), named(right - left))


def _pairs(measured: Iterable[Observation], one: str, other: str) -> tuple[Pair, ...]:
    """The surest figures of both for what is measured of both."""
    found: dict[tuple[str, str, str, str], dict[str, Observation]] = {}
    for m in sorted(measured, key=lambda m: (m.score, m.id)):
        if m.s in (one, other):
            found.setdefault((m.indicator, m.unit, m.kind, m.period or ""), {})[m.s] = m
    return tuple(Pair(*key, of[one], of[other]) for key, of in sorted(found.items()) if len(of) == 2)
