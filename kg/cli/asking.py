"""What is asked of a graph: a query as it was given, from a file, or a saved one by its name."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import graph_of
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.query import Answer


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that say what is asked."""

    text: str | None
    script: str | None
    name: str | None
    settings: tuple[str, ...]
    cypher: bool

    def answer(self, workspace: Path, seconds: float) -> Answer:
        """The answer of a workspace or, to Cypher, of a folder that `kg load` filled."""
        from kg.query import Limits

        text, limits = self._text(), Limits(seconds=seconds)
        if self.cypher:
            from kg.load.ladybug import cypher, folder_of

            folder = folder_of(str(workspace))
            return cypher(folder if folder.is_dir() else graph_of(workspace), text, limits=limits)
        from kg.query import query

        return query(graph_of(workspace), text, limits=limits)

    def _text(self) -> str:
        if sum(given is not None for given in (self.text, self.script, self.name)) != 1:
            raise click.UsageError("give a query, -f FILE with one, or --name of a saved one (--list)")
        if self.name is not None:
            return self._saved(self.name)
        if self.settings:
            raise click.UsageError("--set is for a saved question; give --name too")
        return self.text if self.text is not None else _read(self.script or "")

    def _saved(self, name: str) -> str:
        from kg.questions import question

        if not self.cypher:
            return question(name).asked(dict(map(_pair, self.settings)))
        if self.settings:
            raise click.UsageError("saved questions in Cypher take no --set; narrow the SPARQL one")
        return question(name).cypher()


def show_list(context: click.Context, option: click.Parameter, asked: bool) -> None:
    """Print the saved questions and leave, where it is asked for."""
    if asked:
        from kg.questions import listing

        click.echo(listing(), nl=False)
        context.exit()


def show_question(context: click.Context, option: click.Parameter, name: str | None) -> None:
    """Print the SPARQL of a saved question, with its prefixes, and leave, where it is asked for."""
    if name:
        from kg.questions import question

        click.echo(question(name).standalone(), nl=False)
        context.exit()


def _pair(setting: str) -> tuple[str, str]:
    key, equals, value = setting.partition("=")
    if not equals:
        raise click.UsageError(f"--set takes NAME=VALUE, such as --set place=…; {setting!r} has no =")
    return key.strip(), value


def _read(script: str) -> str:
    try:
        data = sys.stdin.buffer.read() if script == "-" else Path(script).read_bytes()
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{script}: cannot be read ({error}); give a file of SPARQL in UTF-8") from error
