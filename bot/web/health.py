"""`/healthz`: the process runs. `/readyz`: it can answer. `/metrics`: for the operator's eyes only."""

import hmac
from collections.abc import Awaitable, Callable
from ipaddress import ip_address

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

Endpoint = Callable[[Request], Awaitable[Response]]


async def healthz(_: Request) -> Response:
    """Always well: whoever answers this is alive."""
    return PlainTextResponse("ok\n")


def readyz(troubles: Callable[[], dict[str, str]]) -> Endpoint:
    """200 when ``troubles`` names none, else 503 and what they are: part by part, without details."""

    async def endpoint(_: Request) -> Response:
        found = await run_in_threadpool(troubles)
        return JSONResponse({"ready": not found, "troubles": found}, status_code=503 if found else 200)

    return endpoint


def metrics(registry: CollectorRegistry, *, token: str | None) -> Endpoint:
    """Prometheus' text, to this machine itself or with the token; to others it is not there.

    A request that a proxy passed on is from elsewhere, wherever the proxy runs.
    """

    async def endpoint(request: Request) -> Response:
        if not (_from_here(request) or _has(token, request)):
            return PlainTextResponse("Not Found", status_code=404)
        text = await run_in_threadpool(generate_latest, registry)
        return Response(text, headers={"content-type": CONTENT_TYPE_LATEST})

    return endpoint


def _from_here(request: Request) -> bool:
    passed_on = any(name in request.headers for name in ("x-forwarded-for", "forwarded", "x-real-ip", "via"))
    if request.client is None or passed_on:
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _has(token: str | None, request: Request) -> bool:
    if token is None:
        return False
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    return hmac.compare_digest(given.encode(), token.encode())
