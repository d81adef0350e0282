"""Entities by id, name or alias, and the nearest names where none is meant."""

from __future__ import annotations

import heapq
import unicodedata

from kg.errors import ChoiceError
from kg.graph import Graph, Node

_SHOWN = 5
_ALIKE = 0.3


def find(graph: Graph, name: str) -> tuple[Node, ...]:
    """All entities of that id, name or alias, those of the name first; several may share one.

    Where none bears the name as written, spaces, width and case are passed over. Raises ChoiceError with
    the nearest names where none is found.
    """
    for fold in (str, _folded):
        wanted = fold(name)
        if not wanted:
            break
        called = [n for n in graph.entities if wanted in (n.id, fold(n.name))]
        also = [n for n in graph.entities if wanted in map(fold, n.aliases)]
        if called or also:
            return (*called, *(n for n in also if n not in called))
    raise ChoiceError(_unknown(name, nearest(graph, name)))


def find_one(graph: Graph, name: str) -> Node:
    """The one entity of that id, name or alias; raises ChoiceError where there is none or are several."""
    found = find(graph, name)
    if len(found) > 1:
        told = ", ".join(f"{node.id} ({node.type}, {len(node.mentions)} mentions)" for node in found[:_SHOWN])
        raise ChoiceError(f"{name} is borne by {len(found)} entities; give the id of one: {told}")
    return found[0]


def nearest(graph: Graph, name: str, count: int = _SHOWN) -> tuple[str, ...]:
    """Names and aliases most like a name: first those that hold it or that it holds."""
    wanted = _folded(name)
    forms = sorted({form for node in graph.entities for form in (node.name, *node.aliases)})
    liked = ((_likeness(wanted, _folded(form)), form) for form in forms)
    best = heapq.nsmallest(count, ((-score, form) for score, form in liked if score >= _ALIKE))
    return tuple(form for _, form in best)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _likeness(one: str, other: str) -> float:
    """Dice coefficient of the characters, and one more where one name stands in the other."""
    left, right = set(one), set(other)
    if not left or not right:
        return 0.0
    shared = 2 * len(left & right) / (len(left) + len(right))
    return shared + (one in other or other in one)


def _unknown(name: str, near: tuple[str, ...]) -> str:
    if not near:
        return f"{name}: no entity of that id, name or alias; `kg stats` shows the best connected ones"
    return f"{name}: no entity of that id, name or alias; nearest: {', '.join(near)}"
