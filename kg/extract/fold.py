"""Entities of one page whose names are forms of one name come together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.cast import DIVISION, Cast, Draft, Key
from kg.extract.naming import abbreviates, better, hollow, party, plain, quoted_core, short_forms, unpeopled
from kg.knowledge import divisions

_CAMPAIGN = re.compile("(?:年|月|行动|计划|工程|攻坚)$")
"""Ends of quoted words that name what a meeting is about: “品牌提升年”推进会."""
_QUOTED = frozenset({"Platform", "Event", "Project", "Institution", "Facility", "Zone"})
"""Types of things that quoted words alone may stand for: “赶圩节” for “赶圩节”歌会."""
_TAILED = frozenset({"Zone", "Facility", "Platform", "Event", "Institution", "Project", "PublicBody"})
"""Types in which a name that is the tail of another on the page is the other's short form."""


_RETOLD = {
    "Project": {"Project"},
    "Facility": {"Facility", "Project"},
    "Document": {"Document"},
    "Event": {"Event"},
}
"""Types of things that are told in other words, with the types of those that may be meant."""
_ABBREVIATED = frozenset({"Enterprise", "Institution"})
"""Types whose names are shortened to single characters of their words: 农商行."""


_FIRM = re.compile("[㐀-鿿]{4,}(?:公司|合作社)")
"""The whole name of a firm: a brand, a trade and what it is by law."""
_CEREMONY = 9
"""Shortest name of a ceremony, in characters, that says which one is meant."""
_RITE = re.compile(
    "(?:集中)?(?:奠基|开工|动工|启动|启用|竣工|落成|投产|通车|开业|揭牌|签约|开园|开馆|开幕|首发)(?:仪式|典礼)"
)
"""A ceremony told by its kind alone."""
_DRESS = re.compile(r"^20\d\d年?度?|[（(][^（）()]{1,8}[）)]")
_SERVICE = re.compile("(?:综合|一体化|信息化?|管理|服务|监管|大数据|智能|应用)*(?:系统|平台)+$")
_SESSION = re.compile(r"(?P<before>.{0,6}?)(?P<number>第[一二三四五六七八九十百\d]+届)(?P<after>.{4,})")
_SORT = re.compile(
    r"(?:专项|攻坚|提升|[一二三五]年)*(?:行动|工程|计划|活动|战略|战|模式|机制|制度|改革)(?:计划|方案)?"
)
"""What a named initiative is, said after its name or left out."""
_FIRST = re.compile("^.{0,6}?(?:最大|最长|最高|首[个座家条])的?")
"""What praises a work instead of naming it: 华北最大|果品交易中心."""
_BUDGET = re.compile(r"[㐀-鿿]{2,8}20\d\d年度?")
"""The place and the year of a work of one budget, which is told again by its sort: 某县2024年度|水库加固工程."""
_CONTRARY = re.compile("[\\d第一二三四五六七八九十期新老旧东西南北中上下左右大小、和及与“”]")
"""Characters that tell one of several such things from another: 某村|第二|水厂."""
_GROUP = re.compile(r"(?P<number>\d+)[个宗件项](?P<sort>[㐀-鿿]*(?:项目|工程))$")
"""Projects that are told as one by their number."""
_GAP = 6
"""Most characters that are left out of the middle of a name."""
_AND = "和与及暨"
"""What joins two campaigns to one, of which neither is the whole: 河道清障|和|茶山提质行动."""
_LEAST = 4
"""Characters that a short name of an initiative has at least, one more where it is the tail of the full one."""


def fold(cast: Cast) -> None:
    """Joins short names to the full ones of their page: a tail, a company's short name, a zone's."""
    moved: dict[Key, Key] = {}
    found = [*_pairs(cast.drafts), *_declared(cast), *_quotations(cast.drafts), *_retold(cast.drafts)]
    for key, target in sorted(found):
        root = _root(moved, target)
        if root != key and key not in moved:
            moved[key] = root
            _join(cast.drafts[root], cast.drafts.pop(key))
    for article, pairs in enumerate(cast.mentions):
        cast.mentions[article] = [(m, _root(moved, k)) for m, k in pairs]


