"""The rdflib API speaks of the same store."""

from __future__ import annotations

import sys

import pyoxigraph
import pytest
import rdflib

from kg.errors import MissingExtraError
from kg.export.quads import quads, triples
from kg.export.terms import Namespaces
from kg.query import dataset, load, query
from kg.questions import question
from tests.load.asking import cells, plain
from tests.neighbours import GRAPH

NS = Namespaces()


def test_it_holds_what_the_store_holds() -> None:
    pytest.importorskip("oxrdflib")
    held = dataset(load(GRAPH))
    assert len(held.default_graph) == len(list(triples(GRAPH)))
    assert {str(g.identifier) for g in held.graphs() if "/page/" in str(g.identifier)} == {
        str(g) for *_, g in quads(GRAPH) if g is not None
    }
    labels = set(map(str, held.default_graph.objects(None, rdflib.RDFS.label)))
    assert "远帆纸业" in labels


@pytest.mark.parametrize("name", ["posts", "targets", "several-zones", "divisions"])
def test_its_sparql_answers_the_same(name: str) -> None:
    pytest.importorskip("oxrdflib")
    store = load(GRAPH)
    found = dataset(store).query(question(name).standalone({}))
    assert plain(found) == cells(query(store, question(name).asked())) != []


def test_there_is_no_copy() -> None:
    pytest.importorskip("oxrdflib")
    store = pyoxigraph.Store()
    iri = rdflib.URIRef("urn:a")
    dataset(store).default_graph.add((iri, iri, iri))
    assert len(store) == 1


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "oxrdflib", None)
    with pytest.raises(MissingExtraError, match=r"county-kg\[rdflib\]"):
        dataset(pyoxigraph.Store())
