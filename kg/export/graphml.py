"""GraphML: entities as nodes and facts as edges, with every attribute; read by Gephi, yEd and networkx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.export.elements import NODE_FIELDS, Element, Value, edge_fields, edges, nodes, sources
from kg.export.rdf import chunks
from kg.export.terms import Namespaces
from kg.export.xmltext import attribute, text
from kg.graph import Graph

_TYPES = {str: "string", int: "int", float: "double"}


def graphml(graph: Graph, namespaces: Namespaces) -> Iterator[bytes]:
    """One GraphML document, streamed. Node ids are those of the graph, without namespace."""
    return chunks(_document(graph))


def _document(graph: Graph) -> Iterator[str]:
    fields = edge_fields(graph)
    about = sources(graph)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield from _keys("graph", dict.fromkeys(about, str))
    yield from _keys("node", NODE_FIELDS)
    yield from _keys("edge", fields)
    yield '  <graph id="kg" edgedefault="directed">\n'
    yield from _data("graph", about)
    for node in nodes(graph):
        yield f"    <node id={attribute(node.id)}>\n{''.join(_data('node', node.values))}    </node>\n"
    for edge in edges(graph):
        yield _edge(edge)
    yield "  </graph>\n</graphml>\n"


def _keys(owner: str, fields: Mapping[str, type]) -> Iterator[str]:
    for name, kind in fields.items():
        head = f"  <key id={attribute(f'{owner}_{name}')} for={attribute(owner)}"
        yield f"{head} attr.name={attribute(name)} attr.type={attribute(_TYPES[kind])}/>\n"


def _edge(edge: Element) -> str:
    ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
    return f"    <edge id={attribute(edge.id)} {ends}>\n{''.join(_data('edge', edge.values))}    </edge>\n"


def _data(owner: str, values: Mapping[str, Value]) -> Iterator[str]:
    for name, value in values.items():
        yield f"      <data key={attribute(f'{owner}_{name}')}>{text(str(value))}</data>\n"
