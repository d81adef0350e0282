"""Who is connected to whom: from the command line, as text and as pictures."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import networkx
import pytest

from kg.analysis import common, communities, joined, paths, simple
from kg.assemble import assemble
from kg.cli import run
from kg.connect.told import central, comparison, groups, ways
from kg.errors import ChoiceError
from kg.graph import Graph
from tests import handmade
from tests.serve import county
from tests.view.story import crowd, edge, finished, node, story


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return county.workspace(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def graph(path: Path) -> Graph:
    return assemble(path)


def test_paths_are_all_the_shortest_ones() -> None:
    graph = crowd(200)
    near, links = joined(graph.facts), simple(graph)
    ids = [n.id for n in graph.entities]
    for one, end in zip(ids[::17], ids[5::23], strict=False):
        found = paths(near, one, end, 10_000)
        expected = {tuple(way) for way in networkx.all_shortest_paths(links, one, end)}
        assert set(found) == expected
        assert len(found) == len(expected)


def test_the_stronger_path_comes_first_and_a_hub_last() -> None:
    names = {name: node(name, "Enterprise") for name in ("甲厂", "乙厂", "丙厂", "丁厂", "省厂", "戊厂")}

    def tie(one: str, other: str, score: float) -> object:
        from dataclasses import replace

        return replace(edge(names[one], "cooperatesWith", names[other], f"{one}与{other}签约"), score=score)

    facts = [
        tie("甲厂", "乙厂", 0.9),
        tie("乙厂", "丁厂", 0.9),
        tie("甲厂", "丙厂", 0.5),
        tie("丙厂", "丁厂", 0.9),
    ]
    facts += [tie("甲厂", "省厂", 0.9), tie("省厂", "丁厂", 0.9), tie("省厂", "戊厂", 0.9)]
    graph = finished(list(names.values()), facts, [], [])  # type: ignore[arg-type]
    middles = [path.nodes[1].name for path in ways(graph, "甲厂", "丁厂")]
    assert middles == ["乙厂", "省厂", "丙厂"]


def test_nothing_leads_between_the_unconnected() -> None:
    one, other = node("甲厂", "Enterprise"), node("乙厂", "Enterprise")
    graph = finished([one, other], [], [], [])
    assert ways(graph, "甲厂", "乙厂") == ()
    assert paths(joined(()), one.id, one.id) == ((one.id,),)
    assert common(joined(()), (one.id, other.id)) == ()


def test_groups_part_what_is_apart_and_cover_whoever_has_a_fact(graph: Graph) -> None:
    for some in (graph, story(), crowd(300), handmade.GRAPH):
        found = communities(some)
        members = [i for group in found for i in group]
        linked = {end for f in some.facts for end in (f.s, f.o) if f.s != f.o}
        assert sorted(members) == sorted(linked)
        links = simple(some)
        for group in found:
            assert networkx.is_connected(links.subgraph(group))
    assert communities(handmade.EMPTY) == ()
    assert all(len(group) >= 4 for group in groups(graph, 4))


def test_the_middle_of_the_graph(graph: Graph) -> None:
    first = central(graph, "degree", "", 3)
    assert first[0].node.name == "云渡县"
    values = [r.values[0] for r in first]
    assert values == sorted(values, reverse=True)
    assert {r.node.type for r in central(graph, "pagerank", "Enterprise")} == {"Enterprise"}
    with pytest.raises(ChoiceError, match="betweenness"):
        central(graph, "fame")
    with pytest.raises(ChoiceError, match="Enterprise"):
        central(graph, "degree", "Company")


def test_two_places_side_by_side(graph: Graph) -> None:
    made = comparison(graph, "云渡县", "安川县")
    (lesson,) = made.direct
    assert lesson.p == "learnsFrom"
    governed = next(s for s in made.shelves if s.predicate == "jurisdiction")
    assert governed.inward
    assert {n.name for n in governed.one} == {"云渡县委", "云渡县商务局"}
    assert {n.name for n in governed.other} == {"安川县委", "安川县水利局"}
    assert governed.both == ()


def test_figures_of_the_same_kind_stand_side_by_side() -> None:
    graph = assemble_with_figures()
    (pair,) = comparison(graph, "甲县", "乙县").figures
    assert (pair.indicator, pair.one.value, pair.other.value) == ("进出口", "1亿元", "2亿元")


def assemble_with_figures() -> Graph:
    from kg.graph import Observation

    one, other = node("甲县", "AdministrativeDivision"), node("乙县", "AdministrativeDivision")
    measured = [
        Observation(f"m{n}", who.id, "进出口", value, number, "CNY", "actual", period, None, 0.9, ())
        for n, (who, value, number, period) in enumerate(
            [(one, "1亿元", 1e8, "2020"), (other, "2亿元", 2e8, "2020"), (other, "3亿元", 3e8, "2021")]
        )
    ]
    return finished([one, other], [], measured, [])


def test_steps_of_a_path_are_facts(graph: Graph) -> None:
    for way in ways(graph, "贺兰青", "枫桥镇"):
        for (a, b), fact in zip(pairwise(way.nodes), way.facts, strict=True):
            assert {fact.s, fact.o} == {a.id, b.id}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["paths", "贺兰青", "枫桥镇"], "江南重工集团收购青禾食品公司60%的股份"),
        (["central", "--limit", "3"], "云渡县"),
        (["communities", "--least", "2"], "成员"),
        (["compare", "云渡县", "安川县"], "云渡县党政考察团日前赴安川县学习"),
    ],
)
def test_commands_say_it_and_draw_it(
    path: Path, tmp_path: Path, arguments: list[str], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("matplotlib")
    command, *rest = arguments
    for suffix, head in ((".png", b"\x89PNG"), (".svg", b"<?xml")):
        picture = tmp_path / f"drawn{suffix}"
        assert run([command, str(path), *rest, "--plot", str(picture)]) == 0
        assert told in capfd.readouterr().out
        assert picture.read_bytes().startswith(head)
        again = tmp_path / f"again{suffix}"
        assert run([command, str(path), *rest, "--plot", str(again)]) == 0
        assert again.read_bytes() == picture.read_bytes()
        capfd.readouterr()


def test_a_name_that_several_bear_is_asked_back(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["paths", str(path), "沈望舒", "云渡县"]) == 2
    assert "borne by 2 entities" in capfd.readouterr().err
    assert run(["compare", str(path), "云渡县", "安川"]) == 2
    assert "nearest: " in capfd.readouterr().err
    assert run(["central", str(path), "--plot", "x.gif"]) == 2
