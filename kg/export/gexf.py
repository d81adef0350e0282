"""GEXF 1.3: entities as nodes and facts as edges, with every attribute; Gephi's own format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.export.elements import NODE_FIELDS, Element, edge_fields, edges, nodes, sources
from kg.export.rdf import chunks
from kg.export.terms import Namespaces
from kg.export.xmltext import attribute, text
from kg.graph import Graph

_TYPES = {str: "string", int: "integer", float: "double"}


def gexf(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """One GEXF document, streamed. Pages and articles stand as JSON in its description."""
    return chunks(_document(graph))


def _document(graph: Graph) -> Iterator[str]:
    fields = edge_fields(graph)
    about = sources(graph)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    described = f'{{"pages":{about["pages"]},"articles":{about["articles"]}}}'
    yield "  <meta>\n    <creator>county-kg</creator>\n"
    yield f"    <description>{text(described)}</description>\n  </meta>\n"
    yield '  <graph defaultedgetype="directed" mode="static">\n'
    yield from _attributes("node", NODE_FIELDS)
    yield from _attributes("edge", fields)
    yield "    <nodes>\n"
    for node in nodes(graph):
        yield _element("node", f"id={attribute(node.id)}", node)
    yield "    </nodes>\n    <edges>\n"
    for edge in edges(graph):
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        yield _element("edge", f"id={attribute(edge.id)} {ends}", edge)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _attributes(owner: str, fields: Mapping[str, type]) -> Iterator[str]:
    yield f"    <attributes class={attribute(owner)}>\n"
    for name, kind in fields.items():
        about = f"id={attribute(name)} title={attribute(name)} type={attribute(_TYPES[kind])}"
        yield f"      <attribute {about}/>\n"
    yield "    </attributes>\n"


def _element(tag: str, head: str, element: Element) -> str:
    values = "".join(
        f"<attvalue for={attribute(name)} value={attribute(str(value))}/>"
        for name, value in element.values.items()
    )
    label = attribute(element.label)
    return f"      <{tag} {head} label={label}>\n        <attvalues>{values}</attvalues>\n      </{tag}>\n"
