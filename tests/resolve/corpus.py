"""A made-up press with known truth: counties, careers, companies and campaigns, one item a page.

Everything is drawn from a seed. Names collide as those of real people do (surnames by their ranks, given
names from few common ones), offices are printed in full and short, a county becomes a district, officials
rise and move, companies are misread, projects have phases and meetings come again every year.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from kg.knowledge.tables import rows
from kg.model import Article, Entity, Evidence, Fact, Page, Record, Span
from kg.resolve import places

_YEARS = range(2012, 2024)
_PAGES_A_COUNTY = 130
_WORDS = (
    "伟 磊 强 军 勇 杰 涛 超 明 刚 平 辉 鹏 飞 波 斌 健 亮 林 敏 静 丽 艳 芳 娟 霞 秀英 桂英 玉兰 建国 建华 建军 "
    "志强 志刚 志勇 国强 国庆 海涛 海燕 晓东 晓明 晓燕 文斌 文军 永强 永刚 春梅 红梅 丽娟 丽华 秀兰 玉梅 俊杰 "
    "浩然 子轩 宏伟 立新 卫东 卫国 学军 德明 金龙 新民 小红 小平 爱华 爱民 淑珍 凤英 桂兰 成林 长江 振华 玉华"
)
_COMMON = _WORDS.split()
_CHARS = (
    "安柏博昌辰承楚聪达德栋铎恩帆丰复冠光广海翰昊和恒弘厚焕惠嘉建鉴杰金锦景敬俊凯康可坤朗乐礼立良霖令隆茂铭乃宁"
    "培鹏启清庆群仁荣瑞森善尚绍升守淑思泰天廷望维文贤向笑新兴修旭学雅延彦阳业一宜毅英永友宇玉裕远跃云泽展昭哲振正"
)
_BRANDS = "恒宏泰晟瑞鑫源盛嘉永泽丰华润康达隆翔锐博凯捷腾远航科信利昌荣兴汇亿百安泽沃森禾绿蓝金银玉"
_TRADES = (
    "电气",
    "机械",
    "新材料",
    "生物科技",
    "农业科技",
    "食品",
    "纺织",
    "重工",
    "光电",
    "药业",
    "重型装备",
)
_BUREAUS = {
    "发展和改革局": "发改局", "教育局": "教育局", "财政局": "财政局", "水利局": "水利局", "公安局": "公安局",
    "人力资源和社会保障局": "人社局", "农业农村局": "农业农村局", "文化和旅游局": "文旅局", "民政局": "民政局",
}  # fmt: skip
_RISE = (("政府", "副县长"), ("委", "常委"), ("委", "副书记"), ("政府", "县长"), ("委", "书记"))
_GOODS = ("铝箔", "石英砂", "香菇", "轴承", "锂电池隔膜", "玻璃纤维", "饲料", "面粉")
_CAMPAIGNS = ("作风建设年", "项目攻坚年", "“清洁家园”行动", "“头雁”工程", "“百日会战”行动")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Records, the pages they were read from, and what each entity of a page really is."""

    records: tuple[Record, ...]
    pages: tuple[Page, ...]
    truth: dict[Key, str]


@dataclass(frozen=True, slots=True)
class County:
    """A county with its names by year: (last year, code, name), the last without an end."""

    lives: tuple[tuple[int, str, str], ...]
    city: str
    province: str

    def at(self, year: int) -> tuple[str, str]:
        """Code and name in a year."""
        return next((code, name) for last, code, name in self.lives if year <= last)

    @property
    def key(self) -> str:
        return self.lives[-1][1]


@dataclass(slots=True)
class Person:
    """A life: stations as (first year, county, body, post); `told` is the last that an item named."""

    key: str
    name: str
    stations: list[tuple[int, County, str, str]]
    told: int = -1


@dataclass(frozen=True, slots=True)
class Company:
    """A company with its head, its place and its project."""

    key: str
    brand: str
    trade: str
    group: bool
    head: Person
    county: County
    goods: str
    tons: int

    def full(self) -> str:
        form = "集团有限公司" if self.group else "有限公司"
        return f"{self.county.province}{self.brand}{'' if self.group else self.trade}{form}"

    def short(self, chance: random.Random) -> str:
        if self.group:
            return f"{self.brand}集团"
        cut = len(self.trade) == 4 and chance.random() < 0.3
        return self.brand + (self.trade[::2] if cut else self.trade)


