"""Initiatives of the whole country that stand without quotation marks: 乡村振兴, 脱贫攻坚战, 河长制."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.reading import Mention
from kg.extract.recognise.quotes import carried
from kg.extract.scene import Scene
from kg.knowledge.tables import column
from kg.knowledge.words import any_of

_WAR = re.compile("(?:疫情防控|防疫|抗疫|抗击疫情)的?(?:人民战争|总体战|阻击战|攻坚战|歼灭战)")
"""The campaigns against an epidemic."""


@cache
def _known() -> re.Pattern[str]:
    names = any_of(column("initiatives.tsv", "name"))
    return re.compile(f"(?P<name>{names})(?P<tail>{_words('tail')}?)")


@cache
def _plain() -> frozenset[str]:
    """Names that are words for what is done as well, so that a verb must carry them out: 棚户区改造, 文旅融合."""
    return frozenset(column("initiatives.tsv", "name", need="governed"))


def _words(role: str) -> str:
    return any_of(column("governed.tsv", "word", type="Initiative", role=role))


@cache
def _after() -> re.Pattern[str]:
    """Words before which the name of a campaign is only part of another: 脱贫攻坚|领导小组."""
    return re.compile(_words("holder"))


_SLOGAN = re.compile("[“‘][^“”‘’，。\n]*$")
_REST = re.compile("[^“”‘’。\n]*[”’]")


_SUM = re.compile(r"\d")
"""Behind a name: how much of it was done, so that the work is counted and no campaign named (危房改造|80户)."""
_WHERE = "(?:(?:全[省市县区州镇乡]|城乡|城镇|农村)的?)?$"
"""Between a verb and its object: where it is done."""
_ON = re.compile("[㐀-鿿“‘]")
_GOES_ON = re.compile("[在已将要为等和与及、]|的?(?:工作|力度|步伐|进程|任务|部署|要求|目标)|纵深")
_MANY = re.compile("(?:多种|各种|各类|系列|多样|丰富多彩)[㐀-鿿]{0,4}的?$")
"""Before the name of a campaign with 活动: that many are meant, and none by name."""
_HEART = re.compile("的(?:实际行动|强大动力|热情|动力|信心|决心|生动实践)")
"""Behind a name: what people are filled with, while nothing is carried out."""


def _governed(scene: Scene, hit: re.Match[str]) -> bool:
    """Whether the words of a plain name are carried out there, or stand as a name does: in marks, with a tail."""
    text = scene.text
    before = text[max(0, hit.start() - 40) : hit.start()]
    if before[-1:] in {"“", "‘"} or carried().match(text, hit.end()):
        return True
    if _ON.match(text, hit.end()) and not _GOES_ON.match(text, hit.end()):
        return False
    return bool(hit["tail"]) or _led().search(before) is not None


@cache
def _led() -> re.Pattern[str]:
    """A verb of carrying out at the end of a text, before the place or the list that its object stands in."""
    verbs = any_of(column("quoted_leads.tsv", "word"))
    return re.compile(f"{verbs}[了好]?(?:[^，,。；;：:、\n]{{2,12}}、)*{_WHERE}")


def _in_slogan(text: str, start: int) -> bool:
    """Whether a name is one of three or more slogans in one quotation: “美丽乡村、文明乡风、……”."""
    before = _SLOGAN.search(text, max(0, start - 30), start)
    rest = _REST.match(text, start) if before else None
    return bool(before and rest and (before.group() + rest.group()).count("、") > 1)


def find(scene: Scene) -> Iterator[Mention]:
    """Mentions of nationally known initiatives, with the noun that ends the name where there is one."""
    for hit in _WAR.finditer(scene.text):
        yield Mention(hit.start(), hit.end(), "Initiative", hit.group(), 0.8, "policy")
    for hit in _known().finditer(scene.text):
        if _after().match(scene.text, hit.end()) or _SUM.match(scene.text, hit.end()):
            continue
        many = hit["tail"] == "活动" and _MANY.search(scene.text, max(0, hit.start() - 10), hit.start())
        if many or _HEART.match(scene.text, hit.end()) or _in_slogan(scene.text, hit.start()):
            continue
        if hit["name"] not in _plain() or _governed(scene, hit):
            yield Mention(hit.start(), hit.end(), "Initiative", hit.group(), 0.7, "policy")
