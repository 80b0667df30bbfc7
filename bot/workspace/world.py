"""The state of the local Slack: one lock, frozen records inside, and a bell that rings at every change."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import Any, TypeVar

from bot.workspace import cast
from bot.workspace.elements import Chosen
from bot.workspace.errors import SlackError
from bot.workspace.records import JSON, Call, Channel, Delivery, Installation, Message, Person, Private, Team, View

T = TypeVar("T")


class World:
    """Everything there is, in memory. Changes happen under ``lock`` and ring the bell."""

    def __init__(self, *, clock: Callable[[], datetime], bot_token: str, new_uuid: Callable[[], str]) -> None:
        self.new_uuid = new_uuid
        self.clock = clock
        self.lock = threading.Condition(threading.RLock())
        self.teams: dict[str, Team] = {team.id: team for team in cast.TEAMS}
        self.people: dict[str, Person] = {person.id: person for person in cast.PEOPLE}
        self.channels: dict[str, Channel] = {channel.id: channel for channel in cast.CHANNELS}
        self.installations: dict[str, Installation] = {bot_token: cast.installation(bot_token)}
        self._messages: dict[str, dict[str, Message]] = {}
        self._privates: dict[str, Private] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}  # person: ids of the modals open, the top one last
        self.typed: dict[str, dict[str, Chosen]] = {}  # by view id: what was typed and picked there, by action id
        self.view_errors: dict[str, dict[str, str]] = {}  # by view id: block id and what is wrong there
        self.homes: dict[str, View] = {}
        self.statuses: dict[tuple[str, str], tuple[str, datetime]] = {}  # by channel and thread: the words, until when
        self.sessions: dict[tuple[str, str], str] = {}  # by channel and thread: "processing", "active", ...
        self.prompts: dict[tuple[str, str], JSON] = {}
        self.suggestions: tuple[str, ...] = ()
        self.titles: dict[tuple[str, str], str] = {}
        self.triggers: dict[str, tuple[str, datetime, bool]] = {}  # trigger id: person, when, exchanged
        self.hooks: dict[str, Any] = {}  # by key: `bot.workspace.hooks.Hook`
        self.codes: dict[str, tuple[str, str, frozenset[str], str | None]] = {}  # team, installer, scopes, redirect
        self.gone: set[str] = set()  # tokens revoked and replaced by later installations
        self.token_seconds: int | None = None  # how long new tokens live; None: for ever, without token rotation
        self.former: dict[str, Installation] = {}  # by token: those that were refreshed, good until they expire
        self.calls: list[Call] = []
        self.deliveries: list[Delivery] = []
        self.changes = 0
        self.closed = False
        self._last = 0
        self._numbers = count(1)

    # -- time and names -------------------------------------------------------------------------------------------

    def new_ts(self) -> str:
        """A message time, unique and rising: seconds, a dot, six digits."""
        with self.lock:
            now = int(self.clock().timestamp() * 1_000_000)
            self._last = max(now, self._last + 1)
            return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def new_secret(self, prefix: str) -> str:
        """An id that nobody can guess."""
        return f"{prefix}{self.new_uuid().replace('-', '')}"

    def new_id(self, prefix: str) -> str:
        with self.lock:
            return f"{prefix}{next(self._numbers):08X}"

    # -- change and wait ------------------------------------------------------------------------------------------

    def changed(self) -> None:
        with self.lock:
            self.changes += 1
            self.lock.notify_all()

    def wait_for(self, wanted: Callable[[], T], timeout: float) -> T:
        """The first true value of ``wanted``, asked again at every change. Raises TimeoutError."""
        until = time.monotonic() + timeout
        with self.lock:
            while not (found := wanted()):
                left = until - time.monotonic()
                if left <= 0 or not self.lock.wait(left):
                    if found := wanted():
                        return found
                    raise TimeoutError(f"not within {timeout} s; last calls: {self.last_calls()}")
            return found

    def wait_for_change(self, since: int, timeout: float) -> int:
        """The number of changes once it differs from ``since``, or after ``timeout``."""
        with self.lock:
            self.lock.wait_for(lambda: self.closed or self.changes != since, timeout)
            return self.changes

    def close(self) -> None:
        """Lets everyone go who waits for a change."""
        with self.lock:
            self.closed = True
            self.lock.notify_all()

    def last_calls(self) -> str:
        return ", ".join(f"{call.method} {call.error or 'ok'}" for call in self.calls[-8:]) or "none"

    # -- messages -------------------------------------------------------------------------------------------------

    def put(self, message: Message) -> Message:
        with self.lock:
            self._messages.setdefault(message.channel, {})[message.ts] = message
            if message.bot_id:
                self.statuses.pop((message.channel, message.thread), None)
            self.changed()
            return message

    def remove(self, channel: str, ts: str) -> None:
        with self.lock:
            self._messages.get(channel, {}).pop(ts, None)
            self.changed()

    def message(self, channel: str, ts: str) -> Message:
        with self.lock:
            found = self._messages.get(channel, {}).get(ts)
            if found is None:
                raise SlackError("message_not_found")
            return found

    def messages(self, channel: str) -> tuple[Message, ...]:
        """Every message, thread replies too, oldest first."""
        with self.lock:
            return tuple(sorted(self._messages.get(channel, {}).values(), key=lambda message: message.ts))

    def thread(self, channel: str, ts: str) -> tuple[Message, ...]:
        """The message that starts it, then the replies."""
        return tuple(message for message in self.messages(channel) if message.thread == ts)

    # -- what one person sees -------------------------------------------------------------------------------------

    def put_private(self, private: Private) -> Private:
        with self.lock:
            self._privates[private.ts] = private
            self.changed()
            return private

    def remove_private(self, ts: str) -> None:
        with self.lock:
            self._privates.pop(ts, None)
            self.changed()

    def privates(self, person: str) -> tuple[Private, ...]:
        with self.lock:
            return tuple(private for private in self._privates.values() if private.user == person)

    def modal(self, person: str) -> View | None:
        with self.lock:
            stack = self.stacks.get(person)
            return self.views[stack[-1]] if stack else None

    # -- channels and people --------------------------------------------------------------------------------------

    def set_channel(self, channel: str, **changes: Any) -> Channel:
        with self.lock:
            self.channels[channel] = replace(self.channels[channel], **changes)
            self.changed()
            return self.channels[channel]

    def dm(self, person: str) -> Channel:
        """A person's DM with the bot, opened when first asked for."""
        with self.lock:
            key = cast.dm_id(person)
            if key not in self.channels:
                owner = self.people[person]
                bot = self.installed(owner.team)
                members = frozenset({person, bot.bot_user})
                self.channels[key] = Channel(id=key, name="", team=owner.team, members=members, is_im=True)
            return self.channels[key]

    def installed(self, team: str) -> Installation:
        """The team's installation, also a revoked one."""
        return next(item for item in self.installations.values() if item.team == team)

    def status(self, channel: str, thread: str | None) -> str:
        """What the bot says that it is doing in a thread; with None, anywhere in the channel."""
        with self.lock:
            for (where, root), (status, until) in reversed(self.statuses.items()):
                if where == channel and thread in (None, root) and self.clock() < until:
                    return status
            return ""

    def processing(self, channel: str, thread: str | None) -> str:
        """The thread where the bot says that it can be stopped; with None, any in the channel; empty: nowhere."""
        with self.lock:
            going = [
                root for (where, root), status in self.sessions.items() if (where, status) == (channel, "processing")
            ]
            return next((root for root in reversed(going) if thread in (None, root)), "")
