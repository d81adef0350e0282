"""kg: a knowledge graph from Chinese local newspapers, every edge with its sentence."""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

#: Public name -> module that defines it; resolved on first use, so that `import kg` reads nothing.
_PUBLIC = {
    "Page": "kg.model",
    "Record": "kg.model",
    "extract": "kg.extract",
}

__all__ = ["__version__", *sorted(_PUBLIC)]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(importlib.import_module(_PUBLIC[name]), name)
