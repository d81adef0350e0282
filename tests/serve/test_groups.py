"""Stored communities: as they are computed, and computed once."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg.serve.groups as stored
from kg.analysis import communities
from kg.serve.index import Index
from tests.browser.province import province


def test_they_are_read_as_they_were_computed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, graph = tmp_path / "groups", province(300, 600)
    wanted = communities(graph)
    assert len(wanted) > 3
    assert stored.groups(Index(graph, {}), store) == wanted
    monkeypatch.setattr(stored, "communities", lambda graph: pytest.fail("computed again"))
    assert stored.groups(Index(graph, {}), store) == wanted


def test_those_of_another_graph_are_not_taken(tmp_path: Path) -> None:
    store = tmp_path / "groups"
    stored.groups(Index(province(300, 600), {}), store)
    other = province(200, 400)
    assert stored.groups(Index(other, {}), store) == communities(other)
