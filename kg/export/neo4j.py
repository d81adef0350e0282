"""The layout of `neo4j-admin database import`, in a zip: CSV files with typed headers, and the command.

Nodes lie under `nodes/`, relationships under `relationships/`; `import.sh` holds the options that the files
need: lists are parted by U+001F, which no text of an export holds, and a text may have several lines. An
absent value is empty without quotes, an empty text is `""`; a list of one empty text looks like an empty text.
Holds everything that the graph holds; the evidence of a fact names it in `claim`, since a relationship cannot
point at a node.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.export.archive import archive
from kg.export.columns import Column, Value
from kg.export.csvtables import quoted
from kg.export.property import Links, Nodes, links, nodes
from kg.export.rdf import chunks
from kg.export.terms import Namespaces
from kg.graph import Graph

SEPARATOR = "\x1f"
"""Stands between the items of a list."""

_KINDS = {str: "string", int: "long", float: "float"}


def neo4j_csv(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """A zip for Neo4j's bulk import, streamed. Ids are those of the graph, without namespace."""
    return archive((name, chunks(lines)) for name, lines in _files(graph))


def _files(graph: Graph) -> Iterator[tuple[str, Iterable[str]]]:
    made_of, joined = nodes(graph), links(graph)
    for kind in made_of:
        yield f"nodes/{kind.name}.csv", _nodes(kind)
    for relation in joined:
        yield f"relationships/{relation.name}.csv", _links(relation)
    yield "import.sh", _script([k.name for k in made_of], [r.name for r in joined])


def _nodes(kind: Nodes) -> Iterator[str]:
    first, *rest = kind.columns
    yield _line([f"{first.name}:ID({kind.label})", *map(_typed, rest), ":LABEL"])
    if kind.kinds is None:
        yield from (_line([*row, kind.label]) for row in kind.rows())
    else:
        yield from (
            _line([*row, (kind.label, second)]) for row, second in zip(kind.rows(), kind.kinds(), strict=True)
        )


def _links(relation: Links) -> Iterator[str]:
    ends = f":START_ID({relation.start})", f":END_ID({relation.end})"
    yield _line([*ends, ":TYPE", *map(_typed, relation.columns)])
    for start, end, row in relation.rows():
        yield _line([start, end, relation.type, *row])


def _typed(column: Column) -> str:
    return f"{column.name}:{_KINDS[column.kind]}{'[]' if column.many else ''}"


def _line(row: Iterable[Value]) -> str:
    return ",".join(map(_cell, row)) + "\n"


def _cell(value: Value) -> str:
    if isinstance(value, tuple):
        return quoted(SEPARATOR.join(value)) if value else ""
    if value is None:
        return ""
    return quoted(value) if isinstance(value, str) else repr(value)


def _script(made_of: list[str], joined: list[str]) -> Iterator[str]:
    yield "#!/bin/sh\n# Run in this folder with the database stopped: sh import.sh [DATABASE]\n"
    yield 'exec neo4j-admin database import full "${1:-neo4j}" \\\n'
    yield "  --overwrite-destination --multiline-fields=true --array-delimiter=U+001F \\\n"
    yield "".join(f"  --nodes=nodes/{name}.csv \\\n" for name in made_of)
    yield " \\\n".join(f"  --relationships=relationships/{name}.csv" for name in joined) + "\n"
