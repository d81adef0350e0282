"""Stand-off annotation of newspaper pages and of passages of the work reports: offsets and labels kept here, the
text elsewhere.

A file `data/annotated/reports/NAME.json` or `data/annotated/pages/NAME.json` holds the text's file name and digest,
the `head` spans (title lines) and the passage's `start` and `end` in code points, and the gold object with every
printed string replaced by `[start, end]`. A label that is not printed whole is `{"parts": [[start, end], "县"]}`.

`python -m tests.standoff fold FOLDER/NAME FILE START END GOLD [HEAD_START HEAD_END ...]` writes such a file from a
plain gold file; `python -m tests.standoff show FOLDER/NAME` prints the gold restored.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kg.errors import KgError

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
HOME = ROOT / "data" / "annotated"
REPORTS = HOME / "reports"
PAGES = HOME / "pages"
KEPT = frozenset({"page", "id", "s", "o", "p", "type", "kind", "unit", "period", "date", "role", "articles"})
"""Keys whose values are ids, normal forms or words of the ontology, never text of a report."""
GLUE = 8
"""The longest literal run that a label may hold."""

Span = tuple[int, int]


class ReportMissingError(KgError):
    """The report that an annotation points into is not at hand."""


class ReportChangedError(KgError):
    """The report differs from the one that was annotated."""


class NotFoldedError(KgError):
    """A label shares too little with the report to be kept as offsets."""


def load(path: Path, shared: Path = SHARED) -> tuple[str, dict[str, Any]]:
    """The text of the passage under its title lines, and its gold object, restored from the report."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    report = _report(shared / "corpus" / kept["file"], kept["sha256"])
    text = _passage(report, [*map(tuple, kept["head"]), (kept["start"], kept["end"])])
    return text, _mapped(kept["gold"], lambda label: _restored(label, report))


def fold(report: Path, spans: Sequence[Span], gold: dict[str, Any]) -> dict[str, Any]:
    """The stand-off form of a gold object; the last span is the passage, those before it are its title lines."""
    text = report.read_text(encoding="utf-8")
    digest = hashlib.sha256(report.read_bytes()).hexdigest()
    start, end = spans[-1]
    # Later spans first: what the passage says is pointed to where it says it.
    order = [spans[-1], *spans[:-1]]
    folded = _mapped(gold, lambda label: _folded(label, text, order))
    return {
        "file": report.name,
        "sha256": digest,
        "head": [list(s) for s in spans[:-1]],
        "start": start,
        "end": end,
        "gold": folded,
    }


def _report(path: Path, digest: str) -> str:
    if not path.is_file():
        raise ReportMissingError(f"{path.name} is missing; put the work reports into {path.parent}")
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        raise ReportChangedError(
            f"{path.name} is not the report that was annotated; fetch that one or fold anew"
        )
    return path.read_text(encoding="utf-8")


def _passage(report: str, spans: Sequence[Span]) -> str:
    head = "\n".join(report[s:e] for s, e in spans[:-1])
    body = report[spans[-1][0] : spans[-1][1]]
    return f"{head}\n\n{body}\n" if head else f"{body}\n"


def _mapped(value: Any, change: Callable[[Any], Any], key: str = "") -> Any:
    """The gold object with `change` done to each label in it, folded or not."""
    if value is None or isinstance(value, bool | int | float) or is_kept(key, value):
        return value
    if _is_label(value):
        return change(value)
    if isinstance(value, dict):
        return {k: _mapped(v, change, k) for k, v in value.items()}
    return [_mapped(v, change) for v in value]


def is_kept(key: str, value: Any) -> bool:
    """Whether the value is kept as it is; `articles` are ids in a record, and records themselves at the top."""
    records = isinstance(value, list) and any(isinstance(v, dict) for v in value)
    return key in KEPT and not records


def _is_label(value: Any) -> bool:
    if isinstance(value, str):
        return True
    if isinstance(value, dict):
        return set(value) == {"parts"}
    return len(value) == 2 and all(isinstance(v, int) for v in value)


def _restored(label: Any, report: str) -> str:
    if isinstance(label, str):
        return label
    parts = label["parts"] if isinstance(label, dict) else [label]
    return "".join(p if isinstance(p, str) else report[p[0] : p[1]] for p in parts)


def _folded(label: str, text: str, spans: Sequence[Span]) -> Any:
    if whole := _found(label, text, spans):
        return list(whole)
    parts: list[Any] = []
    at = 0
    while at < len(label):
        size, span = _longest(label[at:], text, spans)
        if span:
            parts.append(list(span))
        elif parts and isinstance(parts[-1], str):
            parts[-1] += label[at]
        else:
            parts.append(label[at])
        at += size
    if any(isinstance(p, str) and len(p) > GLUE for p in parts):
        raise NotFoldedError(
            f"{label!r} holds more than {GLUE} characters in a row that the report does not print"
        )
    return {"parts": parts}


def _longest(label: str, text: str, spans: Sequence[Span]) -> tuple[int, Span | None]:
    """The longest beginning of the label, two characters or more, that the spans print; else one character."""
    for size in range(len(label), 1, -1):
        if span := _found(label[:size], text, spans):
            return size, span
    return 1, None


def _found(label: str, text: str, spans: Sequence[Span]) -> Span | None:
    for start, end in spans:
        at = text.find(label, start, end) if label else -1
        if at >= 0:
            return at, at + len(label)
    return None


def main(arguments: Sequence[str]) -> None:
    """Fold a plain gold file into stand-off form, or show one restored."""
    if arguments[:1] == ["show"] and len(arguments) == 2:
        text, gold = load(HOME / f"{arguments[1]}.json")
        print(text + json.dumps(gold, ensure_ascii=False, indent=1))
    elif arguments[:1] == ["fold"] and len(arguments) >= 6:
        name, report, start, end, gold_file, *head = arguments[1:]
        numbers = [*map(int, head), int(start), int(end)]
        spans = list(zip(numbers[::2], numbers[1::2], strict=True))
        plain = json.loads(Path(gold_file).read_text(encoding="utf-8"))
        path = HOME / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, fold(SHARED / "corpus" / report, spans, plain))
    else:
        sys.exit(__doc__)


def write(path: Path, kept: dict[str, Any]) -> None:
    """Write a stand-off file: one record a line, so that a change of one is seen as one."""
    gold = kept["gold"]
    lines = [json.dumps({k: v for k, v in kept.items() if k != "gold"})[:-1] + ', "gold": {']
    keys = [k for k in gold if k != "page"]
    lines.append(f' "page": {json.dumps(gold["page"])},')
    for key in keys:
        rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in gold[key])
        lines.append(f' "{key}": [\n  {rows}\n ]' + ("," if key != keys[-1] else ""))
    path.write_text("\n".join(lines) + "\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
