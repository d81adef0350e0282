"""Facts of a passage whose names are known: rules joined, checked against the ontology, told once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.extract.reading import Claim, Mention, Reading
from kg.extract.relations import (
    aid,
    bodies,
    cues,
    homes,
    levels,
    meetings,
    owners,
    pairs,
    parts,
    places,
    plans,
    posts,
)
from kg.extract.relations.qualifiers import qualified
from kg.extract.relations.scene import ACTORS, PLACES, Scene, scene
from kg.extract.relations.subjects import govern
from kg.extract.relations.words import ending
from kg.knowledge.ontology import load

_BREAK = re.compile(r"[，,；;：:。]")
_CHIEF = re.compile(
    r"^(?:党委|党组|党工委|工委)?(?:书记|[省市区县镇乡旗州局厅院校会]长|主任|主席|董事长|总经理|总裁)$"
)
_ERRANDS = frozenset({"learnsFrom", "cooperatesWith", "implements", "undertakes"})
SURE = 0.75
"""Score of a subject that the clause itself names."""
HELD = "event/host-of"
"""The pattern of a meeting's host in an attribute."""
OWN = 0.8
"""Score below which such a host is not the subject of its own clause."""
TOTAL = "project/total"
"""The pattern that gives a project to the place whose article states its sum."""
LOOSE = 0.6
"""Score below which a carried-over subject yields to a sure one."""
QUOTE = 60
"""Longest stretch, in characters, that a piece of evidence should cover."""


def relate(reading: Reading) -> tuple[Claim, ...]:
    """All facts of a passage, sorted by their place in it."""
    view = scene(reading)
    held = posts.formal(posts.read(view))
    speakers = _speakers(view, held)
    government = govern(view, speakers)
    read = [*_built(view, cues.read(view, government))]
    found = [
        *held,
        *homes.read(view),
        *bodies.read(view),
        *_led(plans.read(view, government)),
        *plans.parts(view),
        *meetings.read(view, held),
        *pairs.read(view, government),
        *aid.read(view, government),
        *owners.read(view),
        *parts.read(view),
        *read,
        *bodies.serving(view, read),
        *places.read(view, read),
    ]
    signed = _signed(view, _hosted(found), speakers)
    known = _chained(view, _abroad(view, places.settled(view, _sound(view, _sent(view, signed)))))
    told = (_trimmed(view, c) for c in _told_once(known))
    return tuple(sorted(qualified(view, told), key=_order))


def _order(claim: Claim) -> tuple[int, int, str, str, str]:
    return claim.start, claim.end, claim.p, claim.s, claim.o


def _speakers(view: Scene, held: Iterable[Claim]) -> dict[str, Mention]:
    """The organisation that each person speaks for: the one he heads, else that of his first post.

    The leaders of a place speak for the place.
    """
    found: dict[str, Mention] = {}
    for claim in sorted(held, key=lambda c: (not _CHIEF.search(dict(c.q).get("post", "")), c)):
        if claim.p != "holdsPost" or claim.s in found:
            continue
        office = claim.o
        if view.type(office) == "PublicBody" and ending("seat").search(view.name(office)):
            office = bodies.seat(view, office) or office
        spot = view.first.get(office)
        if spot and spot.type in ACTORS:
            found[claim.s] = spot
    return found


def _trimmed(view: Scene, claim: Claim) -> Claim:
    """Evidence of more than QUOTE characters begins at a later clause, if one holds the object yet."""
    if claim.end - claim.start <= QUOTE:
        return claim
    spots = [
        m.start for m in view.reading.mentions if m.entity == claim.o and claim.start <= m.start < claim.end
    ]
    latest = max(spots, default=claim.start)
    breaks = (m.end() for m in _BREAK.finditer(view.text, claim.start, latest))
    start = next((b for b in breaks if claim.end - b <= QUOTE), claim.start)
    return replace(claim, start=start)


