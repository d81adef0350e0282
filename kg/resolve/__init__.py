"""Entities of pages to entities across pages: deterministic, explainable, never on a name alone."""

from __future__ import annotations

from kg.resolve.resolve import Cluster, resolve

__all__ = ["Cluster", "resolve"]
