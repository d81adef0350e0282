from __future__ import annotations

import io
import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Page
from kg.page.lines import Limits, Reject, iso_date
from kg.page.read import count, decode, pages
from kg.page.sources import passed_over

TEXT = "本报清河讯 9月3日，清河县召开春耕生产现场会。\n县农业农村局局长石万里介绍了经验。\n"


def read(*inputs: object, **more: object) -> list[Page | Reject]:
    return list(pages([str(i) for i in inputs], **more))  # type: ignore[arg-type]


def one(path: Path) -> Page | Reject:
    (item,) = read(path)
    return item


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_text_in_any_encoding_is_the_same_page(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "p1.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert one(path) == Page("p1", TEXT, source="p1.txt")


def test_utf16_of_either_order(tmp_path: Path) -> None:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        path = tmp_path / "p1.txt"
        path.write_bytes(mark + TEXT.encode(encoding))
        assert one(path) == Page("p1", TEXT, source="p1.txt")


def test_only_windows_line_ends_change(tmp_path: Path) -> None:
    path = tmp_path / "p1.md"
    path.write_bytes("# 题\r\n\r\n正文\r尾  \n\n\n".encode())
    assert one(path) == Page("p1", "# 题\n\n正文\r尾  \n\n\n", source="p1.md")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_decode_keeps_every_character(text: str) -> None:
    assert decode(text.encode("utf-8")) == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (" \n\u3000\n".encode(), "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), "binary"),
        ("清河县召開春耕生產現場會，縣農業局局長介紹了經驗。".encode("big5", "ignore") * 20, "convert"),
        ("これは日本語の新聞である。きょうのできごと。".encode("shift_jis") * 20, "convert"),
        ("café déjà vu, naïve façade".encode("latin-1") * 9, "convert"),
        (b"\xef\xbb\xbf" + "清河".encode("gb18030"), "UTF-8"),
        (b"\xff\xfe\x00", "utf-16"),
    ],
)
def test_what_is_no_text_is_rejected_with_what_to_do(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    item = one(path)
    assert isinstance(item, Reject)
    assert item.page == "bad"
    assert reason in item.reason
    assert "\n" not in item.reason


def test_huge_page_and_huge_line_are_rejected(tmp_path: Path) -> None:
    limits = Limits(characters=1000)
    (tmp_path / "fits.txt").write_text("清" * 1000, encoding="utf-8")
    (tmp_path / "huge.txt").write_text("清" * 1001, encoding="utf-8")
    (tmp_path / "vast.txt").write_text("清" * 100_000, encoding="utf-8")
    row = json.dumps({"id": "a", "text": "清" * 90_000}) + "\n" + json.dumps({"id": "b", "text": "河"})
    (tmp_path / "rows.jsonl").write_text(row, encoding="utf-8")
    items = read(tmp_path, limits=limits)
    assert [i.id for i in items if isinstance(i, Page)] == ["fits", "b"]
    assert all("1,000" in i.reason for i in items if isinstance(i, Reject))
    assert [i.source.rsplit("/")[-1] for i in items if isinstance(i, Reject)] == [
        "huge.txt",
        "rows.jsonl:1",
        "vast.txt",
    ]


def test_fifty_megabytes_in_one_line_cost_little_memory(tmp_path: Path) -> None:
    import tracemalloc

    for name in ("line.txt", "line.jsonl"):
        with (tmp_path / name).open("wb") as file:
            file.write(b'{"id": "x", "text": "')
            for _ in range(50):
                file.write(b"a" * 1_000_000)
    tracemalloc.start()
    items = read(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [type(i) for i in items] == [Reject, Reject]
    assert peak < 40_000_000


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": "甲\r\n乙", "date": "2020/3/5", "title": "题", "source": "清河日报"},
        {"id": 7, "text": "丙", "date": "2020年3月", "note": "ignored"},
        {"id": "c", "text": "丁"},
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows) + "\n\n", encoding="utf-8")
    assert read(path) == [
        Page("a", "甲\n乙", "2020-03-05", "题", "清河日报"),
        Page("7", "丙", "2020-03", None, "rows.jsonl"),
        Page("c", "丁", None, None, "rows.jsonl"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_json_lines_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes('{"id": "a", "text": "清河"}\n{"id": "b", "text": "石桥"}\n'.encode(encoding))
    assert [i.text for i in read(path) if isinstance(i, Page)] == ["清河", "石桥"]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[1]",
        "null",
        '{"id": "a"}',
        '{"id": "a", "text": " "}',
        '{"id": "a", "text": 3}',
        '{"text": "清河"}',
        '{"id": true, "text": "清河"}',
        '{"id": "a\\nb", "text": "清河"}',
        '{"id": "' + "x" * 301 + '", "text": "清河"}',
        '{"id": "a", "text": "\\ud800"}',
        '{"id": "a", "text": "a\\u0000b"}',
        '{"id": "a", "text": "清河", "date": "gestern"}',
        '{"id": "a", "text": "清河", "date": "2020-02-31"}',
        '{"id": "a", "text": "清河", "date": "2020-13"}',
        '{"id": "a", "text": "清河", "title": ["x"]}',
        "[" * 100_000,
        '{"id": "a", "text": "清河", "n": ' + "9" * 5000 + "}",
    ],
)
def test_bad_line_is_rejected_by_number_and_reading_goes_on(tmp_path: Path, line: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(f'{line}\n{{"id": "z", "text": "石桥"}}\n', encoding="utf-8")
    bad, good = read(path)
    assert isinstance(bad, Reject)
    assert bad.source == f"{path}:1"
    assert isinstance(good, Page)


def test_folder_is_read_sorted_and_deep(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/c.txt", ".hidden.txt", ".git/x.txt", "a/scan.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [i.id for i in read(tmp_path) if isinstance(i, Page)] == ["c", "z", "b"]
    assert passed_over([str(tmp_path)]) == 1
    assert count([str(tmp_path)]) == 3


def test_same_stem_takes_the_path_as_id(tmp_path: Path) -> None:
    for name in ("a/p1.txt", "b/p1.txt", "b/p2.txt", "b/p2.md", "p3.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    ids = [i.id for i in read(tmp_path) if isinstance(i, Page)]
    assert ids == ["a/p1", "b/p1", "b/p2.md", "b/p2.txt", "p3"]


def test_ids_do_not_depend_on_where_the_folder_lies(tmp_path: Path) -> None:
    for place in ("here", "there/deep"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "p1.txt").write_text(TEXT, encoding="utf-8")
    assert read(tmp_path / "here") == read(tmp_path / "there/deep")


def test_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "p1.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert len(read(path, tmp_path, tmp_path / "*.txt")) == 1


def test_an_id_given_twice_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(
        '{"id": "a", "text": "清"}\n{"id": "a", "text": "河"}\n', encoding="utf-8"
    )
    first, second = read(tmp_path)
    assert isinstance(first, Page)
    assert isinstance(second, Reject)
    assert "given before" in second.reason


def test_glob_is_sorted_and_takes_pages_only(tmp_path: Path) -> None:
    for name in ("p2.txt", "p1.txt", "q.txt", "p.json"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [i.id for i in read(tmp_path / "p*") if isinstance(i, Page)] == ["p1", "p2"]


@pytest.mark.parametrize("name", ["none.txt", "none*.txt", "empty", "page.docx", "page"])
def test_mistaken_inputs_raise_at_once(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "page.docx").write_bytes(b"PK")
    (tmp_path / "page").write_bytes(b"x")
    with pytest.raises(InputError, match=name.split("*")[0]):
        pages([str(tmp_path / name)])


def test_no_input_raises() -> None:
    with pytest.raises(InputError, match="no input"):
        pages([])


def test_standard_input_as_text_and_as_lines() -> None:
    assert read("-", stdin=io.BytesIO(TEXT.encode())) == [Page("stdin", TEXT)]
    rows = b'\xef\xbb\xbf{"id": "a", "text": "\xe6\xb8\x85"}\n{"id": "b", "text": "\xe6\xb2\xb3"}'
    assert [i.id for i in read("-", stdin=io.BytesIO(rows)) if isinstance(i, Page)] == ["a", "b"]
    (empty,) = read("-", stdin=io.BytesIO(b""))
    assert isinstance(empty, Reject)
    assert count(["-"]) is None


def test_pipe_is_read_as_a_stream(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text(TEXT, encoding="utf-8"))
    writer.start()
    (item,) = read(pipe)
    writer.join()
    assert isinstance(item, Page)
    assert item.text == TEXT


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_rights_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "p1.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    assert isinstance(one(path), Reject)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [(None, None), ("", None), ("2020", "2020"), (2020, "2020"), ("2020年", "2020"), ("2020-3", "2020-03"),
     ("2020.03.05", "2020-03-05"), ("2020-03-05T10:00:00", "2020-03-05"), ("2020年3月5日", "2020-03-05")],
)  # fmt: skip
def test_dates_keep_their_precision(given: object, wanted: str | None) -> None:
    assert iso_date(given) == wanted
