"""One gesture is one question, however Slack delivers it; edits and deletions change the question they are about."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.incoming import Accepted, Duplicate, Incoming, Kind, Limited, Posted, Surface, Unrelated, trigger_identity
from bot.store import Outcome
from retrieval.store.database import write
from tests.bot.inbox_cases import NOW, asked, at, claimed, deleted, edited, open_engine, open_inbox

POSTED = Posted(channel="C1", ts="9.1")


@pytest.fixture
def engine(tmp_path):
    return open_engine(tmp_path)


@pytest.fixture
def inbox(engine):
    return open_inbox(engine)


def answered(inbox, incoming: Incoming, posted: Posted | None = POSTED) -> None:
    inbox.accept(incoming)
    inbox.finish(claimed(inbox), Outcome.ANSWERED, now=at(1), posted=posted)


def test_a_question_is_accepted_once_whatever_brings_it(inbox):
    first = inbox.accept(asked(also="client-1"))
    assert first == Accepted(job_id="job1", ahead=0)
    retry = inbox.accept(asked(also="client-1", received_at=at(60)))
    other_ts = inbox.accept(asked("1753012800.000900", also="client-1"))
    without = inbox.accept(asked())
    assert retry == other_ts == without == Duplicate(job_id="job1")
    assert inbox.unfinished() == 1


def test_the_same_words_of_another_message_are_another_question(inbox):
    assert isinstance(inbox.accept(asked()), Accepted)
    assert isinstance(inbox.accept(asked("1753012801.000100")), Accepted)
    assert isinstance(inbox.accept(asked(workspace="T2")), Accepted)
    assert inbox.unfinished() == 3


def test_a_twin_that_mentions_the_bot_makes_the_question_addressed(inbox):
    inbox.accept(asked(addressed=False, surface=Surface.THREAD))
    assert isinstance(inbox.accept(asked()), Accepted)
    job = claimed(inbox)
    assert (job.incoming.addressed, job.incoming.surface) == (True, Surface.CHANNEL)


def test_a_twin_without_the_mention_changes_nothing(inbox):
    inbox.accept(asked())
    assert isinstance(inbox.accept(asked(addressed=False, surface=Surface.THREAD)), Duplicate)
    assert claimed(inbox).incoming.addressed


def test_a_silent_question_is_answered_when_its_mention_arrives_late(inbox):
    inbox.accept(asked(addressed=False, surface=Surface.THREAD))
    inbox.finish(claimed(inbox), Outcome.SILENT, now=at(1))
    assert isinstance(inbox.accept(asked(received_at=at(2))), Accepted)
    assert claimed(inbox, 2).incoming.addressed


def test_what_was_not_for_the_bot_leaves_no_words(inbox, engine):
    inbox.accept(asked(addressed=False, surface=Surface.THREAD))
    inbox.finish(claimed(inbox), Outcome.SILENT, now=at(1))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT text FROM inbox")).scalars().all() == [""]


def test_a_mention_that_arrives_while_the_question_is_in_hand_is_answered_too(inbox):
    inbox.accept(asked(addressed=False, surface=Surface.THREAD))
    job = claimed(inbox)
    inbox.accept(asked(received_at=at(1)))
    inbox.finish(job, Outcome.SILENT, now=at(2))
    assert claimed(inbox, 3).incoming.addressed


def test_commands_are_known_by_their_trigger(inbox):
    command = asked(identity=trigger_identity("1.2.a"), surface=Surface.PRIVATE, response_url="http://x", ts=None)
    assert isinstance(inbox.accept(command), Accepted)
    assert isinstance(inbox.accept(command), Duplicate)
    assert isinstance(inbox.accept(replace(command, identity=trigger_identity("1.2.b"))), Accepted)


def test_thirty_questions_an_hour(inbox):
    for n in range(30):
        assert isinstance(inbox.accept(asked(f"17530128{n:02}.0001", received_at=at(n))), Accepted)
    refused = asked("1753012830.0001", received_at=at(30))
    assert inbox.accept(refused) == Limited(again_at=NOW + timedelta(hours=1))
    assert isinstance(inbox.accept(refused), Duplicate), "said once, whatever Slack delivers again"
    assert isinstance(inbox.accept(asked("1753012831.0001", user="U2", received_at=at(31))), Accepted)
    assert isinstance(inbox.accept(asked("1753012832.0001", workspace="T2", received_at=at(32))), Accepted)
    assert isinstance(inbox.accept(asked("1753012833.0001", received_at=at(3601))), Accepted)
    assert inbox.unfinished() == 33


def test_a_refused_question_is_not_stored_in_words(inbox, engine):
    inbox.accept(asked(text="secret words"), per_hour=0)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT text FROM inbox")).scalars().all() == [""]


def test_an_edit_before_the_answer_changes_what_is_answered(inbox):
    question = asked()
    inbox.accept(question)
    inbox.accept(edited(question, "who is Peskov?"))
    job = claimed(inbox)
    assert (job.kind, job.incoming.text, job.posted) == (Kind.QUESTION, "who is Peskov?", None)
    assert inbox.unfinished() == 1


def test_an_edit_after_the_answer_changes_the_answer(inbox):
    question = asked()
    answered(inbox, question)
    assert inbox.accept(edited(question, "who is Peskov?")) == Accepted(job_id="job1", ahead=0)
    job = claimed(inbox, 30)
    assert (job.id, job.kind, job.posted, job.incoming.text) == ("job1", Kind.EDIT, POSTED, "who is Peskov?")


def test_an_edit_while_it_is_in_hand_sends_it_round_again(inbox):
    question = asked()
    inbox.accept(question)
    job = claimed(inbox)
    inbox.accept(edited(question, "who is Peskov?", after=1))
    assert inbox.hold(job, now=at(2)) == "changed"
    inbox.finish(job, Outcome.ANSWERED, now=at(2), posted=POSTED)
    again = claimed(inbox, 4)
    assert (again.kind, again.posted, again.incoming.text) == (Kind.EDIT, POSTED, "who is Peskov?")


def test_edits_that_change_nothing_or_come_late_do_nothing(inbox):
    question = asked()
    answered(inbox, question)
    assert isinstance(inbox.accept(edited(question, question.text)), Duplicate), "Slack's own: a link unfurled"
    assert isinstance(inbox.accept(edited(question, "who is Peskov?", edited_ts="5", after=20)), Accepted)
    assert isinstance(inbox.accept(edited(question, "who is Peskov?", edited_ts="5", after=21)), Duplicate)
    assert isinstance(inbox.accept(edited(question, "who is Lind?", edited_ts="4", after=22)), Duplicate), "older"
    assert isinstance(inbox.accept(edited(question, "who is Lind?", edited_ts="6", after=301)), Unrelated)
    assert claimed(inbox, 30).incoming.text == "who is Peskov?"


def test_while_a_question_waits_its_edit_is_never_late(inbox):
    question = asked()
    inbox.accept(question)
    assert isinstance(inbox.accept(edited(question, "who is Peskov?", after=3600)), Accepted)
    assert claimed(inbox, 3601).incoming.text == "who is Peskov?"


def test_a_mention_put_in_by_an_edit_is_a_question_when_the_message_is_new(inbox):
    ts = f"{NOW.timestamp() - 10:.6f}"
    assert isinstance(inbox.accept(edited(asked(ts), "who is Peskov?", after=0)), Accepted)
    assert isinstance(inbox.accept(asked(ts)), Duplicate), "the message itself, delivered late"
    assert isinstance(inbox.accept(edited(asked("1.1"), "who?")), Unrelated), "an old one"
    assert isinstance(inbox.accept(edited(asked(f"{NOW.timestamp():.6f}"), "who?", addressed=False)), Unrelated)
    assert inbox.unfinished() == 1


def test_a_deleted_question_is_not_answered(inbox, engine):
    question = asked()
    inbox.accept(question)
    assert isinstance(inbox.accept(deleted(question)), Accepted)
    assert isinstance(inbox.accept(deleted(question)), Duplicate)
    assert inbox.claim(worker="w", now=at(40)) is None
    with engine.connect() as connection:
        assert connection.execute(text("SELECT text, outcome FROM inbox")).one() == ("", "withdrawn")


def test_a_deleted_question_withdraws_its_answer(inbox):
    question = asked()
    answered(inbox, question)
    inbox.accept(deleted(question, after=3600))
    job = claimed(inbox, 3600)
    assert (job.kind, job.posted) == (Kind.WITHDRAW, POSTED)
    inbox.finish(job, Outcome.WITHDRAWN, now=at(3601))
    assert inbox.unfinished() == 0


def test_a_question_deleted_while_it_is_in_hand_is_withdrawn_if_it_was_posted(inbox):
    question = asked()
    inbox.accept(question)
    job = claimed(inbox)
    inbox.accept(deleted(question, after=1))
    assert inbox.hold(job, now=at(2)) == "changed"
    inbox.finish(job, Outcome.ANSWERED, now=at(2), posted=POSTED)
    assert claimed(inbox, 4).kind is Kind.WITHDRAW


def test_edits_and_deletions_of_what_was_never_asked_are_nothing_and_keep_no_writer_waiting(inbox, engine):
    with write(engine):
        assert inbox.accept(deleted(asked())) == Unrelated()
        assert inbox.accept(edited(asked(), "lunch?", addressed=False)) == Unrelated()
    assert inbox.unfinished() == 0


def test_a_deletion_that_comes_before_its_question_counts(inbox, engine):
    question = asked(f"{NOW.timestamp():.6f}", also="client-1")
    assert inbox.accept(deleted(question, addressed=True)) == Unrelated()
    assert inbox.accept(deleted(question, addressed=True)) == Unrelated()
    assert inbox.accept(question) == Unrelated()
    assert inbox.accept(edited(question, "who is Peskov?")) == Unrelated()
    assert inbox.unfinished() == 0
    assert isinstance(inbox.accept(asked(f"{NOW.timestamp() + 1:.6f}")), Accepted), "the next one is answered"
    with engine.connect() as connection:
        assert connection.execute(text("SELECT identity FROM gestures")).scalars().all() == [
            f"w:C1:{NOW.timestamp():.6f}"
        ]


def test_deletions_of_old_messages_are_not_noted(inbox, engine):
    with write(engine):
        assert inbox.accept(deleted(asked(), after=90_000, addressed=True)) == Unrelated()


def test_stop_ends_what_waits_and_what_is_in_hand_in_a_thread(inbox):
    inbox.accept(asked("1.1", thread_ts="1.0"))
    inbox.accept(asked("1.2", thread_ts="1.0"))
    inbox.accept(asked("2.1"))
    job = claimed(inbox)
    assert inbox.stop("T1", "C1", "1.0", now=at(1)) == 2
    assert inbox.hold(job, now=at(1)) == "changed"
    inbox.put_back(job, now=at(1))
    assert claimed(inbox, 2).incoming.ts == "2.1"
    assert inbox.unfinished() == 1


def test_other_gestures_count_once(inbox):
    assert inbox.first("T1", "t:1", now=NOW)
    assert not inbox.first("T1", "t:1", now=NOW)
    assert inbox.first("T2", "t:1", now=NOW)


def test_sixteen_deliveries_at_once_are_one_question(inbox):
    results = []
    start = threading.Barrier(16)

    def deliver() -> None:
        start.wait()
        results.append(inbox.accept(asked(also="client-1")))

    threads = [threading.Thread(target=deliver) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(result, Accepted) for result in results) == 1
    assert len(results) == 16
    assert inbox.unfinished() == 1


def test_words_go_after_a_day_and_everything_after_a_month(inbox, engine):
    answered(inbox, asked())
    inbox.accept(asked("3.3", text="still waiting"))
    inbox.tidy(now=at(2 * 86400))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT text FROM inbox ORDER BY number")).scalars().all() == [
            "",
            "still waiting",
        ]
    inbox.tidy(now=at(40 * 86400))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT text FROM inbox")).scalars().all() == ["still waiting"]


def test_an_uninstalled_workspace_leaves_nothing_waiting(inbox):
    inbox.accept(asked())
    inbox.accept(asked(workspace="T2"))
    inbox.forget_workspace("T1")
    assert claimed(inbox).incoming.workspace == "T2"
    assert inbox.unfinished() == 1
