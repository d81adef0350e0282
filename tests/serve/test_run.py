"""`kg serve` as a person starts and ends it."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kg.cli import run
from tests.serve import county


@contextmanager
def started(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str, Path]]:
    """The process, the address that it says, and its words."""
    log = folder / "log.txt"
    command = [sys.executable, "-m", "kg", "serve", str(county.workspace(folder)), "--no-browser", *options]
    with log.open("w") as words, subprocess.Popen(command, stderr=words, stdout=words, text=True) as process:
        try:
            yield process, said(process, log), log
        finally:
            if process.poll() is None:
                process.kill()


def said(process: subprocess.Popen[str], log: Path) -> str:
    for _ in range(600):
        found = re.search(r"http://\S+", log.read_text(encoding="utf-8"))
        if found or process.poll() is not None:
            return found[0] if found else ""
        time.sleep(0.1)
    raise AssertionError("it says no address")


def status(address: str, host: str | None = None) -> int:
    line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    line.request("GET", "/api/vocabulary", headers={"host": host} if host else {})
    return line.getresponse().status


def test_it_says_where_serves_and_ends_by_an_interrupt(tmp_path: Path) -> None:
    with started(tmp_path, "--port", "0") as (process, address, log):
        assert address.startswith("http://127.0.0.1:")
        assert status(address) == 200
        assert status(address, "evil.example") == 421
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        words = log.read_text(encoding="utf-8")
        assert "Traceback" not in words
        assert words.rstrip().endswith("stopped")


def test_a_taken_port_is_passed_over_unless_it_was_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        workspace = str(county.workspace(tmp_path))
        assert run(["serve", workspace, "--port", port, "--no-browser"]) == 2
        assert "choose another --port" in capfd.readouterr().err


def test_to_others_it_opens_with_a_token_alone(tmp_path: Path) -> None:
    with started(tmp_path, "--port", "0", "--host", "0.0.0.0") as (_, address, _log):
        assert re.search(r"\?token=[\w-]{20,}", address)
        assert status(address) == 401


def test_what_is_no_workspace_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", str(tmp_path / "none.kg"), "--no-browser"]) == 1
    assert "no such workspace" in capfd.readouterr().err
