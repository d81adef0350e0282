"""The workspace: one SQLite file `NAME.kg` with pages, records, rejects, the ledger and objections.

It is the system of record and the only room that knows SQLite. Each page is put in one transaction, so a
process that is killed loses no finished page. A file that is no workspace is never written to.

Beside the records lies who is who across them, kept up to date in the same transactions (`resolution`).
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
from kg.errors import WorkspaceError
from kg.ids import digest
from kg.model import Page, Record
from kg.objections import Objection, denied, upheld
from kg.page.lines import Reject
from kg.resolve import Resolution, explain
from kg.resolve.ledger import Anchor, Judgement, Ruled, as_anchor, as_row, standing
from kg.workspace import resolution
from kg.workspace.file import OBJECTIONS, PATIENCE, check, explained, make, reader
from kg.workspace.resolution import Shelf

_CACHE = 64_000
"""Kilobytes of the file that a build holds in memory."""
_AT_ONCE = 32
"""Pages that are settled in one transaction where many wait."""


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
        self._shelf = Shelf(connection)
        self._ruled: tuple[int, Ruled] | None = None

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
            ruled, old = self._heeded(), self._shelf.take([page.id])
            self._db.execute("DELETE FROM pages WHERE id = ?", (page.id,))
            self._db.execute("INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            self._db.execute("INSERT INTO records VALUES (?, ?)", (page.id, records.dumps(record)))
            self._carry(old, self._shelf.upheld([record]), ruled)

    def remove(self, pages: Iterable[str]) -> int:
        """Remove pages with all they state, one transaction each; the number of those that were held."""
        return sum(map(self._remove, pages))

    def _remove(self, page: str) -> int:
        with self._transaction():
            ruled, old = self._heeded(), self._shelf.take([page])
            self._carry(old, {}, ruled)
            return self._db.execute("DELETE FROM pages WHERE id = ?", (page,)).rowcount

    def settle(self) -> None:
        """Resolve the records that another version of kg, or none, resolved so far."""
        waiting: dict[str, Record] | None = None
        while waiting is None or waiting:
            with self._transaction():
                ruled = self._heeded()
                waiting = self._shelf.unsettled(_AT_ONCE)
                self._carry({}, waiting, ruled)

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
        """Add judgements to the ledger, in their order, and carry them out."""
        rows = [(_anchor(j.a), _anchor(j.b), j.verdict, j.by, j.why, j.when) for j in judgements]
        with self._transaction():
            before = self._heeded()
            self._db.executemany(
                "INSERT INTO ledger (a, b, verdict, judge, note, made) VALUES (?, ?, ?, ?, ?, ?)", rows
            )
            self._shelf.change({}, {}, (before, self._ruling()))
            self._shelf.heed(self._lines())
            self._ruled = None

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
        """Add objections, in their order, and carry them out."""
        rows = [
            (o.page, json.dumps(o.statement, ensure_ascii=False), o.verdict, o.by, o.when, o.why)
            for o in objections
        ]
        put = "INSERT INTO objections (page, statement, verdict, judge, made, note) VALUES (?, ?, ?, ?, ?, ?)"
        with self._transaction():
            ruled, old = self._heeded(), self._shelf.take(sorted({row[0] for row in rows}))
            self._db.executemany(put, rows)
            self._shelf.denied = denied(self.objections())
            self._carry(old, self._shelf.stored(old), ruled)
            self._shelf.heed(self._lines())

    def counts(self) -> Counts:
        """Totals over all pages and records."""
        pages = self._one("SELECT count(*), coalesce(sum(length(text)), 0) FROM pages")
        kinds = ("entities", "facts", "measurements", "honours")
        sums = ", ".join(f"coalesce(sum(json_array_length(json, '$.{kind}')), 0)" for kind in kinds)
        stated = self._one(f"SELECT {sums} FROM records")  # noqa: S608  (fixed words only)
        return Counts(*(pages or ()), *(stated or ()))

    def resolution(self) -> Resolution:
        """Who is who across the pages: as it was kept, or made here where another kg left it behind."""
        with explained(self.path):
            kept = bool(self._one("SELECT 1 FROM sqlite_master WHERE name = 'resolution'"))
            if kept and self._shelf.current(self._lines()) and self._shelf.complete():
                self._shelf.denied = denied(self.objections())
                return self._shelf.resolution(self._ruling())
        return explain(self.records(), self.judgements())

    @contextmanager
    def still(self) -> Iterator[None]:
        """What is read within is of one moment, whoever builds meanwhile."""
        with explained(self.path):
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.execute("ROLLBACK")

    def _heeded(self) -> Ruled:
        """The judgements as they are carried out; what was resolved by another kg is forgotten first."""
        lines, (version,) = self._lines(), self._one("PRAGMA data_version")
        if not self._shelf.current(lines):
            self._shelf.begin(lines)
            self._ruled = None
        if self._ruled is None or self._ruled[0] != version:
            self._shelf.denied = denied(self.objections())
            self._ruled = version, self._ruling()
        return self._ruled[1]

    def _ruling(self) -> Ruled:
        """The judgements that stand, on what the settled pages show."""
        ruled = Ruled(standing(self.judgements()))
        pages = sorted(ruled.pages())
        return ruled.reread(pages, {page: held for page in pages if (held := self._shelf.record(page))})

    def _carry(self, old: dict[str, Record], new: dict[str, Record], before: Ruled) -> None:
        """Carry records that go and come to the clusters."""
        after = before.reread({*old, *new}, new)
        self._shelf.change(old, new, (before, after))
        self._ruled = (self._ruled or (0,))[0], after

    def _lines(self) -> int:
        """How many judgements and objections there are, those withdrawn with them."""
        return int(self._one("SELECT coalesce(max(number), 0) FROM ledger")[0]) + len(self.objections())

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with explained(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._ruled = None
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _one(self, query: str, *values: str) -> Any:
        with explained(self.path):
            return self._db.execute(query, values).fetchone()

    def _rows(self, query: str) -> Iterator[Any]:
        with explained(self.path):
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
        make(path)
    check(path)
    with explained(path):
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        if not _dated(connection):
            connection.execute("ALTER TABLE ledger ADD COLUMN made TEXT NOT NULL DEFAULT ''")
        connection.executescript(OBJECTIONS)
        connection.executescript(f"BEGIN IMMEDIATE; {resolution.SCHEMA} COMMIT;")
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
    check(path)
    with explained(path):
        return Workspace(reader(path), path)


def _dated(connection: sqlite3.Connection) -> bool:
    """Whether the ledger says when; one of an earlier kg does not yet."""
    return any(row[1] == "made" for row in connection.execute("PRAGMA table_info(ledger)"))


def _anchor(anchor: Anchor) -> str:
    return json.dumps(as_row(anchor), ensure_ascii=False)


def _anchored(stored: str) -> Anchor:
    return as_anchor(json.loads(stored))
