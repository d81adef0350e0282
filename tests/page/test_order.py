"""Reading order: what columns threw about is put back, what reads well stays as it is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.model import Page
from kg.page.blocks import blocks
from kg.page.cut import cut, sequential
from kg.page.deal import Hand, dealt
from kg.page.flow import begun, commonness, goes_on, junction, stuck, unbalanced
from kg.page.kinship import Kinship
from kg.page.passage import Passage
from tests.page import scramble

ROOT = Path(__file__).resolve().parents[2]
SEEDS = range(12)

ROAD = """竹海镇修新路

□记者 安小禾 报道

本报青溪讯 5月3日，竹海镇竹海路改造工程开工，投资8000万元，竹海路全长20公里，由青溪路桥公司承建。

竹海路通车以后，沿线6个村的竹制品当天就能运到县城。"""
LAKE = """白鹭湖清淤见成效

□记者 柏青山 报道

本报青溪讯 5月4日，白鹭湖管理处监测显示，白鹭湖水质达到二类标准，湖区白鹭增加到3000多只。

白鹭湖管理处主任花千树介绍，清淤工程去年4月启动，共清淤泥30万方，今年白鹭湖还要种植芦苇300亩。"""

SCHOOL = """青溪一中新校区启用

□记者 郎平山 报道

本报青溪讯 9月1日，青溪一中新校区迎来首批学生1200名。

