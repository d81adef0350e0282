from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.naming import better, core, nameless, plain, quoted_core, sent, short_forms, title, unnamed

KINDS = (
    "Enterprise",
    "Zone",
    "Facility",
    "Platform",
    "Institution",
    "Person",
    "Initiative",
    "Event",
    "Project",
)
NAMES = st.text(alphabet="贵州黔峰电子科技有限公司集团经济开发区工作活动全市“”‘’《》（） ·Ａa1", max_size=24)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("“青苗计划”", "青苗计划"),
        ("《播州区 绿色方案》", "播州区绿色方案"),
        ("马克·怀特", "马克怀特"),
        ("ＡＢＣ（贵州）", "abc贵州"),
        ("", ""),
    ],
)
def test_plain_drops_marks_and_width(text: str, bare: str) -> None:
    assert plain(text) == bare


@given(NAMES)
def test_plain_is_done_once(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("kind", "forms"),
    [
        ("Zone", ("遵义经济技术开发区", "遵义经济开发区", "遵义经开区")),
        ("Zone", ("毕节高新技术产业开发区", "毕节国家级高新技术产业开发区", "毕节高新区")),
        ("Zone", ("贵阳综合保税区", "贵阳综保区")),
        ("Initiative", ("“百日清零”行动", "“百日清零”", "全市“百日清零”专项行动")),
        ("Initiative", ("乡村振兴", "乡村振兴工作")),
        ("Initiative", ("脱贫攻坚战", "脱贫攻坚")),
        ("Document", ("《播州区方案》", "播州区方案")),
    ],
)
def test_forms_of_one_name_meet_under_one_core(kind: str, forms: tuple[str, ...]) -> None:
    assert len({core(kind, form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("Zone", "遵义经开区", "毕节经开区"),
        ("Zone", "遵义经开区", "遵义高新区"),
        ("Initiative", "“青苗计划”", "“青禾计划”"),
        ("Enterprise", "黔峰电子", "黔岭电子"),
    ],
)
def test_different_names_have_different_cores(kind: str, one: str, other: str) -> None:
    assert core(kind, one) != core(kind, other)


@pytest.mark.parametrize(
    ("name", "place", "forms"),
    [
        ("贵州黔峰电子科技有限公司", "贵州", {"黔峰电子科技", "黔峰电子"}),
        ("黔林木业（遵义）有限公司", "", {"黔林木业"}),
        ("云岭控股集团有限公司", "", {"云岭控股"}),
        ("贵州云岭集团有限公司", "贵州", {"云岭集团", "云岭"}),
        ("黔景茶叶农民专业合作社", "", {"黔景茶叶"}),
        ("贵州黔瑞嘉科技发展有限公司", "贵州", {"黔瑞嘉科技发展", "黔瑞嘉科技", "黔瑞嘉"}),
        ("贵州黔锦纸业有限公司", "贵州", {"黔锦纸业", "黔锦"}),
    ],
)
def test_short_forms_of_companies(name: str, place: str, forms: set[str]) -> None:
    assert forms <= set(short_forms("Enterprise", name, place))


def test_a_company_without_its_legal_form_is_short_for_it() -> None:
    assert "遵义柳源新材料公司" in short_forms("Enterprise", "遵义柳源新材料有限公司", "遵义")


@pytest.mark.parametrize("name", ["贵州发展有限公司", "贵州服务集团有限公司"])
def test_common_words_are_no_short_forms(name: str) -> None:
    assert not {"发展", "服务"} & set(short_forms("Enterprise", name, "贵州"))


@given(st.sampled_from(KINDS), NAMES, st.sampled_from(("", "贵州")))
def test_short_forms_are_shorter_parts_the_longest_first(kind: str, name: str, place: str) -> None:
    forms = short_forms(kind, name, place)
    assert all(2 <= len(form) < len(name) and form in name for form in forms)
    assert [len(form) for form in forms] == sorted((len(form) for form in forms), reverse=True)
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize("kind", ["Person", "Event", "Initiative", "Document"])
def test_persons_and_titles_have_no_short_forms(kind: str) -> None:
    assert short_forms(kind, "贵州黔峰电子科技有限公司", "贵州") == ()


@pytest.mark.parametrize(
    ("text", "generic"),
    [
        ("该公司", True),
        ("公司", True),
        ("该县", True),
        ("全市", True),
        ("园区", True),
        ("经开区", True),
        ("会议", True),
        ("这家企业", True),
        ("黔峰公司", False),
        ("遵义经开区", False),
        ("清河水库", False),
        ("公司章程", False),
    ],
)
def test_generic_forms_name_nothing(text: str, generic: bool) -> None:
    assert unnamed(text) is generic


@pytest.mark.parametrize(
    ("kind", "one", "other", "best"),
    [
        ("Enterprise", "黔峰电子", "贵州黔峰电子科技有限公司", "贵州黔峰电子科技有限公司"),
        ("Zone", "经开区", "遵义经开区", "遵义经开区"),
        ("PublicBody", "播州区发改局", "播州区发展和改革局", "播州区发展和改革局"),
        ("Person", "沈开元", "沈开元正在", "沈开元"),
        ("Initiative", "“百日清零”", "“百日清零”行动", "“百日清零”行动"),
    ],
)
def test_the_fuller_name_is_better(kind: str, one: str, other: str, best: str) -> None:
    assert better(kind, one, other) == best
    assert better(kind, other, one) == best


@given(st.sampled_from(KINDS), NAMES, NAMES)
def test_better_does_not_ask_for_the_order(kind: str, one: str, other: str) -> None:
    assert better(kind, one, other) == better(kind, other, one)


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        ("Initiative", "全市“百日清零”行动", "“百日清零”行动"),
        ("Initiative", "“百日清零”的行动", "“百日清零”行动"),
        ("Event", "全市项目推进会", "全市项目推进会"),
        ("Facility", "该县清河水库", "清河水库"),
    ],
)
def test_titles_stand_without_what_is_no_part_of_them(kind: str, text: str, name: str) -> None:
    assert title(kind, text) == name


@pytest.mark.parametrize(
    ("text", "inner"),
    [("“百日清零”行动", "百日清零"), ("百日清零行动", ""), ("深化‘三变’改革", "三变"), ("“”", "")],
)
def test_quoted_core(text: str, inner: str) -> None:
    assert quoted_core(text) == inner


def test_what_is_said_of_anything_of_its_kind_is_no_other_name() -> None:
    assert nameless("公司")
    assert not nameless("园区")


def test_the_longest_verb_of_sending_is_taken() -> None:
    found = re.match(sent(), "对口支援某州工作队")
    assert found
    assert found.group() == "对口支援"
    assert not re.match(sent(), "发展和改革局")
