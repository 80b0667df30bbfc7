"""The HTTP side: Web API calls in, JSON out; response_urls; installing; Socket Mode's door."""

import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import Receive, Scope, Send

from bot.workspace import hooks, oauth
from bot.workspace.api import perform
from bot.workspace.errors import SlackError
from bot.workspace.faults import Fault, Faults, Way
from bot.workspace.records import JSON, Call
from bot.workspace.secrets import Secrets
from bot.workspace.sockets import Sockets
from bot.workspace.world import World

_NESTED = frozenset({"blocks", "attachments", "metadata", "view", "prompts", "loading_messages", "unfurls"})

_SECRET = frozenset({"token", "client_secret", "refresh_token"})


class Wire:
    """What Slack's servers do with a request; the state is the world's."""

    def __init__(
        self,
        world: World,
        secrets: Secrets,
        faults: Faults,
        sockets: Sockets,
        *,
        emit: Callable[[JSON, str], None],
        new_uuid: Callable[[], str],
    ) -> None:
        self._world, self._secrets, self._faults, self._sockets = world, secrets, faults, sockets
        self._emit, self._new_uuid = emit, new_uuid
        self.base_url = ""

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/api/{method}", self.api, methods=["GET", "POST"]),
            Route("/actions/{team}/{key}", self.hook, methods=["POST"]),
            WebSocketRoute("/link", self._sockets.serve),
        ]

    async def api(self, request: Request) -> Response:
        method = request.path_params["method"]
        arguments = await _arguments(request)
        token = _token(request, arguments)
        fault = self._faults.take(method) or self._faults.too_soon(method, str(arguments.get("channel")))
        if fault is not None and fault.way in {Way.REFUSE, Way.BREAK, Way.LIMIT}:
            return self._broken(method, arguments, fault)
        answer, headers = await run_in_threadpool(self._perform, method, token, arguments)
        if fault is not None:
            return _Silence(hang=fault.way is Way.HANG)
        return JSONResponse(answer, headers=headers)

    def _perform(self, method: str, token: str | None, arguments: JSON) -> tuple[JSON, dict[str, str]]:
        try:
            found = self._special(method, token, arguments)
            if found is None:
                found = perform(
                    method,
                    token=token,
                    arguments=arguments,
                    world=self._world,
                    emit=self._emit,
                    base_url=self.base_url,
                )
            answer: JSON = {"ok": True, **found}
        except SlackError as refused:
            answer = {"ok": False, "error": refused.code, **refused.more}
        self._note(method, arguments, answer.get("error"))
        by = self._world.installations.get(token or "")
        headers = {"X-OAuth-Scopes": ",".join(sorted(by.scopes))} if by else {}
        return answer, headers

    def _special(self, method: str, token: str | None, arguments: JSON) -> JSON | None:
        """Methods that are not called with a bot token."""
        if method == "oauth.v2.access":
            return oauth.access(self._world, self._secrets, arguments)
        if method == "apps.connections.open":
            if token != self._secrets.app_token:
                raise SlackError("invalid_auth" if token else "not_authed")
            ticket = self._sockets.ticket(self._new_uuid())
            return {"url": f"{self.base_url.replace('http', 'ws', 1)}/link?ticket={ticket}"}
        return None

    def _broken(self, method: str, arguments: JSON, fault: Fault) -> Response:
        if fault.way is Way.REFUSE:
            self._note(method, arguments, fault.code)
            return JSONResponse({"ok": False, "error": fault.code})
        if fault.way is Way.LIMIT:
            self._note(method, arguments, "ratelimited")
            body = {"ok": False, "error": "ratelimited"}
            return JSONResponse(body, status_code=429, headers={"Retry-After": str(fault.retry_after)})
        self._note(method, arguments, f"http {fault.status}")
        return PlainTextResponse("upstream trouble", status_code=fault.status)

    def _note(self, method: str, arguments: JSON, error: str | None) -> None:
        kept = {name: value for name, value in arguments.items() if name not in _SECRET}
        with self._world.lock:
            self._world.calls.append(Call(method=method, arguments=kept, at=self._world.clock(), error=error))
            self._world.changed()

    async def hook(self, request: Request) -> Response:
        """response_url. Its faults are those of the method "response_url"."""
        arguments = await _arguments(request)
        fault = self._faults.take("response_url")
        if fault is not None and fault.way in {Way.REFUSE, Way.BREAK, Way.LIMIT}:
            return self._broken("response_url", arguments, fault)
        try:
            await run_in_threadpool(hooks.use, self._world, request.path_params["key"], arguments)
        except SlackError as refused:
            self._note("response_url", arguments, refused.code)
            status = 404 if refused.code in {"used_url", "expired_url", "no_hook"} else 400
            return JSONResponse({"ok": False, "error": refused.code}, status_code=status)
        self._note("response_url", arguments, None)
        if fault is not None:
            return _Silence(hang=fault.way is Way.HANG)
        return PlainTextResponse("ok")


class _Silence(Response):
    """The connection cut in the middle of an answer, or held open until the client gives up."""

    def __init__(self, *, hang: bool) -> None:
        super().__init__()
        self._hang = hang

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        if self._hang:
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        headers = [(b"content-type", b"application/json"), (b"content-length", b"4096")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b'{"ok":', "more_body": True})
        # Returning with the body unfinished makes uvicorn close the connection.


async def _arguments(request: Request) -> JSON:
    """Arguments of a JSON or form body, or of the query."""
    try:
        body = await request.body()
    except ClientDisconnect:
        return {}
    found: JSON = dict(request.query_params)
    if "json" in request.headers.get("content-type", ""):
        try:
            given: Any = json.loads(body or b"{}")
        except ValueError:
            given = {}
        return found | (given if isinstance(given, dict) else {})
    if "multipart" in request.headers.get("content-type", ""):
        return found | {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    found |= dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    for name in _NESTED & found.keys():
        try:
            found[name] = json.loads(found[name])
        except ValueError:
            continue  # the method says what is wrong with it
    return found


def _token(request: Request, arguments: JSON) -> str | None:
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() == "basic":
        try:
            name, _, secret = base64.b64decode(value).decode().partition(":")
        except ValueError:
            return None
        arguments.update(client_id=name, client_secret=secret)
        return None
    given = arguments.get("token")
    return str(given) if given else None
