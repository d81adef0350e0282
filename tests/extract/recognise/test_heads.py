from __future__ import annotations

import pytest

from kg.extract.recognise.heads import find, generic
from tests.extract.recognise.seen import seen


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("贵州黔峰电子科技有限公司在这里投产。", "Enterprise", "贵州黔峰电子科技有限公司"),
        ("黔林木业（遵义）有限公司投产。", "Enterprise", "黔林木业（遵义）有限公司"),
        ("黔景茶叶专业合作社有80户社员。", "Enterprise", "黔景茶叶专业合作社"),
        ("记者走进毕节高新技术产业开发区采访。", "Zone", "毕节高新技术产业开发区"),
        ("红岩产业园去年招商30家。", "Zone", "红岩产业园"),
        ("红岩产业园二期开工。", "Project", "红岩产业园二期"),
        ("年产5万吨竹浆项目开工。", "Project", "年产5万吨竹浆项目"),
        ("某公司总投资2亿元的年产30万台冰箱项目。", "Project", "年产30万台冰箱项目"),
        ("清河水库除险加固工程完工。", "Facility", "清河水库"),
        ("车辆驶过赤水河大桥。", "Facility", "赤水河大桥"),
        ("扩建后的315省道通车。", "Facility", "315省道"),
        ("渠水流过东干渠。", "Facility", "东干渠"),
        ("去年产值3亿元，仅东岭厂区就生产水泵20万台。", "Facility", "东岭厂区"),
        ("同时集中开工红岩产业园二期。", "Project", "红岩产业园二期"),
        ("石坝小（二）型水库除险加固工程完工。", "Project", "石坝小（二）型水库除险加固工程"),
        ("红岩三期安置小区交房。", "Facility", "红岩三期安置小区"),
        ("由青禾旅游开发有限公司投资开发建设红岩竹海小镇。", "Zone", "红岩竹海小镇"),
        ("云岭大数据平台上线运行。", "Platform", "云岭大数据平台"),
        ("贵州大学与遵义市签约。", "Institution", "贵州大学"),
        ("遵义市第一人民医院开诊。", "Institution", "遵义市第一人民医院"),
        ("他毕业于黔南师范学院。", "Institution", "黔南师范学院"),
        ("12月3日，在贵阳召开的“数智黔行”大会上，他发言。", "Event", "“数智黔行”大会"),
    ],
)
def test_a_head_tells_the_name_and_its_type(text: str, kind: str, name: str) -> None:
    assert (kind, name) in seen(find, text)


@pytest.mark.parametrize(
    "text",
    [
        "项目总投资3亿元。",
        "大力发展项目建设。",
        "进出口总额增长。",
        "各类企业30家。",
        "通过共建产业研究院深化合作。",
        "云岭生产工程部的员工来了。",
        "要求建立园区协调联动机制，要开展园区环境整治。",
        "全面加强养殖场污染治理，不断创新社会服务活动。",
        "转化为发展的实际行动。",
        "爱心人士走进偏远山村学校。",
        "中心城区有多个公园。",
        "三家医院同时开诊。",
        "引进了3个项目。",
        "推动企业上市工作。",
        "该公司扩大了规模。",
        "一批重点项目相继落地。",
        "全区共有学校30所。",
        "建成绿色工业园区12个。",
        "新建一批公办幼儿园。",
        "整合省级创新平台。",
        "谋划落地康养项目20个左右。",
    ],
)
def test_a_bare_or_counted_noun_is_no_name(text: str) -> None:
    assert seen(find, text) == set()


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("正在建设智慧农业产业园。", "Zone", "智慧农业产业园"),
        ("遵义市建设智慧农业产业园。", "Zone", "智慧农业产业园"),
        ("由贵州黔峰机械有限公司承建。", "Enterprise", "贵州黔峰机械有限公司"),
        ("记者在清河水库看到，水位上升。", "Facility", "清河水库"),
        ("今年红岩产业园扩建。", "Zone", "红岩产业园"),
        ("该县建设智慧农业产业园。", "Zone", "智慧农业产业园"),
        ("全市建设智慧农业产业园。", "Zone", "智慧农业产业园"),
        ("谋划落地云岭康养地产项目。", "Project", "云岭康养地产项目"),
    ],
)
def test_what_stands_before_a_name_stays_outside(text: str, kind: str, name: str) -> None:
    found = seen(find, text)
    assert (kind, name) in found
    assert not any(other.endswith(name) and other != name for _, other in found)


@pytest.mark.parametrize(
    ("name", "bare"),
    [("新时代文明实践所", True), ("公司", True), ("大桥", True), ("黔峰电子科技有限公司", False)],
)
def test_generic_names_are_hardly_more_than_their_head(name: str, bare: bool) -> None:
    assert generic(name) is bare


