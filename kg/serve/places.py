"""Places of a graph by hierarchy, with how much lies in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from kg.knowledge.ontology import load
from kg.serve.index import Index

_AREAS = ("AdministrativeDivision", "Zone")


@lru_cache(maxsize=2)
def above(index: Index) -> Mapping[str, str]:
    """The next larger area of each area: by its code, else as the best sentence says; never in a circle."""
    areas = sorted(n.id for n in index.graph.entities if n.type in _AREAS)
    by_code = {_full(code): i for i in areas if (code := index.nodes[i].code)}
    found: dict[str, str] = {}
    for id_ in areas:
        for larger in (*_coded(index.nodes[id_].code or "", by_code), *_stated(index, id_)):
            if not _reaches(found, larger, id_):
                found[id_] = larger
                break
    return found


def _coded(code: str, by_code: Mapping[str, str]) -> list[str]:
    """Larger areas by their codes, the nearest first."""
    digits = [d for d, _ in load().levels]
    full = _full(code)
    own = next((d for d in digits if not full[d:].strip("0")), 0) if code else 0
    larger = [_full(full[:d]) for d in reversed(digits) if d < own]
    return [by_code[c] for c in larger if c in by_code]


def _full(code: str) -> str:
    """A code with the zeros that stand for all that lies in it."""
    return code.ljust(load().levels[-1][0], "0")


def _stated(index: Index, id_: str) -> list[str]:
    facts = [f for f in index.facts_of(id_) if f.p == "locatedIn" and f.s == id_]
    facts = [f for f in facts if index.nodes[f.o].type in _AREAS]
    return [f.o for f in sorted(facts, key=lambda f: (-f.score, f.id))]


def _reaches(above: Mapping[str, str], start: str, end: str) -> bool:
    """Whether one comes from an area to another on the way up."""
    here: str | None = start
    while here is not None:
        if here == end:
            return True
        here = above.get(here)
    return False


def chain(index: Index, id_: str) -> list[str]:
    """The areas that an entity lies in, the smallest first."""
    larger = above(index)
    first = larger.get(id_) or next(iter(_stated(index, id_)), None)
    found: list[str] = []
    while first is not None and first not in found:
        found.append(first)
        first = larger.get(first)
    return found


@lru_cache(maxsize=2)
def smaller(index: Index) -> Mapping[str, tuple[str, ...]]:
    """The next smaller areas of each area, the best connected first."""
    found: dict[str, list[str]] = {}
    for id_, parent in above(index).items():
        found.setdefault(parent, []).append(id_)
    return {i: tuple(sorted(held, key=lambda j: (-index.degrees[j], j))) for i, held in found.items()}


def roots(index: Index) -> list[dict[str, Any]]:
    """All areas as trees, the fullest first; each with what lies in it."""
    larger = above(index)
    inside = Counter(f.o for f in index.graph.facts if f.p == "locatedIn" and f.s not in larger)
    areas = [n.id for n in index.graph.entities if n.type in _AREAS]
    return _sorted([_tree(index, i, inside) for i in areas if i not in larger])


def _tree(index: Index, id_: str, inside: Mapping[str, int]) -> dict[str, Any]:
    node = index.nodes[id_]
    children = _sorted([_tree(index, i, inside) for i in smaller(index).get(id_, ())])
    own = inside.get(id_, 0)
    return {
        "id": id_,
        "label": node.name,
        "type": node.type,
        "code": node.code,
        "level": load().level(node.code) if node.code else None,
        "entities": own,
        "facts": index.degrees[id_],
        "measurements": len(index.measurements.get(id_, ())),
        "all": own + sum(child["all"] + 1 for child in children),
        "children": children,
    }


def _sorted(trees: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(trees, key=lambda tree: (-tree["all"], -tree["facts"], tree["id"]))
