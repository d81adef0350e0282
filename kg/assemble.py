"""A workspace to its graph: what every door begins with."""

from __future__ import annotations

from pathlib import Path

from kg.graph import Explained, Graph, explained, graph
from kg.workspace import open_to_read


def assemble(workspace: str | Path) -> Graph:
    """The graph of all pages of a workspace; raises WorkspaceError where it is missing or foreign."""
    with open_to_read(workspace) as held, held.still():
        return graph(held.records(), held.pages(), resolution=held.resolution())


def assemble_explained(workspace: str | Path) -> Explained:
    """The graph of a workspace with the reasons of its merges."""
    with open_to_read(workspace) as held, held.still():
        return explained(held.records(), held.pages(), resolution=held.resolution())


def texts(workspace: str | Path) -> dict[str, str]:
    """The text of every page by its id, as it was read."""
    with open_to_read(workspace) as held:
        return {page.id: page.text for page in held.pages()}
