"""What a person says is stated wrongly: lines that are only ever added, and the records without it.

An objection names what it denies by content (page, names, predicate, qualifiers), so it holds when the page is
read anew. It speaks of one page: what other pages state stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.errors import InputError
from kg.model import Fact, Honour, Measurement, Record
from kg.signed import as_signature, signature

WRONG, WITHDRAWN = VERDICTS = ("wrong", "withdrawn")
Statement = tuple[str, ...]
"""What is denied: `fact`, subject, predicate, object, qualifiers; or `measurement`, …; or `honour`, …"""


@dataclass(frozen=True, slots=True, order=True)
class Objection:
    """One line: a page does not say this (`wrong`), or may say it after all (`withdrawn`).

    `by` says who judged, `when` an ISO 8601 time given by the caller, `why` the reason in words.
    """

    page: str
    statement: Statement
    verdict: str = WRONG
    by: str = ""
    when: str = ""
    why: str = ""


def statement(record: Record, stated: Fact | Measurement | Honour) -> Statement:
    """What names a statement of a record in an objection."""
    names = {entity.id: entity.name for entity in record.entities}
    match stated:
        case Fact(s=s, p=p, o=o, q=q):
            return ("fact", names[s], p, names[o], *(word for pair in q for word in pair))
        case Measurement(s=s, indicator=indicator, value=value, kind=kind, period=period):
            return ("measurement", names[s], indicator, value, kind, period or "")
        case Honour(s=s, honour=honour):
            return ("honour", names[s], honour)


def standing(objections: Iterable[Objection]) -> tuple[Objection, ...]:
    """The objections that were not withdrawn, each once, in the order they were made."""
    held: dict[tuple[str, Statement], Objection] = {}
    for objection in objections:
        held.pop((objection.page, objection.statement), None)
        if objection.verdict == WRONG:
            held[objection.page, objection.statement] = objection
    return tuple(held.values())


def denied(objections: Iterable[Objection]) -> dict[str, frozenset[Statement]]:
    """What is denied of each page."""
    found: dict[str, set[Statement]] = {}
    for objection in standing(objections):
        found.setdefault(objection.page, set()).add(objection.statement)
    return {page: frozenset(statements) for page, statements in found.items()}


def upheld(record: Record, denied: frozenset[Statement]) -> Record:
    """The record without what is denied."""
    if not denied:
        return record
    return replace(
        record,
        facts=tuple(f for f in record.facts if statement(record, f) not in denied),
        measurements=tuple(m for m in record.measurements if statement(record, m) not in denied),
        honours=tuple(h for h in record.honours if statement(record, h) not in denied),
    )


def dumps(objection: Objection) -> str:
    """An objection as a line of JSON."""
    row = {"page": objection.page, "statement": list(objection.statement), **signature(objection)}
    return json.dumps(row, ensure_ascii=False)


def loads(line: str) -> Objection:
    """An objection from its line; raises InputError where it is none."""
    try:
        row = json.loads(line)
        page, stated, told = row["page"], row["statement"], as_signature(row, VERDICTS)
        if not all(isinstance(word, str) for word in (page, *stated)):
            raise ValueError("page and statement are words")
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"no objection: {line.strip()[:80]} ({error})") from error
    return Objection(page, tuple(stated), *told)
