"""The chain tree: companies, zones and projects by sector, and what joins them (产业树状图)."""

from __future__ import annotations

import re
from functools import cache

from kg.boards.board import Board, Book, Cell, Column, Row, kind, quote
from kg.boards.supply import on_supply, supplier
from kg.graph import Edge, Node
from kg.knowledge.ontology import load
from kg.knowledge.tables import rows

_COLUMNS = (
    Column("sector", "产业", "Sector", chosen=True),
    Column("member", "企业·园区·项目", "Company, zone or project"),
    Column("type", "类型", "Type", chosen=True),
    Column("place", "地区", "Place", chosen=True),
    Column("relation", "关系", "Relation", chosen=True),
    Column("other", "对方", "With"),
    Column("date", "见报", "Seen"),
)
_TYPES = ("Enterprise", "Zone", "Project")
_SUPPLIES, _AGREED = ("供货配套", "supplies"), ("供货合作", "supply agreement")
_TIES = ("acquires", "founds", "cooperatesWith", "undertakes", "partOf")


def chains(book: Book) -> Board:
    """Companies, zones and projects whose name tells their sector, a row for each tie between them."""
    ties: dict[str, list[Edge]] = {}
    for fact in book.facts(*_TIES):
        for end in (fact.s, fact.o):
            ties.setdefault(end, []).append(fact)
    made = [
        row for node in book.graph.entities if (told := sector(node)) for row in _rows(book, node, told, ties)
    ]
    return Board(_COLUMNS, tuple(sorted(made, key=_order)), tree=("sector", "member"))


def sector(node: Node) -> Cell | None:
    """The sector that the name of a company, zone or project tells by its longest word; None for none."""
    if node.type not in _TYPES:
        return None
    words, found = _words(), _longest().findall(node.name)
    return words[max(found, key=lambda word: (len(word), -words[word][0]))][1] if found else None


@cache
def _words() -> dict[str, tuple[int, Cell]]:
    """Word -> its row, and the sector that it tells; of two rows with one word the first counts."""
    told = [
        (row["word"], (n, Cell(row["sector"], en=row["en"]))) for n, row in enumerate(rows("sectors.tsv"))
    ]
    return dict(reversed(told))


@cache
def _longest() -> re.Pattern[str]:
    """The longest word at each place of a name."""
    words = sorted(_words(), key=lambda word: (-len(word), word))
    return re.compile(f"(?=({'|'.join(map(re.escape, words))}))")


def _rows(book: Book, node: Node, told: Cell, ties: dict[str, list[Edge]]) -> list[Row]:
    head = (told, book.named(node.id), kind(node.type), book.place(node.id))
    facts = [f for f in ties.get(node.id, ()) if f.s == node.id or f.p != "undertakes"]
    made = [_row(book, node, fact, head) for fact in facts]
    return made or [Row((*head, Cell(), Cell(), Cell()), (), _any(book, node))]


def _row(book: Book, node: Node, fact: Edge, head: tuple[Cell, ...]) -> Row:
    seen = max((s.date or "" for s in fact.evidence), default="")
    end = fact.o if fact.s == node.id else fact.s
    zh, en, inward = _said(book, node, fact)
    arrow = "← " if inward else ""
    tie = Cell(arrow + zh, claim=fact.id, en=arrow + en)
    return Row((*head, tie, book.named(end), Cell(seen)), (fact.id,), quote(fact))


def _said(book: Book, node: Node, fact: Edge) -> tuple[str, str, bool]:
    """What joins an entity to another, in two languages, and whether it comes from there.

    No predicate says who supplies whom; where the sentence of a cooperation does, it is called so.
    """
    if by := supplier(book, fact):
        return *_SUPPLIES, by != node.id
    if on_supply(fact):
        return *_AGREED, False
    predicate = load().predicates[fact.p]
    return predicate.label_zh, predicate.label_en, not predicate.symmetric and fact.s != node.id


def _any(book: Book, node: Node) -> str:
    """A sentence on an entity that no tie joins to another."""
    facts = [*book.out.get((node.id, "locatedIn"), ()), *book.into.get((node.id, "undertakes"), ())]
    return quote(facts[0]) if facts else ""


def _order(row: Row) -> tuple[str, bool, str, str, tuple[str, ...]]:
    return row.cells[0].text, not row.cells[4].text, row.cells[1].text, row.cells[4].text, row.claims
