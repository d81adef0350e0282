"""What the numbers and honours of a passage stand on: its parts, times, names and clauses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.extract.measures.account import Part, parts, periods
from kg.extract.measures.head import outer
from kg.extract.measures.topic import Clause, clauses
from kg.extract.reading import Mention, Reading
from kg.extract.times import Time


@dataclass(frozen=True, slots=True)
class Ground:
    """`account` holds the parts of a report of a place on itself, `mentions` the names that lie in no other."""

    account: tuple[Part, ...]
    periods: tuple[Time, ...]
    mentions: tuple[Mention, ...]
    clauses: tuple[Clause, ...]


@lru_cache(maxsize=1)
def ground(reading: Reading) -> Ground:
    """The ground of a reading; the last one is kept, because numbers and honours are read one after the other."""
    account = parts(reading)
    times = periods(reading, account)
    mentions = outer(reading.passage.text, reading.mentions)
    return Ground(account, times, tuple(mentions), tuple(clauses(reading, mentions, times)))
