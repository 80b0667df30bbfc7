"""One call of Slack's Web API, and everything that can become of it as one of four things.

It is done; Slack refuses (its own code says why); Slack asks to wait, and surely has done nothing; or Slack was away
(5xx, a time-out, a cut connection), and whether it was done is not known.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryHandler, RetryState
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)

TIMEOUT = 10  # seconds; Slack answers within one
LONGEST_WAIT = 3  # seconds of a Retry-After that are waited for on the spot; longer ones go back to the inbox
# Slack's codes for its own troubles: the call may have been done all the same.
_AWAY = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"})
_READING = frozenset({"conversations.replies", "conversations.history"})


class Trouble(Exception):
    """A call that was not seen to be done."""


@dataclass(eq=False)
class Refused(Trouble):
    """Slack says no. ``needed``: the scope it misses."""

    code: str
    needed: str = ""


@dataclass(eq=False)
class Busy(Trouble):
    """429: nothing was done, and nothing will be before ``seconds`` are over."""

    seconds: float


@dataclass(eq=False)
class Away(Trouble):
    """No answer, or none that says anything: it may have been done."""


class NoToken(Trouble):
    """The bot is not installed in this workspace (any more)."""


class _ShortWaits(RateLimitErrorRetryHandler):
    """slack_sdk's, which waits as long as it is told: here only if that is not long."""

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        limited = super()._can_retry(state=state, request=request, response=response, error=error)
        return limited and response is not None and _retry_after(response.headers) <= LONGEST_WAIT


Observe = Callable[[str, str, float], None]


def unobserved(_method: str, _outcome: str, _seconds: float) -> None:
    return


class Caller:
    """Calls in the name of workspaces. ``token_of`` gives a workspace's bot token, or None.

    ``observe`` is told of each call: its method, what became of it, how many seconds it took.
    """

    def __init__(
        self,
        token_of: Callable[[str], str | None],
        *,
        base_url: str,
        timeout: int = TIMEOUT,
        observe: Observe = unobserved,
    ) -> None:
        self._token_of, self._observe = token_of, observe
        # What may be done twice without harm is tried again by slack_sdk itself; a post is not.
        again: list[RetryHandler] = [
            _ShortWaits(max_retry_count=2),
            ServerErrorRetryHandler(max_retry_count=2),
            ConnectionErrorRetryHandler(max_retry_count=2),
        ]
        self._safe = WebClient(base_url=base_url, timeout=timeout, retry_handlers=again)
        self._once = WebClient(base_url=base_url, timeout=timeout, retry_handlers=[])
        self._quick = WebClient(base_url=base_url, timeout=2, retry_handlers=[])

    def again(self, workspace: str, method: str, **arguments: Any) -> dict[str, Any]:
        """A call that may be done twice without harm: tried again when Slack is away. Raises Trouble."""
        return self._call(self._safe, workspace, method, arguments)

    def once(self, workspace: str, method: str, **arguments: Any) -> dict[str, Any]:
        """A call that is made one time. Raises Trouble."""
        return self._call(self._once, workspace, method, arguments)

    def quick(self, workspace: str, method: str, **arguments: Any) -> dict[str, Any]:
        """A call that is not worth waiting for. Raises Trouble."""
        return self._call(self._quick, workspace, method, arguments)

    def _call(self, client: WebClient, workspace: str, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        try:
            token = self._token_of(workspace)
        except OSError:
            raise Away from None
        if token is None:
            raise NoToken
        given = {name: value for name, value in arguments.items() if value is not None}
        # Slack takes no JSON where it only reads. The token goes along each time: tokens change, clients stay.
        body: dict[str, Any] = {"params": given} if method in _READING else {"json": given}
        started, outcome = time.perf_counter(), "done"
        try:
            response = client.api_call(method, headers={"Authorization": f"Bearer {token}"}, **body)
        except SlackApiError as error:
            trouble = trouble_of(error)
            outcome = outcome_of(trouble)
            raise trouble from None  # its text quotes what was posted
        except (OSError, HTTPException, ValueError):
            outcome = "away"
            raise Away from None
        finally:
            self._observe(method, outcome, time.perf_counter() - started)
        data = response.data
        return data if isinstance(data, dict) else {}


def outcome_of(trouble: Trouble | None) -> str:
    """What became of a call, in a word: done, refused, busy, away."""
    return "done" if trouble is None else type(trouble).__name__.lower()


def trouble_of(error: SlackApiError) -> Trouble:
    """What an answer of Slack's that is no success means."""
    response = error.response
    code = str(response.get("error") or "") if isinstance(response.data, dict) else ""
    if response.status_code == 429 or code in {"ratelimited", "rate_limited"}:
        return Busy(_retry_after(response.headers))
    if response.status_code >= 500 or code in _AWAY or not code.replace("_", "").isalnum():
        return Away()
    return Refused(code, str(response.get("needed") or ""))


def _retry_after(headers: Any) -> float:
    for name, value in headers.items():
        if name.lower() == "retry-after":
            first = value[0] if isinstance(value, list) else value
            return float(first) if str(first).isdigit() else 1.0
    return 1.0
