"""The sample that ships, built and written in every form that a first look needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.assemble import assemble
from kg.build import Summary, build
from kg.errors import InputError, MissingExtraError
from kg.export import export
from kg.files import replacing
from kg.graph import Graph
from kg.knowledge.tables import data_path

_WORKSPACE = "demo.kg"
_PAGE = "graph.html"
_EXPORTS = (("graph.ttl", "turtle"), ("graph.json", "json"))
_PLOT = "stats.png"
_DRAWN = 1500
"""Entities drawn at most: all of the sample."""


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What the demo made. Iterating over it gives the lines that say so."""

    summary: Summary
    workspace: Path
    page: Path
    """The page to open in a browser."""
    files: tuple[Path, ...]
    """Everything written, the workspace and the page among it."""
    counts: str
    """What the graph holds, in words."""
    notes: tuple[str, ...] = ()
    """What was left out, and why."""

    def __iter__(self) -> Iterator[str]:
        """What was made, and what to do with it."""
        held = self.summary.held
        yield f"{held.pages} sample pages: {self.counts}"
        yield from (f"rejected {reject.source}: {reject.reason}" for reject in self.summary.rejects)
        yield from (f"wrote {path}" for path in self.files)
        yield from self.notes
        yield f"open {self.page} in a browser; it works offline"
        yield f"then explore: kg serve {self.workspace}"


def demo(folder: Path) -> DemoResult:
    """Build the sample pages in a folder, made where it is missing: workspace, page, exports and a plot.

    Files of an earlier run are replaced. The plot is left out where matplotlib is not installed. Raises
    InputError where the folder cannot be made or written.
    """
    _make(folder)
    workspace = folder / _WORKSPACE
    summary = build([str(page) for page in sorted(data_path("sample").glob("*.txt"))], workspace)
    graph = assemble(workspace)
    files = [workspace, _page(graph, folder / _PAGE)]
    for name, form in _EXPORTS:
        with replacing(folder / name) as file:
            file.writelines(export(graph, form))
        files.append(folder / name)
    notes = _plot(graph, folder / _PLOT)
    files.extend([] if notes else [folder / _PLOT])
    counts = (
        f"{len(graph.entities)} entities, {len(graph.facts)} facts, "
        f"{len(graph.measurements)} measurements, {len(graph.honours)} honours"
    )
    return DemoResult(summary, workspace, folder / _PAGE, tuple(files), counts, notes)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be made ({error.strerror}); name another folder") from error


def _page(graph: Graph, path: Path) -> Path:
    from kg.view import view

    with replacing(path) as file:
        file.write(view(graph, limit=_DRAWN).encode("utf-8"))
    return path


def _plot(graph: Graph, path: Path) -> tuple[str, ...]:
    """Draws the plot; where matplotlib is missing, says so instead."""
    from kg.stats import plot, stats

    try:
        plot(stats(graph), path)
    except MissingExtraError as error:
        return (f"no plot: {error}",)
    return ()
