"""Projects told behind their sum (总投资3亿元的|某公司某产品项目), whole, with the firm that their name begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.reading import Mention
from kg.extract.recognise.chunks import barriers, bulk, descriptive, governors, nominal_verbs
from kg.extract.scene import Scene
from kg.knowledge import divisions
from kg.knowledge.tables import column

_SUM = re.compile(
    r"投资(?:总?额|规模)?[约近超过达为逾]{0,2}[\d.]+[余多]?[万亿]{1,2}(?:美元|欧元|港元|元)(?:人民币)?(?:以上|左右)?的"
)
_ENDS = "项目|工程|生产线|基地|公路|大桥|产业园|物流园|水厂|电站|风电场|医院|综合体"
_NAME = re.compile(
    rf"[^，,。；;：:！？\n《》“”]{{3,46}}?(?:{_ENDS})(?:[一二三四]期)?"
    r"(?=[，,。；;、\n等和与及]|[已正拟将在于由签开落去今昨近即也现可计加投竣封进]|主体|预计|顺利|建成|完[成工]|全[面部]|目前|土建|分别|$)"
)
_AMONG = re.compile(r"^[\d一二两三四五六七八九十]+[余多]?[个项家批]|^(?:一批|多个|各类|重点|新建|在建)")
_PARTICLE = frozenset({"u", "r", "d", "p"})
_COINED = frozenset({"f", "n", "a", "nz", "nr", "ns"})
"""What taggers take the first character of a coined brand for."""
_FIRM_LEAST = 4
_BRAND = re.compile("[㐀-鿿A-Za-z]{2,5}")


@cache
def _trades() -> re.Pattern[str]:
    words = "|".join(sorted(column("industries.tsv", "word"), key=lambda w: (-len(w), w)))
    return re.compile(f"(?:{words})+(?:股份|集团|公司|有限公司)*")


_PHASE = re.compile(
    r"投资[^，,。；;\n]{1,12}元[^，,。；;\n]{0,8}(?:上马|建设|新建|启动|实施|扩建|开工|推进)了?(?P<name>[一二三四]期(?:扩建|技改)?(?:项目|工程|工厂|厂房|厂区))"
)
"""A later phase of a firm's own works: 投资2000万元上马了|二期项目."""
_NEW = re.compile(
    r"(?:开工|动工|在建|奠基|兴建)的(?P<name>[㐀-鿿]{2,6}新(?:厂区|工厂|校区|院区|产业园|园区|基地))(?=[^，,。；;\n]{0,10}(?:投产|竣工|建成|启用|投用|封顶|完工))"
)
"""A new seat of a firm or school that is under construction: 此次开工的|云湖新厂区|预计9月投产."""


def find(scene: Scene) -> Iterator[Mention]:
    """The projects behind sums of money, with the firms that stand at the head of their names."""
    if "期" in scene.text:
        for later in _PHASE.finditer(scene.text):
            yield Mention(later.start("name"), later.end(), "Project", later["name"], 0.75, "funded")
    for new in _NEW.finditer(scene.text):
        yield Mention(*new.span("name"), "Project", new["name"], 0.85, "funded")
    if "元的" not in scene.text:
        return
    for paid in _SUM.finditer(scene.text):
        hit = _NAME.match(scene.text, paid.end())
        if hit is None or _AMONG.match(hit.group()) or not _nominal(scene, hit.start(), hit.end()):
            continue
        yield Mention(hit.start(), hit.end(), "Project", hit.group(), 0.9, "funded")
        firm = _firm(scene, hit.start(), hit.end())
        if firm:
            yield Mention(hit.start(), firm, "Enterprise", scene.text[hit.start() : firm], 0.8, "funded")


def _nominal(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch is one noun phrase: no particle or verb that governs in it, and no words that sort alone."""
    body = re.sub(rf"(?:{_ENDS})(?:[一二三四]期)?$", "", scene.text[start:end])
    if bulk(body) or descriptive(body) or not body:
        return False
    i = scene.word_at(start)
    i += 2 if _splintered(scene, i) else 0
    while i < len(scene.words) and scene.words[i].start < end:
        word = scene.words[i]
        text = scene.text[word.start : word.end]
        governs = word.pos == "v" and text in governors() and text not in nominal_verbs()
        if word.pos in _PARTICLE or text in barriers() or governs:
            return False
        i += 1
    return True


def _splintered(scene: Scene, i: int) -> bool:
    """Whether a brand of two characters begins there that a tagger cuts into small words: 中|向|某某."""
    words = scene.words[i : i + 3]
    if len(words) < 3 or [w.end - w.start for w in words[:2]] != [1, 1]:
        return False
    return words[0].pos in _COINED and words[1].pos == "p" and words[2].pos in {"nz", "ORG", "nt", "nr"}


def _firm(scene: Scene, start: int, end: int) -> int | None:
    """The end of the firm at the head of a project: what a tagger takes for one, or place, brand and trade."""
    word = scene.words[scene.word_at(start)]
    if (
        word.start == start
        and word.pos in {"ORG", "COMPANY"}
        and _FIRM_LEAST <= word.end - start < end - start - 3
    ):
        return word.end
    place = next((e for s, e, _ in divisions.scan(scene.text[start : start + 8]) if s == 0), 0)
    if not place or _BRAND.match(scene.text, start + place) is None:
        return None
    for trade in _trades().finditer(scene.text, start + place + 2, min(end - 3, start + place + 9)):
        if scene.words[scene.word_before(trade.end())].end == trade.end():
            return trade.end()
    return None
