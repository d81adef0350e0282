"""A Cypher script: constraints, then nodes and relationships in batches, each merged by its id.

Running it twice changes nothing, and what changed is overwritten; what has gone since stays until the
database is emptied. Every value is a quoted literal inside a statement and never a part of its grammar.
Holds everything that the graph holds, in the model of `neo4j-csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from kg.export.columns import Column, Row, Value
from kg.export.property import Links, Nodes, links, nodes
from kg.export.rdf import chunks
from kg.export.terms import Namespaces
from kg.graph import Graph

_BATCH = 200
_ESCAPES = {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile("[\\\\'\"\n\r\t]")
_PLAIN = re.compile(r"(?!(?:by|end|in|is|not|on|or|set|to|type)$)[A-Za-z][A-Za-z0-9_]*")
"""Words that need no quotes; the ones left out are words of the language in some engine."""


def cypher(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """A script of statements, one a line, streamed. Ids are those of the graph, without namespace."""
    return chunks((statement + ";\n" for statement in statements(graph)), 1)


def statements(graph: Graph) -> Iterator[str]:
    """The statements of the script, in the order in which they must run."""
    made_of = nodes(graph)
    for kind in made_of:
        yield (f"CREATE CONSTRAINT kg_{kind.name} IF NOT EXISTS FOR (n:{kind.label}) REQUIRE n.id IS UNIQUE")
    for kind in made_of:
        yield from _nodes(kind)
    for relation in links(graph):
        yield from _links(relation)


def _nodes(kind: Nodes) -> Iterator[str]:
    if kind.kinds is None:
        yield from _merged(kind, kind.rows(), "")
    else:
        for second in sorted(set(kind.kinds())):
            rows = (row for row, own in zip(kind.rows(), kind.kinds(), strict=True) if own == second)
            yield from _merged(kind, rows, f":{name(second)}")


def _merged(kind: Nodes, rows: Iterable[Row], more: str) -> Iterator[str]:
    for batch in _batches(literal(_properties(kind.columns, row)) for row in rows):
        yield f"UNWIND [{batch}] AS row MERGE (n:{kind.label}{more} {{id: row.id}}) SET n += row"


def _links(relation: Links) -> Iterator[str]:
    ends = f"MATCH (s:{relation.start} {{id: row.s}}) MATCH (o:{relation.end} {{id: row.o}})"
    type_ = name(relation.type)
    if relation.columns:
        made = f"MERGE (s)-[r:{type_} {{id: row.id}}]->(o) SET r += row.held"
    else:
        made = f"MERGE (s)-[:{type_}]->(o)"
    for batch in _batches(_joined(relation.columns, link) for link in relation.rows()):
        yield f"UNWIND [{batch}] AS row {ends} {made}"


def _joined(columns: tuple[Column, ...], link: tuple[str, str, Row]) -> str:
    start, end, row = link
    held = _properties(columns, row)
    more = f", id: {literal(held['id'])}, held: {literal(held)}" if columns else ""
    return f"{{s: {literal(start)}, o: {literal(end)}{more}}}"


def _batches(items: Iterable[str]) -> Iterator[str]:
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield ", ".join(batch)


def _properties(columns: tuple[Column, ...], row: Row) -> dict[str, Value]:
    return {c.name: value for c, value in zip(columns, row, strict=True) if value is not None}


def literal(value: Value | dict[str, Value]) -> str:
    """A value as Cypher writes it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name(key)}: {literal(held)}" for key, held in value.items()) + "}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, str):
        return f"'{_ESCAPED.sub(lambda m: _ESCAPES[m[0]], value)}'"
    return repr(value)


def name(text: str) -> str:
    """A label, type or key as Cypher writes it: in backquotes where it is no plain word."""
    return text if _PLAIN.fullmatch(text) else "`" + text.replace("`", "``") + "`"
