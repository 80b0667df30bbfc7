"""`/slack/install` and `/slack/oauth_redirect`: how a workspace installs the bot, and what the installer reads."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

import structlog
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.oauth import OAuthFlow
from slack_bolt.oauth.callback_options import CallbackOptions, FailureArgs, SuccessArgs
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.oauth import OAuthStateUtils
from slack_sdk.oauth.installation_store import Installation, InstallationStore
from slack_sdk.oauth.state_store import OAuthStateStore
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bot import messages
from bot.web.articles import notice
from bot.web.requests import http_response
from config.manifest import INSTALL_PATH, REDIRECT_PATH

_log = structlog.get_logger()
_COOKIE = "onrecord-install"
_LASTS = 600  # seconds
_FAILURES = {
    "access_denied": (messages.INSTALL_DENIED, 200),
    "invalid_browser": (messages.INSTALL_STALE, 400),
    "invalid_state": (messages.INSTALL_STALE, 400),
    "org_wide": (messages.ORG_WIDE, 403),
}


class _State(OAuthStateUtils):
    """The cookie that ties the return to the browser that began; `Secure` wherever the site is."""

    def __init__(self, *, secure: bool) -> None:
        super().__init__(cookie_name=_COOKIE, expiration_seconds=_LASTS)
        self._flags = "; Secure" if secure else ""

    def build_set_cookie_for_new_state(self, state: str) -> str:
        return f"{_COOKIE}={state}{self._flags}; HttpOnly; SameSite=Lax; Path=/slack; Max-Age={_LASTS}"

    def build_set_cookie_for_deletion(self) -> str:
        return f"{_COOKIE}=deleted{self._flags}; HttpOnly; SameSite=Lax; Path=/slack; Max-Age=0"


class OrgWide(Exception):
    """Somebody installed the bot for a whole Enterprise organisation."""


class Installing(OAuthFlow):
    """Bolt's flow, which keeps one workspace's installation and never one of a whole organisation."""

    def run_installation(self, code: str) -> Installation | None:
        installation = super().run_installation(code)
        if installation is not None and (installation.is_enterprise_install or not installation.team_id):
            try:
                self.client.auth_revoke(token=str(installation.bot_token))
            except SlackApiError as error:
                _log.warning("org-wide token not revoked", code=error.response.get("error"))
            raise OrgWide
        if installation is not None:
            installation.enterprise_id = None  # a workspace is known by its own id, also inside an organisation
        return installation


def flow(
    *,
    client: WebClient,
    client_id: str,
    client_secret: str,
    scopes: Sequence[str],
    public_url: str | None,
    authorize_url: str,
    installations: InstallationStore,
    states: OAuthStateStore,
    installed: Callable[[Installation], None],
    logger: logging.Logger,
) -> Installing:
    """The flow over these stores. ``installed`` is told of each installation that was kept."""

    def success(args: SuccessArgs) -> BoltResponse:
        installed(args.installation)
        granted = args.installation.bot_scopes or []
        given = set(granted.split(",") if isinstance(granted, str) else granted)
        missing = [scope for scope in scopes if scope not in given]
        _log.info("installed", workspace=args.installation.team_id, missing=len(missing))
        said = messages.missing_scopes(", ".join(missing)) if missing else messages.INSTALLED
        return _page(said, 200, state)

    def failure(args: FailureArgs) -> BoltResponse:
        _log.info("not installed", reason=args.reason)
        said, status = _FAILURES.get(args.reason, (messages.INSTALL_FAILED, 400))
        return _page(said, status, state)

    secure = public_url is None or urlsplit(public_url).scheme == "https"
    state = _State(secure=secure)
    settings = OAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=list(scopes),
        user_scopes=[],
        redirect_uri=None if public_url is None else public_url + REDIRECT_PATH,
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        install_page_rendering_enabled=False,
        authorization_url=authorize_url,
        installation_store=installations,
        state_store=states,
        state_cookie_name=_COOKIE,
        state_expiration_seconds=_LASTS,
        callback_options=CallbackOptions(success=success, failure=failure),
    )
    settings.state_utils = state
    return Installing(client=client, logger=logger, settings=settings)


def install(installing: Installing) -> Callable[[Request], Awaitable[Response]]:
    """On to Slack's page that asks."""

    async def endpoint(request: Request) -> Response:
        asked = _bolt_request(request)
        return http_response(await run_in_threadpool(installing.handle_installation, asked))

    return endpoint


def redirect(installing: Installing) -> Callable[[Request], Awaitable[Response]]:
    """Back from Slack's page, with a code to exchange for the token, or without."""

    def answer(asked: BoltRequest) -> Response:
        try:
            return http_response(installing.handle_callback(asked))
        except OrgWide:
            said, status = _FAILURES["org_wide"]
            return notice(said, status=status)
        except (SlackClientError, OSError, HTTPException) as error:  # Slack is away
            _log.warning("not installed", error=type(error).__name__)
            return notice(messages.INSTALL_FAILED, status=400)

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, _bolt_request(request))

    return endpoint


def _bolt_request(request: Request) -> BoltRequest:
    return BoltRequest(body="", query=dict(request.query_params), headers=dict(request.headers))


def _page(said: str, status: int, state: _State) -> BoltResponse:
    page = notice(said, status=status)
    headers: dict[str, Any] = dict(page.headers)
    headers.pop("content-length", None)
    body = bytes(page.body).decode()
    return BoltResponse(
        status=status, body=body, headers=headers | {"set-cookie": [state.build_set_cookie_for_deletion()]}
    )
