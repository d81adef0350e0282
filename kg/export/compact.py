"""JSON-LD in plain words: the context of `ontology/context.jsonld` makes each property a short key.

Holds everything that N-Quads hold; page graphs are nested. The context stands in the document, so that a
reader fetches nothing. `python -m kg.export.compact` writes the context's file anew from the ontology.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from kg.export.quads import TYPE, Triple, quads
from kg.export.rdf import chunks
from kg.export.terms import PUBLISHED, Iri, Namespaces, Text
from kg.graph import Graph
from kg.knowledge.ontology import ONTOLOGY
from kg.knowledge.tables import home

_OWL, _XSD = PUBLISHED["owl"], PUBLISHED["xsd"]
_VOCABULARY = {"kind", "level", "predicate", "classification"}
_BORROWED = {
    "label": "rdfs:label",
    "altLabel": "skos:altLabel",
    "notation": "skos:notation",
    "subject": "rdf:subject",
    "predicate": "rdf:predicate",
    "object": "rdf:object",
    "derivedFrom": "prov:wasDerivedFrom",
    "beginIndex": "nif:beginIndex",
    "endIndex": "nif:endIndex",
    "anchorOf": "nif:anchorOf",
    "identifier": "dcterms:identifier",
    "source": "dcterms:source",
    "title": "schema:name",
    "headline": "schema:headline",
    "datePublished": "schema:datePublished",
    "isPartOf": "schema:isPartOf",
    "creator": "dc:creator",
    "member": "org:member",
    "organization": "org:organization",
    "heldRole": "org:role",
    "postIn": "org:postIn",
    "classification": "org:classification",
    "dataSet": "qb:dataSet",
    "hasUnit": "qudt:hasUnit",
    "sfWithin": "geo:sfWithin",
    "containedInPlace": "schema:containedInPlace",
}
_LINKS = {
    *("subject", "object", "derivedFrom", "isPartOf", "member", "organization", "heldRole", "postIn"),
    *("dataSet", "hasUnit", "sfWithin", "containedInPlace"),
}
_NUMBERS = {"beginIndex": "nonNegativeInteger", "endIndex": "nonNegativeInteger"}
_PREFIXES = (
    "dc",
    "dcterms",
    "geo",
    "nif",
    "org",
    "owl",
    "prov",
    "qb",
    "qudt",
    "rdf",
    "rdfs",
    "schema",
    "skos",
    "xsd",
)


def jsonld_compact(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """One JSON-LD 1.1 document, streamed; the default graph first, then a graph object for each page."""
    return chunks(_document(graph, namespaces))


def context(namespaces: Namespaces | None = None) -> dict[str, Any]:
    """The context: every class and property of the ontology by its local name, and what is borrowed."""
    ns = namespaces or Namespaces()
    found: dict[str, Any] = {"@version": 1.1, "@vocab": ns.ontology, "id": ns.data}
    found |= {prefix: PUBLISHED[prefix] for prefix in _PREFIXES}
    for name, kind in _own_terms():
        found[name] = _described(name, ns.ontology + name, kind)
    for name, iri in _BORROWED.items():
        kind = "@id" if name in _LINKS else f"xsd:{_NUMBERS[name]}" if name in _NUMBERS else ""
        found[name] = _described(name, iri, kind)
    return found


def _described(name: str, iri: str, kind: str) -> Any:
    if name in _VOCABULARY:
        return {"@id": iri, "@type": "@vocab"}
    return {"@id": iri, "@type": kind} if kind else {"@id": iri}


@cache
def _own_terms() -> tuple[tuple[str, str], ...]:
    """Local name of each class and property, and how its values are coerced."""
    from pyoxigraph import RdfFormat, parse

    kinds = {f"{_OWL}ObjectProperty": "@id", f"{_OWL}DatatypeProperty": "", f"{_OWL}Class": ""}
    found: dict[str, str] = {}
    ranges: dict[str, str] = {}
    for quad in parse(path=home("ontology") / "kg.ttl", format=RdfFormat.TURTLE):
        s, p, o = (str(getattr(term, "value", "")) for term in (quad.subject, quad.predicate, quad.object))
        local = s.removeprefix(ONTOLOGY)
        if local == s:
            continue
        if p == PUBLISHED["rdfs"] + "range":
            ranges[local] = o
        elif p == TYPE and o in kinds:
            found[local] = kinds[o]
    coerced = {f"{_XSD}decimal": "xsd:decimal"}
    return tuple(
        sorted((name, kind or coerced.get(ranges.get(name, ""), "")) for name, kind in found.items())
    )


class _Keys:
    """Keys and values as the context reads them."""

    def __init__(self, namespaces: Namespaces) -> None:
        self.ns = namespaces
        self.context = context(namespaces)
        terms = {name: held for name, held in self.context.items() if isinstance(held, dict)}
        self.terms = {self._full(held["@id"]): name for name, held in terms.items()}
        self.kinds = {name: held.get("@type", "") for name, held in terms.items()}

    def key(self, predicate: str) -> str:
        """The term of a property, or its IRI."""
        return self.terms.get(predicate, predicate)

    def name(self, iri: str) -> str:
        """A node's IRI, short where it is one of the data."""
        rest = iri.removeprefix(self.ns.data)
        return f"id:{rest}" if rest != iri else iri

    def word(self, iri: str) -> str:
        """The IRI of a class or concept: its local name where it is the ontology's."""
        rest = iri.removeprefix(self.ns.ontology)
        return rest if rest != iri and (rest not in self.context or rest in self.kinds) else iri

    def value(self, key: str, term: Iri | Text) -> Any:
        """A value under the key, plain where the context says what it is."""
        kind = self.kinds.get(key, "")
        if isinstance(term, Iri):
            if kind == "@vocab":
                return self.word(term)
            return self.name(term) if kind == "@id" else {"@id": self.name(term)}
        if kind.startswith("xsd:") and term.datatype == _XSD + kind[4:]:
            return term.value
        if term.datatype:
            return {"@value": term.value, "@type": f"xsd:{term.datatype.removeprefix(_XSD)}"}
        return {"@value": term.value} if kind else term.value

    def _full(self, iri: str) -> str:
        prefix, _, local = iri.partition(":")
        return PUBLISHED[prefix] + local if prefix in _PREFIXES else iri


