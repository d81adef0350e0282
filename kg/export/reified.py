"""RDF 1.2: each statement is a reifier of the triple that it states, by `rdf:reifies`.

`nquads12` and `turtle12` hold what `nquads` and `turtle` hold; a reader must know RDF 1.2. Instead of
`rdf:subject`, `rdf:predicate` and `rdf:object`, a statement has the triple itself as a term.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from kg.export.quads import TYPE, quads, triples
from kg.export.rdf import Names, chunks, nt
from kg.export.terms import PUBLISHED, Iri, Namespaces, Quad, Text
from kg.graph import Graph

_RDF = PUBLISHED["rdf"]
_REIFIES = Iri(_RDF + "reifies")
_STATEMENT = Iri(_RDF + "Statement")
_PARTS = tuple(Iri(_RDF + part) for part in ("subject", "predicate", "object"))

Stated = tuple[Iri, Iri, Iri | Text]
"""A triple as a term."""

Line = tuple[Iri, Iri, Iri | Text | Stated, Iri | None]


def nquads12(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """N-Quads 1.2: one line a quad."""
    return chunks(_lines(reified(quads(graph, namespaces))))


def turtle12(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """Turtle 1.2 with prefixes, grouped by subject."""
    names = Names(namespaces)
    return chunks(_turtle(reified((*triple, None) for triple in triples(graph, namespaces)), names))


def reified(stream: Iterable[Quad]) -> Iterator[Line]:
    """The quads, with `rdf:reifies` and a triple for what spells out a statement."""
    for subject, group in groupby(stream, key=itemgetter(0)):
        parts: dict[Iri, Iri] = {}
        for _, predicate, term, name in group:
            if predicate in _PARTS:
                parts[predicate] = Iri(term)
                if len(parts) == len(_PARTS):
                    s, p, o = (parts[part] for part in _PARTS)
                    yield subject, _REIFIES, (s, p, o), name
            elif (predicate, term) != (TYPE, _STATEMENT):
                yield subject, predicate, term, name


def _lines(stream: Iterable[Line]) -> Iterator[str]:
    for s, p, o, g in stream:
        name = "" if g is None else f"{nt(g)} "
        yield f"{nt(s)} {nt(p)} {_term(o, nt)} {name}.\n"


def _turtle(stream: Iterable[Line], names: Names) -> Iterator[str]:
    yield from (f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in names.prefixes.items())
    for subject, group in groupby(stream, key=itemgetter(0)):
        lines = []
        for predicate, run in groupby(group, key=itemgetter(1)):
            verb = "a" if predicate == TYPE else names.turtle(predicate)
            lines.append(f"{verb} {', '.join(_term(o, names.turtle) for _, _, o, _ in run)}")
        yield f"\n{names.turtle(subject)} " + " ;\n    ".join(lines) + " .\n"


def _term(term: Iri | Text | Stated, written: Callable[[Iri | Text], str]) -> str:
    if isinstance(term, Iri | Text):
        return written(term)
    s, p, o = term
    return f"<<( {written(s)} {written(p)} {written(o)} )>>"
