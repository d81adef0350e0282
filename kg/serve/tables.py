"""Boards as pages and as files: filtered and sorted by the address, so that a view can be kept as a link."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.boards import BOARDS, Board, Cell, Row
from kg.serve import linked, parameters
from kg.serve.evidence import room
from kg.serve.held import State
from kg.serve.index import Index
from kg.serve.parameters import NotFoundError, state_of
from kg.serve.render import language_of, page

_SHOWN = 100
_SOON = 20_000
"""Facts up to which all boards are made at once."""
_CHOICES = 60
_RUNS = re.compile(r"\s*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")
FILES = ("csv", "xlsx", "json")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class View:
    """How a board is looked at: words that a row must hold, chosen values by column, order, page."""

    words: str
    chosen: tuple[tuple[str, str], ...]
    sort: str
    down: bool
    start: int

    @property
    def asked(self) -> dict[str, str]:
        """The parameters that give this view, but for the page."""
        order = {"sort": self.sort, "down": "1" if self.down else ""}
        return {
            name: value
            for name, value in {"words": self.words, **dict(self.chosen), **order}.items()
            if value
        }


def overview(request: Request) -> Response:
    """All boards; with how many rows they have, where that is soon counted."""
    state = state_of(request)
    soon = len(state.index.graph.facts) < _SOON
    counts = {name: len(state.board(name).rows) for name in BOARDS} if soon else {}
    return page(request, "boards.html", counts=counts)


def show(request: Request) -> Response:
    """A board as a page."""
    state = state_of(request)
    name = request.path_params["name"]
    made = _board(state, name)
    view = _view(request, made)
    rows = narrowed(made, view, language_of(request))
    shown = rows[view.start : view.start + _SHOWN]
    return page(
        request,
        "board.html",
        name=name,
        sort=BOARDS[name],
        board=made,
        view=view,
        rows=shown,
        total=len(rows),
        more=view.start + _SHOWN if len(rows) > view.start + _SHOWN else None,
        less=max(0, view.start - _SHOWN) if view.start else None,
        choices=_choices(made, view, language_of(request)),
        chosen=dict(view.chosen),
        query=urlencode(view.asked),
        statement=lambda id_: _statement(state.index, id_),
        files=FILES,
    )


def download(request: Request) -> Response:
    """A board as a file, narrowed as the page is."""
    state, language = state_of(request), language_of(request)
    name, form = request.path_params["name"], request.path_params["form"]
    if form not in FILES:
        raise NotFoundError(f"a board is given as {', '.join(FILES)}")
    made = _board(state, name)
    rows = narrowed(made, _view(request, made), language)
    if form == "json":
        return linked.told({"columns": [c.key for c in made.columns], "rows": [_plain(r) for r in rows]})
    table = list(sheet(made, rows, language, state.index))
    body = csv_bytes(table) if form == "csv" else xlsx_bytes(table, BOARDS[name].zh)
    media = "text/csv; charset=utf-8" if form == "csv" else _XLSX
    kept = {"content-disposition": f'attachment; filename="{name}.{form}"'}
    return Response(body, headers=kept, media_type=media)


def _board(state: State, name: str) -> Board:
    """A board, made once for each state of the graph."""
    if name not in BOARDS:
        raise NotFoundError(f"no board is called so; there are {', '.join(BOARDS)}")
    return state.board(name)


def _view(request: Request, made: Board) -> View:
    keys = [column.key for column in made.columns]
    chosen = ((c.key, parameters.text(request, c.key)) for c in made.columns if c.chosen)
    sort = parameters.text(request, "sort")
    return View(
        parameters.text(request, "words"),
        tuple((key, value) for key, value in chosen if value),
        sort if sort in keys else "",
        bool(parameters.text(request, "down")),
        parameters.whole(request, "start", 0, (0, 10_000_000)),
    )


def narrowed(made: Board, view: View, language: str) -> list[Row]:
    """The rows of a view, in its order."""
    place = {column.key: number for number, column in enumerate(made.columns)}
    rows = [row for row in made.rows if _fits(row, view, place, language)]
    if not view.sort:
        return rows
    at = place[view.sort]
    numeric = made.columns[at].numeric
    told = [row for row in rows if row.cells[at].text]
    empty = [row for row in rows if not row.cells[at].text]
    return sorted(told, key=lambda r: _rank(r.cells[at], numeric), reverse=view.down) + empty


def _fits(row: Row, view: View, place: dict[str, int], language: str) -> bool:
    if any(row.cells[place[key]].said(language) != value for key, value in view.chosen):
        return False
    held = " ".join((*(cell.said(language) for cell in row.cells), row.quote)).casefold()
    return all(word in held for word in view.words.casefold().split())


def _rank(cell: Cell, numeric: bool) -> tuple[float, str]:
    return (cell.number if numeric and cell.number is not None else 0.0, cell.text)


def _choices(made: Board, view: View, language: str) -> dict[str, list[tuple[str, int]]]:
    """The values of the columns that filter, the most frequent first, as the other filters leave them."""
    found = {}
    for number, column in enumerate(made.columns):
        if column.chosen:
            rest = tuple(pair for pair in view.chosen if pair[0] != column.key)
            rows = narrowed(made, View(view.words, rest, "", False, 0), language)
            counts = Counter(row.cells[number].said(language) for row in rows if row.cells[number].text)
            found[column.key] = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_CHOICES]
    return found


def _statement(index: Index, id_: str) -> str:
    """Address of a statement."""
    return f"/id/{room(index.claims[id_])}/{id_}#evidence"


def _plain(row: Row) -> dict[str, object]:
    return {
        "cells": [{"text": c.text, "entity": c.entity, "number": c.number} for c in row.cells],
        "statements": list(row.claims),
        "quote": row.quote,
    }


def sheet(made: Board, rows: Iterable[Row], language: str, index: Index) -> Iterator[list[str | float]]:
    """A board as lines of a spreadsheet: numbers beside what is printed, the sentence and its pages last."""
    zh = language.startswith("zh")
    head: list[str | float] = []
    for column in made.columns:
        head += [column.label(language)]
        head += [f"{column.label(language)} {'（数）' if zh else '(number)'}"] if column.numeric else []
    yield [*head, *(("原句", "版面") if zh else ("Sentence", "Pages"))]
    for row in rows:
        line: list[str | float] = []
        for column, cell in zip(made.columns, row.cells, strict=True):
            line += [cell.said(language)]
            line += [cell.number if cell.number is not None else ""] if column.numeric else []
        yield [*line, row.quote, _pages(index, row)]


def _pages(index: Index, row: Row) -> str:
    return " ".join(sorted({source.page for id_ in row.claims for source in index.claims[id_].evidence}))


def csv_bytes(table: Iterable[Sequence[str | float]]) -> bytes:
    """Lines as CSV in UTF-8 with a mark, as spreadsheets want it; no cell runs as a formula."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_safe(cell) for cell in line] for line in table)
    return out.getvalue().encode("utf-8-sig", "replace")


def _safe(cell: str | float) -> str | float:
    if isinstance(cell, str) and _RUNS.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def xlsx_bytes(table: Iterable[Sequence[str | float]], title: str) -> bytes:
    """Lines as a workbook: the head fixed, texts never formulas."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        made = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True, "bottom": 1})
        made.freeze_panes(1, 0)
        made.set_column(0, 40, 18)
        for number, line in enumerate(table):
            for place, cell in enumerate(line):
                if isinstance(cell, str):
                    made.write_string(number, place, cell[:32_000], bold if number == 0 else None)
                else:
                    made.write_number(number, place, cell)
    return out.getvalue()


ROUTES = [
    Route("/boards", overview),
    Route("/boards/{name}.{form}", download),
    Route("/boards/{name}", show),
]
