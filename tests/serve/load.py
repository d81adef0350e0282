"""Fifty clients at once for a minute: what is served, what fails, how long it takes, how the memory grows.

Usage: python -m tests.serve.load [NAME.kg] [SECONDS] [RATE]

Serves the workspace (an invented county where none is named) in a process of its own, asks for pages of every
kind at RATE pages a second (10; 0 for as fast as they come) from fifty clients, and exits with 1 where a page
failed, the rate was not held, or memory grew by more than a tenth after the first quarter.
"""

from __future__ import annotations

import http.client
import itertools
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.serve import county

CLIENTS = 50


@dataclass(slots=True)
class Tally:
    """What the clients saw."""

    took: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def main(arguments: list[str]) -> int:
    """Serve, ask and tell; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(arguments[0]) if arguments else county.workspace(Path(folder))
        seconds = float(arguments[1]) if len(arguments) > 1 else 60.0
        rate = float(arguments[2]) if len(arguments) > 2 else 10.0
        command = [sys.executable, "-m", "kg", "serve", str(workspace), "--no-browser", "--port", "0"]
        log = Path(folder, "log.txt")
        with log.open("w") as told_to, subprocess.Popen(command, stderr=told_to, text=True) as server:
            try:
                code = asked(_address(log), server.pid, seconds, rate)
            finally:
                server.terminate()
        print(log.read_text(encoding="utf-8")[-4000:] if code else "", end="")
        return code


def _address(log: Path) -> str:
    """Where the server says it listens, once it does."""
    for _ in range(1200):
        found = re.search(r"http://\S+", log.read_text(encoding="utf-8"))
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def asked(address: str, process: int, seconds: float, rate: float) -> int:
    """Ask for a while and tell how it went."""
    host = urlsplit(address).netloc
    paths = kinds(host)
    for path in (*paths, "/api/terms"):
        fetch(http.client.HTTPConnection(host, timeout=120), path)
    tally, end, ticket = Tally(), time.monotonic() + seconds, itertools.count()
    began = time.monotonic()

    def client(number: int) -> None:
        chance, line = random.Random(number), http.client.HTTPConnection(host, timeout=60)
        while time.monotonic() < end:
            if rate:
                due = began + next(ticket) / rate
                if due >= end:
                    return
                time.sleep(max(0.0, due - time.monotonic()))
            path, start = chance.choice(paths), time.monotonic()
            try:
                fetch(line, path)
            except (OSError, http.client.HTTPException, AssertionError) as error:
                tally.failed.append(f"{path}: {error!r}")
                line = http.client.HTTPConnection(host, timeout=60)
            tally.took.append(time.monotonic() - start)

    clients = [threading.Thread(target=client, args=(n,), daemon=True) for n in range(CLIENTS)]
    for one in clients:
        one.start()
    while any(one.is_alive() for one in clients):
        tally.memory.append(resident(process))
        time.sleep(seconds / 20)
    return told(tally, time.monotonic() - began, rate)


def kinds(host: str) -> list[str]:
    """Pages of every kind, and answers of the API."""
    line = http.client.HTTPConnection(host, timeout=120)
    graph = json.loads(fetch(line, "/api/graph?limit=40"))
    entities = [quote(node["id"], safe="") for node in graph["nodes"]]
    facts = [edge["id"] for edge in graph["edges"][:20]]
    pages = {page for edge in graph["edges"][:20] for page in edge["pages"]}
    return [
        *(
            "/",
            "/search?q=qu",
            "/boards",
            "/boards/posts",
            "/boards/projects?sort=amount",
            "/ask",
            "/graph",
            "/map",
        ),
        *(f"/id/{i}" for i in entities),
        *(f"/id/statement/{i}" for i in facts),
        *(f"/id/page/{quote(page, safe='')}" for page in sorted(pages)),
        *(f"/api/graph?focus={i}&hops=2&limit=200" for i in entities[:10]),
        *(f"/api/search?q={q}" for q in ("x", "qu", quote("县"), quote("公司"))),
        *("/static/base.css", "/static/base.js"),
    ]


def fetch(line: http.client.HTTPConnection, path: str) -> bytes:
    """The body at an address, which must be given."""
    line.request("GET", path)
    answer = line.getresponse()
    body = answer.read()
    assert answer.status == 200, answer.status
    return body


def resident(process: int) -> float:
    """Megabytes that a process holds in memory."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


def told(tally: Tally, seconds: float, rate: float) -> int:
    """Say how it went; 1 where it did not go well."""
    took = sorted(tally.took)
    served = len(took) / seconds
    quarter = tally.memory[len(tally.memory) // 4]
    growth = tally.memory[-1] / quarter - 1
    at = {share: took[min(len(took) - 1, int(share * len(took)))] for share in (0.5, 0.95, 0.99)}
    print(
        f"{CLIENTS} clients, {seconds:.0f} s: {len(took):,} pages, {served:.1f} a second, {len(tally.failed)} failed"
    )
    print("  " + ", ".join(f"{share:.0%} within {1000 * value:.0f} ms" for share, value in at.items()))
    print(
        f"  memory {tally.memory[0]:.0f} MB at first, {quarter:.0f} after a quarter, {tally.memory[-1]:.0f} at last"
    )
    print("\n".join(f"  {line}" for line in tally.failed[:10]), end="")
    return int(bool(tally.failed) or (rate > 0 and served < 0.95 * rate) or growth > 0.1)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
