"""Bot tokens that expire: each is exchanged for the next a while before, once, by whichever process comes first.

Where token rotation is off, tokens have no end and nothing is done.
"""

import time
from dataclasses import dataclass
from http.client import HTTPException
from threading import Lock as ThreadLock

import structlog
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation import TokenRotator

from bot.poster.calls import Refused, trouble_of
from bot.store.installations import Installations
from retrieval.index.locks import Lock

BEFORE = 120  # minutes: Slack's tokens live twelve hours
AGAIN = 60.0  # seconds until the next try, after one that failed

_log = structlog.get_logger()


class Rotating:
    """The bot of each workspace with a token that is good; any thread of any process may ask.

    ``lock`` is one that all processes know. Whoever finds it taken goes on with the token that there is, as long as it
    has not expired.
    """

    def __init__(self, installations: Installations, rotator: TokenRotator, *, lock: Lock) -> None:
        self._installations, self._rotator, self._lock = installations, rotator, lock
        self._guard, self._failures = ThreadLock(), dict[str, _Failure]()

    def bot(self, workspace: str) -> Bot | None:
        """None where the bot is not installed, or its token can no longer be refreshed.

        Raises ConnectionError when the token has expired and Slack is away.
        """
        bot = self._installations.bot(workspace)
        if bot is None or not _due(bot):
            return bot
        failure = self._failure(workspace)
        if failure is not None:
            return _without(bot, failure)
        with self._lock(f"token-{workspace}", _over(bot)) as got:
            if not got:
                return bot
            bot = self._installations.bot(workspace)  # another may have done it
            return bot if bot is None or not _due(bot) else self._refreshed(workspace, bot)

    def _refreshed(self, workspace: str, bot: Bot) -> Bot | None:
        try:
            new = self._rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=BEFORE)
        except (SlackTokenRotationError, OSError, HTTPException, ValueError) as error:
            failure = _Failure(at=time.time(), code=_code(error))
            with self._guard:
                self._failures[workspace] = failure
            _log.warning("token not refreshed", workspace=workspace, code=failure.code)
            return _without(bot, failure)
        if new is None:
            return bot
        _log.info("token refreshed", workspace=workspace)
        return new if self._installations.renew(new) else None  # None: removed meanwhile

    def _failure(self, workspace: str) -> "_Failure | None":
        """The last one, unless it is time for another try."""
        with self._guard:
            failure = self._failures.get(workspace)
        return failure if failure is not None and time.time() < failure.at + AGAIN else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Failure:
    at: float
    code: str | None  # Slack's reason; None: it was away


def _without(bot: Bot, failure: _Failure) -> Bot | None:
    if not _over(bot):
        return bot
    if failure.code is not None:
        return None
    raise ConnectionError("the token has expired, and Slack is away")


def _due(bot: Bot) -> bool:
    expires = bot.bot_token_expires_at
    return expires is not None and bool(bot.bot_refresh_token) and expires <= time.time() + BEFORE * 60


def _over(bot: Bot) -> bool:
    return bot.bot_token_expires_at is not None and bot.bot_token_expires_at <= time.time()


def _code(error: Exception) -> str | None:
    """Slack's reason; None when it was away."""
    if not isinstance(error, SlackTokenRotationError):
        return None
    trouble = trouble_of(error.api_error)
    return trouble.code if isinstance(trouble, Refused) else None
