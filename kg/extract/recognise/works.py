"""Places that are being built: what a page founds, begins or pays for is a project, and no place yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.extract.reading import Mention
from kg.extract.scene import Scene
from kg.knowledge.tables import column

_WHOLE = re.compile(r"(?=[，,。；;、和及与等项工进正的]|$)")
_PAID = re.compile(r"投资[约近超]?[\d.]+[余多]?[万亿]{1,2}美?元的?(?:左右|建设|新建|兴建|打造|规划建设)?$")
_FIRM_PAYS = re.compile(
    r"(?:项目)?(?:总投资[^，,。；;]{2,12}[，,])?(?:是|系)?由[^，,。；;\n]{2,30}?(?:公司|集团|厂|合作社|公司和[^，,。；;]{2,16})[^，,。；;\n]{0,6}(?:投资|出资|承建|兴建)"
)
"""What follows a park that a firm pays for: it is a thing to invest in, and no zone of a government."""
_WORK = re.compile(r"(?:建设)?(?:项目|工程)")
_GOVERNED = re.compile(
    "(?:开发区|高新区|经开区|保税区|新区|示范区|合作区|试验区|集聚区|经济区|集中区|片区|新城|城市群|经济带)$"
)
"""Zones that bear a name of their rank: they have a management, whatever is built in them."""
_BRIDGE = re.compile("[㐀-鿿]{0,2}[江河]+(?:公铁|公路|铁路|特)?大桥")
_VERB = re.compile(r"(?:完成|推进|进行|加快|启动|实施|加强|重点支持|支持)[^，,。；;]{0,20}$")


@cache
def _words(role: str) -> re.Pattern[str]:
    words = sorted(column("works.tsv", "word", role=role), key=lambda w: (-len(w), w))
    return re.compile(f"(?:{'|'.join(words)})")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(_words("before").pattern + "(?:了|的)?$")


def built(scenes: Sequence[Scene], found: Sequence[Sequence[Mention]]) -> list[tuple[Mention, ...]]:
    """The mentions of a page, those of places that it tells to be under construction made mentions of projects."""
    pairs = list(zip(scenes, found, strict=True))
    names = {
        name
        for scene, mentions in pairs
        for name in _works(scene.text, [m for m in mentions if m.type == "Facility"])
    }
    parks = _invested([(scene.text, m) for scene, mentions in pairs for m in mentions if m.type == "Zone"])
    return [tuple(_whole_name(s.text, _retyped(m, names, parks)) for m in mentions) for s, mentions in pairs]


def _invested(zones: Sequence[tuple[str, Mention]]) -> frozenset[str]:
    """The names of parks that a firm pays for, or that are called projects as often as by their bare names."""
    paid: set[str] = set()
    called: Counter[str] = Counter()
    for text, zone in zones:
        if _GOVERNED.search(zone.text) or zone.by in {"anaphor", "gazetteer", "known"}:
            continue
        name = zone.text.strip("“”‘’")
        called[name] += 1 if _WORK.match(text, zone.end) else -1
        if _FIRM_PAYS.match(text, zone.end):
            paid.add(name)
    return frozenset(paid | {name for name, balance in called.items() if balance > 0})


def _works(text: str, places: Sequence[Mention]) -> Iterator[str]:
    """The names of places that are being built, of each list of places the earlier ones too."""
    listed = -1
    for mention in reversed(places):
        if mention.end == listed or _building(text, mention):
            yield mention.text.strip("“”‘’")
            listed = mention.start - 1 if text[mention.start - 1] in "、和与及" else -1


def _retyped(mention: Mention, names: set[str], parks: frozenset[str]) -> Mention:
    name = mention.text.strip("“”‘’")
    known = mention.type == "Facility" and name in names
    known = known or (mention.type == "Zone" and any(len(p) > 3 and name.endswith(p) for p in parks))
    return replace(mention, type="Project") if known else mention


def _whole_name(text: str, mention: Mention) -> Mention:
    """A new bridge that bears the name of its river alone with the word that tells it from the older ones."""
    start = mention.start - 2
    if mention.type == "Project" and text.startswith("新建", start) and _BRIDGE.fullmatch(mention.text):
        return replace(mention, start=start, text=text[start : mention.end])
    return mention


def _building(text: str, mention: Mention) -> bool:
    """Whether what stands about a mention tells that the place is being built."""
    if _PAID.search(text, max(0, mention.start - 20), mention.start):
        return True
    if _before().search(text, max(0, mention.start - 6), mention.start):
        return True
    if _words("after").match(text, mention.end):
        return True
    building = _words("building").match(text, mention.end)
    led = _VERB.search(text, max(0, mention.start - 30), mention.start)
    return bool(building and led and _WHOLE.match(text, building.end()))
