"""What the bot says of its own accord or to one person: posts, whispers, direct messages, changes."""

import threading
import time
from collections.abc import Callable
from typing import Any

from bot import messages
from bot.blocks.records import Message
from bot.incoming import Posted
from bot.poster.calls import Caller, Observe, Trouble, outcome_of, unobserved
from bot.poster.replying import respond
from bot.poster.results import Done, Result, troubled
from bot.poster.statuses import Statuses


class Speaker:
    """Speaks in the workspaces that ``token_of`` has a token for. Any thread may use it."""

    def __init__(
        self,
        token_of: Callable[[str], str | None],
        *,
        base_url: str,
        timeout: int = 10,
        pace: float = 1.0,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        observe: Observe = unobserved,
    ) -> None:
        self._caller = Caller(token_of, base_url=base_url, timeout=timeout, observe=observe)
        self._observe = observe
        self._timeout = timeout
        self._pace = pace
        self._sleep = sleep
        self._clock = clock
        self._lock = threading.Lock()
        self._next: dict[tuple[str, str], float] = {}  # when a channel takes the next post
        self._names: dict[str, str] = {}
        self.statuses = Statuses(self._caller, clock=clock)

    def say(self, workspace: str, channel: str, message: Message, *, thread_ts: str | None = None) -> Result:
        """A post of its own: a hello, a shared answer. Made one time; when Slack is away it may not be there."""
        return self._result(lambda: self._send(workspace, channel, message, thread_ts=thread_ts, metadata=None))

    def say_to(self, workspace: str, user: str, message: Message) -> Result:
        """A direct message."""
        return self._result(
            lambda: self._send(workspace, self._open(workspace, user), message, thread_ts=None, metadata=None)
        )

    def whisper(
        self, workspace: str, channel: str, user: str, message: Message, *, thread_ts: str | None = None
    ) -> Result:
        """What only one person in a channel sees."""
        given = {"channel": channel, "user": user, "thread_ts": thread_ts, **content(message)}
        return self._result(lambda: self._nowhere(self._caller.once(workspace, "chat.postEphemeral", **given)))

    def respond(self, response_url: str, message: Message, *, in_channel: bool = False) -> Result:
        """Through a response_url: to the person alone, or as a copy for everyone that nobody can update."""
        trouble = self._responded(response_url, message, in_channel=in_channel)
        return Done() if trouble is None else troubled(trouble)

    def _responded(self, response_url: str, message: Message, *, in_channel: bool = False) -> Trouble | None:
        started = time.perf_counter()
        trouble = respond(response_url, message, timeout=self._timeout, in_channel=in_channel)
        self._observe("response_url", outcome_of(trouble), time.perf_counter() - started)
        return trouble

    def update(self, workspace: str, posted: Posted, message: Message) -> Result:
        """The message with other content."""

        def change() -> Posted:
            given = {"channel": posted.channel, "ts": posted.ts, **content(message)}
            self._caller.again(workspace, "chat.update", **given)
            return posted

        return self._result(change)

    def bot_name(self, workspace: str) -> str:
        """The name to invite the bot by."""
        if workspace not in self._names:
            try:
                self._names[workspace] = str(self._caller.again(workspace, "auth.test").get("user") or "")
            except Trouble:
                return messages.BOT_NAME
        return self._names[workspace] or messages.BOT_NAME

    def _send(self, workspace: str, channel: str, message: Message, *, thread_ts: str | None, metadata: Any) -> Posted:
        self._wait_for(workspace, channel)
        given = {"channel": channel, "thread_ts": thread_ts, "metadata": metadata, **content(message)}
        sent = self._caller.once(workspace, "chat.postMessage", **given)
        return Posted(channel=str(sent["channel"]), ts=str(sent["ts"]))

    def _wait_for(self, workspace: str, channel: str) -> None:
        """One post a second in a channel."""
        key = (workspace, channel)
        with self._lock:
            now = self._clock()
            at = max(now, self._next.get(key, now))
            if len(self._next) > 10_000:
                self._next = {name: due for name, due in self._next.items() if due > now}
            self._next[key] = at + self._pace
        if at > now:
            self._sleep(at - now)

    def _open(self, workspace: str, user: str) -> str:
        opened = self._caller.again(workspace, "conversations.open", users=user)
        return str(opened["channel"]["id"])

    def _nowhere(self, _: object) -> None:
        return None

    def _result(self, call: Callable[[], Posted | None]) -> Result:
        try:
            return Done(posted=call())
        except Trouble as trouble:
            return troubled(trouble)


def content(message: Message) -> dict[str, Any]:
    """The message as every method takes it: never with previews."""
    return {"text": message.text, "blocks": list(message.blocks), "unfurl_links": False, "unfurl_media": False}
