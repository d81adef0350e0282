"""The workspace as it is served: its graph and all that is made of it, renewed when the file changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.assemble import assemble_explained
from kg.boards import Board
from kg.judge import pending
from kg.model import Page
from kg.resolve.review import Doubt
from kg.serve.index import Index
from kg.serve.search import Search
from kg.workspace import open_to_read

if TYPE_CHECKING:
    from pyoxigraph import Store

_LOOK = 1.0
"""Seconds between two looks at whether the file changed."""
Places = Mapping[str, tuple[float, float]]


class State:
    """One state of the graph with its search, and what is computed beside it."""

    def __init__(self, index: Index, stamp: tuple[int, ...]) -> None:
        self.index = index
        self.stamp = stamp
        self.search = Search(index)
        self.places: Places | None = None
        self.ready = threading.Event()
        self._doubts: tuple[Doubt, ...] | None = None
        self._reviewing = threading.Lock()
        self._store: Store | None = None
        self._loading = threading.Lock()
        self.made = threading.Lock()
        """Held by the one who computes something for this state."""
        self.boards: dict[str, Board] = {}
        self.answers: dict[str, bytes] = {}
        """Answers that take long to write, by what was asked."""

    def doubts(self, workspace: Path) -> tuple[Doubt, ...]:
        """Pairs that may be one, the most doubtful first; they wait for the judgement of a person."""
        with self._reviewing:
            if self._doubts is None:
                self._doubts = pending(workspace)
            return self._doubts

    @property
    def store(self) -> Store:
        """The graph as SPARQL sees it, loaded when it is first asked for."""
        from kg.query import load

        with self._loading:
            if self._store is None:
                self._store = load(self.index.graph)
            return self._store

    def load(self) -> None:
        """Begin to load what SPARQL asks, without waiting for it."""
        if self._store is None and not self._loading.locked():
            threading.Thread(target=lambda: self.store, name="kg-load", daemon=True).start()


class Held:
    """A workspace and the last state of it that was read."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self._reading = threading.Lock()
        self._looked = time.monotonic()
        self._state = self._read()

    def now(self) -> State:
        """The state to answer from; where the file changed, a newer one is being read meanwhile."""
        if time.monotonic() - self._looked > _LOOK:
            self._looked = time.monotonic()
            if self._stamp() != self._state.stamp and not self._reading.locked():
                threading.Thread(target=self.renew, name="kg-renew", daemon=True).start()
        return self._state

    def ready(self, seconds: float = 60.0) -> State:
        """The state once all that is computed beside it is there."""
        state = self._state
        state.ready.wait(seconds)
        return state

    def renew(self) -> State:
        """Read the workspace anew, unless it is as it was."""
        with self._reading:
            if self._stamp() != self._state.stamp:
                self._state = self._read()
            return self._state

    def page(self, id_: str) -> Page | None:
        """A page as it was read."""
        with open_to_read(self.workspace) as held:
            return held.page(id_)

    def _read(self) -> State:
        stamp = self._stamp()
        made = assemble_explained(self.workspace)
        state = State(Index(made.graph, made.merges), stamp)
        threading.Thread(target=self._prepare, args=(state,), name="kg-prepare", daemon=True).start()
        return state

    def _prepare(self, state: State) -> None:
        """Compute what would make the first one who asks wait."""
        state.search.spell()
        state.places = self._placed(state.index)
        state.ready.set()

    def _placed(self, index: Index) -> Places:
        from kg.serve.layout import layout

        return layout(index.graph, self.workspace.with_name(self.workspace.name + ".layout"))

    def _stamp(self) -> tuple[int, ...]:
        """Size and time of the file and of its log; reading alone makes an empty log come and go."""
        log = self.workspace.with_name(self.workspace.name + "-wal")
        found = [number for path in (self.workspace, log) for number in _size_and_time(path)]
        return tuple(found)


def _size_and_time(path: Path) -> tuple[int, ...]:
    """Size and time of a file; nothing where it is missing or empty."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return ()
    return (stat.st_size, stat.st_mtime_ns) if stat.st_size else ()
