"""Judgements of a person carried to the ledger of a workspace: merge, split, undo, share, review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg import objections
from kg.assemble import assemble
from kg.errors import ChoiceError
from kg.graph import Award, Edge, Graph, Node, Observation
from kg.lookup import find_one
from kg.model import Fact, Honour, Measurement, Record
from kg.objections import WITHDRAWN, WRONG, Objection, standing, statement
from kg.resolve import ledger
from kg.resolve.ledger import Anchor, Judgement
from kg.resolve.review import Doubt, anchors, divided, doubts
from kg.workspace import Workspace, open_to_judge, open_to_read

Claim = Edge | Observation | Award
_MOST = 2_000
"""Pairs that one command may judge."""
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Voice:
    """Who judges, at what time (ISO 8601), and why."""

    by: str
    when: str
    why: str = ""


def merge(workspace: Path, one: str, other: str, voice: Voice) -> tuple[Judgement, ...]:
    """Judge two entities (id, or a name that one entity alone bears) the same, and write it down.

    Raises ChoiceError where a name is unknown or borne by several, or where the two are of other types.
    """
    graph = assemble(workspace)
    nodes = find_one(graph, one), find_one(graph, other)
    if nodes[0].id == nodes[1].id:
        raise ChoiceError(f"{one} and {other} are one entity already ({nodes[0].id})")
    if nodes[0].type != nodes[1].type:
        raise ChoiceError(f"a {nodes[0].type} and a {nodes[1].type} cannot be one; name two of one type")
    with open_to_judge(workspace) as held:
        left, right = (_anchors(held, node)[0] for node in nodes)
        return _written(held, [(left, right)], ledger.SAME, voice)


def split(workspace: Path, name: str, pages: Sequence[str], voice: Voice) -> tuple[Judgement, ...]:
    """Judge what stands on the pages different from the rest of an entity; without pages, every page from
    every other.

    Raises ChoiceError where the entity is unknown, or the pages are not some, but not all, of its own.
    """
    node = find_one(assemble(workspace), name)
    with open_to_judge(workspace) as held:
        found = _anchors(held, node)
        pairs = list(divided(found, _own(found, pages)))
        if not pairs:
            raise ChoiceError(f"{name} stands on those pages alone; there is nothing to split")
        if len(pairs) > _MOST:
            raise ChoiceError(f"{name} stands on {len(found)} pages; name the pages to split off")
        return _written(held, pairs, ledger.DIFFERENT, voice)


def undo(workspace: Path, voice: Voice) -> tuple[Judgement, ...]:
    """Take back the last command that judged something; what it had written, empty where nothing stands."""
    with open_to_judge(workspace) as held:
        last = ledger.last_act(held.judgements())
        held.judge(Judgement(j.a, j.b, ledger.WITHDRAWN, voice.by, voice.when, voice.why) for j in last)
        return last


def share(workspace: Path, lines: Iterable[str]) -> tuple[int, int]:
    """Add judgements and objections from their lines, those held already left out; how many were added of all."""
    told = [_told(line) for line in lines if line.strip()]
    with open_to_judge(workspace) as held:
        known = {*held.judgements(), *held.objections()}
        new = [one for one in dict.fromkeys(told) if one not in known]
        held.judge(one for one in new if isinstance(one, Judgement))
        held.object_to([one for one in new if isinstance(one, Objection)])
    return len(new), len(told)


def lines(workspace: Path) -> Iterator[str]:
    """The judgements and the objections of a workspace, a line each."""
    with open_to_read(workspace) as held:
        yield from map(ledger.dumps, held.judgements())
        yield from map(objections.dumps, held.objections())


def _told(line: str) -> Judgement | Objection:
    """A line of either kind; only objections name a statement."""
    return objections.loads(line) if '"statement"' in line else ledger.loads(line)


def deny(workspace: Path, graph: Graph, claim: Claim, page: str, voice: Voice) -> tuple[Objection, ...]:
    """Say that a page does not state a fact, a measurement or an honour of the graph, and write it down.

    Raises ChoiceError where the page does not state it anyway.
    """
    forms = {node.id: {node.name, *node.aliases} for node in graph.entities if node.id in _ends(claim)}
    with open_to_judge(workspace) as held:
        record = held.record(page)
        found = [statement(record, s) for s in _stated(record, claim, page, forms)] if record else []
        if not record or not found:
            raise ChoiceError(f"{page}: states nothing of the kind; look at the evidence again")
        made = tuple(Objection(page, s, WRONG, voice.by, voice.when, voice.why) for s in dict.fromkeys(found))
        held.object_to(made)
        return made


def allow(workspace: Path, page: str, stated: Sequence[str], voice: Voice) -> Objection:
    """Take an objection back; raises ChoiceError where none stands."""
    with open_to_judge(workspace) as held:
        if (page, tuple(stated)) not in {(o.page, o.statement) for o in standing(held.objections())}:
            raise ChoiceError(f"{page}: no such objection stands")
        made = Objection(page, tuple(stated), WITHDRAWN, voice.by, voice.when, voice.why)
        held.object_to([made])
        return made


def _ends(claim: Claim) -> set[str]:
    return {claim.s, claim.o} if isinstance(claim, Edge) else {claim.s}


def _stated(
    record: Record, claim: Claim, page: str, forms: Mapping[str, set[str]]
) -> Iterator[Fact | Measurement | Honour]:
    """What of a record makes the claim: of the same words, at a place of its evidence."""
    names = {e.id: {e.name, *e.aliases} for e in record.entities}
    places = {(source.start, source.end) for source in claim.evidence if source.page == page}
    stated: Iterable[Fact | Measurement | Honour] = (*record.facts, *record.measurements, *record.honours)
    for one in stated:
        if (one.evidence.start, one.evidence.end) not in places or _words(one) != _words(claim):
            continue
        held = [names[one.s], *([names[one.o]] if isinstance(one, Fact) else [])]
        meant = [forms[claim.s], *([forms[claim.o]] if isinstance(claim, Edge) else [])]
        if any(all(a & b for a, b in zip(held, ends, strict=True)) for ends in (meant, meant[::-1])):
            yield one


def _words(stated: Fact | Measurement | Honour | Claim) -> tuple[object, ...]:
    """What a statement says, but for the entities."""
    match stated:
        case Fact(p=p, q=q) | Edge(p=p, q=q):
            return p, q
        case Honour(honour=honour) | Award(honour=honour):
            return (honour,)
        case _:
            return stated.indicator, stated.value, stated.kind, stated.period, stated.change


def pending(workspace: Path) -> tuple[Doubt, ...]:
    """The doubtful pairs that nobody judged yet, the most doubtful first."""
    with open_to_judge(workspace) as held:
        return doubts(list(held.records()), held.judgements())


def review(
    workspace: Path, found: Iterable[Doubt], ask: Callable[[Doubt], str], speak: Callable[[], Voice]
) -> Iterator[Judgement]:
    """Ask for a verdict on each pair and write it down at once; an empty answer passes a pair over."""
    for doubt in found:
        verdict = ask(doubt)
        if verdict:
            with open_to_judge(workspace) as held:
                yield from _written(held, [(doubt.one.anchor, doubt.other.anchor)], verdict, speak())


def decide(workspace: Path, one: Anchor, other: Anchor, verdict: str, voice: Voice) -> tuple[Judgement, ...]:
    """Judge a pair that is named by its anchors, and write it down; raises ChoiceError for no verdict."""
    if verdict not in (ledger.SAME, ledger.DIFFERENT, ledger.UNSURE):
        raise ChoiceError(f"{verdict or 'nothing'}: no verdict; choose same, different or unsure")
    with open_to_judge(workspace) as held:
        return _written(held, [(one, other)], verdict, voice)


def _anchors(held: Workspace, node: Node) -> tuple[Anchor, ...]:
    """What names the members of an entity."""
    members = next((c.members for c in held.resolution().clusters if c.id == node.id), ())
    return anchors(held.records(), members)


def _own(found: Sequence[Anchor], pages: Sequence[str]) -> Sequence[str]:
    """The pages, if the entity stands on each of them."""
    held = sorted({anchor.page for anchor in found})
    for page in pages:
        if page not in held:
            raise ChoiceError(f"{page}: not a page of this entity; it stands on {', '.join(held[:_SHOWN])}")
    return pages


def _written(
    held: Workspace, pairs: Iterable[tuple[Anchor, Anchor]], verdict: str, voice: Voice
) -> tuple[Judgement, ...]:
    plain = (ledger.judge(one, other, verdict, voice.by, voice.when) for one, other in pairs)
    made = tuple(replace(judgement, why=voice.why) for judgement in plain)
    held.judge(made)
    return made
