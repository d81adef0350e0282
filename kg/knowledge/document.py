"""The documentation page of the ontology, made from `kg.ttl` and `shapes.ttl`.

`python -m kg.knowledge.document` writes it anew to `ontology/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.knowledge.ontology import ONTOLOGY
from kg.knowledge.tables import home

if TYPE_CHECKING:
    from rdflib import Graph

_SHACL = "http://www.w3.org/ns/shacl#"
_SECTIONS = (
    ("Classes · 类", "owl:Class"),
    ("Relations and other object properties · 对象属性", "owl:ObjectProperty"),
    ("Data properties · 数据属性", "owl:DatatypeProperty"),
    ("Annotations · 注解属性", "owl:AnnotationProperty"),
    (
        "Concepts · 概念",
        "kg:Kind kg:Level skos:Concept skos:ConceptScheme qb:DataSet qb:DataStructureDefinition",
    ),
)
_LINES = (
    ("Subclass of", "rdfs:subClassOf"),
    ("Subproperty of", "rdfs:subPropertyOf"),
    ("Same as", "owl:equivalentClass"),
    ("Close to", "skos:closeMatch"),
    ("Related to", "skos:relatedMatch"),
    ("See also", "rdfs:seeAlso"),
    ("Domain", "rdfs:domain"),
    ("Range", "rdfs:range"),
    ("Needs", "kg:needs"),
    ("May carry", "kg:takes"),
    ("In scheme", "skos:inScheme"),
)


def page() -> str:
    """The page in Markdown, in both languages."""
    return "\n".join(_Page(_parsed("kg.ttl"), _parsed("shapes.ttl")).lines()) + "\n"


def main() -> None:
    """Write the page beside the ontology."""
    path: Path = home("ontology") / "README.md"
    path.write_text(page(), encoding="utf-8")


def _parsed(name: str) -> Graph:
    from rdflib import Graph as Triples

    return Triples().parse(home("ontology") / name, format="turtle")


class _Page:
    """Writes one page."""

    def __init__(self, terms: Graph, shapes: Graph) -> None:
        from rdflib import URIRef

        self.terms = terms
        self.shapes = shapes
        self.whole = URIRef(ONTOLOGY.rstrip("#"))
        self.own = sorted({s for s in terms.subjects() if str(s).startswith(ONTOLOGY)}, key=str)

    def lines(self) -> Iterator[str]:
        """All lines."""
        yield from self._head()
        for title, _ in _SECTIONS:
            found = [s for s in self.own if self._section(s) == title]
            if found:
                yield from ("", f"## {title}")
                for term in found:
                    yield from self._term(term)
        yield from ("", "## Shapes · 约束", "", *self._shapes())

    def _section(self, term: Any) -> str:
        held = set(self.terms.objects(term, self._iri("rdf:type")))
        return next((t for t, kinds in _SECTIONS if held & set(map(self._iri, kinds.split()))), "")

    def _head(self) -> Iterator[str]:
        title, about = self._told(self.whole, "dcterms:title"), self._told(self.whole, "dcterms:description")
        yield f"# {title['en']} · {title['zh']}"
        yield from ("", about["en"], "", about["zh"], "")
        for name, key in (
            ("Namespace", "vann:preferredNamespaceUri"),
            ("Prefix", "vann:preferredNamespacePrefix"),
            ("Version", "owl:versionInfo"),
            ("Version IRI", "owl:versionIRI"),
            ("Licence", "dcterms:license"),
        ):
            yield f"* {name}: {self._first(self.whole, key)}"
        yield from (
            "",
            "Made from `kg.ttl` and `shapes.ttl` by `python -m kg.knowledge.document`; edit those.",
        )

    def _term(self, term: Any) -> Iterator[str]:
        label, text = self._told(term, "rdfs:label"), self._told(term, "skos:definition")
        yield from ("", f"### `{self._name(term)}` {label['en']} · {label['zh']}", "")
        yield from (text["en"], "", text["zh"], "")
        for kind, marked in (("Abstract", "kg:abstract"), ("Both of one class", "kg:joinsLike")):
            if self._first(term, marked) == "true":
                yield f"* {kind}"
        if (term, self._iri("rdf:type"), self._iri("owl:SymmetricProperty")) in self.terms:
            yield "* Symmetric"
        for name, key in _LINES:
            found = sorted(self._name(o) for o in self.terms.objects(term, self._iri(key)))
            if found:
                yield f"* {name}: {', '.join(f'`{each}`' for each in found)}"

    def _shapes(self) -> Iterator[str]:
        """What each shape demands, by what it looks at."""
        nodes = self.shapes.subjects(self._iri("rdf:type"), self._shacl("NodeShape"))
        for shape in sorted(nodes, key=str):
            targets = [
                f"{how} `{self._name(o)}`"
                for key, how in (
                    ("targetClass", "each"),
                    ("targetSubjectsOf", "subject of"),
                    ("targetObjectsOf", "object of"),
                )
                for o in sorted(self.shapes.objects(shape, self._shacl(key)), key=str)
            ]
            yield f"* **{str(shape).rpartition('#')[2]}** ({', '.join(targets)}): {'; '.join(self._messages(shape))}"

    def _messages(self, shape: Any) -> list[str]:
        parts = [shape, *self.shapes.objects(shape, self._shacl("property"))]
        return sorted({str(o) for part in parts for o in self.shapes.objects(part, self._shacl("message"))})

    def _iri(self, name: str) -> Any:
        return self.terms.namespace_manager.expand_curie(name)

    def _shacl(self, name: str) -> Any:
        from rdflib import URIRef

        return URIRef(_SHACL + name)

    def _told(self, term: Any, key: str) -> dict[str, str]:
        found = self.terms.objects(term, self._iri(key))
        return {str(getattr(o, "language", "")): str(o) for o in found}

    def _first(self, term: Any, key: str) -> str:
        return str(self.terms.value(term, self._iri(key)) or "")

    def _name(self, term: Any) -> str:
        """A term by its prefix, a union by its members, an inverse by what it turns."""
        from rdflib import BNode

        if not isinstance(term, BNode):
            return str(self.terms.namespace_manager.normalizeUri(term)).strip("<>")
        inverse = self.terms.value(term, self._iri("owl:inverseOf"))
        if inverse is not None:
            return f"inverse of {self._name(inverse)}"
        return " or ".join(map(self._name, self._members(term)))

    def _members(self, union: Any) -> Iterable[Any]:
        head = self.terms.value(union, self._iri("owl:unionOf"))
        return self.terms.items(head) if head is not None else ()


if __name__ == "__main__":
    main()
