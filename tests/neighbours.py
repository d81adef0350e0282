"""A small invented graph of two neighbouring counties: something to answer for each saved question."""

from __future__ import annotations

from kg.graph import Award, Edge, Graph, Mention, Node, Observation, Sheet, Source, Story
from kg.ids import digest
from kg.model import Qualifiers

DATES = {"a": "2020-03-02", "b": "2021-05-06", "c": "2022-09"}
_TEXTS = dict.fromkeys(DATES, "")


def at(page: str, quote: str, score: float = 0.9) -> Source:
    """Evidence on a page, whose text grows by the quote."""
    start = len(_TEXTS[page])
    _TEXTS[page] += quote + "。"
    return Source(page, start, start + len(quote), quote, ("a1",), score, "pattern/1", DATES[page])


def node(type_: str, name: str, *aliases: str, code: str | None = None, nth: str = "") -> Node:
    """An entity; `nth` tells those of one name apart."""
    return Node(digest(type_, name, nth), type_, name, aliases, code, (Mention("a", 0, 2, name[:2]),))


def fact(s: Node, p: str, o: Node, *evidence: Source, **q: str) -> Edge:
    """A fact between two entities."""
    pairs: Qualifiers = tuple(sorted(q.items()))
    score = max(e.score for e in evidence)
    return Edge("f" + digest(s.id, p, o.id, *map(str, pairs)), s.id, p, o.id, pairs, score, evidence)


def figure(s: Node, value: str, number: float, kind: str, evidence: Source, **more: str) -> Observation:
    """A measurement in yuan."""
    indicator, period, change = more["of"], more.get("period"), more.get("change")
    id_ = "m" + digest(s.id, indicator, value, kind, period or "")
    return Observation(
        id_, s.id, indicator, value, number, "CNY", kind, period, change, evidence.score, (evidence,)
    )


CITY = node("AdministrativeDivision", "云桥市", code="640200")
QINGXI = node("AdministrativeDivision", "清溪县", "清溪", code="640205")
BAIHE = node("AdministrativeDivision", "白河县", code="640206")
TOWN = node("AdministrativeDivision", "青禾镇", code="640205101")
ZONE = node("Zone", "清溪经开区")
HIGH = node("Zone", "白河高新区")
PARTY = node("PublicBody", "清溪县委", "县委")
BOARD = node("PublicBody", "清溪经开区管委会", "管委会")
GOVERNMENT = node("PublicBody", "白河县政府")
SHI = node("Person", "石启明")
LU = node("Person", "陆知远")
CHAIR = node("Person", "梅若兰", nth="1")
CHIEF = node("Person", "梅若兰", nth="2")
HU = node("Person", "胡阿婆")
PAPER = node("Enterprise", "远帆纸业")
BOXES = node("Enterprise", "小溪包装")
COLLEGE = node("Institution", "云桥学院")
PULP = node("Project", "竹浆项目")
PATH = node("Project", "步道项目")
CLEAN = node("Initiative", "“清廉小镇”行动")
PLAN = node("Document", "《竹产业规划》")
MEETING = node("Event", "竹产业推进会")
PLATFORM = node("Platform", "“一码通”平台")
ENTITIES = tuple(value for value in list(globals().values()) if isinstance(value, Node))

