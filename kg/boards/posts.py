"""The roster of posts: who was seen in which post when, posts of one hand, posts that changed hands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.boards.board import Board, Book, Cell, Column, Row, days, quote
from kg.graph import Edge

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


@dataclass(frozen=True, slots=True)
class _Span:
    """Who was seen in a post, and on which days; `turn` is the place of the fact in the graph."""

    first: str
    last: str
    turn: int
    fact: Edge


class _Holders:
    """Everyone who was seen in one post of one body, by the days of first and of last sight."""

    def __init__(self, spans: Sequence[_Span]) -> None:
        self.leaving = sorted((s for s in spans if s.last), key=lambda s: (s.last, -s.turn))
        self.coming = sorted(spans, key=lambda s: (s.first, s.turn))

    def before(self, span: _Span) -> Edge | None:
        """The fact of another who was last seen nearest before someone came."""
        end = bisect_left(self.leaving, span.first, key=lambda s: s.last)
        return _other(span, reversed(self.leaving[:end]))

    def after(self, span: _Span) -> Edge | None:
        """The fact of another who was first seen nearest after someone was seen last."""
        start = bisect_right(self.coming, span.last, key=lambda s: s.first)
        return _other(span, self.coming[start:]) if span.last else None


def _other(span: _Span, found: Iterable[_Span]) -> Edge | None:
    return next((s.fact for s in found if s.fact.s != span.fact.s), None)


def posts(book: Book) -> Board:
    """Everyone in every post, with the days first and last seen there.

    Days are those of the papers, never terms of office. Who was before and after is told where others were
    seen in the same post of the same body on other days.
    """
    spans = [_Span(*days([fact]), turn, fact) for turn, fact in enumerate(book.facts("holdsPost"))]
    of_person: dict[str, list[Edge]] = defaultdict(list)
    of_post: dict[tuple[str, str], list[_Span]] = defaultdict(list)
    for span in spans:
        of_person[span.fact.s].append(span.fact)
        of_post[span.fact.o, _title(span.fact)].append(span)
    holders = {post: _Holders(shared) for post, shared in of_post.items()}
    made = [_row(book, s, of_person[s.fact.s], holders[s.fact.o, _title(s.fact)]) for s in spans]
    return Board(_COLUMNS, tuple(sorted(made, key=_order)))


def _title(fact: Edge) -> str:
    return dict(fact.q).get("post", "")


def _row(book: Book, span: _Span, own: list[Edge], shared: _Holders) -> Row:
    fact, times = span.fact, len(span.fact.evidence)
    others = [f for f in own if f.id != fact.id]
    before, after = shared.before(span), shared.after(span)
    cells = (
        book.named(fact.o),
        Cell(_title(fact), claim=fact.id),
        book.named(fact.s),
        Cell(span.first),
        Cell(span.last),
        Cell(str(times), number=float(times)),
        Cell("、".join(f"{book.nodes[f.o].name}{_title(f)}" for f in others)),
        book.named(before.s, before.id) if before else Cell(),
        book.named(after.s, after.id) if after else Cell(),
        _note(bool(others), bool(before or after)),
    )
    return Row(cells, (fact.id,), quote(fact))


def _note(several: bool, changed: bool) -> Cell:
    if several and changed:
        return BOTH
    return DOUBLE if several else CHANGED if changed else Cell()


def _order(row: Row) -> tuple[str, str, str, str, tuple[str, ...]]:
    body, post, who, since = (cell.text for cell in row.cells[:4])
    return body, post, since, who, row.claims
