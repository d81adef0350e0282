"""An invented county in a workspace: three pages, their records written by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kg.model import Article, Entity, Evidence, Fact, Honour, Measurement, Page, Record, Span
from kg.workspace import create

PAGES = (
    Page(
        "yd0412",
        "云渡县招商再传捷报\n"
        "本报讯 4月12日，云渡县与江南重工集团签约，总投资12亿元的智能装备产业园项目落户云渡经开区。"
        "云渡县委书记沈望舒出席签约仪式。云渡县商务局局长丁若溪介绍，力争2021年全县实际利用外资达到3亿元。"
        "云渡县党政考察团日前赴安川县学习。\n"
        "江南重工集团董事长贺兰青说，智能装备产业园项目今年6月开工，2022年投产。云岭晚报报道。",
        "2021-04-12",
        "云渡日报第1版",
    ),
    Page(
        "yd0118",
        "去年全县经济稳中向好\n"
        "记者从云渡县商务局获悉，2021年云渡县实际利用外资2.7亿元，同比增长8.5%。"
        "云渡县商务局局长丁若溪、云渡经开区党工委书记丁若溪表示，将继续帮扶枫桥镇。"
        "青禾食品公司获评省级龙头企业，位于云渡县枫桥镇。江南重工集团收购青禾食品公司60%的股份。",
        "2022-01-18",
        "云渡日报第2版",
    ),
    Page(
        "ac0301",
        "安川县水利局巡查水库\n安川县委副书记沈望舒到安川县调研。安川县商务局丁若溪陪同。云渡县投资3亿元建设柳溪水厂项目。云岭晚报也作了报道。",
        "2021-03-01",
        "安川报",
    ),
)
TEXTS = {page.id: page.text for page in PAGES}


@dataclass(slots=True)
class Draft:
    """A record in the making: entities by name, facts with their quotes."""

    page: Page
    entities: dict[str, Entity] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    measurements: list[Measurement] = field(default_factory=list)
    honours: list[Honour] = field(default_factory=list)

    def has(self, type_: str, *names: str, code: str | None = None) -> None:
        for name in names:
            spans = tuple(Span(at, at + len(name), name) for at in self._places(name))
            number = f"e{len(self.entities) + 1}"
            self.entities[name] = Entity(number, type_, name, (), ("a1",), spans, code)

    def says(self, s: str, p: str, o: str, quote: str, **q: str) -> None:
        pair = self.entities[s].id, self.entities[o].id
        self.facts.append(Fact(pair[0], p, pair[1], tuple(sorted(q.items())), self._evidence(quote)))

    def counts(self, s: str, indicator: str, value: str, number: float, quote: str, **more: str) -> None:
        kind, period, change = more.get("kind", "actual"), more.get("period"), more.get("change")
        evidence = self._evidence(quote)
        made = Measurement(
            self.entities[s].id, indicator, value, number, "CNY", kind, period, change, evidence
        )
        self.measurements.append(made)

    def honours_with(self, s: str, honour: str, quote: str) -> None:
        self.honours.append(Honour(self.entities[s].id, honour, self._evidence(quote)))

    def record(self) -> Record:
        title = self.page.text.split("\n")[0]
        article = Article("a1", title, self.page.text.split("\n")[1][:10], self.page.date)
        return Record(
            self.page.id,
            (article,),
            tuple(self.entities.values()),
            tuple(self.facts),
            tuple(self.measurements),
            tuple(self.honours),
            self.page.date,
            "hand-1",
        )

    def _places(self, name: str) -> list[int]:
        text = self.page.text
        return [at for at in range(len(text)) if text.startswith(name, at)]

    def _evidence(self, quote: str) -> Evidence:
        start = self.page.text.index(quote)
        return Evidence(start, start + len(quote), quote, ("a1",), 0.9, "post.before_name")


def records() -> list[Record]:
    return [_signing(), _year(), _neighbour()]


def _signing() -> Record:
    d = Draft(PAGES[0])
    d.has("AdministrativeDivision", "云渡县", code="640211")
    d.has("AdministrativeDivision", "安川县", code="640212")
    d.has("PublicBody", "云渡县委", "云渡县商务局")
    d.has("Enterprise", "江南重工集团")
    d.has("Project", "智能装备产业园项目")
    d.has("Zone", "云渡经开区")
    d.has("Person", "沈望舒", "丁若溪", "贺兰青")
    d.has("Institution", "云岭晚报")
    signed = "云渡县与江南重工集团签约"
    d.says("云渡县", "cooperatesWith", "江南重工集团", signed, date="2021-04-12", amount="12亿元")
    d.says(
        "江南重工集团",
        "undertakes",
        "智能装备产业园项目",
        signed + "，总投资12亿元的智能装备产业园项目",
        amount="12亿元",
    )
    d.says("智能装备产业园项目", "locatedIn", "云渡经开区", "智能装备产业园项目落户云渡经开区")
    d.says("云渡经开区", "locatedIn", "云渡县", "落户云渡经开区")
    d.says("沈望舒", "holdsPost", "云渡县委", "云渡县委书记沈望舒", post="书记")
    d.says("丁若溪", "holdsPost", "云渡县商务局", "云渡县商务局局长丁若溪", post="局长")
    d.says("贺兰青", "holdsPost", "江南重工集团", "江南重工集团董事长贺兰青", post="董事长")
    d.says("云渡县商务局", "jurisdiction", "云渡县", "云渡县商务局")
    d.says("云渡县委", "jurisdiction", "云渡县", "云渡县委")
    d.says("云渡县", "learnsFrom", "安川县", "云渡县党政考察团日前赴安川县学习")
    aim = "力争2021年全县实际利用外资达到3亿元"
    d.counts("云渡县", "实际利用外资", "3亿元", 3e8, aim, kind="target", period="2021")
    d.counts("智能装备产业园项目", "总投资", "12亿元", 1.2e9, "总投资12亿元", kind="target")
    return d.record()


def _year() -> Record:
    d = Draft(PAGES[1])
    d.has("AdministrativeDivision", "云渡县", code="640211")
    d.has("AdministrativeDivision", "枫桥镇", code="640211101")
    d.has("PublicBody", "云渡县商务局", "云渡经开区党工委")
    d.has("Enterprise", "青禾食品公司", "江南重工集团")
    d.has("Person", "丁若溪")
    d.says("丁若溪", "holdsPost", "云渡县商务局", "云渡县商务局局长丁若溪", post="局长")
    d.says("丁若溪", "holdsPost", "云渡经开区党工委", "云渡经开区党工委书记丁若溪", post="书记")
    d.says("云渡县商务局", "jurisdiction", "云渡县", "云渡县商务局")
    d.says("云渡县商务局", "assists", "枫桥镇", "将继续帮扶枫桥镇")
    d.says("枫桥镇", "locatedIn", "云渡县", "云渡县枫桥镇")
    d.says("青禾食品公司", "locatedIn", "枫桥镇", "位于云渡县枫桥镇")
    d.says("江南重工集团", "acquires", "青禾食品公司", "江南重工集团收购青禾食品公司60%的股份", share="60%")
    done = "2021年云渡县实际利用外资2.7亿元，同比增长8.5%"
    d.counts("云渡县", "实际利用外资", "2.7亿元", 2.7e8, done, period="2021", change="+8.5%")
    d.honours_with("青禾食品公司", "省级龙头企业", "青禾食品公司获评省级龙头企业")
    return d.record()


def _neighbour() -> Record:
    d = Draft(PAGES[2])
    d.has("AdministrativeDivision", "安川县", code="640212")
    d.has("AdministrativeDivision", "云渡县", code="640211")
    d.has("PublicBody", "安川县委", "安川县水利局", "安川县商务局")
    d.has("Person", "沈望舒", "丁若溪")
    d.has("Project", "柳溪水厂项目")
    d.has("Institution", "云岭晚报")
    d.says("沈望舒", "holdsPost", "安川县委", "安川县委副书记沈望舒", post="副书记")
    d.says("丁若溪", "holdsPost", "安川县商务局", "安川县商务局丁若溪", post="干部")
    d.says("安川县委", "jurisdiction", "安川县", "安川县委")
    d.says("安川县水利局", "jurisdiction", "安川县", "安川县水利局")
    d.says("云渡县", "undertakes", "柳溪水厂项目", "云渡县投资3亿元建设柳溪水厂项目", amount="3亿元")
    return d.record()


def workspace(folder: Path) -> Path:
    """The county as a workspace in a folder."""
    path = folder / "county.kg"
    with create(path) as held:
        for page, record in zip(PAGES, records(), strict=True):
            held.put(page, record, record.recipe)
    return path


def hostile_workspace(folder: Path, text: str) -> Path:
    """A workspace in which every free text is `text`."""
    path = folder / "hostile.kg"
    page = Page("p " + text, f"{text}任{text}局局长\n{text}", "2021", text, text)
    draft = Draft(page)
    draft.has("Person", text)
    draft.has("PublicBody", text + "局")
    draft.says(text, "holdsPost", text + "局", f"{text}任{text}局局长", post=text)
    draft.counts(text + "局", text, text, 1.0, text, period="2021", change=text)
    draft.honours_with(text, text, text)
    with create(path) as held:
        held.put(page, draft.record(), "hand-1")
    return path
