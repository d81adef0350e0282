"""What the names of organisations say: the place they serve, the body they are a part of."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.reading import Claim, Mention
from kg.extract.relations.owners import on_errand
from kg.extract.relations.scene import PLACES, Scene
from kg.extract.relations.words import ending

_KINDS = ("PublicBody", "Enterprise", "Institution", "Facility", "Project", "Platform")
_AGGREGATE = ("政府", "人民政府", "管委会")


def seat(scene: Scene, body: str) -> str | None:
    """The place that a public body is named after, in its canonical name or as printed."""
    found = scene.address(scene.name(body), PLACES)
    return found[1] if found else _printed(scene, body)


def _printed(scene: Scene, body: str) -> str | None:
    spots = [m for m in scene.reading.mentions if m.entity == body]
    for spot in spots:
        inner = [m for m in scene.reading.mentions if m.start == spot.start and m.end < spot.end]
        places = [m for m in inner if m.type in PLACES]
        if places:
            return places[0].entity
    return None


def whole(scene: Scene, part: str) -> str | None:
    """The organisation or thing whose name begins that of `part`, of which it is a branch or section."""
    kind, name = scene.type(part), scene.name(part)
    kinds = ("PublicBody",) if kind == "PublicBody" else (kind,)
    found = scene.prefix(name, kinds, part)
    if not found or found[1] == part:
        return None
    rest = name[len(found[0]) :]
    if kind == "PublicBody":
        return None if rest in _AGGREGATE or (len(rest) < 2 and rest not in "处科室股") else found[1]
    if kind == "Facility":
        return found[1] if ending("road").search(found[0]) else None
    if kind == "Project":
        return found[1] if rest[0] in "一二三四五六七八九十首" and "期" in rest[:3] else None
    return found[1] if ending("branch").search(name) else None


def read(scene: Scene) -> Iterator[Claim]:
    """`jurisdiction` of every public body named after its place, `partOf` of every named part."""
    for entity in scene.here(*_KINDS):
        spot = scene.first[entity]
        if spot.type == "PublicBody" and not on_errand(scene.name(entity)):
            place = seat(scene, entity)
            if place:
                yield _claim(entity, "jurisdiction", place, spot, "name/place")
        if spot.type in _KINDS:
            above = whole(scene, entity)
            if above:
                yield _claim(entity, "partOf", above, spot, "name/part")
    yield from _outlets(scene)


def _outlets(scene: Scene) -> Iterator[Claim]:
    """A shop of a chain in a place: `临江华联超市` is part of `华联超市`."""
    chains = {scene.name(e): e for e in scene.here("Enterprise")}
    for entity in scene.here("Enterprise"):
        found = scene.prefix(scene.name(entity), PLACES)
        chain = chains.get(scene.name(entity)[len(found[0]) :]) if found else None
        if chain and chain != entity:
            yield _claim(entity, "partOf", chain, scene.first[entity], "name/outlet")


def _claim(s: str, p: str, o: str, spot: Mention, by: str) -> Claim:
    return Claim(s, p, o, (), spot.start, spot.end, 0.9, by)
