"""Of whom a number is stated: the topic that governs each clause of a passage."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.measure_words import forms, pattern
from kg.extract.reading import Mention, Reading
from kg.extract.times import Time

HOLDERS = frozenset(
    "AdministrativeDivision Zone PublicBody Enterprise Institution Project Platform Facility".split()
)
"""Types of which numbers are told; persons and documents hold few."""

WORKS = frozenset(("Project", "Facility", "Zone"))
_PLACES = frozenset(("AdministrativeDivision", "Zone"))
_CLAUSE = re.compile(r"[（(][^（）()\n]{1,4}[）)](?=[一-龥])|([，,；;：:。！？!?\n（）()]|——)")
_ASIDE = re.compile(r"(?:在|从|自|向|对|与|和|同|距|距离|离|比|据|由|以|到|至|因|随着|按照|通过|依托|借助|利用|围绕|根据|较|及|为|是|有|包括|分别|、)$")
_WHILE = re.compile(r"(?:之?后|时|之际|期间|以来|之前|以前|来看|方面|中|背景下)$")
_RULERS = re.compile(
    r"(?:党委|政府|党支部|党总支|村委会?|居委会|支部|[市县区镇乡]委|两委|管委会|管理委员会|工委|办事处|委员会|村“两委”)$"
)
_WHOLE = re.compile(r"(?:全|我|该|本|此|俺)(省|市|区|县|旗|镇|乡|街道|村|社区|州|局|公司|园区|开发区|高新区|新区|集团|企业|项目|工程)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between marks: its offsets, its sentence and paragraph, and its topic, the entity it is about.

    `own` tells that the clause names its topic itself; `work` is the project or place last named before
    its end in the sentence.
    """

    start: int
    end: int
    sentence: int
    paragraph: int
    topic: str
    own: bool
    work: str


def spans(text: str) -> list[tuple[int, int, str]]:
    """Clauses of a text as (start, end, mark behind)."""
    out, last = [], 0
    for hit in _CLAUSE.finditer(text):
        if hit[1]:
            out.append((last, hit.start(), hit[1]))
            last = hit.end()
    out.append((last, len(text), "\n"))
    return out


def outer(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that lie in no other, in order."""
    kept: list[Mention] = []
    for mention in mentions:
        if mention.entity and (not kept or mention.start >= kept[-1].end):
            kept.append(mention)
    return kept


def clauses(reading: Reading, mentions: Sequence[Mention], periods: Sequence[Time]) -> list[Clause]:
    """The clauses of a passage with their topics, carried on from clause to clause."""
    text, out, i = reading.passage.text, [], 0
    ruled = _ruled(reading)
    main = _main(reading, mentions)
    led: Counter[str] = Counter({main: 2} if main else {})
    topic, steady, work, firm = main, main, "", ""
    sentence, paragraph = 0, 0
    ends = {t.start: t.end for t in periods}
    for start, end, mark in spans(text):
        inside = []
        while i < len(mentions) and mentions[i].start < end:
            if mentions[i].start >= start:
                inside.append(mentions[i])
            i += 1
        named = None if _WHILE.search(text, start, end) else _leading(text, start, end, inside, ends)
        whole = None if named else _whole(reading, text, start, end, ends, topic, main)
        if not named and not whole:
            whole = _meant(text, _skipped(text, start, end, ends), end, work, firm)
        if named or whole:
            topic = ruled.get(named.entity, named.entity) if named else whole or topic
            led[topic] += 1
            if reading.types.get(topic) not in ("Project", "Facility"):
                steady = topic
        works = [m.entity for m in inside if m.type in ("Project", "Facility")]
        work = works[-1] if works else work
        firm = next((m.entity for m in reversed(inside) if m.type == "Enterprise"), firm)
        out.append(Clause(start, end, sentence, paragraph, topic, bool(named or whole), work))
        if mark in "。！？!?\n":
            sentence, work = sentence + 1, work
        if mark == "\n":
            topic = steady if reading.types.get(steady) in _PLACES else max(led, key=lambda e: led[e], default="")
            paragraph, work, firm = paragraph + 1, "", ""
    return out


def _ruled(reading: Reading) -> dict[str, str]:
    """The place that each party committee or government of a passage runs: its numbers are the place's."""
    places = [(n, e) for e, n in reading.names.items() if reading.types[e] in _PLACES]
    out = {}
    for entity in {m.entity for m in reading.mentions if m.type == "PublicBody"}:
        name = reading.names[entity]
        if _RULERS.search(name):
            held = max(((len(n), e) for n, e in places if name.startswith(n)), default=None)
            if held:
                out[entity] = held[1]
    return out


def clause_at(found: Sequence[Clause], starts: Sequence[int], offset: int) -> Clause:
    """The clause that holds an offset."""
    return found[max(bisect_right(starts, offset) - 1, 0)]


def _main(reading: Reading, mentions: Sequence[Mention]) -> str:
    if reading.context.entity:
        return reading.context.entity
    counts = Counter(m.entity for m in mentions if m.type in _PLACES)
    return max(counts, key=lambda e: counts[e], default="")


def _skipped(text: str, start: int, stop: int, ends: dict[int, int]) -> int:
    """Skip adverbs and times at the head of a clause."""
    while start < stop:
        if start in ends:
            start = min(ends[start], stop)
            continue
        hit = pattern("lead", "{}").match(text, start, stop)
        if hit and hit.end() > start:
            start = hit.end()
        elif text[start] in " \t“”‘’\"'、□■◆▲●　":
            start += 1
        else:
            break
    return start


def _meant(text: str, start: int, end: int, work: str, firm: str) -> str:
    """What `该项目`, `公司`, `这是` at the head of a clause stand for: the work or firm named last."""
    if work and pattern("anaphor").match(text, start, end):
        return work
    return firm if firm and pattern("firm").match(text, start, end) else ""


def _leading(text: str, start: int, end: int, inside: list[Mention], ends: dict[int, int]) -> Mention | None:
    alone = len(inside) == 1 and inside[0].type in _PLACES and inside[0].end == end and text[start : inside[0].start] == "在"
    if alone:
        return inside[0]
    for mention in inside[:2]:
        if mention.type not in HOLDERS:
            continue
        if mention.type not in _PLACES and text[mention.end : mention.end + 1].isdecimal():
            continue
        at = _skipped(text, start, mention.start, ends)
        if at < mention.start or _ASIDE.search(text, max(start, mention.start - 3), mention.start):
            return None
        if text[mention.end : mention.end + 1] in ("、", "和", "与", "等"):
            return mention if mention.type in _PLACES else None
        return mention
    return None


def _whole(
    reading: Reading, text: str, start: int, end: int, ends: dict[int, int], topic: str, main: str
) -> str | None:
    hit = _WHOLE.match(text, _skipped(text, start, end, ends), end)
    return named_by(reading, hit[1], topic, main) if hit else None


def named_by(reading: Reading, kind: str, topic: str, main: str) -> str | None:
    """The entity that a vague word such as `全市`, `该县`, `该公司` stands for, judged by the end of its name."""
    for entity in (topic, main):
        if entity and reading.names.get(entity, "").endswith(kind):
            return entity
    seen: dict[str, int] = {}
    for mention in reading.mentions:
        if mention.type in HOLDERS and reading.names.get(mention.entity, "").endswith(kind):
            seen.setdefault(mention.entity, mention.start)
    return next(iter(seen), None) if kind in "省市区县旗镇乡村州" or kind in ("街道", "社区") else None
