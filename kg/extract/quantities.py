"""Amounts in running text: `约3.6亿元`, `30多万亩`, `第17名`, `六大`, `增长20%以上`, `两位数`.

A quantity is a numeral with its magnitude and unit, with the words around it that soften or bound it.
Dates, ordinals, article and telephone numbers are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg.knowledge.numerals import numeral, power_values
from kg.knowledge.tables import column, rows
from kg.knowledge.words import any_of

_DIGIT = "0-9０-９"
_THOUSANDS = rf"[{_DIGIT}]{{1,3}}(?:,[{_DIGIT}]{{3}})+(?![{_DIGIT}])(?:[.．][{_DIGIT}]+)?"
_ARABIC = rf"{_THOUSANDS}|[{_DIGIT}]+(?:[.．][{_DIGIT}]+)?"
_CHINESE = "〇零一二两三四五六七八九十百千壹贰叁"
_START = re.compile(rf"[{_DIGIT}{_CHINESE[2:]}万亿数几上半过翻](?:(?<=[{_DIGIT}])[{_DIGIT}.,．]*)?")
_WINDOW = 14


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """An amount in a text: `text[start:end]` is its value as printed, softening words included.

    `number` is the plain value in base units, None where the print names none (`数百万`, `两位数`, a range).
    `unit` is an ISO 4217 code, `%`, or a counting unit; empty where only a magnitude is printed (`70万`).
    `kind` is the unit's kind, or `rank` (`第17名`), `set` (`六大`), `part` (`一半`). `core` is where the
    numeral begins; `sign` is `+` or `-` for a growth.
    """

    start: int
    end: int
    text: str
    number: float | None
    unit: str
    kind: str
    approximate: bool = False
    low: float | None = None
    high: float | None = None
    core: int = 0
    sign: str = ""
    spelt: bool = False
    """Whether the numeral is written in Chinese characters."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The tables as regular expressions and lookups."""

    amount: re.Pattern[str]
    special: re.Pattern[str]
    before: re.Pattern[str]
    growth: re.Pattern[str]
    units: dict[str, tuple[str, str]]
    bounds: dict[str, str]
    signs: dict[str, str]


def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text from left to right, none overlapping another."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[Quantity]:
    words, last = _words(), 0
    for run in _START.finditer(text):
        start = run.start()
        below = _BELOW.match(text, max(start - 2, 0), start)
        glued = start and text[start - 1] in _GLUED and not below
        if start < last or (glued and run.group()[0].isdecimal()):
            continue
        hit = words.special.match(text, start)
        made = _special(words, text, hit, last) if hit else None
        if made is None:
            hit = words.amount.match(text, start)
            made = _amount(words, text, hit, last) if hit else None
        if made is not None and not (below and made.kind != "share"):
            made = _negative(text, made) if below else made
            beside = _BESIDE.match(text, made.end) if made.kind == "count" else None
            made = replace(made, end=beside.end(), text=text[made.start : beside.end()]) if beside else made
            yield from _series(words, text, made, last)
            last = made.end
            yield made


_BESIDE = re.compile(r"[（(](?:[头只口匹羽尾台套辆个座处]、?){1,3}[）)]")
"""Units told in brackets besides: `231万头（只、口）`."""
_BELOW = re.compile("[为是达、，][-－−]")
"""What stands before a number below zero: `自然增长率为-2.4‰`."""
_EARLIER = re.compile(rf"分别[^，。；\n{_DIGIT}]{{0,12}}?(?P<row>(?:[-－−]?(?:{_ARABIC})[、和])+)$")


def _negative(text: str, made: Quantity) -> Quantity:
    start = made.core - 1
    number = None if made.number is None else -made.number
    return replace(made, start=start, text=text[start : made.end], number=number, core=start)


