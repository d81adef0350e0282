"""The ontology as values: classes, predicates, qualifiers and kinds, read once from `ontology/kg.ttl`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import TableError
from kg.knowledge.tables import home

ONTOLOGY = "https://county-kg.org/ns#"
"""Namespace of the terms in `kg.ttl`."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"

Links = Mapping[str, Mapping[str, tuple[Any, ...]]]
"""Subject -> predicate -> objects (pyoxigraph terms), in the order of the file."""


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A class, property or concept: its local name, and what it is called in two languages."""

    name: str
    label_zh: str
    label_en: str
    definition_zh: str
    definition_en: str

    def label(self, language: str) -> str:
        """The label in `zh` or `en`."""
        return self.label_zh if language.startswith("zh") else self.label_en


@dataclass(frozen=True, slots=True, order=True)
class Class(Term):
    """An entity class; `parents` are the local names of its own superclasses."""

    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Predicate(Term):
    """A predicate: the entity classes it may join, and its qualifiers. `like`: one class on both sides."""

    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool
    like: bool
    qualifiers: tuple[str, ...]
    required: tuple[str, ...]

    def allows(self, s_type: str, o_type: str) -> bool:
        """Whether it may join a subject of the one class to an object of the other."""
        return s_type in self.domain and o_type in self.range and (not self.like or s_type == o_type)


@dataclass(frozen=True, slots=True)
class Ontology:
    """All that the program knows of its vocabulary; every mapping goes by local name, in file order."""

    classes: Mapping[str, Class]
    predicates: Mapping[str, Predicate]
    qualifiers: Mapping[str, Term]
    kinds: Mapping[str, Term]
    levels: tuple[tuple[int, str], ...]
    """Significant digits of a division's code and the level that they mean, ascending."""
    sorts: tuple[tuple[str, re.Pattern[str]], ...]
    """Sorts of public body and the pattern that their names match."""
    places: frozenset[str]
    """Classes whose instances are places."""
    version: str

    def allows(self, s_type: str, predicate: str, o_type: str) -> bool:
        """Whether the predicate is known and may join a subject of `s_type` to an object of `o_type`."""
        known = self.predicates.get(predicate)
        return known is not None and known.allows(s_type, o_type)

    def level(self, code: str) -> str | None:
        """Level of an administrative division by its code (GB/T 2260, six to twelve digits), or None."""
        if not (code.isascii() and code.isdigit() and any(len(code) == digits for digits, _ in self.levels)):
            return None
        full = code.ljust(self.levels[-1][0], "0")
        return next((name for digits, name in self.levels if not full[digits:].strip("0")), None)

    def sort(self, name: str) -> str | None:
        """Sort of the public body of that name (party bodies are told apart), or None."""
        return next((sort for sort, pattern in self.sorts if pattern.match(name)), None)


@cache
def load() -> Ontology:
    """The shipped ontology, read once; raises TableError where it is missing or has a fault."""
    return read(home("ontology") / "kg.ttl")


def read(path: Path) -> Ontology:
    """The ontology of a Turtle file; raises TableError, naming the term, where it has a fault."""
    return _Reader(path.name, _links(path)).ontology()


def _links(path: Path) -> Links:
    from pyoxigraph import RdfFormat, parse

    links: dict[str, dict[str, tuple[Any, ...]]] = {}
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            known = links.setdefault(str(quad.subject), {})
            known[quad.predicate.value] = (*known.get(quad.predicate.value, ()), quad.object)
    except (OSError, SyntaxError) as error:
        raise TableError(f"ontology/{path.name}: {error}; restore the file or reinstall county-kg") from error
    return links


