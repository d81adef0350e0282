"""Files in one `.zip`, written as a stream, the same bytes every time: no clock, no owner, no seeking."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

_CHUNK = 1 << 16
_BEGINNING = (1980, 1, 1, 0, 0, 0)


class Pipe(io.RawIOBase):
    """What is written at one end, to be taken at the other."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[bytes] = []

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """Hold the bytes; their number."""
        held = bytes(data)
        self._held.append(held)
        return len(held)

    def take(self, least: int = 1) -> Iterator[bytes]:
        """All bytes held, as one chunk, where there are at least so many."""
        if sum(map(len, self._held)) >= least:
            yield b"".join(self._held)
            self._held = []


def archive(files: Iterable[tuple[str, Iterable[bytes]]], packed: bool = True) -> Iterator[bytes]:
    """The files, each a name and its chunks, as a zip; `packed` deflates them."""
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as target:
        for name, chunks in files:
            with target.open(_described(name, packed), "w", force_zip64=True) as entry:
                for chunk in chunks:
                    entry.write(chunk)
                    yield from pipe.take(_CHUNK)
    yield from pipe.take()


def _described(name: str, packed: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _BEGINNING)
    info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info
