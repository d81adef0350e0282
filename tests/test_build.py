from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.build import Options, Step, Summary, build, records
from kg.errors import InputError, WorkspaceError
from kg.model import Page, Record
from kg.page.lines import Limits, Reject
from kg.workspace import open_to_read
from tests.tiny import extract

TINY = Options(recipe="tiny-1")


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def pages(count: int) -> dict[str, str]:
    names = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    return {f"p{i:02}": f"清河县农业农村局局长石{names[i % 22]}{names[i % 21]}说。" for i in range(count)}


def run(folder: Path, options: Options = TINY, **more: object) -> Summary:
    return build([str(folder)], folder.parent / "x.kg", options, extract=extract, **more)  # type: ignore[arg-type]


def held(path: Path) -> list[Record]:
    with open_to_read(path) as workspace:
        return list(workspace.records())


def test_unchanged_pages_are_skipped_and_changed_ones_replaced(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **pages(5))
    first = run(folder)
    assert (first.new, first.replaced, first.skipped, first.held.facts) == (5, 0, 0, 5)
    write(folder, p01="白水县农业农村局局长安如山说。", p09="无")
    second = run(folder)
    assert (second.new, second.replaced, second.skipped, second.held.pages) == (1, 1, 4, 6)
    assert "安如山" in [e.name for r in held(tmp_path / "x.kg") for e in r.entities]


def test_another_recipe_reads_all_again(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **pages(3))
    run(folder)
    assert run(folder, Options(recipe="tiny-2")).replaced == 3


def test_gone_pages_stay_until_they_are_pruned(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **pages(4))
    run(folder)
    (folder / "p02.txt").unlink()
    kept = run(folder)
    assert (kept.unseen, kept.removed, kept.held.facts) == (1, 0, 4)
    pruned = run(folder, Options(prune=True, recipe="tiny-1"))
    assert (pruned.unseen, pruned.removed, pruned.held.facts) == (0, 1, 3)


def test_page_that_cannot_be_read_any_more_is_not_pruned(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **pages(2))
    run(folder)
    write(folder, p00="")
    summary = run(folder, Options(prune=True, recipe="tiny-1"))
    assert (summary.removed, len(summary.rejects), summary.held.pages) == (0, 1, 2)


def test_nothing_is_pruned_beside_a_line_without_id(tmp_path: Path) -> None:
    rows = [json.dumps({"id": key, "text": "清河"}) for key in "ab"]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    build([str(path)], tmp_path / "x.kg", TINY, extract=extract)
    path.write_text(rows[0] + "\n{broken\n", encoding="utf-8")
    summary = build([str(path)], tmp_path / "x.kg", Options(prune=True, recipe="tiny-1"), extract=extract)
    assert (summary.removed, summary.unseen) == (0, 1)


def test_rejects_and_faults_of_the_extractor_are_told_and_kept(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", good=next(iter(pages(1).values())), bad="BROKEN", empty="")
    summary = run(folder)
    assert (summary.new, len(summary.rejects)) == (1, 2)
    assert any("told to break" in r.reason for r in summary.rejects)
    with open_to_read(tmp_path / "x.kg") as workspace:
        assert workspace.rejects() == summary.rejects
    write(folder, bad="好", empty="好")
    assert run(folder).rejects == ()
    with open_to_read(tmp_path / "x.kg") as workspace:
        assert workspace.rejects() == ()


def test_any_number_of_workers_gives_the_same(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **pages(12), bad="BROKEN")
    one = build([str(folder)], tmp_path / "one.kg", TINY, extract=extract)
    two = build([str(folder)], tmp_path / "two.kg", Options(workers=2, recipe="tiny-1"), extract=extract)
    assert held(tmp_path / "one.kg") == held(tmp_path / "two.kg")
    assert one.rejects == two.rejects
    assert one.held == two.held


def test_progress_counts_every_input(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **pages(3), empty="")
    steps: list[Step] = []
    run(folder, progress=steps.append)
    assert [s.done for s in steps] == [1, 2, 3, 4]
    assert {s.total for s in steps} == {4}
    assert steps[-1].characters == sum(map(len, pages(3).values()))


def test_mistakes_are_told_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        build([str(tmp_path / "none")], tmp_path / "x.kg", TINY, extract=extract)
    assert not (tmp_path / "x.kg").exists()
    (tmp_path / "x.kg").write_text("mine", encoding="utf-8")
    with pytest.raises(WorkspaceError):
        build([str(write(tmp_path / "in", **pages(1)))], tmp_path / "x.kg", TINY, extract=extract)
    assert (tmp_path / "x.kg").read_text(encoding="utf-8") == "mine"


def test_stopped_build_keeps_what_is_finished(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **pages(6))

    def stop(step: Step) -> None:
        if step.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, progress=stop)
    summary = run(folder)
    assert (summary.new, summary.skipped) == (3, 3)


def test_limits_hold(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", long="清" * 11, short="清" * 10)
    summary = run(folder, Options(limits=Limits(10), recipe="tiny-1"))
    assert (summary.new, len(summary.rejects)) == (1, 1)


def test_records_without_a_workspace(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **pages(2), empty="")
    found = list(records([str(folder)], extract=extract))
    assert [type(item) for item in found] == [Record, Record, Reject]
    assert found[0] == extract(Page("p00", pages(1)["p00"]))
