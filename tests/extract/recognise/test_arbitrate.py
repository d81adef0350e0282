from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.reading import Mention
from kg.extract.recognise.all import recognise
from kg.extract.recognise.arbitrate import arbitrate, rescored
from tests.extract.recognise.seen import scene

TYPES = (
    "AdministrativeDivision",
    "Document",
    "Enterprise",
    "Event",
    "Facility",
    "Initiative",
    "Institution",
    "Person",
    "Platform",
    "Project",
    "PublicBody",
    "Zone",
)
TEXT = "遵义市播州区委组织部在红岩产业园召开推进会。"


@st.composite
def candidates(draw: st.DrawFn) -> list[Mention]:
    """Mentions of any type anywhere in a text."""
    made = []
    for _ in range(draw(st.integers(0, 9))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, min(len(TEXT), start + 9)))
        kind = draw(st.sampled_from(TYPES))
        score = draw(st.sampled_from((0.5, 0.6, 0.7, 0.8, 0.9)))
        by = draw(st.sampled_from(("body", "gazetteer", "head", "lac", "quote-head")))
        made.append(Mention(start, end, kind, TEXT[start:end], score, by))
    return made


def crossing(one: Mention, other: Mention) -> bool:
    """Whether two mentions overlap and neither holds the other."""
    first, second = sorted((one, other), key=lambda m: (m.start, -m.end))
    return first.start < second.start < first.end < second.end


@given(candidates())
def test_survivors_are_candidates_in_order_and_cross_nowhere(found: list[Mention]) -> None:
    kept = arbitrate(found)
    assert set(kept) <= set(found)
    assert [(m.start, -m.end) for m in kept] == sorted((m.start, -m.end) for m in kept)
    assert len({(m.start, m.end) for m in kept}) == len(kept)
    assert not any(crossing(a, b) for a in kept for b in kept)


@given(candidates(), st.randoms(use_true_random=False))
def test_the_order_of_candidates_does_not_matter(found: list[Mention], random: object) -> None:
    turned = list(found)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert set(arbitrate(turned)) == set(arbitrate(found))


@given(candidates())
def test_what_was_settled_stays_settled(found: list[Mention]) -> None:
    kept = arbitrate(found)
    assert arbitrate(kept) == kept
    assert arbitrate([*found, *found]) == kept


@given(candidates())
def test_every_candidate_survives_or_yields_to_a_survivor(found: list[Mention]) -> None:
    kept = arbitrate(found)
    for mention in found:
        assert any(k.start < mention.end and mention.start < k.end for k in kept)


def told(start: int, end: int, kind: str, score: float = 0.8, by: str = "head") -> Mention:
    """A mention of the text above."""
    return Mention(start, end, kind, TEXT[start:end], score, by)


CITY = told(0, 3, "AdministrativeDivision", 0.9, "gazetteer")
DISTRICT = told(3, 6, "AdministrativeDivision", 0.9, "gazetteer")
COMMITTEE = told(0, 7, "PublicBody", 0.92, "body")
OFFICE = told(0, 10, "PublicBody", 0.9, "body")


def test_places_and_bodies_stand_inside_bodies() -> None:
    assert arbitrate([CITY, DISTRICT, COMMITTEE, OFFICE]) == (OFFICE, COMMITTEE, CITY, DISTRICT)


def test_the_better_score_wins_a_span() -> None:
    zone = told(11, 16, "Zone", 0.8)
    assert arbitrate([told(11, 16, "Facility", 0.55), zone]) == (zone,)


def test_the_longer_of_two_that_cross_wins() -> None:
    assert arbitrate([told(3, 10, "PublicBody"), told(7, 12, "Event")]) == (told(3, 10, "PublicBody"),)


@pytest.mark.parametrize("kind", ["Enterprise", "Project", "Initiative", "Person", "Zone"])
def test_nothing_stands_inside_a_person(kind: str) -> None:
    person = told(0, 3, "Person", 0.9, "lac")
    assert arbitrate([person, told(0, 2, kind, 0.8)]) == (person,)


@pytest.mark.parametrize(
    ("kind", "stays"),
    [("AdministrativeDivision", True), ("Enterprise", False), ("PublicBody", False), ("Event", False)],
)
def test_inside_a_title_only_places_are_told_apart(kind: str, stays: bool) -> None:
    title = told(0, 12, "Document", 0.9, "title")
    assert (told(3, 6, kind) in arbitrate([title, told(3, 6, kind)])) is stays


