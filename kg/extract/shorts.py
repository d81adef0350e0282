"""Short forms that a full name on the page allows, looked for where no recogniser saw a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.extract.cast import DIVISION, Cast, Draft, Key
from kg.extract.cover import Cover
from kg.extract.fold import leading_place
from kg.extract.naming import abbreviates, quoted_core, short_forms
from kg.extract.reading import Mention
from kg.extract.recognise.chunks import descriptive
from kg.extract.scene import Scene
from kg.knowledge import divisions
from kg.knowledge.words import any_of

_DECLARES = re.compile(
    r"[（(](?:(?:以下|下)?(?:统一)?(?:简称|称)|又称|俗称)[：:为]?[“‘《]?([^“”‘’《》（）()]{2,20})[”’》]?[）)]"
)
_LATIN = re.compile(r"[（(]([A-Za-z][A-Za-z0-9.&·\- ]{1,30})[）)]")
_BRACKETED = re.compile(r"[（(]([㐀-鿿]{2,6})[）)]")
_LETTERED = frozenset({"Person", "Enterprise", "Institution", "PublicBody", "Platform", "Zone", "Project"})
"""Types whose names may stand in letters, or shortened, in brackets behind the full name."""
_LEVELLED = frozenset({"Facility", "Institution", "Platform"})
_PLACED = frozenset({"Enterprise", "Institution"})
"""Types whose short names may begin with a place: 远山|青岭 of 远山青岭实业有限公司."""
_LEVELS = "省市区县州盟旗镇乡村"
_TOWN = re.compile(r"(?:街道|镇|乡|村|社区)$")
_CADRES = re.compile("([二三四五六])级干部")
"""A meeting of the cadres of several levels, whose short name the whole country knows."""
_CALLED = re.compile("(?:建设)?项目$")
_PROPER = frozenset({"LOC", "ORG", "nz", "ns", "nt", "PER"})
_NOUNS = _PROPER | {"n"}
_ADDRESSED = (
    "总书记",
    "书记",
    "主席",
    "总理",
    "市长",
    "县长",
    "区长",
    "局长",
    "主任",
    "院士",
    "教授",
    "副市长",
    "副县长",
    "副区长",
    "副书记",
    "镇长",
    "乡长",
    "校长",
    "院长",
)


def find_short_forms(cast: Cast, scenes: Sequence[Scene]) -> None:
    """Adds mentions of short forms: 锦溪电气 of a company, 滨江 of a zone, 黄泽 of a town, 沈某书记 of a person."""
    cast.declared = [
        found for article, scene in enumerate(scenes) for found in _declared(cast, scene, article)
    ]
    wanted = sorted(_wanted(cast), key=lambda fk: (-len(fk[0]), fk))
    owners = Counter(form for form, _ in wanted)
    keys: dict[str, Key] = dict(cast.declared)
    for form, key in wanted:
        if owners[form] == 1 or key[0] not in _LEVELLED:
            keys.setdefault(form, key)
    pattern = re.compile(any_of(keys) if keys else "(?!)")
    for article, scene in enumerate(scenes):
        taken = Cover((m.start, m.end) for m, k in cast.mentions[article] if k[0] != DIVISION)
        places = Cover((m.start, m.end) for m, k in cast.mentions[article] if k[0] == DIVISION)
        for hit in pattern.finditer(scene.text):
            key = keys[hit.group()]
            own = len(leading_place(hit.group())) if key[0] in _PLACED else 0
            own = 2 if key[0] == "Event" and hit.group()[0] == "全" else own
            if taken.meets(*hit.span()) or (
                own < hit.end() - hit.start() and places.meets(hit.start() + own, hit.end())
            ):
                continue
            if _fits(scene, hit, key):
                cast.meet(key, Mention(hit.start(), hit.end(), key[0], hit.group(), 0.6, "short"), article)
        _addressed(cast, scene, article)


def _declared(cast: Cast, scene: Scene, article: int) -> Iterator[tuple[str, Key]]:
    """Forms declared in brackets right after a name: 某某办法(以下简称《办法》)."""
    ends = {m.end: k for m, k in cast.outer(article)}
    for hit in _DECLARES.finditer(scene.text):
        if hit.start() in ends:
            yield hit.group(1), ends[hit.start()]
    for hit in _LATIN.finditer(scene.text):
        if ends.get(hit.start(), ("", ""))[0] in _LETTERED:
            whole = cast.drafts[ends[hit.start()]]
            whole.forms[whole.name + hit.group()] += 1
            yield hit.group(1), ends[hit.start()]
    for hit in _BRACKETED.finditer(scene.text):
        key = ends.get(hit.start())
        if key and key[0] in _LETTERED and abbreviates(hit.group(1), cast.drafts[key].name):
            yield hit.group(1), key


def _wanted(cast: Cast) -> Iterator[tuple[str, Key]]:
    known = {form for draft in cast.drafts.values() for form in draft.forms}
    told = frozenset(draft.code for draft in cast.drafts.values() if draft.code)
    for key, draft in cast.drafts.items():
        for form in _forms(key, draft, told):
            if form not in known:
                yield form, key
        if key[0] in _REPEATED:
            yield from ((f, key) for f in _repeats(key[0], draft.name, known))


_REPEATED = frozenset({"Project", "Facility", "Enterprise", "Institution"})
_LEAST = 4
"""The fewest characters by which a work or a house is known again wherever they stand."""


def _repeats(kind: str, name: str, known: set[str]) -> Iterator[str]:
    """The name of a work or a house where it stands again, and what is left of a project's without its place."""
    bare = _CALLED.sub("", name[len(leading_place(name)) :]) if kind == "Project" else name
    if len(name) >= _LEAST and not descriptive(name):
        yield name
    if _LEAST < len(bare) < len(name) and bare not in known and not descriptive(bare):
        yield bare


