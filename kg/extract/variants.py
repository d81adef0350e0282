"""Forms of names that stand within a printed one or a word longer: 某某整治 of 某某整治工作, “六稳”|工作."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.cast import Cast, Draft
from kg.extract.cover import Cover
from kg.extract.naming import abbreviates, plain
from kg.extract.recognise.chunks import bulk, descriptive
from kg.extract.scene import Scene
from kg.knowledge.words import any_of

_TASK = re.compile("(?:工作|(?<=改革)试点|(?<=建设)试点|(?<=年)活动)$")
"""What a task is, said behind its name: 农村道路改造|工作, 作风建设年|活动."""
_LED = re.compile("[^“”‘’、，,和与及]{2,10}(?P<rest>[“‘][^“”‘’]{1,20}[”’][㐀-鿿]{2,8})")
"""A quotation with its noun, and words before it that tell whose or what it is: 大厅|“五心”标准."""
_LEAST = 4
_NOUN = re.compile("工作|措施|工程")
"""Nouns that a campaign takes behind its name."""
_NOMINAL = frozenset({"n", "vn", "nz", "an", "nt"})
_HEADED = frozenset({"Event", "Project", "Facility", "Platform"})
_PARTED = _HEADED | {"Initiative", "Institution", "Zone"}
_WORK = re.compile("(?:工程|项目|工厂)$")
_BUILT = re.compile("[新扩改迁续重]?建设?")
_FIRST = 6
"""How far into a full name a short one may begin."""
_POINTER = re.compile(
    r"(?:该[省市区县州旗镇乡村]|[此本这]次|该|这(?:\d*[家个项座条])?|(?:当[天日]|昨[天日])的)$"
)
"""Points at what is spoken of: 该县|某某服务队, 此次|某某扩建项目."""
_POINTED = _HEADED | {"PublicBody", "Institution"}
_MAKES = re.compile("(?:新建|扩建|改建|迁建)$")


def find_variants(cast: Cast, scenes: Sequence[Scene]) -> None:
    """Adds to each name the forms that stand within its printed ones, and those that a word about them makes."""
    for draft in cast.drafts.values():
        if draft.type == "Initiative":
            draft.forms.update([inner for form in list(draft.forms) for inner in _within(form)])
    names = {
        form: key
        for key, d in cast.drafts.items()
        if d.type in _PARTED
        for form in (d.name, *d.forms)
        if len(form) > _LEAST
    }
    pattern = re.compile(any_of(names) if names else "(?!)")
    for article, scene in enumerate(scenes):
        for name, form in _parted(scene.text, pattern):
            cast.drafts[names[name]].forms[form] += 1
        for form, owner in _shortened(cast, scene, article):
            owner.forms[form] += 1
        for mention, key in cast.mentions[article]:
            draft = cast.drafts[key]
            for form in _about(scene, draft, mention.start, mention.end):
                draft.forms[form] += 1


def _parted(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """(name, form) of names that stand with a 的 in them: 云岭水泥|的|三号窑线."""
    if "的" not in text:
        return
    at = [i for i, char in enumerate(text) if char != "的"]
    for hit in pattern.finditer("".join(text[i] for i in at)):
        form = text[at[hit.start()] : at[hit.end() - 1] + 1]
        if form != hit.group():
            yield hit.group(), form


def _shortened(cast: Cast, scene: Scene, article: int) -> Iterator[tuple[str, Draft]]:
    """(form, draft) of works told by some of the characters of their names: 农饮|工程 of 农村饮水安全|工程."""
    told = {key: cast.drafts[key] for _, key in cast.mentions[article] if key[0] == "Project"}
    ends: dict[str, list[Draft]] = {}
    for draft in told.values():
        noun = _WORK.search(draft.name)
        if noun:
            ends.setdefault(noun.group(), []).append(draft)
    taken = Cover((m.start, m.end) for m, _ in cast.mentions[article]) if ends else None
    for head, drafts in ends.items():
        for hit in re.finditer(f"(?=([㐀-鿿]{{2,6}}?){head})", scene.text):
            start, end = hit.start(), hit.end(1) + len(head)
            if not scene.whole(start, end) or _common(hit.group(1)) or (taken and taken.meets(start, end)):
                continue
            form = scene.text[start:end]
            fits = [d for d in drafts if abbreviates(form, d.name) and form[0] in d.name[:_FIRST]]
            if len(fits) == 1:
                yield form, fits[0]


def _common(words: str) -> bool:
    """Whether words sort works and tell none: 产业|项目, 扩建|项目."""
    return descriptive(words) or bulk(words) or _BUILT.fullmatch(words) is not None


def _within(form: str) -> Iterator[str]:
    led = _LED.fullmatch(form)
    if led:
        yield led["rest"]
    bare = _TASK.sub("", form)
    if _LEAST <= len(bare) < len(form) and bare[-1] not in "”’":
        yield bare


def _about(scene: Scene, draft: Draft, start: int, end: int) -> Iterator[str]:
    """The name with the noun behind it, with a pointer before it, or what is done to a work."""
    text = scene.text
    if draft.type == "Initiative":
        noun = _NOUN.match(text, end)
        if noun and _closed(scene, noun.end()):
            yield text[start : noun.end()]
    pointer = _POINTER.search(text, max(0, start - 5), start) if draft.type in _POINTED else None
    if pointer:
        yield text[pointer.start() : end]
    longer = _longer(scene, draft, start, end) if draft.type in _HEADED else ""
    if longer:
        yield longer
    if draft.type == "Project":
        made = _MAKES.search(text, max(0, start - 2), start)
        if made:
            yield text[made.start() : end]


def _longer(scene: Scene, draft: Draft, start: int, end: int) -> str:
    """The printed form with the words before it that stand so in the full name too, where a recogniser cut them."""
    own, full = plain(scene.text[start:end]), plain(draft.name)
    rest = full[: -len(own)] if full.endswith(own) else ""
    edge = start
    while rest and edge and scene.text[edge - 1] == rest[-1]:
        edge, rest = edge - 1, rest[:-1]
    if rest == "全" and scene.text[edge - 1 : edge] == "我":
        edge -= 1
    return scene.text[edge:end] if edge < start - 1 else ""


def _closed(scene: Scene, end: int) -> bool:
    """Whether a noun phrase ends there: no other noun goes on with it."""
    i = scene.word_before(end)
    if scene.words[i].end != end:
        return False
    after = scene.words[i + 1] if i + 1 < len(scene.words) else None
    return after is None or after.start > end or after.pos not in _NOMINAL
