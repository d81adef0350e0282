"""FollowTheMoney: its own library takes every entity as it is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.export import export
from kg.graph import Graph
from kg.knowledge import ontology, tables
from tests.handmade import CHAIR, COMPANY, GRAPH, hostile

followthemoney = pytest.importorskip("followthemoney")

HOSTILE = hostile("q\"'\\n =1+1 \u202eab 𠮷")


def entities(graph: Graph) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(export(graph, "ftm")).decode().splitlines()]


@pytest.mark.parametrize("graph", [GRAPH, HOSTILE], ids=["plain", "hostile"])
def test_every_entity_is_valid_and_loses_nothing(graph: Graph) -> None:
    found = entities(graph)
    ids = {entity["id"]: followthemoney.model.get(entity["schema"]) for entity in found}
    assert len(ids) == len(found)
    for entity in found:
        schema = ids[entity["id"]]
        schema.validate(entity)
        assert all(entity["properties"].get(name) for name in schema.required)
        proxy = followthemoney.model.get_proxy(entity, cleaned=False)
        assert {k: sorted(v) for k, v in proxy.to_dict()["properties"].items()} == {
            k: sorted(v) for k, v in entity["properties"].items()
        }
        for prop in proxy.iterprops():
            for value in proxy.get(prop) if prop.type.name == "entity" else ():
                assert ids[value].is_a(prop.range), (entity, prop.name)


def test_ftm_validate_accepts_it(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(b"".join(export(GRAPH, "ftm")) + b"".join(export(HOSTILE, "ftm")))
    command = [sys.executable, "-m", "followthemoney.cli", "validate", "-i", "in", "-o", "out"]
    if not (Path(sys.executable).parent / "ftm").exists():
        pytest.skip("the command ftm is not installed")
    command[:3] = [str(Path(sys.executable).parent / "ftm")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    count = len((tmp_path / "in").read_text("utf-8").splitlines())
    assert len((tmp_path / "out").read_text("utf-8").splitlines()) == count


def test_a_held_post_is_an_occupancy_with_its_proof() -> None:
    found = {entity["id"]: entity for entity in entities(GRAPH)}
    (held,) = (e for e in found.values() if e["properties"].get("holder") == [CHAIR.id])
    assert held["schema"] == "Occupancy"
    assert held["properties"]["description"] == ["集团董事长梅若兰"]
    assert held["properties"]["date"] == ["2021-06"]
    post = found[held["properties"]["post"][0]]
    assert post["properties"] == {"name": ["董事长"], "organization": [COMPANY.id]}
    article = found[held["properties"]["proof"][0]]
    assert (article["schema"], article["properties"]["name"]) == ("Article", ["竹浆项目开工"])


def test_every_class_and_relation_has_a_schema() -> None:
    rows = {row["term"]: row for row in tables.rows("ftm.tsv")}
    known = ontology.load()
    assert set(known.classes) <= set(rows)
    assert set(rows) <= {*known.classes, *known.predicates, "relation"}
    for row in rows.values():
        schema = followthemoney.model.get(row["schema"])
        assert schema is not None
        assert not schema.abstract
        assert all(schema.get(row[end]) for end in ("source", "target") if row[end])


def test_numbers_and_honours_are_notes() -> None:
    notes = [e["properties"] for e in entities(GRAPH) if e["schema"] == "Note"]
    assert [note["name"] for note in notes] == [["竹产业产值 12亿元"], ["产值 20亿元 +8.5%"], ["省级生态镇"]]
    assert all(note["entity"] and note["proof"] for note in notes)
    assert notes[0]["summary"] == ["number: 1200000000", "unit: CNY", "kind: actual", "period: 2020"]
