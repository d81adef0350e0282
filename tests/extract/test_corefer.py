from __future__ import annotations

from itertools import pairwise

import pytest

from kg.extract.cast import DIVISION, Cast
from kg.extract.corefer import corefer
from kg.extract.fold import fold, leading_place
from kg.extract.reading import Mention
from kg.extract.recognise.all import recognise
from kg.extract.scene import scenes
from kg.model import Page
from kg.page.cut import cut
from tests.extract.laws import extracted, flat


def forms(text: str, kind: str = "") -> dict[str, set[str]]:
    """Printed forms of the entities of a text by their names; of one type, where it is given."""
    return {
        e.name: {flat(m.text) for m in e.mentions}
        for e in extracted(text).entities
        if not kind or e.type == kind
    }


def codes(text: str) -> dict[str, str | None]:
    """Codes of the divisions of a text by their names."""
    return {e.name: e.code for e in extracted(text).entities if e.type == DIVISION}


@pytest.mark.parametrize(
    ("text", "name", "printed"),
    [
        ("遵义市播州区召开大会，区委书记冉光明出席。区委要求抓好落实。", "播州区委", {"区委"}),
        (
            "播州区发展和改革局公布数据。区发改局表示满意。",
            "播州区发展和改革局",
            {"播州区发展和改革局", "区发改局"},
        ),
        ("播州区教育局印发通知。该局要求抓好落实。", "播州区教育局", {"播州区教育局", "该局"}),
        (
            "毕节市七星关区人社局局长何秀说好。七星关区人力资源和社会保障局将努力。",
            "七星关区人力资源和社会保障局",
            {"毕节市七星关区人社局", "七星关区人力资源和社会保障局"},
        ),
        ("鸭溪镇党委书记冉光明说好。镇党委高度重视。", "鸭溪镇党委", {"鸭溪镇党委", "镇党委"}),
        ("金刀村党支部书记何大有说好。村党支部领着干。", "金刀村党支部", {"金刀村党支部", "村党支部"}),
        ("金刀村地处山区，何大有回村当村委会主任。", "金刀村村委会", {"村委会"}),
        (
            "赤水经济开发区有企业90家。赤水经开区管委会主任沈平说好。",
            "赤水经济开发区管委会",
            {"赤水经开区管委会"},
        ),
    ],
)
def test_bodies_are_named_after_their_place(text: str, name: str, printed: set[str]) -> None:
    assert forms(text, "PublicBody") == {name: printed}


@pytest.mark.parametrize(
    ("text", "name", "printed"),
    [
        ("绵阳市三台县修路。该县去年增收。", "三台县", {"三台县", "该县"}),
        ("黔西县去年脱贫。毕节市表示祝贺，全市共有30个村。", "毕节市", {"毕节市", "全市"}),
        ("黔西县去年脱贫，省委祝贺，名列全省第一。", "贵州省", {"全省"}),
        ("播州区鸭溪镇种茶。该镇有茶园3万亩，全镇增收。", "鸭溪镇", {"鸭溪镇", "该镇", "全镇"}),
        ("鸭溪镇金刀村种茶。该村增收，全村有3户参加。", "金刀村", {"金刀村", "该村", "全村"}),
        ("七星关区碧阳街道招商。该街道有5个社区。", "碧阳街道", {"碧阳街道", "该街道"}),
        ("大方县、织金县签约。该县将投资2亿元。", "织金县", {"织金县", "该县"}),
    ],
)
def test_relative_forms_mean_the_place_in_question(text: str, name: str, printed: set[str]) -> None:
    assert forms(text, DIVISION)[name] == printed


@pytest.mark.parametrize(
    "text",
    [
        "该局表示满意。",
        "该镇很好，该村也好。",
        "公司将扩大生产。",
        "该项目建成投产。",
        "会议强调要努力。",
        "全市上下齐心。",
    ],
)
def test_what_refers_to_nothing_on_the_page_is_dropped(text: str) -> None:
    assert forms(text) == {}


