"""Both READMEs tell the same, of files and commands that are there."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from kg.cli import group
from tests import figures, tour

TEXTS = {path.name: path.read_text(encoding="utf-8") for path in tour.READMES}
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
_NAMED = re.compile(r"`((?:data|kg|ontology)/[\w./]+)`")
_CODE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_REHEARSED = ("build", "stats", "explain", "query", "view", "export", "extract")


@pytest.mark.parametrize("name", TEXTS)
def test_what_a_readme_names_is_there(name: str) -> None:
    named = [*_LINK.findall(TEXTS[name]), *_NAMED.findall(TEXTS[name])]
    assert len(named) > 15
    assert [path for path in named if not (tour.ROOT / path).exists()] == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_is_told_of(name: str) -> None:
    commands = group.list_commands(click.Context(group))
    assert [c for c in commands if f"kg {c}" not in TEXTS[name]] == []


def test_the_twins_have_the_same_parts() -> None:
    shapes = [
        (
            re.findall(r"^#+|^\* |^\|", text, re.M),
            tour.commands(text),
            [
                body
                for language, body in _CODE.findall(text)
                if language not in {"console", "sh"} and "▶" not in body
            ],
        )
        for text in TEXTS.values()
    ]
    assert shapes[0] == shapes[1]


def test_the_two_commands_are_those_of_the_makefile() -> None:
    targets = re.findall(r"^(\w+):", (tour.ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    for text in TEXTS.values():
        commands = re.findall(r"^make (\w+)", text, re.M)
        assert commands == ["demo", "test"]
        assert set(commands) <= set(targets)


def test_the_tour_runs(tmp_path: Path) -> None:
    text = next(iter(TEXTS.values()))
    kept = [c for c in tour.commands(text) if any(f"kg {name} " in c for name in _REHEARSED)]
    told = tour.ran("```console\n" + "".join(f"$ {c}\n" for c in kept) + "```\n", tmp_path)
    parts = re.split(r"^\$ .*\n", told, flags=re.M)[1:]
    assert len(parts) == len(kept) == len(_REHEARSED)
    assert all(part.removesuffix("```\n").strip() for part in parts)


def test_figures_go_between_their_comments_alone() -> None:
    text = "a\n<!-- figures: speed -->\nold\n<!-- /figures -->\nb\n<!-- figures: quality -->\n<!-- /figures -->\n"
    once = figures.placed(text, "speed", iter(["| 1 |"]))
    assert once == text.replace("old\n", "\n| 1 |\n\n")
    assert figures.placed(once, "speed", iter(["| 1 |"])) == once
    with pytest.raises(ValueError, match="speed"):
        figures.placed("nothing", "speed", iter([]))


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("block", ["quality", "kinds", "speed"])
def test_figures_are_filled_in(name: str, block: str) -> None:
    rows = re.search(rf"<!-- figures: {block} -->\n(.*?)<!-- /figures -->", TEXTS[name], re.S)
    assert rows is not None
    assert rows[1].count("\n|") >= 5
