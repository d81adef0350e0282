"""The type of a thing whose head leaves it open: who runs it, what was paid for it, what it trades."""

from __future__ import annotations

import re

_TRADING = re.compile("(?:工业|产业|科技|农业|民营)小区$")
"""A quarter of firms, where other quarters are of homes."""
_COLLECTION = re.compile("(?:博物馆|图书馆|文化馆|美术馆|档案馆)$")
"""Houses that are institutions where they bear the name of a division alone: 某省博物馆, and not 某某遗址博物馆."""
_CENTRE = re.compile("(?:服务|促进|发展|保障|管理|指导|推广|监测|指挥|事务|执法)中心$")
_OWNER = re.compile("(?:副?董事长|副?总经理|首席执行官|总裁)")
_CHIEF = re.compile("(?:党组|党委|党支部)?(?:副主任|主任|书记|副书记|负责人)")
"""A centre that has a 主任 is a body of a government and no building."""
_INVESTED = re.compile(r"投资[约近超]?[\d.]+[^，。；]*$")
_UTILITY = re.compile("自来水厂$")
"""The water works of a county (县|自来水厂), which are a firm."""
_LEVELS = frozenset("省市区县旗")


def turned(text: str, kind: str, span: tuple[int, int], local: bool) -> str:
    """The type of a name by what stands about it; `local` tells that a division alone names it before its head."""
    start, end = span
    name = text[start:end]
    if kind == "Zone" and name.endswith("基地") and _INVESTED.search(text[max(0, start - 24) : start]):
        kind = "Project"
    if kind == "Facility" and _TRADING.search(name):
        kind = "Zone"
    if kind == "Facility" and local and _COLLECTION.search(name):
        kind = "Institution"
    if kind == "Facility" and local and name[0] in _LEVELS and _UTILITY.search(name):
        kind = "Enterprise"
    if kind == "Facility" and _CENTRE.search(name) and _CHIEF.match(text, end):
        kind = "PublicBody"
    if kind in {"Facility", "PublicBody"} and _OWNER.match(text, end):
        kind = "Enterprise"
    return kind
