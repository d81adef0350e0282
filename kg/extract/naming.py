"""What a printed name comes to: the key under which its forms meet, and the forms a full name allows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.knowledge.names import peoples
from kg.knowledge.tables import rows
from kg.knowledge.words import any_of

_MARKS = re.compile(r"[\s\"'“”‘’《》〈〉「」『』【】()（）,，、。·.:：;；\-—–]")
_QUOTED = re.compile(r"[“‘「]([^“”‘’「」]{2,40})[”’」]")
_RELATIVE = re.compile(r"^(?:全|我|该|本|此)(?:省|市|区|县|州|盟|旗|镇|乡|村|街道|社区)")
_WORK = re.compile(r"(?:建设)?项目$|建设$")
_NUMBER = re.compile("(?<=[村区第])[一二三四五六七八九十](?=组$)")
_ORDINAL = re.compile("第(?=[一二三四五六七八九十百\\d]+[届次])")
_OF_PARTY = re.compile("^(?:党的|中共)")
_LISTED = re.compile(r"[（(]\d{6}[）)]")


@cache
def _forms(kind: str) -> tuple[tuple[str, str], ...]:
    """Forms of a kind in `data/name_forms.tsv` with what they come to, the longest first."""
    pairs = [(r["form"], r["plain"]) for r in rows("name_forms.tsv") if r["kind"] == kind]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def _any(*kinds: str) -> str:
    """Alternatives of the forms of some kinds."""
    return any_of(form for kind in kinds for form, _ in _forms(kind))


@cache
def _unfirm() -> re.Pattern[str]:
    return re.compile(f"{_any('unfirm')}$")


def nofirm(text: str) -> bool:
    """Whether a name ends as no firm's does, whatever a tagger says of it: a bureau, a school, a trade at large."""
    return bool(_unfirm().search(text))


@cache
def _unnamed() -> re.Pattern[str]:
    return re.compile(f"{_any('pointer')}?{_any('unnamed')}")


@cache
def _legal() -> re.Pattern[str]:
    """The form of a firm at the end of its name, with the place in brackets before it."""
    forms = _any("legal", "loose")
    return re.compile(rf"(?:[（(][一-龥]{{2,6}}[）)])?(?:集团)?(?:股份|控股|农民)?(?:{forms}|集团|企业)$")


@cache
def _group() -> re.Pattern[str]:
    return re.compile(rf"(?<=集团)(?:股份|控股)?{_any('legal', 'loose')}$")


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(f"{_any('trade')}$")


@cache
def _common_words() -> re.Pattern[str]:
    words = {r["word"] for r in rows("chunk_words.tsv") if r["role"] in {"plain", "trade", "inner", "first"}}
    return re.compile(f"(?:{'|'.join(sorted(words, key=lambda w: (-len(w), w)))})*")


def hollow(firm: str) -> bool:
    """Whether a firm's name, or the rest of one, is of common words alone (建设投资有限公司), with no brand in it."""
    return _common_words().fullmatch(_legal().sub("", firm)) is not None


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(f"的?{_any('ending')}$")


def unnamed(text: str) -> bool:
    """Whether a form names nothing by itself (该公司, 园区); it may stand for what was named before."""
    return _unnamed().fullmatch(text) is not None


def nameless(text: str) -> bool:
    """Whether a form is said of anything of its kind (公司, 会议), and is no other name of one that bears a name."""
    return text in form_set("noalias")


@cache
def party() -> re.Pattern[str]:
    """The democratic parties, whose branches bear a place behind the party's name: 农工党某市委 is not 某市委."""
    return re.compile(any_of(form_set("party")))


@cache
def form_set(kind: str) -> frozenset[str]:
    """The forms of a kind in `data/name_forms.tsv`."""
    return frozenset(form for form, _ in _forms(kind))


@cache
def sent() -> str:
    """Verbs of sending and standing by, in the names of bodies that a place sends: 湖北|支援某某医疗队."""
    return any_of(form_set("sent"))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text without marks and blanks, full-width letters made narrow, in lower case."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()


def numbered(name: str) -> str:
    """The name with the number of a group of villagers in figures: 柳溪村三组 is 柳溪村3组."""
    return _NUMBER.sub(lambda hit: str("零一二三四五六七八九十".index(hit.group())), name)


def core(kind: str, text: str) -> str:
    """The part of a name under which its forms meet: the quoted words of an initiative, a zone's short form."""
    text = _LISTED.sub("", _RELATIVE.sub("", text))
    if kind == "Initiative":
        return _initiative(text)
    if kind == "Project":
        return plain(_WORK.sub("", text)) if len(_WORK.sub("", text)) >= 5 else plain(text)
    if kind == "Event":
        return plain(_sitting(text))
    if kind == "Zone":
        for long, short in (*_forms("rank"), *_forms("zone")):
            text = text.replace(long, short)
    return plain(text)


