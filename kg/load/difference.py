"""What a database holds against what it should hold: what to send, and what to take away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.load.rows import Row


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: how many items it added, changed, removed, and found as they should be."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    def __add__(self, other: Loaded) -> Loaded:
        return Loaded(
            self.added + other.added,
            self.changed + other.changed,
            self.removed + other.removed,
            self.unchanged + other.unchanged,
        )

    @property
    def idle(self) -> bool:
        """Whether nothing had to be done."""
        return not (self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Step:
    """How far a load is: so many of all items that have to be sent or removed."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows to send and ids to remove, and the numbers of both."""

    rows: tuple[Row, ...]
    gone: tuple[str, ...]
    loaded: Loaded


def difference(held: Mapping[str, str], rows: Iterable[Row]) -> Difference:
    """What changes a table that holds these versions by id into one of these rows."""
    wanted = {row.id: row for row in rows}
    fresh = [row for id_, row in wanted.items() if id_ not in held]
    changed = [row for id_, row in wanted.items() if id_ in held and held[id_] != row.version]
    gone = tuple(sorted(held.keys() - wanted.keys()))
    counts = Loaded(len(fresh), len(changed), len(gone), len(wanted) - len(fresh) - len(changed))
    return Difference((*fresh, *changed), gone, counts)
