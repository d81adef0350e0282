"""Bodies, associations and firms that the networks see where no table knows their words: 县规建局, 市留联会."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.naming import party
from kg.extract.reading import Mention
from kg.extract.scene import Scene, Word
from kg.knowledge import divisions
from kg.knowledge.tables import column, rows

_HAN = re.compile("[㐀-鿿（）()]{3,24}")
_LEVEL = re.compile("[省市区县州盟旗镇乡](?![级域民镇村内外直])|中国|国家|中央")
_JOINED = re.compile("[和与及]|[省市区县]级")
_SHARED = frozenset({"AdministrativeDivision", "Zone"})
"""Types whose names a unit may begin with."""
_BUILDER = re.compile("中(?:铁|建|交|水|电建|冶|化学|核|煤|石[油化])[㐀-鿿]{1,6}局")
"""Firms of the state that are called bureaus: 中铁某局."""
_FIRM = "公司"


@cache
def _kinds() -> dict[str, str]:
    """Types by the ends of the names of units."""
    return {r["form"]: r["plain"] for r in rows("name_forms.tsv") if r["kind"] == "unit"}


@cache
def _ends() -> re.Pattern[str]:
    longest = sorted(_kinds(), key=lambda form: (-len(form), form))
    return re.compile(f"(?:{'|'.join(longest)})$")


@cache
def _plain() -> re.Pattern[str]:
    """Ends of stretches that name no unit of their own: 有关部门, 座谈会."""
    return re.compile(f"(?:{'|'.join(column('name_forms.tsv', 'form', kind='nounit'))})$")


def find(scene: Scene, known: Sequence[Mention]) -> Iterator[Mention]:
    """Names that both networks see, or one where a place begins them; `known` are the names found before."""
    units = (_unit(scene, span, by) for span, by in scene.spans if span.pos in {"ORG", "COMPANY"})
    free = [u for u in units if u is not None and not any(_taken(u, other) for other in known)]
    for unit in free:
        if not any(o.start <= unit.start and unit.end <= o.end and o.text != unit.text for o in free):
            yield unit


def _unit(scene: Scene, span: Word, by: str) -> Mention | None:
    text = scene.text[span.start : span.end]
    end = _ends().search(text)
    if end is None or not _HAN.fullmatch(text) or _JOINED.search(text) or _plain().search(text):
        return None
    sure = " " in by or _seated(scene, span, text)
    if not sure or len(text) - len(end.group()) < 2 or divisions.candidates(text[: end.start()]):
        return None
    kind = "Enterprise" if _BUILDER.fullmatch(text) else _kinds()[end.group()]
    return Mention(span.start, span.end, kind, text, 0.6, "unit")


def _seated(scene: Scene, span: Word, text: str) -> bool:
    """Whether a name begins with a place, or with the level of one as a word: 市|留联会."""
    if party().match(text):
        return True
    if _LEVEL.match(text):
        return scene.begins(span.start)
    return any(start == 0 for start, _, _ in divisions.scan(text[:12]))


def _taken(unit: Mention, other: Mention) -> bool:
    """Whether a name found before bars a unit: it overlaps, and is no place at its head nor the end of a firm."""
    if other.end <= unit.start or unit.end <= other.start:
        return False
    headed = other.start == unit.start and other.end < unit.end and other.type in _SHARED
    inner = other.type in _SHARED and unit.start < other.start and other.end < unit.end
    firm = other.end == unit.end and other.start > unit.start and unit.text.endswith(_FIRM)
    return not (headed or inner or (firm and other.type == "Enterprise" and unit.text.startswith("中国")))
