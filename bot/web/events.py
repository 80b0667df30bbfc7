"""`/slack/events`: a request is read to its end, and Bolt answers it on a thread, never on the event loop."""

from collections.abc import Awaitable, Callable
from time import perf_counter
from uuid import uuid4

import anyio.to_thread
import structlog
from anyio import CapacityLimiter
from slack_bolt import BoltRequest, BoltResponse
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from structlog.contextvars import bound_contextvars

from bot.web.requests import bolt_request, http_response

Dispatch = Callable[[BoltRequest], BoltResponse]
Observe = Callable[[int, float], None]

AT_ONCE = 40  # requests in Bolt's hands; listeners only store what they were given, so each is there for milliseconds
LARGEST = 1 << 20  # bytes; Slack's own payloads stay far below it

_log = structlog.get_logger()


def events(dispatch: Dispatch, *, observe: Observe) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint. ``observe`` is told each answer's status and how many seconds it took."""
    limiter: list[CapacityLimiter] = []  # made on the event loop that uses it

    async def endpoint(request: Request) -> Response:
        started = perf_counter()
        if not limiter:
            limiter.append(CapacityLimiter(AT_ONCE))
        try:
            body = await _read(request)
        except ClientDisconnect:
            return PlainTextResponse("", status_code=400)
        if body is None:
            return PlainTextResponse("too large", status_code=413)

        def answer() -> Response:
            try:
                asked = bolt_request(
                    body.decode("utf-8"), query=dict(request.query_params), headers=dict(request.headers)
                )
            except ValueError:  # before its signature could be looked at
                return PlainTextResponse("not a request of Slack's", status_code=400)
            try:
                return http_response(dispatch(asked))
            except Exception as error:  # what it says may quote the request
                _log.error("request failed", error=type(error).__name__)
                return PlainTextResponse("", status_code=500)

        with bound_contextvars(request=uuid4().hex[:12]):
            response = await anyio.to_thread.run_sync(answer, limiter=limiter[0])
            seconds = perf_counter() - started
            _log.info("request", status=response.status_code, ms=round(1000 * seconds, 1))
        observe(response.status_code, seconds)
        return response

    return endpoint


async def _read(request: Request) -> bytes | None:
    """The body; None when it is longer than any of Slack's."""
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > LARGEST:
            return None
        parts.append(part)
    return b"".join(parts)
