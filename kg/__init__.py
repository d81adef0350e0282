"""kg: a knowledge graph from Chinese local newspapers, every edge with its sentence."""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

#: Public value -> module that defines it; resolved on first use, so that `import kg` reads nothing.
#: The functions live in the rooms that bear their names: `from kg.extract import extract`.
_PUBLIC = {
    "Graph": "kg.graph",
    "KgError": "kg.errors",
    "Page": "kg.model",
    "Record": "kg.model",
}

__all__ = ["__version__", *sorted(_PUBLIC)]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(importlib.import_module(_PUBLIC[name]), name)
