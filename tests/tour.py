"""The tour of both READMEs, run: `python -m tests.tour` writes anew what their commands print.

A command is a line that begins with `$ ` in a block of the language `console`; what follows, to the next
command or the end of the block, is what it printed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)
_WIDTH = "100"
_LIMIT = 120


def commands(text: str) -> list[str]:
    """The commands of a README in their order."""
    lines = (line for block in _BLOCK.findall(text) for line in block.splitlines())
    return [line[2:] for line in lines if line.startswith("$ ")]


def ran(text: str, folder: Path) -> str:
    """The README with what its commands print when they run one after another in a folder with the sample."""
    (folder / "data").symlink_to(ROOT / "data", target_is_directory=True)
    return _BLOCK.sub(lambda block: "".join(_session(block[0], folder)), text)


def _session(block: str, folder: Path) -> Iterator[str]:
    for command in commands(f"```console\n{block}```\n"):
        yield f"$ {command}\n"
        yield _printed(command, folder)


def _printed(command: str, folder: Path) -> str:
    """What a command prints; RuntimeError where it fails."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": _WIDTH},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=_LIMIT,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command}: exit code {done.returncode}\n{done.stdout.decode()}")
    lines = done.stdout.decode().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines if line.strip())


def main() -> None:
    """Run the tours and write the READMEs."""
    for path in READMES:
        with tempfile.TemporaryDirectory() as folder:
            text = ran(path.read_text(encoding="utf-8"), Path(folder))
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