def _declared(cast: Cast) -> Iterator[tuple[Key, Key]]:
    """(short, full) keys where the page itself says what is short for what."""
    for form, target in cast.declared:
        for key in cast.drafts:
            if key != target and key[0] not in {"Person", DIVISION} and key[1] == plain(form):
                yield key, target


def _root(moved: dict[Key, Key], key: Key) -> Key:
    while key in moved:
        key = moved[key]
    return key


def _join(whole: Draft, part: Draft) -> None:
    if not whole.fixed:
        whole.name = better(whole.type, whole.name, part.name) if whole.type == part.type else whole.name
    whole.forms.update(part.forms)
    whole.spots.extend(part.spots)


def _pairs(drafts: dict[Key, Draft]) -> Iterator[tuple[Key, Key]]:
    """(short, full) keys of one entity."""
    by_type: dict[str, list[Key]] = {}
    for key in drafts:
        by_type.setdefault(key[0], []).append(key)
    yield from _placed(drafts, by_type.get("Facility", []))
    yield from _campaigns(drafts, by_type.pop("Initiative", []))
    for kind, keys in by_type.items():
        others = keys + (by_type.get("Zone", []) if kind == "Facility" else [])
        for key in keys:
            for other in others:
                if other != key and _is_form(key, drafts[key], other, drafts[other]):
                    yield key, other


def _placed(drafts: dict[Key, Draft], keys: list[Key]) -> Iterator[tuple[Key, Key]]:
    """(placed, bare) keys of a street or bridge that is named with its place in a short form too: 哈市|松林路."""
    places = {form for draft in drafts.values() if draft.type == DIVISION for form in draft.forms}
    for key in keys:
        for size in (2, 3, 4):
            bare = ("Facility", key[1][size:])
            if key[1][:size] in places and bare in drafts and len(bare[1]) == 3:
                drafts[bare].fixed = True  # the place is no part of its name
                yield key, bare


def _campaigns(drafts: dict[Key, Draft], keys: list[Key]) -> Iterator[tuple[Key, Key]]:
    """(short, full) keys of initiatives of which one is the head or the tail of the other; quotes make it full."""
    for key in keys:
        long = key[1]
        for size in range(_LEAST, len(long)):
            head, tail = (key[0], long[:size]), (key[0], long[-size:])
            found = [head] if head in drafts and _SORT.fullmatch(long, size) else []
            coordinate = long[-size - 1] in _AND
            found += [tail] if tail in drafts and size > _LEAST and not coordinate else []
            for short in found:
                quoted = any(quoted_core(f) for f in drafts[short].forms)
                yield (key, short) if quoted else (short, key)


def _quotations(drafts: dict[Key, Draft]) -> Iterator[tuple[Key, Key]]:
    """(quotation, thing) keys where a bare quotation is the name of a thing that the page names with its noun."""
    things: dict[str, Key] = {}
    for key, draft in drafts.items():
        if key[0] in _QUOTED:
            for form in draft.forms:
                if not _CAMPAIGN.search(quoted_core(form)) or (key[0] != "Event" and _plain_of(form)):
                    things.setdefault(quoted_core(form), key)
    for key, draft in drafts.items():
        inner = quoted_core(draft.name)
        bare = all(f.strip("“”‘’") == inner for f in draft.forms)
        if key[0] == "Initiative" and inner in things and bare:
            yield key, things[inner]


def _plain_of(form: str) -> bool:
    """Whether nothing but a short noun follows the quotation in a name: “育苗计划”项目, not “育苗计划”豆芽项目."""
    return len(form) - max(form.rfind("”"), form.rfind("’")) - 1 <= 3


