"""Communities of a graph, kept beside its workspace: they take seconds where it is large."""

from __future__ import annotations

from pathlib import Path

from kg.analysis import communities
from kg.serve.index import Index
from kg.serve.stored import Stored, keep, mark, read

_WAY = "communities 1"


def groups(index: Index, store: Path) -> tuple[tuple[str, ...], ...]:
    """Entities by who has to do with whom, as `communities` gives them; read from `store` where it holds these."""
    import numpy

    told, held = mark(_WAY, index.graph), read(store)
    if held is None or held.mark != told or held.values.ndim != 1:
        of = {i: number for number, members in enumerate(communities(index.graph)) for i in members}
        held = Stored(told, tuple(of), numpy.fromiter(of.values(), numpy.int32, len(of)))
        keep(store, held)
    found: dict[int, list[str]] = {}
    for id_, number in zip(held.ids, held.values.tolist(), strict=True):
        found.setdefault(number, []).append(id_)
    return tuple(tuple(members) for _, members in sorted(found.items()))
