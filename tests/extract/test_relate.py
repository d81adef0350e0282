from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.reading import Claim
from kg.extract.relate import QUOTE, relate
from kg.extract.relations.lists import grouped
from kg.extract.relations.posts import formal
from kg.extract.relations.scene import level, scene, stem
from kg.knowledge.ontology import load
from tests.extract.marked import marked


def told(text: str, place: str | None = None, headline: bool = False) -> set[str]:
    """Facts of a marked text as `subject predicate object[:post]`, without the letters of the types."""
    claims = relate(marked(text, place, headline).reading)
    return {_words(c) for c in claims}


def _words(claim: Claim) -> str:
    post = dict(claim.q).get("post")
    return f"{claim.s[2:]} {claim.p} {claim.o[2:]}" + (f":{post}" if post else "")


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "[安岭县委/B]书记[秦明远/P]调研。",
            {"秦明远 holdsPost 安岭县委:书记"},
        ),
        (
            "[白沙开发区/Z]党组书记、[白沙开发区管委会=管委会/B]主任[何志远/P]说。",
            {"何志远 holdsPost 白沙开发区管委会:主任", "何志远 holdsPost 白沙开发区:党组书记"},
        ),
        (
            "[安岭县委/B]副书记、县长[白小禾/P]主持，[安岭县/A]领导参加。",
            {"白小禾 holdsPost 安岭县委:副书记", "白小禾 holdsPost 安岭县:县长"},
        ),
        (
            "[安岭县委/B]、[安岭县政府/B]部署，县委常委、副县长[田禾/P]到会，[安岭县/A]各镇参加。",
            {"田禾 holdsPost 安岭县政府:副县长"},
        ),
        (
            "[安岭县委/B]常委、组织部部长[齐云/P]（[安岭县委组织部/B]）介绍。",
            {"齐云 holdsPost 安岭县委组织部:部长", "齐云 holdsPost 安岭县委:常委"},
        ),
        (
            "[远山集团/E]董事长、总经理[何志远/P]和[北湖大学/I]教授[白小禾/P]到场。",
            {
                "何志远 holdsPost 远山集团:董事长",
                "何志远 holdsPost 远山集团:总经理",
                "白小禾 holdsPost 北湖大学:教授",
            },
        ),
        ("[澜江市/A]长[秦明远/P]致辞。", {"秦明远 holdsPost 澜江市:市长"}),
        (
            "县领导[李一/P]、[王二/P]参加，[安岭县/A]各镇参会。",
            {"李一 holdsPost 安岭县:县领导", "王二 holdsPost 安岭县:县领导"},
        ),
        ("[方禾/P]是[北湖医院/I]的护士长。", {"方禾 holdsPost 北湖医院:护士长"}),
        (
            "[方禾/P]身兼[北湖博物馆/I]馆长和[明湖书院/I]院长。",
            {"方禾 holdsPost 北湖博物馆:馆长", "方禾 holdsPost 明湖书院:院长"},
        ),
        ("[石桥村/A]村民[何小满/P]乐开了花。", {"何小满 residentOf 石桥村"}),
        ("家住[石桥村/A]的村民[何小满/P]说。", {"何小满 residentOf 石桥村"}),
        ("[白沙镇/A][石桥村/A]村民[何小满/P]说。", {"何小满 residentOf 石桥村", "石桥村 locatedIn 白沙镇"}),
    ],
)
def test_posts_and_homes(text: str, facts: set[str]) -> None:
    assert facts <= told(text)


def test_each_of_two_titled_people_keeps_his_own_post() -> None:
    found = told("[安岭县委/B]书记[郭安/P]、县长[王原/P]召开[防汛会议/V]，[安岭县/A]各镇参加。")
    assert "王原 holdsPost 安岭县委:书记" not in found
    assert {"郭安 holdsPost 安岭县委:书记", "王原 holdsPost 安岭县:县长"} <= found
    assert {"郭安 participatesIn 防汛会议", "王原 participatesIn 防汛会议"} <= found


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "[甘泽省/A][澜江市/A][安岭县/A][白沙镇/A]喜获丰收。",
            {"澜江市 locatedIn 甘泽省", "安岭县 locatedIn 澜江市", "白沙镇 locatedIn 安岭县"},
        ),
        (
            "[澜江市/A][安岭县委=[安岭县/A]委/B]开会。",
            {"安岭县 locatedIn 澜江市", "安岭县委 jurisdiction 安岭县"},
        ),
        ("[[安岭县/A]职教园/Z]开园。", {"安岭县职教园 locatedIn 安岭县"}),
        ("[安岭职教园/Z]是[安岭县/A]最大的园区。", {"安岭职教园 locatedIn 安岭县"}),
        (
            "[柳家镇/A]、[高桥镇/A]先行，[安岭县/A]随后。",
            {"柳家镇 locatedIn 安岭县", "高桥镇 locatedIn 安岭县"},
        ),
        (
            "[远山集团/E]的[远山安岭工厂/F]投产，[安岭县/A]税收大增。",
            {"远山集团 operates 远山安岭工厂"},
        ),
    ],
)
def test_places(text: str, facts: set[str]) -> None:
    assert facts <= told(text, "安岭县")


def test_an_address_leaves_the_deputy_out() -> None:
    def held(post: str, by: str) -> Claim:
        return Claim("P:李小满", "holdsPost", "A:安岭县", (("post", post),), 0, 4, 0.8, by)

    deputy, chief = held("副县长", "post/title"), held("县长", "post/after")
    assert formal([deputy, chief]) == [deputy]
    assert formal([held("常务副县长", "post/title"), chief]) == [held("常务副县长", "post/title")]
    assert formal([held("常委", "post/title"), chief]) == [held("常委", "post/title"), chief]


def test_a_region_lies_in_no_county() -> None:
    assert "云岭湾科技园 locatedIn 安岭县" in told("[安岭县/A]打造[云岭湾科技园/Z]。")
    assert not told("[安岭县/A]打造[云岭大湾区/Z]招商局。")


