"""Tables under `data/`: tab-separated, UTF-8, first line the column names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg.errors import TableError

_PACKAGE = Path(__file__).resolve().parent.parent


def home(kind: str) -> Path:
    """Folder of shipped files, `kind` being `data` or `ontology`: in the wheel, else in the checkout."""
    packed = _PACKAGE / f"_{kind}"
    return packed if packed.is_dir() else _PACKAGE.parent / kind


def data_path(name: str) -> Path:
    """Path of a shipped data file; raises TableError where it is missing."""
    path = home("data") / name
    if not path.exists():
        raise TableError(f"{name}: shipped data file is missing; reinstall county-kg")
    return path


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """All rows of the table `data/<name>` as dicts by column; a malformed row raises TableError."""
    return tuple(_parse(name, data_path(name).read_text(encoding="utf-8")))


def column(name: str, key: str, **where: str) -> tuple[str, ...]:
    """One column of a table, of the rows whose columns equal `where`, in file order."""
    return tuple(r[key] for r in _sorted_out(name, tuple(where)).get(tuple(where.values()), ()))


@cache
def _sorted_out(name: str, columns: tuple[str, ...]) -> dict[tuple[str, ...], list[dict[str, str]]]:
    """The rows of a table by what they hold in some columns."""
    found: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in rows(name):
        found.setdefault(tuple(row[c] for c in columns), []).append(row)
    return found


def _parse(name: str, text: str) -> Iterator[dict[str, str]]:
    lines = text.splitlines()
    if not lines:
        raise TableError(f"data/{name}:1: empty table; its first line must name the columns")
    header = lines[0].split("\t")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise TableError(f"data/{name}:{number}: {len(cells)} columns where {len(header)} are named")
        yield dict(zip(header, cells, strict=True))
