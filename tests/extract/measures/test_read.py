from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.measures.read import measure
from kg.extract.reading import Figure
from tests.extract.made import reading


def told(marked: str, **context: str) -> list[tuple[str, str, str]]:
    return [(f.s, f.indicator, f.value) for f in measure(reading(marked, **context))]  # type: ignore[arg-type]


def one(marked: str) -> Figure:
    (found,) = measure(reading(marked))
    return found


def test_a_figure_has_subject_indicator_number_unit_period_and_change() -> None:
    found = one("2020年，〔z1 锦川开发区〕实现进出口26.5亿美元，同比增长13.2%。")
    assert (found.s, found.indicator, found.number, found.unit) == ("z1", "进出口", 2_650_000_000, "USD")
    assert (found.kind, found.period, found.change) == ("actual", "2020", "+13.2%")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "〔d1 柏溪县〕新增签约项目21个，签约资金68亿元。",
            [("新增签约项目", "21个"), ("签约资金", "68亿元")],
        ),
        ("〔d1 柏溪县〕建成5个粮食烘干厂。", [("粮食烘干厂", "5个")]),
        (
            "〔d1 柏溪县〕建有垃圾中转站18座、垃圾收集池620个。",
            [("垃圾中转站", "18座"), ("垃圾收集池", "620个")],
        ),
        ("〔d1 柏溪县〕早稻播种面积达30多万亩。", [("早稻播种面积", "30多万亩")]),
        ("〔d1 柏溪县〕260万亩玉米长势良好。", [("玉米", "260万亩")]),
        ("〔d1 石桥村〕共有180户、702人。", [("户数", "180户"), ("人口", "702人")]),
        ("〔d1 柏溪县〕对企业反映的300多个问题逐一销号。", [("企业反映的问题", "300多个")]),
        ("〔d1 柏溪县〕贫困发生率由6.1%降至0.3%。", [("贫困发生率", "6.1%"), ("贫困发生率", "0.3%")]),
        ("〔d1 柏溪县〕距省城约120公里。", [("距省城", "约120公里")]),
        ("〔d1 柏溪县〕工业产值42亿。", [("工业产值", "42亿")]),
        ("〔d1 柏溪县〕万吨级泊位达到14个。", [("万吨级泊位", "14个")]),
        ("〔d1 柏溪县〕新签约亿元以上项目11个。", [("新签约亿元以上项目", "11个")]),
        ("〔d1 柏溪县〕到位资金19亿元。", [("到位资金", "19亿元")]),
        ("〔d1 柏溪县〕落实人才公寓项目24个2490套。", [("人才公寓项目", "24个"), ("人才公寓项目", "2490套")]),
        ("〔d1 柏溪县〕16个案例、10个体育场馆获得好评。", [("案例", "16个"), ("体育场馆", "10个")]),
        ("〔d1 柏溪县〕新增58名国家级非遗传承人。", [("新增国家级非遗传承人", "58名")]),
        ("〔e1 恒远茶社〕给156户社员分红47万元。", [("社员", "156户"), ("分红", "47万元")]),
        ("〔d1 柏溪县〕涉及15.8万果农。", [("果农", "15.8万")]),
        ("〔d1 柏溪县〕150亩小麦等着收割。", [("小麦", "150亩")]),
        ("〔d1 柏溪县〕科技创新成果数量12项专利。", [("专利", "12项")]),
        ("〔d1 柏溪县〕以工代赈吸纳就业36万人。", [("以工代赈吸纳就业", "36万人")]),
        (
            "〔d1 柏溪县〕茶产业、蜂产业产值都要达到10亿元。",
            [("茶产业产值", "10亿元"), ("蜂产业产值", "10亿元")],
        ),
        ("〔d1 柏溪县〕生产总值迈上6万亿元台阶。", [("生产总值", "6万亿元")]),
        ("〔d1 柏溪县〕自贸区改革任务159项全面完成。", [("自贸区改革任务", "159项")]),
        ("〔d1 柏溪县〕各类贷款余额9.4万亿元。", [("各类贷款余额", "9.4万亿元")]),
        ("〔d1 柏溪县〕项目签约354亿元。", [("签约", "354亿元")]),
        ("〔d1 柏溪县〕8个合作事项扎实推进。", [("合作事项", "8个")]),
        ("〔d1 柏溪县〕汽车、电池“新三样”出口增长69%。", [("“新三样”出口", "增长69%")]),
        ("〔d1 柏溪县〕粮食总产量连续五年稳定在12亿斤以上。", [("粮食总产量", "12亿斤以上")]),
        ("〔d1 柏溪县〕审批事项从326项压减至198项。", [("审批事项", "326项"), ("审批事项", "198项")]),
        ("〔b1 县公安局〕破获刑事案件286起，从1949起算。", [("刑事案件", "286起")]),
        ("〔d1 柏溪县〕接待游客总人数翻一番。", [("接待游客总人数", "翻一番")]),
        ("〔d1 柏溪县〕村集体收入平均达18万元。", [("村集体收入", "18万元")]),
        ("〔b1 县总工会〕筹集慰问金56万元。", [("慰问金", "56万元")]),
        ("〔d1 柏溪县〕签约10亿元以上项目3个。", [("签约10亿元以上项目", "3个")]),
        ("〔d1 柏溪县〕调解成功率98.7%。", [("成功率", "98.7%")]),
        ("〔d1 柏溪县〕城市建成区面积28平方公里。", [("城市建成区面积", "28平方公里")]),
        ("〔d1 柏溪县〕设立2亿元的产业引导基金。", [("产业引导基金", "2亿元")]),
        ("〔d1 柏溪县〕实现128个村全覆盖。", [("村", "128个")]),
        ("〔d1 柏溪县〕人均预期寿命超过80岁。", [("人均预期寿命", "超过80岁")]),
        ("〔d1 柏溪县〕工业项目从拿地到开工用了86天。", [("工业项目从拿地到开工", "86天")]),
        ("〔d1 柏溪县〕遍布二十多个省、直辖市和自治区。", [("省、直辖市和自治区", "二十多个")]),
        ("〔f1 柏溪水库〕负责供水和9万亩农田灌溉。", [("农田灌溉", "9万亩")]),
        ("〔d1 柏溪县〕38个新投产项目势头良好。", [("新投产项目", "38个")]),
        ("〔d1 柏溪县〕民间投资占比达到64%。", [("民间投资占比", "64%")]),
        ("〔d1 柏溪县〕资料由改革前的80余项缩减到了40余项。", [("资料", "80余项"), ("资料", "40余项")]),
        ("〔d1 柏溪县〕申报材料由80项缩减至30项。", [("申报材料", "80项"), ("申报材料", "30项")]),
        ("〔d1 柏溪县〕通关时间压缩到25分钟。", [("通关时间", "25分钟")]),
        ("〔d1 柏溪县〕水库新建的6座恒温仓7月16日启用。", [("恒温仓", "6座")]),
        ("〔d1 柏溪县〕实现生产总值（GDP）86亿元。", [("生产总值（GDP）", "86亿元")]),
        ("〔z1 锦川开发区〕综合排名第24位。", [("综合排名", "第24位")]),
        ("〔z1 锦川开发区〕综合排名24位。", [("综合排名", "24位")]),
        ("〔d1 柏溪县〕10个景区在建项目82个。", [("景区在建项目", "10个"), ("景区在建项目", "82个")]),
        (
            "〔d1 柏溪县〕完成投资95亿元，占全年投资计划的61%。",
            [("投资", "95亿元"), ("投资占全年投资计划", "61%")],
        ),
        (
            "〔d1 柏溪县〕外来务工人员数量由3年前的70万人减至40万人。",
            [("外来务工人员数量", "70万人"), ("外来务工人员数量", "40万人")],
        ),
        ("〔d1 柏溪县〕限额以上批发业完成销售额37.5亿元。", [("限额以上批发业销售额", "37.5亿元")]),
        (
            "〔d1 柏溪县〕大畜存栏由“十一五”末的2.3万头（只、口）发展到3.7万头（只、口）。",
            [("大畜存栏", "2.3万头（只、口）"), ("大畜存栏", "3.7万头（只、口）")],
        ),
        (
            "〔d1 柏溪县〕肉、蛋、奶产量达到5.5万吨、1.1万吨、25万吨。",
            [("肉产量", "5.5万吨"), ("蛋产量", "1.1万吨"), ("奶产量", "25万吨")],
        ),
        ("〔d1 石桥村〕及时流转村内420亩耕地统一种植玉米。", [("耕地", "420亩")]),
        ("〔d1 柏溪县〕人口自然增长率为-2.4‰。", [("人口自然增长率", "-2.4‰")]),
        ("〔i1 柏溪医院〕建成了3万平方米的综合楼。", [("综合楼", "3万平方米")]),
        (
            "〔d1 石桥村〕实现集体收入从2016年不足5万元（人民币）到2022年底80万元的跨越。",
            [("集体收入", "不足5万元"), ("集体收入", "80万元")],
        ),
    ],
)
def test_the_indicator_is_the_noun_beside_the_number(marked: str, expected: list[tuple[str, str]]) -> None:
    assert [(i, v) for _, i, v in told(marked)] == expected


