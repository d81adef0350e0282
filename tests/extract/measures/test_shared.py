from __future__ import annotations

import pytest

from kg.extract.measures.read import measure
from tests.extract.made import reading


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("〔e1 恒远重工〕、〔e2 天岳电子〕海外营收占比达到60%。", [("e1", 60.0), ("e2", 60.0)]),
        ("〔d1 柏溪县〕、〔d2 云岭县〕生产总值分别增长5%、6%。", [("d1", 5.0), ("d2", 6.0)]),
        ("〔d1 柏溪县〕和〔d2 云岭县〕粮食产量均超过9万吨。", [("d1", 90000.0), ("d2", 90000.0)]),
        ("〔d1 柏溪县〕、〔d2 云岭县〕生产总值合计90亿元。", []),
    ],
)
def test_holders_in_a_row_share_a_value_or_get_one_each(
    marked: str, expected: list[tuple[str, float]]
) -> None:
    assert sorted((f.s, f.number or 0.0) for f in measure(reading(marked, place="d9"))) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("〔d1 柏溪县〕茶叶产业、蜂蜜产业产值都要达到10亿元。", ["茶叶产业产值", "蜂蜜产业产值"]),
        ("〔d1 柏溪县〕工业产值、农业产值分别达30亿元、12亿元。", ["农业产值", "工业产值"]),
        ("〔d1 柏溪县〕清收、拨付各类资金515亿元。", ["清收、拨付各类资金"]),
    ],
)
def test_indicators_in_a_row_share_a_value_or_get_one_each(marked: str, expected: list[str]) -> None:
    assert sorted(f.indicator for f in measure(reading(marked))) == sorted(expected)


def test_a_first_value_takes_the_noun_behind_the_one_it_was_raised_to() -> None:
    found = measure(reading("现有〔f1 柏溪电机厂〕由48万台提升为100万台的产能。"))
    assert [(f.s, f.indicator, f.number) for f in found] == [("f1", "产能", 480000), ("f1", "产能", 1000000)]
