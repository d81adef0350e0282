"""What the names of things say of who owns them: a project that bears its builder's name, an aid team."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.fold import leading_place
from kg.extract.naming import sent, short_forms
from kg.extract.reading import Claim, Mention
from kg.extract.relations.scene import PLACES, Scene, vague

_OWNS = {"Project": "undertakes", "Facility": "operates", "Platform": "operates"}
_FIRMS = ("Enterprise", "Institution")
_HOSTS = ("AdministrativeDivision", "Zone", "PublicBody", "Enterprise", "Institution")
HOST = "own/host"
"""The rule that takes the host of a meeting from its name."""
PLENARY = "own/plenary"
"""The rule of a committee's own plenary session, which no one else holds."""
_PLENARY = re.compile(r"第?[一二三四五六七八九十\d]+届[一二三四五六七八九十\d]+次全(?:体|委|会)")
PLACED = "own/place"
"""The rule that gives a work to the place in its name, where nothing else tells who carries it out."""
_RULED = re.compile("(?:开发区|经开区|高新区|保税区|综保区|示范区|合作区|新区)$")
_WORK_LEAST = 4
"""Characters of the name of a work behind that of its place."""
_KEEPER = re.compile("(?:管理|管护|运行|经营|养护|服务)(?:处|局|站|所|中心|委员会)$")
"""The office that keeps what its name begins with: 某某水库|管理处."""
_YEAR = re.compile(r"20\d\d年度?")
_AID = re.compile(r"(?:对口支援|支援|援助|驰援|对口帮扶|帮扶|援)$")
_SESSION = re.compile(r"[与和—、-]|第?[一二三四五六七八九十\d]+届.*(?:代表大会|全体会议|委员会|次会议)")
_TERM = re.compile(r"第?[一二三四五六七八九十\d]+届")
_MENDED = re.compile("改扩建|扩建|改建|改造|迁建|搬迁|重建|提升|整治|修缮|异地")
"""What others do to a school or hospital whose name a project bears."""
_OPENING = re.compile("(?:开工|奠基|开园|签约|揭牌|竣工|投产|动工|启用)[^，。]{0,8}(?:仪式|活动|典礼)$")
"""A ceremony for the zone that its name begins with, held by others."""
_DELEGATION = re.compile(r"(?:考察|代表|访问|慰问|观摩|招商|学习)(?:小?分?队|组|团)$")
_PAPER = re.compile(r"的?(?:报告|公报|决定|决议|倡议书?|宣言|章程|声明|公约)$")


def read(scene: Scene) -> Iterator[Claim]:
    """`undertakes` and `operates` by name, `assists` of aid teams, `issues` of the papers of a meeting."""
    for entity in scene.here(*_OWNS):
        yield from _named_after(scene, entity)
        yield from _named_by_place(scene, entity)
    yield from _beside(scene)
    for entity in scene.here("PublicBody", "Institution"):
        yield from _aid(scene, entity)
        yield from _kept(scene, entity)
    for entity in scene.here("Event"):
        yield from _hosted(scene, entity)
    for entity in scene.here("Document"):
        yield from _paper(scene, entity)


def _named_after(scene: Scene, entity: str) -> Iterator[Claim]:
    spot, kind = scene.first[entity], scene.type(entity)
    for name in dict.fromkeys((scene.name(entity), spot.text)):
        found = scene.prefix(name.lstrip("“‘"), _FIRMS, entity) or _shortened(scene, name)
        if found and not (scene.type(found[1]) == "Institution" and _MENDED.match(name, len(found[0]))):
            yield Claim(found[1], _OWNS[kind], entity, (), spot.start, spot.end, 0.75, "own/name")
            return


def _named_by_place(scene: Scene, entity: str) -> Iterator[Claim]:
    """`某县某饮水工程`: the place or development zone that the name of a work begins with, in full."""
    spot = scene.first[entity]
    name = _YEAR.sub("", scene.name(entity), count=1)
    found = scene.prefix(name, (*PLACES, *_FIRMS, "PublicBody", "Facility"), entity)
    if scene.type(entity) == "Project" and found and len(name) - len(found[0]) >= _WORK_LEAST:
        full = scene.type(found[1]) == "AdministrativeDivision" and found[0] == scene.name(found[1])
        if full or _RULED.search(found[0]):
            yield Claim(found[1], "undertakes", entity, (), spot.start, spot.end, 0.6, PLACED)


def _kept(scene: Scene, entity: str) -> Iterator[Claim]:
    """An office runs the reservoir, road or park that its name begins with."""
    name, spot = scene.name(entity), scene.first[entity]
    found = scene.prefix(name, ("Facility",), entity) if _KEEPER.search(name) else None
    if found and _KEEPER.fullmatch(name, len(found[0])):
        yield Claim(entity, "operates", found[1], (), spot.start, spot.end, 0.7, "own/keeper")


