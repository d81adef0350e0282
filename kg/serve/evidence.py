"""The evidence of a statement in the page as it was read, and the page with all that stands on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.export.terms import encode
from kg.graph import Award, Edge, Source
from kg.serve import linked, parameters
from kg.serve.api import statement_told
from kg.serve.index import Claim, Index, period
from kg.serve.parameters import NotFoundError, held_by, state_of
from kg.serve.render import page

_ROOMS = {Edge: "statement", Award: "honour"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page: plain, or the name of an entity; `stated` where a statement rests on it."""

    text: str
    entity: str = ""
    stated: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces that follow each other, all in the sentence that is looked for or all outside."""

    marked: bool
    pieces: tuple[Piece, ...]


def room(claim: Claim) -> str:
    """The part of the address of a statement that says what it is."""
    return _ROOMS.get(type(claim), "measurement")


def claim(request: Request) -> Response:
    """A fact, measurement or honour with its sentences: a page, JSON or RDF."""
    index = state_of(request).index
    found = index.claims.get(request.path_params["id"])
    if found is None or room(found) != request.url.path.split("/")[2]:
        raise NotFoundError("this statement is not in the graph; it may have been denied, or read anew")
    form = linked.wanted(request)
    if form == "json":
        return linked.told(statement_told(index, found))
    if form != "html":
        return linked.rdf(linked.of_claims(index, [found]), form)
    number = parameters.whole(request, "e", 0, (0, max(0, len(found.evidence) - 1)))
    source = found.evidence[number] if found.evidence else None
    text = held_by(request).page(source.page) if source else None
    runs = read(index, text.id, text.text, source) if text else []
    return page(
        request,
        "evidence.html",
        index=index,
        claim=found,
        kind=room(found),
        number=number,
        source=source,
        runs=runs,
        span=period(found.evidence),
        forms=linked.FORMS,
    )


def sheet(request: Request) -> Response:
    """A page as it was read, every name and statement marked."""
    index = state_of(request).index
    id_ = request.path_params["id"]
    text = held_by(request).page(id_)
    if text is None or id_ not in index.sheets:
        raise NotFoundError("no page of this name was read")
    form = linked.wanted(request)
    stated = index.by_page.get(id_, ())
    if form not in ("html", "json"):
        return linked.rdf(linked.of_claims(index, stated), form)
    if form == "json":
        fields = ("id", "date", "title", "source", "text")
        return linked.told(
            {name: getattr(text, name) for name in fields} | {"statements": [c.id for c in stated]}
        )
    return page(
        request,
        "page.html",
        index=index,
        sheet=index.sheets[id_],
        runs=read(index, id_, text.text, None),
        stated=sorted(stated, key=lambda c: _start(c, id_)),
        room=room,
        people=index.on_page.get(id_, ()),
        forms=linked.FORMS,
    )


def _start(claim: Claim, page_id: str) -> tuple[int, str]:
    return min((s.start for s in claim.evidence if s.page == page_id), default=0), claim.id


def _leading(find: Callable[[Index, str], str | None]) -> Callable[[Request], Response]:
    """A view that leads from an id of the RDF to where the explorer tells of it."""

    def lead(request: Request) -> Response:
        where = find(state_of(request).index, request.path_params["id"])
        if where is None:
            raise NotFoundError("nothing in the graph has this id")
        return RedirectResponse(where, 303)

    return lead


def _membership(index: Index, id_: str) -> str:
    """Who holds a post is told where the fact is."""
    return f"/id/statement/{encode(id_)}"


def _proof(index: Index, id_: str) -> str | None:
    """A piece of evidence is told where its statement is."""
    claim = index.proofs.get(id_)
    return f"/id/{room(claim)}/{claim.id}#evidence" if claim else None


def _post(index: Index, id_: str) -> str | None:
    """A post is told where the organisation is that has it."""
    body = index.posts.get(id_)
    return f"/id/{encode(body)}#posts" if body else None


def read(index: Index, id_: str, text: str, source: Source | None) -> list[Run]:
    """A page as runs of pieces, cut wherever a name or a sentence begins or ends."""
    names = _names(index, id_)
    sentences = _sentences(index, id_)
    cuts = {0, len(text), *(edge for start, end, _ in (*names, *sentences) for edge in (start, end))}
    if source:
        cuts |= {source.start, source.end}
    edges = sorted(edge for edge in cuts if 0 <= edge <= len(text))
    owner, stated = _painted(names, edges), _painted(sentences, edges)
    made = (
        (
            source is not None and source.start <= start and end <= source.end,
            Piece(text[start:end], owner.get(start, ""), stated.get(start, "")),
        )
        for start, end in pairwise(edges)
    )
    grouped = groupby(made, key=lambda pair: pair[0])
    return [Run(marked, tuple(piece for _, piece in pairs)) for marked, pairs in grouped]


def _names(index: Index, id_: str) -> list[tuple[int, int, str]]:
    """Where entities stand on a page."""
    return _longest_first(
        (m.start, m.end, node.id)
        for node in index.on_page.get(id_, ())
        for m in node.mentions
        if m.page == id_
    )


def _sentences(index: Index, id_: str) -> list[tuple[int, int, str]]:
    """Where statements stand on a page."""
    return _longest_first(
        (s.start, s.end, claim.id)
        for claim in index.by_page.get(id_, ())
        for s in claim.evidence
        if s.page == id_
    )


def _longest_first(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """So that a name within a name is painted over it."""
    return sorted((s for s in spans if s[0] < s[1]), key=lambda span: (span[0] - span[1], span))


def _painted(spans: Iterable[tuple[int, int, str]], edges: Sequence[int]) -> dict[int, str]:
    """For each stretch between two edges, the last span that covers it."""
    place = {edge: number for number, edge in enumerate(edges)}
    found: dict[int, str] = {}
    for start, end, value in spans:
        if start in place and end in place:
            found |= dict.fromkeys(edges[place[start] : place[end]], value)
    return found


ROUTES = [
    Route("/id/page/{id:path}", sheet),
    Route("/id/statement/{id}", claim),
    Route("/id/measurement/{id}", claim),
    Route("/id/honour/{id}", claim),
    Route("/id/membership/{id}", _leading(_membership)),
    Route("/id/evidence/{id}", _leading(_proof)),
    Route("/id/post/{id}", _leading(_post)),
]
