"""A small world behind the newsroom's seam: a clock that is told the time, and hosts with feeds, pages and faults.

What a server answers depends on the time alone, so that processes which are killed and started again see one world.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from retrieval.fetch import Fetched, FetchFailed, Move, Trouble, Turn, Want
from retrieval.newsroom import Newsroom
from retrieval.newsroom.looking import Cited
from retrieval.store.record import Record
from retrieval.types import AnalysedSentence, AnalysedVersion, Level, SentenceKind

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
Answer = Callable[[datetime, dict[str, str]], "Fetched"]


@dataclass
class Clock:
    """Time goes on when somebody waits, and by a tenth of a second with every response."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def wait(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class Hit:
    at: datetime
    host: str
    path: str
    status: int  # 0: no response


@dataclass
class World:
    """Answers by address; a fetcher like `retrieval.fetch.Fetcher`. ``log`` is a file that outlives the process."""

    clock: Clock
    answers: dict[str, Answer] = field(default_factory=dict)
    hits: list[Hit] = field(default_factory=list)
    log: Path | None = None
    robots: str = ""

    def get(
        self,
        url: str,
        *,
        want: Want,
        etag: str | None = None,
        last_modified: str | None = None,
        seconds: float = 20.0,
        turn: Turn | None = None,
    ) -> Fetched:
        assert turn is not None
        assert seconds > 0
        moves: list[Move] = []
        at = url
        while True:
            with turn(urlsplit(at).hostname or ""):
                found = self._answer(at, {"if-none-match": etag or "", "if-modified-since": last_modified or ""})
            if found.status not in {301, 302, 307, 308}:
                return Fetched(
                    url=url,
                    final_url=at,
                    status=found.status,
                    headers=found.headers,
                    body=b"" if found.status == 304 else found.body,
                    moves=tuple(moves),
                )
            moves.append(Move(status=found.status, origin=at, target=found.headers["location"]))
            at = found.headers["location"]
            assert len(moves) < 6
            assert want

    def _answer(self, url: str, headers: dict[str, str]) -> Fetched:
        begun = self.clock()
        self.clock.wait(0.1)
        parts = urlsplit(url)
        try:
            if parts.path == "/robots.txt" and url not in self.answers:
                found = response(200, self.robots.encode(), type="text/plain")
            elif url in self.answers:
                found = self.answers[url](begun, headers)
            else:
                found = response(404)
        except FetchFailed:
            self._hit(begun, url, 0)
            raise
        self._hit(begun, url, found.status)
        return found

    def _hit(self, at: datetime, url: str, status: int) -> None:
        parts = urlsplit(url)
        hit = Hit(at=at, host=parts.hostname or "", path=parts.path, status=status)
        self.hits.append(hit)
        if self.log is not None:
            line = json.dumps([hit.at.isoformat(), hit.host, hit.path, hit.status]) + "\n"
            handle = os.open(self.log, os.O_APPEND | os.O_CREAT | os.O_WRONLY)
            os.write(handle, line.encode())
            os.close(handle)

    def to(self, path: str) -> list[Hit]:
        return [hit for hit in self.hits if hit.path == path]


def response(status: int, body: bytes = b"", **headers: str) -> Fetched:
    named = {name.replace("_", "-").replace("type", "content-type"): value for name, value in headers.items()}
    return Fetched(url="", final_url="", status=status, headers=named, body=body)


def always(found: Fetched) -> Answer:
    return lambda _at, _headers: found


def broken(trouble: Trouble = Trouble.TIMEOUT) -> Answer:
    def answer(_at: datetime, _headers: dict[str, str]) -> Fetched:
        raise FetchFailed(trouble, "it", "it did not answer in time", "try again later")

    return answer


def conditional(body: Callable[[datetime], bytes], **headers: str) -> Answer:
    """A server that knows its entity tags."""

    def answer(at: datetime, asked: dict[str, str]) -> Fetched:
        content = body(at)
        etag = f'"{sha256(content).hexdigest()[:12]}"'
        if asked["if-none-match"] == etag:
            return response(304, etag=etag, **headers)
        return response(200, content, type="application/rss+xml", etag=etag, **headers)

    return answer


