"""The desk: a bounded pool of threads that takes questions from the inbox, answers them and hands them to the poster.

Any number of desks, in any number of processes, may sit at one inbox. What a desk has in hand it keeps by renewing its
lease; whatever it could not finish is free again when the lease runs out.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import structlog

from bot.desk.presence import Presence
from bot.desk.settling import Clerk, Settling
from bot.incoming import Job
from bot.poster import Poster
from bot.store.inbox import LEASE, Inbox

_TIDY_SECONDS = 60.0
_log = structlog.get_logger()


class Desk:
    """Answers with ``threads`` threads between `start` and `stop`.

    ``poll_seconds``: how long a question that another process took in waits at most for a thread that is free.
    ``locks`` is a folder that all desks of this machine share, so that they see which of them died.
    """

    def __init__(
        self,
        *,
        inbox: Inbox,
        poster: Poster,
        clerk: Clerk,
        now: Callable[[], datetime],
        threads: int,
        lease: timedelta = LEASE,
        poll_seconds: float = 0.1,
        tidy: Callable[[datetime], None] = lambda _now: None,
        locks: Path | None = None,
    ) -> None:
        self._inbox = inbox
        self._settling = Settling(inbox=inbox, poster=poster, clerk=clerk, now=now, threads=threads)
        self._now = now
        self._lease_seconds = lease.total_seconds()
        self._poll_seconds = poll_seconds
        self._tidy = tidy
        self._worker = uuid4().hex
        self._presence = None if locks is None else Presence(locks, self._worker)
        self._count = threads
        self._threads: list[threading.Thread] = []
        self._bell = threading.Condition()
        self._claiming = threading.Lock()
        self._rings = 0
        self._stopping = threading.Event()
        self._in_hand: dict[str, Job] = {}

    def start(self) -> None:
        """Answering begins, with what an earlier process left behind."""
        if self._presence is not None:
            self._presence.open()
        work = [threading.Thread(target=self._work, name=f"desk-{n}", daemon=True) for n in range(self._count)]
        upkeep = threading.Thread(target=self._upkeep, name="desk-upkeep", daemon=True)
        self._threads = [*work, upkeep]
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """There may be something to do: call it after a question was accepted."""
        with self._bell:
            self._rings += 1
            self._bell.notify_all()

    def stop(self, *, seconds: float = 15.0) -> None:
        """No new question is taken; those in hand are finished, or handed back when the time is over."""
        self._stopping.set()
        self.wake()
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        for job in list(self._in_hand.values()):
            self._inbox.put_back(job, now=self._now(), posted=True)
            _log.warning("handed back", job=job.id)
        if self._presence is not None:
            self._presence.close()
        self._settling.close()

    def busy(self) -> int:
        """How many questions are in hand here."""
        return len(self._in_hand)

    def _work(self) -> None:
        while not self._stopping.is_set():
            rings = self._rings
            job = self._claim()
            if job is None:
                with self._bell:
                    if rings == self._rings and not self._stopping.is_set():
                        self._bell.wait(self._poll_seconds)
                continue
            self._in_hand[job.id] = job
            try:
                self._settling.settle(job)
            finally:
                self._in_hand.pop(job.id, None)

    def _claim(self) -> Job | None:
        try:
            with self._claiming:
                return None if self._stopping.is_set() else self._inbox.claim(worker=self._worker, now=self._now())
        except Exception as error:  # The database is away: it is asked again at the next poll.
            _log.error("claim failed", error=type(error).__name__)
            return None

    def _take_over(self) -> None:
        """What desks of this machine had in hand when they died is free."""
        if self._presence is None:
            return
        for name in self._presence.gone():
            freed = self._inbox.release(name, now=self._now())
            self._presence.forget(name)
            _log.info("took over", worker=name, jobs=freed)
            self.wake()

    def _upkeep(self) -> None:
        """Leases renewed while something is in hand; what is over is dropped now and then, first at the start."""
        tidy_at = time.monotonic()
        while True:
            try:
                self._take_over()
                if self._in_hand:
                    self._inbox.extend(self._worker, now=self._now())
                if time.monotonic() >= tidy_at:
                    self._inbox.expire(now=self._now())
                    self._tidy(self._now())
                    tidy_at = time.monotonic() + _TIDY_SECONDS
            except Exception as error:
                _log.error("upkeep failed", error=type(error).__name__)
            if self._stopping.wait(self._lease_seconds / 4):
                return
