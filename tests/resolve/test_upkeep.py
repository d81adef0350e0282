"""What a workspace keeps of who is who, step by step, is what one resolution of all its pages gives."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import objections
from kg.model import Page, Record
from kg.objections import Objection, statement
from kg.resolve import Resolution, block, explain
from kg.resolve.ledger import VERDICTS, anchor, judge
from kg.workspace import Workspace, file, resolution
from tests.resolve.pages import record

Told = tuple[str, ...]
NAMES = ("石望川", "石望春", "安立冬")
PLACES = ("沛县", "睢宁县", "商水县")
BODIES = ("水利局", "教育局", "委", "县政府")
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


def step(held: Workspace, chance: random.Random) -> None:
    """Put a page, new or in place of another; remove one; or judge two entities of one type."""
    kind = chance.randrange(9)
    if kind < 5:
        made = page(chance)
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
