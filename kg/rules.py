"""What each rule earns on pages with gold: how often it fired, was right, and what it alone brought.

A rule is what a statement names as its maker (`by`), a recogniser what a mention names. Scores are held to what
they promise: of all that is scored 0.9 and more, how much is right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kg.agreement import KINDS, Item
from kg.errors import InputError
from kg.evaluate import Verdicts, records, verdicts
from kg.extract.page import Trace, trace
from kg.extract.reading import Claim, Figure, Praise
from kg.model import Page
from kg.page.lines import Reject
from kg.page.read import pages
from kg.records import plain, to_object

IDENTITY = {kind.name: kind.identity for kind in KINDS}
_STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True, slots=True, order=True)
class Yield:
    """What one rule earned: different things `fired`, of them `right`, and right by it `alone`."""

    kind: str
    rule: str
    fired: int
    right: int
    alone: int


@dataclass(frozen=True, slots=True)
class Band:
    """Statements scored from `low` to below `high`, and how many of them are right."""

    low: float
    high: float
    given: int
    right: int


@dataclass(frozen=True, slots=True)
class Rules:
    """The earnings of all rules, best paid first within each kind, and the bands of scores."""

    yields: tuple[Yield, ...]
    bands: tuple[Band, ...]


def rules(judged: Iterable[tuple[Item, Page]]) -> Rules:
    """What each rule earns over pages with their gold; the pages are read anew."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    scores: list[tuple[float, bool]] = []
    for gold, page in judged:
        traced = trace(page)
        verdict = verdicts(gold, to_object(traced.record))
        for kind, makers, right in _judged(traced, verdict):
            for rule in makers:
                alone = right and len(makers) == 1
                counts[kind, rule].update(fired=1, right=int(right), alone=int(alone))
        scores += judged_scores(traced, verdict)
    found = [Yield(*key, c["fired"], c["right"], c["alone"]) for key, c in counts.items()]
    order = sorted(found, key=lambda y: (y.kind, -y.fired, y.rule))
    return Rules(tuple(order), tuple(_bands(scores)))


def rules_of_files(pairs: Sequence[tuple[Path, Path]]) -> Rules:
    """The same of files: gold, and the page it is of. Raises InputError as `kg.evaluate` and `kg.page.read` do."""
    return rules((gold, page) for golds, text in pairs for gold, page in _paired(golds, text))


def render(found: Rules) -> str:
    """The earnings and the bands as tables of text."""
    lines = [f"{'kind':14}{'rule':30}{'fired':>7}{'right':>7}{'share':>7}{'alone':>7}"]
    for y in found.yields:
        lines.append(f"{y.kind:14}{y.rule:30}{y.fired:7}{y.right:7}{y.right / y.fired:7.2f}{y.alone:7}")
    lines += ["", f"{'facts scored':44}{'given':>7}{'right':>7}{'share':>7}"]
    for b in found.bands:
        share = f"{b.right / b.given:7.2f}" if b.given else f"{'–':>7}"
        lines.append(f"{f'{b.low:.1f} to {min(b.high, 1.0):.1f}':44}{b.given:7}{b.right:7}{share}")
    return "\n".join(lines) + "\n"


def judged_scores(traced: Trace, verdict: Verdicts) -> Iterator[tuple[float, bool]]:
    """(score, right) of each fact of the record that is scored at all."""
    known = verdict.statements["facts"]
    for fact in to_object(traced.record)["facts"]:
        right = known.get(IDENTITY["facts"](fact))
        if right is not None:
            yield fact["score"], right


def item(statement: Claim | Figure | Praise) -> tuple[str, Item]:
    """A statement as the scoring sees it: (kind, fields)."""
    if isinstance(statement, Claim):
        return "facts", {"s": statement.s, "p": statement.p, "o": statement.o, "q": dict(statement.q)}
    if isinstance(statement, Praise):
        return "honours", {"s": statement.s, "honour": statement.honour}
    figure = {"indicator": statement.indicator, "number": plain(statement.number), "value": statement.value}
    return "measurements", {"s": statement.s, **figure}


def _judged(traced: Trace, verdict: Verdicts) -> Iterator[tuple[str, set[str], bool]]:
    """(kind, its makers, whether right) of each entity and statement that is scored."""
    makers: dict[tuple[str, Hashable], set[str]] = defaultdict(set)
    for reading in traced.readings:
        for mention in reading.mentions:
            if mention.by:
                makers["entities", mention.entity].add(mention.by)
    for _, statement in traced.statements():
        kind, fields = item(statement)
        makers[kind, IDENTITY[kind](fields)].add(statement.by)
    settled: Mapping[str, Mapping[Hashable, bool]] = {
        "entities": dict(verdict.entities),
        **verdict.statements,
    }
    for (kind, key), found in makers.items():
        right = settled[kind].get(key)
        if right is not None:
            yield kind, found, right


def _bands(scores: Sequence[tuple[float, bool]]) -> Iterator[Band]:
    for low, high in pairwise(_STEPS):
        inside = [right for score, right in scores if low <= score < high]
        yield Band(low, high, len(inside), sum(inside))


def _paired(golds: Path, text: Path) -> Iterator[tuple[Item, Page]]:
    """Gold and page, joined by the page's id; one page of one gold file need not agree in it."""
    found: list[Page] = []
    for given in pages([str(text)]):
        if isinstance(given, Reject):
            raise InputError(f"{text}: {given.reason}")
        found.append(given)
    by_id = {page.id: page for page in found}
    wanted = records(golds)
    for gold in wanted:
        page = found[0] if len(wanted) == len(found) == 1 else by_id.get(str(gold["page"]))
        if page is None:
            raise InputError(f"{text}: no page {gold['page']}, which {golds} holds; give the text of it too")
        yield gold, page
