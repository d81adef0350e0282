"""Built things told by whose they are and where: 某某电子的成都工厂, 某某电子在上海的工厂, 柳溪村的村委大院."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.reading import Mention
from kg.extract.scene import Scene
from kg.knowledge import divisions

_AT = re.compile("在(?=[㐀-鿿]{2})|的(?=[㐀-鿿])")
_PLANT = re.compile("(?:第[一二三四五])?(?:工厂|厂区|分厂|生产基地)")
_OF = re.compile("的")
_ONLY = re.compile(
    "的(?:城市|生活|城区)?(?:自来水厂|水厂|污水处理厂|垃圾(?:处理|填埋|焚烧)[场厂]|村委大院|村委会大院|敬老院|幸福院"
    "|客运站|汽车站|火车站|高铁站|文化广场|文化礼堂|农家书屋|便民服务中心|党群服务中心|日间照料中心)"
)
"""Behind a place: what it has one of."""
_LOCAL = frozenset("县区市旗镇乡村")


def find(scene: Scene, found: Sequence[Mention]) -> Iterator[Mention]:
    """The plants of the firms and what the places of a scene have one of, among mentions found."""
    places = {m.start: m for m in found if m.type == "AdministrativeDivision"}
    for owner in found:
        if owner.type == "Enterprise":
            yield from _plant(scene, owner, places)
        elif owner.type == "AdministrativeDivision" and _local(owner):
            only = _ONLY.match(scene.text, owner.end)
            if only:
                text = scene.text[owner.start : only.end()]
                yield Mention(owner.start, only.end(), "Facility", text, 0.8, "owned")


def _plant(scene: Scene, firm: Mention, places: dict[int, Mention]) -> Iterator[Mention]:
    """The plant of a firm in a place: 某某电子|的|成都|工厂, 某某电子|在|上海|的|工厂."""
    at = _AT.match(scene.text, firm.end)
    place = places.get(at.end()) if at else None
    if at is None or place is None:
        return
    of = _OF.match(scene.text, place.end) if at.group() == "在" else None
    if at.group() == "在" and of is None:
        return
    plant = _PLANT.match(scene.text, of.end() if of else place.end)
    if plant:
        yield Mention(firm.start, plant.end(), "Facility", scene.text[firm.start : plant.end()], 0.9, "owned")


def _local(place: Mention) -> bool:
    """Whether a place is a county or smaller, and named: 柳溪村, and not 全县."""
    named = place.by != "relative"
    return named and (
        place.text[-1] in _LOCAL or any(d.level == "county" for d in divisions.by_short(place.text))
    )