@pytest.mark.parametrize("before", ["全", "各", "该", "每", "本", "一个", "30家", "两座", ""])
@pytest.mark.parametrize("head", ["一中", "中学", "中医院", "乳业", "有限公司", "产业园", "推进会"])
def test_a_head_may_end_the_text(before: str, head: str) -> None:
    text = f"昨日参观了{before}{head}"
    assert all(name in text for _, name in seen(find, text))


def test_meetings_in_a_list_are_told_apart() -> None:
    text = "办好黔中茶产业博览会、赤水河端午文化节和第九届全市残疾人运动会等活动。"
    names = {"黔中茶产业博览会", "赤水河端午文化节", "第九届全市残疾人运动会"}
    assert {("Event", name) for name in names} <= seen(find, text)


def test_a_year_and_a_place_in_brackets_belong_to_a_meeting() -> None:
    assert ("Event", "2019中国（黔东南）苗药产业大会") in seen(find, "2019中国（黔东南）苗药产业大会开幕。")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "昨日，遵义高新区2019年春季重点项目开工活动在红岩产业园举行。",
            "遵义高新区2019年春季重点项目开工活动",
        ),
        ("黔峰电子与该县举行签约仪式。", "签约仪式"),
        ("昨日，遵义市乡村工作现场推进会上，大家赞叹不已。", "遵义市乡村工作现场推进会"),
        ("收听收看全市防汛工作视频会议后，该县部署工作。", "全市防汛工作视频会议"),
        ("县委人才工作会议暨全县科技创新表彰大会召开。", "县委人才工作会议暨全县科技创新表彰大会"),
    ],
)
def test_meetings_that_take_place_have_their_whole_name(text: str, name: str) -> None:
    assert ("Event", name) in seen(find, text)


def test_a_meeting_that_is_pointed_at_has_no_name_of_its_own() -> None:
    assert not {n for k, n in seen(find, "表决通过本次会议议程后休会。") if k == "Event"}


def test_a_clause_about_people_is_no_body() -> None:
    text = "专职委员唐爱英走访鸭溪镇党委书记冉光明，县级领导与考察团座谈。"
    assert not {n for k, n in seen(find, text) if k == "PublicBody" and ("走访" in n or "领导" in n)}


def test_a_quotation_inside_the_name_of_a_firm_is_whole() -> None:
    text = "贵州“山里红”农业发展有限公司董事长沈开元说。"
    assert ("Enterprise", "贵州“山里红”农业发展有限公司") in seen(find, text)


def test_the_number_in_a_street_is_in_no_name() -> None:
    assert ("Zone", "锐山产业园") in seen(find, "工厂位于红岩路58号锐山产业园内。")


def test_parts_of_a_work_belong_to_its_name() -> None:
    text = "分为茶园改造和林地保护工程、雨水收集处理工程。"
    assert {("Project", "茶园改造和林地保护工程"), ("Project", "雨水收集处理工程")} <= seen(find, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("高标准建设酱香产业园。", "酱香产业园"),
        ("加快建设茶叶调度平台。", "茶叶调度平台"),
        ("建设柳坝大桥。", "柳坝大桥"),
    ],
)
def test_a_verb_of_building_begins_no_name(text: str, name: str) -> None:
    assert name in {found for _, found in seen(find, text)}


@pytest.mark.parametrize(
    "text",
    ["除险加固病险水库。", "建成5A级景区。", "冷泉生态系统研究。", "培育高新技术企业。", "打造国家开发区。"],
)
def test_a_description_names_nothing_however_it_is_tagged(text: str) -> None:
    assert seen(find, text) == set()


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("苗寨遗址博物馆建成开放。", "Facility", "苗寨遗址博物馆"),
        ("贵州省博物馆办展。", "Institution", "贵州省博物馆"),
        ("争创国家林下经济创新示范区。", "Zone", "国家林下经济创新示范区"),
        ("赤水河（习水）酒文化产业园开园。", "Zone", "赤水河（习水）酒文化产业园"),
        ("建设未来山地农业产业园。", "Zone", "未来山地农业产业园"),
        ("高标准建设深山探测实验室。", "Institution", "深山探测实验室"),
        ("统一的招投标交易平台上线。", "Platform", "招投标交易平台"),
    ],
)
def test_names_of_places_that_states_and_provinces_set_up(text: str, kind: str, name: str) -> None:
    assert (kind, name) in seen(find, text)


@pytest.mark.parametrize("text", ["铁路密度居各省区前列。", "推进系列推介活动。", "工程建设项目审批。"])
def test_a_short_description_before_a_long_head_names_nothing(text: str) -> None:
    assert seen(find, text) == set()


@pytest.mark.parametrize(
    "text",
    ["零部件供应商会加快搬迁。", "贵州省省级开发区有20家。", "绿水青山就是金山银山。", "推进“一把手”工程。"],
)
def test_a_head_inside_other_words_an_idiom_or_a_rank_names_nothing(text: str) -> None:
    assert seen(find, text) == set()


