"""Conversations over a small record: what is said, what is understood, what is answered.

A dialogue file holds threads. A line's first mark says what it is:

    ## the title of a thread; every thread begins anew
    @ 2026-03-06T09:00 the time from here on (UTC); above the first thread: when each begins
    > said to the bot            - said in the thread to nobody
    = the question that was understood, whole
    : words that the answer shows
    + the same, and it answers: what is nearest to a question that it declines does not count
    * the same, of the answer itself: its short form, or its entries, or the first sentence where it has neither
    # the values of its entries, in any order, parted by bars
    ? names it asks back with, in order | parted by bars
    ! it says that it does not understand       . it stays silent
    ~ words of the question that was understood, parted by bars
    ; it does not search, whatever it says
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from bot import messages
from bot.answering import Told
from bot.answers import Answer, Status
from bot.app import App, open_app
from bot.blocks.records import Held
from bot.clerk import Clerk
from bot.followups import is_question
from bot.incoming import Job, Surface
from bot.links import Links
from bot.listeners.message import asked as words_asked
from bot.listeners.reading import Said, read_message
from bot.questions import Question
from bot.store import Channels, Turns
from bot.stored import StoredAnswers
from config.settings import Settings
from retrieval.types import Level
from tests.bot.inbox_cases import asked
from tests.bot.slack.case import shared_analyser, shown
from tests.databases import with_tables

HERE = Path(__file__).parent / "dialogues"
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)  # a Thursday


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something said, and what comes of it by mark."""

    said: str
    addressed: bool
    now: datetime
    wanted: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    title: str
    lines: tuple[Line, ...]


def threads(name: str) -> Iterator[Thread]:
    head, *rest = (HERE / f"{name}.txt").read_text(encoding="utf-8").split("\n## ")
    begins = next((line[2:] for line in head.splitlines() if line.startswith("@ ")), None)
    for told in rest:
        title, *said = told.splitlines()
        now, lines = _utc(begins) if begins else NOON, []
        for mark, _, words in (line.partition(" ") for line in said if line.strip()):
            if mark == "@":
                now = _utc(words)
            elif mark in (">", "-"):
                lines.append(Line(said=words, addressed=mark == ">", now=now, wanted=()))
            else:
                lines[-1] = replace(lines[-1], wanted=(*lines[-1].wanted, (mark, words)))
        yield Thread(title=title, lines=tuple(lines))


def _utc(when: str) -> datetime:
    return datetime.fromisoformat(when).replace(tzinfo=UTC)


@dataclass
class Heard:
    """The real answering, which remembers what it was asked and answers the same question once."""

    app: App
    once: dict[tuple[object, ...], Told] = field(default_factory=dict)
    last: str | None = None

    def asked(self, question: Question, *, now: datetime) -> Told:
        self.last = question.text
        key = (question.text, question.thread, now.date().isoformat())
        if key not in self.once:
            self.once[key] = self.app.answering.asked(question, now=now)
        return self.once[key]

    def searched(self, question: Question, *, now: datetime) -> Told:
        return self.app.answering.searched(question, now=now)

    def latest(self, question: Question, *, now: datetime) -> Told:
        return self.app.answering.latest(question, now=now)

    def namesakes(self, surname: str, *, collections: Sequence[str], now: datetime) -> Sequence[str]:
        return self.app.answering.namesakes(surname, collections=collections, now=now)

    def written(self, word: str, *, collections: Sequence[str], now: datetime) -> str:
        return self.app.answering.written(word, collections=collections, now=now)

    def people(
        self, articles: Sequence[str], gender: str, *, collections: Sequence[str], now: datetime
    ) -> Sequence[str]:
        return self.app.answering.people(articles, gender, collections=collections, now=now)

    def outlets(self, collections: Sequence[str]) -> Sequence[str]:
        return self.app.answering.outlets(collections)


