"""Places: divisions of the gazetteer, towns and villages by their suffix, and forms like 全区 and 该县."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.naming import sent
from kg.extract.reading import Mention
from kg.extract.scene import Scene
from kg.knowledge import divisions
from kg.knowledge.names import peoples

TYPE = "AdministrativeDivision"
_SMALL = re.compile(
    r"[㐀-鿿]{1,6}?(?:街道办事处|街道办|街办|街道|民族乡|镇|乡(?!村(?![民委支级里组]))|苏木|社区|行政村|自然村|村民小组|村(?!屯)|屯(?!村|镇|乡|[市县区州])|嘎查)"
    r"(?!府|委会|委员|级|容|貌|民|干部|两委|支书|支部|居(?!民)|企|域|镇(?![府党委长政人纪])|乡(?![亲里间土愁镇情村党政人长音贤民])|落|庄|医|办|里|超(?!市)|晚|歌)"
)
_GENERIC = re.compile(
    r"^(?:各|全|县|市|区|三|两|本|该|我|此|某|两|每|包|驻|通|联|入|进|回|返|下|出|联建|共建|结对|帮扶|受援|挂联|定点|这个|那个|小|新型|农村|城乡|城|乡|企业|本地|外地|行政|自然|重点|贫困|脱贫|移民|沿海|沿江|沿河|沿湖|偏远|边远|空心|部分|个别|有关|相关|试点|示范|后续|下步|整|几个|多个|老|中心|所有|一个|\d+个?|[一二三四五六七八九十百]+个?)*"
    r"(?:[一-龥]*(?:城乡|农村|乡村)|乡镇街道|乡镇|城镇|街镇|镇街|集镇|村镇|镇|乡|街道|社区|行政村|自然村|村庄|农村|乡村|新村|村|屯)$"
)
_HAN = re.compile(r"[㐀-鿿]+$")
_COUNTED = re.compile(r"[一二三四五六七八九十两几\d]个?(?:镇|乡|村|街道|社区|屯)$")
_RELATIVE = re.compile(
    r"(?:全|我|该|本|此|俺|咱)(?:省|市|区|县|州|盟|旗|镇|乡|街道|村|社区)(?![㐀-鿿]?(?:域|长|情|内外))"
)
_ABROAD = re.compile(r"(?:赴|到|在|援|支援|前往|来自|从|与|对|至|往|访了?|访问了?|考察了?|驻)$")
_GROUP = re.compile(
    r"第?[一二三四五六七八九十\d]{1,3}(?:村民小?)?组(?![织合团建长成])|[㐀-鿿]{2,3}组(?=[村居]民)"
)
_TOGETHER = re.compile(
    r"(?<=[㐀-鿿])(?:[两二三四五六七八九十\d]+个?(镇|乡|村|街道|社区|县|区|市)(?![㐀-鿿]?[级域]|[市县区乡镇街])"
    r"|等(?:[\d一二两三四五六七八九十]+个)?([镇乡村])(?![㐀-鿿]?[级域]|[市县区乡镇街庄屯]|[委支]))"
)
_ITEMS = re.compile(r"(?:[㐀-鿿]{2,5}[、和及与])+[㐀-鿿]{2,4}$")
_PEOPLE = re.compile("[㐀-鿿]族(?:自治)?[乡镇村]$|民族乡$")
"""A town of a people (某某侗族乡) may have a long name."""
_SLOGAN = re.compile(
    "[我你您他她它]|(?:[任派进]驻村|族村屯|城[中边郊]村|包村|农村|城乡|乡村|乡镇|小镇|圩镇|古镇|古村|名镇|名村|强镇|[县市区]镇|新城镇|占城镇)$|^小?[山渔]村$|[㐀-鿿]{2}[全该本][镇乡村]$|^[百千万][县镇村乡企]"
)
"""Kinds of places and words of campaigns (百县千镇万村) that name none."""
_LED = re.compile(
    "连通|串联|联通|惠及|辐射|覆盖|涉及|改造|接通|围绕|最后|立足|结合|针对|根据|推动|实现|加强|全面|广大|各级|参观|走访|深入|前往|来到|位于"
)
"""Words before the name of no place: 围绕|镇村实际."""
_WAYS = frozenset("路街巷桥")
_WINGS = frozenset({"东区", "西区", "南区", "北区"})
_WINGED = ("院", "学", "校", "公司", "厂", "馆", "园", "场", "中心", "小区")
"""What has wings that are called as districts elsewhere are: 某某医院|东区."""
_SIDES = frozenset("前后东西南北上下大小")
_COUNT = re.compile(r"第?[一二三四五六七八九十\d]")
_PLACES = frozenset({"LOC", "ORG", "ns", "nt"})
_LOWER = frozenset("镇乡村街社")
_SETTLED = frozenset("镇乡村屯")
_LEVELLED = frozenset("省市区州盟")


def find(scene: Scene, zones: Sequence[Mention] = ()) -> Iterator[Mention]:
    """Mentions of administrative divisions, full, short and relative; small ones may follow the given zones."""
    known = list(_known(scene))
    yield from known
    small = list(_small(scene, {m.end for m in (*known, *zones)}))
    yield from small
    yield from _groups(scene, small)
    yield from _shared(scene)
    for hit in _RELATIVE.finditer(scene.text):
        if scene.begins(hit.start()):
            yield Mention(hit.start(), hit.end(), TYPE, hit.group(), 0.7, "relative")


def _ends_word(scene: Scene, position: int) -> bool:
    i = scene.word_before(position)
    return i < 0 or scene.words[i].end == position


def _known(scene: Scene) -> Iterator[Mention]:
    end = abroad = -1
    above: tuple[divisions.Division, ...] = ()
    for start, stop, name in divisions.scan(scene.text):
        chained, end = start == end, stop
        here = divisions.candidates(name)
        nested = chained and any(
            divisions.within(d.code, a.code) for d in here for a in above if a.name[-1] in "省区"
        )
        above = here
        found = divisions.by_name(name)
        if all(d.level == "country" for d in divisions.candidates(name)):
            beside = abroad == start - 1 and scene.text[start - 1] in "、和与及"
            if (
                name != "中国"
                and _is_word(scene, start, stop)
                and (beside or _ABROAD.search(scene.text[max(0, start - 3) : start]))
            ):
                abroad = stop
                yield Mention(start, stop, TYPE, name, 0.7, "gazetteer")
            continue
        if name in _WINGS and scene.text.endswith(_WINGED, 0, start):
            continue
        if found and (len(name) > 2 or _is_word(scene, start, stop)):
            if divisions.ambiguous(name) and not (chained or _tag(scene, start, stop) in _PLACES):
                continue
            if not chained and (_listed(scene, start, name) or _only_split(scene, start, name)):
                continue
            if name[0] == "市" and not (chained or scene.begins(start)):
                continue
            kind = "Zone" if all(d.level == "zone" for d in found) else TYPE
            yield Mention(start, stop, kind, name, 0.9, "gazetteer")
        elif not found and any(d.level != "country" for d in divisions.by_short(name)):
            by = "gazetteer-short" if nested and stop - start > 1 else _short(scene, start, stop, name)
            if by:
                yield Mention(start, stop, TYPE, name, 0.7, by)


def _listed(scene: Scene, start: int, name: str) -> bool:
    """Whether 和县 is the joint of a list of levels: 各设区市|和|县(市、区)."""
    return (
        name[0] in "和与及"
        and name[1:] in {"县", "区", "市", "旗"}
        and scene.text[start - 1 : start] in _LEVELLED
    )


def _is_word(scene: Scene, start: int, end: int) -> bool:
    """Whether a word that may be a name begins there, and no small word that the name only seems to hold (和|县)."""
    word = scene.words[scene.word_at(start)]
    small = word.pos in {"c", "p", "u", "d", "v", "r"}
    return word.start == start and word.pos != "c" and (word.end >= end or not small)


def _short(scene: Scene, start: int, end: int, name: str) -> str:
    """How a short form (丽水, 云和) stands for the place here: as a word, as the head of a name, or not at all."""
    if not scene.begins(start) or scene.text[end : end + 1] in _LOWER:
        return ""
    word = scene.words[scene.word_at(start)]
    if word.end == end:
        if word.pos in _PLACES or not divisions.ambiguous(name):
            return "gazetteer-short" if word.pos not in {"PER", "TIME"} else ""
        return ""
    if word.end > end and word.pos in _PLACES:
        aided = _aided().search(scene.text, max(0, start - 4), start)
        return "gazetteer-short" if aided and word.pos == "ORG" else "gazetteer-prefix"
    return ""


@cache
def _aided() -> re.Pattern[str]:
    """What stands before the place that a team is sent to: 某省支援|某市医疗队."""
    return re.compile(f"{sent()}$")


def _tag(scene: Scene, start: int, end: int) -> str:
    i = scene.word_at(start)
    word = scene.words[i] if i < len(scene.words) else None
    return word.pos if word and word.start <= start and word.end >= end else ""


def _only_split(scene: Scene, start: int, name: str) -> bool:
    """Whether a name only seems to begin there, and stands nowhere in the passage as what it is."""
    if not _split(scene, start):
        return False
    return all(_split(scene, spot.start()) for spot in re.finditer(name, scene.text))


def _split(scene: Scene, start: int) -> bool:
    """Whether a name only seems to begin there, in or with a verb: 新|增城市, 新建|县级…."""
    word = scene.words[scene.word_at(start)]
    if word.start == start:
        return word.end - start == 2 and word.pos == "v"
    return word.start < start and word.pos in {"v", "vn", "vd", "d", "a", "ad", "p"}


def _named(text: str) -> bool:
    """Whether a town or a larger place bears that name."""
    return text in divisions.town_names() or bool(divisions.candidates(text))


def _small(scene: Scene, ends: set[int]) -> Iterator[Mention]:
    """Towns, streets and villages: a word tagged as a place, or what follows a larger place directly."""
    for hit in _SMALL.finditer(scene.text):
        if scene.text.startswith("长", hit.end()) and not _road(scene, hit.end()):
            continue
        for start in _starts(scene, hit, ends):
            if _of_a_people().match(scene.text[start : hit.end()]):
                start = _place_before(scene, start)
            text = scene.text[start : hit.end()]
            if (len(text) == 2 and text[-1] in "乡镇" and not _named(text)) or _LED.match(text):
                break
            start -= _sided(scene, start) if text[-1] in "村庄屯" else 0
            text = scene.text[start : hit.end()]
            if _of_a_people().match(text) or (
                (_COUNTED.search(text) or _SLOGAN.search(text)) and text not in divisions.town_names()
            ):
                continue
            chained = start in ends and len(text) > 2
            if (
                1 < len(text) <= (10 if _PEOPLE.search(text) else 6)
                and (chained or not _GENERIC.match(text))
                and _solid(scene, start, hit.end())
                and scene.text[start - 1 : start] != "级"
                and not (scene.text.startswith("”", hit.end()) and scene.text[start - 1 : start] == "“")
                and scene.text[max(start - 2, 0) : start]
                not in ("一个", "这个", "那个", "每个", "某个", "是个")
            ):
                ends.add(hit.end())
                yield Mention(start, hit.end(), TYPE, text, 0.75, "suffix")
                break


def _street(scene: Scene, start: int) -> int:
    """The start of a name that a street named after another place begins: 青岭|路社区, and not 青岭县|路口村."""
    word = scene.words[scene.word_at(start)]
    return word.start if word.start < start and scene.text[start] in _WAYS else start


@cache
def _of_a_people() -> re.Pattern[str]:
    return re.compile(f"(?:{peoples()})(?:自治)?[乡镇村]$")


def _sided(scene: Scene, start: int) -> int:
    """Length of the word of place that a village of a list begins with: 、|前|张庄村."""
    i = scene.word_before(start)
    side = i >= 0 and scene.words[i].end == start and scene.text[scene.words[i].start : start] in _SIDES
    return 1 if side and scene.text[start - 2 : start - 1] in {"、", "，", ",", "：", "。", "镇", "乡"} else 0


def _road(scene: Scene, position: int) -> bool:
    """Whether 长 begins a longer word (柳溪镇|长虹路), and is no 镇长."""
    word = scene.words[scene.word_at(position)]
    return word.start == position and word.end > position + 1


def _place_before(scene: Scene, start: int) -> int:
    """The start of the word right before where it is a place: 柳源|回族镇."""
    i = scene.word_before(start)
    return (
        scene.words[i].start
        if i >= 0 and scene.words[i].end == start and scene.words[i].pos == "LOC"
        else start
    )


def _groups(scene: Scene, villages: Sequence[Mention]) -> Iterator[Mention]:
    """Groups of villagers behind their village: 柳溪村3组, 柳溪村|上湾组."""
    for village in villages:
        hit = _GROUP.match(scene.text, village.end) if village.text[-1] in "村区" else None
        if hit:
            start = village.start if _COUNT.match(hit.group()) else village.end
            yield Mention(start, hit.end(), TYPE, scene.text[start : hit.end()], 0.75, "group")


def _shared(scene: Scene) -> Iterator[Mention]:
    """Names that share their last character: 石坝、龙塘、金刀三镇."""
    for cue in _TOGETHER.finditer(scene.text):
        level = cue.group(1) or cue.group(2)
        if scene.text[cue.start() - 1] == "的":
            continue
        listed = _ITEMS.search(scene.text[max(0, cue.start() - 40) : cue.start()])
        end = cue.start() - len(listed.group()) if listed else 0
        for item in re.split("[、和及与]", listed.group()) if listed else ():
            start, end = end, end + len(item)
            i = scene.word_before(end)
            if scene.words[i].end - scene.words[i].start == 1:
                i -= 1
            start = max(start, scene.words[i].start)
            item = scene.text[start:end]
            known = divisions.candidates(item + level) or level not in "县区市"
            if len(item) > 1 and item[-1] not in _SETTLED and known and _solid(scene, start, end):
                yield Mention(start, end, TYPE, item, 0.9, f"shared {level}")
            end += 1


def _solid(scene: Scene, start: int, end: int) -> bool:
    """Whether no verb, numeral or particle stands in a stretch: a name, and no clause."""
    i = scene.word_at(start)
    while i < len(scene.words) and scene.words[i].start < end:
        word = scene.words[i]
        if word.pos in {"v", "d", "u", "p", "c", "r", "m", "w", "a"} and (
            word.end - word.start > 1 or word.pos in "umpcrw"
        ):
            return False
        i += 1
    return True


def _starts(scene: Scene, hit: re.Match[str], ends: set[int]) -> Iterator[int]:
    """Where a small place may begin: after a larger one, else where a tagged word begins."""
    for start in range(hit.start(), hit.end() - 2):
        if scene.text[start : hit.end()] in divisions.town_names() and scene.begins(start):
            yield start
    for start in range(hit.end() - 2, hit.start() - 1, -1):
        if start in ends:
            yield _street(scene, start)
    i = scene.word_before(hit.end())
    while i >= 0 and scene.words[i].end > hit.start():
        word = scene.words[i]
        if word.pos in _PLACES and hit.start() <= word.start < hit.end() - 1:
            near = [
                e for e in ends if word.start - 2 <= e < word.start and _HAN.match(scene.text[e : word.start])
            ]
            yield from (max(near), word.start) if near else (word.start,)
        i -= 1
