"""Articles from addresses that people give: who may give them, where they go, and the line that comes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import messages
from bot.blocks import ReadLine
from bot.blocks.dates import day
from bot.incoming import Incoming
from bot.listeners.people import People
from retrieval.errors import BadInput
from retrieval.newsroom import ReadPage
from retrieval.types import Precision


class Reads(Protocol):
    """What of `retrieval.newsroom.Newsroom` is used here."""

    def read(self, url: str, *, collection: str) -> ReadPage: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReader:
    """Any thread may use it; it waits for other people's servers."""

    newsroom: Reads
    people: People
    client_for: Callable[[str], WebClient]
    ensure_own: Callable[[str], str]  # the collection it goes into

    def read(self, incoming: Incoming, url: str) -> ReadLine | str:
        """The article at the address, on record; or the one line that says why it is not."""
        if self._guest(incoming):
            return messages.ONLY_MEMBERS_READ
        try:
            page = self.newsroom.read(url, collection=self.ensure_own(incoming.workspace))
        except BadInput as error:
            return str(error)
        return line_of(page)

    def _guest(self, incoming: Incoming) -> bool:
        try:
            person = self.people.find(self.client_for(incoming.workspace), incoming.workspace, incoming.user)
        except SlackApiError:  # a permission is lacking: doctor says which
            return False
        return person.guest or person.outsider


def line_of(page: ReadPage) -> ReadLine:
    """The article as the person who gave its address reads it."""
    minute = page.published_at if page.precision is Precision.MINUTE else None
    notes = [messages.READ_NOTE if page.new else messages.READ_AGAIN]
    if page.language is not None:
        notes = [messages.READ_FOREIGN]
    if page.partial:
        notes.append(messages.READ_PARTIAL)
    return ReadLine(
        title=page.title,
        source=page.source,
        published=day(page.published_at) if page.published_at else "",
        at=minute,
        link=page.url,
        notes=tuple(notes),
        key=page.key,
    )
