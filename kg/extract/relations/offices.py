"""Where a post is held: in the organisation that is named, the office of its head, the government of its place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kg.extract.reading import Mention
from kg.extract.relations.scene import PLACES, Scene, stem
from kg.extract.relations.words import offices

_GOVERNOR = re.compile(
    r"(?:(?:代理|代|常务)?副?(?P<kind>[省市县区镇乡州旗盟])长"
    r"|^(?P<led>[省市县区镇乡州旗盟])(?:处级|厅级|级)?(?:老|四套班子|四大班子)?(?:领导|领导干部|班子成员))$"
)
_VILLAGE = re.compile("^(?P<kind>村|社区)(?:副?主任|支书|会计|文书|妇女主任|妇联主席)$")
"""Posts of a village told by its sort: 村党支部书记、|村主任."""
_PARTY = re.compile(r"(?:党委|区委|县委|市委|省委|镇委|乡委|工委)?(?:总|副)?书记$")
_CELL = re.compile("(?:党组|党委|党总支|党支部)$")
_CELLMATE = re.compile("书记|成员|委员|组长")
FIRM = re.compile(r"(?:该|本|我)?(?:集团|公司)(?=[一-龥]{3})")
"""A firm that is named by its sort alone before the post: 集团|总经理, 该公司|副总经理."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a title: the organisation as printed, if any, and the words of the post."""

    org: Mention | None
    post: str
    start: int


def held_in(scene: Scene, part: Part, before: Mention | None) -> tuple[str, str] | None:
    """The object of a post and the words of the post that are left."""
    post = part.post
    if part.org:
        return held_by(scene, part.org, post)
    governor = _GOVERNOR.search(post)
    if governor:
        post = post.removeprefix("政府")
        place = _place_of(scene, governor["kind"] or governor["led"], before, part.start)
        if place is None:
            return None
        return (None if governor["led"] else _government(scene, place)) or place, post
    village = _VILLAGE.search(post)
    if village:
        place = _place_of(scene, village["kind"], before, part.start)
        return (place, post) if place else None
    section = _section(scene, before, post) if before else None
    if section:
        return section
    firm = FIRM.match(post)
    if firm:
        last = _last_firm(scene, part.start)
        return (last, post[firm.end() :]) if last else None
    office = headed(scene, post, part.start)
    cell = _CELL.search(scene.name(before.entity)) if before and not _CELLMATE.search(post) else None
    if before and cell:
        # A party group has a secretary and members; every other post is held in the body itself.
        body = host(scene, before.entity)
        if body or cell.group() == "党组":
            return (body, post) if body else None
    if before and (office is None or _suits(scene, before.entity, post)):
        return before.entity, post
    return (office, post) if office else _spoken(scene, post)


def held_by(scene: Scene, org: Mention, post: str) -> tuple[str, str] | None:
    """The object of a post that is told with an organisation or place, and the words of the post that are left."""
    if org.type not in PLACES:
        return org.entity, post
    name = scene.name(org.entity)
    if _GOVERNOR.search(post):
        return _government(scene, org.entity) or org.entity, post
    section = _section(scene, org, post)
    if section:
        return section
    if _PARTY.fullmatch(post):
        return _committee(scene, name) or org.entity, post
    return org.entity, post


def host(scene: Scene, cell: str) -> str | None:
    """The organisation that a party group or committee is of, where the page names it."""
    name = _CELL.sub("", scene.name(cell))
    kinds = ("PublicBody", "Enterprise", "Institution")
    printed = (scene.forms[k][name] for k in kinds if name in scene.forms.get(k, ()))
    return next((scene.ids[(k, name)] for k in kinds if (k, name) in scene.ids), next(printed, None))


def _section(scene: Scene, org: Mention, post: str) -> tuple[str, str] | None:
    """`组织部部长` after 某县委 is the post 部长 of 某县委组织部, where the page knows that body."""
    names = {scene.name(org.entity), org.text}
    for cut in range(len(post) - 1, 0, -1):
        for name in sorted(names):
            found = scene.ids.get(("PublicBody", name + post[:cut]))
            if found:
                return found, post[cut:] if len(post) - cut > 1 else post[cut - 1 :]
    return None


def _government(scene: Scene, place: str) -> str | None:
    name = scene.name(place)
    forms = (name + end for end in ("政府", "人民政府", "行署", "行政公署"))
    return next((scene.ids["PublicBody", form] for form in forms if ("PublicBody", form) in scene.ids), None)


def _committee(scene: Scene, name: str) -> str | None:
    ends = ("委", "党委", "工委", "党工委", "党支部", "党总支", "委员会")
    forms = [name + e for e in ends] + [stem(name) + name[-1] + "委"]
    return next((scene.ids[("PublicBody", f)] for f in forms if ("PublicBody", f) in scene.ids), None)


def _place_of(scene: Scene, kind: str, before: Mention | None, offset: int) -> str | None:
    if before:
        place = before.entity if before.type in PLACES else None
        if place is None:
            found = scene.prefix(scene.name(before.entity), PLACES)
            place = found[1] if found else None
        if place and scene.name(place).endswith(kind):
            return place
    fits = [m for m in scene.reading.mentions if m.type in PLACES and scene.name(m.entity).endswith(kind)]
    past = [m for m in fits if m.start < offset]
    told = Counter(m.entity for m in fits)
    most = max(fits, key=lambda m: told[m.entity]) if fits else None
    best = past[-1] if past else most
    context = scene.reading.context.entity
    if context and scene.reading.names.get(context, "").endswith(kind):
        return context
    return best.entity if best else None


def _suits(scene: Scene, entity: str, post: str) -> bool:
    ends = next((e for title, e in offices().items() if post.endswith(title)), None)
    return ends is None or scene.name(entity).endswith(ends) or post.startswith(("党组", "党委"))


def headed(scene: Scene, post: str, offset: int) -> str | None:
    """The last office before `offset` whose head bears the title."""
    title = max((t for t in offices() if post.endswith(t)), key=len, default=None)
    if title is None or _PARTY.fullmatch(post):
        return None
    kinds, ends = {"PublicBody", "Enterprise", "Institution"}, offices()[title]
    past = [m for m in reversed(scene.reading.mentions) if m.start < offset and m.type in kinds]
    fits = [m for m in past if scene.name(m.entity).endswith(ends)]
    if fits and fits[0].type == "Enterprise":
        return _main(fits)
    return fits[0].entity if fits else None


def _last_firm(scene: Scene, offset: int) -> str | None:
    """The firm that `集团` or `公司` stands for."""
    firms = [m for m in reversed(scene.reading.mentions) if m.start < offset and m.type == "Enterprise"]
    return _main(firms) if firms else None


def _main(firms: list[Mention]) -> str:
    """The firm told of most: one named in passing (bought, supplied) is no match for it."""
    counts = Counter(m.entity for m in firms if m.type == "Enterprise")
    return max(counts, key=lambda e: counts[e])


def _spoken(scene: Scene, post: str) -> tuple[str, str] | None:
    """`书记某某` alone is the secretary of the committee of the page's place."""
    place = scene.reading.context.place
    found = _committee(scene, place) if place and post.endswith("书记") else None
    return (found, post) if found else None
