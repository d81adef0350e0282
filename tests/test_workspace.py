from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from kg.errors import WorkspaceError
from kg.model import Page
from kg.page.lines import Reject
from kg.workspace import create, open_to_read, page_digest
from kg.workspace.file import VERSION
from tests.tiny import extract

PAGE = Page("p1", "清河县农业农村局局长石万里说。", "2020-09-03", "题", "p1.txt")


def put(path: Path, *pages: Page, recipe: str = "r1") -> None:
    with create(path) as held:
        for page in pages:
            held.put(page, extract(page), recipe)


def test_what_was_put_is_read_back_in_order_of_ids(tmp_path: Path) -> None:
    path = tmp_path / "x.kg"
    pages = [Page("b", "乙"), PAGE, Page("a", "甲"), Page("县", "丙"), Page("B", "丁")]
    put(path, *pages)
    with open_to_read(path) as held:
        assert list(held.pages()) == sorted(pages, key=lambda p: p.id)
        assert list(held.records()) == [extract(p) for p in sorted(pages, key=lambda p: p.id)]
        counts = held.counts()
    assert (counts.pages, counts.entities, counts.facts, counts.honours) == (5, 2, 1, 0)
    assert counts.characters == sum(len(p.text) for p in pages)


def test_fresh_is_same_page_and_same_recipe(tmp_path: Path) -> None:
    put(tmp_path / "x.kg", PAGE)
    with create(tmp_path / "x.kg") as held:
        assert held.fresh(PAGE, "r1")
        assert not held.fresh(PAGE, "r2")
        assert not held.fresh(Page("p1", PAGE.text + "。", PAGE.date, PAGE.title, PAGE.source), "r1")
        assert not held.fresh(Page("p1", PAGE.text, "2020-09-04", PAGE.title, PAGE.source), "r1")
        assert not held.fresh(Page("p2", PAGE.text), "r1")


def test_digest_is_of_all_but_the_id() -> None:
    assert page_digest(PAGE) == page_digest(Page("q", PAGE.text, PAGE.date, PAGE.title, PAGE.source))
    assert page_digest(Page("q", "ab", "c")) != page_digest(Page("q", "a", "bc"))


def test_put_replaces_and_remove_takes_the_record_along(tmp_path: Path) -> None:
    path = tmp_path / "x.kg"
    put(path, PAGE, Page("p2", "白水县农业农村局局长安如山说。"))
    put(path, Page("p1", "无"))
    with create(path) as held:
        assert held.counts().facts == 1
        assert held.remove(["p2", "none"]) == 1
        assert held.ids() == ("p1",)
        assert [r.page for r in held.records()] == ["p1"]


def test_put_that_fails_leaves_what_was_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.kg"
    put(path, PAGE)

    def fail(record: object) -> str:
        raise RuntimeError("midway")

    monkeypatch.setattr("kg.records.dumps", fail)
    with pytest.raises(RuntimeError):
        put(path, Page("p1", "新"))
    monkeypatch.undo()
    with open_to_read(path) as held:
        assert list(held.pages()) == [PAGE]
        assert list(held.records()) == [extract(PAGE)]


def test_rejects_are_those_of_the_last_build(tmp_path: Path) -> None:
    with create(tmp_path / "x.kg") as held:
        held.reject([Reject("b.txt", "b", "empty"), Reject("a.txt", "a", "binary")])
        assert [r.source for r in held.rejects()] == ["a.txt", "b.txt"]
        held.reject([])
        assert held.rejects() == ()


def test_ledger_only_grows(tmp_path: Path) -> None:
    path = tmp_path / "x.kg"
    put(path, PAGE)
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO ledger (a, b, verdict) VALUES ('x', 'y', 'same')")
    for change in ("DELETE FROM ledger", "UPDATE ledger SET verdict = 'different'"):
        with sqlite3.connect(path) as db, pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(change)
    db.close()


def foreign(path: Path, kind: str) -> None:
    if kind == "text":
        path.write_text("no database", encoding="utf-8")
    elif kind == "short":
        path.write_bytes(b"SQLite format 3\0")
    elif kind == "sqlite":
        db = sqlite3.connect(path)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE treasure (gold)")
        db.commit()
        db.close()
    elif kind == "version":
        put(path, PAGE)
        db = sqlite3.connect(path)
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
        db.commit()
        db.close()


@pytest.mark.parametrize("kind", ["text", "short", "sqlite", "version"])
def test_foreign_file_is_refused_and_left_as_it_is(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.kg"
    foreign(path, kind)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    for opened in (create, open_to_read):
        with pytest.raises(WorkspaceError, match=r"name another|build it anew"):
            opened(path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_missing_folder_and_missing_file_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="choose another place"):
        create(tmp_path / "none" / "x.kg")
    with pytest.raises(WorkspaceError, match="kg build"):
        open_to_read(tmp_path / "x.kg")
    with pytest.raises(WorkspaceError):
        create(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_empty_file_becomes_a_workspace(tmp_path: Path) -> None:
    path = tmp_path / "x.kg"
    path.touch()
    put(path, PAGE)
    with open_to_read(path) as held:
        assert held.ids() == ("p1",)


def test_damaged_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.kg"
    put(path, *(Page(f"p{i}", f"文{i}" * 999) for i in range(30)))
    data = bytearray(path.read_bytes())
    data[4096:] = b"\x5a" * (len(data) - 4096)
    path.write_bytes(bytes(data))
    with pytest.raises(WorkspaceError, match="anew"), open_to_read(path) as held:
        list(held.pages())


def test_reader_leaves_nothing_behind(tmp_path: Path) -> None:
    put(tmp_path / "x.kg", PAGE)
    before = (tmp_path / "x.kg").read_bytes()
    with open_to_read(tmp_path / "x.kg") as held:
        assert held.ids() == ("p1",)
        with pytest.raises(WorkspaceError):
            held.remove(["p1"])
    assert [p.name for p in tmp_path.iterdir()] == ["x.kg"]
    assert (tmp_path / "x.kg").read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_workspace_in_a_folder_without_rights_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.kg"
    put(path, PAGE)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with open_to_read(path) as held:
            assert held.ids() == ("p1",)
    finally:
        tmp_path.chmod(0o755)
