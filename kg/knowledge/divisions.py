"""Administrative divisions: levels 1 to 3 of China with their lives, towns by county, and countries.

Codes are the leading digits of GB/T 2260 (`37`, `3703`, `370303`; towns nine digits, countries ISO 3166),
so that a division's code begins with those of the divisions it lies in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import add

from kg.knowledge.tables import rows

LEVELS = ("country", "province", "prefecture", "county", "town")
_RANK = {level: rank for rank, level in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True, order=True)
class Division:
    """A division under one name and code; `parent` is a code.

    `first` and `last` are the years of the first and last vintage that has it, empty where it is in the
    oldest (2002; towns 2016) and in the newest. `level` is one of LEVELS, or `zone` for development
    zones that statistics treat as counties.
    """

    code: str
    name: str
    level: str
    parent: str
    first: str = ""
    last: str = ""

    def lives(self, year: str) -> bool:
        """Whether it was there in that year, as far as the vintages tell; a year of grace for the papers."""
        return (not self.first or self.first <= year) and (not self.last or str(int(self.last) + 1) >= year)


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """Levels 0 to 3, by code, full name and short name."""

    codes: dict[str, tuple[Division, ...]]
    names: dict[str, tuple[Division, ...]]
    shorts: dict[str, tuple[Division, ...]]
    forms: dict[Division, tuple[str, ...]]
    letters: dict[str, Division]
    doubtful: frozenset[str]


@cache
def _gazetteer() -> _Gazetteer:
    codes: dict[str, list[Division]] = {}
    names: dict[str, list[Division]] = {}
    shorts: dict[str, list[Division]] = {}
    forms: dict[Division, tuple[str, ...]] = {}
    letters: dict[str, Division] = {}
    doubts: set[str] = set()
    firm: set[str] = set()
    for row in rows("divisions.tsv"):
        division = Division(*(row[k] for k in ("code", "name", "level", "parent", "first", "last")))
        codes.setdefault(division.code, []).append(division)
        if division.level == "zone":
            continue
        forms[division] = tuple(row["shorts"].split())
        letters.update(dict.fromkeys(row["letters"], division))
        names.setdefault(division.name, []).append(division)
        for short in forms[division]:
            shorts.setdefault(short, []).append(division)
        doubtful = row["ambiguous"].split()
        doubts.update(doubtful)
        firm.update(n for n in (division.name, *forms[division]) if n not in doubtful and _high(division))
    for lives in codes.values():
        lives.sort(key=lambda d: (d.last or "9", d.first, d.name))
    return _Gazetteer(_fixed(codes), _fixed(names), _fixed(shorts), forms, letters, frozenset(doubts - firm))


def _high(division: Division) -> bool:
    return division.level in {"country", "province", "prefecture"}


def _fixed(lists: dict[str, list[Division]]) -> dict[str, tuple[Division, ...]]:
    return {key: tuple(found) for key, found in lists.items()}


def by_name(name: str) -> tuple[Division, ...]:
    """Divisions of levels country to county with that official name (淄博市, 延边朝鲜族自治州)."""
    return _gazetteer().names.get(name, ())


def by_short(name: str) -> tuple[Division, ...]:
    """Divisions of levels country to county with that short form (淄博, 延边, 延边州, 美利坚合众国)."""
    return _gazetteer().shorts.get(name, ())


def candidates(name: str) -> tuple[Division, ...]:
    """Divisions that `name` may mean: by their official name, else by a short form."""
    return by_name(name) or by_short(name)


def ambiguous(name: str) -> bool:
    """Whether a name is a common word too (和平, 通道, 老城区), so that it takes a cue to mean the place."""
    return name in _gazetteer().doubtful


def short_forms(division: Division) -> tuple[str, ...]:
    """Short forms of a division of levels country to county, the shortest usual one first."""
    return _gazetteer().forms.get(division, ())


def province_by_letter(letter: str) -> Division | None:
    """The province that a single character stands for (鲁, 皖)."""
    return _gazetteer().letters.get(letter)


def by_code(code: str) -> tuple[Division, ...]:
    """All divisions that ever bore a code, the present or last one at the end; any level."""
    code = prefix(code)
    if len(code) == 9:
        return tuple(t for t in _towns(code[:6]) if t.code == code)
    return _gazetteer().codes.get(code, ())


def prefix(code: str) -> str:
    """The leading digits that matter: `3703` for `370300`."""
    return re.sub(r"(?:00){1,2}$", "", code) if len(code) == 6 and code.isdigit() else code


def notation(code: str) -> str:
    """The code as GB/T 2260 prints it: six digits (`370300`); towns keep nine, countries their letters."""
    return code.ljust(6, "0") if code.isdigit() else code


def ancestors(division: Division) -> tuple[Division, ...]:
    """The divisions it lies in, from the nearest to the province; zones and the country are left out."""
    known = _gazetteer().codes
    chain = (known.get(division.code[:size], ()) for size in (6, 4, 2) if size < len(division.code))
    return tuple(found[-1] for found in chain if found and found[-1].level != "zone")


def within(code: str, ancestor: str) -> bool:
    """Whether the division of `code` is or lies in that of `ancestor` (`CN` holds all of China)."""
    code, ancestor = prefix(code), prefix(ancestor)
    return code.startswith(ancestor) or (ancestor == "CN" and code.isdigit())


def children(code: str) -> tuple[Division, ...]:
    """Divisions directly below, past ones included; of a county its towns."""
    return _children().get(prefix(code), ()) + towns_of(code)


@cache
def _children() -> dict[str, tuple[Division, ...]]:
    below: dict[str, list[Division]] = {}
    for division in _gazetteer().forms:
        below.setdefault(division.parent, []).append(division)
    return {code: tuple(sorted(found)) for code, found in below.items()}


def nearest(found: Iterable[Division], anchor: str | None, year: str = "") -> Division | None:
    """The division that a name most likely means in a text about `anchor` (a code of any level).

    A county named like its prefecture (长沙县, 长沙市) yields to it; then the nearest counts, then
    whether it lives (in `year`, else today), then the higher level. None where that leaves several.
    """
    pool = sorted(set(found))
    alive = [d for d in pool if (d.lives(year) if year else not d.last)]
    outer = [d for d in pool if not any(d != o and o in alive and within(d.code, o.code) for o in pool)]
    for measure in (lambda d: _shared(d.code, prefix(anchor or "")), lambda d: d in alive, _height):
        top = max(map(measure, outer), default=0)
        outer = [d for d in outer if measure(d) == top]
    return outer[0] if len(outer) == 1 else None


def _height(division: Division) -> int:
    return -_RANK.get(division.level, len(LEVELS))


def _shared(code: str, anchor: str) -> int:
    """How many levels two codes share: 3 the county, 2 the prefecture, 1 the province."""
    if not code.isdigit():
        return 0
    return next(
        (
            size // 2
            for size in (6, 4, 2)
            if code[:size] == anchor[:size] and len(code) >= size <= len(anchor)
        ),
        0,
    )


def scan(text: str) -> list[tuple[int, int, str]]:
    """All (start, end, name) of names of levels country to county, leftmost and longest, no two overlapping.

    Full names of two characters that are plain words (城区, 郊区) are not looked for.
    """
    heads = _heads()
    found: list[tuple[int, int, str]] = []
    free = 0
    for start in [i for i, pair in enumerate(map(add, text, text[1:])) if pair in heads]:
        if start >= free:
            name = _longest(text, start, heads[text[start : start + 2]])
            if name and not _yields(text, start, name):
                free = start + len(name)
                found.append((start, free, name))
    return found


def _yields(text: str, start: int, name: str) -> bool:
    """Whether a short form only seems to begin there, as a longer full name begins inside it: 某|市南|溪区."""
    if name[0] != "市" or name in _gazetteer().names:
        return False
    inner = start + len(name) - 1
    full = _longest(text, inner, _heads().get(text[inner : inner + 2], ()))
    return len(full) > len(name) and full in _gazetteer().names


def _longest(text: str, start: int, names: tuple[str, ...]) -> str:
    return next((name for name in names if text.startswith(name, start)), "")


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    """Names by their first two characters, the longest first."""
    known = _gazetteer()
    plain = {n for n in known.names if len(n) == 2 and n in known.doubtful and n not in known.shorts}
    heads: dict[str, list[str]] = {}
    for name in sorted({*known.names, *known.shorts} - plain, key=lambda n: (-len(n), n)):
        heads.setdefault(name[:2], []).append(name)
    return {head: tuple(names) for head, names in heads.items()}


def same_place(one: Division, other: Division) -> bool:
    """Whether two divisions are one place at different times: 济阳县 that became 济阳区."""
    if one == other:
        return True
    if one.level != other.level or one.code[:2] != other.code[:2] or _overlap(one, other):
        return False
    if one.code == other.code or set(short_forms(one)) & set(short_forms(other)):
        return True
    return (one.code, other.code) in _moves() or (other.code, one.code) in _moves()


def _overlap(one: Division, other: Division) -> bool:
    early, late = sorted((one, other), key=lambda d: d.first)
    return not early.last or (late.first or "0") <= early.last


@cache
def _moves() -> frozenset[tuple[str, str]]:
    """Pairs of codes where one division became one other, nothing joined and nothing split."""
    pairs = {(row["from"], row["to"]) for row in rows("divisions_changes.tsv")}
    sources, targets = [p[0] for p in pairs], [p[1] for p in pairs]
    return frozenset(p for p in pairs if sources.count(p[0]) == 1 and targets.count(p[1]) == 1)


_TOWN = re.compile(r"(\d{3})([^@]+)(?:@(\d*)-(\d*))?")
_SUBOFFICE = re.compile("街道?办$")
_OFFICE = re.compile(r"(?<=街道)办事处$|(?<=地区)办事处$|人民政府$")


@cache
def _town_lines() -> dict[str, str]:
    return {row["county"]: row["towns"] for row in rows("divisions_towns.tsv")}


@cache
def _towns(county: str) -> tuple[Division, ...]:
    """Towns of one county, in order of their codes; the county of a city without counties is its own code."""
    parent = prefix(county)
    cells = (_TOWN.fullmatch(cell) for cell in _town_lines().get(county, "").split())
    return tuple(
        Division(county + c[1], c[2], "town", parent, c[3] or "", c[4] or "") for c in cells if c is not None
    )


@cache
def town_names() -> frozenset[str]:
    """The names of all towns and streets of the country, past ones included."""
    return frozenset(n for line in _town_lines().values() for n in re.findall(r"[^\d@ ]+", line))


def towns_of(code: str) -> tuple[Division, ...]:
    """Towns and streets of a county, or of a city that has no counties; past ones included."""
    code = prefix(code)
    return _towns(code.ljust(6, "0")) if len(code) in {4, 6} else ()


def town(name: str, anchor: str, year: str = "") -> Division | None:
    """The town of that full name nearest to `anchor`: in its county, else its prefecture, else its province.

    None where a ring has several of the name that live at once.
    """
    name, anchor = _SUBOFFICE.sub("街道", _OFFICE.sub("", name)), prefix(anchor)
    for size in (6, 4, 2):
        if len(anchor) >= size:
            found = [t for t in _ring(anchor[:size], name) if t.name == name]
            if found:
                return _only(found, year)
    return None


@lru_cache(maxsize=1024)
def home(town: str) -> Division | None:
    """The county of the only town of the country, past ones included, that bears a full name; None for more."""
    found = [county for county, line in _town_lines().items() if _stands(town, line)]
    known = by_code(found[0]) if len(found) == 1 else ()
    return known[-1] if known else None


def _ring(code: str, name: str) -> Iterator[Division]:
    for county, line in _town_lines().items():
        if county.startswith(code) and name in line:
            yield from _towns(county)


def _only(found: list[Division], year: str) -> Division | None:
    """The only one, or the last to live where all are of one county."""
    alive = [t for t in found if (t.lives(year) if year else not t.last)] or found
    if len({t.parent for t in alive}) > 1:
        return None
    return max(alive, key=lambda t: (t.last or "9", t.code))


def near(name: str, anchor: str) -> Division | None:
    """The child of `anchor` that `name` is a slip of: one character differs, and no division bears `name`.

    Names have three characters at least and the same last one; None where no or several children fit.
    """
    name = _OFFICE.sub("", name)
    if len(name) < 3 or candidates(name) or any(_stands(name, line) for line in _town_lines().values()):
        return None
    fits = [d for d in children(anchor) if _one_off(name, d.name)]
    return max(fits, key=lambda d: (d.last or "9", d.code)) if len({d.name for d in fits}) == 1 else None


def _stands(name: str, line: str) -> bool:
    return name in line and re.search(rf"\d{re.escape(name)}(?:[@ ]|$)", line) is not None


def _one_off(name: str, other: str) -> bool:
    return (
        len(name) == len(other)
        and name[-1] == other[-1]
        and sum(a != b for a, b in zip(name, other, strict=True)) == 1
    )
