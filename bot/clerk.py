"""From a job to the message that answers it: understood in its thread, answered from the record, kept, laid out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from threading import Semaphore
from zoneinfo import ZoneInfo

from bot import messages
from bot.answering import Told, ambiguous
from bot.answering.protocol import Answering
from bot.answers import Answer, Status
from bot.blocks import Held, ReadLine, answer_message, line_message, read_message
from bot.desk import Reply
from bot.followups import (
    Known,
    Turn,
    is_question,
    is_whole,
    looks_back,
    question_above,
    read_turn,
    turn_json,
    turn_of,
    understood,
)
from bot.incoming import Incoming, Job, Kind, Posted, Surface
from bot.intents.times import names_a_time
from bot.kept import answer_row, citation_row, shown
from bot.links import Links, links_to_read
from bot.questions import Question
from bot.store.answers import Answers
from bot.store.channels import Channels
from bot.store.turns import KeptTurn, Turns
from bot.tongues import is_english
from retrieval.errors import BadInput

_NOTHING = Reply(message=None)
READ_LATER = 2.0  # seconds
TALK_LASTS = timedelta(hours=1)  # so long a direct conversation is one, though each message begins a thread


_COMMANDS = frozenset({"sources", "status", "settings", "digest", "following"})  # what no question is
_SHORT = frozenset(
    {"fact", "list", "why", "how", "quote", "who_is"}
)  # kinds whose answer is a span that the reader is sure of


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """Any thread may hand it a job. ``read_thread`` asks Slack what people wrote in a thread before a message."""

    answering: Answering
    threshold: float  # of confidence, below which it declines
    answers: Answers
    turns: Turns
    channels: Channels
    collections_of: Callable[[str], tuple[str, ...]]
    held: Callable[[str], Held]
    links: Links
    read_thread: Callable[[Incoming], Sequence[str]]
    read: Callable[[Incoming, str], ReadLine | str]  # an article from its address; or the line that says why not
    now: Callable[[], datetime]
    zone_of: Callable[[Incoming], ZoneInfo | None] = lambda _: None  # asked only when a question names a time
    reading: Semaphore = field(default_factory=Semaphore)  # one at a time

    def reply(self, job: Job) -> Reply:
        """The reply to a question. Silent where nobody asked the bot and it has no sure answer."""
        incoming = job.incoming
        urls = links_to_read(incoming.text) if incoming.kind is Kind.QUESTION else ()
        if urls:
            return self._links(job, urls) if incoming.addressed else _NOTHING
        try:
            told = self._told(job)
        except BadInput as error:
            told = str(error)
        if isinstance(told, str):
            return Reply(message=line_message(told)) if incoming.addressed else _NOTHING
        if not incoming.addressed and not _sure(told.answer):
            return _NOTHING
        held = self.held(incoming.workspace)
        if not held.articles and told.answer.status is Status.DECLINED:
            told = replace(told, answer=replace(told.answer, remark=messages.NO_ARTICLES))
        private = incoming.surface is Surface.PRIVATE
        looks = {"private": private, "unasked": not incoming.addressed}
        kept = {**shown(told, held=held, threshold=self.threshold), **looks}
        message = answer_message(
            told.answer,
            answer_id=job.id,
            links=self.links,
            held=held,
            asker=None if private else incoming.user,
            private=private,
            unasked=not incoming.addressed,
            more=bool(kept["further"]),
        )
        asked_at = incoming.received_at
        row = answer_row(
            told.answer, id=job.id, asked_at=asked_at, workspace=incoming.workspace, user=incoming.user, shown=kept
        )

        def keep() -> None:
            cited = told.answer.citations or told.answer.nearest
            self.answers.keep(row, [citation_row(citation) for citation in cited], instead=True)
            self._keep_turn(job, turn_of(told.answer, said=incoming.text, query=told.query))

        return Reply(message=message, keep=keep)

    def _links(self, job: Job, urls: tuple[str, ...]) -> Reply:
        """What became of the addresses a person gave; the thread then goes on about the last article."""
        if not self.reading.acquire(blocking=False):  # one slow server must not keep everybody else waiting
            return Reply(message=None, later=READ_LATER)
        try:
            lines = [self.read(job.incoming, url) for url in urls]
        finally:
            self.reading.release()
        read = [line for line in reversed(lines) if isinstance(line, ReadLine)]

        def keep() -> None:
            if read:
                keys = tuple(line.key for line in read if line.key)
                self._keep_turn(job, Turn(question=read[0].title, articles=keys))

        return Reply(message=read_message(lines), keep=keep)

    def posted(self, job: Job, posted: Posted) -> None:
        """The answer stands there."""
        self.answers.place(job.id, posted)

    def withdrawn(self, job: Job) -> None:
        """The question was deleted and its answer is gone."""
        self.turns.forget(job.id)
        self.answers.withdraw(job.id, workspace=job.incoming.workspace, now=self.now())

    def _told(self, job: Job) -> Told | str:
        """What the record says, or the line that says why it was not asked. Raises BadInput."""
        incoming = job.incoming
        now, collections = self.now(), self.collections_of(incoming.workspace)
        match incoming.kind:
            case Kind.SEARCH:
                return self.answering.searched(Question(text=incoming.text, collections=collections), now=now)
            case Kind.LATEST:
                return self.answering.latest(Question(text=incoming.text, collections=collections), now=now)
        command = incoming.text.strip("/?!. ").lower()
        if command in _COMMANDS:
            return messages.is_a_command(command)
        if not is_english(incoming.text):
            return messages.ENGLISH_ONLY
        known = Known(
            outlets=partial(self.answering.outlets, collections),
            namesakes=partial(self.answering.namesakes, collections=collections, now=now),
            written=partial(self.answering.written, collections=collections, now=now),
            people=partial(self.answering.people, collections=collections, now=now),
        )
        before = self._earlier(job)
        earlier = tuple(turn for turn in before if turn.question)  # an edition that begins the thread has none
        cited = tuple(dict.fromkeys(key for turn in reversed(before) for key in turn.articles))
        asked = question_above(incoming.text, earlier) or incoming.text
        text = understood(asked, earlier, known=known, now=now)
        if text is None and cited and incoming.addressed and is_whole(incoming.text):
            text = incoming.text  # "who opened it?": the thread's articles may tell of one thing
        if text is None:
            return messages.NOT_UNDERSTOOD
        if isinstance(text, tuple):
            return Told(answer=ambiguous(earlier[-1].question, text, as_of=now))
        if not incoming.addressed and _says_again(incoming.text, text, earlier):
            return messages.NOT_UNDERSTOOD
        zone = self.zone_of(incoming) if names_a_time(text) else None
        return self.answering.asked(Question(text=text, collections=collections, zone=zone, thread=cited), now=now)

    def _earlier(self, job: Job) -> tuple[Turn, ...]:
        """The turns before this one: the bot's own, or what people wrote in a thread that it is called into."""
        incoming, again = job.incoming, job.attempt > 1 or job.revision > 0
        if incoming.surface is Surface.PRIVATE or incoming.channel is None or incoming.thread_ts is None:
            return ()
        if incoming.surface is Surface.DM and incoming.thread_ts == incoming.ts:
            since = self.now() - TALK_LASTS
            said = self.turns.lately(incoming.workspace, incoming.channel, since=since, before=incoming.ts)
            return tuple(read_turn(turn) for turn in said)
        place = (incoming.workspace, incoming.channel, incoming.thread_ts)
        own = self.turns.of(*place, before=incoming.ts)
        if own or incoming.thread_ts == incoming.ts or not looks_back(incoming.text):
            return tuple(read_turn(said) for said in own)
        if not self.channels.first_reading(*place, now=self.now()) and not again:
            return ()
        return tuple(Turn(question=said) for said in self.read_thread(incoming) if is_question(said))

    def _keep_turn(self, job: Job, said: Turn) -> None:
        incoming = job.incoming
        if incoming.channel is None or incoming.thread_ts is None or incoming.surface is Surface.PRIVATE:
            return
        turn = KeptTurn(
            answer_id=job.id,
            workspace=incoming.workspace,
            channel=incoming.channel,
            thread_ts=incoming.thread_ts,
            ts=incoming.ts or f"{incoming.received_at.timestamp():.6f}",  # a button has none: it was pressed now
            turn=turn_json(said),
        )
        self.turns.keep(turn, now=self.now())


def _says_again(said: str, asked: str, earlier: Sequence[Turn]) -> bool:
    """Whether the last answer would only be said again ("which is right?"): among people nobody asked for that."""
    return bool(earlier) and asked == earlier[-1].question and said.strip("?!. ").lower() != asked.strip("?!. ").lower()


def _sure(answer: Answer) -> bool:
    """Whether the bot may say it unasked: a short answer above the threshold, nothing less."""
    return answer.intent in _SHORT and answer.status is Status.ANSWERED and answer.answer is not None