def _document(graph: Graph, namespaces: Namespaces) -> Iterator[str]:
    keys = _Keys(namespaces)
    yield f'{{"@context": {json.dumps(keys.context, ensure_ascii=False, indent=1)},\n"@graph": ['
    separator = "\n"
    for name, group in groupby(quads(graph, namespaces), key=itemgetter(3)):
        nodes = _nodes(((s, p, o) for s, p, o, _ in group), keys)
        if name is not None:
            yield f'{separator}{{"@id": {json.dumps(keys.name(name))}, "@graph": ['
            separator = "\n"
        for node in nodes:
            yield separator + json.dumps(node, ensure_ascii=False)
            separator = ",\n"
        yield "]}" if name is not None else ""
    yield "\n]}\n"


def _nodes(stream: Iterable[Triple], keys: _Keys) -> Iterator[dict[str, Any]]:
    for subject, group in groupby(stream, key=itemgetter(0)):
        held: dict[str, list[Any]] = {}
        for _, predicate, term in group:
            key = "@type" if predicate == TYPE else keys.key(predicate)
            value = keys.word(str(term)) if predicate == TYPE else keys.value(key, term)
            held.setdefault(key, []).append(value)
        lone = {key: found[0] if len(found) == 1 else found for key, found in held.items()}
        yield {"@id": keys.name(subject), **lone}


def main() -> None:
    """Write the context's file."""
    text = json.dumps({"@context": context()}, ensure_ascii=False, indent=1)
    (home("ontology") / "context.jsonld").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
