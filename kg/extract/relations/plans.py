"""Who carries out the initiatives of a passage: the place they are named with, else the governing subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.reading import Claim, Mention
from kg.extract.relations.scene import ACTORS, MASK, PLACES, Line, Scene, boundless
from kg.extract.relations.subjects import Government, Subject
from kg.extract.relations.words import either
from kg.knowledge import divisions

_ACTOR = "[" + "".join(MASK[t] for t in ACTORS) + "]"
_OWNED = re.compile(rf"({_ACTOR})(?:的|特色的)?[“‘]?$")
_MADE = r"(?:开展|实施|推进|提出|部署|启动|组织|发起|推行|确定|下达|建设|打造|开创|探索|创建|创新)"
_ITS = re.compile(
    rf"(?:^|[^在到赴对向为给于从把将让请])({_ACTOR})[^，,。；\ue000-\uf8ff]{{0,6}}{_MADE}的[“‘]?$"
    rf"|(?:体现|彰显|表明|显示|反映|展现)了?({_ACTOR})[^，,。；\ue000-\uf8ff]{{0,6}}[“‘]?$"
    rf"|(?:按照|根据|围绕|落实|贯彻|响应|对照|遵照)({_ACTOR})[^，,。；\ue000-\uf8ff]{{0,4}}{_MADE}[“‘]?$"
)
_SPIRIT = re.compile("会[”’]?精神$")
"""What a meeting said is taken to heart, not carried out."""
_OF_YEAR = re.compile(r"[^，,。；]{0,8}的?(?:关键|收官|开局|起步|决胜|交汇|决战)[^，,。；]{0,4}年")
_KINDS = frozenset(ACTORS)
_RANKS = re.compile(
    r"(?:(?:^|[，,。、：“‘对与和按照以合绕据彻实进于把将])(?P<ranks>[省市区县](?:、[省市区县])*)|(?P<all>[全我][省市区县镇乡村]))(?:的|特色)?[“‘]?$"
)


@cache
def _mere() -> re.Pattern[str]:
    return re.compile(either("mere"))


def read(scene: Scene, government: Government) -> Iterator[Claim]:
    """`implements` for every initiative of the passage that is more than mentioned."""
    for line in scene.lines:
        for index, group in line.groups.items():
            if group.head.type == "Initiative":
                for plan in group.members:
                    yield from _plan(scene, line, index, government, plan)
    yield from _inner(scene)


_RATED = re.compile(r"(?:作为|列为)[^，,。；]{0,4}$")
_GIVES = re.compile(r"[^，,。；]{0,14}(?:注入|提供|奠定|贡献|增添|添)")
_TOTAL = re.compile(r"[“‘]?[一二三四五六七八九十两\d]+[大个项]")
_FIELD = re.compile(r"(?:在|围绕|就|聚焦)[^，,。；;]{0,60}$")
_ITSELF = re.compile("(?:作为[^，]*)?(?:此次|本次|这次|该|此项|这一|这项)?[“‘]?")
_OUTCOME = re.compile("[”’]?(?:活动|工作|行动|改革)?(?:成效|效果|效应|意义|旨在|是|为期|历时|由|共)")
"""What a plan itself did (此次某某行动|成效明显) names nobody who carries it out."""
_TOLD = re.compile("(?:介绍|汇报|通报|听取|了解|交流|总结)了?[^，,。；]{0,24}$")
_STATE = re.compile("[”’]?[^，,。；\ue000-\uf8ff]{0,10}(?:情况|进展|经验|做法|安排|体会)")
"""Who tells how a plan goes (介绍了某某行动的|情况) need not be the one who carries it out."""
_FIELDS = re.compile(r"[^，,。；;]{0,40}(?:领域|方面)[^，,。；;]{0,8}(?:合作|交流|对接|协作|洽谈)")
"""What two parties cooperate in is the field of it: 围绕乡村建设等领域|开展合作."""
_IS = re.compile(rf"是({_ACTOR})(?:的|[^，,。；]{{1,8}}的)")
_DONE = re.compile(
    rf"[”’]?[^，,。；\ue000-\uf8ff]{{0,4}}(?:"
    rf"在({_ACTOR})[^，,。；]{{0,6}}(?:启动|开展|实施|推行|打响|铺开|展开)"
    rf"|由({_ACTOR})[^，,。；]{{0,6}}(?:发起|牵头|实施|组织|推动|主导|推出|提出|倡导))"
)


def parts(scene: Scene) -> Iterator[Claim]:
    """`A、B、C“四大行动”`: each of the list is part of the one that counts them."""
    for line in scene.lines:
        for group in line.groups.values():
            *few, whole = group.members
            if few and whole.type == "Initiative" and few[-1].end == whole.start and _TOTAL.match(whole.text):
                for one in few:
                    yield Claim(
                        one.entity, "partOf", whole.entity, (), group.start, group.end, 0.85, "plan/total"
                    )


def _plan(scene: Scene, line: Line, index: int, government: Government, plan: Mention) -> Iterator[Claim]:
    clause = re.split("[，,；;：:。]", line.text[:index])[-1]
    if _only_named(line.text, index, clause, plan):
        return
    named = _named(scene, plan)
    if named:
        yield Claim(named, "implements", plan.entity, (), plan.start, plan.end, 0.75, "plan/name")
        return
    owned = _OWNED.search(line.text, 0, index) or _ITS.search(line.text, 0, index)
    at = owned.start(owned.lastindex or 1) if owned else -1
    if at in line.groups and not _preposed(line, at):
        group = line.groups[at]
        for owner in group.members:
            yield _claim(owner, plan, group.start, 0.85, "plan/owner")
        return
    ranked = _RANKS.search(line.text, 0, index)
    inner = list(_ranked(scene, ranked["ranks"] or ranked["all"])) if ranked else []
    start = line.at[ranked.start()] if ranked else 0
    for place in inner:
        yield Claim(place, "implements", plan.entity, (), start, plan.end, 0.75, "plan/rank")
    if inner:
        return
    copula = _IS.match(line.text, index + 1) or _DONE.match(line.text, index + 1)
    if copula:
        for owner in line.groups[copula.start(copula.lastindex or 1)].members:
            yield Claim(owner.entity, "implements", plan.entity, (), plan.start, owner.end, 0.85, "plan/is")
        return
    subject = government.at(plan.start)
    for actor in (a for a in _actors(subject) if a.entity != plan.entity):
        start = (
            subject.spot
            if subject.own and line.start <= subject.spot < plan.start
            else line.at[index - len(clause)]
        )
        yield _claim(actor, plan, start, round(subject.score, 3), "plan/subject")


def _only_named(text: str, index: int, clause: str, plan: Mention) -> bool:
    """Whether a clause names a plan without saying that anyone carries it out."""
    return bool(
        _mere().search(clause[-6:])
        or _mere().match(text, index + 1)
        or (_RATED.search(clause) and plan.text[0] not in "“‘")
        or (re.search("为[^，]{0,8}$", clause) and _GIVES.match(text, index + 1))
        or _OF_YEAR.match(text, index + 1)
        or (_FIELDS.match(text, index + 1) and _FIELD.search(clause))
        or (_ITSELF.fullmatch(clause) and _OUTCOME.match(text, index + 1))
        or (_TOLD.search(clause) and _STATE.match(text, index + 1))
        or (not clause.strip("“‘") and plan.text.startswith(("国家", "全国", "中央")))
        or _SPIRIT.search(plan.text)
        or re.search(r"从[^，,。；]{2,18}到[^，,。；]{0,8}$", clause)
        or re.search(either("averse") + "[^，,。；]{0,8}$", clause)
    )


def _named(scene: Scene, plan: Mention) -> str | None:
    """The place that the printed name of a plan begins with."""
    found = scene.prefix(plan.text.lstrip("“‘"), PLACES) or _zoned(scene, plan)
    if not found or boundless(scene.name(found[1])):
        return None
    # What fills the quotation marks is no place at the head of the name.
    return None if plan.text.lstrip("“‘").startswith(("”", "’"), len(found[0])) else found[1]


_BARE = frozenset({"新区", "园区", "片区"})
"""Zones that a plan is about rather than made by: 新区建设|攻坚战."""


def _zoned(scene: Scene, plan: Mention) -> tuple[str, str] | None:
    """The zone that a plan begins with in a form that names its kind alone: 经开区|攻坚行动."""
    inner = (m for m in scene.reading.mentions if m.start == plan.start and m.end < plan.end)
    return next(((m.text, m.entity) for m in inner if m.type == "Zone" and m.text not in _BARE), None)


def _ranked(scene: Scene, words: str) -> Iterator[str]:
    """The divisions that `省、市` or `全县` mean: the one of that rank that the page names."""
    context = scene.reading.context.entity or ""
    for kind in re.findall("[省市区县镇乡村]", words):
        fits = [
            e
            for e, n in scene.reading.names.items()
            if n.endswith(kind) and scene.type(e) == "AdministrativeDivision" and _related(scene, n)
        ]
        about = scene.name(context) if context else ""
        seat = [e for e in fits if e == context or about.startswith(scene.name(e))]
        if seat or len(fits) == 1:
            yield (seat or fits)[0]


def _related(scene: Scene, name: str) -> bool:
    """Whether a division of that name lies in the page's place or has it inside, as far as both are known."""
    home, known = scene.reading.context.code, divisions.by_name(name)
    if not home or not known:
        return True
    return any(divisions.within(d.code, home) or divisions.within(home, d.code) for d in known)


def _preposed(line: Line, index: int) -> bool:
    return line.text[max(index - 1, 0) : index] in {"与", "和", "同"}


def _actors(subject: Subject) -> tuple[Mention, ...]:
    return tuple(m for m in subject.actors if m.type in _KINDS)


def _inner(scene: Scene) -> Iterator[Claim]:
    """An initiative in the name of a meeting (`全县“项目年”动员大会`) is that of the place named with it."""
    events = [m for m in scene.reading.mentions if m.type == "Event"]
    for event in events:
        inside = [m for m in scene.reading.mentions if event.start <= m.start and m.end <= event.end]
        places = [
            m for m in inside if m.type in {"AdministrativeDivision", "Zone"} and m.start == event.start
        ]
        for plan in (m for m in inside if m.type == "Initiative"):
            for place in places[:1]:
                yield _claim(place, plan, event.start, 0.6, "plan/event")


def _claim(actor: Mention, plan: Mention, start: int, score: float, by: str) -> Claim:
    return Claim(actor.entity, "implements", plan.entity, (), min(start, plan.start), plan.end, score, by)
