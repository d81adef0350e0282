"""What a workspace keeps of who is who, step by step, is what one resolution of all its pages gives."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import objections
from kg.model import Page, Record
from kg.objections import Objection, statement
from kg.resolve import Resolution, block, explain
from kg.resolve.ledger import VERDICTS, anchor, judge
from kg.workspace import Workspace, create, file, open_to_read, resolution
from tests.resolve.pages import record

Told = tuple[str, ...]
NAMES = ("石望川", "石望春", "安立冬")
PLACES = ("沛县", "睢宁县", "商水县")
BODIES = ("水利局", "发改局", "发展和改革局", "委", "县政府")
FIRMS = ("怡安电气", "江苏怡安电气有限公司", "怡安电气集团", "河南怡安电气有限公司", "怡安电器")
TITLES = ("2016年工作会议", "年产5万吨铝箔项目", "5万吨铝箔项目一期", "清洁家园行动")
DAYS = (None, "2016-03-01", "2016-03-09", "2016-08-01", "2019-08-01")
PAGES = "abcdefghijkl"


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Crowds of three, so that small workspaces have some."""
    monkeypatch.setattr(block, "CROWD", 2)
    monkeypatch.setattr(block, "MOST", 3)


def opened() -> Workspace:
    """A workspace in memory."""
    held = sqlite3.connect(":memory:", isolation_level=None)
    held.execute("PRAGMA foreign_keys = ON")
    held.executescript(file.SCHEMA + file.OBJECTIONS + resolution.SCHEMA)
    return Workspace(held, Path("x.kg"))


def shown(found: Resolution) -> tuple[object, ...]:
    """All of a resolution, links as a person reads them."""
    told = (sorted((link.one, link.other, str(link)) for link in part) for part in (found.links, found.apart))
    return found.clusters, *told


def check(held: Workspace) -> None:
    assert shown(held.resolution()) == shown(explain(list(held.records()), held.judgements()))


def page(chance: random.Random) -> Record:
    """A page of a few entities of the few that there are, tied to its place or not."""
    pick, maybe = chance.choice, lambda *facts: list(facts) * chance.randrange(2)
    entities: dict[str, Told] = (
        {"c": ("AdministrativeDivision", pick(PLACES))} if chance.random() < 0.8 else {}
    )
    facts: list[Told] = []
    if chance.random() < 0.5:
        body = pick(BODIES)
        entities["b"] = ("PublicBody", body if body == "县政府" else pick(PLACES) + body)
        entities["x"] = ("Person", pick(NAMES))
        facts += maybe(("x", "holdsPost", "b", pick(("局长", "书记")))) + maybe(("b", "jurisdiction", "c"))
    if chance.random() < 0.5:
        entities["f"] = ("Enterprise", pick(FIRMS))
        entities["h"] = ("Person", pick(NAMES))
        facts += maybe(("h", "holdsPost", "f", "董事长")) + maybe(("f", "locatedIn", "c"))
    if chance.random() < 0.5:
        title = pick(TITLES)
        kind = "Project" if "项目" in title else "Event" if "会议" in title else "Initiative"
        entities["t"] = (kind, title)
        facts += maybe(("c", "implements", "t")) + maybe(("f", "undertakes", "t"))
    if chance.random() < 0.3:
        entities["v"] = ("AdministrativeDivision", pick(("柳湾村", "李庄村")))
        entities["w"] = ("Person", pick(NAMES))
        facts += [("w", "residentOf", "v"), *maybe(("v", "locatedIn", "c"))]
    stated = [fact for fact in facts if {fact[0], fact[2]} <= set(entities)]
    return record(pick(PAGES), entities, stated, pick(DAYS))


def with_more(old: Record, more: Record) -> Record:
    """A page that now shows some entities more."""
    known = {entity.id for entity in old.entities}
    entities = (*old.entities, *(e for e in more.entities if e.id not in known))
    facts = (*old.facts, *(f for f in more.facts if f.s not in known))
    ids = {entity.id for entity in entities}
    return replace(old, entities=entities, facts=tuple(f for f in facts if {f.s, f.o} <= ids))


def step(held: Workspace, chance: random.Random) -> None:
    """Put a page, new or in place of another; remove one; or judge two entities of one type."""
    kind = chance.randrange(9)
    if kind < 5:
        made = page(chance)
        known = [old for old in held.records() if old.page == made.page and kind < 3]
        made = with_more(known[0], made) if known else made
        held.put(Page(made.page, ""), made, "r")
    elif kind == 5:
        held.remove([chance.choice(PAGES)])
    elif kind == 6:
        stated = [(r.page, statement(r, f)) for r in held.records() for f in r.facts]
        stated += [(o.page, o.statement) for o in held.objections()]
        if stated:
            held.object_to([Objection(*chance.choice(sorted(stated)), chance.choice(objections.VERDICTS))])
    else:
        found = [anchor(r, e) for r in held.records() for e in r.entities]
        one = chance.choice(found) if found else None
        others = [other for other in found if one and other.type == one.type and other != one]
        if one and others:
            verdict, when = chance.choice(VERDICTS), str(chance.random())
            held.judge([judge(one, chance.choice(others), verdict, "罗青", when)])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 999_999), max_size=30))
