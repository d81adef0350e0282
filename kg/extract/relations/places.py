"""Where things lie, one step at a time: addresses, names that begin with a place, the page's county."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from kg.extract.fold import leading_place
from kg.extract.reading import Claim, Mention, meeting
from kg.extract.relations.bodies import seat
from kg.extract.relations.levels import contains, within
from kg.extract.relations.scene import PLACES, Scene, level, vague
from kg.extract.relations.words import ending
from kg.knowledge import divisions

_SITES = frozenset({"Zone", "Facility", "Project", "Institution", "AdministrativeDivision"})
_SEATED = frozenset({"Enterprise", "Institution", "Facility", "Zone"})
_BUILT = frozenset({"Facility", "Project"})
_WATER = re.compile("[江河海]$|长城$")
_MENDING = re.compile("(?:重建|改造|改扩建|扩建|改建|迁建|新建|除险加固|加固|维修|修缮|升级)")
"""Behind a site: what is done to it, so that the work does not lie in it but is the site itself."""
_QUARTER = re.compile(r"(?:片区|园区|产业园|分园|园|基地|[）)])")
_SHOP = re.compile("(?:超市|量贩店|商场|百货|影城|水厂|(?<!工)厂|[铁煤铜金]矿|石矿)$")
"""Ends of the names of shops, works and mines, which stand where their names tell; firms may be anywhere."""
_SERVING = re.compile("(?:机场|(?<![临陆])港|港口)$")
"""Ends of the names of airports and ports, which tell the city that they serve."""
_SERVICE = re.compile("(?:医院|卫生院|卫生室|[小中]学|幼儿园|敬老院)$")
"""Ends of the names of hospitals and schools, which serve the county, town or village that they are named for."""
_HOLDERS = ("AdministrativeDivision", "Zone", "Facility")
SURE = 0.7
"""Score from which a place is told for sure."""
DOUBTFUL = 0.5
"""Score below which a place gives way to a sure one."""


def read(scene: Scene, others: Sequence[Claim]) -> Iterator[Claim]:
    """`locatedIn` by address, name and implication; `others` are the claims of the patterns so far."""
    found = [
        *_addresses(scene),
        *_listed(scene),
        *(c for c in others if c.p == "locatedIn" and c.score >= DOUBTFUL),
    ]
    placed = {c.s for c in found}
    yield from (c for c in found if c not in others)
    doubtful = [c for c in others if c.p == "locatedIn"]
    rest = (_run(scene, others), _implied(scene), _parks(scene))
    for more in (_inside(scene), _branches(scene), _named(scene), doubtful, *rest):
        found = [c for c in more if c.s not in placed]
        placed |= {c.s for c in found}
        yield from (c for c in found if c not in others)


def settled(scene: Scene, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims without doubtful places of what is told to lie elsewhere for sure, and only the nearest place."""
    found = list(claims)
    places = [c for c in found if c.p == "locatedIn"]
    sure = {c.s for c in places if c.score >= SURE}
    steps = {(c.s, c.o) for c in places}
    for claim in found:
        if claim.p == "locatedIn" and claim.score < DOUBTFUL and claim.s in sure:
            continue
        nearer = (o for s, o in steps if s == claim.s and o != claim.o)
        if claim.p != "locatedIn" or not any(
            (o, claim.o) in steps or within(scene, o, claim.o) for o in nearer
        ):
            yield claim


def _addresses(scene: Scene) -> Iterator[Claim]:
    """`X市Y区Z镇…`: each name lies in the one before it."""
    starts: dict[int, list[Mention]] = {}
    for mention in scene.reading.mentions:
        starts.setdefault(mention.start, []).append(mention)
    for place in scene.reading.mentions:
        if place.type in PLACES:
            quoted = scene.text.startswith(("“", "‘"), place.end)
            names = [n for n in starts.get(place.end + quoted, ()) if n.entity != place.entity]
            # The shortest name is the next step; what is longer begins with it.
            nearest = min(names, key=lambda n: n.end, default=None)
            if nearest and not _at_large(place.text, nearest.text):
                inner = nearest.type in PLACES and contains(scene, place.entity, nearest.entity)
                yield from _step(scene, place, nearest if inner else names[0])
                yield from _beside(scene, starts, place, nearest) if inner else ()
            for name in _around(scene, place):
                yield from _shed(scene, place, name)


