"""What inputs stand for: files, folders, globs and standard input become a fixed list of origins."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import InputError

SUFFIXES = {".txt": "text", ".md": "text", ".jsonl": "jsonl"}
_MAGIC = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Origin:
    """Something to read: its path (`-` is standard input) and the page id it gives.

    `source` is its path within the input, `kind` is `text` or `jsonl`; the length of a `stream` is unknown.
    """

    path: str
    id: str
    source: str | None
    kind: str
    stream: bool = False


def origins(inputs: Sequence[str]) -> tuple[Origin, ...]:
    """All that the inputs stand for, each file once, in the order of the inputs, folders sorted.

    Raises InputError for a missing path, an unknown format, a glob without match or a folder without pages.
    """
    if not inputs:
        raise InputError("no input; name files, folders or globs, or - for standard input")
    found: dict[str, Origin] = {}
    for given in inputs:
        for origin in _origins(given):
            key = "-" if origin.path == "-" else os.path.realpath(origin.path)
            found.setdefault(key, origin)
    return _told_apart(tuple(found.values()))


def passed_over(inputs: Sequence[str]) -> int:
    """How many files the folders among the inputs hold that are of no format that is read."""
    folders = [Path(given) for given in inputs if given != "-" and Path(given).is_dir()]
    return sum(1 for folder in folders for path in _files(folder) if path.suffix.lower() not in SUFFIXES)


def _origins(given: str) -> Iterator[Origin]:
    if given == "-":
        yield Origin("-", "stdin", None, "text", stream=True)
        return
    path = Path(given)
    if not os.path.lexists(path) and _MAGIC & set(given):
        yield from _matches(given)
    elif path.is_dir():
        yield from _folder(path)
    elif not path.exists():
        raise InputError(f"{given}: no such file or folder; check the path")
    elif not path.is_file():
        yield Origin(given, path.name, path.name, "text", stream=True)
    else:
        yield _file(path, path.name)


def _matches(given: str) -> Iterator[Origin]:
    matches = sorted(glob.glob(given, recursive=True))
    if not matches:
        raise InputError(f"{given}: no file matches; check the pattern")
    found = [o for match in matches if _readable(Path(match)) for o in _origins(match)]
    if not found:
        raise InputError(f"{given}: no pages match; kg reads {_known()}")
    yield from found


def _readable(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES if path.is_file() else any(map(_readable, _files(path)))


def _folder(folder: Path) -> Iterator[Origin]:
    wanted = [path for path in _files(folder) if path.suffix.lower() in SUFFIXES]
    if not wanted:
        raise InputError(f"{folder}: no pages in this folder; kg reads {_known()}")
    for path in wanted:
        yield _file(path, path.relative_to(folder).as_posix())


def _files(folder: Path) -> list[Path]:
    """Files below a folder without hidden ones, sorted by their parts."""
    found = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(root, name) for name in names if not name.startswith(".")]
    return sorted((path for path in found if path.is_file()), key=lambda path: path.parts)


def _file(path: Path, source: str) -> Origin:
    kind = SUFFIXES.get(path.suffix.lower())
    if kind is None:
        shown = path.suffix or "a file without suffix"
        raise InputError(f"{path}: {shown} is not read; kg reads {_known()}, or text on standard input (-)")
    return Origin(str(path), _printable(path.stem), _printable(source), kind)


def _told_apart(found: tuple[Origin, ...]) -> tuple[Origin, ...]:
    """Ids made distinct: of files with one stem each takes its path within the input, then with suffix."""
    stems = Counter(origin.id for origin in found if origin.kind == "text")
    named = [
        replace(origin, id=_pathed(origin)) if origin.kind == "text" and stems[origin.id] > 1 else origin
        for origin in found
    ]
    ids = Counter(origin.id for origin in named if origin.kind == "text")
    return tuple(
        replace(origin, id=_printable(origin.source or origin.path)) if ids[origin.id] > 1 else origin
        for origin in named
    )


def _pathed(origin: Origin) -> str:
    return (origin.source or origin.id).rsplit(".", 1)[0]


def _printable(name: str) -> str:
    """A file name as an id: bytes that are no UTF-8 and control characters become `?`."""
    clean = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(c if c.isprintable() else "?" for c in clean)


def _known() -> str:
    return ", ".join(SUFFIXES)
