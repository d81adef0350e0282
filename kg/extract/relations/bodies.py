"""What the names of organisations say: the place they serve, the body they are a part of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.reading import Claim, Mention
from kg.extract.relations.offices import host
from kg.extract.relations.owners import on_errand
from kg.extract.relations.scene import PLACES, Scene
from kg.extract.relations.words import ending

_KINDS = ("PublicBody", "Enterprise", "Institution", "Facility", "Project", "Platform")
_CENTRAL = re.compile(
    r"^(?:国家税务总局|国家统计局|国家金融监督管理总局|中国人民银行|中国人民解放军|中华人民共和国|中国共产党|中共|中国)"
    r"(?=.{4})"
)
_BRANCH = re.compile(r"[局院行司所队](.{2,6}(?:分局|分院|支行|分行|支队|大队|中队|分公司|支公司|分所))$")
_LOWER = re.compile(r"[^党政委人新区市县]{2,4}(?:[市县旗]|(?<![社校园])区)(?=[^域内])")
"""A lower place in a name, of which the page knows nothing."""
_ZONED = re.compile(
    r"(?:经济技术|经济|经|高新技术产业|高新技术|高新|高|综合保税|综保|综|保税|出口加工)(?:开发)?区"
)
_TEAM = re.compile(r"(?:专班|小组|办公室|指挥部|委员会|工作队|服务队|巡察组|中心|局|大队)$")
_HEADS = re.compile(r"(?:[省市县区镇乡州旗]委|党委|政府)$")
_AGGREGATE = ("政府", "人民政府", "管委会")
_DESK = re.compile(
    "(?<=[局厅院委办会部府处])(?!办事|管理)[^局厅院委办会部府处]{2,8}(?:科|股|(?<!办事)(?<!管理)处)$"
)
"""The desk of a body at the end of its name: 某局|信访科, 某厅|治沙处."""
_CELL = re.compile("党(?:组|委|总支|支部)$")
_CAMP = re.compile("(?:指挥部|项目部|工作队|专班)(?:临时)?党(?:委|总支|支部)$")


def seat(scene: Scene, body: str) -> str | None:
    """The place that a public body is named after, in its canonical name or as printed."""
    name = _CENTRAL.sub("", scene.name(body))
    found = scene.address(_outpost(scene, name) or name, PLACES)
    if found is None:
        return _printed(scene, body)
    zone = _ZONED.match(found[2])
    if not zone and _LOWER.match(found[2]):
        return None
    return _zone(scene, found[0], zone[0]) if zone else found[1]


def _outpost(scene: Scene, name: str) -> str | None:
    """The tail of a name that tells where its outpost serves: `某分局` of `甲市某局某分局`."""
    found = _BRANCH.search(name)
    inner = found and scene.prefix(found[1], PLACES)
    return found[1] if found and inner else None


def _zone(scene: Scene, place: str, kind: str) -> str | None:
    """The zone of a place that a body is of, by the first character of its kind (经济, 高新, 综合)."""
    for form, zone in scene.forms.get("Zone", {}).items():
        if form.startswith(place) and form[len(place) :].startswith(kind[0]):
            return zone
    return None


def serves(scene: Scene, body: str, place: str) -> bool:
    """Whether a public body is named after the place, which it governs and did not make."""
    return scene.type(body) == "PublicBody" and scene.type(place) in PLACES and seat(scene, body) == place


def under(scene: Scene, one: str, other: str) -> bool:
    """Whether one of two bodies is the committee or government of the place that both serve."""
    if {scene.type(one), scene.type(other)} != {"PublicBody"}:
        return False
    heads = any(_HEADS.search(scene.name(body)) for body in (one, other))
    return heads and seat(scene, one) is not None and seat(scene, one) == seat(scene, other)


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
    found = scene.prefix(name, (kind,), part)
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
        if spot.type == "PublicBody" and not on_errand(scene.name(entity)) and not _inner(scene, entity):
            place = seat(scene, entity)
            if place:
                yield _claim(entity, "jurisdiction", place, spot, "name/place")
        if spot.type in _KINDS:
            above = whole(scene, entity)
            if above:
                yield _claim(entity, "partOf", above, spot, "name/part")
    yield from _outlets(scene)


def _inner(scene: Scene, body: str) -> bool:
    """Whether a body works inside another and governs no place itself: a desk, a party cell of what is no office."""
    name = scene.name(body)
    above = host(scene, body) if _CELL.search(name) else None
    lay = above is not None and scene.type(above) != "PublicBody"
    return lay or bool(_DESK.search(name) or _CAMP.search(name))


def _outlets(scene: Scene) -> Iterator[Claim]:
    """A shop of a chain in a place: `临江华联超市` is part of `华联超市`."""
    chains = {scene.name(e): e for e in scene.here("Enterprise")}
    for entity in scene.here("Enterprise"):
        found = scene.prefix(scene.name(entity), PLACES)
        chain = chains.get(scene.name(entity)[len(found[0]) :]) if found else None
        if chain and chain != entity:
            yield _claim(entity, "partOf", chain, scene.first[entity], "name/outlet")


def serving(scene: Scene, claims: Iterable[Claim]) -> Iterator[Claim]:
    """`jurisdiction` of a body whose name tells no place over the one place that set it up."""
    founded = [c for c in claims if c.p == "founds"]
    founders = Counter(body for _, body in {(c.s, c.o) for c in founded})
    for claim in founded:
        if (
            founders[claim.o] == 1
            and scene.type(claim.s) in PLACES
            and scene.type(claim.o) == "PublicBody"
            and _TEAM.search(scene.name(claim.o))
            and seat(scene, claim.o) is None
        ):
            yield replace(claim, s=claim.o, p="jurisdiction", o=claim.s, q=(), by="body/founder")


def _claim(s: str, p: str, o: str, spot: Mention, by: str) -> Claim:
    return Claim(s, p, o, (), spot.start, spot.end, 0.9, by)
