"""Saved questions: SPARQL that users of such graphs ask again and again, by name and with parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import ChoiceError, TableError
from kg.export.terms import Namespaces
from kg.knowledge.tables import data_path, rows

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_QUOTED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNSET = "UNDEF"
_PREFIXED = re.compile(r"(?<![\w?])([a-z]+):(?=\w)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be narrowed by. `default` is as SPARQL writes it; empty where there is none."""

    name: str
    default: str

    @property
    def number(self) -> bool:
        """Whether its values are numbers."""
        return bool(_NUMBER.fullmatch(self.default))


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question: its name, what it asks in two languages, its parameters and its SPARQL.

    The SPARQL runs as it stands. A parameter is a line `VALUES ?name { default }` of its own in it; where
    the default is UNDEF, the line `FILTER(!BOUND(?name) || …)` is what the parameter does.
    """

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    text: str

    def asked(self, values: Mapping[str, str] | None = None) -> str:
        """The SPARQL with values for its parameters; a value is text, never SPARQL.

        Raises ChoiceError where there is no such parameter or where a number is wanted and not given.
        """
        values = values or {}
        known = {p.name: p for p in self.parameters}
        for name in values:
            if name not in known:
                choices = ", ".join(known) or "none"
                raise ChoiceError(f"question {self.name!r} has no parameter {name!r}; choose from {choices}")
        text = self.text
        for parameter in self.parameters:
            text = _with(text, parameter, values.get(parameter.name))
        return text

    def standalone(self, values: Mapping[str, str] | None = None) -> str:
        """The SPARQL with the prefixes that it uses declared, for any server; as `asked` where values are given."""
        text = self.text if values is None else self.asked(values)
        prefixes = Namespaces().prefixes
        used = sorted(set(_PREFIXED.findall(text)) & set(prefixes))
        return "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in used) + text

    def cypher(self) -> str:
        """The same question in Cypher, as Ladybug and Bolt databases that `kg load` filled answer it.

        Raises ChoiceError, listing those that have one, where it has none.
        """
        path = data_path("questions") / f"{self.name}.cypher"
        if not path.exists():
            named = ", ".join(sorted(p.stem for p in path.parent.glob("*.cypher")))
            raise ChoiceError(f"question {self.name!r} is not saved in Cypher; choose from {named}")
        return path.read_text(encoding="utf-8")


@cache
def questions() -> tuple[Question, ...]:
    """All saved questions, in the order of their table; raises TableError where a file is not as it says."""
    return tuple(
        Question(row["name"], row["zh"], row["en"], tuple(_parameters(row)), _text(row["name"]))
        for row in rows("questions.tsv")
    )


def question(name: str) -> Question:
    """The saved question of this name; raises ChoiceError, listing the names, where there is none."""
    for found in questions():
        if found.name == name:
            return found
    raise ChoiceError(f"unknown question {name!r}; choose from {', '.join(q.name for q in questions())}")


def listing() -> str:
    """Every question with its parameters and what it asks, for people."""
    return "".join(_entry(q) for q in questions())


def _entry(found: Question) -> str:
    settings = "".join(f" --set {p.name}={p.default or '…'}" for p in found.parameters)
    return f"{found.name}{settings}\n    {found.zh}\n    {found.en}\n"


def _text(name: str) -> str:
    return data_path(f"questions/{name}.rq").read_text(encoding="utf-8")


def _parameters(row: Mapping[str, str]) -> Iterator[Parameter]:
    text = _text(row["name"])
    for name in row["parameters"].split():
        found = _line(name).findall(text)
        if len(found) != 1:
            raise TableError(f"data/questions/{row['name']}.rq: give one line VALUES ?{name} {{ default }}")
        default = found[0].strip()
        yield Parameter(name, "" if default == _UNSET else default.strip('"'))


def _line(name: str) -> re.Pattern[str]:
    """The line that gives a parameter its value; the group is the value."""
    return re.compile(rf"^ *VALUES \?{name} \{{([^}}\n]*)\}} *\n", re.MULTILINE)


def _with(text: str, parameter: Parameter, value: str | None) -> str:
    """The text with the parameter set; one that is neither set nor has a default goes, its filter with it."""
    line = _line(parameter.name)
    if value is not None:
        return line.sub(lambda _: f"  VALUES ?{parameter.name} {{ {_literal(parameter, value)} }}\n", text)
    if _UNSET not in line.findall(text)[0]:
        return text
    narrowing = re.compile(rf"^ *FILTER\(!BOUND\(\?{parameter.name}\) .*\n", re.MULTILINE)
    return narrowing.sub("", line.sub("", text))


def _literal(parameter: Parameter, value: str) -> str:
    if parameter.number:
        if not _NUMBER.fullmatch(value):
            raise ChoiceError(f"parameter {parameter.name!r} takes a number such as {parameter.default}")
        return value
    return '"' + re.sub(r'["\\\n\r\t]', lambda m: _QUOTED[m[0]], value) + '"'
