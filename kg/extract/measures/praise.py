"""Titles and awards that an entity holds: `荣获…`, `被评为…`, `入选…`, `素有“…”的美誉`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from kg.extract.measures.ground import Ground, ground
from kg.extract.measures.head import HOLDERS, PLACES
from kg.extract.measures.praise_list import granted, handed, listed
from kg.extract.measures.topic import Clause
from kg.extract.reading import Mention, Praise, Reading
from kg.knowledge.tables import column
from kg.knowledge.words import any_of

_HELD = HOLDERS | {"Person", "Initiative"}
_QUOTED = re.compile(r"[“‘「『]([^“”‘’「」『』]{2,30})[”’」』]")
_TITLE = re.compile(r"[^，,。；;：:！？!?\n、]{2,40}")
_FAME = re.compile(
    r"(?:(?:素有|享有|被誉为|誉为|被称为|被称作)[“‘「]([^“”‘’」]{2,14})[”’」](?:之称|的?美誉|的?美称|之誉|的?称号)?"
    r"|有着?[“‘「]([^“”‘’」]{2,14})[”’」](?:之称|的?美誉|的?美称|之誉|的?称号))"
)
_PASSED = re.compile(
    r"通过了?((?:国家|全国|省级|市级|省|中国|[一二三]级[甲乙]等)[^，。；、\n]{2,18}?)(?:复审|复检|复核|验收|认定|认证|评审)"
)
_STANDING = re.compile(r"(?:中国|世界|全国|全球|亚洲|全国民营企业|中国民营企业)\d{2,3}强(?:企业)?")
_FIRMS = re.compile(
    r"\d*[家户]?(?:均|都|全部)?(?:是|为|系)((?:国家级?|省级?|市级?)?(?:高新技术|专精特新|瞪羚|独角兽|农业产业化[^，。；、]{0,6}龙头|单项冠军)[^，。；、\n]{0,8}企业)"
)
_AS = re.compile(r"作为(?:一个|一家)?((?:国家级?|全国|省级|中国)[^，。；、\n]{2,18})，")
_PERSONS = re.compile(
    r"(?:曾?是|系|曾为|作为)(?:一[位名])?((?:全国|全省|全市|全区|全县|省级?|市级?|县级?|自治区级?|中国)"
    r"(?:[^，。；、\n]{0,8})(?:劳动模范|劳模|道德模范|先进工作者|优秀共产党员|优秀党务工作者|三八红旗手|先进个人|好人|工匠|技术能手))"
)
_LEVELLED = re.compile(
    r"[“‘]?(?:新一轮|首批|首个)?(?:国家|全国|全[省市县区镇州旗]|[省市县区州部]级|中国|自治区|世界|全球|亚洲|国际|首批|第[一二三四五六七八九十]+批|[一二三]级甲等|[三四五]星级|[345]A级)"
)
_PERSONAL = re.compile(
    r"(?:个人|劳动模范|劳模|道德模范|好人|标兵|工匠|能手|优秀共产党员|先进工作者|优秀党务工作者|红旗手|楷模|奖章)$"
)
_FIRM = re.compile(r"(?:企业|公司|“小巨人”)$")
_OF_FIRM = re.compile(
    r"(?:的)?(?:改革|创新)?(?:经验|做法|案例|模式)(?:做法)?|(?:项目|工程|产品|品牌)$|的?[“‘][^”’]{2,12}[”’][一-鿿]{0,4}$"
)
_CASE = re.compile(r"(?:案例|范例|经验|做法|模式)$")
_DEED = re.compile(r"[一-鿿]{2,6}")
_COUNT = re.compile(r"[\d一二两三四五六七八九十]+多?余?[家户个名项所]")
_GIVEN = re.compile(r"[被由经][^，。；、被]{2,18}?(?:[部委局厅署办会院省市县区]|政府|组织|中心)$")
_SEVERAL = re.compile(
    r"等[\d一二三四五六七八九十]+多?余?[家户个名项所](?:县市区?|单位|企业|乡?镇|村|社区|学校|[市州县区]|地区)?$"
)
_IS = re.compile(
    r"(?<!不)是(?:一[个座家]|[^，。；、的\n]{0,6}(?:首[个家批]|第一[个家批]|唯一一?[个家]))?"
    r"((?:国家级?|全国|省级|全省|中国)[^，。；、的\n]{2,18})(?=[，。；、\n])"
)
_LEVEL = r"(?:国家级?|全国|省级|全省|自治区级?|市级|全市|州级|县级|全县|区级|全区|中国)"
_APPOSED = re.compile(
    rf"({_LEVEL}[^，。；：、的\d“”\n]{{0,16}}?(?:龙头企业|高新技术企业|小巨人”?企业|示范(?:合作)?社|示范[村镇县区]|示范基地|示范学校"
    r"|文明村镇?|文明[镇县城]市?|文明单位|卫生村|森林村|重点中学|名[镇村]|劳动模范|劳模|道德模范|先进工作者|三八红旗手|技术能手))[——“]{0,2}"
)
"""A title right before the name that bears it: `省级龙头企业甲公司`, `全国劳动模范乙`."""
_GRANTED = re.compile(r"(?:(?<=确定的)|(?<=命名的)|(?<=认定的)|(?<=评定的))([^，。；：、的“”\n]{3,16})——")
"""A title that somebody granted, right before its bearer: `省政府认定的茶叶大县——甲县`."""
_BECAME = re.compile(
    rf"成为((?:{_LEVEL}|省|市)(?:首批|首个|第[一二三四五六]批)[^，。；、的最\n]{{2,24}})(?=[，。；、])"
)
_CHANCE = re.compile(
    rf"(?:抓住|抢抓|把握|用好|借助?|利用)(?:入选|获批|被列为|成为)?((?:{_LEVEL})[^，。；、的\n]{{2,24}}?)(?:这一|的)"
    r"(?:重大|重要|难得|历史|有利)*(?:机遇|契机)"
)
_CAME = re.compile(
    r"((?:[“‘][^“”‘’\n]{2,30}[”’]、?)+)等?(?:多项)?(?:荣誉称号|荣誉|称号|奖项|殊荣)"
    r"(?:纷至沓来|接踵而[至来]|[尽悉]?数?收入囊中|实至名归|花落)"
)
"""Titles that come to the one spoken of: `“…”、“…”等荣誉纷至沓来`."""
_AT = re.compile(r"在([^，。；\n]{4,30}?)(?:中|上|里)?(?:一举|成功|再次|曾)?$")
_RANKED = re.compile(r"(?:特等|[一二三]等|金|银|铜|优秀)奖|第[一二三]名|冠军|亚军|季军")
_HOPED = re.compile("(?<![即])将(?!其)|力争|争取|努力|有望|致力|旨在|建成后|投产后|打造")
"""What tells that a thing is hoped for and has not come yet."""
_YEARS = re.compile(
    r"[连又]?[续]?\s*[\d一二三四五六七八九十]+(?:多|余)?(?:年|次|届)|(?:19|20)\d\d年?(?:[和、](?:19|20)\d\d年)?|于|在|以来"
)


_CUES = (_FAME, _PASSED, _FIRMS, _STANDING, _AS, _PERSONS, _IS, _APPOSED, _GRANTED, _BECAME, _CHANCE, _CAME)


def praise(reading: Reading) -> tuple[Praise, ...]:
    """The honours that a passage states, one for each title and holder."""
    text = reading.passage.text
    hits = [hit for cue in (_cue(), *_CUES) for hit in cue.finditer(text)]
    published = any(word in text for word in ("名单", "榜单", "名录"))
    if not hits and not published and not any(word in text for word in _GIVING):
        return ()
    scene = _Scene(reading, ground(reading))
    found = [p for hit in sorted(hits, key=lambda h: h.start()) for p in scene.read(hit)]
    found += scene.published() if published else ()
    given = list(scene.given()) if any(word in text for word in _GIVING) else []
    found = given + [p for p in found if not any(_spoilt(p, other) for other in given)]
    told = {(p.s, p.honour): p for p in reversed(found)}.values()
    whole = (p for p in told if not any(_within(p, other) for other in told))
    return tuple(sorted(whole, key=lambda p: (p.start, p.s, p.honour)))


_GIVING = ("授予", "命名", "认定", "评定", "评选", "表彰", "确定", "颁发", "颁授")


def _spoilt(praised: Praise, given: Praise) -> bool:
    """Whether an honour was read out of a stretch in which another is given to somebody named."""
    return praised.start < given.end and given.start < praised.end and given.honour in praised.honour


def _within(praised: Praise, other: Praise) -> bool:
    """Whether another honour of the same holder tells the same title with more words."""
    longer = len(other.honour) > len(praised.honour) > 5
    return longer and other.s == praised.s and other.honour.endswith(praised.honour)


class _Scene:
    """A passage with its names and clauses, asked who holds a title."""

    def __init__(self, reading: Reading, ground: Ground) -> None:
        self.reading, self.text, self.mentions = reading, reading.passage.text, ground.mentions
        self.clauses, self.periods = ground.clauses, ground.periods
        self.starts = [c.start for c in ground.clauses]

    def read(self, hit: re.Match[str]) -> Iterator[Praise]:
        """The honours that one cue states."""
        if hit.re is _cue() and hit["soft"] and self.hoped(hit.start()):
            return
        titles = list(self.titles(hit))
        holders, score = self.holders(hit, any(_CASE.search(title) for title, _ in titles))
        for title, end in titles:
            for holder in self.fit(holders, title, hit):
                start = max(self.clause(hit.start()).start, end - 58)
                yield Praise(holder, title, min(start, hit.start()), end, score, f"praise:{_kind(hit)}")

    def fit(self, holders: list[str], title: str, hit: re.Match[str]) -> list[str]:
        """Those of the holders that can bear a title: a person what honours persons, no place what honours firms."""
        types = self.reading.types
        if _PERSONAL.search(title) and hit.re is not _APPOSED:
            start = self.clause(hit.start()).start
            persons = [m for m in self.mentions if m.type == "Person" and start <= m.start < hit.start()]
            return [persons[-1].entity] if persons else [h for h in holders if types[h] == "Person"]
        if _FIRM.search(title):
            return [h for h in holders if types[h] not in ("AdministrativeDivision", "PublicBody", "Person")]
        return holders

    def published(self) -> Iterator[Praise]:
        """The honours of a list just published."""
        types = self.reading.types
        for praised, title in listed(self.text, self.mentions, lambda title: _valid(title, True)):
            if not _FIRM.search(title) or types[praised.s] in ("Enterprise", "Institution", "Project"):
                yield praised

    def given(self) -> Iterator[Praise]:
        """The honours that somebody gives."""
        held = [*granted(self.text, self.mentions, lambda title: _valid(title, True))]
        held += handed(self.text, self.mentions)
        return (p for p in held if self.reading.types[p.s] in _HELD)

    def hoped(self, offset: int) -> bool:
        """Whether a sentence tells before a cue what is to come: 建成后将…，成为…."""
        start = max(self.text.rfind(mark, 0, offset) for mark in "。！？；\n") + 1
        return _HOPED.search(self.text, start, offset) is not None

    def clause(self, offset: int) -> Clause:
        """The clause at an offset."""
        return self.clauses[max(bisect_right(self.starts, offset) - 1, 0)]

    def holders(self, hit: re.Match[str], deed: bool) -> tuple[list[str], float]:
        """The names right before a cue (a list too), else the topic of a clause that names nobody.

        What is praised as a case is a deed, which stands between who did it and the cue.
        """
        offset = hit.start()
        clause = self.clause(offset)
        if hit.re in (_APPOSED, _GRANTED):
            at = bisect_left(self.mentions, hit.end(), key=lambda m: m.start)
            borne = [m for m in self.mentions[at : at + 1] if m.start == hit.end() and m.type in _HELD]
            return [m.entity for m in borne], 0.8
        if hit.re is _AS:
            clause = self.clause(hit.end())
            return ([clause.topic], 0.8) if clause.own else ([], 0.0)
        if hit.re is _STANDING and clause.own and "是" in self.text[clause.start : offset]:
            return [clause.topic], 0.7
        if hit.re is _CAME:
            topic = self.clause(max(offset - 2, 0)).topic
            return ([topic], 0.7) if topic else ([], 0.0)
        first = bisect_left(self.mentions, clause.start, key=lambda m: m.start)
        last = bisect_left(self.mentions, offset, key=lambda m: m.start)
        if hit.re is _CHANCE and re.search("[县市区镇乡村旗]$", hit[1]):
            return self.home(), 0.6
        near = [m for m in self.mentions[first:last] if m.type in _HELD and m.end <= offset and self.own(m)]
        if hit.re is _STANDING and not near:
            return [], 0.0
        if not near:
            free = self.plain(clause.start, offset) and not _COUNT.search(self.text, clause.start, offset)
            return ([clause.topic], 0.7) if clause.topic and free else ([], 0.0)
        done = deed and _DEED.fullmatch(self.text, near[-1].end, offset)
        if not done and not self.plain(near[-1].end, offset):
            return ([clause.topic], 0.6) if clause.own and self.governed(near, clause) else ([], 0.0)
        group, left = [near[-1]], near[-1].start
        for mention in reversed(near[:-1]):
            joint = self.text[mention.end : left]
            if joint and joint not in ("、", "和", "与", "及"):
                break
            group += [mention] if joint else []
            left = mention.start
        return [m.entity for m in reversed(group)], 0.9

    def home(self) -> list[str]:
        """The place that an article speaks of, if it is named there."""
        context, types = self.reading.context, self.reading.types
        named = [i for i, name in self.reading.names.items() if name == context.place and types[i] in PLACES]
        if not named and context.entity and types.get(context.entity) in PLACES:
            return [context.entity]
        return named[:1]

    def own(self, mention: Mention) -> bool:
        """Whether a name is not that of the giver (`被教育部认定为`)."""
        return self.text[mention.start - 1 : mention.start] not in ("被", "由", "经")

    def governed(self, near: list[Mention], clause: Clause) -> bool:
        """Whether all names between the topic and the cue are part of where or when it was won (`在…中`)."""
        rest = self.text[near[0].end : near[-1].start]
        return near[0].entity == clause.topic and len(near) > 1 and "在" in rest

    def plain(self, start: int, stop: int) -> bool:
        """Whether a stretch holds nothing but adverbs, times and the occasion."""
        for period in self.periods[bisect_left(self.periods, start, key=lambda t: t.start) :]:
            if period.end > stop:
                break
            if not re.sub(r"[\s“”]", "", _adverbs().sub("", self.text[start : period.start])):
                start = period.end
        free = _SEVERAL.sub("", _OF_FIRM.sub("", _GIVEN.sub("", self.text[start:stop])))
        rest = _adverbs().sub("", _YEARS.sub("", _AT.sub("", free)))
        return not re.sub(
            r"[\s“”‘’]|[\d一二三四五六七八九十]+[家户个名]|同类|^(?:[该本]?(?:企业|公司|厂|集团|合作社|县|镇|乡|村|区|市|校|院))$",
            "",
            rest,
        )

    def titles(self, hit: re.Match[str]) -> Iterator[tuple[str, int]]:
        """The titles behind a cue, each with the offset where it ends."""
        if hit.re is not _cue():
            if hit.re is _STANDING:
                yield hit.group(), hit.end()
            elif hit.re in (_AS, _IS, _BECAME, _CHANCE):
                yield from self.row(hit)
            elif hit.re is _CAME:
                yield from ((quoted[1], hit.end()) for quoted in _QUOTED.finditer(hit[1]))
            elif hit.re is not _FAME or len(hit[1] or hit[2]) < 12:
                yield hit[1] or hit[2], hit.end()
            return
        at, strict = hit.end(), bool(hit["soft"])
        while at < len(self.text):
            found = _QUOTED.match(self.text, at)
            whole = found.end() if found and _QUOTED.match(self.text, found.end()) else _title(self.text, at)
            plain = self.text[at:whole]
            named = (
                found[1]
                if found and whole <= found.end() + 6 and not _headed(self.text[found.end() : whole])
                else plain
            )
            title = _trimmed(named)
            title = title.removeprefix("创建")
            if not _valid(title, strict, not hit["soft"]):
                return
            yield self.occasion(hit.start(), title), whole
            if self.text[whole : whole + 1] not in ("、", "“", "‘"):
                return
            at, strict = whole + (self.text[whole] == "、"), True

    def row(self, hit: re.Match[str]) -> Iterator[tuple[str, int]]:
        """A title that a cue tells, with those listed behind it: `是全国重点镇、国家卫生镇`."""
        title, at = hit[1], hit.end(1)
        while _valid(title, True):
            yield title, at
            if hit.re is not _IS or self.text[at : at + 1] != "、":
                return
            stop = _title(self.text, at + 1)
            title, at = self.text[at + 1 : stop], stop

    def occasion(self, offset: int, title: str) -> str:
        """`在全市技能大赛中荣获一等奖`: the prize with what it was won at."""
        if not _RANKED.fullmatch(title):
            return title
        clause = self.clause(offset)
        where = _AT.search(self.text, clause.start, offset)
        return where[1].removesuffix("中") + title if where else title


def _kind(hit: re.Match[str]) -> str:
    names = {
        _FAME: "fame",
        _PASSED: "passed",
        _FIRMS: "firms",
        _STANDING: "standing",
        _AS: "as",
        _PERSONS: "person",
        _APPOSED: "apposed",
        _GRANTED: "apposed",
    }
    return names.get(hit.re, "cue")


def _title(text: str, start: int) -> int:
    """Where the title that begins at `start` ends: a mark, a quoted part counting as one."""
    at = start
    while at < len(text):
        quoted = _QUOTED.match(text, at)
        if quoted:
            at = quoted.end()
        elif text[at] in "，,。；;：:！？!?\n、）)（(" or at - start > 44:
            break
        else:
            at += 1
    return at


def _trimmed(title: str) -> str:
    plain = re.sub(r"^[了为过]|^[\s]+|的(?:东风|契机|机遇|机会|基础上?)$", "", title)
    plain = _tails().sub("", plain)
    bare = re.fullmatch(r"[“‘「『]([^“”‘’]+)[”’」』]", plain)
    return bare[1] if bare else plain


def _headed(rest: str) -> bool:
    return bool(_heads().match(rest)) or bool(re.match(r"企业|单位|村|基地|奖|项目|县|镇", rest))


_NONE = re.compile(
    r"[的了]?(?:支持|好评|认可|点赞|成效|效果|成绩|进展|突破|收益|肯定|关注|瞩目|赞誉|反响|资金|补助|荣誉|项目库)$|唯一[^的]{1,6}的|^[\d两三四五六七八九十]+[个家项]|^建设"
)


def _valid(title: str, strict: bool, hard: bool = False) -> bool:
    if not 2 <= len(title) <= 36 or _NONE.search(title):
        return False
    ends = bool(_heads().search(re.sub(r"[”’」』）)]", "", title)))
    if hard and _LEVELLED.match(title):
        return True
    return ends and (not strict or bool(_levels().search(title)) or len(title) < 3)


@cache
def _cue() -> re.Pattern[str]:
    hard, soft = (any_of(column("honours.tsv", "form", role=r)) for r in ("hard", "soft"))
    return re.compile(rf"(?:(?P<hard>{hard})|(?P<soft>{soft}))[了为过]?")


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"{any_of(column('honours.tsv', 'form', role='head'))}$")


@cache
def _levels() -> re.Pattern[str]:
    return re.compile(rf"{any_of(column('honours.tsv', 'form', role='level'))}")


@cache
def _adverbs() -> re.Pattern[str]:
    return re.compile(rf"{any_of(column('honours.tsv', 'form', role='adverb'))}")


@cache
def _tails() -> re.Pattern[str]:
    return re.compile(rf"{any_of(column('honours.tsv', 'form', role='tail'))}+$")
