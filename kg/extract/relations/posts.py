"""Posts: `A党组书记、B主任某某`, `某某是A院长和B馆长`.

A title is read backwards from the name: parts parted by `、` each hold an organisation or none; one without
takes the office that its title heads, the organisation of the part before, or the government of the place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.reading import Claim, Mention
from kg.extract.relations.scene import ANY, MASK, PLACES, Line, Scene, stem
from kg.extract.relations.words import either, offices

_ORGS = frozenset(
    {
        "PublicBody",
        "Enterprise",
        "Institution",
        "Zone",
        "AdministrativeDivision",
        "Facility",
        "Project",
        "Event",
    }
)
_PERSON = MASK["Person"]
_HEADED = "省市县区镇乡州旗村部局厅院校所站馆行社厂处科队会"
_NAMES = "".join(MASK.values())
_STOP = re.compile(r"[，,。；;：:！？\n“”（）《》—]")
_GOVERNOR = re.compile(
    r"(?:(?:代理|代|常务)?副?(?P<kind>[省市县区镇乡州旗盟])长"
    r"|^(?P<led>[省市县区镇乡州旗盟])(?:处级|厅级|级)?(?:老|四套班子|四大班子)?(?:领导|领导干部))$"
)
_PARTY = re.compile(r"(?:党委|区委|县委|市委|省委|镇委|乡委|工委)?(?:总|副)?书记$")
_CELL = re.compile("(?:党组|党委|党总支|党支部)$")
_CELLMATE = re.compile("书记|成员|委员|组长")
_UNKNOWN = re.compile(
    r"[一-龥]{2,}(?<![常副正总])[局处科室院所站队办会厂店校]$|(?:部门?|中心|公司|集团|委员会|管委会)$"
)
_FIRM = re.compile(r"(?:该|本|我)?(?:集团|公司)(?=[一-龥]{3})")
_BEING = re.compile(r"(?:身为|作为|担任|时任|现任|任)[^，,。；]{2,30}的$")
_SENT = re.compile(r"^(?:派来|派出|派驻|选派|下派|派去)的?")
_ROLE = re.compile(r"(?:现)?(?:兼任|担任|任)(?:了|过)?(?P<post>副?[班组队]长)(?=$|[，,。；;、])")
_AFTER = re.compile(
    r"(?P<post>总书记|副?(?:书记|市长|县长|区长|镇长|乡长|省长|局长|主任|主席|总理|院长|校长|院士|董事长|总经理|部长|厅长)|总)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a title: the organisation as printed, if any, and the words of the post."""

    org: Mention | None
    post: str
    start: int


@cache
def _title() -> str:
    """An expression for the words of a post: up to 14 characters that end in a post's name."""
    return rf"[^{_NAMES}，,。；;：:！？\n“”《》的]{{0,14}}?{either('post')}"


@cache
def _post() -> re.Pattern[str]:
    return re.compile(_title())


@cache
def _folk() -> re.Pattern[str]:
    return re.compile(either("resident"))


@cache
def _bare_title() -> re.Pattern[str]:
    return re.compile(rf"{either('rank')}{{0,4}}{either('title')}$")


@cache
def _copula() -> re.Pattern[str]:
    since = r"(?:[自从于]?\d{4}年(?:\d+月)?(?:起|开始|后|以来)?)?"
    moved = "(?:[从由][^，,。；]{2,24}(?=[调转升改]))?"
    named = "被?(?:任命|推选|选举|聘任|评选|选|聘)为"
    taken = "(?:担|兼|出|就|接|调|升|挂|转|改)?任|身兼|当选为?|作为|成为"
    verb = rf"(?:现)?(?:是|{taken}|{named}|[^，,。；;：:\n{_NAMES}]{{0,6}}当)"
    return re.compile(
        rf"(?P<who>{_PERSON})(?:[^。；;：:，,\n{_NAMES}]{{0,8}}[，,])?(?:男|女)?[，,]?{since}{moved}(?:现在|目前|如今|同时|[又也还曾将])?{verb}(?P<what>[^，,。；;：:\n]{{2,40}})"
    )


