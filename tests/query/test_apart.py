"""Work apart ends with its limits and leaves nothing behind."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.query.answer import LimitError, Limits, QueryError
from kg.query.apart import Crew, apart
from tests.processes import children

NONE = Limits(seconds=None)


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_the_result_and_the_error_come_back() -> None:
    assert apart(lambda: {"a": (1, "石")}, NONE) == {"a": (1, "石")}
    with pytest.raises(KeyError, match="lost"):
        apart(lambda: {}["lost"], NONE)


def test_it_is_another_process_and_changes_nothing_here() -> None:
    held = [1]
    assert apart(lambda: (os.getpid(), held.append(2)), NONE)[0] != os.getpid()
    assert held == [1]


def test_past_its_time_it_does_not_run_any_more(tmp_path: Path) -> None:
    def spin() -> None:
        (tmp_path / "pid").write_text(str(os.getpid()))
        while True:
            pass

    began = time.monotonic()
    with pytest.raises(LimitError, match=r"longer than 0\.3 s"):
        apart(spin, Limits(seconds=0.3))
    assert time.monotonic() - began < 60
    assert gone(int((tmp_path / "pid").read_text()))


def test_the_system_ends_it_where_the_caller_cannot(tmp_path: Path) -> None:
    """As when the server itself was killed: the child's own limit of processor time."""

    def orphan() -> None:
        def spin() -> None:
            (tmp_path / "pid").write_text(str(os.getpid()))
            while True:
                pass

        apart(spin, Limits(seconds=0.5))

    parent = os.fork()
    if parent == 0:
        orphan()
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        time.sleep(0.01)
    os.kill(parent, 9)
    os.waitpid(parent, 0)
    pid = int((tmp_path / "pid").read_text())
    deadline = time.monotonic() + 30
    while not gone(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert gone(pid)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux limits memory")
def test_memory_is_limited_beside_what_is_held() -> None:
    held = bytearray(64 << 20)
    assert apart(lambda: len(held), Limits(megabytes=32)) == 64 << 20
    with pytest.raises(LimitError, match="more memory than 32 MB"):
        apart(lambda: len(bytearray(200 << 20)), Limits(megabytes=32))


def test_a_process_that_dies_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(QueryError, match="exit code 3"):
        apart(lambda: os._exit(3), NONE)
    with pytest.raises(LimitError, match="memory"):
        apart(os.abort, NONE)
    with pytest.raises(QueryError, match="nested"):
        apart(lambda: os.kill(os.getpid(), 11), NONE)
    assert capfd.readouterr().err == ""


def test_many_at_once_from_threads_do_not_wait_for_each_other() -> None:
    barrier = threading.Barrier(8)

    def one(number: int) -> float:
        barrier.wait()
        began = time.monotonic()
        if number == 0:
            with pytest.raises(LimitError):
                apart(lambda: time.sleep(60), Limits(seconds=3))
            return 0.0
        assert apart(lambda: number * 2, Limits(seconds=30)) == number * 2
        return time.monotonic() - began

    with ThreadPoolExecutor(8) as pool:
        assert max(pool.map(one, range(8))) < 2.5


def test_no_child_is_left_over() -> None:
    before = children()
    apart(lambda: 1, NONE)
    assert children() <= before


def echo(given: object) -> object:
    if given == "spin":
        while True:
            pass
    if given == "fail":
        raise KeyError("lost")
    return os.getpid() if given == "pid" else given


def test_a_crew_works_on_in_the_same_process() -> None:
    crew = Crew(echo, Limits(seconds=20))
    first = crew.do("pid")
    assert first != os.getpid()
    assert crew.do((1, "石")) == (1, "石")
    with pytest.raises(KeyError, match="lost"):
        crew.do("fail")
    assert crew.do("pid") == first
    crew.close()
    assert gone(first)


def test_one_that_passes_a_limit_is_replaced() -> None:
    crew = Crew(echo, Limits(seconds=0.5))
    first = crew.do("pid")
    with pytest.raises(LimitError):
        crew.do("spin")
    assert gone(first)
    second = crew.do("pid")
    os.kill(second, 9)
    time.sleep(0.2)
    assert crew.do("pid") not in (first, second)
    crew.close()


def test_a_crew_that_nobody_holds_goes_home() -> None:
    crew = Crew(echo, NONE)
    pid = crew.do("pid")
    del crew
    assert gone(pid)


def test_a_crew_of_many_threads() -> None:
    before = children()
    crew = Crew(echo, Limits(seconds=30))
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(crew.do, range(40))) == list(range(40))
        assert len(set(pool.map(crew.do, ["pid"] * 20))) <= 4
    crew.close()
    assert children() <= before
