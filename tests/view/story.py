"""Small invented graphs for the tests of what shows a graph."""

from __future__ import annotations

from kg.graph import Award, Edge, Graph, Mention, Node, Observation, Sheet, Source, Story
from kg.ids import digest

HOSTILE = "</script><img src=x onerror=\"window.broken='name'\">"
HOSTILE_QUOTE = "<script>window.broken='quote'</script>\u2028<svg onload=window.broken='svg'>"

_PEOPLE = (
    ("丁若溪", "云渡县商务局", "局长", "云渡县商务局局长丁若溪介绍，全县今年新签约项目12个"),
    ("沈望舒", "云渡县委", "县委书记", "云渡县委书记沈望舒到青禾食品产业园调研"),
    ("沈望舒", "安川县委", "副书记", "安川县委副书记沈望舒出席开工仪式"),
    ("贺兰青", "云渡青禾食品有限公司", "董事长", "云渡青禾食品有限公司董事长贺兰青说"),
    ("范一鸣", "安川县水利局", "党组书记", "安川县水利局党组书记范一鸣带队巡查"),
)
_TYPES = {
    "云渡县": "AdministrativeDivision",
    "安川县": "AdministrativeDivision",
    "枫桥镇": "AdministrativeDivision",
    "云渡经开区": "Zone",
    "云渡县商务局": "PublicBody",
    "云渡县委": "PublicBody",
    "安川县委": "PublicBody",
    "安川县水利局": "PublicBody",
    "云渡青禾食品有限公司": "Enterprise",
    "安川恒锐机电股份有限公司": "Enterprise",
    "江南农业大学": "Institution",
    "“双链提升”行动": "Initiative",
    "青禾冷链物流中心项目": "Project",
    "《云渡县招商引资奖励办法》": "Document",
    "秋季招商推介会": "Event",
    "“云渡办”服务平台": "Platform",
    "柳溪水库": "Facility",
}
_FACTS = (
    ("枫桥镇", "locatedIn", "云渡县", "云渡县枫桥镇"),
    ("云渡经开区", "locatedIn", "云渡县", "位于云渡县的云渡经开区"),
    ("云渡县商务局", "jurisdiction", "云渡县", "云渡县商务局"),
    ("安川县水利局", "jurisdiction", "安川县", "安川县水利局"),
    ("云渡青禾食品有限公司", "locatedIn", "云渡经开区", "落户云渡经开区的云渡青禾食品有限公司"),
    ("云渡青禾食品有限公司", "undertakes", "青禾冷链物流中心项目", "公司投资3.2亿元建设青禾冷链物流中心项目"),
    ("云渡青禾食品有限公司", "cooperatesWith", "江南农业大学", "云渡青禾食品有限公司与江南农业大学签约"),
    ("云渡青禾食品有限公司", "acquires", "安川恒锐机电股份有限公司", "收购安川恒锐机电股份有限公司60%的股份"),
    ("云渡县", "implements", "“双链提升”行动", "云渡县启动“双链提升”行动"),
    ("云渡县", "learnsFrom", "安川县", "云渡县党政考察团赴安川县学习"),
    ("云渡县商务局", "issues", "《云渡县招商引资奖励办法》", "云渡县商务局印发《云渡县招商引资奖励办法》"),
    ("云渡县商务局", "participatesIn", "秋季招商推介会", "云渡县商务局主办秋季招商推介会"),
    ("云渡县商务局", "operates", "“云渡办”服务平台", "云渡县商务局上线“云渡办”服务平台"),
    ("安川县水利局", "operates", "柳溪水库", "安川县水利局管理的柳溪水库"),
)


def source(quote: str, page: str = "yd0412", start: int = 120) -> Source:
    return Source(page, start, start + len(quote), quote, ("a1",), 0.86, "post.before_name", "2021-04-12")


def node(name: str, kind: str, *aliases: str) -> Node:
    mention = Mention("yd0412", 10, 10 + len(name), name)
    return Node(digest(kind, name), kind, name, aliases, None, (mention,))


def edge(s: Node, p: str, o: Node, quote: str, *q: tuple[str, str]) -> Edge:
    return Edge(digest(s.id, p, o.id, str(q)), s.id, p, o.id, q, 0.86, (source(quote),))


def story() -> Graph:
    """Two counties, three people of three names and two of one, one firm and what it does."""
    nodes = {name: node(name, kind) for name, kind in _TYPES.items()}
    nodes["云渡县商务局"] = node("云渡县商务局", "PublicBody", "县商务局", "该局")
    facts = [edge(nodes[s], p, nodes[o], quote) for s, p, o, quote in _FACTS]
    for name, body, post, quote in _PEOPLE:
        key = f"{name}@{body}"
        nodes[key] = Node(digest(key), "Person", name, (), None, (Mention("yd0412", 1, 4, name),))
        facts.append(edge(nodes[key], "holdsPost", nodes[body], quote, ("post", post)))
    firm = nodes["云渡青禾食品有限公司"].id
    total = "青禾冷链物流中心项目总投资3.2亿元"
    measured = Observation(
        digest("m1"), firm, "总投资", "3.2亿元", 3.2e8, "CNY", "target", "2021", None, 0.9, (source(total),)
    )
    award = Award(digest("h1"), firm, "省级龙头企业", 0.8, (source("获评省级龙头企业"),))
    return finished(list(nodes.values()), facts, [measured], [award])


def hostile() -> Graph:
    """The story with an entity and a sentence that would run if they were taken for HTML."""
    told = story()
    bad = Node("ffffffffffffffffffff", "Enterprise", HOSTILE, ("<b>别名</b>",), None, ())
    office = next(n for n in told.entities if n.name == "云渡县商务局")
    link = edge(office, "assists", bad, HOSTILE_QUOTE, ("matter", "<i>帮扶</i>"))
    return finished([*told.entities, bad], [*told.facts, link], list(told.measurements), list(told.honours))


def crowd(count: int) -> Graph:
    """A large graph: each firm lies in one of many counties, each county in one province."""
    province = node("临江省", "AdministrativeDivision")
    counties = [node(f"第{i}县", "AdministrativeDivision") for i in range(count // 20)]
    firms = [node(f"第{i}纺织有限公司", "Enterprise") for i in range(count - 1 - len(counties))]
    facts = [edge(c, "locatedIn", province, f"临江省{c.name}") for c in counties]
    for i, firm in enumerate(firms):
        place = counties[i * i % len(counties)]
        facts.append(edge(firm, "locatedIn", place, f"{place.name}{firm.name}"))
    return finished([province, *counties, *firms], facts, [], [])


def finished(nodes: list[Node], facts: list[Edge], measured: list[Observation], awards: list[Award]) -> Graph:
    """A graph of these, sorted as the doors expect it."""
    sheet = Sheet("yd0412", "2021-04-12", "云渡日报", "yd0412.txt", digest("yd0412"))
    return Graph(
        (sheet,),
        (Story("yd0412#a1", "yd0412", "项目建设春潮涌", "2021-04-12", ("林知夏",)),),
        tuple(sorted(nodes)),
        tuple(sorted(facts)),
        tuple(sorted(measured, key=lambda m: m.id)),
        tuple(sorted(awards)),
    )
