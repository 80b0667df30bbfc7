"""Slack's own stores of installations and of sign-in states, on our tables and with every token encrypted.

Without this, slack_sdk writes bot tokens to the database as they are. The only file of the store that knows slack_sdk.
"""

import logging
from base64 import urlsafe_b64encode
from copy import copy
from datetime import UTC, datetime
from typing import TypeVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Engine, delete, select, update

from bot.store.installation_tables import SLACK_BOTS, SLACK_INSTALLATIONS, SLACK_STATES
from retrieval.errors import StorageError
from retrieval.store.schema import METADATA

_SECRETS = ("bot_token", "bot_refresh_token", "user_token", "user_refresh_token", "incoming_webhook_url")
_FERNET = "gAAAAA"  # how everything begins that Fernet encrypts: version and the high bytes of the time
_T = TypeVar("_T", Bot, Installation)


class Installations(SQLAlchemyInstallationStore):
    """Who installed the bot, with which tokens. The first secret encrypts, any of them decrypts."""

    def __init__(self, engine: Engine, *, client_id: str, secrets: tuple[str, ...]) -> None:
        self.client_id = client_id
        self.engine = engine.execution_options(onrecord_begin="BEGIN IMMEDIATE")  # it reads before it writes
        self.metadata = METADATA
        self.bots = SLACK_BOTS
        self.installations = SLACK_INSTALLATIONS
        self._logger = logging.getLogger(__name__)
        self._first, *others = (_fernet(secret) for secret in secrets)
        self._box = MultiFernet([self._first, *others])

    def save(self, installation: Installation) -> None:
        super().save(self._closed(installation))

    def save_bot(self, bot: Bot) -> None:
        # `save` of the base class comes here too, with what is encrypted already.
        super().save_bot(self._closed(bot))

    def find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        found = super().find_bot(
            enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
        )
        return None if found is None else self._open(found)

    def find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        found = super().find_installation(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            is_enterprise_install=is_enterprise_install,
        )
        return None if found is None else self._open(found)

    def reseal(self) -> int:
        """How many rows had tokens encrypted with an older key; now the first has encrypted them all."""
        changed = 0
        with self.engine.begin() as connection:
            for table in (self.bots, self.installations):
                sealed = [name for name in _SECRETS if name in table.c]
                for row in connection.execute(select(table).with_for_update()).mappings().all():
                    anew = {name: self._resealed(row[name]) for name in sealed if row[name]}
                    if any(anew[name] != row[name] for name in anew):
                        connection.execute(update(table).where(table.c.id == row["id"]).values(anew))
                        changed += 1
        return changed

    def _resealed(self, secret: str) -> str:
        try:
            self._first.decrypt(secret.encode())
        except InvalidToken:
            return self._box.encrypt(self._decrypted(secret).encode()).decode()
        return secret

    def renew(self, bot: Bot) -> bool:
        """Whether the tokens of this bot are in the place of those kept: False when it was removed meanwhile."""
        closed, b = self._closed(bot), self.bots.c
        kept = {name: value for name, value in closed.to_dict().items() if name.startswith("bot_") and "token" in name}
        expires = kept.pop("bot_token_expires_at")
        installed = datetime.fromtimestamp(bot.installed_at, UTC).replace(tzinfo=None)
        this = (b.client_id == self.client_id, b.team_id == bot.team_id, b.installed_at == installed)
        with self.engine.begin() as connection:
            ends = None if expires is None else expires.replace(tzinfo=None)
            changed = connection.execute(update(self.bots).where(*this).values(**kept, bot_token_expires_at=ends))
        return changed.rowcount > 0

    def bot(self, workspace: str) -> Bot | None:
        """As whom the bot was installed last in a workspace; None where it is not (any more)."""
        return self.find_bot(enterprise_id=None, team_id=workspace)

    def bot_token(self, workspace: str) -> str | None:
        """The token that was kept last for a workspace, expired or not."""
        bot = self.bot(workspace)
        return None if bot is None else bot.bot_token

    def installer(self, workspace: str) -> str | None:
        """The user who installed the bot last."""
        found = self.find_installation(enterprise_id=None, team_id=workspace)
        return None if found is None else found.user_id

    def installed_at(self, workspace: str) -> datetime | None:
        """When the bot was installed last."""
        found = self.find_installation(enterprise_id=None, team_id=workspace)
        return None if found is None else datetime.fromtimestamp(found.installed_at, UTC)

    def forget(self, workspace: str) -> None:
        """No token of this workspace is kept: it uninstalled the bot or took its tokens away."""
        self.delete_all(enterprise_id=None, team_id=workspace)

    def _closed(self, given: _T) -> _T:
        closed = copy(given)
        for name in _SECRETS:
            secret = getattr(closed, name, None)
            if secret and not self._is_closed(secret):
                setattr(closed, name, self._box.encrypt(secret.encode()).decode())
        return closed

    def _is_closed(self, secret: str) -> bool:
        try:
            self._box.decrypt(secret.encode())
        except InvalidToken:
            return False
        return True

    def _open(self, kept: _T) -> _T:
        for name in _SECRETS:
            secret = getattr(kept, name, None)
            # What `find_installation` has taken over from `find_bot` is open already.
            if secret and secret.startswith(_FERNET):
                setattr(kept, name, self._decrypted(secret))
        return kept

    def _decrypted(self, secret: str) -> str:
        try:
            return self._box.decrypt(secret.encode()).decode()
        except InvalidToken as error:
            raise StorageError(
                "the stored Slack tokens",
                "ONRECORD_SECRET_KEY is not the one they were encrypted with",
                "set the old key again, or install the bot anew at /slack/install",
            ) from error


class SignIns(SQLAlchemyOAuthStateStore):
    """The states of installations under way, each good for one return within ten minutes."""

    def __init__(self, engine: Engine, *, seconds: int = 600) -> None:
        self.expiration_seconds = seconds
        self.engine = engine.execution_options(onrecord_begin="BEGIN IMMEDIATE")
        self.metadata = METADATA
        self.oauth_states = SLACK_STATES
        self._logger = logging.getLogger(__name__)

    def consume(self, state: str) -> bool:
        """Whether somebody was sent out with it and may still return: once, also of two at the same moment."""
        given = (SLACK_STATES.c.state == state, SLACK_STATES.c.expire_at > _now())
        with self.engine.begin() as connection:
            return connection.execute(delete(SLACK_STATES).where(*given)).rowcount > 0

    def tidy(self) -> None:
        """States that were never used are gone once they are over."""
        with self.engine.begin() as connection:
            connection.execute(delete(SLACK_STATES).where(SLACK_STATES.c.expire_at < _now()))


def _now() -> datetime:
    """As slack_sdk keeps times: in UTC, without saying so."""
    return datetime.now(UTC).replace(tzinfo=None)


def _fernet(secret: str) -> Fernet:
    """A key of its own for these tokens: the same secret signs links too."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"onrecord: tokens of installations")
    return Fernet(urlsafe_b64encode(derived.derive(secret.encode())))
