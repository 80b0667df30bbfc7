"""How feeds are read: every file of DIR by us and by feedparser alone, beside what the files' own authors expect.

    python -m benchmarks.feeds DIR [--bombs MB]

DIR holds folders with an ``index.jsonl``, whose lines have a ``path`` and either ``expect`` (a Python expression over
feedparser's result, of which titles, links and times are used; it is read, never run) or ``expected`` (a JSON file
of rss-parser). Prints how many of each kind come out as expected, for both; failures; the slowest file in seconds of
processor time; and, on times written by the tz database rather than by feeds (benchmarks/feed_times.py), how many
either reads right. With --bombs also feeds of that size made to harm who reads them (benchmarks/feed_bombs.py).
"""

import argparse
import calendar
import io
import json
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
from lxml import html  # type: ignore[import-untyped]

from benchmarks.feed_bombs import measure as measure_bombs
from benchmarks.feed_times import measure as measure_times
from benchmarks.feed_wishes import Wish, wishes_of
from benchmarks.jsonl import read_jsonl
from retrieval.errors import BadRecord
from retrieval.feeds import Feed, read_feed

NOW = datetime(2100, 1, 1, tzinfo=UTC)  # later than every file: nothing lies in the future
_BASE = "http://example.com/feed"
_SLOW = 2.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of the set: how it was served, and what it is to give."""

    name: str
    body: bytes
    url: str
    content_type: str
    wishes: tuple[Wish, ...]


def files_of(folder: Path) -> Iterator[File]:
    """The files of every index below ``folder``, in order."""
    for index in sorted(folder.rglob("index.jsonl")):
        for row in read_jsonl(index):
            body = (index.parent / row["path"]).read_bytes()
            served = _served(body)
            url = served.get("content-location") or _BASE
            yield File(
                name=row["path"],
                body=body,
                url=url if url.startswith("http") else _BASE,
                content_type=served.get("content-type", ""),
                wishes=tuple(wishes_of(row, index.parent)),
            )


def _served(body: bytes) -> dict[str, str]:
    """The headers that a test file of feedparser says it is served with."""
    found: dict[str, str] = {}
    for line in body[:2048].decode("latin-1").splitlines():
        name, colon, value = line.strip().partition(":")
        if name == "Header" and colon:
            header, _, said = value.strip().partition(":")
            found[header.strip().lower()] = said.strip()
    return found


def measure(folder: Path) -> dict[str, object]:
    """The figures; see the head of this file."""
    total: Counter[str] = Counter()
    right: dict[str, Counter[str]] = {"ours": Counter(), "feedparser": Counter()}
    worse: list[str] = []
    crashed: list[str] = []
    refused: list[str] = []
    taken: list[tuple[float, str]] = []
    for file in files_of(folder):
        feed, seconds, trouble = _ours(file)
        taken.append((seconds, file.name))
        if trouble:
            (refused if trouble == "refused" else crashed).append(file.name)
        theirs = _theirs(file)
        for wish in file.wishes:
            total[wish.kind] += 1
            good = feed is not None and _meets(wish, _value(feed, wish))
            right["ours"][wish.kind] += good
            fine = _meets(wish, _their_value(theirs, wish))
            right["feedparser"][wish.kind] += fine
            if fine and not good:
                worse.append(f"{file.name}: {wish.kind} {wish.expected!r:.60}")
    slowest, which = max(taken, default=(0.0, ""))
    return {
        "files": len(taken),
        "crashed": crashed,
        "refused": refused,
        "slowest_s": round(slowest, 3),
        "slowest": which,
        f"over_{_SLOW:g}_s": sum(seconds > _SLOW for seconds, _ in taken),
        "expected": {kind: {"n": n, **{who: right[who][kind] for who in right}} for kind, n in sorted(total.items())},
        "worse_than_feedparser": worse,
        "times": measure_times(),
    }


def _ours(file: File) -> tuple[Feed | None, float, str]:
    began = time.process_time()
    try:
        feed, trouble = read_feed(file.body, url=file.url, content_type=file.content_type, now=NOW), ""
    except BadRecord:
        feed, trouble = None, "refused"
    except Exception as error:  # what is measured: there shall be none
        feed, trouble = None, repr(error)
    return feed, time.process_time() - began, trouble


def _theirs(file: File) -> Any:
    headers = {"content-location": file.url, **({"content-type": file.content_type} if file.content_type else {})}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return feedparser.parse(io.BytesIO(file.body), response_headers=headers)


def _value(feed: Feed, wish: Wish) -> object:
    if wish.kind == "entries":
        return len(feed.entries)
    if wish.entry is None:
        return {"title": feed.title, "link": feed.home}.get(wish.kind)
    if wish.entry >= len(feed.entries):
        return None
    entry = feed.entries[wish.entry]
    return {"title": entry.title, "link": entry.url, "updated": entry.updated_at}.get(wish.kind, entry.published_at)


def _their_value(parsed: Any, wish: Wish) -> object:
    if wish.kind == "entries":
        return len(parsed.entries)
    if wish.entry is not None and wish.entry >= len(parsed.entries):
        return None
    of = parsed.feed if wish.entry is None else parsed.entries[wish.entry]
    if wish.kind in {"title", "link"}:
        return of.get(wish.kind)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names = ("updated_parsed",) if wish.kind == "updated" else ("published_parsed", "updated_parsed")
        moment = next((of[name] for name in names if of.get(name)), None)
    return datetime.fromtimestamp(calendar.timegm(moment), UTC) if moment else None


def _meets(wish: Wish, value: object) -> bool:
    """Titles may hold the markup that is expected or be its plain text, on one line; times are right to the second."""
    if isinstance(wish.expected, datetime):
        return isinstance(value, datetime) and abs((value - wish.expected).total_seconds()) < 1
    if wish.kind == "title" and isinstance(value, str) and isinstance(wish.expected, str):
        return " ".join(value.split()) in {" ".join(wish.expected.split()), _plain(wish.expected)}
    return value == wish.expected


def _plain(markup: str) -> str:
    return " ".join(str(html.fragment_fromstring(markup, create_parent="div").text_content()).split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--bombs", type=int, metavar="MB", help="also made-up hostile feeds of that size")
    given = parser.parse_args()
    figures = measure(given.folder)
    if given.bombs:
        figures["bombs"] = measure_bombs(given.bombs)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
