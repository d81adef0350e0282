"""Judgements from the browser: doubtful pairs, statements that are wrong, and taking either back."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kg import judge
from kg.errors import ChoiceError
from kg.export.terms import encode
from kg.judge import Voice
from kg.objections import standing
from kg.resolve import ledger
from kg.resolve.ledger import Anchor, as_anchor, as_row
from kg.resolve.review import Side
from kg.serve.parameters import NotFoundError, held_by, state_of
from kg.serve.render import is_own, page, settings_of
from kg.workspace import open_to_read

_SHOWN = 40
"""Pairs that a page holds."""
_LAST = 60
_WORDS = 300
_PATIENCE = 2.0
"""Seconds to wait for the graph to be read anew: a small one is there by then, a large one comes soon after."""
View = Callable[[Request], Awaitable[Response]]
Form = Mapping[str, str]


def review(request: Request) -> Response:
    """Doubtful pairs, one after the other."""
    _allowed(request)
    found = state_of(request).doubts()
    pairs = [
        {"key": _key(d.one.anchor, d.other.anchor), "doubt": d, "sides": (d.one, d.other)}
        for d in found[:_SHOWN]
    ]
    return page(request, "review.html", pairs=pairs, total=len(found), place=_place)


def _place(side: Side) -> str:
    """Where the page of one of a pair is."""
    return f"/id/page/{encode(side.anchor.page)}"


def judgements(request: Request) -> Response:
    """What was judged, the last first, and what of it stands."""
    _allowed(request)
    with open_to_read(held_by(request).workspace) as held:
        said, denied = held.judgements(), held.objections()
    return page(
        request,
        "judgements.html",
        said=list(reversed(said))[:_LAST],
        last=ledger.last_act(said) if ledger.standing(said) else (),
        changing=held_by(request).changing,
        denied=[(o, json.dumps(o.statement)) for o in reversed(standing(denied))],
    )


def _judging(act: Callable[[Request, Form], str]) -> View:
    """A view that acts on a form of this session, then leads to the address that the act names."""

    async def view(request: Request) -> Response:
        _allowed(request)
        form = _read(await request.body())
        if not is_own(request, _text(form, "token")):
            return page(request, "fault.html", 403, title="refused", told="")
        where = await run_in_threadpool(act, request, form)
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"done": True})
        return RedirectResponse(where, 303)

    return view


def _allowed(request: Request) -> None:
    if not settings_of(request).judging:
        raise NotFoundError("judgements are switched off here")


def _judge(request: Request, form: Form) -> str:
    one, other = _anchors(_text(form, "pair"))
    judge.decide(held_by(request).workspace, one, other, _text(form, "verdict"), _voice(request, form))
    return "/review"


def _deny(request: Request, form: Form) -> str:
    held, index = held_by(request), state_of(request).index
    claim = index.claims.get(_text(form, "claim"))
    if claim is None:
        raise NotFoundError("this statement is not in the graph any more")
    sheet = _text(form, "page")
    judge.deny(held.workspace, index.graph, claim, sheet, _voice(request, form))
    held.deny(claim, sheet)
    return "/judgements"


def _undo(request: Request, form: Form) -> str:
    held = held_by(request)
    voice = _voice(request, form)
    if _text(form, "statement"):
        judge.allow(held.workspace, _text(form, "page"), _strings(_text(form, "statement")), voice)
    else:
        judge.undo(held.workspace, voice)
    held.refresh(_PATIENCE)
    return "/review" if _text(form, "back") == "review" else "/judgements"


def _voice(request: Request, form: Form) -> Voice:
    when = datetime.now(UTC).isoformat(timespec="microseconds")
    return Voice(settings_of(request).judge, when, _text(form, "why")[:_WORDS])


def _read(body: bytes) -> Form:
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=12))
    except ValueError as error:
        raise ChoiceError("this is no form of ours; go back to the page") from error


def _text(form: Form, name: str) -> str:
    return form.get(name, "").strip()


def _key(one: Anchor, other: Anchor) -> str:
    """A pair as a form carries it."""
    return json.dumps([as_row(one), as_row(other)], ensure_ascii=False)


def _anchors(key: str) -> tuple[Anchor, Anchor]:
    try:
        one, other = json.loads(key)
        return as_anchor(one), as_anchor(other)
    except (ValueError, TypeError) as error:
        raise ChoiceError("this is no pair; go back to the review") from error


def _strings(text: str) -> list[str]:
    try:
        found: Any = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise ChoiceError("this names no statement; go back to the judgements")
    return found


ROUTES = [
    Route("/review", review),
    Route("/judgements", judgements),
    Route("/judge", _judging(_judge), methods=["POST"]),
    Route("/wrong", _judging(_deny), methods=["POST"]),
    Route("/undo", _judging(_undo), methods=["POST"]),
]
