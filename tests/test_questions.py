"""Saved questions: each answers what it says, alone and narrowed; values are text, never SPARQL."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.assemble import assemble
from kg.build import build
from kg.cli import run
from kg.errors import ChoiceError, TableError
from kg.export.terms import clean
from kg.knowledge.tables import data_path
from kg.query import load, query
from kg.questions import Parameter, Question, listing, question, questions
from tests.handmade import hostile
from tests.neighbours import CHAIR, CHIEF, GRAPH

STORE = load(GRAPH)
NAMES = [q.name for q in questions()]
_PERSON = "https://county-kg.org/id/"

#: Question -> its answer, a row a line, cells between bars.
WHOLE = {
    "posts": """
        石启明|书记|清溪县委|2020-03-02|2020-03-02
        陆知远|书记|清溪县委|2021-05-06|2022-09
        梅若兰|副主任|清溪经开区管委会|2021-05-06|2021-05-06
        陆知远|县长|白河县政府|2020-03-02|2020-03-02
        梅若兰|董事长|远帆纸业|2020-03-02|2020-03-02""",
    "post-changes": """
        清溪县委|书记|石启明|2020-03-02|2020-03-02
        清溪县委|书记|陆知远|2021-05-06|2022-09""",
    "several-posts": """
        陆知远|县长|白河县政府|2020-03-02|2020-03-02
        陆知远|书记|清溪县委|2021-05-06|2022-09""",
    "colleagues": """
        石启明|陆知远|书记|清溪县委
        陆知远|石启明|书记|清溪县委""",
    "projects": "竹浆项目|3.2亿元|320000000|青禾镇",
    "undertakers": """
        清溪县|步道项目||
        远帆纸业|竹浆项目|3.2亿元|青禾镇""",
    "signings": """
        小溪包装|白河高新区|||
        远帆纸业|清溪经开区管委会|竹浆项目|2020-03-01|
        远帆纸业|白河高新区|||5000万元""",
    "several-zones": """
        远帆纸业|清溪经开区
        远帆纸业|白河高新区""",
    "targets": """
        清溪县|竹产业产值|15亿元|2021|12亿元|2019|CNY
        清溪县|竹产业产值|15亿元|2021|16亿元|2021|CNY""",
    "measurements": """
        步道项目|总投资||target|800万元|8000000|CNY|
        清溪县|竹产业产值|2019|actual|12亿元|1200000000|CNY|
        清溪县|竹产业产值|2021|actual|16亿元|1600000000|CNY|+30%
        清溪县|竹产业产值|2021|target|15亿元|1500000000|CNY|""",
    "growth": "清溪县|竹产业产值|2021|16亿元|+30%",
    "learning": "白河县|清溪县|2022-08|2022-09|2022-09",
    "initiatives": """
        “清廉小镇”行动|清溪县委|2020-03-02|2020-03-02
        “清廉小镇”行动|白河县政府|2022-09|2022-09""",
    "weak": "小溪包装|cooperatesWith|白河高新区|0.6",
    "bodies": """
        清溪县委|PartyBody|清溪县
        清溪经开区管委会||清溪经开区
        白河县政府||白河县""",
    "divisions": """
        清溪县|640205|云桥市
        白河县|640206|云桥市
        清溪经开区||清溪县
        青禾镇|640205101|清溪县
        白河高新区||白河县""",
    "enterprises": "远帆纸业|清溪经开区",
    "honours": "青禾镇|省级生态镇|2021-05-06|2021-05-06",
    "documents": "《竹产业规划》|清溪县委|2020-03|2020-03-02|2020-03-02",
    "events": """
        竹产业推进会|host|清溪县委
        竹产业推进会|attends|石启明""",
    "aid": "清溪县|白河县|2022-09|2022-09",
    "platforms": "白河县政府|“一码通”平台|Platform",
    "acquisitions": "远帆纸业|小溪包装|60%|2021",
    "founders": "清溪县|云桥学院|",
    "residents": "胡阿婆|青禾镇",
    "predicates": """
        locatedIn|7
        holdsPost|5
        cooperatesWith|3
        jurisdiction|3
        implements|2
        participatesIn|2
        undertakes|2
        acquires|1
        assists|1
        founds|1
        issues|1
        learnsFrom|1
        operates|1
        residentOf|1""",
}

#: Question, settings, answer.
NARROWED = [
    ("posts", {"place": "白河县"}, "陆知远|县长|白河县政府|2020-03-02|2020-03-02"),
    ("posts", {"who": "石启明"}, "石启明|书记|清溪县委|2020-03-02|2020-03-02"),
    ("posts", {"who": "石启明", "place": "白河县"}, ""),
    ("several-posts", {"place": "清溪"}, "陆知远|书记|清溪县委|2021-05-06|2022-09"),
    ("post-changes", {"place": "白河县"}, ""),
    ("colleagues", {"who": "石启明"}, "石启明|陆知远|书记|清溪县委"),
    ("projects", {"least": "8000000"}, "竹浆项目|3.2亿元|320000000|青禾镇\n步道项目|800万元|8000000|"),
    ("projects", {"least": "0", "place": "云桥市"}, "竹浆项目|3.2亿元|320000000|青禾镇"),
    ("projects", {"least": "320000001"}, ""),
    ("undertakers", {"place": "青禾镇"}, "远帆纸业|竹浆项目|3.2亿元|青禾镇"),
    ("signings", {"name": "小溪包装"}, "小溪包装|白河高新区|||"),
    ("several-zones", {"least": "3"}, ""),
    (
        "several-zones",
        {"least": "1"},
        "小溪包装|白河高新区\n远帆纸业|清溪经开区\n远帆纸业|白河高新区",
    ),
    ("targets", {"indicator": "总投资"}, ""),
    ("measurements", {"place": "步道项目"}, "步道项目|总投资||target|800万元|8000000|CNY|"),
    ("learning", {"name": "青禾镇"}, ""),
    ("initiatives", {"place": "白河县"}, "“清廉小镇”行动|白河县政府|2022-09|2022-09"),
    ("single-source", {"name": "胡阿婆"}, "胡阿婆|residentOf|青禾镇|青禾镇居民胡阿婆|b"),
    (
        "single-source",
        {"name": "青禾镇"},
        "竹浆项目|locatedIn|青禾镇|竹浆项目落户青禾镇|a\n胡阿婆|residentOf|青禾镇|青禾镇居民胡阿婆|b",
    ),
    (
        "evidence",
        {"name": "陆知远", "other": "县委"},
        "陆知远|holdsPost|清溪县委|县委书记陆知远|b|0|2021-05-06|pattern/1|0.9\n"
        "陆知远|holdsPost|清溪县委|清溪县委书记陆知远说|c|0|2022-09|pattern/1|0.9",
    ),
    ("weak", {"most": "0.5"}, ""),
    (
        "latest",
        {"since": "2022"},
        "2022-09|小溪包装|cooperatesWith|白河高新区\n2022-09|清溪县|assists|白河县\n"
        "2022-09|白河县|learnsFrom|清溪县\n2022-09|白河县政府|implements|“清廉小镇”行动\n"
        "2022-09|白河县政府|operates|“一码通”平台\n2022-09|远帆纸业|cooperatesWith|白河高新区",
    ),
    ("bodies", {"place": "白河县"}, "白河县政府||白河县"),
    ("divisions", {"place": "白河县"}, "白河高新区||白河县"),
    ("enterprises", {"place": "白河县"}, ""),
    ("enterprises", {"place": "云桥市"}, "远帆纸业|清溪经开区"),
    ("honours", {"place": "清溪县"}, "青禾镇|省级生态镇|2021-05-06|2021-05-06"),
    ("documents", {"place": "白河县"}, ""),
    ("events", {"name": "石启明"}, "竹产业推进会|attends|石启明"),
    ("aid", {"name": "云桥市"}, ""),
    ("platforms", {"place": "清溪县"}, ""),
    ("residents", {"place": "云桥市"}, "胡阿婆|青禾镇"),
    ("growth", {"place": "白河县"}, ""),
]


def rows(text: str, store: object = STORE) -> list[str]:
    found = query(store, text).rows  # type: ignore[arg-type]
    return ["|".join(cell.value if cell else "" for cell in row) for row in found]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("name", WHOLE)
def test_a_question_answers_what_it_says(name: str) -> None:
    assert rows(question(name).asked()) == lines(WHOLE[name])


@pytest.mark.parametrize(("name", "settings", "answer"), NARROWED)
def test_a_question_can_be_narrowed(name: str, settings: dict[str, str], answer: str) -> None:
    assert rows(question(name).asked(settings)) == lines(answer)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_runs_as_it_stands(name: str) -> None:
    assert rows(question(name).standalone()) == rows(question(name).asked())


def test_namesakes_are_kept_apart() -> None:
    assert rows(question("namesakes").asked()) == sorted(
        [f"梅若兰|{_PERSON}{CHAIR.id}|董事长|远帆纸业", f"梅若兰|{_PERSON}{CHIEF.id}|副主任|清溪经开区管委会"]
    )


def test_the_best_connected_come_first() -> None:
    assert rows(question("connected").asked())[:4] == [
        "清溪县|AdministrativeDivision|8",
        "清溪县委|PublicBody|6",
        "远帆纸业|Enterprise|6",
        "白河县|AdministrativeDivision|5",
    ]


def test_every_question_is_tested_and_there_are_enough() -> None:
    tested = {*WHOLE, *(name for name, _, _ in NARROWED), "namesakes", "connected"}
    assert tested == set(NAMES)
    assert len(NAMES) >= 20
    narrowed = {(name, key) for name, settings, _ in NARROWED for key in settings}
    parameters = {(q.name, p.name) for q in questions() for p in q.parameters}
    assert parameters - narrowed <= {("measurements", "indicator"), ("targets", "place")}


def test_every_file_is_in_the_table_and_says_itself_in_both_languages() -> None:
    files = {path.stem for path in data_path("questions").iterdir()}
    assert files == set(NAMES)
    for q in questions():
        assert any("一" <= c <= "龥" for c in q.zh)
        assert q.en.isascii()
        assert q.name in listing()
        assert q.zh in listing()


def test_the_sample_answers_most_questions(tmp_path: Path) -> None:
    build([str(p) for p in sorted(data_path("sample").glob("*.txt"))], tmp_path / "s.kg")
    store = load(assemble(tmp_path / "s.kg"))
    silent = {q.name for q in questions() if not rows(q.asked(), store)}
    assert silent <= {"enterprises", "honours", "residents", "acquisitions", "growth"}


names = st.text(max_size=15) | st.sampled_from(['"', '" }} #', "\\", "\\u0022", "?x", "\n", "') DROP", "}"])


@settings(deadline=None)
@given(names)
def test_a_value_is_text_whatever_it_holds(text: str) -> None:
    store = load(hostile("x" + text))
    asked = question("signings").asked({"name": clean("x" + text)})
    assert rows(asked, store) == []
    assert len(query(store, question("posts").asked({"who": clean("x" + text)})).rows) == 1


def test_what_is_wrong_is_said() -> None:
    with pytest.raises(ChoiceError, match="unknown question 'nothing'; choose from posts"):
        question("nothing")
    with pytest.raises(ChoiceError, match="no parameter 'county'; choose from who, place"):
        question("posts").asked({"county": "x"})
    with pytest.raises(ChoiceError, match="takes a number such as 100000000"):
        question("projects").asked({"least": "1亿"})
    with pytest.raises(ChoiceError, match="is not saved in Cypher; choose from acquisitions"):
        question("weak").cypher()


def test_a_parameter_that_is_not_in_the_file_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    table = ({"name": "posts", "parameters": "county", "zh": "", "en": ""},)
    monkeypatch.setattr("kg.questions.rows", lambda _: table)
    questions.cache_clear()
    with pytest.raises(TableError, match=r"data/questions/posts\.rq: give one line VALUES \?county"):
        questions()
    monkeypatch.undo()
    questions.cache_clear()


def test_unset_parameters_leave_no_trace() -> None:
    made = Question("q", "", "", (Parameter("a", ""), Parameter("n", "2")), _TEXT)
    assert made.asked() == "SELECT * {\n  VALUES ?n { 2 }\n  ?x ?y ?z\n}\n"
    assert made.asked({"a": 'x"', "n": "-1.5"}) == (
        'SELECT * {\n  VALUES ?a { "x\\"" }\n  VALUES ?n { -1.5 }\n  ?x ?y ?z\n  FILTER(!BOUND(?a) || ?x = ?a)\n}\n'
    )


_TEXT = (
    "SELECT * {\n  VALUES ?a { UNDEF }\n  VALUES ?n { 2 }\n  ?x ?y ?z\n  FILTER(!BOUND(?a) || ?x = ?a)\n}\n"
)


def test_the_command_line_asks_them(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "p.txt"
    page.write_text("本报讯 3月2日，安化县委书记石启明到仙溪镇调研。", encoding="utf-8")
    workspace = str(tmp_path / "x.kg")
    assert run(["build", str(page), "-o", workspace]) == 0
    capfd.readouterr()
    assert run(["query", workspace, "--name", "posts", "--set", "who=石启明", "--format", "csv"]) == 0
    assert capfd.readouterr().out.splitlines()[1].startswith("石启明,书记,安化县委")
    assert run(["query", "--list"]) == 0
    assert "posts --set who=… --set place=…\n" in capfd.readouterr().out
    assert run(["query", "--show", "posts"]) == 0
    assert capfd.readouterr().out.startswith("PREFIX kg: <https://county-kg.org/ns#>\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--name", "nothing"], "choose from posts"),
        (["--name", "posts", "--set", "place"], "has no ="),
        (["--name", "posts", "ASK {}"], "give a query"),
        (["ASK {}", "--set", "a=b"], "--set is for a saved question"),
        (["--cypher", "--name", "posts", "--set", "place=x"], "take no --set"),
        ([], "give a query"),
    ],
)
def test_wrong_usage_is_explained_before_anything_is_read(
    arguments: list[str], said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["query", str(tmp_path / "x.kg"), *arguments]) == 2
    assert said in capfd.readouterr().err