@dataclass
class Talk:
    """A bot that people talk to; every thread has a place of its own."""

    app: App
    heard: Heard
    clock: list[datetime]
    clerk: Clerk
    stored: StoredAnswers
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def say(self, line: Line, thread: str) -> dict[str, object]:
        """What came of a line, by mark."""
        n = next(self.ids)
        self.clock[0], self.heard.last = line.now + timedelta(seconds=n), None
        ts = f"{int(self.clock[0].timestamp())}.{n:06d}"
        surface = Surface.CHANNEL if line.addressed else Surface.THREAD
        event = {"type": "message", "channel": "C1", "user": "U1", "ts": ts, "thread_ts": "1.0", "text": line.said}
        said = read_message(event, bot="UBOT")
        assert isinstance(said, Said)
        if said.mere or (not line.addressed and (said.others or not is_question(said.text))):
            return {".": True}
        incoming = replace(
            asked(ts, words_asked(said)),
            surface=surface,
            addressed=line.addressed,
            thread_ts=thread,
            received_at=self.clock[0],
        )
        job = Job(
            id=f"a{n}",
            kind=incoming.kind,
            incoming=incoming,
            revision=0,
            attempt=1,
            failures=0,
            worker="w",
            claimed_at=self.clock[0],
        )
        reply = self.clerk.reply(job)
        if reply.message is None:
            return {".": True}
        text = shown(reply.message)
        if text.startswith(messages.NOT_UNDERSTOOD):
            return {"!": True, ":": text}
        reply.keep()
        stored = self.stored.get(job.id, "T1")
        assert stored is not None
        answer = stored.answer
        answered = answer.status is Status.ANSWERED
        return {
            "=": self.heard.last,
            ":": text,
            "+": text if answered else "declined",
            "*": _itself(answer) if answered else "declined",
            "#": sorted(entry.value for entry in answer.entries),
            "?": [choice.label.partition(",")[0] for choice in answer.choices],
        }


def _itself(answer: Answer) -> str:
    """What is said before anything is quoted; else the first quotation."""
    if answer.answer is not None:
        return answer.answer
    if answer.entries:
        return " | ".join(f"{entry.label}: {entry.value}" for entry in answer.entries)
    return next((citation.sentence.text for citation in answer.citations), answer.remark or "")


def open_talk(folder: Path, articles: str) -> Talk:
    """A bot over the articles of a file beside the dialogues."""
    app = replace(
        open_app(Settings(data_dir=with_tables(folder / "var")), say=print, clock=lambda: NOON),
        analyser=shared_analyser(),
    )
    app.ingest(
        [str(HERE / f"{articles}.jsonl")], collection="main", level=Level.FULL, on_progress=lambda _done, _total: None
    )
    engine, clock, heard = app.record.engine, [NOON], Heard(app)
    clerk = Clerk(
        answering=heard,
        threshold=app.answering.reader.threshold,
        answers=app.answers,
        turns=Turns(engine),
        channels=Channels(engine),
        collections_of=lambda _workspace: ("main",),
        held=lambda _workspace: Held(articles=11, sources=4, first=NOON, last=NOON),
        links=Links(),
        read_thread=lambda _incoming: (),
        read=lambda _incoming, _url: "not there",
        now=lambda: clock[0],
    )
    stored = StoredAnswers(answers=app.answers, record=app.record)
    return Talk(app=app, heard=heard, clock=clock, clerk=clerk, stored=stored)


def follow(talk: Talk, thread: Thread) -> None:
    for line in thread.lines:
        came = talk.say(line, f"t {thread.title}"[:32])
        for mark, words in line.wanted:
            if mark == "?":
                assert came.get("?") == words.split(" | "), (line.said, came)
            elif mark in (":", "+", "*"):
                assert words in str(came.get(mark)), (line.said, came)
            elif mark == "#":
                assert came.get("#") == sorted(words.split(" | ")), (line.said, came)
            elif mark == "=":
                assert came.get("=") == words, (line.said, came)
            elif mark == "~":
                understood = str(came.get("=")).casefold()
                assert all(part.casefold() in understood for part in words.split(" | ")), (line.said, came)
            elif mark == ";":
                assert "Searched:" not in str(came.get(":")), (line.said, came)
            else:
                assert came.get(mark), (line.said, came)
