"""What follows from a graph: the same that owlrl finds, and nothing that the shapes or the ontology forbid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import rdflib

from kg.closure import clashes, closure, schema
from kg.errors import ChoiceError
from kg.export.quads import triples
from kg.export.rdf import flat
from kg.export.terms import PUBLISHED, Iri, Namespaces, Text
from kg.knowledge.tables import home
from tests.handmade import CHAIR, COMPANY, COUNTY, EMPTY, GRAPH, edge, source

owlrl = pytest.importorskip("owlrl")

NS = Namespaces()
ALL = list(closure(GRAPH))
Found = set[tuple[str, str, str]]


def published(name: str) -> Iri:
    prefix, _, local = name.partition(":")
    return Iri(NS.prefixes[prefix] + local)


def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(home("ontology") / "kg.ttl", format="turtle")


def with_data(stream: Any, into: rdflib.Graph) -> rdflib.Graph:
    for s, p, o in stream:
        plain = isinstance(o, Text)
        kind = rdflib.URIRef(o.datatype) if plain and o.datatype else None
        term = rdflib.Literal(o.value, datatype=kind) if plain else rdflib.URIRef(o)
        into.add((rdflib.URIRef(s), rdflib.URIRef(p), term))
    return into


def of_the_data(found: Any) -> Found:
    """What is said of the data, apart from what is true of everything and unnamed classes.

    owlrl takes the number 1 for the truth value too.
    """
    idle = {PUBLISHED["owl"] + "Thing", PUBLISHED["rdfs"] + "Resource"}
    return {
        (str(s), str(p), o.value if isinstance(o, Text) else str(o))
        for s, p, o in found
        if str(s).startswith(NS.data)
        and str(p) != PUBLISHED["owl"] + "sameAs"
        and str(o) not in {*idle, "true"}
        and not isinstance(o, rdflib.BNode)
    }


@pytest.mark.parametrize(
    ("rules", "semantics"), [("owlrl", owlrl.OWLRL_Semantics), ("rdfs", owlrl.RDFS_Semantics)]
)
def test_owlrl_finds_the_same(rules: str, semantics: Any) -> None:
    data = with_data(triples(GRAPH), ontology())
    owlrl.DeductiveClosure(semantics).expand(data)
    assert not [o for _, p, o in data if "error" in str(p).lower()]
    assert of_the_data(data) == of_the_data(closure(GRAPH, rules=rules))


def test_rdfs_finds_a_part_of_what_owl_finds() -> None:
    assert set(triples(GRAPH)) < set(closure(GRAPH, rules="rdfs")) < set(ALL)
    with pytest.raises(ChoiceError, match="rdfs, owlrl"):
        closure(GRAPH, rules="owl")


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml"])
def test_the_closure_is_written_as_triples_are(form: str) -> None:
    name = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}[form]
    text = b"".join(flat(closure(GRAPH), form, NS))
    assert set(rdflib.Graph().parse(data=text, format=name)) == set(with_data(ALL, rdflib.Graph()))
    with pytest.raises(ChoiceError, match="ntriples, rdfxml, turtle"):
        flat((), "gexf", NS)


def test_what_was_given_comes_first_and_nothing_twice() -> None:
    given = list(triples(GRAPH))
    assert ALL[: len(given)] == given
    assert len(set(ALL)) == len(ALL) > len(given) + 100
    assert list(closure(EMPTY)) == []


@pytest.mark.parametrize(
    ("subject", "predicate", "term"),
    [
        (NS.entity(CHAIR.id), "rdf:type", published("foaf:Person")),
        (NS.entity(CHAIR.id), "rdf:type", NS.term("Agent")),
        (NS.entity(CHAIR.id), "kg:relation", NS.entity(COMPANY.id)),
        (NS.entity(COMPANY.id), "kg:cooperatesWith", NS.entity(COUNTY.id)),
        (NS.entity(COUNTY.id), "rdf:type", published("schema:Place")),
    ],
)
def test_what_follows(subject: Iri, predicate: str, term: Iri) -> None:
    assert (subject, published(predicate), term) not in set(triples(GRAPH))
    assert (subject, published(predicate), term) in set(ALL)


def test_other_namespaces_follow_alike() -> None:
    ns = Namespaces("https://example.org/terms#", "https://example.org/data/")
    found = list(closure(GRAPH, ns))
    assert len(found) == len(ALL)
    assert not [t for t in found if any("county-kg.org" in str(part) for part in t)]


def test_the_closure_obeys_the_shapes() -> None:
    """Apart from those that count what was stated: one type, no abstract one, closed claims."""
    pyshacl = pytest.importorskip("pyshacl")
    shapes = rdflib.Graph().parse(home("ontology") / "shapes.ttl", format="turtle")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    shapes.remove((None, sh.closed, None))
    shapes.remove((None, sh.ignoredProperties, None))
    for path in list(shapes.objects(None, sh.path)):
        first = shapes.value(path, rdflib.RDF.first) if isinstance(path, rdflib.BNode) else path
        if first == rdflib.RDF.type:
            for shape in list(shapes.subjects(sh.path, path)):
                shapes.add((shape, sh.deactivated, rdflib.Literal(True)))
    conforms, _, text = pyshacl.validate(with_data(ALL, ontology()), shacl_graph=shapes)
    assert conforms, text
    broken = [t for t in ALL if t[1] != published("kg:rule")]
    assert not pyshacl.validate(with_data(broken, ontology()), shacl_graph=shapes)[0]


def test_a_sound_graph_has_no_clash_and_a_wrong_one_shows_it() -> None:
    assert clashes(GRAPH) == ()
    wrong = edge(COUNTY, "holdsPost", COMPANY, (source("qx-0512", "清溪县召开项目推进会"),), post="书记")
    found = clashes(replace(GRAPH, facts=(*GRAPH.facts, wrong)))
    assert [(c.node, c.classes) for c in found] == [
        (NS.entity(COUNTY.id), (NS.term("AdministrativeDivision"), NS.term("Person")))
    ]


def test_no_rule_leads_to_an_unnamed_class() -> None:
    known = schema()
    for relation in (known.classes, known.properties, known.inverses, known.domains, known.ranges):
        assert all("://" in term for terms in relation.values() for term in terms)
    assert known.disjoint
