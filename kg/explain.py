"""Everything the graph says of an entity, each statement with the sentences that state it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kg.graph import Award, Edge, Graph, Node, Observation, Source
from kg.knowledge.ontology import Term, load
from kg.lookup import find
from kg.texts import shown

__all__ = ["explain", "find"]

_PAGES = 12
_NONE: Mapping[str, tuple[str, ...]] = {}
_Stated = TypeVar("_Stated", Edge, Observation, Award)


def explain(graph: Graph, name: str, merges: Mapping[str, tuple[str, ...]] = _NONE) -> str:
    """Plain text on every entity of that id, name or alias, one after the other, none mixed with another.

    `merges` gives by the id of an entity why its pages are held to speak of one.

    Raises ChoiceError, naming the nearest names, where there is none.
    """
    found = find(graph, name)
    told = _Teller(graph, {node.id: node for node in graph.entities}, merges)
    head = (
        [f"{len(found)} entities are called {shown(name)}; each is told apart.", ""] if len(found) > 1 else []
    )
    return "\n".join([*head, *(line for node in found for line in told.entity(node))]).rstrip() + "\n"


@dataclass(slots=True)
class _Teller:
    """The graph as it is told."""

    graph: Graph
    nodes: Mapping[str, Node]
    merges: Mapping[str, tuple[str, ...]]

    def entity(self, node: Node) -> Iterator[str]:
        """All lines on an entity."""
        yield f"{shown(node.name)} · {_label(load().classes, node.type)} · {node.id}"
        if node.aliases:
            yield f"  also 又称: {', '.join(map(shown, node.aliases))}"
        if node.code:
            yield f"  code 代码: {shown(node.code)}"
        yield f"  mentions 提及: {len(node.mentions)}{_places(node)}"
        why = self.merges.get(node.id, ())
        if why:
            yield f"  one entity because 合并依据 ({len(why)})"
            yield from (f"    {shown(reason)}" for reason in why[:_PAGES])
        yield from self._facts(node)
        yield from _section(
            "measurements 数据", [m for m in self.graph.measurements if m.s == node.id], _number
        )
        yield from _section("honours 荣誉", [h for h in self.graph.honours if h.s == node.id], _honour)
        yield ""

    def _facts(self, node: Node) -> Iterator[str]:
        """Facts by predicate, in the order of the ontology; first those that it is the subject of."""
        predicates = load().predicates
        order = {name: place for place, name in enumerate(predicates)}
        groups: dict[tuple[bool, int, str], list[Edge]] = defaultdict(list)
        for fact in self.graph.facts:
            if node.id in (fact.s, fact.o):
                inward = fact.s != node.id and not (fact.p in predicates and predicates[fact.p].symmetric)
                groups[inward, order.get(fact.p, len(order)), fact.p].append(fact)
        for (inward, _, p), facts in sorted(groups.items()):
            title = ("← " if inward else "") + _label(predicates, p)
            yield from _section(title, facts, lambda fact: self._fact(node, fact))

    def _fact(self, node: Node, fact: Edge) -> str:
        other = self._name(fact.s if fact.o == node.id and fact.s != node.id else fact.o)
        stated = ", ".join(f"{_label(load().qualifiers, k)}: {shown(v)}" for k, v in fact.q)
        return f"{other}{f' [{stated}]' if stated else ''}"

    def _name(self, i: str) -> str:
        node = self.nodes[i]
        return f"{shown(node.name)} ({node.type})"


def _places(node: Node) -> str:
    """The pages that an entity stands on, the first few by name."""
    pages = sorted({mention.page for mention in node.mentions})
    more = f" and {len(pages) - _PAGES} more" if len(pages) > _PAGES else ""
    return f" (pages 版面: {', '.join(map(shown, pages[:_PAGES]))}{more})" if pages else ""


def _section(title: str, items: list[_Stated], say: Callable[[_Stated], str]) -> Iterator[str]:
    if not items:
        return
    yield f"  {title} ({len(items)})"
    for item in items:
        yield f"    {say(item)} · score {item.score:.2f}"
        yield from _sentences(item.evidence)


def _number(m: Observation) -> str:
    rest = [_label(load().kinds, m.kind), *(shown(x) for x in (m.period, m.change) if x)]
    return f"{shown(m.indicator)} = {shown(m.value)} ({', '.join(rest)})"


def _honour(h: Award) -> str:
    return shown(h.honour)


def _sentences(evidence: Iterable[Source]) -> Iterator[str]:
    for source in evidence:
        yield f"      “{shown(source.quote)}”"
        place = f"{source.page} {source.start}–{source.end}"
        parts = [place, *(x for x in (source.date, ",".join(source.articles)) if x)]
        parts += [f"score {source.score:.2f}", *([f"by {source.by}"] if source.by else [])]
        yield f"        {shown(' · '.join(parts))}"


def _label(terms: Mapping[str, Term], name: str) -> str:
    """A term by its name and its Chinese label."""
    return f"{name} {terms[name].label_zh}" if name in terms else name
