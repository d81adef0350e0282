"""The real engines that tests load graphs into, started on loopback alone and stopped again.

Each is a context manager that gives its address, or skips the test with the reason where it is not installed.
"""

from __future__ import annotations

import importlib.util
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PASSWORD = "engine-of-a-test"
_WAIT = 60
_ARCADE = """
import sys
import arcadedb_embedded as arcade

root, bolt, http, password = sys.argv[1:]
config = {
    "http_port": int(http),
    "bolt_port": int(bolt),
    "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
    "host": "127.0.0.1",
    "bolt_host": "127.0.0.1",
    "mode": "production",
}
server = arcade.create_server(root, password, config)
server.start()
server.create_database("kg")
print("ready", flush=True)
sys.stdin.read()
server.stop()
"""
_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
MaxClientConnections = 8
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 10000
MaxQueryExecutionTime = 60
"""


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def arcadedb(folder: Path) -> Iterator[str]:
    """An ArcadeDB server: the Bolt address of its empty database `kg`; the user is root."""
    if importlib.util.find_spec("arcadedb_embedded") is None:
        pytest.skip("arcadedb-embedded is not installed")
    bolt, http = free_port(), free_port()
    command = [sys.executable, "-c", _ARCADE, str(folder), str(bolt), str(http), PASSWORD]
    log = folder / "arcade.log"
    with _running(command, log, folder) as process:
        _until(process, log, lambda: b"ready" in log.read_bytes())
        yield f"bolt://127.0.0.1:{bolt}/kg"


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """An Oxigraph server whose default graph is the union of all: the address of its queries."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("oxigraph is not installed")
    address = f"127.0.0.1:{free_port()}"
    command = [str(program), "serve", "--location", str(folder / "store"), "--bind", address]
    log = folder / "oxigraph.log"
    with _running([*command, "--union-default-graph"], log, folder) as process:
        _until(process, log, lambda: _answers(f"http://{address}/"))
        yield f"http://{address}/query"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """A Virtuoso server: the address of its queries; the user is dba, with the password dba."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-opensource is not installed")
    http = free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(folder=folder, port=free_port(), http=http))
    command = [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    log = folder / "out.log"
    with _running(command, log, folder) as process:
        _until(process, log, lambda: _answers(f"http://127.0.0.1:{http}/sparql"))
        yield f"http://127.0.0.1:{http}/sparql"


@contextmanager
def _running(command: list[str], log: Path, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.STDOUT, cwd=folder
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _until(process: subprocess.Popen[bytes], log: Path, ready: Callable[[], bool]) -> None:
    began = time.monotonic()
    while not ready():
        if process.poll() is not None or time.monotonic() - began > _WAIT:
            raise RuntimeError(f"{process.args!r} did not start: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
