"""The endpoint keeps the SPARQL 1.1 protocol, and its limits hold."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pyoxigraph
import pytest
import rdflib

from kg.export.terms import Namespaces
from kg.query import Limits, load
from tests.handmade import COMPANY, COUNTY, GRAPH
from tests.processes import children, running

pytest.importorskip("starlette")
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kg.serve.negotiate import preferred
from kg.serve.sparql import BINDINGS, TRIPLES, endpoint

NS = Namespaces()
STORE = load(GRAPH)
PERSONS = "SELECT ?n { ?p a kg:Person ; rdfs:label ?n } ORDER BY ?n"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
QUERY = {"Content-Type": "application/sparql-query"}


def app(limits: Limits) -> Starlette:
    return Starlette(routes=[endpoint(STORE, limits)])


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(app(Limits(seconds=20, rows=1000, megabytes=512)))


def labels(body: bytes) -> list[str]:
    return [row["n"]["value"] for row in json.loads(body)["results"]["bindings"]]


def test_get_and_both_posts_answer_the_same(client: TestClient) -> None:
    got = client.get("/sparql", params={"query": PERSONS})
    assert labels(got.content) == ["梅若兰", "石启明"]
    assert got.headers["content-type"] == "application/sparql-results+json"
    assert client.post("/sparql", data={"query": PERSONS}).content == got.content
    assert client.post("/sparql", content=PERSONS.encode(), headers=QUERY).content == got.content


@pytest.mark.parametrize("kind", BINDINGS)
def test_rows_in_every_media_type(client: TestClient, kind: str) -> None:
    found = client.get("/sparql", params={"query": PERSONS}, headers={"Accept": kind})
    assert found.headers["content-type"].partition(";")[0] == kind
    assert "石启明" in found.text
    assert client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": kind}).status_code == 200


@pytest.mark.parametrize("kind", TRIPLES)
@pytest.mark.parametrize(
    "query", ["CONSTRUCT WHERE { ?s rdfs:label ?o }", f"DESCRIBE <{NS.entity(COUNTY.id)}>"]
)
def test_triples_in_every_media_type(client: TestClient, kind: str, query: str) -> None:
    found = client.get("/sparql", params={"query": query}, headers={"Accept": kind})
    assert found.headers["content-type"].partition(";")[0] == kind
    form = {"application/json": "json-ld", "application/xml": "xml", "application/n-quads": "nt"}
    assert len(rdflib.Graph().parse(data=found.text, format=form.get(kind, kind))) > 3


def test_one_accept_header_serves_both_kinds(client: TestClient) -> None:
    accept = {"Accept": "text/turtle, application/sparql-results+xml;q=0.9"}
    assert (
        client.get("/sparql", params={"query": PERSONS}, headers=accept)
        .headers["content-type"]
        .endswith("xml")
    )
    got = client.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s a kg:Person }"}, headers=accept)
    assert got.headers["content-type"].startswith("text/turtle")


def test_what_no_format_fits_is_406(client: TestClient) -> None:
    got = client.get("/sparql", params={"query": PERSONS}, headers={"Accept": "text/turtle"})
    assert (got.status_code, "choose from application/sparql-results+json" in got.text) == (406, True)


def test_the_dataset_of_the_request_counts(client: TestClient) -> None:
    page = NS.thing("page", "yq-0601")
    pairs = "SELECT ?a ?b { ?a kg:cooperatesWith ?b }"
    graphs = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"

    def rows(query: str, **more: object) -> int:
        got = client.get("/sparql", params={"query": query, **more})
        assert got.status_code == 200, got.text
        return len(got.json()["results"]["bindings"])

    assert rows(pairs, **{"default-graph-uri": page}) == 1
    assert rows(pairs, **{"default-graph-uri": "urn:none"}) == 0
    assert rows(pairs, **{"named-graph-uri": page}) == 0
    assert rows(graphs, **{"named-graph-uri": page}) == 1
    assert rows(graphs, **{"default-graph-uri": page}) == 0
    assert rows(graphs) == 2
    url = "/sparql?" + urlencode({"default-graph-uri": page})
    assert len(client.post(url, content=pairs.encode(), headers=QUERY).json()["results"]["bindings"]) == 1
    assert client.get("/sparql", params={"query": pairs, "default-graph-uri": "a b"}).status_code == 400


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("SELECT * WHER { ?a ?b ?c }", 400, "WHER"),
        ("SELECT * { ?a ex:p ?b }", 400, "prefix ex: is not declared"),
        ("SELECT * { " + "?a ?b ?c . " * 3000 + "}", 400, "20000 are allowed"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }", 403, "SERVICE is switched off"),
        ("DELETE WHERE { ?a ?b ?c }", 403, "updates are switched off"),
        ("PREFIX x: <urn:x> INSERT DATA { x:a x:b x:c }", 403, "updates are switched off"),
        ("BASE <urn:x> CLEAR ALL", 403, "updates are switched off"),
        ("SELECT * FROM <urn:none> { ?a ?b ?c }", 200, "bindings"),
    ],
)
def test_what_is_wrong_is_said(client: TestClient, query: str, status: int, said: str) -> None:
    got = client.post("/sparql", data={"query": query})
    assert (got.status_code, said in got.text) == (status, True), got.text


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"update=CLEAR+ALL", "application/x-www-form-urlencoded", 403),
        (b"CLEAR ALL", "application/sparql-update", 403),
        (b"{}", "application/json", 415),
        (b"", "application/x-www-form-urlencoded", 400),
        (b"query=ASK{}&query=ASK{}", "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe", "application/sparql-query", 400),
        (b"x" * 70_000, "application/sparql-query", 413),
    ],
)
def test_a_wrong_request_is_refused(client: TestClient, body: bytes, kind: str, status: int) -> None:
    assert client.post("/sparql", content=body, headers={"Content-Type": kind}).status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(client: TestClient, method: str) -> None:
    got = client.request(method, "/sparql")
    assert (got.status_code, "GET" in got.headers["allow"]) == (405, True)


def test_nothing_changes_the_store(client: TestClient) -> None:
    before = len(STORE)
    for text in ("CLEAR ALL", "DELETE WHERE { ?s ?p ?o }", "DROP DEFAULT"):
        client.post("/sparql", data={"query": text, "update": text})
        client.post("/sparql", content=text.encode(), headers=QUERY)
    assert len(STORE) == before


def test_without_a_query_the_service_describes_itself(client: TestClient) -> None:
    found = rdflib.Graph().parse(data=client.get("/sparql").text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert len(set(found.subjects(rdflib.RDF.type, sd.Service))) == 1
    assert len(set(found.objects(None, sd.resultFormat))) == 8
    assert client.head("/sparql").status_code == 200


def test_rows_are_cut_and_the_answer_says_so() -> None:
    client = TestClient(app(Limits(rows=5)))
    got = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert (len(got.json()["results"]["bindings"]), got.headers["x-sparql-maxrows"]) == (5, "5")
    assert "x-sparql-maxrows" not in client.get("/sparql", params={"query": PERSONS}).headers


def test_past_its_time_a_query_stops_burning() -> None:
    client = TestClient(app(Limits(seconds=0.5, megabytes=512)))
    began = time.monotonic()
    got = client.get("/sparql", params={"query": ENDLESS})
    assert (got.status_code, "longer than 0.5 s" in got.text) == (503, True)
    assert time.monotonic() - began < 60
    assert {pid for pid in children() if running(pid)} == set()
    assert labels(client.get("/sparql", params={"query": PERSONS}).content)


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="only Linux limits memory")
def test_a_query_that_takes_the_memory_does_not_take_the_server() -> None:
    client = TestClient(app(Limits(seconds=60, megabytes=64)))
    hungry = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c"
    got = client.get("/sparql", params={"query": hungry})
    assert (got.status_code, "more memory than 64 MB" in got.text) == (503, True)
    assert labels(client.get("/sparql", params={"query": PERSONS}).content)


def test_a_function_gives_the_store_anew() -> None:
    given = [load(GRAPH), pyoxigraph.Store()]
    client = TestClient(Starlette(routes=[endpoint(lambda: given.pop(0))]))
    found = [client.get("/sparql", params={"query": PERSONS}).json()["results"]["bindings"] for _ in range(2)]
    assert list(map(len, found)) == [2, 0]
    assert (
        TestClient(Starlette(routes=[endpoint(GRAPH)])).get("/sparql", params={"query": PERSONS}).is_success
    )


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A real server on the loopback."""
    uvicorn = pytest.importorskip("uvicorn")
    settings = uvicorn.Config(app(Limits(seconds=2, megabytes=512)), port=0, log_level="error")
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/sparql"
    server.should_exit = True
    thread.join(10)


