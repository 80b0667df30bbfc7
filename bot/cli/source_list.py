"""How sources are shown: to people as a table, to programs as records."""

from collections.abc import Iterable
from datetime import datetime

from rich.table import Table

from bot.answers import iso
from bot.terminal import plain
from retrieval.newsroom import SourceState


def table(found: Iterable[SourceState], now: datetime) -> Table:
    """The sources as a person reads them."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("id", "source", "state", "articles", "last poll", "next poll", "why then (times in UTC)"):
        made.add_column(column, overflow="fold", justify="right" if column in {"id", "articles"} else "left")
    for source in found:
        made.add_row(
            str(source.id),
            plain(source.name),
            source.state.value,
            str(source.articles),
            _moment(source.last_poll_at, now),
            _moment(source.next_poll_at, now),
            plain(source.reason),
        )
    return made


def _moment(at: datetime | None, now: datetime) -> str:
    """A time in UTC as a list has room for: "14:05" today, "26 Nov 14:05" otherwise."""
    if at is None:
        return "-"
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at.day} {at:%b %H:%M}"


def as_record(source: SourceState) -> dict[str, object]:
    """A source as a program reads it; times in ISO 8601."""
    return {
        "id": source.id,
        "collection": source.collection,
        "name": source.name,
        "feed_url": source.feed_url,
        "home": source.home,
        "state": source.state.value,
        "last_poll_at": iso(source.last_poll_at),
        "next_poll_at": iso(source.next_poll_at),
        "last_status": source.last_status,
        "reason": source.reason,
        "interval_seconds": round(source.interval.total_seconds()),
        "failures": source.failures,
        "articles": source.articles,
        "waiting": source.waiting,
        "polls": source.polls,
        "unchanged": source.unchanged,
    }
