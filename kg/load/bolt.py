"""Graph databases that speak Bolt (Neo4j, Memgraph, ArcadeDB), by the official driver.

Each node and edge carries its `id` and the `version` of what it holds. A load reads both, sends what differs
by MERGE on the ids, in batches that each are one transaction, and deletes what the graph no longer has. Nodes
without a version are not ours and are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.errors import MissingExtraError
from kg.load.difference import Difference, Loaded, Step, difference
from kg.load.rows import ENTITY, Kind, LoadError, Row, Tables, named

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.load import Progress, Settings

_ENDS = "(ends)"
"""Where a row of edges keeps the labels of its ends: part of its version, no property of the edge."""
_RETRY = 15.0

_Run = Callable[[str, Mapping[str, Any]], list[list[Any]]]


@dataclass(frozen=True, slots=True)
class _Job:
    """A statement and the items that it takes, in batches, as `$items`."""

    statement: str
    items: tuple[Any, ...]


def load(graph: Graph, target: str, settings: Settings, progress: Progress) -> Loaded:
    """Make the database at `bolt://host:port/NAME` (NAME: the default one if left out) hold the graph.

    Raises LoadError where it cannot be reached or refuses. What was sent before a fault stays, and the next
    load goes on from there.
    """
    tables = Tables(graph)
    with _session(target, settings) as run:
        for label in tables.bases:
            name = f"kg_{label.lower()}_id"
            run(f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE", {})
        for label, key in (("Entity", "name"), ("Evidence", "claim")):
            name = f"kg_{label.lower()}_{key}"
            run(f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key})", {})
        jobs, loaded = _jobs(tables, run)
        total, done = sum(len(job.items) for job in jobs), 0
        for job in jobs:
            for start in range(0, len(job.items), settings.batch):
                items = job.items[start : start + settings.batch]
                run(job.statement, {"items": list(items)})
                done += len(items)
                progress(Step(done, total))
    return loaded


def _jobs(tables: Tables, run: _Run) -> tuple[list[_Job], Loaded]:
    """All that has to be done: away with edges, then nodes; then nodes in, then edges."""
    nodes, edges = list(_nodes(tables, run)), list(_edges(tables, run))
    jobs = [
        *(
            _Job(f"MATCH ()-[r:{name}]->() WHERE r.id IN $items DELETE r", found.gone)
            for name, found in edges
        ),
        *(
            _Job(f"MATCH (n:{_labels(label, tables)}) WHERE n.id IN $items DETACH DELETE n", found.gone)
            for label, found in nodes
        ),
        *(_merged_nodes(_labels(label, tables), found) for label, found in nodes),
        *(job for name, found in edges for job in _merged_edges(name, found, tables)),
    ]
    counts = sum((found.loaded for _, found in (*nodes, *edges)), Loaded())
    return [job for job in jobs if job.items], counts


def _nodes(tables: Tables, run: _Run) -> Iterator[tuple[str, Difference]]:
    """Label -> what has to be done for its nodes."""
    held: dict[str, dict[str, str]] = {label: {} for label in tables.node_columns}
    for base in tables.bases:
        kind = "n.type" if base == ENTITY else f"'{base}'"
        found = run(f"MATCH (n:{base}) WHERE n.version IS NOT NULL RETURN {kind}, n.id, n.version", {})
        for label, id_, version in found:
            held.setdefault(label, {})[id_] = version
    for label in sorted(held):
        yield named(label), difference(held[label], tables.nodes.get((label,), []))


def _edges(tables: Tables, run: _Run) -> Iterator[tuple[str, Difference]]:
    """Type -> what has to be done for its edges."""
    rows: dict[str, list[Row]] = {name: [] for name in tables.edge_columns}
    for kind, held in tables.edges.items():
        rows[kind[0]].extend(_typed(kind, row) for row in held)
    for name in sorted(rows):
        found = run(f"MATCH ()-[r:{name}]->() WHERE r.version IS NOT NULL RETURN r.id, r.version", {})
        yield name, difference({row[0]: row[1] for row in found}, rows[name])


def _typed(kind: Kind, row: Row) -> Row:
    """The row with the labels of its ends: an edge is new where the class of an end is another."""
    return Row(row.id, row.s, row.o, {**row.values, _ENDS: kind[1:]})


def _labels(label: str, tables: Tables) -> str:
    base = tables.base(label)
    return label if label == base else f"{base}:{label}"


def _merged_nodes(labels: str, found: Difference) -> _Job:
    items = tuple({"id": row.id, "values": _values(row)} for row in sorted(found.rows, key=_id))
    return _Job(f"UNWIND $items AS row MERGE (n:{labels} {{id: row.id}}) SET n = row.values", items)


def _id(row: Row) -> str:
    return row.id


def _merged_edges(name: str, found: Difference, tables: Tables) -> Iterator[_Job]:
    """A job for each pair of labels, as a statement must name them to use their index."""
    by_ends: dict[tuple[str, ...], list[Row]] = {}
    for row in found.rows:
        labels = row.values[_ENDS]
        if isinstance(labels, tuple):
            by_ends.setdefault(tuple(map(tables.base, labels)), []).append(row)
    for (s, o), rows in sorted(by_ends.items()):
        yield _Job(
            f"UNWIND $items AS row MATCH (a:{s} {{id: row.s}}), (b:{o} {{id: row.o}}) "
            f"MERGE (a)-[r:{name} {{id: row.id}}]->(b) SET r = row.values",
            tuple({"id": row.id, "s": row.s, "o": row.o, "values": _values(row)} for row in rows),
        )


def _values(row: Row) -> dict[str, Any]:
    """Properties as the driver sends them; what is not stated is left out."""
    stated = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in row.values.items()
        if value is not None and key != _ENDS
    }
    return {"id": row.id, **stated, "version": row.version}


@contextmanager
def _session(target: str, settings: Settings) -> Iterator[_Run]:
    try:
        import neo4j
        from neo4j.exceptions import DriverError, Neo4jError
    except ImportError as error:
        raise MissingExtraError(
            "the driver for Bolt is not installed: pip install 'county-kg[bolt]'"
        ) from error
    parts = urlsplit(target)
    if parts.username or parts.password:
        raise LoadError("leave the password out of the address; set KG_LOAD_USER and KG_LOAD_PASSWORD")
    auth = (settings.user, settings.password) if settings.user else None
    address = f"{parts.scheme}://{parts.netloc}"
    try:
        with (
            neo4j.GraphDatabase.driver(address, auth=auth, max_transaction_retry_time=_RETRY) as driver,
            driver.session(database=parts.path.strip("/") or None) as session,
        ):
            driver.verify_connectivity()

            def run(statement: str, parameters: Mapping[str, Any]) -> list[list[Any]]:
                def work(transaction: Any) -> list[list[Any]]:
                    return [record.values() for record in transaction.run(statement, dict(parameters))]

                found: list[list[Any]] = session.execute_write(work)
                return found

            yield run
    except (DriverError, Neo4jError, ValueError) as error:
        raise LoadError(_advice(address, error)) from error


def _advice(address: str, error: Exception) -> str:
    text = " ".join(str(error).split())[:300]
    if "nauthori" in type(error).__name__ + text or "AuthError" in type(error).__name__:
        return f"{address}: user or password refused; set KG_LOAD_USER and KG_LOAD_PASSWORD ({text})"
    if type(error).__name__ == "ServiceUnavailable":
        return f"{address}: no such server answers; start it, or correct the address ({text})"
    return f"{address}: {text}; what was sent stays, and loading again goes on from there"
