"""The desk answers what is in the inbox: once, kept before it is shown, silent where it should be, stopped in order."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import structlog
from sqlalchemy import select

from bot import messages
from bot.blocks import line_message
from bot.desk import Desk, Reply
from bot.desk.settling import Settling
from bot.incoming import Job, Kind, Posted, Surface
from bot.poster import Poster
from bot.store import Inbox, Outcome
from bot.store.inbox_table import INBOX
from bot.workspace import hooks
from bot.workspace.cast import GENERAL, NEWSROOM, TEAM, TOM
from tests.bot.inbox_cases import asked, deleted, edited, open_engine
from tests.slack_server import slack  # noqa: F401

LONG = 60.0  # seconds, on a machine with much else to do


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Script:
    """A clerk that says what it is told to, and notes what it was asked to do."""

    say: Callable[[Job], str | None] = lambda job: f"On record: {job.incoming.text}"
    notes: list[tuple[str, str]] = field(default_factory=list)

    def reply(self, job: Job) -> Reply:
        text = self.say(job)
        message = None if text is None else line_message(text)
        return Reply(message=message, keep=lambda: self.notes.append(("kept", job.id)))

    def posted(self, job: Job, posted: Posted) -> None:  # noqa: ARG002
        self.notes.append(("posted", job.id))

    def withdrawn(self, job: Job) -> None:
        self.notes.append(("withdrawn", job.id))


def slowly(
    clerk: Script, say: Callable[[Job], str] = lambda _job: "Answer."
) -> tuple[threading.Event, threading.Event]:
    """From now on an answer has begun when the first event is set, and waits for the second."""
    begun, go = threading.Event(), threading.Event()

    def wait(job: Job) -> str:
        begun.set()
        assert go.wait(LONG)
        return say(job)

    clerk.say = wait
    return begun, go


@pytest.fixture
def engine(tmp_path):
    return open_engine(tmp_path)


@pytest.fixture
def inbox(engine):
    return Inbox(engine, new_id=lambda: uuid4().hex, pace=timedelta(0))


@pytest.fixture
def clerk():
    return Script()


@pytest.fixture
def desk(slack, inbox, clerk):  # noqa: F811
    poster = Poster({TEAM: slack.bot_token}.get, base_url=slack.api_url, timeout=2, pace=0.0)
    desk = Desk(inbox=inbox, poster=poster, clerk=clerk, now=now, threads=3, poll_seconds=0.05)
    desk.start()
    yield desk
    desk.stop()


def hook(slack) -> str:  # noqa: F811
    return slack.url + hooks.new_hook(slack.world, team=TEAM, channel=NEWSROOM, user=TOM)


class Asking:
    """People asking in the local Slack, as the listeners would hand it in."""

    def __init__(self, slack, inbox, desk) -> None:  # noqa: F811
        self.slack, self.inbox, self.desk = slack, inbox, desk

    def __call__(self, text: str, *, channel: str = NEWSROOM, **more):
        message = self.slack.say(channel, TOM, text)
        incoming = asked(message.ts, text, channel=channel, workspace=TEAM, user=TOM, received_at=now(), **more)
        self.hand_in(incoming)
        return message, incoming

    def hand_in(self, incoming) -> None:
        self.inbox.accept(incoming)
        self.desk.wake()

    def settled(self) -> None:
        done = threading.Event()
        while self.inbox.unfinished() and not done.wait(0.02):
            pass


@pytest.fixture
def ask(slack, inbox, desk):  # noqa: F811
    return Asking(slack, inbox, desk)


def outcomes(engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.exec_driver_sql("SELECT outcome FROM inbox ORDER BY number").scalars())


def test_a_question_is_answered_and_kept_before_it_is_shown(slack, ask, clerk):  # noqa: F811
    message, _ = ask("who is Umerov?")
    slack.wait_for(lambda: slack.replies(message), timeout=LONG)
    ask.settled()
    assert [m.text for m in slack.replies(message)] == ["On record: who is Umerov?"]
    assert [note for note, _ in clerk.notes] == ["kept", "posted"]


def test_a_status_is_shown_while_it_works_and_is_set_before_the_answer(slack, ask, clerk):  # noqa: F811
    _, go = slowly(clerk)
    message, _ = ask("who is Umerov?")
    slack.wait_for(lambda: slack.status(NEWSROOM, message.ts) == messages.LOOKING, timeout=LONG)
    go.set()
    ask.settled()
    methods = [call.method for call in slack.calls()]
    assert methods.index("assistant.threads.setStatus") < methods.index("chat.postMessage")


def test_a_follow_up_that_nobody_asked_the_bot_is_answered_or_met_with_silence(slack, ask, clerk, engine):  # noqa: F811
    clerk.say = lambda job: None if "weather" in job.incoming.text else "Answer."
    unasked = {"addressed": False, "surface": Surface.THREAD}
    silent, _ = ask("how is the weather?", **unasked)
    spoken, _ = ask("who is Umerov?", **unasked)
    ask.settled()
    assert slack.replies(silent) == ()
    assert [m.text for m in slack.replies(spoken)] == ["Answer."]
    assert slack.calls("assistant.threads.setStatus") == (), "no sign of work either"
    assert outcomes(engine) == [Outcome.SILENT, Outcome.ANSWERED]


def test_an_edit_changes_the_answer_and_a_deletion_takes_it_away(slack, ask, clerk):  # noqa: F811
    message, incoming = ask("who is Umerov?")
    ask.settled()
    ask.hand_in(edited(incoming, "who is Peskov?"))
    ask.settled()
    assert [m.text for m in slack.replies(message)] == ["On record: who is Peskov?"]
    ask.hand_in(deleted(incoming))
    ask.settled()
    assert slack.replies(message) == ()
    assert [note for note, _ in clerk.notes] == ["kept", "posted", "kept", "posted", "withdrawn"]
    assert len(slack.calls("chat.postMessage")) == 1


def test_an_edit_while_it_is_being_answered_shows_only_the_new_answer(slack, ask, clerk):  # noqa: F811
    begun, go = slowly(clerk, lambda job: f"On record: {job.incoming.text}")
    message, incoming = ask("who is Umerov?")
    begun.wait(LONG)
    ask.inbox.accept(edited(incoming, "who is Peskov?"))
    go.set()
    ask.settled()
    assert [m.text for m in slack.replies(message)] == ["On record: who is Peskov?"]
    assert len(slack.calls("chat.postMessage")) == 1
    assert slack.calls("chat.update") == ()


def test_a_deletion_while_it_is_being_answered_leaves_nothing(slack, ask, clerk, engine):  # noqa: F811
    begun, go = slowly(clerk)
    message, incoming = ask("who is Umerov?")
    begun.wait(LONG)
    ask.inbox.accept(deleted(incoming))
    go.set()
    ask.settled()
    assert slack.replies(message) == ()
    assert outcomes(engine) == [Outcome.WITHDRAWN]


def test_a_follow_up_edited_into_what_has_no_answer_is_taken_back(slack, ask, clerk):  # noqa: F811
    clerk.say = lambda job: None if "weather" in job.incoming.text else "Answer."
    message, incoming = ask("who is Umerov?", addressed=False, surface=Surface.THREAD)
    ask.settled()
    ask.hand_in(edited(incoming, "how is the weather?"))
    ask.settled()
    assert slack.replies(message) == ()


def test_what_was_posted_before_a_crash_is_taken_over_not_answered_again(slack, inbox, clerk):  # noqa: F811
    poster = Poster({TEAM: slack.bot_token}.get, base_url=slack.api_url, pace=0.0)
    message = slack.say(NEWSROOM, TOM, "who is Umerov?")
    inbox.accept(asked(message.ts, channel=NEWSROOM, workspace=TEAM, user=TOM, received_at=now()))
    job = inbox.claim(worker="dead", now=now() - timedelta(minutes=1))
    poster.answer(job, line_message("Answer."))
    desk = Desk(inbox=inbox, poster=poster, clerk=clerk, now=now, threads=1, poll_seconds=0.05)
    desk.start()
    Asking(slack, inbox, desk).settled()
    desk.stop()
    assert [m.text for m in slack.replies(message)] == ["Answer."]
    assert clerk.notes == [("posted", job.id)]


def test_a_question_edited_after_a_crash_changes_what_was_posted_before_it(slack, inbox, clerk):  # noqa: F811
    poster = Poster({TEAM: slack.bot_token}.get, base_url=slack.api_url, pace=0.0)
    message = slack.say(NEWSROOM, TOM, "who is Umerov?")
    incoming = asked(message.ts, channel=NEWSROOM, workspace=TEAM, user=TOM, received_at=now())
    inbox.accept(incoming)
    poster.answer(inbox.claim(worker="dead", now=now() - timedelta(minutes=1)), line_message("Answer."))
    inbox.accept(edited(incoming, "who is Peskov?"))
    desk = Desk(inbox=inbox, poster=poster, clerk=clerk, now=now, threads=1, poll_seconds=0.05)
    desk.start()
    Asking(slack, inbox, desk).settled()
    desk.stop()
    assert [m.text for m in slack.replies(message)] == ["On record: who is Peskov?"]


@pytest.mark.parametrize("handed_over", [True, False])
def test_a_private_answer_says_when_it_may_stand_twice(slack, inbox, clerk, handed_over):  # noqa: F811
    incoming = asked(channel=NEWSROOM, workspace=TEAM, user=TOM, received_at=now(), surface=Surface.PRIVATE,
                     ts=None, thread_ts=None, response_url=hook(slack))  # fmt: skip
    inbox.accept(incoming)
    dead = inbox.claim(worker="dead", now=now())
    if handed_over:  # and killed before it was written down
        poster = Poster({TEAM: slack.bot_token}.get, base_url=slack.api_url, timeout=2, pace=0.0)
        settling = Settling(inbox=inbox, poster=poster, clerk=clerk, now=now, threads=1)
        settling._privately(dead, line_message("Answer."))
    inbox.release("dead", now=now())
    desk = Desk(
        inbox=inbox,
        poster=Poster({TEAM: slack.bot_token}.get, base_url=slack.api_url, timeout=2, pace=0.0),
        clerk=clerk,
        now=now,
        threads=1,
        poll_seconds=0.05,
    )
    desk.start()
    try:
        Asking(slack, inbox, desk).settled()
    finally:
        desk.stop()
    notes = [messages.MAYBE_TWICE in str(private.blocks) for private in slack.privates(TOM)]
    assert notes == ([False, True] if handed_over else [False])


@pytest.mark.slow
def test_a_private_answer_that_slack_put_off_is_no_second_one(slack, ask):  # noqa: F811
    slack.ratelimit("response_url", retry_after=4)
    ask("?", surface=Surface.PRIVATE, response_url=hook(slack))
    ask.settled()
    (private,) = slack.privates(TOM)
    assert messages.MAYBE_TWICE not in str(private.blocks)


def test_a_question_may_come_later(slack, ask, clerk):  # noqa: F811
    replies = [Reply(message=None, later=0.01), Reply(message=line_message("Answer."))]
    clerk.reply = lambda _job: replies.pop(0)
    message, _ = ask("?")
    ask.settled()
    assert [reply.text for reply in slack.replies(message)] == ["Answer."]


@pytest.mark.slow
def test_that_a_question_failed_is_told_when_slack_lets_us(slack, ask, clerk):  # noqa: F811
    clerk.say = lambda _job: str(1 // 0)
    slack.ratelimit("chat.postEphemeral", retry_after=1)
    ask("?")
    ask.settled()
    assert "not answered" in slack.privates(TOM)[0].text


@pytest.mark.slow
def test_what_fails_again_and_again_is_told_to_its_asker_and_given_up(slack, ask, clerk, engine):  # noqa: F811
    def fail(job: Job) -> str:
        raise RuntimeError(job.incoming.text)

    clerk.say = fail
    with structlog.testing.capture_logs() as lines:
        message, _ = ask("my secret plan?")
        slack.wait_for(lambda: slack.privates(TOM), timeout=LONG)
        ask.settled()
    assert slack.replies(message) == ()
    assert slack.privates(TOM)[0].text.startswith(messages.FAILED)
    assert outcomes(engine) == [Outcome.FAILED]
    assert sum(line["event"] == "job failed" and line["log_level"] == "error" for line in lines) == 3
    assert "secret" not in str([line for line in lines if line["log_level"] != "debug"])


def test_other_questions_are_answered_while_one_fails(slack, ask, clerk):  # noqa: F811
    def say(job: Job) -> str:
        if "bad" in job.incoming.text:
            raise RuntimeError
        return "Answer."

    clerk.say = say
    ask("bad?")
    good, _ = ask("good?", channel=GENERAL)
    slack.wait_for(lambda: slack.replies(good), timeout=LONG)


def test_a_refusal_ends_the_question(slack, ask, engine):  # noqa: F811
    slack.fail("chat.postMessage", "is_archived", times=1)
    ask("who is Umerov?")
    ask.settled()
    assert outcomes(engine) == [Outcome.FAILED]
    assert [p.text for p in slack.privates(TOM)] == [line_message(messages.ARCHIVED).text]


@pytest.mark.slow
def test_slack_may_ask_to_wait(slack, ask, engine):  # noqa: F811
    slack.ratelimit("chat.postMessage", retry_after=4)  # longer than is waited for on the spot
    message, _ = ask("who is Umerov?")
    slack.wait_for(lambda: len(slack.calls("chat.postMessage")) == 1, timeout=LONG)
    slack.wait_for(lambda: slack.replies(message), timeout=LONG)
    ask.settled()
    first, second = (call.at for call in slack.calls("chat.postMessage"))
    assert second - first >= timedelta(seconds=4)
    assert outcomes(engine) == [Outcome.ANSWERED]


@pytest.mark.parametrize("method", ["*", "chat.postMessage"])
def test_a_quarter_of_an_hour_without_slack_loses_no_question(slack, inbox, clerk, engine, method):  # noqa: F811
    poster = Poster({TEAM: slack.bot_token}.get, base_url=slack.api_url, pace=0.0, sleep=lambda _seconds: None)
    time = [now()]
    settling = Settling(inbox=inbox, poster=poster, clerk=clerk, now=lambda: time[0], threads=1)
    message = slack.say(NEWSROOM, TOM, "who is Umerov?")
    inbox.accept(asked(message.ts, message.text, channel=NEWSROOM, workspace=TEAM, user=TOM, received_at=time[0]))
    slack.fail(method, "internal_error", times=1_000)
    for second in range(0, 1_000, 10):
        if second == 900:
            slack.faults.clear()
        time[0] += timedelta(seconds=10)
        job = inbox.claim(worker="w", now=time[0])
        if job is not None:
            settling.settle(job)
    assert len(slack.replies(message)) == 1
    assert outcomes(engine) == [Outcome.ANSWERED]


def test_stopping_finishes_what_is_in_hand_and_takes_nothing_new(slack, inbox, clerk):  # noqa: F811
    begun, go = slowly(clerk)
    poster = Poster({TEAM: slack.bot_token}.get, base_url=slack.api_url, pace=0.0)
    desk = Desk(inbox=inbox, poster=poster, clerk=clerk, now=now, threads=1, poll_seconds=0.05)
    ask = Asking(slack, inbox, desk)
    desk.start()
    first, _ = ask("first?")
    second, _ = ask("second?", channel=GENERAL)
    begun.wait(LONG)
    stopping = threading.Thread(target=desk.stop)
    stopping.start()
    go.set()
    stopping.join()
    assert [m.text for m in slack.replies(first)] == ["Answer."]
    assert slack.replies(second) == ()
    assert inbox.waiting() == 1


def test_what_cannot_be_finished_in_time_is_handed_back_at_once(slack, inbox, clerk):  # noqa: F811
    begun, go = slowly(clerk)
    poster = Poster({TEAM: slack.bot_token}.get, base_url=slack.api_url, pace=0.0)
    desk = Desk(inbox=inbox, poster=poster, clerk=clerk, now=now, threads=1, poll_seconds=0.05)
    desk.start()
    message, _ = Asking(slack, inbox, desk)("slow?")
    begun.wait(LONG)
    desk.stop(seconds=0.1)
    job = inbox.claim(worker="next", now=now())
    assert (job.incoming.text, job.attempt) == ("slow?", 2)
    go.set()  # the slow thread comes too late: it no longer holds the job and posts nothing
    inbox.finish(job, Outcome.ANSWERED, now=now())
    desk._threads[0].join(10)
    assert slack.replies(message) == ()


def test_leases_are_renewed_while_an_answer_takes_long(slack, engine, clerk):  # noqa: F811
    lease = timedelta(seconds=0.4)
    inbox = Inbox(engine, new_id=lambda: uuid4().hex, lease=lease)
    begun, go = slowly(clerk)
    poster = Poster({TEAM: slack.bot_token}.get, base_url=slack.api_url, pace=0.0)
    desk = Desk(inbox=inbox, poster=poster, clerk=clerk, now=now, threads=1, lease=lease, poll_seconds=0.05)
    desk.start()
    message, _ = Asking(slack, inbox, desk)("slow?")
    assert begun.wait(LONG)

    def renewed() -> bool:
        with engine.connect() as connection:
            row = connection.execute(select(INBOX.c.lease_until, INBOX.c.claimed_at)).one()
        return row.lease_until > row.claimed_at + 3 * lease

    pause = threading.Event()
    while not renewed():
        pause.wait(0.05)
    go.set()
    slack.wait_for(lambda: slack.replies(message), timeout=LONG)
    desk.stop()


def test_private_questions_that_waited_too_long_are_dropped_at_the_start(slack, inbox, clerk, engine):  # noqa: F811
    old = asked(identity="t:1", surface=Surface.PRIVATE, ts=None, workspace=TEAM, user=TOM, response_url="http://x")
    inbox.accept(replace(old, received_at=now() - timedelta(minutes=31)))
    poster = Poster({TEAM: slack.bot_token}.get, base_url=slack.api_url, pace=0.0)
    desk = Desk(inbox=inbox, poster=poster, clerk=clerk, now=now, threads=1)
    desk.start()
    Asking(slack, inbox, desk).settled()
    desk.stop()
    assert outcomes(engine) == [Outcome.EXPIRED]
    assert clerk.notes == []


def test_kinds_reach_the_clerk(ask, clerk):
    kinds = []
    clerk.say = lambda job: kinds.append(job.incoming.kind)
    ask("harbour", kind=Kind.SEARCH)
    ask.settled()
    assert kinds == [Kind.SEARCH]