def test_an_address_gives_one_step_at_a_time() -> None:
    found = told("[澜江市/A][安岭县/A][白沙镇/A][茶博馆/F]开馆。")
    assert "茶博馆 locatedIn 白沙镇" in found
    assert not {"茶博馆 locatedIn 安岭县", "白沙镇 locatedIn 澜江市"} & found


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "[安岭县委组织部/B]发文，[安岭县委/B]批准，[安岭县/A]落实。",
            {"安岭县委组织部 partOf 安岭县委", "安岭县委组织部 jurisdiction 安岭县"},
        ),
        ("[远山集团/E]与[远山集团安岭分公司/E]同日公告。", {"远山集团安岭分公司 partOf 远山集团"}),
        (
            "[甘泽省支援黑岭州医疗队/B]出发，[甘泽省/A]与[黑岭州/A]结对。",
            {"甘泽省支援黑岭州医疗队 assists 黑岭州"},
        ),
        (
            "推进[双招双引/N]、[城市更新/N]、[营商环境优化/N][“三大工程”/N]，[安岭县/A]提速。",
            {"双招双引 partOf “三大工程”", "城市更新 partOf “三大工程”"},
        ),
        ("一是[水网工程/J]。投资建设[东干渠改造/J]。", {"东干渠改造 partOf 水网工程"}),
        ("一是[水网工程/J]，[东干渠改造/J]推进。", {"东干渠改造 partOf 水网工程"}),
        (
            "[9个重点项目/J]开工。其中[4个外资项目/J]投资2亿元，[5个内资项目/J]投资3亿元。",
            {"4个外资项目 partOf 9个重点项目", "5个内资项目 partOf 9个重点项目"},
        ),
    ],
)
def test_bodies_and_parts(text: str, facts: set[str]) -> None:
    assert facts <= told(text)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("[安岭县/A]通报，[安岭县东片饮水工程/J]进展顺利。", {"安岭县 undertakes 安岭县东片饮水工程"}),
        (
            "[安岭县/A]通报，[安岭县东片饮水工程/J]由[远山集团/E]承建。",
            {"远山集团 undertakes 安岭县东片饮水工程"},
        ),
        ("[安岭/A]通报，[安岭东片饮水工程/J]进展顺利，[安岭河/F]水清。", set()),
    ],
)
def test_a_work_that_bears_the_name_of_its_place_is_the_place_s_own(text: str, facts: set[str]) -> None:
    assert {f for f in told(text) if "undertakes" in f} >= facts


def test_a_part_of_a_part_is_told_once() -> None:
    text = "[水网工程/J]分为[北水工程/J]两类。\n一是[北水工程/J]。实施[东干渠改造/J]等[水网工程/J]。"
    found = {f for f in told(text) if "partOf" in f}
    assert found == {"北水工程 partOf 水网工程", "东干渠改造 partOf 北水工程"}


def test_an_aid_team_governs_no_place() -> None:
    assert not {f for f in told("[甘泽省支援黑岭州医疗队/B]出发，[甘泽省/A]送行。") if "jurisdiction" in f}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "[安岭县/A]实施[“青云计划”/N]，加快推进[“暖巢行动”/N]。",
            {"安岭县 implements “青云计划”", "安岭县 implements “暖巢行动”"},
        ),
        ("近年来，[安岭县/A]多措并举。扎实开展[“暖巢行动”/N]。", {"安岭县 implements “暖巢行动”"}),
        ("今年是[澜江市/A][“项目攻坚年”/N]，[安岭县/A]不甘落后。", {"澜江市 implements “项目攻坚年”"}),
        ("开展[链式招商/N]是[安岭县/A]的主攻方向。", {"安岭县 implements 链式招商"}),
        (
            "[安岭县民政局/B]局长[秦明远/P]说：“我们推行[“一窗通办”/N]，群众少跑腿。”",
            {"安岭县民政局 implements “一窗通办”"},
        ),
        (
            "“我们推行[“一窗通办”/N]，群众少跑腿。”[石桥村党支部/B]书记[何小满/P]说，[石桥村/A]变了。",
            {"石桥村 implements “一窗通办”"},
        ),
    ],
)
def test_who_carries_out_a_plan(text: str, facts: set[str]) -> None:
    assert facts <= told(text)


@pytest.mark.parametrize(
    "text",
    [
        "[安岭县/A]被评为[“文明县城”/N]。",
        "[安岭县/A]此举为[“十四五”规划/N]开好局。",
        "各地全面推进[乡村振兴/N]。[安岭县/A]风光好。",
        "[安岭县/A]召开大会。此次[“早春行”活动/N]成效明显，各银行达成意向。",
        "[安岭县工商联/I]负责人介绍了推进[“百企兴百村”行动/N]的相关情况。",
        "[安岭县/A]与[青云集团/E]围绕绿色建筑、[美丽乡村建设/N]等领域开展合作。",
    ],
)
def test_a_plan_only_mentioned_is_nobodys(text: str) -> None:
    assert not {f for f in told(text) if "implements" in f}


def test_the_headline_carries_to_the_body() -> None:
    found = told(
        "[安岭县=安岭/A]打造人才高地\n今年以来，出台[《人才办法》/D]，实施[“青云计划”/N]。", None, True
    )
    assert {"安岭县 implements “青云计划”", "安岭县 issues 《人才办法》"} <= found


def test_a_list_is_one_slot_and_an_address_one_place() -> None:
    view = scene(marked("在[安岭县/A][白沙镇/A]建设[茶园/F]、[竹园/F]和[桑园/F]。").reading)
    groups = [tuple(m.text for m in g.members) for g in view.lines[0].groups.values()]
    assert groups == [("白沙镇",), ("茶园", "竹园", "桑园")]


def test_titles_part_people_of_a_list() -> None:
    reading = marked("书记[郭安/P]、县长[王原/P]到场。").reading
    assert len(grouped(reading.mentions, reading.passage.text)) == 2


@pytest.mark.parametrize(
    ("name", "rank", "proper"),
    [
        ("安岭县", 3, "安岭"),
        ("澜江市", 2, "澜江"),
        ("甘泽省", 1, "甘泽"),
        ("高桥街道", 4, "高桥"),
        ("柳林社区", 5, "柳林"),
        ("石桥村", 5, "石桥"),
        ("黑岭土家族自治县", 3, "黑岭"),
    ],
)
def test_ranks_and_stems(name: str, rank: int, proper: str) -> None:
    assert (level(name), stem(name)) == (rank, proper)


