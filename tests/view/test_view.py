from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest

from kg.analysis import degrees
from kg.errors import ChoiceError
from kg.knowledge.ontology import load
from kg.view import view
from kg.view.choose import choose
from kg.view.draw import label, styles
from kg.view.page import embedded
from tests import handmade
from tests.view.story import HOSTILE, HOSTILE_QUOTE, crowd, hostile, story

PAYLOADS = (
    HOSTILE,
    HOSTILE_QUOTE,
    "<!--<script>",
    "]]>",
    "{{ 7*7 }}",
    "\\u003c/script>",
    "\ud800半个",
    "'\"`${1}",
)


class Reader(HTMLParser):
    """What a browser would see: tags with their attributes, and the contents of scripts."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append((dict(attrs).get("type") or "", ""))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", {}))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script" and self.scripts:
            kind, text = self.scripts[-1]
            self.scripts[-1] = (kind, text + data)


def parts(html: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The drawing and the contents that a page carries."""
    found = [json.loads(text) for kind, text in Reader(html).scripts if kind == "application/json"]
    return found[0], found[1]


def test_the_page_holds_the_whole_graph() -> None:
    graph = story()
    drawing, contents = parts(view(graph))
    assert {n["id"] for n in drawing["nodes"]} == {n.id for n in graph.entities} == set(contents["entities"])
    assert {e["id"] for e in drawing["edges"]} == {f.id for f in graph.facts} == set(contents["facts"])
    fact = next(f for f in graph.facts if f.p == "acquires")
    held = contents["facts"][fact.id]
    assert held["evidence"][0]["quote"] == fact.evidence[0].quote
    assert held["evidence"][0]["by"] == "post.before_name"
    assert contents["measurements"][0]["value"] == "3.2亿元"
    assert contents["honours"][0]["honour"] == "省级龙头企业"
    assert contents["pages"]["yd0412"]["articles"] == {"a1": "项目建设春潮涌"}
    assert {t["name"]: t["zh"] for t in contents["types"]}["Person"] == load().classes["Person"].label_zh


def test_nothing_is_asked_of_another_host() -> None:
    html = view(story())
    seen = Reader(html).tags
    assert not [attrs for _, attrs in seen if attrs.get("src")]
    assert [attrs["href"] for _, attrs in seen if "href" in attrs] == ["data:,"]
    assert "jsdelivr" not in html
    assert "cdnjs" not in html
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_admits_the_scripts_of_the_page_and_no_other() -> None:
    reader = Reader(view(story()))
    policy = next(a["content"] for t, a in reader.tags if t == "meta" and "http-equiv" in a) or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    digests = {
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for kind, text in reader.scripts
        if kind == ""
    }
    assert rules["default-src"] == "'none'"
    assert set(rules["script-src"].split()) == digests
    assert len(digests) == 2
    assert not [name for tag, attrs in reader.tags for name in attrs if name.startswith("on")]


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_text_stays_text(text: str) -> None:
    plain, bad = Reader(view(handmade.hostile("甲"))), Reader(view(handmade.hostile(text)))
    assert [tag for tag, _ in bad.tags] == [tag for tag, _ in plain.tags]
    _, contents = parts(view(handmade.hostile(text)))
    assert contents["entities"]["n1"]["name"] == text
    assert contents["facts"]["f1"]["evidence"][0]["quote"] == text


@pytest.mark.parametrize("text", PAYLOADS)
def test_embedded_json_ends_no_script_and_reads_back(text: str) -> None:
    made = embedded({text: [text]})
    assert json.loads(made) == {text: [text]}
    assert not set(made) & set("<>&\u2028\u2029")
    assert made.encode("utf-8")


def test_every_class_has_its_own_look() -> None:
    looks = styles()
    assert set(looks) == set(load().classes)
    assert len(set(looks.values())) == len(looks)
    assert {shape for shape, _ in looks.values()} <= {
        *("dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon"),
    }


def test_positions_are_spread_and_labels_lie_apart() -> None:
    drawing, _ = parts(view(story()))
    places = [(n["x"], n["y"]) for n in drawing["nodes"]]
    assert len(set(places)) == len(places)
    boxes = [(x, y, 6.5 * len(n["label"]), 14) for (x, y), n in zip(places, drawing["nodes"], strict=True)]
    crossed = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if abs(a[0] - b[0]) < a[2] + b[2] and abs(a[1] - b[1]) < a[3] + b[3]
    ]
    assert len(crossed) <= 1


