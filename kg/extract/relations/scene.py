"""A passage made ready for rules: sentences with their names masked, and indexes of names and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from kg.extract.reading import Mention, Reading
from kg.extract.relations.lists import Group, grouped
from kg.knowledge import divisions

CODES = {
    "A": "AdministrativeDivision",
    "Z": "Zone",
    "B": "PublicBody",
    "E": "Enterprise",
    "I": "Institution",
    "P": "Person",
    "N": "Initiative",
    "J": "Project",
    "D": "Document",
    "V": "Event",
    "L": "Platform",
    "F": "Facility",
}
"""Letters that stand for entity types in the pattern tables."""

MASK = {name: chr(0xE000 + i) for i, name in enumerate(CODES.values())}
"""The private character that stands for a name of each type in a masked sentence."""

ANY = "[" + "".join(MASK.values()) + "]"
ACTORS = ("AdministrativeDivision", "Zone", "PublicBody", "Enterprise", "Institution")
PLACES = ("AdministrativeDivision", "Zone")

_LEVELS = (
    (re.compile(r"(?:国|中国)$"), 0),
    (re.compile(r"(?:省|自治区)$"), 1),
    (re.compile(r"(?:市|州|盟|地区)$"), 2),
    (re.compile(r"(?:县|旗|(?<![社小园])区)$"), 3),
    (re.compile(r"(?:[镇乡]|街道|苏木|办事处)$"), 4),
    (re.compile(r"(?:[村屯寨庄嘎]|社区|居委会)$"), 5),
    (re.compile(r"组$"), 6),
    (re.compile(r"[一二三四五六七八九十]师$"), 2),
    (re.compile(r"[一二三四五六七八九十\d]团$"), 4),
    (re.compile(r"[一二三四五六七八九十]连$"), 5),
)
_RANKS = {"country": 0, "province": 1, "prefecture": 2, "county": 3}
_STEM = re.compile(r"(.{2,}?)(?:(?:[一-龥]{1,3}族)*自治[区州县旗]|地区|街道|社区|[省市县区镇乡村旗盟州])$")
_NATURAL = re.compile("[河江湖海山岭]|沙地|草原|平原|盆地|丘陵|高原|湿地")
_DIVISION = re.compile("[省市县区镇乡村旗州]$")
_REGION = re.compile("(?:走廊|三角|京津冀|大湾区|经济带|都市圈|城市群|经济圈|中部地区|西部地区|革命老区)$")
_VAGUE = re.compile(
    r"(?:该|本|我|全|此|这个?|各|当地|俺|咱)?(?:[省市区县镇乡村州旗]|街道|社区|园区|开发区|新区|片区|高新区|经开区)|当地"
)


@cache
def level(name: str) -> int | None:
    """Rank of a division, 0 the country to 6 a villagers' group, as known or by its last characters."""
    known = {d.level for d in divisions.candidates(name)}
    if len(known) == 1 and known <= _RANKS.keys():
        return _RANKS[known.pop()]
    return next((rank for form, rank in _LEVELS if form.search(name)), None)


def stem(name: str) -> str:
    """The proper part of a division's name (`临江` of `临江县`), the name itself where there is none."""
    if re.search(r"(?:园区|开发区|新区|景区|片区|保税区|示范区|合作区|小区|产业区|聚集区|集聚区)$", name):
        return name
    found = _STEM.match(name)
    return found[1] if found else name


def boundless(name: str) -> bool:
    """Whether a name is of a region that nobody runs (`长三角`, `某都市圈`)."""
    return bool(_REGION.search(name))


def vague(form: str) -> bool:
    """Whether a form names a place only by its kind (`该区`, `全县`, `开发区`)."""
    return bool(_VAGUE.fullmatch(form))


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence whose groups of names are one private character each; `at` gives passage offsets."""

    number: int
    start: int
    end: int
    text: str
    at: list[int]
    groups: dict[int, Group]
    kinds: frozenset[str]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Passage offsets of the masked stretch [start, end)."""
        last = self.groups[end - 1].end if end - 1 in self.groups else self.at[end - 1] + 1
        return self.at[start], last