def test_symmetric_facts_are_told_once() -> None:
    found = relate(marked("[安岭县/A]与[远山集团/E]签约。[远山集团/E]与[安岭县/A]签约。").reading)
    assert sum(c.p == "cooperatesWith" for c in found) == 1


_NAMED = (
    "[安岭县/A] [澜江市/A] [白沙镇/A] [安岭县委/B] [远山集团/E] [秦明远/P] [何小满/P] [“青云计划”/N] "
    "[竹浆项目/J] [《办法》/D] [推进会/V] [茶博馆/F] [茶叶园/Z] [政务平台/L]"
)
_WORDS = "书记 、 和 与 ， 。 实施 在 召开 签订 的 主任 等 位于 成立 说 “ ” 对标 全县 省"
_PIECES = st.sampled_from([*_NAMED.split(), *_WORDS.split(), "\n"])


@given(st.lists(_PIECES, max_size=30))
def test_claims_lie_in_the_text_and_obey_the_ontology(pieces: list[str]) -> None:
    reading = marked("".join(pieces)).reading
    claims = relate(reading)
    assert claims == relate(reading)
    seen = set()
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(reading.passage.text)
        assert claim.end - claim.start <= 3 * QUOTE
        assert "\n" not in reading.passage.text[claim.start : claim.end].strip("\n")
        assert load().allows(reading.types[claim.s], claim.p, reading.types[claim.o])
        assert claim.s != claim.o
        assert 0 < claim.score <= 1
        assert claim.by
        seen.add((claim.s, claim.p, claim.o, dict(claim.q).get("post")))
    assert len(seen) == len(claims)


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("2019年3月5日，[安岭县/A]与[远山集团/E]签订战略合作协议。", "date", "2019-03-05"),
        ("[安岭县/A]与[远山集团/E]签订战略合作协议。", "matter", "战略合作协议"),
        ("[远山集团/E]投资3.5亿元建设[竹浆项目/J]。", "amount", "3.5亿元"),
        ("[远山集团/E]收购[北湖纸业/E]60%股权。", "share", "60%"),
        ("[安岭县委/B]召开[推进会/V]。", "role", "host"),
    ],
)
def test_qualifiers(text: str, key: str, value: str) -> None:
    claims = relate(marked(text).reading)
    assert value in {dict(c.q).get(key) for c in claims}


def test_long_evidence_keeps_the_clause_with_the_object() -> None:
    far = "[安岭县/A]坚持" + "，".join(["稳中求进苦干实干"] * 12) + "，扎实推进[“暖巢行动”/N]。"
    reading = marked(far).reading
    claim = next(c for c in relate(reading) if c.p == "implements")
    assert claim.end - claim.start <= QUOTE
    assert reading.passage.text[claim.start : claim.end].endswith("“暖巢行动”")


def test_every_claim_of_a_marked_article_is_sorted() -> None:
    claims = relate(
        marked("[安岭县委/B]书记[秦明远/P]主持[推进会/V]。[安岭县/A]实施[“青云计划”/N]。").reading
    )
    assert [(c.start, c.end) for c in claims] == sorted((c.start, c.end) for c in claims)


def test_each_subject_of_cooperation_keeps_its_province() -> None:
    found = told("[澜江市/A]客商来到[安岭县/A]，[安岭县/A]与[远山集团/E]签约。")
    assert "安岭县 cooperatesWith 远山集团" in found
    assert not {f for f in found if f.startswith("澜江市 cooperatesWith")}


def test_mentions_of_no_entity_are_passed_over() -> None:
    reading = marked("[安岭县/A]实施[“青云计划”/N]。").reading
    loose = replace(reading, mentions=tuple(replace(m, entity="") for m in reading.mentions))
    assert relate(loose) == ()


@pytest.mark.parametrize(
    ("text", "place", "wanted", "unwanted"),
    [
        (
            "[安岭县/A]成立[竹产业专班/B]。[安岭海关/B]提速，专班开通[“竹链通”平台/L]。",
            None,
            {"竹产业专班 operates “竹链通”平台", "竹产业专班 jurisdiction 安岭县"},
            {"安岭海关 operates “竹链通”平台"},
        ),
        (
            "[石桥村/A]变了样。[白沙镇/A]派人指导，村里推行[“积分超市”/N]。",
            None,
            {"石桥村 implements “积分超市”"},
            {"白沙镇 implements “积分超市”"},
        ),
        (
            "[全县项目推进会/V]召开，[白沙镇/A]发言。会议印发了[《考核办法》/D]。",
            None,
            {"全县项目推进会 issues 《考核办法》"},
            {"白沙镇 issues 《考核办法》"},
        ),
        (
            "[安岭县/A]升级[“竹云”平台/L]，由[远山集团/E]开放[“竹链”平台/L]，推行[“链长制”/N]。",
            None,
            {"远山集团 operates “竹链”平台", "安岭县 implements “链长制”"},
            {"安岭县 operates “竹链”平台", "远山集团 implements “链长制”"},
        ),
        (
            "[何志远/P]说好。他的孙女[何小满/P]毕业后，开办了[绿野电商公司/E]。",
            None,
            {"何小满 founds 绿野电商公司"},
            {"何志远 founds 绿野电商公司"},
        ),
        (
            "[远山集团/E]扩产。[远山集团/E]收购[北湖纸业公司/E]。董事长[何志远/P]说。",
            None,
            {"何志远 holdsPost 远山集团:董事长"},
            {"何志远 holdsPost 北湖纸业公司:董事长"},
        ),
        (
            "[安岭县/A]成立[口岸专班/B]，由副县长[秦明远/P]任班长。",
            None,
            {"秦明远 holdsPost 口岸专班:班长"},
            {"秦明远 holdsPost 安岭县:班长"},
        ),
        (
            "[石桥村/A]的车间里，机器轰鸣，搬迁户[何小满/P]正在缝纫。",
            None,
            {"何小满 residentOf 石桥村"},
            set(),
        ),
        ("[白沙镇/A]的街上，搬迁户[何小满/P]正在等车。", None, set(), {"何小满 residentOf 白沙镇"}),
        (
            "[安岭县农业局/B]派来农技员[何小满/P]驻村。",
            None,
            {"何小满 holdsPost 安岭县农业局:农技员"},
            set(),
        ),
        (
            "[国家税务总局安岭县税务局/B]上门服务，[安岭县/A]满意。",
            None,
            {"国家税务总局安岭县税务局 jurisdiction 安岭县"},
            set(),
        ),
        (
            "[白沙工业园服务中心/B]建设[白沙工业园/Z]，[远山集团/E]建设[明湖工业园/Z]。",
            None,
            {"远山集团 operates 明湖工业园"},
            {"白沙工业园服务中心 operates 白沙工业园"},
        ),
        (
            "——2021年3月5日在[安岭县人代会/V]上\n县长 [秦明远/P]\n各位代表。",
            None,
            {"秦明远 participatesIn 安岭县人代会"},
            set(),
        ),
        (
            "[安岭县/A]抓项目，[东干渠工程/J]总投资3亿元。[远山集团/E]投资建设[竹浆项目/J]。",
            None,
            {"远山集团 undertakes 竹浆项目"},
            {"安岭县 undertakes 东干渠工程"},
        ),
        (
            "[安岭县/A]推进[“两改”/N]，将其作为头号[民心工程/N]。",
            None,
            {"安岭县 implements “两改”"},
            {"安岭县 implements 民心工程"},
        ),
        (
            "[澜江市/A]发布消息。在6月6日召开的[全县竹产业大会/V]上，[何志远/P]说，[安岭县/A]要争先。",
            "安岭县",
            {"安岭县 participatesIn 全县竹产业大会"},
            {"澜江市 participatesIn 全县竹产业大会"},
        ),
        (
            "[安岭县第十七届人民代表大会第五次会议/V]开幕，[安岭县/A]代表到会。",
            None,
            set(),
            {"安岭县 participatesIn 安岭县第十七届人民代表大会第五次会议"},
        ),
    ],
)
def test_who_acts_in_real_news(text: str, place: str | None, wanted: set[str], unwanted: set[str]) -> None:
    found = told(text, place)
    assert wanted <= found
    assert not unwanted & found


