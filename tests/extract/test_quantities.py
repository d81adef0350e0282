from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quantities import Quantity, quantities, value_of
from kg.knowledge.tables import rows


def only(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "number", "unit"),
    [
        ("总投资约3.6亿元。", "约3.6亿元", 360_000_000, "CNY"),
        ("出口额达３.５亿美元", "３.５亿美元", 350_000_000, "USD"),
        ("贷款50800 万元", "50800 万元", 508_000_000, "CNY"),
        ("捐款200万元人民币", "200万元人民币", 2_000_000, "CNY"),
        ("播种30多万亩", "30多万亩", 300_000, "亩"),
        ("惠及近15万人次", "近15万人次", 150_000, "人次"),
        ("招聘40余名教师", "40余名", 40, "人"),
        ("全村有812口人", "812口人", 812, "人"),
        ("占地8万平", "8万平", 80_000, "平方米"),
        ("户籍1,234户", "1,234户", 1234, "户"),
        ("占比62％", "62％", 62, "%"),
        ("占百分之八点五", "百分之八点五", 8.5, "%"),
        ("八成以上的农户", "八成以上", 80, "%"),
        ("超过一半", "超过一半", 50, "%"),
        ("三分之一的耕地", "三分之一", 33.33, "%"),
        ("二十多个乡镇", "二十多个", 20, "个"),
        ("一百二十三万人", "一百二十三万人", 1_230_000, "人"),
        ("产值达百亿元", "百亿元", 10_000_000_000, "CNY"),
        ("年产上亿台", "上亿台", 100_000_000, "台"),
        ("产能30万台/年", "30万台/年", 300_000, "台"),
        ("每斤0.8元/斤", "0.8元/斤", 0.8, "CNY"),
        ("建成六大平台", "六大", 6, "个"),
        ("投资80个亿", "80个亿", 8_000_000_000, ""),
        ("集聚70万人口", "70万", 700_000, ""),
        ("就业人数5125人", "5125人", 5125, "人"),
    ],
)
def test_a_quantity_has_its_printed_value_and_its_number(
    text: str, value: str, number: float, unit: str
) -> None:
    found = only(text)
    assert (found.text, found.number, found.unit) == (value, number, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("收入数百万元", "数百万元", "CNY"),
        ("实现两位数增长", "两位数增长", "%"),
        ("不过三五百万元", "三五百万元", "CNY"),
        ("招收15至17岁学员", "15至17岁", "岁"),
        ("增幅5-8%", "5-8%", "%"),
    ],
)
def test_what_names_no_single_number_has_none(text: str, value: str, unit: str) -> None:
    found = only(text)
    assert (found.number, found.unit) == (None, unit)
    assert found.text.endswith(value)


@pytest.mark.parametrize(
    "text",
    [
        "2019年",
        "第3条规定",
        "党的二十大报告",
        "电话13812345678",
        "B737客机",
        "同一个梦想",
        "进一步加强",
        "走进千家万户",
        "6月18日",
        "零部件厂商",
        "“1+6”体系",
    ],
)
def test_dates_ordinals_and_words_are_no_quantities(text: str) -> None:
    assert quantities(text) == ()


def test_a_rank_keeps_its_unit() -> None:
    found = only("居全省第17名")
    assert (found.text, found.number, found.unit, found.kind) == ("第17名", 17, "名", "rank")


@pytest.mark.parametrize(
    ("text", "value", "sign"),
    [
        ("同比增长12.5%", "增长12.5%", "+"),
        ("税收增长20%以上", "增长20%以上", "+"),
        ("成本下降了3%", "下降了3%", "-"),
        ("下降1.5个百分点", "下降1.5个百分点", "-"),
        ("前移了5个位次", "前移了5个位次", "+"),
        ("提高到80%", "80%", ""),
    ],
)
def test_growth_has_a_sign_and_a_level_has_none(text: str, value: str, sign: str) -> None:
    found = only(text)
    assert (found.text, found.sign) == (value, sign)


def test_bounds_come_from_the_words_around() -> None:
    assert only("不少于20次").low == 20
    assert only("不足1000元").high == 1000
    ranged = only("吸引15至17家")
    assert (ranged.low, ranged.high, ranged.approximate) == (15, 17, True)


_PIECES = st.sampled_from(
    [
        "投资",
        "约",
        "3",
        "亿",
        "元",
        "。",
        "2020年",
        "5月",
        "第",
        "一",
        "百",
        "万",
        "亩",
        "个",
        "％",
        "增长",
        "１２",
        ".",
        "，",
        "\n",
        "名",
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    found, last = quantities(text), 0
    for quantity in found:
        assert last <= quantity.start <= quantity.core < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        last = quantity.end
    assert quantities(text) == found


@given(st.integers(min_value=1, max_value=9999), st.sampled_from(["亩", "元", "吨", "户", "公里"]))
def test_a_larger_magnitude_word_is_a_larger_number(count: int, unit: str) -> None:
    numbers = [only(f"共{count}{power}{unit}").number for power in ("", "万", "亿")]
    assert numbers == [count, count * 10_000, count * 100_000_000]


@given(st.integers(min_value=1, max_value=9), st.integers(min_value=1, max_value=9))
def test_chinese_numerals_read_like_arabic_ones(tens: int, ones: int) -> None:
    digits = "零一二三四五六七八九"
    assert value_of(f"{digits[tens]}十{digits[ones]}") == 10 * tens + ones


def test_each_unit_of_the_table_is_read_as_its_base() -> None:
    for row in rows("units.tsv"):
        if row["kind"] != "rate":
            found = quantities(f"共25{row['form']}")
            assert [q.unit for q in found] == [row["unit"]], row["form"]
