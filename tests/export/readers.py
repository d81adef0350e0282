"""How other programs read what is exported: each reader gives the set of what it found."""

from __future__ import annotations

import io
from typing import Any

import networkx
import pyoxigraph
import rdflib

OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}
RDFLIB = {
    "turtle": "turtle",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nquads",
    "rdfxml": "xml",
    "jsonld": "json-ld",
}
NAMED = ("jsonld", "nquads", "trig")
GRAPHS = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}

Term = tuple[str, str]
Found = tuple[Term, Term, Term, str]


def by_oxigraph(data: bytes, to: str) -> list[Found]:
    """Quads as pyoxigraph reads them."""
    return [
        (_oxi(q.subject), _oxi(q.predicate), _oxi(q.object), getattr(q.graph_name, "value", ""))
        for q in pyoxigraph.parse(data, format=OXIGRAPH[to])
    ]


def by_rdflib(data: bytes, to: str) -> list[Found]:
    """Quads as rdflib reads them."""
    dataset = rdflib.Dataset()
    # rdflib would turn "2020"^^xsd:gYear and the like into Python values and back.
    normalize, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        dataset.parse(data=data, format=RDFLIB[to])
    finally:
        rdflib.NORMALIZE_LITERALS = normalize
    found = []
    for s, p, o, g in dataset.quads((None, None, None, None)):
        graph = "" if g is None or str(g) == "urn:x-rdflib:default" else str(g)
        found.append((_lib(s), _lib(p), _lib(o), graph))
    return found


def by_networkx(data: bytes, to: str) -> Any:
    """The graph as networkx reads it."""
    return GRAPHS[to](io.BytesIO(data))


def _oxi(term: Any) -> Term:
    string = "http://www.w3.org/2001/XMLSchema#string"
    if not isinstance(term, pyoxigraph.Literal):
        return (term.value, "iri")
    return (term.value, "" if term.datatype.value == string else term.datatype.value)


def _lib(term: Any) -> Term:
    if not isinstance(term, rdflib.Literal):
        return (str(term), "iri")
    return (str(term), str(term.datatype or "").replace("http://www.w3.org/2001/XMLSchema#string", ""))
