"""Work in a process of its own, which ends with its limits.

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
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn, TypeVar

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
    with _forking:
        reader, writer = Pipe(duplex=False)
        child = os.fork()
        if child == 0:
            _obey(work, writer, limits)
        writer.close()
    with reader:
        try:
            result = _received(reader, limits)
        except EOFError:
            result = _cause(os.waitpid(child, 0)[1], limits)
        except BaseException:
            _end(child)
            raise
        else:
            _end(child)
    if isinstance(result, BaseException):
        raise result
    return result


def _received(reader: Connection, limits: Limits) -> _T | BaseException:
    if not reader.poll(limits.seconds):
        raise _too_long(limits)
    result: _T | BaseException = reader.recv()
    return result


def _end(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _cause(status: int, limits: Limits) -> QueryError:
    """Why a process ended without a word."""
    ended = os.waitstatus_to_exitcode(status)
    if ended == -signal.SIGXCPU:
        return _too_long(limits)
    if ended == -signal.SIGSEGV:
        return QueryError("the query is nested too deeply; flatten it")
    if ended in (_FULL, -signal.SIGABRT, -signal.SIGKILL):
        allowed = f"{limits.megabytes} MB" if limits.megabytes else "there is"
        return LimitError(f"the query needs more memory than {allowed}; narrow it or add a LIMIT")
    return QueryError(f"the query ended without an answer (exit code {ended}); report it")


def _too_long(limits: Limits) -> LimitError:
    return LimitError(f"the query took longer than {limits.seconds or 0:g} s; narrow it or allow more time")


def _obey(work: Callable[[], object], writer: Connection, limits: Limits) -> NoReturn:
    """What the child does: the work, the answer, and out, without a handler of the parent's."""
    code = 1
    try:
        gc.disable()
        _alone()
        _confine(limits)
        writer.send(_outcome(work))
        code = 0
    except MemoryError:
        code = _FULL
    finally:
        os._exit(code)


def _outcome(work: Callable[[], object]) -> object:
    try:
        return work()
    except MemoryError:
        raise
    except Exception as error:  # handed over to the caller
        return error


def _alone() -> None:
    """Let go of what belongs to the parent: its signals, its connections, its terminal."""
    faulthandler.disable()
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    for entry in os.listdir("/dev/fd"):
        with contextlib.suppress(OSError):
            if stat.S_ISSOCK(os.fstat(int(entry)).st_mode):
                os.close(int(entry))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _confine(limits: Limits) -> None:
    """Limits that the system keeps, even where the parent is gone; macOS knows none of memory."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if limits.seconds is not None:
        most = math.ceil(limits.seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
    if limits.megabytes is not None:
        with contextlib.suppress(OSError, ValueError):
            most = _held() + (limits.megabytes << 20)
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _held() -> int:
    """Bytes of address space that this process has."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
