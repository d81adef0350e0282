"""Places of one article bound to their entities: divisions, villages, and forms like 全区 and 该镇."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from kg.extract.anchor import Anchor
from kg.extract.cast import DIVISION, Cast, Key
from kg.extract.naming import core, hollow, numbered, plain
from kg.extract.reading import Mention
from kg.extract.recognise import corps
from kg.extract.recognise.chunks import proper
from kg.extract.recognise.heads import generic
from kg.extract.recognise.lists import ROW
from kg.extract.scene import Scene
from kg.extract.tagger import worded
from kg.knowledge import divisions

LEVEL = re.compile(
    r"^(?:(?:全|该|我|本|此|俺|咱)(省|市|区|县|州|盟|旗|镇|乡|街道|村|社区)|(省|市|区|县|州|盟|旗|镇|乡|街道|村|社区))"
)
"""The level of a place at the beginning of a form that refers to it: 全区, 县委."""
_TERM = re.compile("([省市区县州盟旗])第?[一二三四五六七八九十]{1,3}届$")
_TERMED = ("人大", "人民代表大会", "政协", "政治协商")
"""Beginnings of bodies that are elected for a term, whose number stands before them: 市|五届|人大常委会."""
_VILLAGES = ("村", "社区", "屯", "嘎查")
_SMALL = frozenset({"镇", "乡", "街道", "村", "社区"})


NEAR = 240
"""How many characters back what a bare form stands for is near."""
_LED_IN = re.compile("[^，,]{1,8}[，,]|")
"""What may stand before the subject of a sentence: 当天下午，|北山县委."""


@lru_cache(maxsize=4096)
def _town(name: str, anchor: str, year: str) -> divisions.Division | None:
    return divisions.town(name, anchor, year)


def _fits(one: str, other: str) -> bool:
    """Whether the places before a village, by key, may be of one address: alike, or a county and a town in it."""
    if one.isdigit() and other.isdigit():
        return one.startswith(other) or other.startswith(one)
    return one == other or (one.isdigit() != other.isdigit())


def _rival(name: str, home: divisions.Division | None) -> bool:
    """Whether a name is that of a division of the level of another."""
    return home is not None and any(d.level == home.level for d in divisions.by_name(name))


_STREET = re.compile("^[㐀-鿿]{2,5}(?:路|街|大道|大街|巷|河|湖|江|山)$")
"""Streets, rivers and hills, of which the place they lie in is no part of the name: 某县|莲湖东路."""
_TOLD = 6
"""Shorter rests of names are rather brands: 长青路, 水口口岸."""
_HOUSES = frozenset({"Facility", "Institution"})
_BYTHEWAY = re.compile("(?:周边|附近|邻近|相邻|毗邻|邻村|紧邻|临近)的?[^，。；\n]{0,8}$")
"""What stands before places that are named only as neighbours of the one spoken of."""


class Placing:
    """One article while its mentions are bound: what it knows of its places."""

    def __init__(self, out: Cast, scene: Scene, article: int, page: Anchor, year: str) -> None:
        self.out, self.scene, self.article, self.page, self.year = out, scene, article, page, year
        self.anchor = out.anchors[article]
        self.keys: dict[tuple[int, int], Key] = {}
        self.seats: dict[int, str] = {}
        """Names of the places of bodies by the ends of their mentions."""

    def _meet(self, key: Key, name: str, mention: Mention, code: str | None = None) -> Key:
        self.out.introduce(key, name, code)
        return self.out.meet(key, mention, self.article)

    def _addresses(self) -> None:
        """嵊州市黄泽镇 is one more form of 黄泽镇."""
        places = sorted(s for s, k in self.keys.items() if k[0] == DIVISION)
        zones = [s for s, k in self.keys.items() if k[0] == "Zone"]
        starts = {s: (s, e) for s, e in places}
        for start, end in sorted([*places, *zones]):
            inner = starts.get(end)
            if inner and self.keys[inner] != self.keys[start, end]:
                self.out.drafts[self.keys[inner]].forms[self.scene.text[start : inner[1]]] += 1

    def _division(self, mention: Mention) -> Key | None:
        if mention.by == "relative":
            return self._relative(mention)
        text, by, anchor = mention.text, mention.by, self.anchor.code or self.page.code or ""
        if by == "corps":
            name = corps.NAME if text.endswith("兵团") else text.removeprefix("第")
            return self._meet((DIVISION, name), name, mention)
        if by.startswith("shared "):
            text += by.partition(" ")[2]
            by = "gazetteer" if divisions.candidates(text) else "suffix"
        if by.startswith("gazetteer"):
            place = divisions.nearest(self._held(mention, text), anchor, self.year)
            far = (
                not self._chained(mention, place)
                and by != "gazetteer"
                and text[-1] not in "县旗"
                and place is not None
                and not self._near(place)
            )
            if place is None or far:
                return None
            if by != "gazetteer" and place.last and not (self.year and place.lives(self.year)):
                return None
            if by == "gazetteer-prefix" and (DIVISION, place.code) not in self.out.drafts:
                return None
        else:
            place = _town(text, anchor, self.year)
        if place is None:
            return self._meet(self._unlisted(mention, text), numbered(text), mention)
        return self._meet((DIVISION, place.code), place.name, mention, place.code)

    def _unlisted(self, mention: Mention, name: str) -> Key:
        """The key of a village: its name; with its town where another of that name lies in another town."""
        bare = (DIVISION, numbered(name))
        above = [k for (_, e), k in self.keys.items() if e == mention.start and k[0] == DIVISION]
        if not above:
            known = (k for _, k in reversed(self.out.mentions[self.article]))
            return next((k for k in known if k == bare or k[1].endswith(f" {bare[1]}")), bare)
        town = self.out.towns.setdefault(bare, above[0])
        return bare if _fits(town[1], above[0][1]) else (DIVISION, f"{above[0][1]} {bare[1]}")

    def _held(self, mention: Mention, name: str) -> tuple[divisions.Division, ...]:
        """The divisions of a name, of several those alone that lie in the place right before it: 上海市|普陀区."""
        known = divisions.candidates(name)
        if len(known) < 2:
            return tuple(known)
        above = [k[1] for (_, e), k in self.keys.items() if e == mention.start and k[0] == DIVISION]
        held = tuple(d for d in known if any(divisions.within(d.code, a) for a in above if a != d.code))
        return held or tuple(known)

    def _chained(self, mention: Mention, place: divisions.Division | None) -> bool:
        """Whether the place stands right behind one that it lies in: 山东|寿光."""
        before = self.scene.text[max(mention.start - 3, 0) : mention.start]
        above = (*divisions.candidates(before), *divisions.candidates(before[-2:]))
        return place is not None and any(divisions.within(place.code, d.code) for d in above if d != place)

    def _near(self, place: divisions.Division) -> bool:
        """Whether a short form may mean the place: a province or city anywhere, a county in the province only."""
        home = self.page.code or self.anchor.code
        return place.level != "county" or not home or divisions.within(place.code, home[:2])

    def _relative(self, mention: Mention) -> Key | None:
        """全区, 该县: the division of that level that the article is about, or its zone, town or village."""
        level = LEVEL.match(mention.text)
        char = (level.group(1) or level.group(2)) if level else ""
        zone = self.out.topic_zone(self.article) if char == "区" else None
        if zone or char in _SMALL:
            key = zone or self._recent(mention, char)
            return key and self.out.meet(key, mention, self.article)
        place = self.anchor.at(char) or self.page.at(char)
        return self._meet((DIVISION, place.code), place.name, mention, place.code) if place else None

    def _team(self, mention: Mention) -> Key | None:
        """The team named before whose name ends so (驻村工作队 after 某局驻村工作队), else the one of its village."""
        ends = (k for k, d in self.out.drafts.items() if k[0] == "PublicBody" and d.name != mention.text)
        known = next((k for k in ends if self.out.drafts[k].name.endswith(mention.text)), None)
        if known:
            return self.out.meet(known, mention, self.article)
        level = LEVEL.match(mention.text)
        shared = mention.text.endswith("组")
        village = self._recent(mention, level.group(2) if level else _VILLAGES) if shared else None
        name = self.out.drafts[village].name if village else ""
        name += mention.text[level.end() if level and village else 0 :]
        return self._meet(("PublicBody", plain(name)), name, mention)

    def _recent(self, mention: Mention, ending: str | tuple[str, ...], kind: str = DIVISION) -> Key | None:
        """The entity with that ending that was named last before the mention, else the first one after."""
        known = [
            (m.start, k)
            for m, k in self.out.mentions[self.article]
            if k[0] == kind and self.out.drafts[k].name.endswith(ending)
            if ending != "区" or not self.out.drafts[k].name.endswith("社区")
        ]
        earlier = [k for k in known if k[0] < mention.start]
        text = self.scene.text
        earlier = [k for k in earlier if not _BYTHEWAY.search(text, max(0, k[0] - 12), k[0])] or earlier
        return max(earlier)[1] if earlier else min(known)[1] if known else None

    def _served(self, mention: Mention) -> Key:
        """A work of a row under its own place: 东河县污水处理厂 of 东河、西河两县污水处理厂."""
        place, noun = mention.by.removeprefix(ROW).split()
        known = self.keys.get((mention.start, mention.start + len(place)))
        name = (self.out.drafts[known].name if known else place) + noun
        return self._meet((mention.type, core(mention.type, name)), name, mention)

    def _termed(self, mention: Mention) -> Mention:
        """An elected body with the number of its term and the place before that: 市|五届|人大常委会."""
        if not mention.text.startswith(_TERMED):
            return mention
        text = self.scene.text
        term = _TERM.search(text, max(0, mention.start - 7), mention.start)
        if term is None:
            return mention
        places = (s for (s, e), k in self.keys.items() if e == term.end(1) and k[0] == DIVISION)
        start = min(places, default=term.start())
        return replace(mention, start=start, text=text[start : mention.end])

    def _level_name(self, mention: Mention, char: str) -> str:
        if char in _SMALL:
            key = self._recent(mention, char)
            return self.out.drafts[key].name if key else ""
        place = self.anchor.at(char) or self.page.at(char)
        if place is not None:
            return place.name
        key = (self.out.topic_zone(self.article) if char == "区" else None) or self._recent(mention, char)
        return self.out.drafts[key].name if key else ""

    def _told_seat(self, mention: Mention, char: str) -> str:
        """The place of a bare body where those of two were named: that of the last in this sentence, or that acted."""
        home = None if char in _SMALL else self.anchor.at(char) or self.page.at(char)
        here, _ = self.scene.sentence_at(mention.start)
        for end in sorted((e for e in self.seats if home and e <= mention.start), reverse=True):
            start, name = self.scene.sentence_at(end - 1)[0], self.seats[end]
            if not name.endswith(char) or mention.start - end > NEAR:
                continue
            subject = _LED_IN.match(self.scene.text, start, end)
            acting = subject and self.scene.text.startswith((name, char), subject.end())
            if (start == here or acting) and _rival(name, home):
                return name
        return ""

    def _leading(self, mention: Mention) -> tuple[int, Key | None]:
        """End and key of the last place in the chain of places that begins the mention."""
        position, key = mention.start, None
        while True:
            ahead = [
                (e, k)
                for (s, e), k in self.keys.items()
                if s == position and e < mention.end and k[0] in {DIVISION, "Zone"}
            ]
            if not ahead:
                return position, key
            position, key = max(ahead)

    def _bare(self, mention: Mention) -> str:
        """A name without the address before it, where what stays is a name of its own: 丽水市|“云上里”项目."""
        if mention.type not in {"Facility", "Project", "Platform", "Enterprise", "Institution", "Zone"}:
            return mention.text
        end, key = self._leading(mention)
        if key is None:
            return mention.text
        rest = self.scene.text[end : mention.end]
        chain = {k for (s, e), k in self.keys.items() if mention.start <= s and e <= end}
        nested = key[0] == mention.type == "Zone" and len(rest) >= 4
        street = mention.type == "Facility" and len(rest) > 2 and _STREET.search(rest) is not None
        if len(chain) < 2 and not (nested or street) and not rest.startswith(("“", "‘")):
            return mention.text
        last = max((s for (s, e) in self.keys if e == end and s >= mention.start), default=mention.start)
        spare = (
            generic(rest)
            or _told(self.scene, mention, end)
            or (mention.type == "Enterprise" and hollow(rest))
        )
        return self.scene.text[last : mention.end] if spare else rest


def _told(scene: Scene, mention: Mention, start: int) -> bool:
    """Whether the rest of a name from `start` on only says what it is (社区养老服务中心), and so needs its place."""
    rest = scene.text[start : mention.end]
    if len(rest) < _TOLD or not worded(rest):
        return False
    return not proper(scene, start, mention.end) if scene.begins(start) else mention.type in _HOUSES
