"""Text inside XML: escaped, and what no XML can hold replaced."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from kg.export.terms import clean


def text(value: str) -> str:
    """The value between tags. A bare carriage return would be read back as a line feed."""
    return escape(clean(value), {"\r": "&#13;"})


def attribute(value: str) -> str:
    """The value as an attribute, with its quotes."""
    return quoteattr(clean(value))