@dataclass(frozen=True)
class Item:
    link: str
    title: str = "Lind leaves the harbour"
    at: datetime | None = START
    text: str = "Mara Lind left the harbour on Monday, said the council."
    guid: str = ""


def rss(*items: Item, title: str = "The Harbour Post", ttl: int | None = None) -> bytes:
    parts = [f"<rss version='2.0'><channel><title>{title}</title><link>https://harbour.example/</link>"]
    if ttl is not None:
        parts.append(f"<ttl>{ttl}</ttl>")
    for item in items:
        date = "" if item.at is None else f"<pubDate>{format_datetime(item.at)}</pubDate>"
        parts.append(
            f"<item><title>{item.title}</title><link>{item.link}</link><guid>{item.guid or item.link}</guid>{date}"
            f"<description>{item.text}</description></item>"
        )
    return ("".join(parts) + "</channel></rss>").encode()


def page(
    title: str = "Lind leaves the harbour",
    text: str = "",
    *,
    at: datetime | None = None,
    modified: datetime | None = None,
) -> bytes:
    """An article page of a few paragraphs."""
    text = text or "Mara Lind left the harbour on Monday after nineteen years as its master, the council said."
    facts = {"@type": "NewsArticle", "headline": title}
    if at is not None:
        facts["datePublished"] = at.isoformat()
    if modified is not None:
        facts["dateModified"] = modified.isoformat()
    more = "The harbour of Alder is the oldest of the coast, and its master is chosen by the council for life."
    return (
        f"<html lang='en'><head><title>{title}</title><meta property='og:site_name' content='The Harbour Post'>"
        f"<script type='application/ld+json'>{json.dumps(facts)}</script></head><body><article><h1>{title}</h1>"
        f"<p>{text}</p><p>{more}</p><p>A new master will be chosen in the spring, when the council meets again.</p>"
        f"</article></body></html>"
    ).encode()


def html(body: bytes, **headers: str) -> Answer:
    return always(response(200, body, type="text/html", **headers))


class Stops:
    """An analyser that knows full stops: what is tested here is not language."""

    def full(self, title: str, text: str) -> AnalysedVersion:
        return self._analysed(title, text, Level.FULL)

    def light(self, title: str, text: str) -> AnalysedVersion:
        return self._analysed(title, text, Level.LIGHT)

    def _analysed(self, title: str, text: str, level: Level) -> AnalysedVersion:
        sentence = AnalysedSentence(
            position=0, paragraph=0, start=0, end=len(text), kind=SentenceKind.BODY, tokens=tuple(text.lower().split())
        )
        return AnalysedVersion(level=level, sentences=(sentence,), title_tokens=tuple(title.lower().split()))


@dataclass
class Open:
    """Robots that allow everything, unless named; they are no part of most tests."""

    closed: frozenset[str] = frozenset()

    def allowed(self, url: str) -> bool:
        return urlsplit(url).hostname not in self.closed

    def pause(self, _url: str) -> timedelta:
        return timedelta()


def newsroom(record: Record, world: World, **parts: object) -> Newsroom:
    """A newsroom in a world, every part of which can be put in place of the plain one."""
    count = iter(range(10**9))
    made: dict[str, object] = {
        "record": record,
        "analyser": Stops(),
        "fetcher": world,
        "robots": lambda _getter, _turn: Open(),
        "now": world.clock,
        "wait": world.clock.wait,
        "jitter": lambda: 0.0,
        "new_id": lambda: f"{os.getpid()}-{next(count)}",
        **parts,
    }
    return Newsroom(**made)  # type: ignore[arg-type]


def work(room: Newsroom, world: World, until: datetime) -> int:
    """Everything that falls due before a time is done, at its time; how many pieces that were."""
    done = 0
    while world.clock() < until:
        if room.work_once():
            done += 1
            continue
        at = room.next_due()
        world.clock.at = until if at is None else min(until, max(at, world.clock() + timedelta(milliseconds=1)))
    return done


def cited(*keys: str, at: datetime, collection: str = "news") -> Callable[[datetime], list[Cited]]:
    return lambda _since: [Cited(collection=collection, key=key, at=at) for key in keys]
