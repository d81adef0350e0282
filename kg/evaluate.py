"""Records against gold: precision, recall and F1 by type and predicate, with every mistake listed.

Entities are paired one to one by type and a shared name; facts, measurements and honours are right when
their entities are paired and what they state agrees. What the gold marks as optional is scored neither way.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.agreement import KINDS, Item, Kind, Same, canonical, paired, plain, unique
from kg.errors import InputError


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """How many of a sort were right, were given, and stand in the gold."""

    row: str
    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of what was given that is right; 0 where nothing was given."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where the gold has none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """Something `missed` or `wrong` on a page, said in words."""

    page: str
    fault: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores over all pages given (micro-averaged) and the mistakes behind them."""

    scores: tuple[Score, ...]
    mistakes: tuple[Mistake, ...]

    def score(self, row: str) -> Score:
        """The score of a row such as `entities` or `fact holdsPost`; all zero where there is none."""
        return next((s for s in self.scores if s.row == row), Score(row, 0, 0, 0))


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Of what was predicted on a page, whether it is right; what is scored neither way is left out."""

    entities: dict[Hashable, bool]
    """By entity id."""
    statements: dict[str, dict[Hashable, bool]]
    """By kind of statement (`facts`, `measurements`, `honours`) and identity (`kg.agreement.KINDS`)."""


def verdicts(gold: Item, predicted: Item) -> Verdicts:
    """Which entities and statements of a predicted record are right, by its gold one."""
    sheet = _Sheet(gold, predicted, _Total())
    sheet.score()
    return sheet.verdicts()


def evaluate(pairs: Sequence[tuple[Item, Item]]) -> Evaluation:
    """Score predicted records against gold ones, both as parsed JSON in the form of a gold file."""
    total = _Total()
    for gold, predicted in pairs:
        _Sheet(gold, predicted, total).score()
    return Evaluation(total.scores(), tuple(total.mistakes))


def evaluate_files(pairs: Sequence[tuple[Path, Path]]) -> Evaluation:
    """Score files: a JSON record each, or JSON lines of many, which are then joined by their `page`.

    Raises InputError for a file that cannot be read, is no record, or lacks a page of the gold.
    """
    return evaluate([pair for gold, predicted in pairs for pair in _joined(gold, predicted)])


def render(evaluation: Evaluation, errors: bool = False) -> str:
    """The scores as a table of text, the mistakes before it if `errors`."""
    lines = [f"{m.page} {m.fault} {m.kind}: {m.text}" for m in evaluation.mistakes] if errors else []
    lines.append(f"{'':34}{'P':>7}{'R':>7}{'F1':>7}{'right':>7}{'pred':>7}{'gold':>7}")
    for s in evaluation.scores:
        shares = f"{s.precision:7.3f}{s.recall:7.3f}{s.f1:7.3f}"
        lines.append(f"{s.row:34}{shares}{s.right:7}{s.predicted:7}{s.gold:7}")
    return "\n".join(lines) + "\n"


class _Total:
    """Counts of all rows and the mistakes of all pages."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[int, int, int]] = {}
        self.mistakes: list[Mistake] = []

    def add(self, row: str, right: int, predicted: int, gold: int) -> None:
        """Count on a row."""
        held = self.rows.get(row, (0, 0, 0))
        self.rows[row] = (held[0] + right, held[1] + predicted, held[2] + gold)

    def scores(self) -> tuple[Score, ...]:
        """The rows in a readable order: of each kind the sum, then its types by name."""
        kinds = ("entit", "canonical", "alias", "fact", "measurement", "honour")
        order = {stem: place for place, stem in enumerate(kinds)}

        def place(row: str) -> tuple[int, bool, str]:
            stem = next(k for k in kinds if row.startswith(k))
            return order[stem], " " in row, row

        return tuple(Score(row, *self.rows[row]) for row in sorted(self.rows, key=place))


