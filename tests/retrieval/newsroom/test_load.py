"""A simulated day: polite to every host, cheap for every server, nothing lost and nothing doubled by killing."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import text

from retrieval.store.database import connect, read
from tests.retrieval.newsroom.load import FAULTS, HOUR, START, hits, outlets

ROOT = Path(__file__).resolve().parents[3]
HOURS = 27  # a day, and a little: a feed moves after more than a day


def begin(folder: Path, feeds: int, hosts: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.retrieval.newsroom.load", str(folder), str(feeds), str(hosts), str(HOURS)]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})


def killed_at(folder: Path, feeds: int, hosts: int, lines: int) -> None:
    """Runs until so many requests were made in all, and kills."""
    process = begin(folder, feeds, hosts)
    log = folder / "hits.jsonl"
    while process.poll() is None:
        if log.exists() and log.read_bytes().count(b"\n") >= lines:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return
        time.sleep(0.01)
    raise AssertionError(f"it ended by itself with {process.returncode}")


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("feeds", "hosts", "kills", "unchanged"),
    [
        pytest.param(24, 6, (80,), 0.80, id="short"),
        pytest.param(500, 50, (1_000, 6_000, 12_000), 0.85, id="full", marks=pytest.mark.slow),
    ],
)
def test_a_day_of_many_feeds(tmp_path, feeds, hosts, kills, unchanged):
    """Of few feeds every second one has a fault, and first polls weigh more: hence the lower share of 304."""
    for lines in kills:
        killed_at(tmp_path, feeds, hosts, lines)
    assert begin(tmp_path, feeds, hosts).wait() == 0
    assert (tmp_path / "done").exists()
    log = hits(tmp_path / "hits.jsonl")
    polls = [hit for hit in log if hit.path.count("/") == 1]
    _polite(log)
    statuses = Counter(hit.status for hit in polls)
    asked = [hit for hit in polls if hit.status not in {301, 302}]  # what follows a redirect is the same poll
    share = statuses[304] / len(asked)
    print(f"{len(asked)} polls, {share:.1%} answered by 304; {len(log)} requests; {dict(statuses)}")
    assert share >= unchanged
    assert {200, 301, 302, 304, 403, 404, 410, 429, 503, 0} <= set(statuses)
    assert statuses[410] == 1
    _nothing_lost_and_nothing_doubled(tmp_path, feeds, hosts)
    _stands(tmp_path)
    pages = Counter((hit.host, hit.path) for hit in log if hit.path.count("/") == 2)
    assert sum(times - 1 for times in pages.values()) <= len(kills)  # a page in hand when its reader was killed


def _polite(log):
    """From the end of one request (a tenth of a second after its begin) to the next at a host: two seconds at least."""
    by_host = defaultdict(list)
    for hit in log:
        by_host[hit.host].append(hit.at)
    closest = min(b - a for times in by_host.values() for a, b in pairwise(sorted(times)))
    assert closest >= timedelta(seconds=2.1)


def _nothing_lost_and_nothing_doubled(folder, feeds, hosts):
    with read(connect(folder / "record.db")) as connection:
        rows = connection.execute(
            text("SELECT a.url, count(v.id) FROM articles a JOIN versions v ON v.article_id = a.id GROUP BY a.id")
        ).all()
        puts = connection.scalar(text("SELECT count(*) FROM index_log"))
    found = Counter(url for url, _ in rows)
    assert max(found.values()) == 1
    assert {versions for _, versions in rows} == {1}
    assert puts == len(rows)
    until = START + (HOURS - 4) * HOUR  # what came later may wait for its poll
    for outlet in outlets(feeds, hosts):
        if outlet.fault in {"gone", "missing"} or outlet.gap > timedelta(days=1):
            continue
        first = outlet.published(START)
        due = {outlet.page(n) for n in range(first, outlet.published(until) + 1)}
        assert due <= set(found), (outlet.number, sorted(due - set(found))[:3])


def _stands(folder):
    """Every fault has left its mark where a person looks."""
    with read(connect(folder / "record.db")) as connection:
        rows = {row.name: row for row in connection.execute(text("SELECT * FROM feeds ORDER BY id"))}
        waiting = connection.scalar(text("SELECT count(*) FROM feed_entries WHERE state = 'waiting'"))
        feeds = [row for _, row in sorted(((row.id, row) for row in rows.values()), key=lambda pair: pair[0])]
    by_fault = dict(zip(FAULTS, feeds, strict=False))
    assert by_fault["gone"].state == "gone"
    assert by_fault["missing"].failures >= 3
    assert by_fault["moved"].url.endswith("-new")
    assert not by_fault["sent on"].url.endswith("-new")
    for fault in ("tired", "away", "slow", "challenged", "broken"):
        assert by_fault[fault].failures == 0, fault  # it is well again
    assert by_fault["fresh"].reason.endswith("its Cache-Control asks for 90 minutes")
    assert by_fault["ttl"].reason.endswith("its ttl asks for 2 hours")
    assert waiting <= 10
