"""The workspace: one SQLite file `NAME.kg` with pages, records, rejects, the ledger and objections.

It is the system of record and the only module that knows SQLite. Each page is put in one transaction, so a
process that is killed loses no finished page. A file that is no workspace is never written to.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kg import records
from kg.errors import InputError, WorkspaceError
from kg.files import replacing
from kg.ids import digest
from kg.model import Page, Record
from kg.objections import Objection, denied, upheld
from kg.page.lines import Reject
from kg.resolve.ledger import Anchor, Judgement, as_anchor, as_row

APPLICATION = 0x6B672E31
"""Marks a SQLite file as a workspace of kg."""
VERSION = 1
_MAGIC = b"SQLite format 3\0"
_PATIENCE = 30.0
_SCHEMA = """
CREATE TABLE pages (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL, date TEXT, title TEXT, source TEXT, text TEXT NOT NULL,
    recipe TEXT NOT NULL
);
CREATE TABLE records (
    page TEXT PRIMARY KEY REFERENCES pages (id) ON DELETE CASCADE, json TEXT NOT NULL
);
CREATE TABLE rejects (source TEXT PRIMARY KEY, page TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE ledger (
    number INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT NOT NULL, b TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure', 'withdrawn')),
    judge TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', made TEXT NOT NULL DEFAULT ''
);
CREATE TRIGGER ledger_keeps BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
"""
_OBJECTIONS = """
CREATE TABLE IF NOT EXISTS objections (
    number INTEGER PRIMARY KEY AUTOINCREMENT, page TEXT NOT NULL, statement TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('wrong', 'withdrawn')),
    judge TEXT NOT NULL, made TEXT NOT NULL, note TEXT NOT NULL
);
CREATE TRIGGER IF NOT EXISTS objections_keep BEFORE UPDATE ON objections
BEGIN SELECT RAISE(ABORT, 'objections are append-only'); END;
CREATE TRIGGER IF NOT EXISTS objections_stay BEFORE DELETE ON objections
BEGIN SELECT RAISE(ABORT, 'objections are append-only'); END;
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a workspace holds."""

    pages: int
    characters: int
    entities: int
    facts: int
    measurements: int
    honours: int


class Workspace:
    """An open workspace; a context manager that closes it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was put is kept."""
        self._db.close()

    def fresh(self, page: Page, recipe: str) -> bool:
        """Whether the page is held as it is, read by the same recipe."""
        row = self._one("SELECT digest, recipe FROM pages WHERE id = ?", page.id)
        return bool(row == (page_digest(page), recipe))

    def holds(self, page: str) -> bool:
        """Whether a page of this id is held."""
        return self._one("SELECT 1 FROM pages WHERE id = ?", page) is not None

    def put(self, page: Page, record: Record, recipe: str) -> None:
        """Keep a page with its record in one transaction, in place of what its id held before."""
        row = (page.id, page_digest(page), page.date, page.title, page.source, page.text, recipe)
        with self._transaction():
            self._db.execute("DELETE FROM pages WHERE id = ?", (page.id,))
            self._db.execute("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            self._db.execute("INSERT INTO records VALUES (?, ?)", (page.id, records.dumps(record)))

    def remove(self, pages: Iterable[str]) -> int:
        """Remove pages with all they state; the number of those that were held."""
        with self._transaction():
            return sum(self._db.execute("DELETE FROM pages WHERE id = ?", (p,)).rowcount for p in pages)

    def reject(self, rejects: Iterable[Reject]) -> None:
        """Note the rejects of a build in place of those of the build before."""
        rows = [(r.source, r.page, r.reason) for r in rejects]
        with self._transaction():
            self._db.execute("DELETE FROM rejects")
            self._db.executemany("INSERT OR REPLACE INTO rejects VALUES (?, ?, ?)", rows)

    def ids(self) -> tuple[str, ...]:
        """Ids of all pages, sorted."""
        return tuple(sorted(row[0] for row in self._rows("SELECT id FROM pages")))

    def pages(self) -> Iterator[Page]:
        """All pages, sorted by id."""
        for row in self._rows("SELECT id, text, date, title, source FROM pages ORDER BY id"):
            yield Page(*row)

    def page(self, id_: str) -> Page | None:
        """The page of this id, None where it is not held."""
        row = self._one("SELECT id, text, date, title, source FROM pages WHERE id = ?", id_)
        return Page(*row) if row else None

    def records(self) -> Iterator[Record]:
        """All records, sorted by page id, without what a person said is wrong."""
        wrong = denied(self.objections())
        for page, line in self._rows("SELECT page, json FROM records ORDER BY page"):
            yield upheld(records.loads(line), wrong.get(page, frozenset()))

    def record(self, page: str) -> Record | None:
        """The record of a page with all that was read there, None where it is not held."""
        row = self._one("SELECT json FROM records WHERE page = ?", page)
        return records.loads(row[0]) if row else None

    def rejects(self) -> tuple[Reject, ...]:
        """What the last build could not read, sorted."""
        rows = self._rows("SELECT source, page, reason FROM rejects")
        return tuple(sorted(Reject(*row) for row in rows))

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Add judgements to the ledger, in their order."""
        rows = [(_anchor(j.a), _anchor(j.b), j.verdict, j.by, j.why, j.when) for j in judgements]
        with self._transaction():
            self._db.executemany(
                "INSERT INTO ledger (a, b, verdict, judge, note, made) VALUES (?, ?, ?, ?, ?, ?)", rows
            )

    def judgements(self) -> tuple[Judgement, ...]:
        """All lines of the ledger in the order they were added."""
        made = "made" if _dated(self._db) else "''"
        query = f"SELECT a, b, verdict, judge, {made}, note FROM ledger ORDER BY number"  # noqa: S608
        rows = self._rows(query)
        return tuple(Judgement(_anchored(a), _anchored(b), *told) for a, b, *told in rows)

    def objections(self) -> tuple[Objection, ...]:
        """All objections in the order they were made."""
        if self._one("SELECT 1 FROM sqlite_master WHERE name = 'objections'") is None:
            return ()
        rows = self._rows(
            "SELECT page, statement, verdict, judge, made, note FROM objections ORDER BY number"
        )
        return tuple(Objection(page, tuple(json.loads(stated)), *told) for page, stated, *told in rows)

    def object_to(self, objections: Iterable[Objection]) -> None:
        """Add objections, in their order."""
        rows = [
            (o.page, json.dumps(o.statement, ensure_ascii=False), o.verdict, o.by, o.when, o.why)
            for o in objections
        ]
        with self._transaction():
            self._db.executemany(
                "INSERT INTO objections (page, statement, verdict, judge, made, note) VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )

    def counts(self) -> Counts:
        """Totals over all pages and records."""
        pages = self._one("SELECT count(*), coalesce(sum(length(text)), 0) FROM pages")
        kinds = ("entities", "facts", "measurements", "honours")
        sums = ", ".join(f"coalesce(sum(json_array_length(json, '$.{kind}')), 0)" for kind in kinds)
        stated = self._one(f"SELECT {sums} FROM records")  # noqa: S608  (fixed words only)
        return Counts(*(pages or ()), *(stated or ()))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _explained(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _one(self, query: str, *values: str) -> Any:
        with _explained(self.path):
            return self._db.execute(query, values).fetchone()

    def _rows(self, query: str) -> Iterator[Any]:
        with _explained(self.path):
            yield from self._db.execute(query)


def page_digest(page: Page) -> str:
    """Digest of all that a page is but its id."""
    return digest(page.text, page.date or "", page.title or "", page.source or "")


def create(path: str | Path) -> Workspace:
    """Open a workspace to build in; one that is not there yet is made.

    Raises WorkspaceError for a file of another kind or version, which stays as it is.
    """
    path = Path(path)
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        _make(path)
    _check(path)
    with _explained(path):
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        if not _dated(connection):
            connection.execute("ALTER TABLE ledger ADD COLUMN made TEXT NOT NULL DEFAULT ''")
        connection.executescript(_OBJECTIONS)
    return Workspace(connection, path)


def open_to_judge(path: str | Path) -> Workspace:
    """Open a workspace that is there, to add to its ledger; raises WorkspaceError as `open_to_read` does."""
    open_to_read(path).close()
    return create(path)


def open_to_read(path: str | Path) -> Workspace:
    """Open a workspace to read; raises WorkspaceError where it is missing or of another kind or version."""
    path = Path(path)
    if not path.exists():
        raise WorkspaceError(f"{path}: no such workspace; make it with: kg build INPUT -o {path}")
    _check(path)
    with _explained(path):
        return Workspace(_reader(path), path)


def _dated(connection: sqlite3.Connection) -> bool:
    """Whether the ledger says when; one of an earlier kg does not yet."""
    return any(row[1] == "made" for row in connection.execute("PRAGMA table_info(ledger)"))


def _anchor(anchor: Anchor) -> str:
    return json.dumps(as_row(anchor), ensure_ascii=False)


def _anchored(stored: str) -> Anchor:
    return as_anchor(json.loads(stored))


def _make(path: Path) -> None:
    """Write an empty workspace whole, so that no half of one is ever seen."""
    blank = sqlite3.connect(":memory:")
    blank.executescript(_SCHEMA)
    blank.execute(f"PRAGMA application_id = {APPLICATION}")
    blank.execute(f"PRAGMA user_version = {VERSION}")
    try:
        with replacing(path) as file:
            file.write(blank.serialize())
    except InputError as error:
        raise WorkspaceError(str(error)) from error
    finally:
        blank.close()


def _check(path: Path) -> None:
    """Raise WorkspaceError unless the file says of itself that it is a workspace of this version.

    Reads the head of the file and no more: SQLite is never let near a foreign one.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise WorkspaceError(
            f"{path}: cannot be opened ({error.strerror}); check it and its rights"
        ) from error
    version, application = (int.from_bytes(head[at : at + 4], "big") for at in (60, 68))
    if not head.startswith(_MAGIC) or application != APPLICATION:
        raise WorkspaceError(f"{path}: no workspace of kg; it was left as it is, name another file")
    if version != VERSION:
        raise WorkspaceError(
            f"{path}: workspace of version {version}, this kg reads version {VERSION}; "
            "build it anew under another name"
        )


def _reader(path: Path) -> sqlite3.Connection:
    """A connection that never writes a page; it may write to clean up the log of a build that was killed.

    Where the folder may not be written SQLite cannot share the log, so the file is read as it stands.
    """
    address = path.resolve().as_uri()
    connection = sqlite3.connect(f"{address}?mode=rw", uri=True, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if _pending(path):
            raise
        return sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, isolation_level=None)
    return connection


def _pending(path: Path) -> bool:
    """Whether a log beside the file holds pages that are not in it yet."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Faults of SQLite as WorkspaceError with what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        hint = (
            "another kg is building in it; wait until it is done"
            if "locked" in str(error)
            else "check its rights and the free space"
        )
        raise WorkspaceError(f"{path}: {error}; {hint}") from error
    except sqlite3.DatabaseError as error:
        raise WorkspaceError(f"{path}: damaged ({error}); build it anew under another name") from error
