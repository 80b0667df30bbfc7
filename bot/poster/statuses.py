"""What people see while the bot works, where their plan and our scopes have that; nothing waits for it."""

import time
from collections.abc import Callable

from bot.incoming import Incoming, Surface
from bot.poster.calls import Busy, Caller, Refused, Trouble

_PAUSE = 600.0  # seconds in which a workspace that has no such thing is not asked again


class Statuses:
    """Sets and ends statuses. Never raises: the answer is what counts."""

    def __init__(self, caller: Caller, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._caller = caller
        self._clock = clock
        self._without: dict[tuple[str, str], float] = {}

    def show(self, incoming: Incoming, text: str) -> None:
        """What the bot is doing, where the question was asked; an empty text ends it.

        Slack ends the text by itself when the answer is there. In a direct message the session is marked too, which
        brings Slack's stop button and does not end by itself.
        """
        thread = incoming.thread_ts or incoming.ts
        if incoming.surface is Surface.PRIVATE or incoming.channel is None or thread is None:
            return
        if incoming.surface is Surface.DM:
            session = "processing" if text else "active"
            self._try(incoming, "agents.sessions.setStatus", thread, session)
        self._try(incoming, "assistant.threads.setStatus", thread, text)

    def end(self, incoming: Incoming, *, answered: bool) -> None:
        """The work is over; an answer has ended the text already."""
        if not answered:
            self.show(incoming, "")
        elif incoming.surface is Surface.DM and incoming.channel is not None and incoming.ts is not None:
            self._try(incoming, "agents.sessions.setStatus", incoming.thread_ts or incoming.ts, "active")

    def _try(self, incoming: Incoming, method: str, thread_ts: str, status: str) -> None:
        key = (incoming.workspace, method)
        if self._without.get(key, 0.0) > self._clock():
            return
        try:
            self._caller.quick(
                incoming.workspace, method, channel_id=incoming.channel, thread_ts=thread_ts, status=status
            )
        except Refused:
            self._without[key] = self._clock() + _PAUSE
        except Busy as busy:
            self._without[key] = self._clock() + busy.seconds
        except Trouble:
            pass