def test_every_step_leaves_what_one_resolution_of_all_gives(seeds: list[int]) -> None:
    held = opened()
    for seed in seeds:
        step(held, random.Random(seed))
        check(held)


@pytest.mark.parametrize("seed", range(12))
def test_a_long_life_leaves_what_one_resolution_of_all_gives(seed: int) -> None:
    held, chance = opened(), random.Random(seed)
    for _ in range(100):
        step(held, chance)
        check(held)


def head(page: str, *more: str) -> Record:
    """A head of a bureau, and more persons of his name there whose posts are not told."""
    namesakes = dict.fromkeys((*more, "x"), ("Person", "石望川"))
    posts = [(key, "holdsPost", "b", "局长") if key == "x" else (key, "holdsPost", "b") for key in namesakes]
    return record(page, {"b": ("PublicBody", "沛县水利局"), **namesakes}, posts)


def put(held: Workspace, *found: Record) -> None:
    for made in found:
        held.put(Page(made.page, ""), made, "r")
        check(held)


def test_a_judgement_goes_and_comes_with_its_page() -> None:
    """Its member leaves a group that others keep as it is, and comes back to it."""
    held = opened()
    far = record(
        "z", {"x": ("Person", "石望川"), "b": ("PublicBody", "商水县水利局")}, [("x", "holdsPost", "b")]
    )
    put(held, head("a"), head("b"), far)
    one, other = (anchor(made, next(e for e in made.entities if e.id == "x")) for made in (head("a"), far))
    held.judge([judge(one, other, "same", "罗青", "1")])
    check(held)
    for _ in range(2):
        held.remove(["a"])
        check(held)
        put(held, head("a"))
    assert {"a", "b", "z"} in ({page for page, _ in c.members} for c in held.resolution().clusters)


def test_a_page_that_comes_to_show_both_holds_them_apart() -> None:
    """The group that he joins there knows nothing new by it."""
    held = opened()
    alone = head("b", "y")
    alone = replace(alone, entities=alone.entities[:2], facts=alone.facts[:1])
    put(held, head("a"), alone)
    assert {("a", "x"), ("b", "y")} in (set(c.members) for c in held.resolution().clusters)
    put(held, head("b", "y"))
    assert {("a", "x"), ("b", "x")} in (set(c.members) for c in held.resolution().clusters)


def test_what_a_judgement_takes_apart_stays_with_one_by_its_key_alone() -> None:
    """An office in full and in short, of which the third is called like the first only."""
    held = opened()
    named = {"a": "沛县发改局", "b": "沛县发展和改革局", "c": "沛县发改局"}
    offices = {page: record(page, {"x": ("PublicBody", name)}) for page, name in named.items()}
    put(held, offices["a"], offices["b"])
    one, other = (anchor(offices[page], offices[page].entities[0]) for page in "ab")
    held.judge([judge(one, other, "different", "罗青", "1")])
    check(held)
    for _ in range(2):
        put(held, offices["c"])
        assert [len(c.members) for c in held.resolution().clusters if c.type == "PublicBody"] in (
            [1, 2],
            [2, 1],
        )
        held.remove(["c"])
        check(held)


def test_a_change_that_fails_leaves_what_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    held = opened()
    put(held, head("a"), head("b"))
    wanted = shown(held.resolution())
    with monkeypatch.context() as patch:
        patch.setattr(resolution.Shelf, "forget", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            held.put(Page("c", ""), head("c"), "r")
    assert shown(held.resolution()) == wanted
    put(held, head("c"), head("a", "y"))


@pytest.mark.parametrize(
    "meddling",
    ["UPDATE resolution SET recipe = 'other'", "DELETE FROM pages WHERE id = 'a'"],
)
def test_what_another_kg_left_is_made_anew(tmp_path: Path, meddling: str) -> None:
    path = tmp_path / "x.kg"
    with create(path) as held:
        put(held, head("a"), head("b"), head("c"))
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute(meddling)
    db.close()
    with open_to_read(path) as held:
        check(held)
    with create(path) as held:
        put(held, head("d"))
        held.settle()
        check(held)
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT count(*) FROM settled").fetchone() == (4 - ("pages" in meddling),)
    db.close()
