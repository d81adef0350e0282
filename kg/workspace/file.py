"""The file of a workspace: its tables, what marks it, and the ways to open it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import InputError, WorkspaceError
from kg.files import replacing

APPLICATION = 0x6B672E31
"""Marks a SQLite file as a workspace of kg."""
VERSION = 1
_MAGIC = b"SQLite format 3\0"
PATIENCE = 30.0
"""Seconds to wait for another kg that writes."""
SCHEMA = """
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
OBJECTIONS = """
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


def make(path: Path) -> None:
    """Write an empty workspace whole, so that no half of one is ever seen."""
    blank = sqlite3.connect(":memory:")
    blank.executescript(SCHEMA)
    blank.execute(f"PRAGMA application_id = {APPLICATION}")
    blank.execute(f"PRAGMA user_version = {VERSION}")
    try:
        with replacing(path) as file:
            file.write(blank.serialize())
    except InputError as error:
        raise WorkspaceError(str(error)) from error
    finally:
        blank.close()


def check(path: Path) -> None:
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


def reader(path: Path) -> sqlite3.Connection:
    """A connection that never writes a page; it may write to clean up the log of a build that was killed.

    Where the folder may not be written SQLite cannot share the log, so the file is read as it stands.
    """
    address = path.resolve().as_uri()
    connection = sqlite3.connect(f"{address}?mode=rw", uri=True, timeout=PATIENCE, isolation_level=None)
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
def explained(path: Path) -> Iterator[None]:
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
