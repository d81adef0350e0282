from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Record
from kg.resolve import resolve
from tests.resolve.pages import Told, record, same


def place(name: str = "沛县") -> dict[str, Told]:
    return {"p": ("AdministrativeDivision", name)}


def person(page: str, county: str, *posts: tuple[str, str], date: str | None = None) -> Record:
    """石望川 of a county with posts as (body without its place, post)."""
    entities: dict[str, Told] = {"x": ("Person", "石望川"), **place(county)}
    facts: list[Told] = []
    for number, (body, post) in enumerate(posts):
        key = f"b{number}" if body else "p"
        if body:
            entities[key] = ("PublicBody", county + body)
            facts.append((key, "jurisdiction", "p"))
        facts.append(("x", "holdsPost", key, post))
    return record(page, entities, facts, date)


def firm(page: str, name: str, *aliases: str, at: str = "", head: str = "") -> Record:
    entities: dict[str, Told] = {"x": ("Enterprise", name, *aliases)}
    facts: list[Told] = []
    if at:
        entities |= place(at)
        facts.append(("x", "locatedIn", "p"))
    if head:
        entities["h"] = ("Person", head)
        facts.append(("h", "holdsPost", "x", "董事长"))
    return record(page, entities, facts)


def named(page: str, kind: str, name: str, county: str, act: str = "", date: str | None = None) -> Record:
    """A thing of a name on a page of a county, which acts on it if `act` is given."""
    entities = {"x": (kind, name), **place(county)}
    return record(page, entities, [("p", act, "x")] if act else [], date)


# divisions


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [("沛县", "沛县", True), ("沛县", "睢宁县", False), ("徐州市", "鼓楼区", False)],
)
def test_divisions_are_their_codes(one: str, other: str, wanted: bool) -> None:
    assert (
        same(
            record("a", {"x": ("AdministrativeDivision", one)}),
            record("b", {"x": ("AdministrativeDivision", other)}),
        )
        == wanted
    )


def village(page: str, county: str) -> Record:
    entities = {"x": ("AdministrativeDivision", "柳树湾村"), **place(county)}
    return record(page, entities, [("x", "locatedIn", "p")])


def test_villages_are_their_names_and_parents() -> None:
    assert same(village("a", "沛县"), village("b", "沛县"))
    assert same(village("a", "沛县"), village("b", "新站镇")), "the town lies in the county"
    assert not same(village("a", "沛县"), village("b", "睢宁县"))


# offices


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("沛县发展和改革委员会", "徐州市沛县发展和改革委员会", True),
        ("沛县发展和改革局", "沛县发改局", True),
        ("沛县政府", "徐州市沛县人民政府", True),
        ("沛县水利局", "睢宁县水利局", False),
        ("沛县水利局", "徐州市水利局", False),
        ("沛县国税局", "沛县地税局", False),
        ("沛县委", "沛县政府", False),
        ("沛县委", "沛县委组织部", False),
    ],
)
def test_offices(one: str, other: str, wanted: bool) -> None:
    pages = [record(page, {"x": ("PublicBody", name)}) for page, name in (("a", one), ("b", other))]
    assert same(*pages) == wanted


@pytest.mark.parametrize(
    ("type_", "name"), [("PublicBody", "县水利局"), ("PublicBody", "区委"), ("Zone", "高新区")]
)
def test_bare_names_do_not_cross_counties(type_: str, name: str) -> None:
    assert not same(named("a", type_, name, "沛县"), named("b", type_, name, "睢宁县"))
    assert same(named("a", type_, name, "沛县"), named("b", type_, name, "沛县"))
    assert not same(record("a", {"x": (type_, name)}), record("b", {"x": (type_, name)})), "no place known"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("徐州经济技术开发区", "徐州经开区", True),
        ("徐州高新技术产业开发区", "徐州高新区", True),
        ("徐州高新区", "徐州经开区", False),
        ("徐州经开区", "周口经开区", False),
        ("沛县经济开发区", "睢宁县经济开发区", False),
    ],
)
def test_zones(one: str, other: str, wanted: bool) -> None:
    pages = [record(page, {"x": ("Zone", name)}) for page, name in (("a", one), ("b", other))]
    assert same(*pages) == wanted


