"""Judgements of a person carried to the ledger of a workspace: merge, split, undo, share, review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.assemble import assemble
from kg.errors import ChoiceError
from kg.graph import Graph, Node
from kg.lookup import find
from kg.resolve import ledger
from kg.resolve.ledger import Anchor, Judgement, Member
from kg.resolve.resolve import resolve
from kg.resolve.review import Doubt, anchors, divided, doubts
from kg.workspace import Workspace, open_to_judge

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
    nodes = entity(graph, one), entity(graph, other)
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
    node = entity(assemble(workspace), name)
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
    """Add judgements from their lines to a ledger, those it holds left out; how many were added of all."""
    told = [ledger.loads(line) for line in lines if line.strip()]
    with open_to_judge(workspace) as held:
        known = set(held.judgements())
        new = [judgement for judgement in dict.fromkeys(told) if judgement not in known]
        held.judge(new)
    return len(new), len(told)


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


def entity(graph: Graph, name: str) -> Node:
    """The one entity of that id, name or alias; raises ChoiceError where there is none or are several."""
    found = find(graph, name)
    if len(found) > 1:
        told = ", ".join(f"{node.id} ({node.type}, {len(node.mentions)} mentions)" for node in found[:_SHOWN])
        raise ChoiceError(f"{name} is borne by {len(found)} entities; give the id of one: {told}")
    return found[0]


def _anchors(held: Workspace, node: Node) -> tuple[Anchor, ...]:
    """What names the members of an entity."""
    records = list(held.records())
    members = next((c.members for c in resolve(records, held.judgements()) if c.id == node.id), ())
    wanted: tuple[Member, ...] = members
    return anchors(records, wanted)


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
