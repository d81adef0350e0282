"""Arrays that take long to compute, kept beside the workspace they were computed of."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.files import replacing
from kg.graph import Graph
from kg.ids import digest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """A row of `values` for each of `ids`; `mark` tells the graph, `loose` how many rows were only estimated."""

    mark: str
    ids: Sequence[str]
    values: Rows
    loose: int = 0


def mark(way: str, graph: Graph) -> str:
    """What tells a graph, as far as links count: another way of computing has other marks."""
    return digest(way, *(node.id for node in graph.entities), *(f"{f.s} {f.o}" for f in graph.facts))


def read(path: Path) -> Stored | None:
    """What a file keeps; None where it is missing or none of ours."""
    import numpy

    try:
        head, _, body = path.read_bytes().partition(b"\n")
        told = json.loads(head)
        found = Stored(
            told["mark"], told["ids"], numpy.load(io.BytesIO(body), allow_pickle=False), told["loose"]
        )
        return found if len(found.ids) == len(found.values) else None
    except (OSError, ValueError, EOFError, KeyError, TypeError):
        return None


def keep(path: Path, stored: Stored) -> None:
    """Keep it; where the file cannot be written nothing is lost: it can be computed again."""
    import numpy

    head = {"mark": stored.mark, "loose": stored.loose, "ids": list(stored.ids)}
    body = io.BytesIO()
    numpy.save(body, stored.values, allow_pickle=False)
    try:
        with replacing(path) as file:
            file.write(json.dumps(head).encode() + b"\n" + body.getvalue())
    except InputError:
        return