@dataclass(frozen=True, slots=True)
class Scene:
    """A reading with what every rule asks of it."""

    reading: Reading
    lines: tuple[Line, ...]
    first: dict[str, Mention] = field(default_factory=dict)
    """First mention of each entity in the passage, a full name before a vague form."""
    forms: dict[str, dict[str, str]] = field(default_factory=dict)
    """Entities by type and by their printed and canonical forms, the longest first."""
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    """Entity by (type, canonical name)."""

    @property
    def text(self) -> str:
        """The passage's text."""
        return self.reading.passage.text

    def type(self, entity: str) -> str:
        """Type of an entity."""
        return self.reading.types[entity]

    def name(self, entity: str) -> str:
        """Canonical name of an entity."""
        return self.reading.names[entity]

    def here(self, *types: str) -> Iterator[str]:
        """Entities of these types that the passage mentions, in order of their first mention."""
        return (e for e in self.first if self.reading.types[e] in types)

    def prefix(self, name: str, types: tuple[str, ...], but: str = "") -> tuple[str, str] | None:
        """The entity of one of `types` whose longest form begins `name`, as (form, entity)."""
        best: tuple[str, str] | None = None
        for kind in types:
            forms = self.forms.get(kind, {})
            for size in range(len(name) - 1, len(best[0]) if best else 0, -1):
                entity = forms.get(name[:size], but)
                natural = entity != but and _NATURAL.match(name, size) and not _DIVISION.search(name[:size])
                if entity != but and not natural:
                    best = (name[:size], entity)
                    break
        return best

    def address(self, name: str, types: tuple[str, ...], but: str = "") -> tuple[str, str, str] | None:
        """The last place of the address that begins `name`, as (form, entity, the rest of the name)."""
        found, rest = self.prefix(name, types, but), name
        while found:
            rest = rest[len(found[0]) :]
            after = self.prefix(rest, types, but)
            if after is None or len(after[0]) < 3 or after[1] == found[1]:
                return (*found, rest)
            found = after
        return None


def scene(reading: Reading) -> Scene:
    """The scene of a reading; mentions of no known entity are passed over."""
    if any(m.entity not in reading.types for m in reading.mentions):
        known = tuple(m for m in reading.mentions if m.entity in reading.types)
        reading = replace(reading, mentions=known)
    return Scene(reading, tuple(_lines(reading)), _first(reading), _forms(reading), _ids(reading))


def _ids(reading: Reading) -> dict[tuple[str, str], str]:
    return {(reading.types[e], n): e for e, n in sorted(reading.names.items(), reverse=True)}


def _first(reading: Reading) -> dict[str, Mention]:
    found: dict[str, Mention] = {}
    for mention in reading.mentions:
        old = found.get(mention.entity)
        if old is None or (vague(old.text) and not vague(mention.text)):
            found[mention.entity] = mention
    return found


def _forms(reading: Reading) -> dict[str, dict[str, str]]:
    seen: dict[str, dict[str, str]] = {}

    def note(kind: str, form: str, entity: str) -> None:
        if len(form) > 1 and not vague(form):
            seen.setdefault(kind, {}).setdefault(form, entity)

    for entity, name in reading.names.items():
        note(reading.types[entity], name, entity)
    for mention in reading.mentions:
        note(mention.type, mention.text, mention.entity)
    ranked = sorted(reading.names.items(), key=lambda n: (level(n[1]) or 9, n[0]))
    for entity, name in ranked:
        if reading.types[entity] == "AdministrativeDivision" and (level(name) or 9) < 4:
            note("AdministrativeDivision", stem(name), entity)
    return {k: dict(sorted(v.items(), key=lambda p: (-len(p[0]), p))) for k, v in seen.items()}


def _lines(reading: Reading) -> Iterator[Line]:
    text, mentions, i = reading.passage.text, reading.mentions, 0
    for number, (start, end) in enumerate(reading.sentences):
        inside = []
        while i < len(mentions) and mentions[i].start < end:
            if mentions[i].start >= start and mentions[i].end <= end:
                inside.append(mentions[i])
            i += 1
        yield _masked(number, (start, end), text, grouped(inside, text))


def _masked(number: int, span: tuple[int, int], text: str, groups: list[Group]) -> Line:
    pieces: list[str] = []
    at: list[int] = []
    held: dict[int, Group] = {}
    last = span[0]
    for group in groups:
        pieces += (text[last : group.start], MASK[group.head.type])
        at.extend(range(last, group.start))
        held[len(at)] = group
        at.append(group.start)
        last = group.end
    pieces.append(text[last : span[1]])
    at.extend(range(last, span[1]))
    kinds = frozenset(m.type for g in groups for m in g.members)
    return Line(number, span[0], span[1], "".join(pieces), at, held, kinds)
