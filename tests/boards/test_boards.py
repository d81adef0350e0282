"""Boards drawn from the invented county: each row right, each row with its sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.assemble import assemble
from kg.boards import BOARDS, Board, Book, board
from kg.boards.projects import projects
from kg.boards.targets import indicator, targets
from kg.errors import ChoiceError
from kg.graph import Graph
from tests import handmade
from tests.serve import county
from tests.view.story import edge, finished, node, source


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return assemble(county.workspace(tmp_path_factory.mktemp("county")))


def told(made: Board, language: str = "zh") -> list[dict[str, str]]:
    """Rows as texts by column."""
    keys = [column.key for column in made.columns]
    return [dict(zip(keys, (c.said(language) for c in row.cells), strict=True)) for row in made.rows]


def test_a_target_is_held_against_what_was_reached(graph: Graph) -> None:
    first, second = told(targets(Book(graph)))
    assert first == {
        "who": "云渡县",
        "indicator": "实际利用外资",
        "period": "2021",
        "target": "3亿元",
        "actual": "2.7亿元",
        "share": "90%",
        "state": "未达成",
        "said": "2021-04-12",
        "seen": "2022-01-18",
    }
    assert (second["who"], second["actual"], second["state"]) == ("智能装备产业园项目", "", "未见结果")
    assert told(targets(Book(graph)), "en")[1]["state"] == "no figure yet"


def test_only_a_figure_of_the_same_time_answers_a_target(graph: Graph) -> None:
    other = [replace(m, period="2020") if m.kind == "actual" else m for m in graph.measurements]
    assert told(targets(Book(replace(graph, measurements=tuple(other)))))[0]["actual"] == ""
    undated = [replace(m, period=None) for m in graph.measurements]
    assert told(targets(Book(replace(graph, measurements=tuple(undated)))))[0]["actual"] == "2.7亿元"
    reached = [replace(m, number=3.3e8) if m.kind == "actual" else m for m in graph.measurements]
    row = told(targets(Book(replace(graph, measurements=tuple(reached)))))[0]
    assert (row["share"], row["state"]) == ("110%", "达成")


@pytest.mark.parametrize(
    ("printed", "plain"),
    [("全县工业产值", "工业产值"), ("全年全市进出口", "进出口"), ("年产值", "产值"), ("全县", "全县")],
)
def test_an_indicator_without_where_and_when(printed: str, plain: str) -> None:
    assert indicator(printed) == plain


def test_the_ledger_knows_place_zone_company_amount_and_stage(graph: Graph) -> None:
    rows = told(projects(Book(graph)))
    assert rows[0] == {
        "project": "智能装备产业园项目",
        "place": "云渡县",
        "zone": "云渡经开区",
        "company": "江南重工集团",
        "amount": "12亿元",
        "stage": "落地",
        "first": "2021-04-12",
        "last": "2021-04-12",
    }
    assert (rows[1]["project"], rows[1]["company"], rows[1]["amount"]) == ("柳溪水厂项目", "云渡县", "3亿元")


@pytest.mark.parametrize(
    ("quote", "stage"),
    [
        ("青山公司签约竹浆项目", "签约"),
        ("青山公司竹浆项目去年签约，今年3月开工", "开工"),
        ("竹浆项目已开工，预计明年投产", "开工"),
        ("力争竹浆项目年内投产", ""),
        ("青山公司竹浆项目一期投产，二期正在建设", "投产"),
        ("青山公司竹浆项目", ""),
    ],
)
def test_the_furthest_stage_that_is_told_as_reached(quote: str, stage: str) -> None:
    firm, plant = node("青山公司", "Enterprise"), node("竹浆项目", "Project")
    made = finished([firm, plant], [edge(firm, "undertakes", plant, quote)], [], [])
    assert told(projects(Book(made)))[0]["stage"] == stage


def test_the_roster_tells_several_posts_and_changes(graph: Graph) -> None:
    rows = {(r["who"], r["body"], r["post"]): r for r in told(board(graph, "posts"))}
    head = rows["丁若溪", "云渡县商务局", "局长"]
    assert (head["first"], head["last"], head["times"]) == ("2021-04-12", "2022-01-18", "2")
    assert (head["also"], head["note"]) == ("云渡经开区党工委书记", "一人多职")
    assert rows["沈望舒", "云渡县委", "书记"]["note"] == ""


def test_a_post_that_changed_hands_names_who_was_before() -> None:
    body = node("云渡县商务局", "PublicBody")
    old, new = node("丁若溪", "Person"), node("卢望之", "Person")
    facts = []
    for person, day in ((old, "2020-03-01"), (new, "2021-09-01")):
        fact = edge(person, "holdsPost", body, f"局长{person.name}", ("post", "局长"))
        facts.append(replace(fact, evidence=(replace(source(f"局长{person.name}"), date=day),)))
    rows = {r["who"]: r for r in told(board(finished([body, old, new], facts, [], []), "posts"))}
    assert (rows["卢望之"]["before"], rows["卢望之"]["note"]) == ("丁若溪", "人员变动")
    assert (rows["丁若溪"]["after"], rows["丁若溪"]["before"]) == ("卢望之", "")


def test_the_tree_holds_firms_by_sector_with_their_ties(graph: Graph) -> None:
    made = board(graph, "chains")
    rows = told(made, "en")
    assert made.tree == ("sector", "member")
    assert {"sector": "Machinery", "relation": "acquires", "other": "青禾食品公司"}.items() <= next(
        r for r in rows if r["relation"] == "acquires" and r["member"] == "江南重工集团"
    ).items()
    assert next(r for r in rows if r["member"] == "青禾食品公司")["relation"] == "← acquires"
    assert {r["sector"] for r in rows} == {"Machinery", "Food and farming"}


@pytest.mark.parametrize(
    ("quote", "supplied"),
    [
        ("岭南精密机械公司为青禾电器公司、云渡汽车公司等龙头企业配套", "青禾电器公司"),
        ("岭南精密机械公司常年向青禾电器公司供货", "青禾电器公司"),
        ("岭南精密机械公司是青禾电器公司的主要铸件供应商", "青禾电器公司"),
        ("由青禾电器公司为岭南精密机械公司供应电机", "岭南精密机械公司"),
        ("岭南精密机械公司与青禾电器公司签约合作", ""),
        ("岭南精密机械公司为青禾电器公司配套建设厂房", ""),
        ("岭南精密机械公司和青禾电器公司为各县供货", ""),
        ("为岭南精密机械公司和青禾电器公司提供原料供应", ""),
    ],
)
def test_who_supplies_whom_is_told_by_the_sentence(quote: str, supplied: str) -> None:
    ends = [node("岭南精密机械公司", "Enterprise"), node("青禾电器公司", "Enterprise")]
    made = finished(ends, [edge(ends[0], "cooperatesWith", ends[1], quote)], [], [])
    relations = {r["member"]: r["relation"] for r in told(board(made, "chains"), "en")}
    if supplied:
        assert relations.pop(supplied) == "← supplies"
        assert list(relations.values()) == ["supplies"]
    else:
        assert set(relations.values()) == {"cooperates with"}


def test_an_agreement_on_supply_is_called_so() -> None:
    ends = [node("岭南机械公司", "Enterprise"), node("青禾镇", "AdministrativeDivision")]
    matter = ("matter", "农机供货协议")
    made = finished(ends, [edge(ends[0], "cooperatesWith", ends[1], "双方签约", matter)], [], [])
    assert [r["relation"] for r in told(board(made, "chains"))] == ["供货合作"]


def test_boards_of_one_predicate(graph: Graph) -> None:
    (aid,) = told(board(graph, "aid"))
    assert (aid["who"], aid["whom"], aid["place"]) == ("云渡县商务局", "枫桥镇", "枫桥镇")
    (lesson,) = told(board(graph, "learning"))
    assert (lesson["who"], lesson["whom"]) == ("云渡县", "安川县")
    (signing,) = told(board(graph, "signings"))
    assert {signing["one"], signing["other"]} == {"云渡县", "江南重工集团"}
    assert (signing["date"], signing["amount"]) == ("2021-04-12", "12亿元")


@pytest.mark.parametrize("name", BOARDS)
def test_every_row_rests_on_what_is_stated(graph: Graph, name: str) -> None:
    claims = {c.id: c for c in (*graph.facts, *graph.measurements, *graph.honours)}
    ids = {n.id for n in graph.entities}
    made = board(graph, name)
    for row in made.rows:
        assert len(row.cells) == len(made.columns)
        assert set(row.claims) <= claims.keys()
        assert {c.entity for c in row.cells} - {""} <= ids
        if row.claims:
            assert row.quote in {s.quote for i in row.claims for s in claims[i].evidence}


@pytest.mark.parametrize("name", BOARDS)
@pytest.mark.parametrize("some", [handmade.EMPTY, handmade.GRAPH, handmade.hostile("</td><script>")])
def test_any_graph_has_its_boards(name: str, some: Graph) -> None:
    assert board(some, name) == board(some, name)


def test_an_unknown_board_lists_the_choices() -> None:
    with pytest.raises(ChoiceError, match="targets"):
        board(handmade.EMPTY, "nonsense")
