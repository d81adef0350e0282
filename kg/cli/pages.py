"""Commands from pages to records: build, extract, evaluate."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.common import output, output_option, tell, tell_rejects

if TYPE_CHECKING:
    from kg.build import Step, Summary
    from kg.page.lines import Reject

_inputs = click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
_workers = click.option(
    "-j",
    "--workers",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Processes that extract.",
)


@click.command()
@_inputs
@click.option(
    "-o", "--output", "workspace", required=True, metavar="NAME.kg", type=click.Path(path_type=Path)
)
@_workers
@click.option("--prune", is_flag=True, help="Remove pages of the workspace that are not among the inputs.")
@click.option("--rejects", metavar="FILE", help="Write what could not be read, as JSON lines with reasons.")
def build(inputs: tuple[str, ...], workspace: Path, workers: int, prune: bool, rejects: str | None) -> int:
    """Read pages into a workspace.

    INPUT is a file (.txt, .md, or .jsonl with id, text and optional date, title, source a line), a folder, a
    glob, or - for standard input. Pages that are held unchanged are skipped, changed ones replaced; a build
    that was stopped goes on where it was. Exit code 3 says that some inputs could not be read.

    \b
    kg build pages/ -o county.kg
    kg build 'papers/2020-*.txt' extra.jsonl -o county.kg -j 4
    curl -s https://example.org/items.jsonl | kg build - -o county.kg
    """  # noqa: D301
    from kg.build import Options
    from kg.build import build as built

    with _bar(sys.stderr.isatty()) as progress:
        summary = built(inputs, workspace, Options(workers, prune), progress)
    if rejects:
        _write_rejects(rejects, summary.rejects)
    _show(summary, workspace)
    return tell_rejects(summary.rejects)


@click.command()
@_inputs
@output_option
@_workers
def extract(inputs: tuple[str, ...], target: str, workers: int) -> int:
    """Print what pages state, a record (JSON object) a line.

    INPUT is as for kg build. A record holds the articles of the page, its entities with their mentions, and
    facts, measurements and honours with the offsets of their evidence.

    \b
    kg extract page.txt > page.json
    kg extract pages/ -o records.jsonl -j 4
    echo '本报讯 …' | kg extract -
    """  # noqa: D301
    from kg.build import Options
    from kg.build import records as read
    from kg.page.lines import Reject
    from kg.records import dumps

    rejects: list[Reject] = []
    with output(target) as file:
        for item in read(inputs, Options(workers)):
            if isinstance(item, Reject):
                rejects.append(item)
            else:
                file.write(dumps(item).rstrip("\n").encode() + b"\n")
    return tell_rejects(rejects)


@click.command()
@click.argument("files", metavar="GOLD RECORD...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--errors", is_flag=True, help="List every mistake.")
@click.option("--rules", "by_rule", is_flag=True, help="What each rule earns, and what the scores promise.")
@output_option
def evaluate(files: tuple[Path, ...], errors: bool, by_rule: bool, target: str) -> None:
    """Score records against gold ones, by type and predicate.

    Give pairs of files: a gold file and the record (or JSON lines of records, joined by page) for it. With
    --rules give the page itself in place of its record: it is read anew, and for each rule and recogniser the
    table says how often it fired, how often it was right, and how much no other rule would have brought.

    \b
    kg evaluate p1.gold.json p1.json
    kg evaluate --errors p1.gold.json p1.json p2.gold.json p2.json
    kg evaluate --rules p1.gold.json p1.txt
    """  # noqa: D301
    from kg import evaluate as scoring
    from kg import rules

    if len(files) % 2:
        raise click.UsageError("give pairs: a gold file, then the record for it")
    pairs = list(zip(files[::2], files[1::2], strict=True))
    with output(target) as file:
        if by_rule:
            file.write(rules.render(rules.rules_of_files(pairs)).encode())
        else:
            file.write(scoring.render(scoring.evaluate_files(pairs), errors).encode())


@contextmanager
def _bar(shown: bool) -> Iterator[Callable[[Step], None] | None]:
    """A progress bar with rate and time left on standard error, where there is a person to see it."""
    if not shown:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("pages"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("pages", total=None, rate="")

        def show(step: Step) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            rate = f"{step.characters / elapsed:,.0f} characters/s" if elapsed else ""
            bar.update(task, completed=step.done, total=step.total, rate=rate)

        yield show


def _show(summary: Summary, workspace: Path) -> None:
    """The summary as a table on standard error."""
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=escape(str(workspace)), box=box.SIMPLE, show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    for label, value in _rows(summary):
        table.add_row(label, value)
    Console(stderr=True).print(table)


def _rows(summary: Summary) -> Iterator[tuple[str, str]]:
    held = summary.held
    done = {
        "pages new": summary.new,
        "pages replaced": summary.replaced,
        "pages unchanged": summary.skipped,
        "pages removed": summary.removed,
        "inputs rejected": len(summary.rejects),
        "files of other formats": summary.passed_over,
        "held, not among the inputs (--prune removes)": summary.unseen,
    }
    always = ("pages new", "pages unchanged", "inputs rejected")
    yield from ((label, f"{value:,}") for label, value in done.items() if value or label in always)
    seconds = max(summary.seconds, 1e-9)
    yield (
        "characters read",
        f"{summary.characters:,} in {seconds:.1f} s ({summary.characters / seconds:,.0f}/s)",
    )
    yield "workspace: pages", f"{held.pages:,} ({held.characters:,} characters)"
    for kind in ("entities", "facts", "measurements", "honours"):
        yield f"workspace: {kind}", f"{getattr(held, kind):,}"


def _write_rejects(target: str, rejects: tuple[Reject, ...]) -> None:
    with output(target) as file:
        for r in rejects:
            row = {"source": r.source, "page": r.page, "reason": r.reason}
            file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    if target != "-":
        tell(f"{len(rejects)} rejects in {target}")
