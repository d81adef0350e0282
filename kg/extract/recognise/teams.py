"""Teams: where the name of one that is founded begins, which are many, and which are told by their task alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import Mention
from kg.extract.scene import Scene

_GROUP = re.compile(
    r"(?:(?<=[。；;：:\n“])|^)(?P<level>社区|村)?(?!第|[一二三四五六七八九十]|该|各|每|小|党|项目|课题|剧)"
    r"[㐀-鿿]{2}组(?=[，,：:])"
)
"""A group at the head of its clause, before what it does: 巡查组，…；随访组，…."""
_SHARING = 2
"""How many groups make a share-out of work."""
_VILLAGE = re.compile("(?:驻村(?:帮扶|扶贫)?工作队|驻村(?:帮扶|扶贫)队)(?!员|长|伍)")
_BEFORE = re.compile(r"[，,。；;：:\n“]|[和与及]|^")
_ACTS = frozenset({"v", "vd", "ad", "d"})
_SHARED_OUT = re.compile(
    r"(?:(?:\d+[余多]?|[二三四五六七八九十两几数])[个支]|各个?|每个)(?:[省市县区乡镇村街道社]{0,4}(?:[（(][㐀-鿿]{2,4}[）)])?直?级?)(?:部门|单位)?(?:重点|重大|新型|专业|特色|主要|专项)*$"
)
"""What counts the teams of many places or tasks: 35个市重大|项目专班, 各乡镇|招商分局."""
_MANY = re.compile(r"[\d一二三四五六七八九十]+[支个级]|乡镇(?!企业)|镇街|街镇|县区|镇村(?!镇)|[村镇乡]级")
"""How the name of a body begins that is counted, or that every town has."""
_FOUNDED = re.compile(
    r"(?s:.*)(?:成立|组建|设立|组成)了?(?:[^，,。；;：:、\n]{2,12}[组队班部团会办][和与及])?(?P<name>[^，,。；;：:、\n“”《》（）()的了\d各一二三四五六七八九十两]{0,20})$"
)
"""A verb of founding, and all that it founds: 成立|支持外贸发展|指挥部."""
_TEAMS = re.compile("(?:指挥部|领导小组|协调小组|专班|突击队|服务队|服务团|专家组)$")


def find(scene: Scene) -> Iterator[Mention]:
    """Groups that share a work, and the 驻村工作队 of an article where it is told what it did."""
    groups = list(_GROUP.finditer(scene.text)) if "组" in scene.text else []
    if len({g.group() for g in groups}) >= _SHARING:
        for hit in groups:
            yield Mention(hit.start(), hit.end(), "PublicBody", hit.group(), 0.7, "team")
    for hit in _VILLAGE.finditer(scene.text) if "驻村" in scene.text else ():
        if _acting(scene, hit.start(), hit.end()):
            yield Mention(hit.start(), hit.end(), "PublicBody", hit.group(), 0.6, "team")


def _acting(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch is the subject of its clause, or the last part of one: 镇政府和|驻村工作队|了解情况."""
    i = scene.word_at(end)
    told = i < len(scene.words) and scene.words[i].start == end and scene.words[i].pos in _ACTS
    return told and bool(_BEFORE.search(scene.text[max(0, start - 1) : start] or "\n"))


def shared_out(text: str, start: int) -> bool:
    """Whether the body that begins there is one of many alike: 各乡镇|招商分局, 12个街道|志愿服务队."""
    return bool(_MANY.match(text, start) or _SHARED_OUT.search(text, max(0, start - 16), start))


def founded_edge(text: str, start: int, head: re.Match[str]) -> int:
    """The edge of a team that is founded: right behind the verb, whatever words its task is told with."""
    found = _FOUNDED.match(text, max(0, start - 24), start) if _TEAMS.search(head.group()) else None
    return found.start("name") if found else start
