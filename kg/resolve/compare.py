"""Two profiles compared: small named features, each a score with its reason, summed; a veto beats any sum."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from kg.resolve import names, places, slips
from kg.resolve.block import certain
from kg.resolve.profile import Profile, Tie, village

ENOUGH = 1.0
"""Sum from which two profiles are one."""
_NATIONAL = re.compile("中国|中华|全国|国家|国务院|中共中央")
_YEAR = 366
_WEEKS = 14
_ORDINAL = re.compile(r"(?:第?[一二三四五六七八九十百\d]+(?:期|届|次|批|号|标段|阶段))|(?:19|20)\d\d")
_DISTINCT = 8
"""Length from which the title of an initiative or document is taken to be one of a kind."""

_CORE = (0.3, 0.55, 0.8, 1.0)
"""Worth of a common core of a company's name by its length: 宏远 says little, 怡安电气 enough."""
_SHORTEST = 4
_RARE = 3
"""Length from which a person's name may be rare."""

Reason = tuple[str, float]
Feature = Callable[[Profile, Profile], float]


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome of a comparison: its reasons with their scores, and the veto if there is one."""

    reasons: tuple[Reason, ...]
    veto: str = ""

    @property
    def score(self) -> float:
        """Sum of the reasons, negative where vetoed."""
        return -1.0 if self.veto else round(sum(score for _, score in self.reasons), 3)

    @property
    def same(self) -> bool:
        """Whether the two are one."""
        return self.score >= ENOUGH

    def __str__(self) -> str:
        """The sum as a person reads it."""
        parts = " ".join(f"{name} {score:+.2f}" for name, score in self.reasons)
        return f"{self.score:+.2f} = {parts}" + (f" (veto: {self.veto})" if self.veto else "")


def compare(one: Profile, other: Profile) -> Match:
    """Compare two profiles of one type; where a veto holds nothing else is looked at."""
    kind = one.type if one.type in _FEATURES else ""
    veto = next((name for name, clash in _VETOES[kind] if clash(one, other)), "")
    if veto:
        return Match((), veto)
    reasons = ((name, feature(one, other)) for name, feature in _FEATURES[kind])
    return Match(tuple((name, round(score, 3)) for name, score in reasons if score))


def days_apart(one: Profile, other: Profile) -> int | None:
    """Least number of days between dates of the two, None where a date is unknown or less than a day."""
    first, second = _days(one), _days(other)
    return min((abs((a - b).days) for a in first for b in second), default=None)


def _days(profile: Profile) -> list[date]:
    return [date.fromisoformat(day) for day in profile.dates if len(day) == 10]


# names


def _same_name(one: Profile, other: Profile, worth: float) -> float:
    return worth if set(one.forms) & set(other.forms) else 0.0


def _same_title(one: Profile, other: Profile, worth: float) -> float:
    return worth if _titles(one) & _titles(other) else 0.0


def _distinct_title(one: Profile, other: Profile) -> float:
    """A long title that no place claims: of the whole country by its words, or not of pages far apart."""
    shared = max(_titles(one) & _titles(other), key=len, default="")
    if len(shared) < _DISTINCT or one.places or other.places:
        return 0.0
    return 0.4 if _NATIONAL.search(shared) or not places.apart(one.near, other.near) else 0.0


def _titles(profile: Profile) -> set[str]:
    return {names.title(form) for form in profile.forms}


def _own_name(one: Profile, other: Profile) -> float:
    """A newspaper, station, university: no two bear one name."""
    return 0.4 if any(names.single(form) for form in set(one.forms) & set(other.forms)) else 0.0


def _same_core(one: Profile, other: Profile) -> float:
    """A short company name against the full one: the longer their common core, the more it says."""
    cores = [{names.brand(form) for form in p.forms} for p in (one, other)]
    shared = max((len(core) - core.endswith("集团") for core in cores[0] & cores[1]), default=0)
    if not shared:
        return max((_shortened(*sorted((a, b), key=len)) for a in cores[0] for b in cores[1]), default=0.0)
    return _CORE[min(shared, len(_CORE)) - 1]


def _shortened(short: str, full: str) -> float:
    """Whether a name drops characters of the other behind its first two (岱山重装 of 岱山重型装备): most
    where it keeps the first of every two (岱山农科 of 岱山农业科技).
    """
    if len(short) < _SHORTEST or len(short) >= len(full) or short[:2] != full[:2]:
        return 0.0
    if len(full) - 2 == 2 * (len(short) - 2) and short[2:] == full[2::2]:
        return 0.8
    rest = iter(full)
    return 0.6 if all(char in rest for char in short) else 0.0


def _slip(one: Profile, other: Profile) -> float:
    """Names that differ by one character and its look-alike, as slips of reading leave them."""
    cores = [{names.brand(form) for form in p.forms} for p in (one, other)]
    if cores[0] & cores[1]:
        return 0.0
    return round(0.5 * max((slips.likeness(a, b) for a in cores[0] for b in cores[1]), default=0.0), 2)


def _other_investor(one: Profile, other: Profile) -> bool:
    """Works named by amount and product alone, of other companies: many are."""
    plain = names.capacities(one.name) and names.capacities(other.name)
    if not plain or not one.partners or not other.partners:
        return False
    brands = [{(places.split(name)[1] or name)[:2] for name in p.partners} for p in (one, other)]
    return not brands[0] & brands[1] and not _slipped(one.partners, other.partners)


def _slipped(some: Iterable[str], others: Collection[str]) -> bool:
    """Whether one of some names is one of the others but for a slip of reading."""
    return any(slips.likeness(a, b) for a in some for b in others)


def _same_capacity(one: Profile, other: Profile) -> float:
    """Projects of one amount whose products are one, or one of them with a word left out."""
    for a in one.forms:
        for b in other.forms:
            left, right = sorted((names.product(a), names.product(b)), key=len)
            rest = iter(right)
            alike = left and left[-1:] == right[-1:] and all(char in rest for char in left)
            if alike and names.capacities(a) and names.capacities(a) == names.capacities(b):
                return 0.75
    return 0.0


def _listed(one: Profile, other: Profile) -> float:
    """The name of the one is printed as a short form of the other on its own page."""
    forms = (set(one.forms) & {names.normal(other.name)}) | (set(other.forms) & {names.normal(one.name)})
    return 0.2 if one.name != other.name and any(len(names.firm(form).core) >= 3 for form in forms) else 0.0


# places


def _same_place(one: Profile, other: Profile, worth: float) -> float:
    """Stated places agree (the worth of it), or only what their pages speak of does (half)."""
    if one.places and other.places:
        return worth if any(_near(a, b) for a in one.places for b in other.places) else 0.0
    left, right = one.places or one.near, other.places or other.near
    return 0.7 * worth if any(_near(a, b) for a in left for b in right) else 0.0


def _near(one: str, other: str) -> bool:
    """Whether two places agree below the province."""
    shorter = min(len(one), len(other))
    return shorter >= places.PREFECTURE and places.agree(one, other)


def _other_place(one: Profile, other: Profile, worth: float = 0.0) -> float:
    return -worth if places.apart(one.places, other.places) else 0.0


def _elsewhere(one: Profile, other: Profile) -> bool:
    return places.apart(one.places, other.places)


def _other_parent(one: Profile, other: Profile) -> bool:
    """Divisions without a code whose parents do not agree."""
    return places.apart(tuple(map(_parent, one.places)), tuple(map(_parent, other.places)))


def _parent(place: str) -> str:
    return place.rsplit("/", 1)[0]


def _same_parent(one: Profile, other: Profile) -> float:
    known = [(_parent(a), _parent(b)) for a in one.places for b in other.places]
    if any(a and b and places.agree(a, b) and min(len(a), len(b)) >= places.COUNTY for a, b in known):
        return 0.6
    return 0.5 if any(places.agree(a, b) for a in one.near for b in other.near) else 0.0


# persons


def _same_body(one: Profile, other: Profile) -> float:
    return 0.6 if _bodies(one) & _bodies(other) else 0.0


def _like_company(one: Profile, other: Profile) -> float:
    """Companies of one county whose names are one but for characters left out or a slip of reading."""
    cores = [
        {t.body.removeprefix("firm:") for t in p.ties if t.body.startswith("firm:")} for p in (one, other)
    ]
    if _bodies(one) & _bodies(other) or not _same_county(one, other):
        return 0.0
    alike = _slipped(*cores) or any(_shortened(*sorted((a, b), key=len)) for a in cores[0] for b in cores[1])
    return 0.4 if alike else 0.0


def _same_post(one: Profile, other: Profile) -> float:
    shared = {(t.body or t.place, t.post) for t in one.ties if t.body or t.place} & {
        (t.body or t.place, t.post) for t in other.ties
    }
    return 0.2 if shared else 0.0


def _same_lead(one: Profile, other: Profile) -> float:
    """Both lead the same place: a rise from deputy to head, from government to committee."""
    return 0.6 if {t.place for t in _leads(one)} & {t.place for t in _leads(other)} else 0.0


def _same_home(one: Profile, other: Profile) -> float:
    homes = [{t.place for t in p.ties if t.post == "resident" and "/" in t.place} for p in (one, other)]
    return 0.6 if homes[0] & homes[1] else 0.0


def _beside_former(one: Profile, other: Profile) -> float:
    """The office of the one, of another county, or the village he leads, stands in the article on the other.

    Short names are borne by too many.
    """
    marks = [{t.body for t in p.ties} | {village(t.place) for t in p.ties if t.leading} for p in (one, other)]
    met = (marks[0] & set(other.around)) | (marks[1] & set(one.around))
    return 0.6 if len(one.name) >= _RARE and met else 0.0


def _same_county(one: Profile, other: Profile) -> float:
    counties = [{places.county(t.place) for t in p.ties} - {""} for p in (one, other)]
    return 0.2 if counties[0] & counties[1] else 0.0


def _bodies(profile: Profile) -> set[str]:
    """Keys of a person's organisations, and of the offices that took their tasks over."""
    held = {t.body for t in profile.ties if t.body}
    return held | {places.successor(body) for body in held}


