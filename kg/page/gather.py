"""Headlines, authors and bodies of one article that stand apart on the page are brought together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.page.blocks import Block
from kg.page.draft import Draft
from kg.page.flow import junction, stuck
from kg.page.kinship import Kinship

_KIN = 20.0
_HOME = 14.0
"""Log odds that a unit of being at home in an article is worth."""
_ALIKE = 0.2
"""Likeness halfway between that of parts of one article and that of two articles."""
_STRANGE = 0.14
"""Likeness to its own article under which a section is strange to it."""
_NEARER = 0.02
_HEADLESS = 2.0
"""For a body under authors alone to be that of a headline without authors."""
_MERGE = 2.0
_WHOLE = 8
"""Shortest headline, in characters, that stands for itself."""
_SWITCH = 2.0
"""Against two neighbouring blocks being of two articles."""
_ROUNDS = 5


def gathered(drafts: Sequence[Draft], kin: Kinship, page: str) -> list[Draft]:
    """The articles, those told of in two places made one; `page` is the text of all blocks."""
    found = _parted(_unstacked(list(drafts), kin), kin)
    while len(found) > 1:
        scored = [
            (_union(found, i, j, kin, page), -i, -j)
            for i, draft in enumerate(found)
            if draft.heads and draft.told and not draft.signed
            for j in (i - 1, i + 1)
            if 0 <= j < len(found) and found[j].signed and found[j].told
        ]
        score, i, j = max(scored, default=(0.0, 0, 0))
        if score <= _MERGE:
            break
        found[min(-i, -j)] = _joined(found[-i], found[-j], page)
        del found[max(-i, -j)]
    return found


def _parted(found: list[Draft], kin: Kinship) -> list[Draft]:
    """The articles, a last section that is strange to the rest of its own and nearer to another made one."""
    out: list[Draft] = []
    for draft in found:
        others = [[*d.heads, *d.body] for d in found if d is not draft and d.told]
        tails: list[Draft] = []
        while (at := _section(draft)) and _strange(draft, at, others, kin):
            tails.insert(0, _tail(draft, at))
            draft = replace(
                draft, body=draft.body[:at], bylines=[b for b in draft.bylines if b not in tails[0].bylines]
            )
        out += [draft, *tails]
    return out


def _section(draft: Draft) -> int:
    """Where the last section of a body begins, with its heading; 0 where there is none."""
    heads = [i for i, b in enumerate(draft.body) if b.kind == "headline"]
    at = heads[-1] if heads and draft.heads else 0
    while at and draft.body[at - 1].kind == "headline":
        at -= 1
    sound = at and at + 1 < len(draft.body) and draft.body[at - 1].closed
    return at if sound else 0


def _strange(draft: Draft, at: int, others: Sequence[Sequence[Block]], kin: Kinship) -> bool:
    section = draft.body[at:]
    own = kin.between(section, [*draft.heads, *draft.body[:at]])
    return own < _STRANGE and max((kin.between(section, o) for o in others), default=0.0) > own + _NEARER


def _tail(draft: Draft, at: int) -> Draft:
    heads = [b for b in draft.body[at:] if b.kind == "headline"]
    signs = [b for b in draft.bylines if b.at[0] > draft.body[at].at[0]]
    return Draft(heads, signs, [b for b in draft.body[at:] if b.kind != "headline"], [], bool(signs))


def _unstacked(found: list[Draft], kin: Kinship) -> list[Draft]:
    """Headlines over two lines of authors, and the bodies below, are dealt out by what they speak of."""
    out: list[Draft] = []
    for draft in found:
        stacked = len(out) > 1 and _stacked(*out[-2:])
        if stacked and draft.told and not draft.heads and not draft.bylines:
            out[-1] = replace(out[-1], body=[*out[-1].body, *draft.body])
        else:
            out.append(draft)
    for over, under in pairwise(out):
        if _stacked(over, under):
            _unstack(over, under, kin)
    return out


def _stacked(over: Draft, under: Draft) -> bool:
    """Whether several headlines and a line of authors stand over another line of authors and all of the body."""
    return (
        len(over.heads) > 1
        and not over.told
        and bool(over.bylines)
        and under.told
        and not under.heads
        and bool(under.bylines)
    )


def _unstack(over: Draft, under: Draft, kin: Kinship) -> None:
    one, other = sorted(over.heads, key=lambda h: -len(h.text))[:2]
    left, right = _dealt(under.body, one, other, kin)
    if not left or not right:
        return
    rest = [h for h in over.heads if h is not one and h is not other]
    mine = [one, *(h for h in rest if kin.between([h], left) > kin.between([h], right))]
    shares = [
        ([h for h in over.heads if (h in mine) is side], left if side else right) for side in (True, False)
    ]
    # The second line of authors stands right over what it signs.
    led = under.body[0] in left
    (over.heads, over.body), (under.heads, under.body) = shares[led], shares[not led]


def _dealt(body: list[Block], one: Block, other: Block, kin: Kinship) -> tuple[list[Block], list[Block]]:
    """The blocks of two articles apart: what each speaks of is learnt from its headline and what it has got."""
    left: list[Block] = []
    right: list[Block] = []
    for _ in range(_ROUNDS):
        gains = [_HOME * (_home(b, one, left, kin) - _home(b, other, right, kin)) for b in body]
        near = _smooth(gains)
        dealt = [b for b, n in zip(body, near, strict=True) if n]
        if dealt == left and right:
            break
        left, right = dealt, [b for b, n in zip(body, near, strict=True) if not n]
    return left, right


def _home(block: Block, head: Block, body: Sequence[Block], kin: Kinship) -> float:
    return kin.home([block], [head], [b for b in body if b is not block])


def _smooth(gains: Sequence[float]) -> list[bool]:
    """The likeliest choice for each of a row of blocks, neighbours keeping together."""
    best = [(0.0, [True]), (0.0, [False])] if not gains else [(gains[0], [True]), (0.0, [False])]
    for gain in gains[1:]:
        kept = [max(best[k], (best[1 - k][0] - _SWITCH, best[1 - k][1]), key=lambda b: b[0]) for k in (0, 1)]
        best = [(kept[0][0] + gain, [*kept[0][1], True]), (kept[1][0], [*kept[1][1], False])]
    return max(best, key=lambda b: b[0])[1] if gains else []


def _union(found: Sequence[Draft], i: int, j: int, kin: Kinship, page: str) -> float:
    """Log odds that a headed body without authors and a signed one beside it are one article."""
    loose, signed = found[i], found[j]
    flow = max(_flow(signed, loose, page), _flow(loose, signed, page) if j > i else 0.0)
    alike = kin.between([*loose.heads, *loose.body], [*signed.heads, *signed.body])
    return flow + _KIN * (alike - _ALIKE) + (0.0 if signed.heads else _HEADLESS)


def _flow(first: Draft, second: Draft, page: str) -> float:
    """How well the body of one article goes on in that of another; 0 where it does not break off."""
    last, next_ = _prose(first)[-1], _prose(second)[0]
    if last.closed:
        return -1.0 if stuck(next_.text) else 0.0
    return 2.0 + junction(last.text, next_.text, page)


def _prose(draft: Draft) -> list[Block]:
    return [b for b in draft.body if b.prose]


def _joined(loose: Draft, signed: Draft, page: str) -> Draft:
    """One article of two: it begins where the authors stand, unless the other reads on into it."""
    first, second = signed, loose
    begins = signed.body[0].opener or stuck(_prose(loose)[0].text)
    if not begins and _flow(loose, signed, page) > max(0.0, _flow(signed, loose, page)):
        first, second = loose, signed
    return replace(
        signed,
        heads=sorted([*loose.heads, *signed.heads], key=lambda b: b.at[0]),
        body=[*first.body, *second.body],
        captions=[*first.captions, *second.captions],
        done=loose.done or signed.done,
    )


def titled(drafts: Sequence[Draft], kin: Kinship) -> list[Draft]:
    """The articles, those without a headline given the one that is theirs: of their body, or astray elsewhere."""
    found = [replace(d, heads=list(d.heads), body=list(d.body)) for d in drafts]
    for draft in found:
        if draft.heads or not draft.told or not draft.signed:
            continue
        astray = [
            (_belongs(h, draft, owner, kin), -h.at[0], h, owner)
            for owner in found
            for h in _spare(owner, draft)
        ]
        if not astray:
            continue
        score, _, head, owner = max(astray, key=lambda a: a[:2])
        if score > 0:
            holder = owner.body if head in owner.body else owner.heads
            holder.remove(head)
            draft.heads.append(head)
    return found


def _spare(owner: Draft, draft: Draft) -> list[Block]:
    """Headlines that an article can spare: headings of the body for itself, of several headlines any."""
    if owner is draft:
        return [b for b in owner.body if b.kind == "headline"]
    return [h for h in owner.heads if len(h.text) >= _WHOLE] if len(owner.heads) > 1 else []


def _belongs(head: Block, draft: Draft, owner: Draft, kin: Kinship) -> float:
    """Log odds that a headline is that of an article rather than of the one it stands with."""
    own = kin.between([head], [b for b in draft.body if b is not head])
    if owner is draft:
        return 1.0 + _KIN * own
    return _KIN * (own - kin.between([head], [b for b in owner.body if b.prose] or owner.heads)) - 0.5
