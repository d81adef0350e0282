"""What a person says is wrong is left out, page by page, and may be taken back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kg import judge
from kg.assemble import assemble
from kg.errors import ChoiceError, InputError
from kg.graph import Edge, Graph
from kg.judge import Voice
from kg.objections import Objection, dumps, loads, standing
from kg.workspace import create, open_to_read
from tests.serve import county

VOICE = Voice("罗青", "2026-01-02T03:04:05+00:00", "报上不是这么说的")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return county.workspace(tmp_path)


def headship(graph: Graph) -> Edge:
    """That the head of the bureau is its head, which two pages state."""
    return next(f for f in graph.facts if dict(f.q).get("post") == "局长")


def test_what_is_denied_of_one_page_stays_where_others_state_it(path: Path) -> None:
    graph = assemble(path)
    fact = headship(graph)
    assert {source.page for source in fact.evidence} == {"yd0412", "yd0118"}
    made = judge.deny(path, graph, fact, "yd0412", VOICE)
    assert made[0].statement == ("fact", "丁若溪", "holdsPost", "云渡县商务局", "post", "局长")
    assert {source.page for source in headship(assemble(path)).evidence} == {"yd0118"}
    assert len(assemble(path).facts) == len(graph.facts)


def test_what_no_page_states_any_more_is_gone_until_it_is_allowed(path: Path) -> None:
    graph = assemble(path)
    figure = next(m for m in graph.measurements if m.kind == "target")
    prize = graph.honours[0]
    for claim in (figure, prize):
        (made,) = judge.deny(path, assemble(path), claim, claim.evidence[0].page, VOICE)
        ids = {c.id for c in (*assemble(path).measurements, *assemble(path).honours)}
        assert claim.id not in ids
        judge.allow(path, made.page, made.statement, VOICE)
    assert assemble(path) == graph


def test_an_objection_outlives_the_record(path: Path) -> None:
    graph = assemble(path)
    prize = graph.honours[0]
    judge.deny(path, graph, prize, "yd0118", VOICE)
    with create(path) as held:
        held.put(county.PAGES[1], county.records()[1], "hand-2")
    assert not assemble(path).honours
    with open_to_read(path) as held:
        assert held.record("yd0118") == county.records()[1]
        assert held.objections()[0].by == "罗青"


def test_senseless_objections_are_refused(path: Path) -> None:
    graph = assemble(path)
    with pytest.raises(ChoiceError, match="states nothing"):
        judge.deny(path, graph, graph.honours[0], "ac0301", VOICE)
    with pytest.raises(ChoiceError, match="no such objection"):
        judge.allow(path, "ac0301", ("honour", "甲", "乙"), VOICE)


def test_objections_are_only_ever_added(path: Path) -> None:
    graph = assemble(path)
    judge.deny(path, graph, graph.honours[0], "yd0118", VOICE)
    with sqlite3.connect(path) as database:
        for change in ("DELETE FROM objections", "UPDATE objections SET verdict = 'withdrawn'"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                database.execute(change)


def test_a_line_comes_back_as_it_was() -> None:
    made = Objection("p1", ("honour", "甲", "乙\t“丙”"), "wrong", "罗青", "2026", "")
    assert loads(dumps(made)) == made
    for line in ("", "{}", "[]", dumps(made).replace("wrong", "maybe"), dumps(made).replace('"甲"', "1")):
        with pytest.raises(InputError):
            loads(line)


def test_the_last_word_counts() -> None:
    one = Objection("p1", ("honour", "甲", "乙"))
    back = Objection("p1", ("honour", "甲", "乙"), "withdrawn")
    assert standing([one, back]) == ()
    assert standing([one, back, one]) == (one,)
    assert standing([back]) == ()


def test_objections_are_shared_as_text(path: Path, tmp_path: Path) -> None:
    graph = assemble(path)
    judge.deny(path, graph, graph.honours[0], "yd0118", VOICE)
    judge.merge(path, *(n.id for n in graph.entities if n.name == "沈望舒"), VOICE)
    shared = list(judge.lines(path))
    (tmp_path / "other").mkdir()
    other = county.workspace(tmp_path / "other")
    assert judge.share(other, shared) == (2, 2)
    assert judge.share(other, shared) == (0, 2)
    assert assemble(other) == assemble(path)
    assert not assemble(other).honours
