"""Loading is a difference: twice changes nothing, what is gone goes, what is foreign stays, any text survives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ChoiceError, InputError, KgError
from kg.export.quads import quads
from kg.export.terms import clean
from kg.graph import Graph
from kg.load import Settings, load
from kg.load.difference import Loaded, Step, difference
from kg.load.ladybug import cypher
from kg.load.rows import LoadError, Row, Tables, named
from kg.load.sparql import endpoint_of, graphs
from kg.query import QueryError
from tests.engines import free_port
from tests.handmade import EMPTY, hostile
from tests.load import asking
from tests.neighbours import FACTS, GRAPH, graph

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
PERSON = "https://county-kg.org/ns#Person"
EVIL = 'a"b,\n\'c\\ [x] \'); DROP </script> =1+1 \u202e👩\u200d🌾 ` null \t {"k":1} $x ${y} \x00\x1e'


@dataclass(frozen=True)
class Place:
    """A place to load to, and how the names of its persons and its facts are asked for."""

    address: str
    settings: Settings
    persons: Callable[[], list[str]]
    posts: Callable[[], int]

    def load(self, what: Graph, **more: Any) -> Loaded:
        """Load there."""
        return load(what, self.address, self.settings, **more)


@pytest.fixture(params=["ladybug", "arcadedb", "oxigraph", "update", "virtuoso"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "ladybug":
        pytest.importorskip("ladybug")

        def ask(text: str) -> list[list[str]]:
            return asking.ladybug(tmp_path, text)

        made = Place(f"ladybug:{tmp_path}", Settings(), lambda: _names(ask), lambda: _posts(ask))
    elif request.param == "arcadedb":
        address = request.getfixturevalue("arcadedb")

        def ask(text: str) -> list[list[str]]:
            return asking.plain(asking.bolt(address, text))

        made = Place(address, asking.BOLT, lambda: _names(ask), lambda: _posts(ask))
    else:
        made = _sparql(request)
    made.load(EMPTY)
    return made


def _names(ask: Callable[[str], list[list[str]]]) -> list[str]:
    return [row[0] for row in ask("MATCH (p:Person) RETURN p.name")]


def _posts(ask: Callable[[str], list[list[str]]]) -> int:
    return int(ask("MATCH (:Person)-[r:holdsPost]->() RETURN count(r)")[0][0])


def _sparql(request: pytest.FixtureRequest) -> Place:
    name = "oxigraph" if request.param == "update" else request.param
    address = request.getfixturevalue(name)
    known = asking.VIRTUOSO if name == "virtuoso" else Settings()
    if request.param == "update":
        known = Settings(update=address.replace("/query", "/update"))
    persons = f"SELECT ?n {{ ?p a <{PERSON}> ; <{LABEL}> ?n }}"
    posts = "SELECT DISTINCT ?p ?b { ?p <https://county-kg.org/ns#holdsPost> ?b }"
    return Place(
        address,
        known,
        lambda: [row[0] for row in asking.sparql(address, persons)],
        lambda: len(asking.sparql(address, posts)),
    )


def test_twice_changes_nothing(place: Place) -> None:
    first = place.load(GRAPH)
    assert (first.changed, first.removed, first.unchanged) == (0, 0, 0)
    assert first.added > 0
    assert sorted(place.persons()) == sorted(n.name for n in GRAPH.entities if n.type == "Person")
    assert place.posts() == 5
    assert place.load(GRAPH) == Loaded(unchanged=first.added)
    assert place.posts() == 5


def test_what_is_gone_goes_and_comes_back(place: Place) -> None:
    first = place.load(GRAPH)
    less = place.load(graph(without="a"))
    assert less.removed > 0
    assert less.unchanged > 0
    assert place.posts() == 2
    again = place.load(GRAPH)
    assert again.added == less.removed
    assert (again.changed, again.removed) == (less.changed, less.added)
    assert place.posts() == 5
    assert place.load(EMPTY).removed == first.added
    assert place.persons() == []


def test_a_load_that_was_stopped_goes_on(place: Place) -> None:
    class StopError(Exception):
        """Says that the load was stopped."""

    def stop(step: Step) -> None:
        if step.done >= step.total // 2:
            raise StopError

    small = Settings(place.settings.user, place.settings.password, 10, "", place.settings.update)
    with pytest.raises(StopError):
        load(GRAPH, place.address, small, stop)
    rest = place.load(GRAPH)
    assert rest.added > 0
    if not place.address.startswith("ladybug"):  # which takes the place of the old one when it is whole
        assert rest.unchanged > 0
    assert place.load(GRAPH).idle
    assert place.posts() == 5


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=12) | st.just(EVIL))
def test_any_text_survives_and_runs_nothing(place: Place, text: str) -> None:
    text = "x" + text
    place.load(hostile(text))
    assert [_even(name) for name in place.persons()] == [_even(clean(text))]
    assert place.posts() == 1
    assert place.load(hostile(text)).idle


def _even(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


def test_progress_ends_at_the_total(place: Place) -> None:
    steps: list[Step] = []
    place.load(GRAPH, progress=steps.append)
    assert steps[-1].done == steps[-1].total
    assert [s.done for s in steps] == sorted(s.done for s in steps)


def test_bolt_leaves_foreign_nodes_alone(arcadedb: str) -> None:
    asking.bolt(arcadedb, "CREATE (:Entity {id: 'mine', name: '别人的'})")
    load(GRAPH, arcadedb, asking.BOLT)
    load(EMPTY, arcadedb, asking.BOLT)
    assert asking.bolt(arcadedb, "MATCH (n) RETURN n.id") == [["mine"]]
    asking.bolt(arcadedb, "MATCH (n {id: 'mine'}) DELETE n")


def test_sparql_leaves_foreign_graphs_alone(oxigraph: str) -> None:
    import urllib.request

    url = oxigraph.replace("/query", "/store?graph=urn:mine")
    body = b"<urn:a> <http://www.w3.org/2002/07/owl#versionInfo> <urn:c> ."
    headers = {"Content-Type": "text/turtle"}
    urllib.request.urlopen(urllib.request.Request(url, body, headers, method="PUT"), timeout=10).close()
    load(GRAPH, oxigraph)
    load(EMPTY, oxigraph)
    assert asking.sparql(oxigraph, "SELECT ?s { GRAPH <urn:mine> { ?s ?p ?o } }") == [["urn:a"]]


def test_every_edge_of_every_kind_is_there(arcadedb: str, tmp_path: Path) -> None:
    pytest.importorskip("ladybug")
    tables = Tables(GRAPH)
    wanted = sum(map(len, tables.edges.values())), sum(map(len, tables.nodes.values()))
    load(GRAPH, arcadedb, asking.BOLT)
    load(GRAPH, f"ladybug:{tmp_path}")
    for ask in (
        lambda text: asking.plain(asking.bolt(arcadedb, text)),
        lambda text: asking.ladybug(tmp_path, text),
    ):
        edges, nodes = ask("MATCH ()-[r]->() RETURN count(r)"), ask("MATCH (n) RETURN count(n)")
        assert (int(edges[0][0]), int(nodes[0][0])) == wanted


def test_a_wrong_password_and_a_missing_server_are_explained(arcadedb: str, virtuoso: str) -> None:
    with pytest.raises(LoadError, match="set KG_LOAD_USER and KG_LOAD_PASSWORD"):
        load(GRAPH, arcadedb, Settings("root", "wrong"))
    for wrong in (Settings(), Settings("dba", "wrong")):
        with pytest.raises(LoadError, match="set KG_LOAD_USER and KG_LOAD_PASSWORD"):
            load(hostile("never sent"), virtuoso, wrong)


@pytest.mark.parametrize("address", ["bolt://127.0.0.1:{}", "http://127.0.0.1:{}/sparql"])
def test_nobody_there_is_explained(address: str) -> None:
    if address.startswith("bolt"):
        pytest.importorskip("neo4j")
    with pytest.raises(LoadError, match="no such server answers"):
        load(GRAPH, address.format(free_port()), Settings("root", "x"))


@pytest.mark.parametrize(
    ("address", "error", "said"),
    [
        ("mysql://x", ChoiceError, "begins with one of bolt:"),
        ("county.db", ChoiceError, "begins with one of bolt:"),
        ("http://127.0.0.1:1/what/ever", ChoiceError, "give --store URL or --update URL"),
        ("http://me:secret@127.0.0.1:1/sparql", LoadError, "leave the password out"),
        ("ladybug:", LoadError, "name a folder"),
    ],
)
def test_a_wrong_address_is_explained(address: str, error: type[KgError], said: str) -> None:
    with pytest.raises(error, match=said):
        load(GRAPH, address)


@pytest.mark.parametrize(
    ("query", "store"),
    [
        ("http://h:1/sparql", "http://h:1/sparql-graph-crud-auth"),
        ("http://h:1/query", "http://h:1/store"),
        ("http://h:1/ds/sparql", "http://h:1/ds/data"),
        ("http://h:1/ds/query", "http://h:1/ds/data"),
        ("https://h/repositories/kg", "https://h/repositories/kg/rdf-graphs/service"),
    ],
)
def test_known_servers_have_their_graph_store(query: str, store: str) -> None:
    assert endpoint_of(query, Settings()).store == store
    assert endpoint_of(query, Settings(store="http://h/mine")).store == "http://h/mine"


def test_graphs_hold_every_quad_once() -> None:
    found = graphs(GRAPH)
    assert sum(map(len, found.values())) == len(list(quads(GRAPH)))
    assert {name for name in found if "/page/" in name} == {
        f"https://county-kg.org/id/page/{p}" for p in "abc"
    }


def test_a_difference_is_what_changes_one_into_the_other() -> None:
    a, b, c = (Row(id_, "", "", {"x": id_}) for id_ in "abc")
    found = difference({"a": a.version, "b": "old", "z": "1"}, [a, b, c])
    assert ({row.id for row in found.rows}, found.gone) == ({"b", "c"}, ("z",))
    assert found.loaded == Loaded(added=1, changed=1, removed=1, unchanged=1)


def test_a_name_that_could_be_a_statement_is_refused() -> None:
    assert named("holdsPost") == "holdsPost"
    for name in ("a b", "", "x`", "1a", "职"):
        with pytest.raises(LoadError, match="no name of a class"):
            named(name)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("ladybug")
    folder = tmp_path_factory.mktemp("ladybug")
    load(GRAPH, f"ladybug:{folder}")
    return folder


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (:Person {id: 'x'})",
        "match (p:Person) set p.name = 'x'",
        "MATCH (p:Person) DETACH DELETE p",
        "LOAD FROM '/etc/passwd' RETURN *",
        "COPY (MATCH (p:Person) RETURN p.id) TO 'out.csv'",
        "INSTALL httpfs",
        "ATTACH 'x.db' AS x",
        "MATCH (p:Person) RETURN nothing(p)",
        "RETURN 1; RETURN 2",
        "not cypher",
    ],
)
def test_cypher_only_reads(text: str, filled: Path) -> None:
    with pytest.raises(QueryError):
        cypher(filled, text)
    assert load(GRAPH, f"ladybug:{filled}").idle


def test_cypher_answers_of_a_graph_and_tells_types(tmp_path: Path) -> None:
    pytest.importorskip("ladybug")
    answer = cypher(
        GRAPH, "MATCH (m:Measurement) WHERE m.value = $v RETURN m.number, m.unit, m.change", {"v": "12亿元"}
    )
    assert asking.cells(answer) == [["1200000000.0", "CNY", ""]]
    assert asking.cells(cypher(GRAPH, "RETURN 'CREATE it', 1 = 1, 2")) == [["CREATE it", "true", "2"]]
    with pytest.raises(InputError, match="holds no Ladybug graph"):
        cypher(tmp_path, "RETURN 1")


def test_facts_keep_their_qualifiers_and_evidence(filled: Path) -> None:
    text = (
        "MATCH (a)-[r:cooperatesWith]->(b), (e:Evidence) WHERE e.claim = r.id AND r.matter = '竹浆项目' "
        "RETURN a.name, b.name, r.date, r.score, e.page, e.quote"
    )
    fact = next(f for f in FACTS if dict(f.q).get("matter"))
    assert asking.ladybug(filled, text) == [
        ["远帆纸业", "清溪经开区管委会", "2020-03-01", "0.9", s.page, s.quote] for s in fact.evidence
    ]
