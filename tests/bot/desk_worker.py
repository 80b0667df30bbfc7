"""A process that answers what is in an inbox, to be killed by the tests.

``python -m tests.bot.desk_worker DATABASE API_URL TOKEN [POSTS]``; with POSTS it kills itself after so many posts, when
Slack has the last of them and the inbox does not know it yet.
"""

import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import structlog

from bot.blocks import line_message
from bot.desk import Desk, Reply
from bot.incoming import Job, Posted
from bot.poster import Poster, Result
from bot.store import Inbox
from retrieval.store.database import connect

LEASE = timedelta(seconds=20)


def now() -> datetime:
    return datetime.now(UTC)


class Echo:
    """A clerk whose answer to a question repeats it, after a moment's thought."""

    def __init__(self, seconds: float = 0.02) -> None:
        self._seconds = seconds

    def reply(self, job: Job) -> Reply:
        time.sleep(self._seconds)
        return Reply(message=line_message(f"On record: {job.incoming.text}"))

    def posted(self, job: Job, posted: Posted) -> None:
        pass

    def withdrawn(self, job: Job) -> None:
        pass


class Mortal(Poster):
    """A poster that dies after so many posts."""

    left = 0

    def answer(self, job: Job, message) -> Result:
        result = super().answer(job, message)
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result


def main(database: str, folder: str, api_url: str, token: str, posts: str = "0") -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("critical"))
    engine = connect(database)
    inbox = Inbox(engine, new_id=lambda: uuid4().hex, lease=LEASE, pace=timedelta(0))
    poster = Mortal(lambda _team: token, base_url=api_url, timeout=2, pace=0)
    poster.left = int(posts)
    locks = Path(folder) / "locks"
    desk = Desk(
        inbox=inbox, poster=poster, clerk=Echo(), now=now, threads=4, lease=LEASE, poll_seconds=0.05, locks=locks
    )
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    desk.start()
    print("ready", flush=True)
    stopped.wait()
    desk.stop()
    print("stopped", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
