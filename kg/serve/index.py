"""A graph held ready to be asked: every table by id, who is joined to whom, in which period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kg.analysis import Near, degrees, joined
from kg.export.quads import evidence_id, post_id
from kg.graph import Award, Edge, Graph, Node, Observation, Sheet, Source, Story
from kg.ids import digest

Claim = Edge | Observation | Award
_Value = TypeVar("_Value")
_NO_FACTS: tuple[Edge, ...] = ()


@dataclass(frozen=True, eq=False)
class Index:
    """A graph and what is looked up in it, each table made when it is first asked for."""

    graph: Graph
    merges: Mapping[str, tuple[str, ...]]

    @cached_property
    def version(self) -> str:
        """Changes when the graph does."""
        g = self.graph
        told = (f"{c.id}{c.score}{len(c.evidence)}" for c in self.claims.values())
        named = (f"{n.id}{n.name}{len(n.mentions)}" for n in g.entities)
        return digest(*named, *told, *(f"{s.id}{s.digest}{s.date}{s.title}" for s in g.pages))

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Entities by id."""
        return {node.id: node for node in self.graph.entities}

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Facts, measurements and honours by id."""
        g = self.graph
        stated: list[Claim] = [*g.facts, *g.measurements, *g.honours]
        return {claim.id: claim for claim in stated}

    @cached_property
    def degrees(self) -> Mapping[str, int]:
        """How many facts each entity stands in."""
        return degrees(self.graph)

    @cached_property
    def near(self) -> Near:
        """Neighbours of an entity and the facts that join them."""
        return joined(self.graph.facts)

    @cached_property
    def facts(self) -> Mapping[str, tuple[Edge, ...]]:
        """Facts of an entity, as subject or object."""
        return _grouped((end, fact) for fact in self.graph.facts for end in (fact.s, fact.o))

    @cached_property
    def measurements(self) -> Mapping[str, tuple[Observation, ...]]:
        """Measurements of an entity."""
        return _grouped((m.s, m) for m in self.graph.measurements)

    @cached_property
    def honours(self) -> Mapping[str, tuple[Award, ...]]:
        """Honours of an entity."""
        return _grouped((h.s, h) for h in self.graph.honours)

    @cached_property
    def proofs(self) -> Mapping[str, Claim]:
        """Statements by the ids that RDF gives to the pieces of their evidence."""
        return {evidence_id(claim, s): claim for claim in self.claims.values() for s in claim.evidence}

    @cached_property
    def posts(self) -> Mapping[str, str]:
        """Organisations by the ids that RDF gives to their posts."""
        stated = ((f, dict(f.q).get("post")) for f in self.graph.facts)
        return {post_id(fact.o, title): fact.o for fact, title in stated if title is not None}

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        """Pages by id."""
        return {sheet.id: sheet for sheet in self.graph.pages}

    @cached_property
    def stories(self) -> Mapping[str, tuple[Story, ...]]:
        """Articles by page."""
        return _grouped((story.page, story) for story in self.graph.articles)

    @cached_property
    def by_page(self) -> Mapping[str, tuple[Claim, ...]]:
        """What each page states."""
        return _grouped(
            (page, claim)
            for claim in self.claims.values()
            for page in dict.fromkeys(source.page for source in claim.evidence)
        )

    @cached_property
    def on_page(self) -> Mapping[str, tuple[Node, ...]]:
        """Entities by the pages that mention them."""
        return _grouped(
            (page, node)
            for node in self.graph.entities
            for page in dict.fromkeys(mention.page for mention in node.mentions)
        )

    @cached_property
    def named(self) -> Mapping[str, tuple[Node, ...]]:
        """Entities by name; several may bear one."""
        return _grouped((node.name, node) for node in self.graph.entities)

    @cached_property
    def ranked(self) -> tuple[Node, ...]:
        """All entities, the best connected first."""
        degree = self.degrees
        return tuple(sorted(self.graph.entities, key=lambda n: (-degree[n.id], n.id)))

    @cached_property
    def types(self) -> Counter[str]:
        """How many entities are of each type."""
        return Counter(node.type for node in self.graph.entities)

    @cached_property
    def predicates(self) -> Counter[str]:
        """How many facts are of each predicate."""
        return Counter(fact.p for fact in self.graph.facts)

    @cached_property
    def period(self) -> tuple[str, str] | None:
        """First and last day of all evidence."""
        return period(source for claim in self.claims.values() for source in claim.evidence)

    def warm(self) -> None:
        """Make the tables that almost every page looks something up in."""
        for table in (
            self.version,
            self.claims,
            self.facts,
            self.near,
            self.by_page,
            self.on_page,
            self.named,
        ):
            len(table)

    def facts_of(self, id_: str) -> tuple[Edge, ...]:
        """Facts of an entity; none where it stands in none."""
        return self.facts.get(id_, _NO_FACTS)

    def hint(self, id_: str) -> str:
        """What tells an entity from others of its name: its post, or where it lies."""
        node = self.nodes[id_]
        best = max(
            (f for f in self.facts_of(id_) if f.s == id_ and f.p in _TELLING),
            key=lambda f: (_TELLING.index(f.p), f.score, f.id),
            default=None,
        )
        if best is None:
            return node.code or ""
        post = dict(best.q).get("post", "") if best.p == "holdsPost" else ""
        return f"{self.nodes[best.o].name}{post}"


_TELLING = ("partOf", "residentOf", "jurisdiction", "locatedIn", "holdsPost")


def period(sources: Iterable[Source]) -> tuple[str, str] | None:
    """First and last day of evidence, None where no day is known."""
    days = [source.date for source in sources if source.date]
    return (min(days), max(days)) if days else None


def other(fact: Edge, id_: str) -> str:
    """The end of a fact that an entity is not."""
    return fact.o if fact.s == id_ else fact.s


def _grouped(pairs: Iterable[tuple[str, _Value]]) -> dict[str, tuple[_Value, ...]]:
    found: dict[str, dict[_Value, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}
