"""One job brought to its end: looked for where it may stand already, answered, posted, and only then done with."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from structlog.contextvars import bound_contextvars

from bot import messages
from bot.blocks import repeated_message, withdrawn_message
from bot.blocks.records import Message
from bot.incoming import Job, Kind, Posted, Surface, sending_identity
from bot.poster import Done, Later, Meaning, Poster, Result, Undone
from bot.store.claiming import Hold
from bot.store.inbox import Inbox
from bot.store.inbox_table import Outcome

FAILURES = 3  # times that a question may fail before its asker is told
ATTEMPTS = 20  # times that a question may be in hand: one that takes the process down with it must not do so for ever
PAUSE = 60.0  # seconds between two attempts while Slack is away, at most
_STATUS_SECONDS = 2.0
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is to be posted; ``message`` None: nothing. ``keep`` stores what its buttons show.

    ``later``: not now, but in so many seconds; other questions come first.
    """

    message: Message | None
    keep: Callable[[], None] = lambda: None
    later: float | None = None


class Clerk(Protocol):
    """Answers a job and keeps what became of it."""

    def reply(self, job: Job) -> Reply:
        """The reply to a question. Silent where nobody asked the bot and it has no sure answer."""

    def posted(self, job: Job, posted: Posted) -> None:
        """The answer stands there."""

    def withdrawn(self, job: Job) -> None:
        """The question was deleted and its answer is gone."""


