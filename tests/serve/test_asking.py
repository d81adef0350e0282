"""The page on which SPARQL is written: saved questions, what can be completed, the endpoint behind it."""

from __future__ import annotations

from typing import Any

import pytest

from kg.questions import questions
from tests.serve.test_pages import Reader


@pytest.mark.parametrize("name", [q.name for q in questions()])
def test_every_saved_question_stands_in_the_editor_and_is_answered(client: Any, name: str) -> None:
    html = client.get(f"/ask?question={name}&lang=zh").text
    text = html[html.index("<textarea") : html.index("</textarea>")]
    query = Reader(text).text
    assert "WHERE" in query
    answer = client.post(
        "/sparql", data={"query": query}, headers={"accept": "application/sparql-results+json"}
    )
    assert answer.status_code == 200, answer.text


def test_a_question_is_narrowed_by_its_parameters(client: Any) -> None:
    html = client.get("/ask", params={"question": "projects", "place": '云渡县" }', "least": "5"}).text
    assert 'VALUES ?place { "云渡县\\" }" }' in Reader(html).text
    assert client.get("/ask?question=projects&least=many").status_code == 400
    assert client.get("/ask?question=nonsense").status_code == 404


def test_a_query_in_the_address_stands_in_the_editor(client: Any) -> None:
    html = client.get("/ask", params={"query": "</textarea><script>window.broken=1</script>"}).text
    assert Reader(html).tags.count(("textarea", {})) == 0
    assert all(attrs.get("src") for tag, attrs in Reader(html).tags if tag == "script")
    assert "</textarea><script>" in Reader(html).text


def test_terms_of_the_graph_can_be_completed(client: Any) -> None:
    found = client.get("/api/terms").json()
    names = {term["name"]: term for term in found["terms"]}
    assert names["kg:holdsPost"]["zh"] == "任职"
    assert {"rdfs:label", "prov:wasDerivedFrom", "kg:Person", "kg:target"} <= names.keys()
    assert found["prefixes"]["kg"] == "https://county-kg.org/ns#"


def test_answers_lead_to_entities(client: Any) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ?e { ?e rdfs:label '云渡县' }"}).json()
    iri = answer["results"]["bindings"][0]["e"]["value"]
    assert client.get(iri.replace("https://county-kg.org", "")).status_code == 200
