"""What a page knows of an entity that tells it from others of its name: places, ties, partners, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.model import Entity, Record
from kg.resolve import names, places

_GENDER = (("female", re.compile("[（(，,]女[）)，,]")), ("male", re.compile("[（(，,]男[）)，,]")))
_WHERE = ("jurisdiction", "locatedIn", "partOf")
_ACTS = ("implements", "undertakes", "issues", "operates", "founds", "participatesIn")
_ACTED = ("Initiative", "Project", "Document", "Event", "Platform")
_NAMED_BY_PLACE = ("PublicBody", "Institution", "Zone")
_DATED = ("Person", "Event")
_PARTNERED = ("Enterprise", "Initiative", "Project", "Document", "Platform")
_DEPTH = 5
_FEW = 8
_PERSONS, _LANDMARKS = 3, 4
"""Other persons, and landmarks, of an article that still say something of who a person is."""
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """What binds a person: the organisation's key, its place, whether it leads the place, the post."""

    body: str
    place: str
    leading: bool
    post: str


@dataclass(frozen=True, slots=True, order=True)
class Profile:
    """An entity of a page, or several found to be one: `members` are (page, entity id) pairs.

    `forms` are its comparable names without those that only point; `stem` is the name without the places
    it begins with; `places` are keys of where it lies or serves, as stated; `near` those that dominate its
    pages; `partners` names of persons and companies that it is bound to, `beside` those of persons that
    stand in the articles of a company; `around` offices of other counties and villages that stand in the
    few-worded articles of a person; `traits` what may clash. What its type is never told by stays empty.
    """

    members: tuple[tuple[str, str], ...]
    type: str
    name: str
    code: str
    forms: tuple[str, ...]
    stem: str
    places: tuple[str, ...]
    near: tuple[str, ...]
    ties: tuple[Tie, ...]
    partners: tuple[str, ...]
    beside: tuple[str, ...]
    traits: tuple[str, ...]
    dates: tuple[str, ...]
    around: tuple[str, ...] = ()


def profiles(record: Record) -> tuple[Profile, ...]:
    """The profiles of all entities of a record, in the order in which they stand."""
    return _Reader(record).all()


def merged(group: Iterable[Profile]) -> Profile:
    """One profile of several: what any of them knows."""
    group = list(group)
    first = min(group, key=lambda p: (-len(p.name), p.name, p.stem))
    return replace(
        first,
        members=_union(p.members for p in group),
        code=max(p.code for p in group),
        forms=_union(p.forms for p in group),
        places=_union(p.places for p in group),
        near=_union(p.near for p in group),
        ties=_union(p.ties for p in group),
        partners=_union(p.partners for p in group),
        beside=_union(p.beside for p in group),
        traits=_union(p.traits for p in group),
        dates=_union(p.dates for p in group),
        around=_union(p.around for p in group),
    )


def _union(parts: Iterable[tuple[_Item, ...]]) -> tuple[_Item, ...]:
    return tuple(sorted({item for part in parts for item in part}))  # type: ignore[type-var]


