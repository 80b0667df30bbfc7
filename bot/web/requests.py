"""From an HTTP request to the one Bolt knows, and back."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from slack_bolt import BoltContext, BoltRequest, BoltResponse
from slack_bolt.request.internals import build_context
from starlette.responses import Response

_FORM = "application/x-www-form-urlencoded"


def bolt_request(body: str, *, query: Mapping[str, str], headers: Mapping[str, str]) -> BoltRequest:
    """The request as Bolt wants it.

    Bolt 1.30 reads a form that merely contains the letters "payload" (`/news Starship payload bay`) as interactivity
    without content, and answers 404. A form without that field is therefore read here.
    """
    request = BoltRequest(body=body, query=dict(query), headers=dict(headers))
    if request.content_type == _FORM and not request.body:
        fields = dict(parse_qsl(body, keep_blank_values=True))
        if "payload" not in fields:
            request.body = fields
            request.context = build_context(BoltContext(), fields)
    return request


def http_response(response: BoltResponse) -> Response:
    """What Bolt answered, for Starlette: cookies are the OAuth state's."""
    sent = Response(
        content=response.body, status_code=response.status, headers=response.first_headers_without_set_cookie()
    )
    for value in response.headers.get("set-cookie", []):
        sent.headers.append("set-cookie", value)
    return sent
