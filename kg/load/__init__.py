"""A graph into a database elsewhere, chosen by the scheme of its address.

Every load is a difference: it reads what the database holds, sends what is new or changed, and removes what
is gone. So a load that was stopped goes on where it was, and a second one does nothing.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import ChoiceError

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.load.difference import Loaded, Step

_BOLT = "kg.load.bolt:load"
_SPARQL = "kg.load.sparql:load"
TARGETS = {
    **dict.fromkeys(("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"), _BOLT),
    **dict.fromkeys(("http", "https"), _SPARQL),
    "ladybug": "kg.load.ladybug:load",
}
"""Scheme of an address -> the function that loads, imported when it is first asked for."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to load: who to be there, and how many items go in one request.

    Of a SPARQL server that kg does not know, `store` is the address of the Graph Store Protocol, or `update`
    that of SPARQL 1.1 Update.
    """

    user: str = ""
    password: str = ""
    batch: int = 1000
    store: str = ""
    update: str = ""


Progress = Callable[["Step"], None]


def load(
    graph: Graph, target: str, settings: Settings | None = None, progress: Progress | None = None
) -> Loaded:
    """Make the database at the address hold this graph, and say what that took.

    Raises ChoiceError where the scheme is unknown, LoadError where the database refuses, and
    MissingExtraError where its client is not installed.
    """
    scheme = target.partition(":")[0].lower()
    if scheme not in TARGETS or ":" not in target:
        choices = ", ".join(f"{name}:" for name in TARGETS)
        raise ChoiceError(f"unknown kind of database {target!r}; an address begins with one of {choices}")
    module, _, function = TARGETS[scheme].partition(":")
    loader = getattr(importlib.import_module(module), function)
    done: Loaded = loader(graph, target, settings or Settings(), progress or (lambda step: None))
    return done
