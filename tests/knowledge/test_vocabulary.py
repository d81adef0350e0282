"""What the tables and the code may know: the language and the state, never the names of a page to be read."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from kg.extract.naming import unnamed
from kg.knowledge import bodies, divisions
from kg.knowledge.ontology import load
from kg.knowledge.tables import home, rows

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
GOLD = sorted((SHARED / "gold").glob("*.gold.json"))
REPORTS = sorted((SHARED / "corpus").glob("r*.txt"))
REGISTERS = (
    "divisions.tsv",
    "divisions_changes.tsv",
    "divisions_towns.tsv",
    "characters.tsv",
    "lookalikes.tsv",
    "SOURCES.tsv",
)
"""Tables of whole registers, which nobody wrote by hand."""
ALLOWED = {
    "common nouns of the genre, which page after page uses for things of its own": (
        "客服中心 采购中心 众创空间 村委大院 开工仪式 签约仪式 饮水工程 孵化产业园 新材料产业园 镇工业园区 全部项目"
    ),
    "programmes and slogans of the state, under the words of its own documents": (
        "雨露计划 六稳 清洁取暖 农村人居环境综合整治 全面建成小康社会 不忘初心、牢记使命 先诊疗后付费"
    ),
    "words of administration in every province": ("帮办代办 对标学习 项目储备库 树状图 产业树状图"),
    "media, firms, zones and congresses known in all of China": (
        "中国经济网 学习强国 学习强国APP 仁宝 两江新区 中央一号文件 党的二十大报告 中国共产党第二十次全国代表大会"
    ),
}
"""Names of pages that may be known all the same, by the reason."""
PHRASE = 10
"""Texts of one genre share phrases; a longer stretch in a table or the code was copied."""
STATE_PHRASES = ("“不忘初心、牢记使命”主题教育",)
"""Longer phrases that are names of the state."""

_HAN = re.compile(r"[㐀-鿿A-Za-z0-9]+")
_MARKS = re.compile(r"[“”‘’《》「」\s]")
_LEVEL = re.compile("^(?:街道|社区|省|市|区|县|州|旗|镇|乡|村)")


@cache
def written() -> str:
    """All that was written by hand: cells of tables, and strings of the code, parted by line breaks."""
    return "\n".join([*_cells(), *_strings()])


def _cells() -> Iterator[str]:
    data = home("data")
    for path in sorted([*data.glob("*.tsv"), *(data / "patterns").glob("*.tsv")]):
        name = path.relative_to(data).as_posix()
        if name not in REGISTERS:
            yield from (cell for row in rows(name) for cell in row.values())


def _strings() -> Iterator[str]:
    for path in sorted((ROOT / "kg").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@cache
def tokens() -> frozenset[str]:
    """The words of what was written, where marks and blanks part them."""
    return frozenset(_HAN.findall(written()))


def stands(name: str, text: str, words: Iterable[str]) -> bool:
    """Whether a name stands in a text; a name of two characters only as a word of its own."""
    bare = _MARKS.sub("", name)
    return len(bare) > 1 and (bare in words if len(bare) == 2 else bare in text)


@cache
def dictionary() -> frozenset[str]:
    """The words of jieba's dictionary."""
    import jieba

    path = Path(jieba.__file__).parent / "dict.txt"
    return frozenset(line.split(" ", 1)[0] for line in path.read_text(encoding="utf-8").splitlines())


@cache
def reports() -> str:
    """The reports, which are read but not scored: what stands there too is the language of the genre."""
    return re.sub(r"\s+", "", "".join(path.read_text(encoding="utf-8") for path in REPORTS))


@cache
def allowed() -> frozenset[str]:
    """The names of ALLOWED without marks."""
    return frozenset(_MARKS.sub("", name) for names in ALLOWED.values() for name in names.split(" "))


def common(name: str) -> bool:
    """Whether a name is a real division's, or vocabulary that other texts have too."""
    bare = _MARKS.sub("", name)
    return (
        bool(divisions.candidates(bare))
        or bare in divisions.town_names()
        or unnamed(bare)
        or _LEVEL.sub("", bare) in bodies.forms()
        or bare in dictionary()
        or bare in reports()
        or bare in allowed()
    )


@cache
def named() -> tuple[tuple[str, str], ...]:
    """(type, name) of all that the gold pages name."""
    found = {
        (entity["type"], form)
        for path in GOLD
        for entity in json.loads(path.read_text(encoding="utf-8"))["entities"]
        for form in (entity["name"], *entity["aliases"], *entity.get("also", ()))
    }
    return tuple(sorted(found))


@cache
def scored() -> str:
    """The texts of the gold pages, without white space."""
    texts = (SHARED / "corpus" / f"{path.name.split('.')[0]}.txt" for path in GOLD)
    return "\n".join(re.sub(r"\s+", "", text.read_text(encoding="utf-8")) for text in texts)


def unmarked(example: str) -> str:
    """The example of a pattern as plain text, and any other text without white space."""
    return re.sub(r"\s+", "", re.sub(r"\[(?:[A-Z]:)?([^\]/=]*)(?:=[^\]/]*)?/[A-Z]+\]", r"\1", example))


def copied(text: str, source: str, size: int) -> set[str]:
    """Stretches of more than `size` characters, Chinese ones among them, that a text shares with a source."""
    flat = unmarked(text)
    found = (flat[i : i + size + 1] for i in range(len(flat) - size))
    return {stretch for stretch in found if re.search("[㐀-鿿]{4}", stretch) and stretch in source}


