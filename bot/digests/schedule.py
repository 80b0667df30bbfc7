"""When an edition is due: decided from what was set up and the time, without a clock or a database.

The key of an edition is its local date, so that a time which a zone has twice on one day (clocks set back) is one slot,
the first of the two. A time that the zone passes over (clocks set forward) is as much later as the clocks were set. A
day that a zone passes over whole (Apia had no 30 December 2011) has no slot.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.store.digests_table import Digest

LATE = timedelta(hours=3)  # after an outage an edition is posted so late, and no later
FURTHEST = timedelta(days=7)  # an edition tells of no more
OVERLAP = timedelta(hours=12)  # articles that came in late are looked at again; what was seen is not told again
SETTLING = timedelta(minutes=10)  # an article may be found so long after it says that it came in
_LOOK_BACK, _LOOK_AHEAD = 15, 22  # days: a week, and what a zone may pass over


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A local date and the instant at which its edition is due."""

    day: date
    at: datetime


class Due(StrEnum):
    """What becomes of a slot that has come."""

    POST = "post"
    MISS = "miss"  # too late


def slot_on(day: date, at: time, zone: ZoneInfo) -> Slot | None:
    """The slot of a local date; None for a date that the zone does not have."""
    noon = datetime.combine(day, time(12), zone).astimezone(UTC)
    if noon.astimezone(zone).date() != day:
        return None
    return Slot(day=day, at=datetime.combine(day, at, zone).astimezone(UTC))


def last_slot(digest: Digest, now: datetime) -> Slot | None:
    """The latest slot at or before ``now``."""
    today = now.astimezone(ZoneInfo(digest.zone)).date()
    days = (today + timedelta(days=1 - back) for back in range(_LOOK_BACK + 1))
    return next((slot for slot in _slots(digest, days) if slot.at <= now), None)


def next_slot(digest: Digest, now: datetime) -> Slot | None:
    """The first slot behind ``now``."""
    today = now.astimezone(ZoneInfo(digest.zone)).date()
    days = (today + timedelta(days=ahead - 1) for ahead in range(_LOOK_AHEAD + 1))
    return next((slot for slot in _slots(digest, days) if slot.at > now), None)


def due(digest: Digest, now: datetime) -> Slot | None:
    """The slot that is to be seen to now, if its local date was not: never one from before it was turned on."""
    if not digest.active:
        return None
    slot = last_slot(digest, now)
    return slot if slot is not None and slot.at > digest.turned_on_at else None


def decide(slot: datetime, now: datetime) -> Due:
    """Whether an edition that is so late is still posted."""
    return Due.POST if now - slot < LATE else Due.MISS


def window_start(digest: Digest, at: datetime, looked: datetime | None) -> datetime:
    """From when on an edition as of ``at`` tells the news.

    Since the last one that went through the news (``looked``), but for a week at most; without one since it was
    turned on, since the slot before: on a Monday, Friday's.
    """
    if looked is not None and looked >= digest.turned_on_at:
        return max(looked, at - FURTHEST)
    before = last_slot(digest, at - timedelta(seconds=1))
    before_that = at - timedelta(days=1) if before is None else before.at
    return max(min(before_that, at - timedelta(days=1)), at - FURTHEST)


def day_of(digest: Digest, at: datetime) -> date:
    """The local date of an instant."""
    return at.astimezone(ZoneInfo(digest.zone)).date()


def _slots(digest: Digest, days: Iterator[date]) -> Iterator[Slot]:
    zone = ZoneInfo(digest.zone)
    for day in days:
        if day.weekday() in digest.days and (slot := slot_on(day, digest.at, zone)) is not None:
            yield slot
