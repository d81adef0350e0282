"""Positions of all entities of a graph, kept beside its workspace and computed anew where it has changed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.files import replacing
from kg.graph import Graph
from kg.ids import digest
from kg.layout import layout as placed

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

_WAY = "1"
"""Way of computing; another number makes every stored layout stale."""


def layout(graph: Graph, store: Path) -> Mapping[str, tuple[float, float]]:
    """Pixels (x, y) of every entity, by id; read from `store` where it holds those of this graph.

    Where `store` cannot be written the positions are only given back: they can be computed again.
    """
    import numpy

    number = {node.id: row for row, node in enumerate(graph.entities)}
    ends = numpy.array([(number[f.s], number[f.o]) for f in graph.facts], dtype=numpy.int64).reshape(-1, 2)
    mark = digest(_WAY, *number, str(ends.tolist()))
    points = _stored(store, mark, len(number))
    if points is None:
        points = numpy.round(placed(len(number), ends), 1).astype(numpy.float32)
        _keep(store, mark, points)
    return {i: (round(x, 1), round(y, 1)) for i, (x, y) in zip(number, points.tolist(), strict=True)}


def _stored(store: Path, mark: str, count: int) -> NDArray[numpy.float32] | None:
    import numpy

    try:
        head, _, body = store.read_bytes().partition(b"\n")
        points = numpy.load(io.BytesIO(body), allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    whole = head == mark.encode() and points.dtype == numpy.float32 and points.shape == (count, 2)
    return points if whole else None


def _keep(store: Path, mark: str, points: NDArray[numpy.float32]) -> None:
    import numpy

    body = io.BytesIO()
    numpy.save(body, points, allow_pickle=False)
    try:
        with replacing(store) as file:
            file.write(mark.encode() + b"\n" + body.getvalue())
    except InputError:
        return
