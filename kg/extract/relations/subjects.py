"""Who acts in a clause: its own subject, else the one carried over from clause to clause.

Chinese news drops the subject once it is known. A clause that begins with a name has that name for its
subject; any other goes on with the last one. Inside quoted speech `我们` is the office of the speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.genre import accounts
from kg.extract.reading import Mention
from kg.extract.relations import sessions
from kg.extract.relations.clauses import AHEAD, ALONG, APPOINTED, PAIR, clause, titled_person
from kg.extract.relations.scene import ACTORS, MASK, PLACES, Line, Scene, level
from kg.extract.relations.words import either

_BREAK = re.compile(r"[，,；;：:。！？!?\n“”]")
_WELCOME = re.compile(f"(?:引进|引入|招引|引来)了?({MASK['Enterprise']})$")
VOICED = 0.78
"""Score of the place in whose voice a report speaks as the subject of a sentence that names none."""
_KEPT = {"局": ("PublicBody",), "院": ("Institution", "PublicBody"), "校": ("Institution",)}
"""Types of what `该局` and `我校` stand for."""
OWNER = 0.6
"""Score of a possessor (`某县的项目开工`) as the actor of its clause."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The governing subject at a point: who acts, the person if one acts, and those who act along.

    `score` falls with every step of carrying over; `own` tells that the clause names it itself.
    """

    actors: tuple[Mention, ...] = ()
    people: tuple[Mention, ...] = ()
    partners: tuple[Mention, ...] = ()
    person_last: bool = False
    own: bool = False
    spot: int = -1
    """Passage offset where the subject stands, -1 for one known from elsewhere."""
    score: float = 0.6

    def alone(self) -> Subject:
        """The same subject without those who act along."""
        return replace(self, partners=()) if self.partners else self

    def carried(self) -> Subject:
        """The same subject in a later clause."""
        score = round(max(self.score - 0.03, 0.45), 3)
        return replace(self, own=False, score=score) if self.own or score != self.score else self


@dataclass(frozen=True, slots=True)
class Government:
    """Subjects by the offset from which they hold."""

    starts: tuple[int, ...]
    subjects: tuple[Subject, ...]
    named: tuple[Mention, ...] = ()
    wide: frozenset[str] = frozenset()
    """Provinces and countries: that a thing lies in one of them is no news."""

    def recent(self, kinds: frozenset[str], offset: int) -> tuple[Mention, ...]:
        """The last mention of these kinds before `offset`, as one or none."""
        past = [m for m in self.named if m.type in kinds and m.start < offset]
        return tuple(past[-1:])

    def before(self, offset: int, kinds: frozenset[str]) -> tuple[Mention, ...]:
        """The last one of these kinds that was a subject before `offset`, as one or none."""
        for i in range(bisect_right(self.starts, offset) - 1, -1, -1):
            found = [m for m in self.subjects[i].actors if m.type in kinds and m.start < offset]
            if found:
                return (found[0],)
        return ()

    def at(self, offset: int) -> Subject:
        """The subject that governs a passage offset."""
        found = bisect_right(self.starts, offset) - 1
        return self.subjects[found] if found >= 0 else Subject()


@dataclass(slots=True)
class _Memory:
    """What is carried along while clauses are read: the subject, and the last one of each kind."""

    topic: Subject
    now: Subject
    last: dict[str, Mention]
    outer: Subject
    scene: Scene
    opened: int = -1
    lent: Subject | None = None
    """The subject to go back to after a sentence whose last clauses are of a firm that was brought in."""


def govern(scene: Scene, speakers: Mapping[str, Mention]) -> Government:
    """Subjects of all clauses of a passage. `speakers` gives the office that a person speaks for."""
    points = sorted(_points(scene, speakers), key=lambda p: p[0])
    wide = frozenset(e for e in scene.here("AdministrativeDivision") if level(scene.name(e)) in {0, 1})
    named = sessions.named(scene.text, scene.reading.mentions)
    return Government(tuple(p for p, _ in points), tuple(s for _, s in points), named, wide)


def _points(scene: Scene, speakers: Mapping[str, Mention]) -> Iterator[tuple[int, Subject]]:
    speeches = _speeches(scene, speakers)
    topic = _topic(scene)
    memory = _Memory(topic, topic, {}, topic, scene)
    told = accounts(scene.text, scene.reading.passage.body)
    for line in scene.lines:
        headline = line.end <= scene.reading.passage.body
        if told or (line.start and scene.text[line.start - 1] == "\n" and not memory.now.people):
            memory.now = _afresh(memory)
            memory.now = replace(memory.now, score=VOICED) if told else memory.now
        memory.now = (memory.lent or memory.now).alone()
        memory.lent = None
        spans = list(_clauses(line))
        for number, (start, end) in enumerate(spans):
            offset = line.at[start]
            _listen(memory, speeches, offset)
            own = _own(line, (start, end), speakers, memory)
            if own is None and AHEAD.match(line.text, start):
                later = (_own(line, span, speakers, memory) for span in spans[number + 1 : number + 4])
                ahead = next((s for s in later if s), None)
                if ahead and ahead.own and ahead.actors:
                    yield offset, ahead
                    memory.now = ahead
                    continue
            if own is None:
                memory.now = memory.now.carried()
                yield offset, Subject() if headline else memory.now
                _welcome(memory, line, (start, end))
            elif own.own and _passing(line, start, end):
                memory.now = memory.now.carried()
                yield offset, memory.now
                yield own.spot, own
            elif own.own:
                memory.now = own
                memory.last.update((m.type, m) for m in own.actors)
                yield offset, own
                _welcome(memory, line, (start, end))
            else:
                yield offset, own
                break


def _welcome(memory: _Memory, line: Line, span: tuple[int, int]) -> None:
    """Passes the sentence on to a firm that a clause ends with bringing in: 某县引进某公司，|投资2亿元建厂."""
    found = _WELCOME.search(line.text, *span)
    if found:
        memory.lent = memory.now
        group = line.groups[found.start(1)]
        memory.now = Subject(group.members, (), (), False, False, line.at[found.start(1)], 0.6)


def _passing(line: Line, start: int, end: int) -> bool:
    """Whether a clause names its actor by `由` or `支持`, or tells of an appointment.

    The next clause then goes on with the subject before it.
    """
    found = clause().match(line.text, start, end)
    by = found and (found["by"] or found["pivot"] or found["owner"])
    return bool(by or APPOINTED.search(line.text, start, end))


def _afresh(memory: _Memory) -> Subject:
    """The subject at the head of a paragraph: the topic of the article where that is a place."""
    topic = memory.topic
    return topic if topic.actors and topic.actors[0].type in PLACES else memory.now


def _listen(memory: _Memory, speeches: list[tuple[int, int, Subject]], offset: int) -> None:
    speech = next((s for s in speeches if s[0] <= offset < s[1]), None)
    if speech and speech[0] != memory.opened:
        if memory.opened < 0:
            memory.outer = memory.now
        memory.now, memory.opened = speech[2], speech[0]
    elif speech is None and memory.opened >= 0:
        if memory.outer.actors:
            memory.now = memory.outer
        memory.opened = -1


def _clauses(line: Line) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(line.text):
        if found.start() > start:
            yield start, found.start()
        start = found.end()
    if start < len(line.text):
        yield start, len(line.text)


def _own(
    line: Line, span: tuple[int, int], speakers: Mapping[str, Mention], memory: _Memory
) -> Subject | None:
    """The subject that a clause names; one without `own` holds for the rest of the sentence only."""
    found = clause().match(line.text, *span)
    if not found or _listed(found, span, line):
        return None
    if found["other"]:
        return Subject()
    if found["vague"]:
        return _recalled(found["vague"], line.at[found.start("vague")], memory)
    if found["noun"] or found["home"]:
        spot = line.at[found.start("noun" if found["noun"] else "home")]
        return _last_named(found["noun"] or found["home"], spot, memory)
    if found["both"]:
        return _both(line.at[found.start("both")], memory.scene)
    if found["owner"]:
        owners, spot = line.groups[found.start("owner")].members, line.at[found.start("owner")]
        return Subject(owners, (), (), False, True, spot, OWNER)
    if found["ours"]:
        return _met(False, line.at[found.start("ours")], memory)
    if found["along"]:
        others = line.groups[found.end("along") - 1].members
        return replace(memory.now, partners=others, own=True)
    if found["meets"]:
        return _met(bool(found["rules"]), line.at[found.start("meets")], memory)
    group, spot = line.groups[found.start("who")], line.at[found.start("who")]
    partners = line.groups[found.end("with") - 1].members if found["with"] else ()
    if group.head.type == "Person":
        return _personal(group.members, partners, spot, speakers, memory)
    titled = titled_person().match(line.text, found.end("who"), span[1])
    if titled:
        along = ALONG.match(line.text, titled.end(), span[1])
        partners = line.groups[along.start(1)].members if along else ()
        people = line.groups[titled.start("person")].members
        own = _personal(people, partners, spot, speakers, memory)
        beside = titled.start("person") == found.end("who") and people[0].entity not in speakers
        return replace(own, actors=group.members) if beside else own
    people = memory.now.people
    return Subject(group.members, people, partners, False, True, spot, 0.9)


def _listed(found: re.Match[str], span: tuple[int, int], line: Line) -> bool:
    """Whether a later clause is a zone's name and no more, or ends the sentence with names: an item of a list."""
    if not span[0] or found.end("who") != span[1]:
        return False
    ends = not line.text[span[1] :].strip("。！？!?；;\n")
    return ends or line.groups[found.start("who")].head.type == "Zone"


