from __future__ import annotations

import pytest

from kg.extract.reading import Mention
from kg.extract.recognise.all import recognise
from kg.extract.recognise.people import family, find
from tests.extract.recognise.seen import scene, seen


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("县委书记沈开元说，要抓好落实。", "沈开元"),
        ("村民何小满告诉记者，路修好了。", "何小满"),
        ("副县长龙有才介绍了情况。", "龙有才"),
        ("市长陈明伟会见孙晓东一行。", "孙晓东"),
        ("常务副市长、公安局局长冉光明出席会议。", "冉光明"),
        ("高级工程师高鹏飞介绍，设备先进。", "高鹏飞"),
        ("马克·怀特教授到访。", "马克·怀特"),
        ("欧阳明月主任说，服务更好了。", "欧阳明月"),
        ("老党员全德厚，今年八十岁。", "全德厚"),
        ("沈书记来了。", "沈书记"),
        ("县领导李传萍、占卓夫、石金川出席。", "占卓夫"),
        ("县领导李海波、常秋收、杜云亮见证签约。", "常秋收"),
        ("锐山电子总经理高桥健司表示满意。", "高桥健司"),
        ("副市长达瓦卓嘎、洛桑次仁出席。", "洛桑次仁"),
        ("牧民格桑平措献上哈达。", "格桑平措"),
        ("村民何文河说，路修好了。", "何文河"),
        ("王县长强调，要抓好春耕。", "王县长"),
        ("出席会议的有段局长和谭主任。", "谭主任"),
    ],
)
def test_persons_are_found(text: str, name: str) -> None:
    assert ("Person", name) in seen(find, text)


@pytest.mark.parametrize(
    "text",
    [
        "周到的服务赢得好评。",
        "江南水乡美如画。",
        "黄河水奔流不息。",
        "张家界市风光好。",
        "何家村的路修好了。",
        "马龙县县长到会。",
        "文明办主任到会。",
        "让书记满意。",
        "常青藤爬满墙。",
        "和平年代，高兴地说。",
        "本报记者走访了市场。",
        "引导牧民储草，做好休牧。",
        "以习近平新时代中国特色社会主义思想为指导。",
    ],
)
def test_common_words_and_places_are_no_persons(text: str) -> None:
    assert not {name for kind, name in seen(find, text) if kind == "Person"}


@pytest.mark.parametrize(
    "text", ["出席会议的有大方县县长田大有", "主持会议的是沈开元", "沈书记", "马克·怀特", "何小满\n"]
)
def test_a_name_may_end_the_text(text: str) -> None:
    assert all(m.end <= len(text) and text[m.start : m.end] == m.text for m in find(scene(text)))


def test_two_titled_people_are_two() -> None:
    found = seen(find, "县委书记沈开元、县长白云海出席会议。")
    assert {("Person", "沈开元"), ("Person", "白云海")} <= found


@pytest.mark.parametrize(
    ("name", "surname"), [("沈开元", "沈"), ("欧阳明月", "欧阳"), ("沈书记", "沈"), ("们好", ""), ("", "")]
)
def test_family_names(name: str, surname: str) -> None:
    assert family(name) == surname


def test_those_who_signed_the_article_are_left_out() -> None:
    text = "记者沈开元、何小满报道。县长白云海出席会议。"
    kept = recognise(scene(text, ("沈开元", "何小满")))
    assert [m.text for m in persons(kept)] == ["白云海"]


def persons(mentions: tuple[Mention, ...]) -> list[Mention]:
    """The persons among mentions."""
    return [m for m in mentions if m.type == "Person"]


def test_a_neighbour_introduced_by_a_role_is_told_from_one_addressed() -> None:
    by = {m.text: m.by for m in find(scene("菜农沈大姐笑了。沈书记来了。"))}
    assert by == {"沈大姐": "role", "沈书记": "surname-post"}
