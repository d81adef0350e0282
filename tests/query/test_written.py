"""Answers in the result formats of SPARQL and RDF, read back by other implementations."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import to_isomorphic

from kg.errors import ChoiceError
from kg.export.terms import clean
from kg.query import Answer, Cell, load, query, written
from tests.handmade import GRAPH

STORE = load(GRAPH)
FORMATS = pyoxigraph.QueryResultsFormat
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"

strings = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["=1+1", "\t", "a\nb", "\r", '"', "\\n", "</script>", "\u202e", "👩\u200d🌾", "<&>", "]]>", "\x01"]
)
literals = st.builds(lambda value: Cell(value, "literal"), strings) | st.builds(
    lambda value, kind: Cell(value, "literal", *kind),
    strings,
    st.sampled_from([("", "zh"), ("", "en-GB"), ("urn:kind", "")]),
)
nodes = st.sampled_from(
    [Cell("urn:a", "uri"), Cell("https://county-kg.org/id/é", "uri"), Cell("b0", "bnode")]
)
cells = st.none() | literals | nodes
triples = st.tuples(nodes, st.just(Cell("https://county-kg.org/ns#名", "uri")), literals | nodes)


def ours(term: Any) -> Cell | None:
    if term is None:
        return None
    if isinstance(term, pyoxigraph.NamedNode):
        return Cell(term.value, "uri")
    if isinstance(term, pyoxigraph.BlankNode):
        return Cell(term.value, "bnode")
    kind = term.datatype.value
    plain = term.language or kind.endswith("#string")
    return Cell(term.value, "literal", "" if plain else kind, term.language or "")


def even(cell: Cell | None) -> Cell | None:
    return cell and cell._replace(language=cell.language.lower())


@given(st.lists(st.tuples(cells, cells), max_size=4))
@pytest.mark.parametrize("form", ["json", "tsv"])
def test_another_implementation_reads_the_same_rows(form: str, rows: list[Any]) -> None:
    text = written(Answer(("a", "b"), tuple(rows)), form)
    found = pyoxigraph.parse_query_results(text.encode(), format=getattr(FORMATS, form.upper()))
    assert isinstance(found, pyoxigraph.QuerySolutions)
    read = [tuple(ours(row[name]) for name in ("a", "b")) for row in found]
    assert [tuple(map(even, row)) for row in read] == [tuple(map(even, row)) for row in rows]


@given(st.lists(st.tuples(cells, cells), max_size=4))
def test_an_xml_parser_reads_the_same_rows(rows: list[Any]) -> None:
    """Not Oxigraph's reader, which takes a value of blanks for none."""
    space, spoken = "{http://www.w3.org/2005/sparql-results#}", "{http://www.w3.org/XML/1998/namespace}lang"
    root = ElementTree.fromstring(written(Answer(("a", "b"), tuple(rows)), "xml"))
    read = []
    for result in root.iter(f"{space}result"):
        held = {binding.get("name"): binding[0] for binding in result}
        read.append(tuple(_element(held.get(name), space, spoken) for name in ("a", "b")))
    assert read == [tuple(c and c._replace(value=clean(c.value)) for c in row) for row in rows]


def _element(node: ElementTree.Element | None, space: str, spoken: str) -> Cell | None:
    if node is None:
        return None
    kind = node.tag.removeprefix(space)
    return Cell(node.text or "", kind, node.get("datatype", ""), node.get(spoken, ""))


@pytest.mark.parametrize("form", ["json", "tsv", "xml"])
def test_rdflib_reads_a_whole_answer(form: str) -> None:
    answer = query(STORE, "SELECT ?s ?o { ?s rdfs:label ?o } ORDER BY ?s ?o")
    found = rdflib.query.Result.parse(io.BytesIO(written(answer, form).encode()), format=form)
    assert [tuple(str(v) for v in row) for row in found] == [
        tuple(c.value for c in row if c) for row in answer.rows
    ]


@pytest.mark.parametrize("form", ["json", "xml"])
@pytest.mark.parametrize("truth", [True, False])
def test_truth_is_read_back(form: str, truth: bool) -> None:
    text = written(Answer((), truth=truth), form)
    assert bool(pyoxigraph.parse_query_results(text, format=getattr(FORMATS, form.upper()))) is truth


@pytest.mark.parametrize(
    ("form", "name"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"), ("jsonld", "json-ld")]
)
def test_rdflib_reads_the_triples_of_a_construct(form: str, name: str) -> None:
    answer = query(STORE, CONSTRUCT)
    found = rdflib.Graph().parse(data=written(answer, form), format=name)
    wanted = rdflib.Graph().parse(data=written(answer, "ntriples"), format="nt")
    assert len(wanted) == len(answer.rows)
    assert to_isomorphic(found) == to_isomorphic(wanted)


@given(st.lists(triples, max_size=4, unique=True))
@pytest.mark.parametrize(
    ("form", "name"), [("turtle", "TURTLE"), ("ntriples", "N_TRIPLES"), ("rdfxml", "RDF_XML")]
)
def test_triples_of_any_text_are_read_back(form: str, name: str, rows: list[Any]) -> None:
    answer = Answer(("subject", "predicate", "object"), tuple(rows), triples=True)
    text = written(answer, form)
    found = pyoxigraph.Dataset(pyoxigraph.parse(text, format=getattr(pyoxigraph.RdfFormat, name)))
    told = clean(written(answer, "ntriples")) if form == "rdfxml" else written(answer, "ntriples")
    wanted = pyoxigraph.Dataset(pyoxigraph.parse(told, format=pyoxigraph.RdfFormat.N_TRIPLES))
    for dataset in (found, wanted):
        dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    assert found == wanted


def test_turtle_is_short_and_the_same_every_time() -> None:
    answer = query(
        STORE,
        'CONSTRUCT { ?s a kg:Person ; rdfs:label ?n } { ?s a kg:Person ; rdfs:label ?n FILTER(?n = "石启明") }',
    )
    text = written(answer, "turtle")
    assert text.startswith("@prefix id: <https://county-kg.org/id/> .\n@prefix kg: ")
    assert ' a kg:Person ;\n    rdfs:label "石启明" .\n' in text


def test_a_construct_gives_each_triple_once() -> None:
    answer = query(STORE, "CONSTRUCT { kg:x kg:y kg:z } WHERE { ?s ?p ?o }")
    assert len(answer.rows) == 1
    assert not answer.cut


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml", "jsonld"])
def test_rows_that_are_no_triples_do_not_become_rdf(form: str) -> None:
    with pytest.raises(ChoiceError, match="CONSTRUCT"):
        written(query(STORE, "SELECT * { ?s ?p ?o } LIMIT 1"), form)
