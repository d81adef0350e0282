"""Places that are being built: what a page founds, begins or pays for is a project, and no place yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.extract.reading import Mention
from kg.extract.scene import Scene
from kg.knowledge.tables import column

_WHOLE = re.compile(r"(?=[，,。；;、和及与等项工进正的]|$)")
_PAID = re.compile(r"投资[约近超]?[\d.]+[余多]?[万亿]{1,2}美?元的?(?:左右|建设|新建|兴建|打造|规划建设)?$")
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
    names = {
        name
        for scene, mentions in zip(scenes, found, strict=True)
        for name in _works(scene.text, [m for m in mentions if m.type == "Facility"])
    }
    return [tuple(_retyped(m, names) for m in mentions) for mentions in found]


def _works(text: str, places: Sequence[Mention]) -> Iterator[str]:
    """The names of places that are being built, of each list of places the earlier ones too."""
    listed = -1
    for mention in reversed(places):
        if mention.end == listed or _building(text, mention):
            yield mention.text.strip("“”‘’")
            listed = mention.start - 1 if text[mention.start - 1] in "、和与及" else -1


def _retyped(mention: Mention, names: set[str]) -> Mention:
    known = mention.type == "Facility" and mention.text.strip("“”‘’") in names
    return replace(mention, type="Project") if known else mention


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