def _leads(profile: Profile) -> list[Tie]:
    return [t for t in profile.ties if t.leading and t.place]


def _two_leads(one: Profile, other: Profile) -> bool:
    """Leading posts in two places within a year, and nothing that the two share."""
    left, right = (tuple(t.place for t in _leads(p)) for p in (one, other))
    gap = days_apart(one, other)
    near = gap is not None and gap <= _YEAR
    return near and places.apart(left, right) and not _bodies(one) & _bodies(other)


def _other_trait(one: Profile, other: Profile) -> bool:
    return bool(one.traits and other.traits and not set(one.traits) & set(other.traits))


# organisations and the rest


def _other_office(one: Profile, other: Profile) -> bool:
    """Two offices of which it is known which ones they are, though both are printed as 指挥部."""
    known = certain(one), certain(other)
    return bool(known[0] and known[1] and known[0] != known[1])


def _shared_partner(one: Profile, other: Profile, worth: float) -> float:
    return worth if set(one.partners) & set(other.partners) else 0.0


def _beside_one(one: Profile, other: Profile) -> float:
    """Both stand in articles that name the same person."""
    return 0.2 if set(one.beside) & set(other.beside) else 0.0


def _other_registration(one: Profile, other: Profile) -> bool:
    """Two full company names that differ by more than a place one of them leaves out."""
    full = [
        [places.split(form) for form in p.forms if names.firm(form).registered and len(form) >= 6]
        for p in (one, other)
    ]
    if not full[0] or not full[1] or (_slip(one, other) and set(one.partners) & set(other.partners)):
        return False
    return not any(_compatible(a, b) for a in full[0] for b in full[1])