@dataclass(slots=True)
class _Sheet:
    """One page while it is scored."""

    gold: Item
    predicted: Item
    total: _Total
    pairs: dict[str, str] = field(default_factory=dict)
    back: dict[str, str] = field(default_factory=dict)
    spare: set[str] = field(default_factory=set)

    def score(self) -> None:
        """Count the page into the total."""
        every = paired(self.gold["entities"], self.predicted["entities"])
        optional = {e["id"] for e in self.gold["entities"] if e.get("optional")}
        self.back = {predicted: gold for gold, predicted in every.items()}
        self.pairs = {g: p for g, p in every.items() if g not in optional}
        self.spare = {p for g, p in every.items() if g in optional}
        wanted = {e["id"]: e for e in self.gold["entities"] if e["id"] not in optional}
        given = {e["id"]: e for e in self.predicted["entities"] if e["id"] not in self.spare}
        self._score_entities(wanted, given)
        self._score_names(wanted, given)
        for kind in KINDS:
            self._score_kind(kind)

    def _score_entities(self, wanted: Mapping[str, Item], given: Mapping[str, Item]) -> None:
        right = Counter(wanted[g]["type"] for g in self.pairs)
        predicted = Counter(e["type"] for e in given.values())
        gold = Counter(e["type"] for e in wanted.values())
        self.total.add("entities", right.total(), predicted.total(), gold.total())
        for sort in sorted({*predicted, *gold}):
            self.total.add(f"entity {sort}", right[sort], predicted[sort], gold[sort])
        for i, entity in wanted.items():
            if i not in self.pairs:
                self._note("missed", "entity", f"{entity['type']} {entity['name']}")
        for i, entity in given.items():
            if i not in self.back:
                self._note("wrong", "entity", f"{entity['type']} {entity['name']}")

    def _score_names(self, wanted: Mapping[str, Item], given: Mapping[str, Item]) -> None:
        right = found = offered = 0
        for g, p in self.pairs.items():
            gold, predicted = wanted[g], given[p]
            right += plain(predicted["name"]) in canonical(gold)
            aliases = {plain(a) for a in predicted.get("aliases", [])}
            forms = {plain(a) for a in gold.get("aliases", [])}
            found += len(forms & (aliases | {plain(predicted["name"])}))
            offered += len(aliases - {plain(gold["name"])})
        held = sum(len({plain(a) for a in e.get("aliases", [])}) for e in wanted.values())
        self.total.add("canonical names", right, len(self.pairs), len(self.pairs))
        self.total.add("aliases", found, max(offered, found), held)

    def verdicts(self) -> Verdicts:
        """What the scoring made of each thing predicted; for a sheet that has been scored."""
        given = [e["id"] for e in self.predicted["entities"] if e["id"] not in self.spare]
        entities: dict[Hashable, bool] = {i: i in self.back for i in given}
        statements = {}
        for kind in KINDS:
            _, hits, predicted, counted = self._settled(kind)
            right = set(hits.values())
            statements[kind.name] = {kind.identity(predicted[j]): j in right for j in counted}
        return Verdicts(entities, statements)

    def _score_kind(self, kind: Kind) -> None:
        must, hits, predicted, counted = self._settled(kind)
        self._count(kind, [must[i] for i in hits], [predicted[j] for j in counted], must)
        for i in range(len(must)):
            if i not in hits:
                self._note("missed", kind.name[:-1], _words(must[i], self.gold["entities"]))
        for j in counted:
            if j not in hits.values():
                self._note("wrong", kind.name[:-1], _words(predicted[j], self.predicted["entities"]))

    def _settled(self, kind: Kind) -> tuple[list[Item], dict[int, int], list[Item], list[int]]:
        """What the gold asks, {its index: predicted index}, what was predicted, and what of that counts."""
        gold = unique(self.gold.get(kind.name, []), kind.identity)
        predicted = unique(self.predicted.get(kind.name, []), kind.identity)
        must = [g for g in gold if not g.get("optional")]
        hits = self._matched(must, predicted, kind.same)
        rest = [j for j in range(len(predicted)) if j not in hits.values()]
        may = [g for g in gold if g.get("optional")]
        aside = {rest[j] for j in self._matched(may, [predicted[j] for j in rest], kind.same).values()}
        aside |= {j for j in rest if self.spare & {predicted[j]["s"], predicted[j].get("o")}}
        return must, hits, predicted, [j for j in range(len(predicted)) if j not in aside]

    def _count(
        self, kind: Kind, right: Sequence[Item], predicted: Sequence[Item], gold: Sequence[Item]
    ) -> None:
        self.total.add(kind.name, len(right), len(predicted), len(gold))
        if kind.row is None:
            return
        counts = [Counter(map(kind.row, items)) for items in (right, predicted, gold)]
        for row in sorted({*counts[1], *counts[2]}):
            self.total.add(row, *(count[row] for count in counts))

    def _matched(self, gold: Sequence[Item], predicted: Sequence[Item], same: Same) -> dict[int, int]:
        """Greedy one-to-one match in the order of the gold: {gold index: predicted index}."""
        hits: dict[int, int] = {}
        taken: set[int] = set()
        for i, wanted in enumerate(gold):
            for j, given in enumerate(predicted):
                if j not in taken and same(wanted, given, self.back):
                    hits[i] = j
                    taken.add(j)
                    break
        return hits

    def _note(self, fault: str, kind: str, text: str) -> None:
        self.total.mistakes.append(Mistake(str(self.gold["page"]), fault, kind, text))