def _series(words: _Words, text: str, made: Quantity, last: int) -> Iterator[Quantity]:
    """Numbers in a row whose unit only the last one carries: `分别为11.2、3.4亿元`."""
    low = max(last, made.start - 60)
    row = _EARLIER.search(text, low, made.core) if made.unit and made.kind not in ("rank", "set") else None
    if row is None:
        return
    behind = re.sub(rf"^[-－−]?(?:{_ARABIC})", "", text[made.core : made.end])
    for hit in re.finditer(rf"[-－−]?({_ARABIC})", row["row"]):
        full = words.amount.match(hit[1] + behind)
        number = _number(words, full) if full else None
        if number is None:
            continue
        number = -number if hit.group() != hit[1] else number
        at = row.start("row") + hit.start()
        yield replace(
            made, start=at, end=at + len(hit.group()), text=hit.group(), number=number, core=at, sign=""
        )


_GLUED = frozenset("0123456789.．/-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_=&?#№")
_NUMERAL = frozenset(f"{_CHINESE}万亿0123456789０１２３４５６７８９")
_PRONOUN = frozenset("第同每某另这那唯头任整首哪逐统专单") | _NUMERAL


def _amount(words: _Words, text: str, hit: re.Match[str], last: int) -> Quantity | None:
    start, end = hit.span()
    form, power = hit["unit"] or "", hit["power"] or ""
    unit, kind = words.units.get(form, ("", "bare"))
    if text[end : end + 1] == "级" and form:
        return None
    if form == "块" and _SLAB.search(text, max(start - 4, 0), start):
        unit, kind = form, "count"
    ordinal = start > 0 and text[start - 1] == "第"
    if ordinal or (form == "位" and text.endswith("排名", 0, start)):
        return _rank(words, text, hit, form, start - ordinal)
    if _refused(text, hit, kind):
        return None
    number = _number(words, hit)
    head = _bound(words, text, max(last, start - 5), start) if number is not None else None
    begin, bound = (head.start(), words.bounds[head.group()]) if head else (start, "")
    tail = hit["tail"] or ""
    sign, begin = _sign(words, text, max(last, begin - _WINDOW), begin) if kind == "share" else ("", begin)
    if number is not None and hit["low"]:
        low, high = value_of(hit["low"].strip("-—–~～－至到%％元")), number
        return Quantity(begin, end, text[begin:end], None, unit, kind, True, low, high, start, sign)
    floor = number if bound == "over" or tail in _OVER or hit["vague"] in ("过", "上") else None
    ceiling = number if bound == "under" or tail == "以下" or tail == "以内" else None
    soft = bool(bound or tail or hit["more"] or hit["more2"] or hit["vague"] or number is None)
    spelt = hit["arabic"] is None and not power
    return Quantity(begin, end, text[begin:end], number, unit, kind, soft, floor, ceiling, start, sign, spelt)


_SLAB = re.compile("[板牌匾石砖屏碑地田](?:共|约|近|达|有|了)*$")
"""What is counted by the piece (`展板70块`), not paid in money."""
_OVER = frozenset(("以上", "多", "余", "之多"))


def _refused(text: str, hit: re.Match[str], kind: str) -> bool:
    start = hit.start()
    chinese, before = hit["chinese"], text[start - 1] if start else ""
    if chinese and before in _PRONOUN:
        return True
    if hit["unit"] == "年" and hit["arabic"] and not hit["power"] and not hit["more"]:
        return len(hit["arabic"]) != 1 and _plain(hit["arabic"]) > 49
    bare = not (hit["arabic"] or chinese or hit["vague"])
    if bare or (chinese in ("百", "千") and not hit["more"] and kind != "share"):
        return not _pressed(text, start, before in _NUMERAL)
    if chinese and hit["unit"] in _SIZED and not (hit["more"] or hit["power"]):
        return True
    if hit["unit"] == "起" and before in "从自于至":
        return True
    if chinese and hit["unit"] == "所" and text[hit.end() : hit.end() + 1] in "，。、；等的和与":
        return True
    if kind == "bare":
        return not (hit["power"] and (hit["arabic"] or (chinese and hit["power"] in "万亿")))
    return bool(hit["vague"]) and hit["vague"] in "上过半" and not hit["power"]


