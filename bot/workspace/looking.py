"""What happened in the local Slack, for tests to look at and to wait for."""

from collections.abc import Callable
from typing import TypeVar

from bot.workspace.gestures import Gestures
from bot.workspace.records import Call, Delivery, Message, Private, View

T = TypeVar("T")


class Looking(Gestures):
    """The state as a person or a test sees it; nothing here changes it."""

    def messages(self, channel: str) -> tuple[Message, ...]:
        return self._world.messages(channel)

    def thread(self, channel: str, ts: str) -> tuple[Message, ...]:
        return self._world.thread(channel, ts)

    def replies(self, message: Message) -> tuple[Message, ...]:
        """What the bot has in the message's thread."""
        return tuple(m for m in self._world.thread(message.channel, message.thread) if m.bot_id)

    def privates(self, user: str) -> tuple[Private, ...]:
        return self._world.privates(user)

    def modal(self, user: str) -> View | None:
        """The modal on top, if one is open."""
        return self._world.modal(user)

    def home(self, user: str) -> View | None:
        return self._world.homes.get(user)

    def status(self, channel: str, thread: str) -> str:
        return self._world.status(channel, thread)

    def calls(self, method: str | None = None) -> tuple[Call, ...]:
        with self._world.lock:
            return tuple(call for call in self._world.calls if method in (None, call.method))

    def deliveries(self, kind: str | None = None) -> tuple[Delivery, ...]:
        with self._world.lock:
            return tuple(delivery for delivery in self._world.deliveries if kind in (None, delivery.kind))

    def wait_for(self, wanted: Callable[[], T], timeout: float = 10.0) -> T:
        """The first true value; asked at every change, without sleeping. Raises TimeoutError."""
        return self._world.wait_for(wanted, timeout)

    def settle(self, timeout: float = 10.0) -> None:
        """Returns once everything the bot's own calls brought about is delivered."""
        self._courier.settle(timeout)
