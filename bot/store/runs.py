"""Whose turn an edition is: one row for each digest and local date, claimed by one worker at a time.

Every change checks that the row is still the worker's, so that one that was thought dead and wakes up changes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, insert, or_, select, update

from bot.incoming import Posted
from bot.store.answers_table import ANSWERS, CITATIONS
from bot.store.digests_table import Digest
from bot.store.runs_table import DIGEST_ITEMS, DIGEST_RUNS, OPEN, UNSAID, Item, Run, RunState, item_of, run_of
from retrieval.store.beside import add
from retrieval.store.database import read, write

LEASE = timedelta(seconds=90)  # longer than a post with its repetitions takes


class Runs:
    """The runs behind one engine; any thread may use it."""

    def __init__(self, engine: Engine, *, new_id: Callable[[], str], lease: timedelta = LEASE) -> None:
        self._engine = engine
        self._new_id = new_id
        self._lease = lease

    def claim(self, digest_id: str, day: date, slot: datetime, *, worker: str, now: datetime) -> Run | None:
        """The run of that day for this worker: a new one, or one whose worker let its lease run out.

        None when another has it or it is over; one that ended without a word in Slack begins anew for a later slot.
        """
        r = DIGEST_RUNS.c
        values = {"claimed_by": worker, "lease_until": now + self._lease}
        fresh = {"state": RunState.CLAIMED.value, "claimed_at": now, "slot_at": slot}
        this = select(DIGEST_RUNS).where(r.digest_id == digest_id, r.local_date == day).with_for_update()
        new = {"id": self._new_id(), "digest_id": digest_id, "local_date": day, "attempt": 1}
        with write(self._engine) as connection:
            row = connection.execute(this).one_or_none()
            if row is None:
                if not add(connection, DIGEST_RUNS, {**new, **fresh, **values}):
                    return None
            elif row.state in OPEN and row.lease_until < now:
                connection.execute(update(DIGEST_RUNS).where(r.id == row.id).values(attempt=row.attempt + 1, **values))
            elif row.state in UNSAID and row.slot_at < slot:
                anew = {"attempt": row.attempt + 1, "payload": None, "done_at": None, "reason": None}
                connection.execute(update(DIGEST_RUNS).where(r.id == row.id).values(**anew, **fresh, **values))
            else:
                return None
            return run_of(connection.execute(this).one())

    def hold(self, run: Run, state: RunState, *, now: datetime, payload: dict[str, Any] | None = None) -> bool:
        """Whether the run is still this worker's; if so, it is in that state and the lease begins anew."""
        values: dict[str, Any] = {"state": state.value, "lease_until": now + self._lease}
        if payload is not None:
            values["payload"] = payload
        with write(self._engine) as connection:
            return connection.execute(update(DIGEST_RUNS).where(_mine(run)).values(**values)).rowcount == 1

    def put_back(self, run: Run, *, until: datetime) -> None:
        """Anybody may take it up behind ``until``."""
        with write(self._engine) as connection:
            connection.execute(update(DIGEST_RUNS).where(_mine(run)).values(lease_until=until))

    def finish(
        self,
        run: Run,
        state: RunState,
        *,
        now: datetime,
        digest: Digest | None = None,
        posted: Posted | None = None,
        items: Sequence[Item] = (),
        reason: str | None = None,
        until: datetime | None = None,
    ) -> bool:
        """Whether this worker ended it; what the channel has seen is kept in the same moment.

        ``until``: up to when it told the news, where that is not its slot; the next one goes on from there.
        """
        values: dict[str, Any] = {"state": state.value, "done_at": now, "reason": reason}
        if until is not None:
            values["slot_at"] = until
        if posted is not None:
            values |= {"posted_channel": posted.channel, "posted_ts": posted.ts}
        with write(self._engine) as connection:
            if connection.execute(update(DIGEST_RUNS).where(_mine(run)).values(**values)).rowcount != 1:
                return False
            if items and digest is not None:
                connection.execute(insert(DIGEST_ITEMS), [_item(run, digest, n, item) for n, item in enumerate(items)])
        return True

    def get(self, run_id: str) -> Run | None:
        with read(self._engine) as connection:
            row = connection.execute(select(DIGEST_RUNS).where(DIGEST_RUNS.c.id == run_id)).one_or_none()
        return None if row is None else run_of(row)

    def on(self, digest_id: str, day: date) -> Run | None:
        """The run of that day."""
        r = DIGEST_RUNS.c
        with read(self._engine) as connection:
            row = connection.execute(
                select(DIGEST_RUNS).where(r.digest_id == digest_id, r.local_date == day)
            ).one_or_none()
        return None if row is None else run_of(row)

    def last(self, digest_id: str) -> Run | None:
        """The latest run that came to its end."""
        r = DIGEST_RUNS.c
        over = select(DIGEST_RUNS).where(r.digest_id == digest_id, r.done_at.is_not(None))
        with read(self._engine) as connection:
            row = connection.execute(over.order_by(r.slot_at.desc()).limit(1)).one_or_none()
        return None if row is None else run_of(row)

    def last_posted(self, digest_id: str) -> Run | None:
        """The latest run whose edition stands in Slack."""
        r = DIGEST_RUNS.c
        stands = select(DIGEST_RUNS).where(r.digest_id == digest_id, r.state == RunState.POSTED.value)
        with read(self._engine) as connection:
            row = connection.execute(stands.order_by(r.slot_at.desc()).limit(1)).one_or_none()
        return None if row is None else run_of(row)

    def looked(self, digest_id: str, *, before: datetime) -> datetime | None:
        """The slot of the latest run before then that went through the news, whether it found any or not."""
        r = DIGEST_RUNS.c
        done = [RunState.POSTED.value, RunState.QUIET.value]
        query = select(r.slot_at).where(r.digest_id == digest_id, r.slot_at < before, r.state.in_(done))
        with read(self._engine) as connection:
            found: datetime | None = connection.scalar(query.order_by(r.slot_at.desc()).limit(1))
        return found

    def unfinished(self) -> tuple[Run, ...]:
        """Runs that are not over, the earliest first."""
        r = DIGEST_RUNS.c
        query = select(DIGEST_RUNS).where(r.state.in_([state.value for state in OPEN]))
        with read(self._engine) as connection:
            return tuple(run_of(row) for row in connection.execute(query.order_by(r.slot_at)))

    def left(self, *, now: datetime) -> tuple[Run, ...]:
        """Those of them that are in nobody's hand."""
        return tuple(run for run in self.unfinished() if run.lease_until < now)

    def seen(self, workspace: str, target: str, *, since: datetime, before: datetime) -> tuple[Item, ...]:
        """What editions told that channel or person in [since, before), oldest first."""
        i = DIGEST_ITEMS.c
        query = select(DIGEST_ITEMS).where(
            i.workspace_id == workspace, i.target == target, i.seen_at >= since, i.seen_at < before
        )
        with read(self._engine) as connection:
            return tuple(item_of(row) for row in connection.execute(query.order_by(i.seen_at, i.run_id, i.n)))

    def answered(self, workspace: str, channel: str, *, since: datetime, before: datetime) -> tuple[Item, ...]:
        """The sentences that answers cited in that channel in [since, before), as if editions of no story had.

        In front is what told something: a sentence that was only shown beside the one that answers is not.
        """
        a, c = ANSWERS.c, CITATIONS.c
        query = (
            select(CITATIONS, a.asked_at, a.answer)
            .join_from(CITATIONS, ANSWERS, a.answer_id == c.answer_id)
            .where(a.workspace_id == workspace, a.channel_id == channel, a.status == "answered")
            .where(a.asked_at >= since, a.asked_at < before, a.deleted_at.is_(None))
        )
        with read(self._engine) as connection:
            rows = connection.execute(query.order_by(a.asked_at, c.answer_id, c.n)).all()
        return tuple(
            Item(
                story=0,
                front=row.n == 1 or row.span_start is not None or row.answer is None,
                articles=(),
                collection=row.collection,
                key=row.article_key,
                version=row.version,
                start=row.start,
                end=row.end,
                sentence=row.sentence,
                seen_at=row.asked_at,
            )
            for row in rows
        )


def _mine(run: Run) -> ColumnElement[bool]:
    r = DIGEST_RUNS.c
    return and_(
        r.id == run.id,
        r.claimed_by == run.claimed_by,
        r.attempt == run.attempt,
        or_(*(r.state == state.value for state in OPEN)),
    )


def _item(run: Run, digest: Digest, n: int, item: Item) -> dict[str, Any]:
    values = asdict(item)
    return {
        "run_id": run.id,
        "n": n,
        "workspace_id": digest.workspace,
        "target": digest.target,
        "story_id": values.pop("story"),
        "article_key": values.pop("key"),
        **values,
        "articles": list(item.articles),
    }