class _Reader:
    """Reads values out of the links of one ontology file."""

    def __init__(self, file: str, links: Links) -> None:
        self.file = file
        self.links = links
        self.parents = {
            self._local(s): tuple(self._local(o) for o in self._own(found.get(f"{_RDFS}subClassOf", ())))
            for s, found in links.items()
            if self._is(s, f"{_OWL}Class") and self._local(s)
        }
        self.above = {name: self._above(name) for name in self.parents}
        self.concrete = [n for n in self.parents if not self._marked(n, "abstract")]
        self.qualifiers = tuple(self._below("qualifier"))

    def ontology(self) -> Ontology:
        """Everything in the file."""
        if "Entity" not in self.parents:
            raise TableError(
                f"ontology/{self.file}: the class kg:Entity is missing; every entity class is below it"
            )
        version = self._texts(ONTOLOGY.rstrip("#"), f"{_OWL}versionInfo")
        return Ontology(
            classes={name: self._class(name) for name in self._concrete("Entity")},
            predicates={name: self._predicate(name) for name in self._below("relation")},
            qualifiers={name: Term(*self._words(name)) for name in self.qualifiers},
            kinds={name: Term(*self._words(name)) for name in self._instances("Kind")},
            levels=tuple(sorted((int(self._one(n, "codeLength")), n) for n in self._instances("Level"))),
            sorts=tuple(self._sorts()),
            places=frozenset(self._concrete("Place")),
            version=version[0] if version else "",
        )

    def _fault(self, name: str, what: str) -> TableError:
        return TableError(f"ontology/{self.file}: kg:{name}: {what}")

    def _key(self, name: str) -> str:
        return f"<{ONTOLOGY}{name}>"

    def _local(self, term: Any) -> str:
        value = str(term)
        return value[len(ONTOLOGY) + 1 : -1] if value.startswith(f"<{ONTOLOGY}") else ""

    def _own(self, terms: tuple[Any, ...]) -> list[Any]:
        return [t for t in terms if self._local(t)]

    def _objects(self, name: str, predicate: str) -> tuple[Any, ...]:
        return self.links.get(self._key(name), {}).get(predicate, ())

    def _is(self, subject: str, kind: str) -> bool:
        return any(o.value == kind for o in self.links[subject].get(f"{_RDF}type", ()))

    def _texts(self, subject: str, predicate: str) -> list[str]:
        return [o.value for o in self.links.get(f"<{subject}>", {}).get(predicate, ())]

    def _one(self, name: str, annotation: str) -> str:
        found = self._objects(name, ONTOLOGY + annotation)
        if len(found) != 1:
            raise self._fault(name, f"{len(found)} values of kg:{annotation} where one must stand")
        return str(found[0].value)

    def _marked(self, name: str, annotation: str) -> bool:
        return any(o.value == "true" for o in self._objects(name, ONTOLOGY + annotation))

    def _words(self, name: str) -> tuple[str, str, str, str, str]:
        return (name, *self._pair(name, f"{_RDFS}label"), *self._pair(name, f"{_SKOS}definition"))

    def _pair(self, name: str, predicate: str) -> tuple[str, str]:
        told = {o.language: o.value for o in self._objects(name, predicate)}
        if not (told.get("zh") and told.get("en")):
            raise self._fault(name, f"{predicate.rpartition('#')[2]} must stand in zh and in en")
        return told["zh"], told["en"]

    def _below(self, top: str) -> Iterator[str]:
        """Properties below `top`, in file order."""
        above = f"{_RDFS}subPropertyOf"
        for subject, found in self.links.items():
            if any(self._local(o) == top for o in found.get(above, ())):
                yield self._local(subject)
                yield from self._below(self._local(subject))

    def _instances(self, kind: str) -> Iterator[str]:
        return (self._local(s) for s in self.links if self._is(s, ONTOLOGY + kind))

    def _concrete(self, top: str) -> Iterator[str]:
        """Classes at or below `top` that may have instances of their own, in file order."""
        return (n for n in self.concrete if top in self.above[n])

    def _above(self, name: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
        if name in seen:
            raise self._fault(name, "is a subclass of itself")
        return frozenset({name}).union(*(self._above(p, seen | {name}) for p in self.parents.get(name, ())))

    def _class(self, name: str) -> Class:
        return Class(*self._words(name), self.parents[name])

    def _predicate(self, name: str) -> Predicate:
        needed = self._locals(name, "needs")
        return Predicate(
            *self._words(name),
            domain=self._side(name, "domain"),
            range=self._side(name, "range"),
            symmetric=self._is(self._key(name), f"{_OWL}SymmetricProperty"),
            like=self._marked(name, "joinsLike"),
            qualifiers=(*needed, *self._locals(name, "takes")),
            required=needed,
        )

    def _locals(self, name: str, annotation: str) -> tuple[str, ...]:
        found = tuple(self._local(o) for o in self._objects(name, ONTOLOGY + annotation))
        for qualifier in found:
            if qualifier not in self.qualifiers:
                raise self._fault(name, f"kg:{annotation} names kg:{qualifier}, which is no qualifier")
        return found

    def _side(self, name: str, side: str) -> frozenset[str]:
        found = self._objects(name, _RDFS + side)
        if len(found) != 1:
            raise self._fault(name, f"{len(found)} values of rdfs:{side} where one must stand")
        classes = [self._known(name, side, member) for member in self._members(found[0])]
        return frozenset(c for top in classes for c in self._concrete(top))

    def _known(self, name: str, side: str, member: Any) -> str:
        local = self._local(member)
        if local not in self.parents or "Entity" not in self.above[local]:
            raise self._fault(name, f"its {side} names {member}, which is no entity class of this file")
        return local

    def _members(self, term: Any) -> Iterator[Any]:
        """The classes of a union, or the class itself."""
        union = self.links.get(str(term), {}).get(f"{_OWL}unionOf", ())
        return self._list(union[0]) if union else iter((term,))

    def _list(self, head: Any) -> Iterator[Any]:
        while str(head) != f"<{_RDF}nil>":
            cell = self.links[str(head)]
            yield cell[f"{_RDF}first"][0]
            head = cell[f"{_RDF}rest"][0]

    def _sorts(self) -> Iterator[tuple[str, re.Pattern[str]]]:
        for subject, found in self.links.items():
            for pattern in found.get(f"{ONTOLOGY}namePattern", ()):
                try:
                    yield self._local(subject), re.compile(pattern.value)
                except re.error as error:
                    raise self._fault(self._local(subject), f"kg:namePattern: {error}") from error
