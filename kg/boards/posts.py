"""The roster of posts: who was seen in which post when, posts of one hand, posts that changed hands."""

from __future__ import annotations

from collections import defaultdict

from kg.boards.board import Board, Book, Cell, Column, Row, days, quote
from kg.graph import Edge, Graph

_COLUMNS = (
    Column("body", "单位", "Body"),
    Column("post", "职务", "Post"),
    Column("who", "姓名", "Who"),
    Column("first", "首见", "First seen"),
    Column("last", "末见", "Last seen"),
    Column("times", "见报次数", "Times seen", numeric=True),
    Column("also", "兼任", "Also holds"),
    Column("before", "前任", "Before"),
    Column("after", "后任", "After"),
    Column("note", "情况", "Note", chosen=True),
)
DOUBLE, CHANGED = Cell("一人多职", en="several posts"), Cell("人员变动", en="changed hands")
BOTH = Cell("多职并有变动", en="several posts, changed hands")


def posts(graph: Graph) -> Board:
    """Everyone in every post, with the days first and last seen there.

    Days are those of the papers, never terms of office. Who was before and after is told where others were
    seen in the same post of the same body on other days.
    """
    book = Book(graph)
    held = list(book.facts("holdsPost"))
    of_person: dict[str, list[Edge]] = defaultdict(list)
    of_post: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for fact in held:
        of_person[fact.s].append(fact)
        of_post[fact.o, _title(fact)].append(fact)
    made = [_row(book, f, of_person[f.s], of_post[f.o, _title(f)]) for f in held]
    return Board(_COLUMNS, tuple(sorted(made, key=_order)))


def _title(fact: Edge) -> str:
    return dict(fact.q).get("post", "")


def _row(book: Book, fact: Edge, own: list[Edge], shared: list[Edge]) -> Row:
    since, until = days([fact])
    others = [f for f in own if f.id != fact.id]
    before = [f for f in shared if f.s != fact.s and days([f])[1] < since and days([f])[1]]
    after = [f for f in shared if f.s != fact.s and until and days([f])[0] > until]
    cells = (
        book.named(fact.o),
        Cell(_title(fact), claim=fact.id),
        book.named(fact.s),
        Cell(since),
        Cell(until),
        Cell(str(len(fact.evidence)), number=float(len(fact.evidence))),
        Cell("、".join(f"{book.nodes[f.o].name}{_title(f)}" for f in others)),
        _nearest(book, before, latest=True),
        _nearest(book, after, latest=False),
        _note(bool(others), bool(before or after)),
    )
    return Row(cells, (fact.id,), quote(fact))


def _note(several: bool, changed: bool) -> Cell:
    if several and changed:
        return BOTH
    return DOUBLE if several else CHANGED if changed else Cell()


def _nearest(book: Book, facts: list[Edge], latest: bool) -> Cell:
    """Who was seen in the post next to it in time."""
    if not facts:
        return Cell()
    found = max(facts, key=lambda f: days([f])[1]) if latest else min(facts, key=lambda f: days([f])[0])
    return book.named(found.s, found.id)


def _order(row: Row) -> tuple[str, str, str, str, tuple[str, ...]]:
    body, post, who, since = (cell.text for cell in row.cells[:4])
    return body, post, since, who, row.claims
