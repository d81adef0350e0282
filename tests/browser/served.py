"""The explorer on a port of this machine, for a browser to open."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from kg.graph import Explained, Graph
from kg.workspace import create


@contextmanager
def served(workspace: Path, placed: bool = True) -> Iterator[str]:
    """The address of a workspace; ready with its layout where `placed`."""
    uvicorn = pytest.importorskip("uvicorn", reason="the extra serve is not installed")
    from kg.serve.app import application
    from kg.serve.settings import Settings

    with socket.create_server(("127.0.0.1", 0)) as bound:
        port = bound.getsockname()[1]
        app = application(workspace, Settings(port=port))
        if placed:
            app.state.held.ready(600)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, ws="none"))
        thread = threading.Thread(target=lambda: server.run(sockets=[bound]), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(10)


@contextmanager
def serving(graph: Graph, folder: Path) -> Iterator[str]:
    """The same of a graph that no page was read for."""
    path = folder / "invented.kg"
    create(path).close()
    with patch("kg.serve.held.assemble_explained", lambda _: Explained(graph, {})), served(path) as address:
        yield address
