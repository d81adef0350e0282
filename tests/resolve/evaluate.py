"""How well a generated press is resolved: `python -m tests.resolve.evaluate [PAGES] [SEED]`.

Pairwise precision and recall and B-cubed, in all and by type, with time and memory.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.resolve import Cluster, resolve
from tests.resolve.corpus import Key, corpus


@dataclass(frozen=True, slots=True)
class Score:
    """Shares in [0, 1]; 1 where there is nothing to find."""

    precision: float
    recall: float
    cubed_precision: float
    cubed_recall: float

    def __str__(self) -> str:
        return (
            f"{self.precision:10.4f}{self.recall:10.4f}{self.cubed_precision:10.4f}{self.cubed_recall:10.4f}"
        )


def score(found: Mapping[Key, str], truth: Mapping[Key, str]) -> Score:
    """Score clusters, given as member to id, against the truth on the same members."""
    cells = Counter((found[member], truth[member]) for member in found)
    made, real = Counter(found.values()), Counter(truth[member] for member in found)
    both = _pairs(cells.values())
    count = sum(cells.values()) or 1
    return Score(
        both / _pairs(made.values()) if _pairs(made.values()) else 1.0,
        both / _pairs(real.values()) if _pairs(real.values()) else 1.0,
        sum(n * n / made[cluster] for (cluster, _), n in cells.items()) / count,
        sum(n * n / real[key] for (_, key), n in cells.items()) / count,
    )


def by_type(clusters: Iterable[Cluster], truth: Mapping[Key, str]) -> dict[str, Score]:
    """Scores by type, and of all as an empty type."""
    types: dict[str, dict[Key, str]] = {"": {}}
    for cluster in clusters:
        for member in cluster.members:
            types[""][member] = types.setdefault(cluster.type, {})[member] = cluster.id
    return {kind: score(members, truth) for kind, members in sorted(types.items())}


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def main(arguments: list[str]) -> None:
    """Print the scores of a corpus."""
    pages, seed = map(int, [*arguments, *("20000", "0")[len(arguments) :]])
    made = corpus(pages, seed)
    begun = time.perf_counter()
    clusters = resolve(made.records)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{pages:,} pages, {len(made.truth):,} entities, {len(clusters):,} clusters")
    print(f"{seconds:.1f} s to resolve, {peak:,.0f} MB at the most")
    print(f"{'':24}{'precision':>10}{'recall':>10}{'B3 prec':>10}{'B3 rec':>10}")
    for kind, found in by_type(clusters, made.truth).items():
        print(f"{kind or 'all':24}{found}")


if __name__ == "__main__":
    main(sys.argv[1:])
