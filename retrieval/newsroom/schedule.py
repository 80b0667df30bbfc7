"""When a feed is polled next, and why: decided from what is known and what was just seen, with ``now`` given. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from retrieval.fetch import Fetched, FetchFailed
from retrieval.newsroom.headers import DAY, freshness, retry_after
from retrieval.newsroom.saying import count, span

SHORTEST, LONGEST = timedelta(minutes=15), DAY
FIRST = timedelta(hours=1)  # the rhythm of a feed that has no dates
PATIENCE = timedelta(days=7)  # the longest pause after failures
PER_ARTICLE = 12  # polls between two articles: one in twelve brings something
JITTER = 0.1
MOVES_NEEDED, MOVED_FOR = 3, DAY  # so often, over so long, before a permanent redirect is believed
WEEK = timedelta(days=7)
PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is kept of a feed between polls, as far as the schedule needs it."""

    url: str
    interval: timedelta = FIRST
    failures: int = 0
    newest_at: datetime | None = None  # when something new last came
    moved_to: str | None = None
    moved_times: int = 0
    moved_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a response held. ``pace``: the mean time between articles by their own dates; None when undated."""

    fresh: int  # entries not seen before
    pace: timedelta | None = None
    ttl: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What becomes of a feed after a poll. ``next_at`` None: never again (gone)."""

    known: Known
    next_at: datetime | None
    reason: str
    status: int | None
    cool_until: datetime | None = None  # of the whole host
    moved: bool = False  # ``known.url`` is a new one

    @property
    def gone(self) -> bool:
        return self.next_at is None


def plan(known: Known, seen: Fetched, news: News | None, *, now: datetime, jitter: float, public: bool = True) -> Plan:
    """After a response. ``news`` None: no feed was in it; ``jitter`` in [-1, 1]; ``public``: its host is the world's.

    A host that is not public may hold many feeds that have nothing to do with one another: one that asks to be left
    alone is heard for itself only.
    """
    known = _moves(known, seen, now)
    if seen.status == 304 or (seen.status == 200 and news is not None):
        return _well(known, seen, news or News(fresh=0), now, jitter)
    if seen.status == 410:
        return Plan(known=known, next_at=None, reason="410: its server says that it is gone for good", status=410)
    if seen.status in {429, 503}:
        return _asked_to_wait(known, seen, now, jitter, public=public)
    return _failed(known, seen.status, _why(seen), now, jitter)


def plan_failure(known: Known, error: FetchFailed, *, now: datetime, jitter: float) -> Plan:
    """After no response."""
    return _failed(known, None, error.cause, now, jitter)


def pace_of(dates: list[datetime], now: datetime) -> timedelta | None:
    """The mean time between a feed's articles: over the last week, or over as long as the feed goes back."""
    known = sorted(date for date in dates if date <= now)
    if not known:
        return None
    recent = [date for date in known if now - date <= WEEK]
    if not recent:
        return max(WEEK, now - known[-1])
    back = WEEK if len(recent) < len(known) else min(WEEK, max(now - recent[0], SHORTEST))
    return back / len(recent)


def _moves(known: Known, seen: Fetched, now: datetime) -> Known:
    """Counts the polls in a row that were sent for good to one and the same other address."""
    target = None
    if seen.moves and seen.status in {200, 304} and all(move.status in PERMANENT for move in seen.moves):
        target = seen.final_url
    if target is None or target == known.url:
        return replace(known, moved_to=None, moved_times=0, moved_since=None)
    if target != known.moved_to:
        return replace(known, moved_to=target, moved_times=1, moved_since=now)
    return replace(known, moved_times=known.moved_times + 1)


def _well(known: Known, seen: Fetched, news: News, now: datetime, jitter: float) -> Plan:
    newest = now if news.fresh else known.newest_at
    interval = _rhythm(known, news, newest, now)
    wait, because = interval, f"its rhythm: {_rhythm_said(interval)}"
    asked = freshness(seen.headers, now)
    for hint in (asked, (news.ttl, "its ttl") if news.ttl else None):
        if hint and hint[0] > wait:
            wait, because = hint[0], f"{hint[1]} asks for {span(min(hint[0], LONGEST))}"
    moved = known.moved_times >= MOVES_NEEDED and known.moved_since is not None and now - known.moved_since >= MOVED_FOR
    if moved and known.moved_to is not None:
        known = replace(known, url=known.moved_to, moved_to=None, moved_times=0, moved_since=None)
        because = f"it has moved here; {because}"
    known = replace(known, interval=interval, failures=0, newest_at=newest)
    pause = min(LONGEST, max(SHORTEST, wait * (1 + JITTER * jitter)))
    return Plan(known=known, next_at=now + pause, reason=because, status=seen.status, moved=moved)


def _rhythm(known: Known, news: News, newest: datetime | None, now: datetime) -> timedelta:
    if news.pace is not None:
        interval = news.pace / PER_ARTICLE
    elif news.fresh:
        interval = known.interval / 1.5  # undated: faster as long as something comes
    else:
        silence = timedelta() if newest is None else now - newest
        interval = max(known.interval, silence / PER_ARTICLE)
    return min(LONGEST, max(SHORTEST, interval))


def _rhythm_said(interval: timedelta) -> str:
    a_day = DAY / (interval * PER_ARTICLE)
    if interval <= SHORTEST:
        return f"{count(round(a_day), 'article')} a day or more"
    return f"about {count(round(a_day), 'article')} a day" if a_day >= 1.5 else "an article a day or fewer"


def _asked_to_wait(known: Known, seen: Fetched, now: datetime, jitter: float, *, public: bool) -> Plan:
    said = retry_after(seen.headers, now)
    failed = _failed(known, seen.status, _why(seen), now, jitter)
    if said is None and seen.status == 503:
        return failed
    rest = max(_backoff(known.failures + 1) if said is None else said, SHORTEST)
    cool = now + min(rest, DAY) if seen.status == 429 and public else None
    whose = "its host" if cool is not None else "it"
    wish = "asks to be" if said is not None else "is"
    return replace(
        failed,
        next_at=now + rest + SHORTEST * JITTER * abs(jitter),
        cool_until=cool,
        reason=f"{seen.status}: {whose} {wish} left alone for {span(rest)}",
    )


def _failed(known: Known, status: int | None, cause: str, now: datetime, jitter: float) -> Plan:
    failures = known.failures + 1
    pause = min(PATIENCE, _backoff(failures) * (1 + JITTER * jitter))
    said = f"{cause}; {count(failures, 'failure')} in a row"
    return Plan(known=replace(known, failures=failures), next_at=now + pause, reason=said, status=status)


def _backoff(failures: int) -> timedelta:
    return min(PATIENCE, SHORTEST * 2.0 ** min(failures, 20))


def _why(seen: Fetched) -> str:
    if seen.status == 200:
        return "what it gives is no feed"
    if seen.status == 403 and "challenge" in seen.headers.get("cf-mitigated", ""):
        return "403: Cloudflare keeps programs out"
    known = {
        429: "too many requests",
        401: "it wants a password",
        403: "it may not be read",
        404: "there is nothing at its address",
    }
    cause = known.get(seen.status) or ("its server is in trouble" if seen.status >= 500 else "its server refuses it")
    return f"{seen.status}: {cause}"
