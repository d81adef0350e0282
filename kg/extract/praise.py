"""Honours."""

from __future__ import annotations

from kg.extract.reading import Praise, Reading


def praise(reading: Reading) -> tuple[Praise, ...]:
    """The honours that a passage states."""
    return ()
