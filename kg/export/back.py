"""The way back: a graph from what `json`, `csv` or `parquet` hold of it, equal to the one that went out.

The RDF formats come back as quads by any RDF reader.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kg.errors import ChoiceError, InputError
from kg.export.columns import SORTS, Column, Value, tables
from kg.export.parquet import need_arrow
from kg.graph import Award, Edge, Graph, Mention, Node, Observation, Sheet, Source, Story

Rows = Mapping[str, list[dict[str, Any]]]
"""Table -> its rows by column."""

_CELL = re.compile(r'"((?:[^"]|"")*)"|([^,\r\n]*)')
_EMPTY = Graph((), (), (), (), (), ())


def back(data: bytes, form: str) -> Graph:
    """The graph in the bytes of a format; raises ChoiceError where that format has no way back, InputError
    where the bytes are not of it.
    """
    if form not in READERS:
        raise ChoiceError(f"no graph can be read from {form!r}; choose from {', '.join(sorted(READERS))}")
    try:
        return READERS[form](data)
    except (ValueError, KeyError, TypeError, OSError, zipfile.BadZipFile) as error:
        raise InputError(
            f"this is no {form} of county-kg ({error!r}); give a file of `kg export --to {form}`"
        ) from error


def _from_json(data: bytes) -> Graph:
    held = json.loads(data)
    return Graph(
        pages=tuple(Sheet(**page) for page in held["pages"]),
        articles=tuple(Story(**{**a, "authors": tuple(a["authors"])}) for a in held["articles"]),
        entities=tuple(_entity(e, e["mentions"]) for e in held["entities"]),
        facts=tuple(_fact(f, f["q"], f["evidence"]) for f in held["facts"]),
        measurements=tuple(_measurement(m, m["evidence"]) for m in held["measurements"]),
        honours=tuple(_honour(h, h["evidence"]) for h in held["honours"]),
    )


def _from_csv(data: bytes) -> Graph:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return _graph(
            {name[:-4]: list(_csv_rows(name[:-4], source.read(name).decode())) for name in source.namelist()}
        )


def _from_parquet(data: bytes) -> Graph:
    need_arrow()
    from pyarrow import BufferReader
    from pyarrow.parquet import read_table

    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return _graph(
            {
                name.removesuffix(".parquet"): read_table(BufferReader(source.read(name))).to_pylist()
                for name in source.namelist()
            }
        )


READERS: dict[str, Callable[[bytes], Graph]] = {
    "csv": _from_csv,
    "json": _from_json,
    "parquet": _from_parquet,
}
"""Format -> what reads a graph from it."""


def _csv_rows(name: str, text: str) -> Iterator[dict[str, Any]]:
    lines = _cells(text)
    header = [str(cell) for cell in next(lines, [])]
    columns = {
        column.name: column for table in tables(_EMPTY) if table.name == name for column in table.columns
    }
    for line in lines:
        pairs = zip(header, line, strict=True)
        yield {key: _typed(columns.get(key, Column(key)), cell) for key, cell in pairs}


def _cells(text: str) -> Iterator[list[str | None]]:
    """Lines of cells; a cell without quotes and text is None."""
    at, line = 0, list[str | None]()
    while at < len(text):
        found = _CELL.match(text, at)
        if found is None:
            raise ValueError(f"no cell at character {at}")
        quoted, bare = found.groups()
        line.append(bare or None if quoted is None else quoted.replace('""', '"'))
        at = found.end() + 1
        if text.startswith("\r\n", found.end()):
            at += 1
            yield line
            line = []


def _typed(column: Column, cell: str | None) -> Value:
    if cell is None:
        return None
    return tuple(json.loads(cell)) if column.many else column.kind(cell)


def _graph(rows: Rows) -> Graph:
    mentions, evidence = _grouped(rows["mentions"], "entity"), _grouped(rows["evidence"], "claim")
    keys = [
        k for k in (rows["facts"] or [{}])[0] if k not in {"id", "s", "s_name", "p", "o", "o_name", "score"}
    ]

    def of(row: dict[str, Any], sort: type[Edge | Observation | Award]) -> list[dict[str, Any]]:
        return [e for e in evidence[row["id"]] if e["kind"] == SORTS[sort]]

    return Graph(
        pages=tuple(Sheet(**row) for row in rows["pages"]),
        articles=tuple(Story(**{**row, "authors": tuple(row["authors"])}) for row in rows["articles"]),
        entities=tuple(_entity(row, mentions[row["id"]]) for row in rows["entities"]),
        facts=tuple(
            _fact(row, {k: row[k] for k in keys if row[k] is not None}, of(row, Edge))
            for row in rows["facts"]
        ),
        measurements=tuple(_measurement(row, of(row, Observation)) for row in rows["measurements"]),
        honours=tuple(_honour(row, of(row, Award)) for row in rows["honours"]),
    )


def _grouped(rows: list[dict[str, Any]], key: str) -> defaultdict[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _entity(row: dict[str, Any], mentions: list[dict[str, Any]]) -> Node:
    spots = tuple(Mention(m["page"], m["start"], m["end"], m["text"]) for m in mentions)
    return Node(row["id"], row["type"], row["name"], tuple(row["aliases"]), row["code"], spots)


def _fact(row: dict[str, Any], q: dict[str, str], evidence: list[dict[str, Any]]) -> Edge:
    ends = (row["s"], row["p"], row["o"])
    return Edge(row["id"], *ends, tuple(sorted(q.items())), float(row["score"]), _sources(evidence))


def _measurement(row: dict[str, Any], evidence: list[dict[str, Any]]) -> Observation:
    texts = {key: row[key] for key in ("id", "s", "indicator", "value", "unit", "kind", "period", "change")}
    number = None if row["number"] is None else float(row["number"])
    return Observation(**texts, number=number, score=float(row["score"]), evidence=_sources(evidence))


def _honour(row: dict[str, Any], evidence: list[dict[str, Any]]) -> Award:
    return Award(row["id"], row["s"], row["honour"], float(row["score"]), _sources(evidence))


def _sources(evidence: list[dict[str, Any]]) -> tuple[Source, ...]:
    return tuple(
        Source(
            *(e["page"], e["start"], e["end"], e["quote"]),
            *(tuple(e["articles"]), float(e["score"]), e["by"], e["date"]),
        )
        for e in evidence
    )
