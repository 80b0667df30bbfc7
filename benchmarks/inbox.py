"""How many questions a second the inbox takes in, and takes through their whole life: `python -m benchmarks.inbox`.

No answering and no Slack: the transactions that every question needs, by threads of one process. On PostgreSQL the
server is one of the tests' own with writes as durable as a real one's (fsync on), or one that runs already (an empty
database). Two runs for each number of threads: questions accepted; and questions accepted, claimed, held, their answer
kept, finished, placed, and kept as a turn.
"""

import argparse
import importlib
import json
import tempfile
import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bot.incoming import Accepted, Incoming, Kind, Posted, Surface, message_identity
from bot.migrate import upgrade
from bot.store import AnswerRow, Answers, Inbox, KeptTurn, Outcome, Turns
from bot.store.claiming import Hold
from retrieval.store.database import connect

LONGEST = 60.0  # seconds of one run
TRANSACTIONS = 7  # that write, in the life of a question


def question(n: int) -> Incoming:
    """A mention in a channel of its own, by somebody of their own."""
    channel, ts = f"C{n:06}", f"{1_700_000_000 + n}.000100"
    return Incoming(
        identity=message_identity(channel, ts),
        workspace=f"T{n % 20}",
        kind=Kind.QUESTION,
        surface=Surface.CHANNEL,
        user=f"U{n:06}",
        text="what deadline did Trump set?",
        channel=channel,
        ts=ts,
        thread_ts=ts,
        received_at=datetime.now(UTC),
    )


class Life:
    """What the bot's processes do to the database for a question."""

    def __init__(self, engine: Engine) -> None:
        self.inbox = Inbox(engine, new_id=lambda: uuid.uuid4().hex, pace=timedelta(0))
        self.answers, self.turns = Answers(engine), Turns(engine)

    def accepted(self, n: int) -> None:
        assert isinstance(self.inbox.accept(question(n)), Accepted)

    def lived(self, n: int) -> None:
        self.accepted(n)
        now, worker = datetime.now(UTC), threading.current_thread().name
        job = self.inbox.claim(worker=worker, now=now)
        if job is None:  # others have what there was, this thread's own too
            return
        assert self.inbox.hold(job, now=now) is Hold.MINE
        asked = job.incoming
        self.answers.keep(_answer(job.id, asked), [])
        posted = Posted(channel=str(asked.channel), ts=f"{time.time():.6f}")
        self.inbox.finish(job, Outcome.ANSWERED, now=datetime.now(UTC), posted=posted)
        self.answers.place(job.id, posted)
        turn = KeptTurn(
            answer_id=job.id,
            workspace=asked.workspace,
            channel=posted.channel,
            thread_ts=str(asked.ts),
            ts=str(asked.ts),
            turn="{}",
        )
        self.turns.keep(turn, now=now)


def _answer(answer_id: str, asked: Incoming) -> AnswerRow:
    return AnswerRow(
        answer_id=answer_id,
        workspace_id=asked.workspace,
        asked_at=asked.received_at,
        as_of=asked.received_at,
        question=asked.text,
        status="answered",
        answer="Friday",
        confidence=0.9,
        user_id=asked.user,
    )


def rate(work: Callable[[int], None], *, threads: int, seconds: float, first: int) -> tuple[float, int]:
    """How often a second the threads did the work, and the number after the last."""
    numbers, lock, done = iter(range(first, first + 10_000_000)), threading.Lock(), [0] * threads
    begun = time.monotonic()
    until = begun + min(seconds, LONGEST)

    def run(me: int) -> None:
        while time.monotonic() < until:
            with lock:
                n = next(numbers)
            work(n)
            done[me] += 1

    running = [threading.Thread(target=run, args=(me,)) for me in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return sum(done) / (time.monotonic() - begun), next(numbers)


def measure(engine: Engine, *, threads: int, seconds: float, first: int) -> tuple[dict[str, Any], int]:
    """The figures for so many threads, and the number after the last question."""
    life = Life(engine)
    accepted, first = rate(life.accepted, threads=threads, seconds=seconds, first=first)
    _emptied(life)
    lived, first = rate(life.lived, threads=threads, seconds=seconds, first=first)
    _emptied(life)
    figures = {
        "database": engine.dialect.name,
        "threads": threads,
        "accepted_per_second": round(accepted, 1),
        "lives_per_second": round(lived, 1),
        "transactions_per_second": round(lived * TRANSACTIONS, 1),
    }
    return figures, first


def _emptied(life: Life) -> None:
    """Nothing waits: a queue would make claiming dearer from run to run."""
    for n in range(20):
        life.inbox.forget_workspace(f"T{n}")


def main() -> None:
    own = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    own.add_argument("--threads", type=int, nargs="+", default=[1, 8])
    own.add_argument("--seconds", type=float, default=8.0, help=f"of each run, {LONGEST:.0f} at most")
    own.add_argument(
        "--postgres", nargs="?", const="start", help="an empty database's URL; without one, a server is started"
    )
    given = own.parse_args()
    with tempfile.TemporaryDirectory(prefix="inbox") as folder:
        place = given.postgres or f"{folder}/record.db"
        if place == "start":
            servers = importlib.import_module("tests.postgres")
            place = servers.Server(servers.DURABLE).create()
        engine = connect(place)
        upgrade(engine, lock_path=Path(folder) / "lock")
        first = 0
        for threads in given.threads:
            figures, first = measure(engine, threads=threads, seconds=given.seconds, first=first)
            print(json.dumps(figures), flush=True)
        engine.dispose()


if __name__ == "__main__":
    main()
