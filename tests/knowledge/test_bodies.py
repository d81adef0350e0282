from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.knowledge import bodies, names


def test_forms_are_of_one_stem_each() -> None:
    printed = [form for stem in bodies.stems() for form in (stem.name, *stem.shorts)]
    assert len(printed) == len(set(printed))
    assert len(bodies.stems()) >= 250


def test_rows_use_the_agreed_words() -> None:
    assert {s.type for s in bodies.stems()} <= {"PublicBody", "Institution", "Facility", "Enterprise"}
    assert set("".join(s.levels for s in bodies.stems())) <= set("国省市县镇村园")
    assert {s.later for s in bodies.stems()} - {""} <= {s.name for s in bodies.stems()}


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("发改局", "发展和改革局"),
        ("发改委", "发展和改革委员会"),
        ("人社局", "人力资源和社会保障局"),
        ("住建局", "住房和城乡建设局"),
        ("审批局", "行政审批服务局"),
        ("市监局", "市场监督管理局"),
        ("卫健委", "卫生健康委员会"),
        ("政府", "人民政府"),
        ("委统战部", "统一战线工作部"),
        ("政府扶贫办", "扶贫开发办公室"),
        ("政府办", "政府办公室"),
        ("村委会", "村民委员会"),
        ("团区委", "共青团"),
        ("公安局交警大队", "公安局交通警察大队"),
        ("星际旅行社", "星际旅行社"),
    ],
)
def test_canonical(text: str, full: str) -> None:
    assert bodies.canonical(text) == full


@given(st.sampled_from(sorted(bodies.forms())))
def test_canonical_is_idempotent(form: str) -> None:
    assert bodies.canonical(bodies.canonical(form)) == bodies.canonical(form)
    assert bodies.pattern().fullmatch(form)
    assert bodies.stem_of(form)


def test_what_bodies_are() -> None:
    assert bodies.bare("发改局")
    assert bodies.bare("委组织部")
    assert not bodies.bare("商务部")
    assert not bodies.bare("云和县发改局")
    assert not bodies.bare("")
    assert bodies.national("国务院扶贫办")
    assert bodies.zonal("管委会")
    assert not bodies.zonal("教育局")
    assert bodies.alone("纪委")
    assert not bodies.alone("政府")
    assert not bodies.alone("无此局")
    assert bodies.kind_type("妇联") == "Institution"
    assert bodies.kind_type("税务局") == "PublicBody"
    assert bodies.kind_type("无此局") == "PublicBody"
    assert bodies.kind_of("检察院") == "procuratorate"
    assert bodies.kind_of("无此局") == ""


@pytest.mark.parametrize(
    ("title", "modifier", "base"),
    [
        ("原常务副县长", "原常务副", "县长"),
        ("副局长", "副", "局长"),
        ("代区长", "代", "区长"),
        ("县委副书记", "副", "县委书记"),
        ("政协副主席", "副", "政协主席"),
        ("总经理", "", "总经理"),
        ("时任镇长", "时任", "镇长"),
        ("副舰长", "副", "舰长"),
        ("牧羊人", "", "牧羊人"),
    ],
)
def test_posts_are_split(title: str, modifier: str, base: str) -> None:
    assert bodies.split_post(title) == (modifier, base)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("县长", "人民政府"),
        ("副区长", "人民政府"),
        ("原纪委书记", "纪律检查委员会"),
        ("书记", "委"),
        ("检察长", "人民检察院"),
        ("董事长", "公司"),
        ("局长", "局"),
        ("村主任", "村民委员会"),
        ("教授", ""),
        ("牧羊人", ""),
    ],
)
def test_posts_imply_their_body(title: str, body: str) -> None:
    assert bodies.body_of(title) == body


def test_posts_of_the_table() -> None:
    known = {post.name for post in bodies.posts()}
    assert len(known) == len(bodies.posts()) >= 250
    assert {post.base for post in bodies.posts()} <= known
    assert bodies.is_post("原副局长")
    assert not bodies.is_post("牧羊人")


def test_surnames() -> None:
    assert {"王", "欧阳", "仉", "隗"} <= names.surnames()
    assert len(names.surnames()) >= 450
    assert names.frequency("王") == 1
    assert names.frequency("仉") == 4
    assert names.frequency("的") == 0
    assert "扎西" in names.syllables() - names.surnames()


@pytest.mark.parametrize(
    ("name", "surname"), [("欧阳致远", "欧阳"), ("李大山", "李"), ("欧云", "欧"), ("王", ""), ("甲乙", "")]
)
def test_surname_of_a_name(name: str, surname: str) -> None:
    assert names.surname_of(name) == surname