def test_shared_growth_goes_to_each_of_its_indicators() -> None:
    found = measure(
        reading("〔z1 锦川开发区〕力争外贸额、工业投资、利用外资、财政收入四大指标都增长30%以上。")
    )
    assert sorted(f.indicator for f in found) == ["利用外资", "外贸额", "工业投资", "财政收入"]
    assert {(f.number, f.unit, f.kind) for f in found} == {(30, "%", "target")}


def test_respective_values_are_dealt_out_in_order() -> None:
    found = told("〔d1 柏溪县〕工业产值、农业产值分别达30亿元、12亿元。")
    assert [(i, v) for _, i, v in found[:2]] == [("工业产值", "30亿元"), ("农业产值", "12亿元")]


def test_branches_in_a_row_share_an_indicator_and_the_last_unit() -> None:
    found = measure(reading("〔z1 锦川开发区〕钢铁、化工两大产业分别实现产值30.5、12亿元，分别增长8%、5%。"))
    assert [(f.indicator, f.number, f.change) for f in found] == [
        ("钢铁产值", 3_050_000_000, "+8%"),
        ("化工产值", 1_200_000_000, "+5%"),
    ]


def test_the_values_of_several_years_are_dealt_out_to_them() -> None:
    found = measure(
        reading("2016年至2018年，〔d1 柏溪县〕分别完成产值36.3亿元、41.5亿元、50亿元，投资5亿元。")
    )
    assert [(f.indicator, f.value, f.period) for f in found[:3]] == [
        ("产值", "36.3亿元", "2016"),
        ("产值", "41.5亿元", "2017"),
        ("产值", "50亿元", "2018"),
    ]