def test_the_area_of_a_zone_is_the_zone() -> None:
    text = "遵义经开区签约30个项目。经开区党工委书记冉光明介绍，该区将努力。全区共有企业300家。"
    assert forms(text, "Zone") == {"遵义经开区": {"遵义经开区", "经开区", "该区", "全区"}}
    assert forms(text, DIVISION).keys() <= {"遵义市"}
    assert forms(text, "PublicBody") == {"遵义经开区党工委": {"经开区党工委"}}


def test_long_and_short_names_of_a_zone_meet() -> None:
    text = "赤水经济开发区有企业90家。赤水经开区去年招商。开发区产值5亿元。"
    assert forms(text, "Zone") == {"赤水经济开发区": {"赤水经济开发区", "赤水经开区", "开发区"}}


def test_short_names_of_a_company_meet_its_full_name() -> None:
    text = "贵州黔峰电子科技有限公司投资2亿元。黔峰电子去年增收。公司将扩大生产。该公司表示满意。"
    found = forms(text, "Enterprise")
    assert found.keys() == {"贵州黔峰电子科技有限公司"}
    assert {"黔峰电子", "公司", "该公司"} <= found["贵州黔峰电子科技有限公司"]


def test_a_group_and_its_legal_name_are_one() -> None:
    text = "贵州云岭集团有限公司投资2亿元。云岭集团董事长马跃进说好。"
    assert forms(text, "Enterprise") == {"贵州云岭集团有限公司": {"贵州云岭集团有限公司", "云岭集团"}}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("江苏省南京市鼓楼区召开大会，区委书记沈开元出席。", "鼓楼区委"),
        ("赣州市章贡区、南昌市西湖区开会。西湖区委书记冉光明说，区委重视。", "西湖区委"),
        ("甘肃省兰州市城关区召开大会，区委书记沈开元出席。", "城关区委"),
    ],
)
def test_a_district_of_a_common_name_is_the_one_of_its_city(text: str, name: str) -> None:
    assert "区委" in forms(text, "PublicBody")[name]


def test_two_companies_stay_two() -> None:
    text = "贵州黔峰电子科技有限公司与贵州云岭制药有限公司签约。黔峰电子董事长马跃进到场，云岭制药董事长沈平出席。"
    found = forms(text, "Enterprise")
    assert found.keys() == {"贵州黔峰电子科技有限公司", "贵州云岭制药有限公司"}
    assert "云岭制药" in found["贵州云岭制药有限公司"]
    assert "云岭制药" not in found["贵州黔峰电子科技有限公司"]


@pytest.mark.parametrize(
    ("text", "name", "printed"),
    [
        ("县委书记沈开元出席。沈书记讲话。", "沈开元", {"沈开元", "沈书记"}),
        ("黔峰电子董事长马跃进到场。马董事长说好。", "马跃进", {"马跃进", "马董事长"}),
    ],
)
def test_surname_and_post_mean_the_one_of_that_surname(text: str, name: str, printed: set[str]) -> None:
    assert forms(text, "Person") == {name: printed}


@pytest.mark.parametrize(
    "text",
    ["播州区委书记沈开元、区长沈立群出席会议。沈书记讲话。", "播州区委书记白云海出席会议。沈书记讲话。"],
)
def test_surname_and_post_mean_nobody_where_none_or_two_fit(text: str) -> None:
    assert not any("沈书记" in printed for printed in forms(text, "Person").values())


def test_an_address_gives_each_of_its_places() -> None:
    text = "贵州省遵义市播州区鸭溪镇金刀村种茶。"
    assert codes(text) == {
        "贵州省": "52",
        "遵义市": "5203",
        "播州区": "520304",
        "鸭溪镇": "520304113",
        "金刀村": None,
    }
    lies = {(f.s, f.o) for f in extracted(text).facts if f.p == "locatedIn"}
    ids = {e.name: e.id for e in extracted(text).entities}
    chain = ("金刀村", "鸭溪镇", "播州区", "遵义市", "贵州省")
    assert {(ids[a], ids[b]) for a, b in pairwise(chain)} == lies