_BOUND_IN = re.compile(r"[签节契合条公预邀制简]约$|[跨迈越通经度]过$|[迈登跃跨站升]上$|[最附邻靠临]近$")
"""Words whose last character is no bound of the number behind: 签约, 跨过, 附近."""


def _bound(words: _Words, text: str, start: int, end: int) -> re.Match[str] | None:
    hit = words.before.search(text, start, end)
    return None if hit and _BOUND_IN.search(text, max(end - 2, 0), end) else hit


_LOOSE = frozenset(("count", "person", "tally", "bare", "time", "age"))
_PRESSED = re.compile(r"(?:超过?|突破|[接将]?近|达到?|不足|不到|逾|上|首[超破]|约)$")
"""What must stand before a magnitude without a number for it to be an amount: 突破亿元, but not 亿元项目."""
_SIZED = frozenset(("方", "里", "度", "面", "层", "门", "道", "克", "平", "口", "顷", "升"))
"""Units that with a numeral in words more often are something else: 四方, 五里, 两面, 一道."""


def _pressed(text: str, start: int, numeral: bool) -> bool:
    low = max(start - 2, 0)
    hit = _PRESSED.search(text, low, start)
    return bool(hit) and not numeral and not _BOUND_IN.search(text, low, start)


def _rank(words: _Words, text: str, hit: re.Match[str], form: str, start: int) -> Quantity | None:
    number = _number(words, hit)
    if form not in ("名", "位") or number is None:
        return None
    return Quantity(
        start, hit.end(), text[start : hit.end()], number, form, "rank", False, None, None, hit.start()
    )


def _sign(words: _Words, text: str, start: int, end: int) -> tuple[str, int]:
    hit = words.growth.search(text, start, end)
    return (words.signs[hit["verb"]], hit.start()) if hit else ("", end)


def _special(words: _Words, text: str, hit: re.Match[str], last: int) -> Quantity | None:
    start, end = hit.span()
    kind, number, unit = "part", None, "%"
    before = text[start - 1] if start else ""
    if before in _PRONOUN:
        return None
    if hit["double"]:
        grown = 300.0 if "两" in hit["double"] else 100.0
        return Quantity(start, end, hit.group(), grown, "%", "part", False, None, None, start, "+", True)
    if hit["set"]:
        kind, number, unit = "set", float(numeral(hit["set"]) or 10), "个"
    elif hit["over"]:
        number = round(100 * _known(words, hit["part"]) / max(_known(words, hit["over"]), 1), 2)
    elif hit["hundred"]:
        number = _known(words, hit["hundred"])
    elif hit["tenth"]:
        number = 10.0 * _known(words, hit["tenth"])
    elif not hit["figures"]:
        number = 50.0
    head = _bound(words, text, max(last, start - 5), start)
    begin = head.start() if head else start
    sign, begin = _sign(words, text, max(last, begin - _WINDOW), begin) if kind == "part" else ("", begin)
    soft = begin < start or bool(hit["tail"]) or number is None
    return Quantity(begin, end, text[begin:end], number, unit, kind, soft, None, None, start, sign, True)


def _known(words: _Words, form: str) -> float:
    whole, _, part = form.partition("点")
    value = _plain(whole) if whole[:1].isdecimal() else float(numeral(whole) or 0)
    return value + (float("0." + "".join(str(numeral(c)) for c in part)) if part else 0.0)


def value_of(form: str) -> float | None:
    """The plain value of a numeral with its magnitude (`25万`, `二十`, `1,200`); None where it names none."""
    hit = _words().amount.match(form + "个")
    return _number(_words(), hit) if hit else None


