"""Listening: a port, the server, and its end."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from kg.errors import ChoiceError, MissingExtraError
from kg.serve.settings import Settings

_TRIED = 20
"""Ports above the wanted one that are tried where it is taken."""


def run(workspace: Path, settings: Settings, ready: Callable[[str], None], fixed: bool = False) -> None:
    """Serve a workspace until interrupted; `ready` is given the address once it can be opened.

    Where the port is taken a free one above it is, unless it is `fixed`. Raises MissingExtraError where the
    extra `serve` is not installed, ChoiceError where no port is free.
    """
    try:
        import uvicorn

        from kg.serve.app import application
    except ImportError as error:
        raise MissingExtraError(
            f"kg serve needs more ({error.name}): pip install 'county-kg[serve]'"
        ) from error
    with _listening(settings, 1 if fixed or not settings.port else _TRIED) as bound:
        settings = replace(settings, port=bound.getsockname()[1])
        app = application(workspace, settings)
        config = uvicorn.Config(
            app,
            access_log=False,
            http="h11",
            log_level="warning",
            loop="asyncio",
            server_header=False,
            timeout_graceful_shutdown=2,
            timeout_keep_alive=75,
            ws="none",
        )
        ready(address(settings))
        uvicorn.Server(config).run(sockets=[bound])


def address(settings: Settings) -> str:
    """The address to open, with the token where one is asked for."""
    host = settings.host if settings.host not in ("0.0.0.0", "::") else "127.0.0.1"  # noqa: S104
    named = f"[{host}]" if ":" in host else host
    asked = f"?{urlencode({'token': settings.token})}" if settings.token else ""
    return f"http://{named}:{settings.port}/{asked}"


def _listening(settings: Settings, tries: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    fault: OSError | None = None
    for port in range(settings.port, settings.port + tries):
        made = socket.socket(family)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((settings.host, port))
            made.listen(256)
        except OSError as error:
            made.close()
            fault = error
            continue
        return made
    why = fault.strerror if fault else "none was tried"
    raise ChoiceError(f"{settings.host}:{settings.port}: cannot listen there ({why}); choose another --port")
