"""Boards that these papers themselves speak of, each a pure function of a graph.

A new board is a function `Book -> Board` and a line in BOARDS; a book is a graph as boards look things up in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.boards.board import Board, Book, Cell, Column, Row
from kg.boards.chains import chains
from kg.boards.posts import posts
from kg.boards.projects import projects
from kg.boards.targets import targets
from kg.boards.ties import aid, learning, signings
from kg.errors import ChoiceError
from kg.graph import Graph

__all__ = ["BOARDS", "Board", "Book", "Cell", "Column", "Row", "Sort", "board"]


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind of board: what it is called, what it shows, and the function that makes it."""

    zh: str
    en: str
    about_zh: str
    about_en: str
    make: Callable[[Book], Board]


BOARDS = {
    "targets": Sort(
        *("目标台账", "Targets", "谁提出了什么目标，何时完成，实绩如何"),
        *("Who promised what by when, what was reached, how far", targets),
    ),
    "projects": Sort(
        *("项目储备库", "Projects", "项目的地区、园区、责任主体、投资额和阶段，从签约到投产"),
        *("Projects by place, zone, company, amount and stage, from signing to production", projects),
    ),
    "chains": Sort(
        *("产业链", "Industry", "各产业的企业、园区和项目，谁供货、收购、设立、合作、承担"),
        *("Companies, zones and projects by sector: who supplies, founds, acquires, cooperates", chains),
    ),
    "posts": Sort(
        *("任职名录", "Posts", "谁在何时被见到任何职，一人多职与人员变动"),
        *("Who was seen in which post when, several posts, changes", posts),
    ),
    "signings": Sort(
        *("签约合作", "Signings", "谁与谁签约合作，事项、日期与金额"),
        *("Who signs or works with whom, on what, when, for how much", signings),
    ),
    "aid": Sort("帮扶", "Aid", "谁帮扶谁", "Who helps whom", aid),
    "learning": Sort("对标学习", "Learning", "谁向谁学习对标", "Who learns from whom", learning),
}
"""Name -> board."""


def board(graph: Graph | Book, name: str) -> Board:
    """The board of that name; raises ChoiceError, listing the names, where there is none."""
    if name not in BOARDS:
        raise ChoiceError(f"unknown board {name!r}; choose from {', '.join(BOARDS)}")
    return BOARDS[name].make(graph if isinstance(graph, Book) else Book(graph))