def test_people_counted_with_their_households_have_their_noun() -> None:
    assert told("〔d1 石桥村〕有贫困户32户、84人。")[1] == ("d1", "贫困人口", "84人")
    assert told("〔d1 石桥村〕转移群众32户84人。")[1] == ("d1", "群众", "84人")


def test_what_a_village_sells_in_a_year_is_its_own() -> None:
    assert told("〔d1 石桥村〕种茶，年销售收入突破80万元。") == [("d1", "年销售收入", "突破80万元")]


def test_a_climb_is_the_change_of_the_rank_before_it() -> None:
    assert one("〔z1 锦川开发区〕综合排名第24位，跃升18位。").change == "+18位"


def test_growth_of_its_own_sort_is_the_change_of_the_level_before_it() -> None:
    assert one("〔d1 柏溪县〕预算收入3.5亿元，自然增幅2%。").change == "+2%"


def test_a_share_carries_the_indicator_before_it() -> None:
    found = told("〔d1 柏溪县〕大棚蔬菜面积4万亩，占全县菜地的45%。")
    assert found[1] == ("d1", "大棚蔬菜面积占全县菜地", "45%")


def test_the_topic_is_carried_from_clause_to_clause_and_back_to_the_article() -> None:
    marked = (
        "〔d1 柏溪县〕狠抓学习。〔d1 柏溪县〕组建宣讲队6个，外出宣讲30余次。\n"
        "〔d2 柏泉镇〕引进企业11家。\n累计完成危房改造120户。"
    )
    found = told(marked, place="d1")
    assert [s for s, _, _ in found] == ["d1", "d1", "d2", "d1"]


def test_what_a_work_lies_in_is_not_spoken_of_by_what_follows() -> None:
    marked = "〔j1 云谷药材项目〕位于〔z1 锦川开发区〕，占地面积420亩，达产后年产值20亿元。"
    assert [s for s, _, _ in told(marked)] == ["j1", "j1"]


def test_a_report_on_a_place_tells_of_the_place_save_where_another_is_named_beside_the_number() -> None:
    marked = (
        "2024年〔d1 柏溪县〕政府工作报告\n"
        "〔e1 恒远重工〕稳步发展，新增上市公司3家。全县外贸出口增长8%。"
        "〔f1 柏溪港〕吞吐量900万吨，集装箱运量40万标箱。新建冷库26座。"
    )
    assert [s for s, _, _ in told(marked, place="e1")] == ["d1", "d1", "f1", "f1", "d1"]
    news = marked.replace("政府工作报告", "大力发展经济")
    assert told(news, place="d1")[0][0] == "e1"


def test_a_project_holds_its_investment_and_area() -> None:
    assert told("〔e1 恒远重工〕投资9000万元扩建〔j1 二期铸造项目〕。")[0][0] == "j1"
    assert told("〔d1 柏溪县〕开工建设〔j1 云岭物流园项目〕，总建筑面积8万平方米。")[0][0] == "j1"
    assert told("〔d1 柏溪县〕拿出5亿元支持乡村建设。")[0][0] == "d1"


def test_what_was_just_founded_built_or_held_holds_what_it_yields() -> None:
    assert told("〔b1 柏溪县供销社〕建成〔l1 惠农数据平台〕，接入合作社68家。")[0][0] == "l1"
    assert told("〔d1 石桥村〕成立了〔e1 石桥蜂业合作社〕，年产蜂蜜30吨。")[0][0] == "e1"
    assert told("〔d1 柏泉镇〕举办首届〔v1 蜂蜜节〕，接待游客1.3万人次。")[0][0] == "v1"
    assert told("〔d1 柏泉镇〕举办首届〔v1 蜂蜜节〕，新修公路12公里。")[0][0] == "d1"


def test_a_team_just_formed_holds_where_it_goes() -> None:
    marked = "〔d1 柏溪县〕抽调干部组成〔b1 柏溪县便民服务队〕，分别进驻80个村。"
    assert told(marked) == [("b1", "村", "80个")]


