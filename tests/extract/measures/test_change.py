from __future__ import annotations

import pytest

from kg.extract.measures.read import measure
from tests.extract.made import reading


@pytest.mark.parametrize(
    ("marked", "changes"),
    [
        ("〔d1 柏溪县〕生产总值186亿元，同比增长6.8%。", ["+6.8%"]),
        ("〔d1 柏溪县〕出口额3亿元，下降2%，进口额5亿元。", ["-2%", None]),
        (
            "〔e1 恒远重工〕营业收入32亿元，利润2亿元，税收1亿元，分别增长18%、22%、15%。",
            ["+18%", "+22%", "+15%"],
        ),
        (
            "〔d1 柏溪县〕城镇和农村居民收入分别达到38650元、21480元，分别增长5.2%和7.1%。",
            ["+5.2%", "+7.1%"],
        ),
        ("〔d1 柏溪县〕贷款余额18亿元，较年初增加2亿元。", ["+2亿元"]),
        ("〔d1 柏溪县〕案件总数86件，比去年同期减少12件。", ["-12件"]),
        ("〔d1 柏溪县〕城镇化率56.8%，比2015年提高8.2个百分点。", ["+8.2个百分点"]),
        ("〔d1 柏溪县〕生产总值186亿元，财政收入增长5%。", [None, None]),
    ],
)
def test_a_growth_is_the_change_of_the_level_it_follows(marked: str, changes: list[str | None]) -> None:
    assert [f.change for f in sorted(measure(reading(marked)), key=lambda f: f.start)] == changes
