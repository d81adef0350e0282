"""The engines, each started once for all tests of loading."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import engines


@pytest.fixture(scope="session")
def arcadedb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a Bolt server; nothing asks it without the driver."""
    pytest.importorskip("neo4j")
    with engines.arcadedb(tmp_path_factory.mktemp("arcadedb")) as address:
        yield address


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the queries of an Oxigraph server."""
    with engines.oxigraph(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the queries of a Virtuoso server."""
    with engines.virtuoso(tmp_path_factory.mktemp("virtuoso")) as address:
        yield address
