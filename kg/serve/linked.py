"""Things of the graph as data at their own address: JSON and RDF, by what the one who asks accepts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kg.errors import ChoiceError
from kg.export import export
from kg.graph import Award, Edge, Graph, Observation
from kg.serve.index import Claim, Index
from kg.serve.negotiate import preferred

TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "text/turtle": "turtle",
    "application/ld+json": "jsonld",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
}
"""Media type -> form."""
FORMS = ("json", "turtle", "jsonld", "ntriples", "rdfxml")
"""Forms beside HTML, by which `?format=` names them."""
_MEDIA = {form: kind for kind, form in reversed(TYPES.items())}


def wanted(request: Request) -> str:
    """The form that is asked for: by `?format=`, else by `Accept`, else HTML."""
    named = request.query_params.get("format")
    if named is not None:
        if named not in (*FORMS, "html"):
            raise ChoiceError(f"format: choose from {', '.join(FORMS)}")
        return named
    return TYPES[preferred(request.headers.get("accept", ""), [*TYPES]) or "text/html"]


def told(value: Mapping[str, Any]) -> Response:
    """A value as JSON."""
    body = json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    return Response(body, media_type="application/json", headers={"vary": "Accept"})


def rdf(graph: Graph, form: str) -> Response:
    """A small graph as RDF."""
    return StreamingResponse(export(graph, form), media_type=_MEDIA[form], headers={"vary": "Accept"})


def around(index: Index, id_: str) -> Graph:
    """The graph of what is said of an entity."""
    stated: list[Claim] = [
        *index.facts_of(id_),
        *index.measurements.get(id_, ()),
        *index.honours.get(id_, ()),
    ]
    return _graph(index, stated, [id_])


def of_claims(index: Index, stated: Iterable[Claim]) -> Graph:
    """The graph of some statements."""
    return _graph(index, list(stated), [])


def _graph(index: Index, stated: list[Claim], ids: list[str]) -> Graph:
    """Statements, and what they and the ids speak of; all sorted, as a graph is."""
    facts = [c for c in stated if isinstance(c, Edge)]
    named = {*ids, *(c.s for c in stated), *(f.o for f in facts)}
    pages = {source.page for claim in stated for source in claim.evidence}
    return Graph(
        pages=tuple(index.sheets[p] for p in sorted(pages) if p in index.sheets),
        articles=tuple(story for p in sorted(pages) for story in index.stories.get(p, ())),
        entities=tuple(index.nodes[i] for i in sorted(named)),
        facts=tuple(sorted(facts, key=lambda c: c.id)),
        measurements=tuple(sorted((c for c in stated if isinstance(c, Observation)), key=lambda c: c.id)),
        honours=tuple(sorted((c for c in stated if isinstance(c, Award)), key=lambda c: c.id)),
    )
