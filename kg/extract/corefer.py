"""Who is who on a page: mentions of all its articles become entities, short forms and 该区 included."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.extract.anchor import Anchor, anchor_of, page_anchor, weighted
from kg.extract.naming import GENERIC, better, core, plain, short_forms
from kg.extract.reading import Mention
from kg.extract.recognise.chunks import proper
from kg.extract.recognise.people import family
from kg.extract.scene import Scene
from kg.knowledge import bodies, divisions

Key = tuple[str, str]
DIVISION = "AdministrativeDivision"
_LEVEL = re.compile(r"^(?:(?:全|该|我|本|此|俺|咱)(省|市|区|县|州|盟|旗|镇|乡|街道|村|社区)|(省|市|区|县|州|盟|旗|镇|乡|街道|村|社区))")


@dataclass(slots=True)
class Draft:
    """An entity while its page is read: printed forms with their counts, the articles, the places."""

    type: str
    name: str
    code: str | None = None
    fixed: bool = False
    """Whether the name is official and no printed form replaces it."""
    forms: Counter[str] = field(default_factory=Counter)
    spots: list[tuple[int, Mention]] = field(default_factory=list)


@dataclass(slots=True)
class Cast:
    """The entities of a page by key, and for each article its mentions with the key of each."""

    drafts: dict[Key, Draft] = field(default_factory=dict)
    mentions: list[list[tuple[Mention, Key]]] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)

    def meet(self, key: Key, name: str, mention: Mention, article: int, **more: object) -> Key:
        """Notes a mention of an entity, which is made where it was not known."""
        draft = self.drafts.get(key)
        if draft is None:
            draft = self.drafts[key] = Draft(key[0], name, more.get("code"), bool(more.get("fixed")))  # type: ignore[arg-type]
        elif not draft.fixed:
            draft.name = better(key[0], draft.name, name)
        draft.forms[mention.text] += 1
        draft.spots.append((article, mention))
        self.mentions[article].append((mention, key))
        return key


def cast(scenes: Sequence[Scene], found: Sequence[Sequence[Mention]]) -> Cast:
    """The cast of a page from the mentions found in its scenes."""
    whole = page_anchor(scenes, found)
    out = Cast()
    for article, (scene, mentions) in enumerate(zip(scenes, found, strict=True)):
        own = anchor_of(weighted(scene, mentions), whole.code)
        out.anchors.append(own if own.place else whole)
        out.mentions.append([])
        _Article(out, scene, article, whole).read(mentions)
    _fold(out)
    return out


class _Article:
    """Reads the mentions of one article from left to right, with what was named last in mind."""

    def __init__(self, out: Cast, scene: Scene, article: int, page: Anchor) -> None:
        self.out, self.scene, self.article, self.page = out, scene, article, page
        self.anchor = out.anchors[article]
        self.last: dict[str, Key] = {}
        self.keys: dict[tuple[int, int], Key] = {}

    def read(self, mentions: Sequence[Mention]) -> None:
        inner_first = sorted(mentions, key=lambda m: (m.start, m.end))
        late: list[Mention] = []
        for mention in inner_first:
            if mention.by in {"relative", "surname-post"} or GENERIC.match(mention.text) or _LEVEL.match(mention.text):
                late.append(mention)
            else:
                self._meet(mention)
        for mention in late:
            self._meet(mention)

    def _meet(self, mention: Mention) -> None:
        rule = {DIVISION: self._division, "PublicBody": self._body, "Zone": self._zone, "Person": self._person}.get(mention.type, self._named)
        key = rule(mention)
        if key is not None:
            self.keys[mention.start, mention.end] = key

    def _division(self, mention: Mention) -> Key | None:
        if mention.by == "relative":
            return self._relative(mention, _LEVEL.match(mention.text))
        if mention.by.startswith("gazetteer"):
            place = divisions.nearest(divisions.candidates(mention.text), self.anchor.code or self.page.code)
        else:
            place = divisions.town(mention.text, self.anchor.code or self.page.code or "")
        if place is not None:
            return self._place(mention, place)
        key = (DIVISION, mention.text)
        return self.out.meet(key, mention.text, mention, self.article)

    def _place(self, mention: Mention, place: divisions.Division) -> Key:
        return self.out.meet((DIVISION, place.code), place.name, mention, self.article, code=place.code, fixed=True)

    def _relative(self, mention: Mention, level: re.Match[str] | None) -> Key | None:
        """全区, 该县: the division of that level that the article is about, or its zone, town or village."""
        char = (level.group(1) or level.group(2)) if level else ""
        if char == "区":
            zone = self._topic_zone()
            if zone:
                return self.out.meet(zone, mention.text, mention, self.article)
        if char in {"镇", "乡", "街道", "村", "社区"}:
            key = self._recent(mention, char)
            return key and self.out.meet(key, mention.text, mention, self.article)
        place = self.anchor.at(char) or self.page.at(char)
        return self._place(mention, place) if place else None

    def _recent(self, mention: Mention, ending: str) -> Key | None:
        """The division with that ending that was named last before the mention, else the first one after."""
        before = [(m.start, k) for m, k in self.out.mentions[self.article] if k[0] == DIVISION and self._ends(k, ending)]
        earlier = [b for b in before if b[0] < mention.start]
        return max(earlier)[1] if earlier else min(before)[1] if before else None

    def _ends(self, key: Key, ending: str) -> bool:
        return self.out.drafts[key].name.endswith(ending)

    def _topic_zone(self) -> Key | None:
        """The zone that the article is about: named at its head and oftener than any division."""
        counts = Counter(k for _, k in self.out.mentions[self.article] if k[0] in {DIVISION, "Zone"})
        if not counts:
            return None
        top = max(counts, key=lambda k: (counts[k], k))
        return top if top[0] == "Zone" and self._ends(top, "区") else None

    def _body(self, mention: Mention) -> Key:
        """A public body under the name of its place: 区发改局 of 济阳区 is 济阳区发改局."""
        place, rest = self._seat(mention)
        name = (place + rest) if rest else mention.text
        stem = bodies.canonical(rest or mention.text)
        return self.out.meet(("PublicBody", plain(place + stem)), name, mention, self.article)

    def _seat(self, mention: Mention) -> tuple[str, str]:
        """The name of the place that a body belongs to, and the body's name without it."""
        end, key = self._leading(mention)
        if key is not None:
            return self.out.drafts[key].name, self.scene.text[end : mention.end]
        level = _LEVEL.match(mention.text)
        if level and not GENERIC.match(mention.text):
            char = level.group(1) or level.group(2)
            seat = self._level_name(mention, char)
            return (seat, mention.text[level.end() :]) if seat else ("", mention.text)
        if level or bodies.bare(mention.text):
            return self._default_seat(mention), mention.text
        return "", mention.text

    def _level_name(self, mention: Mention, char: str) -> str:
        if char in {"镇", "乡", "街道", "村", "社区"}:
            key = self._recent(mention, char)
            return self.out.drafts[key].name if key else ""
        if char == "区":
            zone = self._topic_zone()
            if zone and not self.anchor.at("区"):
                return self.out.drafts[zone].name
        place = self.anchor.at(char) or self.page.at(char)
        return place.name if place else ""

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

    def _default_seat(self, mention: Mention) -> str:
        previous = [
            (m.end, k) for m, k in self.out.mentions[self.article] if m.end <= mention.start and k[0] in {DIVISION, "Zone"}
        ]
        if bodies.zonal(mention.text):
            zones = [p for p in previous if p[1][0] == "Zone"]
            if zones:
                return self.out.drafts[max(zones)[1]].name
        place = self.anchor.place or self.page.place
        return place.name if place else ""

    def _zone(self, mention: Mention) -> Key:
        bare = core("Zone", mention.text)
        if GENERIC.match(mention.text) or len(bare) <= 3:
            known = self._zone_ending(mention, bare)
            if known:
                return self.out.meet(known, mention.text, mention, self.article)
        return self.out.meet(("Zone", bare), mention.text, mention, self.article)

    def _zone_ending(self, mention: Mention, bare: str) -> Key | None:
        """The zone named on the page that a short form (综保区, 园区) stands for."""
        here = Counter(k for m, k in self.out.mentions[self.article] if k[0] == "Zone" and k[1] != bare)
        ending = "" if bare in {"园区", "开发区", "片区"} else bare
        fits = [k for k in here if k[1].endswith(ending) and (ending or k[1].endswith(("区", "园")))]
        if fits:
            return max(fits, key=lambda k: (here[k], k))
        wide = [k for k in self.out.drafts if k[0] == "Zone" and ending and k[1].endswith(ending) and k[1] != bare]
        return max(wide, key=lambda k: (len(self.out.drafts[k].spots), k)) if wide else None

    def _named(self, mention: Mention) -> Key | None:
        kind = mention.type
        if GENERIC.match(mention.text):
            key = self._last_of(kind, mention)
            return key and self.out.meet(key, mention.text, mention, self.article)
        bare = self._bare(mention)
        name = _full(kind, bare) + mention.by.partition("quote-list ")[2]
        return self.out.meet((kind, core(kind, bare)), name, mention, self.article)

    def _bare(self, mention: Mention) -> str:
        """A name without the address before it, where what stays is a name of its own: 临沂市|“远洋城”项目."""
        if mention.type not in {"Facility", "Project", "Platform", "Enterprise", "Institution"}:
            return mention.text
        end, key = self._leading(mention)
        rest = self.scene.text[end : mention.end]
        chain = [k for (s, e), k in self.keys.items() if mention.start <= s and e <= end]
        if key is None or (len(set(chain)) < 2 and not rest.startswith(("“", "‘"))):
            return mention.text
        last = max((s for (s, e) in self.keys if e == end and s >= mention.start), default=mention.start)
        if len(rest) >= 5 and proper(self.scene, end, mention.end - 2):
            return rest
        return self.scene.text[last : mention.end] if len(rest) < mention.end - last else rest

    def _person(self, mention: Mention) -> Key | None:
        """A person named in full; 吕书记 is the one of that surname on the page, nobody where there is none."""
        if mention.by != "surname-post":
            return self.out.meet(("Person", mention.text), mention.text, mention, self.article)
        name = family(mention.text)
        here = [k for _, k in self.out.mentions[self.article] if k[0] == "Person" and k[1].startswith(name)]
        wide = [k for k in self.out.drafts if k[0] == "Person" and k[1].startswith(name)]
        for keys in (here, wide):
            if len(set(keys)) == 1:
                return self.out.meet(keys[0], mention.text, mention, self.article)
        if any(m.end == mention.start and k[0] in {"Enterprise", "Institution"} for m, k in self.out.mentions[self.article]):
            return self.out.meet(("Person", mention.text), mention.text, mention, self.article)
        return None

    def _last_of(self, kind: str, mention: Mention) -> Key | None:
        before = [(m.start, k) for m, k in self.out.mentions[self.article] if k[0] == kind and m.start < mention.start]
        return max(before)[1] if before else None


