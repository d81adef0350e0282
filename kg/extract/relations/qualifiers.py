"""Qualifiers of claims from the sentence that states them: date, amount, matter, share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.quantities import quantities
from kg.extract.reading import Claim
from kg.extract.relations.scene import Scene
from kg.extract.times import times
from kg.knowledge.ontology import load

_PAPER = re.compile(
    r"签[订署下了]{1,2}(?:了)?(?P<what>[^，。；：]{2,30}?(?:框架(?:合作)?协议|协议书?|合同|意向书?|备忘录|框架))"
)
_ABOUT = re.compile(r"就(?P<what>[^，。；：]{2,24}?)(?:事宜|等)?(?:签约|举行|达成|开展|进行|签订|签署)")
_SHARE = re.compile(r"(?P<share>\d+(?:\.\d+)?%)的?股")
_MONEY = re.compile(r"^[A-Z]{3}$")
_ONE_OF_COUNTED = re.compile(r"等\d+[余多]?[个项家宗]")
"""Behind one of many works that are counted: what they cost together is told of none of them."""
_DATED = frozenset({"founds", "issues", "cooperatesWith", "acquires", "learnsFrom"})


def qualified(scene: Scene, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims with what their sentences add, as far as the ontology knows the qualifier there."""
    for claim in claims:
        wanted = set(load().predicates[claim.p].qualifiers)
        found = dict(_of(scene, claim, wanted)) if wanted - {"post", "role"} else {}
        yield replace(claim, q=tuple(sorted({**found, **dict(claim.q)}.items()))) if found else claim


def _of(scene: Scene, claim: Claim, wanted: set[str]) -> Iterator[tuple[str, str]]:
    start, end = _sentence(scene, claim)
    text = scene.text[start:end]
    if "date" in wanted and claim.p in _DATED:
        day = _date(scene, text, claim.end - start)
        if day:
            yield "date", day
    if "amount" in wanted and ("元" in text or "币" in text):
        amount = _amount(text, claim.start - start, claim.end - start)
        if amount:
            yield "amount", amount
    if "matter" in wanted:
        matter = _PAPER.search(text) or _ABOUT.search(text)
        if matter:
            yield "matter", matter["what"].strip("“”‘’")
    share = _SHARE.search(text) if "share" in wanted else None
    if share:
        yield "share", share["share"]


def _sentence(scene: Scene, claim: Claim) -> tuple[int, int]:
    line = next((n for n in scene.lines if n.start <= claim.start < n.end), None)
    return (line.start, line.end) if line else (claim.start, claim.end)


def _date(scene: Scene, text: str, end: int) -> str | None:
    context = scene.reading.context
    known = [t for t in times(text, scene.reading.passage.date or context.date, context.year) if t.value]
    days = [t.value for t in known if t.end <= end and "/" not in (t.value or "")]
    return days[-1] if days else None


def _amount(text: str, start: int, end: int) -> str | None:
    """The sum of money in the claim itself, else the next one in its clause."""
    stop = re.compile("[，；。]").search(text, end)
    border = min((stop.start() if stop else len(text)) + 16, len(text))
    sums = [q for q in quantities(text[:border]) if _MONEY.match(q.unit) and q.start >= max(start - 12, 0)]
    within = [q for q in sums if q.end <= end]
    if not sums or (not within and _ONE_OF_COUNTED.search(text, end, sums[0].start)):
        return None
    return (within or sums)[0].text