def test_who_did_something_before_does_what_follows() -> None:
    assert told("〔i1 柏溪医院〕了解情况后，筹集资金30万元。", place="d1") == [("i1", "资金", "30万元")]


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        ("〔d1 柏溪县〕启动〔j1 云岭片区征收〕工作。此次征收打破边界，成立5个指挥部。", "j1"),
        ("〔d1 柏溪县〕推进审批改革。以“〔n1 一窗办〕”为例，精简材料40余项。", "n1"),
        ("〔d1 柏溪县〕推进审批改革。此次活动声势很大，精简材料40余项。", "d1"),
    ],
)
def test_a_noun_with_a_pointing_word_takes_up_what_was_named(marked: str, who: str) -> None:
    assert told(marked)[0][0] == who


def test_a_project_is_meant_where_a_building_of_it_was_named_last() -> None:
    marked = "〔j1 云谷物流项目〕占地90亩，建有〔f1 云谷冷库〕。项目建成后，年加工鲜果6万吨。"
    assert told(marked) == [("j1", "占地", "90亩"), ("j1", "年加工鲜果", "6万吨")]


def test_a_heading_is_spoken_of_by_its_paragraph() -> None:
    marked = "〔d1 柏溪县〕\n〔j1 云岭水闸重建工程〕\n工程2022年开工，概算总投资7098万元。\n"
    assert told(marked) == [("j1", "概算总投资", "7098万元")]


def test_a_sum_behind_works_in_a_row_is_of_the_item_that_lists_them() -> None:
    marked = (
        "一是〔j1 景区保护工程〕。今年启动了〔j2 污水站改造工程〕，〔j3 垃圾站建设工程〕，总投资525万元。"
    )
    assert told(marked) == [("j1", "总投资", "525万元")]


def test_what_a_whole_place_counts_is_followed_by_numbers_of_the_place() -> None:
    marked = (
        "〔j1 安居房筹建项目〕公示，目前，全市共落实安居房24套，总面积2200平方米。〔d1 柏溪市〕继续努力。"
    )
    assert told(marked, place="d1")[-1] == ("d1", "总面积", "2200平方米")


def test_what_things_listed_cost_together_is_told_of_who_counted_them() -> None:
    marked = "〔d1 柏溪县〕签约项目6个，包括〔j1 云谷物流项目〕、〔j2 青石电站项目〕等，总投资额9亿元。"
    assert told(marked)[-1] == ("d1", "签约项目总投资额", "9亿元")


def test_all_projects_are_the_largest_group_counted_before() -> None:
    marked = "〔z1 锦川开发区〕开工〔j1 30个重大项目〕，含〔j2 7个外贸项目〕，全部项目总投资90亿元。"
    assert told(marked)[-1][0] == "j1"


def test_a_subject_that_was_not_named_holds_its_numbers_from_others() -> None:
    marked = "〔e1 恒远乳业公司〕年产奶粉300吨。\n今年，该区实施重点项目17个。"
    assert told(marked) == [("e1", "年产奶粉", "300吨")]


def test_the_project_pointed_at_is_found_behind_adverbs() -> None:
    marked = "〔j1 云谷物流项目〕开工。\n〔e1 恒远集团〕介绍，预计该项目建成达产后，将集聚企业20家。"
    assert told(marked) == [("j1", "企业", "20家")]


def test_works_counted_leave_their_sums_to_who_counted_them() -> None:
    marked = "〔z1 锦川开发区〕开工〔j1 云谷物流项目〕。全区签约大项目28个，完成投资49亿元。"
    assert told(marked, place="z1")[-1] == ("z1", "投资", "49亿元")


def test_a_long_attribute_does_not_hide_the_subject() -> None:
    marked = "〔d1 柏溪市〕两家医院开工。位于〔d2 石桥镇〕的〔i1 柏溪第二医院〕占地50亩，设置床位300张。"
    assert [s for s, _, _ in told(marked)] == ["i1", "i1"]


def test_where_a_work_lies_takes_no_sum() -> None:
    marked = "〔i1 柏溪医院〕地处〔f1 青石大道〕与〔f2 柏溪路〕交汇处，总投资1.2亿元。"
    assert told(marked) == [("i1", "总投资", "1.2亿元")]


def test_a_work_whose_name_was_not_recognised_keeps_its_numbers_from_others() -> None:
    marked = "〔z1 锦川开发区〕两个项目开工。青石教育城项目位于城北，占地面积240亩，总投资21亿元。"
    assert [s for s, _, _ in told(marked)[1:]] == []


def test_the_firm_behind_an_adverb_speaks_of_itself() -> None:
    marked = (
        "〔e1 恒远电器公司〕扩建〔j1 二期工厂〕。〔e1 恒远电器公司〕专产吸尘器，投产后公司年产值达2亿元。"
    )
    assert told(marked) == [("e1", "年产值", "2亿元")]


def test_a_sum_put_into_old_rooms_is_of_what_they_became() -> None:
    marked = (
        "〔f1 石桥村社区养老服务中心〕开门迎客。〔d1 石桥村〕干部想了许多办法。"
        "村里投资80多万元对库房等进行改建，建起了拥有60个床位的养老服务中心。"
    )
    assert [s for s, _, _ in told(marked)] == ["f1", "f1"]


