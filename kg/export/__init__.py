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
    "gexf": "kg.export.gexf:gexf",
    "graphml": "kg.export.graphml:graphml",
    "json": "kg.export.graphjson:graph_json",
    "jsonld": "kg.export.jsonld:jsonld",
    "nquads": "kg.export.rdf:nquads",
    "ntriples": "kg.export.rdf:ntriples",
    "rdfxml": "kg.export.rdf:rdfxml",
    "trig": "kg.export.rdf:trig",
    "turtle": "kg.export.rdf:turtle",
}
"""Format -> the function that writes it, imported when it is first asked for."""

SUFFIXES = {
    ".gexf": "gexf",
    ".graphml": "graphml",
    ".json": "json",
    ".jsonld": "jsonld",
    ".nq": "nquads",
    ".nt": "ntriples",
    ".rdf": "rdfxml",
    ".trig": "trig",
    ".ttl": "turtle",
}
"""Ending of a file name -> format."""

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


def _brought() -> dict[str, str]:
    from importlib.metadata import entry_points

    return {point.name: point.value for point in entry_points(group=GROUP)}
