"""From an HTTP request to the one Bolt knows, and back."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from slack_bolt import BoltContext, BoltRequest, BoltResponse
from slack_bolt.request.internals import build_context
from starlette.responses import Response

_STAMP = re.compile(r"[0-9]{1,12}")
_FORM = "application/x-www-form-urlencoded"


def bolt_request(body: str, *, query: Mapping[str, str], headers: Mapping[str, str]) -> BoltRequest:
    """The request as Bolt wants it. Raises ValueError for a body that is none of Slack's.

    Bolt 1.30 reads a form that merely contains the letters "payload" (`/news Starship payload bay`) as interactivity
    without content, and answers 404. A form without that field is therefore read here.
    """
    try:
        request = BoltRequest(body=body, query=dict(query), headers=_signed(headers))
    except (AttributeError, TypeError, RecursionError) as error:  # JSON, but no object, or nested without end
        raise ValueError("not an object") from error
    if request.content_type == _FORM and not request.body:
        fields = dict(parse_qsl(body, keep_blank_values=True))
        if "payload" not in fields:
            request.body = fields
            request.context = build_context(BoltContext(), fields)
    if not isinstance(request.body, dict) or not isinstance(request.body.get("event", {}), dict):
        raise ValueError("not an object")
    return request


def _signed(headers: Mapping[str, str]) -> dict[str, str | Sequence[str]]:
    """The headers, without a time or a signature that is none: slack_sdk would stumble over them."""
    kept: dict[str, str | Sequence[str]] = dict(headers)
    if not _STAMP.fullmatch(headers.get("x-slack-request-timestamp", "")):
        kept.pop("x-slack-request-timestamp", None)
    if not headers.get("x-slack-signature", "").isascii():
        kept.pop("x-slack-signature")
    return kept


def http_response(response: BoltResponse) -> Response:
    """What Bolt answered, for Starlette: cookies are the OAuth state's."""
    sent = Response(
        content=response.body, status_code=response.status, headers=response.first_headers_without_set_cookie()
    )
    for value in response.headers.get("set-cookie", []):
        sent.headers.append("set-cookie", value)
    return sent
