"""Names that the rules find on a page, and how likely each is one by two trained models: the typer of `fit`, and a
logistic regression over what it says of all the places of a name, the rules that propose the name and its length.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.reading import Mention
from kg.extract.scene import Scene
from tests.learnt.fit import Batch, Floats, Weights, odds
from tests.learnt.states import states

LABELS = (
    *("", "Person", "AdministrativeDivision", "Zone", "PublicBody", "Enterprise", "Institution"),
    *("Initiative", "Project", "Document", "Event", "Platform", "Facility"),
)
"""What a stretch may name; at first, nothing."""
APART = frozenset({"anaphor", "relative", "surname-post", "group", "shared"})
"""Rules whose mentions stand for what is named elsewhere; they are not judged."""
_OPEN, _CLOSE = "“‘《「", "”’》」"
_LONGEST, _MOST, _LENGTHS = 40, 4, 6
_SURE = 5.3
"""Log odds beyond which the typer is not heard out: 199 to 1."""

Name = tuple[str, str]
Features = dict[str, float]
Found = Sequence[Sequence[Mention]]


@dataclass(frozen=True, slots=True)
class Models:
    """A typer, and the weights of the features of names."""

    typer: Weights
    weights: Mapping[str, float]


def believed(
    models: Models, scenes: Sequence[Scene], found: Found, least: float
) -> list[tuple[Mention, ...]]:
    """The mentions of a page without those whose names are less likely than `least`."""
    told = features(models.typer, scenes, found)
    doubted = {name for name, some in told.items() if probability(models.weights, some) < least}
    return [tuple(m for m in mentions if m.by in APART or _name(m) not in doubted) for mentions in found]


def probability(weights: Mapping[str, float], told: Features) -> float:
    """The probability that a name of these features is one of its type."""
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in told.items())))


def features(typer: Weights, scenes: Sequence[Scene], found: Found) -> dict[Name, Features]:
    """The features of each name of a page that can be judged."""
    read = states([s.text[a:b] for s in scenes for a, b in s.sentences])
    borders = [(i, a, b) for i, s in enumerate(scenes) for a, b in s.sentences]
    by_name: dict[Name, list[tuple[Mention, Floats]]] = defaultdict(list)
    for (i, first, last), shown in zip(borders, read, strict=True):
        asked = [m for m in found[i] if _judged(scenes[i].text, m, (first, last))]
        if asked:
            spans = [bare(scenes[i].text, m.start, m.end) for m in asked]
            batch = Batch(shown, np.array(spans) - first, [0] * len(spans))
            for mention, row in zip(asked, odds(typer, [batch]), strict=True):
                by_name[_name(mention)].append((mention, row))
    return {name: dict(_features(name, some)) for name, some in by_name.items()}


def _judged(text: str, mention: Mention, sentence: tuple[int, int]) -> bool:
    start, end = bare(text, mention.start, mention.end)
    inside = sentence[0] <= start and end <= sentence[1]
    return inside and mention.by not in APART and 1 < end - start < _LONGEST


def _features(name: Name, some: Sequence[tuple[Mention, Floats]]) -> Iterator[tuple[str, float]]:
    kind, text = name
    at = LABELS.index(kind)
    yield "any", 1.0
    yield f"type={kind}", 1.0
    for rule in sorted({mention.by.partition(" ")[0] for mention, _ in some}):
        yield f"rule={kind} {rule}", 1.0
    yield f"named={min(len(some), _MOST)}", 1.0
    yield f"length={min(len(text) // 3, _LENGTHS)}", 1.0
    yield f"length:{kind}={min(len(text) // 3, _LENGTHS)}", 1.0
    said = [_bounded(row[at]) for _, row in some]
    yield "odds mean", sum(said) / len(said)
    yield "odds best", max(said)
    yield f"odds best:{kind}", max(said)
    yield "odds of none", min(_bounded(row[0]) for _, row in some)


def _bounded(odds: float) -> float:
    return max(-_SURE, min(_SURE, float(odds))) / 2


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the marks of quotation that enclose all of it."""
    while start < end and text[start] in _OPEN:
        close = _CLOSE[_OPEN.index(text[start])]
        if text.find(close, start) != end - 1:
            break
        start, end = start + 1, end - 1
    return start, end


def _name(mention: Mention) -> Name:
    return mention.type, mention.text.strip(_OPEN + _CLOSE)
