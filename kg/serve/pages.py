"""The pages that lead into the graph: start, search, graph, comparison."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from kg.connect.compare import compare
from kg.knowledge.ontology import load
from kg.knowledge.tables import home
from kg.serve import parameters
from kg.serve.index import Index
from kg.serve.negotiate import preferred
from kg.serve.parameters import state_of
from kg.serve.render import page
from kg.serve.search import labels

_STRONGEST = 8
_NEWEST = 8
_FOUND = 60
_SHELVES = ("AdministrativeDivision", "Initiative", "Enterprise", "Project", "Person", "PublicBody")


def start(request: Request) -> Response:
    """What the graph holds, and ways into it."""
    index = state_of(request).index
    return page(request, "start.html", index=index, newest=newest(index), shelves=shelves(index))


def newest(index: Index) -> list[dict[str, object]]:
    """The latest pages with how much they state."""
    dated = sorted(index.graph.pages, key=lambda s: (s.date or "", s.id), reverse=True)[:_NEWEST]
    return [
        {
            "sheet": sheet,
            "facts": len(index.by_page.get(sheet.id, ())),
            "titles": index.stories.get(sheet.id, ()),
        }
        for sheet in dated
    ]


def shelves(index: Index) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """The best connected entities of each of the types that a reader looks for."""
    return [
        (kind, [(n.id, n.name, index.degrees[n.id]) for n in index.ranked if n.type == kind][:_STRONGEST])
        for kind in _SHELVES
        if index.types[kind]
    ]


def search(request: Request) -> Response:
    """Entities by name, for those without scripts or with many hits."""
    state = state_of(request)
    words = parameters.text(request, "q")
    hits = state.search.find(words, parameters.types(request))
    found = labels(hits[:_FOUND], state.index)
    return page(request, "search.html", words=words, hits=found, total=len(hits))


def graph(request: Request) -> Response:
    """The page on which the graph is drawn."""
    return page(request, "graph.html")


def comparison(request: Request) -> Response:
    """Two entities side by side; one alone asks for the other."""
    index = state_of(request).index
    named = [parameters.text(request, name) for name in ("one", "other")]
    ids = [parameters.entity(request, id_) for id_ in named if id_]
    nodes = [index.nodes[id_] for id_ in ids]
    made = compare(index.graph, *nodes) if len(nodes) == 2 else None
    return page(request, "compare.html", made=made, nodes_given=nodes, index=index)


def ontology(request: Request) -> Response:
    """The ontology, to which the IRIs of its terms lead: as Turtle, or as a page."""
    if preferred(request.headers.get("accept", ""), ["text/html", "text/turtle"]) == "text/turtle":
        return FileResponse(home("ontology") / "kg.ttl", media_type="text/turtle", headers={"vary": "Accept"})
    known = load()
    parts = (("types", known.classes), ("predicates", known.predicates), ("qualifiers", known.qualifiers))
    return page(
        request, "ontology.html", parts=(*parts, ("kinds", known.kinds)), index=state_of(request).index
    )


ROUTES = [
    Route("/", start),
    Route("/ns", ontology),
    Route("/search", search),
    Route("/graph", graph),
    Route("/compare", comparison),
]
