"""A part of a graph as a pyvis drawing: shape and colour by type, size by degree, positions computed."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.graph import Edge
from kg.knowledge.tables import rows
from kg.view.choose import Part

if TYPE_CHECKING:
    import networkx
    from pyvis.network import Network

_LABEL = 16
"""Characters of a name that are drawn; the panel shows all of it."""
_UNKNOWN = ("dot", "#94a3b8")
_OPTIONS: dict[str, Any] = {
    "nodes": {
        "borderWidth": 1.5,
        "borderWidthSelected": 3,
        "font": {"face": "kg-sans", "strokeWidth": 4},
        "scaling": {"label": {"enabled": False, "drawThreshold": 7}},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "arrowStrikethrough": False,
        "color": {"inherit": "from", "opacity": 0.45},
        "font": {"face": "kg-sans", "size": 11, "strokeWidth": 4, "align": "horizontal"},
        "hoverWidth": 1.2,
        "selectionWidth": 1.6,
        "smooth": False,
    },
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "keyboard": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "tooltipDelay": 120,
        "zoomSpeed": 0.7,
    },
    "layout": {"improvedLayout": False},
    "physics": {
        "enabled": False,
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {"gravitationalConstant": -70, "springLength": 90, "avoidOverlap": 0.4},
        "stabilization": False,
    },
}


def styles() -> dict[str, tuple[str, str]]:
    """Shape and colour of every entity class, from the table `view_styles.tsv`."""
    return {row["type"]: (row["shape"], row["colour"]) for row in rows("view_styles.tsv")}


def draw(part: Part) -> Network:
    """The pyvis network of a part of a graph; its nodes and edges carry the ids of entities and facts."""
    from pyvis.network import Network

    drawing = Network(directed=True, cdn_resources="in_line")
    drawing.from_nx(_drawn(part))
    drawing.options = _OPTIONS
    return drawing


def label(name: str) -> str:
    """A name as it is drawn: on one line, cut where it is long."""
    line = " ".join(name.split())
    return line if len(line) <= _LABEL else line[: _LABEL - 1] + "…"


def _drawn(part: Part) -> networkx.MultiDiGraph[str]:
    import networkx

    from kg.view.layout import positions

    links = _links(part)
    looks = {node.id: _look(node.name, links.degree[node.id]) for node in part.entities}
    places = positions(links, {i: _box(look) for i, look in looks.items()})
    shapes = styles()
    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node in part.entities:
        shape, colour = shapes.get(node.type, _UNKNOWN)
        x, y = places[node.id]
        made.add_node(node.id, shape=shape, color=colour, kind=node.type, x=x, y=y, **looks[node.id])
    bends = _bends(part.facts)
    for fact in part.facts:
        made.add_edge(fact.s, fact.o, key=fact.id, id=fact.id, predicate=fact.p, weight=1.2, **bends[fact.id])
    return made


def _links(part: Part) -> networkx.Graph[str]:
    import networkx

    links: networkx.Graph[str] = networkx.Graph()
    links.add_nodes_from(node.id for node in part.entities)
    links.add_edges_from((fact.s, fact.o) for fact in part.facts if fact.s != fact.o)
    return links


def _look(name: str, degree: int) -> dict[str, Any]:
    size = round(min(34.0, 9 + 4.2 * math.sqrt(degree)))
    return {
        "label": label(name),
        "size": size,
        "font": {"size": round(min(22.0, 11 + 1.6 * math.sqrt(degree)))},
    }


def _box(look: dict[str, Any]) -> tuple[float, float]:
    """Half width and height that a node takes up with its label below it, whose ends may stand over."""
    letter = look["font"]["size"]
    width = sum(1.0 if ord(c) > 0x2E80 else 0.6 for c in look["label"]) * letter
    return max(look["size"], width * 0.4) + 4, look["size"] + letter * 0.75 + 3


def _bends(facts: tuple[Edge, ...]) -> dict[str, dict[str, Any]]:
    """How the links of each fact are bent, so that several between two entities lie apart."""
    beside: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for fact in facts:
        beside[min(fact.s, fact.o), max(fact.s, fact.o)].append(fact)
    bends: dict[str, dict[str, Any]] = {}
    for group in beside.values():
        for turn, fact in enumerate(group):
            bends[fact.id] = _bend(fact, turn + len(group) % 2) if len(group) > 1 else {}
    return bends


def _bend(fact: Edge, turn: int) -> dict[str, Any]:
    if turn == 0 or fact.s == fact.o:
        return {}
    clockwise = (turn % 2 == 0) == (fact.s < fact.o)
    return {
        "smooth": {
            "enabled": True,
            "type": "curvedCW" if clockwise else "curvedCCW",
            "roundness": 0.14 * ((turn + 1) // 2),
        }
    }
