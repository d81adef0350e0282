"""How each engine is asked: rows as sorted lists of texts, so that answers of all engines compare."""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.load import Settings
from kg.load.ladybug import cypher
from kg.query import Answer
from tests.engines import PASSWORD

BOLT = Settings("root", PASSWORD)
VIRTUOSO = Settings("dba", "dba")


def plain(rows: Iterable[Iterable[Any]]) -> list[list[str]]:
    """Rows as texts, sorted; nothing is an empty text."""
    return sorted(["" if value is None else str(value) for value in row] for row in rows)


def cells(answer: Answer) -> list[list[str]]:
    """The rows of an answer of ours."""
    return plain([cell and cell.value for cell in row] for row in answer.rows)


def ladybug(folder: Path, text: str) -> list[list[str]]:
    """What Ladybug answers to Cypher."""
    return cells(cypher(folder, text))


def bolt(address: str, text: str, **parameters: Any) -> list[list[Any]]:
    """What a Bolt server answers to Cypher."""
    import neo4j

    server, _, name = address.rpartition("/")
    with (
        neo4j.GraphDatabase.driver(server, auth=(BOLT.user, BOLT.password)) as driver,
        driver.session(database=name) as session,
    ):
        return [record.values() for record in session.run(text, parameters)]


def sparql(address: str, text: str) -> list[list[str]]:
    """What a SPARQL server answers."""
    body = urllib.parse.urlencode({"query": text}).encode()
    headers = {"Accept": "application/sparql-results+json"}
    with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=60) as response:
        answer = json.load(response)
    names = answer["head"]["vars"]
    return plain([row.get(n, {}).get("value") for n in names] for row in answer["results"]["bindings"])
