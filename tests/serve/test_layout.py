"""Stored positions: read where they are those of the graph, computed where not."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

import kg.serve.layout as stored
from tests.view.story import crowd, edge, hostile, node


def test_every_entity_has_a_place(tmp_path: Path) -> None:
    graph = hostile()
    places = stored.layout(graph, tmp_path / "places")
    assert set(places) == {node.id for node in graph.entities}
    assert len(set(places.values())) == len(places)


def test_what_is_stored_is_read_and_not_computed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, graph = tmp_path / "places", hostile()
    first = stored.layout(graph, store)
    monkeypatch.setattr(stored, "placed", lambda count, ends: pytest.fail("computed again"))
    assert stored.layout(graph, store) == first


@pytest.mark.parametrize("content", [b"", b"nonsense\n\x93NUMPY", b"\x00" * 50, b"[1]\n", b'{"mark": 1}\n'])
def test_a_store_of_another_kind_is_replaced(tmp_path: Path, content: bytes) -> None:
    store, graph = tmp_path / "places", hostile()
    store.write_bytes(content)
    places = stored.layout(graph, store)
    assert store.read_bytes() != content
    assert stored.layout(graph, store) == places


def test_of_a_graph_that_grew_a_little_all_stay_where_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, graph = tmp_path / "places", crowd(100)
    first = stored.layout(graph, store)
    monkeypatch.setattr(stored, "placed", lambda count, ends: pytest.fail("computed again"))
    new, alone = node("新来者", "Person"), node("独行者", "Person")
    host = graph.facts[0].s
    joined = edge(new, "holdsPost", graph.entities[0], "新来者到任")
    grown = replace(
        graph,
        entities=tuple(sorted((*graph.entities, new, alone))),
        facts=tuple(sorted((*graph.facts, replace(joined, o=host)))),
    )
    after = stored.layout(grown, store)
    assert {i: after[i] for i in first} == first
    assert math.dist(after[new.id], first[host]) < 40
    assert math.hypot(*after[alone.id]) > max(math.hypot(*place) for place in first.values()) / 2
    assert stored.layout(grown, store) == after


def test_too_many_newcomers_are_laid_out_with_all(tmp_path: Path) -> None:
    store = tmp_path / "places"
    few, many = crowd(100), crowd(130)
    before, after = stored.layout(few, store), stored.layout(many, store)
    assert set(after) == {n.id for n in many.entities}
    assert {i: after.get(i) for i in before} != before


def test_another_graph_is_laid_out_anew(tmp_path: Path) -> None:
    store = tmp_path / "places"
    stored.layout(hostile(), store)
    assert len(stored.layout(crowd(50), store)) == len(crowd(50).entities)


def test_a_place_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    assert stored.layout(hostile(), tmp_path / "missing" / "places")
