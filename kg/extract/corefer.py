"""Who is who on a page: mentions of all its articles become entities, short forms and 该区 included."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.extract.anchor import Anchor, anchor_of, page_anchor, weighted
from kg.extract.cast import DIVISION, Cast, Key
from kg.extract.fold import fold
from kg.extract.naming import core, plain, quoted_core, sent, title, unnamed
from kg.extract.placing import LEVEL, NEAR, Placing
from kg.extract.reading import Mention
from kg.extract.recognise.heads import generic, heads
from kg.extract.recognise.lists import ROW
from kg.extract.recognise.people import family
from kg.extract.relations.sessions import aside
from kg.extract.scene import Scene
from kg.extract.seats import reseat, unsaid
from kg.extract.shorts import find_short_forms
from kg.extract.tails import find_tails
from kg.extract.turns import THIS, turn
from kg.extract.variants import find_variants
from kg.knowledge import bodies, divisions

_SOLE = frozenset({"经开区", "高新区", "综保区", "保税区", "开发区"})
"""Zones of which a city has one, so that the bare word names it."""
_BESIDE = re.compile("(?:常委|副?书记|委员|党组成员|党组书记|局长|主任)?[、和与及兼]")
"""What stands between bodies of one place: 县委|常委、|宣传部长."""
_PARKS = ("园", "园区", "区", "城", "谷", "基地")
_FEW = 2
"""Where an article names more zones than few, a bare 园区 is one that was named near before."""
_ATTENDED = re.compile("(?:参加|出席|主持|列席)了?$")
_CENTRE = "中央"
_SESSION = re.compile(r"^第?[一二三四五六七八九十\d]+届")
_LEVELLED = re.compile("[省市区县州盟旗镇乡村](?![级域民镇村内外直情容属际辖政块])")
_SEATED = frozenset({"Enterprise", "Institution", "Facility", "Project", "Platform", "Zone"})


def corefer(
    scenes: Sequence[Scene], found: Sequence[Sequence[Mention]], year: str = "", papers: Sequence[str] = ()
) -> Cast:
    """The cast of a page from the mentions found in its scenes.

    `year` decides between lives of a division; `papers` are what may be the place in the name of the paper.
    """
    whole = page_anchor(scenes, found, year, papers)
    out = Cast()
    for article, (scene, mentions) in enumerate(zip(scenes, found, strict=True)):
        own = anchor_of(weighted(scene, mentions), whole, year)
        out.anchors.append(own if own.place else whole)
        out.mentions.append([])
        _Article(out, scene, article, whole, year).read(mentions)
    find_short_forms(out, scenes)
    for settle in (fold, reseat, unsaid):
        settle(out)
    find_tails(out, scenes)
    find_variants(out, scenes)
    return out


class _Article(Placing):
    """Binds the mentions of one article: places first, then names, then what refers back to them."""

    def __init__(self, out: Cast, scene: Scene, article: int, page: Anchor, year: str) -> None:
        super().__init__(out, scene, article, page, year)
        self.rules: dict[str, Callable[[Mention], Key | None]] = {
            DIVISION: self._division,
            "PublicBody": self._body,
            "Zone": self._zone,
            "Person": self._person,
        }

    def read(self, mentions: Sequence[Mention]) -> None:
        rounds: tuple[list[Mention], ...] = ([], [], [], [], [])
        for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
            rounds[turn(mention)].append(mention)
        for some in rounds:
            for mention in some:
                key = self.rules.get(mention.type, self._named)(mention)
                if key is not None:
                    self.keys[mention.start, mention.end] = key
        self._addresses()

    def _body(self, mention: Mention) -> Key | None:
        """A public body under the name of its place: 县发改局 of 南江县 is 南江县发改局."""
        if mention.by == "anaphor":
            return self._back(mention)
        if mention.by == "team":
            return self._team(mention)
        if mention.text == _CENTRE:
            return self._meet(("PublicBody", bodies.canonical("党中央")), "党中央", mention)
        double = self._bracketed(mention)
        if double:
            return self.out.meet(double, mention, self.article)
        mention = self._termed(mention)
        place, rest = self._seat(mention)
        self.seats[mention.end] = place
        rest = _SESSION.sub("", rest.removeprefix("委") if rest.startswith("委政府") else rest)
        if (
            bodies.kind_of(rest) == "party"
            and rest.endswith("部")
            and "支" not in rest
            and place
            and place[-1] in "省市区县州盟旗"
        ):
            rest = "委" + rest
        stem = bodies.canonical(rest)
        if bodies.stem_of(rest) is None and re.match(sent(), rest):
            # It keeps the name of its place as printed: 湖北支援某某医疗队.
            return self._meet(("PublicBody", plain(place + stem)), mention.text, mention)
        shown = rest.removeprefix("街道") if place.endswith("街道") else rest
        return self._meet(("PublicBody", plain(place + stem)), place + shown, mention)

    def _bracketed(self, mention: Mention) -> Key | None:
        """The body that has a second name in brackets behind it: 某市文旅局（文物局）."""
        text = self.scene.text
        if text[mention.start - 1 : mention.start] not in {"（", "("} or text[
            mention.end : mention.end + 1
        ] not in {"）", ")"}:
            return None
        known = (k for (_, e), k in self.keys.items() if e == mention.start - 1 and k[0] == "PublicBody")
        return next(known, None)

    def _second(self, mention: Mention) -> Key | None:
        """The hospital whose second name stands right behind it or in brackets: 某某医院（某某大学附属医院）."""
        if not mention.text.endswith("医院"):
            return None
        before = self.scene.text[max(0, mention.start - 3) : mention.start]
        end = mention.start - (before[-1:] in {"（", "("})
        if not before.endswith(("医院", "医院（", "医院(")):
            return None
        for (start, stop), key in self.keys.items():
            if stop == end and key[0] == "Institution":
                if end == mention.start:
                    self.out.drafts[key].forms[self.scene.text[start : mention.end]] += 1
                return key
        return None

    def _seat(self, mention: Mention) -> tuple[str, str]:
        """The name of the place that a body belongs to, and the body's name without it."""
        if mention.text.startswith("中共") and len(mention.text) > 4:
            mention = replace(mention, start=mention.start + 2, text=mention.text[2:])
        text = mention.text
        if bodies.national(text):
            return "", text
        end, key = self._leading(mention)
        if key is not None:
            name, rest = self.out.drafts[key].name, self.scene.text[end : mention.end]
            double = len(rest) > 1 and name.endswith(rest[0]) and rest[0] in "省市区县州盟旗镇乡村"
            double = double and rest not in bodies.forms()
            return name, rest[1:] if double else rest
        level = LEVEL.match(text)
        if level and len(text) > level.end():
            char = level.group(1) or level.group(2)
            zone = self._zone_of(mention, text[level.end() :])
            seat = zone or self._told_seat(mention, char) or self._level_name(mention, char)
            return seat, text[level.end() :] if seat and text not in bodies.forms() else text
        return (self._default_seat(mention) if bodies.bare(text) else ""), text

    def _zone_of(self, mention: Mention, rest: str) -> str:
        """The zone that 区 means before a body that only zones have: 区|党工委."""
        if mention.text[0] != "区" or not bodies.zonal(rest):
            return ""
        key = self.out.topic_zone(self.article) or self._recent(mention, "区", "Zone")
        return self.out.drafts[key].name if key else ""

    def _default_seat(self, mention: Mention) -> str:
        for end in range(mention.start - 1, max(0, mention.start - 7), -1):
            if self.seats.get(end) and _BESIDE.fullmatch(self.scene.text, end, mention.start):
                return self.seats[end]
        if bodies.zonal(mention.text):
            zones = [
                (m.end, k)
                for m, k in self.out.mentions[self.article]
                if k[0] == "Zone" and m.end <= mention.start
            ]
            if zones:
                return self.out.drafts[max(zones)[1]].name
        place = self.anchor.place or self.page.place
        return place.name if place else ""

    def _zone(self, mention: Mention) -> Key | None:
        own = self._seated(mention, self._bare(mention))
        bare = core("Zone", own)
        if mention.by == "anaphor" or unnamed(mention.text):
            known = self._zone_ending(bare, mention.start)
            if known is None and mention.by == "anaphor" and bare not in _SOLE:
                return None
            if known:
                return self.out.meet(known, mention, self.article)
        if bare in _SOLE:
            return self._sole(mention, bare)
        place = divisions.nearest(divisions.by_name(mention.text), self.anchor.code or "", self.year)
        return self._meet(("Zone", bare), own, mention, place.code if place else None)

    def _sole(self, mention: Mention, bare: str) -> Key | None:
        """The zone of that kind that the article's place has: 经开区 of 播州区 is 播州经开区."""
        place = self.anchor.place or self.page.place
        if place is None or place.level == "province":
            return self._meet(("Zone", bare), bare, mention)
        short = next(iter(divisions.short_forms(place)), place.name)
        return self._meet(("Zone", short + bare), short + bare, mention)

    def _zone_ending(self, bare: str, position: int) -> Key | None:
        """The zone of the page that a short form (综保区, 园区) stands for."""
        ending = "" if bare.endswith(("园区", "片区")) else bare.lstrip("该本我")
        here = Counter(k for _, k in self.out.outer(self.article) if k[0] == "Zone" and k[1] != bare)
        fits = [k for k in here if k[1].endswith(ending or _PARKS)]
        if not fits and ending == "开发区":
            fits = [k for k in here if k[1].endswith("区")]
        if len(fits) > _FEW:
            near = {
                k
                for m, k in self.out.mentions[self.article]
                if 0 <= position - m.end < NEAR and m.by != "anaphor"
            }
            fits = [k for k in fits if k in near]
            if not fits:
                return None
        if fits:
            return max(fits, key=lambda k: (here[k], k))
        wide = [
            k for k in self.out.drafts if k[0] == "Zone" and ending and k[1].endswith(ending) and k[1] != bare
        ]
        return max(wide, key=lambda k: (len(self.out.drafts[k].spots), k)) if wide else None

    def _person(self, mention: Mention) -> Key | None:
        """A person named in full; 沈书记 is the one of that surname on the page, nobody where there is none."""
        if mention.by != "surname-post":
            return self._meet(("Person", mention.text), mention.text, mention)
        name = family(mention.text)
        here = {k for _, k in self.out.mentions[self.article] if k[0] == "Person" and k[1].startswith(name)}
        wide = {k for k in self.out.drafts if k[0] == "Person" and k[1].startswith(name)}
        for keys in (here, wide):
            if len(keys) == 1:
                return self.out.meet(keys.pop(), mention, self.article)
        employed = any(
            e == mention.start and k[0] in {"Enterprise", "Institution"} for (_, e), k in self.keys.items()
        )
        return self._meet(("Person", mention.text), mention.text, mention) if employed else None

    def _named(self, mention: Mention) -> Key | None:
        if mention.by == "anaphor" or unnamed(mention.text):
            return self._back(mention)
        again = self._again(mention) if mention.type == "Event" else None
        if again or mention.by.startswith(ROW):
            return again or self._served(mention)
        whole = self._titled(mention) if mention.type == "Document" else None
        if whole:
            return self.out.meet(whole, mention, self.article)
        whole = self._second(mention) if mention.type == "Institution" else None
        if whole:
            return self.out.meet(whole, mention, self.article)
        kind, bare = mention.type, self._bare(mention)
        own = title(kind, bare)
        name = self._seated(mention, own)
        printed = name if name != own else bare
        name += mention.by.partition("list ")[2]
        key = self._meet((kind, core(kind, printed)), name, mention)
        for inner in _inner(mention, bare):
            self.out.drafts[key].spots.append((self.article, inner))
        part = self._own(mention)
        if part:
            self.out.drafts[key].forms[part] += 1
        return key

    def _again(self, mention: Mention) -> Key | None:
        """The meeting told of before that is attended (参加|座谈会) or pointed at (本次常委会会议)."""
        text = self.scene.text
        bare = mention.text in heads() and _ATTENDED.search(text[max(0, mention.start - 4) : mention.start])
        return self._back(mention) if bare or THIS.match(mention.text) else None

    def _seated(self, mention: Mention, name: str) -> str:
        """The name with the place in full that its first character stands for: 县|自来水厂."""
        if mention.type not in _SEATED or not _LEVELLED.match(name) or divisions.scan(name[:4]):
            return name
        word = self.scene.words[self.scene.word_at(mention.start)]
        alone = word.end == mention.start + 1 or word.pos in {"ORG", "LOC", "COMPANY"}
        place = self._level_name(mention, name[0]) if alone and mention.text[0] == name[0] else ""
        return place + name[1:] if place else name

    def _own(self, mention: Mention) -> str:
        """What is left of a name when the name of its owner is taken off: 旅岸基地 of 中远重工旅岸基地."""
        if mention.type not in {"Facility", "Project", "Platform", "Zone"}:
            return ""
        zone = "Zone" if mention.type == "Zone" else ""
        owners = [
            e
            for (s, e), k in self.keys.items()
            if s == mention.start
            and 3 < e - s < len(mention.text)
            and k[0] in {"Enterprise", "Institution", zone}
        ]
        own = self.scene.text[max(owners) : mention.end] if owners else ""
        return own if len(own) > 3 and not generic(own) else ""

    def _titled(self, mention: Mention) -> Key | None:
        """The document named before whose longer title ends so: 《方案》 after 《……建设方案》."""
        short = mention.text.strip("《》")
        known = [
            (m.end, k)
            for m, k in self.out.mentions[self.article]
            if k[0] == "Document" and m.end <= mention.start and m.text.strip("《》").endswith(short)
        ]
        return max(known)[1] if known and len(short) <= 4 else None

    def _back(self, mention: Mention) -> Key | None:
        """What an anaphor stands for: the entity of its type, and for 该局 of its ending, named last before.

        A firm is rather the one that a sentence of the paragraph speaks of (公司 after A由B投资 is A), and a bare
        公司 the one that the article is about.
        """
        ending = mention.text[-1] if mention.type == "PublicBody" and mention.text[0] in "该我本" else ""
        held = next((kind for kind in ("合作社", "集团") if mention.text.endswith(kind)), "")
        firm = mention.text.endswith(("公司", "企业"))
        known = [
            (m.end, k)
            for m, k in self.out.outer(self.article)
            if k[0] == mention.type and self.out.drafts[k].name.endswith(ending) and m.by != "anaphor"
            if (held in self.out.drafts[k].name) and not (firm and self.out.drafts[k].name.endswith("合作社"))
        ]
        before = [(e, k) for e, k in known if e <= mention.start]
        if mention.type == "Event":
            before = self._going_on(mention, before) or before
        if mention.type == "Enterprise":
            opening = self._opening(mention, before)
            before = opening or self._topics(mention, before) or self._heroes(mention, before) or before
        return self.out.meet(max(before)[1], mention, self.article) if before else None

    def _opening(self, mention: Mention, before: Sequence[tuple[int, Key]]) -> list[tuple[int, Key]]:
        """The firm whose name the paragraph begins with, be it that no recogniser saw it there."""
        start = self.scene.text.rfind("\n", 0, mention.start) + 1
        start += len(self.scene.text[start:]) - len(self.scene.text[start:].lstrip())
        return [
            (e, k)
            for e, k in before
            if self.scene.text.startswith(self.out.drafts[k].name, start, mention.start)
        ]

    def _going_on(self, mention: Mention, before: Sequence[tuple[int, Key]]) -> list[tuple[int, Key]]:
        """Those of the meetings named before that are neither planned nor only spoken of."""
        events = (
            m for m, _ in self.out.mentions[self.article] if m.type == "Event" and m.end <= mention.start
        )
        ends = {m.end for m in events if not aside(self.scene.text, m)}
        return [(e, k) for e, k in before if e in ends]

    def _heroes(self, mention: Mention, before: Sequence[tuple[int, Key]]) -> list[tuple[int, Key]]:
        """The one name of the paragraph, else the name that the body tells most often before the mention, of several
        the first; for 该公司 none.
        """
        border = self.scene.text.rfind("\n", 0, mention.start)
        near = {k for e, k in before if e > border}
        if len(near) == 1:
            return [(e, k) for e, k in before if k in near]
        told = Counter(k for e, k in sorted(before) if e > self.scene.passage.body)
        if mention.text.startswith("该") or not told:
            return []
        hero = max(told, key=lambda k: told[k])
        return [(e, k) for e, k in before if k == hero]

    def _topics(self, mention: Mention, before: Sequence[tuple[int, Key]]) -> list[tuple[int, Key]]:
        """Those of the names before that begin a sentence of the mention's paragraph."""
        text = self.scene.text
        paragraph = text.rfind("\n", 0, mention.start)
        ends = {m.end: m.start for m, _ in self.out.mentions[self.article]}
        return [
            (e, k) for e, k in before if e > paragraph and ends[e] - self.scene.sentence_at(ends[e])[0] <= 2
        ]


def _inner(mention: Mention, bare: str) -> Iterator[Mention]:
    """The name inside a longer stretch: without the address before it, or the quoted words alone."""
    if bare != mention.text and mention.text.endswith(bare):
        yield replace(mention, start=mention.end - len(bare), text=bare)
    quoted = quoted_core(mention.text)
    if quoted and mention.type == "Initiative" and len(quoted) + 2 < len(mention.text):
        start = mention.start + mention.text.index(quoted) - 1
        yield replace(
            mention,
            start=start,
            end=start + len(quoted) + 2,
            text=mention.text[start - mention.start :][: len(quoted) + 2],
        )
