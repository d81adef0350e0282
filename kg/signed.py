"""What people sign: lines with a verdict, who gave it, when, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol

_FIELDS = ("verdict", "by", "when", "why")


class Signed(Protocol):
    """A line that somebody signed; `when` is an ISO 8601 time given by the caller."""

    @property
    def verdict(self) -> str: ...  # noqa: D102
    @property
    def by(self) -> str: ...  # noqa: D102
    @property
    def when(self) -> str: ...  # noqa: D102
    @property
    def why(self) -> str: ...  # noqa: D102


def signature(line: Signed) -> dict[str, str]:
    """The signature of a line as JSON."""
    return {field: getattr(line, field) for field in _FIELDS}


def as_signature(row: Mapping[str, Any], verdicts: Collection[str]) -> tuple[str, str, str, str]:
    """Verdict, judge, time and reason from JSON; raises ValueError where they are none, KeyError where missing."""
    verdict, by, when, why = (row[field] for field in _FIELDS)
    if verdict not in verdicts or not all(isinstance(word, str) for word in (by, when, why)):
        raise ValueError(f"verdict is none of {', '.join(verdicts)}")
    return verdict, by, when, why
