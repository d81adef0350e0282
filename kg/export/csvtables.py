"""CSV tables in a zip: one file each for pages, articles, entities, mentions, facts, measurements, honours
and evidence.

For programs that read data (DuckDB, pandas, R): UTF-8, RFC 4180, every text in quotes, an absent value
empty without quotes, a list as JSON text. Nothing is put before a text that begins like a formula, so that
it comes back as it was; a spreadsheet must import the columns as text. Holds everything that the graph holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from kg.export.archive import archive
from kg.export.columns import Row, Table, Value, tables
from kg.export.rdf import chunks
from kg.export.terms import Namespaces
from kg.graph import Graph


def csv_tables(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """A zip of CSV files, streamed. Ids are those of the graph, without namespace."""
    return archive((f"{table.name}.csv", chunks(_lines(table))) for table in tables(graph))


def _lines(table: Table) -> Iterator[str]:
    yield line(tuple(column.name for column in table.columns))
    yield from map(line, table.rows())


def line(row: Row | Iterable[Value]) -> str:
    """A row as a line of CSV."""
    return ",".join(map(_cell, row)) + "\r\n"


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return quoted(json.dumps(value, ensure_ascii=False))
    return quoted(value) if isinstance(value, str) else repr(value)


def quoted(text: str) -> str:
    """The text in the quotes of CSV."""
    return '"' + text.replace('"', '""') + '"'
