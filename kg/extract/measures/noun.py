"""What a number measures: the noun phrase before or behind it, without verbs and adverbs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.measures.words import forms, guarded, pattern, reverse

_EDGE = "、，,；;：:。.！!？?\n \t“”‘’\"'（）()—-的和及与了"
_LIST = re.compile(r"(?<![高中初同平对均优上下甲乙特])等(?:地(?=[^区方下])|等|(?=[^级次候于地着待]))")
_WORKS = re.compile(r"(?:(?:计划|概算|预计|合同)?总投资额?|总?占地面积|总?建筑面积)$")
_MOVED = re.compile(
    r"(?:由|从)(?:[^，。；\d]{2,8}[末初底]|[\d一二三四五六七八九十]+年前|原来|原先|过去|此前|之前|以前|先前|最初|当初|[改整扩]?[革改治造建]前|平均)的?(?:每[年月天日])?$|在(?:现有|原有|原来|当前)的?基础上$"
)
"""What leads from an indicator to its old value: `资料由改革前的80项`."""
_FULFILLED = re.compile(r"(完成)了?((?:[^，。；、的完]{0,10})(?:任务|计划|目标)[数量额]?)的$")
_RUNNING = re.compile(
    r"(?:均|都)?已?(?:连续|持续)[\d一二三四五六七八九十]+(?:多|余|个)?(?:年|季度|个?月)(?:均|都)?$"
)
_WHOLE = frozenset(("涉及", "惠及", "参与", "普及", "遍及", "波及"))
"""Verbs that end as a preposition does."""
_YEARLY = re.compile(r"起?连续[\d一二三四五六七八九十]+年(?=每年)")
_STOP_AT = re.compile(
    r"、\d|[，,；;：:。！!？?\n（）()“”《》]|以[^，。；以]{2,20}?(?:方式|形式|模式|名义)|(?:和|及|与|以及)担任"
    r"|深入(?=[^，。；]{0,8}(?:街|巷|村|社区|一线|企业|农户|田间|基层|现场|学校|辖区|园区|群众))"
)
_SHARE = re.compile(r"占(?![地用道有领据到比])(?:到|了)?[^占，。]{2,}$")
NOMINAL_END = frozenset(
    "队站所心业目员人器机备地园区库店厂院校户村会社款金资品料物程点务施端车家量率额值业线路树苗菜粮田林房具班组镇乡县市"
    "群台系体局处部室司馆桥港场城街河湖堤坝池塔楼网链箱柜岗证照卡册图表案件项法规策源才生师医民"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase with its offsets; `verb` is the verb cut off before it, `bare` tells a verb alone."""

    start: int
    end: int
    text: str = ""
    verb: str = ""
    bare: bool = False


def before(text: str, start: int, end: int) -> Phrase:
    """The noun phrase that ends where a number begins, within [start, end)."""
    if end > start and text[end - 1] in "和与及把对向给让使被" and text[end - 2 : end] not in _WHOLE:
        return Phrase(end, end)
    share = _SHARE.search(text[start:end])
    if share:
        return _share(text, start, start + share.start(), end)
    moved = _MOVED.search(text, start, end)
    end = moved.start() if moved else end
    stop = end - (tail.end() if (tail := reverse("tail").match(text[start:end][::-1])) else 0)
    running = _RUNNING.search(text, start, stop)
    stop = running.start() if running else stop
    if text[stop - 1 : stop + 1] in forms("compact"):
        stop += 1
    cut = text[start:stop]
    begin, verb = _opened(text, start, stop)
    phrase = _trimmed(text, begin, stop, verb)
    if not phrase.text:
        word = pattern("nominal", "{}$").search(cut)
        if word:
            at = start + word.start()
            return Phrase(at, stop, text[at:stop], verb, True)
    return phrase


def fulfilled(text: str, start: int, end: int) -> Phrase | None:
    """The task of which a share is told: `已完成年度筹集任务的|120%`."""
    part = _FULFILLED.search(text, start, end)
    return Phrase(part.start(), end, part[1] + part[2], part[1]) if part else None


