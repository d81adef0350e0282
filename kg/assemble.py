"""A workspace to its graph: what every door begins with."""

from __future__ import annotations

from pathlib import Path

from kg.graph import Graph, graph
from kg.workspace import open_to_read


def assemble(workspace: str | Path) -> Graph:
    """The graph of all pages of a workspace; raises WorkspaceError where it is missing or foreign."""
    with open_to_read(workspace) as held:
        return graph(held.records(), held.pages())


def texts(workspace: str | Path) -> dict[str, str]:
    """The text of every page by its id, as it was read."""
    with open_to_read(workspace) as held:
        return {page.id: page.text for page in held.pages()}