FACTS = (
    fact(SHI, "holdsPost", PARTY, at("a", "清溪县委书记石启明"), post="书记"),
    fact(LU, "holdsPost", GOVERNMENT, at("a", "白河县县长陆知远"), post="县长"),
    fact(LU, "holdsPost", PARTY, at("b", "县委书记陆知远"), at("c", "清溪县委书记陆知远说"), post="书记"),
    fact(CHAIR, "holdsPost", PAPER, at("a", "远帆纸业董事长梅若兰"), post="董事长"),
    fact(CHIEF, "holdsPost", BOARD, at("b", "管委会副主任梅若兰"), post="副主任"),
    fact(HU, "residentOf", TOWN, at("b", "青禾镇居民胡阿婆")),
    fact(QINGXI, "locatedIn", CITY, at("a", "云桥市清溪县")),
    fact(BAIHE, "locatedIn", CITY, at("a", "云桥市白河县")),
    fact(TOWN, "locatedIn", QINGXI, at("a", "清溪县青禾镇"), at("b", "清溪县青禾镇人")),
    fact(ZONE, "locatedIn", QINGXI, at("a", "清溪县的清溪经开区")),
    fact(HIGH, "locatedIn", BAIHE, at("a", "白河县的白河高新区")),
    fact(PAPER, "locatedIn", ZONE, at("a", "清溪经开区的远帆纸业")),
    fact(PULP, "locatedIn", TOWN, at("a", "竹浆项目落户青禾镇")),
    fact(PARTY, "jurisdiction", QINGXI, at("a", "清溪县委", 1.0)),
    fact(BOARD, "jurisdiction", ZONE, at("a", "清溪经开区管委会", 1.0)),
    fact(GOVERNMENT, "jurisdiction", BAIHE, at("a", "白河县政府", 1.0)),
    fact(PAPER, "undertakes", PULP, at("a", "远帆纸业投资3.2亿元建竹浆项目"), amount="3.2亿元"),
    fact(QINGXI, "undertakes", PATH, at("b", "清溪县修步道项目")),
    fact(
        PAPER,
        "cooperatesWith",
        BOARD,
        at("a", "管委会与远帆纸业签约"),
        at("b", "远帆纸业去年与管委会签约"),
        date="2020-03-01",
        matter="竹浆项目",
    ),
    fact(PAPER, "cooperatesWith", HIGH, at("c", "远帆纸业又与白河高新区签约"), amount="5000万元"),
    fact(BOXES, "cooperatesWith", HIGH, at("c", "小溪包装与白河高新区签约", 0.6)),
    fact(PAPER, "acquires", BOXES, at("b", "远帆纸业收购小溪包装六成股份"), date="2021", share="60%"),
    fact(QINGXI, "founds", COLLEGE, at("b", "清溪县办云桥学院")),
    fact(PARTY, "implements", CLEAN, at("a", "县委开展“清廉小镇”行动")),
    fact(GOVERNMENT, "implements", CLEAN, at("c", "白河县政府跟进“清廉小镇”行动")),
    fact(PARTY, "issues", PLAN, at("a", "县委印发《竹产业规划》"), date="2020-03"),
    fact(PARTY, "participatesIn", MEETING, at("a", "县委召开竹产业推进会"), role="host"),
    fact(SHI, "participatesIn", MEETING, at("a", "石启明出席推进会"), role="attends"),
    fact(GOVERNMENT, "operates", PLATFORM, at("c", "白河县政府上线“一码通”平台")),
    fact(BAIHE, "learnsFrom", QINGXI, at("c", "白河县赴清溪县学习"), date="2022-08"),
    fact(QINGXI, "assists", BAIHE, at("c", "清溪县帮扶白河县")),
)
MEASUREMENTS = (
    figure(
        QINGXI, "12亿元", 1.2e9, "actual", at("a", "去年竹产业产值12亿元"), of="竹产业产值", period="2019"
    ),
    figure(QINGXI, "15亿元", 1.5e9, "target", at("a", "明年产值要到15亿元"), of="竹产业产值", period="2021"),
    figure(
        QINGXI,
        "16亿元",
        1.6e9,
        "actual",
        at("c", "产值到16亿元，增长三成"),
        of="竹产业产值",
        period="2021",
        change="+30%",
    ),
    figure(PATH, "800万元", 8e6, "target", at("b", "步道项目总投资800万元"), of="总投资"),
)
HONOURS = (Award("h" + digest(TOWN.id), TOWN.id, "省级生态镇", 0.9, (at("b", "青禾镇获评省级生态镇"),)),)
TEXTS = dict(_TEXTS)


def graph(without: str = "") -> Graph:
    """The graph, or what is left of its facts and pages without one page."""
    pages = [id_ for id_ in DATES if id_ != without]
    kept = [edge for edge in FACTS if any(e.page != without for e in edge.evidence)]
    facts = tuple(
        Edge(e.id, e.s, e.p, e.o, e.q, e.score, tuple(s for s in e.evidence if s.page != without))
        for e in kept
    )
    return Graph(
        pages=tuple(Sheet(i, DATES[i], f"第{i}版", f"{i}.txt", digest(TEXTS[i])) for i in pages),
        articles=tuple(Story(f"{i}#a1", i, f"第{i}版", DATES[i], ("竺文",)) for i in pages),
        entities=tuple(sorted(ENTITIES)),
        facts=tuple(sorted(facts)),
        measurements=tuple(sorted(MEASUREMENTS, key=lambda m: m.id)),
        honours=HONOURS,
    )


GRAPH = graph()
"""23 entities, 31 facts (three of them stated twice), four measurements and an honour, of three pages."""
