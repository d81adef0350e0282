"""A small invented graph: two papers, two counties, every kind of thing that a graph can hold."""

from __future__ import annotations

from kg.graph import Award, Edge, Graph, Mention, Node, Observation, Sheet, Source, Story
from kg.ids import digest
from kg.model import Qualifiers

PAGES = {
    "qx-0512": (
        "清溪县召开项目推进会\n"
        "本报讯 5月11日，清溪县召开项目推进会。县委书记石启明出席会议。云桥市清溪县与远帆纸业集团签约，"
        "总投资3.2亿元的年产8万吨竹浆项目落户青禾镇。去年全县竹产业产值完成12亿元。"
    ),
    "yq-0601": (
        "远帆纸业集团与清溪县签约后，集团董事长梅若兰说，竹浆项目力争2022年产值突破20亿元。"
        "青禾镇获评省级生态镇。"
    ),
}
"""Texts of the two pages, by id."""

_DATES = {"qx-0512": "2021-05-12", "yq-0601": "2021-06"}
_TITLES = {"qx-0512": "清溪县召开项目推进会", "yq-0601": "竹浆项目开工"}


def source(page: str, quote: str, score: float = 0.9, by: str = "pattern/1") -> Source:
    """Evidence for what `quote`, which must stand in the page, states."""
    start = PAGES[page].index(quote)
    return Source(page, start, start + len(quote), quote, ("a1",), score, by, _DATES[page])


def node(type_: str, name: str, *aliases: str, code: str | None = None) -> Node:
    """An entity with a mention wherever its name or an alias stands."""
    found = []
    for page, text in PAGES.items():
        for form in (name, *aliases):
            at = text.find(form)
            if at >= 0:
                found.append(Mention(page, at, at + len(form), form))
    return Node(digest(type_, name), type_, name, aliases, code, tuple(sorted(set(found))))


def edge(s: Node, p: str, o: Node, evidence: tuple[Source, ...], **q: str) -> Edge:
    """A fact between two entities."""
    pairs: Qualifiers = tuple(sorted(q.items()))
    score = max((e.score for e in evidence), default=0.5)
    return Edge(digest(s.id, p, o.id, *map(str, pairs)), s.id, p, o.id, pairs, score, evidence)


COUNTY = node("AdministrativeDivision", "清溪县", code="640205")
CITY = node("AdministrativeDivision", "云桥市", code="640200")
TOWN = node("AdministrativeDivision", "青禾镇", code="640205101")
COMMITTEE = node("PublicBody", "清溪县委", "县委")
SECRETARY = node("Person", "石启明")
CHAIR = node("Person", "梅若兰")
COMPANY = node("Enterprise", "远帆纸业集团", "集团")
PROJECT = node("Project", "年产8万吨竹浆项目", "竹浆项目")
MEETING = node("Event", "项目推进会", "清溪县项目推进会")

SIGNED = (source("qx-0512", "清溪县与远帆纸业集团签约"), source("yq-0601", "远帆纸业集团与清溪县签约", 0.8))
FACTS = (
    edge(SECRETARY, "holdsPost", COMMITTEE, (source("qx-0512", "县委书记石启明"),), post="书记"),
    edge(CHAIR, "holdsPost", COMPANY, (source("yq-0601", "集团董事长梅若兰"),), post="董事长"),
    edge(SECRETARY, "participatesIn", MEETING, (source("qx-0512", "石启明出席会议"),), role="attends"),
    edge(COUNTY, "participatesIn", MEETING, (source("qx-0512", "清溪县召开项目推进会"),), role="host"),
    edge(COMMITTEE, "jurisdiction", COUNTY, (source("qx-0512", "县委书记石启明", 1.0, "name/1"),)),
    edge(COUNTY, "locatedIn", CITY, (source("qx-0512", "云桥市清溪县", 1.0, "address/1"),)),
    edge(COUNTY, "cooperatesWith", COMPANY, SIGNED, date="2021-05-11", matter="竹浆项目"),
    edge(
        COMPANY,
        "undertakes",
        PROJECT,
        (source("qx-0512", "远帆纸业集团签约，总投资3.2亿元"),),
        amount="3.2亿元",
    ),
    edge(PROJECT, "locatedIn", TOWN, (source("qx-0512", "年产8万吨竹浆项目落户青禾镇"),)),
)
MEASUREMENTS = (
    Observation(
        id=digest("m", "产值", "12"),
        s=COUNTY.id,
        indicator="竹产业产值",
        value="12亿元",
        number=1.2e9,
        unit="CNY",
        kind="actual",
        period="2020",
        change=None,
        score=0.9,
        evidence=(source("qx-0512", "去年全县竹产业产值完成12亿元"),),
    ),
    Observation(
        id=digest("m", "产值", "20"),
        s=PROJECT.id,
        indicator="产值",
        value="20亿元",
        number=None,
        unit="个",
        kind="target",
        period="2022-H1",
        change="+8.5%",
        score=0.75,
        evidence=(source("yq-0601", "力争2022年产值突破20亿元", 0.75),),
    ),
)
HONOURS = (
    Award(
        id=digest("h", TOWN.id, "省级生态镇"),
        s=TOWN.id,
        honour="省级生态镇",
        score=0.9,
        evidence=(source("yq-0601", "青禾镇获评省级生态镇"),),
    ),
)
GRAPH = Graph(
    pages=tuple(
        Sheet(id_, _DATES[id_], _TITLES[id_], f"{id_}.txt", digest(text))
        for id_, text in sorted(PAGES.items())
    ),
    articles=tuple(
        Story(f"{id_}#a1", id_, _TITLES[id_], _DATES[id_], ("竺文",) if id_ == "qx-0512" else ())
        for id_ in sorted(PAGES)
    ),
    entities=tuple(sorted((COUNTY, CITY, TOWN, COMMITTEE, SECRETARY, CHAIR, COMPANY, PROJECT, MEETING))),
    facts=tuple(sorted(FACTS)),
    measurements=tuple(sorted(MEASUREMENTS, key=lambda m: m.id)),
    honours=HONOURS,
)
"""Nine entities, nine facts (one stated on both pages), two measurements, one honour."""

EMPTY = Graph((), (), (), (), (), ())
"""A graph of nothing."""


def hostile(text: str) -> Graph:
    """A graph in which every free text is `text`: names, aliases, quotes, qualifiers, titles, ids."""
    where = Source("p " + text, 0, 3, text, (text,), 0.5, text, text)
    who = Node("n1", "Person", text, (text, text + "2"), text, (Mention("p " + text, 0, 3, text),))
    body = Node("n2 " + text, "PublicBody", "县" + text, (), None, ())
    return Graph(
        pages=(Sheet("p " + text, text, text, text, text),),
        articles=(Story(f"p {text}#{text}", "p " + text, text, text, (text,)),),
        entities=(who, body),
        facts=(Edge("f1", who.id, "holdsPost", body.id, (("post", text),), 0.5, (where,)),),
        measurements=(Observation("m1", who.id, text, text, 1.5, text, "actual", text, text, 0.5, (where,)),),
        honours=(Award("h1", who.id, text, 0.5, (where,)),),
    )
