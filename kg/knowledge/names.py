"""Personal names: surnames by frequency, and syllables that begin names carried over from other languages."""

from __future__ import annotations

from functools import cache

from kg.knowledge.tables import column, rows


@cache
def surnames() -> frozenset[str]:
    """Chinese surnames, single and compound."""
    return frozenset((*column("surnames.tsv", "surname", kind="single"), *compound()))


@cache
def compound() -> frozenset[str]:
    """Surnames of two or more characters (欧阳)."""
    return frozenset(column("surnames.tsv", "surname", kind="compound"))


@cache
def syllables() -> frozenset[str]:
    """Groups of characters that tell Tibetan, Uyghur, Mongolian, Kazakh and Yi names (扎西, 买买提)."""
    return frozenset(column("surnames.tsv", "surname", kind="syllables"))


@cache
def japanese() -> frozenset[str]:
    """Surnames of Japan, two characters at least (松原)."""
    return frozenset(column("surnames.tsv", "surname", kind="japanese"))


@cache
def peoples() -> str:
    """The peoples of the country as alternatives of an expression; 族 may be left out behind two characters."""
    names = sorted(column("name_forms.tsv", "form", kind="people"), key=lambda n: (-len(n), n))
    return "|".join(n + "?" if len(n) > 2 else n for n in names)


@cache
def _classes() -> dict[str, int]:
    return {
        row["surname"]: int(row["class"])
        for row in rows("surnames.tsv")
        if row["kind"] in {"single", "compound"}
    }


def frequency(surname: str) -> int:
    """Frequency class of a surname: 1 the twenty most frequent, 2 the hundred, 3 usual, 4 rare, 0 none."""
    return _classes().get(surname, 0)


def surname_of(name: str) -> str:
    """The surname that a Chinese name begins with, compound ones first, or an empty string."""
    known = surnames()
    return next((name[:size] for size in (4, 3, 2, 1) if len(name) > size and name[:size] in known), "")
