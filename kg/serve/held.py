"""The workspace as it is served: its graph and all that is made of it, renewed when the file changes."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg.assemble import assemble_explained
from kg.boards import Board, Book, board
from kg.judge import pending
from kg.model import Page
from kg.resolve.review import Doubt
from kg.serve.denied import without
from kg.serve.groups import groups
from kg.serve.index import Claim, Index
from kg.serve.layout import layout
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

    def __init__(
        self, index: Index, workspace: Path, stamp: tuple[int, ...], search: Search | None = None
    ) -> None:
        self.index = index
        self.workspace = workspace
        self.stamp = stamp
        self.search = search or Search(index)
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

    def without(self, claim: Claim, page: str) -> State:
        """The same without what a page states of a claim; to be replaced as soon as the workspace is read."""
        made = State(without(self.index, claim, page), self.workspace, self.stamp, self.search)
        made.places, made.ready = self.places, self.ready
        return made

    def forget(self, kind: str, most: int) -> None:
        """Of what was made for keys that begin so, keep the last few."""
        with self._own:
            for key in [key for key in self._kept if key.startswith(kind)][:-most]:
                del self._kept[key]

    @property
    def book(self) -> Book:
        """The graph as boards look things up in it."""
        return self.once("book", lambda: Book(self.index.graph))

    def board(self, name: str) -> Board:
        """A board; raises ChoiceError where there is none of that name."""
        return self.once(f"board {name}", lambda: board(self.book, name))

    def doubts(self) -> tuple[Doubt, ...]:
        """Pairs that may be one, the most doubtful first; they wait for the judgement of a person."""
        return self.once("doubts", lambda: pending(self.workspace))

    def communities(self) -> tuple[tuple[str, ...], ...]:
        """Entities by who has to do with whom."""
        return self.once("groups", lambda: groups(self.index, _beside(self.workspace, "communities")))

    def settle(self) -> None:
        """Compute what would make everyone wait."""
        self.index.warm()
        self.search.spell()
        self.places = layout(self.index.graph, _beside(self.workspace, "layout"))
        self.ready.set()

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
    """A workspace and the last state of it that was read.

    What `ahead` names is made of each state while nobody waits for it yet, one after the other.
    """

    def __init__(self, workspace: Path, ahead: Sequence[Callable[[State], object]] = ()) -> None:
        self.workspace = workspace
        self._ahead = ahead
        self._reading = threading.Lock()
        self._changing = threading.Lock()
        self._denials = 0
        self._looked = time.monotonic()
        self._state = self._read()
        threading.Thread(target=self._prepare, args=(self._state,), name="kg-prepare", daemon=True).start()

    def now(self) -> State:
        """The state to answer from; where the file changed, a newer one is being read meanwhile."""
        if time.monotonic() - self._looked > _LOOK:
            self._looked = time.monotonic()
            self.refresh()
        return self._state

    def refresh(self, seconds: float = 0.0) -> None:
        """Begin to read the workspace anew where it changed, and wait for it no longer than told."""
        if self.changing and (seconds or not self._reading.locked()):
            reading = threading.Thread(target=self.renew, name="kg-renew", daemon=True)
            reading.start()
            reading.join(seconds)

    @property
    def changing(self) -> bool:
        """Whether the workspace holds more than the state that is answered from."""
        return self._stamp() != self._state.stamp

    def ready(self, seconds: float = 60.0) -> State:
        """The state once all that is computed beside it is there."""
        state = self._state
        state.ready.wait(seconds)
        return state

    def deny(self, claim: Claim, page: str) -> None:
        """Answer at once without what a page states of a claim, as the workspace says already; then read that."""
        with self._changing:
            self._denials += 1
            if self._state.index.claims.get(claim.id) is claim:
                self._state = self._state.without(claim, page)
        self.refresh()

    def renew(self) -> State:
        """Read the workspace anew, unless it is as it was; meanwhile the state before is answered from."""
        with self._reading:
            while self.changing:
                before, state = self._denials, self._read()
                state.settle()
                if self._published(state, before):
                    threading.Thread(target=self._open, args=(state,), name="kg-ahead", daemon=True).start()
                    break
            return self._state

    def _published(self, state: State, denials: int) -> bool:
        """Answer from a state, unless something was denied since it was read."""
        with self._changing:
            if self._denials != denials:
                return False
            self._state = state
            return True

    def page(self, id_: str) -> Page | None:
        """A page as it was read."""
        with open_to_read(self.workspace) as held:
            return held.page(id_)

    def _read(self) -> State:
        stamp = self._stamp()
        made = assemble_explained(self.workspace)
        return State(Index(made.graph, made.merges), self.workspace, stamp)

    def _prepare(self, state: State) -> None:
        state.settle()
        self._open(state)

    def _open(self, state: State) -> None:
        """Make what people open first, as long as it is answered from.

        What is kept is taken out of the collector's sight, which would stop every answer for a second to look at
        it; a state that is left goes all the same, as nothing in it refers back to it.
        """
        gc.freeze()
        for make in self._ahead:
            if self._state is state:
                make(state)
                gc.freeze()

    def _stamp(self) -> tuple[int, ...]:
        """Size and time of the file and of its log; reading alone makes an empty log come and go."""
        log = self.workspace.with_name(self.workspace.name + "-wal")
        found = [number for path in (self.workspace, log) for number in _size_and_time(path)]
        return tuple(found)


def _beside(workspace: Path, kind: str) -> Path:
    """A file beside a workspace that keeps what was computed of it."""
    return workspace.with_name(f"{workspace.name}.{kind}")


def _size_and_time(path: Path) -> tuple[int, ...]:
    """Size and time of a file; nothing where it is missing or empty."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return ()
    return (stat.st_size, stat.st_mtime_ns) if stat.st_size else ()
