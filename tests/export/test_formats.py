"""The contract that every registered format keeps, whatever the text."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import ChoiceError
from kg.export import DESCRIPTIONS, EXPORTERS, SUFFIXES, described, export, exporter, form_of, formats
from kg.export.quads import quads, triples
from kg.export.terms import Iri, Namespaces, Text, clean
from kg.graph import Graph
from kg.ids import digest
from tests.export.readers import GRAPHS, NAMED, OXIGRAPH, Found, by_networkx, by_oxigraph, by_rdflib
from tests.handmade import EMPTY, GRAPH, hostile

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

BINARY = {"csv", "neo4j-csv", "parquet", "parquet-triples"}
ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    'He said "no"\\',
    "line\nline\r\nline\rend\ttab",
    "</script><script>alert(1)</script>",
    "]]>&amp;<!--",
    "\u202eمرحبا\u200f",
    "𠮷野家𝒳😀",
    "nul\x00bell\x07esc\x1b\x85\ufffe",
    "lone\ud800surrogate\udfff",
    "",
    " spaces ",
    "%23#?/../{}|\\^`<>",
    "'''\"\"\"",
    "@prefix a: <b> .",
    "\u2028\u2029",
]


def rendered(graph: Graph, to: str) -> bytes:
    return b"".join(export(graph, to))


def expected(graph: Graph, named: bool) -> set[Found]:
    """What a reader must find."""
    if named:
        return {(_term(s), _term(p), _term(o), str(g or "")) for s, p, o, g in quads(graph)}
    return {(_term(s), _term(p), _term(o), "") for s, p, o in triples(graph)}


def _term(term: Iri | Text) -> tuple[str, str]:
    return (term.value, term.datatype) if isinstance(term, Text) else (str(term), "iri")


@pytest.mark.parametrize("to", formats())
@pytest.mark.parametrize("graph", [GRAPH, EMPTY, *map(hostile, TEXTS)])
def test_same_graph_same_bytes_in_utf8(graph: Graph, to: str) -> None:
    data = rendered(graph, to)
    assert data == rendered(graph, to)
    if to not in BINARY:
        data.decode("utf-8")


@pytest.mark.parametrize("to", sorted(OXIGRAPH))
def test_counts_agree(to: str) -> None:
    count = len(list(quads(GRAPH) if to in NAMED else triples(GRAPH)))
    assert count > 400
    assert len(by_oxigraph(rendered(GRAPH, to), to)) == count
    assert len(by_rdflib(rendered(GRAPH, to), to)) == count


@pytest.mark.parametrize("to", sorted(OXIGRAPH))
def test_nothing_comes_from_nothing(to: str) -> None:
    assert by_oxigraph(rendered(EMPTY, to), to) == []
    assert by_rdflib(rendered(EMPTY, to), to) == []


@pytest.mark.parametrize("to", sorted(OXIGRAPH))
@pytest.mark.parametrize("text", TEXTS)
def test_pyoxigraph_reads_what_was_meant(text: str, to: str) -> None:
    graph = hostile(text)
    assert set(by_oxigraph(rendered(graph, to), to)) == expected(graph, to in NAMED)


@pytest.mark.parametrize("to", sorted(OXIGRAPH))
@pytest.mark.parametrize("text", TEXTS)
def test_rdflib_reads_what_was_meant(text: str, to: str) -> None:
    graph = hostile(text)
    assert set(by_rdflib(rendered(graph, to), to)) == expected(graph, to in NAMED)


@pytest.mark.parametrize("to", sorted(OXIGRAPH))
@given(text=st.text(max_size=30))
@example("\x0b\x0c")
@settings(max_examples=40, deadline=None)
def test_any_text_survives_rdf(to: str, text: str) -> None:
    graph = hostile(text)
    assert set(by_oxigraph(rendered(graph, to), to)) == expected(graph, to in NAMED)


@pytest.mark.parametrize("to", sorted(GRAPHS))
@given(text=st.text(max_size=30))
@settings(max_examples=40, deadline=None)
def test_any_text_survives_graph_formats(to: str, text: str) -> None:
    read = by_networkx(rendered(hostile(text), to), to)
    assert read.nodes["n1"]["name"] == clean(text)
    ((_, _, values),) = read.edges(data=True)
    assert values["q_post"] == clean(text)
    quote = json.loads(values["evidence"])[0]["quote"]
    assert quote == text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


@given(text=st.text(max_size=30) | st.sampled_from(TEXTS))
@settings(max_examples=60, deadline=None)
def test_any_text_survives_json(text: str) -> None:
    read = json.loads(rendered(hostile(text), "json"))
    assert read["entities"][0]["name"] == text
    assert read["facts"][0]["evidence"][0]["quote"] == text


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib; from tests.handmade import GRAPH; from kg.export import export, formats\n"
        "for f in formats(): print(f, hashlib.sha256(b''.join(export(GRAPH, f))).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


@pytest.mark.skipif(shutil.which("rapper") is None, reason="Debian's raptor2-utils is not installed")
@pytest.mark.parametrize("to", ["ntriples", "nquads", "turtle", "rdfxml"])
@pytest.mark.parametrize("graph", [GRAPH, hostile('a"b\\c\n</x>&\r\u202e𠮷')], ids=["plain", "hostile"])
def test_rapper_counts_the_same(graph: Graph, to: str, tmp_path: Path) -> None:
    path = tmp_path / "graph"
    path.write_bytes(rendered(graph, to))
    done = subprocess.run(
        ["rapper", "-c", "-i", to, path.as_uri()], capture_output=True, text=True, check=False
    )
    count = len(list(quads(graph) if to in NAMED else triples(graph)))
    assert done.returncode == 0, done.stderr
    assert f"returned {count} triples" in done.stderr
    assert "warning" not in done.stderr.lower()


def test_an_unknown_format_lists_the_choices() -> None:
    with pytest.raises(ChoiceError, match=r"'xls'.*gexf.*turtle"):
        export(GRAPH, "xls")


def test_every_format_of_a_suffix_is_registered() -> None:
    assert set(SUFFIXES.values()) == set(EXPORTERS) == set(formats())
    assert set(DESCRIPTIONS) == set(EXPORTERS) == set(described())
    assert all(callable(exporter(name)) for name in formats())


@pytest.mark.parametrize(
    ("file", "form"),
    [
        ("a.ttl", "turtle"),
        ("/b/c.d/A.CSV.ZIP", "csv"),
        ("x.neo4j.zip", "neo4j-csv"),
        ("x.ftm.json", "ftm"),
        ("x.json", "json"),
        ("x.compact.jsonld", "jsonld-compact"),
        ("x.zip", None),
        ("ttl", None),
    ],
)
def test_a_file_name_tells_the_format(file: str, form: str | None) -> None:
    assert form_of(file) == form


def test_a_format_of_another_package_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "count_export-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: count-export\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[county_kg.exporters]\ncount = count_export:count\n")
    (tmp_path / "count_export.py").write_text(
        "def count(graph, namespaces):\n    yield str(len(graph.entities)).encode()\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert "count" in formats()
    assert "count_export:count" in described()["count"]
    assert rendered(GRAPH, "count") == b"9"


@pytest.mark.parametrize("to", formats())
def test_output_is_streamed(to: str) -> None:
    # Ids that differ: zips pack what repeats, and a group of Parquet has 20,000 rows.
    made = (replace(node, id=digest(str(n), node.id)) for n in range(1500) for node in GRAPH.entities)
    many = Graph((), (), tuple(made), (), (), ())
    assert len(list(export(many, to))) > 1


def test_other_namespaces_are_used_everywhere() -> None:
    ns = Namespaces("https://example.org/terms#", "https://example.org/data/")
    for to in sorted(OXIGRAPH):
        data = b"".join(export(GRAPH, to, ns))
        assert b"county-kg.org" not in data
        assert len(by_oxigraph(data, to)) == len(by_oxigraph(rendered(GRAPH, to), to))


@pytest.mark.parametrize("bad", ["", "relative/", "https://example.org/no-end", "https://a b/", "x:<>#"])
def test_a_namespace_that_is_none_is_refused(bad: str) -> None:
    with pytest.raises(ChoiceError, match="namespace"):
        Namespaces(data=bad)
