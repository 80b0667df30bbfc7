"""What is not well with a source, and what to do about it. Pure."""

from datetime import datetime, timedelta

from retrieval.newsroom.records import Ailment, SourceState, State
from retrieval.newsroom.saying import span
from retrieval.store.feeds import FeedRow

SILENT = timedelta(days=30)
_ORDER = "onrecord sources"


def state_of(row: FeedRow) -> SourceState:
    """A feed as those see it who ask."""
    state = State.FAILING if row.state == "active" and row.failures else State(row.state)
    return SourceState(
        id=row.id,
        collection=row.collection,
        name=row.name,
        feed_url=row.url,
        home=row.home,
        state=state,
        added_at=row.added_at,
        last_poll_at=row.last_poll_at,
        next_poll_at=row.next_poll_at if row.state == "active" else None,
        last_status=row.last_status,
        reason=row.reason,
        interval=row.interval,
        failures=row.failures,
        articles=row.articles,
        waiting=row.waiting,
        polls=row.polls,
        unchanged=row.unchanged,
    )


def ailments(row: FeedRow, now: datetime) -> tuple[Ailment, ...]:
    """Everything that is not well with one source."""
    source, said = state_of(row), []
    if source.state is State.GONE:
        said.append(f"{row.reason}; remove it: {_ORDER} remove {row.id}, or try it again: {_ORDER} resume {row.id}")
    elif source.state is State.FAILING:
        again = span(row.next_poll_at - now)
        said.append(f"{row.reason}; it is tried again in {again}; if its address is wrong: {_ORDER} remove {row.id}")
    elif row.state == "active" and row.newest_at is not None and now - row.newest_at > SILENT:
        said.append(
            f"it answers, but has had nothing new for {span(now - row.newest_at)}; look at {row.home or row.url}"
        )
    elif row.state == "active" and row.polls and not row.newest_at:
        said.append("it is a feed, but has never held an article; look at it in a browser")
    if row.moved_to is not None:
        said.append(f"its server sends it to {row.moved_to}; it moves there by itself when that stays so for a day")
    said.extend(f"mended at every poll: {repair}" for repair in row.repairs)
    return tuple(Ailment(source=source, said=line) for line in said)
