"""The pattern engine: rows of `data/patterns/*.tsv` matched on sentences whose names are masked.

A row's `template` is a row of tokens parted by blanks:

* `S` and `O` are the names that the fact joins, single or in a list; `M` is a list of which each joins each;
* `G` at the head is the governing subject (`kg.extract.relations.subjects`); it takes no room; `H` is the
  same as the object of the fact, and `R` the roll of titled people right before the match;
* `~` is a gap of up to 18 characters inside the clause, `…` one of up to 44 inside the sentence; the one behind
  an `S` at the head holds no other name that might be the subject;
* `=V` is any name of the type with that letter, `=EI` of either;
* any other token is a choice of words (`签订|签署`), an expression if need be (`负责(?!人)`), optional where it
  ends in `?`; the one that begins with `!` is the cue, by whose literal beginnings the row is found.

`subject` and `object` hold letters of types (`kg.extract.relations.scene.CODES`), empty for any that the
ontology allows; `bar` words forbid a match that holds one; `q` adds qualifiers (`role=host`).
`yes` and `no` are invented sentences that must and must not match, several parted by ` // `, with names as
`[临江县/A]`, the ends of the fact as `[S:临江县/A]` and `[O:青云计划/N]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property

from kg.errors import TableError
from kg.extract.reading import Claim, Mention
from kg.extract.relations.lists import Group
from kg.extract.relations.scene import CODES, MASK, Line, Scene, boundless, vague
from kg.extract.relations.subjects import Government, Subject
from kg.extract.relations.words import either
from kg.knowledge.tables import home, rows
from kg.knowledge.words import any_of
from kg.model import Qualifiers

_SHORT = "[^。！？!?；;，,：:\n]{0,18}?"
_LONG = "[^。！？!?；;\n]{0,44}?"
_RULERS = frozenset({"AdministrativeDivision", "Zone", "PublicBody"})
_SHARED = frozenset({"founds", "undertakes", "participatesIn"})
_TOGETHER = ("签约共建", "共建", "合作", "联合", "合力", "携手", "共同")
"""How cues begin that speak of all who act along."""
_DONE = frozenset({"assists", "founds"})
_MADE = frozenset({"founds", "operates"})
_PERSON = MASK["Person"]
_TOTAL = re.compile("[”’]?等[“‘]?[\ue000-\uf8ff]")
"""Behind the parts of a list: the whole that sums them up, of which the verb speaks."""
_WILD = re.compile(r"(?:[江河湖海岭溪]|湿地|流域|草原|沙漠|平原|山脉)$")
"""Ends of names of what nobody makes."""
_LITERAL = re.compile(r"[^(\[?]*")
_TITLE = re.compile("国家|全国|省级|世界|国际")
"""How names begin that are titles to be won rather than things to be made (`创建国家某示范区`)."""
_NEARBY = re.compile("配套|周边|附近|沿线|旁|内|里")
"""Behind a name: what is made is not the thing named but something at it."""
_NEVER = re.compile(
    r"(?:无法|不能|未能|不得|没有|并未|尚未|不再|难以|无权|拒绝|不予|不|未)(?:能|再|曾|得|被|予以|及时)?$"
)
_WISH = re.compile("希望(?!小学|中学|学校|工程)|要求(?![的，,])|呼吁|号召|倡议|恳请|建议")
_TAIL = re.compile(
    f"(?P<who>{_PERSON})(?:等|一行|等人|等领导|[，,])?[^。；;：:，,“”\ue000-\uf8ff]{{0,10}}"
    "(?:(?<=[赴到在])[\ue000-\uf8ff][^。；;：:，,“”\ue000-\uf8ff]{0,6})?$"
)
_NEXT = re.compile(f"(?P<who>{_PERSON})(?:[，,、和及]|以及)[^。；;：:“”\n{_PERSON}]{{0,40}}$")


@dataclass(frozen=True)
class Pattern:
    """A row of a pattern table."""

    id: str
    predicate: str
    template: str
    subjects: frozenset[str]
    objects: frozenset[str]
    bar: str
    score: float
    q: Qualifiers
    yes: tuple[str, ...]
    no: tuple[str, ...]

    @cached_property
    def mode(self) -> str:
        """`G`, `H` or `R` where the template begins so, `M` where it joins a list, else empty."""
        tokens = self.template.split()
        return tokens[0] if tokens[0] in {"G", "H", "R"} else "M" if "M" in tokens else ""

    @cached_property
    def cue(self) -> tuple[str, ...]:
        """The words by which the pattern is found."""
        token = next((t for t in self.template.split() if t.startswith("!")), "")
        return tuple(w for w in (_LITERAL.match(t)[0] for t in token[1:].split("|")) if w)  # type: ignore[index]

    @cached_property
    def form(self) -> re.Pattern[str]:
        """The template as an expression over a masked sentence."""
        pieces = [self._piece(t) for t in self.template.split()]
        if self.template.startswith("S ~ "):
            # The subject is the last name of its kind before the cue.
            others = "".join(sorted(MASK[k] for k in self.subjects))
            pieces[1] = _SHORT.replace("\n]", f"\n{others}]")
        return re.compile("".join(pieces))

    def _piece(self, token: str) -> str:
        if token in {"G", "H", "R"}:
            return ""
        if token in {"S", "O", "M"}:
            kinds = self.objects if token[0] == "O" else self.subjects
            return f"(?P<{token}>[{''.join(sorted(MASK[k] for k in kinds))}])"
        if token.startswith("="):
            return "[" + "".join(MASK[CODES[c]] for c in token[1:]) + "]"
        if token in {"~", "…"}:
            return _SHORT if token == "~" else _LONG  # noqa: S105
        name = "?P<cue>" if token.startswith("!") else "?:"
        words = token.removeprefix("!").removesuffix("?")
        return f"({name}{words})" + ("?" if token.endswith("?") else "")


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns of the tables, by file and line."""
    files = sorted(p.name for p in (home("data") / "patterns").glob("*.tsv"))
    return tuple(_pattern(row, name) for name in files for row in rows(f"patterns/{name}"))


