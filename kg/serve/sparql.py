"""The SPARQL 1.1 protocol, read-only: GET, POST of a form or of a query, every result format.

Queries are answered in processes apart, which end with the limits, so that nothing goes on after its
time-out and no query can take the server's memory. Updates and SERVICE are refused.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.export.rdf import nt
from kg.export.terms import PUBLISHED, Iri, Namespaces, Text
from kg.graph import Graph
from kg.query import (
    Answer,
    Asked,
    Crew,
    Dataset,
    LimitError,
    Limits,
    QueryError,
    RefusedError,
    answer,
    guarded,
    load,
    written,
)
from kg.serve.negotiate import preferred

if TYPE_CHECKING:
    from pyoxigraph import Store

    Source = Graph | Store | Callable[[], Store]
    """What is asked; a function gives the store anew for each query."""

Kinds = tuple[str | None, str | None]
"""Media types wanted for rows and for triples; None: none that there is."""

LIMITS = Limits(seconds=30.0, rows=100_000, megabytes=1024)
"""What a query from elsewhere may cost."""

BINDINGS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
}
"""Media type -> format of what SELECT and ASK give; the first is what a request gets that wants none."""

TRIPLES = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/n-quads": "ntriples",
    "application/json": "jsonld",
    "application/xml": "rdfxml",
}
"""The same for CONSTRUCT and DESCRIBE."""

_BODY = 1 << 16
_QUEUE = 32
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
}


class _FaultError(Exception):
    """A request that is not answered: the status that says so, and why."""


class _Desk:
    """Where queries are answered: processes that hold the store, others once the store is another one."""

    def __init__(self, give: Callable[[], Store], limits: Limits) -> None:
        self._give = give
        self._limits = limits
        self._changing = threading.Lock()
        self._held: tuple[Store, Crew] | None = None

    def do(self, asked: Asked, kinds: Kinds) -> tuple[str, bytes, bool]:
        """Media type and body of the answer, and whether rows were left off."""
        crew = self._crew()
        done: tuple[str, bytes, bool] = crew.do((asked, kinds))
        return done

    def _crew(self) -> Crew:
        store = self._give()
        with self._changing:
            if self._held is None or self._held[0] is not store:
                if self._held:
                    self._held[1].close()
                self._held = store, Crew(lambda given: _write(answer(store, given[0]), *given), self._limits)
            return self._held[1]


def endpoint(source: Source, limits: Limits = LIMITS, namespaces: Namespaces | None = None) -> Route:
    """The route `/sparql` that answers queries on a graph or a store, which must not change any more.

    Statuses: 400 where the query is not SPARQL (with the parser's words), 403 where it is refused, 406 and
    415 for formats that are not known, 413 for one that is too long, 503 past a limit or where too many
    wait. Where rows were left off, `X-SPARQL-MaxRows` says how many there may be.
    """
    names = namespaces or Namespaces()
    desk = _Desk(_giver(source, names), limits)
    turns = CapacityLimiter(max(2, os.cpu_count() or 1))

    async def handle(request: Request) -> Response:
        try:
            if request.method != "POST" and not request.url.query:
                return _description(request)
            asked = await _asked(request, names, limits)
            if turns.statistics().tasks_waiting >= _QUEUE:
                raise _FaultError(503, "too many queries wait; ask again later")
            accept = request.headers.get("accept", "")
            return await to_thread.run_sync(_respond, desk, asked, accept, limiter=turns)
        except _FaultError as fault:
            status, why = fault.args
            return PlainTextResponse(f"{why}\n", status, {"Retry-After": "5"} if status == 503 else None)

    return Route("/sparql", handle, methods=["GET", "POST"])


def _giver(source: Source, names: Namespaces) -> Callable[[], Store]:
    if callable(source):
        return source
    store = load(source, names) if isinstance(source, Graph) else source
    return lambda: store


async def _asked(request: Request, names: Namespaces, limits: Limits) -> Asked:
    """The query that a request holds."""
    given = parse_qsl(request.url.query, keep_blank_values=True)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await _body(request)
        if kind == _FORM:
            given = parse_qsl(body, keep_blank_values=True)
        elif kind in (_QUERY, _UPDATE):
            given.append((kind.rpartition("-")[2], body))
        else:
            raise _FaultError(415, f"send a query as {_QUERY} or {_FORM}")
    return _read(given, names, limits)


async def _body(request: Request) -> str:
    held = bytearray()
    try:
        async for chunk in request.stream():
            held += chunk
            if len(held) > _BODY:
                raise _FaultError(413, f"the request is longer than {_BODY} bytes")
        return held.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _FaultError(400, "the request is not UTF-8") from error
    except ClientDisconnect as error:
        raise _FaultError(400, "the request is not whole") from error


def _read(given: list[tuple[str, str]], names: Namespaces, limits: Limits) -> Asked:
    values: dict[str, list[str]] = {}
    for key, value in given:
        values.setdefault(key, []).append(value)
    if "update" in values:
        raise _FaultError(403, "updates are switched off: ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
    if len(values.get("query", ())) != 1:
        raise _FaultError(400, "give one query, as the parameter query")
    default, named = values.get("default-graph-uri", ()), values.get("named-graph-uri", ())
    return Asked(values["query"][0], names, limits, Dataset(tuple(default), tuple(named)))


def _respond(desk: _Desk, asked: Asked, accept: str) -> Response:
    """The answer as a response; runs in a thread, as it waits."""
    kinds = preferred(accept, [*BINDINGS]), preferred(accept, [*TRIPLES])
    try:
        kind, body, cut = guarded(asked, lambda: desk.do(asked, kinds))
    except QueryError as error:
        raise _FaultError(_status(error), str(error)) from error
    return Response(body, 200, _headers(cut, asked.limits), kind)


def _write(found: Answer, asked: Asked, kinds: Kinds) -> tuple[str, bytes, bool]:
    """The answer in the kind that is wanted for rows, or for triples."""
    offers = TRIPLES if found.triples else BINDINGS
    kind = kinds[found.triples]
    if kind is None:
        raise _FaultError(406, f"choose from {', '.join(offers)}")
    return kind, written(found, offers[kind], asked.namespaces).encode(), found.cut


def _headers(cut: bool, limits: Limits) -> Mapping[str, str]:
    return {"Vary": "Accept", **({"X-SPARQL-MaxRows": str(limits.rows)} if cut else {})}


def _status(error: QueryError) -> int:
    if isinstance(error, RefusedError):
        return 403
    return 503 if isinstance(error, LimitError) else 400


def _description(request: Request) -> Response:
    """What the service is and can, as SPARQL 1.1 Service Description wants it."""
    lines = "".join(f"{nt(s)} {nt(p)} {nt(o)} .\n" for s, p, o in _described(str(request.url)))
    return Response(lines, 200, {"Vary": "Accept"}, "text/turtle")


def _described(url: str) -> Iterator[tuple[Iri, Iri, Iri | Text]]:
    service = Iri(url)
    yield service, Iri(PUBLISHED["rdf"] + "type"), Iri(f"{_SD}Service")
    yield service, Iri(f"{_SD}endpoint"), service
    yield service, Iri(f"{_SD}supportedLanguage"), Iri(f"{_SD}SPARQL11Query")
    for name in _FORMATS.values():
        yield service, Iri(f"{_SD}resultFormat"), Iri(f"http://www.w3.org/ns/formats/{name}")
