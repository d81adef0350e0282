"""The measured figures of both READMEs, made anew from a run: `python -m tests.figures`.

What stands between the comments `<!-- figures: quality -->` and `<!-- /figures -->` is replaced, and the same
of `kinds` and `speed`; nothing else. `python -m tests.figures quality` leaves the speeds as they are.
"""

from __future__ import annotations

import platform
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.evaluate import Evaluation
from tests import bench, gold

ROOT = Path(__file__).resolve().parents[1]
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}

ROWS = {
    "entities": ("entities", "实体"),
    "canonical names": ("canonical names", "规范名称"),
    "aliases": ("aliases", "别名"),
    "facts": ("facts", "事实"),
    "measurements": ("measurements", "数据"),
    "honours": ("honours", "荣誉"),
}
SETS = {
    "newspapers": ("{n} scanned newspaper pages", "{n} 个报纸扫描版"),
    "kept": ("{n} more such pages", "另外 {n} 个报纸版"),
    "articles": ("{n} clean articles", "{n} 篇干净文章"),
    "annotated": ("{n} invented pieces", "{n} 篇自拟样文"),
    "reports": ("{n} passages of reports", "{n} 段工作报告"),
    "unseen": ("**{n} pieces kept apart**", "**{n} 篇留存未用的样文**"),
}
TEXTS = {"corpus": ("government work reports", "政府工作报告"), "sample": ("the sample", "样本")}
SPEEDS = {
    "kg extract": ("`kg extract`, its start included", "`kg extract`，含启动"),
    "its function": ("the function behind it, warmed up", "其背后的函数，预热后"),
    "jieba.posseg": ("`jieba.posseg` alone", "单独 `jieba.posseg`"),
    "LAC": ("LAC alone, as carried here", "单独 LAC（本项目所带）"),
    "Fool": ("Fool alone, as carried here", "单独 Fool（本项目所带）"),
}


def quality(found: Mapping[str, tuple[int, Evaluation]], language: str) -> Iterator[str]:
    """The table of scores: F1 with precision and recall behind it; of canonical names the share right."""
    column = ("en", "zh").index(language)
    heads = [SETS[name][column].format(n=pages) for name, (pages, _) in found.items()]
    yield "| " + " | ".join(("F1 (P / R)", *heads)) + " |"
    yield "|---" * (len(heads) + 1) + "|"
    for row, labels in ROWS.items():
        cells = [_cell(evaluation, row) for _, evaluation in found.values()]
        yield "| " + " | ".join((labels[column], *cells)) + " |"


def kinds(found: Mapping[str, tuple[int, Evaluation]], language: str) -> Iterator[str]:
    """The table of F1 by entity type and predicate, each with how many the gold holds."""
    column = ("en", "zh").index(language)
    heads = [SETS[name][column].format(n=pages) for name, (pages, _) in found.items()]
    yield "| " + " | ".join((("F1 (of)", "F1（总数）")[column], *heads)) + " |"
    yield "|---" * (len(heads) + 1) + "|"
    rows = {s.row for _, e in found.values() for s in e.scores if s.row.startswith(("entity ", "fact "))}
    for row in sorted(rows):
        scores = [evaluation.score(row) for _, evaluation in found.values()]
        cells = [f"{s.f1:.2f} ({s.gold})" if s.gold else "–" for s in scores]
        yield "| " + " | ".join((f"`{row.split()[1]}`", *cells)) + " |"


def _cell(evaluation: Evaluation, row: str) -> str:
    score = evaluation.score(row)
    if row == "canonical names":
        return f"{score.precision:.2f}"
    return f"{score.f1:.2f} ({score.precision:.2f} / {score.recall:.2f})" if score.gold else "–"


def speed(figures: bench.Figures, language: str) -> Iterator[str]:
    """The table of speeds, then memory and starts with their yardsticks."""
    column = ("en", "zh").index(language)
    marks = bench.YARDSTICKS
    yield ("| one core | characters/s |", "| 单核 | 字/秒 |")[column]
    yield "|---|---|"
    for measured in figures.speeds:
        yield f"| {SPEEDS[measured.name][column]} | {_rounded(measured.processor)} |"
    yield f"| {('peak memory', '内存峰值')[column]} | {figures.memory:,.0f} MB (< {marks['memory']}) |"
    yield f"| `import kg` | {figures.import_ms:.0f} ms (< {marks['import']}) |"
    yield f"| `kg --help` | {figures.help_ms:.0f} ms (< {marks['help']}) |"
    yield ""
    yield _note(figures, column)


def _note(figures: bench.Figures, column: int) -> str:
    machine, python = platform.machine(), ".".join(platform.python_version_tuple()[:2])
    where = TEXTS[figures.text][column]
    return (
        f"{figures.characters:,} characters of {where}, Python {python}, {machine}, processor time;"
        " `python -m tests.bench` measures it on yours.",
        f"{figures.characters:,} 字{where}，Python {python}，{machine}，按处理器时间计；"
        "在自己的机器上可用 `python -m tests.bench` 实测。",
    )[column]


def _rounded(value: float) -> str:
    """Three digits: a fourth would be the weather."""
    return f"{float(f'{value:.3g}'):,.0f}"


def placed(text: str, block: str, lines: Iterator[str]) -> str:
    """The text with the lines between the comments of a block; ValueError where it lacks them."""
    pattern = re.compile(rf"(<!-- figures: {block} -->\n).*?(<!-- /figures -->)", re.S)
    if len(pattern.findall(text)) != 1:
        raise ValueError(f"one block <!-- figures: {block} --> is needed")
    body = "".join(f"{line}\n" for line in lines)
    return pattern.sub(lambda found: f"{found[1]}\n{body}\n{found[2]}", text)


def main(wanted: list[str]) -> None:
    """Measure the blocks wanted, both where none is named, and write them into both READMEs."""
    if not set(wanted) <= {"quality", "speed"}:
        sys.exit("name quality or speed, or nothing for both")
    found = _scores() if "quality" in wanted or not wanted else None
    measured = bench.run() if "speed" in wanted or not wanted else None
    for language, path in READMES.items():
        text = path.read_text(encoding="utf-8")
        if found:
            text = placed(text, "quality", quality(found, language))
            text = placed(text, "kinds", kinds(found, language))
        if measured:
            text = placed(text, "speed", speed(measured, language))
        path.write_text(text, encoding="utf-8")


def _scores() -> dict[str, tuple[int, Evaluation]]:
    missing = [name for name in SETS if not gold.pages(name)]
    if missing:
        sys.exit(f"the gold pages of {', '.join(missing)} are not at hand; the READMEs stay as they are")
    return {name: (len(gold.pages(name)), gold.scored(name)) for name in SETS}


if __name__ == "__main__":
    main(sys.argv[1:])
