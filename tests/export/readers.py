"""How other programs read what is exported: each reader gives the set of what it found."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import networkx
import pyoxigraph
import rdflib

OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "jsonld-compact": pyoxigraph.RdfFormat.JSON_LD,
}
RDF12 = {"nquads12": pyoxigraph.RdfFormat.N_QUADS, "turtle12": pyoxigraph.RdfFormat.TURTLE}
RDFLIB = {
    "turtle": "turtle",
    "trig": "trig",
    "ntriples": "nt",
    "nquads": "nquads",
    "rdfxml": "xml",
    "jsonld": "json-ld",
    "jsonld-compact": "json-ld",
}
NAMED = ("jsonld", "jsonld-compact", "nquads", "trig")
GRAPHS = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}

Term = tuple[str, str]
Found = tuple[Term, Term, Term, str]


def by_oxigraph(data: bytes, to: str) -> list[Found]:
    """Quads as pyoxigraph reads them."""
    return [
        (_oxi(q.subject), _oxi(q.predicate), _oxi(q.object), getattr(q.graph_name, "value", ""))
        for q in pyoxigraph.parse(data, format=OXIGRAPH[to])
    ]


def by_rdflib(data: bytes, to: str) -> list[Found]:
    """Quads as rdflib reads them."""
    dataset = rdflib.Dataset()
    # rdflib would turn "2020"^^xsd:gYear and the like into Python values and back.
    normalize, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        dataset.parse(data=data, format=RDFLIB[to])
    finally:
        rdflib.NORMALIZE_LITERALS = normalize
    found = []
    for s, p, o, g in dataset.quads((None, None, None, None)):
        graph = "" if g is None or str(g) == "urn:x-rdflib:default" else str(g)
        found.append((_lib(s), _lib(p), _lib(o), graph))
    return found


def by_networkx(data: bytes, to: str) -> Any:
    """The graph as networkx reads it."""
    return GRAPHS[to](io.BytesIO(data))


def texts(data: bytes, to: str) -> set[str]:
    """Every text that a reader of the format finds as a value."""
    return set(_TEXTS[to](data, to))


def csv_files(data: bytes) -> dict[str, list[list[str]]]:
    """Rows of every CSV file of a zip, by its name, as Python's own reader takes them."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        assert source.testzip() is None
        return {
            name: list(csv.reader(io.StringIO(source.read(name).decode(), newline=""), strict=True))
            for name in source.namelist()
            if name.endswith(".csv")
        }


def parquet_files(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """Rows of every Parquet file of a zip, by its name, as pyarrow reads them."""
    from pyarrow import BufferReader
    from pyarrow.parquet import read_table

    with zipfile.ZipFile(io.BytesIO(data)) as source:
        assert source.testzip() is None
        return {n: read_table(BufferReader(source.read(n))).to_pylist() for n in source.namelist()}


CYPHER_TEXT = re.compile(r"'((?:[^'\\]|\\.)*)'", re.DOTALL)
_UNESCAPED = {"n": "\n", "r": "\r", "t": "\t"}


def _literals(data: bytes, to: str) -> Iterator[str]:
    kinds = {**OXIGRAPH, **RDF12}
    for quad in pyoxigraph.parse(data, format=kinds[to]):
        if isinstance(quad.object, pyoxigraph.Literal):
            yield quad.object.value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item)


def _json(data: bytes, to: str) -> Iterator[str]:
    return _strings(json.loads(data))


def _attributes(data: bytes, to: str) -> Iterator[str]:
    """Attributes and what their JSON holds."""
    read = by_networkx(data, to)
    for values in (*dict(read.nodes(data=True)).values(), *(v for *_, v in read.edges(data=True))):
        yield from _strings(values)
        for key in {"aliases", "mentions", "measurements", "honours", "evidence"} & set(values):
            yield from _strings(json.loads(values[key]))


def _csv(data: bytes, to: str) -> Iterator[str]:
    for name, (header, *rows) in csv_files(data).items():
        assert all(len(row) == len(header) for row in rows), name
        lists = {n for n, cell in enumerate(header) if cell in {"aliases", "authors", "articles"}}
        for row in rows:
            yield from (text for n, cell in enumerate(row) if n in lists for text in json.loads(cell))
            yield from (cell for n, cell in enumerate(row) if n not in lists)


def _neo4j(data: bytes, to: str) -> Iterator[str]:
    for name, (header, *rows) in csv_files(data).items():
        assert all(len(row) == len(header) for row in rows), name
        for row in rows:
            for cell, kind in zip(row, header, strict=True):
                yield from cell.split("\x1f") if kind.endswith("[]") else (cell,)


def _cypher(data: bytes, to: str) -> Iterator[str]:
    for found in CYPHER_TEXT.finditer(data.decode()):
        yield re.sub(r"\\(.)", lambda m: _UNESCAPED.get(m[1], m[1]), found[1], flags=re.DOTALL)


def _lines(data: bytes, to: str) -> Iterator[str]:
    for line in data.decode().splitlines():
        yield from _strings(json.loads(line))


def _parquet(data: bytes, to: str) -> Iterator[str]:
    return _strings(parquet_files(data))


def _triples(data: bytes, to: str) -> Iterator[str]:
    from pyarrow import BufferReader
    from pyarrow.parquet import read_table

    for row in read_table(BufferReader(data)).to_pylist():
        if row["datatype"] is not None:
            yield row["object"]


_TEXTS = {
    **dict.fromkeys((*OXIGRAPH, *RDF12), _literals),
    **dict.fromkeys(GRAPHS, _attributes),
    "csv": _csv,
    "cypher": _cypher,
    "ftm": _lines,
    "json": _json,
    "neo4j-csv": _neo4j,
    "parquet": _parquet,
    "parquet-triples": _triples,
}


def _oxi(term: Any) -> Term:
    string = "http://www.w3.org/2001/XMLSchema#string"
    if not isinstance(term, pyoxigraph.Literal):
        return (term.value, "iri")
    return (term.value, "" if term.datatype.value == string else term.datatype.value)


def _lib(term: Any) -> Term:
    if not isinstance(term, rdflib.Literal):
        return (str(term), "iri")
    return (str(term), str(term.datatype or "").replace("http://www.w3.org/2001/XMLSchema#string", ""))