校长顾盼说，新校区投资2.6亿元，建有教学楼4栋、实验楼1栋，教师全部配备了新的办公设备。"""


def passages(text: str) -> tuple[Passage, ...]:
    return cut(Page("x", text))


def bodies(text: str) -> list[str]:
    return [p.text[p.body :] for p in passages(text)]


def test_pages_that_read_well_are_left_as_they_are() -> None:
    page = f"{ROAD}\n\n{LAKE}"
    assert passages(page) == sequential(Page("x", page))
    assert [p.title for p in passages(page)] == ["竹海镇修新路", "白鹭湖清淤见成效"]


def test_a_sentence_goes_on_below_a_picture() -> None:
    page = ROAD.replace("沿线6个村的竹制", "沿线6个村的竹制\n\n图为竹海路施工现场。\n\n")
    assert "沿线6个村的竹制品当天就能运到县城。" in bodies(page)[0]


def test_a_sentence_goes_on_below_a_credit_and_a_caption() -> None:
    page = ROAD.replace("沿线6个村的竹制", "沿线6个村的竹制\n\n□花千树 报道\n工人在铺路。\n\n")
    found = passages(page)[0]
    assert "沿线6个村的竹制品当天就能运到县城。" in found.text
    assert found.authors == ("安小禾",)


def test_a_sentence_that_breaks_off_finds_its_end_in_another_article() -> None:
    head, tail = LAKE[: LAKE.index("监测显示")], LAKE[LAKE.index("监测显示") :]
    lead, rest = ROAD.split("\n\n竹海路通车")
    page = f"{head}\n\n{lead}\n\n{tail}\n\n竹海路通车{rest}"
    lake, road = bodies(page)
    assert "白鹭湖管理处监测显示，白鹭湖水质" in lake
    assert "花千树" in lake
    assert "竹海路通车以后" in road
    assert "白鹭" not in road


def test_the_end_of_an_article_below_its_headline_comes_after_its_lead() -> None:
    title, byline, lead, rest = LAKE.split("\n\n")
    at = rest.index("清淤泥")
    page = f"{ROAD}\n\n{title}\n\n{rest[at:]}\n\n{byline}\n\n{lead}\n\n{rest[:at]}"
    found = passages(page)
    assert [p.title for p in found] == ["竹海镇修新路", "白鹭湖清淤见成效"]
    assert found[1].text[found[1].body :] == f"{lead}\n{rest}"
    assert found[1].authors == ("柏青山",)


def test_a_headline_in_the_middle_of_a_body_is_its_title() -> None:
    title, byline, lead, rest = LAKE.split("\n\n")
    found = passages(f"{ROAD}\n\n{byline}\n\n{lead}\n\n{title}\n\n{rest}")
    assert [p.title for p in found] == ["竹海镇修新路", "白鹭湖清淤见成效"]
    assert found[1].text[found[1].body :] == f"{lead}\n{rest}"


def test_headlines_over_two_lines_of_authors_are_dealt_out() -> None:
    road, lake = ROAD.split("\n\n"), LAKE.split("\n\n")
    start = road[2].removeprefix("本报青溪讯 ")
    more = (
        "竹海镇镇长温如玉说，竹海路沿线要建驿站3处，青溪路桥公司承诺年底完工，竹海镇各村都盼着竹海路早通车。"
    )
    stack = [road[0], lake[0], road[1], lake[1], lake[2], start, road[3], more, lake[3]]
    found = {p.title: p for p in passages("\n\n".join([*stack, SCHOOL]))}
    assert set(found) == {road[0], lake[0], "青溪一中新校区启用"}
    assert found[road[0]].authors == ("安小禾",)
    assert found[road[0]].text.endswith(f"{start}\n{road[3]}\n{more}")
    assert found[lake[0]].text.endswith(f"{lake[2]}\n{lake[3]}")


def test_the_page_is_its_own_model_of_speech() -> None:
    page = "青溪路桥公司承建竹海路。青溪路桥公司经理说，竹海路好走。"
    assert junction("由青溪路", "桥公司承建", page) > junction("由青溪路", "好走的人说", page)
    assert goes_on("县行政审", "批服务局", "") > goes_on("县行政审", "今年服务局", "")
    assert goes_on("全长20", "公里", "") > goes_on("全长20", "村里", "")


def test_open_marks_want_their_ends() -> None:
    assert unbalanced("他说：“路通了", "“”") == (0, 1)
    assert unbalanced("竹子就值钱。”村民说“好”", "“”") == (1, 0)
    ends = "竹子就值钱。”镇长说。"
    assert junction("他说：“路通了，", ends, "") > junction("他说，路通了，", ends, "")


@pytest.mark.parametrize(("text", "on"), [("，带动就业", True), ("”他说", True), ("今年", False)])
def test_what_no_text_begins_with(text: str, on: bool) -> None:
    assert stuck(text) is on
    assert (begun(text) > 0) is on


def test_common_pairs_tell_little() -> None:
    assert commonness("发展") > commonness("工程") > commonness("鹭湖") == 0.0


def test_blocks_of_one_matter_are_alike() -> None:
    held = list(blocks(f"{ROAD}\n\n{LAKE}\n\n{SCHOOL}"))
    kin = Kinship(held)
    road, lake = [b for b in held[:4] if b.prose], [b for b in held[4:8] if b.prose]
    assert kin.between(lake[:1], lake[1:]) > kin.between(lake[:1], road)
    assert kin.between(road, []) == 0.0
    ties = kin.ties([[], []], [road, lake])
    assert ties.strays()[1] == [False, False]
    assert ties.nearer(0, 0, 2)[1] > ties.nearer(1, 0, 1)[0]
    assert ties.nearer(1, 0, 1)[1] == pytest.approx(
        kin.between(lake[:1], lake) - kin.between(lake[:1], lake[1:])
    )


def test_dealing_follows_links_and_likeness() -> None:
    held = [b for b in blocks(f"{ROAD}\n\n{LAKE}") if b.prose]
    kin = Kinship(held)
    hands = [Hand((), (held[0],), 0), Hand((), (held[2],), 2)]
    rest = [(1, held[1]), (3, held[3])]
    assert dealt(rest, hands, lambda a, b: 0.0, kin.home, 10.0) == (0, 1)
    assert dealt(rest, hands, lambda a, b: 99.0 * (a in {0, 1} and b >= 0), kin.home, 10.0) == (0, 0)


def test_a_block_is_at_home_where_the_headline_speaks_of_it() -> None:
    held = [b for b in blocks(f"{ROAD}\n\n{LAKE}") if b.prose or b.kind == "headline"]
    kin, (road, lake) = (
        Kinship(held),
        [[b for b in held if b.kind == "headline" and word in b.text] for word in "路湖"],
    )
    block, bodies = [b for b in held if b.text.startswith("白鹭湖管理处")], [b for b in held if b.prose]
    assert kin.home(block, lake, bodies[:1]) > kin.home(block, road, bodies[:1])
    assert kin.home(block, lake, []) == kin.between(block, lake)
    ties = kin.ties([road, lake], [bodies[:2], bodies[2:]])
    rest = [bodies[2]]
    assert ties.nearer(1, 1, 2)[0] == pytest.approx(
        kin.home(block, road, bodies[:2]) - kin.home(block, lake, rest)
    )


def test_whole_paragraphs_in_one_another_are_dealt_out_by_what_they_speak_of() -> None:
    (road, *roads), (school, *schools) = (text.split("\n\n") for text in (ROAD, SCHOOL))
    more = (
        "竹海镇副镇长林深说，竹海路两侧还要修建竹海驿站3处，竹制品、竹海游都要靠这条竹海路走出去。",
        "顾盼介绍，新校区实验楼配有实验设备260套，青溪一中的新生下周起分批到实验楼上课。",
    )
    page = [road, *roads[:2], school, *schools, more[0], more[1]]
    assert bodies("\n\n".join(page)) == [
        "\n".join([*roads[1:2], more[0]]),
        "\n".join([*schools[1:], more[1]]),
    ]


@pytest.mark.parametrize("where", ["own", "gold"])
def test_clean_pages_of_many_articles_are_left_as_they_are(where: str) -> None:
    if len(scramble.stories(where)) < 6:
        pytest.skip("no stories")
    for page in scramble.pages("clean", where, SEEDS):
        assert cut(Page("x", page.text)) == sequential(Page("x", page.text))


FLOORS = {
    "columns": (0.97, 0.99),
    "captions": (0.97, 0.99),
    "interleaved": (0.84, 0.90),
    "tail_first": (0.94, 0.94),
    "far_head": (0.97, 0.98),
    "stacked": (0.84, 0.92),
    "mixed": (0.82, 0.86),
}
"""Least share of neighbouring blocks in order and of characters in their article, on pages of our own."""


@pytest.mark.parametrize("way", FLOORS)
def test_scrambled_pages_are_put_in_order(way: str) -> None:
    before = scramble.score(way, "own", SEEDS, sequential)
    after = scramble.score(way, "own", SEEDS)
    pairs, chars = after.joined / after.pairs, after.placed / after.chars
    assert after.joined >= before.joined
    assert after.placed >= before.placed
    assert (pairs, chars) >= FLOORS[way]
    assert chars >= FLOORS[way][1]


def test_the_repair_gains_most_where_most_is_broken() -> None:
    for way in ("interleaved", "tail_first", "far_head", "stacked", "mixed"):
        before = scramble.score(way, "own", SEEDS, sequential)
        after = scramble.score(way, "own", SEEDS)
        assert after.pairs - after.joined < 0.9 * (before.pairs - before.joined), way


def test_scrambled_pages_keep_every_character() -> None:
    for way in scramble.WAYS:
        for page in scramble.pages(way, "own", range(4)):
            seen: Counter[int] = Counter()
            for passage in cut(Page("x", page.text)):
                seen.update(
                    at for char, at in zip(passage.text, passage.at, strict=True) if not char.isspace()
                )
            assert max(seen.values()) == 1
            for piece, at in page.pieces:
                if piece.kind == "body":
                    held = [i for i in range(at, at + len(piece.text)) if not page.text[i].isspace()]
                    assert all(i in seen for i in held)


def test_sample_pages_come_out_the_same_twice() -> None:
    for path in sorted((ROOT / "data" / "sample").glob("*.txt")):
        page = Page(path.stem, path.read_text(encoding="utf-8"))
        assert cut(page) == cut(page)