needs_gold = pytest.mark.skipif(
    not GOLD or not REPORTS, reason="the gold pages do not lie beside the project"
)


@needs_gold
def test_no_name_of_a_gold_page_stands_in_table_or_code() -> None:
    told = [(kind, name) for kind, name in named() if stands(name, written(), tokens()) and not common(name)]
    assert told == []


@needs_gold
def test_no_sentence_of_a_gold_page_stands_in_table_or_code() -> None:
    state = "".join(STATE_PHRASES)
    told = {
        stretch
        for text in (*_cells(), *_strings())
        for stretch in copied(text, scored(), PHRASE)
        if stretch not in state and stretch not in reports()
    }
    assert told == set()


@needs_gold
def test_what_is_allowed_is_needed() -> None:
    names = {_MARKS.sub("", name) for _, name in named() if stands(name, written(), tokens())}
    assert allowed() - names == set()


def test_the_search_finds_what_was_copied() -> None:
    text = "招商时，云岭机械与柳坝村的沈开元签约，锦溪来了。"
    words = frozenset(_HAN.findall("某某 锦溪 签约仪式"))
    assert [n for n in ("云岭机械", "“沈开元”", "锦溪", "来了", "锦") if stands(n, text, words)] == [
        "云岭机械",
        "“沈开元”",
        "锦溪",
    ]
    assert not any(map(common, ("云岭锦溪机械", "柳坝岭村", "沈开元元")))
    assert all(map(common, ("播州区", "鸭溪镇", "该公司", "区发改局", "经济")))
    assert copied("在[O:云岭区/Z]投资9000万元[S:扩建的车间/J]。", "公司在云岭区投资9000万元扩建。", 10)
    assert not copied("投资9000万元。", "公司在云岭区投资9000万元扩建。", 10)


KINDS = frozenset(load().classes)
SHAPES: dict[str, dict[str, frozenset[str] | re.Pattern[str]]] = {
    "heads.tsv": {
        "head": re.compile(r"[㐀-鿿A-Za-z]+"),
        "type": KINDS,
        "need": frozenset({"any", "apart", "governed", "held", "long", "never", "proper"}),
        "least": re.compile(r"[0-9]"),
    },
    "quoted_heads.tsv": {
        "head": re.compile(r"[㐀-鿿A-Za-z0-9]+"),
        "type": KINDS,
        "named": frozenset({"yes", "no"}),
    },
    "quoted_leads.tsv": {"word": re.compile("[㐀-鿿]+")},
    "chunk_words.tsv": {
        "word": re.compile("[㐀-鿿A-Za-z0-9]+"),
        "role": frozenset({"bulk", "edge", "first", "inner", "manner", "plain", "stop", "trade", "verb"}),
    },
    "governed.tsv": {
        "type": KINDS,
        "word": re.compile("[㐀-鿿]+"),
        "role": frozenset(
            {"after", "built", "carried", "head", "holder", "tail", "item", "opening", "verb", "works"}
        ),
    },
    "lists.tsv": {
        "word": re.compile("[㐀-鿿]+"),
        "role": frozenset({"aside", "front", "goods", "noun", "praise", "visit"}),
        "type": KINDS | {""},
    },
    "works.tsv": {
        "word": re.compile("[㐀-鿿]+"),
        "role": frozenset({"after", "before", "building", "doing"}),
    },
    "known_names.tsv": {"name": re.compile("[㐀-鿿A-Za-z0-9]{2,}"), "type": KINDS},
    "initiatives.tsv": {
        "name": re.compile(r"[㐀-鿿A-Za-z0-9“”、+·]{2,}"),
        "need": frozenset({"any", "governed"}),
    },
    "person_roles.tsv": {"role": re.compile("[㐀-鿿]+")},
    "industries.tsv": {"word": re.compile("[㐀-鿿]{2,4}")},
    "address_forms.tsv": {"form": re.compile("[㐀-鿿]+")},
}
"""The columns of the tables of recognition with what their cells may hold."""


@pytest.mark.parametrize("name", SHAPES)
def test_tables_of_recognition_hold_their_shape(name: str) -> None:
    shape, found = SHAPES[name], rows(name)
    assert list(found[0]) == list(shape)
    for row in found:
        for column, cell in row.items():
            rule = shape[column]
            assert cell in rule if isinstance(rule, frozenset) else rule.fullmatch(cell), row


@pytest.mark.parametrize("name", SHAPES)
def test_tables_of_recognition_say_nothing_twice(name: str) -> None:
    told = Counter(
        tuple(row.values())
        if "role" in rows(name)[0] and len(rows(name)[0]) > 1
        else next(iter(row.values()))
        for row in rows(name)
    )
    assert [row for row, count in told.items() if count > 1] == []


@pytest.mark.parametrize("name", SHAPES)
def test_tables_of_recognition_have_their_source(name: str) -> None:
    source = next(row for row in rows("SOURCES.tsv") if row["file"] == name)
    assert source["licence"] == "Apache-2.0"
    assert source["origin"].startswith("Written for this project")


def test_no_head_noun_is_the_name_of_a_place() -> None:
    found = [
        r["head"]
        for r in rows("heads.tsv")
        if divisions.by_name(r["head"]) and not divisions.ambiguous(r["head"])
    ]
    assert found == []


def test_roles_and_forms_of_address_are_no_surnames() -> None:
    from kg.knowledge.names import surnames

    words = [r["form"] for r in rows("address_forms.tsv") if len(r["form"]) > 1]
    words += [r["role"] for r in rows("person_roles.tsv")]
    assert not set(words) & set(surnames())
