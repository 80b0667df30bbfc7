"""The sources of a workspace, as its people see and its managers change them: lines to say, no exceptions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot import messages
from bot.blocks import FeedLine
from retrieval.errors import BadInput
from retrieval.newsroom import Added, SourceState, State

PAUSED = frozenset({State.PAUSED, State.GONE})


class Newsdesk(Protocol):
    """What of `retrieval.newsroom.Newsroom` is used here."""

    def add(self, url: str, *, collection: str) -> Added: ...

    def sources(self, collections: Sequence[str] | None = None) -> tuple[SourceState, ...]: ...

    def pause(self, source_id: int) -> SourceState: ...

    def resume(self, source_id: int) -> SourceState: ...

    def remove(self, source_id: int) -> SourceState: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    """Any thread may use it. ``open_to``: the collections whose sources a manager of a workspace may change."""

    desk: Newsdesk
    kept_for: Callable[[str], tuple[str, ...]]  # what the workspace reads
    shared: Callable[[str], tuple[str, ...]]  # the collections that may be turned on
    on: Callable[[str], tuple[str, ...]]  # those that are
    open_to: Callable[[str, str], tuple[str, ...]]
    own: Callable[[str], str]
    ensure_own: Callable[[str], str]

    def lines(self, workspace: str) -> tuple[FeedLine, ...]:
        """The sources of everything the workspace reads."""
        return tuple(map(line_of, self.desk.sources(self.kept_for(workspace))))

    def changeable(self, workspace: str, user: str) -> tuple[FeedLine, ...]:
        """Those this manager may change."""
        return tuple(map(line_of, self.desk.sources(self.open_to(workspace, user))))

    def add(self, workspace: str, user: str, url: str, collection: str | None) -> str:
        """The source added, in one line; or why it is not."""
        own = self.own(workspace)
        shelf = collection or own
        if shelf not in self.open_to(workspace, user):
            return messages.no_shelf(shelf, ", ".join(self.open_to(workspace, user)))
        if shelf == own:
            self.ensure_own(workspace)
        try:
            added = self.desk.add(url, collection=shelf)
        except BadInput as error:
            return str(error)
        if not added.new:
            return messages.known_source(added.source.name)
        return "\n".join([messages.added(added.source.name, added.taken, shelf), *added.notes])

    def change(self, workspace: str, user: str, wish: str, target: str) -> str:
        """The source paused, resumed or removed, in one line; or why not. ``target``: its number, name or address."""
        wanted = target.strip().strip("<>").casefold()
        found = [
            source
            for source in self.desk.sources(self.open_to(workspace, user))
            if wanted in {str(source.id), source.name.casefold(), source.feed_url.casefold()}
        ]
        if len(found) != 1:
            return messages.no_source(target)
        do = {"pause": self.desk.pause, "resume": self.desk.resume, "remove": self.desk.remove}[wish]
        try:
            do(found[0].id)
        except BadInput as error:
            return str(error)
        return messages.changed_source(wish, found[0].name)


def line_of(source: SourceState) -> FeedLine:
    """A source as it is shown."""
    said = source.state.value + (f": {source.reason}" if source.reason else "")
    return FeedLine(
        id=source.id,
        name=source.name,
        said=said,
        articles=source.articles,
        paused=source.state in PAUSED,
        last=source.last_poll_at,
        next=source.next_poll_at,
    )