@dataclass(slots=True)
class Item:
    """A page in the making: text and entities grow together, so every mention stands where it says."""

    page: str
    date: str
    truth: dict[Key, str]
    text: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def say(self, *parts: str | tuple[str, str, str]) -> None:
        """Append words, and entities as (truth, type, name)."""
        for part in parts:
            if isinstance(part, tuple):
                self.mention(*part)
                self.text += part[2]
            else:
                self.text += part

    def mention(self, key: str, kind: str, name: str) -> None:
        span = Span(len(self.text), len(self.text) + len(name), name)
        known = self.entities.get(key)
        if known is None:
            code = key.partition(":")[2] if key.startswith("division:") else None
            known = Entity(f"e{len(self.entities) + 1}", kind, name, articles=("a1",), code=code)
            self.truth[self.page, known.id] = key if code is None else f"division:{places.current(code)}"
        forms = {*known.aliases, name} - {known.name}
        self.entities[key] = Entity(
            known.id, kind, known.name, tuple(sorted(forms)), ("a1",), (*known.mentions, span), known.code
        )

    def state(self, s: str, p: str, o: str, post: str = "") -> None:
        """A fact whose evidence is the whole item."""
        q = (("post", post),) if post else ()
        self.facts.append(Fact(self.entities[s].id, p, self.entities[o].id, q, Evidence(0, 0, "")))

    def record(self) -> Record:
        whole = Evidence(0, len(self.text), self.text, ("a1",))
        facts = tuple(Fact(f.s, f.p, f.o, f.q, whole) for f in self.facts)
        article = Article("a1", "", self.text[:10], self.date)
        return Record(self.page, (article,), tuple(self.entities.values()), facts, date=self.date)


def corpus(pages: int, seed: int = 0) -> Corpus:
    """So many one-item pages."""
    world = _World(pages, random.Random(seed))
    items = [world.item(number) for number in range(pages)]
    made = tuple(Page(item.page, item.text, item.date) for item in items)
    return Corpus(tuple(item.record() for item in items), made, world.truth)


