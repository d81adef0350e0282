"""Boards of one predicate: who helps whom (帮扶), who learns from whom (对标), who signs with whom (招商)."""

from __future__ import annotations

from kg.boards.board import Board, Book, Cell, Column, Row, days, kind, quote
from kg.extract.quantities import quantities
from kg.graph import Edge

_TYPE = Column("type", "类型", "Type", chosen=True)
_PLACE = Column("place", "地区", "Place", chosen=True)
_SEEN = (Column("first", "首见", "First seen"), Column("last", "末见", "Last seen"))
_MATTER = Column("matter", "事项", "Matter")


def aid(book: Book) -> Board:
    """Who helps whom."""
    columns = (
        *(Column("who", "帮扶方", "Who helps"), _TYPE, Column("whom", "受助方", "Whom"), _PLACE),
        *(_MATTER, *_SEEN),
    )
    return Board(columns, _sorted([_tie(book, fact, fact.o) for fact in book.facts("assists")]))


def learning(book: Book) -> Board:
    """Who learns from whom."""
    columns = (
        *(Column("who", "学习者", "Who learns"), _TYPE, Column("whom", "对标对象", "From whom"), _PLACE),
        *(_MATTER, *_SEEN),
    )
    return Board(columns, _sorted([_tie(book, fact, fact.s) for fact in book.facts("learnsFrom")]))


def signings(book: Book) -> Board:
    """Who signed or works with whom, on what, when and for how much."""
    columns = (
        *(Column("one", "一方", "One"), _TYPE, Column("other", "另一方", "The other"), _PLACE),
        *(_MATTER, Column("date", "签约日期", "Signed on"), Column("amount", "金额", "Amount", numeric=True)),
        *_SEEN,
    )
    return Board(columns, _sorted([_signing(book, fact) for fact in book.facts("cooperatesWith")]))


def _ends(book: Book, fact: Edge, at: str) -> tuple[Cell, ...]:
    return (book.named(fact.s), kind(book.nodes[fact.s].type), book.named(fact.o), book.place(at))


def _tie(book: Book, fact: Edge, at: str) -> Row:
    since, until = days([fact])
    cells = (*_ends(book, fact, at), _stated(fact, "matter"), Cell(since), Cell(until))
    return Row(cells, (fact.id,), quote(fact))


def _signing(book: Book, fact: Edge) -> Row:
    since, until = days([fact])
    area = next((i for i in (fact.s, fact.o) if book.place(i).text), fact.s)
    amount = _stated(fact, "amount")
    number = next((q.number for q in quantities(amount.text) if q.number is not None), None)
    cells = (
        *_ends(book, fact, area),
        *(_stated(fact, "matter"), _stated(fact, "date"), Cell(amount.text, "", amount.claim, number)),
        *(Cell(since), Cell(until)),
    )
    return Row(cells, (fact.id,), quote(fact))


def _stated(fact: Edge, key: str) -> Cell:
    value = dict(fact.q).get(key, "")
    return Cell(value, claim=fact.id if value else "")


def _sorted(rows: list[Row]) -> tuple[Row, ...]:
    """The latest first."""
    return tuple(sorted(sorted(rows, key=lambda r: r.claims), key=lambda r: r.cells[-1].text, reverse=True))
