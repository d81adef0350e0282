from __future__ import annotations

import pytest

from kg.errors import ChoiceError
from kg.explain import explain, find
from kg.lookup import nearest
from tests.handmade import EMPTY, hostile
from tests.view.story import story


def test_two_people_of_one_name_are_told_apart() -> None:
    text = explain(story(), "沈望舒")
    assert text.startswith("2 entities are called 沈望舒")
    first, second = text.split("沈望舒 · Person")[1:]
    assert ("云渡县委" in first) != ("云渡县委" in second)
    assert ("安川县委" in first) != ("安川县委" in second)


def test_every_fact_has_its_sentence_place_rule_and_score() -> None:
    text = explain(story(), "丁若溪")
    assert "holdsPost 任职 (1)" in text
    assert "云渡县商务局 (PublicBody) [post 职务: 局长]" in text
    assert "“云渡县商务局局长丁若溪介绍，全县今年新签约项目12个”" in text
    assert "yd0412 120–146 · 2021-04-12 · a1 · score 0.86 · by post.before_name" in text


def test_all_that_is_stated_of_an_entity_is_told() -> None:
    graph = story()
    text = explain(graph, "云渡青禾食品有限公司")
    firm = find(graph, "云渡青禾食品有限公司")[0]
    facts = [f for f in graph.facts if firm.id in (f.s, f.o)]
    assert len(facts) == 5
    assert all(f"“{source.quote}”" in text for fact in facts for source in fact.evidence)
    assert "总投资 = 3.2亿元 (target 目标, 2021)" in text
    assert "省级龙头企业 · score 0.80" in text
    assert "← holdsPost" in text
    assert "← cooperatesWith" not in text


def test_aliases_and_mentions_are_told() -> None:
    text = explain(story(), "县商务局")
    assert text.startswith("云渡县商务局 · PublicBody 公共机构")
    assert "also 又称: 县商务局, 该局" in text
    assert "mentions 提及: 1 (pages 版面: yd0412)" in text


@pytest.mark.parametrize("name", ["云渡县商务局", "县商务局", " 云渡县 商务局"])
def test_found_by_name_alias_or_folded_name(name: str) -> None:
    assert [node.name for node in find(story(), name)] == ["云渡县商务局"]


def test_found_by_id() -> None:
    node = story().entities[3]
    assert find(story(), node.id) == (node,)


@pytest.mark.parametrize("name", ["青禾公司", "", "云渡县商务"])
def test_unknown_name_lists_the_nearest(name: str) -> None:
    with pytest.raises(ChoiceError) as caught:
        find(story(), name)
    assert ("nearest:" in str(caught.value)) == bool(name)


def test_nearest_prefers_what_holds_the_name() -> None:
    assert nearest(story(), "商务局")[:2] == ("县商务局", "云渡县商务局")
    assert nearest(EMPTY, "商务局") == ()


def test_control_characters_do_not_reach_the_terminal() -> None:
    text = explain(hostile("坏\x1b]0;x\x07\u202e名"), "n1")
    assert not {c for c in text if c != "\n" and (ord(c) < 32 or c == "\u202e")}
