"""The project ledger: where, whose, how much, and how far from signing to production (项目储备库)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.boards.board import Board, Book, Cell, Claim, Column, Row, days, quote
from kg.extract.quantities import quantities
from kg.graph import Node, Observation
from kg.knowledge.tables import column, rows

_COLUMNS = (
    Column("project", "项目", "Project"),
    Column("place", "地区", "Place", chosen=True),
    Column("zone", "园区", "Zone", chosen=True),
    Column("company", "责任主体", "Undertaken by"),
    Column("amount", "投资额", "Amount", numeric=True),
    Column("stage", "阶段", "Stage", numeric=True, chosen=True),
    Column("first", "首见", "First seen"),
    Column("last", "末见", "Last seen"),
)
_AHEAD = "尚未"
_CLAUSE = re.compile("[，,。；;！!？?]")
_INVESTED = re.compile("投资|资金|总额|造价|投入")
_MONEY = re.compile("[A-Z]{3}")


def projects(book: Book) -> Board:
    """Every project with place, zone, who undertakes it, its amount and the furthest stage that is told."""
    made = [_row(book, node) for node in book.graph.entities if node.type == "Project"]
    return Board(_COLUMNS, tuple(sorted(made, key=_order)))


def _row(book: Book, node: Node) -> Row:
    by = book.into.get((node.id, "undertakes"), [])
    lies = book.out.get((node.id, "locatedIn"), [])
    measured = book.measured.get(node.id, [])
    claims: list[Claim] = [*by, *lies, *measured]
    amount = _amount(book, node)
    first, last = days(claims)
    cells = (
        book.named(node.id),
        _area(book, node, "AdministrativeDivision"),
        _area(book, node, "Zone"),
        _joined(
            [book.named(f.s, f.id) for f in by if book.nodes[f.s].type not in _AREAS] or _actors(book, node)
        ),
        amount,
        _stage(claims),
        Cell(first),
        Cell(last),
    )
    shown = max(claims, key=lambda c: (c.id == amount.claim, c.score, c.id), default=None)
    return Row(cells, tuple(c.id for c in claims), quote(shown) if shown else "")


_AREAS = ("AdministrativeDivision", "Zone")


def _actors(book: Book, node: Node) -> list[Cell]:
    return [book.named(f.s, f.id) for f in book.into.get((node.id, "undertakes"), ())]


def _joined(cells: Sequence[Cell]) -> Cell:
    """Several entities in one cell; it leads to the first."""
    if not cells:
        return Cell()
    return Cell("、".join(dict.fromkeys(c.text for c in cells)), cells[0].entity, cells[0].claim)


def _area(book: Book, node: Node, type_: str) -> Cell:
    """Where a project lies, else where those who undertake it are."""
    own = book.place(node.id, type_)
    if own.text:
        return own
    others = (book.place(f.s, type_) for f in book.into.get((node.id, "undertakes"), ()))
    return next((cell for cell in others if cell.text), Cell())


def _amount(book: Book, node: Node) -> Cell:
    """The largest sum that is said to be invested in it: as a measurement, else with who undertakes it."""
    told = [m for m in book.measured.get(node.id, ()) if _is_money(m)]
    if told:
        best = max(told, key=lambda m: (m.number or 0.0, m.score, m.id))
        return Cell(best.value, claim=best.id, number=best.number)
    stated = ((dict(f.q).get("amount", ""), f.id) for f in book.into.get((node.id, "undertakes"), ()))
    cells = [Cell(text, claim=id_, number=_number(text)) for text, id_ in stated if text]
    return max(cells, key=lambda c: (c.number or 0.0, c.text), default=Cell())


def _is_money(m: Observation) -> bool:
    return bool(_INVESTED.search(m.indicator)) and bool(_MONEY.fullmatch(m.unit))


def _number(amount: str) -> float | None:
    """The value of a sum as printed, in base units."""
    found = [q.number for q in quantities(amount) if q.number is not None]
    return found[0] if found else None


def _stage(claims: Sequence[Claim]) -> Cell:
    """The furthest stage that a clause of the evidence tells as reached."""
    reached = max(
        ((place, claim.id) for claim in claims for source in claim.evidence for place in _told(source.quote)),
        default=None,
    )
    if reached is None:
        return Cell()
    zh, en = _stages()[reached[0]]
    return Cell(zh, claim=reached[1], number=float(reached[0]), en=en)


def _told(text: str) -> Iterator[int]:
    """Places of the stages that the clauses of a sentence tell, those still ahead left out."""
    for clause in _CLAUSE.split(text):
        if not _ahead().search(clause):
            yield from (_told_by()[found] for found in _reached().findall(clause))


@cache
def _told_by() -> dict[str, int]:
    """Word -> place of the stage that it tells."""
    places = {zh: place for place, (zh, _) in enumerate(_stages())}
    return {row["word"]: places[row["stage"]] for row in rows("stages.tsv") if row["stage"] != _AHEAD}


@cache
def _reached() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _told_by()), key=len, reverse=True)))


@cache
def _ahead() -> re.Pattern[str]:
    """Words of what is still to come."""
    return re.compile("|".join(map(re.escape, column("stages.tsv", "word", stage=_AHEAD))))


@cache
def _stages() -> tuple[tuple[str, str], ...]:
    """Stages from the first idea to production, in two languages."""
    told = ((row["stage"], row["en"]) for row in rows("stages.tsv") if row["stage"] != _AHEAD)
    return tuple(dict.fromkeys(told))


def _order(row: Row) -> tuple[float, str, tuple[str, ...]]:
    """The largest sum first."""
    return -(row.cells[4].number or 0.0), row.cells[0].text, row.claims
