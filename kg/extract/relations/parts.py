"""Wholes and parts told by the order of a text, `分为A、B两类`, `一是A。…二是B。…`, and by numbers that add up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import Claim
from kg.extract.relations.lists import Group
from kg.extract.relations.scene import MASK, Line, Scene

_PROJECT = MASK["Project"]
_HEAD = re.compile(
    rf"\s*(?:[一二三四五六七八九十]+是|[（(]?[一二三四五六七八九十\d]+[）)、.．])\s*(?P<what>{_PROJECT})"
)
_COUNT = re.compile(r"\d+(?=[个宗件项])")
_PAIR = 2
_SORTS = re.compile(rf"(?P<all>{_PROJECT})[，,]?(?:主要|共|具体)?(?:分为|包括|涵盖|包含|分别是|分别为|即)")


def read(scene: Scene) -> Iterator[Claim]:
    """`partOf` of the projects of numbered paragraphs, and of the numbered heads in what they number."""
    yield from _summed(scene)
    whole: Group | None = None
    head: Group | None = None
    for line in scene.lines:
        opens = line.start == 0 or scene.text[line.start - 1] == "\n"
        if "Project" not in line.kinds:
            head = None if opens else head
            continue
        numbered = _HEAD.match(line.text)
        if opens:
            head = _first(line, numbered) if numbered else None
            if head and whole:
                yield from _joined(head, whole, "part/number")
        sorts = _SORTS.search(line.text)
        if sorts:
            whole = line.groups[sorts.start("all")]
            yield from _sorted(line, sorts.end(), whole)
        elif head:
            yield from _below(line, head, whole)


def _joined(part: Group, whole: Group, by: str) -> Iterator[Claim]:
    for one in part.members:
        if one.entity != whole.head.entity:
            yield Claim(one.entity, "partOf", whole.head.entity, (), part.start, part.end, 0.7, by)


def _sorted(line: Line, start: int, whole: Group) -> Iterator[Claim]:
    for index in sorted(line.groups):
        if index >= start and line.groups[index].head.type == "Project":
            yield from _joined(line.groups[index], whole, "part/sorts")


def _first(line: Line, numbered: re.Match[str]) -> Group:
    """The name that heads a numbered paragraph alone: what a comma joins to it (一是A工程，B工程…) is its part."""
    group = line.groups[numbered.start("what")]
    return Group(group.start, group.head.end, group.members[:1])


def _below(line: Line, head: Group, whole: Group | None) -> Iterator[Claim]:
    """What a numbered paragraph names is part of its head, but for the whole that is spoken of again."""
    for index in sorted(line.groups):
        group = line.groups[index]
        if group.head.type == "Project":
            parts = tuple(m for m in group.members if not (whole and m.entity == whole.head.entity))
            yield from _joined(Group(group.start, group.end, parts), head, "part/head") if parts else ()


def _summed(scene: Scene) -> Iterator[Claim]:
    """Groups of projects that one sentence counts are parts of the group whose number they add up to."""
    counted = {e: int(n[0]) for e in scene.here("Project") if (n := _COUNT.match(scene.name(e)))}
    if len(counted) <= _PAIR:
        return
    for line in scene.lines:
        here = {m.entity: m for g in line.groups.values() for m in g.members if m.entity in counted}
        total = sum(counted[e] for e in here)
        wholes = [e for e, number in counted.items() if number == total and e not in here]
        if len(here) >= _PAIR and len(wholes) == 1:
            for part, spot in here.items():
                yield Claim(part, "partOf", wholes[0], (), spot.start, spot.end, 0.75, "part/sum")