def test_a_place_keeps_its_official_name() -> None:
    found = forms("播州去年增收。遵义市播州区的干部说，播州变了。", DIVISION)
    assert found["播州区"] >= {"播州", "播州区"}
    assert "播州" not in found


def test_the_page_decides_between_towns_of_one_name() -> None:
    assert codes("达州市通川区罗江镇种茶。")["罗江镇"] == "511702102"
    assert (codes("德阳市罗江区种茶，罗江区增收。").get("罗江区") or "").startswith("5106")


def test_the_page_decides_between_counties_of_one_name() -> None:
    assert codes("江苏省南京市鼓楼区招商，全区增收。")["鼓楼区"] == "320106"
    assert codes("福建省福州市鼓楼区招商，全区增收。")["鼓楼区"] == "350102"


def test_villages_of_one_name_in_two_towns_are_two() -> None:
    text = "通川区罗江镇柳坪村修了路。宣汉县君塘镇柳坪村通了水。"
    record = extracted(text)
    villages = [e for e in record.entities if e.name == "柳坪村"]
    assert len(villages) == 2
    assert [len({f.o for f in record.facts if f.s == e.id and f.p == "locatedIn"}) for e in villages] == [
        1,
        1,
    ]


def test_a_village_named_again_is_the_one_named_before() -> None:
    text = "通川区罗江镇柳坪村修了路。柳坪村村民何小满说，柳坪村变了。"
    assert [len(e.mentions) for e in extracted(text).entities if e.name == "柳坪村"] == [3]


def test_a_village_told_with_its_county_is_the_one_told_with_its_town() -> None:
    text = "通川区罗江镇柳坪村修了路。通川区柳坪村通了水。宣汉县柳坪村通了电。"
    assert [len(e.mentions) for e in extracted(text).entities if e.name == "柳坪村"] == [2, 1]


def test_an_association_is_one_with_its_level_and_with_its_place() -> None:
    text = "大同市召开会议。市青联组织志愿者下乡。大同市青联负责人沈开元说，还要再来。"
    assert [e.name for e in extracted(text).entities if e.name.endswith("青联")] == ["大同市青联"]


def test_the_committee_of_a_village_is_named_whole() -> None:
    found = forms("播州区鸭溪镇金刀村村委会主任冉光明说好。", "PublicBody")
    assert found.keys() == {"金刀村村委会"}


def test_the_youth_league_of_a_province_is_not_its_party_committee() -> None:
    text = "贵州省召开大会。共青团贵州省委主办活动。"
    assert forms(text, "PublicBody") == {}


def test_a_short_title_is_the_document_named_before() -> None:
    text = "省教育厅印发《贵州省绿色校园建设方案》。《方案》提出，到2022年建成30所。"
    assert forms(text, "Document") == {
        "《贵州省绿色校园建设方案》": {"《贵州省绿色校园建设方案》", "《方案》"}
    }


def test_one_initiative_under_its_quoted_words() -> None:
    text = "广元市利州区实施“百日清零”行动。市委牵头“百日清零”行动，“百日清零”见效。"
    assert forms(text, "Initiative") == {"“百日清零”行动": {"“百日清零”行动", "“百日清零”"}}


def test_articles_share_the_page_but_keep_their_own_place() -> None:
    text = (
        "大方县发展茶产业\n本报讯（记者 田禾）大方县今年种茶3万亩，大方县委书记沈开元说，县委重视。\n\n"
        "织金县发展果产业\n本报讯（记者 罗小满）织金县今年种果2万亩，织金县委书记白云海说，县委重视。\n"
    )
    found = forms(text, "PublicBody")
    assert found == {"大方县委": {"大方县委", "县委"}, "织金县委": {"织金县委", "县委"}}


def cast(text: str, year: str = "") -> Cast:
    """The cast of a page."""
    seen = scenes(cut(Page("cast", text)))
    return corefer(seen, [recognise(s) for s in seen], year)