def _share(text: str, start: int, split: int, stop: int) -> Phrase:
    head = before(text, start, split)
    whole = re.sub(r"(?:的|约|近|超过?|比例|比重|为|达到?|将|由|从)+$", "", text[split:stop])
    begin = head.start if head.text else split
    return Phrase(begin, stop, head.text + whole.replace("占到", "占").replace("占了", "占"))


def _opened(text: str, start: int, stop: int) -> tuple[int, str]:
    """Skip leading adverbs and verbs; the place where the phrase begins and the last verb skipped."""
    verb = ""
    while start < stop:
        yearly = _YEARLY.match(text, start, stop)
        start = yearly.end() if yearly else start
        hit = guarded("lead").match(text, start, stop)
        rest = text[hit.end() : stop] if hit else ""
        if (
            hit
            and hit["hit"]
            and rest not in forms("suffix")
            and not (rest == "" and hit.group() in forms("kindword"))
        ):
            start = hit.end()
            continue
        if text[start] in _EDGE and text[start] != "“":
            start += 1
            continue
        if hit:
            break
        hit = guarded("verb").match(text, start, stop)
        if not hit or not hit["hit"] or (hit.group() in forms("nominal") and hit.end() < stop):
            break
        rest = text[hit.end() : stop]
        if len(rest) <= 2 and rest in forms("suffix"):
            break
        verb, start = hit.group(), hit.end()
    return start, verb


_SECTOR = re.compile(r"^.{2,8}(?:业|企业|经济)$")


def _trimmed(text: str, start: int, stop: int, verb: str) -> Phrase:
    for hit in _LIST.finditer(text, start, stop):
        if stop - hit.end() >= 2:
            start = hit.end()
    for hit in guarded("inner").finditer(text, start + 1, stop):
        if not hit["hit"] or text[hit.start() - 1] in "及和与、":
            continue
        rest = text[hit.end() : stop]
        if (
            len(rest) < 2
            or (rest in forms("outcome") and hit.group() in forms("effect"))
            or (len(rest) == 2 and rest in forms("suffix"))
        ):
            continue
        if hit.group() in ("实现", "完成") and _SECTOR.match(text[start : hit.start()]):
            return Phrase(start, stop, text[start : hit.start()] + rest, hit.group())
        verb, start = hit.group(), hit.end()
    if stop - start > 16 and "的" in text[start : stop - 2]:
        start = text.rindex("的", start, stop - 2) + 1
    while start < stop and text[start] in _EDGE and text[start] not in "“（(":
        start += 1
    works = _WORKS.search(text, start, stop)
    if works and works.start() > start:
        start = works.start()
    noun = text[start:stop]
    if noun.count("”") != noun.count("“"):
        noun = noun.split("”")[-1] if "”" in noun else noun.lstrip("“")
        start = stop - len(noun)
    return Phrase(start, stop, noun, verb)


def after(text: str, start: int, end: int) -> Phrase:
    """The noun phrase that begins where a number ends, within [start, end)."""
    begin = start + 1 if start < end and text[start] in "的是为" else start
    if begin < end and (text[begin] in "、和及与" or _LIST.match(text, begin, end)):
        return Phrase(begin, begin)
    stop = _limit(text, begin, end)
    parts = _segments(text, begin, stop)
    if not parts:
        return Phrase(begin, begin)
    first, last = parts
    return Phrase(first, last, text[first:last])


_TITLED = ("称号", "荣誉", "殊荣", "奖", "美誉")
"""What a quoted title that those counted are given is followed by."""
_STATES = frozenset("新已在待拟未可所")
"""What makes an attribute of the verb behind it: 新投产项目, 已建成工厂."""


