"""Parts of a graph to draw: what is asked for, and the entities and facts that answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from kg.analysis import Near, common, joined, paths
from kg.graph import Edge
from kg.serve.held import Places, State
from kg.serve.index import Index, other, period


@dataclass(frozen=True, slots=True)
class Asked:
    """What part of the graph is asked for; empty values set no bound."""

    focus: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    hops: int = 1
    limit: int = 400
    types: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""
    score: float = 0.0
    page: str = ""

    @property
    def bounded(self) -> bool:
        """Whether some facts are left out."""
        return bool(self.predicates or self.since or self.until or self.score or self.page)

    def admits(self, fact: Edge) -> bool:
        """Whether a fact is within all bounds."""
        if fact.score < self.score or (self.predicates and fact.p not in self.predicates):
            return False
        if self.page and all(source.page != self.page for source in fact.evidence):
            return False
        return not (self.since or self.until) or any(self._within(s.date) for s in fact.evidence)

    def _within(self, day: str | None) -> bool:
        if not day:
            return False
        return day >= self.since and (not self.until or day[: len(self.until)] <= self.until)


@dataclass(frozen=True, slots=True)
class Part:
    """Entities by id, the most important first, and the facts between them."""

    ids: tuple[str, ...]
    facts: tuple[Edge, ...]
    focus: tuple[str, ...]
    total: int


def part(index: Index, asked: Asked) -> Part:
    """What is asked for: the focus, then what is nearer, then what is better connected, up to the limit."""
    facts = [fact for fact in index.graph.facts if asked.admits(fact)] if asked.bounded else index.graph.facts
    near = joined(facts) if asked.bounded else index.near
    if asked.ids:
        reached = {i: 0 for i in asked.ids if i in index.nodes}
    elif asked.focus:
        reached = _around(index, near, asked)
    else:
        reached = {n.id: 0 for n in index.ranked if _fits(index, n.id, asked) and _stands(n.id, near, asked)}
    degree = index.degrees
    kept = sorted(reached, key=lambda i: (reached[i], -degree[i], i))[: asked.limit]
    inside = set(kept)
    between = tuple(fact for fact in facts if fact.s in inside and fact.o in inside)
    return Part(tuple(kept), between, asked.focus, len(reached))


def _fits(index: Index, id_: str, asked: Asked) -> bool:
    return not asked.types or index.nodes[id_].type in asked.types


def _stands(id_: str, near: Near, asked: Asked) -> bool:
    """Whether an entity is joined to another, where facts are left out; else any may stand alone."""
    return not asked.bounded or id_ in near


def _around(index: Index, near: Near, asked: Asked) -> dict[str, int]:
    """Entities within reach of the focus: {id: facts between}."""
    reached = {i: 0 for i in asked.focus if i in index.nodes}
    ring = list(reached)
    for hop in range(1, asked.hops + 1):
        found = dict.fromkeys(
            there
            for here in ring
            for there in near.get(here, ())
            if there not in reached and _fits(index, there, asked)
        )
        reached |= dict.fromkeys(found, hop)
        ring = list(found)
    return reached


def neighbours(index: Index, id_: str, predicate: str, limit: int) -> Part:
    """An entity and those that a fact of the predicate (of any, where it is empty) joins to it."""
    facts = [f for f in index.facts_of(id_) if not predicate or f.p == predicate]
    found = sorted({other(f, id_) for f in facts} - {id_}, key=lambda i: (-index.degrees[i], i))
    kept = {id_, *found[:limit]}
    shown = _between(index, kept) if not predicate else [f for f in facts if {f.s, f.o} <= kept]
    return Part((id_, *found[:limit]), tuple(shown), (id_,), len(found) + 1)


def groups(index: Index, id_: str) -> list[dict[str, Any]]:
    """What there is to expand at an entity: predicate, direction, how many facts."""
    counts: dict[tuple[str, bool], int] = {}
    for fact in index.facts_of(id_):
        key = (fact.p, fact.s != id_)
        counts[key] = counts.get(key, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"predicate": p, "inward": inward, "count": count} for (p, inward), count in ordered]


def between(index: Index, one: str, end: str, limit: int) -> tuple[Part, tuple[tuple[str, ...], ...]]:
    """The shortest paths between two entities, and all that stands on them."""
    found = paths(index.near, one, end, limit)
    ids = dict.fromkeys((one, end, *(i for path in found for i in path)))
    facts = {f.id: f for path in found for a, b in pairwise(path) for f in index.near[a][b]}
    return Part(tuple(ids), tuple(facts.values()), (one, end), len(ids)), found


def shared(index: Index, ids: tuple[str, ...]) -> tuple[Part, tuple[str, ...]]:
    """Entities and what each of them has a fact with."""
    found = common(index.near, ids)
    facts = {f.id: f for i in ids for j in found for f in index.near[i].get(j, ())}
    facts |= {f.id: f for a, b in combinations(ids, 2) for f in index.near.get(a, {}).get(b, ())}
    return Part((*ids, *found), tuple(facts.values()), ids, len(ids) + len(found)), found


def _between(index: Index, kept: set[str]) -> Iterator[Edge]:
    """Facts between some entities, each once."""
    for i in sorted(kept):
        for j, facts in index.near.get(i, {}).items():
            if i < j and j in kept:
                yield from facts


def drawn(state: State, found: Part) -> dict[str, Any]:
    """A part as the API gives it."""
    return {
        "nodes": [_node(state.index, state.places or {}, i) for i in found.ids],
        "edges": [edge(fact) for fact in found.facts],
        "focus": list(found.focus),
        "total": found.total,
        "cut": found.total > len(found.ids),
    }


def _node(index: Index, places: Places, id_: str) -> dict[str, Any]:
    node = index.nodes[id_]
    x, y = places.get(id_, (None, None))
    return {"id": id_, "label": node.name, "type": node.type, "x": x, "y": y, "degree": index.degrees[id_]}


def edge(fact: Edge) -> Mapping[str, Any]:
    """A fact as a line of a drawing."""
    return {
        "id": fact.id,
        "source": fact.s,
        "target": fact.o,
        "predicate": fact.p,
        "score": round(fact.score, 3),
        "period": period(fact.evidence),
        "pages": sorted({source.page for source in fact.evidence}),
        "q": dict(fact.q),
    }


def names(ids: Iterable[str], index: Index) -> list[dict[str, str]]:
    """Entities as the API names them."""
    return [{"id": i, "label": index.nodes[i].name, "type": index.nodes[i].type} for i in ids]