def test_the_year_decides_between_lives_of_a_division() -> None:
    before = cast("遵义县修路。遵义县种茶。", "2010")
    assert [d.code for d in before.drafts.values() if d.name == "遵义县"] == ["520321"]


def test_drafts_and_mentions_of_a_cast_agree() -> None:
    made = cast("遵义市播州区召开大会。区委书记冉光明出席。贵州黔峰电子科技有限公司签约，黔峰电子增收。")
    told = sorted((a, m.start, m.end, k) for a, pairs in enumerate(made.mentions) for m, k in pairs)
    kept = sorted((a, m.start, m.end, k) for k, d in made.drafts.items() for a, m in d.spots)
    assert told == kept
    assert {k for _, _, _, k in told} == made.drafts.keys()


def folded(*names: tuple[str, str]) -> dict[str, set[str]]:
    """Names of the drafts that stay, with their forms, after folding drafts of (type, name)."""
    made = Cast(mentions=[[]])
    for at, (kind, name) in enumerate(names):
        made.introduce((kind, name), name)
        made.meet((kind, name), Mention(at * 40, at * 40 + len(name), kind, name), 0)
    fold(made)
    assert {k for _, k in made.mentions[0]} == made.drafts.keys()
    return {d.name: set(d.forms) for d in made.drafts.values()}


@pytest.mark.parametrize(
    ("names", "stay"),
    [
        ((("Facility", "云岭区清河水库"), ("Facility", "清河水库")), {"云岭区清河水库"}),
        (
            (("Enterprise", "贵州黔峰电子科技有限公司"), ("Enterprise", "黔峰电子")),
            {"贵州黔峰电子科技有限公司"},
        ),
        (
            (("Enterprise", "贵州黔峰电子科技有限公司"), ("Enterprise", "云岭电子")),
            {"贵州黔峰电子科技有限公司", "云岭电子"},
        ),
        ((("Person", "沈开元"), ("Person", "开元")), {"沈开元", "开元"}),
        ((("Facility", "云岭大桥"), ("Enterprise", "云岭大桥集团")), {"云岭大桥", "云岭大桥集团"}),
        ((("Facility", "清河大桥"), ("Facility", "大桥")), {"清河大桥", "大桥"}),
    ],
)
def test_folding_joins_forms_of_one_name_alone(names: tuple[tuple[str, str], ...], stay: set[str]) -> None:
    found = folded(*names)
    assert found.keys() == stay
    assert set().union(*found.values()) == {name for _, name in names}


@pytest.mark.parametrize(
    ("name", "place"), [("贵州黔峰电子", "贵州"), ("遵义市第一医院", "遵义市"), ("黔峰电子", ""), ("", "")]
)
def test_leading_place(name: str, place: str) -> None:
    assert leading_place(name) == place


def test_bodies_of_a_list_share_their_place() -> None:
    text = "遵义市召开会议。播州区教育局、人社局和民政局参加。"
    assert {"播州区教育局", "播州区人社局", "播州区民政局"} == set(forms(text, "PublicBody"))


def test_committee_and_government_in_one_word_are_two() -> None:
    assert set(forms("鸭溪镇委政府印发通知。", "PublicBody")) == {"鸭溪镇委", "鸭溪镇政府"}
    assert set(forms("中山市变了。服务市委市政府的中心工作。", "PublicBody")) == {"中山市委", "中山市政府"}


def test_towns_that_share_their_last_character_are_named_in_full() -> None:
    found = forms("石坝镇产茶。茶园覆盖石坝、龙塘、金刀三镇。", DIVISION)
    assert found == {"石坝镇": {"石坝镇", "石坝"}, "龙塘镇": {"龙塘"}, "金刀镇": {"金刀"}}


def test_a_town_may_leave_out_its_people() -> None:
    found = forms("柳源浦朝鲜族镇产参。柳源浦镇有机场。", DIVISION)
    assert found == {"柳源浦朝鲜族镇": {"柳源浦朝鲜族镇", "柳源浦镇"}}


