from __future__ import annotations

import pytest

from tests.extract.recognise.seen import placed, scene, seen

KIND = "AdministrativeDivision"


def places(text: str) -> list[str]:
    """Divisions of a text as they stand there, from left to right."""
    return [m.text for m in sorted(placed(scene(text))) if m.type == KIND]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "贵州省遵义市播州区龙坑街道共和社区建成。",
            ["贵州省", "遵义市", "播州区", "龙坑街道", "共和社区"],
        ),
        ("鸭溪镇金刀村村民种茶。", ["鸭溪镇", "金刀村"]),
        ("云和县与丽水结对。", ["云和县", "丽水"]),
        ("长沙县和长沙市签约。", ["长沙县", "长沙市"]),
        ("播州干部下乡。", ["播州"]),
        ("柳坝村、石门村相继通车。", ["柳坝村", "石门村"]),
        ("走进石门村，路通了。", ["石门村"]),
        ("龙塘苗族乡的茶香。", ["龙塘苗族乡"]),
        ("柳源浦朝鲜族镇位于东部，辖区有5个朝鲜族村屯。", ["柳源浦朝鲜族镇"]),
        ("金刀村3组村民何大有种茶。", ["金刀村", "金刀村3组"]),
        ("金刀村上湾组村民何大有种茶。", ["金刀村", "上湾组"]),
        ("茶园覆盖石坝、龙塘、金刀三镇。", ["石坝", "龙塘", "金刀"]),
        ("客商到加查县。昨天,加查县委与客商座谈。", ["加查县", "加查县"]),
        ("驻村干部包村联户。", []),
        ("他在金刀村任驻村第一书记。", ["金刀村"]),
        ("实施百县千镇万村工程，开展万企兴万村行动。", []),
        ("全市新增城市绿地，建设和美乡村，整治圩镇。", ["全市"]),
        ("金刀村是一个沿海村，也是一个茶叶村。", ["金刀村"]),
        (
            "内蒙古自治区鄂尔多斯市伊金霍洛旗阿勒腾席热镇。",
            ["内蒙古自治区", "鄂尔多斯市", "伊金霍洛旗", "阿勒腾席热镇"],
        ),
        ("代表团赴日本考察。", ["日本"]),
        ("全市上下齐心，该县经济向好，我省农村变样。", ["全市", "该县", "我省"]),
        ("该社区和全村人都来了。", ["该社区", "全村"]),
        ("介绍柳坝村、前石门村情况，围绕镇村实际。", ["柳坝村", "前石门村"]),
    ],
)
def test_divisions_full_short_and_relative(text: str, names: list[str]) -> None:
    assert places(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "各镇村都在行动。",
        "各设区市和县（市、区）要响应，企业与本地和邻近的4个村签约，带动联建村增收。",
        "农村和城镇都在变。",
        "和平年代，通道建设。",
        "日本料理受欢迎。",
        "中国人民站起来了。",
        "全县域旅游，区域经济。",
        "新农村建设示范村。",
        "一个村，几个乡镇。",
        "县级领导到会。",
        "城区改造提速。",
        "镇里的人都知道。",
        "朝阳产业前景好。",
        "乡村振兴，城乡一体。",
    ],
)
def test_common_words_are_no_places(text: str) -> None:
    assert places(text) == []


def test_a_county_that_is_nowhere_is_not_made_up() -> None:
    assert "苗岭县" not in places("苗岭县召开大会。")


def test_the_last_village_of_a_list_is_found_too() -> None:
    assert places("柳坝村、石门村和花溪村的路修好了。") == ["柳坝村", "石门村", "花溪村"]


def test_development_zones_that_are_divisions_of_statistics_are_zones() -> None:
    assert (KIND, "遵义经济技术开发区") not in seen(placed, "遵义经济技术开发区签约。")


@pytest.mark.parametrize("text", ["“我爱我村”摄影展开幕。", "带动联建村就业，企业村增收。"])
def test_villages_of_a_sort_or_of_a_slogan_are_none(text: str) -> None:
    assert places(text) == []


def test_the_office_of_a_street_is_the_street() -> None:
    assert "武当路街办" in places("茅箭区武当路街办三桥社区。")


def test_villages_that_share_a_word_behind_their_list() -> None:
    assert {"柳辛庄", "何村屯"} <= set(places("流转了周边柳辛庄、何村屯等村的土地。"))
    assert {"上洋", "柳秋", "陈龙源"} <= set(places("成立了上洋、柳秋、陈龙源等五个村为股东的公司。"))


def test_a_kind_of_division_said_twice_is_said_once() -> None:
    assert "青田镇" in places("青田镇镇党委副书记李小满说。")
    assert {"何村乡", "库岭村"} <= set(places("何村乡库岭村党支部书记李小满说。"))


@pytest.mark.parametrize("text", ["他通盘全镇农业发展。", "牛奶运到小山村。"])
def test_the_whole_of_a_place_and_a_sort_of_village_are_no_names(text: str) -> None:
    assert not {"通盘全镇", "小山村"} & set(places(text))


def test_a_little_town_of_tourists_is_no_town() -> None:
    assert not any(
        name.endswith("小镇")
        for name in (m.text for m in placed(scene("走进播州区竹器小镇。")) if m.type != "Zone")
    )


def test_the_place_that_a_team_is_sent_to_is_named_in_its_name() -> None:
    found = placed(scene("他参加了贵州支援咸宁医疗队。"))
    assert [m.by for m in found if m.text == "咸宁"] == ["gazetteer-short"]


def test_a_brand_in_quotation_marks_and_what_comes_after_are_no_towns() -> None:
    names = {name for _, name in seen(placed, "“梦里水乡”迎客，后续镇村将加大投入。")}
    assert not names & {"梦里水乡", "后续镇"}


def test_a_street_named_after_a_county_names_its_community() -> None:
    assert {"青阳路社区", "柳源路社区"} <= set(places("青阳路社区、柳源路社区负责人参加。"))


@pytest.mark.parametrize(
    ("text", "name"), [("兴修10公里通村水泥路。", "通村"), ("县人民医院东区投入使用。", "东区")]
)
def test_a_road_to_the_villages_and_the_wing_of_a_hospital_are_no_places(text: str, name: str) -> None:
    assert name not in {n for _, n in seen(placed, text)}
