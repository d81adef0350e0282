"""Sentences with marked names, as in the pattern tables, made into readings.

`[临江县/A]` is a name with the letter of its type; `[S:临江县/A]` and `[O:…]` mark ends of an expected fact;
`[临江县=该县/A]` prints 该县 for an entity whose name is 临江县. Marks may be nested.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.reading import Context, Mention, Passage, Reading
from kg.extract.relations.scene import CODES

_MARK = re.compile(r"\[(?:([SO]):)?([^\[\]]+)/([A-Z])\]")
_OPEN, _CLOSE = "\ue100", "\ue101"


@dataclass(frozen=True)
class Marked:
    """A reading and the entities marked as subjects and objects."""

    reading: Reading
    subjects: tuple[str, ...]
    objects: tuple[str, ...]


def marked(text: str, place: str | None = None, headline: bool = False) -> Marked:
    """The reading of a marked text; `place` is the page's, the first line is a headline if `headline`."""
    found: list[tuple[str, str, str, str]] = []

    def note(match: re.Match[str]) -> str:
        role, words, code = match[1] or "", match[2], match[3]
        name, _, printed = words.rpartition("=")
        found.append((role, _plain(name or printed), _plain(printed), code))
        return f"{_OPEN}{len(found) - 1:03d}{printed}{_CLOSE}"

    while _MARK.search(text):
        text = _MARK.sub(note, text)
    plain, mentions = _placed(text, found)
    ids = {m.entity: name for m, name in mentions}
    types = {m.entity: m.type for m, _ in mentions}
    spots = tuple(sorted((m for m, _ in mentions), key=lambda m: (m.start, -m.end)))
    sentences = tuple(m.span() for m in re.finditer(r"[^。！？\n]+[。！？]?[”’]?\n?|\n", plain))
    body = plain.index("\n") + 1 if headline else 0
    passage = Passage("a1", plain[:body].strip(), plain, range(len(plain)), body)
    entity = next((e for e, n in ids.items() if n == place), None)
    reading = Reading(passage, sentences, spots, types, ids, Context(place, None, entity, None, 2021))
    ends = {r: tuple(dict.fromkeys(f"{c}:{n}" for role, n, _, c in found if role == r)) for r in "SO"}
    return Marked(reading, ends["S"], ends["O"])


def _plain(text: str) -> str:
    return re.sub(f"{_OPEN}\\d{{3}}|{_CLOSE}", "", text)


def _placed(text: str, found: list[tuple[str, str, str, str]]) -> tuple[str, list[tuple[Mention, str]]]:
    plain: list[str] = []
    stack: list[tuple[int, int]] = []
    out: list[tuple[Mention, str]] = []
    i = 0
    while i < len(text):
        if text[i] == _OPEN:
            stack.append((int(text[i + 1 : i + 4]), len(plain)))
            i += 4
            continue
        if text[i] == _CLOSE:
            number, start = stack.pop()
            _, name, _, code = found[number]
            words = "".join(plain[start:])
            out.append((Mention(start, len(plain), CODES[code], words, 1.0, "test", f"{code}:{name}"), name))
        else:
            plain.append(text[i])
        i += 1
    return "".join(plain), out
