"""Keeps other pages out: the Host header (DNS rebinding), the origin and token of forms, a strict content policy."""

from collections.abc import Callable
from hmac import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' http://127.0.0.1:*; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Only requests that name this very address get in; every answer carries the policy."""

    def __init__(self, app: ASGIApp, *, port: Callable[[], int]) -> None:
        self._app, self._port = app, port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        names = {f"{name}:{self._port()}" for name in ("127.0.0.1", "localhost", "[::1]")}
        if scope["type"] == "websocket":
            names |= {"127.0.0.1", "localhost", "[::1]"}  # slack_sdk's Socket Mode client leaves the port out
        if Headers(scope=scope).get("host", "") not in names:
            refusal = PlainTextResponse("This is a local workspace: open it at the address it printed.", 421)
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await refusal(scope, receive, send)
            return

        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_policy)


def same_origin(request: Request) -> bool:
    """Whether the browser says that the form was on one of our own pages. Old ones say nothing: the token decides."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    return origin is None or origin == f"{request.url.scheme}://{request.headers.get('host', '')}"


def is_token(given: object, wanted: str) -> bool:
    return isinstance(given, str) and compare_digest(given.encode(), wanted.encode())