class _Reader:
    """A record with its facts by subject and object."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.entities = {e.id: e for e in record.entities}
        self.stated: dict[tuple[str, str], list[str]] = {}
        for fact in record.facts:
            self.stated.setdefault((fact.s, fact.p), []).append(fact.o)
            self.stated.setdefault((fact.o, "-" + fact.p), []).append(fact.s)
        self.near = self._near()
        self.places = {e.id: self._place(e.id, _DEPTH) for e in record.entities}

    def all(self) -> tuple[Profile, ...]:
        """Profiles of all entities."""
        return tuple(self._profile(e) for e in self.record.entities)

    def _profile(self, entity: Entity) -> Profile:
        whole = self._whole(entity)
        return replace(self._read(whole), members=((self.record.page, entity.id),))

    def _whole(self, entity: Entity) -> Entity:
        """The one document of an entity's articles that a bare 《办法》 stands for, else the entity itself."""
        if entity.type != "Document" or not names.bare(entity.name):
            return entity
        here, short = set(entity.articles), names.normal(entity.name)
        others = [e for e in self.record.entities if e.type == "Document" and here & set(e.articles)]
        full = [e for e in others if names.normal(e.name).endswith(short) and not names.bare(e.name)]
        return full[0] if len({names.title(e.name) for e in full}) == 1 else entity

    def _read(self, entity: Entity) -> Profile:
        _, stem = self._located(entity.id)
        return Profile(
            members=((self.record.page, entity.id),),
            type=entity.type,
            name=entity.name,
            code=places.current(entity.code or ""),
            forms=tuple(sorted(_forms(entity))),
            stem=stem,
            places=tuple(sorted(self._own(entity))),
            near=self.near,
            ties=tuple(sorted(set(self._ties(entity)))),
            partners=tuple(sorted(set(self._partners(entity)))),
            beside=tuple(sorted(self._beside(entity))),
            traits=tuple(sorted(set(self._traits(entity)))),
            dates=tuple(sorted({d for d in (self._date(entity),) if d})),
            around=tuple(sorted(self._around(entity))),
        )

    def _own(self, entity: Entity) -> set[str]:
        """Where an entity lies or serves; of plans, papers and events where those lie that act in them."""
        here = {self._at(entity.id)} if entity.type != "Person" else set()
        if entity.type in _ACTED:
            here |= {self._at(s) for act in _ACTS for s in self.stated.get((entity.id, "-" + act), ())}
        return here - {""}

    def _at(self, entity: str) -> str:
        """Key of the place of an entity."""
        return self._located(entity)[0]

    def _located(self, entity: str) -> tuple[str, str]:
        """Key of the place of an entity, and its name without that: of an office the place that it names."""
        known, stated = self.entities[entity], self.places.get(entity, "")
        name, near = names.normal(known.name), self.near[0] if self.near else ""
        if known.type == "AdministrativeDivision":
            return stated, name
        if known.type in _NAMED_BY_PLACE and places.national(name):
            return places.COUNTRY, name
        lead, stem = places.split(name, stated or near)
        village = stated.rpartition("/")[2] if "/" in stated else ""
        if village and stem.startswith(village):
            return stated, stem.removeprefix(village)
        if lead and known.type != "Enterprise" and (known.type in _NAMED_BY_PLACE or not stated):
            return lead[-1], stem
        if known.type in _NAMED_BY_PLACE and not stated:
            return self._understood(known.type, stem, near)
        return stated, stem

    def _understood(self, kind: str, stem: str, near: str) -> tuple[str, str]:
        """The place of a zone or office that leaves it to its page."""
        if kind == "Zone":
            return (places.seat(near) if near and names.kind_of_zone(stem) else ""), stem
        return places.levelled(stem, near)

    def _near(self) -> tuple[str, ...]:
        """The county or prefecture that the page speaks of most."""
        weight: Counter[str] = Counter()
        for entity in self.record.entities:
            code = places.current(entity.code or "")
            if code.isdigit() and len(code) >= places.PREFECTURE:
                weight[code[: places.COUNTY]] += max(1, len(entity.mentions))
        return (min(weight, key=lambda code: (-weight[code], -len(code), code)),) if weight else ()

    def _place(self, entity: str, depth: int) -> str:
        """Key of the nearest place by what the page states, the division itself for a division."""
        known = self.entities[entity]
        if known.code:
            return places.current(known.code)
        if depth == 0:
            return ""
        above = ""
        for predicate in _WHERE:
            found = [self._place(o, depth - 1) for o in self.stated.get((entity, predicate), ())]
            above = above or max(filter(None, found), key=lambda p: (len(p), p), default="")
        if known.type == "AdministrativeDivision":
            return f"{above}/{names.normal(known.name)}"
        return above

    def _ties(self, entity: Entity) -> Iterator[Tie]:
        """Posts, foundations and homes of a person."""
        for fact in self.record.facts if entity.type == "Person" else ():
            if fact.s != entity.id:
                continue
            if fact.p in ("holdsPost", "founds"):
                yield self._tie(fact.o, dict(fact.q).get("post", ""))
            elif fact.p == "residentOf":
                yield Tie("", self._at(fact.o), False, "resident")

    def _tie(self, entity: str, post: str) -> Tie:
        known = self.entities[entity]
        place, stem = self._located(entity)
        if known.type == "AdministrativeDivision":
            return Tie("", place, True, post)
        body = body_key(known.type, known.name, place, stem)
        return Tie(body, place, known.type == "PublicBody" and names.leading(stem), post)

    def _partners(self, entity: Entity) -> Iterator[str]:
        """Names of those that hold posts in it, found it, run it, or whom it works with."""
        for (one, predicate), others in self.stated.items() if entity.type in _PARTNERED else ():
            if one == entity.id and predicate.lstrip("-") not in (*_WHERE, "residentOf"):
                for other in others:
                    known = self.entities[other]
                    if known.type in ("Person", "Enterprise") and not names.bare(known.name):
                        yield names.brand(known.name) if known.type == "Enterprise" else known.name

    def _beside(self, entity: Entity) -> set[str]:
        """Names of the persons of the entity's articles, where they are few enough to say something."""
        here = set(entity.articles) if entity.type == "Enterprise" else set()
        persons = [e for e in self.record.entities if e.type == "Person" and e is not entity]
        found = {e.name for e in persons if here & set(e.articles)}
        return found if len(found) <= _FEW else set()

    def _around(self, entity: Entity) -> set[str]:
        """Keys of villages and of offices of other counties in a person's articles, where those are few."""
        here = set(entity.articles)
        if entity.type != "Person":
            return set()
        present = [e for e in self.record.entities if here & set(e.articles) and e is not entity]
        found = {self._landmark(e) for e in present} - {""}
        crowded = sum(e.type == "Person" for e in present) > _PERSONS or len(found) > _LANDMARKS
        return set() if crowded else found

    def _landmark(self, entity: Entity) -> str:
        """The key of a village, or of an office of a county that the page is not about; else empty."""
        place, stem = self._located(entity.id)
        if entity.type == "AdministrativeDivision":
            return village(place)
        if entity.type not in _NAMED_BY_PLACE or not places.county(place) or not self.near:
            return ""
        away = not places.agree(place, self.near[0])
        return body_key(entity.type, entity.name, place, stem) if away else ""

    def _traits(self, entity: Entity) -> Iterator[str]:
        if entity.type == "Person":
            quotes = [f.evidence.quote for f in self.record.facts if f.s == entity.id]
            found = [(quote, quote.find(entity.name)) for quote in quotes]
            for trait, sign in _GENDER:
                if any(at >= 0 and sign.match(quote, at + len(entity.name)) for quote, at in found):
                    yield trait

    def _date(self, entity: Entity) -> str | None:
        if entity.type not in _DATED:
            return None
        of = {a.id: a.date for a in self.record.articles}
        dates = [of.get(a) for a in entity.articles]
        return min(filter(None, dates), default=self.record.date)


def village(place: str) -> str:
    """The key of a village by its county and name, whichever town is stated; empty for other places."""
    within, _, name = place.partition("/")
    return f"{within[: places.COUNTY]}/{name}" if name and places.county(within) else ""


def body_key(kind: str, name: str, place: str, stem: str) -> str:
    """What names an organisation across pages, empty where its name says too little."""
    if kind == "Enterprise":
        core = names.firm(stem if names.firm(name).registered else name).core
        return "" if names.bare(name) else f"firm:{core}"
    if kind == "Zone":
        return f"zone:{place}|{names.zone(stem)}" if place else ""
    if place:
        return f"body:{place}|{places.canonical(stem)}"
    return "" if names.bare(name) or len(name) < 4 else f"body:|{name}"


def _forms(entity: Entity) -> Iterator[str]:
    forms = {names.normal(form) for form in (entity.name, *entity.aliases)}
    yield names.normal(entity.name)
    yield from (
        form for form in forms if len(form) > 1 and not names.bare(form) and form != names.normal(entity.name)
    )
