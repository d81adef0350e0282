"""Projects named after what they are to yield: `年产8万吨纱线项目`, `30万吨年硫酸项目`, `日处理5万吨污水工程`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.quantities import Quantity, quantities
from kg.extract.reading import Figure, Mention, Reading

_YIELDED = re.compile(
    r"(?:年|日)(?:新增)?(?:产能?|加工|处理|生产|屠宰|出栏|存栏|出产|回收|组装|制造|印染|焚烧|供应|供水|供气|制取|烘干|收储)$"
)
_PER_YEAR = re.compile(r"(?:[/／每]?年|年产)(?!产能)")
_HEAD = re.compile(
    r"(?:[（(][^）)]*[）)]|建设|生产|加工|技改|扩建|新建|改造|改扩建|产业化|综合利用|一体化|[一二三四]期|项目|工程|基地|生产线|工厂|厂|园)+$"
)
_SIZES = frozenset(("mass", "count", "volume", "power", "length", "area"))
_WORDY = "年产"


def capacities(reading: Reading) -> Iterator[Figure]:
    """What the projects of a passage are to yield by their own names, once each."""
    told: set[tuple[str, float | None]] = set()
    for mention in reading.mentions:
        if mention.type != "Project" or not any(c.isdecimal() for c in mention.text):
            continue
        for quantity in quantities(mention.text):
            name = _indicator(mention.text, quantity)
            if name and (mention.entity, quantity.number) not in told:
                told.add((mention.entity, quantity.number))
                yield _figure(mention, quantity, name)


def _indicator(name: str, quantity: Quantity) -> str:
    """`年产纱线` for `年产8万吨纱线项目`; empty where the number tells no capacity."""
    if quantity.kind not in _SIZES or not quantity.number:
        return ""
    led = _YIELDED.search(name, 0, quantity.start)
    behind = _PER_YEAR.match(name, quantity.end)
    if not (led or behind):
        return ""
    thing = _HEAD.sub("", name[behind.end() if behind and not led else quantity.end :])
    return (led.group() if led else _WORDY) + thing


def _figure(mention: Mention, quantity: Quantity, name: str) -> Figure:
    return Figure(
        s=mention.entity,
        indicator=name,
        value=quantity.text,
        number=quantity.number,
        unit=quantity.unit,
        kind="target",
        period=None,
        change=None,
        start=mention.start,
        end=mention.end,
        score=0.8,
        by="measure:capacity",
    )
