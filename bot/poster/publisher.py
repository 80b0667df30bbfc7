"""Posts that must stand once: tried again until it is sure, and looked for whenever it is not."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.blocks.records import Message
from bot.incoming import Posted
from bot.poster.calls import LONGEST_WAIT, Away, Busy, Refused, Trouble
from bot.poster.finding import EARLY, Mark, find_marked
from bot.poster.results import AWAY_SECONDS, Done, Later, Result, troubled
from bot.poster.speaker import Speaker

TRIES = 3


def edition_mark(run: str) -> Mark:
    """Of the edition of a run."""
    return Mark(event="news_digest", name="run", value=run)


class Publisher(Speaker):
    """A speaker that also publishes editions."""

    def publish(
        self, workspace: str, target: str, message: Message, *, run: str, since: datetime, look: bool
    ) -> Result:
        """The edition of a run in a channel, or with a person: posted once, told by its metadata.

        ``look``: somebody may have posted it ``since`` then: it is looked for first.
        """
        try:
            channel = self._place(workspace, target)
            return self._surely(
                workspace,
                channel,
                message,
                thread_ts=None,
                metadata=edition_mark(run).metadata(),
                glimpse=lambda: self._edition(workspace, channel, run, since),
                unsure=look,
            )
        except Trouble as trouble:
            return troubled(trouble)

    def published(self, workspace: str, target: str, *, run: str, since: datetime) -> Result:
        """Where the edition of a run stands: `Done` without ``posted`` when it does not."""
        try:
            channel = self._place(workspace, target)
            return Done(posted=self._edition(workspace, channel, run, since))
        except Trouble as trouble:
            return troubled(trouble)

    def _place(self, workspace: str, target: str) -> str:
        return self._open(workspace, target) if target.startswith(("U", "W")) else target

    def _edition(self, workspace: str, channel: str, run: str, since: datetime) -> Posted | None:
        """None as well where we may not look: then what posting says decides."""
        try:
            oldest = f"{(since - EARLY).timestamp():.6f}"
            return find_marked(self._caller, workspace, channel, edition_mark(run), thread_ts=None, oldest=oldest)
        except Refused:
            return None

    def _surely(
        self,
        workspace: str,
        channel: str,
        message: Message,
        *,
        thread_ts: str | None,
        metadata: dict[str, Any],
        glimpse: Callable[[], Posted | None],
        unsure: bool = False,
    ) -> Result:
        """Tried again until it surely stands: whenever that is not sure, it is looked for first. Raises Refused."""
        for attempt in range(TRIES):
            try:
                if unsure and (found := glimpse()) is not None:
                    return Done(posted=found)
                return Done(posted=self._send(workspace, channel, message, thread_ts=thread_ts, metadata=metadata))
            except Busy as busy:
                if busy.seconds > LONGEST_WAIT or attempt == TRIES - 1:
                    return Later(seconds=busy.seconds, unsure=unsure)
                self._sleep(busy.seconds)
            except Away:
                unsure = True
                if attempt < TRIES - 1:
                    self._sleep(2.0**attempt / 2)
        return Later(seconds=AWAY_SECONDS, unsure=unsure)
