from __future__ import annotations

import hashlib
import runpy
from pathlib import Path

import pytest

from kg.errors import TableError
from kg.knowledge import tables

CHECKSUMS = runpy.run_path(str(tables.home("data") / "make" / "checksums.py"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tables, "home", lambda kind: tmp_path)
    monkeypatch.setattr(tables, "rows", tables.rows.__wrapped__)
    return tmp_path


def test_rows_name_their_columns(folder: Path) -> None:
    (folder / "t.tsv").write_text("a\tb\n1\t2\n3\t\n", encoding="utf-8")
    assert tables.rows("t.tsv") == ({"a": "1", "b": "2"}, {"a": "3", "b": ""})
    assert tables.column("t.tsv", "a", b="2") == ("1",)


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "t.tsv:1"), ("a\tb\n1\t2\n1\n", "t.tsv:3"), ("a\n1\t2\n", "t.tsv:2")],
)
def test_faults_name_file_and_line(folder: Path, text: str, message: str) -> None:
    (folder / "t.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        tables.rows("t.tsv")


def test_missing_table_says_so(folder: Path) -> None:
    with pytest.raises(TableError, match=r"none\.tsv"):
        tables.rows("none.tsv")


def test_every_carried_file_has_its_source_and_checksum() -> None:
    data = tables.home("data")
    sources = {row["file"]: row for row in tables.rows("SOURCES.tsv")}
    assert sorted(CHECKSUMS["carried"](data)) == sorted(sources)
    wrong = [
        name
        for name, row in sources.items()
        if hashlib.sha256((data / name).read_bytes()).hexdigest() != row["sha256"]
    ]
    assert wrong == [], "run: python data/make/checksums.py"
    assert all(row["origin"] and row["licence"] for row in sources.values())


def test_checksums_are_rewritten_and_gaps_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample" / "page.txt").write_text("x", encoding="utf-8")
    (tmp_path / "kept.tsv").write_text("x", encoding="utf-8")
    (tmp_path / "new.tsv").write_text("y", encoding="utf-8")
    table = tmp_path / "SOURCES.tsv"
    table.write_text(
        "file\torigin\tlicence\tsha256\ngone.tsv\to\tl\t0\nkept.tsv\to\tl\t0\n", encoding="utf-8"
    )
    assert CHECKSUMS["main"](tmp_path) == 1
    told = capsys.readouterr().err
    assert "new.tsv" in told
    assert "gone.tsv" in told
    assert "page.txt" not in told
    digest = hashlib.sha256(b"x").hexdigest()
    assert table.read_text(encoding="utf-8").splitlines()[1:] == [f"kept.tsv\to\tl\t{digest}"]


@pytest.mark.parametrize("path", sorted(p.name for p in tables.home("data").glob("*.tsv")))
def test_every_table_parses_without_stray_blanks(path: str) -> None:
    for row in tables.rows(path):
        assert all(cell == cell.strip() for cell in row.values()), row
