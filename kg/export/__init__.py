"""The doors out: a graph in a format chosen by name.

A new format is a function `(graph, namespaces) -> Iterator[bytes]` and one line in EXPORTERS, or an entry
point of the group `county_kg.exporters` in another package.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.errors import ChoiceError

if TYPE_CHECKING:
    from kg.export.terms import Namespaces
    from kg.graph import Graph

EXPORTERS = {
    "csv": "kg.export.csvtables:csv_tables",
    "cypher": "kg.export.cypher:cypher",
    "ftm": "kg.export.ftm:ftm",
    "gexf": "kg.export.gexf:gexf",
    "graphml": "kg.export.graphml:graphml",
    "json": "kg.export.graphjson:graph_json",
    "jsonld": "kg.export.jsonld:jsonld",
    "jsonld-compact": "kg.export.compact:jsonld_compact",
    "neo4j-csv": "kg.export.neo4j:neo4j_csv",
    "nquads": "kg.export.rdf:nquads",
    "nquads12": "kg.export.reified:nquads12",
    "ntriples": "kg.export.rdf:ntriples",
    "parquet": "kg.export.parquet:parquet_tables",
    "parquet-triples": "kg.export.parquet:parquet_triples",
    "rdfxml": "kg.export.rdf:rdfxml",
    "trig": "kg.export.rdf:trig",
    "turtle": "kg.export.rdf:turtle",
    "turtle12": "kg.export.reified:turtle12",
}
"""Format -> the function that writes it, imported when it is first asked for."""

DESCRIPTIONS = {
    "csv": "tables as CSV files in a zip, for DuckDB, pandas and R",
    "cypher": "a Cypher script that merges by id, to run as often as wanted",
    "ftm": "FollowTheMoney entities as JSON lines; without offsets, rules, scores and mentions",
    "gexf": "GEXF 1.3 for Gephi; lists as JSON text",
    "graphml": "GraphML for Gephi, yEd and networkx; lists as JSON text",
    "json": "one JSON object with everything",
    "jsonld": "JSON-LD 1.1 with prefixes, page graphs nested",
    "jsonld-compact": "JSON-LD 1.1 in plain words, by ontology/context.jsonld",
    "neo4j-csv": "the layout of neo4j-admin's bulk import, in a zip",
    "nquads": "N-Quads, a graph for each page",
    "nquads12": "N-Quads of RDF 1.2, with reifiers",
    "ntriples": "N-Triples, without page graphs",
    "parquet": "tables as Parquet files in a zip (extra tables)",
    "parquet-triples": "N-Quads as one Parquet file (extra tables)",
    "rdfxml": "RDF/XML, without page graphs",
    "trig": "TriG, a graph for each page",
    "turtle": "Turtle, without page graphs",
    "turtle12": "Turtle of RDF 1.2, with reifiers, without page graphs",
}
"""Format -> what it is, in one line."""

SUFFIXES = {
    ".csv.zip": "csv",
    ".cypher": "cypher",
    ".ftm": "ftm",
    ".ftm.json": "ftm",
    ".gexf": "gexf",
    ".graphml": "graphml",
    ".json": "json",
    ".jsonld": "jsonld",
    ".compact.jsonld": "jsonld-compact",
    ".neo4j.zip": "neo4j-csv",
    ".nq": "nquads",
    ".nq12": "nquads12",
    ".nt": "ntriples",
    ".parquet": "parquet-triples",
    ".parquet.zip": "parquet",
    ".rdf": "rdfxml",
    ".trig": "trig",
    ".ttl": "turtle",
    ".ttl12": "turtle12",
}
"""Ending of a file name -> format; the longest that fits counts."""

GROUP = "county_kg.exporters"
"""Entry-point group of formats that other packages bring."""

Exporter = Callable[["Graph", "Namespaces"], Iterator[bytes]]


def export(graph: Graph, to: str, namespaces: Namespaces | None = None) -> Iterator[bytes]:
    """The graph in the format `to`, in chunks of bytes; the same graph gives the same bytes.

    Raises ChoiceError, at once, where there is no such format.
    """
    from kg.export.terms import Namespaces

    return exporter(to)(graph, namespaces or Namespaces())


def exporter(name: str) -> Exporter:
    """The function that writes the format; raises ChoiceError, listing the choices, where there is none."""
    targets = {**_brought(), **EXPORTERS} if name not in EXPORTERS else EXPORTERS
    if name not in targets:
        raise ChoiceError(f"unknown format {name!r}; choose from {', '.join(sorted(targets))}")
    module, _, function = targets[name].partition(":")
    loaded: Exporter = getattr(importlib.import_module(module), function)
    return loaded


def formats() -> tuple[str, ...]:
    """Names of all formats, those of other packages among them, sorted."""
    return tuple(sorted({**_brought(), **EXPORTERS}))


def form_of(file: str) -> str | None:
    """The format that a file name tells by its ending, or None."""
    name = file.lower()
    fitting = [suffix for suffix in SUFFIXES if name.endswith(suffix)]
    return SUFFIXES[max(fitting, key=len)] if fitting else None


def described() -> dict[str, str]:
    """Every format with what it is, in one line; those of other packages with where they come from."""
    return {
        name: DESCRIPTIONS.get(name, f"of another package ({target})")
        for name, target in sorted({**_brought(), **EXPORTERS}.items())
    }


def _brought() -> dict[str, str]:
    from importlib.metadata import entry_points

    return {point.name: point.value for point in entry_points(group=GROUP)}
