"""A million triples out and asked, beside rdflib in the same run: `python -m tests.export.bench [TRIPLES]`.

A generated workspace is exported by the command as a process of its own, whose memory is what the system says
of it. Writers and queries are timed in this process, by the processor's time, so that what else the machine
does hardly counts; the best of a few rounds is taken. A question that rdflib does not answer in time counts
as that time. An engine is timed until its last row; beside it stands the whole of `kg.query.query`, whose
answer comes from a process of its own, as plain values. Nothing fails here because a machine is slow.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from kg.assemble import assemble
from kg.export import export
from kg.export.terms import Namespaces
from kg.query import LimitError, Limits, load, query
from kg.query.apart import apart
from kg.questions import Question, question, questions
from tests.export.generated import fill

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Store

    from kg.graph import Graph

TRIPLES = 1_000_000
ROUNDS = 3
PATIENCE = 10
"""Seconds that rdflib has for a question."""
YARDSTICKS = {"quads": 300_000, "memory": 500, "sparql": 20, "neo4j": 20}
"""Quads a second and megabytes; times faster than rdflib; seconds."""


@dataclass(frozen=True, slots=True)
class Command:
    """A run of the command: seconds by the clock and of the processor, megabytes at the most."""

    seconds: float
    processor: float
    megabytes: float


def main(triples: int = TRIPLES) -> None:
    """Measure all and print each figure as it comes."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = fill(Path(folder) / "bench.kg", triples)
        quads = Path(folder) / "bench.nq"
        for line in _measured(workspace, quads):
            print(line, flush=True)


def _measured(workspace: Path, quads: Path) -> Iterator[str]:
    nquads = _command(workspace, "nquads", quads)
    neo4j = _command(workspace, "neo4j-csv", quads.with_suffix(".zip"))
    with quads.open("rb") as file:
        count = sum(1 for _ in file)
    yield f"{count:,} quads; times in seconds of the processor unless said"
    yield ""
    yield f"kg export --to nquads, peak memory {nquads.megabytes:10,.0f} MB  yardstick < {YARDSTICKS['memory']} MB"
    yield (
        f"kg export --to neo4j-csv, whole run {neo4j.processor:9.1f}     yardstick < {YARDSTICKS['neo4j']}"
        f" ({neo4j.seconds:.1f} by the clock)"
    )
    graph = assemble(workspace)
    yield f"its writer alone {_best(lambda: sum(map(len, export(graph, 'neo4j-csv')))):28.1f}"
    yield ""
    yield from _asked(graph)
    yield ""
    yield from _writers(graph, quads, count)


def _command(workspace: Path, form: str, target: Path) -> Command:
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "kg", "export", str(workspace), "--to", form, "-o", str(target)]
    )
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise RuntimeError(f"kg export --to {form} failed")
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Command(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / scale)


def _writers(graph: Graph, quads: Path, count: int) -> Iterator[str]:
    """Bytes of N-Quads from what each holds in memory."""
    import rdflib

    ours = count / _best(lambda: sum(map(len, export(graph, "nquads"))))
    yield f"N-Quads out, ours {ours:27,.0f} /s  yardstick >= {YARDSTICKS['quads']:,}"
    dataset = rdflib.Dataset()
    dataset.parse(quads, format="nquads")
    target = quads.with_suffix(".rdflib")
    theirs = count / _best(lambda: dataset.serialize(target, format="nquads", encoding="utf-8"), 1)
    yield f"N-Quads out, rdflib {theirs:25,.0f} /s  ratio {ours / theirs:.1f}"


def _asked(graph: Graph) -> Iterator[str]:
    """Ours first: a small process is quick to fork, as a server is that holds one store."""
    import rdflib

    store = load(graph)
    ours = {question.name: _ours(store, question) for question in questions()}
    del store
    held = rdflib.Graph()
    held.parse(data=b"".join(export(graph, "ntriples")), format="nt")
    yield f"{len(held):,} triples"
    yield f"{'question':20}{'rows':>8}{'kg.query':>10}{'Oxigraph':>10}{'rdflib':>10}{'ratio':>8}"
    columns = []
    for name, (rows, whole, engine) in ours.items():
        theirs = _theirs(held, name)
        columns.append((whole, engine, theirs))
        yield f"{name:20}{rows:8,}{_times(whole, engine, theirs)}"
    medians = tuple(median(column) for column in zip(*columns, strict=True))
    yield f"{'median':28}{_times(*medians)}  yardstick >= {YARDSTICKS['sparql']}"
    yield f"median of the ratios {median(theirs / engine for _, engine, theirs in columns):.0f}"


def _times(whole: float, engine: float, theirs: float) -> str:
    late = ">" if theirs >= PATIENCE else " "
    return f"{whole:10.4f}{engine:10.4f}{late}{theirs:9.3f}{theirs / engine:8.0f}"


def _ours(store: Store, question: Question) -> tuple[int, float, float]:
    """Rows, seconds of this process and the one that a query runs in, and seconds of the engine alone."""
    text, patient, names = question.asked(), Limits(seconds=600), Namespaces().prefixes
    rows = len(query(store, text, limits=patient).rows)
    whole = _best(lambda: query(store, text, limits=patient), 2)
    return rows, whole, _best(lambda: list(store.query(text, prefixes=names)), 2)  # type: ignore[arg-type]


def _theirs(held: rdflib.Graph, name: str) -> float:
    text = question(name).standalone({})

    def work() -> float:
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE + 1))
        return _used(lambda: list(held.query(text)))

    try:
        return min(apart(work, Limits(seconds=None)), PATIENCE)
    except LimitError:
        return PATIENCE


def _best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    return min(_used(work) for _ in range(rounds))


def _used(work: Callable[[], object]) -> float:
    before = _processor()
    work()
    return _processor() - before


def _processor() -> float:
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
