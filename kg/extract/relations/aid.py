"""Aid whose receiver no word of its clause names: `捐赠5万元`, `自掏腰包为村里修路`, `筹集资金，把水引到各户`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import Claim, Mention
from kg.extract.relations.cues import chosen
from kg.extract.relations.scene import ACTORS, Line, Scene, level
from kg.extract.relations.subjects import Government

_NAMES = "\ue000-\uf8ff"
_GIFT = re.compile(
    rf"[，,；;](?:并|还|又|共|分别|各|先后)*(?P<cue>捐赠|捐款|捐助|捐资|资助)[^，,。；;{_NAMES}]{{0,12}}元"
)
_WORKS = "(?:修|建|装|铺|架|打|引|盖|翻修|硬化|安装|改造|添置|购置|购买|买|送|办|解决|接)"
_AT_HOME = re.compile(
    rf"(?P<cue>自掏腰包|自费|自己?出资|出资|捐资|捐款|筹资|筹集|筹措|拿出|垫资|免费|无偿|义务)[^。；;：:“”{_NAMES}]{{0,14}}?"
    rf"(?:为|给|帮|替)(?:村里|村上|村民|乡亲|村集体|全村|社区居民|居民|老乡)们?[^。；;，,{_NAMES}]{{0,8}}?{_WORKS}"
)
"""What someone does at his own cost for the village that was named before."""
_RAISED = re.compile(
    rf"(?P<cue>筹集|筹措|筹资|自筹|争取|协调)[^，,。；;{_NAMES}]{{0,12}}(?:元|资金|款)[^，,。；;{_NAMES}]{{0,4}}[，,]"
    rf"(?:把|将|为|给|帮)?[^，,。；;{_NAMES}]{{0,10}}{_WORKS}"
)
"""Money raised for works that no name tells the place of: 筹集10万元，|把自来水引到各家各户."""


def read(scene: Scene, government: Government) -> Iterator[Claim]:
    """`assists` of those who act towards the village or partner that was named before."""
    for line in scene.lines:
        yield from _gifts(line, government)
        for found in _AT_HOME.finditer(line.text):
            yield from _helped(scene, line, found, government)
        for found in _RAISED.finditer(line.text):
            yield from _helped(scene, line, found, government)


def _gifts(line: Line, government: Government) -> Iterator[Claim]:
    """`与甲村签约，捐赠5万元`: what is given goes to whom the clause before has named beside the giver."""
    for found in _GIFT.finditer(line.text):
        subject = government.at(line.at[found.start("cue")])
        start, end = line.span(found.start("cue"), found.end())
        for one in subject.actors:
            for other in (m for m in subject.partners if m.type in {"AdministrativeDivision", "Institution"}):
                yield Claim(one.entity, "assists", other.entity, (), start, end, 0.75, "aid/gift")


def _helped(scene: Scene, line: Line, found: re.Match[str], government: Government) -> Iterator[Claim]:
    start, end = line.span(found.start("cue"), found.end())
    village = _village(scene, start)
    subject = government.at(start)
    if subject.own and line.start <= subject.spot < start:
        start = subject.spot
    for giver in chosen(subject, frozenset({*ACTORS, "Person"})) if village else ():
        if village and giver.entity != village.entity:
            yield Claim(giver.entity, "assists", village.entity, (), start, end, 0.75, "aid/home")


def _village(scene: Scene, offset: int) -> Mention | None:
    """The village, community or group of villagers named last before an offset."""
    past = (m for m in reversed(scene.reading.mentions) if m.start < offset)
    return next(
        (m for m in past if m.type == "AdministrativeDivision" and (level(scene.name(m.entity)) or 0) >= 5),
        None,
    )
