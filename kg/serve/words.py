"""Texts of the interface in both languages, from `words.tsv`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.errors import TableError

LANGUAGES = ("zh", "en")
_TABLE = Path(__file__).with_name("words.tsv")


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Key -> language -> text; raises TableError where a row is malformed or a key stands twice."""
    found: dict[str, Mapping[str, str]] = {}
    for number, line in enumerate(_TABLE.read_text(encoding="utf-8").splitlines()[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(LANGUAGES) + 1 or cells[0] in found:
            raise TableError(f"kg/serve/words.tsv:{number}: give a new key, zh and en")
        found[cells[0]] = dict(zip(LANGUAGES, cells[1:], strict=True))
    return found


def say(language: str, key: str, **values: object) -> str:
    """A text of the interface, its places filled: `{name}`; of a single thing (`count`), that of `KEY.one`."""
    one = f"{key}.one"
    return words()[one if values.get("count") == 1 and one in words() else key][language].format(**values)


@cache
def script(language: str) -> str:
    """The texts that scripts use, those whose key begins with `js.`, as a script."""
    told = {key: texts[language] for key, texts in words().items() if key.startswith("js.")}
    return f"window.kgWords = {json.dumps(told, ensure_ascii=True, sort_keys=True)};\n"
