from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from kg.assemble import assemble
from kg.cli import run
from kg.lookup import find
from kg.model import Page
from kg.workspace import create, open_to_read
from tests.cli.test_cli import page, tiny
from tests.resolve.pages import record

__all__ = ["tiny"]
FIRST = "清河县农业农村局局长石万里说，今年全县粮食丰收。\n"
SECOND = "清河县农业农村局局长石万里介绍，良种补贴已到户。\n"
FAR = "安吉县农业农村局局长石万里表示，白茶采摘开园。\n"


@pytest.fixture
def held(tmp_path: Path) -> Path:
    page("p1.txt", FIRST), page("p2.txt", SECOND), page("p3.txt", FAR)
    assert run(["build", "p1.txt", "p2.txt", "p3.txt", "-o", "x.kg"]) == 0
    return tmp_path / "x.kg"


def entities(name: str) -> dict[str, set[str]]:
    """Ids of the entities of a name, each with its pages."""
    return {node.id: {m.page for m in node.mentions} for node in find(assemble("x.kg"), name)}


def pages(name: str = "石万里") -> list[set[str]]:
    return sorted(entities(name).values(), key=sorted)


def rebuilt() -> None:
    """The workspace read anew from its pages with another recipe, the ledger kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.build._recipe", lambda: "tiny-2")
        assert run(["build", "p3.txt", "p2.txt", "p1.txt", "-o", "x.kg"]) == 0


def test_a_wrong_merge_is_found_split_and_stays_apart(held: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert pages() == [{"p1", "p2"}, {"p3"}]
    wrong = next(i for i, on in entities("石万里").items() if "p1" in on)
    assert run(["explain", "x.kg", wrong]) == 0
    assert "p1 = p2: same by certain key 石万里" in capfd.readouterr().out
    assert run(["split", "x.kg", wrong, "p2", "--by", "罗青", "--why", "同名"]) == 0
    assert pages() == [{"p1"}, {"p2"}, {"p3"}]
    rebuilt()
    assert pages() == [{"p1"}, {"p2"}, {"p3"}]
    assert run(["explain", "x.kg", "石万里"]) == 0
    assert "p1 ≠ p2: judged different by 罗青" in capfd.readouterr().out


def test_a_merge_beats_the_scores_and_is_taken_back(held: Path, capfd: pytest.CaptureFixture[str]) -> None:
    one, other = entities("石万里")
    assert run(["merge", "x.kg", one, other, "--by", "罗青", "--why", "调任"]) == 0
    rebuilt()
    assert pages() == [{"p1", "p2", "p3"}]
    assert run(["explain", "x.kg", "石万里"]) == 0
    assert "judged same by 罗青" in capfd.readouterr().out
    assert run(["undo", "x.kg"]) == 0
    assert pages() == [{"p1", "p2"}, {"p3"}]
    assert run(["undo", "x.kg"]) == 0
    assert "nothing to take back" in capfd.readouterr().err


def test_undo_takes_back_all_that_a_split_wrote_and_no_more(held: Path) -> None:
    one, other = entities("石万里")
    run(["merge", "x.kg", one, other])
    whole = next(iter(entities("石万里")))
    assert run(["split", "x.kg", whole]) == 0
    assert pages() == [{"p1"}, {"p2"}, {"p3"}]
    assert run(["undo", "x.kg"]) == 0
    assert pages() == [{"p1", "p2", "p3"}]


def test_judgements_travel_as_lines(held: Path, capfd: pytest.CaptureFixture[str]) -> None:
    one, other = entities("石万里")
    run(["merge", "x.kg", one, other, "--by", "罗青"])
    assert run(["judgements", "x.kg", "--to", "told.jsonl"]) == 0
    row = json.loads(Path("told.jsonl").read_text(encoding="utf-8"))
    assert {row["a"][0], row["b"][0]} <= {"p1", "p2", "p3"}
    assert (row["a"][1], row["a"][2], row["verdict"], row["by"]) == ("Person", "石万里", "same", "罗青")
    held.unlink()
    run(["build", "p1.txt", "p2.txt", "p3.txt", "-o", "x.kg"])
    assert pages() == [{"p1", "p2"}, {"p3"}]
    assert run(["judgements", "x.kg", "--from", "told.jsonl"]) == 0
    assert run(["judgements", "x.kg", "--from", "told.jsonl"]) == 0
    assert "0 of 1 judgements added" in capfd.readouterr().err
    assert pages() == [{"p1", "p2", "p3"}]


def test_lines_that_are_no_judgements_change_nothing(held: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("told.jsonl").write_text('{"a": 1}\n', encoding="utf-8")
    assert run(["judgements", "x.kg", "--from", "told.jsonl"]) == 1
    assert "kg judgements --to" in capfd.readouterr().err
    assert run(["judgements", "x.kg"]) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["merge", "x.kg", "石万里", "清河县农业农村局"], "is borne by 2 entities"),
        (["merge", "x.kg", "清河县农业农村局", "清河县农业农村局"], "are one entity already"),
        (["split", "x.kg", "清河县农业农村局", "p9"], "p9: not a page of this entity"),
        (["split", "x.kg", "安吉县农业农村局"], "nothing to split"),
        (["split", "x.kg", "无此人"], "no entity of that id"),
    ],
)
def test_what_cannot_be_judged_is_said(
    held: Path, arguments: list[str], told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert told in capfd.readouterr().err
    assert run(["merge", "no.kg", "a", "b"]) == 1
    assert not Path("no.kg").exists()


def doubtful(path: str) -> None:
    """A workspace with two pairs of namesakes in two bureaus of one county each."""
    with create(path) as workspace:
        for number, (name, bureau) in enumerate(
            [("余知微", "教育局"), ("余知微", "水利局"), ("石万里", "教育局"), ("石万里", "水利局")]
        ):
            text = f"沛县{bureau}局长{name}说，工作顺利。"
            made = record(
                f"q{number}",
                {
                    "c": ("AdministrativeDivision", "沛县"),
                    "b": ("PublicBody", f"沛县{bureau}"),
                    "x": ("Person", name),
                },
                [("b", "jurisdiction", "c"), ("x", "holdsPost", "b", "局长")],
            )
            workspace.put(Page(f"q{number}", text), made, "r")


def reviewed(keys: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(keys))
    return run(["review", "y.kg", "--by", "罗青"])


def test_a_review_by_pipe_shows_evidence_and_keeps_each_judgement(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    doubtful("y.kg")
    assert reviewed("x k s", monkeypatch) == 0
    out, err = capfd.readouterr()
    assert "2 doubtful pairs" in err
    assert "1 judged" in err
    assert "“引文”" in out
    assert "score 得分 +0.60 = same name +0.40 same county +0.20" in out
    with open_to_read("y.kg") as held:
        assert [(j.verdict, j.by) for j in held.judgements()] == [("same", "罗青")]
    assert reviewed("u", monkeypatch) == 0
    assert "1 doubtful pairs" in capfd.readouterr().err
    assert reviewed("", monkeypatch) == 0
    assert "0 doubtful pairs" in capfd.readouterr().err


def test_a_review_left_judges_nothing_more(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    doubtful("y.kg")
    assert reviewed("qss", monkeypatch) == 0
    assert "0 judged" in capfd.readouterr().err
    assert reviewed("d", monkeypatch) == 0
    assert "1 judged" in capfd.readouterr().err
