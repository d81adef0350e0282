"""The same pages give the same bytes, with the real extractor: in any order, batches, hash seed, workers."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from kg.resolve import resolve
from tests.resolve.corpus import corpus

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = sorted(map(str, (ROOT / "data" / "sample").glob("*.txt")))
CODE = """
import sys
from kg.cli import main, run
if __name__ == "__main__":
    target, workers, *batches = sys.argv[1:]
    for batch in batches:
        assert run(["build", *batch.split("|"), "-o", f"{target}.kg", "-j", workers]) == 0
    for form in ("json", "nquads", "graphml"):
        assert run(["export", f"{target}.kg", "--to", form, "-o", f"{target}.{form}"]) == 0
"""


def built(folder: Path, seed: int) -> dict[str, bytes]:
    """Exports of the sample pages, built with this hash seed in shuffled batches by seed + 1 workers."""
    pages, chance = list(SAMPLE), random.Random(seed)
    chance.shuffle(pages)
    cut = chance.randrange(1, len(pages)) if seed else len(pages)
    batches = ["|".join(part) for part in (pages[:cut], pages[cut:]) if part]
    script = folder / "build.py"
    script.write_text(CODE, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(seed)}
    arguments = [sys.executable, str(script), str(folder / f"w{seed}"), str(seed + 1), *batches]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {form: (folder / f"w{seed}.{form}").read_bytes() for form in ("json", "nquads", "graphml")}


def test_orders_batches_seeds_and_workers_give_the_same_bytes(tmp_path: Path) -> None:
    wanted = built(tmp_path, 0)
    assert len(wanted["json"]) > 10_000
    for seed in (1, 2, 3):
        assert built(tmp_path, seed) == wanted


def test_order_of_a_whole_press_does_not_matter() -> None:
    records = list(corpus(600, 5).records)
    wanted = resolve(records)
    for seed in (1, 2):
        random.Random(seed).shuffle(records)
        assert resolve(records) == wanted
