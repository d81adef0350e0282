"""Every row of the pattern tables is run on its own examples."""

from __future__ import annotations

import pytest

from kg.errors import TableError
from kg.extract.relate import relate
from kg.extract.relations import cues
from kg.extract.relations.cues import Pattern, patterns
from kg.knowledge.ontology import load
from tests.extract.marked import marked

_ROWS = {p.id: p for p in patterns()}


def _yes() -> list[tuple[str, str]]:
    return [(p.id, example) for p in patterns() for example in p.yes]


def _no() -> list[tuple[str, str]]:
    return [(p.id, example) for p in patterns() for example in p.no]


@pytest.mark.parametrize(("row", "example"), _yes())
def test_example_states_the_fact(row: str, example: str) -> None:
    pattern, case = _ROWS[row], marked(example)
    told = {(c.s, c.o) for c in relate(case.reading) if c.p == pattern.predicate}
    if pattern.mode == "M":
        assert told
        return
    wanted = {(s, o) for s in case.subjects for o in case.objects} or {(s, "") for s in case.subjects}
    told |= {(s, "") for s, _ in told}
    assert wanted <= told


@pytest.mark.parametrize("row", sorted(_ROWS))
def test_row_itself_finds_an_example(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row alone finds at least one of its examples: it is not carried by another row."""
    pattern = _ROWS[row]
    monkeypatch.setattr(cues, "patterns", lambda: (pattern,))
    cues._index.cache_clear()
    try:
        found = [c for e in pattern.yes for c in relate(marked(e).reading) if c.by == row]
    finally:
        monkeypatch.undo()
        cues._index.cache_clear()
    assert found


@pytest.mark.parametrize(("row", "example"), _no())
def test_counter_example_states_nothing(row: str, example: str) -> None:
    assert not [c for c in relate(marked(example).reading) if c.by == row]


def test_ids_are_unique_and_predicates_known() -> None:
    assert len(_ROWS) == len(patterns())
    assert {p.predicate for p in patterns()} <= set(load().predicates)


def test_bad_row_names_the_file() -> None:
    row = {"id": "x", "predicate": "founds", "template": "G ~ O", "subject": "", "object": "", "bar": ""}
    with pytest.raises(TableError, match=r"works\.tsv"):
        cues._pattern({**row, "score": "1", "q": "", "yes": "", "no": ""}, "works.tsv")


def test_every_row_has_an_example() -> None:
    assert [p.id for p in patterns() if not p.yes] == []
    assert isinstance(patterns()[0], Pattern)
