"""The application: routes behind the guard, one workspace held ready."""

from __future__ import annotations

import secrets
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import ChoiceError, KgError, WorkspaceError
from kg.knowledge.tables import rows
from kg.serve import api, asking, atlas, entities, evidence, judging, pages, tables
from kg.serve.ahead import AHEAD
from kg.serve.guard import Guard
from kg.serve.held import Held
from kg.serve.parameters import NotFoundError
from kg.serve.render import STATIC, language_of, page
from kg.serve.settings import Settings
from kg.serve.sparql import endpoint
from kg.serve.words import script

_THREADS = 8
_TURN = 0.001
"""Seconds after which a long computation lets an answer go first: a fifth of what Python would give it."""


def application(workspace: Path, settings: Settings | None = None) -> Starlette:
    """The explorer of a workspace, which is read at once; raises WorkspaceError where it cannot be.

    Raises ChoiceError where it is to listen beyond this machine without a token.
    """
    settings = settings or Settings()
    if not settings.local and not settings.token:
        raise ChoiceError(f"{settings.host} is open to others; give a token, or listen on 127.0.0.1")
    held = Held(workspace, AHEAD)
    app = Starlette(
        routes=list(_routes(held)),
        middleware=[Middleware(Guard, settings=settings)],
        lifespan=_few_threads,
        exception_handlers={404: _missing, NotFoundError: _missing, KgError: _failed, 500: _broken},
    )
    app.state.settings = settings
    app.state.secret = secrets.token_bytes(32)
    app.state.held = held
    return app


@asynccontextmanager
async def _few_threads(app: Starlette) -> AsyncIterator[None]:
    """Answer in few threads: more of them only share the same processor, and each keeps memory of its own."""
    current_default_thread_limiter().total_tokens = _THREADS
    sys.setswitchinterval(_TURN)
    yield


def _routes(held: Held) -> Iterator[BaseRoute]:
    yield from pages.ROUTES
    yield from atlas.ROUTES
    yield from api.ROUTES
    yield from evidence.ROUTES
    yield from entities.ROUTES
    yield from judging.ROUTES
    yield from tables.ROUTES
    yield from asking.ROUTES
    yield endpoint(lambda: held.now().store)
    yield Route("/static/types.css", colours)
    yield Route("/static/words.js", texts)
    yield Mount("/static", StaticFiles(directory=STATIC))


def colours(request: Request) -> Response:
    """Colours of the entity types as a style sheet, from the table that `kg view` reads too."""
    rules = (f".t-{row['type']} {{ --type: {row['colour']}; }}\n" for row in rows("view_styles.tsv"))
    return Response("".join(rules), media_type="text/css")


def texts(request: Request) -> Response:
    """Texts of the scripts in the language of the one who asks."""
    return Response(script(language_of(request)), media_type="text/javascript")


def _missing(request: Request, error: Exception) -> Response:
    told = str(error) if isinstance(error, NotFoundError) else ""
    return page(request, "fault.html", 404, title="missing", told=told)


def _failed(request: Request, error: Exception) -> Response:
    status = 503 if isinstance(error, WorkspaceError) else 400
    return page(request, "fault.html", status, title="refused", told=str(error))


def _broken(request: Request, error: Exception) -> Response:
    return page(request, "fault.html", 500, title="broken", told=type(error).__name__)
