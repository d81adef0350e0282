r"""Inputs to pages: the one place that opens what a person hands in.

The text of a page is kept as it was read, with two exceptions on which all offsets count: a byte order
mark is dropped, and the line end `\r\n` becomes `\n`. What cannot be read becomes a `Reject` with its
reason; only a mistake in the inputs themselves (a path that is not there) raises `InputError`.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Page
from kg.page.lines import Limits, Reject, pages_of_lines, well_formed
from kg.page.sources import Origin, origins

__all__ = ["Limits", "Reject", "count", "decode", "pages"]

_BLANK = frozenset(" \t\n\r\f\v\u3000\ufeff")
_COMMON_SHARE = 0.6
"""Least share of two-byte characters of GB18030 text that lie in the everyday block of GB 2312."""


@dataclass(frozen=True, slots=True)
class _Stream:
    """Bytes to be read once, with what names them."""

    id: str
    source: str | None
    file: BinaryIO


def pages(
    inputs: Sequence[str], limits: Limits | None = None, stdin: BinaryIO | None = None
) -> Iterator[Page | Reject]:
    """The pages of files, folders, globs and `-` (standard input), in a fixed order, read one at a time.

    Raises InputError at once for a path that is missing, of a format that is not read, or a folder
    without pages. An id that was given before makes the later page a reject.
    """
    found = origins(inputs)
    return _once(found, limits or Limits(), stdin)


def count(inputs: Sequence[str]) -> int | None:
    """How many pages the inputs hold at most, without reading them; None where a stream is among them."""
    total = 0
    for origin in origins(inputs):
        if origin.stream:
            return None
        total += _lines(origin.path) if origin.kind == "jsonl" else 1
    return total


def decode(data: bytes) -> str:
    """The text of bytes in UTF-8, UTF-16 with a mark, or GB18030; raises InputError with what to do."""
    text = _marked(data)
    if text is None:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = _national(data)
    fault = well_formed(text)
    if fault:
        raise InputError(fault)
    return text.replace("\r\n", "\n")


def _once(found: Sequence[Origin], limits: Limits, stdin: BinaryIO | None) -> Iterator[Page | Reject]:
    seen: dict[str, str] = {}
    for origin in found:
        for item in _read(origin, limits, stdin):
            if isinstance(item, Page):
                where = item.source or item.id
                if item.id in seen:
                    yield Reject(
                        f"{origin.path}#{item.id}",
                        item.id,
                        f"the id {item.id} was given before (by {seen[item.id]}); give each page its own id",
                    )
                    continue
                seen[item.id] = where
            yield item


def _read(origin: Origin, limits: Limits, stdin: BinaryIO | None) -> Iterator[Page | Reject]:
    if origin.path == "-":
        yield from _sniffed(_Stream(origin.id, None, stdin or sys.stdin.buffer), limits)
        return
    try:
        with open(origin.path, "rb") as file:
            stream = _Stream(origin.id, origin.source, file)
            if origin.stream:
                yield from _sniffed(stream, limits)
            elif origin.kind == "jsonl":
                yield from pages_of_lines(file, origin.path, origin.source, limits)
            else:
                yield _page(stream, origin.path, file.read(limits.bytes + 1), limits)
    except OSError as error:
        yield Reject(
            origin.path, origin.id, f"cannot be read: {error.strerror or error}; check it and its rights"
        )


def _sniffed(stream: _Stream, limits: Limits) -> Iterator[Page | Reject]:
    """A stream is JSON lines where its first line is a JSON object, else one page of text."""
    first = stream.file.readline(limits.line + 1)
    label = stream.source or "standard input"
    if first.lstrip(codecs.BOM_UTF8 + b" \t").startswith(b"{"):
        yield from pages_of_lines(stream.file, label, stream.source, limits, first)
        return
    rest = stream.file.read(max(0, limits.bytes + 1 - len(first)))
    yield _page(stream, label, first + rest, limits)


def _page(stream: _Stream, label: str, data: bytes, limits: Limits) -> Page | Reject:
    try:
        text = _text(data, limits)
    except InputError as error:
        return Reject(label, stream.id, str(error))
    return Page(stream.id, text, source=stream.source)


def _text(data: bytes, limits: Limits) -> str:
    if len(data) > limits.bytes:
        raise InputError(limits.excess())
    text = decode(data)
    if len(text) > limits.characters:
        raise InputError(limits.excess())
    if not text.strip("".join(_BLANK)):
        raise InputError("empty: no text in it; leave it out or fill it")
    return text


def _marked(data: bytes) -> str | None:
    """The text of bytes that begin with a byte order mark, None where there is none."""
    try:
        if data.startswith(codecs.BOM_UTF8):
            return data.decode("utf-8-sig")
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise InputError(
            f"its byte order mark says {error.encoding} but byte {error.start} is not; save it again as UTF-8"
        ) from error
    return None


def _national(data: bytes) -> str:
    """Strict GB18030; other two-byte codes (Big5, Shift-JIS) pass as it with rare characters, so count."""
    if b"\0" in data:
        raise InputError("binary, not text; convert it to text first")
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise InputError(
            f"neither UTF-8 nor GB18030 (byte {error.start}); convert it, for example with iconv -t UTF-8"
        ) from error
    wide = [c for c in text if ord(c) > 0x7F]
    common = sum(1 for c in wide if _everyday(c))
    if common < _COMMON_SHARE * len(wide):
        raise InputError(
            "reads as no Chinese in UTF-8 or GB18030; convert it, for example with iconv -t UTF-8"
        )
    return text


def _everyday(char: str) -> bool:
    """Whether a character is punctuation or of level 1 of GB 2312 (the 3,755 of everyday use)."""
    code = char.encode("gb18030")
    return len(code) == 2 and code[1] >= 0xA1 and (0xA1 <= code[0] <= 0xA9 or 0xB0 <= code[0] <= 0xD7)


def _lines(path: str) -> int:
    try:
        with Path(path).open("rb") as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b"")) or 1
    except OSError:
        return 1
