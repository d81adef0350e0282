"""Cutting pages into articles: kinds of blocks, titles, authors, and that no character is lost or doubled."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Page
from kg.page import signs
from kg.page.blocks import blocks
from kg.page.cut import cut, sequential
from kg.page.passage import Passage

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "corpus"
APART = {"byline", "closer", "credit", "furniture"}

PAGE = """云岭日报 2021年5月6日 星期四 第3版 责编 柳依依

青溪县：竹林里长出新产业

□记者 安小禾 通讯员 柏青山 报道

本报青溪讯 5月3日，青溪县竹海镇的车间里，工人们正在包装竹纤维餐盒。“订单排到了九月。”厂长温如玉说。

该镇今年新建竹产业园一处，占地120亩，入驻企业8家，带动就业

460人。镇党委书记封子期介绍，明年还要再建二期。

白鹭湖治理见成效

本报讯（花千树）白鹭湖管理处4月启动清淤工程，投资3000万元。今年水质达到二类标准。（郎平山）

扫描二维码，看更多报道
"""


def passages(text: str) -> tuple[Passage, ...]:
    return cut(Page("x", text))


def held(found: tuple[Passage, ...], text: str) -> Counter[int]:
    """How often each offset of a page that is no blank stands in its passages."""
    seen: Counter[int] = Counter()
    for passage in found:
        assert len(passage.at) == len(passage.text)
        for char, at in zip(passage.text, passage.at, strict=True):
            if not char.isspace():
                assert text[at] == char
                seen[at] += 1
    return seen


def due(text: str) -> Counter[int]:
    """The offsets that passages must hold, each once: all but blanks, authors, furniture and marks."""
    return Counter(
        at
        for block in blocks(text)
        if block.kind not in APART
        for char, at in zip(block.text, block.at, strict=True)
        if not char.isspace()
    )


def kinds(text: str) -> list[str]:
    return [block.kind for block in blocks(text)]


def test_a_page_gives_its_articles_with_title_authors_and_body() -> None:
    first, second = passages(PAGE)
    assert first.title == "青溪县：竹林里长出新产业"
    assert first.authors == ("安小禾", "柏青山")
    assert "带动就业460人。镇党委书记" in first.text
    assert first.text[first.body :].startswith("本报青溪讯")
    assert second.title == "白鹭湖治理见成效"
    assert set(second.authors) == {"花千树", "郎平山"}
    assert "扫描" not in first.text + second.text


def test_the_masthead_is_no_headline_but_stays_in_the_text() -> None:
    first = passages(PAGE)[0]
    assert "云岭日报" not in first.title
    assert "云岭日报" in first.text
    assert "柳依依" not in first.text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("□ 本报记者 安小禾 柏青山", "byline"),
        ("大众传媒记者 安小禾 温如玉 报道", "byline"),
        ("安小禾 柏青山 本报记者 温如玉", "byline"),
        ("作者：安小禾", "byline"),
        ("■通讯员 安小禾 摄", "credit"),
        ("（安小禾 柏青山）", "closer"),
        ("（本报记者 安小禾 整理）", "closer"),
        ("（调查上篇）", "headline"),
        ("图为新建的竹产业园。", "caption"),
        ("责任编辑：安小禾", "furniture"),
        ("扫描二维码，看视频", "furniture"),
        ("第3版", "furniture"),
        ("来源：云岭日报", "masthead"),
        ("# 青溪县办实事", "headline"),
        ("●链接", "headline"),
        ("答：先看账本，去年完成投资12亿元。", "body"),
        ("2021年，青溪县新增企业30家。", "body"),
    ],
)
def test_what_a_block_is(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


def test_lines_of_a_table_stand_alone() -> None:
    table = "指标　　单位　　数值\n地区生产总值　　亿元　　120.5\n固定资产投资　　亿元　　64.2"
    assert kinds(table) == ["row"] * 3
    assert passages(f"青溪县一季度数据\n\n{table}")[0].text.count("\n") == 3


def test_items_of_a_list_stand_alone() -> None:
    found = passages("青溪县今年办好三件事\n\n（一）修路20公里\n（二）建桥3座\n（三）植树1万亩")[0]
    assert [line[:3] for line in found.text.split("\n")[-3:]] == ["（一）", "（二）", "（三）"]


def test_a_decimal_at_the_head_of_a_line_is_no_item() -> None:
    assert len(list(blocks("青溪县去年新增绿地面积为上一年全年的\n3.6倍，居全市第一。"))) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("□记者 安小禾 实习生 柏青山 报道", ("安小禾", "柏青山")),
        ("本报记者 安小禾 本报通讯员 温如玉", ("安小禾", "温如玉")),
        ("□通讯员 额尔敦仓 封子期", ("额尔敦仓", "封子期")),
        ("（图/文 安小禾）", ("安小禾",)),
        ("来源：云岭日报", ()),
    ],
)
def test_names_of_authors(text: str, found: tuple[str, ...]) -> None:
    assert signs.names(text) == found


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("园区今年再添企业8家。（安小禾）", "园区今年再添企业8家。"),
        ("园区今年再添企业8家。（撰稿：安小禾 审核：柏青山）", "园区今年再添企业8家。"),
        ("竹海镇的新车间。 安小禾 摄", "竹海镇的新车间。"),
        ("通过了《青溪县竹产业规划》（试行）", "通过了《青溪县竹产业规划》（试行）"),
        ("排名全市第一。（见下表）", "排名全市第一。（见下表）"),
    ],
)
def test_authors_at_the_end_of_a_body_are_cut_off(text: str, end: str) -> None:
    assert text[: signs.tail(text)] == end


def test_authors_within_a_body_are_found() -> None:
    assert signs.inline("本报讯（记者 安小禾 通讯员柏青山）5月3日") == ("安小禾", "柏青山")
    assert signs.inline("投资3亿元。（温如玉）园区负责人说") == ("温如玉",)
    assert signs.inline("云上青溪讯 记者 安小禾 通讯员 柏青山 报道：在青溪县") == ("安小禾", "柏青山")
    assert signs.inline("青溪电视台报道（记者 安小禾）5日，全县") == ("安小禾",)
    assert signs.inline("青溪县（竹海）产业园开工") == ()


def test_headlines_over_a_call_to_scan_are_articles_of_their_own() -> None:
    video = "青溪县委书记封子期：\n\n抓产业 促振兴\n\n扫描二维码，看视频"
    page = f"{video}\n\n竹海镇修新路\n\n□记者 安小禾\n\n竹海镇今年修路20公里。"
    assert [p.title for p in passages(page)] == ["青溪县委书记封子期： 抓产业 促振兴", "竹海镇修新路"]


def test_a_line_of_authors_below_a_body_signs_it() -> None:
    page = (
        "竹海镇修新路\n\n本报讯 竹海镇今年修路20公里，投资800万元。\n\n□通讯员 安小禾\n\n白鹭湖清淤完工\n"
        "　　5月6日，白鹭湖清淤工程完工，共清淤泥30万方。（柏青山）"
    )
    first, second = passages(page)
    assert (first.authors, second.authors) == (("安小禾",), ("柏青山",))
    assert second.title == "白鹭湖清淤完工"


def test_the_beginning_of_a_cut_sentence_is_no_headline() -> None:
    page = (
        "竹海镇修新路\n\n□记者 安小禾\n\n竹海镇去年修路20公里，群众出行更方便了。\n\n"
        "镇长温如玉要求，今年各村要加快推\n\n进危桥改造，年底前完成6座。"
    )
    assert "加快推进危桥改造" in passages(page)[0].text


def test_empty_pages_give_nothing() -> None:
    assert passages("\n 　\n") == ()


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "sample").glob("*.txt")), ids=lambda p: p.stem)
def test_sample_pages_lose_and_double_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert held(passages(text), text) == due(text)
    assert held(sequential(Page("x", text)), text) == due(text)
    assert passages(text) == passages(text)


@pytest.mark.skipif(not SHARED.is_dir(), reason="no pages beside the project")
def test_pages_beside_the_project_lose_and_double_nothing() -> None:
    for path in sorted(SHARED.glob("[pd]*.txt")):
        text = path.read_text(encoding="utf-8")
        assert held(passages(text), text) == due(text), path.stem


PARTS = st.sampled_from(
    [
        "竹海镇修新路",
        "# 青溪县办实事",
        "### ——访竹海镇镇长温如玉",
        "□记者 安小禾 通讯员 柏青山 报道",
        "□柏青山 报道",
        "■通讯员 安小禾 摄",
        "（安小禾）",
        "本报青溪讯 5月3日，竹海镇的车间里，工人们正在包装竹纤维餐盒。",
        "竹海镇今年修路20公里，投资800万元，沿线各村的竹制品当天就能运",
        "到县城，镇长温如玉说：“路通了，竹子就值钱。”",
        "“白鹭湖清淤以后，水清了，",
        "来的鸟也多了。”管理处主任花千树说，湖区今年还要种植芦苇300亩。",
        "，带动就业460人。",
        "图为竹海镇的新路。",
        "扫描二维码，看视频",
        "青溪新报 2021年5月6日 第3版 责编 柳依依",
        "指标　　数值\n产值　　3\n税收　　4",
        "（一）修路20公里\n（二）建桥3座",
        "\t",
        "A1",
        "GDP per\ncapita 5",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, max_size=14), st.sampled_from(["\n\n", "\n"]))
def test_no_character_is_lost_or_doubled(parts: list[str], gap: str) -> None:
    text = gap.join(parts)
    found = passages(text)
    assert held(found, text) == due(text)
    assert found == passages(text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="竹海镇路，。“”《》（）□记者 　\n#1年月日A：", max_size=120))
def test_any_text_keeps_its_characters(text: str) -> None:
    assert held(passages(text), text) == due(text)


def test_those_who_edited_a_page_of_the_web_stand_in_no_article() -> None:
    text = (
        "青溪县召开防汛会议\n\n5月6日，青溪县召开防汛会议。县长田禾主持会议。(记者:柳依依 秦小满)\n"
        "编辑:何志远 编审:白小禾 总监制:齐云\n"
    )
    (article,) = cut(Page("p", text))
    assert "何志远" not in article.text
    assert article.authors == ("柳依依", "秦小满")


def test_authors_behind_a_dateline_with_its_day_are_found() -> None:
    text = "青溪县走访企业\n\n青网青溪站5月6日讯(通讯员 柳依依)5月5日，青溪县走访企业，了解生产。\n"
    assert cut(Page("p", text))[0].authors == ("柳依依",)


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("青溪讯 记者 柳依依 通讯员 秦小满 报道：青溪县修路，村民出行更方便了。", ("柳依依", "秦小满")),
        ("2021-05-06 作者：柳依依 来源：今日青溪\n\n青溪县修路，村民出行更方便了。", ("柳依依",)),
    ],
)
def test_authors_of_pages_of_the_web(text: str, authors: tuple[str, ...]) -> None:
    assert cut(Page("p", f"青溪县修路\n\n{text}\n"))[0].authors == authors


def test_a_stamp_below_the_headline_is_no_part_of_it() -> None:
    text = "青溪县政协开会\n2021-12-29 16:00:51 编辑: 柳依依 审核人:秦小满\n\n12月28日，青溪县政协开会，听取报告。\n"
    (article,) = cut(Page("p", text))
    assert article.title == "青溪县政协开会"
    assert "秦小满" not in article.text


def test_stacked_headings_within_a_body_stand_over_what_follows() -> None:
    text = (
        "秋修水利正当时，青溪各地抢抓时机加快施工，一批民心工程有序推进。\n\n竹海镇\n\n白鹭湖水库加固工程\n\n"
        "工程总投资3000万元，目前已完成大坝加固，正在修建溢洪道。\n\n云岭镇\n\n石桥渠道改造工程\n\n"
        "工程于今年4月开工，已完成渠道衬砌12公里，明年春灌前可以通水。"
    )
    assert [p.text for p in passages(text)] == [text.replace("\n\n", "\n")]
