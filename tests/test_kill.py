"""A build that is killed at random moments ends, on the next run, in what an undisturbed one ends in."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from kg.resolve import resolve
from kg.workspace import open_to_read

ROOT = Path(__file__).resolve().parents[1]
KILLS = 20
COUNTIES = ("商水县", "渑池县", "鄢陵县", "郏县", "叶县", "温县")
BUREAUS = (("农业农村局", "局长"), ("水利局", "副局长"), ("教育局", "党组书记"), ("交通运输局", "局长"))
SURNAMES = "石安陆乔温裴莫柏"
GIVEN = ("望川", "立冬", "青禾", "守拙", "听澜", "知行", "南星")


def page(number: int, chance: random.Random) -> str:
    """A page of three short articles, told by chance from the words above."""
    stories = []
    for _ in range(3):
        county, (bureau, post) = chance.choice(COUNTIES), chance.choice(BUREAUS)
        name = chance.choice(SURNAMES) + chance.choice(GIVEN)
        month, count = chance.randint(1, 12), chance.randint(20, 900)
        stories.append(
            f"{county}{bureau}晒出成绩单\n\n"
            f"本报{county[:-1]}讯 {month}月{chance.randint(1, 28)}日，{county}{bureau}{post}{name}介绍，"
            f"今年全县已完成投资{count}万元，建成高标准农田{count * 3}亩。{county}县委、县政府印发了"
            f"《{county}第{number}号工作方案》。\n"
        )
    return "\n".join(stories)


def kg(*arguments: str, wait: bool = True) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kg", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "random"}
    child = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if wait:
        _, err = child.communicate(timeout=300)
        assert child.returncode == 0, err.decode()
    return child


def exported(workspace: Path) -> bytes:
    target = workspace.with_suffix(".json")
    kg("export", str(workspace), "--to", "json", "-o", str(target))
    return target.read_bytes()


def test_killed_twenty_times_the_build_ends_in_the_same(tmp_path: Path) -> None:
    chance = random.Random(20)
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(30):
        (folder / f"p{number:02}.txt").write_text(page(number, chance), encoding="utf-8")
    calm, stormy = tmp_path / "calm.kg", tmp_path / "stormy.kg"
    began = time.monotonic()
    kg("build", str(folder), "-o", str(calm))
    span = time.monotonic() - began
    killed = attempts = 0
    while killed < KILLS:
        attempts += 1
        assert attempts < 5 * KILLS, "builds end before they can be killed"
        if _killed(folder, stormy, chance.random() * span):
            killed += 1
        else:
            _forget(stormy)
    kg("build", str(folder), "-o", str(stormy))
    with open_to_read(stormy) as held:
        assert held.resolution().clusters == resolve(held.records())
    wanted = exported(calm)
    assert exported(stormy) == wanted
    assert len(json.loads(wanted)["facts"]) > 20


def _forget(workspace: Path) -> None:
    """Begin with nothing, so that there is work left to be killed in."""
    for tail in ("", "-wal", "-shm"):
        workspace.with_name(workspace.name + tail).unlink(missing_ok=True)


def _killed(folder: Path, workspace: Path, after: float) -> bool:
    """Start a build on what is there and kill it after some seconds; whether it was still at work."""
    child = kg("build", str(folder), "-o", str(workspace), wait=False)
    try:
        child.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        child.communicate()
        return True
    assert child.returncode == 0
    return False
