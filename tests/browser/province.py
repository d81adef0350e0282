"""An invented province of any size: counties with their offices, people, zones, firms, projects and initiatives."""

from __future__ import annotations

import random

from kg.graph import Edge, Graph, Mention, Node, Sheet, Source, Story
from kg.ids import digest

_FIRST = "云安清泉临南北新东宁嘉德瑞和永平金石玉青白红高长大小"
_SECOND = "渡川溪桥山河州城阳浦林丰源泽台口湖岭原峰沙洲塘屏"
_TRADES = ["纺织", "食品", "机电", "化工", "物流", "建材", "医药", "能源", "农业", "电子"]
_OFFICES = [
    "商务局",
    "水利局",
    "教育局",
    "财政局",
    "农业农村局",
    "发展和改革局",
    "住房和城乡建设局",
    "委组织部",
]
_POSTS = ["局长", "副局长", "党组书记", "主任", "书记"]
_SURNAMES = "沈丁范贺顾陆程苏叶傅温蒋"
_GIVEN = "若溪望舒一鸣青禾知夏明远思齐景行云帆子衿"
_KINDS = (
    ("Person", 0.3),
    ("Enterprise", 0.25),
    ("Project", 0.15),
    ("Initiative", 0.12),
    ("PublicBody", 0.1),
    ("Zone", 0.04),
    ("Document", 0.04),
)


def province(count: int, facts: int, seed: int = 7) -> Graph:
    """A graph of so many entities and facts; the same for the same numbers."""
    return _Made(count, random.Random(seed)).graph(facts)


class _Made:
    def __init__(self, count: int, chance: random.Random) -> None:
        self.chance = chance
        self.counties = [
            self._node("AdministrativeDivision", self._place(i)) for i in range(max(2, count // 160))
        ]
        self.others: list[tuple[Node, int]] = []
        kinds, weights = zip(*_KINDS, strict=True)
        for number in range(count - len(self.counties)):
            home = self._skewed(len(self.counties))
            kind = chance.choices(kinds, weights)[0]
            self.others.append((self._node(kind, self._name(kind, home, number)), home))
        self.at_home: dict[int, list[Node]] = {}
        for node, home in self.others:
            self.at_home.setdefault(home, []).append(node)

    def graph(self, facts: int) -> Graph:
        made = {edge.id: edge for node, home in self.others for edge in [self._home(node, home)]}
        while len(made) < facts:
            node, home = self.chance.choice(self.others)
            near = self.at_home[
                home if self.chance.random() < 0.88 else self._skewed(len(self.counties), True)
            ]
            other = near[self._skewed(len(near))]
            if node.id != other.id:
                edge = self._edge(node, "cooperatesWith", other)
                made[edge.id] = edge
        entities = [*self.counties, *(node for node, _ in self.others)]
        sheet = Sheet("q0001", "2021-04-12", "云渡日报", "q0001.txt", digest("q0001"))
        story = Story("q0001#a1", "q0001", "项目建设春潮涌", "2021-04-12", ())
        return Graph((sheet,), (story,), tuple(sorted(entities)), tuple(sorted(made.values())), (), ())

    def _skewed(self, count: int, any_of: bool = False) -> int:
        """A number below `count`, small ones more often; counties without anyone are passed over."""
        while True:
            found = int(count * self.chance.random() ** 2.2)
            if not any_of or found in self.at_home:
                return found

    def _home(self, node: Node, home: int) -> Edge:
        predicate = {"Person": "holdsPost", "PublicBody": "jurisdiction", "Initiative": "implements"}
        county = self.counties[home]
        if node.type == "Initiative":
            return self._edge(county, "implements", node)
        return self._edge(node, predicate.get(node.type, "locatedIn"), county)

    def _edge(self, s: Node, p: str, o: Node) -> Edge:
        day = (
            f"20{self.chance.randint(18, 22)}-{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"
        )
        score = round(0.5 + self.chance.random() / 2, 2)
        q = (("post", self.chance.choice(_POSTS)),) if p == "holdsPost" else ()
        source = Source("q0001", 10, 30, f"{s.name}……{o.name}", ("a1",), score, "invented", day)
        return Edge("f" + digest(s.id, p, o.id), s.id, p, o.id, q, score, (source,))

    def _node(self, kind: str, name: str) -> Node:
        identity = "e" + digest(kind, name)
        return Node(identity, kind, name, (), None, (Mention("q0001", 10, 10 + len(name), name),))

    def _place(self, number: int) -> str:
        first, second = _FIRST[number % len(_FIRST)], _SECOND[number // len(_FIRST) % len(_SECOND)]
        return f"{first}{second}{'县' if number < len(_FIRST) * len(_SECOND) else f'第{number}县'}"

    def _name(self, kind: str, home: int, number: int) -> str:
        place = self.counties[home].name
        forms = {
            "Person": f"{_SURNAMES[number % len(_SURNAMES)]}{_GIVEN[number % 18 : number % 18 + 2]}（{number}）",
            "Enterprise": f"{place[:2]}{number}号{_TRADES[number % len(_TRADES)]}有限公司",
            "Project": f"{place[:2]}{_TRADES[number % len(_TRADES)]}产业园{number}期项目",
            "Initiative": f"“{_SECOND[number % len(_SECOND)]}兴{number}”行动",
            "PublicBody": f"{place}{_OFFICES[number % len(_OFFICES)]}{number}所",
            "Zone": f"{place[:2]}{number}号经济开发区",
            "Document": f"《{place}促进办法（{number}）》",
        }
        return forms[kind]
