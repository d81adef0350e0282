"""The floors of the house: a room imports only from lower ones, and none of its own floor."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1] / "kg"

#: Floors from the ground up; a room is a module or a package of `kg`.
FLOORS = (
    ("errors",),
    ("model", "ids", "files", "texts", "layout", "signed"),
    ("knowledge", "records", "agreement", "objections"),
    ("evaluate", "page", "resolve"),
    ("extract", "graph", "workspace"),
    ("build", "assemble", "export", "lookup", "analysis", "rules"),
    ("query", "validate", "stats", "explain", "view", "judge", "questions", "closure", "boards", "connect"),
    ("demo", "load", "serve"),
    ("cli",),
    ("__main__",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
SOCKETS = {"socket", "http", "urllib.request", "ftplib", "smtplib", "asyncio", "requests", "httpx"}


def modules() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imported(source: str) -> Iterator[str]:
    """Dotted names of all that a module imports, wherever the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_of(source: str) -> set[str]:
    names = [name.split(".") for name in imported(source)]
    return {parts[1] for parts in names if parts[0] == "kg" and len(parts) > 1 and parts[1] in FLOOR}


def upward(own: str, source: str) -> set[str]:
    return {other for other in rooms_of(source) if other != own and FLOOR[other] >= FLOOR[own]}


def test_every_room_has_a_floor() -> None:
    assert {room(path) for path in modules()} - {"__init__"} <= set(FLOOR)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_import_goes_up(path: Path) -> None:
    if room(path) != "__init__":
        assert upward(room(path), path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    ("own", "source"),
    [
        ("page", "from kg.extract import reading"),
        ("graph", "import kg.workspace"),
        ("model", "def f():\n    from kg import cli"),
        ("export", "if X:\n    from kg.query import query"),
    ],
)
def test_an_upward_or_level_import_is_seen(own: str, source: str) -> None:
    assert upward(own, source)


def test_only_the_workspace_knows_sqlite() -> None:
    users = [
        p for p in modules() if any(n.split(".")[0] == "sqlite3" for n in imported(p.read_text("utf-8")))
    ]
    assert {room(path) for path in users} == {"workspace"}


def test_only_loading_and_serving_open_a_socket() -> None:
    for path in (p for p in modules() if room(p) not in ("load", "serve")):
        names = {
            n for n in imported(path.read_text("utf-8")) for n in (n, n.rsplit(".", 1)[0], n.split(".")[0])
        }
        assert not names & SOCKETS, path


def test_modules_stay_small() -> None:
    assert {p.name: n for p in modules() if (n := len(p.read_text("utf-8").splitlines())) > 400} == {}


def test_functions_stay_short() -> None:
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) // 2] <= 10
    assert lengths[len(lengths) * 9 // 10] <= 30


def test_the_map_names_every_room() -> None:
    text = (HOUSE / "README.md").read_text("utf-8")
    rooms = {room(path) for path in modules()} - {"__init__"}
    assert {r for r in rooms if f"`{r}.py`" not in text and f"`{r}/`" not in text} == set()