def test_groups_of_villagers_are_one_by_any_numeral() -> None:
    found = forms("金刀村3组产茶。何大有走进金刀村三组，路通了。", DIVISION)
    assert found["金刀村3组"] == {"金刀村3组", "金刀村三组"}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("播州区召开会议。区文化和茶叶管理局局长何秀说好。", "PublicBody", "播州区文化和茶叶管理局"),
        ("播州区召开会议。开发区管委会联合区人社局办班。", "PublicBody", "播州区人社局"),
        ("播州区推进绿化。播州区委常委、宣传部长何秀说好。", "PublicBody", "播州区委宣传部"),
        ("播州区引水上山。区自来水公司新装水表。", "Enterprise", "播州区自来水公司"),
        ("播州区招商。区招商服务中心主任何秀说好。", "PublicBody", "播州区招商服务中心"),
        ("贵州省第十三届人民代表大会通过了报告。", "PublicBody", "贵州省人民代表大会"),
        ("播州区人民医院扩建。区医院缺人。", "Institution", "播州区人民医院"),
        ("播州区治水。区水利部门要做好协调。", "PublicBody", "播州区水利部门"),
        ("播州区招商。经开区出台办法。", "Zone", "播州经开区"),
        ("播州区招商。开发区面积71平方公里。", "Zone", "播州开发区"),
        ("高新区锚定目标，产值5亿元。", "Zone", "高新区"),
        ("贵州对口支援那曲医疗队出发。", "PublicBody", "贵州对口支援那曲医疗队"),
        ("记者从《遵义晚报》获悉，项目开工。", "Institution", "《遵义晚报》"),
        ("贵州黔锐精机（600999）有限公司投产。", "Enterprise", "贵州黔锐精机有限公司"),
        ("遵义市石坝农产品交易中心董事长何秀说好。", "Enterprise", "遵义市石坝农产品交易中心"),
        ("大会在赤水经济开发区黔锐工业园举行。", "Zone", "黔锐工业园"),
        ("遵义师范学院共建山茶研究所。", "Institution", "山茶研究所"),
    ],
)
def test_names_led_by_a_level_or_an_actor(text: str, kind: str, name: str) -> None:
    assert name in forms(text, kind)


def test_a_neighbour_named_in_passing_is_not_this_village() -> None:
    text = "合作社对双河村进行土地流转，还流转了周边青坪村一部分土地。该村新建大棚21座。"
    assert "该村" in forms(text, DIVISION)["双河村"]


@pytest.mark.parametrize(
    ("text", "kind", "name", "printed"),
    [
        ("黔锐公司（K&R）在遵义建厂。K&R将扩产。", "Enterprise", "黔锐公司", {"K&R"}),
        ("贵州黔山果业集团投产。黔山集团将扩产。", "Enterprise", "贵州黔山果业集团", {"黔山集团"}),
        ("哈密瓜运到乌鲁木齐市。乌市的市场热闹。", DIVISION, "乌鲁木齐市", {"乌市"}),
    ],
)
def test_short_forms_in_letters_and_with_words_left_out(
    text: str, kind: str, name: str, printed: set[str]
) -> None:
    assert printed <= forms(text, kind)[name]


def test_a_place_named_after_its_province_is_found_within_a_longer_name() -> None:
    assert {"贵州省", "毕节市"} <= set(forms("贵州毕节石坝遗址考古发掘正在进行。", DIVISION))


def test_countries_of_a_list_are_found_together() -> None:
    assert set(forms("代表团访问了赞比亚和莫桑比克。", DIVISION)) == {"赞比亚", "莫桑比克"}


def test_a_form_may_have_a_pointer_before_it() -> None:
    record = extracted("播州区组建便民服务队。该区便民服务队走访农户。")
    team = next(e for e in record.entities if e.name.endswith("便民服务队"))
    assert "该区便民服务队" in team.aliases


def test_the_committee_of_another_party_is_not_the_one_of_the_place() -> None:
    told = forms("遵义市召开座谈会。中共遵义市委常委冉光明、民建遵义市委主委何秀出席。", "PublicBody")
    assert {"遵义市委", "民建遵义市委"} <= set(told)


