"""Where every listener hands in what it was given: the parts they share, and the few things they all do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from slack_sdk import WebClient

from bot import messages
from bot.blocks import line_message
from bot.editor import Editor
from bot.incoming import Acceptance, Accepted, Incoming, Limited, Surface, form_identity
from bot.knowledge import Knowledge
from bot.links import Links
from bot.listeners.errands import Errands
from bot.listeners.feeds import Feeds
from bot.listeners.origin import Origin, origin_of
from bot.listeners.people import People, Person, from_elsewhere, shared_with_others
from bot.listeners.press import Press
from bot.poster import Poster, Result
from bot.store.answers import Answers
from bot.store.channels import Channels
from bot.store.digests import Digests
from bot.store.feedback import Feedback
from bot.store.follows import Follows
from bot.store.inbox import Inbox
from bot.store.runs import Runs
from bot.store.turns import Turns
from bot.store.workspaces import Workspaces
from bot.stored import StoredAnswers
from retrieval.stories import Stories

__all__ = ["LONG", "Counter", "Origin", "origin_of"]

LONG = 5  # questions ahead from which on the place in the queue is shown

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Everything listeners work with; any thread may use any part."""

    inbox: Inbox
    answers: Answers
    stored: StoredAnswers
    turns: Turns
    channels: Channels
    workspaces: Workspaces
    feedback: Feedback
    digests: Digests
    runs: Runs
    editor: Editor
    follows: Follows
    stories: Stories
    people: People
    poster: Poster
    knowledge: Knowledge
    links: Links
    errands: Errands
    fetches: Errands  # those that wait for other people's servers
    feeds: Feeds
    installer: Callable[[str], str | None]
    uninstalled: Callable[[str, datetime], None]  # the workspace, and when
    client_for: Callable[[str], WebClient]
    wake: Callable[[], None]
    accepted: Callable[[Incoming, Acceptance], None]  # counts it
    now: Callable[[], datetime]
    per_hour: int
    zone: str  # of those whose own is not known

    def take(self, incoming: Incoming) -> Acceptance:
        """The gesture in the inbox, and what became of it there. Raises StorageError: then Slack delivers it again."""
        acceptance = self.inbox.accept(incoming, per_hour=self.per_hour)
        self.accepted(incoming, acceptance)
        _log.info(
            "accepted",
            outcome=type(acceptance).__name__.lower(),
            kind=incoming.kind.value,
            surface=incoming.surface.value,
            job=getattr(acceptance, "job_id", None),
            workspace=incoming.workspace,
        )
        if isinstance(acceptance, Accepted):
            self.wake()
        return acceptance

    def take_and_tell(self, incoming: Incoming) -> None:
        """The same; and who waits long or asked too often is told so, alone."""
        line = self.said_of(incoming, self.take(incoming))
        if line is not None and incoming.channel is not None and incoming.surface is not Surface.THREAD:
            self.whisper(incoming.workspace, incoming.channel, incoming.user, line, thread_ts=incoming.thread_ts)

    def take_form(self, incoming: Incoming, view_id: str) -> str | None:
        """A question of a form, once however often the form is sent; what the person is told at once about it."""
        form, accepted = form_identity(view_id), False
        if not self.inbox.first(incoming.workspace, form, now=self.now()):
            return None
        try:
            acceptance = self.take(incoming)
            accepted = isinstance(acceptance, Accepted)
            return self.said_of(incoming, acceptance)
        finally:
            if not accepted:
                self.inbox.undo(incoming.workspace, form)

    def said_of(self, incoming: Incoming, acceptance: Acceptance) -> str | None:
        """What the person is told at once about their question: nothing, as a rule."""
        match acceptance:
            case Accepted(ahead=ahead) if ahead >= LONG:
                return messages.place_in_queue(ahead + 1)
            case Limited(again_at=again_at):
                minutes = -(-(again_at - incoming.received_at).total_seconds() // 60)
                return messages.too_many_questions(self.per_hour, int(minutes))
        return None

    def whisper(self, workspace: str, channel: str, user: str, line: str, *, thread_ts: str | None = None) -> None:
        """One line of `bot.messages` that only this person sees, after the acknowledgement."""

        def say() -> Result:
            return self.poster.whisper(workspace, channel, user, line_message(line), thread_ts=thread_ts)

        self.errands.run("whisper", say)

    def tell(self, press: Press, line: str) -> None:
        """The same, to the one who pressed: where the bot is no member, too."""
        url = press.response_url
        if press.private and url is not None:
            self.errands.run("whisper", lambda: self.poster.respond(url, line_message(line)))
        elif press.channel is not None:
            self.whisper(press.workspace, press.channel, press.user, line, thread_ts=press.thread_ts)

    def refusal(self, payload: Mapping[str, Any], *, workspace: str, channel: str | None) -> str | None:
        """Why nobody is answered here: people of other organisations and shared channels, until a manager allows it."""
        elsewhere, shared = from_elsewhere(payload, workspace=workspace), shared_with_others(payload)
        if not (elsewhere or shared):
            return None
        if channel is not None and self.channels.get(workspace, channel).outsiders:
            return None
        return messages.OTHER_ORGANISATION if elsewhere else messages.SHARED_CHANNEL

    def person(self, client: WebClient, workspace: str, user: str) -> Person:
        return self.people.find(client, workspace, user)

    def manages(self, workspace: str, person: Person) -> bool:
        """Whether the person manages the bot in this workspace."""
        return self.people.manages(
            person, installer=self.installer(workspace), appointed=self.workspaces.settings(workspace).managers
        )
