"""Names taken up again by their last words: 联盟 of a 苗药产业联盟, 该馆, 此次改建项目."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.cast import Cast, Key
from kg.extract.cover import Cover
from kg.extract.naming import form_set, unnamed
from kg.extract.reading import Mention
from kg.extract.recognise.chunks import barriers, outsiders
from kg.extract.recognise.heads import heads
from kg.extract.scene import Scene
from kg.knowledge.words import any_of

_HEADED = frozenset(
    {
        "Zone",
        "PublicBody",
        "Enterprise",
        "Institution",
        "Project",
        "Platform",
        "Facility",
        "Event",
        "Document",
        "Initiative",
    }
)
"""Types whose names end in the noun that says what they are."""
_THIS = re.compile(
    r"(?:该|此次|本次|这次|此|这一|这[家个座所支项次条](?:新的?)?|[本这]届|(?:当天|当日|昨日|昨天)的)$"
)
_LOOSE = frozenset(
    {
        "n",
        "nz",
        "nt",
        "ns",
        "nw",
        "nr",
        "vn",
        "an",
        "a",
        "m",
        "q",
        "LOC",
        "ORG",
        "PER",
        "COMPANY",
        "b",
        "f",
        "s",
    }
)
"""What stands before a noun that names something else: 新|中心, 一家|医院, 县|医院."""
_POINTED = frozenset({"Initiative"})
"""Types whose last words are too common to mean one without a determiner: 审批服务, 长效机制."""
_BODIES = frozenset({"PublicBody", "Institution"})
_OWNED = _BODIES | {"Facility"}
"""Types whose head noun alone stands for the one named before, but for the `wide` ones of the name forms."""
_GROUPS = frozenset({"集团", "合作社"})
_PLAIN = 5
"""How many characters of a tail tell what is meant before it was named in full."""
Told = Mapping[str, Sequence[tuple[int, Key]]]


def find_tails(cast: Cast, scenes: Sequence[Scene]) -> None:
    """Adds mentions of names by their tails: definite ones (该…), and bare ones that no other name shares."""
    for article, scene in enumerate(scenes):
        told = _told(cast, scene, article)
        if not told:
            continue
        taken = Cover((m.start, m.end) for m, _ in cast.mentions[article] if m.by != "anaphor")
        back = {m.start for m, _ in cast.mentions[article] if m.by == "anaphor"}
        pattern = re.compile(any_of(told))
        for hit in pattern.finditer(scene.text):
            if taken.meets(hit.start(), hit.end()):
                continue
            found = _meant(scene, hit, told[hit.group()])
            if found is not None and found[0] not in back:
                start, key = found
                mention = Mention(start, hit.end(), key[0], scene.text[start : hit.end()], 0.6, "tail")
                cast.meet(key, mention, article)


def _told(cast: Cast, scene: Scene, article: int) -> Told:
    """For each tail of a name of the article where names that end so were printed, in order."""
    told: dict[str, list[tuple[int, Key]]] = {}
    for mention, key in cast.outer(article):
        if key[0] in _HEADED and not unnamed(mention.text):
            for tail in _tails(scene, mention):
                told.setdefault(tail, []).append((mention.end, key))
    return told


def _tails(scene: Scene, mention: Mention) -> Iterator[str]:
    """What is left of a name when words are taken off its beginning, and the head noun within its last word."""
    i = scene.word_at(mention.start) + 1
    while i < len(scene.words) and scene.words[i].start < mention.end:
        tail = scene.text[scene.words[i].start : mention.end]
        if len(tail) > 1 and tail not in outsiders() and scene.words[i].pos not in {"v", "p", "c", "u"}:
            yield tail
        i += 1
    last = scene.words[scene.word_before(mention.end)]
    for start in range(max(mention.start + 2, last.start + 1), mention.end - 1):
        if scene.text[start : mention.end] in heads():
            yield scene.text[start : mention.end]
            return


def _meant(scene: Scene, hit: re.Match[str], told: Sequence[tuple[int, Key]]) -> tuple[int, Key] | None:
    """Where the reference begins and what it stands for, or None where it stands for nothing sure."""
    before = [(e, k) for e, k in told if e <= hit.start() or len(hit.group()) >= _PLAIN]
    j = scene.word_before(hit.end())
    if not before or scene.words[j].end != hit.end():
        return None
    this = _THIS.search(scene.text[max(0, hit.start() - 4) : hit.start()])
    if this:
        return hit.start() - len(this.group()), max(before)[1]
    if (
        len({k for _, k in told}) > 1
        or told[0][1][0] in _POINTED
        or not _says(hit.group(), told[0][1][0])
        or not _bare(scene, hit.start())
    ):
        return None
    return hit.start(), before[0][1]


def _says(tail: str, kind: str) -> bool:
    """Whether a tail without a determiner says enough: more than a head noun, or that of a group of people."""
    if len(tail) > 3 and (kind == "Event" or tail not in heads()):
        return True
    return tail in _GROUPS or (kind in _OWNED and tail not in form_set("wide"))


def _bare(scene: Scene, start: int) -> bool:
    """Whether nothing that could belong to the noun stands right before it."""
    i = scene.word_at(start)
    if scene.words[i].start != start:
        return False
    before = scene.words[i - 1] if i else None
    if before is None or before.end != start:
        return True
    text = scene.text[before.start : before.end]
    return (before.pos not in _LOOSE and text not in "的各全新老大小多几两级") or text in barriers()
