from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import networkx
import pytest

from kg.analysis import betweenness, degrees, distances, network, pagerank, simple
from kg.errors import ChoiceError, MissingExtraError
from kg.stats import keywords, plot, render, stats
from kg.texts import padded, shown, table, width
from tests.handmade import EMPTY, hostile
from tests.view.story import crowd, story


def test_counts_are_those_of_the_graph() -> None:
    found = stats(story())
    assert (found.entities, found.facts, found.measurements, found.honours) == (22, 19, 1, 1)
    assert found.sentences == 21
    assert found.period == ("2021-04-12", "2021-04-12")
    assert found.types[0] == ("Person", 5)
    assert dict(found.predicates)["holdsPost"] == 5
    assert sum(count for _, count in found.types) == found.entities
    assert sum(count for _, count in found.degrees) == found.entities
    assert sum(degree * count for degree, count in found.degrees) == 2 * found.facts
    assert (found.components.number, found.components.largest, found.components.isolated) == (3, 18, 0)


def test_the_best_connected_come_first() -> None:
    ranks = dict(stats(story()).centrality)
    assert {r.name for r in ranks["degree"][:3]} == {"云渡县", "云渡县商务局", "云渡青禾食品有限公司"}
    assert ranks["betweenness"][0].name == "云渡县"
    assert all(a.value >= b.value - 1e-9 for rank in ranks.values() for a, b in pairwise(rank))


def test_pagerank_is_that_of_networkx() -> None:
    pytest.importorskip("scipy", reason="networkx's own needs scipy")
    links = simple(story())
    assert pagerank(links) == pytest.approx(networkx.pagerank(links, tol=1e-12), abs=1e-6)


def test_pagerank_of_a_star_is_what_arithmetic_says() -> None:
    star = networkx.relabel_nodes(networkx.star_graph(4), str)
    star.add_node("lone")
    found = pagerank(star)
    lost = 0.85 * found["lone"] / 6
    assert sum(found.values()) == pytest.approx(1.0)
    assert found["0"] == pytest.approx(0.15 / 6 + lost + 0.85 * 4 * found["1"])
    assert found["1"] == pytest.approx(0.15 / 6 + lost + 0.85 * found["0"] / 4)
    assert pagerank(networkx.Graph()) == {}


def test_network_carries_facts_as_edges() -> None:
    graph = story()
    made = network(graph)
    fact = graph.facts[0]
    assert made.number_of_nodes() == len(graph.entities)
    assert made.number_of_edges() == len(graph.facts)
    assert made.edges[fact.s, fact.o, fact.id]["predicate"] == fact.p
    assert dict(made.degree) == degrees(graph)


def test_distances_count_facts_in_either_direction() -> None:
    graph = story()
    ids = {node.name: node.id for node in graph.entities}
    found = distances(graph, frozenset([ids["丁若溪"]]), 2)
    assert found[ids["丁若溪"]] == 0
    assert found[ids["云渡县商务局"]] == 1
    assert found[ids["云渡县"]] == 2
    assert ids["枫桥镇"] not in found


def test_large_graphs_are_estimated_the_same_each_time() -> None:
    graph = crowd(700)
    links = simple(graph)
    assert betweenness(links) == betweenness(links)
    assert stats(graph) == stats(graph)


def test_keywords_are_words_and_no_names() -> None:
    words = dict(keywords(story()))
    assert "签约" in words
    assert not {"云渡县", "沈望舒", "沈望", "青禾食品"} & set(words)
    assert list(words.values()) == sorted(words.values(), reverse=True)


def test_an_empty_graph_has_numbers_too() -> None:
    found = stats(EMPTY)
    assert (found.entities, found.components.number, found.period, found.keywords) == (0, 0, None, ())
    assert "entities" in render(found)


def test_text_is_aligned_for_wide_characters() -> None:
    text = render(stats(story()))
    rows = [
        line for line in text.splitlines() if "█" in line and ("人物" in line or "事业与社会组织" in line)
    ]
    assert len(rows) == 2
    assert len({width(line[: line.index("█")]) for line in rows}) == 1


def test_control_characters_do_not_reach_the_terminal() -> None:
    text = render(stats(hostile("\x1b]0;title\x07 一\u202e二\n三")))
    assert not {c for c in text if c != "\n" and (ord(c) < 32 or c == "\u202e")}


def test_texts() -> None:
    assert width("县a") == 3
    assert padded("县", 4) == "县  "
    assert padded("县", 4, right=True) == "  县"
    assert shown("a\x1b[31m\u2028b\n c") == "a [31m b c"
    assert table([["县", "1"], ["ab c", "10"]], frozenset({1})) == ["  县     1", "  ab c  10"]
    assert table([]) == []


@pytest.mark.parametrize(("suffix", "head"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_plot_is_a_picture_and_the_same_each_time(tmp_path: Path, suffix: str, head: bytes) -> None:
    pytest.importorskip("matplotlib", reason="the extra `plot` is not installed")
    paths = [tmp_path / f"{name}.{suffix}" for name in ("a", "b")]
    for path in paths:
        plot(stats(story()), path)
    assert paths[0].read_bytes().startswith(head)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_plot_of_nothing(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="the extra `plot` is not installed")
    plot(stats(EMPTY), tmp_path / "empty.png")
    assert (tmp_path / "empty.png").stat().st_size > 1000


def test_plot_labels_need_no_chinese_font(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    pytest.importorskip("matplotlib", reason="the extra `plot` is not installed")
    plot(stats(story()), tmp_path / "a.png")
    assert not [w for w in recwarn if "Glyph" in str(w.message)]


def test_unknown_picture_format_lists_the_choices(tmp_path: Path) -> None:
    with pytest.raises(ChoiceError, match="png, svg, pdf"):
        plot(stats(EMPTY), tmp_path / "a.bmp")


def test_without_matplotlib_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"county-kg\[plot\]"):
        plot(stats(EMPTY), tmp_path / "a.png")
    assert not list(tmp_path.iterdir())
