"""The command that sends a graph to a database elsewhere: load."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import graph_of, tell, workspace_argument

if TYPE_CHECKING:
    from kg.load.difference import Step


@click.command()
@workspace_argument
@click.argument("target", metavar="ADDRESS")
@click.option(
    "--store", default="", metavar="URL", help="Graph store of a SPARQL server that kg does not know."
)
@click.option("--update", default="", metavar="URL", help="Send by SPARQL Update to this address instead.")
@click.option(
    "--batch", type=click.IntRange(1, 100_000), default=1000, show_default=True, help="Items in one request."
)
def load(workspace: Path, target: str, store: str, update: str, batch: int) -> None:
    """Send a graph to a database, or what has changed in it.

    ADDRESS is bolt://HOST:PORT/NAME (Neo4j and others that speak Bolt; extra: bolt), the address of the
    queries of a SPARQL server (http://HOST:PORT/sparql), or ladybug:FOLDER (an embedded database; extra:
    ladybug). The database then holds the graph of the workspace: what is new or changed is sent, what is
    gone is removed, what kg did not put there is left alone. A load that was stopped goes on where it was.
    User and password are taken from KG_LOAD_USER and KG_LOAD_PASSWORD.

    \b
    kg load county.kg bolt://127.0.0.1:7687
    kg load county.kg http://127.0.0.1:8890/sparql
    kg load county.kg ladybug:county-db
    """  # noqa: D301
    from kg.load import Settings
    from kg.load import load as loaded

    user, password = (os.environ.get(f"KG_LOAD_{name}", "") for name in ("USER", "PASSWORD"))
    settings = Settings(user, password, batch, store, update)
    with _bar(sys.stderr.isatty()) as progress:
        done = loaded(graph_of(workspace), target, settings, progress)
    tell(
        f"{done.added:,} added, {done.changed:,} changed, {done.removed:,} removed, "
        f"{done.unchanged:,} unchanged"
    )


@contextmanager
def _bar(shown: bool) -> Iterator[Callable[[Step], None] | None]:
    """A progress bar on standard error, where there is a person to see it."""
    if not shown:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("items", total=None)
        yield lambda step: bar.update(task, completed=step.done, total=step.total)