def test_bureaux_that_answer_to_their_county_are_no_partners() -> None:
    found = told("[安岭县农业局/B]、[安岭县住建局/B]与[安岭县委/B]签订责任书，[安岭县/A]抓落实。")
    assert not {f for f in found if "cooperatesWith" in f}


def test_villages_lie_in_the_town_of_the_headline() -> None:
    text = "[白沙镇/A]治水\n干部走访了[石桥村/A]、[柳林村/A]，也到过[高桥镇/A]。"
    assert {"石桥村 locatedIn 白沙镇", "柳林村 locatedIn 白沙镇"} <= told(text, headline=True)


def test_parks_lie_in_the_zone_of_the_headline() -> None:
    text = "[明湖高新区/Z]提速\n[竹材料产业园/Z]、[电子产业园/Z]开工。"
    assert told(text, headline=True) >= {
        "竹材料产业园 locatedIn 明湖高新区",
        "电子产业园 locatedIn 明湖高新区",
    }


def test_the_address_before_a_name_is_where_it_lies() -> None:
    found = told("[白沙镇/A]“[鲁桥小学/I]”开学，[明湖高新区/Z]的[白沙镇/A]欢迎。")
    assert "鲁桥小学 locatedIn 白沙镇" in found


def test_a_project_bears_the_short_name_of_its_firm() -> None:
    found = told("[江西青禾生物科技有限公司/E]扩产，[青禾生物年产3万吨竹醋项目/J]开工。")
    assert "江西青禾生物科技有限公司 undertakes 青禾生物年产3万吨竹醋项目" in found


def test_each_sentence_of_a_work_report_begins_with_the_place_anew() -> None:
    found = told(
        "[安岭县/A]政府工作报告\n[白沙镇/A]获评先进，[远山集团/E]、[青禾公司/E]产值过亿。成功举办[竹产业博览会/V]。",
        "安岭县",
        headline=True,
    )
    assert "安岭县 participatesIn 竹产业博览会" in found
    assert "远山集团 participatesIn 竹产业博览会" not in found


def test_who_is_helped_to_act_does_so_in_that_clause_alone() -> None:
    found = told(
        "[安岭县/A]政府工作报告\n支持[白沙镇/A]开展[“清河行动”/N]，实施[“绿岭计划”/N]。",
        "安岭县",
        headline=True,
    )
    assert found >= {"白沙镇 implements “清河行动”", "安岭县 implements “绿岭计划”"}
    assert "白沙镇 implements “绿岭计划”" not in found


def test_a_firm_that_was_brought_in_acts_to_the_end_of_the_sentence() -> None:
    text = "[安岭县/A]引进[远山集团/E]，投资2亿元建设[竹纤维项目/J]。随后成立[竹产业专班/B]。"
    found = told(text)
    assert "远山集团 undertakes 竹纤维项目" in found
    assert "安岭县 founds 竹产业专班" in found
    assert not any(f.startswith("远山集团 founds") for f in found)


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("[安岭石坝机场/F]扩建，[安岭/A]通航。", "", "安岭石坝机场 locatedIn 安岭"),
        ("[安岭联华超市/E]开业，[安岭/A]热闹。", "安岭联华超市 locatedIn 安岭", ""),
        ("[安岭远山集团/E]复工，[安岭/A]热闹。", "", "安岭远山集团 locatedIn 安岭"),
        (
            "改造[石坝景区污水处理站改造工程/J]，[石坝景区/F]封闭，[石坝景区污水处理站/F]停用。",
            "",
            "石坝景区污水处理站改造工程 locatedIn 石坝景区污水处理站",
        ),
        (
            "[远山纸业/E]位于[白沙镇/A]，[白沙镇/A]地处[安岭县/A]。[远山纸业/E]位于[安岭县/A]。",
            "远山纸业 locatedIn 白沙镇",
            "远山纸业 locatedIn 安岭县",
        ),
    ],
)
def test_names_and_steps_tell_the_nearest_place(text: str, wanted: str, unwanted: str) -> None:
    facts = told(text)
    assert not wanted or wanted in facts
    assert unwanted not in facts


