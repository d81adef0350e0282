"""Coordination: `A、B和C` is one thing to a verb, and `X市Y区` one place, the inner one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.reading import Mention

_PLACES = frozenset({"AdministrativeDivision", "Zone"})
_BODIES = frozenset({"PublicBody", "Enterprise", "Institution"})
_SITES = frozenset({"Facility", "Platform", "Project"})
_OFFICES = ({"PublicBody", "AdministrativeDivision"}, {"PublicBody", "Zone"})
"""Bureaux and the towns or zones beside them stand in one list: `县发改局、白沙镇分别发言`."""
_LINK = re.compile(
    r"(?:、[^、，。；：,;:！？“”‘’\n]{1,14}){0,2}(?:、|和|[，,]?(?:以?及)|暨|或)(?:[^、，。；：,;:！？\n“‘《]{0,6}(?=[“‘《]?$))?[“‘]?"
)
_WITH = re.compile(r"[”’]?(?:与|同)[“‘]?")
_VERB = re.compile(r"建设|推进|实施|开展|引进|成立|打造|举办|做好|加快|加强|完善|落实|到|在|由|是|有")


@dataclass(frozen=True, slots=True)
class Group:
    """Names that one slot of a clause holds: one mention, or several in a list.

    `start` and `end` span the list, with the places before its first name (`丽水市` of `丽水市云和县`).
    """

    start: int
    end: int
    members: tuple[Mention, ...]
    lead: Mention | None = None
    """The outermost place of an address that ends in the group's last name."""

    @property
    def head(self) -> Mention:
        """The first name of the list; its type is the type of the group."""
        return self.members[0]


def outermost(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions that lie in no other; `mentions` are sorted by (start, -end)."""
    end = -1
    for mention in mentions:
        if mention.start >= end:
            yield mention
            end = mention.end


def grouped(mentions: Sequence[Mention], text: str) -> list[Group]:
    """Groups of the outermost `mentions` of a sentence, in their order."""
    groups: list[Group] = []
    for mention in outermost(mentions):
        last = groups[-1] if groups else None
        start, end = _quoted(mention, text)
        if last and last.end == start and _leads(last.members[-1], mention):
            groups[-1] = Group(last.start, end, (*last.members[:-1], mention), last.lead or last.members[-1])
        elif last and _joined(last.members[-1], mention, text[last.end : start]):
            groups[-1] = Group(last.start, end, (*last.members, mention), last.lead)
        else:
            groups.append(Group(start, end, (mention,)))
    return groups


def _quoted(mention: Mention, text: str) -> tuple[int, int]:
    """The stretch of a mention with the quotation marks that enclose just it."""
    start, end = mention.start, mention.end
    pair = text[start - 1 : start] + text[end : end + 1]
    return (start - 1, end + 1) if pair in {"“”", "‘’"} else (start, end)


def _leads(place: Mention, name: Mention) -> bool:
    inner = name.type in _PLACES or name.type in _BODIES or name.type in {"Facility", "Project"}
    return place.type in _PLACES and inner


def _alike(one: str, other: str) -> bool:
    return one == other or any(one in kin and other in kin for kin in (_PLACES, _BODIES, _SITES))


def _joined(one: Mention, other: Mention, gap: str) -> bool:
    if gap == "、" and {one.type, other.type} in _OFFICES:
        return True
    if len(gap) > 44 or not _alike(one.type, other.type):
        return False
    if one.type == "Person":
        return gap in {"、", "和", "及", "与", "以及"}
    if not gap:
        return one.type not in _PLACES and other.type not in _PLACES
    if _LINK.fullmatch(gap):
        # A rank before the next name (`和县“三大行动”`) makes it another owner's.
        return not _VERB.search(gap) and gap[-1] not in "省市区县镇乡村"
    if one.type == other.type == "Project" and gap in {"，", ","}:
        return True
    return one.type in {"Initiative", "Project", "Document"} and bool(_WITH.fullmatch(gap))
