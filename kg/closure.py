"""What follows from a graph by its ontology: the RDFS or OWL RL rules that `kg.ttl` gives cause for.

By RDFS: superclasses, superproperties, domains and ranges; by OWL RL also inverses, symmetry, equivalence and
unions. That an IRI is a thing, a resource or the same as itself follows too, and is left out: it says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import ChoiceError
from kg.export.quads import TYPE, Triple, triples
from kg.export.terms import PUBLISHED, Iri, Namespaces, Text
from kg.graph import Graph
from kg.knowledge.tables import home

_RDF, _RDFS, _OWL = PUBLISHED["rdf"], PUBLISHED["rdfs"], PUBLISHED["owl"]
RULES = ("rdfs", "owlrl")
"""Sets of rules, each holding the one before."""
_THING = f"{_OWL}Thing"

Relation = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Schema:
    """What the ontology says of its terms, already followed to the end; all by IRI."""

    classes: Relation
    """Class -> the classes above it."""
    properties: Relation
    """Property -> the properties above it."""
    inverses: Relation
    """Property -> the properties that hold the other way round."""
    domains: Relation
    """Property -> classes of its subjects."""
    ranges: Relation
    """Property -> classes of its objects."""
    disjoint: tuple[frozenset[str], ...]
    """Classes of which nothing is in two."""


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """A node that follows to be in classes which exclude each other."""

    node: str
    classes: tuple[str, ...]


def closure(graph: Graph, namespaces: Namespaces | None = None, rules: str = "owlrl") -> Iterator[Triple]:
    """The triples of the graph in their order, then those that follow from them, sorted.

    Raises ChoiceError where `rules` is neither `rdfs` nor `owlrl`.
    """
    return closed(triples(graph, namespaces), schema(rules), namespaces or Namespaces())


def closed(stream: Iterable[Triple], known: Schema, ns: Namespaces) -> Iterator[Triple]:
    """The triples, then what follows from them. Holds all of them while it runs."""
    stated = set()
    found: set[Triple] = set()
    for triple in stream:
        stated.add(triple)
        yield triple
        found.update(_following(_home(triple, ns), known))
    away = {_away(triple, ns) for triple in found}
    yield from sorted(away - stated, key=_order)


def clashes(graph: Graph) -> tuple[Clash, ...]:
    """Nodes whose classes, given and inferred, exclude each other, sorted; empty for a sound graph."""
    types: defaultdict[str, set[str]] = defaultdict(set)
    for s, p, o in closure(graph):
        if p == TYPE:
            types[s].add(str(o))
    found = {
        Clash(node, tuple(sorted(both)))
        for node, own in types.items()
        for group in schema().disjoint
        if len(both := own & group) > 1
    }
    return tuple(sorted(found))


def _following(triple: Triple, known: Schema) -> Iterator[Triple]:
    """What follows from one triple; no rule of the ontology needs two."""
    s, p, o = triple
    if p == TYPE:
        yield from ((s, TYPE, Iri(above)) for above in known.classes.get(str(o), ()))
        return
    yield from ((s, Iri(above), o) for above in known.properties.get(p, ()))
    yield from ((s, TYPE, Iri(kind)) for kind in known.domains.get(p, ()))
    if not isinstance(o, Text):
        yield from ((o, Iri(back), s) for back in known.inverses.get(p, ()))
        yield from ((o, TYPE, Iri(kind)) for kind in known.ranges.get(p, ()))


def _home(triple: Triple, ns: Namespaces) -> Triple:
    """The triple in the namespace of the ontology's own file."""
    return _moved(triple, ns.ontology, Namespaces().ontology)


def _away(triple: Triple, ns: Namespaces) -> Triple:
    return _moved(triple, Namespaces().ontology, ns.ontology)


def _moved(triple: Triple, old: str, new: str) -> Triple:
    if old == new:
        return triple
    s, p, o = triple
    end = o if isinstance(o, Text) else _term(o, old, new)
    return _term(s, old, new), _term(p, old, new), end


def _term(iri: Iri, old: str, new: str) -> Iri:
    return Iri(new + iri.removeprefix(old)) if iri.startswith(old) else iri


def _order(triple: Triple) -> tuple[str, str, bool, tuple[str, ...]]:
    s, p, o = triple
    return s, p, isinstance(o, Text), tuple(o) if isinstance(o, Text) else (str(o),)


@cache
def schema(rules: str = "owlrl") -> Schema:
    """The shipped ontology's, read once for each set of rules."""
    if rules not in RULES:
        raise ChoiceError(f"unknown rules {rules!r} of a closure; choose from {', '.join(RULES)}")
    return _Rules(home("ontology") / "kg.ttl", rules == "owlrl").schema()


