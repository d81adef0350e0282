"""The place a page and each of its articles speak of: what decides 区委, 全市, 该县."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.extract.genre import accounts
from kg.extract.reading import Mention
from kg.extract.scene import Scene
from kg.knowledge import divisions
from kg.knowledge.divisions import Division

_DATELINE = re.compile(r"本报(?:记者)?([一-龥]{2,6}?)讯|^([一-龥]{2,6}?)讯[ 　]", re.M)
_PRESS = re.compile("[日晚晨早周时新商]报|都市报|融媒|新闻|发布|电视|广播|传媒|在线|网[讯站]?")
_REPORTED = 1000.0
_NEAR, _OWN = 1.5, 4.0
"""How much more a name counts that lies in the prefecture of the page, and the county of its paper."""
_TOWN = 0.7
"""What a town that only one county of the country has says for that county."""
_LEVELS = {
    "省": "province",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
    "区": "county",
    "县": "county",
    "旗": "county",
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """The division that dominates a text, and its ancestors from the nearest to the province."""

    place: Division | None
    line: tuple[Division, ...] = ()
    named: bool = False
    """Whether it is the county that the paper is named after."""

    @property
    def code(self) -> str | None:
        """Code of the dominating division."""
        return self.place.code if self.place else None

    def at(self, level: str) -> Division | None:
        """The division of the line that a level character names: 市 in 全市, 区 in 区委."""
        wanted = _LEVELS.get(level)
        for division in (d for d in (self.place, *self.line) if d is not None):
            if division.name.endswith(level) and (division.level == wanted or level in "区县旗市"):
                return division
        return None


def anchor_of(names: Iterable[tuple[str, float]], outer: Anchor | None = None, year: str = "") -> Anchor:
    """The anchor of weighted place names as printed; `outer` is that of the page, a tie-breaker.

    A name of several divisions counts for each of them that lived in `year`, or that lives today; a division
    gains a part of what those it lies in have. What the county of the paper does elsewhere is told as its own.
    """
    weights: dict[Division, float] = {}
    counted = [(c, w) for c, w in ((_living(n, year), w) for n, w in names) if c]
    sure = {found[0] for found, _ in counted if len(found) == 1}
    for several, weight in counted:
        told = [len(sure.intersection(divisions.ancestors(d))) for d in several]
        found = [d for d, n in zip(several, told, strict=True) if n == max(told)]
        for division in found:
            share = weight / len(found) * _nearness(division, outer)
            weights[division] = weights.get(division, 0.0) + share
    lifted = {d: w + sum(0.3 * weights.get(a, 0) for a in divisions.ancestors(d)) for d, w in weights.items()}
    if not lifted:
        return Anchor(None)
    place = max(lifted, key=lambda d: (lifted[d], -len(d.code), d.code))
    return Anchor(place, divisions.ancestors(place))


def _nearness(division: Division, outer: Anchor | None) -> float:
    if outer is None or outer.code is None or not divisions.within(division.code, outer.code[:4]):
        return 1.0
    return _OWN if outer.named and division == outer.place else _NEAR


def _living(name: str, year: str) -> tuple[Division, ...]:
    found = divisions.candidates(name)
    alive = tuple(d for d in found if (d.lives(year) if year else not d.last))
    return alive or found


def page_anchor(
    scenes: Sequence[Scene], mentions: Sequence[Sequence[Mention]], year: str = "", papers: Sequence[str] = ()
) -> Anchor:
    """The anchor of a whole page: the county its paper is named after, else from all its articles.

    `papers` are what may be the place in the name of the paper. A county's paper goes before what it reports.
    """
    names = [w for s, m in zip(scenes, mentions, strict=True) for w in weighted(s, m)]
    own = [p for p in papers if any(d.level == "county" for d in _living(p, year))]
    whole = anchor_of([*((name, _REPORTED) for name in own), *names], None, year)
    return replace(whole, named=bool(own))


def weighted(scene: Scene, mentions: Sequence[Mention]) -> list[tuple[str, float]]:
    """The names of divisions in a passage with their weights: headline and dateline count for more.

    The place named in the head of a report that a place gives of itself outweighs all others. A form that only
    begins a longer word (某某|路) tells of no place, unless that is the name of a paper (某某|日报).
    """
    out = []
    head = accounts(scene.text, scene.passage.body)
    for hit in _DATELINE.finditer(scene.text):
        out.append((hit.group(1) or hit.group(2), 3.0))
    for mention in mentions:
        cut = mention.by == "gazetteer-prefix" and not _PRESS.match(scene.text, mention.end)
        early = _early(scene, mention, head)
        if mention.by.startswith("gazetteer") and not cut:
            out.append((mention.text, early))
        elif mention.by == "suffix" and mention.text in divisions.town_names():
            county = divisions.home(mention.text)
            if county:
                out.append((county.name, _TOWN * min(early, 2.0)))
    return out


def _early(scene: Scene, mention: Mention, head: int) -> float:
    """The weight of a name by where it stands: in the head of a report, the headline, the first lines, later."""
    if mention.start < head:
        return _REPORTED
    if mention.start < scene.passage.body:
        return 2.0
    return 1.5 if mention.start < scene.passage.body + 120 else 1.0