def test_a_province_is_too_wide_to_tell_where_its_works_lie() -> None:
    found = told("[北湖省/A]建设[明湖科学城/Z]。[临江县/A]建设[临江产业园/Z]。")
    assert "明湖科学城 locatedIn 北湖省" not in found
    assert "临江产业园 locatedIn 临江县" in found


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        (
            "[明湖市生态环境局安岭分局/B]设在[安岭县/A]，[明湖市/A]派员。",
            "明湖市生态环境局安岭分局 jurisdiction 安岭县",
            "明湖市生态环境局安岭分局 jurisdiction 明湖市",
        ),
        (
            "[明湖市/A][明湖经济技术开发区=明湖经开区/Z]的[明湖经开区党工委/B]开会。",
            "明湖经开区党工委 jurisdiction 明湖经济技术开发区",
            "明湖经开区党工委 jurisdiction 明湖市",
        ),
        (
            "[明湖市/A]发来通知。[明湖市驻点服务安岭工作组/B]进驻[安岭县/A]。",
            "",
            "明湖市驻点服务安岭工作组 jurisdiction 明湖市",
        ),
        (
            "[远山集团/E]开工。为推进[“绿岭计划”/N]，[安岭县/A]多方筹资。",
            "安岭县 implements “绿岭计划”",
            "远山集团 implements “绿岭计划”",
        ),
        (
            "[青禾公司/E]扩产，又与[北湖大学/I]签约，共建[竹材料实验室/I]。",
            "北湖大学 founds 竹材料实验室",
            "",
        ),
        (
            "[安岭县/A][白沙镇/A]来人。[安岭县发改局/B]到[白沙镇/A]观摩学习。",
            "",
            "安岭县发改局 learnsFrom 白沙镇",
        ),
        (
            "[安岭县=全县/A][明湖开发区=开发区/Z]领先。",
            "",
            "明湖开发区 locatedIn 安岭县",
        ),
        (
            "[白沙医院改扩建项目/J]开工，[白沙医院/I]将新增床位。",
            "",
            "白沙医院 undertakes 白沙医院改扩建项目",
        ),
        (
            "[何小满/P]说，[安岭县/A]无法签订[《用工证明书》/D]。",
            "",
            "安岭县 issues 《用工证明书》",
        ),
        (
            "[安岭县残联党组/B]成员、副理事长[何志远/P]到[安岭县残联/B]讲话。",
            "何志远 holdsPost 安岭县残联:副理事长",
            "何志远 holdsPost 安岭县残联党组:副理事长",
        ),
        (
            "[安岭县/A]推进[东岭水厂/J]、[西岭水厂/J]等[“十大工程”/J]建设。",
            "安岭县 undertakes “十大工程”",
            "安岭县 undertakes 东岭水厂",
        ),
        (
            "[青禾公司/E]产销两旺，[安岭县/A]的[竹浆项目/J]开工。",
            "",
            "青禾公司 undertakes 竹浆项目",
        ),
        (
            "[竹产业大会/V]召开。[安岭县发改局/B]、[白沙镇/A]分别作表态发言。",
            "安岭县发改局 participatesIn 竹产业大会",
            "",
        ),
        (
            "[远山集团/E]代表到[安岭县/A]考察，双方就竹浆加工达成合作意向。",
            "远山集团 cooperatesWith 安岭县",
            "",
        ),
        (
            "[安岭县/A][“绿岭工程”/J]总投资7亿元，主要包括[东岭水厂/J]。[安岭县/A]实施[“绿岭工程”/J]，建设[东岭水厂/J]。",
            "东岭水厂 partOf “绿岭工程”",
            "安岭县 undertakes 东岭水厂",
        ),
        (
            "[远山集团党组/B]书记、董事长[秦明远/P]到访，[远山集团/E]开会。",
            "秦明远 holdsPost 远山集团:董事长",
            "秦明远 holdsPost 远山集团党组:董事长",
        ),
        (
            "[石桥村/A]与[北湖大学/I]、[明湖农科院/I]联合共建基地。",
            "石桥村 cooperatesWith 明湖农科院",
            "北湖大学 cooperatesWith 明湖农科院",
        ),
        (
            "[青禾园区/Z]落实[安岭县/A]部署开展的[“绿岭计划”/N]。",
            "安岭县 implements “绿岭计划”",
            "青禾园区 implements “绿岭计划”",
        ),
        (
            "[石桥村/A][何小满/P]于2018年当选[石桥村党支部/B]书记后，筹资修路。",
            "何小满 holdsPost 石桥村党支部:书记",
            "",
        ),
        ("[石桥村/A][何小满/P]返乡创业。", "何小满 residentOf 石桥村", ""),
        (
            "[安岭县/A]成立[茶业专班/B]，由[何小满/P]任班长，出台[《茶业方案》/D]。",
            "安岭县 issues 《茶业方案》",
            "何小满 issues 《茶业方案》",
        ),
        (
            "今年是实施[“绿岭计划”/N]的关键一年，[安岭县/A]加快植树。",
            "",
            "安岭县 implements “绿岭计划”",
        ),
        (
            "[远山集团/E]投资的[竹浆项目/J]落户[安岭县/A]。",
            "竹浆项目 locatedIn 安岭县",
            "远山集团 locatedIn 安岭县",
        ),
        (
            "[青禾公司/E]是[远山集团/E]收购[北湖纸业/E]后的新名。",
            "远山集团 acquires 北湖纸业",
            "青禾公司 acquires 北湖纸业",
        ),
        (
            "[安岭县/A]坚决防止[“形象工程”/N]，实施[“绿岭计划”/N]。",
            "安岭县 implements “绿岭计划”",
            "安岭县 implements “形象工程”",
        ),
        (
            "[青禾公司/E]称，这体现了[安岭县/A]坚持[“绿岭计划”/N]的决心。",
            "安岭县 implements “绿岭计划”",
            "青禾公司 implements “绿岭计划”",
        ),
        (
            "[安岭县政府常务会议/V]召开。[安岭县政府常务会议=会议/V]听取汇报，审议通过[《绿岭方案》/D]，[安岭县/A]执行。",
            "安岭县政府常务会议 issues 《绿岭方案》",
            "安岭县 issues 《绿岭方案》",
        ),
        (
            "[远山集团/E]董事长[秦明远/P]、集团产业发展部部长[何志远/P]到[安岭县委宣传部/B]座谈。",
            "何志远 holdsPost 远山集团:产业发展部部长",
            "何志远 holdsPost 安岭县委宣传部:部长",
        ),
        (
            "[安岭县委宣传部/B]开会，区产业发展部部长[何志远/P]到场。",
            "",
            "何志远 holdsPost 安岭县委宣传部:部长",
        ),
        (
            "[明湖商会/I]与[石桥村/A]签订协议，分别捐赠帮扶资金5万元。",
            "明湖商会 assists 石桥村",
            "",
        ),
        (
            "[竹浆项目/J]是[远山集团/E]承接的代建项目。",
            "远山集团 undertakes 竹浆项目",
            "",
        ),
        (
            "[青禾公司/E]和[安岭县/A]就合作事宜进行了探讨。",
            "",
            "青禾公司 cooperatesWith 安岭县",
        ),
        (
            "[全县干部会议/V]召开。县长[何志远/P]作工作部署，[安岭县/A]各镇参会。",
            "何志远 participatesIn 全县干部会议",
            "",
        ),
        (
            "[全县干部会议/V]召开。[安岭县/A]县长[何志远/P]到[白沙镇/A]调研时强调，要抓落实。",
            "",
            "何志远 participatesIn 全县干部会议",
        ),
        (
            "[安岭县/A]推进[[长三角/Z]一体化/N]，加快[明湖都市圈/Z]建设。",
            "安岭县 implements 长三角一体化",
            "安岭县 operates 明湖都市圈",
        ),
        ("[安岭县/A]创建[国家文物保护示范区/Z]。", "", "安岭县 operates 国家文物保护示范区"),
        ("[安岭县/A]在[安岭县人大/B]支持下提速。", "", "安岭县人大 assists 安岭县"),
        (
            "[黑石市/A]发展快。国内龙头企业[远山集团/E]投资建设[竹浆项目/J]。",
            "远山集团 undertakes 竹浆项目",
            "黑石市 undertakes 竹浆项目",
        ),
        (
            "[黑石市/A]发展快。地处大山深处的[安岭县/A]，启动[“绿岭计划”/N]。",
            "安岭县 implements “绿岭计划”",
            "黑石市 implements “绿岭计划”",
        ),
        (
            "[黑石市/A]发展快。走进美丽的[石桥村/A]，[“绿岭计划”/N]正在推进。",
            "",
            "石桥村 implements “绿岭计划”",
        ),
        (
            "[黑石市/A]发展快。[“绿岭计划”/N]在[安岭县/A]启动，[“清河行动”/N]由[明湖市/A]发起。",
            "安岭县 implements “绿岭计划”",
            "黑石市 implements “清河行动”",
        ),
        (
            "[黑石市/A]发展快。自[“清河行动”/N]开展以来，[安岭县/A]加快治污。",
            "安岭县 implements “清河行动”",
            "黑石市 implements “清河行动”",
        ),
        ("来自[北湖大学/I]的教授[白小禾/P]说。", "白小禾 holdsPost 北湖大学:教授", ""),
        (
            "[远山集团/E]驻[安岭县/A]办事处主任[田禾/P]介绍。",
            "",
            "田禾 holdsPost 安岭县:办事处主任",
        ),
        (
            "[长江/F]边的[长江博物馆/F]开放，[安岭县/A]建设[明湖工业园/Z]配套公寓。",
            "",
            "长江博物馆 locatedIn 长江",
        ),
        (
            "[安岭县/A]建设[明湖工业园/Z]配套公寓。",
            "",
            "安岭县 operates 明湖工业园",
        ),
        (
            "[黑石市/A]发展快。[湖南省/A]第九批工作队实施[“绿岭计划”/N]。",
            "",
            "湖南省 implements “绿岭计划”",
        ),
        ("[何志远/P]（[远山集团/E]董事长）说。", "何志远 holdsPost 远山集团:董事长", ""),
        ("任命[何志远/P]为[安岭县财政局/B]局长。", "何志远 holdsPost 安岭县财政局:局长", ""),
        ("身为[安岭中学/I]校长的[白小禾/P]说。", "白小禾 holdsPost 安岭中学:校长", ""),
        ("[绿野合作社/E]理事长、村民[何小满/P]说。", "何小满 holdsPost 绿野合作社:理事长", ""),
        ("[石桥村/A]75岁的[何小满/P]说。", "何小满 residentOf 石桥村", ""),
        ("[竹浆项目/J]是[远山集团/E]的子项目。", "", "竹浆项目 partOf 远山集团"),
        (
            "[安岭县/A]享受[“助企计划”/N]补贴，推进[“绿岭计划”/N]。",
            "安岭县 implements “绿岭计划”",
            "安岭县 implements “助企计划”",
        ),
        (
            "[明湖合作区[安岭县=安岭/A]园区/Z]动工，[安岭县/A]派员。",
            "明湖合作区安岭园区 locatedIn 安岭县",
            "",
        ),
        (
            "[安岭县/A]开工，[明湖产业园/Z]揭牌，[明湖产业园开工仪式/V]举行。",
            "",
            "明湖产业园 participatesIn 明湖产业园开工仪式",
        ),
        (
            "[安岭县/A]启动[[石坝水库/F]重建工程/J]。",
            "安岭县 undertakes 石坝水库重建工程",
            "石坝水库重建工程 locatedIn 石坝水库",
        ),
        (
            "[安岭县/A]和[明湖市/A]成立[竹业专班/B]。",
            "安岭县 founds 竹业专班",
            "竹业专班 jurisdiction 安岭县",
        ),
        (
            "[安岭县/A]完成[东干渠工程/J]，[西干渠工程/J]和[南坝工程/J]建设。",
            "安岭县 undertakes 南坝工程",
            "",
        ),
        (
            "引进[青禾农业公司=[澜江省/A][黑石市/A]青禾农业公司/E]。",
            "青禾农业公司 locatedIn 黑石市",
            "",
        ),
        ("加固[安岭县/A][石坝水库/F]、[青口水库/F]和[柳湾水库/F]。", "柳湾水库 locatedIn 安岭县", ""),
    ],
)
def test_what_names_and_grammar_allow(text: str, wanted: str, unwanted: str) -> None:
    found = told(text)
    assert not wanted or wanted in found
    assert unwanted not in found


