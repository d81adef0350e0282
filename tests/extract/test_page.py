from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract.page import extract, recipe
from kg.knowledge.tables import home
from kg.model import Page, Record
from kg.records import dumps, loads, to_object
from tests.extract.laws import extracted, faults, flat, unprinted

ROOT = Path(__file__).resolve().parents[2]
OWN = [
    *sorted((ROOT / "data" / "sample").glob("*.txt")),
    *sorted((ROOT / "data" / "annotated").glob("*.txt")),
]
CORPUS = sorted((ROOT.parent / "shared" / "corpus").glob("*.txt"))

PLACES = (
    "遵义市",
    "遵义市播州区",
    "播州区",
    "大方县",
    "毕节市七星关区碧阳街道",
    "鸭溪镇",
    "播州区鸭溪镇金刀村",
    "遵义经开区",
    "赤水经济开发区",
    "全市",
    "该县",
    "全区",
    "该镇",
)
BODIES = (
    "播州区委",
    "区委、区政府",
    "市发展和改革局",
    "区发改局",
    "该局",
    "管委会",
    "大方县人民政府",
    "贵州黔峰电子科技有限公司",
    "黔峰电子",
    "该公司",
    "黔岭茶叶专业合作社",
    "遵义市第九中学",
    "国家税务总局",
)
PEOPLE = (
    "区委书记冉光明",
    "党组书记、局长沈立群",
    "沈局长",
    "董事长马跃进",
    "村民何小满",
    "总经理马克·怀特",
    "欧阳明月",
    "县长白云海、副县长田大有",
)
DEEDS = (
    "召开“百日攻坚”行动推进会",
    "与黔峰电子签订战略合作协议",
    "印发《播州区绿色校园建设方案》",
    "实现进出口总额37.5亿元，同比增长12.6%",
    "引进年产5万吨竹浆项目，总投资3.2亿元",
    "获评“全省文明单位”称号",
    "赴浙江省湖州市考察学习",
    "建成清河水库、红岩产业园二期等项目",
    "“智慧黔行”平台上线运行",
    "力争到2023年发展茶园２万亩",
    "落户鸭溪镇红岩产业园",
    "捐赠物资价值30余万元",
)
BREAKS = ("\n", "\n\n", " \n", "\n　　", "\r\n", " ", "\u3000")


@st.composite
def articles(draw: st.DrawFn) -> str:
    """A headline, a byline and sentences that combine places, bodies, people and deeds."""
    pick = st.sampled_from
    headline = draw(pick(PLACES)) + draw(pick(DEEDS))
    byline = draw(pick(("", "□ 本报记者 田禾", "本报讯（记者 田禾 通讯员 罗小满）")))
    body = [
        draw(pick(("4月8日，", "", "去年，", "据悉，")))
        + draw(pick(PLACES))
        + draw(pick(("", *BODIES)))
        + draw(pick(("", *PEOPLE)))
        + draw(pick(DEEDS))
        + draw(pick(("", "，" + draw(pick(BODIES)) + draw(pick(DEEDS)))))
        + draw(pick(("。", "！", "。”", "")))
        for _ in range(draw(st.integers(1, 5)))
    ]
    return "\n".join(part for part in (headline, byline, "".join(body)) if part)


@st.composite
def pages(draw: st.DrawFn) -> str:
    """Articles with blank lines, column breaks and spaces put in at random."""
    text = "\n\n".join(draw(st.lists(articles(), min_size=1, max_size=3)))
    for _ in range(draw(st.integers(0, 12))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(BREAKS)) + text[at:]
    return text


