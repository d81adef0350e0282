"""The graph as rows with ids and versions, by kind: what a graph database is compared with and sent.

The model is that of the exports `neo4j-csv` and `cypher` (`kg.export.property`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat

from kg.errors import KgError
from kg.export.columns import Column, Value
from kg.export.property import Links, links, nodes
from kg.export.terms import clean
from kg.graph import Graph
from kg.ids import digest
from kg.knowledge.ontology import load as ontology

Kind = tuple[str, ...]
"""What lies in one table: `(label,)` of nodes, `(type, label of starts, label of ends)` of edges."""

ENTITY = "Entity"
"""The label that all entities have beside that of their class."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class LoadError(KgError):
    """A database that cannot be reached, refuses, or cannot hold what it is sent."""


@dataclass(frozen=True, slots=True)
class Row:
    """A node (`s` and `o` empty) or an edge between the nodes `s` and `o`, with its properties."""

    id: str
    s: str
    o: str
    values: Mapping[str, Value]

    @property
    def version(self) -> str:
        """A digest of all that the row holds: it changes when any of it does."""
        return digest(self.s, self.o, *(f"{key}={value!r}" for key, value in self.values.items()))


@dataclass(frozen=True)
class Tables:
    """The rows of a graph by kind, each id once, and the columns of what can lie there."""

    graph: Graph

    @cached_property
    def labels(self) -> dict[str, str]:
        """The class of each entity by its id."""
        return {clean(node.id): named(node.type) for node in self.graph.entities}

    @cached_property
    def nodes(self) -> dict[Kind, list[Row]]:
        """Kind -> nodes."""
        found: dict[Kind, dict[str, Row]] = {}
        for kind in nodes(self.graph):
            labels = map(named, kind.kinds()) if kind.kinds else repeat(kind.label)
            for label, (id_, *values) in zip(labels, kind.rows(), strict=False):
                row = Row(str(id_), "", "", _values(kind.columns[1:], values))
                found.setdefault((label,), {})[row.id] = row
        return {kind: list(found[kind].values()) for kind in sorted(found)}

    @cached_property
    def edges(self) -> dict[Kind, list[Row]]:
        """Kind -> edges."""
        found: dict[Kind, dict[str, Row]] = {}
        for relation in links(self.graph):
            for kind, row in self._edges(relation):
                found.setdefault(kind, {})[row.id] = row
        return {kind: list(found[kind].values()) for kind in sorted(found)}

    @cached_property
    def node_columns(self) -> dict[str, tuple[Column, ...]]:
        """Label -> properties but the id, of every class of the ontology and of whatever else there is."""
        found: dict[str, tuple[Column, ...]] = {}
        for kind in nodes(self.graph):
            classes = dict.fromkeys([*ontology().classes, *sorted(set(self.labels.values()))])
            for label in classes if kind.kinds else (kind.label,):
                found[label] = kind.columns[1:]
        return found

    @cached_property
    def edge_columns(self) -> dict[str, tuple[Column, ...]]:
        """Type -> properties but the id, of every predicate of the ontology and of whatever else there is."""
        stated = links(self.graph)
        facts = next((r.columns[1:] for r in stated if r.columns), _facts())
        found = dict.fromkeys(ontology().predicates, facts)
        return {**found, **{named(r.type): r.columns[1:] for r in stated}}

    @cached_property
    def joins(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Type -> the labels that it may join: those of the ontology, and those that it does join."""
        known = ontology()
        found = {
            name: {(s, o): None for s in known.classes for o in known.classes if rule.allows(s, o)}
            for name, rule in known.predicates.items()
        }
        classes = [label for label in self.node_columns if self.base(label) == ENTITY]
        for relation in (r for r in links(self.graph) if not r.columns):
            ends = classes if relation.end == ENTITY else [relation.end]
            found.setdefault(relation.type, {}).update(dict.fromkeys((relation.start, end) for end in ends))
        for name, s, o in self.edges:
            found.setdefault(name, {})[s, o] = None
        return {name: tuple(pairs) for name, pairs in found.items()}

    def base(self, label: str) -> str:
        """The label by which nodes are found: Entity for the classes of entities, else the label itself."""
        return label if label in self._own else ENTITY

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """All labels by which nodes are found."""
        return tuple(kind.label for kind in nodes(self.graph))

    @cached_property
    def _own(self) -> frozenset[str]:
        return frozenset(self.bases) - {ENTITY}

    def _edges(self, relation: Links) -> Iterator[tuple[Kind, Row]]:
        for s, o, values in relation.rows():
            ends = [
                self.labels[id_] if label == ENTITY else label
                for label, id_ in ((relation.start, s), (relation.end, o))
            ]
            id_ = str(values[0]) if relation.columns else digest(relation.type, s, o)
            yield (named(relation.type), *ends), Row(id_, s, o, _values(relation.columns[1:], values[1:]))


def named(name: str) -> str:
    """The name of a class or predicate, fit to stand in a statement; raises LoadError where it is not."""
    if not _NAME.fullmatch(name):
        raise LoadError(f"{name!r} is no name of a class or predicate; rebuild the workspace with this kg")
    return name


def _facts() -> tuple[Column, ...]:
    """The properties of a fact where a graph has none to tell them."""
    return (Column("score", float), *map(Column, ontology().qualifiers))


def _values(columns: Iterable[Column], values: Iterable[Value]) -> dict[str, Value]:
    return {column.name: value for column, value in zip(columns, values, strict=True)}
