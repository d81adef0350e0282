from __future__ import annotations

import pytest

from kg.page.masthead import press_day, press_places


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("湘江晚刊　2021年3月9日　星期二　第4版\n\n春耕正忙\n", "2021-03-09"),
        ("远川新报|2019.4.11　星期四\n正文。", "2019-04-11"),
        ("二〇一九年十月二十八日　A03 版\n正文。", "2019-10-28"),
        ("春耕正忙\n\n来源：远川新报 2022-06-30\n\n正文。", "2022-06-30"),
        ("春耕正忙\n\n正文。\n\n远川新报 2022 年 6 月 30 日 第2版", "2022-06-30"),
        ("到2025年6月30日，全县将建成高标准农田10万亩。\n正文。", None),
        ("春耕正忙\n正文。", None),
        ("远川新报 2021年13月9日", None),
    ],
)
def test_the_day_of_a_masthead(text: str, day: str | None) -> None:
    assert press_day(text) == day


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("湘江晚刊　2021年3月9日\n\n春耕正忙\n", ()),
        ("　　大方新报　　第31期　2018年9月24日\n\n春耕正忙\n", ("大方",)),
        ("今日织金 2018年\n大方日报 第2版\n正文。", ("织金", "大方")),
        ("春耕正忙\n正文讲到大方新报的读者。", ()),
        ("春耕正忙\n发布时间:2020-05-20 来源:大方县人民政府\n\n正文。", ("大方县",)),
        ("春耕正忙\n2021-09-09 来源：织金日报\n\n正文。", ("织金",)),
    ],
)
def test_the_place_in_the_name_of_a_paper(text: str, places: tuple[str, ...]) -> None:
    assert press_places(text) == places
