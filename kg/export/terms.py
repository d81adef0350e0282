"""Terms of RDF: IRIs, literals, namespaces, and how a value becomes one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple
from urllib.parse import quote

from kg.errors import ChoiceError
from kg.knowledge.ontology import ONTOLOGY

PUBLISHED = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "unit": "http://qudt.org/vocab/unit/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of the published vocabularies that an export or a query may use."""

ROOMS = ("evidence", "honour", "measurement", "membership", "page", "post", "statement")
"""Parts of the data namespace beside the entities, each with a prefix of its own name."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\\x7f-\x9f\ud800-\udfff]*[#/]")
_NO_NAME = re.compile(r"^[^A-Za-z]|[^A-Za-z0-9_-]")
_WHOLE = PUBLISHED["xsd"] + "nonNegativeInteger"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"(?!0000)[0-9]{4}")


class Iri(str):
    """An absolute IRI."""

    __slots__ = ()


class Text(NamedTuple):
    """A literal without language; `datatype` is an IRI, empty for a plain string."""

    value: str
    datatype: str = ""


Quad = tuple[Iri, Iri, Iri | Text, Iri | None]
"""Subject, predicate, object, and the graph that it lies in (None: the default graph)."""


@dataclass(frozen=True)
class Namespaces:
    """Where the IRIs of an export lie: those of the ontology's terms and those of the data."""

    ontology: str = ONTOLOGY
    data: str = "https://county-kg.org/id/"

    def __post_init__(self) -> None:
        for value in (self.ontology, self.data):
            if not _NAMESPACE.fullmatch(value):
                raise ChoiceError(f"{value!r} is no namespace; give an absolute IRI that ends in # or /")

    def term(self, name: str) -> Iri:
        """IRI of a class, property or concept of the ontology, by its local name."""
        return Iri(self.ontology + name)

    def qualifier(self, key: str) -> Iri:
        """IRI of a qualifier by its key, which may be one that the ontology does not know."""
        return self.term(_NO_NAME.sub("_", key))

    def entity(self, id_: str) -> Iri:
        """IRI of an entity by its id."""
        return Iri(self.data + encode(id_))

    def thing(self, room: str, id_: str) -> Iri:
        """IRI of what lies in one of the rooms beside the entities."""
        return Iri(f"{self.data}{room}/{encode(id_)}")

    def article(self, page: str, id_: str) -> Iri:
        """IRI of an article by its id, with or without `<page>#` before it."""
        return Iri(f"{self.thing('page', page)}#{encode(id_.removeprefix(page + '#'))}")

    def span(self, page: str, start: int, end: int) -> Iri:
        """IRI of a stretch of a page (the form of NIF and RFC 5147)."""
        return Iri(f"{self.thing('page', page)}#char={start},{end}")

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Prefix to namespace, of the ontology, the data and the published vocabularies, sorted."""
        own = {"kg": self.ontology, "id": self.data, **{room: f"{self.data}{room}/" for room in ROOMS}}
        return dict(sorted({**PUBLISHED, **own}.items()))

    def is_article(self, iri: str) -> bool:
        """Whether the IRI is that of an article."""
        return iri.startswith(f"{self.data}page/") and "#" in iri and "#char=" not in iri


def encode(id_: str) -> str:
    """An id as a part of an IRI: everything but letters, digits and `-_.~` percent-encoded."""
    return id_ if id_.isalnum() and id_.isascii() else quote(clean(id_), safe="")


def clean(text: str) -> str:
    """The text with what no XML can hold (control characters, lone surrogates) as U+FFFD, one for one."""
    return text if text.isprintable() else _ILLEGAL.sub("\ufffd", text)


def string(text: str) -> Text:
    """A plain literal."""
    return Text(clean(text))


def whole(number: int) -> Text:
    """An offset."""
    return Text(str(number), _WHOLE)


@lru_cache(1 << 12)
def decimal(number: float) -> Text:
    """A number as decimal digits, without exponent, a whole one without fraction."""
    digits = format(Decimal(repr(float(number))), "f")
    return Text(digits.removesuffix(".0"), PUBLISHED["xsd"] + "decimal")


@lru_cache(1 << 12)
def moment(text: str) -> Text:
    """A day, month or year as a literal of that precision; anything else stays a plain one."""
    for pattern, kind in ((_DAY, "date"), (_MONTH, "gYearMonth"), (_YEAR, "gYear")):
        if pattern.fullmatch(text) and (kind != "date" or _exists(text)):
            return Text(text, PUBLISHED["xsd"] + kind)
    return string(text)


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
