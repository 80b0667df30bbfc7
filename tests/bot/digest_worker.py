"""A process that works at digests with a clock that a file tells, to be killed by the tests.

``python -m tests.bot.digest_worker DATABASE API_URL TOKEN CLOCK [POSTS]``; with POSTS it kills itself after so many
posts, when Slack has the last of them and the database does not know it yet.
"""

import os
import signal
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import structlog

from bot.digests import Edition, Ground, Told
from bot.digests.schedule import day_of
from bot.editor import Editor
from bot.links import Links
from bot.poster import Poster, Result
from bot.store import Answers, Digest, Digests, Runs, Turns
from retrieval.store.database import connect
from retrieval.store.record import Record


@dataclass(frozen=True)
class OneStory:
    """What puts editions together: each has one story, the first sentence on record."""

    record: Record

    def edition(self, digest: Digest, *, at: datetime, **_given: Any) -> Edition:
        sentence = self.record.sentence_at("news", "a", 1, 0)
        assert sentence is not None
        told = Told(
            story=1,
            headline="Lind leaves",
            sentence=sentence,
            ground=Ground.FIRST,
            supporters=1,
            texts=1,
            outlets=1,
            articles=("a",),
        )
        return Edition(name=digest.name, day=day_of(digest, at), since=at, at=at, zone=digest.zone, stories=(told,))


def editor_at(database: str, poster: Any, now: Any, worker: str) -> Editor:
    """An editor with connections of its own."""
    engine = connect(database)
    record = Record(engine)
    ids = lambda: uuid4().hex  # noqa: E731
    return Editor(
        gathering=OneStory(record),  # type: ignore[arg-type]
        digests=Digests(engine, new_id=ids),
        runs=Runs(engine, new_id=ids),
        answers=Answers(engine),
        turns=Turns(engine),
        poster=poster,
        links=Links(),
        collections_of=lambda _workspace: ("news",),
        catch_up=lambda: None,
        now=now,
        worker=worker,
    )


class Mortal(Poster):
    """A poster that dies after so many posts."""

    left = 0

    def publish(self, *where: Any, **what: Any) -> Result:
        result = super().publish(*where, **what)
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result


def main(database: str, api_url: str, token: str, clock: str, posts: str = "0") -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("critical"))
    poster = Mortal(lambda _team: token, base_url=api_url, timeout=2, pace=0)
    poster.left = int(posts)
    editor = editor_at(
        database, poster, lambda: datetime.fromisoformat(Path(clock).read_text()), f"worker-{os.getpid()}"
    )
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopped.append(number))
    print("ready", flush=True)
    while not stopped:
        editor.work_once()
        time.sleep(0.02)
    print("stopped", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
