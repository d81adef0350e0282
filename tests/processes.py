"""What processes of this one there are, and which of them work."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def children() -> set[int]:
    """Processes that this one started and that are not gone, the dead that nobody waited for among them."""
    command = ["ps", "-A", "-o", "pid=,ppid=,comm="]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as listing:
        lines = [line.split() for line in listing.stdout or ()]
    return {int(pid) for pid, parent, *_ in lines if int(parent) == os.getpid()} - {listing.pid}


def running(pid: int) -> bool:
    """Whether the process is at work, and not waiting or gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "R"
    except OSError:
        return False
