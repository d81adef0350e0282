"""A graph from which one statement of one page is taken, with all tables at hand: no page need be read anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kg.analysis import joined
from kg.graph import Edge, Graph, Observation
from kg.ids import digest
from kg.serve.index import Claim, Index

_SAME = ("nodes", "sheets", "stories", "named", "on_page", "types", "posts", "ranked")
"""Tables that say nothing of statements, or only how they were ranked before."""


def without(index: Index, claim: Claim, page: str) -> Index:
    """The index without what a page states of a claim; one that no other page states is gone.

    Who is who stays as it was: what the denial changes there is seen once the workspace is read again.
    """
    left = tuple(source for source in claim.evidence if source.page != page)
    now: tuple[Any, ...] = (replace(claim, evidence=left, score=max(s.score for s in left)),) if left else ()
    made = Index(_graph(index.graph, claim, now), index.merges)
    told = vars(made)
    told |= {name: table for name, table in vars(index).items() if name in _SAME}
    told["version"] = digest(index.version, claim.id, page)
    told["claims"] = {i: c for i, c in index.claims.items() if i != claim.id} | {c.id: c for c in now}
    told["by_page"] = dict(index.by_page) | {
        sheet: _swapped(index.by_page[sheet], claim, now if sheet != page else ())
        for sheet in {source.page for source in claim.evidence}
    }
    ends = (claim.s, claim.o) if isinstance(claim, Edge) else (claim.s,)
    table = getattr(index, _table(claim))
    told[_table(claim)] = dict(table) | {end: _swapped(table[end], claim, now) for end in ends}
    if isinstance(claim, Edge):
        told["near"] = dict(index.near) | {end: joined(told["facts"][end]).get(end, {}) for end in ends}
        told["degrees"] = dict(index.degrees) | {end: index.degrees[end] - 1 + len(now) for end in ends}
    return made


def _table(claim: Claim) -> str:
    """The table of a graph, and of its index, that holds a statement."""
    if isinstance(claim, Edge):
        return "facts"
    return "measurements" if isinstance(claim, Observation) else "honours"


def _graph(graph: Graph, claim: Claim, now: tuple[Any, ...]) -> Graph:
    name = _table(claim)
    return replace(graph, **{name: _swapped(getattr(graph, name), claim, now)})


def _swapped(held: Iterable[Claim], claim: Claim, now: tuple[Any, ...]) -> tuple[Any, ...]:
    """Statements with `now` in the place of one of them."""
    return tuple(other for one in held for other in (now if one.id == claim.id else (one,)))
