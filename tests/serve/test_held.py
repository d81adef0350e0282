"""The workspace as it is served: read again when it changes, and only then."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg.serve.held import Held
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