def _words(item: Item, entities: Iterable[Item]) -> str:
    names = {e["id"]: e["name"] for e in entities}

    def name(end: str) -> str:
        return str(names.get(item[end], f"?{item[end]}"))

    if "p" in item:
        return f"{name('s')} {item['p']} {name('o')} {item.get('q') or ''}".strip()
    if "honour" in item:
        return f"{name('s')}: {item['honour']}"
    return f"{name('s')}: {item['indicator']} = {item['value']}"


def _joined(gold: Path, predicted: Path) -> list[tuple[Item, Item]]:
    wanted, given = records(gold), records(predicted)
    if len(wanted) == len(given) == 1:
        return [(wanted[0], given[0])]
    by_page = {str(record["page"]): record for record in given}
    missing = [str(g["page"]) for g in wanted if str(g["page"]) not in by_page]
    if missing:
        raise InputError(f"{predicted}: no record of page {missing[0]}, which {gold} holds; extract it too")
    return [(g, by_page[str(g["page"])]) for g in wanted]


def records(path: Path) -> list[Item]:
    """The records of a file, one JSON value or one a line; raises InputError where it holds anything else."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error}); give a record file") from error
    try:
        records = [json.loads(text)]
    except ValueError:
        records = [
            _line(path, number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()
        ]
    if not records:
        raise InputError(f"{path}: is empty; give a record as `kg extract` writes it")
    for record in records:
        _check(path, record)
    return records


def _line(path: Path, number: int, line: str) -> Item:
    try:
        found: Item = json.loads(line)
    except ValueError as error:
        raise InputError(
            f"{path}:{number}: is no JSON ({error}); give a record as `kg extract` writes it"
        ) from error
    return found


_REQUIRED = {
    "entities": ("id", "type", "name"),
    "facts": ("s", "p", "o"),
    "measurements": ("s", "indicator", "value"),
    "honours": ("s", "honour"),
}


def _check(path: Path, record: object) -> None:
    """Raise InputError where a record lacks what the scoring reads."""
    fit = isinstance(record, dict) and isinstance(record.get("page"), str) and "entities" in record
    if not isinstance(record, dict) or not fit:
        raise InputError(f"{path}: is no record (`page` and `entities` are needed); see `kg extract --help`")
    for kind, keys in _REQUIRED.items():
        for place, item in enumerate(record.get(kind, [])):
            lacking = [k for k in keys if not isinstance(item, dict) or not isinstance(item.get(k), str)]
            if lacking:
                raise InputError(f"{path}: {kind}[{place}] lacks `{lacking[0]}`; mend the record")