def test_events_projects_and_platforms_nest_nowhere() -> None:
    body = told(0, 10, "PublicBody", 0.9, "body")
    for kind in ("Event", "Project", "Platform", "Initiative", "Document", "Person"):
        assert arbitrate([body, told(3, 6, kind)]) == (body,)


def test_the_tail_of_a_name_is_not_told_apart() -> None:
    whole, tail = told(0, 16, "Zone", 0.8), told(11, 16, "Zone", 0.8)
    assert arbitrate([whole, tail]) == (whole,)


def test_rescored_changes_the_score_alone() -> None:
    assert rescored(CITY, 0.1) == Mention(0, 3, CITY.type, CITY.text, 0.1, CITY.by)


@pytest.mark.parametrize(
    "text",
    [
        "贵州黔峰电子科技有限公司董事长马跃进在遵义经开区考察。",
        "遵义市播州区委组织部在红岩产业园召开“百日攻坚”行动推进会。",
        "鸭溪镇金刀村党支部书记何大有说，《金刀村规划》已印发。",
    ],
)
def test_mentions_of_sentences_hold_together(text: str) -> None:
    kept = recognise(scene(text))
    assert kept
    assert all(a.start < b.start or a.end >= b.end for a, b in pairwise(kept))
    assert not any(crossing(a, b) for a in kept for b in kept)


@pytest.mark.parametrize(
    ("text", "whole", "inside"),
    [
        ("青岩集团投资管理有限公司来了。", "青岩集团投资管理有限公司", set()),
        ("安岭云溪产业园投资有限公司来了。", "安岭云溪产业园投资有限公司", set()),
        ("青岩电子（苏州）有限公司来了。", "青岩电子（苏州）有限公司", set()),
        ("青岩电子有限公司苏州分公司来了。", "青岩电子有限公司苏州分公司", {"青岩电子有限公司"}),
    ],
)
def test_what_a_firms_name_begins_with_is_named_where_it_has_a_part(
    text: str, whole: str, inside: set[str]
) -> None:
    found = [m for m in recognise(scene(text)) if m.end <= len(whole)]
    assert whole in {m.text for m in found}
    assert {m.text for m in found if m.type in {"Enterprise", "Zone", "AdministrativeDivision"}} == {
        whole,
        *inside,
    }


def test_a_campaign_in_the_title_of_a_paper_is_named_too() -> None:
    found = recognise(scene("印发《播州区“墩苗行动”实施方案》。"))
    assert {("Document", "《播州区“墩苗行动”实施方案》"), ("Initiative", "“墩苗行动”")} <= {
        (m.type, m.text) for m in found
    }


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("大方县政府与远山集团、青云集团签约。", {"大方县政府", "远山集团", "青云集团"}),
        ("大方县妇联联合大方县检察院印发意见。", {"大方县妇联", "大方县检察院"}),
        ("援建了大方县第二中学、大方县第三中学。", {"大方县第二中学", "大方县第三中学"}),
        ("大方县市场监管局联合县公安局查处案件。", {"大方县市场监管局", "县公安局"}),
        ("远山集团旗下青禾公司在大方县投资建厂。", {"远山集团", "青禾公司"}),
        ("浙江大学与大方县合作共建茶产业研究院。", {"浙江大学", "茶产业研究院"}),
        ("由大方县第一小学牵头，联合柳溪小学组成。", {"大方县第一小学", "柳溪小学"}),
    ],
)
def test_parties_that_are_joined_are_named_one_by_one(text: str, names: set[str]) -> None:
    kinds = {"PublicBody", "Enterprise", "Institution"}
    assert {m.text for m in recognise(scene(text)) if m.type in kinds} == names


@pytest.mark.parametrize(
    ("text", "there", "gone"),
    [
        ("改造石坝景区污水处理站。", {"石坝景区", "石坝景区污水处理站"}, set()),
        ("重点建设石坝广场、生态农业园旅游区2处。", {"生态农业园旅游区"}, {"生态农业园"}),
    ],
)
def test_parts_and_wholes_of_built_things(text: str, there: set[str], gone: set[str]) -> None:
    names = {m.text for m in recognise(scene(text))}
    assert there <= names
    assert not gone & names


def test_a_hill_in_the_name_of_a_firm_is_not_named_by_itself() -> None:
    firm = Mention(0, 5, "Enterprise", "红岩山铁矿", 0.8, "head")
    hill = Mention(0, 3, "Facility", "红岩山", 0.8, "head")
    assert arbitrate([firm, hill]) == (firm,)
