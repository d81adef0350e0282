"""Initiatives of the whole country that stand without quotation marks: 乡村振兴, 脱贫攻坚战, 河长制."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.reading import Mention
from kg.extract.scene import Scene
from kg.knowledge.tables import column

_TAIL = "|".join(
    [
        "攻坚战",
        "攻坚行动",
        "专项行动",
        "三年行动",
        "行动计划",
        "行动",
        "改革试点",
        "改革",
        "建设试点",
        "试点",
        "战略",
        "计划",
        "工程",
        "制度",
        "机制",
        "活动",
        "攻坚",
        "工作",
    ]
)
_NOT_AFTER = re.compile(
    r"^(?:局|办公室|办|委员会|领导小组|指挥部|工作组|工作队|专班|示范|产业园|专家|战线|系统|模范|先锋|先进|标兵|干部|队伍|资金|项目|贷款|产品|大会|会议|座谈会|论坛)"
)


@cache
def _known() -> re.Pattern[str]:
    names = sorted(column("initiatives.tsv", "name"), key=lambda n: (-len(n), n))
    return re.compile(f"(?:{'|'.join(map(re.escape, names))})(?:{_TAIL})?")


def find(scene: Scene) -> Iterator[Mention]:
    """Mentions of nationally known initiatives, with the noun that ends the name where there is one."""
    for hit in _known().finditer(scene.text):
        if not _NOT_AFTER.match(scene.text[hit.end() : hit.end() + 5]):
            yield Mention(hit.start(), hit.end(), "Initiative", hit.group(), 0.7, "policy")