@cache
def _aside() -> re.Pattern[str]:
    """What stands in brackets or between commas behind a name, and whom an authority appoints to what."""
    bracket = rf"(?P<who>{_PERSON})[（(](?P<what>{ANY}的?[^，,。；（）()\n{_NAMES}]{{1,14}})[）)]"
    return re.compile(bracket)


@cache
def _assigned() -> re.Pattern[str]:
    return re.compile(
        rf"(?:任命|聘请|聘任|推选|选举|选派|委派)(?P<who>{_PERSON})[为任](?P<what>[^，,。；：:\n]{{2,40}})"
    )


@cache
def _named_post() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<org>{ANY})的?(?:一[名位个])?(?P<post>{_title()})(?=$|[、和与及,，的后时]|期间|以来|一职)"
    )


def read(scene: Scene) -> Iterator[Claim]:
    """`holdsPost` of the people of a passage."""
    for line in scene.lines:
        if "Person" not in line.kinds:
            continue
        for index, group in line.groups.items():
            if group.head.type == "Person":
                yield from _before(scene, line, index)
                yield from _behind(scene, line, index)
        yield from _stated(scene, line)


def _before(scene: Scene, line: Line, index: int) -> Iterator[Claim]:
    head = line.text[:index].rstrip(" 　")
    head = head[:-1] if _BEING.search(head) else head
    start = max((m.end() for m in _STOP.finditer(head)), default=0)
    parts = _parts(line, start, len(head))
    end = line.groups[index].end
    for claim in _resolved(scene, line, parts):
        for person in line.groups[index].members:
            yield Claim(
                person.entity, "holdsPost", claim[0], (("post", claim[1]),), claim[2], end, 0.9, "post/title"
            )


def _parts(line: Line, start: int, end: int) -> list[Part]:
    """Parts of the title that ends at `end`, in reading order; the search stops at what is no title."""
    found: list[Part] = []
    while end > start:
        cut = max(line.text.rfind("、", start, end), line.text.rfind("兼", start, end))
        begin = cut + 1 if cut >= 0 else start
        part = _part(line, begin, end)
        if part is None and not found and cut >= 0 and _folk().fullmatch(line.text, begin, end):
            # `理事长、村民某某`: the last word tells no post.
            end = cut
            continue
        if part is None:
            break
        found.insert(0, part)
        if any(i in line.groups and line.groups[i].head.type == "Person" for i in range(begin, end)):
            break
        end = cut if cut >= 0 else start
    return found


def _part(line: Line, start: int, end: int) -> Part | None:
    text = line.text[start:end]
    orgs = [i for i in range(start, end) if i in line.groups]
    if not orgs:
        return _bare(line, start, end)
    for spot in reversed(orgs):
        org, post = line.groups[spot].members[-1], line.text[spot + 1 : end].removeprefix("的")
        if line.text[spot - 1 : spot] == "驻" and "第一书记" not in post:
            return None
        plain = "".join(scene_text(line, i) for i in range(spot + 1, end))
        if post.startswith("长") and org.text[-1] in _HEADED:
            post = plain = org.text[-1] + post
        if org.type == "Person" or not _post().fullmatch(re.sub(ANY, "某", post)):
            break
        if org.type == "AdministrativeDivision" and len(orgs) > 1 and not _for_place(post):
            continue
        return (
            Part(org, _SENT.sub("", plain.lstrip("的")), line.groups[spot].start)
            if org.type in _ORGS
            else None
        )
    return _bare(line, orgs[-1] + 1, end) if text else None


def _for_place(post: str) -> bool:
    return bool(re.search(r"书记|[省市县区镇乡村]长|长$|领导|干部|主任|主席|代表|委员|常委", post))


def scene_text(line: Line, index: int) -> str:
    """The printed text of one masked character."""
    group = line.groups.get(index)
    return group.head.text if group else line.text[index]


def _bare(line: Line, start: int, end: int) -> Part | None:
    whole = line.text[start:end]
    if line.text[start - 1 : start] in {"、", "兼"} and _post().fullmatch(whole):
        return Part(None, whole, line.at[start])
    found = _bare_title().search(line.text, start, end)
    if found and _UNKNOWN.search(line.text, start, found.start()):
        # An office that the page does not know stands before the title: of a firm it is a part.
        firm = _FIRM.match(line.text, start)
        return Part(None, whole, line.at[start]) if firm else None
    return Part(None, found.group(), line.at[found.start()]) if found else None