@pytest.mark.parametrize(
    ("text", "there"),
    [
        (
            "[安岭县/A]召开[防汛工作会议/V]。[安岭县委/B]书记[秦明远/P]讲话，县长[何志远/P]主持。县领导[田禾/P]、"
            "[齐云/P]，县直有关单位、各乡镇主要负责人等参加。",
            {"秦明远", "何志远", "田禾", "齐云", "安岭县"},
        ),
        (
            "收看[全市防汛视频会议/V]后，[安岭县/A]召开[全县防汛会议/V]，县长[何志远/P]主持。",
            {"安岭县", "何志远"},
        ),
        (
            "[安岭县/A]召开[全县防汛会议/V]，决定于6月召开[县人大六次会议/V]，副县长[田禾/P]出席会议。",
            {"安岭县", "田禾"},
        ),
    ],
)
def test_a_report_of_a_meeting_is_of_the_one_that_is_held(text: str, there: set[str]) -> None:
    facts = [f.split() for f in told(text) if " participatesIn " in f]
    held = {"防汛工作会议", "全县防汛会议"}
    assert {f[0] for f in facts if f[2] in held} == there
    assert not [f for f in facts if f[2] not in held and f[0] not in {"安岭县"}]


def test_a_roll_ends_where_something_else_is_told() -> None:
    """People without names go on a list; a clause with a verb of its own does not."""
    text = "[全县防汛会议/V]召开，[秦明远/P]听取汇报，各乡镇负责人参加。"
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("[安岭县/A]召开会议。县处级领导[田禾/P]、[齐云/P]参加。", "齐云 holdsPost 安岭县:县处级领导"),
        (
            "[青原盟委/B]委员、副盟长[田禾/P]在[青原盟行署/B]开会。[青原盟/A]部署工作。",
            "田禾 holdsPost 青原盟行署:副盟长",
        ),
        ("[民建青原市委员会/B]主委[田禾/P]到会。", "田禾 holdsPost 民建青原市委员会:主委"),
        (
            "在[安岭县人大常委会第七次会议/V]上，表决通过任免案。[安岭县人大常委会/B]主任[田禾/P]向新任命人员颁发任命书。",
            "田禾 participatesIn 安岭县人大常委会第七次会议",
        ),
        (
            "[防汛会议/V]在[安岭县/A]召开。[安岭县水利局/B]、[安岭县应急局/B]2家单位就防汛工作发了言。",
            "安岭县应急局 participatesIn 防汛会议",
        ),
    ],
)
def test_posts_and_rolls_of_meetings(text: str, fact: str) -> None:
    assert fact in told(text)


