"""The rdflib API over a store of Oxigraph's (extra: rdflib)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import MissingExtraError

if TYPE_CHECKING:
    from pyoxigraph import Store


def dataset(store: Store) -> Any:
    """An `rdflib.Dataset` over the store that `load` gave, without a copy: its SPARQL is Oxigraph's.

    Its default graph holds every triple, each named one what a page prints. Nothing limits its queries.
    Raises MissingExtraError without oxrdflib.
    """
    import rdflib

    try:
        from oxrdflib import OxigraphStore
    except ImportError as error:
        raise MissingExtraError("the rdflib API needs: pip install 'county-kg[rdflib]'") from error
    return rdflib.Dataset(store=OxigraphStore(store=store))