# companies


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("怡安电气", "江苏怡安电气有限公司", True),
        ("江苏怡安电气有限公司", "江苏怡安电气有限公司", True),
        ("江苏怡安电气有限公司", "江苏怡安电器有限公司", False),
        ("江苏怡安电气有限公司", "河南怡安电气有限公司", False),
        ("江苏怡安新材料有限公司", "江苏怡安新能源有限公司", False),
        ("江苏怡安集团", "江苏怡安生物有限公司", False),
        ("怡安集团", "江苏怡安控股集团有限公司", False),
        ("徐州怡安", "周口怡安", False),
        ("怡安公司", "江苏怡安粮油有限公司", False),
    ],
)
def test_companies_by_name(one: str, other: str, wanted: bool) -> None:
    assert same(firm("a", one), firm("b", other)) == wanted


def test_companies_by_what_else_is_known() -> None:
    assert same(firm("a", "怡安集团", head="裴守拙"), firm("b", "江苏怡安控股集团有限公司", head="裴守拙"))
    assert same(
        firm("a", "怡安重装", at="沛县", head="裴守拙"), firm("b", "江苏怡安重型装备有限公司", head="裴守拙")
    )
    assert not same(firm("a", "怡安重装", at="沛县"), firm("b", "江苏怡安重型装备有限公司", at="商水县"))
    assert same(
        firm("a", "宏安公司", at="沛县", head="裴守拙"), firm("b", "宏安公司", at="沛县", head="裴守拙")
    )
    assert not same(firm("a", "宏安公司", at="沛县"), firm("b", "宏安公司", at="睢宁县"))


def test_a_person_named_beside_both_speaks_for_a_short_form() -> None:
    def told(page: str, company: str, beside: str) -> Record:
        made = record(page, {"x": ("Enterprise", company), "h": ("Person", beside), **place()})
        return replace(made, entities=tuple(replace(e, articles=("a1",)) for e in made.entities))

    full = told("b", "江苏怡安重型装备有限公司", "裴守拙")
    assert same(told("a", "怡安装备", "裴守拙"), full)
    assert not same(told("a", "怡安装备", "莫听澜"), full)
    assert same(told("a", "怡安重装", "莫听澜"), full), "the first of every two characters"


@pytest.mark.parametrize(
    ("one", "other", "head", "wanted"),
    [
        ("江苏沅江电气有限公司", "沉江电气", "裴守拙", True),
        ("江苏沅江电气有限公司", "江苏沉江电气有限公司", "裴守拙", True),
        ("江苏沅江电气有限公司", "沉江电气", "莫听澜", False),
        ("江苏沅江电气有限公司", "松江电气", "裴守拙", False),
        ("江苏沅江电气有限公司", "沅江电器", "裴守拙", False),
    ],
)
def test_slips_of_reading_need_place_and_person(one: str, other: str, head: str, wanted: bool) -> None:
    told = firm("a", one, at="沛县", head="裴守拙"), firm("b", other, at="沛县", head=head)
    assert same(*told) == wanted


@pytest.mark.parametrize(
    ("one", "other", "at", "wanted"),
    [
        ("江苏沅江农业科技有限公司", "沅江农科", "沛县", True),
        ("沅江电气", "沉江电气", "沛县", True),
        ("沅江电气", "沉江电气", "睢宁县", False),
        ("沅江电气", "松江电气", "沛县", False),
        ("沅江农业科技", "沅江电气", "沛县", False),
    ],
)
def test_heads_of_one_name_in_companies_of_like_names(one: str, other: str, at: str, wanted: bool) -> None:
    told = firm("a", one, at="沛县", head="裴守拙"), firm("b", other, at=at, head="裴守拙")
    assert same(*told, key="h") == wanted


@pytest.mark.parametrize(("other", "wanted"), [("沅江电气", True), ("沉江电气", True), ("青禾电气", False)])
def test_works_of_one_amount_belong_to_one_investor(other: str, wanted: bool) -> None:
    def told(page: str, investor: str) -> Record:
        made = {"x": ("Project", "年产3万吨石英砂项目"), "f": ("Enterprise", investor), **place()}
        return record(page, made, [("f", "undertakes", "x"), ("f", "locatedIn", "p")])

    assert same(told("a", "沅江电气"), told("b", other)) == wanted


def test_projects_of_one_amount_and_product_in_one_county() -> None:
    def told(page: str, name: str, county: str = "沛县") -> Record:
        return record(page, {"x": ("Project", name), **place(county)}, [("x", "locatedIn", "p")])

    first = told("a", "年产3万吨高纯石英砂项目")
    assert same(first, told("b", "3万吨石英砂项目"))
    assert not same(first, told("b", "5万吨石英砂项目"))
    assert not same(first, told("b", "3万吨石英砂项目", "睢宁县"))
    assert not same(first, told("b", "3万吨大豆蛋白项目"))


