"""JSON-LD 1.1 with a context of prefixes: one node object a line, page graphs nested."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from kg.export.quads import TYPE, Triple, quads
from kg.export.rdf import Names, chunks
from kg.export.terms import Iri, Namespaces, Text
from kg.graph import Graph


def jsonld(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """One JSON-LD document, streamed; the default graph first, then a graph object for each page."""
    return chunks(_document(graph, namespaces))


def _document(graph: Graph, namespaces: Namespaces) -> Iterator[str]:
    names = Names(namespaces)
    context = json.dumps({"@version": 1.1, **names.prefixes}, ensure_ascii=False, indent=1)
    yield f'{{"@context": {context},\n"@graph": ['
    separator = "\n"
    for name, group in groupby(quads(graph, namespaces), key=itemgetter(3)):
        nodes = _nodes(((s, p, o) for s, p, o, _ in group), names)
        if name is None:
            for node in nodes:
                yield separator + node
                separator = ",\n"
        else:
            yield f'{separator}{{"@id": {json.dumps(_short(name, names))}, "@graph": [\n'
            yield ",\n".join(nodes)
            yield "]}"
            separator = ",\n"
    yield "\n]}\n"


def _nodes(stream: Iterable[Triple], names: Names) -> Iterator[str]:
    for subject, group in groupby(stream, key=itemgetter(0)):
        node: dict[str, Any] = {"@id": _short(subject, names)}
        for _, predicate, term in group:
            if predicate == TYPE:
                node.setdefault("@type", []).append(_short(term, names))
            else:
                node.setdefault(_short(predicate, names), []).append(_value(term, names))
        yield json.dumps(node, ensure_ascii=False)


def _value(term: Iri | Text, names: Names) -> Any:
    if isinstance(term, Iri):
        return {"@id": _short(term, names)}
    return {"@value": term.value, "@type": _short(term.datatype, names)} if term.datatype else term.value


def _short(iri: Any, names: Names) -> str:
    return names.short(iri) or str(iri)
