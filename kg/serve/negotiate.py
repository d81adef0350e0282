"""Which of the media types on offer a request prefers (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_QUALITY = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.IGNORECASE)


def preferred(accept: str, offers: Sequence[str]) -> str | None:
    """The best offer for an `Accept` header, the first of equals; None where it takes none of them."""
    ranges = [found for part in accept.split(",") if (found := _range(part))] or [("*/*", 1.0)]
    best = max(offers, key=lambda offer: _quality(offer, ranges))
    return best if _quality(best, ranges) > 0 else None


def _range(part: str) -> tuple[str, float] | None:
    name, *parameters = part.split(";")
    name = name.strip().lower()
    qualities = [float(m[1]) for m in map(_QUALITY.fullmatch, parameters) if m]
    return (name, qualities[0] if qualities else 1.0) if "/" in name else None


def _quality(offer: str, ranges: Sequence[tuple[str, float]]) -> float:
    """What the most exact range that fits says of the offer."""
    fitting = (offer, f"{offer.partition('/')[0]}/*", "*/*")
    given = dict(ranges)
    return next((given[name] for name in fitting if name in given), 0.0)
