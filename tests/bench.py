"""How fast, and how much memory: the extractor beside the taggers it carries and a segmenter, in one run.

`python -m tests.bench` measures on one core and prints each figure beside its yardstick. The command is timed
as a process of its own, its start included; the rest in this process, ready beforehand. Speeds are the best
of a few rounds in which all take turns, by the clock and by the processor's time: the second hardly depends
on what else the machine does. Nothing fails here because a machine is slow.
"""

from __future__ import annotations

import math
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[_name] = "1"  # before numpy is loaded

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLE = ROOT / "data" / "sample"

ROUNDS = 3
COMMANDS = 2
STARTS = 5
SAMPLE_COPIES = 5
YARDSTICKS = {"extract": 30_000, "memory": 800, "import": 50, "help": 400}
"""Characters a second at least; megabytes and milliseconds at most."""

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Speed:
    """Characters a second, by the clock and by the processor's time."""

    name: str
    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run measured: memory in megabytes, starts in milliseconds."""

    text: str
    characters: int
    speeds: tuple[Speed, ...]
    memory: float
    import_ms: float
    help_ms: float


def run() -> Figures:
    """Measure all; the processes of the command go first, while this one is small."""
    name, texts = _texts()
    with tempfile.TemporaryDirectory() as folder:
        pages = _write(texts, Path(folder))
        out = str(Path(folder) / "records.out")
        command = min(_timed(lambda: _extract(pages, out), children=True) for _ in range(COMMANDS))
    characters = sum(map(len, texts))
    return Figures(
        name,
        characters,
        (Speed("kg extract", characters / command[0], characters / command[1]), *speeds(texts)),
        _peak(),
        _best(import_seconds) * 1000,
        _best(help_seconds) * 1000,
    )


def _texts() -> tuple[str, list[str]]:
    """The long pages beside the project, else the sample a few times over."""
    found = sorted(CORPUS.glob("r*.txt")) if CORPUS.is_dir() else []
    name, paths = ("corpus", found) if found else ("sample", sorted(SAMPLE.glob("*.txt")) * SAMPLE_COPIES)
    return name, [path.read_text(encoding="utf-8") for path in paths]


def _write(texts: list[str], folder: Path) -> list[str]:
    paths = [folder / f"{number:03}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def _extract(pages: list[str], out: str) -> None:
    subprocess.run([sys.executable, "-m", "kg", "extract", *pages, "-o", out], check=True)


def _peak() -> float:
    """Most memory that a process started so far held at once, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / _MEGABYTE if platform.system() == "Darwin" else peak / 1024


def speeds(texts: list[str]) -> tuple[Speed, ...]:
    """The extractor as a function, and each tagger alone over the sentences of the same texts."""
    sentences = [s for text in texts for s in _SENTENCE.findall(text)]
    characters = sum(map(len, texts))
    best: dict[str, tuple[float, float]] = {}
    for number in range(ROUNDS):
        for name, work in _works(texts, sentences, number):
            best[name] = min(_timed(work), best.get(name, (math.inf, math.inf)))
    return tuple(Speed(name, characters / clock, characters / used) for name, (clock, used) in best.items())


def _works(texts: list[str], sentences: list[str], number: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is timed, each made ready by a first reading.

    The taggers keep what they read last; a list that is longer each round sees to it that nothing timed is a
    memory.
    """
    import jieba.posseg

    from kg.extract.page import extract
    from kg.extract.tagger import tag, words
    from kg.model import Page

    jieba.setLogLevel(60)
    pages = [Page(f"r{i:02}", text) for i, text in enumerate(texts)]
    fresh = [*sentences, *["本报讯"] * (number + 1)]
    first = "".join(sentences[:3])
    extract(Page("first", first))
    jieba.posseg.lcut(first)
    yield "its function", lambda: [extract(page) for page in pages]
    yield "jieba.posseg", lambda: [jieba.posseg.lcut(s) for s in sentences]
    yield "LAC", lambda: words(fresh)
    yield "Fool", lambda: tag(fresh, ("fool",))


def _timed(work: Callable[[], object], children: bool = False) -> tuple[float, float]:
    """Seconds by the clock and of the processor, of this process or of those it starts."""
    whose = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF
    clock, before = time.perf_counter(), resource.getrusage(whose)
    work()
    after = resource.getrusage(whose)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - clock, used


def import_seconds() -> float:
    """Time of `import kg` in a fresh interpreter."""
    code = "import time; began = time.perf_counter(); import kg; print(time.perf_counter() - began)"
    return float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout)


def help_seconds() -> float:
    """Time of a whole process of `kg --help`."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "kg", "--help"], check=True, capture_output=True)
    return time.perf_counter() - began


def _best(seconds: Callable[[], float]) -> float:
    return min(seconds() for _ in range(STARTS))


def render(figures: Figures) -> Iterator[str]:
    """The figures as lines of a table, yardsticks beside them."""
    yield f"{figures.characters:,} characters of the {figures.text}, one core, best of {ROUNDS} rounds"
    yield ""
    yield f"{'':14}{'characters/s':>14}{'of processor':>14}{'ratio':>8}"
    whole = figures.speeds[0]
    for speed in figures.speeds:
        ratio = speed.processor / whole.processor
        said = f"   yardstick >= {YARDSTICKS['extract']:,}" if speed is whole else ""
        yield f"{speed.name:14}{speed.clock:14,.0f}{speed.processor:14,.0f}{ratio:8.2f}{said}"
    yield ""
    yield f"{'kg extract, peak memory':28}{figures.memory:8,.0f} MB   yardstick < {YARDSTICKS['memory']} MB"
    yield f"{'import kg':28}{figures.import_ms:8,.1f} ms   yardstick < {YARDSTICKS['import']} ms"
    yield f"{'kg --help':28}{figures.help_ms:8,.0f} ms   yardstick < {YARDSTICKS['help']} ms"


if __name__ == "__main__":
    print("\n".join(render(run())))
