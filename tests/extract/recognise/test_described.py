"""Tests of heads that name nothing of their own."""

from __future__ import annotations

from kg.extract.recognise.described import begins_another


def test_a_head_that_begins_the_name_of_a_place_or_bureau_names_nothing() -> None:
    text = "清溪三桥社区与清溪县林业和草原局"
    assert begins_another(text, text.index("社区"), "Facility")
    assert begins_another(text, text.index("局"), "Facility")
    assert not begins_another(text, text.index("局"), "PublicBody")
    assert not begins_another(text, text.index("与"), "Facility")