def _retold(drafts: dict[Key, Draft]) -> Iterator[tuple[Key, Key]]:
    """(short, full) keys of a thing that its article tells in other words, where one alone can be meant."""
    articles = {k: {a for a, _ in d.spots} for k, d in drafts.items() if k[0] in _RETOLD}
    for key, here in articles.items():
        fits = [o for o in articles if o != key and here & articles[o] and _tells(key, o)]
        fits = [o for o in fits if not any(_tells(o, p) for p in fits)]
        if len(fits) == 1 and not _CONTRARY.search(_left_out(key[1], fits[0][1])):
            yield key, fits[0]


def _tells(key: Key, other: Key) -> bool:
    """Whether a name tells the thing of another with words left out, or praised: 松湖|路 of 松湖|景观|路."""
    short, long = key[1], other[1]
    if other[0] not in _RETOLD[key[0]]:
        return False
    if key[0] == "Event":
        return (
            _RITE.fullmatch(short) is not None and len(long) > _CEREMONY and long.endswith(("仪式", "典礼"))
        )
    bare = _FIRST.sub("", short)
    budget = _BUDGET.match(long) if key[0] == other[0] == "Project" else None
    if budget and _left_out(long[budget.end() :], short):
        return True
    if key[0] != other[0] or bare != short or key[0] == "Document":
        return 4 <= len(bare) < len(long) and long.endswith(bare)
    return bool(_left_out(short, long))


def _left_out(short: str, long: str) -> str:
    """What a name leaves out of the middle of another one, whose first and last words it is made of."""
    gap = len(long) - len(short)
    for size in range(2, len(short) - 1) if 0 < gap <= _GAP else ():
        head, tail = short[:size], short[size:]
        if long.startswith(head) and long.endswith(tail) and (len(tail) > 5 or leading_place(head) != head):
            return long[size : size + gap]
    return ""


def _is_form(key: Key, draft: Draft, other: Key, full: Draft) -> bool:
    short, long = (draft.name, full.name) if key[0] == DIVISION else (key[1], other[1])
    if key[0] != other[0]:
        return draft.name in short_forms("Zone", full.name, leading_place(full.name))
    if (
        key[0] == "Zone"
        and short.endswith("开发区")
        and long in {short[:-3] + "经开区", short[:-3] + "高新区"}
    ):
        return True
    another = key < other and _another_word(key, other, draft.name, full.name)
    if another or (
        key[0] == "Project" and (_placed_tail(draft.name, full.name) or _same_group(draft.name, full.name))
    ):
        return True
    if len(short) >= len(long):
        return False
    if key[0] == "PublicBody" and party().match(full.name) and not party().match(draft.name):
        return False
    if key[0] == "Event" and (_bare_event(draft.name, full.name) or _same_ceremony(short, long)):
        return True
    tail = long.endswith(short) or plain(full.name).endswith(plain(draft.name))
    if key[0] in _TAILED and len(short) >= 4 and tail:
        return True
    if key[0] in _ABBREVIATED and _shortened(draft.name, full.name):
        return True
    if key[0] in _TAILED:
        return False
    if key[0] == DIVISION:
        return draft.code is None and len(draft.name) > 1 and _short_of_place(draft.name, full.name)
    if key[0] == "Enterprise":
        named = draft.name in short_forms("Enterprise", full.name, leading_place(full.name))
        return named or _placed_firm(draft.name, full.name)
    return False


def _placed_firm(short: str, long: str) -> bool:
    """Whether a firm is told with its village before it, of which no table knows: 石尖|绿丰蔬菜专业合作社."""
    gap = len(long) - len(short)
    return long.endswith(short) and 2 <= gap <= 3 and _FIRM.fullmatch(short) is not None and not hollow(short)


def _short_of_place(short: str, full: str) -> bool:
    """Whether a name of a town or village leaves out its last character, a people, or which part it is."""
    cut = short[-1:] in "村镇乡" and len(full) == len(short) + 1 and full.endswith(short)
    return (
        full in {short + c for c in "镇乡村"}
        or _short_of_peoples(short, full)
        or (cut and full[0] in "上下前后东西南北大小")
    )


