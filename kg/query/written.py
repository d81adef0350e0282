"""An answer as text: for people, for spreadsheets, and in the result formats of SPARQL 1.1 and RDF."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import groupby

from kg.errors import ChoiceError
from kg.export.rdf import Names, nt
from kg.export.terms import PUBLISHED, Namespaces, Text, clean
from kg.export.xmltext import attribute, text
from kg.query.answer import Answer, Cell

Row = tuple[Cell | None, ...]

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")
_TYPE = PUBLISHED["rdf"] + "type"
_RESULTS = "http://www.w3.org/2005/sparql-results#"


def table(answer: Answer, namespaces: Namespaces | None = None) -> str:
    """The answer as aligned columns for people, IRIs shortened by their prefixes."""
    if answer.truth is not None:
        return "yes\n" if answer.truth else "no\n"
    names = Names(namespaces or Namespaces())
    lines = [answer.columns, *(tuple(_shown(cell, names) for cell in row) for row in answer.rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, tuple("-" * width for width in widths))
    body = "".join("  ".join(map(_padded, line, widths)).rstrip() + "\n" for line in lines)
    return body + ("(more rows were left off)\n" if answer.cut else "")


def _shown(cell: Cell | None, names: Names) -> str:
    if cell is None:
        return ""
    value = (names.short(cell.value) or cell.value) if cell.kind == "uri" else cell.value
    return "".join(c if c.isprintable() else " " for c in value)


def _width(value: str) -> int:
    """Columns of a terminal that the text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in value)


def _padded(value: str, width: int) -> str:
    return value + " " * (width - _width(value))


