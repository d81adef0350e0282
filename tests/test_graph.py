from __future__ import annotations

import random

from kg.graph import Graph, graph
from kg.ids import digest
from kg.model import Article, Entity, Evidence, Fact, Honour, Measurement, Page, Record, Span


def page_and_record(name: str, score: float, date: str) -> tuple[Page, Record]:
    """A page that states a post, a sum and an honour of one county's water bureau."""
    text = f"沛县水利局局长石望川介绍，沛县水利局完成投资3亿元，获评先进集体。{name}"
    evidence = Evidence(0, 10, text[:10], ("a1",), score, "rule")
    entities = (
        Entity("e1", "PublicBody", "沛县水利局", ("县水利局", "该局"), ("a1",), (Span(0, 5, text[:5]),)),
        Entity("e2", "Person", "石望川", (), ("a1",), (Span(7, 10, text[7:10]),)),
        Entity("e3", "AdministrativeDivision", "沛县", (), ("a1",), (Span(0, 2, text[:2]),), "320322"),
    )
    facts = (
        Fact("e2", "holdsPost", "e1", (("post", "局长"),), evidence),
        Fact("e1", "jurisdiction", "e3", (), evidence),
    )
    figures = (Measurement("e1", "投资", "3亿元", 3e8, "CNY", "actual", "2019", None, evidence),)
    articles = (Article("a1", "题", text[:10], date, ("甲乙",)),)
    honours = (Honour("e1", "先进集体", evidence),)
    return Page(name, text, "2020"), Record(name, articles, entities, facts, figures, honours, "2020")


def made(*pairs: tuple[Page, Record]) -> Graph:
    return graph([record for _, record in pairs], [page for page, _ in pairs])


PAIRS = (page_and_record("a", 0.7, "2020-03-05"), page_and_record("b", 0.9, "2020-03-06"))


def test_what_two_pages_state_is_one_edge_with_two_sources() -> None:
    found = made(*PAIRS)
    (post,) = [edge for edge in found.facts if edge.p == "holdsPost"]
    assert post.score == 0.9
    assert [(s.page, s.date, s.score) for s in post.evidence] == [
        ("a", "2020-03-05", 0.7),
        ("b", "2020-03-06", 0.9),
    ]
    assert [len(m.evidence) for m in found.measurements] == [2]
    assert [len(h.evidence) for h in found.honours] == [2]
    assert [len(n.mentions) for n in found.entities] == [2, 2, 2]


def test_nodes_show_names_and_no_form_that_only_points() -> None:
    (office,) = [n for n in made(*PAIRS).entities if n.type == "PublicBody"]
    assert (office.name, office.aliases, office.code) == ("沛县水利局", (), None)


def test_sheets_and_stories() -> None:
    found = made(*PAIRS)
    assert [(s.id, s.digest) for s in found.pages] == [(p.id, digest(p.text)) for p, _ in PAIRS]
    assert [(s.id, s.page, s.date) for s in found.articles] == [
        ("a#a1", "a", "2020-03-05"),
        ("b#a1", "b", "2020-03-06"),
    ]


def test_order_of_records_changes_nothing() -> None:
    pairs = [page_and_record(f"p{i}", i / 10, f"2020-03-{i + 1:02}") for i in range(9)]
    wanted = made(*pairs)
    random.Random(1).shuffle(pairs)
    assert made(*pairs) == wanted
    ids = [v.id for kind in (wanted.entities, wanted.facts, wanted.measurements) for v in kind]
    assert len(ids) == len(set(ids))


def firms(page: str, first: str, second: str) -> Record:
    entities = (Entity("e1", "Enterprise", first), Entity("e2", "Enterprise", second))
    return Record(page, (), entities, (Fact("e1", "cooperatesWith", "e2", (), Evidence(0, 2, "合作")),))


def test_symmetric_facts_are_noted_once() -> None:
    one, other = "江苏怡安电气有限公司", "河南宏远食品有限公司"
    found = graph([firms("a", one, other), firms("b", other, one)], [])
    assert [len(edge.evidence) for edge in found.facts] == [2]


def test_ends_of_every_fact_are_entities_of_the_graph() -> None:
    found = made(*PAIRS)
    ids = {n.id for n in found.entities}
    assert all({edge.s, edge.o} <= ids for edge in found.facts)
    assert all(m.s in ids for m in found.measurements)


def test_nothing_in_nothing_out() -> None:
    assert graph([], []) == Graph((), (), (), (), (), ())
