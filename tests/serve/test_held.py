"""The workspace as it is served: read again when it changes, and only then."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

from kg.judge import Voice, deny
from kg.serve.ahead import AHEAD
from kg.serve.held import Held, State
from kg.workspace import create, open_to_read
from tests.serve import county


@pytest.fixture
def held(tmp_path: Path) -> Held:
    return Held(county.workspace(tmp_path))


def test_reading_changes_nothing(held: Held) -> None:
    before = held.now()
    for _ in range(3):
        with open_to_read(held.workspace) as other:
            assert other.page("yd0412") is not None
            assert held.renew() is before
    assert held.renew() is before


def test_what_was_built_meanwhile_is_served_soon(held: Held) -> None:
    before = held.now()
    with create(held.workspace) as workspace:
        workspace.put(replace(county.PAGES[0], title="云渡晚报"), county.records()[0], "hand-1")
    end = time.monotonic() + 30
    while held.now() is before and time.monotonic() < end:
        time.sleep(0.1)
    after = held.now()
    assert after is not before
    assert after.index.sheets["yd0412"].title == "云渡晚报"
    assert after.index.version != before.index.version


def test_an_answer_stands_on_one_state(held: Held) -> None:
    state = held.now()
    with create(held.workspace) as workspace:
        workspace.remove(["yd0412"])
    assert "yd0412" in state.index.sheets
    assert "yd0412" not in held.renew().index.sheets
    assert held.page("yd0412") is None


def test_what_is_denied_is_gone_before_the_workspace_is_read(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = held.ready()
    read, go = held._read, threading.Event()

    def reads_late() -> State:
        found = read()
        go.wait(30)
        return found

    monkeypatch.setattr(held, "_read", reads_late)
    first, second = [f for f in state.index.graph.facts if f.p == "locatedIn"][:2]
    for claim in (first, second):
        page = claim.evidence[0].page
        deny(held.workspace, held.now().index.graph, claim, page, Voice("tester", "2021-01-01"))
        held.deny(claim, page)
        assert claim.id not in held.now().index.claims
        assert held.now().places == state.places
        assert held.changing
    go.set()
    after = held.renew()
    assert not held.changing
    assert {first.id, second.id}.isdisjoint(after.index.claims)
    assert after.index.version != state.index.version


def test_what_people_open_first_is_made_ahead(tmp_path: Path) -> None:
    made: list[State] = []
    held = Held(county.workspace(tmp_path), (made.append,))
    end = time.monotonic() + 30
    while not made and time.monotonic() < end:
        time.sleep(0.02)
    assert made == [held.now()]


def test_a_state_that_is_left_goes_without_the_collector(tmp_path: Path) -> None:
    held = Held(county.workspace(tmp_path), AHEAD)
    gc.disable()
    try:
        left = weakref.ref(held.ready())
        for title in ("云渡晚报", "云渡早报"):
            with create(held.workspace) as workspace:
                workspace.put(replace(county.PAGES[0], title=title), county.records()[0], "hand-1")
            held.renew()
        end = time.monotonic() + 30
        while left() is not None and time.monotonic() < end:
            time.sleep(0.02)
        assert left() is None
    finally:
        gc.enable()
