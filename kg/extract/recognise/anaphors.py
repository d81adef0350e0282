"""Short forms that stand for what was named before: 该局, 园区, 公司, 该项目."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.reading import Mention
from kg.extract.scene import Scene

_FORMS = (
    ("Zone", re.compile(r"(?:该|本|我)?(?:园区|开发区|高新区|经开区|综保区|保税区|新区|片区)(?!域)")),
    (
        "PublicBody",
        re.compile(
            r"(?:该|我|本)(?:局|委|办|厅|院|处|所|中心|指挥部)(?![一-龥]?(?:员|公|理|事))|(?<![一-龥])(?:管委会|指挥部|党工委|领导小组)"
        ),
    ),
    (
        "Enterprise",
        re.compile(
            r"该公司|该企业|该集团|该合作社|(?<![一-龥+＋“])公司(?![化制名们+＋”]|员工)|(?<![一-龥+＋“])(?:集团|合作社)(?=[现已将拟以在与和累先投建实获总董理负流带年销])"
        ),
    ),
    ("Project", re.compile(r"该项目|该工程|(?<![一-龥])项目(?=总|占|计划|投|建成|达产|全部|预计)")),
    ("Platform", re.compile(r"该系统|该平台|(?<![一-龥])系统(?=充当|自动)")),
    (
        "Event",
        re.compile(
            r"(?:此次|本次|这次|该|当天的?)(?:会议|大会|全会|活动|仪式|论坛|展会)|"
            r"(?:会议|大会|全会|座谈会|推进会|仪式|活动)(?=指出|强调|要求|认为|审议|听取|传达|通报|上|现场|由|并|[，,。、；]|结束|期间)"
        ),
    ),
    ("Institution", re.compile(r"该校|该院|该协会|该医院")),
)


_BEFORE = frozenset("在由从向对与和为将使据把以到至自")
"""Small words that the networks join to what follows them: 在经|开区."""


_SORTED = re.compile("(?:园区|开发区|新区|片区)")
_SORTING = frozenset({"n", "a", "an", "b", "m", "q", "r", "vn", "nz"})
"""Parts of speech of words that make zones of a sort of what follows: 各类|开发区, 三个|园区, 化工|园区."""


def _of_a_sort(scene: Scene, start: int) -> bool:
    i = scene.word_at(start) - 1
    return i >= 0 and scene.words[i].end == start and scene.words[i].pos in _SORTING


_HELD = re.compile("(?:召开|举行|举办|组织|开展)[^，,。；;：:、\n]*$")
"""A verb that tells of a meeting anew, and what stands between the two."""


def find(scene: Scene) -> Iterator[Mention]:
    """Anaphors where a word begins; whether they stand for anything the page decides."""
    for kind, pattern in _FORMS:
        for hit in pattern.finditer(scene.text):
            if _another(scene, kind, hit):
                continue
            begun = scene.begins(hit.start())
            if begun or (kind == "Zone" and scene.text[hit.start() - 1 : hit.start()] in _BEFORE):
                yield Mention(hit.start(), hit.end(), kind, hit.group(), 0.5, "anaphor")


def _another(scene: Scene, kind: str, hit: re.Match[str]) -> bool:
    """Whether the word before makes it another thing: of a sort (化工|园区), or held anew (召开|工作|推进会)."""
    told = _SORTED.fullmatch(hit.group()) if kind == "Zone" else None
    told = _HELD.search(scene.text, max(0, hit.start() - 40), hit.start()) if kind == "Event" else told
    return told is not None and _of_a_sort(scene, hit.start())
