"""The Bolt app itself: who a request is from, what becomes of trouble, and not a word of it in the log."""

import json
import logging
import secrets
from collections.abc import Callable
from typing import Any

import structlog
from slack_bolt import App, BoltContext, BoltRequest, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RetryHandler, all_builtin_retry_handlers
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler

from bot import messages
from bot.blocks import notice_modal
from bot.listeners.errands import code_of
from bot.listeners.forms import OutOfDate
from bot.poster.calls import Observe, unobserved
from bot.slack.counted import CountedClient, counted
from bot.slack.readable import readable
from bot.slack.tenants import Tenants

TIMEOUT = 10  # seconds that an errand waits for Slack
LISTENING = 2  # seconds that a listener does: Slack waits for it at most three itself

_log = structlog.get_logger()

# Bolt and slack_sdk log whole requests, questions and all, some of them as warnings. What is worth knowing of them we
# log ourselves, as ids and kinds.
SILENT = logging.getLogger("onrecord.slack")
SILENT.setLevel(logging.CRITICAL + 1)
SILENT.propagate = False
SILENT.addHandler(logging.NullHandler())


class _Authorize(Authorize):
    """As whom the bot acts. Trouble on the way is raised: answered 500, the request comes again."""

    def __init__(self, tenants: Tenants) -> None:
        self._tenants = tenants

    def __call__(self, *, team_id: str | None, **_: Any) -> AuthorizeResult | None:
        return self._tenants.authorize(team_id)


def web_client(api_url: str, *, token: str | None = None, observe: Observe = unobserved) -> WebClient:
    """A client for what is done after the acknowledgement: it waits when Slack asks it to, and tries again."""
    return CountedClient(
        observe=observe,
        token=token,
        base_url=api_url,
        timeout=TIMEOUT,
        logger=SILENT,
        retry_handlers=all_builtin_retry_handlers(),
    )


def bolt_app(tenants: Tenants, *, api_url: str, signing_secret: str, observe: Observe = unobserved) -> App:
    """The app without listeners. The environment has no say in it, whatever Bolt would read there."""
    again: list[RetryHandler] = [ConnectionErrorRetryHandler()]
    client = WebClient(base_url=api_url, timeout=LISTENING, logger=SILENT, retry_handlers=again)

    bolt = App(
        name="onrecord",
        logger=SILENT,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        # Without one (Socket Mode) nothing can come over HTTP: an empty secret anybody could sign with.
        signing_secret=signing_secret or secrets.token_hex(32),
        client=client,
        authorize=_Authorize(tenants),  # type: ignore[arg-type]  # Bolt takes one as it is
        before_authorize=_refuse_org_wide,
        user_facing_authorize_error_message=messages.NO_ACCOUNT,
    )
    bolt.use(_reading)
    bolt.use(_counting(observe))
    bolt.error(_trouble)
    return bolt


def _reading(body: dict[str, Any], next: Callable[[], Any]) -> None:  # noqa: A002
    """A middleware: what listeners are given can be kept. Bolt hands them parts of this very body."""
    body.update(readable(body))
    next()


def _counting(observe: Observe) -> Callable[..., None]:
    """A middleware: Bolt makes each listener a client of its own."""

    def count(context: BoltContext, next: Callable[[], Any]) -> None:  # noqa: A002
        if context.client is not None:
            context["client"] = counted(context.client, observe)
        next()

    return count


def _refuse_org_wide(context: BoltContext, body: dict[str, Any], next: Callable[[], Any]) -> BoltResponse | None:  # noqa: A002
    """An installation for a whole Enterprise organisation is told so, and nothing of it is taken in."""
    if not context.is_enterprise_install:
        next()
        return None
    _log.info("org-wide installation refused", enterprise=context.enterprise_id)
    return _told(body, messages.ORG_WIDE)


def _trouble(error: Exception, context: BoltContext, body: dict[str, Any], request: BoltRequest) -> BoltResponse:
    """What Slack is answered when a listener fails: 500, so that it asks again, unless asking again cannot help."""
    if isinstance(error, BoltUnhandledRequestError):
        _log.warning("not for us", kind="command" if "command" in body else str(body.get("type")))
        return BoltResponse(status=200)
    if isinstance(error, OutOfDate):
        _log.info("form out of date", workspace=context.team_id)
        return _told(body, messages.FORM_OUT_OF_DATE)
    _log.warning(
        "listener failed",
        error=type(error).__name__,
        code=code_of(error),
        workspace=context.team_id,
        mode=request.mode,
        retry=(request.headers.get("x-slack-retry-num") or ["0"])[0],
    )
    _log.debug("listener failed", exc_info=error)
    if isinstance(error, SlackApiError):  # it was stored, or there was nothing to store: Slack itself refused the rest
        return _told(body, _refused(error))
    if "command" in body:  # Slack asks no second time
        return _told(body, messages.NOT_DONE)
    return BoltResponse(status=500)


def _refused(error: SlackApiError) -> str:
    code = code_of(error)
    if code == "missing_scope":
        return messages.missing_scope(str(error.response.get("needed") or ""))
    if code == "account_inactive":
        return messages.NO_ACCOUNT
    if code is not None and "trigger" in code:  # expired_trigger_id, exchanged_trigger_id, trigger_expired
        return messages.NOT_OPENED
    return messages.NOT_DONE


def _told(body: dict[str, Any], line: str) -> BoltResponse:
    """An acknowledgement; a command's is read by the person who typed it, a form's stands in its place."""
    told: dict[str, Any]
    if "command" in body:
        told = {"response_type": "ephemeral", "text": line}
    elif body.get("type") == "view_submission":
        told = {"response_action": "update", "view": notice_modal(line)}
    else:
        return BoltResponse(status=200)
    return BoltResponse(status=200, body=json.dumps(told), headers={"content-type": "application/json; charset=utf-8"})