@cache
def schema() -> jsonschema.Draft202012Validator:
    """The published schema of records."""
    text = (home("ontology") / "record.schema.json").read_text(encoding="utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def checked(text: str, record: Record) -> None:
    """Fails where a record breaks a law, its schema, or does not come back from its line of JSON."""
    assert faults(text, record) == []
    assert not list(schema().iter_errors(to_object(record)))
    assert loads(dumps(record)) == record


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages())
def test_every_page_gives_a_lawful_record(text: str) -> None:
    record = extract(Page("made", text))
    checked(text, record)
    assert dumps(extract(Page("made", text))) == dumps(record)


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        alphabet="县区委书记沈王镇村“”《》（）0123年月日亿元%、，。\n 　A·□■讯报记者公司该全", max_size=80
    )
)
def test_scraps_give_a_lawful_record(text: str) -> None:
    checked(text, extract(Page("scrap", text)))


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.stem)
def test_our_own_pages_give_lawful_records(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    record = extracted(text, path.stem)
    checked(text, record)
    assert unprinted(text, record) == []
    assert record.page == path.stem
    assert record.entities
    assert record.facts


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.stem)
def test_real_pages_give_lawful_records(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    record = extracted(text, path.stem)
    checked(text, record)
    assert unprinted(text, record) == []


def in_process(text: str, seed: str) -> str:
    """The line of JSON that another process with another hash seed makes of a page."""
    code = (
        "import sys; from kg.extract.page import extract; from kg.model import Page; from kg.records import dumps;"
        "sys.stdout.buffer.write(dumps(extract(Page('seeded', sys.stdin.buffer.read().decode()))).encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=text.encode(),
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def test_no_hash_seed_and_no_page_read_before_changes_a_record() -> None:
    text = OWN[0].read_text(encoding="utf-8")
    extracted(OWN[1].read_text(encoding="utf-8"), OWN[1].stem)
    here = dumps(extract(Page("seeded", text)))
    assert in_process(text, "0") == here
    assert in_process(text, "1") == here


@pytest.mark.parametrize("text", ["", "\n\n", "　　", "。", "abc", "2020", "\u200b", "🙂" * 20, "\r\n\r\n"])
def test_pages_that_say_nothing_give_empty_records(text: str) -> None:
    record = extract(Page("blank", text))
    assert (record.entities, record.facts, record.measurements, record.honours) == ((), (), (), ())
    assert record.page == "blank"


STORY = (
    "播州区召开项目推进会\n本报讯（记者 田禾）4月8日，播州区召开项目推进会。"
    "区委书记冉光明说，去年全区实现进出口37.5亿元。"
)


def test_characters_beyond_the_first_plane_count_as_one() -> None:
    record = extracted("𠮷𠮷\n" + STORY)
    plain = extracted(STORY)
    moved = {(m.start - 3, m.text) for e in record.entities for m in e.mentions}
    assert {(m.start, m.text) for e in plain.entities for m in e.mentions} <= moved


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n　　"])
def test_a_column_break_inside_a_name_loses_nothing(gap: str) -> None:
    text = STORY.replace("冉光明", f"冉光{gap}明")
    record = extracted(text)
    person = next(e for e in record.entities if e.type == "Person")
    assert person.name == "冉光明"
    assert [flat(m.text) for m in person.mentions] == ["冉光明"]
    assert [f.p for f in record.facts if f.s == person.id] == ["holdsPost"]


def test_line_breaks_at_the_end_of_sentences_change_no_name() -> None:
    broken = re.sub(r"。(?=[^。\n])", "。\n", STORY)
    assert broken != STORY
    named = [{(e.type, e.name) for e in extracted(t).entities} for t in (STORY, broken)]
    assert named[0] == named[1]


def test_reporters_are_authors_and_no_persons() -> None:
    record = extracted(STORY)
    assert record.articles[0].authors == ("田禾",)
    assert "田禾" not in {e.name for e in record.entities}


@pytest.mark.parametrize(
    ("given_date", "seen"),
    [("2021-04-09", "2021-04-09"), ("2021-04", "2021-04"), ("2021", "2021"), (None, None)],
)
def test_the_date_of_a_page_is_kept_in_its_precision(given_date: str | None, seen: str | None) -> None:
    record = extract(Page("dated", "遵义市播州区召开大会，区委书记冉光明出席。", given_date))
    assert record.date == seen


def test_this_year_is_that_of_the_page() -> None:
    text = "播州区今年引进项目30个，去年引进项目20个。"
    periods = {m.value: m.period for m in extract(Page("dated", text, "2019-05-06")).measurements}
    assert periods == {"30个": "2019", "20个": "2018"}


def test_the_recipe_names_rules_and_tables() -> None:
    assert extracted(STORY).recipe == recipe()
    assert re.fullmatch(r"[0-9a-f]{12}", recipe())


def test_who_wrote_the_text_is_no_person_of_the_page() -> None:
    text = "播州区修路\n\n2020年3月1日 作者：沈立新 来源：播州网\n\n播州区修路，区长陆文远到场。\n"
    names = {e.name for e in extract(Page("p", text)).entities if e.type == "Person"}
    assert names == {"陆文远"}


def test_a_district_of_a_common_name_is_that_of_the_city_before_it() -> None:
    record = extract(Page("x", "上海市普陀区与云和县签约。长沙市芙蓉区也来了。"))
    names = {e.id: e.name for e in record.entities}
    assert ("普陀区", "locatedIn", "上海市") in {(names[f.s], f.p, names[f.o]) for f in record.facts}
