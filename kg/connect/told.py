"""Connections as text for a terminal, each with the sentence that states it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.analysis import betweenness, communities, degrees, joined, pagerank, paths, simple
from kg.connect.compare import Comparison, Shelf, compare
from kg.errors import ChoiceError
from kg.graph import Edge, Graph, Node
from kg.knowledge.ontology import load
from kg.lookup import find_one
from kg.texts import shown, table

MEASURES = ("degree", "betweenness", "pagerank")
_MEMBERS = 8
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity with its measures, in the order of MEASURES."""

    node: Node
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one entity to another: the entities, and between each two the surest fact."""

    nodes: tuple[Node, ...]
    facts: tuple[Edge, ...]


def ways(graph: Graph, one: str, other: str, most: int = 5) -> tuple[Path, ...]:
    """The shortest paths between two entities (id, or a name that one alone bears), the strongest first.

    Raises ChoiceError where a name is unknown or borne by several.
    """
    ends = find_one(graph, one), find_one(graph, other)
    nodes = {node.id: node for node in graph.entities}
    near = joined(graph.facts)
    return tuple(
        Path(
            tuple(nodes[i] for i in way),
            tuple(max(near[a][b], key=lambda f: (f.score, f.id)) for a, b in pairwise(way)),
        )
        for way in paths(near, ends[0].id, ends[1].id, most)
    )


def ways_text(found: Sequence[Path]) -> str:
    """Paths with the sentence of every step."""
    if not found:
        return "no path: nothing that is stated leads from the one to the other 无路径\n"
    lines = []
    for number, path in enumerate(found, 1):
        lines += [f"{number}. {' – '.join(shown(node.name) for node in path.nodes)}"]
        lines += [f"   {_said(fact, path)}" for fact in path.facts]
    return "\n".join(lines) + "\n"


def _said(fact: Edge, path: Path) -> str:
    names = {node.id: shown(node.name) for node in path.nodes}
    qualified = "".join(f" {shown(value)}" for _, value in fact.q)
    best = max(fact.evidence, key=lambda s: (s.score, s.page, s.start), default=None)
    source = f" “{shown(best.quote)}” ({shown(best.page)} {shown(best.date or '')})" if best else ""
    return f"{names[fact.s]} {_label(fact.p)}{qualified} {names[fact.o]}:{source}".rstrip(" )") + (
        ")" if best else ""
    )


def central(graph: Graph, by: str = "degree", type_: str = "", most: int = 20) -> tuple[Ranked, ...]:
    """Entities in the middle of the graph, the first by one of MEASURES; of one type where it is named.

    Raises ChoiceError for an unknown measure or type.
    """
    if by not in MEASURES:
        raise ChoiceError(f"unknown measure {by!r}; choose from {', '.join(MEASURES)}")
    if type_ and type_ not in load().classes:
        raise ChoiceError(f"unknown type {type_!r}; choose from {', '.join(load().classes)}")
    links = simple(graph)
    found = (degrees(graph), betweenness(links), pagerank(links))
    at = MEASURES.index(by)
    wanted = [node for node in graph.entities if not type_ or node.type == type_]
    first = sorted(wanted, key=lambda n: (-found[at][n.id], n.id))[:most]
    return tuple(Ranked(node, tuple(float(values[node.id]) for values in found)) for node in first)


def central_text(ranked: Sequence[Ranked]) -> str:
    """Entities and their measures as a table."""
    head = ("", "name 名称", "type 类型", "degree 度", "betweenness 中介", "pagerank")
    rows = [
        (
            str(n),
            shown(r.node.name),
            r.node.type,
            f"{r.values[0]:,.0f}",
            f"{r.values[1]:.4f}",
            f"{r.values[2]:.4f}",
        )
        for n, r in enumerate(ranked, 1)
    ]
    return "\n".join(table([head, *rows], frozenset({0, 3, 4, 5}))) + "\n"


def groups(graph: Graph, least: int = 3) -> tuple[tuple[Node, ...], ...]:
    """Communities of at least so many entities, the largest first, in each the best connected first."""
    nodes = {node.id: node for node in graph.entities}
    return tuple(tuple(nodes[i] for i in group) for group in communities(graph) if len(group) >= least)


def groups_text(found: Sequence[Sequence[Node]]) -> str:
    """Communities with their best connected members."""
    head = ("", "size 规模", "members 成员")
    rows = [
        (str(n), f"{len(group):,}", "、".join(shown(node.name) for node in group[:_MEMBERS]))
        for n, group in enumerate(found, 1)
    ]
    return "\n".join(table([head, *rows], frozenset({0, 1}))) + "\n"


def comparison(graph: Graph, one: str, other: str) -> Comparison:
    """Two entities side by side; raises ChoiceError where a name is unknown or borne by several."""
    return compare(graph, find_one(graph, one), find_one(graph, other))


def comparison_text(made: Comparison) -> str:
    """A comparison as tables."""
    names = shown(made.one.name), shown(made.other.name)
    lines = [f"{names[0]} / {names[1]}", ""]
    if made.direct:
        lines += ["between them 两者之间"]
        lines += [f"  {_label(f.p)} “{shown(s.quote)}”" for f in made.direct for s in f.evidence[:1]] + [""]
    if made.figures:
        head = ("indicator 指标", "period 时期", "kind 性质", *names)
        rows = [
            (
                shown(p.indicator),
                shown(p.period),
                load().kinds[p.kind].label_zh,
                shown(p.one.value),
                shown(p.other.value),
            )
            for p in made.figures
        ]
        lines += ["figures 数据", *table([head, *rows], frozenset({3, 4})), ""]
    for shelf in made.shelves:
        lines += _shelf(shelf, names)
    return "\n".join(lines).rstrip() + "\n"


def _shelf(shelf: Shelf, names: tuple[str, str]) -> list[str]:
    arrow = "← " if shelf.inward else ""
    counts = f"{len(shelf.both) + len(shelf.one)} / {len(shelf.both) + len(shelf.other)}"
    held = (("both 共有", shelf.both), (names[0], shelf.one), (names[1], shelf.other))
    rows = [(label, _listed(nodes)) for label, nodes in held if nodes]
    return [f"{arrow}{_label(shelf.predicate)} ({counts})", *table(rows), ""]


def _listed(nodes: Sequence[Node]) -> str:
    more = f" … {len(nodes) - _NAMED}" if len(nodes) > _NAMED else ""
    return "、".join(shown(node.name) for node in nodes[:_NAMED]) + more


def _label(predicate: str) -> str:
    known = load().predicates
    return f"{predicate} {known[predicate].label_zh}" if predicate in known else predicate
