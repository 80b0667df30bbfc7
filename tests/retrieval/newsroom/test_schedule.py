"""When a feed is polled next, and why."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.fetch import Fetched, FetchFailed, Move, Trouble
from retrieval.newsroom.headers import freshness, retry_after
from retrieval.newsroom.schedule import LONGEST, PATIENCE, SHORTEST, Known, News, pace_of, plan, plan_failure
from tests.retrieval.newsroom.world import START

NOW = START
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KNOWN = Known(url="https://a.example/feed")


def seen(status: int = 200, *, moves: tuple[Move, ...] = (), final: str = KNOWN.url, **headers: str) -> Fetched:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fetched(url=KNOWN.url, final_url=final, status=status, headers=named, moves=moves)


def made(fetched: Fetched, news: News | None = None, known: Known = KNOWN, **more: object):
    return plan(known, fetched, news, now=NOW, jitter=0.0, **more)  # type: ignore[arg-type]


def test_a_feed_is_polled_twelve_times_between_two_of_its_articles():
    plan = made(seen(), News(fresh=1, pace=DAY))
    assert plan.next_at == NOW + 2 * HOUR
    assert plan.reason == "its rhythm: an article a day or fewer"
    assert made(seen(), News(fresh=1, pace=8 * HOUR)).reason == "its rhythm: about 3 articles a day"


def test_never_sooner_than_a_quarter_of_an_hour_nor_later_than_a_day():
    assert made(seen(), News(fresh=9, pace=timedelta(minutes=1))).next_at == NOW + SHORTEST
    assert made(seen(cache_control="max-age=9999999"), News(fresh=1, pace=DAY)).next_at == NOW + LONGEST


@given(
    pace=st.none() | st.timedeltas(timedelta(seconds=1), timedelta(days=900)),
    jitter=st.floats(-1, 1),
    status=st.sampled_from([200, 304, 301, 400, 403, 404, 429, 500, 503]),
    age=st.integers(0, 10**9),
    failures=st.integers(0, 5000),
)
def test_whatever_happens_the_next_poll_is_between_a_quarter_of_an_hour_and_a_week(pace, jitter, status, age, failures):
    known = Known(url=KNOWN.url, failures=failures, newest_at=NOW - DAY)
    headers = {"cache_control": f"max-age={age}", "retry_after": str(age)}
    found = plan(known, seen(status, **headers), News(fresh=1, pace=pace), now=NOW, jitter=jitter)
    assert found.next_at is not None
    assert SHORTEST <= found.next_at - NOW <= PATIENCE + timedelta(minutes=2)


def test_the_server_is_heard_when_it_asks_for_less_but_not_for_more():
    often, seldom = seen(cache_control="public, max-age=60"), seen(cache_control="max-age=36000")
    assert made(often, News(fresh=1, pace=DAY)).next_at == NOW + 2 * HOUR
    assert made(seldom, News(fresh=1, pace=DAY)).next_at == NOW + 10 * HOUR
    assert made(seldom, News(fresh=1, pace=DAY)).reason == "its Cache-Control asks for 10 hours"
    assert made(seen(), News(fresh=1, pace=DAY, ttl=5 * HOUR)).reason == "its ttl asks for 5 hours"


def test_jitter_is_a_tenth_either_way():
    news = News(fresh=1, pace=DAY)
    early, late = (plan(KNOWN, seen(), news, now=NOW, jitter=j).next_at for j in (-1.0, 1.0))
    assert (early, late) == (NOW + 1.8 * HOUR, NOW + 2.2 * HOUR)


def test_a_silent_feed_is_asked_ever_more_seldom():
    known = Known(url=KNOWN.url, interval=HOUR, newest_at=NOW - 4 * DAY)
    assert made(seen(304), None, known).next_at == NOW + 8 * HOUR


def test_an_undated_feed_is_asked_sooner_when_something_came():
    assert made(seen(), News(fresh=2)).next_at == NOW + HOUR / 1.5


def moved(status: int = 301, target: str = "https://b.example/feed", **known: object):
    moves = (Move(status=status, origin=KNOWN.url, target=target),)
    return made(seen(304, moves=moves, final=target), None, Known(url=KNOWN.url, **known))  # type: ignore[arg-type]


def test_a_feed_moves_after_three_polls_that_were_sent_on_for_good_over_a_day():
    first = moved()
    assert (first.moved, first.known.moved_times, first.known.url) == (False, 1, KNOWN.url)
    same = {"moved_to": "https://b.example/feed"}
    assert not moved(**same, moved_times=5, moved_since=NOW - 23 * HOUR).moved
    assert not moved(**same, moved_times=1, moved_since=NOW - 2 * DAY).moved
    last = moved(308, **same, moved_times=2, moved_since=NOW - DAY)
    assert (last.moved, last.known.url, last.known.moved_to) == (True, "https://b.example/feed", None)


def test_a_move_elsewhere_or_for_now_begins_the_count_anew():
    counted = {"moved_to": "https://b.example/feed", "moved_times": 9, "moved_since": NOW - 9 * DAY}
    assert moved(target="https://c.example/feed", **counted).known.moved_times == 1
    assert moved(302, **counted).known.moved_times == 0


def test_gone_is_the_end():
    plan = made(seen(410))
    assert plan.gone
    assert plan.reason == "410: its server says that it is gone for good"


def test_too_many_requests_cool_a_public_host_and_an_in_house_feed():
    plan = made(seen(429, retry_after="3600"))
    assert (plan.cool_until, plan.next_at) == (NOW + HOUR, NOW + HOUR)
    assert plan.reason == "429: its host asks to be left alone for 1 hour"
    in_house = made(seen(429, retry_after="3600"), public=False)
    assert (in_house.cool_until, in_house.next_at) == (None, NOW + HOUR)
    assert made(seen(503, retry_after="7200")).cool_until is None
    assert made(seen(503)).reason == "503: its server is in trouble; 1 failure in a row"
    assert made(seen(429)).reason == "429: its host is left alone for 30 minutes"
    assert made(seen(429, retry_after="0")).next_at == NOW + SHORTEST
    assert made(seen(429, retry_after="99999999")).cool_until == NOW + DAY


def test_failures_back_off_to_a_week_and_never_end():
    pauses = []
    known = KNOWN
    for _ in range(14):
        error = FetchFailed(Trouble.TIMEOUT, "a", "it took too long", "x")
        failed = plan_failure(known, error, now=NOW, jitter=0.0)
        assert failed.next_at is not None
        known = failed.known
        pauses.append(failed.next_at - NOW)
    assert pauses[:3] == [HOUR / 2, HOUR, 2 * HOUR]
    assert pauses[-1] == PATIENCE
    assert failed.reason == "it took too long; 14 failures in a row"
    assert made(seen(304), None, known).known.failures == 0


@pytest.mark.parametrize(
    ("fetched", "reason"),
    [
        (seen(404), "404: there is nothing at its address; 1 failure in a row"),
        (seen(403, cf_mitigated="challenge"), "403: Cloudflare keeps programs out; 1 failure in a row"),
        (seen(500), "500: its server is in trouble; 1 failure in a row"),
        (seen(200), "what it gives is no feed; 1 failure in a row"),
    ],
)
def test_every_failure_has_its_words(fetched, reason):
    assert made(fetched).reason == reason


def test_headers_are_read_as_servers_write_them():
    assert freshness({"cache-control": "max-age=300", "age": "100"}, NOW) == (
        timedelta(seconds=200),
        "its Cache-Control",
    )
    assert freshness({"cache-control": "no-cache, max-age=300"}, NOW) is None
    date = {"expires": "Mon, 02 Mar 2026 09:00:00 GMT", "date": "Mon, 02 Mar 2026 08:00:00 GMT"}
    assert freshness(date, NOW) == (HOUR, "its Expires")
    assert freshness({"expires": "0"}, NOW) is None
    assert retry_after({"retry-after": "Mon, 02 Mar 2026 07:00:00 GMT"}, NOW) == HOUR
    assert retry_after({"retry-after": "soon"}, NOW) is None


def test_the_pace_is_that_of_the_last_week():
    assert pace_of([NOW - n * DAY for n in range(20)], NOW) == timedelta(days=7) / 8
    assert pace_of([NOW - 3 * HOUR, NOW - HOUR, NOW], NOW) == HOUR  # the feed goes back no further
    assert pace_of([NOW - 30 * DAY], NOW) == 30 * DAY
    assert pace_of([], NOW) is None
