"""Pitfalls of ontologies, and the rules of OWL 2 DL that its files could break."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, VANN

from kg.knowledge.ontology import ONTOLOGY
from kg.knowledge.tables import home

SH = Namespace("http://www.w3.org/ns/shacl#")
KG = Graph().parse(home("ontology") / "kg.ttl", format="turtle")
SHAPES = Graph().parse(home("ontology") / "shapes.ttl", format="turtle")
WHOLE = URIRef(ONTOLOGY.rstrip("#"))
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
RESERVED = tuple(map(str, (RDF, RDFS, XSD, OWL)))


def own(*kinds: URIRef) -> list[URIRef]:
    found = {s for kind in kinds for s in KG.subjects(RDF.type, kind)}
    return sorted(s for s in found if isinstance(s, URIRef) and s.startswith(ONTOLOGY))


TERMS = sorted({s for s in KG.subjects() if isinstance(s, URIRef) and s.startswith(ONTOLOGY)})
CLASSES = own(OWL.Class)
ALL_PROPERTIES = own(*PROPERTIES)


def local(term: object) -> str:
    return str(term).removeprefix(ONTOLOGY)


def members(union: BNode) -> list[URIRef]:
    (head,) = KG.objects(union, OWL.unionOf)
    return list(KG.items(head))


# ---------------------------------------------------------------- the ontology as a whole


def test_the_ontology_says_who_what_and_under_which_licence() -> None:
    for key in (OWL.versionIRI, OWL.versionInfo, DCTERMS.license, DCTERMS.creator):
        assert len(list(KG.objects(WHOLE, key))) == 1, key
    (version,) = KG.objects(WHOLE, OWL.versionInfo)
    assert list(KG.objects(WHOLE, OWL.versionIRI)) == [URIRef(f"{WHOLE}/{version}")]
    assert list(KG.objects(WHOLE, VANN.preferredNamespaceUri)) == [Literal(ONTOLOGY)]
    assert {o.language for o in KG.objects(WHOLE, DCTERMS.title)} == {"zh", "en"}  # type: ignore[union-attr]
    assert {o.language for o in KG.objects(WHOLE, DCTERMS.description)} == {"zh", "en"}  # type: ignore[union-attr]


# ---------------------------------------------------------------- labels and definitions


@pytest.mark.parametrize("term", TERMS, ids=local)
def test_every_term_is_told_in_two_languages(term: URIRef) -> None:
    for key in (RDFS.label, SKOS.definition):
        found = [(o.language, str(o)) for o in KG.objects(term, key)]  # type: ignore[union-attr]
        assert sorted(language for language, _ in found) == ["en", "zh"], key
        assert all(text.strip() for _, text in found)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_classes_and_no_two_properties_of_one_label(language: str) -> None:
    for terms in (CLASSES, ALL_PROPERTIES):
        labels = [str(o) for t in terms for o in KG.objects(t, RDFS.label) if o.language == language]  # type: ignore[union-attr]
        assert len(set(labels)) == len(labels)


# ---------------------------------------------------------------- structure


@pytest.mark.parametrize("term", ALL_PROPERTIES, ids=local)
def test_every_property_has_one_domain_and_one_range(term: URIRef) -> None:
    assert len(list(KG.objects(term, RDFS.domain))) == 1
    assert len(list(KG.objects(term, RDFS.range))) == 1


@pytest.mark.parametrize("term", CLASSES, ids=local)
def test_no_class_is_an_orphan(term: URIRef) -> None:
    """It has a class above it, and something is below it or a property or shape speaks of it."""
    assert list(KG.objects(term, RDFS.subClassOf))
    sides = {o for key in (RDFS.domain, RDFS.range) for o in KG.objects(None, key)}
    named = sides | {c for u in sides if isinstance(u, BNode) for c in members(u)}
    spoken = named | set(KG.objects(None, RDFS.subClassOf)) | set(SHAPES.objects())
    above = {term, *KG.transitive_objects(term, RDFS.subClassOf)}
    assert above & spoken - {OWL.Thing}


@pytest.mark.parametrize("relation", [RDFS.subClassOf, RDFS.subPropertyOf])
def test_nothing_is_below_itself(relation: URIRef) -> None:
    for term in TERMS:
        for above in KG.objects(term, relation):
            assert term not in set(KG.transitive_objects(above, relation))


def test_every_class_and_property_that_is_named_is_described() -> None:
    named = {t for triple in KG for t in triple if isinstance(t, URIRef) and t.startswith(ONTOLOGY)}
    described = set(KG.subjects(RDF.type))
    assert named - described == set()
    assert {t for triple in SHAPES for t in triple if t.startswith(ONTOLOGY)} <= described


def test_entity_classes_exclude_each_other() -> None:
    groups = [set(KG.items(head)) for head in KG.objects(None, OWL.members)]
    abstract = {s for s, o in KG.subject_objects(URIRef(ONTOLOGY + "abstract")) if o.toPython()}  # type: ignore[union-attr]
    entity = URIRef(ONTOLOGY + "Entity")
    concrete = {c for c in CLASSES if entity in KG.transitive_objects(c, RDFS.subClassOf)} - abstract
    assert concrete in groups


# ---------------------------------------------------------------- shapes


def shaped_classes() -> set[object]:
    named = {*SHAPES.objects(None, SH.targetClass), *SHAPES.objects(None, SH["class"])}
    below = {c for top in named for c in KG.transitive_subjects(RDFS.subClassOf, top)}
    above = {c for bottom in named for c in KG.transitive_objects(bottom, RDFS.subClassOf)}
    return {*named, *below, *above}


@pytest.mark.parametrize("term", CLASSES, ids=local)
def test_shapes_cover_every_class(term: URIRef) -> None:
    assert term in shaped_classes()


@pytest.mark.parametrize("term", own(OWL.ObjectProperty, OWL.DatatypeProperty), ids=local)
def test_shapes_cover_every_property(term: URIRef) -> None:
    if term in {URIRef(ONTOLOGY + "relation"), URIRef(ONTOLOGY + "qualifier")}:
        return  # groups: data states the properties below them
    keys = (SH.path, SH.targetSubjectsOf, SH.targetObjectsOf)
    assert any((None, key, term) in SHAPES for key in keys)


# ---------------------------------------------------------------- OWL 2 DL


def declared(term: object) -> set[URIRef]:
    kinds = {OWL.Class, *PROPERTIES}
    return {kind for kind in KG.objects(term, RDF.type) if kind in kinds}  # type: ignore[arg-type, misc]


def reserved(term: object) -> bool:
    return str(term).startswith(RESERVED)


def used_classes() -> Iterator[object]:
    yield from CLASSES
    for key in (RDFS.subClassOf, OWL.equivalentClass):
        for s, o in KG.subject_objects(key):
            yield from (s, o)
    for head in (*KG.objects(None, OWL.unionOf), *KG.objects(None, OWL.members)):
        yield from KG.items(head)
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        yield from (o for p in own(kind) for o in KG.objects(p, RDFS.domain))
    yield from (o for p in own(OWL.ObjectProperty) for o in KG.objects(p, RDFS.range))


def test_every_class_in_use_is_declared_and_not_of_the_language() -> None:
    for term in used_classes():
        if term != OWL.Thing:
            assert declared(term) == {OWL.Class}, term
            assert not reserved(term), term


def test_every_property_is_of_one_kind() -> None:
    for _, p, _ in KG:
        if not reserved(p):
            assert len(declared(p)) == 1, p
    assert all(len(declared(p)) == 1 for p in ALL_PROPERTIES)


def test_no_term_is_both_class_and_property() -> None:
    assert all(len(declared(term)) <= 1 for term in set(KG.subjects()))


def test_a_property_is_below_its_own_kind() -> None:
    for s, o in KG.subject_objects(RDFS.subPropertyOf):
        inverse = KG.value(o, OWL.inverseOf)
        assert declared(s) == declared(inverse or o), (s, o)
        assert inverse is None or declared(s) == {OWL.ObjectProperty}


def test_data_properties_have_datatypes_as_ranges() -> None:
    for term in own(OWL.DatatypeProperty):
        (side,) = KG.objects(term, RDFS.range)
        assert side in {XSD.string, XSD.decimal, RDFS.Literal}


def test_data_and_annotation_values_are_of_their_kind() -> None:
    for _, p, o in KG:
        if OWL.DatatypeProperty in declared(p):
            assert isinstance(o, Literal), (p, o)
        elif OWL.ObjectProperty in declared(p):
            assert not isinstance(o, Literal), (p, o)


def test_unions_are_lists_of_named_classes() -> None:
    for union in KG.subjects(OWL.unionOf):
        found = members(union)  # type: ignore[arg-type]
        assert len(found) == len(set(found)) >= 2
        assert all(isinstance(c, URIRef) for c in found)
