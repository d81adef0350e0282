"""The JSON API; `README.md` beside this file documents every address."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import ChoiceError
from kg.export.terms import Namespaces
from kg.graph import Award, Edge, Observation, Source
from kg.knowledge.ontology import Term, load
from kg.serve import parameters, parts
from kg.serve.columns import columns
from kg.serve.held import State
from kg.serve.index import Claim, Index, other, period
from kg.serve.parameters import NotFoundError, entity, state_of
from kg.serve.places import roots
from kg.serve.search import labels
from kg.view.draw import styles

_MOST_NODES = 60_000
_DRAWN = 50_000
"""Nodes that the graph page asks for."""
_LARGE = 2_000
"""Nodes from which an answer is kept, as it takes long to write."""
_KEPT = 8
View = Callable[[Request], Response]


def _told(value: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Response(body, status, headers, "application/json")


def _answered(view: Callable[[Request], Mapping[str, Any] | Response]) -> View:
    """A view whose answer is JSON: with an ETag of the graph's state, its faults in words."""

    @wraps(view)
    def answered(request: Request) -> Response:
        tag = f'"{state_of(request).index.version}-{int(state_of(request).places is not None)}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"etag": tag})
        try:
            found = view(request)
        except NotFoundError as error:
            return _told({"error": str(error)}, 404)
        except ChoiceError as error:
            return _told({"error": str(error)}, 400)
        if isinstance(found, Response):
            return found
        return _told(found, headers={"etag": tag})

    return answered


def _wait(seconds: int = 2) -> Response:
    return _told(
        {"ready": False, "error": "not computed yet; ask again shortly"}, 503, {"retry-after": str(seconds)}
    )


@_answered
def vocabulary(request: Request) -> Mapping[str, Any]:
    """Types, predicates, qualifiers and kinds with labels, looks and counts."""
    index, known = state_of(request).index, load()
    looks = styles()
    return {
        "types": [
            {"name": name, **_labels(known.classes.get(name), name), "count": count}
            | dict(zip(("shape", "colour"), looks.get(name, ("dot", "#94a3b8")), strict=True))
            for name, count in _ordered(index.types)
        ],
        "predicates": [
            {"name": name, **_labels(known.predicates.get(name), name), "count": count}
            | {"symmetric": name in known.predicates and known.predicates[name].symmetric}
            for name, count in _ordered(index.predicates)
        ],
        "qualifiers": {name: _labels(term, name) for name, term in known.qualifiers.items()},
        "kinds": {name: _labels(term, name) for name, term in known.kinds.items()},
        "pages": [{"id": s.id, "title": s.title, "date": s.date} for s in index.graph.pages],
        "period": index.period,
        "entities": len(index.graph.entities),
        "facts": len(index.graph.facts),
        "version": index.version,
    }


