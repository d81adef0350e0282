from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.anchor import Anchor, anchor_of, page_anchor, weighted
from kg.extract.recognise.all import recognise
from kg.extract.scene import Scene
from kg.knowledge import divisions
from tests.extract.recognise.seen import scene


def code(*names: str, outer: str | None = None, year: str = "") -> str | None:
    """Code of the place that names of equal weight speak of."""
    around = Anchor(next(d for d in divisions.candidates(outer) if not d.last)) if outer else None
    return anchor_of([(name, 1.0) for name in names], around, year).code


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("播州区",), "520304"),
        (("遵义市", "播州区", "播州区"), "520304"),
        (("遵义市", "遵义市", "播州区"), "5203"),
        (("大方县", "织金县", "毕节市", "毕节市"), "5205"),
        (("南京市", "鼓楼区"), "320106"),
        (("福州市", "鼓楼区"), "350102"),
        ((), None),
        (("无此县",), None),
    ],
)
def test_the_place_named_most_and_deepest(names: tuple[str, ...], expected: str | None) -> None:
    assert code(*names) == expected


def test_the_place_of_the_page_breaks_ties() -> None:
    assert code("鼓楼区", outer="南京市") == "320106"
    assert code("鼓楼区", outer="福州市") == "350102"


def test_a_name_counts_for_the_division_that_lived_then() -> None:
    assert code("遵义县", year="2010") == "520321"
    assert code("播州区", year="2020") == "520304"


def test_the_line_leads_from_the_place_to_its_province() -> None:
    anchor = anchor_of([("播州区", 1.0)])
    assert [d.name for d in anchor.line] == ["遵义市", "贵州省"]


@pytest.mark.parametrize(
    ("place", "level", "name"),
    [
        ("播州区", "区", "播州区"),
        ("播州区", "市", "遵义市"),
        ("播州区", "省", "贵州省"),
        ("播州区", "县", None),
        ("大方县", "县", "大方县"),
        ("大方县", "区", None),
        ("凯里市", "市", "凯里市"),
        ("凯里市", "州", "黔东南苗族侗族自治州"),
        ("伊金霍洛旗", "旗", "伊金霍洛旗"),
        ("遵义市", "区", None),
    ],
)
def test_a_level_names_a_place_of_the_line(place: str, level: str, name: str | None) -> None:
    found = anchor_of([(place, 1.0)]).at(level)
    assert (found.name if found else None) == name


def test_no_place_has_no_levels() -> None:
    assert Anchor(None).at("市") is None
    assert Anchor(None).code is None


NAMES = st.lists(
    st.tuples(
        st.sampled_from(("播州区", "遵义市", "大方县", "毕节市", "鼓楼区", "云和县", "无此县")),
        st.sampled_from((1.0, 1.5, 3.0)),
    ),
    max_size=8,
)


@given(NAMES, st.randoms(use_true_random=False))
def test_the_order_of_names_does_not_matter(names: list[tuple[str, float]], random: object) -> None:
    turned = list(names)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert anchor_of(turned) == anchor_of(names)


@given(NAMES)
def test_the_anchor_is_a_place_that_was_named(names: list[tuple[str, float]]) -> None:
    anchor = anchor_of(names)
    named = {d for name, _ in names for d in divisions.candidates(name)}
    assert (anchor.place in named) if named else anchor.place is None
    assert anchor.line == (divisions.ancestors(anchor.place) if anchor.place else ())


def weights(here: Scene) -> list[tuple[str, float]]:
    """Weighted names of a scene as recognised."""
    return weighted(here, recognise(here))


def test_headline_and_beginning_weigh_more() -> None:
    headline = "大方县签约\n"
    text = headline + "织金县到会。" + "他们谈了很久。" * 20 + "赫章县到会。"
    told = dict(weights(scene(text, (), len(headline))))
    assert told["大方县"] > told["织金县"] > told["赫章县"]


def test_the_place_that_gives_account_of_itself_outweighs_all_it_names() -> None:
    headline = "2024年大方县政府工作报告\n"
    text = headline + "织金县到会。" * 9
    told = weights(scene(text, (), len(headline)))
    assert max(told, key=lambda nw: nw[1])[0] == "大方县"


def test_the_dateline_weighs_most() -> None:
    told = weights(scene("本报大方讯 昨日，织金县到会。"))
    assert max(told, key=lambda nw: nw[1])[0] == "大方"


def test_a_page_speaks_of_what_its_articles_speak_of() -> None:
    texts = ("播州区种茶。播州区增收。", "播州区修路。", "大方县到会。")
    seen = [scene(t) for t in texts]
    assert page_anchor(seen, [recognise(s) for s in seen]).code == "520304"


def test_a_county_paper_tells_visits_elsewhere_as_its_own() -> None:
    texts = ("大方县到织金县取经。织金县种菌。", "织金县到会。织金县种茶。")
    seen = [scene(t) for t in texts]
    found = [recognise(s) for s in seen]
    assert page_anchor(seen, found).code == divisions.by_name("织金县")[0].code
    page = page_anchor(seen, found, papers=("大方", "湘江"))
    own = [anchor_of(weighted(s, f), page).place for s, f in zip(seen, found, strict=True)]
    assert [d.name for d in own if d] == ["大方县", "织金县"]


def test_a_paper_is_of_the_place_it_is_named_after() -> None:
    names = [
        name for name, _ in weighted(scene("大方日报 区委开会。"), recognise(scene("大方日报 区委开会。")))
    ]
    assert "大方" in names


def test_what_only_begins_a_longer_word_tells_of_no_place() -> None:
    text = "全省工商联“万户联千村共走振兴路”行动推进会在无锡召开，乡村振兴路上人人有责。"
    assert not [name for name, _ in weighted(scene(text), recognise(scene(text))) if name == "振兴"]


def test_a_town_that_one_county_has_tells_the_county() -> None:
    text = "领导到鸭溪镇召开现场会。鸭溪镇的产品销往上海、南京。"
    seen = scene(text)
    assert anchor_of(weighted(seen, recognise(seen))).place is not None
    assert divisions.home("鸭溪镇") == anchor_of(weighted(seen, recognise(seen))).place
