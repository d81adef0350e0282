"""One self-contained HTML page of a neighbourhood or a small graph, drawn with pyvis."""

from __future__ import annotations

from kg.view.page import view

__all__ = ["view"]
