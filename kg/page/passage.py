"""An article as extraction reads it: joined text with a map back to the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """One article with its broken lines joined. `at[i]` is the page offset of `text[i]`.

    `text` begins with the headline (one line, ended by a newline) where there is one; the body starts
    at `body`. Paragraphs are parted by a newline, which stands in no page position of its own.
    """

    id: str
    title: str
    text: str
    at: Sequence[int]
    body: int = 0
    date: str | None = None
    authors: tuple[str, ...] = ()