def _listed(scene: Scene) -> Iterator[Claim]:
    """Things of a list lie all in the place before the first of them: 某县|甲水库、乙水库."""
    ends = {m.end: m for m in scene.reading.mentions if m.type in PLACES}
    for line in scene.lines:
        for group in line.groups.values():
            place = group.lead or ends.get(group.head.start)
            if place is None or group.head.type not in _BUILT or len(group.members) < 2:
                continue
            for other in group.members[1:]:
                bare = scene.prefix(scene.name(other.entity), PLACES) is None and other.start not in ends
                if other.type == group.head.type and bare and contains(scene, place.entity, other.entity):
                    yield Claim(
                        other.entity,
                        "locatedIn",
                        place.entity,
                        (),
                        group.start,
                        other.end,
                        0.75,
                        "place/list",
                    )


def _beside(
    scene: Scene, starts: dict[int, list[Mention]], town: Mention, village: Mention
) -> Iterator[Claim]:
    """The villages of a list lie in the town that stands before its first one: 某镇甲村、乙村."""
    if level(scene.name(town.entity)) != 4 or level(scene.name(village.entity)) != 5:
        return
    end = village.end
    while scene.text[end : end + 1] in {"、", "和", "及"} and end + 1 in starts:
        other = starts[end + 1][0]
        if other.type != "AdministrativeDivision" or level(scene.name(other.entity)) != 5:
            return
        yield Claim(other.entity, "locatedIn", town.entity, (), town.start, other.end, 0.85, "place/list")
        end = other.end


def _around(scene: Scene, place: Mention) -> Iterator[Mention]:
    """The mentions that begin with a place, or with the larger places of its address."""
    for name in meeting(scene.reading, place.start, place.end):
        if name.start <= place.start and place.end < name.end and name.type in _SEATED:
            yield name


def _at_large(outer: str, inner: str) -> bool:
    """Whether two vague names stand for places of their kind, not for an address (`全市开发区`)."""
    return vague(outer) and (outer[0] == "全" or vague(inner))


def _step(scene: Scene, place: Mention, name: Mention) -> Iterator[Claim]:
    inner = name.entity
    if name.type == "PublicBody":
        inner = seat(scene, name.entity) or ""
        if not inner or scene.type(inner) != "AdministrativeDivision":
            return
    elif name.type == "Enterprise":
        if scene.name(inner).startswith(place.text) or len(name.text) < 6:
            return
    elif name.type not in _SITES:
        return
    if inner != place.entity and contains(scene, place.entity, inner):
        yield Claim(inner, "locatedIn", place.entity, (), place.start, name.end, 0.9, "place/address")


def _shed(scene: Scene, place: Mention, name: Mention) -> Iterator[Claim]:
    """A place at the head of a printed name that is no part of the name itself is its address."""
    if name.type not in _SEATED or name.end <= place.end:
        return
    own = scene.name(name.entity)
    below = scene.prefix(own, PLACES)
    if below and contains(scene, place.entity, below[1]):
        return
    if len(own) < len(name.text) and name.text.endswith(own) and len(name.text) - len(own) >= len(place.text):
        inner = place.entity
        if contains(scene, inner, name.entity) and name.end - len(own) == place.end:
            yield Claim(name.entity, "locatedIn", inner, (), name.start, name.end, 0.85, "place/shed")


def _named(scene: Scene) -> Iterator[Claim]:
    """A zone, facility or site whose name begins with that of a place lies there."""
    for entity in scene.here("Zone", "Facility", "Project", "Enterprise", "Institution"):
        name, found = _holder(scene, entity)
        if scene.type(entity) == "Enterprise" and not _SHOP.search(name):
            continue
        if scene.type(entity) == "Institution" and not (found and _serves(scene, name, found[1])):
            continue
        if _SERVING.search(name) and not (found and len(found[0]) > 2):
            continue
        if not found or (scene.type(entity) == "Project" and not _grounded(scene, name, found[1])):
            continue
        if scene.type(found[1]) == "Facility" and (
            ending("road").search(found[0]) or _WATER.search(found[0]) or scene.type(entity) == "Zone"
        ):
            continue
        if scene.type(found[1]) == "Facility" and _MENDING.match(name, len(found[0])):
            continue
        if scene.type(entity) == "Facility" and level(scene.name(found[1])) in {0, 1}:
            continue
        spot = scene.first[entity]
        yield Claim(entity, "locatedIn", found[1], (), spot.start, spot.end, 0.8, "place/name")


