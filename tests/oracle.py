"""Readings built from gold entities: they show what relation and measurement rules do when names are given.

`python -m tests.oracle [facts|measurements|honours] PAGE...` scores the rules of one kind on gold pages that
lie beside the project, with entities, mentions and article borders taken from the gold file.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from kg.extract.reading import Context, Mention, Passage, Reading
from kg.extract.readings import topic
from tests.gold import restored

SHARED = Path(__file__).resolve().parents[2] / "shared"
ANNOTATED = Path(__file__).resolve().parents[1] / "data" / "annotated"
_GENERIC = re.compile(r"^(该|本|全|此|这个)?.{1,3}$")


def joined(text: str) -> tuple[str, list[int]]:
    """The text with single line breaks inside sentences removed, and the offset of each character."""
    chars: list[str] = []
    at: list[int] = []
    line = ""
    ended = re.compile(r"[。！？!?；：:”）)]\s*$")
    for match in re.finditer(r"[^\n]+|\n+", text):
        piece = match.group()
        if piece.startswith("\n"):
            broken = len(line) > 15 and re.search("[，,。、；]", line)
            if chars and (ended.search("".join(chars[-2:])) or (len(piece) > 1 and not broken)):
                chars.append("\n")
                at.append(match.start())
            continue
        line = piece
        chars.extend(piece)
        at.extend(range(match.start(), match.end()))
    return "".join(chars), at


def _stretches(gold: dict[str, Any], text: str) -> list[tuple[str, int, int]]:
    """Articles as (id, start, end) offsets; one ends where the headline or body of the next begins."""
    flat = [(i, c) for i, c in enumerate(text) if not c.isspace()]
    squeezed = "".join(c for _, c in flat)
    found = []
    for article in gold["articles"]:
        start = max(squeezed.find(re.sub(r"\s", "", article["start"])), 0)
        title = squeezed.rfind(re.sub(r"\s", "", article["title"])[:5], max(start - 160, 0), start)
        found.append((start, title if title >= 0 else start, article["id"]))
    found.sort()
    ends = [t for _, t, _ in found[1:]] + [len(flat)]
    return [(i, flat[s][0], flat[max(e, s + 1) - 1][0] + 1) for (s, _, i), e in zip(found, ends, strict=True)]


def _mentions(gold: dict[str, Any], article: str, text: str) -> list[Mention]:
    spots: dict[tuple[int, int], Mention] = {}
    for entity in gold["entities"]:
        here = article in entity["articles"]
        for form in {entity["name"], *entity.get("also", []), *entity["aliases"]}:
            if not here and form != entity["name"] and _GENERIC.match(form):
                continue
            for hit in re.finditer(re.escape(form), text):
                mention = Mention(hit.start(), hit.end(), entity["type"], form, 1.0, "gold", entity["id"])
                old = spots.get(hit.span())
                if old is None or here:
                    spots[hit.span()] = mention
    kept = sorted(spots.values(), key=lambda m: (m.start, -m.end))
    return [m for m in kept if not _crossed(m, kept)]


def _crossed(one: Mention, others: list[Mention]) -> bool:
    return any(o.start < one.start < o.end < one.end for o in others)


def _files(page: str) -> tuple[Path, Path]:
    """The gold file and the text of a page: beside the project, of its own pieces, or annotated stand-off."""
    for folder in (ANNOTATED, ANNOTATED / "unseen"):
        if (folder / f"{page}.gold.json").exists():
            return folder / f"{page}.gold.json", folder / f"{page}.txt"
    if any((ANNOTATED / folder / f"{page}.json").exists() for folder in ("reports", "pages")):
        return next(
            (answers, text)
            for text, answers in (*restored("reports"), *restored("pages"))
            if text.stem == page
        )
    return SHARED / "gold" / f"{page}.gold.json", SHARED / "corpus" / f"{page}.txt"


def readings(page: str) -> tuple[dict[str, Any], list[Reading]]:
    """The gold object of a page and its readings, one an article in the order of the page."""
    answers, source = _files(page)
    gold = json.loads(answers.read_text(encoding="utf-8"))
    text = source.read_text(encoding="utf-8")
    dates = {a["id"]: a["date"] for a in gold["articles"]}
    titles = {a["id"]: a["title"] for a in gold["articles"]}
    years = [int(d[:4]) for d in dates.values() if d]
    types = {e["id"]: e["type"] for e in gold["entities"]}
    names = {e["id"]: e["name"] for e in gold["entities"]}
    out = []
    for article, start, end in _stretches(gold, text):
        body, at = joined(text[start:end])
        # The title lines of a report tell whose it is.
        head = text[:start] if page[0] == "r" else f"{titles[article]}\n"
        offsets = [start] * len(head) + [start + i for i in at]
        body = head + body
        passage = Passage(article, titles[article], body, offsets, len(head), dates[article])
        sentences = tuple(m.span() for m in re.finditer(r"[^。！？!?\n]+[。！？!?]?[”’]?\n?|\n", body))
        mentions = tuple(_mentions(gold, article, body))
        top = topic(passage, [(m, (m.type, m.entity)) for m in mentions])
        place = top and top[1]
        year = int((dates[article] or "0")[:4]) or (max(years) if years else None)
        context = Context(place and names[place], None, place, dates[article], year)
        out.append(Reading(passage, sentences, mentions, types, names, context))
    return gold, out


def prediction(gold: dict[str, Any], kind: str, found: list[tuple[Reading, Any]]) -> dict[str, Any]:
    """A record of the gold entities with what the rules found of one kind; the other kinds are gold's."""
    items = []
    for reading, item in found:
        row = {k: getattr(item, k) for k in item.__slots__ if k not in {"start", "end", "score", "by", "q"}}
        row["q"] = dict(getattr(item, "q", ()))
        row["quote"] = reading.passage.text[item.start : item.end]
        row["by"] = item.by
        items.append(row)
    return {**gold, kind: items}


def main() -> None:
    """Score one kind of rules on the pages given."""
    kind, *pages = sys.argv[1:]
    from kg.extract import relate
    from kg.extract.measures import read as measure

    names = {
        "facts": (relate, "relate"),
        "measurements": (measure, "measure"),
        "honours": (measure, "praise"),
    }
    rule = getattr(*names[kind])
    args = []
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            gold, parts = readings(page)
            found = [(r, item) for r in parts for item in rule(r)]
            path = Path(folder, f"{page}.json")
            path.write_text(json.dumps(prediction(gold, kind, found), ensure_ascii=False), encoding="utf-8")
            args += [str(_files(page)[0]), str(path)]
        subprocess.run([sys.executable, str(SHARED / "gold" / "score.py"), "--errors", *args], check=True)


if __name__ == "__main__":
    main()
