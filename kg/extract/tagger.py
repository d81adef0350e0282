"""The pretrained taggers: what two small networks take for names in a sentence, and its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import ChoiceError

Span = tuple[int, int, str]

LABELS = {
    "fool": {
        "person": "PER",
        "location": "LOC",
        "org": "ORG",
        "company": "COMPANY",
        "job": "JOB",
        "time": "TIME",
    },
    "lac": {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "TIME": "TIME"},
}
"""The labels of each network that name something, and ours for them."""

_LONGEST = 400
_CUT = re.compile(r"[，、；：,;:\s](?=[^，、；：,;:\s]*$)")


@dataclass(frozen=True, slots=True, order=True)
class Tagged:
    """A stretch of a sentence that a tagger takes for a name: PER, LOC, ORG, COMPANY, JOB or TIME.

    `start` and `end` count code points of the sentence; neither end is a space. `by` is the tagger.
    """

    start: int
    end: int
    label: str
    by: str


def tag(sentences: Sequence[str], models: tuple[str, ...] = ("lac", "fool")) -> list[tuple[Tagged, ...]]:
    """The names of each sentence by each of the models, sorted; raises ChoiceError for an unknown model."""
    unknown = [name for name in models if name not in LABELS]
    if unknown:
        raise ChoiceError(f"no tagger {unknown[0]!r}; choose from {', '.join(sorted(LABELS))}")
    found = [_spans(name, tuple(sentences)) for name in models]
    return [
        tuple(sorted(t for name, spans in zip(models, read, strict=True) for t in _tagged(s, spans, name)))
        for s, *read in zip(sentences, *found, strict=True)
    ]


def words(sentences: Sequence[str]) -> list[tuple[Span, ...]]:
    """The words of each sentence, from its first character to its last: start, end, LAC's part of speech.

    Names have the parts of speech PER, LOC, ORG and TIME.
    """
    return list(_spans("lac", tuple(sentences)))


@lru_cache(maxsize=4096)
def worded(text: str) -> bool:
    """Whether a name is of common words alone (蔬菜批发市场), with no brand or place in it that is no word."""
    from kg.extract.networks import lac

    return lac.worded(text)


@lru_cache(maxsize=4)
def _spans(name: str, sentences: tuple[str, ...]) -> tuple[tuple[Span, ...], ...]:
    """Spans of a network with its own labels; kept, because names and words come of one reading."""
    read = _reader(name)
    cut = [list(_pieces(s)) for s in sentences]
    spans = iter(read([s[a:b] for s, borders in zip(sentences, cut, strict=True) for a, b in borders]))
    return tuple(tuple(next(spans) if len(borders) == 1 else _joined(borders, spans)) for borders in cut)


def _joined(borders: Sequence[tuple[int, int]], read: Iterator[list[Span]]) -> Iterator[Span]:
    """The spans of the pieces of one sentence, counted from its beginning."""
    for first, _ in borders:
        for start, end, label in next(read):
            yield first + start, first + end, label


def _reader(name: str) -> Callable[[Sequence[str]], list[list[Span]]]:
    if name == "fool":
        from kg.extract.networks import fool

        return fool.spans
    from kg.extract.networks import lac

    return lac.words


def _pieces(sentence: str) -> Iterator[tuple[int, int]]:
    """Borders of the pieces in which a sentence is read: one, unless it is longer than any real sentence."""
    start = 0
    while len(sentence) - start > _LONGEST:
        cut = _CUT.search(sentence, start, start + _LONGEST)
        end = cut.end() if cut else start + _LONGEST
        yield start, end
        start = end
    yield start, len(sentence)


def _tagged(sentence: str, spans: Sequence[Span], name: str) -> Iterator[Tagged]:
    labels = LABELS[name]
    for start, end, label in spans:
        if label in labels:
            text = sentence[start:end]
            start, end = end - len(text.lstrip()), start + len(text.rstrip())
            if start < end:
                yield Tagged(start, end, labels[label], name)