def _serves(scene: Scene, name: str, place: str) -> bool:
    """Whether a hospital or school bears the name of its city, county, town or village; a province is too wide."""
    narrow = scene.type(place) == "AdministrativeDivision" and level(scene.name(place)) not in {0, 1}
    return narrow and _SERVICE.search(name) is not None


def _branches(scene: Scene) -> Iterator[Claim]:
    """The plant of a firm lies in the place behind the firm's name: 某某电子|成都|工厂."""
    for entity in scene.here("Facility"):
        spot = scene.first[entity]
        inner = [
            m
            for m in meeting(scene.reading, spot.start, spot.end)
            if spot.start <= m.start and m.end < spot.end
        ]
        ends = {m.end for m in inner if m.start == spot.start and m.type == "Enterprise"}
        for place in inner:
            if place.type == "AdministrativeDivision" and {place.start, place.start - 1} & ends:
                yield Claim(entity, "locatedIn", place.entity, (), spot.start, spot.end, 0.8, "place/branch")


def _holder(scene: Scene, entity: str) -> tuple[str, tuple[str, str] | None]:
    """The place that a name of the entity begins with, as (name, (form, place))."""
    names = (scene.name(entity), scene.first[entity].text)
    for name in (n.lstrip("“‘") for n in dict.fromkeys(names)):
        found = scene.address(name, _HOLDERS, entity)
        if found and found[2][0] not in "、和与":
            return name, found[:2]
    return names[0], _leading_zone(scene, entity)


def _leading_zone(scene: Scene, entity: str) -> tuple[str, str] | None:
    """The zone of the page that a name begins with though the form alone is vague: 经开区|政务服务大厅."""
    ends = {m.start: m.end for m in scene.reading.mentions if m.entity == entity}
    for mention in scene.reading.mentions:
        if mention.type == "Zone" and mention.end < ends.get(mention.start, 0) - 1:
            return mention.text, mention.entity
    return None


def _inside(scene: Scene) -> Iterator[Claim]:
    """A project whose name holds places or sites (`甲区、乙区管网改造`) lies there."""
    context = scene.reading.context.entity
    yield from _quarters(scene)
    for entity in scene.here("Project"):
        spot = scene.first[entity]
        inner = [
            m
            for m in meeting(scene.reading, spot.start, spot.end)
            if spot.start <= m.start and m.end <= spot.end and m.type in _HOLDERS
        ]
        mended = {m for m in inner if m.type == "Facility" and _MENDING.match(scene.text, m.end)}
        tails = {m for m in inner for work in mended if work.start < m.start < work.end}
        for place in _innermost([m for m in inner if m not in mended | tails]):
            rank = level(scene.name(place.entity)) or 9
            if place.entity != context and (rank > 1 or place.type != "AdministrativeDivision"):
                yield Claim(entity, "locatedIn", place.entity, (), spot.start, spot.end, 0.7, "place/inside")


def _quarters(scene: Scene) -> Iterator[Claim]:
    """The part of a zone that lies in another place (`甲市合作区乙县园区`) lies there too."""
    for zone in scene.here("Zone"):
        spot = scene.first[zone]
        for place in scene.reading.mentions:
            inner = (
                spot.start < place.start and place.end < spot.end and place.type == "AdministrativeDivision"
            )
            if inner and _QUARTER.match(scene.text, place.end, spot.end):
                yield Claim(zone, "locatedIn", place.entity, (), spot.start, spot.end, 0.75, "place/quarter")


def _innermost(places: list[Mention]) -> list[Mention]:
    """The longest of nested places, the last of each address."""
    kept = [p for p in places if not any(o.start <= p.start and p.end <= o.end and o != p for o in places)]
    return [p for p in kept if not any(o.start == p.end for o in kept)]


def _grounded(scene: Scene, name: str, place: str) -> bool:
    if scene.type(place) == "AdministrativeDivision" and (level(scene.name(place)) or 9) < 2:
        return False
    return bool(ending("site").search(name)) or scene.type(place) in {"Facility", "Zone"}