class _Rules:
    """Reads the rules out of an ontology file, those of OWL where they are wanted."""

    def __init__(self, path: Any, owl: bool) -> None:
        from pyoxigraph import RdfFormat, parse

        self.links: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self.blank: dict[tuple[str, str], str] = {}
        self.owl = owl
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            s, p, o = (str(getattr(t, "value", "")) for t in (quad.subject, quad.predicate, quad.object))
            self.links[p].append((s, o))
            self.blank[s, p] = o
        self.named = {s for p in ("Class", "ObjectProperty", "DatatypeProperty") for s in self._of(_OWL + p)}

    def schema(self) -> Schema:
        """All rules."""
        classes = _followed([*self._pairs("subClassOf"), *self._equivalent()])
        properties = _followed(self._pairs("subPropertyOf"))
        inverses = self._inverses(properties) if self.owl else {}
        domains, ranges = self._sides("domain", classes), self._sides("range", classes)
        return Schema(
            classes=classes,
            properties=properties,
            inverses=inverses,
            domains=_inherited(domains, ranges, properties, inverses),
            ranges=_inherited(ranges, domains, properties, inverses),
            disjoint=tuple(frozenset(self._members(head)) for _, head in self.links[f"{_OWL}members"]),
        )

    def _of(self, kind: str) -> set[str]:
        return {s for s, o in self.links[f"{_RDF}type"] if o == kind}

    def _pairs(self, name: str) -> list[tuple[str, str]]:
        both = [(s, o) for s, o in self.links[_RDFS + name] if o != _THING]
        return [(s, o) for s, o in both if s in self.named and o in self.named]

    def _equivalent(self) -> Iterator[tuple[str, str]]:
        for s, o in self.links[f"{_OWL}equivalentClass"] if self.owl else ():
            yield from ((s, o), (o, s))

    def _inverses(self, properties: Relation) -> Relation:
        """Symmetric properties, and those below the inverse of another, with all that is above both."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        turned = [(s, s) for s in self._of(f"{_OWL}SymmetricProperty")]
        for s, o in self.links[f"{_RDFS}subPropertyOf"]:
            inverse = self.blank.get((o, f"{_OWL}inverseOf"))
            turned += [(s, inverse)] if inverse else []
        for s, o in turned:
            below = {s, *(p for p, above in properties.items() if s in above)}
            for p in below:
                found[p] |= {o, *properties.get(o, ())}
        return {p: frozenset(back) for p, back in found.items()}

    def _sides(self, side: str, classes: Relation) -> Relation:
        found: defaultdict[str, set[str]] = defaultdict(set)
        kinds = self._of(f"{_OWL}Class")
        for p, c in self.links[_RDFS + side]:
            if p in self.named and c in kinds:
                found[p] |= self._plain({c, *classes.get(c, ()), *self._common(c, classes)})
        return {p: frozenset(c) for p, c in found.items()}

    def _common(self, union: str, classes: Relation) -> set[str]:
        """Classes above every member of a union."""
        head = self.blank.get((union, f"{_OWL}unionOf")) if self.owl else None
        members = [] if head is None else list(self._members(head))
        return set.intersection(*({m, *classes.get(m, ())} for m in members)) if members else set()

    def _plain(self, found: set[str]) -> set[str]:
        return {c for c in found if "://" in c}

    def _members(self, head: str) -> Iterator[str]:
        while head != f"{_RDF}nil":
            yield self.blank[head, f"{_RDF}first"]
            head = self.blank[head, f"{_RDF}rest"]


def _followed(pairs: Iterable[tuple[str, str]]) -> Relation:
    """For each term all terms that the pairs lead to, itself left out."""
    steps: defaultdict[str, set[str]] = defaultdict(set)
    for s, o in pairs:
        steps[s].add(o)
    found = {}
    for start in list(steps):
        seen: set[str] = set()
        rest = [start]
        while rest:
            new = steps.get(rest.pop(), set()) - seen
            seen |= new
            rest += new
        found[start] = frozenset(seen - {start})
    return found


def _inherited(own: Relation, other: Relation, properties: Relation, inverses: Relation) -> Relation:
    """The classes of one side of each property: its own, those above it, the other side of its inverses."""
    found = {}
    for p in {*own, *properties, *inverses}:
        near = (own.get(q, frozenset()) for q in (p, *properties.get(p, ())))
        far = (other.get(q, frozenset()) for q in inverses.get(p, ()))
        found[p] = frozenset().union(*near, *far)
    return found