def test_rdflib_as_a_client(address: str) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for method in ("GET", "POST", "POST_FORM"):
        found = rdflib.Graph(SPARQLStore(address, method=method)).query(
            f"PREFIX kg: <{NS.ontology}> {PERSONS}"
        )
        assert [str(row[0]) for row in found] == ["梅若兰", "石启明"]  # type: ignore[index]
    store = rdflib.Graph(SPARQLStore(address))
    pair = rdflib.URIRef(NS.entity(COUNTY.id)), rdflib.URIRef(NS.term("cooperatesWith"))
    assert [str(o) for o in store.objects(*pair)] == [NS.entity(COMPANY.id)]


def test_a_connection_is_closed_while_a_query_runs(address: str) -> None:
    """The child of a long query must not keep the connections of others open."""
    import http.client
    from urllib.parse import urlsplit

    host = urlsplit(address).netloc
    short = http.client.HTTPConnection(host, timeout=10)
    short.connect()
    long = threading.Thread(target=_get, args=(host, ENDLESS))
    long.start()
    time.sleep(0.5)
    short.request("GET", "/sparql", headers={"Connection": "close"})
    response = short.getresponse()
    response.read()
    assert response.will_close
    assert short.sock is None or short.sock.recv(1) == b""
    assert long.is_alive()
    long.join()


def _get(host: str, query: str) -> int:
    import http.client

    connection = http.client.HTTPConnection(host, timeout=20)
    connection.request("GET", "/sparql?" + urlencode({"query": query}))
    return connection.getresponse().status


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", "a/x"),
        ("*/*", "a/x"),
        ("b/*", "b/y"),
        ("a/x;q=0.1, b/y", "b/y"),
        ("A/X; Q=0, */*;q=0.1", "b/y"),
        ("a/x;q=0", None),
        ("c/z", None),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", "a/x"),
        ("a/x;charset=utf-8", "a/x"),
        ("nonsense", "a/x"),
    ],
)
def test_the_best_offer_is_chosen(accept: str, wanted: str | None) -> None:
    assert preferred(accept, ["a/x", "b/y"]) == wanted
