"""SPARQL servers, by the Graph Store Protocol: named graphs that are replaced where they changed.

What a page prints lies in the graph named after the page; what describes entities and claims is spread over
shelves, named graphs by the digest of the subject, so that a change moves little. Each graph says in itself
which version it is, so that replacing it and noting that is one act.
"""

from __future__ import annotations

import fnmatch
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from kg.errors import ChoiceError
from kg.export.quads import quads
from kg.export.rdf import nt
from kg.export.terms import PUBLISHED, Iri, Namespaces, Text
from kg.ids import digest
from kg.knowledge.tables import rows
from kg.load.difference import Difference, Loaded, Step, difference
from kg.load.rows import LoadError, Row

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.load import Progress, Settings

VERSION = Iri(PUBLISHED["owl"] + "versionInfo")
"""What a graph says of itself: the digest of its triples."""

_SHELVES = 2
"""Hexadecimal digits that name a shelf."""
_PAGED = 2000
_SECONDS = 120
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The addresses of a server: where it is asked, and where whole graphs are put.

    Where `update` is given, graphs are put there by SPARQL 1.1 Update, and `store` plays no part.
    """

    query: str
    store: str = ""
    update: str = ""


def load(graph: Graph, target: str, settings: Settings, progress: Progress) -> Loaded:
    """Make the server at the address of its queries hold the graph; graphs of others are left alone.

    A server answers as `kg query` does where its default graph is the union of all graphs, as Virtuoso's
    is. Raises LoadError where it cannot be reached or refuses; a second load goes on from there.
    """
    endpoint = endpoint_of(target, settings)
    opener = _opener(settings, endpoint)
    lines = graphs(graph)
    found = _difference(endpoint, opener, lines)
    total = len(found.rows) + len(found.gone)
    for done, name in enumerate((*found.gone, *(row.id for row in found.rows)), 1):
        _put(endpoint, opener, name, lines.get(name))
        progress(Step(done, total))
    return found.loaded


def endpoint_of(target: str, settings: Settings) -> Endpoint:
    """The addresses of the server that is asked at `target`; raises ChoiceError where its kind is unknown."""
    parts = urlsplit(target)
    if parts.username or parts.password:
        raise LoadError("leave the password out of the address; set KG_LOAD_USER and KG_LOAD_PASSWORD")
    if settings.store or settings.update:
        return Endpoint(target, settings.store, settings.update)
    for row in rows("servers.tsv"):
        if fnmatch.fnmatchcase(parts.path, row["query"]) and parts.path.count("/") == row["query"].count("/"):
            name = _starred(row["query"], parts.path)
            path = row["store"].replace("*", name)
            return Endpoint(target, urlunsplit((parts.scheme, parts.netloc, path, "", "")))
    known = "; ".join(f"{row['server']} {row['query']}" for row in rows("servers.tsv"))
    raise ChoiceError(
        f"{target}: no address of queries that kg knows ({known}); give --store URL or --update URL"
    )


def graphs(graph: Graph, namespaces: Namespaces | None = None) -> dict[str, list[str]]:
    """The named graphs that the graph becomes: name -> lines of N-Triples, its version not among them."""
    names = namespaces or Namespaces()
    found: dict[str, list[str]] = {}
    for s, p, o, page in quads(graph, names):
        name = page if page is not None else names.thing("shelf", digest(s)[:_SHELVES])
        found.setdefault(name, []).append(_triple(s, p, o))
    return found


def _triple(s: Iri, p: Iri, o: Iri | Text) -> str:
    return f"{nt(s)} {nt(p)} {nt(o)} .\n"


def _starred(pattern: str, path: str) -> str:
    """What stands in a path for the star of a pattern."""
    match = re.fullmatch(re.escape(pattern).replace(r"\*", "([^/]+)"), path)
    return match[1] if match and match.groups() else ""


def _difference(
    endpoint: Endpoint, opener: urllib.request.OpenerDirector, lines: Mapping[str, list[str]]
) -> Difference:
    wanted = [Row(name, "", "", {"triples": tuple(held)}) for name, held in lines.items()]
    return difference(dict(_held(endpoint, opener)), wanted)


def _held(endpoint: Endpoint, opener: urllib.request.OpenerDirector) -> Iterator[tuple[str, str]]:
    """Names and versions of our graphs on the server, asked page by page, as servers cut long answers."""
    last = ""
    while True:
        text = (
            f"SELECT ?g ?v WHERE {{ GRAPH ?g {{ ?g <{VERSION}> ?v }} "
            f'FILTER(STRSTARTS(STR(?g), "{Namespaces().data}") && STR(?g) > "{last}") }} '
            f"ORDER BY ?g LIMIT {_PAGED}"
        )
        address = f"{endpoint.query}?{urlencode({'query': text})}"
        request = _request(address, headers={"Accept": "application/sparql-results+json"})
        answer = json.loads(_sent(opener, request))
        found = [(row["g"]["value"], row["v"]["value"]) for row in answer["results"]["bindings"]]
        yield from found
        if len(found) < _PAGED:
            return
        last = max(name for name, _ in found)


def _put(
    endpoint: Endpoint, opener: urllib.request.OpenerDirector, name: str, lines: list[str] | None
) -> None:
    """Replace a graph, or delete it where there are no lines."""
    version = Row(name, "", "", {"triples": tuple(lines or ())}).version
    held = "".join((*(lines or ()), _triple(Iri(name), VERSION, Text(version))))
    if endpoint.update:
        insert = f" ;\nINSERT DATA {{ GRAPH <{name}> {{\n{held}}} }}" if lines is not None else ""
        body = f"DROP SILENT GRAPH <{name}>{insert}".encode()
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        _sent(opener, _request(endpoint.update, body, headers, method="POST"))
        return
    address = f"{endpoint.store}?graph={quote(name, safe='')}"
    if lines is None:
        _sent(opener, _request(address, method="DELETE"))
        return
    headers = {"Content-Type": "text/turtle; charset=utf-8"}
    _sent(opener, _request(address, held.encode(), headers, method="PUT"))


def _opener(settings: Settings, endpoint: Endpoint) -> urllib.request.OpenerDirector:
    """What sends requests: with the user and password by Digest or Basic, as the server asks for."""
    addresses = [a for a in (endpoint.query, endpoint.store, endpoint.update) if a]
    for address in addresses:
        if urlsplit(address).scheme not in ("http", "https"):
            raise ChoiceError(f"{address}: no address of a server; give http://… or https://…")
    if not settings.user:
        return urllib.request.build_opener()
    known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    for address in addresses:
        known.add_password(None, address, settings.user, settings.password)
    return urllib.request.build_opener(
        urllib.request.HTTPDigestAuthHandler(known), urllib.request.HTTPBasicAuthHandler(known)
    )


def _request(
    address: str, body: bytes | None = None, headers: Mapping[str, str] | None = None, method: str = "GET"
) -> urllib.request.Request:
    # The scheme was found to be http or https when the opener was made.
    return urllib.request.Request(address, body, dict(headers or {}), method=method)  # noqa: S310


def _sent(opener: urllib.request.OpenerDirector, request: urllib.request.Request) -> bytes:
    address = request.full_url.partition("?")[0]
    try:
        with opener.open(request, timeout=_SECONDS) as response:
            body: bytes = response.read()
            return body
    except urllib.error.HTTPError as error:
        said = " ".join(error.read(_SHOWN).decode("utf-8", "replace").split())
        if error.code in (401, 403):
            raise LoadError(
                f"{address}: user or password refused; set KG_LOAD_USER and KG_LOAD_PASSWORD"
            ) from error
        raise LoadError(f"{address}: {error.code} {said}; loading again goes on from there") from error
    except (OSError, ValueError) as error:
        raise LoadError(
            f"{address}: no such server answers ({error}); start it, or correct the address"
        ) from error
