"""The ontology: complete in two languages, the guidelines' list of types and predicates, faults named."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.errors import TableError
from kg.knowledge.ontology import ONTOLOGY, load, read
from kg.knowledge.tables import home

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
FILE = home("ontology") / "kg.ttl"
needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="gold pages do not lie beside the project")


@needs_gold
def test_classes_and_predicates_are_those_of_the_guidelines() -> None:
    text = (GOLD / "GUIDELINES.md").read_text(encoding="utf-8")
    types, predicates = text.split("## Facts")[0], text.split("## Facts")[1].split("## Measurements")[0]
    first = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
    assert list(load().classes) == first.findall(types)
    assert list(load().predicates) == first.findall(predicates)


@needs_gold
def test_every_gold_fact_is_allowed_and_its_qualifiers_known() -> None:
    for path in sorted(GOLD.glob("*.gold.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        types = {e["id"]: e["type"] for e in page["entities"]}
        for fact in page["facts"]:
            assert load().allows(types[fact["s"]], fact["p"], types[fact["o"]]), (path.name, fact)
            predicate = load().predicates[fact["p"]]
            assert set(predicate.required) <= set(fact.get("q", {})) <= set(predicate.qualifiers), fact
        assert {m["kind"] for m in page["measurements"]} <= set(load().kinds)


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "allowed"),
    [
        ("Person", "holdsPost", "PublicBody", True),
        ("Person", "holdsPost", "Document", False),
        ("PublicBody", "holdsPost", "Person", False),
        ("Person", "locatedIn", "Zone", False),
        ("Facility", "locatedIn", "Facility", True),
        ("Project", "partOf", "Project", True),
        ("Project", "partOf", "Enterprise", False),
        ("Zone", "partOf", "Zone", False),
        ("Enterprise", "acquires", "Enterprise", True),
        ("Enterprise", "acquires", "Zone", False),
        ("Event", "issues", "Document", True),
        ("Enterprise", "sells", "Project", False),
        ("Robot", "residentOf", "AdministrativeDivision", False),
    ],
)
def test_allows(subject: str, predicate: str, object_: str, allowed: bool) -> None:
    assert load().allows(subject, predicate, object_) is allowed


def test_symmetry_and_qualifiers() -> None:
    known = load()
    assert [p.name for p in known.predicates.values() if p.symmetric] == ["cooperatesWith"]
    assert known.predicates["holdsPost"].required == ("post",)
    assert known.predicates["cooperatesWith"].qualifiers == ("date", "amount", "matter")
    assert {q for p in known.predicates.values() for q in p.qualifiers} == set(known.qualifiers)
    assert list(known.kinds) == ["actual", "target", "limit"]


def test_labels_in_two_languages() -> None:
    assert load().classes["Person"].label("zh") == "人物"
    assert load().predicates["holdsPost"].label("en") == "holds post"


def test_every_term_is_explained_in_two_languages_and_typed() -> None:
    from pyoxigraph import RdfFormat, parse

    rdfs, skos = "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2004/02/skos/core#"
    told: dict[str, set[tuple[str, str]]] = {}
    typed = set()
    for quad in parse(path=FILE, format=RdfFormat.TURTLE):
        name = str(quad.subject)
        if not name.startswith(f"<{ONTOLOGY}"):
            continue
        told.setdefault(name, set())
        if quad.predicate.value in (f"{rdfs}label", f"{skos}definition"):
            told[name].add((quad.predicate.value, quad.object.language))
        if quad.predicate.value.endswith("#type"):
            typed.add(name)
    want = {(p, lang) for p in (f"{rdfs}label", f"{skos}definition") for lang in ("zh", "en")}
    assert len(told) > 60
    assert {name: want - has for name, has in told.items() if has != want} == {}
    assert typed == set(told)


def test_every_term_that_is_used_is_declared() -> None:
    text = FILE.read_text(encoding="utf-8")
    declared = set(re.findall(r"^kg:(\w+) a ", text, re.MULTILINE))
    assert (
        set(re.findall(r"(?<![\w.])kg:(\w+)", re.sub(r'"[^"]*"', "", re.sub(r"#.*", "", text)))) <= declared
    )


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("640000", "province"),
        ("640200", "prefecture"),
        ("640205", "county"),
        ("640205101", "town"),
        ("640205101000", "town"),
        ("640205101201", "village"),
        ("6402051", None),
        ("六四零二零零", None),
        ("", None),
    ],
)
def test_level_by_code(code: str, level: str | None) -> None:
    assert load().level(code) == level


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("清溪县委", True),
        ("中共清溪县委员会", True),
        ("清溪县委组织部", True),
        ("清溪县纪委监委", True),
        ("青禾村党支部", True),
        ("清溪县委办公室", True),
        ("清溪县卫健委", False),
        ("清溪县国资委办公室", False),
        ("青禾村村委会", False),
        ("团清溪县委", False),
        ("政协清溪县委员会", False),
        ("清溪县政府", False),
        ("清溪高新区管委会", False),
    ],
)
def test_party_bodies_are_told_apart(name: str, party: bool) -> None:
    assert load().sort(name) == ("PartyBody" if party else None)


def test_load_is_read_once() -> None:
    assert load() is load()


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("rdfs:range kg:Initiative ;", "rdfs:range kg:Intiative ;", "kg:implements.*Intiative"),
        ("rdfs:range kg:Place ;", "", "kg:locatedIn.*range"),
        ('"任职"@zh', '"任职"@fr', "kg:holdsPost.*zh"),
        ("kg:needs kg:post ;", "kg:needs kg:Post ;", "kg:holdsPost.*Post"),
        (
            "rdfs:subClassOf kg:Entity , foaf:Agent",
            "rdfs:subClassOf kg:Person , foaf:Agent",
            "subclass of itself",
        ),
        ("kg:Entity a owl:Class", "kg:Thing a owl:Class", "kg:Entity is missing"),
        ("kg:codeLength 2 ;", "", "kg:province.*codeLength"),
        ("@prefix org:", "@prefx org:", "kg.ttl"),
        ('kg:namePattern "', 'kg:namePattern "(', "kg:PartyBody"),
        ("kg:acquires a owl:ObjectProperty ;", "kg:acquires a owl:ObjectProperty", "kg.ttl"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "kg.ttl").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(TableError, match=named):
        read(tmp_path / "kg.ttl")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"none\.ttl"):
        read(tmp_path / "none.ttl")


def test_a_new_subclass_is_taken_from_the_file_alone(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8") + (
        'kg:Hospital a owl:Class ; rdfs:subClassOf kg:Institution ; rdfs:label "医院"@zh , "Hospital"@en ;'
        ' skos:definition "医院。"@zh , "A hospital."@en .\n'
    )
    (tmp_path / "kg.ttl").write_text(text, encoding="utf-8")
    known = read(tmp_path / "kg.ttl")
    assert known.allows("Person", "holdsPost", "Hospital")
    assert known.allows("Person", "holdsPost", "Institution")
    assert not known.allows("Person", "residentOf", "Hospital")
