"""The pages that ship are there, are our own words, and the annotated ones obey the format of gold files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = sorted((ROOT / "data" / "sample").glob("*.txt"))
PIECES = ROOT / "data" / "annotated"
ANNOTATED = sorted([*PIECES.glob("*.gold.json"), *(PIECES / "unseen").glob("*.gold.json")])
CORPUS = ROOT.parent / "shared" / "corpus"
LONGEST = 15
"""Texts of one genre share phrases; a stretch of this many characters is no longer a phrase."""


def squeezed(text: str) -> str:
    """Text without any space or line break."""
    return re.sub(r"\s+", "", text)


def stretches(text: str, size: int) -> set[str]:
    """All stretches of so many characters in a text, spaces apart."""
    flat = squeezed(text)
    return {flat[i : i + size] for i in range(len(flat) - size + 1)}


def text_of(gold: Path) -> str:
    """The text that a gold file was made from."""
    return gold.with_name(gold.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")


def load(gold: Path) -> dict[str, Any]:
    """A gold file as an object."""
    found: dict[str, Any] = json.loads(gold.read_text(encoding="utf-8"))
    return found


def faults(text: str, gold: dict[str, Any]) -> list[str]:
    """What a gold object breaks of the format, one line a fault; empty where it holds."""
    flat = squeezed(text)
    articles = {a["id"] for a in gold["articles"]}
    ids = [e["id"] for e in gold["entities"]]
    out = [f"id given twice: {i}" for i in sorted({i for i in ids if ids.count(i) > 1})]
    out += [
        f"start not on the page: {a['start']}" for a in gold["articles"] if squeezed(a["start"]) not in flat
    ]
    for entity in gold["entities"]:
        forms = [entity["name"], *entity["aliases"]]
        if not any(squeezed(f) in flat for f in forms):
            out.append(f"no form on the page: {entity['name']}")
        out += [f"alias not on the page: {a}" for a in entity["aliases"] if squeezed(a) not in flat]
    for item in (*gold["entities"], *gold["facts"], *gold["measurements"], *gold["honours"]):
        if not item["articles"] or not set(item["articles"]) <= articles:
            out.append(f"no such article: {item}")
    for item in (*gold["facts"], *gold["measurements"], *gold["honours"]):
        if squeezed(item["quote"]) not in flat:
            out.append(f"quote not on the page: {item['quote']}")
        out += [f"no such entity: {item[end]}" for end in ("s", "o") if end in item and item[end] not in ids]
    return out


def test_there_are_pages_enough() -> None:
    assert len(SAMPLE) >= 12
    assert len(ANNOTATED) >= 12


@pytest.mark.parametrize("path", SAMPLE, ids=lambda p: p.stem)
def test_a_sample_page_is_a_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert 1500 <= len(text) <= 4000
    year = re.fullmatch(r"\d\d-[a-z]+-(20\d\d)-\d\d-\d\d", path.stem)
    assert year
    assert 2018 <= int(year[1]) <= 2023
    assert "\n\n" in text


def test_the_notes_say_that_all_is_made_up() -> None:
    for folder in ("sample", "annotated"):
        notes = (ROOT / "data" / folder / "README.md").read_text(encoding="utf-8")
        assert "虚构" in notes
        assert "made up" in notes


def test_the_story_is_connected() -> None:
    texts = [p.read_text(encoding="utf-8") for p in SAMPLE]
    for name in ("程砚书", "王志远", "许望舒", "星澜新材", "澄岳智能", "双百强链", "亩均论英雄"):
        assert sum(name in squeezed(t) for t in texts) >= 4, name


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus does not lie beside the project")
def test_no_sentence_comes_from_the_corpus() -> None:
    theirs: set[str] = set()
    for path in sorted(CORPUS.glob("*.txt")):
        theirs |= stretches(path.read_text(encoding="utf-8"), LONGEST)
    for path in (*SAMPLE, *(g.with_name(g.name.replace(".gold.json", ".txt")) for g in ANNOTATED)):
        assert not stretches(path.read_text(encoding="utf-8"), LONGEST) & theirs, path.name


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda p: p.name.split(".")[0])
def test_an_annotated_piece_obeys_the_format(path: Path) -> None:
    gold = load(path)
    assert path.name == f"{gold['page']}.gold.json"
    assert faults(text_of(path), gold) == []


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda p: p.name.split(".")[0])
def test_an_annotated_piece_uses_the_ontology(path: Path) -> None:
    from kg.knowledge.ontology import load as load_ontology

    known = load_ontology()
    gold = load(path)
    types = {e["id"]: e["type"] for e in gold["entities"]}
    assert set(types.values()) <= set(known.classes)
    for fact in gold["facts"]:
        assert known.predicates[fact["p"]].allows(types[fact["s"]], types[fact["o"]]), fact
        assert fact["p"] != "holdsPost" or fact["q"]["post"]
    for item in gold["measurements"]:
        assert item["kind"] in known.kinds
        assert item["number"] is None or item["number"] >= 0


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda p: p.name.split(".")[0])
def test_bodies_have_their_area_once(path: Path) -> None:
    gold = load(path)
    for body in gold["entities"]:
        areas = [f["o"] for f in gold["facts"] if f["p"] == "jurisdiction" and f["s"] == body["id"]]
        assert len(areas) <= 1, body["name"]
        if body["type"] == "PublicBody" and not body.get("optional"):
            assert areas, body["name"]


def test_the_checker_finds_faults() -> None:
    gold = load(ANNOTATED[0])
    text = text_of(ANNOTATED[0])
    gold["entities"][0]["aliases"] = ["此页所无之名"]
    gold["facts"][0]["quote"] = "此页所无之句"
    gold["facts"][1]["s"] = "e0"
    gold["measurements"][0]["articles"] = ["a9"]
    found = "\n".join(faults(text, gold))
    for part in ("alias not on", "quote not on", "no such entity: e0", "no such article"):
        assert part in found
