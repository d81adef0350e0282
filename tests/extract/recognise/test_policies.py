from __future__ import annotations

import pytest

from kg.extract.recognise.policies import find
from kg.knowledge.tables import column
from tests.extract.recognise.seen import seen


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("全面推进乡村振兴战略。", "乡村振兴战略"),
        ("坚决打赢脱贫攻坚战。", "脱贫攻坚战"),
        ("深化扫黑除恶专项斗争。", "扫黑除恶专项斗争"),
        ("全面落实河长制。", "河长制"),
        ("精准扶贫工作见效。", "精准扶贫工作"),
        ("深化闽宁协作。", "闽宁协作"),
    ],
)
def test_national_initiatives_stand_without_marks(text: str, name: str) -> None:
    assert ("Initiative", name) in seen(find, text)


@pytest.mark.parametrize(
    "text", ["市乡村振兴局到会。", "乡村振兴示范村。", "脱贫攻坚领导小组开会。", "乡村振兴干部下村。"]
)
def test_bodies_people_and_samples_named_after_them_are_none(text: str) -> None:
    assert seen(find, text) == set()


def test_the_longest_of_the_known_names_counts() -> None:
    known = set(column("initiatives.tsv", "name"))
    assert {"乡村振兴", "乡村振兴战略"} <= known
    assert seen(find, "实施乡村振兴战略。") == {("Initiative", "乡村振兴战略")}


def test_slogans_of_one_quotation_are_none() -> None:
    assert not seen(find, "活动以“文旅融合、招商引智、乡村振兴”为核心。")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("推进全县棚户区改造。", "棚户区改造"),
        ("加快推进乡村振兴、污染防治，守住底线。", "污染防治"),
        ("做好招才引智工作。", "招才引智工作"),
        ("文旅融合扎实推进。", "文旅融合"),
        ("实行亩均论英雄。", "亩均论英雄"),
        ("把新时代文明实践与移风易俗相结合。", "新时代文明实践"),
    ],
)
def test_words_for_what_is_done_as_well_are_names_where_they_are_carried_out(text: str, name: str) -> None:
    assert ("Initiative", name) in seen(find, text)


@pytest.mark.parametrize(
    "text",
    [
        "危房改造80户。",
        "推进新型城镇化共富样板建设。",
        "城乡一体化的供水网络。",
        "一要主动对标学习。",
        "涉及污染防治及水土保持。",
    ],
)
def test_the_same_words_name_none_where_work_is_counted_or_described(text: str) -> None:
    assert seen(find, text) == set()
