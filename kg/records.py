"""A record as a JSON object and as one line of text: the form of the gold files, with offsets added."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

from kg.errors import InputError
from kg.model import Article, Entity, Evidence, Fact, Honour, Measurement, Record, Span

_BREAKING = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Characters that split a line for some readers, or that UTF-8 cannot hold: written as JSON escapes."""
_EXACT = 2**53
_T = TypeVar("_T")


def to_object(record: Record) -> dict[str, Any]:
    """The record as a JSON-ready object with the keys of a gold file, in a fixed order."""
    return {
        "page": record.page,
        "date": record.date,
        "recipe": record.recipe,
        "notes": list(record.notes),
        "articles": [_from_article(a) for a in record.articles],
        "entities": [_from_entity(e) for e in record.entities],
        "facts": [_from_fact(f) for f in record.facts],
        "measurements": [_from_measurement(m) for m in record.measurements],
        "honours": [{"s": h.s, "honour": h.honour, **_from_evidence(h.evidence)} for h in record.honours],
    }


def from_object(obj: Mapping[str, Any]) -> Record:
    """The record that a JSON object describes; a plain gold file is read too, what it lacks being empty.

    Raises InputError, naming the place, where the object is no record.
    """
    reader = _Place(obj, "record")
    return Record(
        page=reader.text("page"),
        articles=reader.items("articles", _to_article),
        entities=reader.items("entities", _to_entity),
        facts=reader.items("facts", _to_fact),
        measurements=reader.items("measurements", _to_measurement),
        honours=reader.items("honours", lambda h: Honour(h.text("s"), h.text("honour"), _to_evidence(h))),
        date=reader.maybe("date"),
        recipe=reader.text("recipe", ""),
        notes=reader.texts("notes"),
    )


def dumps(record: Record) -> str:
    """The record as one line of JSON, without its line break; the same record gives the same characters."""
    return one_line(to_object(record))


def one_line(value: object) -> str:
    """A JSON value as text that no reader takes for two lines and that UTF-8 can hold."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _BREAKING.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def loads(line: str | bytes) -> Record:
    """The record of one line of JSON; raises InputError where it is none."""
    try:
        return from_object(json.loads(line))
    except (ValueError, RecursionError) as error:
        raise InputError(f"no record: not JSON ({error}); give lines as `kg extract` writes them") from error


def _from_article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "start": article.start,
        "date": article.date,
        "authors": list(article.authors),
    }


def _from_entity(entity: Entity) -> dict[str, Any]:
    code = {} if entity.code is None else {"code": entity.code}
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "articles": list(entity.articles),
        **code,
        "mentions": [{"start": m.start, "end": m.end, "text": m.text} for m in entity.mentions],
    }


def _from_fact(fact: Fact) -> dict[str, Any]:
    return {"s": fact.s, "p": fact.p, "o": fact.o, "q": dict(fact.q), **_from_evidence(fact.evidence)}


def _from_measurement(m: Measurement) -> dict[str, Any]:
    return {
        "s": m.s,
        "indicator": m.indicator,
        "value": m.value,
        "number": plain(m.number),
        "unit": m.unit,
        "kind": m.kind,
        "period": m.period,
        "change": m.change,
        **_from_evidence(m.evidence),
    }


def _from_evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "articles": list(evidence.articles),
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "score": plain(evidence.score),
        "by": evidence.by,
    }


def plain(number: float | None) -> float | int | None:
    """The number as JSON readers expect it: a whole number without its `.0`, an infinite one refused."""
    if number is None:
        return None
    if not math.isfinite(number):
        raise InputError(f"{number} cannot be written to JSON; give a finite number or none")
    return int(number) if number == int(number) and abs(number) < _EXACT else number


class _Place:
    """An object inside a record and where it stands, so that a fault can be named."""

    __slots__ = ("at", "obj")

    def __init__(self, obj: object, at: str) -> None:
        if not isinstance(obj, Mapping):
            raise InputError(f"{at}: {_kind(obj)} where an object must stand")
        self.obj: Mapping[str, Any] = obj
        self.at = at

    def text(self, key: str, default: str | None = None) -> str:
        """The string under `key`, or the default where there is none."""
        value = self.obj.get(key, default)
        if not isinstance(value, str):
            raise InputError(f"{self.at}.{key}: {_kind(value)} where a string must stand")
        return value

    def maybe(self, key: str) -> str | None:
        """The string under `key`, or None."""
        return None if self.obj.get(key) is None else self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of strings under `key`, or an empty one."""
        values = self._list(key)
        if not all(isinstance(v, str) for v in values):
            raise InputError(f"{self.at}.{key}: something other than strings in the list")
        return tuple(values)

    def number(self, key: str, default: float | None = None) -> float | None:
        """The finite number under `key`, or the default."""
        value = self.obj.get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise InputError(f"{self.at}.{key}: {_kind(value)} where a number must stand")
        return _finite(value, f"{self.at}.{key}")

    def offset(self, key: str) -> int:
        """The whole number not below 0 under `key`, or 0."""
        value = self.obj.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise InputError(f"{self.at}.{key}: {value!r} where an offset must stand")
        return value

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """The object of strings under `key` as sorted pairs; numbers become text."""
        inner = self.obj.get(key) or {}
        if not isinstance(inner, Mapping):
            raise InputError(f"{self.at}.{key}: {_kind(inner)} where an object must stand")
        return tuple(sorted((str(k), str(v)) for k, v in inner.items() if v is not None))

    def items(self, key: str, read: Callable[[_Place], _T]) -> tuple[_T, ...]:
        """What `read` makes of each object of the list under `key`."""
        return tuple(read(_Place(v, f"{self.at}.{key}[{i}]")) for i, v in enumerate(self._list(key)))

    def _list(self, key: str) -> Sequence[Any]:
        values = self.obj.get(key)
        if values is None:
            return ()
        if not isinstance(values, list | tuple):
            raise InputError(f"{self.at}.{key}: {_kind(values)} where a list must stand")
        return values


def _finite(value: float | int, at: str) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise InputError(f"{at}: the number is out of range")
    return number


def _kind(value: object) -> str:
    return "nothing" if value is None else f"a {type(value).__name__}"


def _to_article(place: _Place) -> Article:
    return Article(
        id=place.text("id"),
        title=place.text("title", ""),
        start=place.text("start", ""),
        date=place.maybe("date"),
        authors=place.texts("authors"),
    )


def _to_span(place: _Place) -> Span:
    return Span(place.offset("start"), place.offset("end"), place.text("text"))


def _to_entity(place: _Place) -> Entity:
    return Entity(
        id=place.text("id"),
        type=place.text("type"),
        name=place.text("name"),
        aliases=place.texts("aliases"),
        articles=place.texts("articles"),
        mentions=place.items("mentions", _to_span),
        code=place.maybe("code"),
    )


def _to_fact(place: _Place) -> Fact:
    return Fact(place.text("s"), place.text("p"), place.text("o"), place.pairs("q"), _to_evidence(place))


def _to_measurement(place: _Place) -> Measurement:
    return Measurement(
        s=place.text("s"),
        indicator=place.text("indicator"),
        value=place.text("value"),
        number=place.number("number"),
        unit=place.text("unit"),
        kind=place.text("kind"),
        period=place.maybe("period"),
        change=place.maybe("change"),
        evidence=_to_evidence(place),
    )


def _to_evidence(place: _Place) -> Evidence:
    return Evidence(
        start=place.offset("start"),
        end=place.offset("end"),
        quote=place.text("quote"),
        articles=place.texts("articles"),
        score=cast(float, place.number("score", 1.0)),
        by=place.text("by", ""),
    )
