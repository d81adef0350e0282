"""RDF 1.2: statements as reifiers, read by pyoxigraph."""

from __future__ import annotations

import pyoxigraph
import pytest

from kg.export import export
from kg.export.quads import quads, triples
from kg.export.terms import PUBLISHED, Namespaces
from kg.graph import Graph
from tests.export.readers import RDF12
from tests.handmade import EMPTY, GRAPH, hostile

NS = Namespaces()
REIFIES = pyoxigraph.NamedNode(PUBLISHED["rdf"] + "reifies")


def read(graph: Graph, to: str) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse(b"".join(export(graph, to)), format=RDF12[to]))


@pytest.mark.parametrize("to", sorted(RDF12))
def test_every_fact_is_reified_by_its_statement(to: str) -> None:
    found = {
        (q.subject.value, *(t.value for t in (q.object.subject, q.object.predicate, q.object.object)))
        for q in read(GRAPH, to)
        if q.predicate == REIFIES
    }
    assert found == {
        (NS.thing("statement", f.id), NS.entity(f.s), NS.term(f.p), NS.entity(f.o)) for f in GRAPH.facts
    }


@pytest.mark.parametrize("graph", [GRAPH, EMPTY, hostile('a"b\\c\n𠮷')], ids=["plain", "empty", "hostile"])
@pytest.mark.parametrize("to", sorted(RDF12))
def test_all_else_is_unchanged(graph: Graph, to: str) -> None:
    """Four triples of each statement (its type and its three parts) become one."""
    plain = list(quads(graph)) if to == "nquads12" else list(triples(graph))
    found = read(graph, to)
    assert len(found) == len(plain) - 3 * len(graph.facts)
    base = {(str(q[0]), str(q[1])) for q in plain}
    rest = {(q.subject.value, q.predicate.value) for q in found if q.predicate != REIFIES}
    assert rest <= base
    assert {p for _, p in base - rest} <= {
        PUBLISHED["rdf"] + part for part in ("subject", "predicate", "object")
    }


def test_sparql_12_finds_the_evidence_of_a_triple() -> None:
    store = pyoxigraph.Store()
    store.bulk_load(b"".join(export(GRAPH, "nquads12")), format=pyoxigraph.RdfFormat.N_QUADS)
    rows = store.query(
        "PREFIX kg: <https://county-kg.org/ns#> PREFIX nif: <" + PUBLISHED["nif"] + "> "
        "SELECT ?quote WHERE { GRAPH ?g { ?s kg:undertakes ?o } "
        "<< ?s kg:undertakes ?o ~ ?statement >> kg:evidence/kg:sentence ?at . GRAPH ?g { ?at nif:anchorOf ?quote } }"
    )
    assert [row["quote"].value for row in rows] == ["远帆纸业集团签约，总投资3.2亿元"]