def _full(kind: str, text: str) -> str:
    """The name without 全区 and the like before it, and without the 的 between a quotation and its noun."""
    bare = re.sub(r"^(?:全|我|该|本|此)(?:省|市|区|县|镇|村)", "", text) if kind not in {"Event"} else text
    return re.sub(r"([”’])的(?=[一-龥])", r"\1", bare)


def _fold(out: Cast) -> None:
    """Joins entities of one page whose names are forms of one: a tail of another, a company's short name."""
    moved: dict[Key, Key] = {}
    for key, target in sorted(_pairs(out.drafts)):
        root = target
        while root in moved:
            root = moved[root]
        if root != key and key not in moved:
            moved[key] = root
            _join(out.drafts[root], out.drafts.pop(key))
    for article, pairs in enumerate(out.mentions):
        out.mentions[article] = [(m, _root(moved, k)) for m, k in pairs]


def _root(moved: dict[Key, Key], key: Key) -> Key:
    while key in moved:
        key = moved[key]
    return key


def _join(whole: Draft, part: Draft) -> None:
    if not whole.fixed:
        whole.name = better(whole.type, whole.name, part.name)
    whole.forms.update(part.forms)
    whole.spots.extend(part.spots)


def _pairs(drafts: dict[Key, Draft]) -> Iterable[tuple[Key, Key]]:
    """(short, full) keys of one entity."""
    for key, draft in drafts.items():
        for other, full in drafts.items():
            if other != key and (_is_form(key, draft, other, full) if other[0] == key[0] else _is_short(draft, full)):
                yield key, other


def _is_form(key: Key, draft: Draft, other: Key, full: Draft) -> bool:
    kind, short, long = key[0], key[1], other[1]
    if len(short) >= len(long):
        return False
    if kind == "Person":
        return False
    if kind in {"Zone", "Facility", "Platform", "Event", "Institution", "Project"}:
        return len(short) >= 4 and long.endswith(short)
    if kind == "Enterprise":
        return draft.name in short_forms(kind, full.name, _prefix(full.name))
    return False


def _is_short(draft: Draft, full: Draft) -> bool:
    """Whether a place told by its suffix is the short form of a zone: 西金湖 of 西金湖片区."""
    return draft.type == "Facility" and full.type == "Zone" and draft.name in short_forms("Zone", full.name, _prefix(full.name))


def _prefix(name: str) -> str:
    """The division that a name begins with, as printed, or an empty string."""
    hits = divisions.scan(name[:12])
    return hits[0][2] if hits and hits[0][0] == 0 else ""
