"""Names as they compare: widths, quotes and spaces gone; companies, zones and titles down to their core."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.knowledge.tables import column, rows
from kg.resolve import places

_MARKS = re.compile(r"[\s“”‘’\"'「」『』《》〈〉]+")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_DEICTIC = re.compile(r"^(?:该|我|这|某)")
_MAY_POINT = re.compile(r"^(?:本|全|此|那|贵)")
_BARE_PLACE = re.compile(
    r"^(?:省|市|区|县|旗|州|镇|乡|街道|村|社区|中央)*"
    r"(?:委|政府|人民政府|人大|人大常委会|政协|纪委|纪委监委|监委|党委|党工委|工委|管委会|管理委员会|"
    r"党支部|党总支|村委会|居委会|办事处|街道办|街道办事处|常委会|人武部|.{1,8}(?:局|办|厅|部|委|院|中心|会|所))$"
)
_BARE_LENGTH = 10
_CAPACITY = re.compile(
    r"[\d.,]+(?:[百千万亿]+)?[一-龥]*?(?:吨|台|套|件|只|辆|平方米|立方米|千瓦时|千瓦|兆瓦|头|羽|米|片|颗|升)"
)
_MEASURED = re.compile("年产|年加工|年处理|年出栏|年|日处理|日产|总装机")
_KEPT = 1 << 17
"""Names whose forms are remembered: each is compared many times."""


@dataclass(frozen=True, slots=True)
class Firm:
    """A company's name apart: what is left without its form, whether it is a group, whether registered.

    `registered` says that the form of a registered company (有限公司) was printed.
    """

    core: str
    group: bool
    registered: bool


@lru_cache(maxsize=_KEPT)
def normal(name: str) -> str:
    """A name without spaces, quotation marks and differences of width."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))


@lru_cache(maxsize=_KEPT)
def deictic(name: str) -> bool:
    """Whether a form only points (该区, 本县): it names something on its own page alone.

    What begins with a place (贵州, 本溪) or is a company's registered name points at nothing.
    """
    if not _MAY_POINT.match(name):
        return bool(_DEICTIC.match(name))
    return not places.split(name)[0] and not firm(name).registered


@lru_cache(maxsize=_KEPT)
def bare(name: str) -> bool:
    """Whether a form names something only beside a place that it does not say (区委, 县水利局, 高新区)."""
    name = normal(name)
    if name in _words("bare") or deictic(name):
        return True
    if len(name) > _BARE_LENGTH or not _BARE_PLACE.match(name) or not _levelled(name):
        return False
    return not places.split(name)[0]


@lru_cache(maxsize=_KEPT)
def firm(name: str) -> Firm:
    """The parts of a company's name (without regard to the place it begins with)."""
    core = _BRACKETS.sub("", normal(name))
    core, registered = _without(core, "legal")
    core, _ = (core, False) if registered else _without(core, "loose")
    core, group = _without(core, "group")
    return Firm(core, group, registered)


@lru_cache(maxsize=_KEPT)
def brand(name: str) -> str:
    """A company's name without its legal form and, where that was printed, the place it begins with.

    A name without a legal form may have its place for good reason: 扬州晶禾 and 合肥晶禾 are two.
    """
    whole = firm(name)
    part = firm(places.split(normal(name))[1]) if whole.registered else whole
    return (part.core or whole.core) + "集团" * part.group


def zone(stem: str) -> str:
    """The stem of a zone's name with its kind in the short form (经济技术开发区 is 经开区)."""
    for form, plain in _forms("zone"):
        if stem.endswith(form):
            return stem.removesuffix(form) + plain
    return stem


@lru_cache(maxsize=_KEPT)
def kind_of_zone(name: str) -> str:
    """The short form of a zone's kind where the name says no more (经济开发区 is 经开区), else empty."""
    short = zone(normal(name))
    return short if short in {plain for _, plain in _forms("zone")} else ""


@lru_cache(maxsize=_KEPT)
def title(name: str) -> str:
    """The name of an initiative, event or system without the marks and the generic word at its end."""
    core = normal(name)
    for form, _ in _forms("title"):
        if core.endswith(form) and len(core) - len(form) >= 4:
            return core.removesuffix(form)
    return core


@lru_cache(maxsize=_KEPT)
def capacities(name: str) -> tuple[str, ...]:
    """The amounts that a project's name gives (年产5万吨高端铝箔项目: 5万吨), sorted."""
    return tuple(sorted(set(_CAPACITY.findall(normal(name)))))


@lru_cache(maxsize=_KEPT)
def product(name: str) -> str:
    """A project's name without its amounts and the words about them (铝箔)."""
    return _MEASURED.sub("", _CAPACITY.sub("", normal(name).removesuffix("项目")))


def leading(stem: str) -> bool:
    """Whether a body without its place is of those that lead a place: its committee, government, …"""
    return stem in _words("leading")


def single(name: str) -> bool:
    """Whether the kind of institution makes its name the only one (日报, 大学)."""
    return len(name) > 2 and name.endswith(tuple(_words("single")))


@cache
def national() -> dict[tuple[str, str], str]:
    """(type, title) of what the whole country shares, to its name."""
    out = {}
    for row in rows("national_names.tsv"):
        for form in (row["name"], *filter(None, row["aliases"].split("|"))):
            out[row["type"], title(form)] = row["name"]
    return out


def _levelled(name: str) -> bool:
    """Whether a bare name begins with a level (县水利局) or is a leading body alone."""
    begun = name.startswith((*"省市区县旗州镇乡村", "街道", "社区", "中央"))
    return begun or name in _words("leading")


def _without(core: str, kind: str) -> tuple[str, bool]:
    for form, plain in _forms(kind):
        if core.endswith(form) and len(core) > len(form):
            return core.removesuffix(form) + (plain if kind != "group" else ""), True
    return core, False


@cache
def _forms(kind: str) -> tuple[tuple[str, str], ...]:
    """Forms of a kind with their plain ones, the longest first."""
    pairs = [(row["form"], row["plain"]) for row in rows("name_forms.tsv") if row["kind"] == kind]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(column("name_forms.tsv", "form", kind=kind))
