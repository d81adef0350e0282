"""The target board: who promised what by when, what was reached, how far (挂图作战)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.boards.board import Board, Book, Cell, Column, Row, days, quote
from kg.graph import Observation

REACHED, SHORT, OPEN = (
    Cell("达成", en="reached"),
    Cell("未达成", en="short"),
    Cell("未见结果", en="no figure yet"),
)
_OTHER = Cell("有实绩", en="reported")
_COLUMNS = (
    Column("who", "责任主体", "Who", chosen=True),
    Column("indicator", "指标", "Indicator"),
    Column("period", "时期", "By when", chosen=True),
    Column("target", "目标", "Target", numeric=True),
    Column("actual", "实绩", "Reached", numeric=True),
    Column("share", "完成", "How far", numeric=True),
    Column("state", "状态", "State", chosen=True),
    Column("said", "提出", "Promised on"),
    Column("seen", "见报", "Reported on"),
)
_SCOPE = re.compile("^(全[国省市区县镇乡村年]|我[省市区县]|本[省市区县]|[今去]年|年)+")


def targets(book: Book) -> Board:
    """Every target with the figure that answers it: of the same entity, indicator, unit and period.

    Where no period is printed, only a figure seen on a later day answers. Of several the surest counts, of
    equally sure ones the latest seen.
    """
    actual: dict[tuple[str, str, str, str | None], list[Observation]] = {}
    for m in book.graph.measurements:
        if m.kind == "actual":
            actual.setdefault(_key(m), []).append(m)
    aims = [m for m in book.graph.measurements if m.kind == "target"]
    rows = [_row(book, m, _best(d for d in actual.get(_key(m), ()) if _answers(d, m))) for m in aims]
    return Board(_COLUMNS, tuple(sorted(rows, key=_order)))


def _key(m: Observation) -> tuple[str, str, str, str | None]:
    return m.s, indicator(m.indicator), m.unit, m.period


def indicator(printed: str) -> str:
    """An indicator without the words that only say where and when: `全县工业产值` is `工业产值`."""
    return _SCOPE.sub("", printed) or printed


def _answers(done: Observation, aim: Observation) -> bool:
    return aim.period is not None or days([done])[0] > days([aim])[0] > ""


def _best(found: Iterable[Observation]) -> Observation | None:
    return max(found, key=lambda m: (m.number is not None, m.score, days([m])[1], m.id), default=None)


def _row(book: Book, aim: Observation, done: Observation | None) -> Row:
    share = _share(aim, done)
    cells = (
        book.named(aim.s),
        Cell(aim.indicator),
        Cell(aim.period or ""),
        Cell(aim.value, claim=aim.id, number=aim.number),
        Cell(done.value, claim=done.id, number=done.number) if done else Cell(),
        Cell(f"{share:.0%}", number=share) if share is not None else Cell(),
        _state(share, done),
        Cell(days([aim])[0]),
        Cell(days([done])[1]) if done else Cell(),
    )
    return Row(cells, tuple(m.id for m in (aim, done) if m), quote(aim))


def _state(share: float | None, done: Observation | None) -> Cell:
    if done is None:
        return OPEN
    return _OTHER if share is None else SHORT if share < 1 else REACHED


def _share(aim: Observation, done: Observation | None) -> float | None:
    if done is None or done.number is None or not aim.number or aim.number < 0:
        return None
    return done.number / aim.number


def _order(row: Row) -> tuple[bool, str, str, str, tuple[str, ...]]:
    """Answered ones first, then by period and name."""
    who, what, when, _, done = (cell.text for cell in row.cells[:5])
    return not done, when or "9", who, what, row.claims
