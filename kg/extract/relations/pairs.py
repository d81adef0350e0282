"""Ties of two parties that a sentence has named before it speaks of both (`双方签订协议`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import Claim, Mention
from kg.extract.relations.bodies import seat
from kg.extract.relations.offices import host
from kg.extract.relations.scene import ACTORS, Line, Scene
from kg.extract.relations.subjects import Government

_BOTH = re.compile(
    r"(?:双方|两地|两家|两县|两市|两区|两省|两校)[^，,。；;]{0,18}?(?:签订|签署|签约|签下|达成|缔结|结成)"
)


def read(scene: Scene, government: Government) -> Iterator[Claim]:
    """`cooperatesWith` of the subject of a sentence and the other party that it named last."""
    for line in scene.lines:
        found = _BOTH.search(line.text)
        one = found and next(iter(government.at(line.at[found.start()]).actors), None)
        other = _other(scene, line, found.start(), one.entity) if found and one else None
        if found and one and other:
            start, end = line.span(found.start(), found.end())
            party = (host(scene, other.entity) if other.type == "PublicBody" else None) or other.entity
            start = min(start, other.start)
            yield Claim(one.entity, "cooperatesWith", party, (), start, end, 0.75, "pair/both")


def _other(scene: Scene, line: Line, end: int, one: str) -> Mention | None:
    """The last party before `end` that is neither the one nor an office of the same place."""
    home = seat(scene, one) or one
    spots = sorted((i for i in line.groups if i < end), reverse=True)
    members = (m for i in spots for m in reversed(line.groups[i].members))
    found = (m for m in members if m.type in ACTORS and home not in {m.entity, seat(scene, m.entity)})
    return next(found, None)
