"""Names told by their head noun: 有限公司, 产业园, 管理系统, 推进会 and the like, with what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.naming import form_set, sent
from kg.extract.reading import Mention
from kg.extract.recognise import meetings
from kg.extract.recognise.chunks import descriptive, head_types, left_edge, opened, outsiders, proper
from kg.extract.recognise.described import at_large, begins_another, described, of_many, own_level
from kg.extract.recognise.edges import unvisited, work_edge
from kg.extract.recognise.kinds import turned
from kg.extract.recognise.quotes import idioms, leads
from kg.extract.recognise.teams import founded_edge, shared_out
from kg.extract.scene import Scene
from kg.knowledge import divisions
from kg.knowledge.tables import rows
from kg.knowledge.words import any_of

_CODE = re.compile(r"[A-Z]|\d+[+×]\d|[“‘《]")
_DESCRIBED = frozenset({"Enterprise", "Zone", "Facility", "Institution", "Platform"})
"""Types of which a description alone (公办幼儿园, 省级创新平台) names none, but for the trade of a zone (物流园)."""
_NAMES = frozenset({"ORG", "LOC", "nt", "ns"})
_PHASE = re.compile(r"(?:第?[一二三四五六1-6]期)(?:工程|项目)?")
_BOUND = re.compile(r"[东南西北]至(?=[㐀-鿿]{2})|环(?=[㐀-鿿][湖江河海山])")
_ACTED = re.compile(
    r"[㐀-鿿]{1,14}[院学校所司会局委府团心市县区省镇乡村州旗](?:合作|联合|共同|携手|签约)*(?:共建|辟建|兴建|筹建|联合|组织|组建|派出|成立|开设|创办|兴办|会同)(?=[㐀-鿿]{2}|\d)"
    r"|[㐀-鿿]{1,14}(?:率领|带领|率)(?=[㐀-鿿]{2})"
)
"""An actor and what it does, before the name of what it does it to: 某某学院|共建|某某研究所."""
_INVESTED_BY = re.compile(
    r"[^，,。；;：:\n]{2,30}?(?:公司|集团)(?:独家|独立|全资|联合|共同|计划|拟|将|负责)*(?:总?投资|出资|开发|承建|兴建|建设|运营|经营|打造|新建|引进|实施)+(?=[㐀-鿿]{3})"
)
"""A firm and what it does, before the name of what it builds: 某某公司|投资建设|某某小镇."""
_BOTH = re.compile(
    "[㐀-鿿]{1,12}?(?:(?:政府|公司|集团|银行|医院|大学|学院|[中小]学)(?:与|和|及|同|联合|携手)"
    "|[局委会联社队区县市镇乡](?:与|携手|联合)|(?:公司|集团)(?:旗下|所属|下属)的?)(?=[㐀-鿿]{3})"
    "|(?:合作|联合)?共建(?=[㐀-鿿]{4})|(?:控股|全资|参股)?[母子孙]公司(?=[㐀-鿿]{4})|(?:联合|会同)(?!国|会|体|社|大学|汽车|利华)(?=[㐀-鿿]{4})"
)
"""A party and the word that joins it to the next one, which taggers take for one name: 某县政府|与|某某集团."""
_SECOND = re.compile("[㐀-鿿]{2,12}医院(?=[㐀-鿿]{2,10}(?:大学|学院)(?:$|[㐀-鿿]{0,8}医院))")
"""A hospital, before its second name that no mark parts from the first: 某某省人民医院|某某大学附属医院."""
_ORGANISED = frozenset({"Enterprise", "Institution", "PublicBody", "Facility"})
_LEVELS = frozenset("省市区县州盟旗")
_RANKED = re.compile(r"(?:国家|省|市|区|县)级$")
_NATIONAL = re.compile("国家[㐀-鿿]{4,}")
_RANK = re.compile(r"^(?:国家|省|市|区|县|镇|乡|村)级")
_HIGHWAY = re.compile(r"\d{2,4}[国省县乡]道|(?![两二三四五六七八大小各主全支])[㐀-鿿]{1,3}[江河湖]流域")
_PHASED = frozenset({"二期", "三期"})
_EFFORT = re.compile("(?:加强|创新|探索|完善|(?<!建立)健全|深化|做好)了?$")
"""Verbs of effort, whose objects are tasks at large: 加强|污染治理."""
_DEMAND = re.compile("(?<![主重需首只简扼不])要(?![求素闻点害务件领职塞么])|要求(?![，,的])|必须|务必")
_STAFFED = re.compile(
    "(?<=工程)(?:部(?![分门署])|师|院|学院|公司|局|处|技术|有限|股份|集团|总公司|机械|监理|咨询|勘察)"
)
"""What makes 工程 the field of a department, a craft or a school, and no work: 生产工程|部."""
_TRIAL = re.compile("试点|试点工作")
_WIDE = re.compile("全[省市县区州镇乡]$")
_NUMBERED = re.compile(
    r"(?:\d+[余多]?|[一二三四五六七八九十两几数]+)(?:个|支|家|项|处|座|所|条|名|批|类|种|大|级|台|套|辆)(?:[省市县区镇]?直?)$|各类?$|多个$|每个$|[第各]$"
)
_MANY = re.compile(r"\d[余多]?[个宗件项处]$")
_PLURAL = re.compile(r"(?:一批|一系列|若干|多个|多项|多家|一些|部分|各类|各项|各个|每个)[㐀-鿿]{0,4}$")
_AMOUNT = re.compile(
    r"(?:数量)?(?:共|共有|达|达到|近|约|超|超过|逾|新增|增至)?\d[\d.]*[万余多]*(?:个|项|家|处|所|座|条|批|支|场)"
)
"""A count after a noun: 绿色园区74个 are many and none."""
_ROW = re.compile(r"[㐀-鿿”]{4}、$")
"""The end of the item before, in a list that is counted as a whole: 甲广场、|乙旅游区3处."""
_COUNTED = re.compile(r"\d+[余多]?(?:台|套|个|家|座|处)(?=[㐀-鿿]{4})")
_PREPOSED = re.compile("为(?:核心|中心|重点|龙头|引领|依托|支撑|主|载体|抓手|轴)|打造|建设|建成|列入|纳入")
"""What follows the object of a preposition that taggers take into a name: 以|某某科学城|为核心."""
_STREET = re.compile(
    r"(?:[㐀-鿿]{1,8}(?:路|街|道|巷|弄|里))?\d+(?:-\d+)?号(?:院|楼)?(?=[㐀-鿿]{2})|(?:最后|随后|会后)(?=[镇乡县市区街])"
)
"""A number of a street, or a word of time, before a name."""
_FIRMS = re.compile(r"(?:[两三四五六七八九十]|\d+)家$")
"""The number of a list of firms, before the noun behind the last of them: 柳源科技|两家|公司."""
_GATHERED = re.compile("集中(?:开工|签约|竣工|动工|投产)|其?(?:控股|全资)*(?:母公司|股东)(?=[㐀-鿿]{3})")
"""What is done to several works at once, or what one firm is to another, before a name."""
_ITEM = re.compile(r"\d{1,2}[.．]|[㐀-鿿](?=“)")
"""The number of an item of a list, or a splinter before a quotation."""
_VAGUE = re.compile(
    r"^(?:[一二三四五六七八九十两几数多\d]+[余多]?[个家项条座处所批次类大期]|双方|各|全|每|某|该|本|此|这|那|我)"
)


@cache
def heads() -> frozenset[str]:
    """All head nouns of the table."""
    return frozenset(head_types())


def generic(name: str) -> bool:
    """Whether a name is hardly more than its head noun: 新时代文明实践所, 老车站."""
    return any(name[i:] in heads() for i in range(min(2, len(name))))


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, tuple[str, str, int]]]:
    table = {r["head"]: (r["type"], r["need"], int(r["least"])) for r in rows("heads.tsv")}
    return re.compile(any_of(table)), table


def find(scene: Scene) -> Iterator[Mention]:
    """Mentions whose last word is a head of `data/heads.tsv`."""
    pattern, table = _heads()
    for hit in pattern.finditer(scene.text):
        kind, need, least = table[hit.group()]
        if need == "never":
            continue
        if begins_another(scene.text, hit.end(), kind):
            continue
        if (kind == "Project" and _STAFFED.match(scene.text, hit.end())) or _desk(scene.text, hit):
            continue
        if hit.group() in _PHASED and _run_on(scene, hit.end()):
            continue
        stop = _extended(scene.text, hit.end(), kind)
        end = _whole(scene, stop, stop - hit.start())
        if end is None:
            continue
        if need == "apart" and not _apart(scene, hit.start(), hit.end()):
            continue
        if _crossed(scene, hit.start(), hit.end()):
            continue
        if len(hit.group()) == 1 and need != "apart" and not _tagged(scene, hit.end()):
            continue
        mention = _judged(scene, _edge(scene, hit, kind), hit.start(), end, (kind, need, least))
        if mention is not None and not (need == "apart" and _addressed(mention.text)):
            yield mention


def _run_on(scene: Scene, end: int) -> bool:
    """Whether a name goes on behind its phase: 河口三期|安置楼, and not 河口三期|工程."""
    i = scene.word_at(end)
    word = scene.words[i] if i < len(scene.words) else None
    names = word is not None and word.start == end and word.pos in {"n", "nz", "ns", "LOC"}
    return names and word is not None and scene.text[end : word.end] not in heads()


def _desk(text: str, hit: re.Match[str]) -> bool:
    """Whether a head is the desk of a firm (某某公司|办公室), which is no body of its own."""
    return hit.group() == "办公室" and text.endswith(("公司", "集团"), 0, hit.start())


def _addressed(text: str) -> bool:
    """Whether a stretch ends in the name of a division: 上饶市|广信区."""
    return any(divisions.candidates(text[i:]) for i in range(len(text) - 2))


def _edge(scene: Scene, hit: re.Match[str], kind: str) -> int:
    """Where the phrase begins that ends in a head, by the kind that the head tells."""
    start = meetings.edge(scene, hit.start()) if kind == "Event" else left_edge(scene, hit.start(), kind=kind)
    bound = _BOUND.match(scene.text, start)
    if bound and bound.end() < hit.start():
        start = bound.end()
    if kind == "PublicBody" or "领导小组会议" in scene.text[start : hit.end()]:
        start = _joined_edge(scene, start)
    if kind == "PublicBody":
        start = founded_edge(scene.text, _sent_edge(scene, start), hit)
        return start - 2 if _WIDE.search(scene.text[max(0, start - 2) : start]) else start
    if kind == "Project":
        return work_edge(scene, start, hit.group().endswith("工程"))
    return start


def _crossed(scene: Scene, start: int, end: int) -> bool:
    """Whether a head stands in no word of its own: 供应|商会."""
    word = scene.words[scene.word_at(start)]
    return word.start < start and word.end == end - 1 and end - start == 2 and word.pos == "n"


def _whole(scene: Scene, end: int, size: int) -> int | None:
    """The end of the head when a word ends there (or a name goes on no further), else None."""
    i = scene.word_before(end)
    if i < 0 or scene.words[i].end == end or size >= 4 or scene.words[i].pos in _NAMES:
        return end
    return None


def _extended(text: str, end: int, kind: str) -> int:
    """The end of a name whose head is followed by one more of its kind: 制度改革|试点."""
    if kind == "Project":
        phase = _PHASE.match(text, end)
        return phase.end() if phase else end
    pattern, table = _heads()
    further = pattern.match(text, end) if kind == "Initiative" else None
    if further and table[further.group()][0] == kind:
        return further.end()
    tail = _TRIAL.match(text, end) if kind == "Initiative" else None
    return tail.end() if tail else end


def _apart(scene: Scene, start: int, end: int) -> bool:
    """Whether a head is a word of its own after a description: 木业|机械|区."""
    word = scene.words[scene.word_at(start)]
    return (word.start, word.end) == (start, end)


def _sent_edge(scene: Scene, start: int) -> int:
    """The edge of a body with the place that sends it before the verb: 湖北|支援某某医疗队, 湖北省|驻某某工作队."""
    lead = re.search(f"{sent()}$", scene.text[max(0, start - 4) : start])
    before = start - len(lead.group()) if lead else start
    i = scene.word_before(before)
    placed = i >= 0 and scene.words[i].end == before and scene.words[i].pos in {"LOC", "ns"}
    return scene.words[i].start if placed and (lead or _sent().match(scene.text, start)) else start


@cache
def _sent() -> re.Pattern[str]:
    return re.compile(f"{sent()}(?=[㐀-鿿])")


def _joined_edge(scene: Scene, start: int) -> int:
    """The edge of a body of two tasks (某市城市更新和危房改造领导小组): past 和 to the place that begins it."""
    if start < 2 or scene.text[start - 1] not in "和与及暨":
        return start
    edge = left_edge(scene, start - 1, 16, "Institution")
    word = scene.words[scene.word_at(edge)]
    placed = word.pos in {"LOC", "ns"} or scene.text[word.start : word.end] in _LEVELS
    return edge if edge < start - 3 and placed and scene.text[start - 2] not in "局委办厅部院会府" else start


def _led(scene: Scene, start: int) -> bool:
    """Whether a verb of carrying out stands right before, and none of mere effort: 建立|常态化巡查制度."""
    before = scene.text[max(0, start - 8) : start]
    return bool(leads().search(before)) and not _EFFORT.search(before) and not _demanded(scene, start)


def _demanded(scene: Scene, start: int) -> bool:
    """Whether a sentence only tells what has to be done: 要创新|园区管理机制."""
    first, _ = scene.sentence_at(start)
    return bool(_DEMAND.search(scene.text, first, start))


def _tagged(scene: Scene, end: int) -> bool:
    """Whether the word that ends there is tagged as a place or a proper name of more than its head."""
    word = scene.words[scene.word_before(end)]
    text = scene.text[word.start : end]
    return word.end == end and len(text) > 1 and word.pos in {"LOC", "ns"} and not divisions.candidates(text)


def _judged(scene: Scene, start: int, head: int, end: int, claim: tuple[str, str, int]) -> Mention | None:
    """The mention of a phrase, its edge cleaned, or None where it names nothing of its own."""
    kind, need, least = claim
    start = _cleaned(scene, start, head, end, kind)
    before = scene.text[start:head]
    firms = _FIRMS.search(before) if kind == "Enterprise" else None
    if firms:
        end = start + firms.start()
        named = firms.start() > 3 and proper(scene, start, end)
        return Mention(start, end, kind, scene.text[start:end], 0.6, "head") if named else None
    if need == "held" and not before and meetings.hosted(scene.text, head):
        return Mention(start, end, kind, scene.text[start:end], 0.55, "head")
    levelled = kind in _ORGANISED and _levelled(scene, start, head)
    least = 1 if levelled and scene.text[head:end] in form_set("sole") else least
    road = _HIGHWAY.fullmatch(scene.text, start, end) is not None
    if (
        (before.isdigit() and not road)
        or len(before.strip("“”‘’")) < least
        or before in outsiders()
        or _counts(scene, start, kind, before)
    ):
        return None
    if of_many(scene.text, start, end, kind):
        return None
    if _RANK.match(before) and generic(_RANK.sub("", scene.text[start:end])):
        return None
    if kind in {"PublicBody", "Institution"} and _peopled(scene, start, head):
        return None
    named = levelled or road or proper(scene, start, head) or bool(_CODE.search(before))
    if not named and (
        (_AMOUNT.match(scene.text, end) and not _ROW.search(scene.text, max(0, start - 9), start))
        or _PLURAL.search(scene.text[max(0, start - 8) : start])
    ):
        return None
    if not _enough(scene, start, before, (kind, need, end - head), named):
        return None
    text = scene.text[start:end]
    if not named and kind == "Zone" and (_called(scene.text, text) or _run_on(scene, end)):
        return None
    if text in idioms() or before.strip("“”‘’") in idioms() or scene.text.endswith("一手抓", 0, start):
        return None
    kind = turned(scene.text, kind, (start, end), levelled or bool(divisions.candidates(before)))
    return Mention(start, end, kind, text, 0.8 if named else 0.55, "head")


def _called(text: str, name: str) -> bool:
    """Whether a small town is a project and no more: 蚕桑小镇|项目."""
    return name.endswith("小镇") and name + "项目" in text


def _peopled(scene: Scene, start: int, head: int) -> bool:
    """Whether people stand in a stretch, so that it is a clause and no name: 某某|走访|某镇党委."""
    return "领导" in scene.text[start : head - 2] or any(
        w.pos == "PER" and " " in by and start < w.start and w.end < head for w, by in scene.spans
    )


def _levelled(scene: Scene, start: int, head: int) -> bool:
    """Whether a name begins with the level of its place as a word: 县|自来水公司, 县|医院."""
    word = scene.words[scene.word_at(start)]
    return scene.text[start] in _LEVELS and word.start == start and word.end == min(start + 1, head)


def _cleaned(scene: Scene, start: int, head: int, end: int, kind: str) -> int:
    """The edge without a count before the name, or a quotation before a firm; with 全市 before a meeting."""
    text = scene.text
    if kind == "Event":
        return meetings.widened(text, start)
    start = own_level(text, start, head)
    title = text.rfind("《", start, head)
    if title > text.rfind("》", start, head):
        start = title + 1
    if kind == "PublicBody" and _WIDE.fullmatch(text, start, start + 2):
        return start
    while kind in _ORGANISED and (joined := _BOTH.match(text, start, end)) and joined.end() <= head:
        start = joined.end()
    acted = _ACTED.match(text, start, head) or _INVESTED_BY.match(text, start, head)
    if acted:
        start = acted.end()
    second = _SECOND.match(text, start, end) if kind == "Institution" else None
    start = second.end() if second else start
    while start < head and _VAGUE.match(text[start:end]):
        edge = _counted_edge(scene, start)
        if edge is None:
            break
        start = min(edge, head)
    start = unvisited(text, start, head, kind)
    start += text[start] in "以将把" and _PREPOSED.match(text, end) is not None
    street = _STREET.match(text, start, head) if kind != "Project" else None
    start = street.end() if street and street.end() < head else start
    for lead in (_GATHERED, _ITEM):
        found = lead.match(text, start, head)
        start = found.end() if found else start
    if text.count("）", start, head) > text.count("（", start, head):
        start = text.rfind("）", start, head) + 1
    counted = _COUNTED.search(text, start, head)
    if counted and kind in {"Platform", "Facility"}:
        start = counted.end()
    start = opened(scene, start, head) if kind == "Enterprise" else start
    quoted = text.find("”", start, head)
    slogan = text[start] in "“‘" and not _CODE.search(text, start + 1, quoted)
    if kind in {"Enterprise", "Institution"} and slogan and 0 <= quoted < end - 4:
        return quoted + 1
    return start


def _counts(scene: Scene, start: int, kind: str, before: str) -> bool:
    """Whether the phrase is counted (12支服务队), so that it names many and none."""
    if kind == "PublicBody" and shared_out(scene.text, start):
        return True
    if kind == "Project" and _MANY.search(scene.text, max(0, start - 6), start):
        return True
    told = kind in {"Project", "Initiative"} or (kind == "Platform" and len(before) > 5)
    return not told and bool(_NUMBERED.search(scene.text[max(0, start - 6) : start]))


def _enough(scene: Scene, start: int, before: str, claim: tuple[str, str, int], named: bool) -> bool:
    """Whether what stands before the head makes a name of it, by the need that its row states.

    `claim` holds the type, the need and the length of the head.
    """
    kind, need, size = claim
    span = (start, start + len(before) + size)
    if described(scene.text, kind, span, named):
        return False
    if need == "governed":
        return _led(scene, start)
    if kind == "Project" and at_large(scene.text, span, before):
        return False
    national = before == "国家" and scene.text.startswith(tuple(form_set("hall")), start + 2)
    if _RANKED.search(before) and divisions.candidates(_RANKED.sub("", before)):
        return False
    if kind in _DESCRIBED and not national and descriptive(before, trades=kind != "Zone"):
        return False
    if kind == "Zone" and _NATIONAL.match(before):
        return True
    if named or need in {"any", "proper"}:
        return named or need == "any"
    return len(before) > 3 or (len(before) + size > 5 and not descriptive(before))


def _counted_edge(scene: Scene, start: int) -> int | None:
    i = scene.word_at(start)
    word = scene.words[i] if i < len(scene.words) else None
    return word.end if word and word.start == start else None
