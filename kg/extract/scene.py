"""A passage with all that was found out of it before names are recognised: sentences, words, tags."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.page.passage import Passage

if TYPE_CHECKING:
    from kg.extract.tagger import Tagged

    Tags = tuple[Sequence[tuple[int, int, str]], Sequence[Tagged]]

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”’」』]?|[。！？!?\n]+")


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """A word or tagged span of a passage: offsets and part of speech or label."""

    start: int
    end: int
    pos: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A passage with its sentences, its words with parts of speech, and the spans of the taggers.

    `words` tile the sentences from left to right; `spans` carry the labels PER, LOC, ORG, COMPANY, JOB, TIME
    with the names of the taggers that found them (`lac`, `fool`, or `lac fool` where both agree).
    """

    passage: Passage
    sentences: tuple[tuple[int, int], ...]
    words: tuple[Word, ...]
    spans: tuple[tuple[Word, str], ...]
    starts: tuple[int, ...]

    @property
    def text(self) -> str:
        """The text of the passage."""
        return self.passage.text

    def word_at(self, position: int) -> int:
        """Index of the word that covers a position, or of the first one after it."""
        i = bisect_right(self.starts, position) - 1
        return i if i >= 0 and self.words[i].end > position else i + 1

    def word_before(self, position: int) -> int:
        """Index of the word that ends at or covers `position - 1`, or -1."""
        return bisect_left(self.starts, position) - 1

    def begins(self, position: int) -> bool:
        """Whether a word begins at a position."""
        i = bisect_left(self.starts, position)
        return i < len(self.starts) and self.starts[i] == position

    def whole(self, start: int, end: int) -> bool:
        """Whether words begin and end where a stretch does."""
        return self.begins(start) and self.words[self.word_before(end)].end == end

    def sentence_at(self, position: int) -> tuple[int, int]:
        """The sentence that holds a position."""
        i = bisect_right(self.sentences, (position, len(self.text) + 1)) - 1
        return self.sentences[max(i, 0)]


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Sentence borders (start, end) of a text; end marks and closing quotes belong to the sentence."""
    return tuple(m.span() for m in _SENTENCE.finditer(text) if m.group().strip())


def scenes(passages: Sequence[Passage], models: tuple[str, ...] = ("lac", "fool")) -> tuple[Scene, ...]:
    """The scenes of the passages of a page; the taggers see all their sentences in one batch."""
    from kg.extract import tagger

    cuts = [sentences(p.text) for p in passages]
    texts = [p.text[s:e] for p, cut in zip(passages, cuts, strict=True) for s, e in cut]
    read = iter(zip(tagger.words(texts), tagger.tag(texts, models), strict=True))
    return tuple(_scene(p, cut, [next(read) for _ in cut]) for p, cut in zip(passages, cuts, strict=True))


def _scene(passage: Passage, cut: tuple[tuple[int, int], ...], read: Sequence[Tags]) -> Scene:
    words: list[Word] = []
    found: dict[tuple[int, int, str], set[str]] = {}
    for (start, _), (tiles, names) in zip(cut, read, strict=True):
        words.extend(Word(start + s, start + e, pos) for s, e, pos in tiles)
        for name in names:
            found.setdefault((start + name.start, start + name.end, name.label), set()).add(name.by)
    spans = tuple((Word(s, e, label), " ".join(sorted(by))) for (s, e, label), by in sorted(found.items()))
    return Scene(passage, cut, tuple(words), spans, tuple(w.start for w in words))
