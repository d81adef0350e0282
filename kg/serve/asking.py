"""The page on which SPARQL is written: saved questions, completion, answers that lead to entities."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import ChoiceError
from kg.export.terms import Namespaces
from kg.knowledge.ontology import Term, load
from kg.questions import Question, question, questions
from kg.serve import parameters
from kg.serve.held import State
from kg.serve.parameters import NotFoundError, state_of
from kg.serve.render import page

_LONGEST = 20_000
_FIRST = """SELECT ?type (COUNT(?entity) AS ?count)
WHERE {
  ?entity rdf:type ?type ; rdfs:label ?name .
}
GROUP BY ?type
ORDER BY DESC(?count)
"""


def ask(request: Request) -> Response:
    """The editor, with the question that the address names in it."""
    state_of(request).load()
    chosen, values = _asked(request)
    text = parameters.text(request, "query", _LONGEST)
    return page(
        request,
        "ask.html",
        questions=questions(),
        chosen=chosen,
        values=values,
        text=text or (chosen.asked(values) if chosen else _FIRST),
        given=bool(text or chosen),
        data=Namespaces().data,
    )


def _asked(request: Request) -> tuple[Question | None, Mapping[str, str]]:
    """The saved question of the address, and what narrows it."""
    name = parameters.text(request, "question")
    if not name:
        return None, {}
    try:
        found = question(name)
    except ChoiceError as error:
        raise NotFoundError(str(error)) from error
    given = {p.name: parameters.text(request, p.name) for p in found.parameters}
    return found, {key: value for key, value in given.items() if value}


def terms(request: Request) -> Response:
    """What can be completed: prefixes, and every class and property that the graph uses, with its label."""
    state = state_of(request)
    prefixes = Namespaces().prefixes
    used = _used(state)
    body = json.dumps({"prefixes": prefixes, "terms": used}, ensure_ascii=False)
    return Response(body, media_type="application/json")


def _used(state: State) -> list[dict[str, str]]:
    """Terms of the graph as prefixed names, sorted."""
    found: set[str] = set()
    for select in ("SELECT DISTINCT ?t { ?s ?t ?o }", "SELECT DISTINCT ?t { ?s a ?t }"):
        rows = state.store.query(select)
        found |= {row["t"].value for row in rows}  # type: ignore[union-attr]
    own = Namespaces().ontology
    known = load()
    labels: dict[str, Term] = {**known.kinds, **known.qualifiers, **known.predicates, **known.classes}
    found |= {own + name for name in labels}
    told = []
    for iri in sorted(found):
        named = _short(iri)
        term = labels.get(iri.removeprefix(own)) if iri.startswith(own) else None
        if named:
            told.append(
                {"name": named, "zh": term.label_zh if term else "", "en": term.label_en if term else ""}
            )
    return told


def _short(iri: str) -> str:
    """The IRI as `prefix:local`; empty where no prefix fits."""
    fitting = [
        (len(space), prefix, space)
        for prefix, space in Namespaces().prefixes.items()
        if iri.startswith(space)
    ]
    if not fitting:
        return ""
    _, prefix, space = max(fitting)
    return f"{prefix}:{iri[len(space) :]}"


ROUTES = [Route("/ask", ask), Route("/api/terms", terms)]