def test_facts_between_the_same_two_are_bent_apart() -> None:
    graph = story()
    drawing, _ = parts(view(graph))
    county, office = (next(n.id for n in graph.entities if n.name == x) for x in ("云渡县", "云渡县商务局"))
    first = next(f for f in graph.facts if f.s == office and f.o == county)
    twin = type(first)("0" * 20, county, "learnsFrom", office, (), 0.5, ())
    doubled = type(graph)(
        graph.pages, graph.articles, graph.entities, tuple(sorted((*graph.facts, twin))), (), ()
    )
    drawing, _ = parts(view(doubled))
    pair = [e for e in drawing["edges"] if {e["from"], e["to"]} == {county, office}]
    looks = {json.dumps([e.get("smooth"), e["from"] < e["to"]]) for e in pair}
    assert len(pair) == len(looks) == 2


def test_neighbourhood_has_what_is_near_and_nothing_else() -> None:
    graph = story()
    names = {n.id: n.name for n in graph.entities}
    one = choose(graph, "丁若溪", 1, 600)
    assert {names[n.id] for n in one.entities} == {"丁若溪", "云渡县商务局"}
    two = choose(graph, "丁若溪", 2, 600)
    assert "云渡县" in {names[n.id] for n in two.entities}
    assert "枫桥镇" not in {names[n.id] for n in two.entities}
    office = next(n.id for n in graph.entities if n.name == "云渡县商务局")
    assert dict(one.elsewhere) == {office: 4}
    _, contents = parts(view(graph, around="丁若溪"))
    assert contents["entities"][office]["elsewhere"] == 4
    assert contents["centre"] == [n.id for n in graph.entities if n.name == "丁若溪"]


def test_both_of_one_name_are_drawn() -> None:
    assert len(choose(story(), "沈望舒", 1, 600).centre) == 2


def test_a_large_graph_is_cut_to_the_best_connected_and_says_so() -> None:
    graph = crowd(400)
    part = choose(graph, None, 1, 60)
    assert (len(part.entities), part.total) == (60, 400)
    busy = {i for i, degree in degrees(graph).items() if degree > 1}
    assert 5 < len(busy) < 60
    assert busy <= {n.id for n in part.entities}
    _, contents = parts(view(graph, limit=60))
    assert (contents["drawn"], contents["total"]) == (60, 400)


def test_a_neighbourhood_cut_short_keeps_its_centre() -> None:
    part = choose(crowd(400), "第7纺织有限公司", 3, 5)
    assert part.centre[0] in {n.id for n in part.entities}
    assert len(part.entities) == 5
    assert part.total > 5


def test_unknown_name_lists_the_nearest() -> None:
    with pytest.raises(ChoiceError, match="云渡县商务局"):
        view(story(), around="商务局局")


@pytest.mark.parametrize(("hops", "limit"), [(-1, 10), (1, 0)])
def test_senseless_numbers_are_refused(hops: int, limit: int) -> None:
    with pytest.raises(ChoiceError, match="limit"):
        choose(story(), None, hops, limit)


def test_an_empty_graph_is_a_page_too() -> None:
    drawing, contents = parts(view(handmade.EMPTY))
    assert drawing["nodes"] == drawing["edges"] == []
    assert contents["drawn"] == 0


def test_the_page_is_the_same_under_any_hash_seed() -> None:
    code = (
        "import hashlib; from tests.view.story import crowd, hostile; from kg.view import view;"
        "print(hashlib.sha256((view(hostile()) + view(crowd(150))).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(digests) == 1


def test_labels_are_short_and_on_one_line() -> None:
    assert label("云渡\n县") == "云渡 县"
    assert label("云渡县推进城乡一体化发展工作领导小组办公室") == "云渡县推进城乡一体化发展工作领…"


def test_the_frame_runs_no_script_from_text() -> None:
    html = view(hostile())
    assert re.search(r"window\.broken='name'", html)
    assert "</script><img" not in html