def _pattern(row: dict[str, str], name: str) -> Pattern:
    try:
        pairs = tuple(sorted(tuple(p.split("=", 1)) for p in row["q"].split(";") if p))
        found = Pattern(
            row["id"],
            row["predicate"],
            row["template"],
            frozenset(CODES[c] for c in row["subject"] or CODES),
            frozenset(CODES[c] for c in row["object"] or CODES),
            row["bar"],
            float(row["score"]),
            pairs,  # type: ignore[arg-type]
            tuple(e for e in row["yes"].split(" // ") if e),
            tuple(e for e in row["no"].split(" // ") if e),
        )
        if found.form and not found.cue:
            raise ValueError("no cue")
    except (KeyError, ValueError, re.error) as error:
        raise TableError(f"data/patterns/{name}: row {row.get('id')}: {error}; correct the row") from error
    return found


@cache
def _index() -> tuple[re.Pattern[str], dict[str, tuple[Pattern, ...]]]:
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns():
        for word in pattern.cue:
            found.setdefault(word, []).append(pattern)
    words = sorted(found, key=lambda w: (-len(w), w))
    # A longer cue that holds a shorter one stands for both.
    whole = {w: tuple(dict.fromkeys(p for v in words if v in w for p in found[v])) for w in words}
    return re.compile(any_of(words)), whole


def read(scene: Scene, government: Government) -> Iterator[Claim]:
    """Claims of all patterns in a passage."""
    finder, index = _index()
    for line in scene.lines:
        if not line.groups:
            continue
        words = set(finder.findall(line.text))
        tried = dict.fromkeys(p for w in sorted(words) for p in index[w])
        for pattern in tried:
            yield from _tried(pattern, line, government)


