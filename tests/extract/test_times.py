from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.times import article_date, page_year, printed, times


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019年", "2019"),
        ("二〇一九年", "2019"),
        ("２０２０年３月", "2020-03"),
        ("2020年3月5日", "2020-03-05"),
        ("2020-03-05", "2020-03-05"),
        ("今年", "2021"),
        ("去年", "2020"),
        ("去年5月8日", "2020-05-08"),
        ("今年上半年", "2021-H1"),
        ("下半年", "2021-H2"),
        ("一季度", "2021-Q1"),
        ("前三季度", "2021-01/2021-09"),
        ("1-6月", "2021-H1"),
        ("前11个月", "2021-01/2021-11"),
        ("截至6月底", "2021-06"),
        ("3月中旬", "2021-03"),
        ("3月5日", "2021-03-05"),
        ("明年底", "2022"),
        ("到2025年", "2025"),
        ("2021—2025年", "2021/2025"),
        ("“十四五”期间", "2021/2025"),
        ("“十四五”末", "2025"),
        ("“十三五”", "2016/2020"),
        ("昨日", "2021-04-07"),
        ("近日", None),
    ],
)
def test_a_time_resolves_with_its_precision(text: str, value: str | None) -> None:
    (found,) = times(text, "2021-04-08")
    assert (found.text, found.value) == (text, value)


def test_what_comes_after_something_is_no_year() -> None:
    assert times("建成后年产8万吨", None, 2021) == ()
    assert [t.value for t in times("后年投产", None, 2021)] == ["2023"]


def test_a_month_leans_on_the_year_told_before_it() -> None:
    first, second = times("2018年开工，12月竣工", None, 2021)
    assert (first.value, second.value, second.anchor) == ("2018", "2018-12", "2018")


def test_without_a_year_a_relative_time_stays_open() -> None:
    (found,) = times("今年以来")
    assert (found.value, found.anchor) == (None, "今年")


@pytest.mark.parametrize("text", ["5个月", "十分", "一天", "第3名", "120平方米", "1.5米"])
def test_durations_and_amounts_are_no_times(text: str) -> None:
    assert times(text, None, 2021) == ()


@given(st.integers(min_value=1990, max_value=2049), st.integers(min_value=1, max_value=12))
def test_printed_months_come_back(year: int, month: int) -> None:
    (found,) = times(f"{year}年{month}月")
    assert found.value == f"{year}-{month:02d}"


@given(
    st.lists(
        st.sampled_from(["今年", "3月", "5日", "上半年", "到", "2020年", "，", "。", "底", "“十四五”", "末"]),
        max_size=20,
    )
)
def test_spans_lie_in_the_text_in_order(pieces: list[str]) -> None:
    text, last = "".join(pieces), 0
    for time in times(text, None, 2021):
        assert last <= time.start < time.end
        assert text[time.start : time.end] == time.text
        last = time.end


def test_the_day_of_news_takes_its_year_from_the_context() -> None:
    text = "6月28日，柏溪县签约一批项目。7月29日，记者在现场看到，设备正在调试，预计9月1日投产。"
    assert article_date(text, 2021) == "2021-07-29"
    assert article_date(text) is None


def test_days_of_other_years_are_no_publication_day() -> None:
    assert article_date("园区2005年9月1日成立，去年5月8日扩建。", 2021) is None


def test_a_printed_day_wins() -> None:
    text = "3月2日，会议召开。\n\n时间：2015年12月13日 04:16\n来源：柏溪日报"
    assert printed(text) == article_date(text, 2020) == "2015-12-13"
    assert printed("[原文](https://example.org/2022/11/27/a.html)") == "2022-11-27"


def test_an_impossible_day_is_none() -> None:
    assert article_date("2月30日，会议召开。", 2021) is None


def test_the_year_of_a_page_is_the_latest_that_is_not_ahead() -> None:
    assert page_year("2019年完成投资，2020年开工建设，到2035年全面建成，预计2030年达标。") == 2020
    assert page_year("2018年启动，2019年建设。2034年建区二十周年时再看。") == 2019
    assert page_year("存栏由2005年的31万头发展到2010年的60万头。") == 2010
    assert page_year("没有年份的版面。") is None
