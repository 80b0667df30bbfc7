"""Hosts: who is connected to each, and from when on the next one may be. Inside the caller's write transaction.

A host that another write has locked counts as taken: nobody waits for one while holding another.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, or_, select, update

from retrieval.store.beside import add
from retrieval.store.news_tables import HOSTS

h = HOSTS.c


def busy(host: ColumnElement[str], now: ColumnElement[datetime]) -> ColumnElement[bool]:
    """SQL: nobody may connect to this host now."""
    held = and_(h.holder.is_not(None), h.lease_until > now)
    return select(h.host).where(h.host == host, or_(held, h.free_at > now, h.cool_until > now)).exists()


def take(connection: Connection, host: str, *, holder: str, now: datetime, lease_until: datetime) -> datetime | None:
    """The host is the holder's (None), or when to ask again."""
    row: Any = connection.execute(select(HOSTS).where(h.host == host).with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        values = {"host": host, "holder": holder, "lease_until": lease_until, "free_at": now}
        return None if add(connection, HOSTS, values) else now
    if row.holder is not None and row.lease_until > now:
        return now  # nobody knows when it will be done
    if row.free_at > now:
        free_at: datetime = row.free_at
        return free_at
    connection.execute(update(HOSTS).where(h.host == host).values(holder=holder, lease_until=lease_until))
    return None


def release(connection: Connection, host: str, *, holder: str, free_at: datetime) -> None:
    """The next connection may begin at ``free_at``. Nothing happens when the host was taken over meanwhile."""
    mine = (h.host == host, h.holder == holder)
    connection.execute(update(HOSTS).where(*mine).values(holder=None, lease_until=None, free_at=free_at))


def cool(connection: Connection, host: str, until: datetime) -> None:
    """Nothing goes to this host by itself before ``until``."""
    if not add(connection, HOSTS, {"host": host, "free_at": until, "cool_until": until}):
        sooner = or_(h.cool_until.is_(None), h.cool_until < until)
        connection.execute(update(HOSTS).where(h.host == host, sooner).values(cool_until=until))


def cooling(connection: Connection, host: str, now: datetime) -> datetime | None:
    """Until when this host wants to be left alone."""
    until: datetime | None = connection.scalar(select(h.cool_until).where(h.host == host, h.cool_until > now))
    return until


def forget(connection: Connection, before: datetime) -> None:
    """Hosts that nobody has connected to since are dropped."""
    connection.execute(
        delete(HOSTS).where(h.holder.is_(None), h.free_at < before, or_(h.cool_until.is_(None), h.cool_until < before))
    )
