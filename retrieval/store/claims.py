"""Who does what next: one piece of work and its host, claimed in one transaction, by any number of processes.

Each passes over work and hosts that another is claiming in that moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, func, or_, select, union_all, update

from retrieval.store import hosts
from retrieval.store.news_tables import CHECKS, FEED_ENTRIES, FEEDS

f, e, c = FEEDS.c, FEED_ENTRIES.c, CHECKS.c
_NOW = bindparam("now", type_=f.next_poll_at.type)


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
    while found := next(filter(None, (kind.first(connection, holder, now, passed) for kind in _KINDS)), None):
        if hosts.take(connection, found.host, holder=holder, now=now, lease_until=host_until) is None:
            _hold(connection, found, holder, until)
            return found
        passed.append(found.host)
    return None


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
    return any(connection.execute(kind.free, {"now": now}).first() for kind in _KINDS)


def due(connection: Connection, now: datetime) -> int:
    """How many pieces of work are due, their hosts busy or not."""
    return sum(connection.scalars(kind.count, {"now": now}).one() for kind in _KINDS)


def next_due(connection: Connection, now: datetime) -> datetime | None:
    """The next time after ``now`` at which something may be due; None when nothing is planned."""
    return min((at for at in connection.scalars(_TIMES, {"now": now}) if at is not None), default=None)


def _free(lease_until: ColumnElement[datetime | None]) -> ColumnElement[bool]:
    return or_(lease_until.is_(None), lease_until <= _NOW)


def _entries_due() -> Select[Any]:
    """Entries that wait, but for those whose page another feed told of and somebody is reading."""
    other = FEED_ENTRIES.alias()
    in_hand = select(other.c.id).where(other.c.page_key == e.page_key, other.c.id != e.id, other.c.lease_until > _NOW)
    return (
        select(e.host, e.id)
        .join_from(FEED_ENTRIES, FEEDS, f.id == e.feed_id)
        .where(e.state == "waiting", e.not_before <= _NOW, _free(e.lease_until), f.state != "paused", ~in_hand.exists())
        .order_by(e.not_before, e.id)
    )


def _feeds_due() -> Select[Any]:
    return (
        select(f.host, f.id)
        .where(f.state == "active", f.next_poll_at <= _NOW, _free(f.lease_until))
        .order_by(f.next_poll_at, f.id)
    )


def _checks_due() -> Select[Any]:
    return (
        select(c.host, c.collection_id, c.key)
        .where(c.next_at <= _NOW, _free(c.lease_until))
        .order_by(c.next_at, c.collection_id, c.key)
    )


class _Kind:
    """What is asked about one kind of work, put together once: asking is cheaper than putting a statement together."""

    def __init__(self, work: Work, table: Table, due: Select[Any], *key: str) -> None:
        host = table.c.host
        self._work = work
        self._key = key  # the claim's fields that the columns after the host fill
        self.count = select(func.count()).select_from(due.subquery())
        self.free = due.where(~hosts.busy(host, _NOW)).limit(1)
        # What another write has locked is passed over.
        unpassed = self.free.where(host.not_in(bindparam("passed", expanding=True)))
        self._locked = unpassed.with_for_update(of=table, skip_locked=True)

    def first(self, connection: Connection, holder: str, now: datetime, passed: Sequence[str]) -> Claim | None:
        """What is due longest at a free host, its row locked."""
        row = connection.execute(self._locked, {"now": now, "passed": passed}).first()
        if row is None:
            return None
        return Claim(work=self._work, holder=holder, host=row[0], **dict(zip(self._key, row[1:], strict=True)))


_KINDS = (
    _Kind(Work.ENTRY, FEED_ENTRIES, _entries_due(), "number"),
    _Kind(Work.FEED, FEEDS, _feeds_due(), "number"),
    _Kind(Work.CHECK, CHECKS, _checks_due(), "collection_id", "key"),
)
_ACTIVE = f.state == "active"
_TIMES = union_all(
    select(func.min(f.next_poll_at)).where(_ACTIVE, f.next_poll_at > _NOW),
    select(func.min(f.lease_until)).where(_ACTIVE, f.lease_until > _NOW),
    select(func.min(e.not_before)).where(e.state == "waiting", e.not_before > _NOW),
    select(func.min(e.lease_until)).where(e.state == "waiting", e.lease_until > _NOW),
    select(func.min(c.next_at)).where(c.next_at > _NOW),
    select(func.min(hosts.h.free_at)).where(hosts.h.free_at > _NOW),
    select(func.min(hosts.h.lease_until)).where(hosts.h.lease_until > _NOW),
    select(func.min(hosts.h.cool_until)).where(hosts.h.cool_until > _NOW),
)


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
