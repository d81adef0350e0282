"""What is asked for and what comes back: an answer as plain values, its limits, its faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.errors import KgError


class QueryError(KgError):
    """A query that is not understood or failed."""


class RefusedError(QueryError):
    """A query that is understood and not allowed: it would change something or reach another server."""


class LimitError(QueryError):
    """A query that took more time or memory than it may."""


class Cell(NamedTuple):
    """One value of an answer; `kind` is `uri`, `literal` or `bnode`, as in SPARQL's JSON."""

    value: str
    kind: str
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found. `truth` is set by ASK alone.

    `triples` tells that the rows are triples, as CONSTRUCT and DESCRIBE give them; `cut` that there were more
    rows than the limit.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    truth: bool | None = None
    triples: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may cost, memory in megabytes beside what the graph takes; None sets no limit."""

    seconds: float | None = 60.0
    rows: int | None = None
    megabytes: int | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """IRIs of the graphs that a query reads; empty: all that the store has."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
