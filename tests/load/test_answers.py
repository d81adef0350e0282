"""The same questions have the same answers in rdflib, Oxigraph, Virtuoso, Ladybug and ArcadeDB."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.assemble import assemble
from kg.build import build
from kg.export import export
from kg.graph import Graph
from kg.knowledge.tables import data_path
from kg.load import load
from kg.query import load as stored
from kg.query import query
from kg.questions import question
from tests.load import asking
from tests.neighbours import GRAPH

TEN = sorted(path.stem for path in data_path("questions").glob("*.cypher"))


@pytest.fixture(scope="module", params=["neighbours", "sample"])
def graph(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    if request.param == "neighbours":
        yield GRAPH
        return
    workspace = tmp_path_factory.mktemp("sample") / "s.kg"
    build([str(p) for p in sorted(data_path("sample").glob("*.txt"))], workspace)
    yield assemble(workspace)


@pytest.fixture(scope="module")
def wanted(graph: Graph) -> dict[str, list[list[str]]]:
    store = stored(graph)
    return {name: asking.cells(query(store, question(name).asked())) for name in TEN}


def test_there_are_ten_and_they_have_answers(wanted: dict[str, list[list[str]]]) -> None:
    assert len(TEN) >= 10
    assert sum(bool(rows) for rows in wanted.values()) >= 10


def test_rdflib(graph: Graph, wanted: dict[str, list[list[str]]]) -> None:
    import rdflib

    held = rdflib.Graph().parse(data=b"".join(export(graph, "ntriples")), format="nt")
    found = {name: asking.plain(held.query(question(name).standalone({}))) for name in TEN}  # type: ignore[arg-type]
    assert found == wanted


def test_oxigraph(graph: Graph, wanted: dict[str, list[list[str]]], oxigraph: str) -> None:
    load(graph, oxigraph)
    assert {name: asking.sparql(oxigraph, question(name).standalone({})) for name in TEN} == wanted


def test_virtuoso(graph: Graph, wanted: dict[str, list[list[str]]], virtuoso: str) -> None:
    load(graph, virtuoso, asking.VIRTUOSO)
    assert {name: asking.sparql(virtuoso, question(name).standalone({})) for name in TEN} == wanted


def test_ladybug(graph: Graph, wanted: dict[str, list[list[str]]], tmp_path: Path) -> None:
    pytest.importorskip("ladybug")
    load(graph, f"ladybug:{tmp_path}")
    assert {name: asking.ladybug(tmp_path, question(name).cypher()) for name in TEN} == wanted


def test_arcadedb(graph: Graph, wanted: dict[str, list[list[str]]], arcadedb: str) -> None:
    load(graph, arcadedb, asking.BOLT)
    found = {name: asking.plain(asking.bolt(arcadedb, question(name).cypher())) for name in TEN}
    assert found == wanted
