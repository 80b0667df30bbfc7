"""One process that talks to Slack: it listens at once, and answers when everything that takes long is loaded."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from slack_bolt import App as Bolt

from bot.app import App
from bot.clerk import Clerk
from bot.desk import Desk, Reply
from bot.editor import Editor, Rounds
from bot.incoming import Job, Posted
from bot.listeners.counter import Counter
from bot.listeners.errands import Errands
from bot.metrics import Metrics
from bot.slack.tenants import Tenants
from bot.watch import Watch
from bot.web import Rim
from retrieval.errors import OnRecordError

AGAIN = 2.0  # seconds between two tries to load everything

_log = structlog.get_logger()


class LateClerk:
    """A clerk that is made when everything it needs is loaded; the desk opens only then."""

    def __init__(self, make: Callable[[], Clerk], *, posted: Callable[[Job], None]) -> None:
        self._make, self._posted = make, posted
        self._clerk: Clerk | None = None
        self._lock = threading.Lock()

    def load(self) -> Clerk:
        with self._lock:
            if self._clerk is None:
                self._clerk = self._make()
            return self._clerk

    def reply(self, job: Job) -> Reply:
        return self.load().reply(job)

    def posted(self, job: Job, posted: Posted) -> None:
        self.load().posted(job, posted)
        self._posted(job)

    def withdrawn(self, job: Job) -> None:
        self.load().withdrawn(job)


@dataclass(frozen=True, kw_only=True)
class Slack:
    """Everything that such a process holds, begun and stopped together."""

    app: App
    bolt: Bolt
    counter: Counter
    desk: Desk
    clerk: LateClerk
    errands: Errands
    editor: Editor
    rounds: Rounds
    watch: Watch
    metrics: Metrics
    tenants: Tenants
    rim: Rim
    ready: threading.Event  # set once everything that takes long to load is loaded
    stopping: threading.Event = field(default_factory=threading.Event)
    loading: list[threading.Thread] = field(default_factory=list)

    def start(self, *, work: bool = True, loaded: Callable[[], None] = lambda: None) -> None:
        """Questions are answered once everything is loaded; without ``work`` another process does it.

        ``loaded`` is called then, before the first answer.
        """

        def load() -> None:
            while not self._loaded(work=work):
                if self.stopping.wait(AGAIN):
                    return
            loaded()
            if work and not self.stopping.is_set():
                self.desk.start()
                self.rounds.start()
                self.watch.start()
            self.ready.set()

        loading = threading.Thread(target=load, name="loading", daemon=True)
        self.loading.append(loading)
        loading.start()

    def _loaded(self, *, work: bool) -> bool:
        """False when the database or the index is away, which passes."""
        try:
            self.clerk.load()
            if work:
                self.app.load()
        except OnRecordError as error:
            _log.warning("not loaded", error=type(error).__name__, cause=error.cause)
            return False
        return True

    def stop(self) -> None:
        """No new question is begun; the answers in hand are finished."""
        self.stopping.set()
        for loading in self.loading:  # native libraries abort a process that ends while they load
            loading.join()
        self.rounds.stop()
        self.watch.stop()
        self.desk.stop()
        self.counter.fetches.stop()
        self.errands.stop()
