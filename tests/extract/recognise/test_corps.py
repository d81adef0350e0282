from __future__ import annotations

import pytest

from kg.extract.recognise.corps import find
from tests.extract.recognise.seen import seen

TYPE = "AdministrativeDivision"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("新疆生产建设兵团第五师八十二团今年扩种红枣。", {"新疆生产建设兵团", "第五师", "八十二团"}),
        ("在兵团五师八十二团三连，职工正在采摘。", {"兵团", "五师", "八十二团", "三连"}),
        ("师市党委到164团调研，各团场参加。", {"164团"}),
        ("兵团民族大团结，三个师范生来了。", {"兵团"}),
        ("五师八十二团来了。", set()),
        ("兵团第九师白沙农场扩建，白沙农场通了水。", {"兵团", "第九师", "白沙农场"}),
    ],
)
def test_units_of_the_corps(text: str, names: set[str]) -> None:
    assert seen(find, text) == {(TYPE, name) for name in names}
