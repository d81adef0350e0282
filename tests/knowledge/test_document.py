"""The page of the ontology is made from its files and up to date."""

from __future__ import annotations

from kg.knowledge import ontology
from kg.knowledge.document import page
from kg.knowledge.tables import home


def test_the_page_is_up_to_date() -> None:
    assert (home("ontology") / "README.md").read_text("utf-8") == page(), (
        "run: python -m kg.knowledge.document"
    )


def test_every_term_has_its_labels_and_definitions() -> None:
    text = page()
    known = ontology.load()
    for term in (*known.classes.values(), *known.predicates.values(), *known.qualifiers.values()):
        assert f"### `kg:{term.name}` {term.label_en} · {term.label_zh}\n" in text
        assert term.definition_en in text
        assert term.definition_zh in text


def test_sides_qualifiers_and_shapes_are_told() -> None:
    text = page()
    assert "* Domain: `kg:Person`\n" in text
    assert "* Range: `kg:Body or kg:Facility or kg:Project or kg:Event`\n" in text
    assert "* Needs: `kg:post`\n" in text
    assert "* Symmetric\n" in text
    assert "`inverse of dcterms:publisher`" in text
    assert "* **Evidence** (each `kg:Evidence`): " in text
    assert "evidence stands in one sentence" in text
