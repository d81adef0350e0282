"""SPARQL 1.1 over a graph, by Oxigraph: read-only, within limits, without federation."""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from kg.export.quads import TYPE, quads, triples
from kg.export.terms import Iri, Namespaces, Text
from kg.graph import Graph
from kg.query.answer import Answer, Cell, Dataset, Limits, QueryError, RefusedError
from kg.query.apart import apart

if TYPE_CHECKING:
    from pyoxigraph import Store

_T = TypeVar("_T")
_LENGTH = 20_000
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_TYPE = Cell(TYPE, "uri")
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
_UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))
_AT = re.compile(r"error at (\d+):(\d+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and how it is read; the prefixes of the namespaces need no declaration."""

    text: str
    namespaces: Namespaces = field(default_factory=Namespaces)
    limits: Limits = field(default_factory=Limits)
    dataset: Dataset = field(default_factory=Dataset)


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
    where the query is not understood, calls another server, or takes more than the limits.
    """
    names = namespaces or Namespaces()
    store = load(source, names) if isinstance(source, Graph) else source
    asked = Asked(text, names, limits or Limits())
    return _unpacked(*guarded(asked, lambda: apart(lambda: _packed(answer(store, asked)), asked.limits)))


def answer(store: Store, asked: Asked) -> Answer:
    """The answer, computed here: only the rows are limited. For work that is done apart."""
    return _run(store, asked, _graphs(asked.dataset))


def guarded(asked: Asked, ask: Callable[[], _T]) -> _T:
    """What `ask` gives, where the query may be asked at all; its faults are explained. Raises as `query` does."""
    _refuse(asked.text)
    try:
        return ask()
    except SyntaxError as error:
        raise _explained(asked, str(error)) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"the query failed: {error}") from error


def _refuse(text: str) -> None:
    if len(text) > _LENGTH:
        raise QueryError(f"the query has {len(text)} characters; {_LENGTH} are allowed")
    # Escapes count before tokens do: S\u0045RVICE is the keyword too.
    for form in (text, _ESCAPE.sub(_unescaped, text)):
        if "SERVICE" in _words(form):
            raise RefusedError("SERVICE is switched off: a query reads this graph and calls no other server")


def _words(text: str) -> Iterator[str]:
    return (m["word"].upper() for m in _TOKEN.finditer(text) if m["word"])


def _unescaped(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number < 0x110000 else match[0]


def _graphs(dataset: Dataset) -> dict[str, Any]:
    """What Oxigraph takes; where one part of a dataset is given, the other is empty."""
    from pyoxigraph import NamedNode

    if not dataset.default and not dataset.named:
        return {}
    try:
        return {
            "default_graph": [NamedNode(iri) for iri in dataset.default],
            "named_graphs": [NamedNode(iri) for iri in dataset.named],
        }
    except ValueError as error:
        raise QueryError(f"the name of a graph is no absolute IRI: {error}") from error


def _run(store: Store, asked: Asked, dataset: dict[str, Any]) -> Answer:
    from pyoxigraph import QueryBoolean, QuerySolutions

    found: Any = store.query(asked.text, prefixes=asked.namespaces.prefixes, **dataset)
    if isinstance(found, QueryBoolean):
        return Answer((), truth=bool(found))
    if isinstance(found, QuerySolutions):
        columns = tuple(v.value for v in found.variables)
        rows = (tuple(_cell(row[c]) for c in columns) for row in found)
        return _gathered(Answer(columns), rows, asked.limits.rows)
    lines = _once((_cell(t.subject), _cell(t.predicate), _cell(t.object)) for t in found)
    answer = _gathered(Answer(("subject", "predicate", "object"), triples=True), lines, asked.limits.rows)
    return replace(answer, rows=tuple(sorted(answer.rows, key=_turtle_order)))


def _gathered(head: Answer, rows: Iterator[tuple[Cell | None, ...]], most: int | None) -> Answer:
    kept = tuple(islice(rows, most))
    return replace(head, rows=kept, cut=most is not None and next(rows, None) is not None)


def _turtle_order(row: tuple[Cell | None, ...]) -> tuple[Cell | None, bool, Cell | None, Cell | None]:
    """Types first among what is said of a subject."""
    subject, predicate, object_ = row
    return subject, predicate != _TYPE, predicate, object_


def _once(rows: Iterable[_T]) -> Iterator[_T]:
    """Each row where it first comes: what CONSTRUCT gives is a set."""
    seen: set[_T] = set()
    for row in rows:
        if row not in seen:
            seen.add(row)
            yield row


def _cell(term: Any) -> Cell | None:
    """A term of Oxigraph's; told by the name of its class, as an import would cost more than the rest."""
    if term is None:
        return None
    sort = term.__class__.__name__
    if sort == "NamedNode":
        return Cell(term.value, "uri")
    if sort == "Literal":
        language, kind = term.language or "", term.datatype.value
        return Cell(term.value, "literal", "" if language or kind == _STRING else kind, language)
    return Cell(term.value if sort == "BlankNode" else str(term), "bnode")


def _packed(answer: Answer) -> tuple[Answer, bytes]:
    """An answer as it travels between processes: pickle takes ten times as long over its cells."""
    rows = [[cell and tuple(cell) for cell in row] for row in answer.rows]
    return replace(answer, rows=()), marshal.dumps(rows)


def _unpacked(head: Answer, packed: bytes) -> Answer:
    make = Cell._make
    rows = tuple(tuple([cell and make(cell) for cell in row]) for row in marshal.loads(packed))  # noqa: S302
    return replace(head, rows=rows)


def _explained(asked: Asked, message: str) -> QueryError:
    """The error of a query that does not parse, naming what is most likely wrong."""
    known = {*asked.namespaces.prefixes, *_PREFIX.findall(asked.text)}
    for match in _TOKEN.finditer(asked.text):
        if match["prefix"] is not None and match["prefix"] not in known:
            choices = ", ".join(sorted(asked.namespaces.prefixes))
            return QueryError(
                f"the prefix {match['prefix']}: is not declared; known without PREFIX: {choices}"
            )
    if _updates(asked.text):
        return RefusedError("updates are switched off: ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
    at = _AT.search(message)
    lines = asked.text.splitlines()
    line = lines[int(at[1]) - 1].strip()[:80] if at and int(at[1]) <= len(lines) else ""
    shown = f" in {line!r}" if line else ""
    return QueryError(f"the query is not SPARQL{shown}: {message}")


def _updates(text: str) -> bool:
    """Whether the first word after the declarations is one of an update."""
    words = (word for word in _words(text) if word not in ("PREFIX", "BASE"))
    return next(words, "") in _UPDATES