def _run(scene: Scene, others: Sequence[Claim]) -> Iterator[Claim]:
    """A zone or facility that a place builds or runs lies in it; a province is too wide to be told."""
    for claim in others:
        if (
            claim.p == "operates"
            and scene.type(claim.s) in PLACES
            and scene.type(claim.o) in {"Zone", "Facility"}
            and level(scene.name(claim.s)) not in {0, 1}
        ):
            yield Claim(claim.o, "locatedIn", claim.s, (), claim.start, claim.end, claim.score, "place/run")


def _implied(scene: Scene) -> Iterator[Claim]:
    """Towns of the page's county, counties and cities of a higher division that the article names."""
    ranks = {e: level(scene.name(e)) for e in scene.here("AdministrativeDivision")}
    county, town = _county(scene, ranks), _town(scene, ranks)
    for entity, rank in ranks.items():
        spot = scene.first[entity]
        if rank == 4 and not scene.name(entity).endswith("团"):
            home = _home(scene, entity, ranks) or (None if _elsewhere(scene, entity, county) else county)
            if home:
                yield Claim(entity, "locatedIn", home, (), spot.start, spot.end, 0.6, "place/county")
        elif rank == 5 and town and level(spot.text) == 5 and not vague(spot.text):
            yield Claim(entity, "locatedIn", town, (), spot.start, spot.end, 0.55, "place/town")
        elif rank == 3:
            parent = _parent(scene, entity, ranks)
            if parent:
                yield Claim(entity, "locatedIn", parent, (), spot.start, spot.end, 0.6, "place/known")


def _parks(scene: Scene) -> Iterator[Claim]:
    """The parks that an article about a development zone names lie in that zone."""
    whole = next((e for e in scene.here("Zone") if ending("zone").search(scene.name(e))), None)
    if whole is None or scene.first[whole].end > max(scene.reading.passage.body, 1):
        return
    for entity in scene.here("Zone"):
        spot = scene.first[entity]
        if (
            entity != whole
            and ending("park").search(scene.name(entity))
            and spot.start > scene.first[whole].end
            and leading_place(scene.name(entity)) in {"", leading_place(scene.name(whole))}
        ):
            yield Claim(entity, "locatedIn", whole, (), spot.start, spot.end, 0.55, "place/park")


def _county(scene: Scene, ranks: dict[str, int | None]) -> str | None:
    counties = [e for e, rank in ranks.items() if rank == 3]
    context = scene.reading.context.entity or ""
    if scene.reading.types.get(context) == "AdministrativeDivision":
        rank = level(scene.name(context))
        if rank == 3 or (rank == 2 and not counties):
            return context
    return counties[0] if len(counties) == 1 else None


def _town(scene: Scene, ranks: dict[str, int | None]) -> str | None:
    """The town that the headline of an article names."""
    head = max(scene.reading.passage.body, 1)
    return next((e for e, rank in ranks.items() if rank == 4 and scene.first[e].start < head), None)


def _parent(scene: Scene, entity: str, ranks: dict[str, int | None]) -> str | None:
    """The nearest known division, named in the passage, that holds one of this name."""
    own = divisions.candidates(scene.name(entity))
    best, size = None, 1
    for other in ranks:
        if other == entity or vague(scene.first[other].text) or not own:
            continue
        if ranks[other] != 2:
            continue
        for outer in divisions.candidates(scene.name(other)):
            held = any(d.code != outer.code and divisions.within(d.code, outer.code) for d in own)
            if held and len(outer.code) > size and outer.code.isdigit():
                best, size = other, len(outer.code)
    return best


def _home(scene: Scene, entity: str, ranks: dict[str, int | None]) -> str | None:
    """The county, named in the passage, that has a town of this name."""
    for other, rank in ranks.items():
        if rank in {2, 3} and any(
            scene.name(entity) in _towns(d.code) for d in divisions.candidates(scene.name(other))
        ):
            return other
    return None


def _elsewhere(scene: Scene, town: str, county: str | None) -> bool:
    """Whether a town of that name is known, but none in the county."""
    name = scene.name(town)
    homes = divisions.candidates(scene.name(county)) if county else ()
    towns = frozenset[str]().union(*(_towns(d.code) for d in homes))
    return bool(towns) and name in divisions.town_names() and name not in towns


@cache
def _towns(code: str) -> frozenset[str]:
    return frozenset(t.name for t in divisions.towns_of(code))
