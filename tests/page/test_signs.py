"""Tests of lines of authors."""

from __future__ import annotations

from kg.page import signs


def test_a_day_beside_a_line_of_authors_leaves_it_one() -> None:
    assert signs.byline("北湖日报 记者 何小满 2019-06-06")
    assert signs.byline("2025-02-17 本报记者 何小满")
    assert not signs.byline("2025-02-17 北湖日报")


def test_labelled_fields_of_a_web_page_are_a_line_of_authors() -> None:
    line = "2019年05月15日 11:22:51 来源: 北湖党建网 作者: 何小满 董田丰 赵一帆 编辑：王新"
    assert signs.imprint(line)
    assert signs.names(line) == ("何小满", "董田丰", "赵一帆")
    assert signs.names("阅读次数：1203 作者：办公室 来源：本站") == ()
    assert not signs.imprint("他的收入来源：一是种菜，二是打工。")
    assert not signs.imprint(
        "项目资金来源：省级财政、市县配套和村集体自筹等多条渠道的资金共计三百余万元，全部到位"
    )
