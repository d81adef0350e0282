"""CSV and Parquet: what data programs read, and the way back."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ChoiceError, InputError, MissingExtraError
from kg.export import export
from kg.export.back import READERS, back
from kg.export.columns import tables
from kg.export.quads import quads
from kg.export.terms import Namespaces, clean
from kg.graph import Graph
from tests.export.readers import csv_files, parquet_files
from tests.handmade import CHAIR, COMPANY, EMPTY, GRAPH, hostile

duckdb = pytest.importorskip("duckdb")
parquet = pytest.importorskip("pyarrow.parquet")


def rendered(graph: Graph, to: str) -> bytes:
    return b"".join(export(graph, to))


@pytest.mark.parametrize("to", sorted(READERS))
@pytest.mark.parametrize("graph", [GRAPH, EMPTY], ids=["graph", "empty"])
def test_what_goes_out_comes_back(graph: Graph, to: str) -> None:
    assert back(rendered(graph, to), to) == graph


@pytest.mark.parametrize("to", sorted(READERS))
@given(text=st.text(max_size=20).map(clean))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back(to: str, text: str) -> None:
    assert back(rendered(hostile(text), to), to) == hostile(text)


@pytest.mark.parametrize("to", sorted(READERS))
@pytest.mark.parametrize("data", [b"", b"{}", b"PK\x03\x04", rendered(GRAPH, "neo4j-csv")])
def test_what_is_not_of_the_format_is_refused(to: str, data: bytes) -> None:
    with pytest.raises(InputError, match=f"kg export --to {to}"):
        back(data, to)


def test_a_format_without_a_way_back_says_so() -> None:
    with pytest.raises(ChoiceError, match=r"'gexf'.*csv, json, parquet"):
        back(b"", "gexf")


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_duckdb_joins_the_tables(kind: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered(GRAPH, kind))) as source:
        source.extractall(tmp_path)
    found = duckdb.sql(
        f"SELECT f.s_name, f.post, f.o_name, e.quote, e.\"start\", f.score FROM '{tmp_path}/facts.{kind}' f"
        f" JOIN '{tmp_path}/evidence.{kind}' e ON e.claim = f.id WHERE f.p = 'holdsPost' ORDER BY f.post DESC"
    ).fetchall()
    assert found[0] == ("梅若兰", "董事长", "远帆纸业集团", "集团董事长梅若兰", 14, 0.9)
    assert len(found) == 2
    count = duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/mentions.{kind}'").fetchall()
    assert count == [(sum(len(node.mentions) for node in GRAPH.entities),)]


def test_columns_are_typed_and_lists_are_lists() -> None:
    files = parquet_files(rendered(GRAPH, "parquet"))
    company = next(row for row in files["entities.parquet"] if row["id"] == COMPANY.id)
    assert company["aliases"] == ["集团"]
    assert company["code"] is None
    numbers = {row["value"]: row["number"] for row in files["measurements.parquet"]}
    assert numbers == {"12亿元": 1.2e9, "20亿元": None}
    rows = csv_files(rendered(GRAPH, "csv"))["entities.csv"]
    assert [json.loads(row[3]) for row in rows if row[0] == CHAIR.id] == [[]]


def test_an_absent_value_is_no_empty_text() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered(hostile(""), "csv"))) as source:
        lines = source.read("entities.csv").decode().splitlines()
    assert lines[1] == '"n1","Person","","["""", ""2""]",""'
    assert lines[2].endswith('"县","[]",')


def test_every_table_has_a_file_and_every_row_its_columns() -> None:
    known = tables(GRAPH)
    files = csv_files(rendered(GRAPH, "csv"))
    assert [f"{table.name}.csv" for table in known] == list(files)
    for table in known:
        assert all(len(row) == len(table.columns) for row in table.rows()), table.name
        assert len(list(table.rows())) == len(files[f"{table.name}.csv"]) - 1 > 0


def test_evidence_has_the_id_that_it_has_in_rdf() -> None:
    ns = Namespaces()
    iris = {o for _, p, o, _ in quads(GRAPH) if p == ns.term("evidence")}
    rows = csv_files(rendered(GRAPH, "csv"))["evidence.csv"][1:]
    assert {ns.thing("evidence", row[0]) for row in rows} == iris


@pytest.mark.parametrize("graph", [GRAPH, hostile('a"b\\c\n\u202e𠮷')], ids=["plain", "hostile"])
def test_parquet_of_quads_holds_the_quads(graph: Graph) -> None:
    read = parquet.read_table(io.BytesIO(rendered(graph, "parquet-triples"))).to_pylist()
    meant = [
        (str(s), str(p), getattr(o, "value", o), getattr(o, "datatype", None), g)
        for s, p, o, g in quads(graph)
    ]
    assert [tuple(row.values()) for row in read] == meant


@pytest.mark.parametrize("to", ["parquet", "parquet-triples"])
def test_without_pyarrow_the_extra_is_named(to: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"county-kg\[tables\]"):
        export(GRAPH, to)
    with pytest.raises(MissingExtraError, match=r"county-kg\[tables\]"):
        back(b"", "parquet")
