"""The invented county behind a client that opens no socket."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra serve is not installed")

from starlette.testclient import TestClient

from kg.serve.app import application
from kg.serve.settings import Settings
from tests.serve import county


@pytest.fixture(scope="session")
def shared_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    app = application(county.workspace(tmp_path_factory.mktemp("county")), Settings(judging=False))
    with TestClient(app, base_url="http://127.0.0.1:8642") as made:
        made.app.state.held.ready()
        yield made


@pytest.fixture
def client(shared_client: Any) -> Any:
    """A client of a server that nobody changes."""
    shared_client.cookies.clear()
    return shared_client


@pytest.fixture
def own(tmp_path: Path) -> Any:
    """A client of a workspace of its own, which judgements may change."""
    client = TestClient(application(county.workspace(tmp_path), Settings()), base_url="http://127.0.0.1:8642")
    client.app.state.held.ready()
    return client
