"""What the local Slack keeps: teams, people, channels, messages, views, and who called or was told what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    id: str
    name: str
    domain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of a team. ``team`` is the team they are seen in, ``home`` their own one (Slack Connect)."""

    id: str
    name: str
    team: str
    title: str = ""
    tz: str = "Europe/London"
    is_owner: bool = False
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    deleted: bool = False
    home: str | None = None
    locale: str = "en-GB"

    @property
    def is_stranger(self) -> bool:
        return self.home is not None and self.home != self.team


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A conversation: public, private, or a DM between ``members``."""

    id: str
    name: str
    team: str
    members: frozenset[str] = frozenset()
    is_private: bool = False
    is_im: bool = False
    is_archived: bool = False
    is_ext_shared: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as everybody in the channel sees it. ``sent`` is what the API call that posted it was given."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: tuple[JSON, ...] = ()
    thread_ts: str | None = None
    bot_id: str | None = None
    subtype: str | None = None
    client_msg_id: str | None = None
    edited: str | None = None  # ts of the edit
    metadata: JSON | None = None
    sent: Mapping[str, Any] = field(default_factory=dict)

    @property
    def thread(self) -> str:
        """The ts of the thread it is in, its own when it starts one."""
        return self.thread_ts or self.ts


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """What one person alone sees in a channel: an ephemeral post, or an answer through a response_url."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: tuple[JSON, ...] = ()
    thread_ts: str | None = None
    response_url: str | None = None  # the one it came through
    author: str | None = None  # None: the bot; else the name of who says it


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A modal or Home as one person has it open. ``view`` is what the bot sent."""

    id: str
    team: str
    user: str
    view: JSON
    hash: str
    root: str
    previous: str | None = None

    @property
    def kind(self) -> str:
        return str(self.view.get("type", "modal"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A bot token and what it may do. Where tokens rotate it ends at ``expires_at``, and ``refresh`` gets the next."""

    token: str
    team: str
    bot_user: str
    bot_id: str
    installer: str
    scopes: frozenset[str]
    revoked: bool = False
    refresh: str | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A Web API call as it arrived; ``error`` is the code it got, None when it succeeded."""

    method: str
    arguments: JSON
    at: datetime
    error: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One attempt to hand the bot something. ``status`` 0: nobody answered in time; 200: acknowledged."""

    id: str  # of the event, trigger or envelope: the same over its retries
    kind: str  # "event", "command", "interactive"
    type: str  # "app_mention", "/news", "block_actions", ...
    attempt: int  # 0, then X-Slack-Retry-Num
    status: int
    body: str  # what the bot answered
    took: float  # seconds
    via: str  # "http" or "socket"

    @property
    def acknowledged(self) -> bool:
        return 200 <= self.status < 300
