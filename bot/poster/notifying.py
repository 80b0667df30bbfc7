"""What the bot owes of its own accord, such as news of a follow: posted once, known again by its mark."""

from datetime import datetime

from bot.blocks.records import Message
from bot.incoming import Posted
from bot.poster.calls import Trouble
from bot.poster.finding import EARLY, Mark, find_marked
from bot.poster.results import Done, Result, troubled
from bot.poster.speaker import Speaker, content


class Notifier(Speaker):
    """A speaker whose posts can be found again."""

    def notify(
        self,
        workspace: str,
        channel: str,
        message: Message,
        mark: Mark,
        *,
        thread_ts: str | None,
        since: datetime | None = None,
    ) -> Result:
        """The message stands there. ``since``: it may have been posted after then, so it is looked for first."""

        def post() -> Posted:
            found = None
            if since is not None:
                oldest = thread_ts or f"{(since - EARLY).timestamp():.6f}"
                found = find_marked(self._caller, workspace, channel, mark, thread_ts=thread_ts, oldest=oldest)
            return found or self._send(workspace, channel, message, thread_ts=thread_ts, metadata=mark.metadata())

        return self._result(post)

    def change(self, workspace: str, posted: Posted, message: Message, mark: Mark) -> Result:
        """The message with other content; it keeps its mark."""

        def change() -> Posted:
            given = {"channel": posted.channel, "ts": posted.ts, **content(message)}
            self._caller.again(workspace, "chat.update", **given, metadata=mark.metadata())
            return posted

        return self._result(change)

    def conversation(self, workspace: str, user: str) -> Result:
        """The direct conversation with a person: its channel, with an empty ``ts``."""
        try:
            return Done(posted=Posted(channel=self._open(workspace, user), ts=""))
        except Trouble as trouble:
            return troubled(trouble)