def csv_text(answer: Answer, namespaces: Namespaces | None = None) -> str:
    """The answer as SPARQL 1.1 CSV, safe to open in a spreadsheet.

    A cell that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage
    return and is no plain number) has an apostrophe before it, and so has one that begins with
    apostrophes before such a character: taking one apostrophe off gives back every value (`csv_value`).
    TSV holds every value as it is.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if answer.truth is not None:
        return f"{str(answer.truth).lower()}\r\n"
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([_csv_cell(cell) for cell in row])
    return out.getvalue()


def _csv_cell(cell: Cell | None) -> str:
    if cell is None:
        return ""
    value = f"_:{cell.value}" if cell.kind == "bnode" else cell.value
    return f"'{value}" if _runs(value) else value


def _runs(value: str) -> bool:
    return value.lstrip("'").startswith(("=", "+", "-", "@", "\t", "\r")) and not _NUMBER.fullmatch(value)


def csv_value(cell: str) -> str:
    """The value that a cell of `csv_text` stands for."""
    return cell[1:] if cell.startswith("'") and _runs(cell[1:]) else cell


def tsv_text(answer: Answer, namespaces: Namespaces | None = None) -> str:
    """The answer as SPARQL 1.1 TSV: every value as N-Triples write it."""
    if answer.truth is not None:
        return f"{str(answer.truth).lower()}\n"
    head = "\t".join(f"?{name}" for name in answer.columns)
    lines = ("\t".join(_nt(cell) if cell else "" for cell in row) for row in answer.rows)
    return "".join(f"{line}\n" for line in (head, *lines))


def _nt(cell: Cell) -> str:
    if cell.kind == "uri":
        return f"<{cell.value}>"
    if cell.kind == "bnode":
        return f"_:{cell.value}"
    return nt(Text(cell.value, cell.datatype)) + (f"@{cell.language}" if cell.language else "")


def json_text(answer: Answer, namespaces: Namespaces | None = None) -> str:
    """The answer as SPARQL 1.1 Query Results JSON."""
    if answer.truth is not None:
        return json.dumps({"head": {}, "boolean": answer.truth}) + "\n"
    bindings = [
        {name: _binding(cell) for name, cell in zip(answer.columns, row, strict=True) if cell is not None}
        for row in answer.rows
    ]
    body = {"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}}
    return json.dumps(body, ensure_ascii=False) + "\n"


def _binding(cell: Cell) -> dict[str, str]:
    extra = {"datatype": cell.datatype} if cell.datatype else {}
    spoken = {"xml:lang": cell.language} if cell.language else {}
    return {"type": cell.kind, "value": cell.value, **extra, **spoken}


def xml_text(answer: Answer, namespaces: Namespaces | None = None) -> str:
    """The answer as SPARQL 1.1 Query Results XML; what no XML can hold is U+FFFD."""
    return "".join(_xml(answer))


def _xml(answer: Answer) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="{_RESULTS}">\n<head>'
    yield from (f"<variable name={attribute(name)}/>" for name in answer.columns)
    yield "</head>\n"
    if answer.truth is not None:
        yield f"<boolean>{str(answer.truth).lower()}</boolean>\n</sparql>\n"
        return
    yield "<results>\n"
    for row in answer.rows:
        yield "<result>"
        for name, cell in zip(answer.columns, row, strict=True):
            yield f"<binding name={attribute(name)}>{_element(cell)}</binding>" if cell else ""
        yield "</result>\n"
    yield "</results>\n</sparql>\n"


def _element(cell: Cell) -> str:
    kind = f" datatype={attribute(cell.datatype)}" if cell.datatype else ""
    spoken = f" xml:lang={attribute(cell.language)}" if cell.language else ""
    return f"<{cell.kind}{kind}{spoken}>{text(cell.value)}</{cell.kind}>"


def turtle_text(answer: Answer, namespaces: Namespaces | None = None) -> str:
    """Triples as Turtle with prefixes, a block for each run of triples of a subject."""
    names = Names(namespaces or Namespaces())
    return "".join(_turtle(_triples(answer, "turtle"), names))


def _turtle(rows: tuple[Row, ...], names: Names) -> Iterator[str]:
    used = {parts[0] for row in rows for cell in row if cell and (parts := names.split(_iri(cell)))}
    for prefix in sorted(used):
        yield f"@prefix {prefix}: <{names.prefixes[prefix]}> .\n"
    for subject, group in groupby(rows, key=lambda row: row[0]):
        lines = (f"{_verb(p, names)} {_short(o, names)}" for _, p, o in group)
        yield f"\n{_short(subject, names)} " + " ;\n    ".join(lines) + " .\n"


def _iri(cell: Cell) -> str:
    return cell.value if cell.kind == "uri" else cell.datatype


def _verb(cell: Cell | None, names: Names) -> str:
    return "a" if cell and cell.value == _TYPE else _short(cell, names)


def _short(cell: Cell | None, names: Names) -> str:
    if cell is None:
        return ""
    if cell.kind == "uri":
        return names.short(cell.value) or _nt(cell)
    kind = names.short(cell.datatype) if cell.datatype else None
    return f"{_nt(Cell(cell.value, 'literal'))}^^{kind}" if kind else _nt(cell)


def ntriples_text(answer: Answer, namespaces: Namespaces | None = None) -> str:
    """Triples as N-Triples, which are N-Quads too."""
    rows = _triples(answer, "ntriples")
    return "".join(" ".join(_nt(cell) for cell in row if cell) + " .\n" for row in rows)


def rdfxml_text(answer: Answer, namespaces: Namespaces | None = None) -> str:
    """Triples as RDF/XML; what no XML can hold is U+FFFD."""
    return _by_oxigraph(answer, "rdfxml", "RDF_XML")


def jsonld_text(answer: Answer, namespaces: Namespaces | None = None) -> str:
    """Triples as expanded JSON-LD."""
    return _by_oxigraph(answer, "jsonld", "JSON_LD")


def _by_oxigraph(answer: Answer, to: str, form: str) -> str:
    from pyoxigraph import RdfFormat, parse, serialize

    _triples(answer, to)
    lines = parse(clean(ntriples_text(answer)), format=RdfFormat.N_TRIPLES)
    found = serialize((quad.triple for quad in lines), format=getattr(RdfFormat, form))
    return (found or b"").decode()


def _triples(answer: Answer, to: str) -> tuple[Row, ...]:
    if not answer.triples:
        raise ChoiceError(f"{to!r} holds what CONSTRUCT and DESCRIBE give; choose csv, json, tsv or xml")
    return answer.rows


WRITERS: dict[str, Callable[[Answer, Namespaces | None], str]] = {
    "csv": csv_text,
    "json": json_text,
    "jsonld": jsonld_text,
    "ntriples": ntriples_text,
    "rdfxml": rdfxml_text,
    "table": table,
    "tsv": tsv_text,
    "turtle": turtle_text,
    "xml": xml_text,
}
"""Format of an answer -> the function that writes it."""


def written(answer: Answer, to: str, namespaces: Namespaces | None = None) -> str:
    """The answer in the format `to`; raises ChoiceError, listing the choices, where there is none such."""
    if to not in WRITERS:
        raise ChoiceError(f"unknown format {to!r} of an answer; choose from {', '.join(sorted(WRITERS))}")
    return WRITERS[to](answer, namespaces)
