"""A finished graph against the shapes of `ontology/shapes.ttl`, by pyshacl (extra `validate`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import MissingExtraError
from kg.export.quads import Triple, triples
from kg.export.terms import Text
from kg.graph import Graph
from kg.knowledge.tables import home

if TYPE_CHECKING:
    import rdflib

_SHACL = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What breaks which shape: `focus` is the node, `path` the property (empty for the node itself)."""

    shape: str
    focus: str
    path: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome: `conforms` is true where there is no violation; `triples` were looked at."""

    conforms: bool
    violations: tuple[Violation, ...]
    triples: int


def validate(graph: Graph) -> Report:
    """The graph's SHACL report, violations sorted; raises MissingExtraError where pyshacl is missing."""
    return check(triples(graph))


def check(stream: Iterable[Triple]) -> Report:
    """The SHACL report of triples whose terms lie in the default namespace of the ontology."""
    try:
        import pyshacl
    except ImportError as error:
        raise MissingExtraError("kg validate needs pyshacl; pip install 'county-kg[validate]'") from error
    data, count = _data(stream)
    shapes = _parsed("shapes.ttl")
    conforms, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True, abort_on_first=False)
    found = tuple(sorted(_violations(results, shapes)))
    return Report(bool(conforms), found, count)


def _data(stream: Iterable[Triple]) -> tuple[rdflib.Graph, int]:
    """The triples with the ontology beside them: the hierarchy of classes and properties comes from there."""
    from rdflib import Literal, URIRef

    data = _parsed("kg.ttl")
    before = len(data)
    for s, p, o in stream:
        if isinstance(o, Text):
            data.add(
                (URIRef(s), URIRef(p), Literal(o.value, datatype=URIRef(o.datatype) if o.datatype else None))
            )
        else:
            data.add((URIRef(s), URIRef(p), URIRef(o)))
    return data, len(data) - before


def _parsed(name: str) -> rdflib.Graph:
    from rdflib import Graph as Triples

    return Triples().parse(home("ontology") / name, format="turtle")


def _violations(results: Any, shapes: Any) -> Iterable[Violation]:
    from rdflib import RDF, URIRef

    def one(result: Any, name: str) -> str:
        return str(results.value(result, URIRef(_SHACL + name), default=""))

    for result in results.subjects(RDF.type, URIRef(_SHACL + "ValidationResult")):
        shape = results.value(result, URIRef(_SHACL + "sourceShape"))
        path = results.value(result, URIRef(_SHACL + "resultPath"))
        yield Violation(
            shape=_named(shape, shapes),
            focus=one(result, "focusNode"),
            path=str(path) if isinstance(path, URIRef) else "",
            value=one(result, "value"),
            message=one(result, "resultMessage"),
        )


def _named(shape: Any, shapes: Any) -> str:
    """Local name of the shape, or of the one that holds it."""
    from rdflib import URIRef

    owner = shape if isinstance(shape, URIRef) else shapes.value(None, URIRef(_SHACL + "property"), shape)
    return str(owner or "").rpartition("#")[2]
