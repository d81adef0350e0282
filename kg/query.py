"""SPARQL 1.1 over a graph, by Oxigraph: read-only, limited in time and rows, without federation."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from kg.errors import ChoiceError, KgError
from kg.export.quads import quads, triples
from kg.export.rdf import Names
from kg.export.terms import Iri, Namespaces, Text
from kg.graph import Graph

if TYPE_CHECKING:
    from pyoxigraph import Store

_T = TypeVar("_T")
_STACK = 256 << 20
_LENGTH = 20_000
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>"
    r"|#[^\n\r]*"
    r"|[?$]\w+"
    r"|(?P<prefix>[\w.-]*):[\w%.-]*"
    r"|(?P<word>\w+)",
    re.DOTALL,
)
_PREFIX = re.compile(r"\bPREFIX\s+([\w.-]*)\s*:", re.IGNORECASE)
_AT = re.compile(r"error at (\d+):(\d+)")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")


class QueryError(KgError):
    """A query that is not understood, not allowed, or took too long."""


class Cell(NamedTuple):
    """One value of an answer; `kind` is `uri`, `literal` or `bnode`, as in SPARQL's JSON."""

    value: str
    kind: str
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found. `truth` is set by ASK alone; CONSTRUCT and DESCRIBE give rows of three columns.

    `cut` tells that there were more rows than the limit.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    truth: bool | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may cost; None sets no limit."""

    seconds: float | None = 60.0
    rows: int | None = None


def load(graph: Graph, namespaces: Namespaces | None = None) -> Store:
    """The graph in an Oxigraph store in memory.

    The default graph holds every triple once and the graph of a page what that page prints. Oxigraph's
    own union of graphs would count a fact once for each page that states it.
    """
    from pyoxigraph import Literal, NamedNode, Quad, Store

    def term(value: Iri | Text) -> NamedNode | Literal:
        if isinstance(value, Text):
            return Literal(value.value, datatype=NamedNode(value.datatype) if value.datatype else None)
        return NamedNode(value)

    def stream() -> Iterator[Quad]:
        for s, p, o in triples(graph, namespaces):
            yield Quad(NamedNode(s), NamedNode(p), term(o))
        for s, p, o, g in quads(graph, namespaces):
            if g is not None:
                yield Quad(NamedNode(s), NamedNode(p), term(o), NamedNode(g))

    store = Store()
    store.bulk_extend(stream())
    return store


def query(
    source: Graph | Store,
    text: str,
    namespaces: Namespaces | None = None,
    limits: Limits | None = None,
) -> Answer:
    """The answer to a SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE) over a graph or a loaded store.

    The prefixes of `Namespaces.prefixes` need no declaration. Raises QueryError, saying what is wrong,
    where the query is not understood, calls another server, or takes longer than the limit.
    """
    names = namespaces or Namespaces()
    limits = limits or Limits()
    _refuse(text)
    store = load(source, names) if isinstance(source, Graph) else source
    stop = threading.Event()
    try:
        return _within(limits.seconds, stop, lambda: _run(store, text, names, (limits.rows, stop)))
    except SyntaxError as error:
        raise _explained(text, str(error), names) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query failed: {error}") from error


def _refuse(text: str) -> None:
    if len(text) > _LENGTH:
        raise QueryError(f"the query has {len(text)} characters; {_LENGTH} are allowed")
    # Escapes count before tokens do: S\u0045RVICE is the keyword too.
    for form in (text, _ESCAPE.sub(_unescaped, text)):
        if any((m["word"] or "").upper() == "SERVICE" for m in _TOKEN.finditer(form)):
            raise QueryError("SERVICE is switched off: a query reads this graph and calls no other server")


def _unescaped(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else match[0]


def _run(store: Store, text: str, names: Namespaces, bounds: tuple[int | None, threading.Event]) -> Answer:
    from pyoxigraph import QueryBoolean, QuerySolutions

    found: Any = store.query(text, prefixes=names.prefixes)
    if isinstance(found, QueryBoolean):
        return Answer((), truth=bool(found))
    if isinstance(found, QuerySolutions):
        columns = tuple(v.value for v in found.variables)
        return _gathered(columns, (tuple(_cell(row[c]) for c in columns) for row in found), bounds)
    rows = ((_cell(t.subject), _cell(t.predicate), _cell(t.object)) for t in found)
    return _gathered(("subject", "predicate", "object"), rows, bounds)


def _gathered(
    columns: tuple[str, ...],
    rows: Iterator[tuple[Cell | None, ...]],
    bounds: tuple[int | None, threading.Event],
) -> Answer:
    most, stop = bounds
    kept: list[tuple[Cell | None, ...]] = []
    for row in rows:
        if stop.is_set() or (most is not None and len(kept) >= most):
            return Answer(columns, tuple(kept), cut=True)
        kept.append(row)
    return Answer(columns, tuple(kept))


def _cell(term: Any) -> Cell | None:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if term is None:
        return None
    if isinstance(term, NamedNode):
        return Cell(term.value, "uri")
    if isinstance(term, Literal):
        kind = term.datatype.value
        plain = kind == _STRING or bool(term.language)
        return Cell(term.value, "literal", "" if plain else kind, term.language or "")
    return Cell(term.value if isinstance(term, BlankNode) else str(term), "bnode")


_stack_size = threading.Lock()


def _within(seconds: float | None, stop: threading.Event, work: Callable[[], _T]) -> _T:
    """The result of `work`, done in a thread of its own.

    The thread has a deep stack, as Oxigraph's parser dies on a deeply nested query in a shallow one.
    Past the time limit it is left to end by itself: nothing can stop it while it evaluates.
    """
    result: list[_T] = []
    failure: list[BaseException] = []

    def body() -> None:
        try:
            result.append(work())
        except BaseException as error:  # handed over to the caller's thread
            failure.append(error)

    with _stack_size:
        before = threading.stack_size(_STACK)
        try:
            thread = threading.Thread(target=body, name="kg-query", daemon=True)
            thread.start()
        finally:
            threading.stack_size(before)
    thread.join(seconds)
    if thread.is_alive():
        stop.set()
        raise QueryError(f"the query took longer than {seconds:g} s; narrow it or allow more time")
    if failure:
        raise failure[0]
    return result[0]


def _explained(text: str, message: str, names: Namespaces) -> QueryError:
    """The error of a query that does not parse, naming what is most likely wrong."""
    known = {*names.prefixes, *_PREFIX.findall(text)}
    for match in _TOKEN.finditer(text):
        if match["prefix"] is not None and match["prefix"] not in known:
            choices = ", ".join(sorted(names.prefixes))
            return QueryError(
                f"the prefix {match['prefix']}: is not declared; known without PREFIX: {choices}"
            )
    if re.match(r"\s*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", text, re.IGNORECASE):
        return QueryError("updates are switched off: ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
    at = _AT.search(message)
    line = (
        text.splitlines()[int(at[1]) - 1].strip()[:80] if at and int(at[1]) <= len(text.splitlines()) else ""
    )
    shown = f" in {line!r}" if line else ""
    return QueryError(f"the query is not SPARQL{shown}: {message}")


def table(answer: Answer, namespaces: Namespaces | None = None) -> str:
    """The answer as aligned columns for people, IRIs shortened by their prefixes."""
    if answer.truth is not None:
        return "yes\n" if answer.truth else "no\n"
    names = Names(namespaces or Namespaces())
    lines = [answer.columns, *(tuple(_shown(cell, names) for cell in row) for row in answer.rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, tuple("-" * width for width in widths))
    body = "".join("  ".join(map(_padded, line, widths)).rstrip() + "\n" for line in lines)
    return body + ("(more rows were left off)\n" if answer.cut else "")


def _shown(cell: Cell | None, names: Names) -> str:
    if cell is None:
        return ""
    text = (names.short(cell.value) or cell.value) if cell.kind == "uri" else cell.value
    return "".join(c if c.isprintable() else " " for c in text)


def _width(text: str) -> int:
    """Columns of a terminal that the text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def csv_text(answer: Answer, namespaces: Namespaces | None = None) -> str:
    """The answer as SPARQL 1.1 CSV, safe to open in a spreadsheet.

    A cell that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage
    return and is no plain number) has an apostrophe before it, and so has one that begins with
    apostrophes before such a character: taking one apostrophe off gives back every value (`csv_value`).
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if answer.truth is not None:
        return f"{str(answer.truth).lower()}\r\n"
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([_csv_cell(cell) for cell in row])
    return out.getvalue()


def _csv_cell(cell: Cell | None) -> str:
    if cell is None:
        return ""
    value = f"_:{cell.value}" if cell.kind == "bnode" else cell.value
    return f"'{value}" if _runs(value) else value


def _runs(value: str) -> bool:
    return value.lstrip("'").startswith(("=", "+", "-", "@", "\t", "\r")) and not _NUMBER.fullmatch(value)


def csv_value(cell: str) -> str:
    """The value that a cell of `csv_text` stands for."""
    return cell[1:] if cell.startswith("'") and _runs(cell[1:]) else cell


def json_text(answer: Answer, namespaces: Namespaces | None = None) -> str:
    """The answer as SPARQL 1.1 Query Results JSON."""
    if answer.truth is not None:
        return json.dumps({"head": {}, "boolean": answer.truth}) + "\n"
    bindings = [
        {name: _binding(cell) for name, cell in zip(answer.columns, row, strict=True) if cell is not None}
        for row in answer.rows
    ]
    body = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(body, ensure_ascii=False) + "\n"


def _binding(cell: Cell) -> dict[str, str]:
    extra = {"datatype": cell.datatype} if cell.datatype else {}
    spoken = {"xml:lang": cell.language} if cell.language else {}
    return {"type": cell.kind, "value": cell.value, **extra, **spoken}


WRITERS: dict[str, Callable[[Answer, Namespaces | None], str]] = {
    "csv": csv_text,
    "json": json_text,
    "table": table,
}
"""Format of an answer -> the function that writes it."""


def written(answer: Answer, to: str, namespaces: Namespaces | None = None) -> str:
    """The answer in the format `to`; raises ChoiceError, listing the choices, where there is none such."""
    if to not in WRITERS:
        raise ChoiceError(f"unknown format {to!r} of an answer; choose from {', '.join(sorted(WRITERS))}")
    return WRITERS[to](answer, namespaces)
