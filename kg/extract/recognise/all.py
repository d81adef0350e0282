"""All recognisers over one scene, their conflicts settled."""

from __future__ import annotations

import re

from kg.extract.reading import Mention
from kg.extract.recognise import (
    anaphors,
    bodies,
    corps,
    counted,
    funded,
    governed,
    heads,
    known,
    lists,
    owned,
    people,
    places,
    policies,
    quotes,
    routes,
    sessions,
    tagged,
    teams,
    units,
)
from kg.extract.recognise.arbitrate import arbitrate
from kg.extract.scene import Scene

_GIVEN = re.compile("[㐀-鿿]{0,8}供图[）)]")
_BYLINE = re.compile("(?:记者|通讯员|作者|编辑|责编|撰稿|校对|审核)[ 　]?[:：/ 　][ 　]?$")
"""What stands before the name of who wrote the text."""


def recognise(scene: Scene) -> tuple[Mention, ...]:
    """The mentions of a scene, sorted by (start, -end), each told by the best of its recognisers."""
    authors = set(scene.passage.authors)
    headed = list(heads.find(scene))
    back = list(anaphors.find(scene))
    told = [*places.find(scene, [m for m in headed if m.type == "Zone"]), *corps.find(scene), *headed]
    told += [m for m in back if m.type == "Zone"]
    found = [
        *told,
        *bodies.find(scene, told),
        *quotes.find(scene),
        *policies.find(scene),
        *governed.find(scene),
        *funded.find(scene),
        *routes.find(scene),
        *lists.find(scene),
        *counted.find(scene),
        *people.find(scene),
        *back,
        *known.find(scene),
        *tagged.find(scene),
        *teams.find(scene),
    ]
    found += [*units.find(scene, found), *owned.find(scene, found), *sessions.find(scene, found)]
    return arbitrate(m for m in found if not _credited(scene.text, m, authors))


def _credited(text: str, mention: Mention, authors: set[str]) -> bool:
    """Whether a name is that of an author, or of who gave a picture: （某县委宣传部|供图）."""
    wrote = mention.text in authors or _BYLINE.search(text, max(0, mention.start - 6), mention.start)
    return bool((mention.type == "Person" and wrote) or _GIVEN.match(text, mention.end))
