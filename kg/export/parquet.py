"""Parquet by pyarrow (extra `tables`): the tables of the graph in a zip, or its RDF as one file of quads.

`parquet` holds everything that the graph holds; `parquet-triples` everything that its N-Quads hold, one row
a quad. Both are written a group of rows at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import MissingExtraError
from kg.export.archive import Pipe, archive
from kg.export.columns import Column, Row, Table, tables
from kg.export.quads import quads
from kg.export.terms import Namespaces, Quad, Text
from kg.graph import Graph

if TYPE_CHECKING:
    import pyarrow

_GROUP = 20_000
_QUAD = tuple(map(Column, ("subject", "predicate", "object", "datatype", "graph")))


def parquet_tables(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """A zip of Parquet files, one a table. Raises MissingExtraError, at once, where pyarrow is missing."""
    need_arrow()
    return archive(((f"{table.name}.parquet", _file(table)) for table in tables(graph)), packed=False)


def parquet_triples(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """One Parquet file of quads; `datatype` is null for an IRI and empty for a plain string, `graph` is null
    in the default graph. Raises MissingExtraError, at once, where pyarrow is missing.
    """
    need_arrow()
    return _file(Table("quads", _QUAD, lambda: map(_quad, quads(graph, namespaces))))


def _quad(quad: Quad) -> Row:
    s, p, o, g = quad
    if isinstance(o, Text):
        return (str(s), str(p), o.value, o.datatype, g)
    return (str(s), str(p), str(o), None, g)


def _file(table: Table) -> Iterator[bytes]:
    from pyarrow.parquet import ParquetWriter

    pipe = Pipe()
    schema = _schema(table.columns)
    with ParquetWriter(pipe, schema, compression="zstd") as writer:
        for group in _groups(table.rows()):
            writer.write_table(_columns(group, schema))
            yield from pipe.take()
    yield from pipe.take()


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while group := list(islice(rest, _GROUP)):
        yield group


def _columns(rows: list[Row], schema: pyarrow.Schema) -> pyarrow.Table:
    import pyarrow

    arrays = [
        pyarrow.array([row[number] for row in rows], type=kind) for number, kind in enumerate(schema.types)
    ]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _schema(columns: tuple[Column, ...]) -> pyarrow.Schema:
    import pyarrow

    kinds = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}
    fields = [
        (column.name, pyarrow.list_(pyarrow.string()) if column.many else kinds[column.kind])
        for column in columns
    ]
    return pyarrow.schema(fields)


def need_arrow() -> None:
    """Raise MissingExtraError where pyarrow is missing."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("Parquet needs pyarrow; pip install 'county-kg[tables]'") from error
