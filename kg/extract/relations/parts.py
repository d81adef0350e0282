"""Wholes and parts told by the order of a text: `分为A、B两类`, `一是A。…二是B。…`."""

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
_SORTS = re.compile(rf"(?P<all>{_PROJECT})[，,]?(?:主要|共|具体)?(?:分为|包括|涵盖|包含|分别是|分别为|即)")


def read(scene: Scene) -> Iterator[Claim]:
    """`partOf` of the projects of numbered paragraphs, and of the numbered heads in what they number."""
    whole: Group | None = None
    head: Group | None = None
    for line in scene.lines:
        opens = line.start == 0 or scene.text[line.start - 1] == "\n"
        if "Project" not in line.kinds:
            head = None if opens else head
            continue
        numbered = _HEAD.match(line.text)
        if opens:
            head = line.groups[numbered.start("what")] if numbered else None
            if head and whole:
                yield from _joined(head, whole, "part/number")
        sorts = _SORTS.search(line.text)
        if sorts:
            whole = line.groups[sorts.start("all")]
            yield from _sorted(line, sorts.end(), whole)
        elif head:
            yield from _below(line, head)


def _joined(part: Group, whole: Group, by: str) -> Iterator[Claim]:
    for one in part.members:
        if one.entity != whole.head.entity:
            yield Claim(one.entity, "partOf", whole.head.entity, (), part.start, part.end, 0.7, by)


def _sorted(line: Line, start: int, whole: Group) -> Iterator[Claim]:
    for index in sorted(line.groups):
        if index >= start and line.groups[index].head.type == "Project":
            yield from _joined(line.groups[index], whole, "part/sorts")


def _below(line: Line, head: Group) -> Iterator[Claim]:
    for index in sorted(line.groups):
        group = line.groups[index]
        if group.head.type == "Project" and group is not head:
            yield from _joined(group, head, "part/head")
