"""Whom direct speech is about: the house of the speaker named behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.reading import Mention

_SPEECH = re.compile(r"“[^“”\n]{8,}[，。！？]”")
_SAID = re.compile(r"[^，。；\n]{0,26}?(?:说|介绍|表示|告诉|谈|算[了起]|坦言|高兴地|兴奋地|透露)")
_HOUSES = frozenset(("Enterprise", "Institution"))


def speeches(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int, str]]:
    """Stretches of direct speech with the firm or institution that the words behind name as the speaker's."""
    starts = {m.start: m for m in mentions}
    for hit in _SPEECH.finditer(text):
        house = starts.get(hit.end())
        if house is None or house.type not in _HOUSES or not _SAID.match(text, house.end):
            continue
        yield hit.start(), hit.end(), house.entity
