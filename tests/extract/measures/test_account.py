from __future__ import annotations

import pytest

from kg.extract.measures.account import parts
from kg.extract.measures.read import measure
from kg.extract.reading import Figure
from tests.extract.made import reading

HEAD = "2024年〔d1 柏溪县〕人民政府工作报告\n"


def figures(body: str) -> list[Figure]:
    return list(measure(reading(HEAD + body, place="d1", year=2024)))


def test_parts_that_look_back_and_ahead_tell_kind_and_year() -> None:
    body = (
        "一、2023年工作回顾\n生产总值增长6%。全年接待游客90万人次。\n"
        "二、2024年重点工作\n生产总值增长5%左右。新建冷库26座。\n"
    )
    found = [(f.indicator, f.kind, f.period) for f in figures(body)]
    assert found == [
        ("生产总值", "actual", None),
        ("接待游客", "actual", "2023"),
        ("生产总值", "target", "2024"),
        ("冷库", "target", "2024"),
    ]


def test_the_last_year_and_the_last_five_are_told_apart_in_one_part() -> None:
    body = (
        "一、2023年和“十四五”前三年工作回顾\n2023年是不平凡的一年。\n出口增长7%。\n五年来，我们迎难而上。\n"
    )
    (back, last, span) = parts(reading(HEAD + body, place="d1", year=2024))[:3]
    assert [back.period, last.period, span.period] == ["2023", "2023", None]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("加快产业升级，推进城乡融合，支持企业上市，力争规上企业达到30家。", "target"),
        ("改革取得突破，新增上市公司3家，12所学校入选国家试点。", "actual"),
    ],
)
def test_a_passage_without_headings_is_known_by_its_manner(body: str, kind: str) -> None:
    assert {f.kind for f in figures(body)} == {kind}


def test_news_has_no_parts() -> None:
    assert parts(reading("〔d1 柏溪县〕新建冷库26座。", place="d1", year=2024)) == ()