def test_a_plenary_session_is_held_by_its_committee_alone() -> None:
    facts = told("[安岭县委/B]部署。[安岭县/A]召开[安岭县委十二届三次全委会议/V]，通过意见。")
    assert "安岭县委 participatesIn 安岭县委十二届三次全委会议" in facts
    assert "安岭县 participatesIn 安岭县委十二届三次全委会议" not in facts


def test_a_working_group_on_aid_serves_its_own_place() -> None:
    assert "安岭县对口支援领导小组 jurisdiction 安岭县" in told(
        "[安岭县/A]强。[安岭县对口支援领导小组/B]开会。"
    )


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "[青溪县十七届人大常委会第三次会议/V]召开。[青溪县人大常委会/B]主任[田禾/P]到会。",
            "青溪县人大常委会 participatesIn 青溪县十七届人大常委会第三次会议",
        ),
        (
            "[远山集团/E]与[青岭公司/E]洽谈。[青岭公司党委/B]书记、总经理[田禾/P]说好。[远山集团/E]感谢。",
            "田禾 holdsPost 青岭公司:总经理",
        ),
        (
            "市领导[田禾/P]到会。产品销往[澜江市=澜江/A]，[青原市/A]的农民放心，[青原市/A]的企业也来了。",
            "田禾 holdsPost 青原市:市领导",
        ),
    ],
)
def test_who_holds_a_session_or_an_office_is_told_by_its_name(text: str, fact: str) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("[明湖水库/F]蓄水。[明湖水库管理处/B]值班。", "明湖水库管理处 operates 明湖水库"),
        (
            "在位于[白沙开发区/Z]（以下简称白沙区）的[远山集团/E]，机器轰鸣。",
            "远山集团 locatedIn 白沙开发区",
        ),
        (
            "[安岭县/A]开会。[2018年安岭县扶贫工作会议/V]提出要求。",
            "安岭县 participatesIn 2018年安岭县扶贫工作会议",
        ),
    ],
)
def test_keepers_places_in_brackets_and_meetings_of_a_year(text: str, fact: str) -> None:
    assert fact in told(text)


def test_both_parties_are_the_two_that_were_joined_last() -> None:
    found = told(
        "[安岭县/A]与[青云学院/I]签订协议。根据协议，双方将共同推进[“青苗计划”/N]。[云溪县/A]的人来了。"
    )
    assert {"安岭县 implements “青苗计划”", "青云学院 implements “青苗计划”"} <= found
    found = told("[安岭县/A]组织人员到[云溪县/A]考察，双方就蔬菜加工达成合作意向。")
    assert "安岭县 cooperatesWith 云溪县" in found or "云溪县 cooperatesWith 安岭县" in found


def test_an_office_that_the_page_does_not_know_stands_between_two_that_it_knows() -> None:
    text = "[青溪县委/B]常委、[青溪县委组织部/B]部长、县某某中心主任、[远山林场/I]书记、场长[田禾/P]到会。"
    facts = told(text)
    assert "田禾 holdsPost 青溪县委:常委" in facts
    assert not {f for f in facts if "青溪县委组织部:场长" in f}


def test_the_meeting_that_another_one_holds_is_the_one_in_session() -> None:
    text = "[县政协十一届一次会议/V]举行[预备会议/V]。县长[田禾/P]出席会议。"
    assert "田禾 participatesIn 预备会议" in told(text)


