from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluate import Evaluation, Mistake, evaluate, evaluate_files, render

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
SCORER = SHARED / "gold" / "score.py"
GOLD = sorted((SHARED / "gold").glob("*.gold.json"))

Record = dict[str, Any]


def gold() -> Record:
    return {
        "page": "g1",
        "entities": [
            {"id": "e1", "type": "Person", "name": "丁若溪", "aliases": []},
            {"id": "e2", "type": "PublicBody", "name": "云渡县商务局", "aliases": ["县商务局", "该局"]},
            {"id": "e3", "type": "Enterprise", "name": "云渡青禾食品有限公司", "aliases": ["青禾食品"]},
            {"id": "e4", "type": "AdministrativeDivision", "name": "云渡县", "aliases": ["该县"]},
            {"id": "e5", "type": "Event", "name": "秋季招商会", "aliases": [], "optional": True},
        ],
        "facts": [
            {"s": "e1", "p": "holdsPost", "o": "e2", "q": {"post": "党组书记"}},
            {"s": "e1", "p": "holdsPost", "o": "e2", "q": {"post": "局长"}},
            {"s": "e3", "p": "cooperatesWith", "o": "e4", "q": {}},
            {"s": "e2", "p": "participatesIn", "o": "e5", "q": {}, "optional": True},
        ],
        "measurements": [
            {"s": "e3", "indicator": "总投资", "value": "3.2亿元", "number": 320000000, "unit": "CNY"},
            {"s": "e4", "indicator": "粮食总产量", "value": "数万吨", "number": None, "unit": "吨"},
        ],
        "honours": [{"s": "e3", "honour": "省级龙头企业"}],
    }


def counts(evaluation: Evaluation, row: str) -> tuple[int, int, int]:
    score = evaluation.score(row)
    return score.right, score.predicted, score.gold


def test_gold_against_itself_is_perfect() -> None:
    result = evaluate([(gold(), gold())])
    assert result.mistakes == ()
    assert {s.row: s.f1 for s in result.scores if s.f1 != 1.0} == {}
    assert counts(result, "entities") == (4, 4, 4)
    assert counts(result, "facts") == (3, 3, 3)


def test_a_record_without_the_optional_items_is_perfect_too() -> None:
    given = gold()
    given["entities"].pop()
    given["facts"].pop()
    assert evaluate([(gold(), given)]).mistakes == ()


def test_symmetric_fact_may_be_turned_and_a_directed_one_may_not() -> None:
    turned = gold()
    turned["facts"][2].update(s="e4", o="e3")
    assert counts(evaluate([(gold(), turned)]), "fact cooperatesWith") == (1, 1, 1)
    turned["facts"][0].update(s="e2", o="e1")
    assert counts(evaluate([(gold(), turned)]), "fact holdsPost") == (1, 2, 2)


def test_each_post_is_matched_once() -> None:
    given = gold()
    given["facts"][1]["q"]["post"] = "书记"
    result = evaluate([(gold(), given)])
    assert counts(result, "fact holdsPost") == (1, 2, 2)
    assert Mistake("g1", "wrong", "fact", "丁若溪 holdsPost 云渡县商务局 {'post': '书记'}") in result.mistakes
    assert (
        Mistake("g1", "missed", "fact", "丁若溪 holdsPost 云渡县商务局 {'post': '局长'}") in result.mistakes
    )


def test_a_generic_short_form_pairs_nothing() -> None:
    given = gold()
    given["entities"][1].update(name="安川县水利局", aliases=["该局"])
    result = evaluate([(gold(), given)])
    assert counts(result, "entity PublicBody") == (0, 1, 1)
    assert Mistake("g1", "wrong", "entity", "PublicBody 安川县水利局") in result.mistakes


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({"number": 320000000.0}, 2),
        ({"number": 321000000}, 2),
        ({"number": 330000000}, 1),
        ({"unit": "USD"}, 1),
        ({"indicator": "投资"}, 2),
        ({"indicator": "年产值"}, 1),
        ({"number": None}, 1),
    ],
)
def test_measurement_agrees_within_its_tolerance(change: Record, right: int) -> None:
    given = gold()
    given["measurements"][0].update(change)
    assert counts(evaluate([(gold(), given)]), "measurements") == (right, 2, 2)


def test_another_type_is_another_entity() -> None:
    given = gold()
    given["entities"][2]["type"] = "Institution"
    result = evaluate([(gold(), given)])
    assert counts(result, "entity Enterprise") == (0, 0, 1)
    assert counts(result, "entity Institution") == (0, 1, 0)
    assert counts(result, "honours") == (0, 1, 1)


def test_pages_are_summed() -> None:
    assert counts(evaluate([(gold(), gold()), (gold(), gold())]), "facts") == (6, 6, 6)