def test_a_bare_title_is_the_one_document_of_its_article() -> None:
    def told(page: str, *titles: str) -> Record:
        entities = {f"d{n}": ("Document", title) for n, title in enumerate(titles)}
        made = record(page, {"x": ("Document", "《办法》"), **entities, **place()}, [("p", "issues", "d0")])
        return replace(made, entities=tuple(replace(e, articles=("a1",)) for e in made.entities))

    full = record("b", {"x": ("Document", "《沛县停车管理办法》"), **place()}, [("p", "issues", "x")])
    assert same(told("a", "沛县停车管理办法"), full)
    assert not same(told("a", "沛县停车管理办法", "沛县养犬管理办法"), full)


def moved(page: str, name: str, *landmarks: Told) -> Record:
    """A person on a page about 睢宁县 whose article names what is given."""
    entities = {f"b{n}": landmark for n, landmark in enumerate(landmarks)}
    made = record(
        page,
        {"x": ("Person", name), **place("睢宁县"), "q": ("AdministrativeDivision", "睢宁县"), **entities},
    )
    return replace(made, entities=tuple(replace(e, articles=("a1",)) for e in made.entities))


def test_an_official_who_moved_stands_beside_his_former_office() -> None:
    before = person("a", "商水县", ("水利局", "局长"))
    assert same(before, moved("b", "石望川", ("PublicBody", "商水县水利局")))
    assert not same(before, moved("b", "石望川", ("PublicBody", "商水县教育局")))
    crowd = [("Person", f"{name}守拙") for name in "赵钱孙李"]
    assert not same(before, moved("b", "石望川", ("PublicBody", "商水县水利局"), *crowd))


def test_short_form_of_two_companies_joins_neither_to_the_other() -> None:
    pages = [firm("a", "江苏怡安电气有限公司"), firm("b", "怡安电气"), firm("c", "河南怡安电气有限公司")]
    clusters = resolve(pages)
    assert not any({("a", "x"), ("c", "x")} <= set(cluster.members) for cluster in clusters)


# persons


def test_a_name_alone_joins_nobody() -> None:
    bare = {"x": ("Person", "石望川")}
    assert not same(record("a", bare), record("b", bare))
    assert not same(person("a", "沛县"), person("b", "沛县")), "the same county is not enough"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ((("水利局", "局长"),), (("水利局", "局长"),), True),
        ((("水利局", "副局长"),), (("水利局", "局长"),), True),
        ((("委", "副书记"),), (("政府", "县长"),), True),
        ((("", "副县长"),), (("委", "书记"),), True),
        ((("公安局", "交警大队大队长"),), (("税务局", "局长"),), False),
        ((("委", "书记"),), (("人民医院", "主任"),), False),
    ],
)
def test_posts_of_one_county(
    one: Sequence[tuple[str, str]], other: Sequence[tuple[str, str]], wanted: bool
) -> None:
    assert same(person("a", "沛县", *one), person("b", "沛县", *other)) == wanted


def test_posts_of_two_counties() -> None:
    one = person("a", "沛县", ("", "副县长"), date="2020-03-05")
    assert not same(one, person("b", "睢宁县", ("", "副县长"), date="2020-03-06"))
    moved = record(
        "b",
        {
            "x": ("Person", "石望川"),
            "p": ("AdministrativeDivision", "沛县"),
            "q": ("AdministrativeDivision", "睢宁县"),
        },
        [("x", "holdsPost", "q", "县长"), ("x", "holdsPost", "p", "副县长")],
        "2020-12-30",
    )
    assert same(one, moved), "the later page names the earlier post"


def test_head_of_one_company() -> None:
    def head(page: str, company: str) -> Record:
        return record(
            page,
            {"x": ("Person", "石望川"), "c": ("Enterprise", company)},
            [("x", "holdsPost", "c", "董事长")],
        )

    assert same(head("a", "江苏怡安电气有限公司"), head("b", "怡安电气"))
    assert not same(head("a", "江苏怡安电气有限公司"), head("b", "宏安粮油"))


def test_two_of_one_name_on_one_page_stay_two() -> None:
    one = record(
        "a",
        {
            "x": ("Person", "石望川"),
            "y": ("Person", "石望川"),
            "b": ("PublicBody", "沛县委"),
            "g": ("PublicBody", "沛县政府"),
        },
        [("x", "holdsPost", "b", "书记"), ("y", "holdsPost", "g", "副县长")],
    )
    clusters = resolve([one, person("b", "沛县", ("委", "书记")), person("c", "沛县", ("政府", "副县长"))])
    assert not any({("a", "x"), ("a", "y")} <= set(cluster.members) for cluster in clusters)
    assert sum(cluster.type == "Person" for cluster in clusters) == 2