def _built(view: Scene, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The sum of a project makes the place its builder only where the article names no company as one."""
    found = list(claims)
    firms = any(c.p == "undertakes" and view.type(c.s) == "Enterprise" for c in found)
    yield from (c for c in found if not (firms and c.by == TOTAL))


def _led(plans: Iterable[Claim]) -> Iterator[Claim]:
    """A plan whose leader the article names is not given to those who merely stand nearby later."""
    found = list(plans)
    sure = {c.o for c in found if c.score >= SURE}
    yield from (c for c in found if c.score >= LOOSE or c.o not in sure)


def _hosted(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The name of a meeting tells its host where no sentence does, or one only by the way (`召开的`)."""
    read = list(claims)
    plenary = {c.o for c in read if c.by == owners.PLENARY}
    found = [c for c in read if c.o not in plenary or c.by == owners.PLENARY or ("role", "host") not in c.q]
    named = {c.o for c in found if c.by == owners.HOST}
    passing = {c for c in found if c.by == HELD and c.score < OWN and c.o in named}
    told = {c.o for c in found if ("role", "host") in c.q and c.by != owners.HOST and c not in passing}
    yield from (c for c in found if c not in passing and (c.by != owners.HOST or c.o not in told))


def _signed(view: Scene, claims: Iterable[Claim], speakers: Mapping[str, Mention]) -> Iterator[Claim]:
    """Who signs in the name of others (某副县长与某董事长|代表双方签约) is none of the parties."""
    for claim in claims:
        line = next((n for n in view.lines if n.start <= claim.start < n.end), None)
        if claim.p != "cooperatesWith" or line is None or "代表" not in view.text[line.start : line.end]:
            yield claim
            continue
        one, other = (speakers[e].entity if e in speakers else e for e in (claim.s, claim.o))
        yield replace(claim, s=one, o=other)


def _sent(view: Scene, claims: Iterable[Claim]) -> Iterator[Claim]:
    """What a delegation does is done by the place that sent it."""
    for claim in claims:
        home = None
        if (
            claim.p in _ERRANDS
            and view.type(claim.s) == "PublicBody"
            and owners.delegated(view.name(claim.s))
        ):
            home = bodies.seat(view, claim.s)
        yield replace(claim, s=home) if home else claim


def _sound(view: Scene, claims: Iterable[Claim]) -> Iterator[Claim]:
    allows = load().allows
    for claim in claims:
        if claim.s == claim.o or not allows(view.type(claim.s), claim.p, view.type(claim.o)):
            continue
        if claim.p == "partOf" and not _alike(view.type(claim.s), view.type(claim.o)):
            continue
        if claim.p == "cooperatesWith" and bodies.under(view, claim.s, claim.o):
            continue
        if claim.p in {"operates", "founds", "assists"} and bodies.serves(view, claim.s, claim.o):
            continue
        if claim.p == "operates" and levels.natural(view.name(claim.o)):
            continue
        if claim.p != "locatedIn" or levels.contains(view, claim.o, claim.s):
            yield claim


def _abroad(view: Scene, claims: Iterable[Claim]) -> Iterator[Claim]:
    """A visit to what lies in one's own place is a look at it, no lesson."""
    found = list(claims)
    homes = {c.s: c.o for c in found if c.p == "locatedIn"}
    for claim in found:
        line = [claim.o]
        while line[-1] in homes and homes[line[-1]] not in line:
            line.append(homes[line[-1]])
        if claim.p != "learnsFrom" or (bodies.seat(view, claim.s) or claim.s) not in line:
            yield claim


def _chained(view: Scene, claims: Iterable[Claim]) -> Iterator[Claim]:
    """A place that undertakes a whole is not told to undertake each of its parts, nor a part of a part to be one of
    the whole.
    """
    found = list(claims)
    wholes: dict[str, set[str]] = {}
    for claim in found:
        if claim.p == "partOf" and view.type(claim.s) == "Project":
            wholes.setdefault(claim.s, set()).add(claim.o)
    works = {(c.s, c.o) for c in found if c.p == "undertakes" and view.type(c.s) in PLACES}
    led = {c.o for c in found if c.p == "undertakes" and c.by != owners.PLACED}
    for claim in found:
        if claim.by == owners.PLACED and (claim.o in led or claim.o in wholes):
            continue
        over = _over(wholes, claim.o if claim.p == "undertakes" else "")
        above = {w for near in wholes.get(claim.s, ()) for w in _over(wholes, near)}
        told = claim.p == "undertakes" and any((claim.s, whole) in works for whole in over)
        if not told and not (claim.p == "partOf" and claim.o in above):
            yield claim


def _over(wholes: Mapping[str, set[str]], part: str) -> set[str]:
    """All that a project is part of, by way of others too."""
    over: set[str] = set()
    near = set(wholes.get(part, ()))
    while near:
        over |= near
        near = {w for n in sorted(near) for w in wholes.get(n, ())} - over
    return over


def _alike(part: str, whole: str) -> bool:
    """Whether a thing of one type may be part of one of the other: like in like, or firms and institutions."""
    return part == whole or {part, whole} <= {"Enterprise", "Institution", "PublicBody"}


def _told_once(claims: Iterable[Claim]) -> Iterator[Claim]:
    best: dict[tuple[str, ...], Claim] = {}
    for claim in claims:
        key = _key(claim)
        old = best.get(key)
        if old is None or claim.score > old.score:
            best[key] = claim
    yield from best.values()


def _key(claim: Claim) -> tuple[str, ...]:
    ends = sorted((claim.s, claim.o)) if load().predicates[claim.p].symmetric else [claim.s, claim.o]
    return (claim.p, *ends, dict(claim.q).get("post", ""))