def _ordered(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _labels(term: Term | None, name: str) -> dict[str, str]:
    return {"zh": term.label_zh, "en": term.label_en} if term else {"zh": name, "en": name}


@_answered
def graph(request: Request) -> Mapping[str, Any] | Response:
    """A part of the graph."""
    state = state_of(request)
    asked = parts.Asked(
        focus=tuple(entity(request, i) for i in parameters.several(request, "focus")),
        ids=parameters.several(request, "ids"),
        hops=parameters.whole(request, "hops", 1, (0, 5)),
        limit=parameters.whole(request, "limit", 400, (1, _MOST_NODES)),
        types=parameters.types(request),
        predicates=parameters.predicates(request),
        since=parameters.day(request, "from"),
        until=parameters.day(request, "to"),
        score=parameters.share(request, "score"),
        page=parameters.text(request, "page"),
    )
    if asked.limit < _LARGE:
        return parts.drawn(state, parts.part(state.index, asked))
    key = f"{request.url.query} {state.places is not None}"
    return _kept(state, key, lambda: parts.drawn(state, parts.part(state.index, asked)))


@_answered
def table(request: Request) -> Mapping[str, Any] | Response:
    """The whole graph as columns."""
    return _table(state_of(request), parameters.whole(request, "limit", _MOST_NODES, (1, _MOST_NODES)))


def _table(state: State, limit: int) -> Response:
    return _kept(state, f"columns {limit} {state.places is not None}", lambda: columns(state, limit))


def draw(state: State) -> None:
    """Write what the graph page asks for, as long as nobody waits for it."""
    _table(state, _DRAWN)


def gather(state: State) -> None:
    """Write the communities, as long as nobody waits for them."""
    _grouped(state)


def _kept(state: State, key: str, tell: Callable[[], Mapping[str, Any]]) -> Response:
    """A large answer, written once for each state of the graph; the last few are kept."""
    body = state.once(f"graph {key}", lambda: bytes(_told(tell()).body))
    state.forget("graph ", _KEPT)
    return Response(body, media_type="application/json")


@_answered
def layout(request: Request) -> Mapping[str, Any] | Response:
    """Positions of all entities."""
    places = state_of(request).places
    return _wait() if places is None else {"ready": True, "nodes": {i: list(at) for i, at in places.items()}}


@_answered
def search(request: Request) -> Mapping[str, Any]:
    """Entities by name, alias or pinyin."""
    state = state_of(request)
    words = parameters.text(request, "q")
    limit = parameters.whole(request, "limit", 12, (1, 200))
    hits = state.search.find(words, parameters.types(request))
    return {"query": words, "hits": labels(hits[:limit], state.index), "total": len(hits)}


@_answered
def neighbours(request: Request) -> Mapping[str, Any]:
    """An entity and those that a fact joins to it."""
    state = state_of(request)
    id_ = entity(request, parameters.text(request, "id"))
    predicates = parameters.predicates(request)
    if len(predicates) > 1:
        raise ChoiceError("predicate: name one")
    limit = parameters.whole(request, "limit", 100, (1, 2_000))
    found = parts.neighbours(state.index, id_, parameters.text(request, "predicate"), limit)
    return parts.drawn(state, found) | {"groups": parts.groups(state.index, id_)}


@_answered
def paths(request: Request) -> Mapping[str, Any]:
    """Shortest paths between two entities."""
    state = state_of(request)
    one, end = (entity(request, parameters.text(request, name)) for name in ("from", "to"))
    limit = parameters.whole(request, "limit", 5, (1, 50))
    found, ways = parts.between(state.index, one, end, limit)
    return parts.drawn(state, found) | {"paths": [list(way) for way in ways]}


@_answered
def common(request: Request) -> Mapping[str, Any]:
    """What several entities have in common."""
    state = state_of(request)
    ids = tuple(entity(request, i) for i in parameters.several(request, "ids"))
    if not 2 <= len(ids) <= 10:
        raise ChoiceError("ids: two to ten entities, separated by commas")
    found, shared = parts.shared(state.index, ids)
    return parts.drawn(state, found) | {"common": list(shared)}


@_answered
def groups(request: Request) -> Mapping[str, Any] | Response:
    """Communities of the graph."""
    return Response(_grouped(state_of(request)), media_type="application/json")


def _grouped(state: State) -> bytes:
    return state.once("communities", lambda: _communities(state.index, state.communities()))


def _communities(index: Index, found: Sequence[Sequence[str]]) -> bytes:
    told = [
        {"id": number, "label": index.nodes[members[0]].name, "size": len(members), "members": list(members)}
        for number, members in enumerate(found)
    ]
    of = {i: number for number, members in enumerate(found) for i in members}
    return bytes(_told({"communities": told, "of": of}).body)


@_answered
def divisions(request: Request) -> Mapping[str, Any]:
    """Places by hierarchy with counts."""
    return {"roots": roots(state_of(request).index)}


@_answered
def about(request: Request) -> Mapping[str, Any]:
    """All that the graph says of an entity."""
    return entity_told(state_of(request).index, entity(request, request.path_params["id"]))


@_answered
def statement(request: Request) -> Mapping[str, Any]:
    """One fact, measurement or honour."""
    index = state_of(request).index
    claim = index.claims.get(request.path_params["id"])
    if claim is None:
        raise NotFoundError("no statement has this id")
    return statement_told(index, claim)


def entity_told(index: Index, id_: str) -> Mapping[str, Any]:
    """An entity with its facts, measurements and honours."""
    node = index.nodes[id_]
    return {
        "id": id_,
        "iri": Namespaces().entity(id_),
        "label": node.name,
        "type": node.type,
        "aliases": list(node.aliases),
        "code": node.code,
        "degree": index.degrees[id_],
        "mentions": len(node.mentions),
        "pages": sorted({mention.page for mention in node.mentions}),
        "facts": [_fact(index, fact, id_) for fact in index.facts_of(id_)],
        "measurements": [_stated(m) for m in index.measurements.get(id_, ())],
        "honours": [_stated(h) for h in index.honours.get(id_, ())],
    }


def statement_told(index: Index, claim: Claim) -> Mapping[str, Any]:
    """A fact, measurement or honour, with what it is of."""
    (subject,) = parts.names([claim.s], index)
    if isinstance(claim, Edge):
        (end,) = parts.names([claim.o], index)
        return {"subject": subject, "object": end} | _of_fact(claim)
    return {"subject": subject, **_stated(claim)}


def _fact(index: Index, fact: Edge, id_: str) -> dict[str, Any]:
    (end,) = parts.names([other(fact, id_)], index)
    return {"inward": fact.s != id_, "other": end} | _of_fact(fact)


def _of_fact(fact: Edge) -> dict[str, Any]:
    return {
        "id": fact.id,
        "predicate": fact.p,
        "q": dict(fact.q),
        "score": round(fact.score, 3),
        "period": period(fact.evidence),
        "evidence": [evidence(source) for source in fact.evidence],
    }


def _stated(claim: Observation | Award) -> dict[str, Any]:
    if isinstance(claim, Award):
        told: dict[str, Any] = {"honour": claim.honour}
    else:
        fields = ("indicator", "value", "number", "unit", "kind", "period", "change")
        told = {name: getattr(claim, name) for name in fields}
    shown = [evidence(source) for source in claim.evidence]
    return {"id": claim.id, **told, "score": round(claim.score, 3), "evidence": shown}


def evidence(source: Source) -> dict[str, Any]:
    """A piece of evidence as the API gives it."""
    fields = ("page", "start", "end", "quote", "by", "date")
    return {name: getattr(source, name) for name in fields} | {"score": round(source.score, 3)}


ROUTES = [
    Route("/api/vocabulary", vocabulary),
    Route("/api/graph", graph),
    Route("/api/columns", table),
    Route("/api/layout", layout),
    Route("/api/search", search),
    Route("/api/neighbours", neighbours),
    Route("/api/paths", paths),
    Route("/api/common", common),
    Route("/api/communities", groups),
    Route("/api/divisions", divisions),
    Route("/api/entity/{id}", about),
    Route("/api/statement/{id}", statement),
]
