from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve.block import pairs
from kg.resolve.cluster import joined
from kg.resolve.compare import Match, compare
from kg.resolve.profile import Profile, profiles
from tests.resolve.pages import record

SAME = Match((("name", 1.0),))
APART = Match((("name", 1.0),), "other place")


def blanks(count: int, page: str = "") -> list[Profile]:
    return [profiles(record(page or f"p{i}", {f"x{i}": ("Facility", "青禾桥")}))[0] for i in range(count)]


def test_a_veto_between_members_keeps_clusters_apart() -> None:
    found = blanks(4)
    scored = [(0, 1, SAME), (2, 3, SAME), (1, 2, SAME), (0, 3, APART)]
    sets = joined(found, scored, ())[0]
    assert not any({0, 3} <= set(group) for group in sets)


def test_members_of_one_page_are_never_joined() -> None:
    found = blanks(2, "p")
    assert joined(found, [(0, 1, SAME)], ())[0] == [[0], [1]]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from([SAME, APART])), max_size=20),
    st.randoms(),
)
def test_order_of_pairs_does_not_matter_and_vetoes_hold(
    told: list[tuple[int, int, Match]], chance: random.Random
) -> None:
    scored = [(min(a, b), max(a, b), m) for a, b, m in told if a != b]
    scored = list({(a, b): (a, b, m) for a, b, m in scored}.values())
    found = blanks(8)
    sets = joined(found, scored, ())[0]
    assert sorted(i for group in sets for i in group) == list(range(8))
    for a, b, match in scored:
        assert not match.veto or not any({a, b} <= set(group) for group in sets)
    chance.shuffle(scored)
    assert joined(found, scored, ())[0] == sets


def test_a_match_can_be_read() -> None:
    one, other = (
        profiles(
            record(
                page,
                {"x": ("Enterprise", name), "h": ("Person", "裴守拙")},
                [("h", "holdsPost", "x", "经理")],
            )
        )[0]
        for page, name in (("a", "宏安公司"), ("b", "宏安公司"))
    )
    match = compare(one, other)
    assert str(match) == "+1.05 = same core of name +0.55 shared person or partner +0.50"
    assert str(Match((("name", 1.0),), "other place")) == "-1.00 = name +1.00 (veto: other place)"


def test_only_profiles_that_share_a_key_are_paired() -> None:
    found = [*blanks(3), *profiles(record("q", {"x": ("Facility", "南星水库")}))]
    assert pairs(found) == [(0, 1), (0, 2), (1, 2)]
