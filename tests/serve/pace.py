"""What a search of fifty thousand names costs beside a plain fold of all of them: `python -m tests.serve.pace`.

A process of its own, so that nothing else shares its time and its memory; prints JSON, ratio by words.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from kg.serve.index import Index
from kg.serve.search import Search, folded
from tests.view.story import crowd

WORDS = (
    "第77纺织有限公司",
    "第77",
    "纺织有限公司",
    "d77fzyxgs",
    "dfzyxgs",
    "di77fangzhi",
    "d",
    "7",
    "第9司",
    "zzz",
    "不存在",
)


def large() -> Search:
    """A search made ready over fifty thousand names."""
    search = Search(Index(crowd(50_000), {}))
    search.index.warm()
    search.spell()
    return search


def ratios() -> dict[str, float]:
    """Processor time of each search over that of the fold, the best of three each."""
    search = large()
    names = [node.name for node in search.index.graph.entities]
    plain = min(_seconds(lambda: [folded(name) for name in names]) for _ in range(3))
    return {words: min(_seconds(lambda w=words: search.find(w)) for _ in range(3)) / plain for words in WORDS}


def _seconds(task: Callable[[], object]) -> float:
    start = time.process_time()
    task()
    return time.process_time() - start


if __name__ == "__main__":
    print(json.dumps(ratios()))
