from __future__ import annotations

import pytest

from kg.extract.measures.read import measure
from tests.extract.made import reading


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("〔d1 柏溪县〕计划引进项目9个。", "target"),
        ("〔d1 柏溪县〕将68个事项整合。", "actual"),
        ("〔d1 柏溪县〕2020年产量41万吨。", "actual"),
        ("〔d1 柏溪县〕主要街道绿化8万平方米。", "actual"),
        ("〔d1 柏溪县〕完成投资2亿元，占年度计划的40%。", "actual"),
        ("〔d1 柏溪县〕“雨露计划”资助学生177人。", "actual"),
    ],
)
def test_what_is_meant_and_what_is_so(marked: str, kind: str) -> None:
    assert {f.kind for f in measure(reading(marked))} == {kind}


@pytest.mark.parametrize(
    ("marked", "period"),
    [
        ("今年上半年，〔d1 柏溪县〕引进项目9个。", "2021-H1"),
        ("今年3月，〔j1 柏溪纺纱项目〕开工，占地85亩。", None),
        ("〔j1 柏溪纺纱项目〕今年计划投资2亿元。", "2021"),
        ("今年，〔d1 柏溪县〕签约项目总投资90亿元。", "2021"),
        ("4月6日，〔z1 锦川开发区〕揭牌，入驻企业31家。", None),
        ("〔d1 柏溪县〕森林覆盖率由2015年的61%提高到65%。", "2015"),
        ("〔d1 柏溪县〕粮食产量比2019年的30万吨增长10%。", "2019"),
    ],
)
def test_the_time_of_a_number(marked: str, period: str | None) -> None:
    assert measure(reading(marked))[0].period == period


def test_the_time_of_an_old_value_is_not_that_of_the_new_one() -> None:
    found = measure(reading("〔d1 柏溪县〕森林覆盖率由2015年的61%提高到65%。"))
    assert [f.period for f in found] == ["2015", None]
