"""The shapes: the handmade graph obeys all of them, and each is broken by a graph made to break it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

import pytest

from kg.errors import MissingExtraError
from kg.export.quads import Triple, triples
from kg.export.terms import PUBLISHED, Iri, Namespaces, Text, decimal, string, whole
from kg.graph import Graph
from kg.knowledge import ontology
from kg.knowledge.tables import home
from kg.validate import Report, check, validate
from tests.handmade import CHAIR, COMPANY, COUNTY, EMPTY, FACTS, GRAPH, HONOURS, MEASUREMENTS, SECRETARY, edge

pytest.importorskip("pyshacl", reason="the extra `validate` is not installed")

NS = Namespaces()
ALL = tuple(triples(GRAPH))
STATEMENT = NS.thing("statement", FACTS[0].id)
MEMBERSHIP = NS.thing("membership", FACTS[0].id)
POST = next(s for s, _, o in ALL if o == Iri(PUBLISHED["org"] + "Post"))
MEASUREMENT = NS.thing("measurement", MEASUREMENTS[0].id)
HONOUR = NS.thing("honour", HONOURS[0].id)
EVIDENCE = next(s for s, p, _ in ALL if p == NS.term("rule"))
SENTENCE = next(s for s, _, o in ALL if o == NS.term("Sentence"))
MENTION = next(s for s, p, _ in ALL if p == NS.term("refersTo"))
PAGE = NS.thing("page", "qx-0512")
ARTICLE = NS.article("qx-0512", "a1")
NOBODY = NS.entity("nobody")


def term(name: str) -> Iri:
    prefix, _, local = name.partition(":")
    return Iri(NS.prefixes[prefix] + local)


def without(subject: Iri, predicate: str) -> list[Triple]:
    """The graph less what it says of the subject by the predicate."""
    left = [t for t in ALL if t[:2] != (subject, term(predicate))]
    assert len(left) < len(ALL)
    return left


def changed(subject: Iri, predicate: str, *values: Iri | Text) -> list[Triple]:
    """The graph with other values of the predicate."""
    return [*without(subject, predicate), *((subject, term(predicate), v) for v in values)]


def added(subject: Iri, predicate: str, value: Iri | Text) -> list[Triple]:
    """The graph with one triple more."""
    return [*ALL, (subject, term(predicate), value)]


BREAKS: list[tuple[str, Callable[[], list[Triple]]]] = [
    ("Entity", lambda: added(NS.entity(SECRETARY.id), "rdf:type", term("kg:Zone"))),
    ("Entity", lambda: changed(NS.entity(SECRETARY.id), "rdf:type", term("kg:Agent"))),
    ("Entity", lambda: without(NS.entity(SECRETARY.id), "rdfs:label")),
    ("Entity", lambda: added(NS.entity(SECRETARY.id), "rdfs:label", string("石启铭"))),
    ("Entity", lambda: changed(NS.entity(SECRETARY.id), "rdfs:label", string(""))),
    ("Entity", lambda: added(NS.entity(SECRETARY.id), "skos:altLabel", string(""))),
    ("Entity", lambda: added(NS.entity(COUNTY.id), "skos:notation", string("640206"))),
    ("Entity", lambda: changed(NS.entity(COUNTY.id), "kg:level", term("kg:galaxy"))),
    ("Division", lambda: added(NS.entity(SECRETARY.id), "kg:level", term("kg:county"))),
    ("Statement", lambda: without(STATEMENT, "rdf:subject")),
    ("Statement", lambda: changed(STATEMENT, "rdf:subject", NOBODY)),
    ("Statement", lambda: changed(STATEMENT, "rdf:object", NOBODY)),
    ("Statement", lambda: changed(STATEMENT, "rdf:predicate", term("kg:sells"))),
    ("Statement", lambda: changed(STATEMENT, "rdf:predicate", term("kg:about"))),
    ("Statement", lambda: changed(STATEMENT, "kg:score", decimal(1.5))),
    ("Statement", lambda: changed(STATEMENT, "kg:score", string("high"))),
    ("Statement", lambda: without(STATEMENT, "kg:evidence")),
    ("Statement", lambda: without(STATEMENT, "prov:wasDerivedFrom")),
    ("Statement", lambda: added(STATEMENT, "kg:colour", string("红"))),
    ("Statement", lambda: added(STATEMENT, "kg:post", string("副书记"))),
    ("HeldPost", lambda: without(STATEMENT, "kg:post")),
    ("HeldPost", lambda: without(STATEMENT, "kg:membership")),
    ("Measurement", lambda: without(MEASUREMENT, "kg:about")),
    ("Measurement", lambda: changed(MEASUREMENT, "kg:indicator", string(""))),
    ("Measurement", lambda: changed(MEASUREMENT, "kg:kind", term("kg:dream"))),
    ("Measurement", lambda: without(MEASUREMENT, "kg:kind")),
    ("Measurement", lambda: changed(MEASUREMENT, "kg:number", string("many"))),
    ("Measurement", lambda: without(MEASUREMENT, "kg:unit")),
    ("Measurement", lambda: without(MEASUREMENT, "kg:value")),
    ("Measurement", lambda: without(MEASUREMENT, "kg:evidence")),
    ("Honour", lambda: without(HONOUR, "kg:about")),
    ("Honour", lambda: without(HONOUR, "kg:honour")),
    ("Honour", lambda: without(HONOUR, "kg:evidence")),
    ("Evidence", lambda: without(EVIDENCE, "kg:sentence")),
    ("Evidence", lambda: changed(EVIDENCE, "kg:rule", string(""))),
    ("Evidence", lambda: changed(EVIDENCE, "kg:score", decimal(-0.1))),
    ("Stretch", lambda: changed(SENTENCE, "nif:endIndex", whole(0))),
    ("Stretch", lambda: changed(SENTENCE, "nif:beginIndex", string("0"))),
    ("Stretch", lambda: changed(SENTENCE, "nif:anchorOf", string(""))),
    ("Stretch", lambda: changed(SENTENCE, "kg:page", NS.thing("page", "none"))),
    ("Stretch", lambda: changed(SENTENCE, "kg:article", NS.article("qx-0512", "a9"))),
    ("Mention", lambda: without(MENTION, "kg:refersTo")),
    ("Mention", lambda: changed(MENTION, "kg:refersTo", NOBODY)),
    ("Page", lambda: without(PAGE, "kg:digest")),
    ("Page", lambda: without(PAGE, "dcterms:identifier")),
    ("Article", lambda: without(ARTICLE, "schema:headline")),
    ("Article", lambda: changed(ARTICLE, "schema:isPartOf", NOBODY)),
    ("Membership", lambda: changed(MEMBERSHIP, "org:member", NS.entity(COMPANY.id))),
    ("Membership", lambda: without(MEMBERSHIP, "org:role")),
    ("Post", lambda: without(POST, "rdfs:label")),
    ("Post", lambda: without(POST, "org:postIn")),
    ("honourSubject", lambda: added(NOBODY, "kg:honour", string("劳模"))),
]


def shapes_of(report: Report) -> set[str]:
    return {v.shape for v in report.violations}


@pytest.mark.parametrize("graph", [GRAPH, EMPTY], ids=["handmade", "empty"])
def test_a_sound_graph_conforms(graph: Graph) -> None:
    report = validate(graph)
    assert report == Report(True, (), len(list(triples(graph))))


@pytest.mark.parametrize(("shape", "broken"), BREAKS, ids=[f"{n}-{s}" for n, (s, _) in enumerate(BREAKS)])
def test_a_broken_graph_is_found(shape: str, broken: Callable[[], list[Triple]]) -> None:
    report = check(broken())
    assert not report.conforms
    assert shape in shapes_of(report)
    assert all(v.message and v.focus for v in report.violations)


def test_a_fact_between_wrong_classes_is_found() -> None:
    wrong = edge(CHAIR, "jurisdiction", COUNTY, FACTS[0].evidence)
    report = validate(
        Graph(GRAPH.pages, GRAPH.articles, GRAPH.entities, (*FACTS, wrong), GRAPH.measurements, GRAPH.honours)
    )
    (found,) = report.violations
    assert (found.shape, found.focus) == ("jurisdictionSubject", NS.entity(CHAIR.id))
    assert "jurisdiction" in found.message


def test_each_side_of_each_predicate_is_what_the_ontology_says() -> None:
    known = ontology.load()
    pairs = {
        NS.entity(f"{p}-{s}-{o}"): (p, s, o)
        for p in known.predicates
        for s in known.classes
        for o in known.classes
    }

    def stream() -> Iterator[Triple]:
        for subject, (p, s, o) in pairs.items():
            object_ = Iri(subject + "-object")
            yield subject, term(f"kg:{p}"), object_
            for iri, kind in ((subject, s), (object_, o)):
                yield iri, term("rdf:type"), term(f"kg:{kind}")
                yield iri, term("rdfs:label"), string("某")

    wrong = {v.focus.removesuffix("-object") for v in check(stream()).violations}
    assert wrong == {iri for iri, (p, s, o) in pairs.items() if not known.allows(s, p, o)}


def test_every_shape_is_broken_by_some_test() -> None:
    text = (home("ontology") / "shapes.ttl").read_text(encoding="utf-8")
    shapes = set(re.findall(r"^:(\w+) a sh:NodeShape", text, re.MULTILINE))
    sides = {f"{p}{side}" for p in ontology.load().predicates for side in ("Subject", "Object")} - {
        "partOfObject"
    }
    assert shapes == {shape for shape, _ in BREAKS} | sides


def test_the_shapes_know_every_qualifier() -> None:
    text = (home("ontology") / "shapes.ttl").read_text(encoding="utf-8")
    assert [q for q in ontology.load().qualifiers if f"sh:path kg:{q} " not in text] == []


def test_the_shapes_are_sound_shacl() -> None:
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(home("ontology") / "shapes.ttl")
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(MissingExtraError, match=r"county-kg\[validate\]"):
        validate(GRAPH)
