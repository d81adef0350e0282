from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Entity, Record, Span
from kg.resolve import Judgement, explain, resolve
from kg.resolve.ledger import (
    VERDICTS,
    Anchor,
    anchor,
    dumps,
    judge,
    last_act,
    loads,
    located,
    standing,
)
from kg.resolve.review import divided, doubts
from tests.resolve.pages import record


def named(page: str, body: str = "沛县水利局", name: str = "石望川", key: str = "x") -> Record:
    """A head of a bureau."""
    return record(page, {key: ("Person", name), "b": ("PublicBody", body)}, [(key, "holdsPost", "b", "局长")])


def at(page: str, name: str = "石望川") -> Anchor:
    return Anchor(page, "Person", name, -1)


def ruled(one: str, other: str, verdict: str, when: str = "1") -> Judgement:
    return judge(at(one), at(other), verdict, "罗青", when)


def persons(records: list[Record], *judgements: Judgement) -> list[set[str]]:
    """Pages of the persons, by entity."""
    forward, backward = resolve(records, judgements), resolve(records[::-1], judgements)
    assert forward == backward
    return sorted(({page for page, _ in c.members} for c in forward if c.type == "Person"), key=sorted)


SAME_OFFICE = [named("a"), named("b"), named("c")]
OTHER_OFFICES = [named("a"), named("b", "睢宁县水利局"), named("c", "商水县水利局")]


def test_different_takes_apart_what_one_certain_key_holds_together() -> None:
    assert persons(SAME_OFFICE) == [{"a", "b", "c"}]
    assert persons(SAME_OFFICE, ruled("a", "b", "different"), ruled("b", "c", "different")) == [
        {"a", "c"},
        {"b"},
    ]


def test_same_beats_every_score() -> None:
    assert persons(OTHER_OFFICES) == [{"a"}, {"b"}, {"c"}]
    assert persons(OTHER_OFFICES, ruled("a", "c", "same")) == [{"a", "c"}, {"b"}]


def test_same_beats_the_page_that_holds_two_apart() -> None:
    two = Record("p", entities=(Entity("x", "Person", "石望川"), Entity("y", "Person", "石望春")))
    told = judge(anchor(two, two.entities[0]), anchor(two, two.entities[1]), "same", "", "")
    assert [len(cluster.members) for cluster in resolve([two], [told])] == [2]


def test_unsure_changes_nothing() -> None:
    assert persons(OTHER_OFFICES, ruled("a", "c", "unsure")) == persons(OTHER_OFFICES)


def test_of_judgements_that_clash_the_later_one_holds() -> None:
    told = [ruled("a", "b", "same"), ruled("b", "c", "same"), ruled("a", "c", "different")]
    assert persons(OTHER_OFFICES, *told) == [{"a"}, {"b", "c"}]
    assert persons(OTHER_OFFICES, ruled("a", "b", "different"), ruled("a", "b", "same")) == [
        {"a", "b"},
        {"c"},
    ]


def test_withdrawn_leaves_what_was_judged_before() -> None:
    told = [
        ruled("a", "b", "same", "1"),
        ruled("a", "b", "different", "2"),
        ruled("a", "b", "withdrawn", "3"),
    ]
    assert standing(told) == (told[0],)
    assert standing([*told, ruled("a", "b", "withdrawn", "4")]) == ()
    assert last_act([]) == ()


def test_the_last_act_is_all_of_one_time() -> None:
    told = [
        ruled("a", "b", "same", "1"),
        ruled("a", "c", "different", "2"),
        ruled("b", "c", "different", "2"),
    ]
    assert last_act(told) == tuple(told[1:])


def test_anchors_find_their_entity_when_pages_are_read_anew() -> None:
    def read(key: str, name: str, start: int) -> Record:
        spans = (Span(start, start + len(name), name),)
        other = Entity("e9", "Person", "石万里", mentions=(Span(90, 93, "石万里"),))
        return Record("a", entities=(Entity(key, "Person", name, mentions=spans), other))

    known = anchor(read("e1", "石望川", 4), read("e1", "石望川", 4).entities[0])
    for key, name, start in (("e7", "石望川", 4), ("e1", "石望川", 30), ("e3", "局长石望川", 2)):
        assert located([known], {"a": read(key, name, start)}) == {known: ("a", key)}
    assert located([known], {"a": read("e1", "赵望川", 40)}) == {}
    assert located([known], {}) == {}


def test_of_two_of_one_name_the_nearest_is_meant() -> None:
    spans = [(Span(at, at + 3, "石望川"),) for at in (4, 50)]
    page = Record(
        "a", entities=tuple(Entity(f"e{n}", "Person", "石望川", mentions=s) for n, s in enumerate(spans))
    )
    assert located([Anchor("a", "Person", "石望川", 47)], {"a": page}) == {
        Anchor("a", "Person", "石望川", 47): ("a", "e1")
    }


@given(st.text(), st.text(), st.sampled_from(VERDICTS), st.integers(-1, 10**9))
def test_lines_travel(name: str, why: str, verdict: str, start: int) -> None:
    told = replace(judge(Anchor("p", "Person", name, start), at("q"), verdict, "罗青", "2024-05-01"), why=why)
    assert loads(dumps(told)) == told
    assert "\n" not in dumps(told)


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"a": ["p", "Person", "x", 1], "b": 3}', "no"])
def test_other_lines_are_refused(line: str) -> None:
    with pytest.raises(InputError, match="kg judgements --to"):
        loads(line)


def test_every_merge_says_why() -> None:
    found = explain([*SAME_OFFICE, named("d", "睢宁县水利局")], [ruled("a", "d", "same")])
    told = sorted(map(str, (link for link in found.links if link.one[1] == "x")))
    assert told[0] == "judged same by 罗青 1"
    assert told[1].startswith("same by certain key 石望川")


def test_doubts_come_nearest_the_border_first_and_once() -> None:
    records = [named("a"), named("b", "沛县教育局"), named("c", "沛县教育局"), named("d", "睢宁县教育局")]
    found = doubts(records)
    assert [(d.one.anchor.page, d.other.anchor.page, d.match.score, d.joined) for d in found] == [
        ("a", "b", 0.6, False)
    ]
    assert found[0].one.quotes == ("引文",)
    for verdict in ("same", "different", "unsure"):
        assert doubts(records, [ruled("a", "c", verdict)]) == ()


def test_pages_are_set_apart_from_the_rest_or_each_from_each() -> None:
    found = [at(page) for page in "abc"]
    assert [(a.page, b.page) for a, b in divided(found, ["b"])] == [("b", "a"), ("b", "c")]
    assert len(list(divided(found, []))) == 3


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.sampled_from(VERDICTS)), max_size=8
    ),
    st.randoms(),
)
def test_clusters_are_a_function_of_records_and_ledger(
    told: list[tuple[str, str, str]], chance: random.Random
) -> None:
    judgements = [ruled(one, other, verdict) for one, other, verdict in told if one != other]
    records = [named("a"), named("b"), named("c", "沛县教育局"), named("d", "商水县水利局")]
    wanted = resolve(records, judgements)
    chance.shuffle(records)
    assert resolve(records, judgements) == wanted
    home = {page: c.id for c in wanted for page, key in c.members if key == "x"}
    last = standing(judgements)[-1:]
    for ruling in last:
        if ruling.verdict in ("same", "different"):
            assert (home[ruling.a.page] == home[ruling.b.page]) == (ruling.verdict == "same")
