"""The graph as columns says what the graph as rows says."""

from __future__ import annotations

from typing import Any


def rows(told: Any) -> tuple[list[Any], list[Any]]:
    """Columns as rows."""
    nodes, edges = told["nodes"], told["edges"]
    kinds, predicates, pages = told["types"], told["predicates"], told["pages"]
    entities = [
        {"id": i, "label": label, "type": kinds[kind], "degree": degree, "x": x, "y": y}
        for i, label, kind, degree, x, y in zip(
            *(nodes[name] for name in ("id", "label", "type", "degree", "x", "y")), strict=True
        )
    ]
    facts = [
        {
            "id": i,
            "source": nodes["id"][edges["source"][f]],
            "target": nodes["id"][edges["target"][f]],
            "predicate": predicates[edges["predicate"][f]],
            "score": edges["score"][f],
            "period": edges["period"][f],
            "pages": [pages[page] for page in edges["pages"][f]],
            "q": edges["q"][f] or {},
        }
        for f, i in enumerate(edges["id"])
    ]
    return entities, facts


def test_columns_are_the_rows_turned(client: Any) -> None:
    entities, facts = rows(client.get("/api/columns").json())
    told = client.get("/api/graph?limit=1999").json()
    assert entities == told["nodes"]
    assert sorted(facts, key=lambda f: f["id"]) == sorted(told["edges"], key=lambda e: e["id"])


def test_a_limit_keeps_the_best_connected(client: Any) -> None:
    told = client.get("/api/columns?limit=3").json()
    assert len(told["nodes"]["id"]) == 3
    assert told["total"] > 3
    assert all(end < 3 for side in ("source", "target") for end in told["edges"][side])
    assert client.get("/api/columns?limit=0").status_code == 400