def _number(words: _Words, hit: re.Match[str]) -> float | None:
    power = 1
    for char in (hit["power"] or "").removeprefix("个"):
        power *= power_values()[char]
    if hit["arabic"]:
        return _plain(hit["arabic"], power * (10 if hit["unit"] == "成" else 1))
    if hit["chinese"]:
        value = numeral(hit["chinese"])
        return None if value is None else float(value * power)
    return float(power) if hit["vague"] in (None, "上", "过") else None


def _plain(digits: str, power: int = 1) -> float:
    return float(Decimal(unicodedata.normalize("NFKC", digits).replace(",", "")) * power)


def _unit(row: dict[str, str]) -> str:
    bar = f"(?!{any_of(row['not'].split())})" if row["not"] else ""
    return re.escape(row["form"]) + bar


def _amounts(forms: dict[str, tuple[str, ...]], tail: str) -> str:
    """The pattern of a numeral with magnitude and unit."""
    table = sorted(
        (r for r in rows("units.tsv") if r["kind"] != "rate"), key=lambda r: (-len(r["form"]), r["form"])
    )
    unit, more = "|".join(_unit(r) for r in table), "".join(forms["more"])
    rate = rf"(?:/{any_of(column('units.tsv', 'form', kind='rate'))})?"
    return (
        rf"(?P<low>(?:{_ARABIC}|[{_CHINESE}]{{1,4}}) ?[十百千万亿]{{0,2}}[%％元]?(?:[-—–~～－]+|至|到))?"
        rf"(?:(?P<arabic>{_ARABIC})|(?P<chinese>[{_CHINESE}]{{1,9}})"
        rf"|(?P<vague>[数几上过](?=[十百千万亿]))|(?=[万亿]))"
        rf" ?(?P<more>[{more}几])?"
        rf"(?P<power>万亿|个亿|[十百千]?[万亿]|(?<=[{_DIGIT}{more}数几上])[十百千](?![瓦克米伏卡]|分点|平方千米))?"
        rf"(?P<more2>[{more}])? ?(?:(?P<unit>{unit}){rate}(?P<tail>多(?![数样次])|余|{tail})?)?"
    )


def _parts(tail: str) -> str:
    """The pattern of shares and sets: `两位数`, `百分之八`, `三分之一`, `九成`, `一半`, `六大`."""
    number = f"[{_CHINESE}]"
    return (
        rf"(?:(?P<double>翻(?:了)?[一两]?番)|(?P<figures>[两二三]位数(?:以上)?(?:增长)?)|百分之(?P<hundred>{number}+(?:点{number}+)?)"
        rf"|(?P<over>{number}{{1,3}})分之(?P<part>{number}{{1,3}})"
        r"|(?P<tenth>[一二三四五六七八九])成(?![立功果为员本长效熟品绩就交了都分人套片群型年])"
        rf"|一半|半数|过半|(?P<set>[两二三四五六七八九十])大(?!会|代|家|学|队|型|量|批|多))(?P<tail>{tail})?"
    )


@cache
def _words() -> _Words:
    roles = ("more", "tail", "about", "over", "under", "rise", "fall")
    forms = {role: column("magnitudes.tsv", "form", role=role) for role in roles}
    bounds = {f: role for role in ("about", "over", "under") for f in forms[role]}
    signs = dict.fromkeys(forms["rise"], "+") | dict.fromkeys(forms["fall"], "-")
    soft = "(?:率|幅度?)?(?:了|超过|超|达到?|约|近|为|逾|突破|不低于|至少|均超|在)?"
    return _Words(
        amount=re.compile(_amounts(forms, any_of(forms["tail"]))),
        special=re.compile(_parts(any_of(forms["tail"]))),
        before=re.compile(f"{any_of(bounds)}$"),
        growth=re.compile(rf"(?P<verb>{any_of(signs)}){soft}$"),
        units={r["form"]: (r["unit"], r["kind"]) for r in rows("units.tsv") if r["kind"] != "rate"},
        bounds=bounds,
        signs=signs,
    )
