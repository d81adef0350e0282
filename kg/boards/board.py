"""A board: rows that people compare, each with the statements it rests on; and what boards look up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.graph import Award, Edge, Graph, Node, Observation
from kg.knowledge.ontology import load

Claim = Edge | Observation | Award


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its key, named in two languages. `numeric` ones sort by number, `chosen` ones filter."""

    key: str
    zh: str
    en: str
    numeric: bool = False
    chosen: bool = False

    def label(self, language: str) -> str:
        """The name in `zh` or `en`."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Cell:
    """A value: its text, the entity it names, the statement it is taken from, the number it sorts by.

    `en` is what it is called in English, where it is a term and no name.
    """

    text: str = ""
    entity: str = ""
    claim: str = ""
    number: float | None = None
    en: str = ""

    def said(self, language: str) -> str:
        """The text in `zh` or `en`."""
        return self.en or self.text if language.startswith("en") else self.text


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns, the statements that they rest on, and a sentence."""

    cells: tuple[Cell, ...]
    claims: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Board:
    """Columns and rows; `tree` names the columns by which the rows are a tree, if any."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    tree: tuple[str, ...] = ()


@dataclass(slots=True)
class Book:
    """A graph as boards look things up in it."""

    graph: Graph
    nodes: dict[str, Node] = field(init=False)
    out: dict[tuple[str, str], list[Edge]] = field(init=False)
    into: dict[tuple[str, str], list[Edge]] = field(init=False)
    measured: dict[str, list[Observation]] = field(init=False)

    def __post_init__(self) -> None:
        """Sort the facts by their ends, the surest first."""
        self.nodes = {node.id: node for node in self.graph.entities}
        self.out, self.into, self.measured = {}, {}, {}
        for fact in sorted(self.graph.facts, key=lambda f: (-f.score, f.id)):
            self.out.setdefault((fact.s, fact.p), []).append(fact)
            self.into.setdefault((fact.o, fact.p), []).append(fact)
        for m in self.graph.measurements:
            self.measured.setdefault(m.s, []).append(m)

    def facts(self, *predicates: str) -> Iterator[Edge]:
        """Facts of some predicates, in the order of the graph."""
        return (fact for fact in self.graph.facts if fact.p in predicates)

    def named(self, id_: str, claim: str = "") -> Cell:
        """An entity as a cell."""
        return Cell(self.nodes[id_].name, id_, claim)

    def within(self, id_: str) -> Iterator[str]:
        """The places that an entity lies in, the nearest first."""
        here, seen = id_, {id_}
        while facts := [f for f in self.out.get((here, "locatedIn"), ()) if f.o not in seen]:
            here = facts[0].o
            seen.add(here)
            yield here

    def place(self, id_: str, type_: str = "AdministrativeDivision") -> Cell:
        """The nearest division (or zone) that an entity lies in, or is; empty where none is known."""
        found = (i for i in (id_, *self.within(id_)) if self.nodes[i].type == type_)
        nearest = next(found, None)
        return self.named(nearest) if nearest else Cell()


def kind(type_: str) -> Cell:
    """A class of the ontology as a cell."""
    term = load().classes[type_]
    return Cell(term.label_zh, en=term.label_en)


def quote(claim: Claim) -> str:
    """The sentence that says it best."""
    best = max(claim.evidence, key=lambda s: (s.score, s.date or "", s.quote), default=None)
    return best.quote if best else ""


def days(claims: Iterable[Claim]) -> tuple[str, str]:
    """First and last day of the evidence of some statements; empty where no day is known."""
    found = [source.date for claim in claims for source in claim.evidence if source.date]
    return (min(found), max(found)) if found else ("", "")
