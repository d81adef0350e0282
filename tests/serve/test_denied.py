"""A statement taken from a graph: every table is as if the graph had been read without it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.assemble import assemble
from kg.graph import Edge, Graph
from kg.serve.denied import without
from kg.serve.index import Index
from tests.serve import county

_TABLES = ("nodes", "claims", "degrees", "near", "facts", "measurements", "honours", "proofs", "by_page")
_TABLES += ("sheets", "stories", "on_page", "named", "types", "predicates", "period")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return assemble(county.workspace(tmp_path_factory.mktemp("county")))


def same(made: Index) -> None:
    """Its tables are those of an index that is made of its graph anew."""
    fresh = Index(made.graph, made.merges)
    for name in _TABLES:
        told, wanted = getattr(made, name), getattr(fresh, name)
        if isinstance(wanted, dict):
            told = {key: value for key, value in told.items() if value}
            wanted = {key: value for key, value in wanted.items() if value}
        assert told == wanted, name


def test_every_statement_may_go(graph: Graph) -> None:
    index = Index(graph, {})
    index.warm()
    for claim in index.claims.values():
        made = without(index, claim, claim.evidence[0].page)
        assert made.version != index.version
        same(made)
    same(index)


def test_what_another_page_states_stays(graph: Graph) -> None:
    index = Index(graph, {})
    claim = next(c for c in graph.facts if len({s.page for s in c.evidence}) > 1)
    page = claim.evidence[0].page
    left = without(index, claim, page).claims[claim.id]
    assert {s.page for s in left.evidence} == {s.page for s in claim.evidence} - {page}
    again = without(without(index, claim, page), left, left.evidence[0].page)
    assert claim.id not in again.claims
    same(again)


def test_the_score_is_that_of_what_is_left(graph: Graph) -> None:
    fact = next(c for c in graph.facts if len({s.page for s in c.evidence}) > 1)
    best = replace(fact.evidence[0], score=0.99)
    better: Edge = replace(fact, score=0.99, evidence=(best, *fact.evidence[1:]))
    made = replace(graph, facts=tuple(better if f is fact else f for f in graph.facts))
    index = Index(made, {})
    assert without(index, better, best.page).claims[fact.id].score == 0.9
