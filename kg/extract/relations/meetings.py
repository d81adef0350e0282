"""Who speaks at a meeting by the layout of the page: `——某日在某会上` and, below it, `县长 某某`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.reading import Claim
from kg.extract.relations.scene import MASK, Scene
from kg.extract.relations.words import either

_PERSON = MASK["Person"]
_AT = re.compile(rf"[\s—\-（(]*(?:\d[\d年月日]*)?在(?P<event>{MASK['Event']})上[\s）)]*$")


@cache
def _titled() -> re.Pattern[str]:
    words = rf"[^，,。{''.join(MASK.values())}]{{0,8}}?{either('post')}"
    return re.compile(rf"[\s（(]*{words}[\s　]*(?P<who>{_PERSON})[\s）)]*$")


def read(scene: Scene) -> Iterator[Claim]:
    """`participatesIn` of the person named right below the meeting that a report was given at."""
    for line, below in zip(scene.lines, scene.lines[1:], strict=False):
        if "Event" not in line.kinds or "Person" not in below.kinds:
            continue
        at, who = _AT.match(line.text), _titled().match(below.text)
        if at and who:
            event, people = line.groups[at.start("event")], below.groups[who.start("who")]
            for person in people.members:
                yield Claim(
                    person.entity,
                    "participatesIn",
                    event.head.entity,
                    (("role", "attends"),),
                    event.start,
                    people.end,
                    0.85,
                    "meeting/report",
                )
