"""Posts: `A党组书记、B主任某某`, `某某是A院长和B馆长`.

A title is read backwards from the name: parts parted by `、` each hold an organisation or none; `offices` tells
where the post of one without is held.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.extract.reading import Claim, Mention
from kg.extract.relations.offices import FIRM, Part, headed, held_by, held_in
from kg.extract.relations.scene import ANY, MASK, Line, Scene
from kg.extract.relations.words import either

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
_UNKNOWN = re.compile(
    r"[一-龥]{2,}(?<![常副正总])[局处科室院所站队办会厂店校]$|(?:部门?|中心|公司|集团|委员会|管委会)$"
)
_STRANGE = re.compile(
    "[省市县区州旗][㐀-鿿]{2,8}(?:联|协|社|所|中心|公司|集团|[^大员]会)(?:常务|执行|副)*(?:会长|主席|社长|所长|主任|秘书长|理事长|董事长|总经理)$"
)
"""The post of an office of a place that the page does not know by name: 市|某某联|会长."""
_UNNAMED = re.compile("(?:相关|有关)[^、]{0,6}(?:负责人|负责同志|领导|人员)$")
"""Those of an office who are told by no name before the next one in a list."""
_SEATED = re.compile("人大|代表大会|代表会议|党代会|政协|职代会|工会")
_BEING = re.compile(r"(?:身为|作为|担任|时任|现任|任)[^，,。；]{2,30}的$")
_SENT = re.compile(r"^(?:派来|派出|派驻|选派|下派|派去)的?")
_ROLE = re.compile(r"(?:现)?(?:兼任|担任|任)(?:了|过)?(?P<post>副?[班组队]长)(?=$|[，,。；;、])")
_AFTER = re.compile(
    r"(?P<post>总书记|副?(?:书记|市长|县长|区长|镇长|乡长|省长|局长|主任|主席|总理|院长|校长|院士|董事长|总经理|部长|厅长)|总)"
)


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


ADDRESS = "post/after"
"""The rule of a title behind a name, as people are addressed."""


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


def formal(claims: Iterable[Claim]) -> list[Claim]:
    """The posts without those told by an address alone, which leaves 副 out: 副县长李某, then 李县长."""
    found = list(claims)
    deputy = {(c.s, dict(c.q)["post"].rpartition("副")[2]) for c in found if "副" in dict(c.q)["post"]}
    return [c for c in found if c.by != ADDRESS or (c.s, dict(c.q)["post"]) not in deputy]


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
        if part is None and found and _bare_title().search(line.text, begin, end):
            # The post is in an office that the page does not know, and so is what follows it.
            while found and found[0].org is None:
                found.pop(0)
            end = cut if cut >= 0 else start
            continue
        if part is None or (found and _UNNAMED.search(part.post)):
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
    if _STRANGE.match(whole):
        return None
    if line.text[start - 1 : start] in {"、", "兼"} and _post().fullmatch(whole):
        return Part(None, whole, line.at[start])
    found = _bare_title().search(line.text, start, end)
    if found and _UNKNOWN.search(line.text, start, found.start()):
        # An office that the page does not know stands before the title: of a firm it is a part.
        firm = FIRM.match(line.text, start)
        return Part(None, whole, line.at[start]) if firm else None
    return Part(None, found.group(), line.at[found.start()]) if found else None


def _resolved(scene: Scene, line: Line, parts: list[Part]) -> Iterator[tuple[str, str, int]]:
    org: Mention | None = None
    for part in parts:
        target = held_in(scene, part, org)
        if target:
            yield target[0], target[1], part.start
        org = part.org or org


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
        target = held_in(scene, Part(front.members[-1] if front else None, post, person.start), None)
    if target and target[0] != person.entity:
        start = front.start if front else person.start
        yield Claim(person.entity, "holdsPost", target[0], (("post", post),), start, end, 0.75, ADDRESS)


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
            post = _member(scene, org) if piece["post"] == "一员" else piece["post"]
            spoken = (
                post == "代表" and org.type == "PublicBody" and not _SEATED.search(scene.name(org.entity))
            )
            target = held_by(scene, org, post) if org.type in _ORGS and not spoken else None
            if target:
                end = line.span(base + piece.start(), base + piece.end())[1]
                for person in line.groups[found.start("who")].members:
                    q = (("post", target[1]),)
                    yield Claim(person.entity, "holdsPost", target[0], q, start, end, 0.85, "post/is")


def _member(scene: Scene, org: Mention) -> str:
    """What one of a team or body is called: 队员 of a team."""
    return "队员" if scene.name(org.entity).endswith("队") else "成员"


def _appointed(scene: Scene, line: Line) -> Iterator[Claim]:
    """`由某某任班长`: the post is in the team that was named last."""
    for index, group in line.groups.items():
        found = _ROLE.match(line.text, index + 1) if group.head.type == "Person" else None
        office = headed(scene, found["post"], group.start) if found else None
        if found and office:
            end = line.at[found.end() - 1] + 1
            q = (("post", found["post"]),)
            for person in group.members:
                yield Claim(person.entity, "holdsPost", office, q, group.start, end, 0.8, "post/appointed")
