"""The benchmark of feeds: what it takes for expected, and that it can fail."""

import json
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import feed_bombs, feed_times, feeds
from benchmarks.feed_wishes import Wish, wishes_of

RSS = """<!--
Header: Content-type: application/xml; charset=utf-8
-->
<rss version="2.0"><channel><title>T &amp;amp; U</title><link>http://a.example/</link><item><title>One</title>
<link>http://a.example/1</link><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate></item></channel></rss>"""
RIGHT = (
    "not bozo and feed['title'] == 'T &amp; U' and feed.link == 'http://a.example/' and len(entries) == 1 and "
    "entries[0]['title'] == 'One' and entries[0]['published_parsed'] == (2004, 1, 1, 19, 48, 21, 3, 1, 0)"
)


def folder(tmp_path: Path, *expectations: str) -> Path:
    (tmp_path / "a.xml").write_text(RSS, encoding="utf-8")
    rows = [{"path": "a.xml", "expect": expect} for expect in expectations]
    (tmp_path / "index.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def test_expectations_are_read_and_never_run() -> None:
    wishes = list(wishes_of({"expect": f"{RIGHT} and __import__('os').getcwd() == 'x' and not bozo"}, Path()))
    assert wishes == [
        Wish(kind="title", entry=None, expected="T &amp; U"),
        Wish(kind="link", entry=None, expected="http://a.example/"),
        Wish(kind="entries", entry=None, expected=1),
        Wish(kind="title", entry=0, expected="One"),
        Wish(kind="published", entry=0, expected=datetime(2004, 1, 1, 19, 48, 21, tzinfo=UTC)),
    ]
    assert list(wishes_of({"expect": "1"}, Path())) == []
    assert list(wishes_of({"expect": "if"}, Path())) == []


def test_what_is_right_and_what_is_wrong_is_counted(tmp_path: Path) -> None:
    figures = feeds.measure(folder(tmp_path, RIGHT, "entries[0]['title'] == 'Two' and entries[1]['link'] == 'x'"))
    assert figures["files"] == 2
    assert figures["crashed"] == []
    assert figures["expected"] == {
        "entries": {"n": 1, "ours": 1, "feedparser": 1},
        "link": {"n": 2, "ours": 1, "feedparser": 1},
        "published": {"n": 1, "ours": 1, "feedparser": 1},
        "title": {"n": 3, "ours": 2, "feedparser": 2},
    }
    assert figures["worse_than_feedparser"] == []


def test_every_written_time_is_read_better_than_by_feedparser_alone() -> None:
    figures = feed_times.measure()
    for group, figure in figures.items():
        assert figure["wrong"] == 0, group
        assert figure["right"] >= figure["feedparser_right"], group
    assert figures["named zone"]["right"] > 2 * figures["named zone"]["feedparser_right"]


def test_no_bomb_makes_us_raise(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    small = list(feed_bombs.bombs(20_000))
    monkeypatch.setattr(feed_bombs, "bombs", lambda _: iter(small))
    figures = feed_bombs.measure(1)
    assert figures["n"] == len(small)
    assert figures["crashed"] == []
