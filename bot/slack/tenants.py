"""In which workspaces the bot is, and as whom: the one its token is for, or every one that installed it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.slack.rotating import Rotating
from bot.store.installations import Installations
from retrieval.errors import BadInput

_log = structlog.get_logger()


class Tenants(Protocol):
    """What everything that talks to Slack needs to know of workspaces; any thread may ask."""

    def verify(self) -> None:
        """Raises BadInput when Slack refuses us for good; an unreachable Slack is waited for later on."""
        ...

    def authorize(self, team: str | None) -> AuthorizeResult | None:
        """As whom the bot acts on a request from this team; None where it is not installed."""
        ...

    def token_of(self, workspace: str) -> str | None:
        """The token to speak with there; None where the bot is not installed (any more).

        Raises ConnectionError when it has to be refreshed and Slack is away.
        """
        ...

    def installer(self, workspace: str) -> str | None:
        """Who installed the bot there, where that is known."""
        ...

    def installed_at(self, workspace: str) -> datetime | None:
        """When it was installed there last, where that is known."""
        ...

    def forget(self, workspace: str) -> None:
        """The bot was removed there, or its token taken away."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """Who the bot is in the one workspace its token is for."""

    workspace: str
    enterprise: str | None
    user: str
    bot: str
    url: str  # "https://the-team.slack.com/"
    scopes: frozenset[str]


class OneWorkspace:
    """The workspace of SLACK_BOT_TOKEN. Slack is asked once who that is; ``known`` is told."""

    def __init__(self, token: str, client: WebClient, *, known: Callable[[str], None] = lambda _: None) -> None:
        self._token, self._client, self._known = token, client, known
        self._lock = threading.Lock()
        self._me: Me | None = None
        self._gone = False

    def me(self) -> Me:
        """Who the bot is. Raises what the client raises, BadInput for a token of a whole organisation."""
        with self._lock:
            if self._me is None:
                me = who_am_i(self._client, self._token)
                self._known(me.workspace)
                self._me = me
            return self._me

    def verify(self) -> None:
        try:
            self.me()
        except SlackApiError as error:
            code = error.response.get("error")
            if code in REFUSED:
                raise BadInput(
                    "SLACK_BOT_TOKEN",
                    f"Slack refuses it ({code})",
                    "take the one under OAuth & Permissions",
                ) from None
        except (SlackClientError, OSError) as error:
            _log.warning("Slack cannot be reached", error=type(error).__name__)

    def authorize(self, team: str | None) -> AuthorizeResult | None:  # noqa: ARG002  there is but one
        if self._gone:
            return None
        try:
            me = self.me()
        except SlackApiError as error:
            if error.response.get("error") in REFUSED:
                return None
            raise ConnectionError("auth.test failed") from None  # answered 500: Slack sends the request again
        return AuthorizeResult(
            enterprise_id=me.enterprise,
            team_id=me.workspace,
            bot_user_id=me.user,
            bot_id=me.bot,
            bot_token=self._token,
        )

    def token_of(self, workspace: str) -> str | None:
        known = self._me is None or self._me.workspace == workspace
        return self._token if known and not self._gone else None

    def installer(self, workspace: str) -> str | None:  # noqa: ARG002  Slack does not tell
        return None

    def installed_at(self, workspace: str) -> datetime | None:  # noqa: ARG002  Slack does not tell
        return None

    def forget(self, workspace: str) -> None:
        if self._me is None or self._me.workspace == workspace:
            self._gone = True


class ManyWorkspaces:
    """Every workspace that installed the bot. ``rotating`` has the tokens that are good now."""

    def __init__(self, installations: Installations, rotating: Rotating) -> None:
        self._installations, self._rotating = installations, rotating

    def verify(self) -> None:
        """Each workspace has a token of its own."""

    def authorize(self, team: str | None) -> AuthorizeResult | None:
        found = self._rotating.bot(team) if team else None
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=found.enterprise_id,
            team_id=team,
            bot_user_id=found.bot_user_id,
            bot_id=found.bot_id,
            bot_token=found.bot_token,
        )

    def token_of(self, workspace: str) -> str | None:
        bot = self._rotating.bot(workspace)
        return None if bot is None else bot.bot_token

    def installer(self, workspace: str) -> str | None:
        return self._installations.installer(workspace)

    def installed_at(self, workspace: str) -> datetime | None:
        return self._installations.installed_at(workspace)

    def forget(self, workspace: str) -> None:
        self._installations.forget(workspace)


REFUSED = frozenset({"invalid_auth", "account_inactive", "token_revoked", "token_expired", "not_authed"})


def who_am_i(client: WebClient, token: str) -> Me:
    """Whose token it is. Raises what the client raises, BadInput for a token of a whole organisation."""
    answer = client.auth_test(token=token)
    if answer.get("is_enterprise_install") or not answer.get("team_id"):
        raise BadInput(
            "SLACK_BOT_TOKEN",
            "it is for a whole Enterprise organisation",
            "install the app in one workspace and take that token",
        )
    scopes = next((value for name, value in answer.headers.items() if name.lower() == "x-oauth-scopes"), "")
    granted = scopes if isinstance(scopes, str) else ",".join(scopes)
    return Me(
        workspace=str(answer["team_id"]),
        enterprise=answer.get("enterprise_id"),
        user=str(answer["user_id"]),
        bot=str(answer.get("bot_id") or ""),
        url=str(answer.get("url") or ""),
        scopes=frozenset(filter(None, (scope.strip() for scope in granted.split(",")))),
    )
