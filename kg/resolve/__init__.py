"""Entities of pages to entities across pages: deterministic, explainable, never on a name alone."""

from __future__ import annotations

from kg.resolve.ledger import Anchor, Judgement
from kg.resolve.resolve import Cluster, Link, Resolution, explain, resolve

__all__ = ["Anchor", "Cluster", "Judgement", "Link", "Resolution", "explain", "resolve"]
