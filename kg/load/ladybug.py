"""Ladybug, the embedded graph database: a graph in a folder, and Cypher on it, read-only."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, MissingExtraError
from kg.export.columns import Column, Value
from kg.load.difference import Difference, Loaded, Step, difference
from kg.load.rows import Kind, LoadError, Row, Tables
from kg.query import Answer, Cell, Limits, QueryError
from kg.records import one_line

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.load import Progress, Settings

_FILE = "graph.lbdb"
_TYPES = {str: "STRING", int: "INT64", float: "DOUBLE"}
_XSD = "http://www.w3.org/2001/XMLSchema#"
_BETWEEN = "\x1e"
_MARK = "="
_CSV = "HEADER=false, AUTO_DETECT=false, PARALLEL=false, ESCAPE='\"', QUOTE='\"', DELIM=','"
_NO_WORD = re.compile(r"\W")
_TOKEN = re.compile(
    r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`|//[^\n]*|/\*.*?\*/|(?P<word>\w+)", re.DOTALL
)
_REFUSED = frozenset(
    [
        *(
            "ALTER",
            "ATTACH",
            "CHECKPOINT",
            "COMMENT",
            "COPY",
            "CREATE",
            "DELETE",
            "DROP",
            "EXPORT",
            "EXTENSION",
        ),
        *("FORCE", "IMPORT", "INSTALL", "LOAD", "MERGE", "REMOVE", "SET", "UNINSTALL", "UPDATE", "USE"),
    ]
)
"""Words of Cypher that change something or reach beyond the database."""


def load(graph: Graph, target: str, settings: Settings, progress: Progress) -> Loaded:
    """Make the database in the folder `ladybug:FOLDER` hold the graph.

    Where anything differs it is built anew beside the old one, by COPY, and takes its place when whole.
    """
    folder = folder_of(target)
    tables = Tables(graph)
    found = _difference(folder, tables)
    if not found.loaded.idle or not (folder / _FILE).exists():
        _rebuild(folder, tables, progress)
    return found.loaded


def folder_of(target: str) -> Path:
    """The folder that an address, or a plain path, names."""
    name = target.removeprefix("ladybug:")
    if not name:
        raise LoadError("name a folder: ladybug:FOLDER")
    return Path(name)


def cypher(
    source: Graph | Path,
    text: str,
    parameters: Mapping[str, Any] | None = None,
    limits: Limits | None = None,
) -> Answer:
    """The answer to a Cypher query over a folder that `load` filled, or over a graph; nothing is changed.

    Raises QueryError where the query is not understood, would change something, or reads other files.
    """
    limits = limits or Limits()
    _refuse(text)
    if isinstance(source, Path):
        with _opened(source / _FILE, True) as connection:
            return _answer(connection, text, parameters or {}, limits)
    with tempfile.TemporaryDirectory() as name:
        _fill(Path(name) / _FILE, Tables(source), lambda step: None)
        return cypher(Path(name), text, parameters, limits)


def _refuse(text: str) -> None:
    words = {(m["word"] or "").upper() for m in _TOKEN.finditer(text)}
    if words & _REFUSED:
        raise QueryError(
            f"{min(words & _REFUSED)} is switched off: a query reads this graph and nothing else"
        )


def _answer(connection: Any, text: str, parameters: Mapping[str, Any], limits: Limits) -> Answer:
    if limits.seconds is not None:
        connection.set_query_timeout(int(limits.seconds * 1000))
    try:
        result = connection.execute(text, dict(parameters))
        if isinstance(result, list):
            raise QueryError("give one query at a time")
        columns = tuple(result.get_column_names())
        rows: list[tuple[Cell | None, ...]] = []
        while result.has_next():
            if limits.rows is not None and len(rows) >= limits.rows:
                return Answer(columns, tuple(rows), cut=True)
            rows.append(tuple(_cell(value) for value in result.get_next()))
        return Answer(columns, tuple(rows))
    except RuntimeError as error:
        raise QueryError(f"the query failed: {error}") from error


def _cell(value: Any) -> Cell | None:
    if value is None:
        return None
    if isinstance(value, str):
        return Cell(value, "literal")
    if isinstance(value, bool):
        return Cell(str(value).lower(), "literal", _XSD + "boolean")
    if isinstance(value, int | float):
        return Cell(str(value), "literal", _XSD + ("integer" if isinstance(value, int) else "double"))
    return Cell(one_line(value), "literal")


def _difference(folder: Path, tables: Tables) -> Difference:
    """All rows against all that the folder holds, by kind and id."""
    keyed = [
        Row(f"{' '.join(kind)} {row.id}", row.s, row.o, row.values)
        for part in (tables.nodes, _renamed(tables))
        for kind, rows in part.items()
        for row in rows
    ]
    return difference(_held(folder / _FILE), keyed)


def _renamed(tables: Tables) -> dict[Kind, list[Row]]:
    return {(_type(kind[0], tables), *kind[1:]): rows for kind, rows in tables.edges.items()}


def _held(path: Path) -> dict[str, str]:
    """Kind and id of all that is held -> its version."""
    if not path.exists():
        return {}
    with _opened(path, True) as connection:
        nodes = connection.execute("MATCH (n) RETURN label(n), n.id, n.version")
        held = {f"{label} {id_}": version for label, id_, version in nodes.get_all()}
        edges = connection.execute("MATCH (a)-[r]->(b) RETURN label(r), label(a), label(b), r.id, r.version")
        held |= {f"{' '.join(row[:3])} {row[3]}": row[4] for row in edges.get_all()}
        return held


def _rebuild(folder: Path, tables: Tables, progress: Progress) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".part-") as name:
            part = Path(name) / _FILE
            _fill(part, tables, progress)
            part.replace(folder / _FILE)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror}); name another folder") from error


def _fill(path: Path, tables: Tables, progress: Progress) -> None:
    """A new database with all rows."""
    parts = [*tables.nodes.items(), *tables.edges.items()]
    total, done = sum(len(rows) for _, rows in parts), 0
    with _opened(path, False) as connection:
        for statement in _schema(tables):
            connection.execute(statement)
        for kind, rows in parts:
            columns = tables.node_columns[kind[0]] if len(kind) == 1 else tables.edge_columns[kind[0]]
            name = kind[0] if len(kind) == 1 else _type(kind[0], tables)
            _copy(connection, path.with_name("rows.csv"), ((name, *kind[1:]), columns), rows)
            done += len(rows)
            progress(Step(done, total))


def _schema(tables: Tables) -> Iterator[str]:
    for label, columns in tables.node_columns.items():
        yield f"CREATE NODE TABLE `{label}`(id STRING PRIMARY KEY, {_columns(columns)})"
    for name, pairs in tables.joins.items():
        joined = ", ".join(f"FROM `{s}` TO `{o}`" for s, o in pairs)
        columns = tables.edge_columns[name]
        yield f"CREATE REL TABLE `{_type(name, tables)}`({joined}, id STRING, {_columns(columns)})"


def _type(name: str, tables: Tables) -> str:
    """The name of a table of edges: Ladybug tells `page` from `Page` no more than SQL does."""
    taken = {label.lower() for label in tables.node_columns}
    return f"has{name[:1].upper()}{name[1:]}" if name.lower() in taken else name


def _columns(columns: Iterable[Column]) -> str:
    return ", ".join([*(f"`{_NO_WORD.sub('_', c.name)}` {_sort(c)}" for c in columns), "version STRING"])


def _sort(column: Column) -> str:
    return "STRING[]" if column.many else _TYPES[column.kind]


def _copy(connection: Any, path: Path, table: tuple[Kind, tuple[Column, ...]], rows: Iterable[Row]) -> None:
    """Bring rows in by COPY from a file of comma-separated values.

    A text has a mark before it, so that an empty one is not taken for none, and a list is one text: the
    reader of the database knows neither quotes nor empty strings inside lists.
    """
    kind, columns = table
    ends = (Column("s"), Column("o")) if len(kind) > 1 else ()
    cells = [(f"c{i}", c) for i, c in enumerate((*ends, Column("id"), *columns, Column("version")))]
    path.write_bytes("".join(map(_line, rows)).encode("utf-8"))
    held = ", ".join(f"{name} {_sort(c) if c.kind is not str else 'STRING'}" for name, c in cells)
    read = ", ".join(_read(name, c) for name, c in cells)
    quoted = str(path).replace("\\", "\\\\").replace("'", "\\'")
    pair = f" (FROM='{kind[1]}', TO='{kind[2]}')" if ends else ""
    connection.execute(
        f"COPY `{kind[0]}` FROM (LOAD WITH HEADERS ({held}) FROM '{quoted}' ({_CSV}) RETURN {read}){pair}"
    )
    path.unlink()


def _line(row: Row) -> str:
    ends = (row.s, row.o) if row.s else ()
    return ",".join(map(_cell_of, (*ends, row.id, *row.values.values(), row.version))) + "\n"


def _cell_of(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return repr(value)
    text = _BETWEEN.join(_MARK + item for item in value) if isinstance(value, tuple) else _MARK + value
    return '"' + text.replace('"', '""') + '"'


def _read(name: str, column: Column) -> str:
    """What turns a cell of the file into the value that it stands for."""
    text = f"substring({name}, {len(_MARK) + 1}, size({name}))"
    if column.many:
        items = f"string_split({name}, '{_BETWEEN}')"
        taken = f"list_transform({items}, x -> substring(x, {len(_MARK) + 1}, size(x)))"
        return f"CASE WHEN {name} = '' THEN CAST([] AS STRING[]) ELSE {taken} END"
    return text if column.kind is str else name


@contextmanager
def _opened(path: Path, read_only: bool) -> Iterator[Any]:
    try:
        import ladybug
    except ImportError as error:
        raise MissingExtraError("Ladybug is not installed: pip install 'county-kg[ladybug]'") from error
    if read_only and not path.exists():
        raise InputError(
            f"{path.parent}: holds no Ladybug graph; fill it with kg load NAME.kg ladybug:FOLDER"
        )
    try:
        with (
            closing(ladybug.Database(str(path), read_only=read_only)) as database,
            closing(ladybug.Connection(database)) as connection,
        ):
            yield connection
    except RuntimeError as error:
        raise LoadError(
            f"{path}: Ladybug refused ({error}); close other programs on it, or load anew"
        ) from error