def _resolved(scene: Scene, line: Line, parts: list[Part]) -> Iterator[tuple[str, str, int]]:
    org: Mention | None = None
    for part in parts:
        target = _target(scene, part, org)
        if target:
            yield target[0], target[1], part.start
        org = part.org or org


def _target(scene: Scene, part: Part, before: Mention | None) -> tuple[str, str] | None:
    """The object of a post and the words of the post that are left."""
    post = part.post
    if part.org:
        return _of_named(scene, part.org, post)
    governor = _GOVERNOR.search(post)
    if governor:
        post = post.removeprefix("政府")
        place = _place_of(scene, governor["kind"] or governor["led"], before, part.start)
        if place is None:
            return None
        return (None if governor["led"] else _government(scene, place)) or place, post
    section = _section(scene, before, post) if before else None
    if section:
        return section
    firm = _FIRM.match(post)
    if firm:
        last = _last_firm(scene, part.start)
        return (last, post[firm.end() :]) if last else None
    office = _office(scene, post, part.start)
    cell = _CELL.search(scene.name(before.entity)) if before and not _CELLMATE.search(post) else None
    if before and cell:
        # A party group has a secretary and members; every other post is held in the body itself.
        body = host(scene, before.entity)
        if body or cell.group() == "党组":
            return (body, post) if body else None
    if before and (office is None or _suits(scene, before.entity, post)):
        return before.entity, post
    return (office, post) if office else _spoken(scene, post)


def _of_named(scene: Scene, org: Mention, post: str) -> tuple[str, str] | None:
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


def _office(scene: Scene, post: str, offset: int) -> str | None:
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


def _behind(scene: Scene, line: Line, index: int) -> Iterator[Claim]:
    """A title after the name (`王书记`, `王某某县长`), inside the mention or behind it."""
    person = line.groups[index].members[-1]
    inside = re.search(_AFTER.pattern + "$", person.text)
    found = inside or _AFTER.match(line.text, index + 1)
    if not found or len(person.text) < 2:
        return
    post, end = found["post"], line.groups[index].end + (0 if inside else len(found["post"]))
    front = line.groups.get(index - 1)
    if post == "总":
        target = (front.head.entity, post) if front and front.head.type == "Enterprise" else None
    elif post == "总书记":
        centre = scene.ids.get(("PublicBody", "党中央")) or scene.ids.get(("PublicBody", "中共中央"))
        target = (centre, post) if centre else None
    else:
        target = _target(scene, Part(front.members[-1] if front else None, post, person.start), None)
    if target and target[0] != person.entity:
        start = front.start if front else person.start
        yield Claim(person.entity, "holdsPost", target[0], (("post", post),), start, end, 0.75, "post/after")


def _stated(scene: Scene, line: Line) -> Iterator[Claim]:
    """`某某是A院长和B馆长`, `某某（A院长）`, `任命某某为A院长`."""
    yield from _appointed(scene, line)
    for found in (
        *_copula().finditer(line.text),
        *_aside().finditer(line.text),
        *_assigned().finditer(line.text),
    ):
        start, base = line.span(found.start(), found.end())[0], found.start("what")
        for piece in _named_post().finditer(found["what"]):
            org = line.groups[base + piece.start("org")].members[-1]
            target = _of_named(scene, org, piece["post"]) if org.type in _ORGS else None
            if target:
                end = line.span(base + piece.start(), base + piece.end())[1]
                for person in line.groups[found.start("who")].members:
                    q = (("post", target[1]),)
                    yield Claim(person.entity, "holdsPost", target[0], q, start, end, 0.85, "post/is")


def _appointed(scene: Scene, line: Line) -> Iterator[Claim]:
    """`由某某任班长`: the post is in the team that was named last."""
    for index, group in line.groups.items():
        found = _ROLE.match(line.text, index + 1) if group.head.type == "Person" else None
        office = _office(scene, found["post"], group.start) if found else None
        if found and office:
            end = line.at[found.end() - 1] + 1
            q = (("post", found["post"]),)
            for person in group.members:
                yield Claim(person.entity, "holdsPost", office, q, group.start, end, 0.8, "post/appointed")
