"""What several commands share: inputs, outputs and the graph of a workspace."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from kg.files import replacing
from kg.texts import shown

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.page.lines import Reject

_SHOWN = 20
SOME_REJECTED = 3
"""Exit code of a run that finished but could not read all of its inputs."""

workspace_argument = click.argument("workspace", metavar="NAME.kg", type=click.Path(path_type=Path))
output_option = click.option(
    "-o",
    "--output",
    "target",
    default="-",
    show_default=True,
    metavar="FILE",
    help="Where to write; - is standard output.",
)


@contextmanager
def output(target: str) -> Iterator[BinaryIO]:
    """A place to write bytes: standard output for `-`, else a file that appears only when it is whole."""
    if target == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with replacing(Path(target)) as file:
        yield file


def graph_of(workspace: Path) -> Graph:
    """The graph of a workspace."""
    from kg.assemble import assemble

    return assemble(workspace)


def tell(message: str) -> None:
    """Say something to the person at the terminal, beside the output."""
    click.echo(shown(message), err=True)


def tell_rejects(rejects: Iterable[Reject]) -> int:
    """Show what could not be read, and why; the exit code that says so."""
    rejects = list(rejects)
    for reject in rejects[:_SHOWN]:
        tell(f"rejected {reject.source}: {reject.reason}")
    if len(rejects) > _SHOWN:
        tell(f"rejected {len(rejects) - _SHOWN} more; kg build --rejects FILE writes all of them")
    return SOME_REJECTED if rejects else 0