def test_a_second_name_in_brackets_is_the_same_body() -> None:
    assert forms("播州区文化旅游局（文物局）发布公告。", "PublicBody") == {
        "播州区文化旅游局": {"播州区文化旅游局", "文物局"}
    }


def test_a_plan_and_the_thing_that_it_grows_are_two() -> None:
    found = forms("“育苗计划”启动。企业向“育苗计划”豆芽项目捐款。")
    assert {"“育苗计划”", "“育苗计划”豆芽项目"} <= found.keys()


def test_a_project_is_named_without_the_word_for_it() -> None:
    found = forms(
        "青岭县推进世界竹器园项目建设。世界竹器园将于明年开放，新建世界竹器园项目三处不在其列。", "Project"
    )
    assert "世界竹器园" in found["世界竹器园项目"]


def test_things_that_share_their_noun_bear_it_each() -> None:
    assert {"石坝水库", "青口水库", "柳湾水库"} <= set(forms("全县加固石坝、青口及柳湾3座小型水库。"))


def test_the_acts_of_one_ceremony_are_told_in_any_order() -> None:
    found = forms("青岭县举行竹产业园集中开工暨项目签约仪式。县长参加竹产业园集中签约暨开工仪式。", "Event")
    assert len(found) == 1


def test_a_place_in_short_at_the_head_of_a_firm_is_no_place() -> None:
    assert "南通市" not in codes("青岭县引进南通黔峰电子科技有限公司。")


def test_a_session_has_one_name_however_it_is_numbered() -> None:
    told = forms("遵义市五届人大七次会议开幕。遵义市第五届人民代表大会第七次会议选举产生主任。", "Event")
    assert len(told) == 1


def test_a_meeting_that_is_attended_is_the_one_told_of_before() -> None:
    text = "播州区委召开全区人才工作推进会。区委书记冉光明参加座谈会。"
    assert set(forms(text, "Event")) == {"全区人才工作推进会"}


def test_the_first_half_of_a_double_name_is_the_same_meeting() -> None:
    text = "播州区召开全区干部作风大会暨项目攻坚动员大会。听了全区干部作风大会的要求，大家信心更足。"
    assert set(forms(text, "Event")) == {"全区干部作风大会暨项目攻坚动员大会"}


def test_this_meeting_is_none_that_is_only_planned() -> None:
    text = "播州区召开防汛工作会议。会议决定于6月召开全区抗旱工作会议。此次会议强调，要抓好落实。"
    assert "此次会议" in forms(text, "Event")["防汛工作会议"]


def test_the_office_of_a_street_beside_its_committee() -> None:
    text = "播州区鸭溪街道党工委委员、办事处副主任冉光明到会。"
    assert "鸭溪街道办事处" in forms(text, "PublicBody")


def test_the_office_of_a_street_bears_its_kind_once() -> None:
    text = "柳湖路街道召开会议，街道办事处副主任冉光明到会。"
    assert set(forms(text, "PublicBody")) == {"柳湖路街道办事处"}


def test_a_community_is_no_district() -> None:
    found = forms("柳湖社区改造完成，区住建局主任冉光明到会。", "PublicBody")
    assert not [name for name in found if name.startswith("柳湖社区")]


def test_a_street_bears_no_place() -> None:
    found = forms("播州区莲湖东路通车，莲湖东路两侧植树。", "Facility")
    assert found == {"莲湖东路": {"莲湖东路", "播州区莲湖东路"}}


def test_the_committee_of_a_zone_before_which_its_level_stands() -> None:
    text = "播州区的龙坑先进制造业开发区招商，龙坑先进制造业开发区增效。区党工委委员冉光明到会。"
    assert "龙坑先进制造业开发区党工委" in forms(text, "PublicBody")


def test_a_county_of_a_people_is_known_far_from_home() -> None:
    assert "石柱土家族自治县" in codes("淄博市召开会议，帮扶石柱县和昂仁县。淄博市强调落实。")


