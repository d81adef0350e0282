"""Initiatives of the whole country that stand without quotation marks: 乡村振兴, 脱贫攻坚战, 河长制."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.reading import Mention
from kg.extract.scene import Scene
from kg.knowledge.tables import column
from kg.knowledge.words import any_of


@cache
def _known() -> re.Pattern[str]:
    return re.compile(f"{any_of(column('initiatives.tsv', 'name'))}{_words('tail')}?")


def _words(role: str) -> str:
    return any_of(column("governed.tsv", "word", type="Initiative", role=role))


@cache
def _after() -> re.Pattern[str]:
    """Words before which the name of a campaign is only part of another: 脱贫攻坚|领导小组."""
    return re.compile(_words("holder"))


_SLOGAN = re.compile("[“‘][^“”‘’，。\n]*$")
_REST = re.compile("[^“”‘’。\n]*[”’]")


def _in_slogan(text: str, start: int) -> bool:
    """Whether a name is one of three or more slogans in one quotation: “美丽乡村、文明乡风、……”."""
    before = _SLOGAN.search(text, max(0, start - 30), start)
    rest = _REST.match(text, start) if before else None
    return bool(before and rest and (before.group() + rest.group()).count("、") > 1)


def find(scene: Scene) -> Iterator[Mention]:
    """Mentions of nationally known initiatives, with the noun that ends the name where there is one."""
    for hit in _known().finditer(scene.text):
        if not _after().match(scene.text, hit.end()) and not _in_slogan(scene.text, hit.start()):
            yield Mention(hit.start(), hit.end(), "Initiative", hit.group(), 0.7, "policy")
