from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.demo import demo
from kg.errors import InputError
from kg.knowledge.tables import home


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo") / "here" / "kg-demo"
    demo(made)
    return made


def test_the_sample_becomes_a_graph_worth_a_look(folder: Path) -> None:
    graph = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
    assert len(graph["pages"]) == len(list((home("data") / "sample").glob("*.txt"))) >= 12
    assert len(graph["entities"]) >= 100
    assert len(graph["facts"]) >= 100
    assert len({fact["p"] for fact in graph["facts"]}) >= 10


def test_everything_is_there_and_said(folder: Path) -> None:
    result = demo(folder)
    assert result.page == folder / "graph.html"
    assert all(path.is_file() for path in result.files)
    assert {p.name for p in result.files} >= {"demo.kg", "graph.html", "graph.ttl", "graph.json"}
    lines = list(result)
    assert any(str(result.page) in line and "browser" in line for line in lines)
    assert not [line for line in lines if line.startswith("rejected")]


def test_a_second_run_writes_the_same_bytes(folder: Path) -> None:
    names = ("graph.html", "graph.ttl", "graph.json")
    before = {name: (folder / name).read_bytes() for name in names}
    result = demo(folder)
    assert {name: (folder / name).read_bytes() for name in names} == before
    assert result.summary.new == result.summary.replaced == 0


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="name another folder"):
        demo(tmp_path / "taken")
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"
