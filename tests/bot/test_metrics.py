"""What the bot counts: bounded labels, and gauges that do not fall with the one that cannot be asked."""

from datetime import UTC, datetime, timedelta

from prometheus_client import generate_latest

from bot.metrics import Metrics
from retrieval.errors import StorageError


def test_a_gauge_that_cannot_be_asked_is_left_out_alone() -> None:
    def away() -> float:
        raise StorageError("the database", "it is away", "start it")

    metrics = Metrics()
    metrics.gauges(waiting=("Questions", away), index_behind=("Changes", lambda: 3.0))
    text = generate_latest(metrics.registry).decode()
    assert "onrecord_waiting" not in text
    assert "onrecord_index_behind 3.0" in text


def test_whatever_servers_answer_the_labels_are_few() -> None:
    metrics = Metrics()
    for outcome in ("200", "304", "418", "499", "567", "timeout"):
        metrics.fetched("page", outcome, 0.1)
    text = generate_latest(metrics.registry).decode()
    for told, count in (("200", 1), ("304", 1), ("4xx", 2), ("5xx", 1), ("timeout", 1)):
        assert f'onrecord_fetch_seconds_count{{kind="page",outcome="{told}"}} {count}.0' in text


def test_a_queue_is_how_much_waits_and_for_how_long_the_oldest_has() -> None:
    now, metrics = datetime(2026, 3, 1, tzinfo=UTC), Metrics()
    metrics.queues(
        lambda: now,
        editions=("Editions", lambda: (3, now - timedelta(minutes=2))),
        stories=("Articles", lambda: (0, None)),
    )
    metrics.unasked("edition")("late")
    text = generate_latest(metrics.registry).decode()
    assert "onrecord_editions_waiting 3.0" in text
    assert "onrecord_editions_waiting_seconds 120.0" in text
    assert "onrecord_stories_waiting_seconds 0.0" in text
    assert 'onrecord_unasked_total{kind="edition",outcome="late"} 1.0' in text