def _placed_tail(short: str, long: str) -> bool:
    """Whether a work is named by its place and the tail of its name: 某县竹器小镇 is 远山·互联网竹器小镇."""
    place = leading_place(short)
    rest = short[len(place) :]
    if not place or len(rest) < 4 or not long.endswith(rest):
        return False
    other = leading_place(long)
    if long[: -len(rest)].endswith(("镇", "乡", "村", "街道")):
        return False
    return not other or (other == place and "·" in long[len(other) : -len(rest)])


def _same_group(short: str, long: str) -> bool:
    """Whether projects counted together are told again by their number and fewer words: 9个项目, 9个茶叶项目."""
    one, other = _GROUP.search(short), _GROUP.fullmatch(long)
    if not one or not other or int(one["number"]) != int(other["number"]):
        return False
    return len(one["sort"]) < len(other["sort"]) and other["sort"].endswith(one["sort"])


def _same_ceremony(short: str, long: str) -> bool:
    """Whether two names tell the acts of one ceremony in another order: 集中签约暨开工仪式, 集中开工暨项目签约仪式."""
    if len(short) < _CEREMONY or not all(n.endswith(("仪式", "典礼")) and "暨" in n for n in (short, long)):
        return False
    return set(short) <= set(long)


def _another_word(key: Key, other: Key, one: str, two: str) -> bool:
    """Whether two names of as good a length are one: a service called system and platform, a numbered meeting."""
    if key[0] == "Platform":
        return _service(key[1]) == _service(other[1]) != ""
    return key[0] == "Event" and _same_session(one, two)


def _service(name: str) -> str:
    """What a platform is for, where that is told: 智慧河湖 of “智慧河湖”系统 and 智慧河湖管理平台."""
    stem = _SERVICE.sub("", name)
    return stem if len(stem) >= 4 else ""


def _same_session(one: str, other: str) -> bool:
    """Whether two names of a meeting have its number and differ in the place alone: 省第三届某节, 第三届某省某节."""
    first, second = _SESSION.fullmatch(one), _SESSION.fullmatch(other)
    if not first or not second or first["number"] != second["number"]:
        return False
    return _placeless(first["before"] + first["after"]) == _placeless(second["before"] + second["after"])


def _placeless(name: str) -> str:
    name = re.sub("^[省市县区州]", "", name)
    place = leading_place(name)
    return name[len(place) :]


def _bare_event(short: str, full: str) -> bool:
    """Whether a name of a meeting is the other one without its year, or the first of the two names it has."""
    if len(plain(short)) <= 5:
        return False
    return f"{plain(short)}暨" in plain(full)[: len(plain(short)) + 3] or (
        _undressed(full) == _undressed(short) == short
    )


def _undressed(name: str) -> str:
    """The name of a meeting without its year and what stands in brackets: 2021某地（某县）大会."""
    return _DRESS.sub("", name)


def _shortened(short: str, long: str) -> bool:
    """Whether a name of three to five characters is the other one with words left out: 农商行, 青岭集团."""
    place = leading_place(long)
    short, rest = short.removeprefix(place), long[len(place) :]
    if rest == "人民" + short:
        return True
    if not 2 < len(short) < 6 or rest.startswith(short) or not abbreviates(short, rest):
        return False
    return short[0] in {long[0], rest[0]} and not leading_place(short)


def _short_of_peoples(name: str, full: str) -> bool:
    """Whether two names of a town differ in the peoples that the shorter one leaves out, wholly or in part."""
    return len(name) < len(full) and "族" in full and unpeopled(full) == unpeopled(name) != full


@lru_cache(maxsize=1024)
def leading_place(name: str) -> str:
    """The division that a name begins with, as printed, or an empty string."""
    hits = divisions.scan(name[:12])
    return hits[0][2] if hits and hits[0][0] == 0 else ""