def _personal(
    people: tuple[Mention, ...],
    partners: tuple[Mention, ...],
    spot: int,
    speakers: Mapping[str, Mention],
    memory: _Memory,
) -> Subject:
    office = speakers.get(people[0].entity)
    actors = (office,) if office else memory.now.actors
    return Subject(actors, people, partners, True, True, spot, 0.8)


def _recalled(word: str, spot: int, memory: _Memory) -> Subject | None:
    """The subject that `公司` or `全县` stands for: the last enterprise, body or the topic place."""
    kinds = ("Enterprise",) if word[-1] in "司业团" else _KEPT.get(word[-1], PLACES)
    if kinds == PLACES and any(m.type in PLACES for m in memory.now.actors):
        return None
    found = next((memory.last[k] for k in kinds if k in memory.last), None)
    if found is None and kinds == PLACES and memory.topic.actors:
        found = next((m for m in memory.topic.actors if m.type in PLACES), None)
    return Subject((found,), (), (), False, True, spot, 0.7) if found else None


def _both(spot: int, scene: Scene) -> Subject | None:
    """The two parties that were joined last before `双方` speaks of them."""
    for line in reversed([n for n in scene.lines if n.start < spot]):
        pairs = [p for p in PAIR.finditer(line.text) if line.at[p.start(1)] < spot]
        if pairs:
            one, other = (line.groups[pairs[-1].start(k)].members for k in (1, 2))
            return Subject((*one, *other), (), (), False, True, spot, 0.7)
        if line.end > spot and any(line.at[i] < spot for i in line.groups):
            return None
    return None


