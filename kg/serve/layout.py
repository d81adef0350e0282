"""Positions of all entities of a graph, kept beside its workspace; where it grows, what stood stays where it was."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph import Graph
from kg.layout import layout as placed
from kg.serve.stored import Stored, keep, mark, read

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Points = NDArray[numpy.float32]

_WAY = "2"
"""Way of computing; another number makes every stored layout stale."""
_LOOSE = 0.1
"""Share of entities that may stand where their neighbours let them, before all are laid out anew."""
_GOLDEN = 2.399963
_ROOM = 30.0
"""Pixels from its neighbours at which a new entity stands."""


def layout(graph: Graph, store: Path) -> Mapping[str, tuple[float, float]]:
    """Pixels (x, y) of every entity, by id; read from `store` where it holds those of this graph.

    Of a graph that changed a little, those that were there keep their places, so that a person finds them again
    and need not wait. Where `store` cannot be written the positions are only given back.
    """
    told, held = mark(_WAY, graph), read(store)
    if held is None or held.values.shape != (len(held.ids), 2):
        held = None
    if held is None or held.mark != told:
        held = _followed(graph, told, held) if held else None
        held = held or _anew(graph, told)
        keep(store, held)
    return {i: (round(x, 1), round(y, 1)) for i, (x, y) in zip(held.ids, held.values.tolist(), strict=True)}


def _anew(graph: Graph, told: str) -> Stored:
    import numpy

    number = {node.id: row for row, node in enumerate(graph.entities)}
    ends = numpy.array([(number[f.s], number[f.o]) for f in graph.facts], dtype=numpy.int64).reshape(-1, 2)
    return Stored(told, tuple(number), numpy.round(placed(len(number), ends), 1).astype(numpy.float32))


def _followed(graph: Graph, told: str, held: Stored) -> Stored | None:
    """Those that are known where they were, each new one beside its neighbours; None where too many are new."""
    import numpy

    places = dict(zip(held.ids, held.values.tolist(), strict=True))
    new = {node.id: turn for turn, node in enumerate(n for n in graph.entities if n.id not in places)}
    loose = held.loose + len(new)
    if not places or loose > _LOOSE * len(graph.entities):
        return None
    beside: dict[str, list[list[float]]] = {}
    for fact in graph.facts:
        for one, other in ((fact.s, fact.o), (fact.o, fact.s)):
            if one in new and other in places:
                beside.setdefault(one, []).append(places[other])
    rim = float(numpy.abs(held.values).max()) + _ROOM
    for id_, turn in new.items():
        spot = numpy.mean(beside[id_], axis=0) if id_ in beside else numpy.zeros(2)
        away = _ROOM if id_ in beside else rim
        places[id_] = (
            spot + away * numpy.array([numpy.cos(turn * _GOLDEN), numpy.sin(turn * _GOLDEN)])
        ).tolist()
    ids = tuple(node.id for node in graph.entities)
    points: Points = numpy.array([places[i] for i in ids], dtype=numpy.float32).reshape(-1, 2)
    return Stored(told, ids, numpy.round(points, 1), loose)
