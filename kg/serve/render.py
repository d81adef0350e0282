"""Templates to pages: the language of a request, its session, and what every template may use."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.boards import BOARDS, Cell, Row
from kg.export.terms import encode
from kg.ids import digest
from kg.knowledge.ontology import Term, load
from kg.serve.parameters import state_of
from kg.serve.settings import Settings
from kg.serve.words import LANGUAGES, say, words

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
_LANGUAGE = "kg_language"
_YEAR = 365 * 24 * 3600


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["segment"] = encode
    made.filters["groupby_first"] = _grouped
    made.filters["thousands"] = lambda number: f"{number:,}"
    return made


@dataclass(frozen=True, slots=True)
class Shelf:
    """Rows of a board that share their first cell."""

    label: Cell | None
    rows: tuple[Row, ...]


def _grouped(rows: Sequence[Row], tree: Sequence[str]) -> list[Shelf]:
    """Rows by their first cell where the board is a tree, else all together."""
    if not tree:
        return [Shelf(None, tuple(rows))]
    grouped = groupby(rows, key=lambda row: row.cells[0])
    return [Shelf(label, tuple(held)) for label, held in grouped]


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page of the explorer in the language of the one who asks."""
    language = language_of(request)
    index = state_of(request).index
    session = request.cookies.get(_session_cookie(request)) or secrets.token_urlsafe(18)
    common: dict[str, Any] = {
        "language": language,
        "say": partial(say, language),
        "term": partial(_term, language),
        "value": partial(_value, language),
        "reason": partial(_reason, language),
        "inverse": partial(_inverse, language),
        "address": partial(_address, request),
        "static": _static,
        "boards": BOARDS,
        "judging": settings_of(request).judging,
        "token": _token(request, session),
        "nodes": index.nodes,
        "path": request.url.path,
        "query": request.query_params.get("q", "") if request.url.path == "/search" else "",
    }
    html = _environment().get_template(template).render(common | values)
    answer = HTMLResponse(html.encode("utf-8", "replace"), status)
    _remember(request, answer, session)
    return answer


def settings_of(request: Request) -> Settings:
    """How the explorer is served."""
    settings: Settings = request.app.state.settings
    return settings


def language_of(request: Request) -> str:
    """The language asked for now, or last, or that of the browser."""
    for given in (request.query_params.get("lang"), request.cookies.get(_LANGUAGE)):
        if given in LANGUAGES:
            return given
    return _accepted(request.headers.get("accept-language", ""))


def _accepted(header: str) -> str:
    """The first of our languages that a browser names, Chinese where it names none."""
    for part in header.lower().split(","):
        for language in LANGUAGES:
            if part.strip().startswith(language):
                return language
    return LANGUAGES[0]


def _remember(request: Request, answer: Response, session: str) -> None:
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        answer.set_cookie(_LANGUAGE, asked, _YEAR, samesite="lax", httponly=True)
    if settings_of(request).judging and _session_cookie(request) not in request.cookies:
        answer.set_cookie(_session_cookie(request), session, httponly=True, samesite="strict")


def _session_cookie(request: Request) -> str:
    return f"kg_session_{settings_of(request).port}"


def _token(request: Request, session: str) -> str:
    """What a form of this session must bring back."""
    secret: bytes = request.app.state.secret
    return hmac.new(secret, session.encode("utf-8"), sha256).hexdigest()


def is_own(request: Request, token: str) -> bool:
    """Whether a form comes from a page that was given to this session."""
    session = request.cookies.get(_session_cookie(request), "")
    return bool(session) and hmac.compare_digest(_token(request, session).encode(), token.encode())


def _term(language: str, name: str) -> str:
    """Label of a class, predicate, qualifier or kind; its name where the ontology does not know it."""
    return _labels()[name].label(language) if name in _labels() else name


def _value(language: str, key: str, value: str) -> str:
    """The value of a qualifier: of a role its name, else as it is printed."""
    named = f"{key}.{value}"
    return say(language, named) if key == "role" and named in words() else value


def _reason(language: str, name: str) -> str:
    """What speaks for or against two being one."""
    return say(language, f"why.{name}") if f"why.{name}" in words() else name


def _inverse(language: str, predicate: str) -> str:
    """Label of a predicate as its object sees it."""
    key = f"in.{predicate}"
    return (
        say(language, key)
        if key in words()
        else say(language, "entity.inward", label=_term(language, predicate))
    )


@cache
def _labels() -> Mapping[str, Term]:
    known = load()
    return {**known.qualifiers, **known.kinds, **known.predicates, **known.classes}


def _address(request: Request, **changed: str) -> str:
    """The address of this page with some parameters changed; an empty one is left out."""
    kept = dict(request.query_params) | changed
    asked = urlencode({k: v for k, v in kept.items() if v and k != "token"})
    path = "/" + request.url.path.lstrip("/\\")
    return quote(path) + (f"?{asked}" if asked else "")


@cache
def _digest(name: str) -> str:
    return digest((STATIC / name).read_text(encoding="utf-8"), size=4)


def _static(name: str) -> str:
    """Address of a static file, which changes with its content."""
    return f"/static/{name}?{_digest(name)}" if (STATIC / name).is_file() else f"/static/{name}"


Say = Callable[..., str]
