"""The inbox: every question that was asked through Slack, from its arrival to its one answer.

Shared by any number of threads and processes. Nothing is lost by a crash: what was claimed and not finished is free
again when its lease runs out, and the next worker knows by ``attempt`` that something may have been posted already.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, Update, delete, func, select, update

from bot.incoming import Acceptance, Accepted, Incoming, Job, Posted, Unrelated
from bot.store import accepting, claiming
from bot.store.batches import in_steps
from bot.store.claiming import PACE, Hold
from bot.store.gestures import forget_gesture, note_gesture
from bot.store.inbox_table import GESTURES, INBOX, Outcome, State, ended
from retrieval.store.beside import locked, written
from retrieval.store.database import read, write

LEASE = timedelta(seconds=20)
PER_HOUR = 30
_REMEMBERED = timedelta(days=30)  # after that an identity may come again, and a deleted question keeps its answer
_WORDS_KEPT = timedelta(days=1)  # the words of a question; its answer keeps them as long as the workspace says


class Inbox:
    """The inbox behind one engine; any thread may use it."""

    def __init__(
        self, engine: Engine, *, new_id: Callable[[], str], lease: timedelta = LEASE, pace: timedelta = PACE
    ) -> None:
        self._engine = engine
        self._new_id = new_id
        self._lease = lease
        self._pace = pace

    def accept(self, incoming: Incoming, *, per_hour: int = PER_HOUR) -> Acceptance:
        """What the gesture is to the inbox. Once it returns, nothing but the database's loss can lose it."""
        if accepting.is_about_another(incoming):
            # Most messages that people edit or delete never were questions: those keep no writer waiting.
            with read(self._engine) as connection:
                if not accepting.is_known(connection, incoming):
                    return Unrelated()

        def take(connection: Connection) -> Acceptance:
            return accepting.accept(connection, incoming, new_id=self._new_id, per_hour=per_hour)

        acceptance = written(self._engine, take)
        if isinstance(acceptance, Accepted):
            return replace(acceptance, ahead=self.ahead(acceptance.job_id))
        return acceptance

    def ahead(self, job_id: str) -> int:
        """How many questions of the same workspace that arrived earlier are waiting."""
        with read(self._engine) as connection:
            return accepting.ahead_of(connection, job_id)

    def waiting(self, workspace: str | None = None) -> int:
        """How many questions wait for their answer: of one workspace, or of all."""
        with read(self._engine) as connection:
            query = select(func.count()).select_from(INBOX).where(INBOX.c.state == State.WAITING.value)
            if workspace is not None:
                query = query.where(INBOX.c.workspace_id == workspace)
            return connection.scalar(query) or 0

    def longest(self, *, now: datetime) -> float:
        """For how many seconds the oldest question that waits has done so; 0 when none does."""
        with read(self._engine) as connection:
            since = connection.scalar(select(func.min(INBOX.c.received_at)).where(INBOX.c.state == State.WAITING.value))
        return 0.0 if since is None else max(0.0, (now - since).total_seconds())

    def expected(self, workspace: str, channel: str, thread_ts: str) -> bool:
        """Whether the bot is about to answer in this thread: what is asked there now follows that up."""
        c = INBOX.c
        here = (c.workspace_id == workspace, c.thread == f"{channel}:{thread_ts}", c.state != State.DONE.value)
        with read(self._engine) as connection:
            return connection.scalar(select(c.id).where(*here, c.addressed).limit(1)) is not None

    def unfinished(self) -> int:
        """How many questions wait or are in hand."""
        with read(self._engine) as connection:
            query = select(func.count()).select_from(INBOX).where(INBOX.c.state != State.DONE.value)
            return connection.scalar(query) or 0

    def claim(self, *, worker: str, now: datetime) -> Job | None:
        """The next job, now this worker's; None when nothing can be done at the moment."""
        while True:
            with read(self._engine) as connection:
                numbers = claiming.next_numbers(connection, now=now, pace=self._pace)
            if not numbers:
                return None
            with write(self._engine) as connection:
                number = locked(connection, INBOX.c.number, numbers, claiming.open_to_all(now))
                if number is None:
                    return None
                job = claiming.claim(connection, number, worker=worker, now=now, lease=self._lease, pace=self._pace)
            if job is not None:
                return job

    def hold(self, job: Job, *, now: datetime) -> Hold:
        """Whether the job is still this worker's; to be asked right before something is posted."""
        return written(self._engine, lambda connection: claiming.hold(connection, job, until=now + self._lease))

    def extend(self, worker: str, *, now: datetime) -> None:
        """The leases of everything a worker has in hand begin anew."""
        self._lease_until(worker, now + self._lease)

    def release(self, worker: str, *, now: datetime) -> int:
        """What a dead worker had in hand is free at once; how much that was."""
        return self._lease_until(worker, now - timedelta(seconds=1))

    def _lease_until(self, worker: str, until: datetime) -> int:
        c = INBOX.c
        its = update(INBOX).where(c.state == State.CLAIMED.value, c.worker == worker).values(lease_until=until)
        return written(self._engine, lambda connection: connection.execute(its).rowcount)

    def finish(self, job: Job, outcome: Outcome, *, now: datetime, posted: Posted | None = None) -> Posted | None:
        """The job is done, or waits again if it was edited or withdrawn meanwhile.

        What comes back is a message of ours beside the one that stands: delete it.
        """
        return written(
            self._engine, lambda connection: claiming.finish(connection, job, outcome, posted=posted, now=now)
        )

    def put_back(
        self, job: Job, *, now: datetime, until: datetime | None = None, failed: bool = False, posted: bool = False
    ) -> None:
        """The job waits again for whoever comes, not before ``until``.

        ``failed`` counts a failure; ``posted``: perhaps something was, so whoever comes has to look first.
        """
        written(
            self._engine,
            lambda connection: claiming.put_back(connection, job, until=until, failed=failed, posted=posted, now=now),
        )

    def stop(self, workspace: str, channel: str, thread_ts: str, *, now: datetime) -> int:
        """Questions of the thread that are not answered yet will not be; how many there were."""
        thread = f"{channel}:{thread_ts}"
        return written(self._engine, lambda connection: accepting.stop(connection, workspace, thread, now=now))

    def expire(self, *, now: datetime) -> int:
        """Private answers that can no longer be given are dropped; how many."""
        late = claiming.late(now)

        def drop(numbers: Sequence[int]) -> Update:
            gone = {**ended(Outcome.EXPIRED, now), "text": ""}
            return update(INBOX).where(INBOX.c.number.in_(numbers), late).values(**gone)

        return in_steps(self._engine, select(INBOX.c.number).where(late), drop)

    def first(self, workspace: str, identity: str, *, now: datetime, within: timedelta | None = None) -> bool:
        """Whether this gesture is new: for what must happen once and asks no question (a share, a deletion).

        ``within``: what is made again later than that is meant.
        """
        with write(self._engine) as connection:
            return note_gesture(connection, workspace, identity, now=now, within=within)

    def undo(self, workspace: str, identity: str) -> None:
        """The gesture surely came to nothing: its next time is the first."""
        with write(self._engine) as connection:
            forget_gesture(connection, workspace, identity)

    def tidy(self, *, now: datetime) -> None:
        """Words are forgotten a day after they were answered, everything else after a month."""
        c, g = INBOX.c, GESTURES.c
        over = c.state == State.DONE.value
        wordy = select(c.number).where(over, c.finished_at < now - _WORDS_KEPT, c.text != "")
        old = select(c.number).where(over, c.finished_at < now - _REMEMBERED)
        in_steps(self._engine, wordy, lambda keys: update(INBOX).where(c.number.in_(keys), over).values(text=""))
        in_steps(self._engine, old, lambda keys: delete(INBOX).where(c.number.in_(keys), over))
        past = g.made_at < now - _REMEMBERED
        in_steps(
            self._engine,
            select(g.identity).where(past),
            lambda keys: delete(GESTURES).where(g.identity.in_(keys), past),
        )

    def forget_workspace(self, workspace: str) -> None:
        """Nothing of this workspace is waiting or kept: it uninstalled the bot."""
        with write(self._engine) as connection:
            for table in (INBOX, GESTURES):
                connection.execute(delete(table).where(table.c.workspace_id == workspace))
