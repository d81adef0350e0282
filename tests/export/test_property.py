"""Neo4j's bulk import and Cypher: the same nodes and relationships, and a real engine that takes them."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.export import export
from kg.export.cypher import statements
from kg.export.property import links, nodes
from kg.graph import Graph
from tests.export.readers import csv_files
from tests.handmade import EMPTY, GRAPH, hostile

HOSTILE = hostile('q"\'\\n\\u0041 `x`\r\n\t=1+1 \u202eab 𠮷; "}) DETACH DELETE n //')
KINDS = {"string", "string[]", "long", "float"}


def bulk(graph: Graph) -> bytes:
    return b"".join(export(graph, "neo4j-csv"))


@pytest.mark.parametrize("graph", [GRAPH, EMPTY, HOSTILE], ids=["plain", "empty", "hostile"])
def test_every_relationship_leads_from_a_node_to_a_node(graph: Graph) -> None:
    files = csv_files(bulk(graph))
    ids: dict[str, set[str]] = {}
    for name, (header, *rows) in files.items():
        if name.startswith("nodes/"):
            key, _, label = header[0].removesuffix(")").partition(":ID(")
            assert key == "id"
            assert header[-1] == ":LABEL"
            assert {row[-1].split("\x1f")[0] for row in rows} <= {label}
            ids[label] = {row[0] for row in rows}
            assert len(ids[label]) == len(rows), "ids are unique"
    for name, (header, *rows) in files.items():
        if name.startswith("relationships/"):
            start, end = (cell.removesuffix(")").partition("(")[2] for cell in header[:2])
            assert header[2] == ":TYPE"
            assert {row[0] for row in rows} <= ids[start]
            assert {row[1] for row in rows} <= ids[end]


def test_headers_are_typed() -> None:
    for name, (header, *_) in csv_files(bulk(GRAPH)).items():
        own = [cell for cell in header if not cell.startswith(":")]
        typed = [cell.rpartition(":")[2] for cell in own if ":ID(" not in cell]
        assert set(typed) <= KINDS, name
    facts = csv_files(bulk(GRAPH))["relationships/holdsPost.csv"]
    assert facts[0][:6] == [
        ":START_ID(Entity)",
        ":END_ID(Entity)",
        ":TYPE",
        "id:string",
        "score:float",
        "post:string",
    ]
    assert sorted(row[5] for row in facts[1:]) == ["书记", "董事长"]


def test_an_entity_has_the_label_of_its_class() -> None:
    rows = csv_files(bulk(GRAPH))["nodes/entities.csv"][1:]
    assert {row[2]: row[-1].split("\x1f") for row in rows}["石启明"] == ["Entity", "Person"]


def test_the_command_names_every_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(bulk(HOSTILE))) as source:
        source.extractall(tmp_path)
        names = [name for name in source.namelist() if name != "import.sh"]
    engine = tmp_path / "neo4j-admin"
    engine.write_text('#!/bin/sh\nfor word in "$@"; do echo "$word"; done\n')
    engine.chmod(0o755)
    done = subprocess.run(
        ["sh", "import.sh", "papers"],
        cwd=tmp_path,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        check=True,
        capture_output=True,
        text=True,
    )
    words = done.stdout.splitlines()
    assert words[:4] == ["database", "import", "full", "papers"]
    given = [word.partition("=")[2] for word in words if word.startswith(("--nodes=", "--relationships="))]
    assert given == names


def test_evidence_of_a_fact_names_it() -> None:
    files = csv_files(bulk(GRAPH))
    claims = {row[2] for row in files["nodes/evidence.csv"][1:]}
    facts = {fact.id for fact in GRAPH.facts}
    assert facts <= claims


def test_both_forms_hold_the_same() -> None:
    files = csv_files(bulk(GRAPH))
    assert {f"nodes/{kind.name}.csv" for kind in nodes(GRAPH)} | {
        f"relationships/{kind.name}.csv" for kind in links(GRAPH)
    } == set(files)
    script = "\n".join(statements(GRAPH))
    for relation in links(GRAPH):
        for start, end, _ in relation.rows():
            assert f"s: '{start}', o: '{end}'" in script


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Any:
    arcadedb = pytest.importorskip("arcadedb_embedded")
    database = arcadedb.create_database(str(tmp_path_factory.mktemp("arcade") / "db"))
    yield database
    database.drop()


def run(database: Any, graph: Graph) -> None:
    for statement in statements(graph):
        with database.transaction():
            database.command("opencypher", statement)


def ask(database: Any, query: str) -> list[dict[str, Any]]:
    return [row.to_dict() for row in database.query("opencypher", query)]


def test_arcadedb_runs_the_script_and_a_second_run_changes_nothing(engine: Any) -> None:
    held = []
    for _ in range(2):
        run(engine, GRAPH)
        run(engine, HOSTILE)
        held.append(
            (
                ask(engine, "MATCH (n) RETURN labels(n) AS l, n.id AS id ORDER BY id"),
                ask(engine, "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, b.id AS b, r.id AS id"),
            )
        )
    assert len(held[0][0]) == sum(len(list(k.rows())) for g in (GRAPH, HOSTILE) for k in nodes(g))
    assert len(held[0][1]) == sum(len(list(k.rows())) for g in (GRAPH, HOSTILE) for k in links(g))
    assert [Counter(map(str, part)) for part in held[0]] == [Counter(map(str, part)) for part in held[1]]

    text = HOSTILE.entities[0].name
    (post,) = ask(
        engine, "MATCH (p {id: 'n1'})-[r:holdsPost]->(b) RETURN p.name AS p, p.aliases AS a, r.post AS r"
    )
    assert post == {"p": text, "a": [text, text + "2"], "r": text}
    quotes = ask(
        engine,
        "MATCH (p:Person)-[r:holdsPost]->(b) MATCH (e:Evidence)-[:page]->(s:Page) WHERE e.claim = r.id "
        "RETURN p.name AS p, e.quote AS q, s.title AS t ORDER BY p",
    )
    assert {"p": "梅若兰", "q": "集团董事长梅若兰", "t": "竹浆项目开工"} in quotes
