"""Pages of invented newspapers with their records, as many as wanted, the same every time.

They go into a workspace without being read by the extractor: what is measured is what comes after it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from kg.model import Article, Entity, Evidence, Fact, Honour, Measurement, Page, Record, Span
from kg.workspace import create

RECIPE = "generated-1"
PAGE = 850
"""Quads that a page gives, about."""

_FIRST, _SECOND = "清白青云石东南西北长永安宁新古平高大双金", "溪河山桥城阳江川林州泉水沙原岭湖塘台坪昌"
_SURNAMES, _GIVEN = "石梅陆胡林何高郭马罗梁宋郑谢韩唐冯于董萧", "启明知远若兰文博思雨海涛晓峰立新志强春燕国栋"
_TRADES = ("纸业", "竹艺", "机械", "茶业", "光电", "新材料", "食品", "物流")
_POSTS = ("书记", "局长", "主任", "副主任", "镇长")
_BUREAUS = ("农业农村局", "财政局", "交通运输局", "文化和旅游局")
_INDICATORS = ("地区生产总值", "竹产业产值", "税收收入", "农村居民人均可支配收入")


class _Sheet:
    """A page that is being written: text, entities and what the text states."""

    def __init__(self, number: int) -> None:
        self.id = f"g{number:06}"
        self.date = f"{2017 + number % 7}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        self.text = ""
        self.entities: dict[tuple[str, str], list[Span]] = {}
        self.facts: list[Fact] = []
        self.measurements: list[Measurement] = []
        self.honours: list[Honour] = []

    def say(self, *parts: str | tuple[str, str]) -> Evidence:
        """Print a sentence; a part that is a type and a name is a mention."""
        start = len(self.text)
        for part in parts:
            if isinstance(part, tuple):
                at = len(self.text)
                self.entities.setdefault(part, []).append(Span(at, at + len(part[1]), part[1]))
            self.text += part if isinstance(part, str) else part[1]
        quote = self.text[start:]
        self.text += "。\n"
        score = 0.6 + len(quote) % 5 / 10
        return Evidence(start, start + len(quote), quote, ("a1",), score, f"pattern/{len(quote) % 9}")

    def fact(self, s: tuple[str, str], p: str, o: tuple[str, str], evidence: Evidence, **q: str) -> None:
        """State a fact."""
        self.facts.append(Fact(self._key(s), p, self._key(o), tuple(sorted(q.items())), evidence))

    def figure(self, s: tuple[str, str], indicator: str, number: int, kind: str) -> None:
        """State a measurement in yuan."""
        value, period = f"{number}亿元", self.date[:4]
        evidence = self.say(s, f"{period}年", indicator, "目标" if kind == "target" else "完成", value)
        change = "+8.5%" if kind == "actual" else None
        self.measurements.append(
            Measurement(self._key(s), indicator, value, number * 1e8, "CNY", kind, period, change, evidence)
        )

    def honour(self, s: tuple[str, str], name: str) -> None:
        """State an honour."""
        self.honours.append(Honour(self._key(s), name, self.say(s, "获评", name)))

    def _key(self, entity: tuple[str, str]) -> str:
        return f"e{list(self.entities).index(entity) + 1}"

    def finished(self) -> tuple[Page, Record]:
        """The page and its record."""
        entities = tuple(
            Entity(f"e{n}", type_, name, (), ("a1",), tuple(spans))
            for n, ((type_, name), spans) in enumerate(self.entities.items(), 1)
        )
        article = Article("a1", self.text[:12], self.text[:10], self.date, ("石小满",))
        stated = tuple(self.facts), tuple(self.measurements), tuple(self.honours)
        page = Page(self.id, self.text, self.date, self.text[:12])
        return page, Record(self.id, (article,), entities, *stated, date=self.date, recipe=RECIPE)


def pages(number: int) -> Iterator[tuple[Page, Record]]:
    """So many pages."""
    chance = random.Random(7)
    return (_page(n, chance) for n in range(number))


def _page(number: int, chance: random.Random) -> tuple[Page, Record]:
    sheet = _Sheet(number)
    city = ("AdministrativeDivision", f"{chance.choice(_FIRST)}{chance.choice('桥州')}市")
    county = ("AdministrativeDivision", f"{chance.choice(_FIRST)}{chance.choice(_SECOND)}县")
    town = ("AdministrativeDivision", f"{chance.choice(_FIRST)}{chance.choice(_SECOND)}镇")
    zone = ("Zone", f"{county[1][:2]}经开区")
    sheet.fact(county, "locatedIn", city, sheet.say(city, county, "召开会议"))
    sheet.fact(town, "locatedIn", county, sheet.say(county, town, "参会"))
    sheet.fact(zone, "locatedIn", county, sheet.say(county, "的", zone, "签约"))
    _officers(sheet, county, chance)
    _deals(sheet, zone, town, chance)
    _plans(sheet, city, county, chance)
    _others(sheet, county, town, chance)
    indicator, number = chance.choice(_INDICATORS), chance.randint(3, 900)
    sheet.figure(county, indicator, number, "target")
    sheet.figure(county, indicator, number + chance.randint(-2, 9), "actual")
    sheet.honour(town, f"省级{chance.choice(('生态', '文明', '卫生'))}镇")
    return sheet.finished()


def _officers(sheet: _Sheet, county: tuple[str, str], chance: random.Random) -> None:
    for _ in range(3):
        body = ("PublicBody", county[1] + chance.choice(_BUREAUS))
        person = ("Person", chance.choice(_SURNAMES) + chance.choice(_GIVEN) + chance.choice(_GIVEN))
        post = chance.choice(_POSTS)
        evidence = sheet.say(body, post, person, "出席")
        sheet.fact(person, "holdsPost", body, evidence, post=post)
        sheet.fact(body, "jurisdiction", county, sheet.say(body, "服务", county))


def _deals(sheet: _Sheet, zone: tuple[str, str], town: tuple[str, str], chance: random.Random) -> None:
    for _ in range(2):
        firm = (
            "Enterprise",
            f"{chance.choice(_FIRST)}{chance.choice(_SECOND)}{chance.choice(_TRADES)}有限公司",
        )
        amount = f"{chance.randint(1, 90)}亿元"
        sheet.fact(zone, "cooperatesWith", firm, sheet.say(zone, "与", firm, "签约", amount), amount=amount)
        project = ("Project", f"{firm[1][:4]}{chance.randint(1, 40)}期项目")
        sheet.fact(firm, "undertakes", project, sheet.say(firm, "投资", project, amount), amount=amount)
        sheet.fact(project, "locatedIn", town, sheet.say(project, "落户", town))


def _plans(sheet: _Sheet, city: tuple[str, str], county: tuple[str, str], chance: random.Random) -> None:
    other = ("AdministrativeDivision", f"{chance.choice(_FIRST)}{chance.choice(_SECOND)}县")
    if other != county:
        sheet.fact(county, "learnsFrom", other, sheet.say(county, "赴", other, "考察"), date=sheet.date)
    plan = ("Initiative", f"“{chance.choice(_FIRST)}{chance.choice(_SECOND)}”行动")
    sheet.fact(city, "implements", plan, sheet.say(city, "启动", plan))
    paper = ("Document", f"《{city[1]}竹产业规划（{sheet.date[:4]}）》")
    sheet.fact(city, "issues", paper, sheet.say(city, "印发", paper), date=sheet.date)
    meeting = ("Event", f"{sheet.date}竹产业推进会")
    sheet.fact(county, "participatesIn", meeting, sheet.say(county, "主办", meeting), role="host")


def _others(sheet: _Sheet, county: tuple[str, str], town: tuple[str, str], chance: random.Random) -> None:
    """One fact of the rarer kinds."""
    firm, bought = (
        ("Enterprise", f"{chance.choice(_FIRST)}{chance.choice(_SECOND)}{chance.choice(_TRADES)}有限公司")
        for _ in range(2)
    )
    person = ("Person", chance.choice(_SURNAMES) + chance.choice(_GIVEN) + chance.choice(_GIVEN))
    kind = chance.randrange(5)
    if kind == 0 and firm != bought:
        sheet.fact(firm, "acquires", bought, sheet.say(firm, "收购", bought), share="51%")
    elif kind == 1:
        sheet.fact(person, "founds", firm, sheet.say(person, "创办", firm), date=sheet.date[:4])
    elif kind == 2:
        sheet.fact(person, "residentOf", town, sheet.say(town, "居民", person, "说"))
    elif kind == 3:
        platform = ("Platform", f"“{town[1][:2]}一码通”平台")
        sheet.fact(county, "operates", platform, sheet.say(county, "上线", platform))
    else:
        sheet.fact(firm, "assists", town, sheet.say(firm, "帮扶", town))
    sheet.fact(firm, "locatedIn", county, sheet.say(county, "的", firm))


def fill(path: Path, triples: int) -> Path:
    """A workspace at the path that gives about so many triples."""
    with create(path) as workspace:
        for page, record in pages(triples // PAGE):
            workspace.put(page, record, RECIPE)
    return path