def _sitting(text: str) -> str:
    """A meeting without its party, and the numbers of a session in their short form."""
    for long, short in _forms("session"):
        text = text.replace(long, short)
    return _ORDINAL.sub("", _OF_PARTY.sub("", text))


def _initiative(text: str) -> str:
    quoted = _QUOTED.findall(text)
    if quoted and sum(map(len, quoted)) >= 3:
        return plain("".join(quoted))
    bare = plain(text)
    for long, short in _forms("campaign"):
        bare = bare.replace(long, short)
    cut = _ending().sub("", bare).removesuffix("的")
    return cut if len(cut) >= 4 else bare


def abbreviates(short: str, name: str) -> bool:
    """Whether a form is made of characters of a longer name in their order, the last ones alike."""
    rest = iter(name)
    return len(short) + 2 <= len(name) and short[-1] == name[-1] and all(c in rest for c in short)


@lru_cache(maxsize=1024)
def short_forms(kind: str, name: str, place: str) -> tuple[str, ...]:
    """Shorter forms under which a name may stand later on the page, the longest first.

    `place` is the printed place that begins the name, or empty.
    """
    rest = name[len(place) :] if place and name.startswith(place) else name
    if kind == "Enterprise":
        return _companies(name, rest)
    if kind == "Zone":
        return tuple(f for f in (rest, re.sub(r"(?:片区|新区|新城)$", "", rest)) if 2 <= len(f) < len(name))
    if kind in {"Facility", "Platform", "Institution"}:
        return tuple(f for f in (rest,) if 3 <= len(f) < len(name) and not unnamed(f))
    return ()


def _companies(name: str, rest: str) -> tuple[str, ...]:
    forms: list[str] = [rest] if 4 <= len(rest) < len(name) else []
    for whole in (name, rest):
        bare = _legal().sub("", whole)
        for form in (_group().sub("", whole), bare, f"{bare}公司", *_untraded(bare)):
            if 2 <= len(form) < len(name) and form not in _common() and form not in forms:
                forms.append(form)
    return tuple(sorted(forms, key=lambda f: (-len(f), f)))


def _untraded(name: str) -> Iterator[str]:
    """The name of a firm without its last word of trade, the last two, …: 瑞特嘉|科技|发展."""
    while (short := _trade().sub("", name)) != name and len(short) > 1:
        yield short
        name = short


@cache
def _common() -> frozenset[str]:
    """Words that are no short names of companies though a name may come down to them."""
    return frozenset(r["word"] for r in rows("chunk_words.tsv"))


_OWNED = re.compile("(?:(?<=..)在([一-龥]{2,8}))?的(?=[一-龥]{2})")
"""What joins the name of a built thing to its owner: 某某电子|在|上海|的|工厂."""


def title(kind: str, text: str) -> str:
    """The name that a printed form gives: without 全区 before it, without 的 between a quotation and its noun."""
    bare = _LISTED.sub("", text if kind == "Event" else _RELATIVE.sub("", text))
    if kind == "Facility":
        bare = _OWNED.sub(r"\1", bare)
    return re.sub(r"([”’])的(?=[一-龥])", r"\1", bare)


def quoted_core(text: str) -> str:
    """The quoted words of a name with their marks off, or an empty string."""
    found = _QUOTED.search(text)
    return found.group(1) if found else ""


def unpeopled(town: str) -> str:
    """The name of a town without the peoples in it: 柳源回族镇 is 柳源镇 for short."""
    return _peoples().sub("", town)


@cache
def _peoples() -> re.Pattern[str]:
    return re.compile(rf"(?<=[㐀-鿿]{{2}})(?:{peoples()})+(?=[乡镇]$)")


def better(kind: str, one: str, other: str) -> str:
    """Of two printed forms of one entity the one that names it more fully."""
    return max((one, other), key=lambda n: _fullness(kind, n))


def _fullness(kind: str, name: str) -> tuple[int, int, str]:
    if kind == "Person":
        return (1 if len(name) in {2, 3} else 0, 0, name)
    if kind == "Initiative":
        quoted = "“" in name or "‘" in name
        return (
            1 if quoted and name[-1] not in "”’" else 0,
            1 if quoted else 0 if name.endswith("工作") or "的" in name else len(name),
            name,
        )
    return (0 if unnamed(name) else 1, len(name), name)
