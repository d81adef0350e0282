from __future__ import annotations

import pytest

from kg.extract.measure import measure
from tests.extract.made import reading


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "〔z1 锦川开发区〕引进企业62家，投产17家。",
            [("企业", "62家"), ("投产企业", "17家")],
        ),
        (
            "〔d1 柏溪县〕24座山塘整治工程已完工19座，正在实施5座。",
            [("山塘整治工程", "24座"), ("完工山塘整治工程", "19座"), ("实施山塘整治工程", "5座")],
        ),
        (
            "〔d1 柏溪县〕22个总投资90亿元的产业项目集中开工。",
            [("产业项目", "22个"), ("产业项目总投资", "90亿元")],
        ),
        ("〔b1 柏溪县水利局〕争取上级资金，对23座进行了加固。", []),
        ("〔d1 柏溪县〕已完成年度造林任务的112%。", [("完成年度造林任务", "112%")]),
        (
            "〔d1 柏溪县〕亩均税收最高，达18万元。",
            [("亩均税收", "18万元")],
        ),
        (
            "〔d1 柏溪县〕游客人数从最初的每年不到4万人，到去年已经突破90万人次。",
            [("游客人数", "不到4万人"), ("游客人数", "突破90万人次")],
        ),
    ],
)
def test_what_a_clause_leaves_out_is_taken_from_the_one_before(
    marked: str, expected: list[tuple[str, str]]
) -> None:
    assert [(f.indicator, f.value) for f in measure(reading(marked))] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("〔d1 柏溪县〕已有近百户村民以土地、资金等方式入股。", [("村民", "近百户")]),
        ("〔b1 柏溪县商会联合会〕所属的52个商会开展帮扶。", [("商会", "52个")]),
        ("〔e1 恒远牧业〕共有圈舍15栋面积3.8万平方米。", [("圈舍", "15栋"), ("面积", "3.8万平方米")]),
        ("〔i1 柏溪县医院〕建成了面积1.2万平方米外科楼。", [("外科楼面积", "1.2万平方米")]),
        ("〔d1 柏溪县〕建成文化广场、剧院、码头3处。", []),
        ("〔d1 柏溪县〕每售出10辆童车就有1辆是柏溪造。", []),
        ("〔d1 柏溪县〕授予12家企业“纳税大户”称号。", [("企业", "12家")]),
        ("〔z1 锦川开发区〕在全国54个国家级开发区中名列第一。", []),
        ("〔e1 恒远电池〕拥有三元前驱体技术。", []),
        ("〔d1 柏溪县〕形成竹木、茶叶、文旅三个百亿级产业集群。", [("百亿级产业集群", "三个")]),
        ("〔b1 柏溪县审批局〕业务受理承诺5个工作日内办结。", [("业务受理承诺", "5个工作日")]),
    ],
)
def test_a_count_has_its_own_noun_and_no_clause(marked: str, expected: list[tuple[str, str]]) -> None:
    assert [(f.indicator, f.value) for f in measure(reading(marked))] == expected