# plans, papers, meetings, works


def test_slogans_of_two_counties_stay_two() -> None:
    kind, slogan = "Initiative", "“项目攻坚年”"
    assert not same(
        named("a", kind, slogan, "沛县", "implements"), named("b", kind, slogan, "商水县", "implements")
    )
    assert same(
        named("a", kind, slogan, "沛县", "implements"),
        named("b", kind, "项目攻坚年活动", "沛县", "implements"),
    )


def test_programmes_of_the_state_are_one() -> None:
    assert same(
        named("a", "Initiative", "乡村振兴", "沛县", "implements"),
        named("b", "Initiative", "乡村振兴战略", "商水县", "implements"),
    )


def test_papers_of_one_title_belong_to_who_issued_them() -> None:
    title = "《关于支持民营企业发展的若干意见》"
    assert not same(
        named("a", "Document", title, "沛县", "issues"), named("b", "Document", title, "商水县", "issues")
    )
    assert same(
        named("a", "Document", title, "沛县", "issues"), named("b", "Document", title, "沛县", "issues")
    )


def test_yearly_meetings_are_not_one() -> None:
    name = "全县三级干部大会"
    meetings = [
        named(page, "Event", name, "沛县", "participatesIn", date)
        for page, date in (("a", "2019-02-14"), ("b", "2019-02-16"), ("c", "2021-02-25"))
    ]
    assert same(meetings[0], meetings[1])
    assert not same(meetings[0], meetings[2])


def test_phases_of_a_project_are_two() -> None:
    first, second = ("锂电池隔膜项目一期", "锂电池隔膜项目二期")
    assert not same(
        named("a", "Project", first, "沛县", "undertakes"),
        named("b", "Project", second, "沛县", "undertakes"),
    )
    assert same(
        named("a", "Project", first, "沛县", "undertakes"), named("b", "Project", first, "沛县", "undertakes")
    )


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("PublicBody", "国务院", "国务院"),
        ("PublicBody", "党中央", "中共中央"),
        ("Zone", "长三角", "长三角地区"),
        ("Facility", "黄河", "黄河"),
    ],
)
def test_what_the_whole_country_shares_is_one(kind: str, one: str, other: str) -> None:
    assert same(named("a", kind, one, "沛县"), named("b", kind, other, "商水县"))


def test_units_with_and_without_their_bureau_are_one() -> None:
    names = ("徐州市公安局交通警察支队", "徐州市交警支队")
    assert same(*(record(page, {"x": ("PublicBody", name)}) for page, name in zip("ab", names, strict=True)))


def test_offices_that_share_a_short_form_stay_two() -> None:
    pages = [
        record(page, {"x": ("PublicBody", name, "防指"), **place()})
        for page, name in (("a", "沛县防汛抗旱指挥部"), ("b", "沛县疫情防控指挥部"))
    ]
    assert not same(*pages)


def test_newspapers_are_their_names() -> None:
    assert same(
        record("a", {"x": ("Institution", "江海日报")}), record("b", {"x": ("Institution", "江海日报")})
    )
    assert not same(
        record("a", {"x": ("Institution", "实验小学")}), record("b", {"x": ("Institution", "实验小学")})
    )


# laws


def many() -> list[Record]:
    chance = random.Random(3)
    counties = ["沛县", "睢宁县", "商水县"]
    posts = [("水利局", "局长"), ("委", "书记"), ("政府", "副县长"), ("", "副县长")]
    made = [person(f"p{i}", chance.choice(counties), chance.choice(posts)) for i in range(12)]
    made += [
        firm(f"q{i}", chance.choice(["怡安电气", "江苏怡安电气有限公司", "河南怡安电气有限公司"]))
        for i in range(6)
    ]
    made += [village(f"v{i}", chance.choice(counties)) for i in range(6)]
    return made


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_pages_does_not_matter(chance: random.Random) -> None:
    records = many()
    wanted = resolve(records)
    chance.shuffle(records)
    assert resolve(records) == wanted


def test_every_entity_is_in_one_cluster_and_ids_are_distinct() -> None:
    records = many()
    clusters = resolve(records)
    members = [member for cluster in clusters for member in cluster.members]
    assert sorted(members) == sorted((r.page, e.id) for r in records for e in r.entities)
    assert len({cluster.id for cluster in clusters}) == len(clusters)


def test_ids_stay_when_pages_are_added() -> None:
    records = many()
    office = next(c for c in resolve(records[:6]) if c.type == "PublicBody")
    assert office.id in {c.id for c in resolve(records)}