def test_a_count_after_a_place_stays_outside() -> None:
    found = seen(find, "播州区22台不动产登记全流程自助服务终端上线。")
    assert ("Platform", "不动产登记全流程自助服务终端") in found


@pytest.mark.parametrize(
    "text",
    [
        "省市县重点项目完成投资28亿元。",
        "新签约亿元项目37个。",
        "推动计划新开工项目落地。",
        "遵义有关合作项目落地。",
        "实施国家重点工程项目、民生实事项目。",
    ],
)
def test_projects_of_a_sort_are_many_and_none(text: str) -> None:
    assert seen(find, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "青禾竹海是该镇去年引进的高效农业项目。",
        "青禾竹海是集生产、加工于一体的现代农产品交易市场和加工物流园。",
        "竹海建成后将成为西部标杆，青岭竹文化产业示范基地。",
        "全市上下高质量抓项目，一刻不停。",
        "我们将高质量推进项目建设。",
        "加大招商引资工作力度和项目建设服务力度。",
        "这里地质复杂，为双线隧道。",
        "这是毕遵高速的控制性工程。",
        "播州区财政局项目公示。",
    ],
)
def test_what_a_thing_is_said_to_be_is_no_other_thing(text: str) -> None:
    assert not {kind for kind, _ in seen(find, text)} & {"Project", "Zone", "Facility"}


@pytest.mark.parametrize(
    "text", ["按照柏溪县重点项目名录推进。", "贵州黔峰电子科技有限公司项目负责人何小满说。"]
)
def test_a_list_of_projects_and_the_field_of_an_employee_name_no_project(text: str) -> None:
    assert not [name for kind, name in seen(find, text) if kind == "Project"]


def test_a_quotation_without_a_noun_parts_a_headline() -> None:
    found = seen(find, "黔南“点靓”第三届山地旅游节启动仪式。")
    assert ("Event", "第三届山地旅游节启动仪式") in found


def test_a_working_group_keeps_the_word_that_tells_its_place() -> None:
    assert ("PublicBody", "全市人才住房建设工作领导小组") in seen(
        find, "成立了全市人才住房建设工作领导小组。"
    )


@pytest.mark.parametrize("text", ["通过召开澄清说明会议、上门走访等方式帮助干部。", "收看服务区各村会议。"])
def test_meetings_of_a_sort_name_none(text: str) -> None:
    assert not [name for kind, name in seen(find, text) if kind == "Event"]


def test_one_meeting_of_a_list_is_not_the_list() -> None:
    found = seen(find, "将举行环城自行车友谊赛、百名画家画山水、地方风味小吃节、农家厨艺大赛。")
    assert {name for kind, name in found if kind == "Event"} >= {"地方风味小吃节", "农家厨艺大赛"}
    assert not [name for _, name in found if "、" in name]


def test_a_party_cell_is_not_what_stands_before_its_verb() -> None:
    found = seen(find, "驻村工作队联合村“两委”创新推进党支部领办合作社。")
    assert not [name for _, name in found if "两委" in name]


def test_the_water_works_of_a_county_are_a_firm() -> None:
    assert ("Enterprise", "县自来水厂") in seen(find, "同时，县自来水厂新建一条管线。")


def test_a_preposition_stays_outside_a_name() -> None:
    assert ("Zone", "东岭科学城") in seen(find, "推动以东岭科学城为核心的创新走廊建设。")


def test_a_town_that_is_a_project_is_no_zone() -> None:
    assert not {n for k, n in seen(find, "竹器小镇项目开工，竹器小镇占地700亩。") if k == "Zone"}
    assert ("Zone", "竹器小镇") in seen(find, "建设竹器小镇，推动融合。")


def test_a_level_of_some_place_begins_no_name() -> None:
    text = "见证了我县柳源新材料产业园签约，实施国家水土保持重点县柳溪道路工程。"
    found = {name for _, name in seen(find, text)}
    assert "柳源新材料产业园" in found
    assert not [name for name in found if name.startswith("县")]


def test_a_work_in_the_name_of_a_firm_is_none() -> None:
    assert not [
        kind for kind, _ in seen(find, "县政府与湖北柳中生态工程股份有限公司签约。") if kind == "Project"
    ]


def test_the_number_of_a_list_of_firms_is_no_part_of_the_last() -> None:
    found = seen(find, "由黔峰电子和遵义柳源科技两家公司投资。")
    assert ("Enterprise", "遵义柳源科技") in found
    assert not [name for _, name in found if "两家" in name]


def test_a_visit_stays_outside_the_name_of_what_is_visited() -> None:
    found = seen(find, "10月8日，播州区委书记冉光明深入县经开区电子产业园调研调度基础设施项目建设。")
    assert ("Zone", "县经开区电子产业园") in found
    assert not any("深入" in name or "调研" in name for _, name in found)
