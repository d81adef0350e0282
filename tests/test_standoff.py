"""Stand-off annotation gives back what was folded, holds no text of a report, and says when a report is not there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests import standoff

TEXT = "2031年云川省工作报告\n\n前面的话。\n全省建成示范村205个，云川农业大学获评“绿色学校”。\n后面的话。\n"
HEAD = (0, 12)
PASSAGE = (TEXT.index("全省"), TEXT.index("\n后面"))
GOLD: dict[str, Any] = {
    "page": "x01",
    "articles": [
        {"id": "a1", "title": "2031年云川省工作报告", "start": "全省建成示范村", "date": None, "authors": []}
    ],
    "entities": [
        {
            "id": "P",
            "type": "AdministrativeDivision",
            "name": "云川省",
            "aliases": ["全省"],
            "articles": ["a1"],
        },
        {
            "id": "b",
            "type": "PublicBody",
            "name": "云川省政府",
            "aliases": [],
            "articles": ["a1"],
            "optional": True,
        },
        {"id": "n", "type": "Institution", "name": "云川农业大学", "aliases": [], "articles": ["a1"]},
    ],
    "facts": [],
    "measurements": [
        {"s": "P", "indicator": "示范村", "value": "205个", "number": 205, "unit": "个", "kind": "actual"},
    ],
    "honours": [{"s": "n", "honour": "绿色学校", "quote": "云川农业大学获评“绿色学校”", "articles": ["a1"]}],
}


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "x.txt").write_text(TEXT, encoding="utf-8")
    standoff.write(tmp_path / "x01.json", standoff.fold(tmp_path / "corpus" / "x.txt", (HEAD, PASSAGE), GOLD))
    return tmp_path


def test_what_was_folded_comes_back(shared: Path) -> None:
    text, gold = standoff.load(shared / "x01.json", shared)
    assert gold == GOLD
    assert text == "2031年云川省工作报告\n\n全省建成示范村205个，云川农业大学获评“绿色学校”。\n"


def test_a_folded_file_prints_nothing_of_the_report(shared: Path) -> None:
    kept = (shared / "x01.json").read_text(encoding="utf-8")
    assert not [word for word in ("云川", "示范村", "绿色") if word in kept]


def test_a_label_the_report_does_not_print_is_refused(shared: Path) -> None:
    gold = {**GOLD, "honours": [{"s": "n", "honour": "完全没有印在那里的一句话"}]}
    with pytest.raises(standoff.NotFoldedError, match="does not print"):
        standoff.fold(shared / "corpus" / "x.txt", (HEAD, PASSAGE), gold)


def test_a_missing_or_changed_report_is_said(shared: Path) -> None:
    report = shared / "corpus" / "x.txt"
    report.write_text(TEXT + "又一句。", encoding="utf-8")
    with pytest.raises(standoff.ReportChangedError, match="not the report"):
        standoff.load(shared / "x01.json", shared)
    report.unlink()
    with pytest.raises(standoff.ReportMissingError, match="missing"):
        standoff.load(shared / "x01.json", shared)


FILES = sorted((*standoff.REPORTS.glob("*.json"), *standoff.PAGES.glob("*.json")))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_kept_passages_hold_offsets_and_short_glue_only(path: Path) -> None:
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["gold"]["page"] == path.stem
    assert kept["end"] > kept["start"] >= 0
    if path.parent == standoff.REPORTS:
        assert 500 <= kept["end"] - kept["start"] <= 1000
    for label in _labels(kept["gold"]):
        if isinstance(label, str):
            assert len(label) <= standoff.GLUE
        else:
            assert 0 <= label[0] < label[1]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_restored_gold_stands_in_its_passage(path: Path) -> None:
    try:
        text, gold = standoff.load(path)
    except standoff.ReportMissingError:
        pytest.skip("the annotated texts do not lie beside the project")
    joined = re.sub(r"\s*\n\s*", "", text)
    for kind in ("facts", "measurements", "honours"):
        assert all(record["quote"] in joined for record in gold[kind])
    for entity in gold["entities"]:
        assert all(alias in joined for alias in entity["aliases"])


def _labels(value: Any, key: str = "") -> list[Any]:
    """Spans and literal pieces of the labels in a folded gold object."""
    if value is None or isinstance(value, bool | int | float) or standoff.is_kept(key, value):
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [label for k, v in value.items() for label in _labels(v, k)]
    if len(value) == 2 and all(isinstance(v, int) for v in value):
        return [value]
    return [label for v in value for label in _labels(v)]
