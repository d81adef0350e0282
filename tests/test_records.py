"""Records as JSON: the schema holds, nothing is lost, a fault is named."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.knowledge.tables import home
from kg.model import Article, Entity, Evidence, Fact, Honour, Measurement, Record, Span
from kg.records import dumps, from_object, loads, to_object

SCHEMA = json.loads((home("ontology") / "record.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
GOLD = sorted((Path(__file__).resolve().parents[2] / "shared" / "gold").glob("*.gold.json"))

texts = st.text(max_size=12) | st.sampled_from(["\u2028", "a\x85b", "</script>", "\ud800", "𠮷镇", "\u202e"])
offsets = st.integers(0, 10**6)
maybe = st.none() | texts
names = st.lists(texts, max_size=3).map(tuple)
scores = st.floats(0, 1)
evidence = st.builds(Evidence, offsets, offsets, texts, names, scores, texts)
qualifiers = st.dictionaries(texts, texts, max_size=3).map(lambda d: tuple(sorted(d.items())))
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
records = st.builds(
    Record,
    page=texts,
    articles=st.lists(st.builds(Article, texts, texts, texts, maybe, names), max_size=2).map(tuple),
    entities=st.lists(
        st.builds(
            Entity,
            texts,
            st.text(min_size=1, max_size=8),
            texts,
            names,
            names,
            st.lists(st.builds(Span, offsets, offsets, texts), max_size=2).map(tuple),
            maybe,
        ),
        max_size=2,
    ).map(tuple),
    facts=st.lists(
        st.builds(Fact, texts, st.text(min_size=1, max_size=8), texts, qualifiers, evidence), max_size=2
    ).map(tuple),
    measurements=st.lists(
        st.builds(Measurement, texts, texts, texts, numbers, texts, texts, maybe, maybe, evidence), max_size=2
    ).map(tuple),
    honours=st.lists(st.builds(Honour, texts, texts, evidence), max_size=2).map(tuple),
    date=maybe,
    recipe=texts,
    notes=names,
)


@given(records)
def test_object_obeys_the_schema_and_comes_back(record: Record) -> None:
    obj = to_object(record)
    VALIDATOR.validate(obj)
    assert from_object(obj) == record


@given(records)
def test_line_comes_back_and_is_one_line_of_utf8(record: Record) -> None:
    line = dumps(record)
    assert len(line.splitlines()) == 1
    assert loads(line.encode("utf-8")) == record


def test_keys_stand_in_the_order_of_a_gold_file() -> None:
    shown = Fact(
        "e1", "holdsPost", "e2", (("post", "镇长"),), Evidence(3, 9, "白石镇镇长", ("a1",), 0.75, "r1")
    )
    line = dumps(Record("p1", facts=(shown,)))
    assert (
        '{"s":"e1","p":"holdsPost","o":"e2","q":{"post":"镇长"},"articles":["a1"],"quote":"白石镇镇长",'
        in line
    )
    assert '"start":3,"end":9,"score":0.75,"by":"r1"}' in line


def test_whole_numbers_are_written_without_a_fraction() -> None:
    shown = Measurement(
        "e1", "总投资", "3亿元", 3e8, "CNY", "target", None, None, Evidence(0, 4, "总投资3亿元")
    )
    assert to_object(Record("p1", measurements=(shown,)))["measurements"][0]["number"] == 300000000
    assert '"number":300000000,' in dumps(Record("p1", measurements=(shown,)))


def test_a_plain_gold_object_is_read() -> None:
    record = from_object(
        {
            "page": "p9",
            "articles": [{"id": "a1", "title": "t", "start": "s", "date": None, "authors": ["石一"]}],
            "entities": [{"id": "e1", "type": "Person", "name": "石一", "aliases": [], "articles": ["a1"]}],
            "facts": [{"s": "e1", "p": "residentOf", "o": "e1", "articles": ["a1"], "quote": "村民石一"}],
            "measurements": [],
            "honours": [{"s": "e1", "honour": "劳模", "articles": [], "quote": "劳模石一", "optional": True}],
        }
    )
    assert record.entities[0].mentions == ()
    assert record.facts[0] == Fact("e1", "residentOf", "e1", (), Evidence(0, 0, "村民石一", ("a1",), 1.0, ""))
    assert record.honours[0].honour == "劳模"


@pytest.mark.skipif(not GOLD, reason="gold pages do not lie beside the project")
@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.name)
def test_gold_files_are_records(path: Path) -> None:
    obj = json.loads(path.read_text(encoding="utf-8"))
    VALIDATOR.validate(obj)
    record = from_object(obj)
    assert [e.name for e in record.entities] == [e["name"] for e in obj["entities"]]
    assert [(f.s, f.p, f.o) for f in record.facts] == [(f["s"], f["p"], f["o"]) for f in obj["facts"]]
    assert loads(dumps(record)) == record


@pytest.mark.parametrize(
    ("obj", "named"),
    [
        ([], "record"),
        ({}, "record.page"),
        ({"page": "p", "entities": [{"id": "e1", "type": "Person"}]}, r"record\.entities\[0\]\.name"),
        ({"page": "p", "facts": [3]}, r"record\.facts\[0\]"),
        ({"page": "p", "notes": "x"}, "record.notes"),
        ({"page": "p", "notes": [1]}, "record.notes"),
        ({"page": "p", "honours": [{"s": "e", "honour": "h", "quote": "q", "start": -1}]}, "start"),
        ({"page": "p", "honours": [{"s": "e", "honour": "h", "quote": "q", "score": "x"}]}, "score"),
        ({"page": "p", "facts": [{"s": "e", "p": "p", "o": "o", "q": [1], "quote": "q"}]}, r"facts\[0\]\.q"),
    ],
)
def test_a_fault_names_its_place(obj: object, named: str) -> None:
    with pytest.raises(InputError, match=named):
        from_object(obj)  # type: ignore[arg-type]


@pytest.mark.parametrize("line", ["", "{", "nonsense", "[" * 100_000, '{"page": "p", "honours": 1e999}'])
def test_a_line_that_is_no_record_is_refused(line: str) -> None:
    with pytest.raises(InputError):
        loads(line)


def test_numbers_out_of_range_are_refused_both_ways() -> None:
    line = dumps(
        Record(
            "p",
            measurements=(Measurement("e", "i", "v", 1.5, "个", "actual", None, None, Evidence(0, 1, "q")),),
        )
    )
    for huge in ("1e999", "NaN", "1" + "0" * 400):
        with pytest.raises(InputError):
            loads(line.replace('"number":1.5', f'"number":{huge}'))
    with pytest.raises(InputError):
        dumps(Record("p", honours=(Honour("e", "h", Evidence(0, 1, "q", (), float("inf"))),)))
