"""Where people live: `某村村民某某`, `家住某社区的某某`, a villager told of where the sentence is set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.reading import Claim
from kg.extract.relations.scene import MASK, Line, Scene, level
from kg.extract.relations.words import either

_PERSON = MASK["Person"]
_PLACE = MASK["AdministrativeDivision"]
_NAMES = "".join(MASK.values())
_BESIDE = re.compile(f"({_PLACE})({_PERSON})")


def read(scene: Scene) -> Iterator[Claim]:
    """`residentOf` of the people of a passage."""
    for line in scene.lines:
        if "Person" in line.kinds:
            yield from _homes(line)
            yield from _neighbours(scene, line)
            yield from _beside(scene, line)


@cache
def _resident() -> re.Pattern[str]:
    far = rf"{either('lives')}({_PLACE})[^，,。；\uE000-\uF8FF]{{0,8}}({_PERSON})"
    return re.compile(
        rf"({_PLACE})(?:的|一位|一名|\d+[组社队]|\d{{2,3}}多?岁的?)*(?:{either('resident')}|(?<=岁的)|(?<=岁))({_PERSON})|{far}"
    )


def _homes(line: Line) -> Iterator[Claim]:
    for found in _resident().finditer(line.text):
        a, b = (1, 2) if found[1] else (3, 4)
        place = line.groups[found.start(a)].members[-1]
        start, end = line.span(found.start(), found.end())
        for person in line.groups[found.start(b)].members:
            yield Claim(person.entity, "residentOf", place.entity, (), start, end, 0.9, "post/resident")


@cache
def _dweller() -> re.Pattern[str]:
    return re.compile(rf"(?<![{_NAMES}]){either('dweller')}(?P<who>{_PERSON})")


def _neighbours(scene: Scene, line: Line) -> Iterator[Claim]:
    """`在某社区的车间里，搬迁户某某`: who is told to live here lives in the place the sentence is set in."""
    for found in _dweller().finditer(line.text):
        place = _setting(scene, line, found.start())
        if place:
            start, end = line.span(found.start(), found.end())
            for person in line.groups[found.start("who")].members:
                yield Claim(person.entity, "residentOf", place, (), start, end, 0.7, "post/dweller")


def _setting(scene: Scene, line: Line, index: int) -> str | None:
    """The village or community named last before a spot, in its sentence or the one before, or the only one so far."""
    early = scene.lines[line.number - 1].start if line.number else line.start
    spots = [m for m in scene.reading.mentions if m.start < line.at[index]]
    villages = [m for m in spots if m.type == "AdministrativeDivision" and level(scene.name(m.entity)) == 5]
    near = [m for m in villages if m.start >= early]
    alone = len({m.entity for m in villages}) == 1
    return near[-1].entity if near else villages[-1].entity if alone else None


def _beside(scene: Scene, line: Line) -> Iterator[Claim]:
    """`某村某某`: a name right behind that of a village is of one who lives there."""
    for found in _BESIDE.finditer(line.text):
        place = line.groups[found.start()].members[-1]
        if (level(scene.name(place.entity)) or 0) >= 5:
            person = line.groups[found.start(2)].members[0]
            span = line.span(found.start(), found.end())
            yield Claim(person.entity, "residentOf", place.entity, (), *span, 0.7, "home/beside")
