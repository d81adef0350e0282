"""Stored positions: read where they are those of the graph, computed where not."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg.serve.layout as stored
from tests.view.story import crowd, hostile


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


@pytest.mark.parametrize("content", [b"", b"nonsense\n\x93NUMPY", b"\x00" * 50])
def test_a_store_of_another_kind_is_replaced(tmp_path: Path, content: bytes) -> None:
    store, graph = tmp_path / "places", hostile()
    store.write_bytes(content)
    places = stored.layout(graph, store)
    assert store.read_bytes() != content
    assert stored.layout(graph, store) == places


def test_another_graph_is_laid_out_anew(tmp_path: Path) -> None:
    store = tmp_path / "places"
    stored.layout(hostile(), store)
    assert len(stored.layout(crowd(50), store)) == len(crowd(50).entities)


def test_a_place_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    assert stored.layout(hostile(), tmp_path / "missing" / "places")