def test_a_sum_is_of_what_it_is_meant_for() -> None:
    marked = "〔e1 恒远阀门公司〕上市了。为了建立〔j1 阀门生产基地〕，公司计划总投资2亿元扩大产能。"
    assert told(marked) == [("j1", "总投资", "2亿元")]


def test_the_only_thing_of_a_sort_is_meant_by_its_common_noun() -> None:
    marked = "〔j1 云谷创新孵化器项目〕落户。〔e1 恒远集团〕负责人说，“创业孵化器预计设立150个工位，容纳企业30家。”"
    assert told(marked) == [("j1", "工位", "150个"), ("j1", "企业", "30家")]


def test_whom_data_show_to_do_something_is_spoken_of() -> None:
    marked = "〔b1 柏溪市环保局〕公布排名。数据显示〔z1 锦川开发区〕改善最大，优良水体比例达95%。"
    assert {s for s, _, _ in told(marked)} == {"z1"}


def test_the_investment_done_is_of_the_work_that_its_sentence_names() -> None:
    marked = (
        "其中，〔j1 清河防洪工程〕完成投资1229万元。〔j2 金钟大坝工程〕通过验收，完成投资2380万元。"
        "〔d1 柏溪县〕投资98万元完成了〔j3 城区排涝工程〕，对〔f1 清凉港〕进行升级。"
    )
    assert [s for s, _, _ in told(marked)] == ["j1", "j2", "j3"]


def test_what_a_bureau_had_granted_is_the_cost_of_the_work() -> None:
    marked = "〔j1 水库加固工程〕通过验收。〔b1 柏溪县水利局〕提前谋划，批复投资4600万元。"
    assert told(marked) == [("j1", "批复投资", "4600万元")]


def test_a_clause_that_is_but_a_name_is_of_what_it_names() -> None:
    marked = "〔d1 柏溪市〕宣布的“〔j1 云岭采购中心〕”，占地面积达50亩。"
    assert told(marked) == [("j1", "占地面积", "50亩")]


def test_a_sum_right_before_a_project_is_of_the_project() -> None:
    marked = "〔d1 柏溪市〕项目开工。总投资150亿元〔j1 云岭电池项目〕已经签约。"
    assert told(marked) == [("j1", "总投资", "150亿元")]


def test_a_name_behind_the_whole_place_is_a_ware_of_it() -> None:
    marked = "〔d1 柏溪县〕2021年全县〔e1 远山〕种植面积达到53万亩，总产量105万吨。"
    assert [s for s, _, _ in told(marked)] == ["d1", "d1"]
    assert told("2021年〔d1 柏溪县〕〔e1 远山〕种植面积达到53万亩。")[0][0] == "e1"


def test_firms_at_large_are_not_the_firm_spoken_of() -> None:
    marked = "〔e1 恒远重工〕落户。〔z1 锦川开发区〕深化改革，企业开办时间压缩60%。企业现有员工300人。"
    assert [s for s, _, _ in told(marked)] == ["z1", "e1"]


def test_a_place_right_before_a_count_holds_it_whatever_the_verb() -> None:
    marked = "〔i1 柏溪日报〕报道了〔d1 石桥村〕1400亩白菜丰收。"
    assert told(marked)[0] == ("d1", "白菜", "1400亩")


def test_a_whole_place_right_before_a_count_holds_it() -> None:
    marked = "〔z1 锦川开发区〕在〔d1 柏溪县〕起步。〔z1 锦川开发区〕带动全县12家企业。"
    assert told(marked, place="d1") == [("d1", "企业", "12家")]


def test_a_dateline_is_not_the_subject() -> None:
    assert told("本报〔d1 柏溪县〕讯〔f1 青石水库〕水位81米，库容500万立方米。") == [
        ("f1", "水位", "81米"),
        ("f1", "库容", "500万立方米"),
    ]


def test_what_a_project_is_to_be_is_the_project() -> None:
    marked = "〔j1 云谷冷链项目〕是集加工、物流于一体的〔f1 现代批发市场〕。项目概算总投资16亿元。"
    assert told(marked) == [("j1", "概算总投资", "16亿元")]


def test_a_sum_put_into_several_works_is_of_what_heads_them() -> None:
    marked = "〔j1 水利建设工程〕，计划投资3亿元进行〔j2 南源水库〕、清河治理和防洪设施建设。"
    assert [s for s, _, _ in told(marked)] == ["j1"]


def test_works_without_names_hold_nothing_for_those_named_before() -> None:
    marked = "〔d1 柏溪县〕实施〔j1 养殖治污工程〕，建成3个有机肥加工厂，年处理废弃物50万吨。"
    assert told(marked)[-1] == ("d1", "年处理废弃物", "50万吨")


def test_what_a_hospital_was_built_for_is_told_of_the_hospital() -> None:
    assert told("〔d1 柏溪县〕投资5000万元建成了〔i1 柏溪第二医院〕。") == [("i1", "投资", "5000万元")]


def test_what_the_collective_of_a_village_earns_is_the_villages() -> None:
    marked = "〔d1 石桥村〕成立合作社。〔e1 远山茶业合作社〕为村集体增收50万元。"
    assert [s for s, _, _ in told(marked)] == ["d1"]


