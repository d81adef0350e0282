from __future__ import annotations

import pytest

from kg.extract.recognise.quotes import find
from tests.extract.recognise.seen import seen


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("该市出台《毕节市人才引进办法》。", "Document", "《毕节市人才引进办法》"),
        ("印发《关于加快发展茶产业的意见》。", "Document", "《关于加快发展茶产业的意见》"),
        ("启动实施“青苗计划”。", "Initiative", "“青苗计划”"),
        ("推行“一窗受理”改革。", "Initiative", "“一窗受理”改革"),
        ("“三变”改革深入推进。", "Initiative", "“三变”改革"),
        ("扎实开展“百企帮百村”。", "Initiative", "“百企帮百村”"),
        ("打造“智慧黔行”平台。", "Platform", "“智慧黔行”平台"),
        ("组织“百日清零”专项行动。", "Initiative", "“百日清零”专项行动"),
        ("依托“苗绣协会”办班。", "Institution", "“苗绣协会”"),
        ("设立“返乡创业服务窗口”。", "Platform", "“返乡创业服务窗口”"),
        ("开通“黔医通”远程问诊平台。", "Platform", "“黔医通”远程问诊平台"),
        ("全市打赢“环湖治污”攻坚战。", "Initiative", "“环湖治污”攻坚战"),
        ("去年，“黔商归雁”成为招商品牌。", "Initiative", "“黔商归雁”"),
        ("双方签订“万户联千村”行动战略合作协议。", "Document", "“万户联千村”行动战略合作协议"),
        ("双方签订“万户联千村”行动战略合作协议。", "Initiative", "“万户联千村”行动"),
        ("大厅设置“小升规”企业服务专区。", "Platform", "“小升规”企业服务专区"),
        ("投资建立“黔景国际教育示范园区”。", "Zone", "“黔景国际教育示范园区”"),
        ("茶乡“文化强镇”逐步成形。", "Initiative", "“文化强镇”"),
        ("大厅里“一窗通办”。", "Initiative", "“一窗通办”"),
        ("村里“一园三区”成形。", "Initiative", "“一园三区”"),
        ("河畔吹响“清障攻坚”号角。", "Initiative", "“清障攻坚”"),
        ("社区提供全天候、全周期“管家式”服务。", "Initiative", "“管家式”服务"),
        ("编制全县防汛规划、“清河”工程治理规划。", "Document", "“清河”工程治理规划"),
        ("县里组织巡察整改“回头看”。", "Initiative", "巡察整改“回头看”"),
        ("借助“茶博”投洽会招商。", "Event", "“茶博”投洽会"),
        ("大厅设立的“跑腿代办窗口”开张。", "Platform", "“跑腿代办窗口”"),
        ("推行“前台收件、后台办理”标准化流程。", "Initiative", "“前台收件、后台办理”"),
        ("融入“山海相连”经济发展新格局。", "Initiative", "“山海相连”经济发展新格局"),
    ],
)
def test_titles_and_named_quotations(text: str, kind: str, name: str) -> None:
    assert (kind, name) in seen(find, text)


@pytest.mark.parametrize(
    "text",
    [
        "他说：“我们很高兴。”",
        "老百姓的“钱袋子”鼓了。",
        "这里住着“小李”一家。",
        "共计“3000元”。",
        "被命名为“全省绿化模范县”。",
        "荣获“省级示范茶园”。",
        "这是“家门口的医院”。",
        "推动乡村“更宜居”。",
        "“十三五”期间，经济增长。",
        "“路修好了，水通了，电来了，网也有了。”何小满告诉记者。",
        "《》",
        "合作社按照“3:3:4”分红。",
        "各村实现“三个全覆盖”。",
        "代表围绕“怎样发展茶旅产业”发言。",
        "干部围绕“推进乡村善治”作交流发言。",
        "改变以往“走读式”走访。",
        "牢固树立“要想富先修路”的思想。",
        "两地结成“多对多”帮扶关系。",
        "部门推动“互联网+”。",
        "做好“三农”工作。",
        "一手抓防汛，“一手抓防汛、一手抓生产”。",
        "台上唱起歌曲《茶山谣》。",
        "《乡村见闻》栏目开播。",
        "“”",
    ],
)
def test_speech_amounts_and_plain_words_in_quotes_name_nothing(text: str) -> None:
    assert seen(find, text) == set()


def test_items_of_a_list_take_the_type_of_its_noun() -> None:
    found = seen(find, "推出“码上办”“掌上查”等平台。")
    assert found == {("Platform", "“码上办”"), ("Platform", "“掌上查”")}


def test_the_name_of_who_acts_stays_outside() -> None:
    found = seen(find, "遵义市“一窗受理”改革见效。")
    assert ("Initiative", "“一窗受理”改革") in found


def test_a_quotation_open_over_a_line_end_is_none() -> None:
    assert seen(find, "实施“青苗\n计划”。") == set()


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("用好“黔洽会”“黔茶会”等平台。", "Event", "“黔茶会”"),
        ("组织“花灯戏进校园”演出。", "Initiative", "“花灯戏进校园”"),
        ("推出厂房“先租后让”、设备“以旧换新”等八条政策。", "Initiative", "“先租后让”"),
    ],
)
def test_fairs_things_brought_to_people_and_policies_of_a_list(text: str, kind: str, name: str) -> None:
    assert (kind, name) in seen(find, text)


@pytest.mark.parametrize("text", ["展品被游客“一抢而光”。", "‘互联网+水库’好用。"])
def test_what_is_done_to_things_and_formulas_are_no_places(text: str) -> None:
    assert not {kind for kind, _ in seen(find, text)} & {"Facility"}
    assert "被" not in text or seen(find, text) == set()


def test_a_described_platform_is_named_after_its_description() -> None:
    found = seen(find, "构建“信息融合、运转高效、数据共享”的智慧河湖系统平台。")
    assert not found


def test_a_figurative_verb_in_quotes_names_no_service() -> None:
    assert not seen(find, "企业登记“搬进”政务服务大厅。")


def test_a_numbered_scheme_of_three_characters() -> None:
    assert ("Initiative", "“四帮扶”") in seen(find, "重点做好“四帮扶”。")
    assert not seen(find, "拧成“一根绳”。")


def test_a_campaign_is_told_with_what_it_is_of() -> None:
    assert ("Initiative", "碳达峰“八大工程”") in seen(find, "南江县深入实施碳达峰“八大工程”。")
    assert ("Initiative", "“提质行动”") in seen(find, "南江县持续实施学生营养改善计划“提质行动”。")
