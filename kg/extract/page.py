"""The pipeline over one page: cut, recognise, corefer, relate, measure, record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import TypeVar

from kg import __version__
from kg.extract.confidence import confidence
from kg.extract.corefer import corefer
from kg.extract.measures.read import measure, praise
from kg.extract.reading import Claim, Figure, Praise, Reading
from kg.extract.readings import readings
from kg.extract.recognise.all import recognise
from kg.extract.recognise.works import built
from kg.extract.record import record
from kg.extract.relate import relate
from kg.extract.scene import scenes
from kg.extract.times import page_year
from kg.ids import digest
from kg.knowledge.tables import rows
from kg.model import Page, Record
from kg.page.cut import cut
from kg.page.masthead import press_day, press_places

_S = TypeVar("_S", Claim, Figure, Praise)


@dataclass(frozen=True, slots=True)
class Trace:
    """A record with what it was made of: the readings, and every statement read, repetitions included."""

    record: Record
    readings: tuple[Reading, ...]
    claims: tuple[tuple[Reading, Claim], ...]
    figures: tuple[tuple[Reading, Figure], ...]
    honours: tuple[tuple[Reading, Praise], ...]

    def statements(self) -> Iterator[tuple[Reading, Claim | Figure | Praise]]:
        """All statements with the reading that each is of."""
        return chain(self.claims, self.figures, self.honours)


def extract(page: Page) -> Record:
    """All that a page states, as a record; the same page gives the same record in any process."""
    return trace(page).record


def trace(page: Page, scored: bool = True) -> Trace:
    """The record of a page and what it was made of; unless `scored`, with the rules' own scores."""
    seen = scenes(cut(page))
    found = built(seen, [recognise(scene) for scene in seen])
    page = replace(page, date=page.date or press_day(page.text))
    year = page.date[:4] if page.date else str(page_year(page.text) or "")
    who = corefer(seen, found, year, press_places(page.text))
    read = readings(page, seen, who)
    weigh = _weighed if scored else _told
    claims: list[tuple[Reading, Claim]] = []
    figures: list[tuple[Reading, Figure]] = []
    honours: list[tuple[Reading, Praise]] = []
    for reading in read:
        claims += weigh(reading, relate(reading))
        figures += weigh(reading, measure(reading))
        honours += weigh(reading, praise(reading))
    kept = record(page, read, who, (claims, figures, honours), recipe())
    return Trace(kept, tuple(read), tuple(claims), tuple(figures), tuple(honours))


def _told(reading: Reading, statements: Iterable[_S]) -> Iterator[tuple[Reading, _S]]:
    return ((reading, statement) for statement in statements)


def _weighed(reading: Reading, statements: Iterable[_S]) -> Iterator[tuple[Reading, _S]]:
    """The statements of a reading, their scores the probability that they are right."""
    return ((reading, replace(s, score=confidence(reading, s))) for s in statements)


@cache
def recipe() -> str:
    """Version of the rules, tables and models: a record made by another recipe is made anew."""
    return digest(__version__, *(f"{r['file']}:{r['sha256']}" for r in rows("SOURCES.tsv")), size=6)
