"""SPARQL: right answers, clear refusals, and answers written so that they read back."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import socket
import time

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ChoiceError, KgError
from kg.export.quads import triples
from kg.export.terms import Namespaces
from kg.query import (
    Answer,
    Cell,
    Limits,
    QueryError,
    csv_text,
    csv_value,
    json_text,
    load,
    query,
    table,
    written,
)
from tests.handmade import COMPANY, COUNTY, GRAPH, hostile

NS = Namespaces()
STORE = load(GRAPH)


def names(text: str) -> list[tuple[str | None, ...]]:
    return [tuple(cell.value if cell else None for cell in row) for row in query(STORE, text).rows]


def test_simple_questions_stay_simple() -> None:
    assert names(
        'SELECT ?post { ?who rdfs:label "石启明" ; kg:holdsPost ?body . ?body rdfs:label ?post }'
    ) == [("清溪县委",)]


def test_a_fact_that_two_pages_state_is_one_row() -> None:
    assert names("SELECT ?a ?b { ?a kg:cooperatesWith ?b }") == [
        (NS.entity(COUNTY.id), NS.entity(COMPANY.id))
    ]
    assert len(names("SELECT ?g { GRAPH ?g { ?a kg:cooperatesWith ?b } }")) == 2


def test_every_triple_is_there_once() -> None:
    assert names("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [(str(len(list(triples(GRAPH)))),)]


def test_an_edge_leads_back_to_its_sentence() -> None:
    text = """
        SELECT ?post ?quote ?page ?begin {
          ?statement rdf:predicate kg:holdsPost ; kg:post ?post ; prov:wasDerivedFrom ?sentence .
          ?sentence nif:anchorOf ?quote ; nif:beginIndex ?begin ; kg:page/dcterms:identifier ?page .
        } ORDER BY ?page"""
    assert names(text) == [
        ("书记", "县委书记石启明", "qx-0512", "32"),
        ("董事长", "集团董事长梅若兰", "yq-0601", "14"),
    ]


def test_a_graph_can_be_asked_at_once_and_ask_gives_truth() -> None:
    assert query(GRAPH, "ASK { ?x a kg:Person }").truth is True
    assert query(GRAPH, "ASK { ?x a kg:Platform }").truth is False


def test_construct_and_describe_give_triples() -> None:
    answer = query(STORE, "CONSTRUCT { ?a kg:knows ?b } WHERE { ?a kg:cooperatesWith ?b }")
    assert answer.columns == ("subject", "predicate", "object")
    assert [c and c.value for c in answer.rows[0]][1] == NS.term("knows")
    assert len(query(STORE, f"DESCRIBE <{NS.entity(COUNTY.id)}>").rows) > 5


def test_unbound_is_none() -> None:
    assert names("SELECT ?code { ?x a kg:Person OPTIONAL { ?x skos:notation ?code } }") == [(None,), (None,)]


def test_own_namespaces_are_the_prefixes() -> None:
    ns = Namespaces("https://example.org/t#", "https://example.org/d/")
    assert len(query(GRAPH, "SELECT ?x { ?x a kg:Person }", ns).rows) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * WHER { ?a ?b ?c }", "SELECT \\* WHER"),
        ("SELECT * { ?a ex:p ?b }", "prefix ex: is not declared.*kg"),
        ("SELECT ?a ?a { ?a ?b ?c }", "Duplicated"),
        ("", "not SPARQL"),
        ("DELETE WHERE { ?a ?b ?c }", "updates are switched off"),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", "updates are switched off"),
        ("CLEAR ALL", "updates are switched off"),
        ("LOAD <http://127.0.0.1/x>", "updates are switched off"),
        ("SELECT * { " + "?a ?b ?c . " * 3000 + "}", "20000 are allowed"),
        ("SELECT (<urn:f>(1) AS ?x) {}", "urn:f"),
    ],
)
def test_a_bad_query_is_explained(text: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        query(STORE, text)
    assert issubclass(QueryError, KgError)


@pytest.fixture
def listener() -> socket.socket:
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    server.settimeout(0.2)
    return server


@pytest.mark.parametrize(
    "template",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { service silent <URL> { ?s ?p ?o } }",
        "SELECT * { S\\u0045RVICE <URL> { ?s ?p ?o } }",
        "SELECT * { \\U00000053ERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { # x\rSERVICE <URL> { ?s ?p ?o } }",
        "SELECT * { FILTER(1<2)SERVICE<URL>{ ?s ?p ?o } }",
        "SELECT * { BIND('\"' AS ?q) SERVICE <URL> { ?s ?p ?o } BIND('\"' AS ?r) }",
        "SELECT * { BIND('''it's''' AS ?q) SERVICE <URL> { ?s ?p ?o } }",
        'SELECT * { BIND("a\\\\" AS ?q) SERVICE <URL> { ?s ?p ?o } BIND("b" AS ?r) }',
        "PREFIX u: <URL> SELECT * { SERVICE u: { ?s ?p ?o } }",
        "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    ],
)
def test_no_query_reaches_another_server(template: str, listener: socket.socket) -> None:
    with listener:
        text = template.replace("URL", f"http://127.0.0.1:{listener.getsockname()[1]}/")
        with pytest.raises(QueryError, match="SERVICE"):
            query(STORE, text)
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s rdfs:label "SERVICE" }',
        "SELECT * { ?service ?p ?o } LIMIT 1",
        "SELECT * { ?s kg:service ?o }",
        "SELECT * { ?s ?p ?o } LIMIT 1 # SERVICE",
        "SELECT * { ?s <urn:SERVICE> ?o }",
        "SELECT * { ?s rdfs:label '''x SERVICE ''' }",
    ],
)
def test_the_word_service_elsewhere_is_harmless(text: str) -> None:
    query(STORE, text)


def test_rows_are_limited_and_the_cut_is_told() -> None:
    answer = query(STORE, "SELECT * { ?s ?p ?o }", limits=Limits(rows=3))
    assert (len(answer.rows), answer.cut) == (3, True)
    assert table(answer).endswith("(more rows were left off)\n")
    assert query(STORE, "SELECT * { ?s a kg:Person }", limits=Limits(rows=2)).cut is False


def test_time_is_limited() -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match=r"longer than 0\.2 s"):
        query(STORE, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", limits=Limits(seconds=0.2))
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * " + "{" * 9_900 + "}" * 9_900,
        "SELECT (" + "(" * 9_900 + "1" + ")" * 9_900 + " AS ?x) {}",
        "SELECT (" + "!" * 19_900 + "1 AS ?x) {}",
        "SELECT (1" + "+1" * 9_900 + " AS ?x) {}",
    ],
    ids=["groups", "brackets", "prefix", "sum"],
)
def test_a_deep_query_does_not_bring_the_process_down(text: str) -> None:
    with contextlib.suppress(QueryError):
        query(STORE, text, limits=Limits(seconds=5))
    assert query(STORE, "ASK { ?x a kg:Person }").truth


texts = st.text(max_size=12) | st.sampled_from(
    ["=1+1", "@x", "'=1", "''", "'", "-", "+8.5%", "-3", "\tx", 'a,b\n"c"', "=\r"]
)
cells = st.none() | st.builds(Cell, texts, st.just("literal"), st.just(""), st.just(""))


@given(st.lists(st.tuples(cells, cells), max_size=4))
def test_csv_reads_back_and_runs_nothing(rows: list[tuple[Cell | None, Cell | None]]) -> None:
    text = csv_text(Answer(("a", "b"), tuple(rows)))
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[0] == ["a", "b"]
    assert [[csv_value(v) for v in row] for row in read[1:]] == [
        [c.value if c else "" for c in row] for row in rows
    ]
    for value in (v for row in read[1:] for v in row if v.startswith(("=", "+", "-", "@", "\t", "\r"))):
        assert (
            set(value) <= set("+-.%0123456789") or value.lstrip("+-").rstrip("%").replace(".", "").isdigit()
        )


@given(st.lists(st.tuples(cells, cells), max_size=4))
def test_json_is_read_by_another_implementation(rows: list[tuple[Cell | None, Cell | None]]) -> None:
    text = json_text(Answer(("a", "b"), tuple(rows)))
    read = pyoxigraph.parse_query_results(text, format=pyoxigraph.QueryResultsFormat.JSON)
    assert [[v.value if v is not None else None for v in (row["a"], row["b"])] for row in read] == [  # type: ignore[union-attr, index]
        [c.value if c else None for c in row] for row in rows
    ]


def test_json_tells_kinds_and_datatypes() -> None:
    answer = query(STORE, "SELECT ?m ?n { ?m kg:number ?n }")
    binding = json.loads(json_text(answer))["results"]["bindings"][0]
    assert binding["m"]["type"] == "uri"
    assert binding["n"] == {
        "type": "literal",
        "value": "1200000000",
        "datatype": "http://www.w3.org/2001/XMLSchema#decimal",
    }
    assert json.loads(json_text(query(STORE, "ASK {}"))) == {"head": {}, "boolean": True}


def test_table_is_aligned_for_wide_characters_and_shortens_iris() -> None:
    answer = query(
        STORE,
        "SELECT ?name ?type { ?x a ?type ; rdfs:label ?name FILTER(?type IN (kg:Person, kg:Event)) }"
        " ORDER BY ?name",
    )
    assert table(answer).splitlines() == [
        "name        type",
        "----------  ---------",
        "梅若兰      kg:Person",
        "石启明      kg:Person",
        "项目推进会  kg:Event",
    ]
    assert table(query(STORE, "ASK {}")) == "yes\n"


def test_table_lets_no_control_character_through() -> None:
    answer = query(hostile("a\x1b[31mb\nc\u202e"), "SELECT ?name { ?x a kg:Person ; rdfs:label ?name }")
    assert table(answer).splitlines()[2] == "a\ufffd[31mb c"


def test_an_unknown_writer_lists_the_choices() -> None:
    assert written(Answer((), truth=True), "csv") == "true\r\n"
    with pytest.raises(ChoiceError, match="csv, json, jsonld, ntriples, rdfxml, table, tsv, turtle, xml"):
        written(Answer(()), "xls")
