"""What a page says: one page in, one record out; pure, so that it runs in any process."""

from __future__ import annotations

import importlib
from typing import Any

__all__ = ["extract", "recipe"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'kg.extract' has no attribute {name!r}")
    return getattr(importlib.import_module("kg.extract.page"), name)
