"""What extraction knows of one article."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.reading import Context, Mention, Passage, Reading, meeting

_SPAN = st.tuples(st.integers(0, 20), st.integers(1, 6)).map(lambda p: (p[0], p[0] + p[1]))


def reading(spans: list[tuple[int, int]]) -> Reading:
    mentions = (Mention(start, end, "Person", "") for start, end in spans)
    passage = Passage("a1", "", "", ())
    return Reading(passage, (), tuple(sorted(mentions, key=lambda m: (m.start, -m.end))), {}, {}, Context())


@given(st.lists(_SPAN), _SPAN)
def test_the_mentions_that_meet_a_stretch_are_found_in_order(
    spans: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    read = reading(spans)
    found = [m for m in read.mentions if m.start < asked[1] and asked[0] < m.end]
    assert meeting(read, *asked) == found
