"""Who does what next: one piece of work and its host, claimed in one transaction, by any number of processes.

Each passes over work and hosts that another is claiming in that moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, or_, select, update

from retrieval.store import hosts
from retrieval.store.news_tables import CHECKS, FEED_ENTRIES, FEEDS

f, e, c = FEEDS.c, FEED_ENTRIES.c, CHECKS.c


class Work(StrEnum):
    """Kinds of work, the most urgent first."""

    ENTRY = "entry"  # a page to read
    FEED = "feed"  # to poll
    CHECK = "check"  # a cited article to look at again


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A piece of work in hand. ``holder`` names this claim alone, so that one that ran out settles nothing."""

    work: Work
    host: str
    holder: str
    number: int = 0  # of a feed or an entry
    collection_id: int = 0  # of a check
    key: str = ""


def claim(connection: Connection, *, holder: str, now: datetime, host_until: datetime, until: datetime) -> Claim | None:
    """The work that is due longest at a host that is free; both are the holder's until their leases run out."""
    passed: list[str] = []  # hosts that another has just taken
    while found := _next(connection, holder, now, passed):
        if hosts.take(connection, found.host, holder=holder, now=now, lease_until=host_until) is None:
            _hold(connection, found, holder, until)
            return found
        passed.append(found.host)
    return None


def _next(connection: Connection, holder: str, now: datetime, passed: Sequence[str]) -> Claim | None:
    return (
        _entry(connection, holder, now, passed)
        or _feed(connection, holder, now, passed)
        or _check(connection, holder, now, passed)
    )


def _hold(connection: Connection, found: Claim, holder: str, until: datetime) -> None:
    held = {"holder": holder, "lease_until": until}
    if found.work is Work.ENTRY:
        connection.execute(update(FEED_ENTRIES).where(e.id == found.number).values(held))
    elif found.work is Work.FEED:
        connection.execute(update(FEEDS).where(f.id == found.number).values(held))
    else:
        mine = (c.collection_id == found.collection_id, c.key == found.key)
        connection.execute(update(CHECKS).where(*mine).values(held))


def claim_feed(connection: Connection, number: int, *, holder: str, until: datetime) -> None:
    """The feed is the holder's, whatever was planned for it."""
    connection.execute(update(FEEDS).where(f.id == number).values(holder=holder, lease_until=until))


def claimable(connection: Connection, now: datetime) -> bool:
    """Whether `claim` would find something, without waiting for a writer."""
    queries = ((_entries_due(now), e), (_feeds_due(now), f), (_checks_due(now), c))
    return any(connection.execute(q.where(~hosts.busy(t.host, now)).limit(1)).first() for q, t in queries)


def due(connection: Connection, now: datetime) -> int:
    """How many pieces of work are due, their hosts busy or not."""
    queries = (_entries_due(now), _feeds_due(now), _checks_due(now))
    return sum(connection.execute(select(func.count()).select_from(q.subquery())).scalar_one() for q in queries)


def next_due(connection: Connection, now: datetime) -> datetime | None:
    """The next time after ``now`` at which something may be due; None when nothing is planned."""
    active = f.state == "active"
    times = (
        select(func.min(f.next_poll_at)).where(active, f.next_poll_at > now),
        select(func.min(f.lease_until)).where(active, f.lease_until > now),
        select(func.min(e.not_before)).where(e.state == "waiting", e.not_before > now),
        select(func.min(e.lease_until)).where(e.state == "waiting", e.lease_until > now),
        select(func.min(c.next_at)).where(c.next_at > now),
        select(func.min(hosts.h.free_at)).where(hosts.h.free_at > now),
        select(func.min(hosts.h.lease_until)).where(hosts.h.lease_until > now),
        select(func.min(hosts.h.cool_until)).where(hosts.h.cool_until > now),
    )
    found = [at for at in (connection.scalar(query) for query in times) if at is not None]
    return min(found, default=None)


def _free(lease_until: ColumnElement[datetime | None], now: datetime) -> ColumnElement[bool]:
    return or_(lease_until.is_(None), lease_until <= now)


def _entries_due(now: datetime) -> Select[Any]:
    """Entries that wait, but for those whose page another feed told of and somebody is reading."""
    other = FEED_ENTRIES.alias()
    in_hand = select(other.c.id).where(other.c.page_key == e.page_key, other.c.id != e.id, other.c.lease_until > now)
    return (
        select(e.id, e.host)
        .join_from(FEED_ENTRIES, FEEDS, f.id == e.feed_id)
        .where(
            e.state == "waiting", e.not_before <= now, _free(e.lease_until, now), f.state != "paused", ~in_hand.exists()
        )
        .order_by(e.not_before, e.id)
    )


def _feeds_due(now: datetime) -> Select[Any]:
    return (
        select(f.id, f.host)
        .where(f.state == "active", f.next_poll_at <= now, _free(f.lease_until, now))
        .order_by(f.next_poll_at, f.id)
    )


def _checks_due(now: datetime) -> Select[Any]:
    return (
        select(c.collection_id, c.key, c.host)
        .where(c.next_at <= now, _free(c.lease_until, now))
        .order_by(c.next_at, c.collection_id, c.key)
    )


def _first(connection: Connection, due: Select[Any], table: Table, now: datetime, passed: Sequence[str]) -> Any:
    """The row that is due longest at a free host, locked; what another write has locked is passed over."""
    host = table.c.host
    free = due.where(~hosts.busy(host, now), host.not_in(passed)).limit(1)
    return connection.execute(free.with_for_update(of=table, skip_locked=True)).first()


def _entry(connection: Connection, holder: str, now: datetime, passed: Sequence[str]) -> Claim | None:
    row = _first(connection, _entries_due(now), FEED_ENTRIES, now, passed)
    return None if row is None else Claim(work=Work.ENTRY, number=row[0], host=row[1], holder=holder)


def _feed(connection: Connection, holder: str, now: datetime, passed: Sequence[str]) -> Claim | None:
    row = _first(connection, _feeds_due(now), FEEDS, now, passed)
    return None if row is None else Claim(work=Work.FEED, number=row[0], host=row[1], holder=holder)


def _check(connection: Connection, holder: str, now: datetime, passed: Sequence[str]) -> Claim | None:
    row = _first(connection, _checks_due(now), CHECKS, now, passed)
    if row is None:
        return None
    return Claim(work=Work.CHECK, collection_id=row[0], key=row[1], host=row[2], holder=holder)


def put_off(connection: Connection, made: Claim, *, until: datetime, tries: int) -> None:
    """Work that broke is tried again then; an entry ``tries`` times at most."""
    free = {"holder": None, "lease_until": None}
    if made.work is Work.ENTRY:
        mine = update(FEED_ENTRIES).where(e.id == made.number, e.holder == made.holder)
        connection.execute(mine.where(e.tries + 1 >= tries).values(state="failed", reason="it cannot be read", **free))
        connection.execute(mine.values(tries=e.tries + 1, not_before=until, **free))
    elif made.work is Work.FEED:
        mine_too = update(FEEDS).where(f.id == made.number, f.holder == made.holder)
        said = {"reason": "its last answer could not be kept", "failures": f.failures + 1}
        connection.execute(mine_too.values(next_poll_at=until, **said, **free))
    else:
        those = (c.collection_id == made.collection_id, c.key == made.key, c.holder == made.holder)
        connection.execute(update(CHECKS).where(*those).values(next_at=until, **free))
