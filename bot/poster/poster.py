"""Answers to jobs: posted once, changed, withdrawn; and every refusal ends with the person it concerns."""

import structlog

from bot import messages
from bot.blocks import line_message, repeated_message, without_pictures
from bot.blocks.records import Message
from bot.incoming import Incoming, Job, Posted, Surface
from bot.poster.calls import LONGEST_WAIT, Busy, NoToken, Refused, Trouble
from bot.poster.finding import answer_mark, find, people_said
from bot.poster.notifying import Notifier
from bot.poster.publisher import TRIES, Publisher
from bot.poster.remedies import Meaning, meaning, sentence
from bot.poster.results import AWAY_SECONDS, Done, Later, Result, Undone, troubled, undone
from bot.poster.speaker import content

_log = structlog.get_logger()


class Poster(Publisher, Notifier):
    """A speaker that also answers jobs."""

    def answer(self, job: Job, message: Message) -> Result:
        """The answer to a job where it belongs: privately, in its thread, or in the place of the one before."""
        incoming = job.incoming
        if incoming.surface is Surface.PRIVATE:
            return self._privately(incoming, message, job.id)
        try:
            if job.posted is not None:
                return self._changed(incoming.workspace, job.posted, message, job.id)
            channel = incoming.channel or self._open(incoming.workspace, incoming.user)
            return self._post(incoming.workspace, channel, message, job, thread_ts=incoming.thread_ts)
        except Refused as refusal:
            bare = without_pictures(message)
            if meaning(refusal) is Meaning.TOO_MUCH and bare != message:
                return self.answer(job, bare)
            return self._refused(refusal, job)
        except Trouble as trouble:
            return troubled(trouble)

    def find(self, job: Job) -> Result:
        """Our own answer to a job, if an earlier attempt posted it: `Done` without ``posted`` when there is none."""
        incoming = job.incoming
        if incoming.surface is Surface.PRIVATE:
            return Done()
        try:
            channel = incoming.channel or self._open(incoming.workspace, incoming.user)
            return Done(posted=self._found(job, channel))
        except (Refused, NoToken):
            return Done()  # Where we may not look, what posting says decides.
        except Busy as busy:
            return Later(seconds=busy.seconds, unsure=True)
        except Trouble as trouble:
            return troubled(trouble)

    def people_said(self, incoming: Incoming) -> tuple[str, ...]:
        """What people wrote in a thread before a message; nothing, when Slack does not say."""
        try:
            return people_said(self._caller, incoming)
        except Trouble:
            return ()

    def withdraw(self, workspace: str, posted: Posted, instead: Message) -> Result:
        """The message gone; where Slack does not let us, ``instead`` in its place."""
        try:
            self._caller.again(workspace, "chat.delete", channel=posted.channel, ts=posted.ts)
            return Done()
        except Refused as refusal:
            if meaning(refusal) is not Meaning.UNCHANGEABLE:
                return Done() if meaning(refusal) is Meaning.GONE else undone(refusal)
        except Trouble as trouble:
            return troubled(trouble)
        return self.update(workspace, posted, instead)

    def tell(self, incoming: Incoming, line: str) -> Result:
        """One line that only the asker reads: privately, under the question, or else in a direct message."""
        message = line_message(line)
        url = incoming.response_url
        if url is not None and self._responded(url, message) is None:
            return Done()
        if incoming.channel is not None and incoming.surface is not Surface.DM:
            result = self.whisper(
                incoming.workspace, incoming.channel, incoming.user, message, thread_ts=incoming.thread_ts
            )
            if not isinstance(result, Undone):
                return result
        return self.say_to(incoming.workspace, incoming.user, message)

    def _post(self, workspace: str, channel: str, message: Message, job: Job, *, thread_ts: str | None) -> Result:
        return self._surely(
            workspace,
            channel,
            message,
            thread_ts=thread_ts,
            metadata=answer_mark(job.id).metadata(),
            glimpse=lambda: self._glimpsed(job, channel),
        )

    def _changed(self, workspace: str, posted: Posted, message: Message, job_id: str) -> Result:
        given = {"channel": posted.channel, "ts": posted.ts, **content(message)}
        self._caller.again(workspace, "chat.update", **given, metadata=answer_mark(job_id).metadata())
        return Done(posted=posted)

    def _glimpsed(self, job: Job, channel: str) -> Posted | None:
        """The same, where we may look: a lost answer is worse than one that stands twice."""
        try:
            return self._found(job, channel)
        except Refused:
            return None

    def _found(self, job: Job, channel: str) -> Posted | None:
        return find(self._caller, job, channel)

    def _privately(self, incoming: Incoming, message: Message, job_id: str) -> Result:
        if incoming.response_url is None:
            return self.say_to(incoming.workspace, incoming.user, message)
        unsure = False
        for attempt in range(TRIES):
            trouble = self._responded(incoming.response_url, message)
            match trouble:
                case None:
                    return Done()
                case Refused() if meaning(trouble) is Meaning.TOO_MUCH and attempt < TRIES - 1:
                    bare = without_pictures(message)
                    message = bare if bare != message else line_message(messages.CANNOT_SHOW)
                case Refused():
                    _log.warning("refused", job=job_id, code=trouble.code)
                    line = sentence(trouble, bot_name="", reference=job_id[:8])
                    told = self.say_to(incoming.workspace, incoming.user, line_message(line))
                    return told if isinstance(told, Later) and not told.unsure else undone(trouble)
                case Busy(seconds=seconds) if seconds > LONGEST_WAIT:
                    return Later(seconds=seconds, unsure=False)
                case Busy(seconds=seconds):
                    self._sleep(seconds)
                case _:
                    unsure, message = True, repeated_message(message)
                    self._sleep(2.0**attempt / 2)
        return Later(seconds=AWAY_SECONDS, unsure=unsure)

    def _refused(self, refusal: Refused, job: Job) -> Result:
        """The one the answer was for is told what they can do; or a plain line stands where the answer cannot."""
        incoming, why = job.incoming, meaning(refusal)
        _log.warning("refused", job=job.id, workspace=incoming.workspace, code=refusal.code)
        if why in {Meaning.GONE, Meaning.LOCKED_OUT} or not incoming.addressed:
            return undone(refusal)
        line = sentence(refusal, bot_name=self.bot_name(incoming.workspace), reference=job.id[:8])
        if why is Meaning.TOO_MUCH and incoming.channel is not None:
            plain = line_message(line)
            try:
                if job.posted is not None:
                    return self._changed(incoming.workspace, job.posted, plain, job.id)
                return self._post(incoming.workspace, incoming.channel, plain, job, thread_ts=incoming.thread_ts)
            except Refused:
                pass  # not even that: it is told as every other refusal is
            except Trouble as trouble:
                return troubled(trouble)
        match self.tell(incoming, line):
            case Later(unsure=False) as later:  # nobody knows yet: the question waits, and ends the same way
                return later
        return undone(refusal)
