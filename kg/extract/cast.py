"""The cast of a page: its entities while they are put together, by the key under which their names meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.anchor import Anchor
from kg.extract.naming import better
from kg.extract.reading import Mention

Key = tuple[str, str]
"""Entity type and what its names come to: a division's code, or the normal form of a name."""
DIVISION = "AdministrativeDivision"
_PARTS = frozenset({"园区", "片区"})
"""Parts of a zone, which are no zone that an article is about."""


@dataclass(slots=True)
class Draft:
    """An entity while its page is read: printed forms with their counts, and where they stand."""

    type: str
    name: str
    code: str | None = None
    fixed: bool = False
    """Whether the name is official, so that no printed form replaces it."""
    forms: Counter[str] = field(default_factory=Counter)
    spots: list[tuple[int, Mention]] = field(default_factory=list)


@dataclass(slots=True)
class Cast:
    """The entities of a page by key, for each article its mentions with their keys, and its anchor."""

    drafts: dict[Key, Draft] = field(default_factory=dict)
    mentions: list[list[tuple[Mention, Key]]] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    towns: dict[Key, Key] = field(default_factory=dict)
    """The town that a village was first named after."""
    declared: list[tuple[str, Key]] = field(default_factory=list)
    """Short forms that the page itself declares (以下简称“…”), with the key each stands for."""

    def introduce(self, key: Key, name: str, code: str | None = None) -> Draft:
        """The draft of a key, made where it was not known; a name with a code is official."""
        draft = self.drafts.get(key)
        if draft is None:
            draft = self.drafts[key] = Draft(key[0], name, code, code is not None)
        elif not draft.fixed:
            draft.name = better(key[0], draft.name, name)
        return draft

    def meet(self, key: Key, mention: Mention, article: int) -> Key:
        """Notes a mention of an entity that was introduced."""
        draft = self.drafts[key]
        draft.forms[mention.text] += 1
        draft.spots.append((article, mention))
        self.mentions[article].append((mention, key))
        return key

    def outer(self, article: int) -> Iterator[tuple[Mention, Key]]:
        """The mentions of an article that lie in no other: 赣州综保区, without the 赣州 in it."""
        end = -1
        for mention, key in sorted(self.mentions[article], key=lambda mk: (mk[0].start, -mk[0].end)):
            if mention.end > end:
                yield mention, key
                end = mention.end

    def topic_zone(self, article: int) -> Key | None:
        """The zone that an article is about: named, also within the names of its bodies, oftener than any division."""
        counts = Counter(k for _, k in self.outer(article) if k[0] == DIVISION)
        counts.update(k for m, k in self.mentions[article] if k[0] == "Zone" and m.text not in _PARTS)
        top = max(counts, key=lambda k: (counts[k], k), default=None)
        return top if top and top[0] == "Zone" and self.drafts[top].name.endswith("区") else None
