"""What rules earn: firings, right ones, and what one alone brought."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.extract.page import extract
from kg.model import Page
from kg.records import to_object
from kg.rules import render, rules, rules_of_files

TEXT = """松岭县召开重点项目推进会
本报讯（记者 何晓雨）3月4日，松岭县委书记罗成栋到松岭县清水镇调研。松岭县发展和改革局局长白云帆参加。
"""
PAGE = Page("p", TEXT)


def test_what_is_right_by_its_own_record_is_right_in_all() -> None:
    found = rules([(to_object(extract(PAGE)), PAGE)])
    assert {y.kind for y in found.yields} >= {"entities", "facts"}
    assert all(y.right == y.fired for y in found.yields)
    assert all(y.alone <= y.right for y in found.yields)
    assert sum(b.given for b in found.bands) == sum(b.right for b in found.bands) > 0


def test_a_fact_the_gold_lacks_counts_against_its_rule() -> None:
    gold = to_object(extract(PAGE))
    posts = [f for f in gold["facts"] if f["p"] == "holdsPost"]
    gold["facts"] = [f for f in gold["facts"] if f["p"] != "holdsPost"]
    found = rules([(gold, PAGE)])
    fired = [y for y in found.yields if y.rule == posts[0]["by"]]
    assert fired
    assert fired[0].fired == len(posts)
    assert fired[0].right == fired[0].alone == 0


def test_files_and_table(tmp_path: Path) -> None:
    text, gold = tmp_path / "p.txt", tmp_path / "p.gold.json"
    text.write_text(TEXT, encoding="utf-8")
    gold.write_text(json.dumps(to_object(extract(PAGE)), ensure_ascii=False), encoding="utf-8")
    table = render(rules_of_files([(gold, text)]))
    assert "post/title" in table
    assert "0.9 to 1.0" in table


def test_a_page_that_the_gold_holds_and_the_text_lacks(tmp_path: Path) -> None:
    gold = tmp_path / "two.json"
    one = to_object(extract(PAGE))
    gold.write_text("\n".join(json.dumps({**one, "page": p}) for p in ("p", "q")), encoding="utf-8")
    text = tmp_path / "p.txt"
    text.write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="no page q"):
        rules_of_files([(gold, text)])
