"""Search by name, alias, pinyin and initials: all forms in a few long texts, found by plain text search."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product
from typing import Any, NamedTuple, cast

from kg.serve.index import Index

_END = "\n"
_READINGS = 12
"""Most readings of a name that are held beside its usual one."""
_SHORT = 4
"""Characters up to which a name is held in its other readings too."""
_SCANNED = 4_000
"""Places of a text that are looked at; a single letter stands almost anywhere."""


class Hit(NamedTuple):
    """An entity that was found; `form` is the alias that matched, empty where its name did."""

    id: str
    form: str


@dataclass(frozen=True, slots=True)
class _Text:
    """Forms laid end to end: where each begins, and whose it is."""

    text: str
    starts: tuple[int, ...]
    owners: tuple[int, ...]

    def found(self, wanted: str) -> Iterator[tuple[int, int]]:
        """(How well, owner): 0 where a form is what is wanted, 1 where it begins so, 2 where it holds it."""
        for needle, grade in ((f"{_END}{wanted}{_END}", 0), (f"{_END}{wanted}", 1), (wanted, 2)):
            yield from ((grade, owner) for owner in islice(self._owners(needle, grade < 2), _SCANNED))

    def _owners(self, needle: str, leading: bool) -> Iterator[int]:
        at = self.text.find(needle)
        while at >= 0:
            yield self.owners[bisect_right(self.starts, at + leading) - 1]
            at = self.text.find(needle, at + 1)


class Search:
    """All names of a graph, to be searched as a person types."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.forms = [(n.id, form, form != n.name) for n in index.ranked for form in (n.name, *n.aliases)]
        self.place = {node.id: place for place, node in enumerate(index.ranked)}
        self._written = _laid(self.forms, lambda form: (folded(form),))
        self._spelt: _Text | None = None
        self._initials: _Text | None = None

    def spell(self) -> None:
        """Make the search by pinyin ready; it is without until then."""
        self._spelt = _laid(self.forms, lambda form: readings(form)[0])
        self._initials = _laid(self.forms, lambda form: readings(form)[1])

    def find(self, words: str, types: Collection[str] = ()) -> list[Hit]:
        """Entities that words may mean, the best first: how well they fit, then how well connected.

        Characters in their order but apart (`淄高新区`) count where nothing fits better.
        """
        wanted = folded(words)
        if not wanted:
            return []
        if words.strip() in self.index.nodes:
            return [Hit(words.strip(), "")]
        found = dict(self._graded(wanted))
        if not found:
            found = dict(self._scattered(wanted))
        best: dict[str, tuple[tuple[int, int, int], str]] = {}
        for number, grade in found.items():
            id_, form, alias = self.forms[number]
            if types and self.index.nodes[id_].type not in types:
                continue
            key = (grade, int(alias), self.place[id_])
            best[id_] = min(best.get(id_, (key, form)), (key, form))
        ordered = sorted(best.items(), key=lambda item: item[1][0])
        return [Hit(id_, form if key[1] else "") for id_, (key, form) in ordered]

    def _graded(self, wanted: str) -> Iterator[tuple[int, int]]:
        """(Number of a form, how well it fits), the best of a form last."""
        spelt = wanted.isascii() and wanted.isalnum()
        texts = [self._written, *((self._initials, self._spelt) if spelt else ())]
        graded = (
            (3 * rank + grade, owner) for rank, t in enumerate(texts) if t for grade, owner in t.found(wanted)
        )
        yield from ((owner, grade) for grade, owner in sorted(graded, reverse=True))

    def _scattered(self, wanted: str) -> Iterator[tuple[int, int]]:
        spelt = self._initials if wanted.isascii() and wanted.isalnum() else None
        for text in filter(None, (self._written, spelt)):
            for owner, form in zip(text.owners, text.text[1:-1].split(_END), strict=True):
                if form[:1] == wanted[0] and _in_order(wanted, form):
                    yield owner, 9


def _laid(forms: list[tuple[str, str, bool]], spell: Callable[[str], Collection[str]]) -> _Text:
    parts, starts, owners, at = [_END], [], [], 1
    for number, (_, form, _) in enumerate(forms):
        for spelling in spell(form):
            parts.append(spelling + _END)
            starts.append(at)
            owners.append(number)
            at += len(spelling) + 1
    return _Text("".join(parts), tuple(starts), tuple(owners))


def _in_order(wanted: str, form: str) -> bool:
    left = iter(form)
    return all(letter in left for letter in wanted)


@lru_cache(maxsize=200_000)
def folded(text: str) -> str:
    """A text as it is compared: width, case, spaces and quotation marks passed over."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if not c.isspace() and c not in "\"'“”‘’《》〈〉「」·'")


@lru_cache(maxsize=200_000)
def readings(form: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A name in full pinyin, and in initials; short ones in each reading of their characters."""
    syllables = _usual(folded(form))
    ways = [syllables]
    if len(form) <= _SHORT:
        ways += islice(product(*(_sounds(c) for c in folded(form))), _READINGS)
    full = dict.fromkeys("".join(way) for way in ways)
    return tuple(full), tuple(dict.fromkeys("".join(s[:1] for s in way) for way in ways))


def _usual(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(text, errors=cast("Any", list)))


@cache
def _sounds(character: str) -> tuple[str, ...]:
    """All readings of a character, the usual first; itself where it has none."""
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors=cast("Any", list))
    return tuple(dict.fromkeys(found[0])) if found else (character,)


def labels(hits: list[Hit], index: Index) -> list[Mapping[str, object]]:
    """Hits as the API gives them."""
    return [
        {
            "id": hit.id,
            "label": index.nodes[hit.id].name,
            "type": index.nodes[hit.id].type,
            "degree": index.degrees[hit.id],
            "form": hit.form or None,
            "hint": index.hint(hit.id),
        }
        for hit in hits
    ]
