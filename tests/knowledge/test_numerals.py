from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.knowledge.numerals import numeral

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("28", 28),
        ("２８", 28),
        ("二十八", 28),
        ("十", 10),
        ("三千二百", 3200),
        ("一百零五", 105),
        ("二〇一九", 2019),
        ("二○二一", 2021),
        ("二ＯＯ九", 2009),
        ("两", 2),
        ("三四", None),
        ("甲", None),
        ("", None),
    ],
)
def test_a_form_names_its_number(form: str, value: int | None) -> None:
    assert numeral(form) == value


def spelt(number: int) -> str:
    """A number from 1 to 99 in characters."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")


@given(st.integers(1, 99))
def test_numbers_below_a_hundred_come_back(number: int) -> None:
    assert numeral(spelt(number)) == number
