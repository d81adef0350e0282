"""The resolution of a workspace as tables beside its records: derived, and made anew where it may be stale."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import kg
from kg import records
from kg.ids import digest
from kg.knowledge.tables import rows
from kg.model import Record
from kg.objections import Statement, upheld
from kg.resolve.block import Key, Row
from kg.resolve.ledger import DIFFERENT, Member, Ruled
from kg.resolve.profile import Profile, profiles
from kg.resolve.resolve import Link, Resolution, numbered
from kg.resolve.tally import Tally
from kg.resolve.upkeep import Change, Found, Group, update

SCHEMA = """
CREATE TABLE IF NOT EXISTS resolution (recipe TEXT NOT NULL, ledger INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS settled (page TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS members (
    page TEXT, entity TEXT, name TEXT NOT NULL, key TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (page, entity)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS members_number ON members (number, page);
CREATE TABLE IF NOT EXISTS groups (
    number INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, key TEXT NOT NULL, tally TEXT NOT NULL,
    pool INTEGER NOT NULL, home INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS groups_key ON groups (key) WHERE key <> '';
CREATE INDEX IF NOT EXISTS groups_pool ON groups (pool);
CREATE TABLE IF NOT EXISTS blocks (
    block TEXT, scope TEXT, number INTEGER, PRIMARY KEY (block, scope, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS links (one INTEGER, other INTEGER, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS clusters (home INTEGER PRIMARY KEY, type TEXT NOT NULL, key TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS joins (
    home INTEGER, one INTEGER, other INTEGER, reason TEXT NOT NULL, PRIMARY KEY (home, one, other)
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS settled_record BEFORE DELETE ON records
WHEN EXISTS (SELECT 1 FROM settled WHERE page = OLD.page) BEGIN DELETE FROM resolution; END;
"""
_TABLES = ("resolution", "settled", "members", "groups", "blocks", "links", "clusters", "joins")


class Shelf:
    """The tables of the resolution; what is read or written here lies in the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.denied: Mapping[str, frozenset[Statement]] = {}
        """What is denied of each page: it is resolved without."""

    def change(
        self, old: Mapping[str, Record], new: Mapping[str, Record], ruled: tuple[Ruled, Ruled]
    ) -> None:
        """Carry records that go, come or are replaced, and judgements before and after, to the clusters."""
        before, after = (each.rulings() for each in ruled)
        left, come = ({p.members[0]: p for r in each.values() for p in profiles(r)} for each in (old, new))
        update(self, Change(left, come, before, after))
        self._db.executemany("INSERT INTO settled VALUES (?)", [(page,) for page in new])

    def current(self, ledger: int) -> bool:
        """Whether the tables are those of this kg and of so many lines of the ledger."""
        return bool(self._one("SELECT recipe, ledger FROM resolution") == (recipe(), ledger))

    def begin(self, ledger: int) -> None:
        """Begin with nothing."""
        for table in _TABLES:
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608  (fixed words only)
        self._db.execute("INSERT INTO resolution VALUES (?, ?)", (recipe(), ledger))

    def heed(self, ledger: int) -> None:
        """Note how many lines of the ledger are carried out."""
        self._db.execute("UPDATE resolution SET ledger = ?", (ledger,))

    def take(self, pages: Iterable[str]) -> dict[str, Record]:
        """The settled records of pages, which are to go or to be replaced."""
        old = {page: record for page in pages if (record := self.record(page))}
        self._db.executemany("DELETE FROM settled WHERE page = ?", [(page,) for page in old])
        return old

    def unsettled(self, most: int) -> dict[str, Record]:
        """Records that are not settled yet, at most so many."""
        query = "SELECT json FROM records WHERE page NOT IN (SELECT page FROM settled) ORDER BY page LIMIT ?"
        return self.upheld(records.loads(line) for line in self._column(query, most))

    def stored(self, pages: Iterable[str]) -> dict[str, Record]:
        """Records of pages, settled or not."""
        query = "SELECT json FROM records WHERE page = ?"
        return self.upheld(records.loads(line) for page in pages for line in self._column(query, page))

    def upheld(self, found: Iterable[Record]) -> dict[str, Record]:
        """Records by their pages, without what is denied."""
        return {r.page: upheld(r, self.denied.get(r.page, frozenset())) for r in found}

    def complete(self) -> bool:
        """Whether all records are settled."""
        return bool(self._one("SELECT (SELECT count(*) FROM records) = (SELECT count(*) FROM settled)")[0])

    def record(self, page: str) -> Record | None:
        """The record of a page if it is settled."""
        row = self._one("SELECT json FROM records JOIN settled USING (page) WHERE page = ?", page)
        return self.upheld([records.loads(row[0])])[page] if row else None

    def resolution(self, ruled: Ruled) -> Resolution:
        """All clusters with the reasons of every merge."""
        homes = dict(self._db.execute("SELECT number, home FROM groups"))
        stood: dict[int, list[Member]] = {}
        first: dict[int, Member] = {}
        printed: dict[Member, str] = {}
        links: list[Link] = []
        query = "SELECT page, entity, name, key, number FROM members ORDER BY page, entity"
        for page, entity, name, key, number in self._db.execute(query):
            member = page, entity
            printed[member] = name
            stood.setdefault(homes[number], []).append(member)
            if first.setdefault(number, member) != member:
                links.append(Link(first[number], member, _key(key)))
        kept = self._db.execute("SELECT home, type, key FROM clusters")
        made = ((_key(key), kind, tuple(stood[home])) for home, kind, key in kept)
        joins = self._db.execute("SELECT one, other, reason FROM joins")
        links += (Link(first[one], first[other], reason) for one, other, reason in joins)
        apart = (Link(*ruling) for ruling in ruled.rulings() if ruling[2].verdict == DIFFERENT)
        return Resolution(numbered(made, printed), tuple(links), tuple(apart))

    # what `update` asks for

    def seat(self, member: Member) -> tuple[Key, int] | None:
        """The certain key of a member and its group."""
        row = self._one("SELECT key, number FROM members WHERE page = ? AND entity = ?", *member)
        return (_key(row[0]), row[1]) if row else None

    def sit(self, member: Member, name: str, key: Key, number: int) -> None:
        """Note the group of a member."""
        self._db.execute("INSERT INTO members VALUES (?, ?, ?, ?, ?)", (*member, name, _text(key), number))

    def rise(self, member: Member) -> None:
        """Forget a member."""
        self._db.execute("DELETE FROM members WHERE page = ? AND entity = ?", member)

    def profile(self, member: Member) -> Profile:
        """What the page of a member knows of it."""
        record = self.record(member[0])
        return next(p for p in profiles(record or Record(member[0])) if p.members == (member,))

    def group(self, number: int) -> Group:
        """A group."""
        row = self._one("SELECT identity, key, tally, pool FROM groups WHERE number = ?", number)
        return Group(number, row[0], _key(row[1]), Tally.loads(row[2]), row[3])

    def named(self, identity: str, key: Key, kind: str) -> Group:
        """The group of an identity; an empty one if there is none."""
        row = self._one("SELECT number FROM groups WHERE identity = ?", identity)
        if row:
            return self.group(row[0])
        tally = Tally(kind)
        put = "INSERT INTO groups (identity, key, tally, pool, home) VALUES (?, ?, ?, 0, 0)"
        number = self._db.execute(put, (identity, _text(key), tally.dumps())).lastrowid or 0
        return Group(number, identity, key, tally, number)

    def keep(self, group: Group) -> None:
        """Keep the tally of a group."""
        self._db.execute("UPDATE groups SET tally = ? WHERE number = ?", (group.tally.dumps(), group.number))

    def drop(self, number: int) -> None:
        """Forget a group."""
        self._db.execute("DELETE FROM groups WHERE number = ?", (number,))

    def enter(self, number: int, met: Iterable[Row]) -> None:
        """Note where a group is met."""
        self._db.executemany("INSERT INTO blocks VALUES (?, ?, ?)", [(*row, number) for row in sorted(met)])

    def leave(self, number: int, met: Iterable[Row]) -> None:
        """Forget where a group is met."""
        query = "DELETE FROM blocks WHERE block = ? AND scope = ? AND number = ?"
        self._db.executemany(query, [(*row, number) for row in sorted(met)])

    def met(self, row: Row, most: int) -> Sequence[int]:
        """Groups that are met there, not more than so many."""
        return self._column("SELECT number FROM blocks WHERE block = ? AND scope = ? LIMIT ?", *row, most)

    def linked(self, number: int) -> Sequence[int]:
        """Groups that compare as the same."""
        return self._column("SELECT other FROM links WHERE one = ?", number)

    def link(self, one: int, other: int) -> None:
        """Note that two compare as the same."""
        self._db.executemany("INSERT OR IGNORE INTO links VALUES (?, ?)", [(one, other), (other, one)])

    def part(self, one: int, other: int) -> None:
        """Forget that two compare as the same."""
        pairs = [(one, other), (other, one)]
        self._db.executemany("DELETE FROM links WHERE one = ? AND other = ?", pairs)

    def keyed(self, key: Key) -> Sequence[int]:
        """Groups of a certain key."""
        return (
            self._column("SELECT number FROM groups WHERE key = ? AND key <> ''", _text(key)) if key else ()
        )

    def pooled(self, pools: Collection[int]) -> Sequence[int]:
        """Groups of neighbourhoods."""
        return [n for p in sorted(pools) for n in self._column("SELECT number FROM groups WHERE pool = ?", p)]

    def pages(self, numbers: Sequence[int]) -> Sequence[Collection[str]]:
        """Pages of each of the groups; of the one with most members those that another has too."""
        counts = [self._one("SELECT count(*) FROM members WHERE number = ?", n)[0] for n in numbers]
        most = max(zip(counts, numbers, strict=True))[1]
        query = "SELECT page FROM members WHERE number = ?"
        found = {number: set(self._column(query, number)) for number in numbers if number != most}
        others: set[str] = set().union(*found.values())
        found[most] = {page for page in others if self._one(f"{query} AND page = ?", most, page)}
        return [found[number] for number in numbers]

    def settle(self, numbers: Collection[int], found: Iterable[Found]) -> None:
        """Keep a neighbourhood with its clusters in place of those that groups of it led."""
        self.forget(numbers)
        pool = min(numbers)
        for each in found:
            home = min(each.groups)
            seats = [(pool, home, number) for number in each.groups]
            self._db.executemany("UPDATE groups SET pool = ?, home = ? WHERE number = ?", seats)
            self._db.execute("INSERT INTO clusters VALUES (?, ?, ?)", (home, each.type, _text(each.key)))
            joins = [(home, *join) for join in each.joins]
            self._db.executemany("INSERT INTO joins VALUES (?, ?, ?, ?)", joins)

    def forget(self, numbers: Iterable[int]) -> None:
        """Forget the clusters that groups led."""
        led = [(number,) for number in sorted(numbers)]
        self._db.executemany("DELETE FROM clusters WHERE home = ?", led)
        self._db.executemany("DELETE FROM joins WHERE home = ?", led)

    def _one(self, query: str, *values: str | int) -> Any:
        return self._db.execute(query, values).fetchone()

    def _column(self, query: str, *values: str | int) -> list[Any]:
        return [row[0] for row in self._db.execute(query, values)]


@cache
def recipe() -> str:
    """Version of the rules and tables that resolve: what was made by another is made anew."""
    tables = (f"{row['file']}:{row['sha256']}" for row in rows("SOURCES.tsv"))
    home = Path(kg.__file__).parent
    rooms = (path for room in ("resolve", "knowledge") for path in sorted((home / room).glob("*.py")))
    return digest(kg.__version__, *tables, *(path.read_text(encoding="utf-8") for path in rooms))


def _text(key: Key) -> str:
    return json.dumps(key, ensure_ascii=False) if key else ""


def _key(text: str) -> Key:
    return tuple(json.loads(text)) if text else ()
