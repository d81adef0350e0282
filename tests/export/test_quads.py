"""What the quads say: plain triples in the graphs of their pages, claims with their evidence."""

from __future__ import annotations

import pytest

from kg.export.quads import quads, triples
from kg.export.terms import PUBLISHED, Iri, Namespaces, Text, moment
from tests.handmade import (
    CHAIR,
    COMMITTEE,
    COMPANY,
    COUNTY,
    FACTS,
    GRAPH,
    HONOURS,
    MEASUREMENTS,
    PAGES,
    SECRETARY,
    TOWN,
)

NS = Namespaces()
ALL = list(quads(GRAPH))


def p(name: str) -> Iri:
    prefix, _, local = name.partition(":")
    return Iri(NS.prefixes[prefix] + local)


def of(subject: Iri, predicate: str) -> list[Iri | Text]:
    return [o for s, pred, o, _ in ALL if s == subject and pred == p(predicate)]


def graphs(subject: Iri, predicate: str, obj: Iri | Text) -> list[Iri | None]:
    return [g for s, pred, o, g in ALL if (s, pred, o) == (subject, p(predicate), obj)]


def test_no_quad_comes_twice_and_triples_are_the_quads_without_graphs() -> None:
    assert len(set(ALL)) == len(ALL)
    found = list(triples(GRAPH))
    assert len(set(found)) == len(found)
    assert set(found) == {(s, pred, o) for s, pred, o, _ in ALL}


def test_a_plain_triple_lies_in_the_graph_of_each_page_that_states_it() -> None:
    pages = [NS.thing("page", page) for page in sorted(PAGES)]
    assert graphs(NS.entity(COUNTY.id), "kg:cooperatesWith", NS.entity(COMPANY.id)) == pages
    assert graphs(NS.entity(SECRETARY.id), "kg:holdsPost", NS.entity(COMMITTEE.id)) == pages[:1]
    assert graphs(NS.entity(TOWN.id), "kg:honour", Text("省级生态镇")) == pages[1:]


def test_every_fact_is_a_statement_with_qualifiers_score_and_evidence() -> None:
    for fact in FACTS:
        iri = NS.thing("statement", fact.id)
        assert of(iri, "rdf:subject") == [NS.entity(fact.s)]
        assert of(iri, "rdf:predicate") == [NS.term(fact.p)]
        assert of(iri, "rdf:object") == [NS.entity(fact.o)]
        assert len(of(iri, "kg:score")) == 1
        assert {k: of(iri, f"kg:{k}") for k, _ in fact.q} == {
            k: [moment(v) if k == "date" else Text(v)] for k, v in fact.q
        }
        assert len(of(iri, "kg:evidence")) == len(fact.evidence)
        for source in fact.evidence:
            sentence = NS.span(source.page, source.start, source.end)
            assert sentence in of(iri, "prov:wasDerivedFrom")
            assert of(sentence, "nif:anchorOf") == [Text(PAGES[source.page][source.start : source.end])]
            assert of(sentence, "kg:article") == [NS.article(source.page, "a1")]


def test_evidence_has_sentence_rule_score_and_day() -> None:
    signed = next(f for f in FACTS if f.p == "cooperatesWith")
    found = of(NS.thing("statement", signed.id), "kg:evidence")
    assert [of(Iri(e), "kg:score") for e in found] == [  # type: ignore[arg-type]
        [Text("0.9", PUBLISHED["xsd"] + "decimal")],
        [Text("0.8", PUBLISHED["xsd"] + "decimal")],
    ]
    assert [of(Iri(e), "kg:seenOn") for e in found] == [  # type: ignore[arg-type]
        [Text("2021-05-12", PUBLISHED["xsd"] + "date")],
        [Text("2021-06", PUBLISHED["xsd"] + "gYearMonth")],
    ]
    assert [of(Iri(e), "kg:rule") for e in found] == [[Text("pattern/1")]] * 2  # type: ignore[arg-type]