def _tried(pattern: Pattern, line: Line, government: Government) -> Iterator[Claim]:
    if not line.kinds & (pattern.objects if pattern.mode == "G" else pattern.subjects):
        return
    for match in pattern.form.finditer(line.text):
        if pattern.bar and re.search(pattern.bar, line.text[max(match.start() - 4, 0) : match.end() + 6]):
            continue
        if _NEVER.search(line.text, max(match.start("cue") - 6, 0), match.start("cue")):
            continue
        if pattern.predicate != "residentOf" and _of_folk(line, match):
            continue
        if pattern.predicate == "assists" and _wished(line, match.start("cue")):
            continue
        if pattern.mode == "M":
            yield from _mutual(pattern, line, match)
        elif pattern.mode in {"G", "H"}:
            yield from _governed(pattern, line, match, government)
        else:
            yield from _explicit(pattern, line, match, government)


def _wished(line: Line, cue: int) -> bool:
    """Whether a sentence only wishes or orders what its clause tells: 希望各单位…，尽快帮助某村."""
    return bool(_WISH.search(line.text, 0, cue)) and "“" not in line.text[:cue]


@cache
def _folk() -> re.Pattern[str]:
    return re.compile(either("folk"))


def _of_folk(line: Line, match: re.Match[str]) -> bool:
    """Whether a name of the match only says where people come from (`某县客商`)."""
    return any(_folk().match(line.text, match.end(slot)) for slot in match.groupdict() if slot in "SO")


def _explicit(pattern: Pattern, line: Line, match: re.Match[str], government: Government) -> Iterator[Claim]:
    span = line.span(match.start(), match.end())
    if pattern.mode == "R":
        people = roll(line, match.start())
        span = (people[0].start if people else span[0], span[1])
    else:
        people = _located(pattern, line.groups[match.start("S")])
    objects = (
        line.groups[match.start("O")].members
        if "O" in match.groupdict()
        else government.recent(pattern.objects, span[0])
    )
    yield from _claims(pattern, people, objects, span, pattern.score)


def _located(pattern: Pattern, group: Group) -> tuple[Mention, ...]:
    """Those of a group that the pattern speaks of: of an address its outermost place lies somewhere."""
    return (group.lead,) if group.lead and pattern.predicate == "locatedIn" else group.members


def roll(line: Line, end: int) -> tuple[Mention, ...]:
    """The people of a titled list that ends before `end`: `副县长甲，局长乙、丙等`."""
    found: list[Mention] = []
    tail = _TAIL.search(line.text, 0, end) or _crowd(line.text, end)
    while tail:
        spot = tail.start("who")
        found[:0] = line.groups[spot].members
        tail = _NEXT.search(line.text, max(spot - 48, 0), spot)
    return tuple(found)


def _crowd(text: str, end: int) -> re.Match[str] | None:
    """The last name of a roll before those who are told by their kind alone."""
    found = _crowds().search(text, max(0, end - 120), end)
    return None if found and _acts().search(found["rest"]) else found


@cache
def _crowds() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<who>{_PERSON})(?:等[^，,、。；;：:“”\ue000-\uf8ff]{{0,8}})?(?:[，,、及和]|以及)"
        rf"(?P<rest>[^。；;：:“”\n{_PERSON}]{{1,80}}?{either('crowd')}(?:等|\d+[余多]?人|参会|代表){{0,2}})$"
    )


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(either("speech") + "|主持|出席|列席|参加|讲话|听取|传达|部署|召开|举行|调研|率|陪同")