class _World:
    """Counties with their people, companies and campaigns; items are drawn from it."""

    def __init__(self, pages: int, chance: random.Random) -> None:
        self.chance = chance
        self.truth: dict[Key, str] = {}
        self.made = 0
        self.registered: set[str] = set()
        self.counties = chance.sample(_counties(), max(2, pages // _PAGES_A_COUNTY))
        self.officials = {county: self._officials(county) for county in self.counties}
        self.villagers = {county: [self._villager(county) for _ in range(12)] for county in self.counties}
        self.companies = {county: [self._company(county) for _ in range(8)] for county in self.counties}

    def _number(self, kind: str) -> str:
        self.made += 1
        return f"{kind}:{self.made}"

    def _name(self) -> str:
        surname = self.chance.choices(_surnames()[0], cum_weights=_surnames()[1])[0]
        if self.chance.random() < 0.55:
            return surname + self.chance.choice(_COMMON)
        return surname + "".join(self.chance.sample(_CHARS, 2))

    def _officials(self, county: County) -> list[Person]:
        return [self._leader(county) for _ in range(6)] + [self._bureaucrat(county) for _ in range(8)]

    def _leader(self, county: County) -> Person:
        """Rises in the county, a third of them elsewhere in the end."""
        first, rank = self.chance.choice(_YEARS), self.chance.randrange(3)
        stations = [(first, county, *_RISE[rank])]
        if self.chance.random() < 0.5:
            stations.append((first + 2, county, *_RISE[rank + 1]))
        if self.chance.random() < 0.33:
            away = self.chance.choice(self.counties)
            stations.append((first + 4, away, *_RISE[rank + 2]))
        return Person(self._number("person"), self._name(), stations)

    def _bureaucrat(self, county: County) -> Person:
        """Heads a bureau, a quarter of them another one later."""
        first = self.chance.choice(_YEARS)
        bureaus = self.chance.sample(sorted(_BUREAUS), 2)
        stations = [(first, county, bureaus[0], "副局长"), (first + 2, county, bureaus[0], "局长")]
        if self.chance.random() < 0.25:
            stations.append((first + 4, county, bureaus[1], "局长"))
        return Person(self._number("person"), self._name(), stations[self.chance.randrange(2) :])

    def _villager(self, county: County) -> Person:
        village = self.chance.choice("柳杨李王张赵石沙高上下南北东西") + self.chance.choice(
            "湾庄集岗塘桥坪沟店营"
        )
        return Person(self._number("person"), self._name(), [(0, county, village + "村", "")])

    def _company(self, county: County) -> Company:
        """One whose registered name no other of the province bears, as the registry sees to it."""
        head = Person(self._number("person"), self._name(), [])
        while True:
            brand, trade = "".join(self.chance.sample(_BRANDS, 2)), self.chance.choice(_TRADES)
            goods, group = self.chance.choice(_GOODS), self.chance.random() < 0.15
            tons = self.chance.randrange(1, 40)
            made = Company(self._number("firm"), brand, trade, group, head, county, goods, tons)
            if made.full() not in self.registered:
                self.registered.add(made.full())
                return made

    def item(self, number: int) -> Item:
        """One item, of a county, a day and a kind by chance."""
        county, year = self.chance.choice(self.counties), self.chance.choice(_YEARS)
        date = f"{year}-{self.chance.randrange(1, 13):02}-{self.chance.randrange(1, 29):02}"
        item = Item(f"c{number:06}", date, self.truth)
        kind = self.chance.choices([self._visit, self._news, self._village, self._drive], [6, 4, 2, 2])[0]
        kind(item, county, year)
        return item

    def _place(self, item: Item, county: County, year: int) -> str:
        """Say the county as the item begins, at times with its city; its key."""
        code, name = county.at(year)
        key = f"division:{code}"
        if self.chance.random() < 0.3:
            city = f"division:{code[:4]}"
            item.say(
                (city, "AdministrativeDivision", county.city), (key, "AdministrativeDivision", name), "讯 "
            )
            item.state(key, "locatedIn", city)
        else:
            item.say((key, "AdministrativeDivision", name), "讯 ")
        return key

    def _office(self, item: Item, county: County, year: int, body: str) -> str:
        """Say an office of a county in full or short; its key."""
        name, here = county.at(year)[1], f"division:{county.at(year)[0]}"
        form = body if self.chance.random() < 0.5 else {**_BUREAUS, "政府": "人民政府"}.get(body, body)
        key = f"body:{county.key}|{body}"
        item.say((key, "PublicBody", name + form))
        if here in item.entities:
            item.state(key, "jurisdiction", here)
        return key

    def _visit(self, item: Item, county: County, year: int) -> None:
        """An official in office that year does something."""
        self._place(item, county, year)
        known = [(p, at) for p in self.officials[county] for at in [_station(p, year)] if at >= 0]
        if not known:
            self._office(item, county, year, self.chance.choice(sorted(_BUREAUS)))
            item.say("召开会议。")
            return
        person, at = self.chance.choice(known)
        self._posted(item, person, at, year)
        item.say("到现场调研，要求压实责任。")
        if at and (person.told != at or self.chance.random() < 0.1):
            person.told = at
            item.say("此前，")
            self._posted(item, person, at - 1, year)
            item.say("。")

    def _posted(self, item: Item, person: Person, at: int, year: int) -> None:
        _, county, body, post = person.stations[at]
        office = self._office(item, county, year, body)
        if county.at(year)[1].endswith("区"):
            post = post.replace("县长", "区长")
        item.say(post, (person.key, "Person", person.name))
        item.state(person.key, "holdsPost", office, post)

    def _news(self, item: Item, county: County, year: int) -> None:
        """A company builds, with its name misread at times."""
        place = self._place(item, county, year)
        firm = self.chance.choice(self.companies[county])
        name = firm.full() if self.chance.random() < 0.5 else firm.short(self.chance)
        item.say("位于", (place, "AdministrativeDivision", county.at(year)[1]), "的")
        item.say((firm.key, "Enterprise", self._slip(name, firm.brand)))
        item.state(firm.key, "locatedIn", place)
        item.say("董事长", (firm.head.key, "Person", firm.head.name), "介绍，")
        item.state(firm.head.key, "holdsPost", firm.key, "董事长")
        self._project(item, firm)

    def _slip(self, name: str, brand: str) -> str:
        """A name with one character of its brand taken for one alike, once in fifty."""
        alike = _alike().get(brand[1], "")
        if not alike or self.chance.random() > 0.02:
            return name
        return name.replace(brand, brand[0] + self.chance.choice(alike))

    def _project(self, item: Item, firm: Company) -> None:
        phase = self.chance.choice(("", "一期", "二期"))
        plain = f"{firm.tons}万吨{firm.goods}项目{phase}"
        name = f"年产{plain}" if self.chance.random() < 0.5 else plain
        key = f"project:{firm.key}{phase}"
        item.say((key, "Project", name), "进展顺利。")
        item.state(firm.key, "undertakes", key)

    def _village(self, item: Item, county: County, year: int) -> None:
        """A villager prospers."""
        place = self._place(item, county, year)
        person = self.chance.choice(self.villagers[county])
        village = person.stations[0][2]
        home = f"village:{county.key}/{village}"
        item.say(
            (home, "AdministrativeDivision", village),
            "村民",
            (person.key, "Person", person.name),
            "说，收成好。",
        )
        item.state(home, "locatedIn", place)
        item.state(person.key, "residentOf", home)

    def _drive(self, item: Item, county: County, year: int) -> None:
        """A campaign, a yearly meeting, or a rule."""
        place = self._place(item, county, year)
        campaign = self.chance.choice(_CAMPAIGNS)
        drive, rule = f"drive:{county.key}{campaign}", f"rule:{county.key}{year}"
        office = self._office(item, county, year, "政府")
        item.say("推进", (drive, "Initiative", campaign), "，")
        item.state(place, "implements", drive)
        item.say("召开", (f"event:{county.key}{year}", "Event", f"{year}年工作会议"), "，")
        item.say("印发", (rule, "Document", f"《{county.at(year)[1]}{year}年工作要点》"), "。")
        item.state(office, "issues", rule)


def _station(person: Person, year: int) -> int:
    """Where a person is in a year, -1 before and three years after the last."""
    begun = [at for at, station in enumerate(person.stations) if station[0] <= year]
    return begun[-1] if begun and year <= person.stations[begun[-1]][0] + 3 else -1


@cache
def _surnames() -> tuple[list[str], list[int]]:
    """Surnames in the order of their frequency with cumulated weights that fall with the rank."""
    names = [row["surname"] for row in rows("surnames.tsv") if row["kind"] == "single"]
    return names, list(accumulate(round(1_000_000 / (rank + 8) ** 1.3) for rank in range(len(names))))


@cache
def _alike() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("lookalikes.tsv"):
        for one, other in ((row["one"], row["other"]), (row["other"], row["one"])):
            found[one] = found.get(one, "") + other
    return found


@cache
def _counties() -> tuple[County, ...]:
    """Counties of the present, with what they were called since the press began."""
    return tuple(_lives())


def _lives() -> Iterator[County]:
    table = list(rows("divisions.tsv"))
    names = {row["code"]: row for row in table if not row["last"]}
    past: dict[str, list[tuple[int, str, str]]] = {}
    for row in table:
        if row["level"] == "county" and row["last"] and int(row["last"][:4]) >= _YEARS[0]:
            life = (int(row["last"][:4]), row["code"], row["name"])
            past.setdefault(places.current(row["code"]), []).append(life)
    for code, row in sorted(names.items()):
        above, province = names.get(code[:4]), names.get(code[:2])
        if row["level"] != "county" or above is None or province is None or len(code) != 6:
            continue
        now = (_YEARS[-1], code, row["name"])
        short = province["name"][: 3 if province["name"].startswith(("黑龙江", "内蒙古")) else 2]
        yield County((*sorted(past.get(code, ())), now), above["name"], short)
