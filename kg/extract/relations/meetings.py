"""Who speaks at a meeting: by the layout of the page (`——某日在某会上` above `县长 某某`), or as its report goes on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.extract.reading import Claim
from kg.extract.relations import sessions
from kg.extract.relations.cues import roll
from kg.extract.relations.scene import MASK, Scene
from kg.extract.relations.words import either

_PERSON = MASK["Person"]
_OFFICES = frozenset({"PublicBody", "AdministrativeDivision", "Zone"})
_CENTRAL = re.compile("总书记|国家主席|总理|委员长")
_MEETING = re.compile("会$|会议")
_ELSEWHERE = re.compile("调研|走访|考察|慰问|检查|督导|会前|会后|采访|记者")
_SIGNED = re.compile("(?:分别|共同)*代表[^。；;]{1,40}?(?:签订|签署|签约|签字|签下)")
_SIGNING = re.compile("签[约字](?:仪式|活动|大会)$")
_AT = re.compile(rf"[\s—\-（(]*(?:\d[\d年月日]*)?在(?P<event>{MASK['Event']})上[\s）)]*$")


@cache
def _titled() -> re.Pattern[str]:
    words = rf"[^，,。{''.join(MASK.values())}]{{0,8}}?{either('post')}"
    return re.compile(rf"[\s（(]*{words}[\s　]*(?P<who>{_PERSON})[\s）)]*$")


@cache
def _spoke() -> re.Pattern[str]:
    told = "强调|指出|要求|希望|通报|宣读|传达|点评|部署|致辞|讲话|讲意见|提要求|提出|宣布|汇报|总结"
    gives = "[向为给][^，,。；]{2,18}(?:颁发|颁奖|授牌|授旗|汇报|通报|报告|介绍)"
    task = "(?:作|做|对|就|安排)[^，,。；]{0,18}(?:部署|报告|讲话|通报|安排|工作|说明|发言|要求)"
    when = "(?:在(?:会上|会议上|讲话中|致辞中|总结讲话时))?(?:还|也|分别|随后|最后)?"
    return re.compile(rf"(?P<who>{_PERSON})(?:同志)?{when}(?:{told}|(?P<chairs>主持)|{task}|{gives})")


def read(scene: Scene, held: Iterable[Claim]) -> Iterator[Claim]:
    """`participatesIn` of those who speak at a meeting without a verb that names it."""
    yield from _below(scene)
    yield from _signers(scene)
    yield from _taking_the_floor(scene)
    posts = [c for c in held if c.p == "holdsPost"]
    far = {c.s for c in posts if _CENTRAL.search(dict(c.q).get("post", ""))}
    yield from _reported(scene, {c.s for c in posts if scene.type(c.o) in _OFFICES} - far)


def _reported(scene: Scene, officials: set[str]) -> Iterator[Claim]:
    """In the report of a meeting those in office who are told to stress or to order something were there."""
    opened = [
        m
        for m in sessions.current(scene.text, scene.reading.mentions)
        if _MEETING.search(scene.name(m.entity))
    ]
    for line in scene.lines if opened else ():
        if "Person" not in line.kinds:
            continue
        for found in _spoke().finditer(line.text):
            start, end = line.span(found.start(), found.end())
            event = next((m for m in reversed(opened) if m.start < start), None)
            if event is None or _ELSEWHERE.search(line.text, 0, found.start()):
                continue
            q = (("role", "host" if found["chairs"] else "attends"),)
            for person in line.groups[found.start("who")].members:
                if person.entity in officials:
                    yield Claim(
                        person.entity, "participatesIn", event.entity, q, start, end, 0.65, "meeting/spoke"
                    )


def _signers(scene: Scene) -> Iterator[Claim]:
    """Who signs in the name of others was at the one signing ceremony that the article goes on to name."""
    events = [e for e in scene.here("Event") if _SIGNING.search(scene.name(e))]
    for line in scene.lines if len(events) == 1 else ():
        for found in _SIGNED.finditer(line.text) if "Person" in line.kinds else ():
            people = roll(line, found.start())
            start, end = line.span(found.start(), found.end())
            for person in people if start < scene.first[events[0]].start else ():
                yield _there(person.entity, events[0], (person.start, end), (0.7, "meeting/signer"))


@cache
def _floor() -> re.Pattern[str]:
    """`在某会上，局长某某`: who is the subject of the clause behind the meeting, with nothing but his title before."""
    names = "".join(MASK.values())
    title = f"(?:[^，,。；;：:“”的]{{0,24}}?{either('post')})?"
    return re.compile(
        f"(?:在(?P<event>{MASK['Event']})[上中](?:[，,]|(?={_PERSON}))|(?P<head>{MASK['Event']})上[，,])"
        f"{title}(?P<who>{_PERSON})(?![{names}、等和])"
    )


def _taking_the_floor(scene: Scene) -> Iterator[Claim]:
    for line in scene.lines:
        for found in _floor().finditer(line.text) if {"Person", "Event"} <= line.kinds else ():
            event = line.groups[found.start("event" if found["event"] else "head")].members[-1]
            start, end = line.span(found.start(), found.end())
            for person in line.groups[found.start("who")].members:
                yield _there(person.entity, event.entity, (start, end), (0.8, "meeting/floor"))


def _there(person: str, event: str, span: tuple[int, int], rule: tuple[float, str]) -> Claim:
    """That a person attends; `rule` is its score and name."""
    return Claim(person, "participatesIn", event, (("role", "attends"),), *span, *rule)


def _below(scene: Scene) -> Iterator[Claim]:
    """The person named right below the meeting that a report was given at."""
    for line, below in zip(scene.lines, scene.lines[1:], strict=False):
        if "Event" not in line.kinds or "Person" not in below.kinds:
            continue
        at, who = _AT.match(line.text), _titled().match(below.text)
        if at and who:
            event, people = line.groups[at.start("event")], below.groups[who.start("who")]
            for person in people.members:
                yield _there(
                    person.entity, event.head.entity, (event.start, people.end), (0.85, "meeting/report")
                )