def test_words_of_the_village_stand_for_it() -> None:
    marked = "〔d2 柏泉镇〕举办采摘节。村里有水塘12口。〔d1 石桥村〕还修了路。"
    assert told(marked)[0] == ("d1", "水塘", "12口")


def test_of_two_places_in_a_row_the_one_of_the_class_named_is_spoken_of() -> None:
    marked = "〔j1 云谷项目〕位于〔d1 柏溪县〕〔d2 柏泉乡〕，10年前是一个普通的农业乡，财政收入80万元。"
    assert [s for s, _, _ in told(marked)] == ["d2"]


def test_what_an_event_draws_is_told_of_the_event() -> None:
    marked = "〔d1 柏溪县〕举办〔v1 第三届茶文化节〕。全县一片欢腾。活动三天累计接待游客3万人次。"
    assert [s for s, _, _ in told(marked)] == ["v1"]


def test_where_somebody_went_is_not_spoken_of() -> None:
    marked = "〔d1 柏溪县〕来了客商。赶到受灾较重的〔d2 石桥村〕，收购白菜3000斤。"
    assert [s for s, _, _ in told(marked, place="d1")] == ["d1"]


def test_a_place_behind_a_firm_does_not_speak_in_its_stead() -> None:
    assert told("〔e1 恒远超市〕〔d1 柏溪〕采购部门很忙，收购白菜3000斤。")[0][0] == "e1"


@pytest.mark.parametrize(
    ("count", "tagged", "indicator"),
    [
        ("带领20家", "企业/n 赴/v 外地/s 考察/v", "企业"),
        ("动员580户", "农户/n 发展/v 特色/n 种植/vn", "农户"),
        ("成立60个", "项目/n 推进/v 专班/n", "项目推进专班"),
    ],
)
def test_a_noun_behind_a_count_ends_before_a_verb(count: str, tagged: str, indicator: str) -> None:
    made = reading(f"〔d1 柏溪县〕{count}{re.sub('/[a-z]+ ?', '', tagged)}。")
    words, at = [], 3 + len(count)
    for word, pos in (item.split("/") for item in tagged.split()):
        words.append((at, at + len(word), pos))
        at += len(word)
    assert [f.indicator for f in measure(replace(made, words=tuple(words)))] == [indicator]


def test_what_a_work_yields_is_told_of_the_work_in_the_headline() -> None:
    marked = "〔j1 云谷冷链项目〕顺利推进\n〔d1 柏溪县〕一派繁忙。项目占地80亩，总投资3亿元。"
    made = reading(marked, place="d1")
    made = replace(made, passage=replace(made.passage, body=made.passage.text.index("\n") + 1))
    assert [f.s for f in measure(made)] == ["j1", "j1"]


def test_what_leads_from_one_place_to_another_is_not_spoken_of_as_the_first() -> None:
    marked = "〔d1 柏溪县〕抓紧施工，〔f1 青石水厂〕至柏泉管网铺设62公里。"
    assert [s for s, _, _ in told(marked)] == ["d1"]


def test_the_bank_of_a_river_tells_only_where() -> None:
    marked = "〔f1 青溪〕两岸，今年种植桃树600亩。"
    assert [s for s, _, _ in told(marked, place="d1")] == ["d1"]


def test_a_common_noun_that_each_number_counts_is_no_name() -> None:
    marked = "〔d1 柏溪县〕新组建〔i1 技工学校〕各10家以上。"
    assert [(s, v) for s, _, v in told(marked)] == [("d1", "10家以上")]


def test_the_place_behind_a_rank_holds_it() -> None:
    assert told("榜上有排在第12位的〔d1 柏溪市〕〔d2 雁山区〕。") == [("d2", "位次", "第12位")]


def test_an_exact_number_is_told_once() -> None:
    marked = "〔d1 柏溪县〕计划水利投资28760万元。\n累计完成投资28760万元。"
    assert [v for _, _, v in told(marked, place="d1")] == ["28760万元"]


def test_what_an_unnamed_work_yields_is_told_of_no_place() -> None:
    assert told("〔d1 柏溪县〕招商有成。达产后年产值9亿元。", place="d1") == []


def test_the_investment_done_goes_on_with_the_project_of_the_sentence_before() -> None:
    marked = "〔d1 柏溪县〕计划投资6亿元实施〔j1 清河治理工程〕。截至5月底，已完成投资2亿元，占年计划的40%。"
    assert [s for s, _, _ in told(marked, place="d1")] == ["j1", "j1", "j1"]


def test_a_project_named_after_its_yield_states_it() -> None:
    assert told("〔d1 柏溪县〕开工建设〔j1 年产8万吨纱线项目〕。") == [("j1", "年产纱线", "8万吨")]
    assert told("〔d1 柏溪县〕开工建设〔j1 20万吨年硫酸项目〕。") == [("j1", "年产硫酸", "20万吨")]
    assert told("〔d1 柏溪县〕开工建设〔j1 5号地块项目〕。") == []


