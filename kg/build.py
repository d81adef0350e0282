"""Inputs to a workspace: each page read, extracted and put, in one process or in several."""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kg.errors import KgError
from kg.model import Page, Record
from kg.page.read import Limits, Reject, count, pages
from kg.page.sources import passed_over
from kg.workspace import Counts, Workspace, create

Extract = Callable[[Page], Record]
_AHEAD = 4
"""Pages given to the pool ahead of the one that is put, for each worker."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build.

    `prune` removes held pages that are not among the inputs, unless a line that could not be read may have
    been one of them. `recipe` names the version of what extracts; None stands for what is installed.
    """

    workers: int = 1
    prune: bool = False
    limits: Limits = field(default_factory=Limits)
    recipe: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """How far a build is: inputs done of `total` (None where unknown), characters read in all."""

    done: int
    total: int | None
    characters: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did, and what the workspace holds after it."""

    new: int
    replaced: int
    skipped: int
    removed: int
    unseen: int
    """Pages held that are not among the inputs."""
    passed_over: int
    """Files in folders of a format that is not read."""
    rejects: tuple[Reject, ...]
    characters: int
    """Characters extracted by this build."""
    seconds: float
    held: Counts


def build(
    inputs: Sequence[str],
    workspace: str | Path,
    options: Options | None = None,
    progress: Callable[[Step], None] | None = None,
    extract: Extract | None = None,
) -> Summary:
    """Read the inputs into a workspace, made if it is not there; go on where an earlier build stopped.

    A page that is held unchanged, read by the same recipe, is skipped; a changed one takes the place of its
    record; one transaction a page. Raises InputError for unfit inputs and WorkspaceError for a foreign file,
    both before anything is changed. `extract` must be importable by name where there are several workers.
    """
    options = options or Options()
    total = count(inputs)
    with create(workspace) as held:
        return _Build(held, options, total, progress or _silent).run(inputs, extract)


class _Build:
    """One run of a build: what it has counted so far."""

    def __init__(
        self, held: Workspace, options: Options, total: int | None, progress: Callable[[Step], None]
    ) -> None:
        self.held, self.options, self.total, self.progress = held, options, total, progress
        self.new = self.replaced = self.skipped = self.characters = self.read = self.done = 0
        self.rejects: list[Reject] = []
        self.seen: set[str] = set()

    def run(self, inputs: Sequence[str], extract: Extract | None) -> Summary:
        """Read, extract and put all pages of the inputs."""
        began = time.monotonic()
        recipe = self.options.recipe or _recipe()
        found = pages(inputs, self.options.limits)
        stale = self._stale(found, recipe)
        for page, outcome in _extracted(stale, extract or _extract, self.options.workers):
            self._put(page, outcome, recipe)
        self.held.reject(self.rejects)
        unseen = sorted(set(self.held.ids()) - self.seen)
        nameless = any(not reject.page for reject in self.rejects)
        removed = self.held.remove(unseen) if self.options.prune and not nameless else 0
        self.held.settle()
        return Summary(
            self.new,
            self.replaced,
            self.skipped,
            removed,
            len(unseen) - removed,
            passed_over(inputs),
            tuple(sorted(self.rejects)),
            self.characters,
            time.monotonic() - began,
            self.held.counts(),
        )

    def _stale(self, found: Iterator[Page | Reject], recipe: str) -> Iterator[Page]:
        """The pages that must be extracted; the others are counted on the way."""
        for item in found:
            if isinstance(item, Reject):
                self.seen.add(item.page)
                self.rejects.append(item)
                self._step(0)
                continue
            self.seen.add(item.id)
            if self.held.fresh(item, recipe):
                self.skipped += 1
                self._step(len(item.text))
            else:
                yield item

    def _put(self, page: Page, outcome: Record | str, recipe: str) -> None:
        if isinstance(outcome, str):
            self.rejects.append(_failed(page, outcome))
        else:
            if self.held.holds(page.id):
                self.replaced += 1
            else:
                self.new += 1
            self.held.put(page, outcome, recipe)
            self.characters += len(page.text)
        self._step(len(page.text))

    def _step(self, characters: int) -> None:
        self.done += 1
        self.read += characters
        self.progress(Step(self.done, self.total, self.read))


def records(
    inputs: Sequence[str], options: Options | None = None, extract: Extract | None = None
) -> Iterator[Record | Reject]:
    """The records of the inputs in their order, without a workspace; rejects among them."""
    options = options or Options()
    rejects: list[Reject] = []
    found = _pages_only(pages(inputs, options.limits), rejects)
    for page, outcome in _extracted(found, extract or _extract, options.workers):
        yield outcome if isinstance(outcome, Record) else _failed(page, outcome)
    yield from rejects


def _pages_only(found: Iterator[Page | Reject], rejects: list[Reject]) -> Iterator[Page]:
    for item in found:
        if isinstance(item, Page):
            yield item
        else:
            rejects.append(item)


def _failed(page: Page, reason: str) -> Reject:
    return Reject(f"{page.source or 'input'}#{page.id}", page.id, reason)


def _extracted(found: Iterator[Page], extract: Extract, workers: int) -> Iterator[tuple[Page, Record | str]]:
    """Pages with their records, or why there is none, in the order of the pages."""
    if workers <= 1:
        return ((page, _tried(extract, page)) for page in found)
    return _pooled(found, partial(_tried, extract), workers)


def _pooled(
    found: Iterator[Page], work: Callable[[Page], Record | str], workers: int
) -> Iterator[tuple[Page, Record | str]]:
    from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
    from multiprocessing import get_context

    waiting: deque[tuple[Page, Future[Record | str]]] = deque()
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_as_worker)
    try:
        for page in found:
            waiting.append((page, pool.submit(work, page)))
            if len(waiting) >= _AHEAD * workers:
                yield waiting[0][0], waiting.popleft()[1].result()
        while waiting:
            yield waiting[0][0], waiting.popleft()[1].result()
    except BrokenExecutor as error:
        raise KgError(
            "a worker process ended before its time (out of memory?); finished pages are kept, "
            "run again with fewer workers"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _tried(extract: Extract, page: Page) -> Record | str:
    """The record, or the fault of the extractor in words: one page must not end a build of thousands."""
    try:
        return extract(page)
    except Exception as error:
        return f"extraction failed ({type(error).__name__}: {error}); report it with the page"


def _as_worker() -> None:
    """Set a worker up: one thread for its arithmetic, and an end when the build that it serves is gone."""
    gc.set_threshold(100_000, 50, 50)  # as in the process that began it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _extract(page: Page) -> Record:
    from kg.extract.page import extract

    return extract(page)


def _recipe() -> str:
    from kg.extract.page import recipe

    return recipe()


def _silent(step: Step) -> None:
    """Show nothing."""
