"""What stands before every request: its host, origin, token and size; and the policy of every answer."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from kg.serve.settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

STYLES = (
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    "'sha256-jtRRMYY2VbEXuBKbHvqM1/fPT8vazFrEooXdvwUK4y8='",
    "'sha256-9xjtvxMT1ApHlgn9ohbh2FNfvK5Tqtzy94BjfXBeMSY='",
)
"""Digests of the style elements that vendored scripts add, as `'sha256-…'`: those of force-graph, empty at first."""
WRITES = ("/judge", "/wrong", "/undo")
"""Addresses that change the workspace; they ask for an origin and the token of the session."""
POSTS = (*WRITES, "/sparql")
_LARGEST = 1 << 20
_YEAR = 365 * 24 * 3600
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        " ".join(("style-src 'self'", *STYLES)),
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Lets through only what the settings allow, and dresses every answer in the policy."""

    def __init__(self, app: Application, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self.cookie = f"kg_token_{settings.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-cache")
            await send(message)

        answer = self._answer(Request(scope))
        if answer is not None:
            await answer(scope, receive, dressed)
            return
        await self.app(scope, _limited(receive), dressed)

    def _answer(self, request: Request) -> Response | None:
        """A refusal, the redirect of one who brought the token, or None to go on."""
        return self._misnamed(request) or self._unknown(request) or self._foreign(request)

    def _misnamed(self, request: Request) -> Response | None:
        try:
            name = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
        except ValueError:
            name = ""
        if self.settings.answers_to(name):
            return None
        return _refusal(421, "this name is not the server's; kg serve --name NAME adds one")

    def _unknown(self, request: Request) -> Response | None:
        token = self.settings.token
        if not token or _same(request.cookies.get(self.cookie, ""), token):
            return None
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and _same(given, token):
            return None
        if request.method == "GET" and _same(request.query_params.get("token", ""), token):
            return self._welcome(request)
        return _refusal(401, "open the address that kg serve printed: it holds the token")

    def _welcome(self, request: Request) -> Response:
        """The same address without the token, which a cookie keeps from now on."""
        kept = [(k, v) for k, v in request.query_params.multi_items() if k != "token"]
        path = "/" + request.url.path.lstrip("/\\")
        answer = RedirectResponse(path + (f"?{urlencode(kept)}" if kept else ""), 303)
        answer.set_cookie(self.cookie, self.settings.token, _YEAR, httponly=True, samesite="strict")
        return answer

    def _foreign(self, request: Request) -> Response | None:
        headers, path = request.headers, request.url.path
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            return _refusal(403, "asked from a page of another site")
        if request.method in ("GET", "HEAD"):
            return None
        if request.method != "POST" or path not in POSTS:
            return _refusal(405, "this address is only read")
        if path in WRITES and (
            origin is None or headers.get("sec-fetch-site", "same-origin") != "same-origin"
        ):
            return _refusal(403, "judgements are taken from the pages of this server alone")
        length = headers.get("content-length", "0")
        return _refusal(413, "too much was sent") if not length.isdigit() or int(length) > _LARGEST else None


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _refusal(status: int, why: str) -> Response:
    return PlainTextResponse(f"{why}\n", status)


def _limited(receive: Receive) -> Receive:
    """The body of a request, cut off where it grows too long."""
    left = _LARGEST

    async def limited() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            return {"type": "http.disconnect"}
        return message

    return limited