def test_a_phase_is_the_project_of_that_phase() -> None:
    marked = "〔e1 恒远重工〕的〔j1 锻造一期项目〕已达产，〔j2 锻造二期项目〕开工。此次二期总投资3亿元。"
    assert told(marked) == [("j2", "总投资", "3亿元")]


def test_what_a_person_did_is_told_of_no_place() -> None:
    assert told("〔d1 石桥村〕修通公路。他拿出积蓄6万元，〔p1 林有田〕捐款1万元。") == []
    assert told("〔p1 林有田〕说，〔d1 石桥村〕有党员40名。") == [("d1", "党员", "40名")]


def test_a_name_behind_the_number_holds_it() -> None:
    assert told("〔d1 石桥村〕建起了拥有60个床位的〔f1 石桥养老中心〕。") == [("f1", "床位", "60个")]
    assert told("〔d1 石桥村〕2600平方米的〔f1 青年创业中心〕已经启用。") == [("f1", "面积", "2600平方米")]


def test_whole_county_words_stand_for_the_division() -> None:
    marked = "〔e1 恒远重工〕获得表彰。\n目前，全县新建冷库26座。"
    made = reading(f"〔d1 柏溪县〕通报工作。\n{marked}", place="d1")
    assert [(f.s, f.indicator) for f in measure(made)] == [("d1", "冷库")]


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("〔d1 柏溪县〕计划引进项目9个。", "target"),
        ("到2030年，〔d1 柏溪县〕绿化面积达5万亩。", "target"),
        ("〔d1 柏溪县〕已引进项目9个。", "actual"),
        ("〔f1 石桥养老中心〕优先接收70岁以上老人。", ""),
    ],
)
def test_the_kind_follows_the_cue_words(marked: str, kind: str) -> None:
    found = measure(reading(marked))
    assert [f.kind for f in found] == ([kind] if kind else [])


@pytest.mark.parametrize(
    "marked",
    [
        "〔d1 柏溪县〕落实“五个一”工程。",
        "〔d1 柏溪县〕一个干部带一个组。",
        "〔d1 柏溪县〕从五个方面提升服务。",
        "〔p1 林有田〕86岁，在〔d1 石桥村〕住了三天。",
        "〔d1 柏溪县〕热线全天值守，平均8分钟回复。",
        "〔d1 柏溪县〕每组配2—3名技术员。",
        "〔d1 柏溪县〕要求做到5个100%。",
        "〔e1 恒远重工〕收购同行75%的股权。",
        "〔d1 柏溪县〕四方筹资修路。",
        "〔d1 柏溪县〕对年销售额超过500万元的企业给予支持。",
        "〔d1 柏溪县〕引来航天四十四所等单位。",
        "〔d1 柏溪县〕改建后容纳50人。",
        "〔d1 石桥村〕村民〔p1 林有田〕种茶6亩。",
        "〔d1 石桥村〕工人月薪5200元。",
        "〔d1 柏溪县〕对用工20人以上的企业给予支持。",
        "〔d1 柏溪县〕万元产值能耗继续下降。",
        "〔d1 柏溪县〕提了6个方面的工作要求。",
        "〔d1 柏溪县〕增速比一季度加快1.2个百分点。",
        "〔d1 柏溪县〕表决任免法官，其中免去审判员12人。",
        "〔d1 柏溪县〕举办展览，吸引数万名市民。",
        "〔e1 恒远重工〕、〔e2 远山茶业〕2家企业作了发言。",
        "〔z1 锦川开发区〕的名次上升了18位。",
        "〔d1 柏溪县〕开展5‰人口变动抽样调查。",
        "〔d1 柏溪县〕牵线，让相距600公里的两座小城握手。",
    ],
)
def test_slogans_ages_and_minutes_are_no_measurements(marked: str) -> None:
    assert measure(reading(marked)) == ()


def test_a_limiting_sum_is_part_of_what_is_counted() -> None:
    assert told("〔z1 锦川开发区〕产值超千万元的企业40户。") == [("z1", "产值超千万元的企业", "40户")]
    assert told("〔z1 锦川开发区〕引进亿元以上项目15个。") == [("z1", "亿元以上项目", "15个")]


def test_a_headline_is_not_told_twice() -> None:
    marked = "柏溪开展80场技能培训活动\n〔d1 柏溪县〕今年开展技能培训80场，受益群众2000人次。"
    assert [(s, v) for s, _, v in told(marked)] == [("d1", "80场"), ("d1", "2000人次")]


def test_without_names_or_place_nothing_is_told() -> None:
    assert measure(reading("引进项目9个。")) == ()


@pytest.mark.parametrize(
    ("marked", "who"),
    [
        (
            "〔d1 柏溪县〕的〔f1 河东社区委员工作室〕成立。〔d1 柏溪县〕作了介绍。工作室目前入驻委员16人。",
            "f1",
        ),
        ("〔d1 柏溪县〕召开〔v1 石桥镇预备会议〕。〔d1 柏溪县〕到会。会议应到代表58人。", "v1"),
        ("〔i1 石桥镇老医院〕已拆。〔d1 柏溪县〕作了介绍。新医院占地46亩。", "d1"),
    ],
)
def test_the_last_word_of_a_name_takes_it_up_as_a_subject(marked: str, who: str) -> None:
    assert [s for s, *_ in told(marked)] == [who]