def test_a_held_post_is_a_membership_seen_on_a_day() -> None:
    fact = next(f for f in FACTS if f.s == CHAIR.id)
    (membership,) = of(NS.thing("statement", fact.id), "kg:membership")
    assert of(Iri(membership), "org:member") == [NS.entity(CHAIR.id)]  # type: ignore[arg-type]
    assert of(Iri(membership), "org:organization") == [NS.entity(COMPANY.id)]  # type: ignore[arg-type]
    (post,) = of(Iri(membership), "org:role")  # type: ignore[arg-type]
    assert of(Iri(post), "rdfs:label") == [Text("董事长")]  # type: ignore[arg-type]
    assert of(Iri(post), "org:postIn") == [NS.entity(COMPANY.id)]  # type: ignore[arg-type]
    assert of(Iri(membership), "kg:seenOn") == [Text("2021-06", PUBLISHED["xsd"] + "gYearMonth")]  # type: ignore[arg-type]


def test_a_measurement_is_an_observation() -> None:
    value, goal = (NS.thing("measurement", m.id) for m in MEASUREMENTS)
    assert p("qb:Observation") in of(value, "rdf:type")
    assert of(value, "kg:about") == [NS.entity(COUNTY.id)]
    assert of(value, "kg:number") == [Text("1200000000", PUBLISHED["xsd"] + "decimal")]
    assert of(value, "qudt:hasUnit") == [p("unit:CCY_CNY")]
    assert of(value, "kg:period") == [Text("2020", PUBLISHED["xsd"] + "gYear")]
    assert of(value, "kg:kind") == [p("kg:actual")]
    assert of(value, "kg:change") == []
    assert of(goal, "kg:number") == of(goal, "qudt:hasUnit") == []
    assert of(goal, "kg:period") == [Text("2022-H1")]
    assert of(goal, "kg:change") == [Text("+8.5%")]


def test_an_honour_has_its_evidence() -> None:
    iri = NS.thing("honour", HONOURS[0].id)
    assert of(iri, "kg:about") == [NS.entity(TOWN.id)]
    assert len(of(iri, "kg:evidence")) == 1


def test_places_have_level_code_and_published_hierarchy() -> None:
    county = NS.entity(COUNTY.id)
    assert of(county, "skos:notation") == [Text("640205")]
    assert of(county, "kg:level") == [p("kg:county")]
    assert of(county, "geo:sfWithin") == of(county, "schema:containedInPlace") == of(county, "kg:locatedIn")
    project = next(f.s for f in FACTS if f.o == TOWN.id)
    assert of(NS.entity(project), "geo:sfWithin") == []


def test_party_bodies_are_marked() -> None:
    assert of(NS.entity(COMMITTEE.id), "org:classification") == [p("kg:PartyBody")]


def test_every_mention_refers_to_its_entity() -> None:
    for node in GRAPH.entities:
        for m in node.mentions:
            span = NS.span(m.page, m.start, m.end)
            assert NS.entity(node.id) in of(span, "kg:refersTo")
            assert of(span, "nif:anchorOf") == [Text(PAGES[m.page][m.start : m.end])]


def test_articles_are_part_of_their_page() -> None:
    story = NS.article("qx-0512", "qx-0512#a1")
    assert story == "https://county-kg.org/id/page/qx-0512#a1"
    assert of(story, "schema:isPartOf") == [NS.thing("page", "qx-0512")]
    assert of(story, "dc:creator") == [Text("竺文")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2020-02-29", "date"),
        ("2021-02-29", ""),
        ("2020-12", "gYearMonth"),
        ("2020-13", ""),
        ("1998", "gYear"),
        ("2020-H1", ""),
        ("去年", ""),
        ("0000", ""),
        ("٢٠٢٠", ""),
    ],
)
def test_dates_keep_their_precision(text: str, kind: str) -> None:
    assert moment(text) == Text(text, PUBLISHED["xsd"] + kind if kind else "")