_NAMED_AFTER = re.compile(
    r"(?:重点|重大|省级|市级|县域|综合|示范|专项|主题|惠民|配套|类|型|性|等)*"
    r"(?:事?项(?!目)|项目|工程|行动|计划|任务|试点|基地|平台|中心|示范区|先导区|园区|集群|企业|机构|设施|清单|岗位|基金|资金|专班|服务站|站点|活动|县|村|街区|(?:抢险|救援|处置|保障|巡逻)?(?:队伍?|分队|物资|预案|演练|车辆|仓库))"
    r"(?=[，。；、：和及与\n]|$|建设|开工|投产|建成|落地|实施|启动|推进)"
)


def _attributed(text: str, verb: re.Match[str], end: int) -> bool:
    """Whether a verb only names the kind of what follows: 产能提升重点县, 技术推广中心."""
    return verb.group() in forms("acted") and bool(_NAMED_AFTER.match(text, verb.end(), end))


def _limit(text: str, start: int, end: int) -> int:
    """Where a noun phrase that begins at `start` must end: a verb, an adverb or a mark."""
    here = start
    while here < end:
        mark = _STOP_AT.search(text, here, end)
        verb = next((m for m in guarded("stop").finditer(text, here, end) if m["hit"]), None)
        at = min((m.start() for m in (mark, verb) if m), default=end)
        hit = mark if mark and mark.start() == at else verb
        if hit is None or at >= end:
            return end
        if hit is verb and ((at == here + 1 and text[here] in _STATES) or _attributed(text, hit, end)):
            here = hit.end()
            continue
        if (
            hit is mark
            and text[at] in "（("
            and re.match(r"[（(][^（）()]{1,4}[）)](?=[一-龥])", text[at : at + 8])
        ):
            here = text.index("）" if text[at] == "（" else ")", at) + 1
            continue
        if hit is mark and text[at] in "“《" and at - here <= 4:
            close = text.find("”" if text[at] == "“" else "》", at, end)
            if 0 < close - at < 14 and not text.startswith(_TITLED, close + 1):
                here = close + 1
                continue
        return at
    return end


def _segments(text: str, start: int, stop: int) -> tuple[int, int] | None:
    while stop > start and text[stop - 1] in "、和及与的等并且“ ":
        stop -= 1
    last_of = text.rfind("的", start, stop)
    listed = text.find("、", start, stop)
    if listed >= 0 and max(map(len, re.split("[、和及与]", text[start:stop]))) > 6:
        if last_of > listed:
            start = last_of + 1
        elif text.find("等", listed, stop) < 0:
            stop = listed
    for hit in _LIST.finditer(text, start, stop):
        if stop - hit.end() >= 2:
            start = hit.end()
    stop = _headed(text, start, stop)
    if text.count("（", start, stop) > text.count("）", start, stop):
        close = text.find("）", stop)
        stop = close + 1 if 0 < close - stop < 8 else stop
    idle = pattern("trailing", "{}$").search(text, start, stop)
    if idle and idle.start() == start:
        return None
    stop = idle.start() if idle and idle.start() - start >= 1 else stop
    of = text.find("的", start, stop)
    if of > 0 and stop - start > 12 and text[of + 1 : stop]:
        start = text.rindex("的", start, stop) + 1
    return (start, stop) if stop > start else None


def _rural(text: str, end: int) -> bool:
    """Whether a head noun only ends the word for the countryside: 农村|五保老人."""
    return text[end - 2 : end] in ("农村", "乡村", "城市") and text[end : end + 1] not in "，。；、的"


def _headed(text: str, start: int, stop: int) -> int:
    """Where the counted noun ends: before a 的 that leads to something else, or at its last head noun."""
    of = text.find("的", start, stop)
    if of > 0 and (pattern("head", "{}$").search(text, start, of) or text[of + 1 : stop] in forms("vacuous")):
        return of
    if of < 0 and stop - start > 9 and text[stop - 1] not in NOMINAL_END:
        heads = [m.end() for m in pattern("head").finditer(text, start, stop) if not _rural(text, m.end())]
        return heads[-1] if heads and text[start : heads[-1]] not in forms("level") else stop
    return stop
