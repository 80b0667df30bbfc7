"""Which collections a workspace reads, and which its people put articles into."""

from dataclasses import dataclass

from bot.app import MAIN, SAMPLE
from bot.listeners.feeds import Feeds, Newsdesk
from bot.store.workspaces import Workspaces
from retrieval.store.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """Which collections a workspace reads, and which its people may put articles into.

    ``several``: the bot is in several workspaces, whose managers do not know each other; what is shared is then the
    affair of those whom the settings name (``operators``). ``sample``: the packaged articles, as long as there is
    nothing else.
    """

    record: Record
    workspaces: Workspaces
    several: bool
    sample: bool
    operators: frozenset[str]

    def shared(self, workspace: str) -> tuple[str, ...]:
        """The collections that a manager may turn on."""
        return tuple(name for name in self.record.shared_collections() if name not in {SAMPLE, self.own(workspace)})

    def on(self, workspace: str) -> tuple[str, ...]:
        """The shared ones that it reads: as its managers chose; before that, none of them where there are several."""
        chosen = self.workspaces.settings(workspace).collections
        if chosen is None:
            return () if self.several else self.shared(workspace)
        return tuple(name for name in self.shared(workspace) if name in chosen)

    def read_by(self, workspace: str) -> tuple[str, ...]:
        """What a workspace reads: its own and the shared ones that are on. Never none."""
        found = self.kept_for(workspace)
        if self.sample and not self.several and not self.record.holds(found):
            return (SAMPLE,)
        return found

    def kept_for(self, workspace: str) -> tuple[str, ...]:
        """The same, whether there is an article in them yet or not: what sources fill."""
        return tuple(sorted({*self._owned(workspace), *self.on(workspace)}))

    def own(self, workspace: str) -> str:
        """Where what its people add goes: where there is but one workspace, that is where `onrecord ingest` puts it."""
        return workspace if self.several else MAIN

    def open_to(self, workspace: str, user: str) -> tuple[str, ...]:
        """The collections whose sources this manager may change."""
        shared = () if self.several and user not in self.operators else self.shared(workspace)
        return tuple(sorted({*self._owned(workspace), *shared}))

    def ensure_own(self, workspace: str) -> str:
        """The same as `own`, and it is there afterwards."""
        name = self.own(workspace)
        self.workspaces.ensure(workspace)
        self.record.ensure_collection(name, workspace=workspace if self.several else None)
        return name

    def _owned(self, workspace: str) -> set[str]:
        return {*self.record.collections(workspace=workspace), self.own(workspace)}

    def feeds(self, desk: Newsdesk) -> Feeds:
        """The sources that fill them."""
        return Feeds(
            desk=desk,
            kept_for=self.kept_for,
            shared=self.shared,
            on=self.on,
            open_to=self.open_to,
            own=self.own,
            ensure_own=self.ensure_own,
        )