def _compatible(one: tuple[tuple[str, ...], str], other: tuple[tuple[str, ...], str]) -> bool:
    return not places.apart(one[0][-1:], other[0][-1:]) and names.firm(one[1]) == names.firm(other[1])


def _other_number(one: Profile, other: Profile) -> bool:
    """Names of one kind with other ordinals: phases, sessions, years."""
    left, right = ({o for form in p.forms for o in _ORDINAL.findall(form)} for p in (one, other))
    return bool(left and right and not left & right)


def _other_time(one: Profile, other: Profile) -> bool:
    """Events weeks apart, a year if both names bear one number, whose name says only a kind of meeting."""
    gap = days_apart(one, other)
    numbered = set(_ORDINAL.findall(one.name)) & set(_ORDINAL.findall(other.name))
    return gap is not None and gap > (_YEAR if numbered else _WEEKS)


_Table = dict[str, tuple[tuple[str, Callable[[Profile, Profile], float]], ...]]
_FEATURES: _Table = {
    "Person": (
        ("same name", partial(_same_name, worth=0.4)),
        ("same organisation", _same_body),
        ("organisation of like name", _like_company),
        ("same post", _same_post),
        ("leads the same place", _same_lead),
        ("same home", _same_home),
        ("same county", _same_county),
        ("office or village of the other beside", _beside_former),
    ),
    "AdministrativeDivision": (("same name", partial(_same_name, worth=0.5)), ("same parent", _same_parent)),
    "Enterprise": (
        ("same core of name", _same_core),
        ("look-alike name", _slip),
        ("short form printed", _listed),
        ("same place", partial(_same_place, worth=0.3)),
        ("other place", partial(_other_place, worth=0.3)),
        ("shared person or partner", partial(_shared_partner, worth=0.5)),
        ("beside one person", _beside_one),
    ),
    "Initiative": (
        ("same title", partial(_same_title, worth=0.6)),
        ("title of its own", _distinct_title),
        ("same place", partial(_same_place, worth=0.5)),
        ("shared partner", partial(_shared_partner, worth=0.2)),
    ),
    "Project": (
        ("same title", partial(_same_title, worth=0.6)),
        ("same place", partial(_same_place, worth=0.4)),
        ("same amount and product", _same_capacity),
        ("shared investor", partial(_shared_partner, worth=0.3)),
    ),
    "": (
        ("same name", partial(_same_title, worth=0.6)),
        ("same place", partial(_same_place, worth=0.6)),
        ("other place", partial(_other_place, worth=0.6)),
    ),
}
_Vetoes = dict[str, tuple[tuple[str, Callable[[Profile, Profile], bool]], ...]]
_VETOES: _Vetoes = {
    "Person": (("other gender", _other_trait), ("leads another place within a year", _two_leads)),
    "AdministrativeDivision": (("other parent", _other_parent),),
    "Enterprise": (("another registered name", _other_registration),),
    "Initiative": (("other place", _elsewhere), ("other number", _other_number)),
    "Project": (
        ("other place", _elsewhere),
        ("other number", _other_number),
        ("another investor", _other_investor),
    ),
    "": (("other place", _elsewhere), ("other number", _other_number)),
}
_FEATURES["Platform"] = _FEATURES["Document"] = _FEATURES["Initiative"]
_VETOES["Platform"] = _VETOES["Document"] = _VETOES["Initiative"]
_FEATURES["Event"] = _FEATURES[""]
_FEATURES["Institution"] = (*_FEATURES[""], ("name of its own", _own_name))
for _kind in ("PublicBody", "Zone", "Institution"):
    _VETOES[_kind] = (*_VETOES[""], ("another office", _other_office))
_FEATURES["PublicBody"] = _FEATURES["Zone"] = _FEATURES[""]
_VETOES["Event"] = (*_VETOES[""], ("weeks apart", _other_time))