def _shortened(scene: Scene, name: str) -> tuple[str, str] | None:
    """The firm whose short form, printed or not, begins the name of a thing."""
    for firm in scene.here("Enterprise"):
        full = scene.name(firm)
        for form in short_forms("Enterprise", full, leading_place(full)):
            if len(form) >= 4 and name.startswith(form) and len(form) < len(name):
                return form, firm
    return None


def _beside(scene: Scene) -> Iterator[Claim]:
    """`某公司某项目`: the name of the firm stands right before that of the thing."""
    starts: dict[int, Mention] = {}
    for mention in scene.reading.mentions:
        starts.setdefault(mention.start, mention)
    for firm in scene.reading.mentions:
        thing = starts.get(firm.end)
        if firm.type in _FIRMS and thing and thing.type in _OWNS:
            yield Claim(
                firm.entity, _OWNS[thing.type], thing.entity, (), firm.start, thing.end, 0.8, "own/beside"
            )


def _hosted(scene: Scene, entity: str) -> Iterator[Claim]:
    """A meeting is held by the place or body that its name begins with."""
    spot = scene.first[entity]
    whole = _YEAR.sub("", scene.name(entity), count=1)
    sitting = _sitting(scene, whole)
    found = sitting or scene.prefix(whole, _HOSTS) or _general(scene, spot.text)
    found = found or _zone_of(scene, spot)
    if found and scene.type(found[1]) == "Zone" and _OPENING.search(scene.name(entity)):
        return
    if found and (_PLENARY.match(whole, len(found[0])) or (sitting and not found[0].endswith("代表大会"))):
        yield Claim(
            found[1], "participatesIn", entity, (("role", "host"),), spot.start, spot.end, 0.9, PLENARY
        )
    elif found and not (scene.type(found[1]) in PLACES and _SESSION.match(whole, len(found[0]))):
        yield Claim(found[1], "participatesIn", entity, (("role", "host"),), spot.start, spot.end, 0.6, HOST)


def _sitting(scene: Scene, name: str) -> tuple[str, str] | None:
    """The body whose sitting a meeting is, the number of its term left out: 某县|十七届|人大常委会第三次会议."""
    bare = _TERM.sub("", name)
    return scene.prefix(bare, ("PublicBody",)) if bare != name else None


def _zone_of(scene: Scene, spot: Mention) -> tuple[str, str] | None:
    """The zone of the page that the name of a meeting begins with, in a form that names its kind alone."""
    year = _YEAR.match(spot.text)
    start = spot.start + (year.end() if year else 0)
    zones = (m for m in scene.reading.mentions if m.start == start and m.type == "Zone" and m.end < spot.end)
    return next(((m.text, m.entity) for m in zones), None)


def _general(scene: Scene, name: str) -> tuple[str, str] | None:
    """The page's place for the host of `全县某大会`, where it is of that rank."""
    place = scene.reading.context.entity or ""
    whole = re.match("[“‘]?全([省市县区旗州])", name)
    fits = whole and place and scene.type(place) != "Zone" and scene.name(place).endswith(whole[1])
    return (name[:2], place) if fits else None


def _aid(scene: Scene, entity: str) -> Iterator[Claim]:
    """`某省支援某市医疗队` gives aid to the place inside its name."""
    name, spot = scene.name(entity), scene.first[entity]
    for form, place in scene.forms.get("AdministrativeDivision", {}).items():
        at = name.find(form)
        if at > 0 and not vague(form) and _AID.search(name[:at]):
            yield Claim(entity, "assists", place, (), spot.start, spot.end, 0.85, "own/aid")
            return


def _paper(scene: Scene, entity: str) -> Iterator[Claim]:
    spot = scene.first[entity]
    for mention in (m for m in scene.reading.mentions if m.entity == entity):
        author = _author(scene, mention)
        if author:
            yield Claim(author, "issues", entity, (), mention.start, mention.end, 0.8, "own/author")
            return
    found = scene.prefix(scene.name(entity), ("Event",), entity)
    if found and _PAPER.fullmatch(scene.name(entity)[len(found[0]) :]):
        yield Claim(found[1], "issues", entity, (), spot.start, spot.end, 0.85, "own/paper")


def _author(scene: Scene, paper: Mention) -> str | None:
    """`某研究院关于某事的报告`: the body at the head of a printed title wrote it."""
    inside = (m for m in scene.reading.mentions if m.start == paper.start and m.end < paper.end)
    bodies = [m for m in inside if m.type in {"PublicBody", "Institution"}]
    heads = [m for m in bodies if scene.text.startswith(("关于", "的", "《"), m.end)]
    return heads[0].entity if heads else None


@cache
def _sent() -> re.Pattern[str]:
    return re.compile(rf"(?:{sent()}|帮扶|蹲点|包联).*(?:队|(?<!领导小)组|团|专班|前方指挥部)$")


def on_errand(name: str) -> bool:
    """Whether a body is a team sent elsewhere, which governs no place (`某省援某州医疗队`)."""
    return delegated(name) or bool(_sent().search(name))


def delegated(name: str) -> bool:
    """Whether a body is a delegation that acts for the place that sent it."""
    return bool(_DELEGATION.search(name))
