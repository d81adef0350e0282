"""All recognisers over one scene, their conflicts settled."""

from __future__ import annotations

from kg.extract.reading import Mention
from kg.extract.recognise import anaphors, bodies, heads, lists, people, places, policies, quotes
from kg.extract.recognise.arbitrate import arbitrate
from kg.extract.scene import Scene

def recognise(scene: Scene) -> tuple[Mention, ...]:
    """The mentions of a scene, sorted by (start, -end), each told by the best of its recognisers."""
    authors = set(scene.passage.authors)
    headed = list(heads.find(scene))
    known = [*places.find(scene, [m for m in headed if m.type == "Zone"]), *headed]
    found = [
        *known,
        *bodies.find(scene, known),
        *quotes.find(scene),
        *policies.find(scene),
        *lists.find(scene),
        *people.find(scene),
        *anaphors.find(scene),
    ]
    return arbitrate(m for m in found if not (m.type == "Person" and m.text in authors))
