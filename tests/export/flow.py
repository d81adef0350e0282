"""Time and memory of each format over generated graphs: `python -m tests.export.flow [COPIES ...]`.

A copy is the handmade graph with ids of its own, some 440 triples. Memory is what an export holds at its peak
beyond the graph itself; for a line format it should not grow with the number of copies beyond the index of
quads (`kg.export.quads`), which `index` shows alone.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from dataclasses import replace
from typing import Any

from kg.export import export, formats
from kg.export.quads import triples
from kg.export.terms import Namespaces
from kg.graph import Graph, Source
from tests.handmade import GRAPH

_PARTS = ("pages", "articles", "entities", "facts", "measurements", "honours")


def generated(copies: int) -> Graph:
    """That many graphs side by side, each of other pages and entities."""
    held: dict[str, list[Any]] = {part: [] for part in _PARTS}
    for number in range(copies):
        for part in _PARTS:
            held[part] += [_copied(value, f"{number:07d}-") for value in getattr(GRAPH, part)]
    return Graph(**{part: tuple(sorted(found, key=lambda v: v.id)) for part, found in held.items()})


def _copied(value: Any, mark: str) -> Any:
    changed: dict[str, Any] = {"id": mark + value.id}
    for key in ("s", "o", "page"):
        if hasattr(value, key):
            changed[key] = mark + getattr(value, key)
    if hasattr(value, "mentions"):
        changed["mentions"] = tuple(replace(m, page=mark + m.page) for m in value.mentions)
    if hasattr(value, "evidence"):
        changed["evidence"] = tuple(_moved(source, mark) for source in value.evidence)
    return replace(value, **changed)


def _moved(source: Source, mark: str) -> Source:
    return replace(source, page=mark + source.page)


def timed(graph: Graph, to: str) -> tuple[float, int]:
    """Seconds and bytes of one export."""
    start = time.perf_counter()
    size = sum(map(len, export(graph, to)))
    return time.perf_counter() - start, size


def peak(graph: Graph, to: str) -> int:
    """Bytes that an export holds at its peak."""
    tracemalloc.start()
    if to == "index":
        next(iter(triples(graph, Namespaces())), None)
    else:
        for _ in export(graph, to):
            pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def main(sizes: list[int]) -> None:
    """Print a line for each format."""
    graphs = [generated(size) for size in sizes]
    counts = [sum(1 for _ in triples(graph)) for graph in graphs]
    print("triples", *(f"{count:>22,}" for count in counts), sep="\t")
    for to in ("index", *formats()):
        cells = []
        for graph in graphs:
            seconds, size = (0.0, 0) if to == "index" else timed(graph, to)
            cells.append(f"{seconds:6.2f} s {size / 1e6:6.1f} MB {peak(graph, to) / 1e6:6.1f} MB held")
        print(f"{to:16}", *cells, sep="\t", flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100, 450])
