"""Titles in 《》 and quoted names with the noun that says what they are: “2+4”产业体系, “萤火计划”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.reading import Mention
from kg.extract.recognise.chunks import (
    descriptive,
    figurative,
    governors,
    head_types,
    left_edge,
    nominal_verbs,
)
from kg.extract.scene import Scene
from kg.knowledge.tables import column, rows
from kg.knowledge.words import any_of

_TITLE = re.compile(r"《[^《》\n]{2,60}》")
_PAPER = re.compile("(?:日报|晚报|早报|时报|商报|都市报|青年报|法治报|农民报)》$")
_SHOW = re.compile(
    "(?:歌曲|舞蹈|歌舞|小品|合唱|独唱|相声|快板|朗诵|节目|电影|电视剧|纪录片|话剧|小戏|京剧|戏曲|演唱|表演|小说|散文|栏目)[^，,。；;《》]{0,4}$"
)
_SHOWN = re.compile("的?(?:栏目|节目|专栏|纪录片|专题片|电视剧|微?电影|话剧|剧组|歌曲|主题曲|演出|首映)")
"""What stands before or behind the title of what is played and sung, which is no document."""
_QUOTE = re.compile(r"[“‘「]([^“”‘’「」\n]{2,28})[”’」]")
_PAPER_OF = re.compile(
    "[㐀-鿿]{0,10}?(?:协议书?|方案|实施意见|办法|细则|备忘录|倡议书|责任书|承诺书|公约|白皮书)(?![㐀-鿿]?书|的)"
)
"""Behind a quotation that was signed or issued: the paper on it (签订|“万户联千村”行动合作协议)."""
_ISSUED = re.compile("(?:签订|签署|印发|出台|制[定订]|发布|下发|发出|签下)了?$")
_CAMPAIGN = re.compile(r"(?:年|月|行动|计划|工程|活动|攻坚|大会战)$")
_AMOUNT = re.compile(r"^[\d.,]+[多余]?(?:[万亿][元%吨亩户人家个]?|[元%吨亩户人家个])$|^十[一二三四五]五$")
_LIST = re.compile(
    r"(?:(?:[、和及与，,]|、[㐀-鿿]{2,6}(?=“[^“”‘’\n]{2,8}”))?[“‘][^“”‘’\n]{2,28}[”’])*等?"
    r"(?:一系列|多项|系列|[\d一二三四五六七八九十]+[余多]?[项条个])?"
)
_ACTOR = re.compile("[省市区县州盟旗镇乡村](?:委|政府|局|党委)|.{1,3}[省市区县州镇乡村]$")
_ACTORS = frozenset({"LOC", "ORG", "PER", "ns", "nt", "nr", "COMPANY"})
_LOOSE = frozenset(
    ["u", "p", "c", "r", "w", "d", "m", "q", "a", "ad", "v", "vd", "PER", "ORG", "COMPANY", "nt", "TIME"]
)
"""Parts of speech that stand between no quotation and its noun."""
_BODIED = frozenset({"Institution", "Platform", "Facility", "Event", "Zone"})
"""Types that the last word of a quotation tells of the whole of it."""
_REACH = {"Platform": 8}
"""How many characters may stand between a quotation and the noun of its kind, where more than four."""
_PLUS = re.compile("[+＋]")
_BROUGHT = re.compile(
    "[^的]{2,6}进(?:校园|课堂|景区|社区|乡村|农村|企业|机关|万家|军营|家庭|网络|基层|工地|园区|站区|商圈|山区|牧区|寺庙|宗教场所|千家|村居?)$"
)
"""What is carried to people: “戏曲进校园”, “法律进社区”."""
_PASSIVE = re.compile("被[^，。；“”]{0,6}$")
_RESULT = re.compile(
    r"一手抓.*|互联网[+＋]|[一二三四五六七八九两]个(?:全覆盖|百分之百|100%|到位|确保)|\d+(?:[:：]\d+)+|(?:如何|怎样|怎么|为什么|为何)[^？?]+"
)
"""What came of a work, in what shares it is parted, and what was asked: no name of a plan."""
_THEME = re.compile(
    "[作做](?:了?(?:专题|主题|交流|大会|重点)*(?:发言|讲话|演讲|报告|授课|讲解|分享)|为?(?:主题|题))|为(?:主)?题"
)
"""Behind a quotation: that it was the theme of a speech."""
_NOTION = re.compile("的?(?:思想|意识|观念|心态|氛围|比例)")
"""Behind a quotation: that it is how people think, or a share."""
_STATES = ("关系", "对象", "对子", "干部", "责任人")
"""Behind the noun of a quotation: who stands in what relation, and no plan (结成“一对一”帮扶|关系)."""
_DRAWN = re.compile("(?:编制|印发|出台|制定|发布|审议通过)[^，,。；;\n]*$")
"""Before a quotation: that papers are drawn up, of which it is one."""
_REVIEW = re.compile("(?:巡视|巡察|督察|督查|整改|整治|检查|斗争|治理|行动|审计)$")
"""What is looked back at: 巡察整改|“回头看”."""
_ENDED = re.compile(
    "(?:改变|摒弃|打破|破除|杜绝|告别|纠正|整治|避免|防止|解决)了?(?:以往|过去|原来|传统|长期|原有)?的?$"
)
"""Before a quotation: that what is quoted is done away with."""
_BOUNDARY = re.compile(r"(?:^|[，,。；;：:、”’\n])$")
_PHRASE = re.compile(r"[，,的]")
_SPEECH = re.compile(r"[。！？!?；;]|[说道称]$")
_SCHEME = re.compile(
    r"^[二三四五六七八九十](?!连)[㐀-鿿]{2}$|^[一二三四五六七八九十百千两双多零\dN全][大个项条区心抓严优化重创新保招讲有联级型提比赛免争抢办减五四三二一0-9+＋N、·\-—－]"
    r"|[+＋]|^\d+[+＋]?|[一-龥](?:计划|行动|工程|战略|模式|机制|制度|年|法|制|式|办|通|贷|码|令|清单)$"
    r"|^[㐀-鿿]{2}[强立兴富活][省市县区镇乡村]$|^(?:[一二三四五六七八九两双][^\W\d十百千万]{1,3}){2}$"
    r"|^[一零只最][㐀-鿿]{1,4}(?:受理|通办|联办|办结|办好|办成|审批)$|[一-龥]{2}(?:攻坚|会战|革命|经验)$"
)


@cache
def _kinds() -> dict[str, tuple[str, bool]]:
    """Head nouns with the type they tell and whether they are part of the name."""
    return {r["head"]: (r["type"], r["named"] == "yes") for r in rows("quoted_heads.tsv")}


@cache
def idioms() -> frozenset[str]:
    """Quoted turns of phrase that name no initiative: 最后一公里, 店小二."""
    return frozenset(r["phrase"] for r in rows("idioms.tsv"))


@cache
def _titles() -> re.Pattern[str]:
    """Verbs at the end of a text that give a title: 荣获, 被评为."""
    return re.compile(any_of(column("honours.tsv", "form", role="hard")) + "(?:了|为)?$")


@cache
def _inside() -> re.Pattern[str]:
    """Heads that tell of what a whole quotation is the name: “苗绣协会”."""
    return re.compile(any_of(_bodied()) + "$")


@cache
def _bodied() -> dict[str, str]:
    """The types of those heads: of names at large, and of services that are quoted."""
    services = {head: kind for head, (kind, _) in _kinds().items() if kind == "Platform"}
    told = {h: k for h, k in {**services, **head_types()}.items() if k in _BODIED and len(h) > 1}
    return {**told, "项目": head_types()["项目"]}


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(f"{any_of(_kinds())}(?![化性])")


@cache
def leads() -> re.Pattern[str]:
    """Verbs of carrying out at the end of a text: 实施, 推进, 建立健全."""
    return re.compile(any_of(column("quoted_leads.tsv", "word")) + "(?:了|起|好)?(?:[一-龥]{0,6}的)?[，,]?$")


@cache
def carried() -> re.Pattern[str]:
    """What tells at the beginning of a text that the thing before it is carried out: 扎实推进, 落地见效."""
    return re.compile(any_of(column("governed.tsv", "word", type="Initiative", role="carried")))


def find(scene: Scene) -> Iterator[Mention]:
    """Documents in book-title marks, and quotations that name an initiative, project, platform or place."""
    yield from _titled(scene.text)
    for hit in _QUOTE.finditer(scene.text):
        paper = _PAPER_OF.match(scene.text, hit.end())
        if paper and _ISSUED.search(scene.text, max(0, hit.start() - 4), hit.start()):
            text = scene.text[hit.start() : paper.end()]
            yield Mention(hit.start(), paper.end(), "Document", text, 0.85, "quote-paper")
        mention = _named(scene, hit)
        if mention is not None:
            yield mention
        if mention is not None and mention.type == "Event" and _CAMPAIGN.search(hit.group(1)):
            yield Mention(hit.start(), hit.end(), "Initiative", hit.group(), 0.7, "quote-inner")


def _titled(text: str) -> Iterator[Mention]:
    """Documents and papers in book-title marks; what is played and sung is neither."""
    for hit in _TITLE.finditer(text):
        if not _SHOWN.match(text, hit.end()) and not _SHOW.search(text, max(0, hit.start() - 8), hit.start()):
            kind = "Institution" if _PAPER.search(hit.group()) else "Document"
            yield Mention(hit.start(), hit.end(), kind, hit.group(), 0.9, "title")


def _nameless(scene: Scene, hit: re.Match[str]) -> bool:
    """Whether a quotation is a turn of phrase, speech, a sum, a result, a theme or a notion, and so no name."""
    inner, text = hit.group(1), scene.text
    return bool(
        _acted(scene, hit)
        or inner in idioms()
        or _SPEECH.search(inner)
        or _AMOUNT.match(inner)
        or _RESULT.fullmatch(inner)
        or _THEME.match(text, hit.end())
        or _NOTION.match(text, hit.end())
        or _ENDED.search(text, max(0, hit.start() - 8), hit.start())
        or inner.count("，") + inner.count(",") > 3
        or text[max(0, hit.start() - 3) : hit.start()].rstrip("：:").endswith("简称")
    )


def _headed(scene: Scene, hit: re.Match[str], end: int, head: str) -> Mention | None:
    """What the noun right behind a quotation makes of it: a paper where such are drawn up, nothing for a relation, nor
    for 项目 behind several slogans (“建链、补链、强链”项目).
    """
    (kind, named), text = _kinds()[head], scene.text
    if text.startswith(_STATES, end):
        return None
    if kind == "Project" and hit.group(1).count("、") > 1:
        return None
    start = _left(scene, hit.start())
    if kind == "Initiative" and head.endswith("规划") and _DRAWN.search(text[max(0, start - 24) : start]):
        kind = "Document"
    stop = end if named else hit.end()
    return Mention(start, stop, kind, text[start:stop], 0.85, "quote-head")


def _named(scene: Scene, hit: re.Match[str]) -> Mention | None:
    inner, text = hit.group(1), scene.text
    if inner == "回头看" and _REVIEW.search(text, max(0, hit.start() - 4), hit.start()):
        start = _left(scene, hit.start())
        return Mention(start, hit.end(), "Initiative", text[start : hit.end()], 0.8, "quote-head")
    if _nameless(scene, hit):
        return None
    end, head = _head_after(scene, hit.end())
    if head and _kinds()[head][0] in _BODIED and text.startswith("的", hit.end()) and inner.count("、") > 1:
        return None
    if head:
        return _headed(scene, hit, end, head)
    listed = _LIST.match(text, hit.end())
    end, head = _head_after(scene, listed.end()) if listed and listed.end() > hit.end() else (0, "")
    if head and listed:
        kind, named = _kinds()[head]
        if kind == "Platform" and inner.endswith("会"):
            return Mention(hit.start(), hit.end(), "Event", hit.group(), 0.8, "quote-list")
        tail = text[listed.end() : end] if named else ""
        return Mention(hit.start(), hit.end(), kind, hit.group(), 0.8, f"quote-list {tail}".rstrip())
    lead = text[max(0, hit.start() - 14) : hit.start()]
    if _titles().search(lead):
        return None
    body = None if _BROUGHT.search(inner) or _PLUS.search(inner) else _inside().search(inner)
    kind = _bodied()[body.group()] if body else ""
    if (
        body
        and body.start() > 1
        and not _PHRASE.search(inner)
        and not descriptive(inner[: body.start()], trades=False)
    ):
        return Mention(hit.start(), hit.end(), kind, hit.group(), 0.7, "quote-body")
    if _PASSIVE.search(lead):
        return None
    scheme = _SCHEME.search(inner) is not None or _BROUGHT.search(inner) is not None
    if leads().search(lead) and (scheme or len(inner) >= 4):
        start = _of(scene, hit)
        return Mention(
            start, hit.end(), "Initiative", text[start : hit.end()], 0.75 if scheme else 0.6, "quote-lead"
        )
    after = listed.end() if listed else hit.end()
    goes = len(inner) >= 4 and _BOUNDARY.search(lead) and carried().match(text, after)
    if (scheme and len(inner) >= 3) or goes:
        start = _of(scene, hit)
        return Mention(start, hit.end(), "Initiative", text[start : hit.end()], 0.6, "quote-scheme")
    return None


def _of(scene: Scene, hit: re.Match[str]) -> int:
    """Where a quoted campaign begins with the words before it that tell what it is of: 碳达峰|“十大工程”."""
    if not _CAMPAIGN.search(hit.group(1)):
        return hit.start()
    edge = _left(scene, hit.start())
    return hit.start() if _CAMPAIGN.search(scene.text, edge, hit.start()) else edge


def _acted(scene: Scene, hit: re.Match[str]) -> bool:
    """Whether a quotation is the figurative verb of what stands before it."""
    led = scene.text[hit.start() - 1 : hit.start()].strip("，。、：；\n ")
    return bool(led) and figurative(scene, hit.start() + 1, hit.end() - 1)


def _head_after(scene: Scene, end: int) -> tuple[int, str]:
    """End and head of the noun phrase right after a quotation that says what is quoted; (0, "") for none."""
    rest = scene.text[end : end + 14].partition("\n")[0]
    offset = 1 if rest.startswith("的") else 0
    hit = _heads().search(rest, offset)
    if (
        hit is None
        or hit.start() > offset + _REACH.get(_kinds()[hit.group()][0], 4)
        or not _smooth(scene, end + offset, end + hit.start())
    ):
        return 0, ""
    last = hit
    while True:
        further = _heads().match(rest, last.end())
        if further and last.group() == "服务" and _kinds()[further.group()][0] in {"Platform", "Facility"}:
            return end + further.end(), further.group()
        if further is None or _kinds()[further.group()][0] != _kinds()[hit.group()][0]:
            break
        if further.group() == "战略" and rest.startswith(("合作", "投资"), further.end()):
            break
        last = further
    return end + last.end(), last.group()


def _smooth(scene: Scene, start: int, end: int) -> bool:
    """Whether only nouns stand between a quotation and its head."""
    i = scene.word_at(start)
    while i < len(scene.words) and scene.words[i].start < end:
        word = scene.words[i]
        text = scene.text[word.start : word.end]
        governs = text in governors() and word.end < end
        loose = word.pos in _LOOSE and word.end <= end and text not in nominal_verbs() and text[-1] != "性"
        if loose or governs:
            return False
        i += 1
    return True


def _left(scene: Scene, start: int) -> int:
    """Modifiers that belong to the name (青年干部“墩苗计划”): short, no actor's name."""
    edge = left_edge(scene, start, 8)
    i = scene.word_at(edge)
    while i < len(scene.words) and scene.words[i].start < start:
        word = scene.words[i]
        if word.pos in _ACTORS or word.pos == "v" or scene.text[word.start : word.end] in governors():
            edge = word.end
        i += 1
    lead = scene.text[edge:start]
    if _paralleled(scene.text[max(0, edge - len(lead) - 1) : edge], lead):
        return start
    return start if len(lead) == 1 or lead in governors() or _ACTOR.match(lead) else edge


def _paralleled(before: str, lead: str) -> bool:
    """Whether a modifier is the last of several of one make, so that it belongs to no name: 全过程、|全周期“保姆式”服务."""
    return len(lead) > 1 and before.endswith("、") and before[0] == lead[0]