def _forms(key: Key, draft: Draft, told: frozenset[str]) -> tuple[str, ...]:
    if key[0] == DIVISION:
        return tuple(_of_place(draft, told))
    if key[0] == "Initiative":
        quoted = quoted_core(draft.name)
        return (f"“{quoted}”",) if len(quoted) >= 3 else ()
    if key[0] == "Project":
        bare = _CALLED.sub("", draft.name)
        return (bare,) if 4 <= len(bare) < len(draft.name) and not descriptive(bare) else ()
    if key[0] in {"Enterprise", "Zone"}:
        forms = short_forms(key[0], draft.name, leading_place(draft.name))
        return (*_levelled(draft), *forms) if key[0] == "Zone" else forms
    if key[0] == "Event":
        return tuple(_of_meeting(draft.name))
    return _levelled(draft) if key[0] in _LEVELLED else ()


def _of_meeting(name: str) -> Iterator[str]:
    """四干会 and 全县四干会 of a meeting of cadres of four levels, with 千 where the page was read so."""
    found = _CADRES.search(name)
    for middle in "干千" if found else "":
        short = f"{found[1]}{middle}会" if found else ""
        yield short
        yield from (f"全{level}{short}" for level in _LEVELS[:6])


def _of_place(draft: Draft, told: frozenset[str]) -> Iterator[str]:
    """Forms of a division: 哈市 of 哈尔滨市; its name without its level, unless another of the page is called so."""
    if draft.name.endswith("市") and len(draft.name) > 3:
        yield draft.name[0] + "市"
        return
    bare = _TOWN.sub("", draft.name)
    if len(draft.name) > 2 and draft.code and len(draft.code) == 6:
        place = divisions.nearest(divisions.by_code(draft.code), draft.code)
        bare = next(iter(divisions.short_forms(place)), "") if place else ""
    if 2 <= len(bare) < len(draft.name) and told.isdisjoint(
        d.code for d in divisions.candidates(bare) if d.code != draft.code
    ):
        yield bare


def _levelled(draft: Draft) -> tuple[str, ...]:
    """A name with the level of its place for the place: 镇敬老院 of 柳溪镇敬老院."""
    place = leading_place(draft.name) or next(iter(re.findall("^[㐀-鿿]{2,4}?[镇乡村]", draft.name)), "")
    rest = draft.name[len(place) :]
    return (place[-1] + rest,) if len(rest) > 2 and place and place[-1] in _LEVELS else ()


def _fits(scene: Scene, hit: re.Match[str], key: Key) -> bool:
    """Whether the stretch is made of whole words; a form of two characters must be one word, no common one."""
    if key[0] == "Project" and scene.text.startswith(("项目", "工程", "建设"), hit.end()):
        return False
    if key[0] in _LEVELLED or key[0] == "Event":
        return scene.begins(hit.start())
    if not scene.whole(*hit.span()):
        return len(hit.group()) >= 4 and key[0] != DIVISION
    if len(hit.group()) > 2:
        return True
    word = scene.words[scene.word_at(hit.start())]
    nouns = _PROPER if key[0] == DIVISION and divisions.candidates(hit.group()) else _NOUNS
    return word.end == hit.end() and word.pos in nouns


def _addressed(cast: Cast, scene: Scene, article: int) -> None:
    """沈某某书记 is one more form of 沈某某."""
    for mention, key in cast.mentions[article]:
        if key[0] == "Person" and mention.text == cast.drafts[key].name:
            after = next((a for a in _ADDRESSED if scene.text.startswith(a, mention.end)), "")
            if after:
                cast.drafts[key].forms[mention.text + after] += 1
