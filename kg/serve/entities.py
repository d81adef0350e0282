"""The page of an entity: what the graph says of it, in the order a reader asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.graph import Edge, Node, Observation
from kg.knowledge.ontology import load
from kg.serve import linked, parameters, places
from kg.serve.api import entity_told
from kg.serve.index import Index, other, period
from kg.serve.parameters import state_of
from kg.serve.render import page

_SHOWN = 12
"""Facts of a group that are shown at once; the others unfold."""


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody in a post: who, where, and the days on which it was seen, as shares of the whole line."""

    fact: Edge
    person: str
    body: str
    title: str
    span: tuple[str, str] | None
    dots: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one predicate and direction."""

    predicate: str
    inward: bool
    first: tuple[Edge, ...]
    more: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator in a period: what was aimed at and what was reached, as shares of the longest bar."""

    period: str
    actual: tuple[Observation, ...]
    target: tuple[Observation, ...]
    bar: float | None
    tick: float | None


@dataclass(frozen=True, slots=True)
class Series:
    """All figures of an indicator in a unit."""

    indicator: str
    unit: str
    lines: tuple[Line, ...]

    @property
    def drawn(self) -> bool:
        """Whether there is anything to compare."""
        return sum((line.bar is not None) + (line.tick is not None) for line in self.lines) > 1


def entity(request: Request) -> Response:
    """An entity: its page, or JSON or RDF where that is wanted."""
    index = state_of(request).index
    id_ = parameters.entity(request, request.path_params["id"])
    form = linked.wanted(request)
    if form == "json":
        return linked.told(entity_told(index, id_))
    if form != "html":
        return linked.rdf(linked.around(index, id_), form)
    node = index.nodes[id_]
    chain = places.chain(index, id_) if node.type != "Person" else []
    return page(
        request,
        "entity.html",
        index=index,
        node=node,
        level=load().level(node.code) if node.code else None,
        chain=list(reversed(chain)),
        smaller=places.smaller(index).get(id_, ()),
        below=places.smaller(index),
        posts=posts(index, node),
        days=index.period,
        groups=groups(index, id_),
        series=series(index.measurements.get(id_, ())),
        honours=index.honours.get(id_, ()),
        sources=sources(index, node),
        reasons=index.merges.get(id_, ()),
        namesakes=[n for n in index.named.get(node.name, ()) if n.id != id_],
        other=other,
        period=period,
        forms=linked.FORMS,
    )


def posts(index: Index, node: Node) -> list[Post]:
    """Posts that a person was seen in, or in which persons were seen at a body, by first day."""
    facts = [f for f in index.facts_of(node.id) if f.p == "holdsPost"]
    days = sorted({source.date for fact in facts for source in fact.evidence if source.date})
    if not facts:
        return []
    scale = _scale(days)
    made = [
        Post(
            fact,
            fact.s,
            fact.o,
            dict(fact.q).get("post", ""),
            period(fact.evidence),
            tuple(sorted({scale(source.date) for source in fact.evidence if source.date})),
        )
        for fact in facts
    ]
    return sorted(made, key=lambda p: (p.span or ("9", "9"), p.title, p.fact.id))


def _scale(days: Sequence[str]) -> Any:
    """Day -> percent of the line between the first and the last of the days."""
    first, last = (_number(days[0]), _number(days[-1])) if days else (0.0, 0.0)
    return lambda day: round(100 * (_number(day) - first) / (last - first), 1) if last > first else 50.0


def _number(day: str) -> float:
    """A day, month or year as a number that grows with time."""
    year, month, rest = (*day.split("-"), "1", "1")[:3]
    digits = [int(part) if part.isdigit() else 1 for part in (year, month, rest)]
    return digits[0] * 12 + digits[1] - 1 + (digits[2] - 1) / 31


def groups(index: Index, id_: str) -> list[Group]:
    """Facts by predicate, in the order of the ontology, those that it is the subject of first.

    Posts have a time line of their own.
    """
    known = load().predicates
    order = {name: place for place, name in enumerate(known)}
    found: dict[tuple[bool, int, str], list[Edge]] = {}
    for fact in index.facts_of(id_):
        symmetric = fact.p in known and known[fact.p].symmetric
        key = (fact.s != id_ and not symmetric, order.get(fact.p, len(order)), fact.p)
        found.setdefault(key, []).append(fact)
    made = []
    for (inward, _, predicate), facts in sorted(found.items()):
        if predicate != "holdsPost":
            ranked = sorted(facts, key=lambda f: (-index.degrees[other(f, id_)], f.id))
            made.append(Group(predicate, inward, tuple(ranked[:_SHOWN]), tuple(ranked[_SHOWN:])))
    return made


def series(measured: Iterable[Observation]) -> list[Series]:
    """Figures by indicator and period, those with most to compare first."""
    found: dict[tuple[str, str], list[Observation]] = {}
    for m in measured:
        found.setdefault((m.indicator, m.unit), []).append(m)
    made = [Series(indicator, unit, _lines(of)) for (indicator, unit), of in found.items()]
    return sorted(made, key=lambda s: (not s.drawn, -len(s.lines), s.indicator, s.unit))


def _lines(measured: Iterable[Observation]) -> tuple[Line, ...]:
    held = list(measured)
    most = max((abs(m.number) for m in held if m.number is not None), default=0.0)
    by_period: dict[str, list[Observation]] = {}
    for m in sorted(held, key=lambda m: (m.period or "", m.id)):
        by_period.setdefault(m.period or "", []).append(m)
    return tuple(_line(when, of, most) for when, of in by_period.items())


def _line(when: str, measured: Sequence[Observation], most: float) -> Line:
    actual = tuple(m for m in measured if m.kind == "actual")
    target = tuple(m for m in measured if m.kind != "actual")
    return Line(when, actual, target, _share(actual, most), _share(target, most))


def _share(measured: Sequence[Observation], most: float) -> float | None:
    """Length of the bar of the surest figure, in percent; None where there is no number."""
    numbers = [m for m in measured if m.number is not None]
    if not numbers or not most:
        return None
    best = max(numbers, key=lambda m: (m.score, m.id))
    return round(100 * abs(best.number or 0.0) / most, 1)


def sources(index: Index, node: Node) -> list[dict[str, Any]]:
    """The pages that speak of an entity, the newest first."""
    counts: dict[str, int] = {}
    for mention in node.mentions:
        counts[mention.page] = counts.get(mention.page, 0) + 1
    sheets = sorted(
        (index.sheets[p] for p in counts if p in index.sheets),
        key=lambda s: (s.date or "", s.id),
        reverse=True,
    )
    return [{"sheet": sheet, "count": counts[sheet.id]} for sheet in sheets]


ROUTES = [Route("/id/{id}", entity)]