def _governed(pattern: Pattern, line: Line, match: re.Match[str], government: Government) -> Iterator[Claim]:
    subject = _doer(pattern, line, match.start()) or government.at(line.at[match.start()])
    start, end = line.span(match.start(), match.end())
    if subject.own and line.start <= subject.spot < start:
        start = subject.spot
    score = round(pattern.score * subject.score, 3)
    if pattern.mode == "H":
        group = line.groups[match.start("S")]
        subjects = _located(pattern, group)
        if subject.own and group.start <= subject.spot < group.end:
            subject, start = government.at(subject.spot - 1), group.start
        if pattern.predicate == "assists" and subject.actors and not subject.own:
            # Who speaks tells what was done for the village or firm that he heads.
            subject = replace(subject, people=())
        held = chosen(subject, pattern.objects)[:1]
        if pattern.predicate == "locatedIn" and {h.entity for h in held} & government.wide:
            return
        if not held and pattern.predicate == "assists":
            held = government.before(start, pattern.objects)
        yield from _claims(pattern, subjects, held, (start, end), score)
    else:
        body = line.groups[match.start("O")].head.type == "PublicBody"
        official = pattern.predicate == "undertakes" or (pattern.predicate == "founds" and body)
        if official and any(m.type in _RULERS for m in subject.actors):
            # An official speaks of works that his place carries out, and of teams that it sets up.
            subject = replace(subject, people=())
        together = pattern.predicate == "operates" and match["cue"].startswith(_TOGETHER)
        shared = pattern.predicate in _SHARED or together
        actors = chosen(subject, pattern.subjects, shared)
        group = line.groups[match.start("O")]
        title = match["cue"] == "创建" and _TITLE.match(group.head.text)
        aside = _NEARBY.match(line.text, match.end("O")) or line.text[match.start("O") - 1] in "在到至从"
        if pattern.predicate in _MADE and (title or aside):
            return
        whole = _TOTAL.match(line.text, match.end("O"))
        if (
            whole
            and pattern.predicate == "undertakes"
            and line.groups[whole.end() - 1].head.type == group.head.type
        ):
            group = line.groups[whole.end() - 1]
        yield from _claims(pattern, actors, group.members, (start, max(end, group.end)), score)


def _doer(pattern: Pattern, line: Line, cue: int) -> Subject | None:
    """The helper or founder whose name stands between 是 and what it does: 今年也是|某集团|援助某县20周年."""
    group = line.groups.get(cue - 1) if pattern.predicate in _DONE else None
    if group is None or not line.text.endswith("是", 0, cue - 1) or group.head.type not in pattern.subjects:
        return None
    return Subject(group.members, (), (), False, True, group.start, 0.9)


def chosen(subject: Subject, kinds: frozenset[str], shared: bool = False) -> tuple[Mention, ...]:
    """Those of a governing subject who are of the right kinds: the person where the clause has one.

    `shared` adds those who act along with them.
    """
    people = tuple(m for m in subject.people if m.type in kinds)
    actors = tuple(m for m in subject.actors if m.type in kinds)
    first = people if subject.person_last and people else actors or people
    return (*first, *(m for m in subject.partners if shared and m.type in kinds))


def _claims(
    pattern: Pattern,
    subjects: tuple[Mention, ...],
    objects: tuple[Mention, ...],
    span: tuple[int, int],
    score: float,
) -> Iterator[Claim]:
    for s in subjects:
        for o in objects:
            if pattern.predicate in _MADE and (vague(o.text) or boundless(o.text) or _WILD.search(o.text)):
                continue
            if s.entity != o.entity and o.type in pattern.objects and s.type in pattern.subjects:
                yield Claim(s.entity, pattern.predicate, o.entity, pattern.q, *span, score, pattern.id)


def _mutual(pattern: Pattern, line: Line, match: re.Match[str]) -> Iterator[Claim]:
    group: Group = line.groups[match.start("M")]
    start, end = line.span(match.start(), match.end())
    for i, s in enumerate(group.members):
        for o in group.members[i + 1 :]:
            if s.entity != o.entity:
                yield Claim(
                    s.entity, pattern.predicate, o.entity, pattern.q, start, end, pattern.score, pattern.id
                )