def test_table_and_errors() -> None:
    given = gold()
    given["honours"][0]["honour"] = "市级龙头企业"
    text = render(evaluate([(gold(), given)]), errors=True)
    assert "g1 missed honour: 云渡青禾食品有限公司: 省级龙头企业\n" in text
    assert text.splitlines()[-1].split() == ["honours", "0.000", "0.000", "0.000", "0", "1", "1"]
    assert "missed" not in render(evaluate([(gold(), given)]))


def test_lines_are_joined_by_page(tmp_path: Path) -> None:
    one, two = gold(), gold()
    two["page"] = "g2"
    two["entities"][0]["name"] = "沈望舒"
    lines = [json.dumps(r, ensure_ascii=False) for r in (one, two)]
    (tmp_path / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "pred.jsonl").write_text("\n".join(reversed(lines)), encoding="utf-8")
    assert evaluate_files([(tmp_path / "gold.jsonl", tmp_path / "pred.jsonl")]).mistakes == ()
    (tmp_path / "pred.jsonl").write_text(lines[0], encoding="utf-8")
    with pytest.raises(InputError, match="no record of page g2"):
        evaluate_files([(tmp_path / "gold.jsonl", tmp_path / "pred.jsonl")])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("{", "is no JSON"),
        ("[1]", "is no record"),
        ('{"page": "x"}', "is no record"),
        ('{"page": "x", "entities": [{"id": "e1"}]}', r"entities\[0\] lacks `type`"),
        ('{"page": "x", "entities": [], "facts": [{"s": "e1", "p": "q"}]}', r"facts\[0\] lacks `o`"),
    ],
)
def test_what_is_no_record_is_said_so(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        evaluate_files([(path, path)])


def test_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        evaluate_files([(tmp_path / "none.json", tmp_path / "none.json")])


def misname(entities: list[Record], chance: random.Random) -> None:
    for entity in entities:
        entity.pop("also", None)
        if entity["aliases"] and chance.random() < 0.4:
            entity["name"] = chance.choice(entity["aliases"])
        if chance.random() < 0.2:
            entity["aliases"] = entity["aliases"][1:]
        if chance.random() < 0.1:
            entity["type"] = chance.choice(["Person", "Zone", "Project", "Event"])


def perturbed(record: Record, seed: int) -> Record:
    """A record as a middling reader would give it: things lost, made up, renamed, turned, doubled."""
    chance = random.Random(seed)
    made = copy.deepcopy(record)
    for item in [*made["entities"], *made["facts"], *made["measurements"], *made["honours"]]:
        item.pop("optional", None)
    misname(made["entities"], chance)
    for fact in made["facts"]:
        if chance.random() < 0.2:
            fact["s"], fact["o"] = fact["o"], fact["s"]
        if fact.get("q", {}).get("post") and chance.random() < 0.3:
            fact["q"]["post"] = fact["q"]["post"][-chance.randint(1, 3) :]
    for item in made["measurements"]:
        if item["number"] is not None and chance.random() < 0.3:
            item["number"] *= chance.choice([1.001, 1.1, 1.0])
        if chance.random() < 0.3:
            item["indicator"] = item["indicator"][: max(1, len(item["indicator"]) // 2)]
    for kind in ("entities", "facts", "measurements", "honours"):
        chance.shuffle(made[kind])
        kept = [item for item in made[kind] if chance.random() < 0.85]
        doubled = [copy.deepcopy(item) for item in kept if chance.random() < 0.1]
        made[kind] = kept + ([] if kind == "entities" else doubled)
    for place, entity in enumerate(copy.deepcopy(made["entities"][:3])):
        made["entities"].append(entity | {"id": f"n{place}", "aliases": []})
    known = {e["id"] for e in made["entities"]}
    made["facts"] = [f for f in made["facts"] if f["s"] in known and f["o"] in known]
    return made


@pytest.mark.skipif(not SCORER.exists(), reason="the shared gold pages do not lie beside the project")
@pytest.mark.parametrize("seed", range(6))
def test_figures_and_mistakes_equal_those_of_the_shared_scorer(tmp_path: Path, seed: int) -> None:
    pairs: list[tuple[Path, Path]] = []
    for path in GOLD:
        made = perturbed(json.loads(path.read_text(encoding="utf-8")), seed)
        pred = tmp_path / f"{path.stem}.json"
        pred.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
        pairs.append((path, pred))
    files = [str(p) for pair in pairs for p in pair]

    def run(option: str) -> str:
        command = [sys.executable, str(SCORER), option, *files]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    result = evaluate_files(pairs)
    theirs = {
        row: (v["right"], v["predicted"], v["gold"], v["precision"], v["recall"], v["f1"])
        for row, v in json.loads(run("--json")).items()
    }
    ours = {s.row: (s.right, s.predicted, s.gold, s.precision, s.recall, s.f1) for s in result.scores}
    assert ours == theirs
    assert len(result.mistakes) > 50
    said = [line for line in run("--errors").splitlines() if " missed " in line or " wrong " in line]
    assert sorted(f"{m.page} {m.fault} {m.kind}: {m.text}" for m in result.mistakes) == sorted(said)
