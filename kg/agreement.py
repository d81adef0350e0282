"""When a predicted statement agrees with a gold one: names, posts, numbers, and what is told apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]
Same = Callable[[Item, Item, Mapping[str, str]], bool]

_SYMMETRIC = frozenset({"cooperatesWith"})
_NUMBER_TOLERANCE = 0.005
_INDICATOR_LIKENESS = 0.5
_POINTS = re.compile(r"[\s\"'“”‘’《》〈〉「」『』【】()（）,，、。·.:：;；\-—–]")
_DETERMINERS = ("该", "本", "我", "全", "此", "这个", "这家", "两", "各", "当地")
_COMMON_NOUNS = (
    *("省", "市", "区", "县", "镇", "乡", "村", "街道", "社区"),
    *("局", "委", "办", "部", "厅", "单位", "部门"),
    *("公司", "企业", "集团", "项目", "平台", "系统"),
    *("园区", "开发区", "经开区", "高新区", "综保区"),
    *("中心", "学校", "医院", "会议", "活动", "行动", "计划", "工程"),
    *("村里", "镇里", "区里", "县里", "市里"),
)
_GENERIC = re.compile(f"(?:{'|'.join(_DETERMINERS)})?(?:{'|'.join(_COMMON_NOUNS)})")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of statement: when two agree, what makes one the same as another, and its finer row."""

    name: str
    same: Same
    identity: Callable[[Item], Hashable]
    row: Callable[[Item], str] | None = None


def plain(text: object) -> str:
    """A text as it is compared: compatibility forms folded, no spaces, quotes or points, lower case."""
    return _POINTS.sub("", unicodedata.normalize("NFKC", str(text))).lower()


def paired(gold: Iterable[Item], predicted: Iterable[Item]) -> dict[str, str]:
    """Entities paired one to one, those of the same canonical name first, then by most shared names."""
    by_form: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for entity in predicted:
        for form in _forms(entity):
            by_form[entity["type"], form].append(entity)
    candidates = []
    for wanted in gold:
        alike = [e for form in sorted(_forms(wanted)) for e in by_form[wanted["type"], form]]
        shared = Counter(e["id"] for e in alike)
        for given in {e["id"]: e for e in alike}.values():
            differs = plain(given["name"]) not in canonical(wanted)
            candidates.append((differs, -shared[given["id"]], wanted["id"], given["id"]))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for *_, g, p in sorted(candidates):
        if g not in pairs and p not in taken:
            pairs[g] = p
            taken.add(p)
    return pairs


def _forms(entity: Item) -> set[str]:
    """The names by which an entity may be paired: generic short forms only where nothing else stands."""
    forms = {plain(n) for n in (entity["name"], *entity.get("also", []), *entity.get("aliases", []))} - {""}
    return {f for f in forms if not common(f)} or {plain(entity["name"])}


def common(form: str) -> bool:
    """Whether a form, as it is compared, is a common noun that names nothing by itself: 该局, 项目."""
    return _GENERIC.fullmatch(form) is not None


def canonical(gold: Item) -> set[str]:
    """The names that are right as the canonical one of a gold entity, as they are compared."""
    return {plain(n) for n in (gold["name"], *gold.get("also", []))}


def unique(items: Iterable[Item], identity: Callable[[Item], Hashable]) -> list[Item]:
    """The items without repetition: of several of one identity the last, at the place of the first."""
    return list({identity(item): item for item in items}.values())


def _same_fact(gold: Item, given: Item, back: Mapping[str, str]) -> bool:
    ends = (back.get(given["s"]), back.get(given["o"]))
    turned = gold["p"] in _SYMMETRIC and ends == (gold["o"], gold["s"])
    if gold["p"] != given["p"] or not (turned or ends == (gold["s"], gold["o"])):
        return False
    return gold["p"] != "holdsPost" or _same_post(_post(gold), _post(given))


def _same_post(one: str, other: str) -> bool:
    """Whether two titles are the same or one, of two characters or more, ends the other."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= 2 and long.endswith(short))


def _same_measurement(gold: Item, given: Item, back: Mapping[str, str]) -> bool:
    return (
        back.get(given["s"]) == gold["s"]
        and plain(gold.get("unit") or "") == plain(given.get("unit") or "")
        and _same_number(gold, given)
        and _likeness(gold["indicator"], given["indicator"]) >= _INDICATOR_LIKENESS
    )


def _same_number(gold: Item, given: Item) -> bool:
    one, other = gold.get("number"), given.get("number")
    if one is None or other is None:
        return one is other and plain(gold["value"]) == plain(given["value"])
    one, other = float(one), float(other)
    return abs(one - other) <= _NUMBER_TOLERANCE * max(abs(one), abs(other), 1e-9)


def _likeness(one: str, other: str) -> float:
    """Dice coefficient of the characters of two texts, counted with repetition."""
    left, right = Counter(plain(one)), Counter(plain(other))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def _same_honour(gold: Item, given: Item, back: Mapping[str, str]) -> bool:
    return back.get(given["s"]) == gold["s"] and plain(gold["honour"]) == plain(given["honour"])


def _post(fact: Item) -> str:
    return plain(fact.get("q", {}).get("post", "")) if fact["p"] == "holdsPost" else ""


def _fact_identity(fact: Item) -> Hashable:
    ends = (fact["s"], fact["o"])
    return (fact["p"], *(sorted(ends) if fact["p"] in _SYMMETRIC else ends), _post(fact))


def _measurement_identity(item: Item) -> Hashable:
    return item["s"], plain(item["indicator"]), str(item.get("number")), plain(item["value"])


KINDS = (
    Kind("facts", _same_fact, _fact_identity, lambda fact: f"fact {fact['p']}"),
    Kind("measurements", _same_measurement, _measurement_identity),
    Kind("honours", _same_honour, lambda item: (item["s"], plain(item["honour"]))),
)
