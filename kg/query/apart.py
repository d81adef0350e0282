"""Work in processes of their own, which end with its limits.

Nothing can stop Oxigraph while it evaluates, and Rust ends the whole process where memory runs out. A forked
process shares the store's memory, starts in milliseconds and can be killed.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import math
import os
import resource
import signal
import stat
import threading
import time
import weakref
from collections.abc import Callable, Collection
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from kg.query.answer import LimitError, Limits, QueryError

_T = TypeVar("_T")
_FULL = 77
"""Exit code that says that memory ran out."""
_forking = threading.Lock()
"""Keeps a child from inheriting the end that another one writes to: that one's death would go unseen."""


def apart(work: Callable[[], _T], limits: Limits) -> _T:
    """The result of `work`, done in a process of its own; its error where it raises one.

    Raises LimitError where it takes longer than `seconds`, or more memory than `megabytes` beside what is
    held already. When this returns, nothing of it runs any more.
    """
    worker = _Worker(lambda _: work(), limits)
    try:
        result: _T = worker.do(None)
        return result
    finally:
        worker.end()


class Crew:
    """Processes that do the same work on whatever they are given, one piece at a time each.

    They see the memory as it was when they were started, at the first piece that finds none idle. One that
    goes past a limit is ended, and another takes its place.
    """

    def __init__(self, work: Callable[[Any], Any], limits: Limits) -> None:
        self._work = work
        self._limits = limits
        self._idle: list[_Worker] = []
        self._closed = False
        weakref.finalize(self, _dismiss, self._idle)

    def do(self, given: object) -> Any:
        """What the work makes of it; raises as `apart` does."""
        worker = self._free()
        try:
            result = worker.do(given)
        finally:
            if worker.alive and not self._closed:
                self._idle.append(worker)
            else:
                worker.end()
        return result

    def close(self) -> None:
        """End all that are idle now, and the others when they are done."""
        self._closed = True
        _dismiss(self._idle)

    def _free(self) -> _Worker:
        while self._idle:
            with contextlib.suppress(IndexError):  # another thread was quicker
                worker = self._idle.pop()
                if worker.alive:
                    return worker
        return _Worker(self._work, self._limits)


def _dismiss(workers: list[_Worker]) -> None:
    while workers:
        workers.pop().end()


class _Worker:
    """A forked process that waits for pieces of work."""

    def __init__(self, work: Callable[[Any], Any], limits: Limits) -> None:
        self._limits = limits
        self._status: int | None = None
        with _forking:
            asked, self._asking = Pipe(duplex=False)
            self._answers, answering = Pipe(duplex=False)
            self._pid = os.fork()
            if self._pid == 0:
                _obey(work, asked, answering, limits)
            asked.close()
            answering.close()

    @property
    def alive(self) -> bool:
        """Whether the process is there."""
        if self._status is None:
            ended, status = os.waitpid(self._pid, os.WNOHANG)
            self._status = status if ended else None
        return self._status is None

    def do(self, given: object) -> Any:
        """What the work makes of it; the process is ended where a limit is passed."""
        try:
            self._asking.send(given)
            if not self._answers.poll(self._limits.seconds):
                raise _too_long(self._limits)
            result = self._answers.recv()
        except (EOFError, BrokenPipeError) as error:
            raise self._cause() from error
        except BaseException:
            self.end()
            raise
        if isinstance(result, BaseException):
            raise result
        return result

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._status is None:
            os.kill(self._pid, signal.SIGKILL)
            _, self._status = os.waitpid(self._pid, 0)
        self._asking.close()
        self._answers.close()

    def _cause(self) -> QueryError:
        """Why the process ended without a word."""
        if self._status is None:
            _, self._status = os.waitpid(self._pid, 0)
        ended = os.waitstatus_to_exitcode(self._status)
        if ended == -signal.SIGXCPU:
            return _too_long(self._limits)
        if ended == -signal.SIGSEGV:
            return QueryError("the query is nested too deeply; flatten it")
        if ended in (_FULL, -signal.SIGABRT, -signal.SIGKILL):
            allowed = f"{self._limits.megabytes} MB" if self._limits.megabytes else "there is"
            return LimitError(f"the query needs more memory than {allowed}; narrow it or add a LIMIT")
        return QueryError(f"the query ended without an answer (exit code {ended}); report it")


def _too_long(limits: Limits) -> LimitError:
    return LimitError(f"the query took longer than {limits.seconds or 0:g} s; narrow it or allow more time")


def _obey(work: Callable[[Any], Any], asked: Connection, answering: Connection, limits: Limits) -> NoReturn:
    """What the child does: answer until nobody asks, and out, without a handler of the parent's."""
    code = 1
    try:
        gc.freeze()
        _alone({asked.fileno(), answering.fileno()})
        _confine(limits)
        while True:
            given = asked.recv()
            _allow(limits)
            answering.send(_outcome(work, given))
    except EOFError:
        code = 0
    except MemoryError:
        code = _FULL
    finally:
        os._exit(code)


def _outcome(work: Callable[[Any], Any], given: object) -> object:
    try:
        return work(given)
    except MemoryError:
        raise
    except Exception as error:  # handed over to the caller
        return error


def _alone(kept: Collection[int]) -> None:
    """Let go of what belongs to the parent: its signals, its connections and pipes, its terminal."""
    faulthandler.disable()
    signal.set_wakeup_fd(-1)
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.SIG_DFL)
    for number in (int(entry) for entry in os.listdir("/dev/fd")):
        with contextlib.suppress(OSError):
            mode = os.fstat(number).st_mode
            if number > 2 and number not in kept and (stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode)):
                os.close(number)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _confine(limits: Limits) -> None:
    """Limits that the system keeps, even where the parent is gone; macOS knows none of memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if limits.megabytes is not None:
        with contextlib.suppress(OSError, ValueError):
            most = _held() + (limits.megabytes << 20)
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _allow(limits: Limits) -> None:
    """The processor's time for one piece of work more."""
    if limits.seconds is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        most = math.ceil(time.process_time() + limits.seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _held() -> int:
    """Bytes of address space that this process has."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
