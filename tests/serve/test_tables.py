"""Boards as pages and files: filters, order, formulas that do not run."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from kg.boards import BOARDS
from kg.serve.tables import csv_bytes, xlsx_bytes
from tests.serve.test_pages import Reader


def table(client: Any, address: str) -> list[list[str]]:
    text = client.get(address).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("name", BOARDS)
def test_every_board_is_a_page_and_three_files(client: Any, name: str) -> None:
    reader = Reader(client.get(f"/boards/{name}").text)
    rows = len(client.get(f"/boards/{name}.json").json()["rows"])
    assert rows > 0
    assert sum(attrs.get("class") == "quote" for tag, attrs in reader.tags if tag == "td") == rows
    assert len(table(client, f"/boards/{name}.csv")) == rows + 1
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/boards/{name}.xlsx").content))
    assert book.active.max_row == rows + 1


def test_overview_counts_the_rows(client: Any) -> None:
    text = Reader(client.get("/boards?lang=zh").text).text
    for sort in BOARDS.values():
        assert sort.zh in text


def test_rows_are_filtered_by_value_and_words(client: Any) -> None:
    assert [line[2] for line in table(client, "/boards/posts.csv?words=沈望舒 安川")[1:]] == ["沈望舒"]
    lines = table(client, "/boards/posts.csv?note=一人多职")[1:]
    assert {line[0] for line in lines} == {"云渡县商务局", "云渡经开区党工委"}
    assert table(client, "/boards/posts.csv?words=不存在")[1:] == []
    assert "没有符合的行" in client.get("/boards/posts?words=不存在&lang=zh").text


def test_rows_are_ordered_by_number_and_empty_ones_come_last(client: Any) -> None:
    up = table(client, "/boards/projects.csv?sort=amount")[1:]
    down = table(client, "/boards/projects.csv?sort=amount&down=1")[1:]
    assert [line[0] for line in up] == ["柳溪水厂项目", "智能装备产业园项目"]
    assert [line[0] for line in down] == ["智能装备产业园项目", "柳溪水厂项目"]
    shares = table(client, "/boards/targets.csv?sort=share&down=1")[1:]
    assert shares[-1][1] == "总投资"


def test_the_page_says_how_it_is_ordered(client: Any) -> None:
    reader = Reader(client.get("/boards/projects?sort=amount&down=1").text)
    assert [attrs["aria-sort"] for tag, attrs in reader.tags if "aria-sort" in attrs] == ["descending"]


def test_terms_follow_the_language(client: Any) -> None:
    english = table(client, "/boards/targets.csv?lang=en")
    assert english[0][0] == "Who"
    assert "short" in english[1]


def test_no_cell_runs_as_a_formula() -> None:
    lines = [["=1+1", "+86", "-5", "@SUM(A1)", "\t=2", "−3", 4.5, "3亿元", "-12.5%"]]
    cells = next(csv.reader(io.StringIO(csv_bytes(lines).decode("utf-8-sig"))))
    assert cells == ["'=1+1", "+86", "-5", "'@SUM(A1)", "'\t=2", "−3", "4.5", "3亿元", "-12.5%"]
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(lines, "表")))
    assert {cell.data_type for cell in book.active[1]} == {"s", "n"}
    assert book.active["A1"].value == "=1+1"


@pytest.mark.parametrize("address", ["/boards/nonsense", "/boards/nonsense.csv", "/boards/posts.exe"])
def test_unknown_boards_are_not_found(client: Any, address: str) -> None:
    assert client.get(address).status_code == 404