def test_who_signs_for_others_is_no_party() -> None:
    found = told("[安岭县/A]副县长[沈开元/P]与[远山集团/E]董事长[王大明/P]代表双方签约。")
    assert {f for f in found if "cooperatesWith" in f} <= {
        "安岭县 cooperatesWith 远山集团",
        "远山集团 cooperatesWith 安岭县",
    }
    assert any("cooperatesWith" in f for f in found)


def test_villages_of_a_list_lie_in_the_town_before_it() -> None:
    facts = told("观摩了[白沙镇/A][石桥村/A]、[柳坝村/A]，[青溪镇/A][南湾村/A]。")
    assert "柳坝村 locatedIn 白沙镇" in facts
    assert "南湾村 locatedIn 白沙镇" not in facts


def test_a_committee_holds_its_sitting_whoever_chairs_it() -> None:
    text = "[青溪县四届人大常委会第三次会议/V]闭幕。[青溪县人大常委会/B]副主任[田禾/P]主持会议。"
    assert "青溪县人大常委会 participatesIn 青溪县四届人大常委会第三次会议" in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "[[安岭县农业局/B]植保科/B]科长[田禾/P]说。",
        "[[安岭县残联/I]党组/B]成员[田禾/P]说。",
        "[[石桥村征收指挥部/B]临时党支部/B]开会，[石桥村/A]和[安岭县/A]热闹。",
    ],
)
def test_what_works_inside_a_body_governs_no_place(text: str) -> None:
    inner = re.search(r"\[\[([^/]+)/.\]([^/]+)/B\]", text)
    assert inner is not None
    facts = told(text + "[安岭县/A]的工作。")
    assert not any(f.startswith(f"{inner[1]}{inner[2]} jurisdiction") for f in facts)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "县长[秦明远/P]与[远山集团/E]的[何志远/P]分别代表双方签订协议。"
            "副县长[白小禾/P]出席[签约仪式/V]。[安岭县政府/B]很重视。",
            "何志远 participatesIn 签约仪式",
        ),
        (
            "在[全县教育宣讲会/V]上，[安岭县委/B]书记[秦明远/P]紧扣主题讲课。",
            "秦明远 participatesIn 全县教育宣讲会",
        ),
        ("[全县观摩会/V]上，[安岭县委/B]书记[秦明远/P]的介绍让人赞叹。", "秦明远 participatesIn 全县观摩会"),
        ("[安岭县委/B]副书记[秦明远/P]赴[白沙镇/A]主持[现场办公会/V]。", "秦明远 participatesIn 现场办公会"),
        (
            "在外经商的[秦明远/P]回乡当了[石桥村/A]的带头人。当年，他自掏腰包为村里修路。",
            "秦明远 assists 石桥村",
        ),
        (
            "[上湾组=湾里/A]只有9户人家。[石桥组/A]缺水。今年，[白沙镇政府/B]了解情况后，筹集10万元资金，把水引到各户。",
            "白沙镇政府 assists 石桥组",
        ),
        (
            "[石桥村/A]地少人多。“在[安岭县农业局/B]帮助下，我们富了。”村支书[田禾/P]说。",
            "安岭县农业局 assists 石桥村",
        ),
    ],
)
def test_who_was_there_and_who_helped_is_told_by_the_clauses_around(text: str, fact: str) -> None:
    assert fact in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "[秦明远/P]希望[远山集团/E]尽快帮助[石桥村/A]销售竹笋。",
        "在[项目推进会/V]上，大家谈起[秦明远/P]。",
        "会后，[远山集团/E]自掏腰包翻新厂房。[石桥村/A]热闹。",
    ],
)
def test_what_is_only_wished_or_told_of_is_nobodys_deed(text: str) -> None:
    assert not [f for f in told(text) if "assists" in f or "participatesIn" in f]


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        (
            "[安岭商会/I]会长[秦明远/P]，[[石桥村/A]党支部/B]书记、村主任[田禾/P]发言。",
            "田禾 holdsPost 石桥村:村主任",
            "田禾 holdsPost 安岭商会:村主任",
        ),
        (
            "[安岭县人社局/B]相关科室负责人、县新阶联会长[田禾/P]和[安岭县妇联/I]主席[白小禾/P]到会。",
            "白小禾 holdsPost 安岭县妇联:主席",
            "田禾 holdsPost 安岭县人社局:县新阶联会长",
        ),
        (
            "[田禾/P]成为[安岭县支援医疗队/B]的一员。",
            "田禾 holdsPost 安岭县支援医疗队:队员",
            "田禾 holdsPost 安岭县支援医疗队:一员",
        ),
        (
            "[田禾/P]作为[安岭县政府/B]代表签约，[白小禾/P]是[安岭县人大/B]代表。",
            "白小禾 holdsPost 安岭县人大:代表",
            "田禾 holdsPost 安岭县政府:代表",
        ),
    ],
)
def test_posts_of_villages_teams_and_unknown_offices(text: str, wanted: str, unwanted: str) -> None:
    facts = told(text)
    assert wanted in facts
    assert unwanted not in facts


def test_a_villager_lives_in_the_only_village_told_of() -> None:
    text = "[石桥村/A]通了公路。种茶的人多了。茶价涨了。村民[田禾/P]很高兴。"
    assert "田禾 residentOf 石桥村" in told(text)


def test_a_hospital_lies_in_the_county_that_it_is_named_for() -> None:
    found = told("[[云岭县/A]人民医院/I]与[[青湖省/A]人民医院/I]牵手。")
    assert "云岭县人民医院 locatedIn 云岭县" in found
    assert "青湖省人民医院 locatedIn 青湖省" not in found


def test_who_helps_stands_between_the_copula_and_the_verb() -> None:
    found = told("[安岭县/A]副县长[何小满/P]说，今年也是[远山集团/E]援助[白沙县/A]20周年。")
    assert "远山集团 assists 白沙县" in found
    assert not any(f.startswith("何小满 assists") for f in found)


def test_what_counted_works_cost_together_is_the_cost_of_none() -> None:
    one, many = (
        relate(marked(f"[远山集团/E]建设[竹浆项目/J]{tail}，总投资3亿元。").reading)
        for tail in ("", "等9个项目")
    )
    assert [dict(c.q).get("amount") for c in one if c.p == "undertakes"] == ["3亿元"]
    assert [dict(c.q).get("amount") for c in many if c.p == "undertakes"] == [None]
