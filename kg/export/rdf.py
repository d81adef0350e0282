"""RDF as text: N-Triples, N-Quads, Turtle, TriG and RDF/XML, streamed, the same bytes every time.

Written here and not by a library because pyoxigraph's writers order prefixes by a random hash seed and
write RDF/XML only whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter

from kg.errors import ChoiceError
from kg.export.quads import TYPE, Triple, quads, triples
from kg.export.terms import Iri, Namespaces, Quad, Text
from kg.export.xmltext import attribute, text
from kg.graph import Graph

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile('["\\\\\n\r\t]')
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_CHUNK = 256


def ntriples(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """N-Triples: one line a triple."""
    return flat(triples(graph, namespaces), "ntriples", namespaces)


def nquads(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """N-Quads: one line a quad."""
    return chunks(_quad_lines(quads(graph, namespaces)))


def _quad_lines(stream: Iterable[Quad]) -> Iterator[str]:
    for s, p, o, g in stream:
        end = f"<{o}>" if o.__class__ is Iri else nt(o)  # most objects: spares a call each
        yield f"<{s}> <{p}> {end} .\n" if g is None else f"<{s}> <{p}> {end} <{g}> .\n"


def turtle(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """Turtle with prefixes, grouped by subject."""
    return flat(triples(graph, namespaces), "turtle", namespaces)


def trig(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """TriG with prefixes, a block for each page's graph."""
    return chunks(_trig(graph, namespaces))


def rdfxml(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """RDF/XML, one description for each run of triples of a subject."""
    return flat(triples(graph, namespaces), "rdfxml", namespaces)


def flat(stream: Iterable[Triple], to: str, namespaces: Namespaces) -> Iterator[bytes]:
    """Any triples in one of the formats FLAT; raises ChoiceError, at once, where it is none of them."""
    if to not in FLAT:
        raise ChoiceError(f"{to!r} does not hold bare triples; choose from {', '.join(sorted(FLAT))}")
    return chunks(FLAT[to](stream, Names(namespaces)))


def chunks(pieces: Iterable[str], count: int = _CHUNK) -> Iterator[bytes]:
    """The text in UTF-8, `count` pieces at a time."""
    rest = iter(pieces)
    while held := list(islice(rest, count)):
        yield "".join(held).encode("utf-8")


def nt(term: Iri | Text) -> str:
    """A term as N-Triples writes it."""
    if isinstance(term, str):
        return f"<{term}>"
    value, datatype = term
    if _ESCAPED.search(value):
        value = _ESCAPED.sub(lambda m: _ESCAPES[m[0]], value)
    return f'"{value}"^^<{datatype}>' if datatype else f'"{value}"'


class Names:
    """Prefixed names: an IRI as `prefix:local` where a prefix fits and the rest is a plain name."""

    def __init__(self, namespaces: Namespaces) -> None:
        self.prefixes = namespaces.prefixes
        self._by_namespace = {namespace: prefix for prefix, namespace in self.prefixes.items()}
        self._known: dict[str, tuple[str, str] | None] = {}

    def split(self, iri: str) -> tuple[str, str] | None:
        """Prefix and local name, or None where no prefix fits."""
        end = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._by_namespace.get(iri[:end])
        return (prefix, iri[end:]) if prefix is not None and _LOCAL.fullmatch(iri, end) else None

    def short(self, iri: str) -> str | None:
        """The IRI as `prefix:local`, or None."""
        parts = self.split(iri)
        return f"{parts[0]}:{parts[1]}" if parts else None

    def turtle(self, term: Iri | Text) -> str:
        """A term as Turtle writes it."""
        if isinstance(term, Text):
            quoted = nt(Text(term.value))
            return f"{quoted}^^{self.short(term.datatype)}" if term.datatype else quoted
        return self.short(term) or f"<{term}>"


def _ntriples(stream: Iterable[Triple], names: Names) -> Iterator[str]:
    return (
        f"<{s}> <{p}> <{o}> .\n" if o.__class__ is Iri else f"<{s}> <{p}> {nt(o)} .\n" for s, p, o in stream
    )


def _turtle(stream: Iterable[Triple], names: Names) -> Iterator[str]:
    yield from _header(names)
    yield from _blocks(stream, names, "")


def _trig(graph: Graph, namespaces: Namespaces) -> Iterator[str]:
    names = Names(namespaces)
    yield from _header(names)
    for name, group in groupby(quads(graph, namespaces), key=itemgetter(3)):
        stream = ((s, p, o) for s, p, o, _ in group)
        if name is None:
            yield from _blocks(stream, names, "")
        else:
            yield f"\n{names.turtle(name)} {{\n"
            yield from _blocks(stream, names, "    ")
            yield "}\n"


def _header(names: Names) -> Iterator[str]:
    return (f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in names.prefixes.items())


def _blocks(stream: Iterable[Triple], names: Names, indent: str) -> Iterator[str]:
    """A block for each run of triples of one subject."""
    for subject, group in groupby(stream, key=itemgetter(0)):
        lines = []
        for predicate, run in groupby(group, key=itemgetter(1)):
            verb = "a" if predicate == TYPE else names.turtle(predicate)
            lines.append(f"{verb} {', '.join(names.turtle(o) for _, _, o in run)}")
        yield f"\n{indent}{names.turtle(subject)} " + f" ;\n{indent}    ".join(lines) + " .\n"


def _rdfxml(stream: Iterable[Triple], names: Names) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    for prefix, namespace in names.prefixes.items():
        yield f"\n    xmlns:{prefix}={attribute(namespace)}"
    yield ">\n"
    for subject, group in groupby(stream, key=itemgetter(0)):
        yield f"  <rdf:Description rdf:about={attribute(subject)}>\n"
        for _, predicate, term in group:
            yield _element(_named(predicate, names), term)
        yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _named(predicate: Iri, names: Names) -> tuple[str, str]:
    """The name of an element, and the declaration that it needs where no prefix fits."""
    short = names.short(predicate)
    if short:
        return short, ""
    end = max(predicate.rfind("#"), predicate.rfind("/")) + 1
    return f"p:{predicate[end:]}", f" xmlns:p={attribute(predicate[:end])}"


def _element(name: tuple[str, str], term: Iri | Text) -> str:
    tag, head = name[0], "".join(name)
    if isinstance(term, Iri):
        return f"    <{head} rdf:resource={attribute(term)}/>\n"
    kind = f" rdf:datatype={attribute(term.datatype)}" if term.datatype else ""
    return f"    <{head}{kind}>{text(term.value)}</{tag}>\n"


FLAT = {"ntriples": _ntriples, "rdfxml": _rdfxml, "turtle": _turtle}
"""Format of triples without graphs -> the function that writes them as text."""
