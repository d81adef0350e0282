"""Commands by which a person says who is who: review, merge, split, undo, judgements."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import output, tell, workspace_argument
from kg.errors import InputError
from kg.texts import shown

if TYPE_CHECKING:
    from kg.judge import Voice
    from kg.resolve.ledger import Judgement
    from kg.resolve.review import Doubt, Side

_KEYS = {"s": "same", "d": "different", "u": "unsure"}
_ASK = "[s]ame 同 · [d]ifferent 异 · [u]nsure 不定 · [k] skip 略过 · [q]uit 退出 "
_by = click.option("--by", metavar="NAME", help="Who judges; else KG_USER or the name of the user.")
_why = click.option("--why", default="", metavar="TEXT", help="The reason, kept with the judgement.")


def _voice(by: str | None, why: str = "") -> Voice:
    """Who judges, now."""
    from kg.judge import Voice

    who = by or os.environ.get("KG_USER") or os.environ.get("USER") or ""
    return Voice(who, datetime.now(UTC).isoformat(timespec="microseconds"), why)


@click.command()
@workspace_argument
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Most pairs shown.")
@_by
def review(workspace: Path, limit: int, by: str | None) -> None:
    """Judge doubtful pairs, side by side with their sentences.

    Shows pairs whose score is near the border, the most doubtful first, with the reasons of the score. One
    key judges: s same, d different, u unsure, k skip, q quit. Each judgement is kept at once, beats every
    score and survives rebuilds; kg undo takes the last one back.

    \b
    kg review county.kg
    echo ssdq | kg review county.kg --by wang
    """  # noqa: D301
    from kg.judge import pending
    from kg.judge import review as reviewed

    found = pending(workspace)
    tell(f"{len(found):,} doubtful pairs")
    asked = _Asked(min(limit, len(found)))
    made = list(reviewed(workspace, found[:limit], asked.verdict, lambda: _voice(by)))
    tell(f"{len(made):,} judged")


class _Asked:
    """A person at the terminal, or a pipe of keys."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.number = 0
        self.over = False

    def verdict(self, doubt: Doubt) -> str:
        """Show a pair and read a key: the verdict, empty for none."""
        self.number += 1
        if self.over:
            return ""
        _show(doubt, f"{self.number} of {self.total}")
        while True:
            key = _key()
            if key in _KEYS:
                return _KEYS[key]
            self.over = key in ("q", "")
            if self.over or key == "k":
                return ""


def _key() -> str:
    """The next key, empty at the end of the input."""
    click.echo(_ASK, nl=False)
    if sys.stdin.isatty():
        key = click.getchar()
        click.echo(key)
        return "q" if key in ("\x03", "\x04", "\x1b") else key.lower()
    while True:
        key = sys.stdin.read(1)
        if not key or not key.isspace():
            click.echo(key)
            return key.lower()


def _show(doubt: Doubt, title: str) -> None:
    """A pair side by side."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    state = "one so far 目前合并" if doubt.joined else "two so far 目前分开"
    table = Table(title=Text(f"{title} · {state}"), box=box.SIMPLE, title_justify="left", expand=True)
    for side in (doubt.one, doubt.other):
        table.add_column(Text(shown(side.anchor.name)), ratio=1, overflow="fold")
    table.add_row(*(Text(_told(side)) for side in (doubt.one, doubt.other)))
    console = Console()
    console.print(table)
    console.print(Text(f"score 得分 {doubt.match}"))


def _told(side: Side) -> str:
    """What is known of one of a pair, in lines."""
    place = " · ".join(filter(None, (side.anchor.type, side.anchor.page, side.date)))
    return "\n".join((shown(place), *(f"“{shown(quote)}”" for quote in side.quotes)))


@click.command()
@workspace_argument
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@_by
@_why
def merge(workspace: Path, one: str, other: str, by: str | None, why: str) -> None:
    """Say that two entities are one.

    A and B are ids (kg explain shows them), or names that one entity alone bears. The judgement is a line in
    the ledger of the workspace: it beats every score and survives rebuilds.

    \b
    kg merge county.kg e0a1b2c3 e4d5e6f7 --why '同一人，先任副局长'
    """  # noqa: D301
    from kg.judge import merge as merged

    _report(merged(workspace, one, other, _voice(by, why)))


@click.command()
@workspace_argument
@click.argument("entity")
@click.argument("pages", metavar="[PAGE]...", nargs=-1)
@_by
@_why
def split(workspace: Path, entity: str, pages: tuple[str, ...], by: str | None, why: str) -> None:
    """Say that an entity is really several.

    What stands on the named pages is set apart from the rest; without pages, each page gets an entity of its
    own. kg explain shows the pages of an entity, and why they were held to speak of one.

    \b
    kg split county.kg e0a1b2c3 p0412 --why '同名不同人'
    """  # noqa: D301
    from kg.judge import split as divided

    _report(divided(workspace, entity, pages, _voice(by, why)))


@click.command()
@workspace_argument
@_by
@_why
def undo(workspace: Path, by: str | None, why: str) -> None:
    """Take back the last judgement.

    What the last merge or split wrote, or the last key of a review, no longer counts; it stays in the ledger
    as withdrawn. Once more takes back the one before.

    \b
    kg undo county.kg
    """  # noqa: D301
    from kg.judge import undo as undone

    taken = undone(workspace, _voice(by, why))
    for judgement in taken:
        tell(f"withdrawn: {judgement.a} / {judgement.b}: {judgement}")
    if not taken:
        tell("nothing to take back: no judgement stands")


@click.command()
@workspace_argument
@click.option("--to", "target", metavar="FILE", help="Write the ledger as lines; - is standard output.")
@click.option("--from", "origin", metavar="FILE", help="Add lines of another ledger; - is standard input.")
def judgements(workspace: Path, target: str | None, origin: str | None) -> None:
    """Share judgements as text, a line (JSON) each.

    Who is who, and what pages do not state. Lines name entities by page, type, name and place, so they hold in
    any workspace of the same pages. Lines that it holds already are not added again.

    \b
    kg judgements county.kg --to judgements.jsonl
    kg judgements other.kg --from judgements.jsonl
    """  # noqa: D301
    from kg.judge import lines, share

    if (target is None) == (origin is None):
        raise click.UsageError("give --to FILE or --from FILE")
    if target is not None:
        with output(target) as file:
            file.writelines(f"{line}\n".encode() for line in lines(workspace))
        return
    added, told = share(workspace, _lines(origin or "-"))
    tell(f"{added:,} of {told:,} judgements added")


def _lines(origin: str) -> list[str]:
    """The lines of a file, or of standard input for `-`."""
    try:
        data = sys.stdin.buffer.read() if origin == "-" else Path(origin).read_bytes()
        return data.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{origin}: cannot be read ({error}); give lines of kg judgements --to") from error


def _report(made: tuple[Judgement, ...]) -> None:
    for judgement in made:
        tell(f"{judgement.a} / {judgement.b}: {judgement}")
