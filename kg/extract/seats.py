"""Bodies of zones: under the zone's full name, in whichever form its name stands before them or is left out."""

from __future__ import annotations

from kg.extract.cast import DIVISION, Cast, Draft, Key
from kg.extract.naming import plain, unnamed
from kg.knowledge import bodies

_STREET = "街道办事处"
"""The office of a street, which is no zone's."""
_LEAST = 4
"""A shorter form of a zone (高新区) may begin the name of another zone's body."""


def reseat(cast: Cast) -> None:
    """Renames 盐城经开区管委会 to 盐城经济技术开发区管委会 where the page names the zone so; doubles join.

    A bare 市场监管局 in an article about the zone is the zone's.
    """
    forms = _zones(cast)
    about = [cast.topic_zone(article) for article in range(len(cast.mentions))] if forms else []
    topics = [cast.drafts[key].name if key else "" for key in about]
    moved: dict[Key, Key] = {}
    for key, draft in sorted(cast.drafts.items()):
        seat = _seat(draft, forms, topics) if forms and key[0] == "PublicBody" else None
        if seat:
            draft.name = "".join(seat)
            moved[key] = ("PublicBody", plain(seat[0] + bodies.canonical(seat[1])))
    for key, target in moved.items():
        draft = cast.drafts.pop(key)
        whole = cast.drafts.setdefault(target, draft)
        if whole is not draft:
            whole.forms.update(draft.forms)
            whole.spots.extend(draft.spots)
    for article, pairs in enumerate(cast.mentions):
        cast.mentions[article] = [(m, moved.get(k, k)) for m, k in pairs]


def unsaid(cast: Cast) -> None:
    """Takes out larger places that the page only compares with (在全省率先): no name of theirs stands on it.

    The place of an article stays under whatever form, and so does one of which a body is told.
    """
    homes = {anchor.code for anchor in cast.anchors}
    bodies_told = [d.name for k, d in cast.drafts.items() if k[0] == "PublicBody"]
    for key, draft in sorted(cast.drafts.items()):
        whole = key[0] == DIVISION and draft.forms and all(f.startswith("全") for f in draft.forms)
        if whole and draft.code not in homes and not any(n.startswith(draft.name) for n in bodies_told):
            del cast.drafts[key]
            for article, pairs in enumerate(cast.mentions):
                cast.mentions[article] = [(m, k) for m, k in pairs if k != key]


def _seat(draft: Draft, forms: dict[str, str], topics: list[str]) -> tuple[str, str] | None:
    """The zone that a body is of, in full, and the body's own name; None where its name need not change."""
    form = max((f for f in forms if draft.name.startswith(f)), key=len, default="")
    if form:
        rest = draft.name[len(form) :]
        return (forms[form], rest) if rest and form != forms[form] else None
    about = {topics[article] for article, _ in draft.spots}
    if (
        len(about) == 1
        and "" not in about
        and all(bodies.bare(f) for f in draft.forms)
        and not draft.name.endswith(_STREET)
    ):
        return about.pop(), max(draft.forms, key=len)
    return None


def _zones(cast: Cast) -> dict[str, str]:
    """Full names of the zones of the page by each of their forms."""
    found: dict[str, str] = {}
    for key, draft in sorted(cast.drafts.items()):
        if key[0] == "Zone":
            told = [f for f in draft.forms if len(f) >= _LEAST and not unnamed(f)]
            found.update(dict.fromkeys(told, draft.name))
            found[draft.name] = draft.name
    return found