class Settling:
    """What the threads of a desk do with a job. Any thread may use it."""

    def __init__(
        self, *, inbox: Inbox, poster: Poster, clerk: Clerk, now: Callable[[], datetime], threads: int
    ) -> None:
        self._inbox = inbox
        self._poster = poster
        self._clerk = clerk
        self._now = now
        self._statuses = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="desk-status")

    def close(self) -> None:
        """No status is set any more."""
        self._statuses.shutdown(wait=False, cancel_futures=True)

    def settle(self, job: Job) -> None:
        """The job brought to its end, or back into the inbox; nothing that goes wrong reaches the thread."""
        with bound_contextvars(job=job.id, workspace=job.incoming.workspace):
            self._settle(job)

    def _settle(self, job: Job) -> None:
        started = time.monotonic()
        try:
            self._handle(job)
        except Exception as error:
            # Not the traceback's text: it may quote what a person wrote.
            _log.error("job failed", job=job.id, error=type(error).__name__, failures=job.failures + 1)
            _log.debug("job failed", job=job.id, exc_info=True)
            self._failed(job)
        _log.info("job", job=job.id, kind=job.kind.value, ms=round(1000 * (time.monotonic() - started), 1))

    def _failed(self, job: Job) -> None:
        now = self._now()
        try:
            if job.failures + 1 < FAILURES:
                pause = timedelta(seconds=2.0**job.failures)
                self._inbox.put_back(job, now=now, until=now + pause, failed=True, posted=True)
            else:
                self._give_up(job)
        except Exception as error:  # Its lease runs out, and another worker tries.
            _log.error("job left", job=job.id, error=type(error).__name__)

    def _give_up(self, job: Job) -> None:
        if job.incoming.addressed and job.kind is not Kind.WITHDRAW:
            match self._poster.tell(job.incoming, messages.failed(job.id[:8])):
                case Later(seconds=seconds, unsure=False):
                    self._again(job, seconds, unsure=True)
                    return
        self._poster.statuses.end(job.incoming, answered=False)
        self._inbox.finish(job, Outcome.FAILED, now=self._now())

    def _handle(self, job: Job) -> None:
        if job.posted is None and job.attempt > 1:
            looked = self._poster.find(job)
            if isinstance(looked, Later):
                self._again(job, looked.seconds, unsure=True, looking=True)
                return
            if isinstance(looked, Done) and looked.posted is not None:
                if job.revision == 0 or job.kind is Kind.WITHDRAW:
                    self._finish(job, Outcome.ANSWERED, looked.posted)
                    return
                job = replace(job, kind=Kind.EDIT, posted=looked.posted)  # what stands there answers an older wording
        if job.kind is Kind.WITHDRAW:
            self._withdraw(job)
        elif job.attempt > ATTEMPTS:
            self._give_up(job)
        else:
            self._answer(job)

    def _answer(self, job: Job) -> None:
        status = self._show_status(job)
        try:
            reply = self._clerk.reply(job)
        finally:
            if status is not None:
                status.exception(_STATUS_SECONDS)  # Set after the answer, it would stay.
        if reply.later is not None:
            self._again(job, reply.later, unsure=False)
            return
        if reply.message is None:
            self._say_nothing(job)
            return
        if job.posted is None:
            reply.keep()
        if self._inbox.hold(job, now=self._now()) is not Hold.MINE:
            self._inbox.put_back(job, now=self._now(), posted=job.attempt > 1)
            return
        if job.incoming.surface is Surface.PRIVATE:
            result = self._privately(job, reply.message)
        else:
            result = self._poster.answer(job, reply.message)
        if job.posted is not None and isinstance(result, Done):
            reply.keep()
        self._after(job, result)

    def _privately(self, job: Job, message: Message) -> Result:
        """Nobody can look whether a private answer stands: one that may have been sent before says so itself."""
        workspace, sending = job.incoming.workspace, sending_identity(job.id)
        first = self._inbox.first(workspace, sending, now=self._now())
        result = self._poster.answer(job, message if first else repeated_message(message))
        if first and isinstance(result, Later) and not result.unsure:
            self._inbox.undo(workspace, sending)
        return result

    def _say_nothing(self, job: Job) -> None:
        if job.posted is not None:  # It was asked something else before, and answered.
            self._poster.withdraw(job.incoming.workspace, job.posted, withdrawn_message())
        self._inbox.finish(job, Outcome.SILENT, now=self._now())

    def _after(self, job: Job, result: Result) -> None:
        match result:
            case Done(posted=posted):
                self._finish(job, Outcome.ANSWERED, posted)
            case Later(seconds=seconds, unsure=True):  # the longer Slack is away, the longer
                self._again(job, max(seconds, min(seconds * 2.0 ** (job.attempt - 1), PAUSE)), unsure=True)
            case Later(seconds=seconds):
                self._again(job, seconds, unsure=False)
            case Undone(meaning=meaning):
                self._poster.statuses.end(job.incoming, answered=False)
                outcome = Outcome.EXPIRED if meaning is Meaning.LATE else Outcome.FAILED
                self._inbox.finish(job, outcome, now=self._now())

    def _finish(self, job: Job, outcome: Outcome, posted: Posted | None) -> None:
        """Recorded first: from here on nothing can post it again."""
        spare = self._inbox.finish(job, outcome, now=self._now(), posted=posted)
        if spare is not None:
            _log.warning("posted twice", job=job.id)
            self._poster.withdraw(job.incoming.workspace, spare, withdrawn_message())
        elif posted is not None:
            self._clerk.posted(job, posted)
        self._poster.statuses.end(job.incoming, answered=True)

    def _withdraw(self, job: Job) -> None:
        if job.posted is not None:
            match self._poster.withdraw(job.incoming.workspace, job.posted, withdrawn_message()):
                case Later(seconds=seconds):
                    self._again(job, seconds, unsure=False)
                    return
        self._clerk.withdrawn(job)
        self._inbox.finish(job, Outcome.WITHDRAWN, now=self._now())

    def _again(self, job: Job, seconds: float, *, unsure: bool, looking: bool = False) -> None:
        """The job waits. ``looking``: that was no attempt, nothing was tried."""
        now = self._now()
        _log.info("later", job=job.id, seconds=seconds)
        tried = not looking and (unsure or job.attempt > 1)
        self._inbox.put_back(job, now=now, until=now + timedelta(seconds=seconds), posted=tried)

    def _show_status(self, job: Job) -> "Future[None] | None":
        if not job.incoming.addressed or job.posted is not None:
            return None
        return self._statuses.submit(self._poster.statuses.show, job.incoming, messages.LOOKING)
