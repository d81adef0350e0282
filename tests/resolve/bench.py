"""What an added page costs in a workspace of any size: `python -m tests.resolve.bench [PAGES ...]`.

The pages come from the made-up press as records, so extraction is not measured. Each size is a process of its
own: it puts all pages one by one but the last few hundred, then times those, each a transaction of its own;
then it assembles the graph. Printed are the median and the mean of an added page with its writing to disk,
the same of the processor, and the most memory the process held, building and assembling.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from kg.assemble import assemble
from kg.workspace import create
from tests.resolve.corpus import corpus

SIZES = ("1000", "10000", "100000")
ADDED = 500
WITHIN = 2.0
"""How much dearer a page may become from the smallest size to the largest."""
MEMORY = 4096


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of an added page, seconds to fill and to assemble, megabytes at the most."""

    pages: int
    median: float
    mean: float
    processor: float
    filled: float
    built: float
    assembled: float
    peak: float

    def __str__(self) -> str:
        """The cost as a line of the table."""
        parts = (self.median, self.mean, self.processor, self.filled, self.built, self.assembled, self.peak)
        return f"{self.pages:10,}" + "".join(f"{part:12,.2f}" for part in parts)


def measure(pages: int) -> Cost:
    """Put so many pages into a workspace, and time some hundred more."""
    made = corpus(pages + ADDED)
    held = list(zip(made.pages, made.records, strict=True))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "press.kg"
        begun = time.perf_counter()
        with create(path) as workspace:
            workspace._db.execute("PRAGMA synchronous = OFF")  # while it is filled: no page is timed yet
            for page, record in held[:-ADDED]:
                workspace.put(page, record, "bench")
            filled = time.perf_counter() - begun
            workspace._db.execute("PRAGMA synchronous = FULL")
            times, processor = [], time.process_time()
            for page, record in held[-ADDED:]:
                begun = time.perf_counter()
                workspace.put(page, record, "bench")
                times.append(1000 * (time.perf_counter() - begun))
            used = 1000 * (time.process_time() - processor) / ADDED
        built, begun = _peak(), time.perf_counter()
        del made, held
        assemble(path)
        return Cost(
            pages, median(times), mean(times), used, filled, built, time.perf_counter() - begun, _peak()
        )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(sizes: list[str]) -> None:
    """Print the costs at each size, and how far they are flat."""
    heads = ("median ms", "mean ms", "cpu ms", "fill s", "build MB", "assemble s", "peak MB")
    print(f"{'pages':>10}" + "".join(f"{head:>12}" for head in heads), flush=True)
    rows = []
    for size in sizes:
        command = [sys.executable, "-m", "tests.resolve.bench", "--one", size]
        line = subprocess.run(command, check=True, capture_output=True, text=True).stdout.rstrip()
        print(line, flush=True)
        rows.append([float(part.replace(",", "")) for part in line.split()])
    for at, name in ((1, "median"), (2, "mean"), (3, "processor")):
        costs = [row[at] for row in rows]
        print(f"{name}: dearest / cheapest {max(costs) / min(costs):.2f} (at most {WITHIN})")
    print(f"memory: {max(row[-1] for row in rows):,.0f} MB (less than {MEMORY})")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(measure(int(sys.argv[2])))
    else:
        main(sys.argv[1:] or list(SIZES))
