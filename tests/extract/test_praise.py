from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.measure import praise
from tests.extract.made import reading


def held(marked: str, place: str | None = None) -> list[tuple[str, str]]:
    return [(p.s, p.honour) for p in praise(reading(marked, place))]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("〔d1 石桥村〕被评为全省文明村。", [("d1", "全省文明村")]),
        ("〔d1 石桥镇〕是全国重点镇、国家卫生镇。", [("d1", "全国重点镇"), ("d1", "国家卫生镇")]),
        ("〔f1 石桥水库〕也是全市首个国家级规范化管理单位，", [("f1", "国家级规范化管理单位")]),
        ("借〔e1 恒远茶业〕被认定为国家级示范基地的东风，引进多家企业。", [("e1", "国家级示范基地")]),
        ("〔d1 柏溪县〕活动现场，有“我画家乡”作品展。", []),
        ("在省政府确定的茶叶大县——〔d1 柏溪县〕，新茶上市。", [("d1", "茶叶大县")]),
        ("〔e1 恒远酒业〕的“柏溪春”酒荣获全国评酒大会金奖。", [("e1", "全国评酒大会金奖")]),
        (
            "省厅公布第三批全省专精特新中小企业名单，〔d1 柏溪县〕的〔e1 恒远重工〕、〔e2 天岳电子〕等5家企业上榜。",
            [("e1", "全省专精特新中小企业"), ("e2", "全省专精特新中小企业")],
        ),
        (
            "近日，工信部公示2023年国家级绿色工厂名单，全市2家企业入选，分别是〔e1 恒远重工〕和〔e2 天岳电子〕。",
            [("e1", "国家级绿色工厂"), ("e2", "国家级绿色工厂")],
        ),
        ("〔e1 恒远重工〕入选国家级专精特新“小巨人”企业。", [("e1", "国家级专精特新“小巨人”企业")]),
        ("〔d1 石桥村〕先后获评省级卫生村、省级森林村。", [("d1", "省级卫生村"), ("d1", "省级森林村")]),
        (
            "〔d1 柏溪县〕被授予“中国茶叶之乡”“国家农业示范区”称号。",
            [("d1", "中国茶叶之乡"), ("d1", "国家农业示范区")],
        ),
        ("〔d1 柏泉镇〕素有“桑蚕之乡”的美誉。", [("d1", "桑蚕之乡")]),
        ("依托国家级示范合作社“〔e1 石桥粮食合作社〕”，效益渐显。", [("e1", "国家级示范合作社")]),
        (
            "〔d1 石桥村〕一跃成为全县最美乡村、省级生态文化村。",
            [("d1", "全县最美乡村"), ("d1", "省级生态文化村")],
        ),
        ("全国劳动模范〔p1 林有田〕作了报告。", [("p1", "全国劳动模范")]),
        ("〔d1 柏溪县〕被认定为新一轮国家级制种大县。", [("d1", "新一轮国家级制种大县")]),
        ("〔e1 恒远重工〕成为省首批“领跑者”培育企业。", [("e1", "省首批“领跑者”培育企业")]),
        ("〔d1 柏溪县〕顺利通过国家卫生城市复审。", [("d1", "国家卫生城市")]),
        (
            "〔e1 恒远重工〕、〔e2 天岳电子〕2户为高新技术企业。",
            [("e1", "高新技术企业"), ("e2", "高新技术企业")],
        ),
        ("〔e1 恒远重工〕是一家集研发于一体的中国500强企业。", [("e1", "中国500强企业")]),
        ("作为国家级经济技术开发区，〔z1 锦川开发区〕发展迅速。", [("z1", "国家级经济技术开发区")]),
        ("〔i1 柏溪职校〕在全省技能大赛中荣获一等奖。", [("i1", "全省技能大赛一等奖")]),
        ("〔i1 柏溪一中〕被教育部认定为全国校园足球特色学校。", [("i1", "全国校园足球特色学校")]),
        ("〔i1 柏溪一中〕被〔b1 省教育厅〕评为省级文明校园。", [("i1", "省级文明校园")]),
        ("〔d1 柏溪县〕是全国粮食生产先进县。", [("d1", "全国粮食生产先进县")]),
        ("〔i1 县医院〕通过三级乙等综合医院评审。", [("i1", "三级乙等综合医院")]),
        ("〔d1 柏溪县〕荣获全市招商引资一等奖等多项殊荣。", [("d1", "全市招商引资一等奖")]),
        ("〔p1 林有田〕是全省劳动模范。", [("p1", "全省劳动模范")]),
        ("〔e1 恒远重工〕重组整合被评为全国国企改革典型案例。", [("e1", "全国国企改革典型案例")]),
        ("〔f1 柏溪古窑〕入选“全国十大考古新发现”。", [("f1", "全国十大考古新发现")]),
        ("〔i1 县医院〕被评为二级甲等综合医院。", [("i1", "二级甲等综合医院")]),
        (
            "〔d1 柏溪县〕、〔d2 云岭县〕等9个县获批创建国家现代农业示范区。",
            [("d1", "国家现代农业示范区"), ("d2", "国家现代农业示范区")],
        ),
    ],
)
def test_an_honour_goes_to_who_holds_it(marked: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(held(marked)) == sorted(expected)


def test_a_clause_without_a_name_speaks_of_its_topic() -> None:
    assert held("〔d1 石桥村〕环境整洁，连续五年被评为市级先进单位。") == [("d1", "市级先进单位")]


@pytest.mark.parametrize(
    "marked",
    [
        "〔d1 柏溪县〕三名干部被评为先进个人。",
        "〔d1 柏溪县〕获得群众好评。",
        "〔d1 柏溪县〕成为投资热土。",
        "〔d1 柏溪县〕获得感更足，干劲更足。",
        "荣获全国先进单位。",
        "〔d1 柏溪县〕加快发展，12个项目获国家科学技术奖。",
        "〔d1 柏溪县〕获批建设国家医学中心。",
        "〔d1 柏溪县〕是国家级贫困县。",
        "〔d1 柏溪县〕被认定为全省专精特新企业。",
    ],
)
def test_what_is_no_title_or_has_no_known_holder_is_left_out(marked: str) -> None:
    assert held(marked) == []


_PIECES = st.sampled_from(
    [
        "〔d1 石桥村〕",
        "〔e1 恒远重工〕",
        "荣获",
        "被评为",
        "入选",
        "“",
        "”",
        "全国",
        "文明村",
        "、",
        "，",
        "。",
        "\n",
        "称号",
        "素有",
        "获",
    ]
)


@given(st.lists(_PIECES, max_size=20).map("".join))
def test_evidence_lies_in_the_text(marked: str) -> None:
    made = reading(marked, "d1")
    for honour in praise(made):
        assert 0 <= honour.start < honour.end <= len(made.passage.text)
        assert honour.honour
    assert praise(made) == praise(made)


def test_what_is_hoped_for_is_no_honour() -> None:
    assert not held("〔e1 恒远重工〕建成后将服务全县，成为国家级示范基地。")
    assert held("〔e1 恒远重工〕成为国家级示范基地。")


def test_the_chance_that_a_trial_county_has_is_its_own() -> None:
    marked = "〔d1 柏溪县〕开会。〔b1 县卫健局〕负责人说，我们将抓住全国首批医改试点县这一重要机遇。"
    made = reading(marked, "d1")
    assert [(p.s, p.honour) for p in praise(made)] == [("d1", "全国首批医改试点县")]
