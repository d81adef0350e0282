from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.cli import _COMMANDS, run
from tests.tiny import extract

TEXT = "清河县农业农村局局长石万里说，今年全县粮食丰收。\n"
TINY = "import tests.tiny, kg.build; kg.build._extract = tests.tiny.extract; from kg.cli import main; main()"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
HEAVY = {
    "numpy",
    "rdflib",
    "networkx",
    "pyoxigraph",
    "pyvis",
    "jieba",
    "matplotlib",
    "pyshacl",
    "rich",
    "sqlite3",
}


@pytest.fixture(autouse=True)
def tiny(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("kg.build._extract", extract)
    monkeypatch.setattr("kg.build._recipe", lambda: "tiny-1")
    monkeypatch.chdir(tmp_path)


def page(name: str = "p1.txt", text: str = TEXT) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def python(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload]


def modules_after(code: str) -> set[str]:
    done = python("-X", "importtime", "-c", code, env=ENVIRONMENT)
    assert done.returncode == 0, done.stderr
    return {line.rsplit("|", 1)[1].strip() for line in done.stderr.splitlines() if "|" in line}


def test_import_kg_reads_next_to_nothing() -> None:
    names = modules_after("import kg")
    assert {n for n in names if n.startswith("kg")} == {"kg"}
    assert not names & (HEAVY | {"click"})


def test_help_imports_nothing_heavy() -> None:
    names = modules_after("from kg.cli import run; assert run(['--help']) == 0")
    assert not {n for n in names if n.split(".")[0] in HEAVY}
    assert not {n for n in names if n.startswith(("kg.extract", "kg.knowledge", "kg.view", "kg.export"))}


@pytest.mark.parametrize("command", sorted(_COMMANDS))
def test_every_command_teaches(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    text = capfd.readouterr().out
    examples = [line for line in text.splitlines() if re.match(rf"  .*\bkg {command}\b", line)]
    assert examples
    paragraphs = [p for p in text.split("\n\n") if p.startswith("  ") and "Options" not in p]
    assert len(" ".join(paragraphs)) > 150


def test_help_lists_every_command(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    text = capfd.readouterr().out
    assert all(re.search(rf"^  {command} ", text, re.M) for command in _COMMANDS)


def test_extract_writes_a_record_a_line(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["extract", page(), page("p2.txt")]) == 0
    rows = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [row["page"] for row in rows] == ["p1", "p2"]
    assert rows[0]["facts"][0]["p"] == "holdsPost"


def test_extract_to_a_file_and_from_standard_input() -> None:
    assert run(["extract", page(), "-o", "out.jsonl"]) == 0
    done = python("-c", TINY, "extract", "-", input=TEXT, env=ENVIRONMENT)
    assert done.returncode == 0
    given, wanted = json.loads(done.stdout), json.loads(Path("out.jsonl").read_text(encoding="utf-8"))
    assert given.pop("page") == "stdin"
    assert wanted.pop("page") == "p1"
    assert given == wanted


def test_output_is_whole_or_not_there() -> None:
    Path("out.jsonl").write_text("before", encoding="utf-8")
    assert run(["extract", "none.txt", "-o", "out.jsonl"]) == 1
    assert Path("out.jsonl").read_text(encoding="utf-8") == "before"
    assert os.listdir() == ["out.jsonl"]
    assert run(["extract", page(), "-o", "none/out.jsonl"]) == 1


def test_build_tells_what_it_did(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["build", page(), page("p2.txt", "无"), "-o", "x.kg"]) == 0
    out, err = capfd.readouterr()
    assert out == ""
    assert re.search(r"pages new +2", err)
    assert re.search(r"workspace: facts +1", err)
    assert run(["build", "p1.txt", "p2.txt", "-o", "x.kg"]) == 0
    assert re.search(r"pages unchanged +2", capfd.readouterr().err)


def test_build_with_rejects_exits_3_and_lists_them(capfd: pytest.CaptureFixture[str]) -> None:
    page()
    page("empty.txt", "")
    assert run(["build", ".", "-o", "x.kg", "--rejects", "rejects.jsonl"]) == 3
    assert "rejected empty.txt: empty" in capfd.readouterr().err
    (row,) = map(json.loads, Path("rejects.jsonl").read_text(encoding="utf-8").splitlines())
    assert row["page"] == "empty"
    assert run(["extract", "empty.txt"]) == 3


def foreign() -> None:
    with sqlite3.connect("foreign.kg") as db:
        db.execute("CREATE TABLE treasure (gold)")
    db.close()
    Path("text.kg").write_text("mine", encoding="utf-8")
    Path("empty").mkdir()
    page()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["build", "none.txt", "-o", "x.kg"], 1, "check the path"),
        (["build", "empty", "-o", "x.kg"], 1, "no pages"),
        (["build", "p1.txt", "-o", "foreign.kg"], 1, "name another"),
        (["build", "p1.txt", "-o", "text.kg"], 1, "name another"),
        (["build", "p1.txt", "-o", "none/x.kg"], 1, "choose another place"),
        (["build", "text.kg", "-o", "x.kg"], 1, "kg reads"),
        (["build", "p1.txt"], 2, "--output"),
        (["build", "-o", "x.kg"], 2, "INPUT"),
        (["build", "p1.txt", "-o", "x.kg", "-j", "0"], 2, "range"),
        (["extract", "p1.pdf"], 1, "check the path"),
        (["stats", "none.kg"], 1, "kg build"),
        (["stats", "text.kg"], 1, "no workspace"),
        (["stats", "foreign.kg"], 1, "no workspace"),
        (["stats", "empty"], 1, "cannot be opened"),
        (["export", "none.kg", "--to", "nonsense"], 2, "turtle"),
        (["export", "none.kg", "--to", "json"], 1, "kg build"),
        (["query", "none.kg"], 2, "-f FILE"),
        (["query", "none.kg", "-f", "none.rq"], 1, "SPARQL"),
        (["evaluate", "p1.txt"], 2, "pairs"),
        (["evaluate", "p1.txt", "none.json"], 1, "record"),
        (["nonsense"], 2, "No such command"),
        (["--nonsense"], 2, "No such option"),
    ],
)
def test_mistakes_are_one_clear_line_and_damage_nothing(
    arguments: list[str], code: int, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    foreign()
    before = {p: p.read_bytes() for p in Path().iterdir() if p.is_file()}
    assert run(arguments) == code
    err = capfd.readouterr().err
    assert said in err
    assert "Traceback" not in err
    if code == 1:
        assert len(err.splitlines()) == 1
    assert {p: p.read_bytes() for p in Path().iterdir() if p.is_file()} == before


@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n\0\0", "縣農業局局長".encode("big5") * 50, b"a" * 50_000_000, b"\xff\xfe\0"],
    ids=["empty", "binary", "encoding", "50 MB line", "half"],
)
@pytest.mark.parametrize("name", ["bad.txt", "bad.jsonl"])
def test_bad_pages_are_rejected_in_one_line(
    data: bytes, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_bytes(data)
    assert run(["build", page(), name, "-o", "x.kg"]) == 3
    err = capfd.readouterr().err
    assert len(re.findall("^rejected bad", err, re.M)) == 1
    assert "Traceback" not in err
    assert re.search(r"pages new +1", err)


DOORS = [
    (["export", "x.kg", "--to", "json"], '"holdsPost"'),
    (["export", "x.kg", "--to", "nquads"], "holdsPost"),
    (["query", "x.kg", "SELECT ?n WHERE { ?p a kg:Person ; rdfs:label ?n }", "--format", "csv"], "石万里"),
    (["query", "x.kg", "-f", "q.rq"], "石万里"),
    (["stats", "x.kg"], "Person"),
    (["explain", "x.kg", "石万里"], "局长"),
    (["view", "x.kg"], "石万里"),
    (["validate", "x.kg"], ""),
]


@pytest.mark.parametrize(
    ("arguments", "held"), DOORS, ids=lambda value: value[0] if isinstance(value, list) else ""
)
def test_every_door_opens(arguments: list[str], held: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["build", page(), "-o", "x.kg"]) == 0
    Path("q.rq").write_text("SELECT ?n WHERE { ?p a kg:Person ; rdfs:label ?n }", encoding="utf-8")
    capfdbinary.readouterr()
    assert run(arguments) == 0
    out = capfdbinary.readouterr().out
    assert held in out.decode()
    assert run([*arguments, "-o", "out"]) == 0
    assert Path("out").read_bytes() == out
    assert sorted(p.name for p in Path().iterdir()) == ["out", "p1.txt", "q.rq", "x.kg"]


def test_an_entity_that_is_not_there_is_told_in_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["build", page(), "-o", "x.kg"]) == 0
    capfd.readouterr()
    assert run(["explain", "x.kg", "无此人"]) == 2
    assert run(["view", "x.kg", "--around", "无此人"]) == 2
    assert len(capfd.readouterr().err.splitlines()) == 2


def test_unforeseen_fault_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("odd\nthing")

    monkeypatch.setattr("kg.build.build", fail)
    monkeypatch.delenv("KG_TRACEBACK", raising=False)
    assert run(["build", page(), "-o", "x.kg"]) == 1
    assert capfd.readouterr().err.count("\n") == 1
    monkeypatch.setenv("KG_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        run(["build", page(), "-o", "x.kg"])


def test_closed_pipe_is_no_fault() -> None:
    for number in range(200):
        page(f"q{number:03}.txt", TEXT * 20)
    command = f"'{sys.executable}' -c '{TINY}' extract . | head -c 10"
    done = subprocess.run(
        command,
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        env=ENVIRONMENT,
    )
    assert done.stdout == '{"page":"q'
    assert done.stderr == ""


def test_version(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert kg.__version__ in capfd.readouterr().out
