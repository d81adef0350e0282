"""The workspace as it is served: its graph and all that is made of it, renewed when the file changes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.assemble import assemble_explained
from kg.boards import Board, board
from kg.judge import pending
from kg.model import Page
from kg.resolve.review import Doubt
from kg.serve.index import Index
from kg.serve.search import Search
from kg.workspace import open_to_read

if TYPE_CHECKING:
    from pyoxigraph import Store

_Made = TypeVar("_Made")
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
        self._kept: dict[str, Any] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._own = threading.Lock()

    def once(self, key: str, make: Callable[[], _Made]) -> _Made:
        """What `make` gives, made by the first who asks for the key; who asks meanwhile waits."""
        with self._own:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            if key not in self._kept:
                self._kept[key] = make()
            made: _Made = self._kept[key]
            return made

    def forget(self, kind: str, most: int) -> None:
        """Of what was made for keys that begin so, keep the last few."""
        with self._own:
            for key in [key for key in self._kept if key.startswith(kind)][:-most]:
                del self._kept[key]

    def board(self, name: str) -> Board:
        """A board; raises ChoiceError where there is none of that name."""
        return self.once(f"board {name}", lambda: board(self.index.graph, name))

    def doubts(self, workspace: Path) -> tuple[Doubt, ...]:
        """Pairs that may be one, the most doubtful first; they wait for the judgement of a person."""
        return self.once("doubts", lambda: pending(workspace))

    @property
    def store(self) -> Store:
        """The graph as SPARQL sees it, loaded when it is first asked for."""
        from kg.query import load

        return self.once("store", lambda: load(self.index.graph))

    def load(self) -> None:
        """Begin to load what SPARQL asks, without waiting for it."""
        if "store" not in self._locks:
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
        state.index.warm()
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
