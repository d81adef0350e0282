"""Rewrites the checksums of `data/SOURCES.tsv` and says which files and rows lack their counterpart.

Usage: python data/make/checksums.py

Exits with 1 where a file under `data/` has no row or a row no file.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent
TABLE = "SOURCES.tsv"
APART = ("annotated", "make", "sample")
"""Folders whose files are the project's own code and pages, told of in their README."""


def main(data: Path) -> int:
    """Writes the table anew and returns the exit code."""
    header, *lines = (data / TABLE).read_text(encoding="utf-8").splitlines()
    rows = {line.split("\t")[0]: line.split("\t")[:3] for line in lines}
    present = set(carried(data))
    for name in sorted(present - rows.keys()):
        print(f"data/{name}: no row in {TABLE}; add one with its origin and licence", file=sys.stderr)
    for name in sorted(rows.keys() - present):
        print(f"data/{TABLE}: row of {name}, which is no file", file=sys.stderr)
    kept = sorted((name, cells) for name, cells in rows.items() if name in present)
    body = ["\t".join([*cells, checksum(data / name)]) for name, cells in kept]
    draft = data / f"{TABLE}.{os.getpid()}"
    draft.write_text("\n".join([header, *body]) + "\n", encoding="utf-8")
    draft.replace(data / TABLE)
    return int(present != rows.keys())


def carried(data: Path) -> Iterator[str]:
    """Files that need a row, as paths below `data/`."""
    for path in sorted(data.rglob("*")):
        name = path.relative_to(data).as_posix()
        if path.is_file() and name != TABLE and name.split("/")[0] not in APART and "__pycache__" not in name:
            yield name


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(DATA))
