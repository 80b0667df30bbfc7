"""`/charts/….png`: the picture of a chart that its own signed address holds; nothing is looked up or kept."""

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.web.drawing import png
from bot.web.signing import read_picture

_HEADERS = {
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow",
}


def charts(*, key: bytes) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint. Slack's servers fetch the picture when its message is posted, and whenever their copy is gone."""

    def answer(packed: str, signature: str) -> Response:
        chart = read_picture(packed, signature, key=key)
        if chart is None:
            return PlainTextResponse("Not Found", status_code=404)
        return Response(png(chart), media_type="image/png", headers=_HEADERS)

    async def endpoint(request: Request) -> Response:
        packed, signature = request.path_params["packed"], request.query_params.get("signature", "")
        return await run_in_threadpool(answer, packed, signature)

    return endpoint
