"""Compact JSON-LD: short keys by the published context."""

from __future__ import annotations

import json

from kg.export import export
from kg.export.compact import context
from kg.export.terms import Namespaces
from kg.knowledge.tables import home
from tests.handmade import GRAPH, SECRETARY


def test_the_published_context_is_up_to_date() -> None:
    text = (home("ontology") / "context.jsonld").read_text("utf-8")
    assert json.loads(text) == {"@context": context()}, "run: python -m kg.export.compact"


def test_keys_are_words_and_values_plain() -> None:
    document = json.loads(b"".join(export(GRAPH, "jsonld-compact")))
    assert document["@context"] == context()
    found = {node["@id"]: node for node in document["@graph"] if "@graph" not in node}
    assert found[f"id:{SECRETARY.id}"] == {"@id": f"id:{SECRETARY.id}", "@type": "Person", "label": "石启明"}
    statement = found[f"id:statement/{next(f.id for f in GRAPH.facts if f.q == (('post', '书记'),))}"]
    assert statement["predicate"] == "holdsPost"
    assert statement["post"] == "书记"
    assert statement["score"] == "0.9"
    keys = {key for node in found.values() for key in node}
    assert not {key for key in keys if ":" in key}


def test_other_namespaces_have_their_own_context() -> None:
    ns = Namespaces("https://example.org/terms#", "https://example.org/data/")
    assert context(ns)["Person"] == {"@id": "https://example.org/terms#Person"}
    assert context(ns)["id"] == "https://example.org/data/"