def test_numbers_of_a_headquarters_are_its_places() -> None:
    marked = "〔d1 柏溪县〕下雨。〔b1 柏溪县防汛抗旱指挥部〕出动巡逻艇2艘、车辆120台次。"
    assert {s for s, *_ in told(marked)} == {"d1"}


def test_a_work_that_lies_somewhere_is_spoken_of_by_what_follows() -> None:
    marked = "〔j1 云岭水泥项目〕开工。\n项目位于〔z1 城北新城〕，建设主厂房，总投资8亿元。"
    assert told(marked, place="d1") == [("j1", "总投资", "8亿元")]


def test_what_a_firm_can_make_is_told_of_no_park_that_it_names() -> None:
    marked = "〔d1 柏溪县〕的〔e1 恒远重工〕落户〔z1 城北产业园〕，产品远销，形成3万吨的年生产能力。"
    assert [s for s, *_ in told(marked)] != ["z1"]


@pytest.mark.parametrize(
    "marked",
    [
        "〔d1 柏溪县〕作了介绍，〔e1 恒远重工〕、〔e2 柏溪茶业公司〕等34家企业结对帮扶。",
        "〔d1 柏溪县〕开幕，来自各行各业的13支代表队参赛。",
        "〔d1 柏溪县〕作了介绍，包括〔e1 恒远重工〕在内的9家企业到会。",
        "〔b1 柏溪县工信局〕先后2次带领〔e1 恒远重工〕考察。",
        "〔d1 柏溪县〕一行历经3个多小时的车程。",
        "〔d1 柏溪县〕开会\n15:55\n本文来源：柏溪在线。",
    ],
)
def test_counts_of_what_is_named_or_passes_are_not_told(marked: str) -> None:
    assert told(marked) == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("〔d1 柏溪县〕引进〔e1 恒远重工〕等34家企业。", [("d1", "企业", "34家")]),
        ("〔d1 柏溪县〕建成展板70余块。", [("d1", "展板", "70余块")]),
        ("〔d1 柏溪县〕财政收入在现有基础上翻一番。", [("d1", "财政收入", "翻一番")]),
        ("〔d1 柏溪县〕签约，本次集中签约的项目用地300亩。", [("d1", "项目用地", "300亩")]),
        (
            "〔d1 柏溪县〕开镰。〔b1 柏溪县农业局〕预计，粮食总产量可达26亿斤。",
            [("d1", "粮食总产量", "26亿斤")],
        ),
    ],
)
def test_what_is_counted_and_whose_it_is(marked: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(marked) == expected


def test_a_sum_right_before_a_nameless_work_is_nobody_elses() -> None:
    assert told("〔d1 柏溪县〕忙碌，投资2.8亿元的环线公路已通车。") == []
    marked = "〔e1 恒远重工〕今年投资2000万元上马〔j1 恒远重工二期项目〕。"
    assert told(marked) == [("j1", "投资", "2000万元")]


_NAMES = (
    "〔d1 柏溪县〕",
    "〔j1 云岭项目〕",
    "〔e1 恒远重工〕",
    "今年",
    "分别",
    "由2万吨",
    "提高到",
    "超亿元",
    "是",
)
_WORDS = ("总投资", "建成", "约3亿元", "12个", "学校", "项目", "增长8%", "占全县的5%", "第3名", "的")
_PIECES = st.sampled_from((*_NAMES, *_WORDS, *"，。、\n“”（）"))


@settings(max_examples=300)
@given(st.lists(_PIECES, max_size=24).map("".join))
def test_evidence_lies_in_one_paragraph_and_holds_the_number(marked: str) -> None:
    made = reading(marked, place="d1")
    found = measure(made)
    for figure in found:
        quote = made.passage.text[figure.start : figure.end]
        assert 0 <= figure.start < figure.end <= len(made.passage.text)
        assert len(quote) <= 80
        assert "\n" not in quote
        assert figure.indicator
        assert figure.unit
        assert figure.kind in ("actual", "target", "limit")
        assert 0 < figure.score <= 1
    assert measure(made) == found


def test_what_counted_projects_cost_is_not_told_of_the_one_that_is_named() -> None:
    marked = "〔z1 锦川开发区〕推进项目建设：〔j1 高端装备产业园〕等9个总投资80亿元的重大项目集中开工。"
    assert [who for who, *_ in told(marked)] == ["z1", "z1"]


def test_the_sum_of_a_list_of_projects_measures_no_place() -> None:
    listed = "〔d1 柏溪县〕集中开工青湖电子等〔j1 8个外资项目〕，合计总投资12亿元。"
    assert ("d1", "外资项目", "8个") not in told(listed)
    assert ("j1", "总投资", "12亿元") in told(listed)
    assert ("d1", "外资项目", "8个") in told("〔d1 柏溪县〕集中开工〔j1 8个外资项目〕。")
