"""Public bodies and posts: how bodies are named and shortened, and which body a post implies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.knowledge.tables import rows
from kg.knowledge.words import any_of


@dataclass(frozen=True, slots=True, order=True)
class Stem:
    """The name of a kind of body without its place: `name` in full, `shorts` its usual short forms.

    `levels` holds the characters of the levels that have such a body (国省市县镇村, 园 for zones), `type`
    the entity type, `later` the kind of body that took over its tasks.
    """

    name: str
    shorts: tuple[str, ...]
    kind: str
    levels: str
    type: str
    alone: bool
    later: str


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """A post title.

    `body` is the stem of the body that it implies, or the last part of such names (局, 公司); `base` the post
    without its modifier (副, 代, 常务副).
    """

    name: str
    body: str
    base: str
    modifier: str
    kind: str


@cache
def stems() -> tuple[Stem, ...]:
    """All kinds of bodies, in the order of the table."""
    return tuple(_stem(row) for row in rows("bodies.tsv"))


def _stem(row: dict[str, str]) -> Stem:
    shorts = tuple(row["shorts"].split())
    named = row["kind"], row["levels"], row["type"], row["alone"] == "yes", row["later"]
    return Stem(row["stem"], shorts, *named)


@cache
def _by_form() -> dict[str, Stem]:
    return {form: stem for stem in stems() for form in (stem.name, *stem.shorts)}


@cache
def forms() -> frozenset[str]:
    """Every printed form of every stem (发展和改革局, 发改局)."""
    return frozenset(_by_form())


def stem_of(form: str) -> Stem | None:
    """The stem that a printed form (发改局) belongs to."""
    return _by_form().get(form)


@cache
def pattern() -> re.Pattern[str]:
    """An expression that matches any form, the longest first."""
    return re.compile(any_of(forms()))


@cache
def canonical(text: str) -> str:
    """The full form of a body's name without its place: 发改局 → 发展和改革局, 政府办 → 政府办公室.

    Chains are read part by part, and the organ that a part belongs to is left out (委统战部 and 统战部 are
    统一战线工作部, 政府扶贫办 is 扶贫开发办公室); what no stem knows stays as it is.
    """
    whole = stem_of(text)
    if whole:
        return whole.name
    full = [name for _, name in _parts(text)]
    return "".join(full[1:] if len(full) > 1 and full[0] in _OVER and full[1] in _by_form() else full)


_OVER = ("委", "人民政府")


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The text cut into forms with their full names, and what lies between."""
    last = 0
    for hit in pattern().finditer(text):
        if hit.start() > last:
            yield text[last : hit.start()], text[last : hit.start()]
        yield hit.group(), _by_form()[hit.group()].name
        last = hit.end()
    if last < len(text):
        yield text[last:], text[last:]


def bare(text: str) -> bool:
    """Whether a text names a body of some place without the place (发改局); national bodies do not."""
    parts = [stem_of(printed) for printed, _ in _parts(text)]
    return bool(parts) and all(parts) and not national(text)


def national(text: str) -> bool:
    """Whether a text names a body of the state as a whole (商务部, 国务院扶贫办)."""
    stem = stem_of(text)
    return stem is not None and stem.levels == "国"


def zonal(text: str) -> bool:
    """Whether a body is one that zones have (管委会, 党工委)."""
    stem = stem_of(text)
    return stem is not None and stem.levels.startswith("园")


def alone(form: str) -> bool:
    """Whether a form means a body where no place stands before it (纪委, 发改局; not 政府, 办公室)."""
    stem = stem_of(form)
    return stem is not None and stem.alone


def kind_of(form: str) -> str:
    """The kind of body (party, government, bureau, mass, ...), or an empty string."""
    stem = stem_of(form)
    return stem.kind if stem else ""


def kind_type(form: str) -> str:
    """The entity type of a form, PublicBody where the table has none."""
    stem = stem_of(form)
    return stem.type if stem else "PublicBody"


@cache
def posts() -> tuple[Post, ...]:
    """All post titles, in the order of the table."""
    return tuple(
        Post(*(row[k] for k in ("post", "body", "base", "modifier", "kind"))) for row in rows("posts.tsv")
    )


@cache
def _by_post() -> dict[str, Post]:
    return {post.name: post for post in posts()}


_FORMER = re.compile(r"^(?:时任|现任|新任|前任|历任|原任|原|前|时|兼|老)")
_MODIFIER = re.compile(r"^(?:常务副|执行副|专职副|兼职副|高级副|副|代理|代|候任|第一|执行|名誉|荣誉|总|首席)")

_INNER = re.compile(r"^(.+?)(常务副|副)(.+)$")


def split_post(title: str) -> tuple[str, str]:
    """A title as (modifier, base): 原常务副县长 → (原常务副, 县长), 县委副书记 →
    (副, 县委书记); known bases are left whole (总经理).
    """
    former = _FORMER.match(title)
    lead = former.group() if former and title not in _by_post() else ""
    rest = title[len(lead) :]
    known = _by_post().get(rest)
    if known:
        return lead + known.modifier, known.base
    inner = _INNER.match(rest)
    if inner and inner[1] + inner[3] in _by_post():
        return lead + inner[2], inner[1] + inner[3]
    modifier = _MODIFIER.match(rest)
    return (lead + modifier.group(), rest[modifier.end() :]) if modifier else (lead, rest)


def is_post(title: str) -> bool:
    """Whether a title is a post of the table, or one with a modifier."""
    return title in _by_post() or split_post(title)[1] in _by_post()


def body_of(title: str) -> str:
    """The full stem of the body that a title implies (区长 → 人民政府, 纪委书记 → 纪律检查委员会), or ''."""
    post = _by_post().get(title) or _by_post().get(split_post(title)[1])
    return canonical(post.body) if post and post.body else ""
