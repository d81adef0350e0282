"""Whatever a name is made of, every registered format holds it unchanged and none takes it for its own grammar."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export import export, formats
from kg.export.terms import clean
from tests.export.readers import CYPHER_TEXT, texts
from tests.handmade import hostile

PARTS = [
    '"',
    "'",
    "''",
    "\\",
    "\\u0041",
    "\\'",
    "`",
    "\n",
    "\r\n",
    "\r",
    "\t",
    ";",
    ",",
    "|",
    "'); DROP TABLE x; --",
    "'}) DETACH DELETE n //",
    '"} . <a> <b> <c> .',
    "</script><script>alert(1)</script>",
    "<!--",
    "]]>",
    "&lt;",
    "${x}",
    "$(x)",
    "{{x}}",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\u202e",
    "\u200f",
    "\u2066",
    "\ufeff",
    "\u2028",
    "\x85",
    "𠮷",
    "😀",
    "e\u0301",
    "\x00",
    "\x1f",
    "\ud800",
    "\uffff",
    " ",
    "县",
]
texts_of_parts = st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("".join)


def found(text: str, to: str) -> set[str]:
    return texts(b"".join(export(hostile(text), to)), to)


@pytest.mark.parametrize("to", formats())
@given(text=texts_of_parts | st.text(min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_every_text_survives_every_format(to: str, text: str) -> None:
    held = text if to == "json" else clean(text)
    known = found(text, to)
    if to == "ftm" and not held.strip():
        return  # FollowTheMoney has no blank values
    if to == "neo4j-csv":  # an empty text in a list is no text
        known.add("")
    assert held in known  # name, quote, title, post
    # The second alias, in a list: JSON inside XML can hold what XML itself cannot.
    assert clean(held + "2") in set(map(clean, known))


@pytest.mark.parametrize("part", PARTS, ids=map(repr, PARTS))
@pytest.mark.parametrize("to", formats())
def test_every_hostile_part_survives_every_format(to: str, part: str) -> None:
    text = f"甲{part}乙{part}"
    assert (text if to == "json" else clean(text)) in found(text, to)


@given(text=texts_of_parts | st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_no_text_changes_the_grammar_of_cypher(text: str) -> None:
    def skeleton(of: str) -> str:
        script = b"".join(export(hostile(of), "cypher")).decode()
        return re.sub(r"\s+", " ", CYPHER_TEXT.sub("'…'", script))

    assert skeleton(text) == skeleton("plain")