def _last_named(word: str, spot: int, memory: _Memory) -> Subject | None:
    """The subject that a common noun (`专班`, `村里`) stands for: the last one whose name ends so."""
    ends = ("村", "社区") if word == "村" else (word,)
    kinds = PLACES if len(word) == 1 else ACTORS
    past = (m for m in reversed(memory.scene.reading.mentions) if m.start < spot and m.type in kinds)
    found = next((m for m in past if memory.scene.name(m.entity).endswith(ends)), None)
    if found is None and word == "园区":
        past = (m for m in reversed(memory.scene.reading.mentions) if m.start < spot)
        found = next((m for m in past if m.type == "Zone"), None)
    return Subject((found,), (), (), False, True, spot, 0.7) if found else None


def _met(rules: bool, spot: int, memory: _Memory) -> Subject:
    """Who acts by a meeting: it adopts papers itself, and speaks for the place of the article."""
    events = [m for m in memory.scene.reading.mentions if m.type == "Event" and m.start <= spot]
    if rules:
        return Subject(tuple(events[-1:]), (), (), False, True, spot, 0.9) if events else Subject()
    places = tuple(m for m in memory.topic.actors if m.type in PLACES)
    return Subject(places, (), (), False, True, spot, 0.6) if places else Subject()


def _topic(scene: Scene) -> Subject:
    passage, context = scene.reading.passage, scene.reading.context
    for line in () if accounts(scene.text, passage.body) else scene.lines:
        if line.start >= max(passage.body, 1):
            break
        heads = [
            g
            for i, g in sorted(line.groups.items())
            if g.head.type in ACTORS and not _dealer().match(line.text, i + 1)
        ]
        if heads:
            return Subject(actors=heads[0].members, score=0.6)
    entity = context.entity or ""
    if entity in scene.first:
        return Subject(actors=(scene.first[entity],), score=0.5)
    rest = next((scene.first[e] for e in scene.here(*ACTORS)), None)
    return Subject(actors=(rest,), score=0.5) if rest else Subject()


@cache
def _dealer() -> re.Pattern[str]:
    return re.compile(either("trader"))


def _speeches(scene: Scene, speakers: Mapping[str, Mention]) -> list[tuple[int, int, Subject]]:
    people = [m for m in scene.reading.mentions if m.type == "Person" and m.entity in speakers]
    found = []
    for start, end in _quotes(scene.text) if people else ():
        if end - start > 12 and re.search("[，,。！？]", scene.text[start:end]):
            person = _speaker(scene.text, (start, end), people)
            if person:
                subject = Subject((speakers[person.entity],), (person,), score=0.7)
                found.append((start, end, subject))
    return found


def _quotes(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of direct speech; a mark of opening at the head of a paragraph goes on with the last one."""
    start, depth = 0, 0
    for mark in re.finditer("[“”]", text):
        if mark.group() == "“":
            fresh = depth == 0 or text[mark.start() - 1 : mark.start()] == "\n"
            start, depth = (mark.start(), 1) if fresh else (start, depth + 1)
        elif depth:
            depth -= 1
            if depth == 0:
                yield start, mark.end()
    if depth:
        yield start, len(text)


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(either("speech"))


def _speaker(text: str, quote: tuple[int, int], people: list[Mention]) -> Mention | None:
    start, end = quote
    for person in people:
        if start - 36 <= person.end <= start and _saying().search(text, person.end, start):
            return person
        if end <= person.start <= end + 50 and "。" not in text[end : person.start]:
            return person if _saying().search(text, person.end, person.end + 30) else None
    return None