def test_a_county_behind_its_province_is_known_far_from_home() -> None:
    assert "寿光市" in codes("固安县开会。固安县党员赴河北保定、山东寿光等地考察学习。")


def test_who_gave_a_picture_is_not_spoken_of() -> None:
    assert not forms("大棚内一片忙碌。（播州区委宣传部供图）", "PublicBody")


def test_a_work_may_be_named_by_its_place_and_its_last_words() -> None:
    found = forms("播州区互联网竹器项目开工。远山·互联网竹器项目占地700亩。", "Project")
    assert len(found) == 1


def test_a_work_may_bear_a_brand_between_its_place_and_its_last_words() -> None:
    found = forms("播州区互联网竹器项目开工。播州区远山·互联网竹器项目占地700亩。", "Project")
    assert len(found) == 1
    assert len(forms("播州区乡村公路项目开工。播州区城北乡村公路项目占地700亩。", "Project")) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("当天，云和县委、县政府与来客座谈。县委副书记丁一文致谢。", "云和县委"),
        ("三台县学习云和县委的做法。县委书记冉光明讲话。", "三台县委"),
    ],
)
def test_of_two_counties_the_one_whose_bodies_acted_last_is_meant(text: str, name: str) -> None:
    head = "三台县考察团到云和县考察\n\n三台县考察团一行到云和县考察，参观三台县援建的学校。\n"
    found = extracted(head + text)
    last = [e.name for e in found.entities for m in e.mentions if flat(m.text) == "县委"]
    assert last == [name]


def test_a_work_is_known_again_without_its_place() -> None:
    found = forms("播州区远山·互联网竹器小镇项目开工。\n远山·互联网竹器小镇占地700亩。", "Project")
    assert found["播州区远山·互联网竹器小镇项目"] >= {"远山·互联网竹器小镇"}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("记者来到南江县公山镇蔬菜批发市场，市场里人来人往。", "Facility", "公山镇蔬菜批发市场"),
        ("南江县公山镇青岭水库除险加固，青岭水库蓄水。", "Facility", "青岭水库"),
    ],
)
def test_a_name_keeps_its_place_where_the_rest_only_says_what_it_is(text: str, kind: str, name: str) -> None:
    assert name in forms(text, kind)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("播州区在全省率先开展改革试点。播州区财政局落实资金。", False),
        ("贵州省的播州区在全省率先开展改革试点。", True),
        ("播州区在全省率先开展改革试点，省委肯定。", True),
    ],
)
def test_a_larger_place_that_is_only_compared_with_is_none_of_the_page(text: str, named: bool) -> None:
    assert ("贵州省" in {e.name for e in extracted(text).entities}) == named


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("贵州省人民医院（贵州大学附属第一医院）揭牌。", "贵州大学附属第一医院"),
        ("牌匾上写着贵州省人民医院贵州大学附属第一医院。", "贵州大学附属第一医院"),
    ],
)
def test_the_second_name_right_behind_a_hospital_is_the_same_hospital(text: str, form: str) -> None:
    assert form in forms(text, "Institution")["贵州省人民医院"]


def test_the_level_of_a_place_told_twice_stands_once_in_the_name_of_its_body() -> None:
    assert "遵义市市援疆办" in forms("遵义市市援疆办主任王明接受采访。", "PublicBody")["遵义市援疆办"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("签约仪式上，双方医院握手。", "双方医院"), ("去年，仅遵义厂区就生产了三万台。", "仅遵义厂区")],
)
def test_a_word_about_how_many_are_meant_begins_no_name(text: str, name: str) -> None:
    assert name not in forms(text)


def test_two_names_of_a_hospital_without_a_mark_between_them_are_one_form_of_it() -> None:
    told = {
        e.name: set(e.aliases) for e in extracted("牌匾上写着贵州省人民医院贵州大学附属第一医院。").entities
    }
    assert "贵州省人民医院贵州大学附属第一医院" in told["贵州省人民医院"]


def test_a_new_medium_keeps_its_first_character() -> None:
    assert "遵义客户端" not in forms("新遵义客户端5月3日讯（记者：王明）")
