"""Pages in JSON lines: one object a line with `id`, `text` and optional `date`, `title`, `source`."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as day
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.model import Page

_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?(?:[T ].*)?")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.002
"""Control characters a character that a text may hold: OCR leaves a few, binary files many."""
_ID_LENGTH = 300


@dataclass(frozen=True, slots=True, order=True)
class Reject:
    """An input that could not be read: where it stands, the page id it would have had, and the reason.

    The reason ends with what to do.
    """

    source: str
    page: str
    reason: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost. `characters` bounds its text."""

    characters: int = 2_000_000

    @property
    def bytes(self) -> int:
        """Most bytes of a page in any encoding that is read."""
        return 4 * self.characters + 4

    @property
    def line(self) -> int:
        """Most bytes of a JSON line; JSON may write a character as six."""
        return 6 * self.characters + 65_536

    def excess(self) -> str:
        """The reason for a page beyond the limit."""
        return f"more than {self.characters:,} characters in one page; split it into its pages"


def pages_of_lines(
    file: BinaryIO, label: str, source: str | None, limits: Limits, first: bytes = b""
) -> Iterator[Page | Reject]:
    """Pages of a stream of JSON lines; a bad line is a reject that names its number, and reading goes on.

    `first` is what was read of the stream before: its first line.
    """
    if first == b"" and _binary(file):
        yield Reject(label, "", "binary, not JSON lines; convert it to text first")
        return
    some = False
    for number, line in enumerate(_lines(file, limits, first), 1):
        if isinstance(line, str) and not line.strip():
            continue
        some = True
        where = f"{label}:{number}"
        try:
            if isinstance(line, InputError):
                raise line
            yield _page(line, source, limits)
        except InputError as error:
            yield Reject(where, "", str(error))
    if not some:
        yield Reject(label, "", "empty: no line in it; leave it out or fill it")


def well_formed(text: str) -> str:
    """Why a text is none (binary, broken characters), or the empty string where it is sound."""
    if "\0" in text:
        return "binary, not text (it holds NUL); convert it to text first"
    if len(_CONTROL.findall(text)) > max(3, _CONTROL_SHARE * len(text)):
        return "binary, not text (full of control characters); convert it to text first"
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return f"half a surrogate pair at character {error.start}; write it as one character"
    return ""


def iso_date(value: Any) -> str | None:
    """A date as ISO 8601 day, month or year; `2020/3/5` and `2020年3月5日` are understood."""
    if value is None or value == "":
        return None
    match = _DATE.fullmatch(str(value).strip())
    if not match:
        raise InputError(f"date {str(value)[:40]!r} is none; write it as YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, date = (int(g) if g else None for g in match.groups())
    try:
        day(year or 0, month or 1, date or 1)
    except ValueError as error:
        raise InputError(f"date {str(value)[:40]!r} is not in the calendar; correct it") from error
    parts = [f"{year:04d}", *(f"{part:02d}" for part in (month, date) if part is not None)]
    return "-".join(parts)


def _page(line: str, source: str | None, limits: Limits) -> Page:
    row = _row(line)
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError('no text: "text" must be a string that is not empty')
    if len(text) > limits.characters:
        raise InputError(limits.excess())
    fault = well_formed(text)
    if fault:
        raise InputError(fault)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return Page(
        _id(row), text, iso_date(row.get("date")), _word(row, "title"), _word(row, "source") or source
    )


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except RecursionError:
        raise InputError("JSON nested too deep; write one flat object a line") from None
    except ValueError as error:
        raise InputError(f"no JSON ({error}); write one object a line") from error
    if not isinstance(row, dict):
        raise InputError('no JSON object; write {"id": …, "text": …} a line')
    return row


def _id(row: dict[str, Any]) -> str:
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        raise InputError('no id: "id" must be a string that is not empty')
    if len(value) > _ID_LENGTH or not value.isprintable() or well_formed(value):
        raise InputError(f'unfit id: "id" must be at most {_ID_LENGTH} printable characters')
    return value.strip()


def _word(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or well_formed(value):
        raise InputError(f'"{key}" must be a string of text')
    return value


def _lines(file: BinaryIO, limits: Limits, first: bytes) -> Iterator[str | InputError]:
    """Decoded lines, an error in place of each that is too long or in no known encoding."""
    start = first or file.readline(limits.line + 1)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from _wide_lines(start, file, limits)
        return
    line = start.removeprefix(codecs.BOM_UTF8)
    while line:
        if len(line) > limits.line:
            _skip(file, line)
            yield InputError(limits.excess())
        elif b"\0" in line:
            yield InputError("binary, not text; nothing after this line was read")
            return
        else:
            yield _decoded(line)
        line = file.readline(limits.line + 1)


def _binary(file: BinaryIO) -> bool:
    """Whether what a file begins with is no text in any encoding that is read."""
    peek = getattr(file, "peek", None)
    head: bytes = peek(4096) if peek else b""
    return b"\0" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _skip(file: BinaryIO, line: bytes) -> None:
    """Read on to the end of a line that is too long, a piece at a time."""
    while line and not line.endswith(b"\n"):
        line = file.readline(1 << 20)


def _decoded(line: bytes) -> str | InputError:
    for encoding in ("utf-8", "gb18030"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return InputError("neither UTF-8 nor GB18030; convert the file, for example with iconv -t UTF-8")


def _wide_lines(start: bytes, file: BinaryIO, limits: Limits) -> Iterator[str | InputError]:
    """Lines of UTF-16, which bytes cannot part; the whole is bounded as a single line is."""
    data = start + file.read(max(0, limits.line - len(start)))
    if file.read(1):
        yield InputError("UTF-16 of this size is not read; convert it, for example with iconv -t UTF-8")
        return
    try:
        yield from io.StringIO(data.decode("utf-16"), newline="\n")
    except UnicodeDecodeError as error:
        yield InputError(f"no UTF-16 at byte {error.start}; convert the file to UTF-8")
