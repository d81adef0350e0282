"""kg query and kg export as commands: forms of an answer, limits that hold, the closure."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from kg.cli import run
from tests.export.generated import PAGE, fill
from tests.processes import children

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(fill(tmp_path_factory.mktemp("graphs") / "g.kg", 3 * PAGE))


@pytest.mark.parametrize(
    ("form", "name"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"), ("jsonld", "json-ld")]
)
def test_what_is_constructed_is_written_as_rdf(workspace: str, form: str, name: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    text = "CONSTRUCT { ?p a kg:Person } WHERE { ?p a kg:Person }"
    assert run(["query", workspace, text, "--format", form, "-o", str(target)]) == 0
    assert len(rdflib.Graph().parse(target, format=name)) > 3


@pytest.mark.parametrize("form", ["tsv", "xml"])
def test_rows_are_written_for_machines(workspace: str, form: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["query", workspace, "SELECT ?n { ?p a kg:Zone ; rdfs:label ?n }", "--format", form]) == 0
    assert "经开区" in capfd.readouterr().out


def test_past_its_time_a_query_ends_for_good(workspace: str, capfd: pytest.CaptureFixture[str]) -> None:
    before = children()
    assert run(["query", workspace, ENDLESS, "--timeout", "0.3"]) == 1
    assert "longer than 0.3 s" in capfd.readouterr().err
    assert children() <= before


def test_rows_are_no_turtle(workspace: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["query", workspace, "SELECT * { ?s ?p ?o } LIMIT 1", "--format", "turtle"]) == 2
    assert "CONSTRUCT" in capfd.readouterr().err


def test_the_closure_goes_out_with_the_graph(
    workspace: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sizes = []
    for rules in ([], ["--closure", "rdfs"], ["--closure", "owlrl"]):
        target = tmp_path / "g.nt"
        assert run(["export", workspace, *rules, "-o", str(target)]) == 0
        sizes.append(len(target.read_text(encoding="utf-8").splitlines()))
    assert sizes[0] < sizes[1] < sizes[2]
    assert run(["export", workspace, "--closure", "rdfs", "--to", "gexf"]) == 2
    assert "ntriples, rdfxml, turtle" in capfd.readouterr().err
