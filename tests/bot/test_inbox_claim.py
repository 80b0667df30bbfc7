"""Who gets which question: one worker each, fair, in order within a thread, and again after a crash."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.incoming import Kind, Posted, Surface, trigger_identity
from bot.store import Hold, Outcome
from tests.bot.inbox_cases import asked, at, claimed, deleted, edited, open_engine, open_inbox

POSTED = Posted(channel="C1", ts="9.1")


@pytest.fixture
def engine(tmp_path):
    return open_engine(tmp_path)


@pytest.fixture
def inbox(engine):
    return open_inbox(engine)


def private(n: int, **more):
    return asked(
        identity=trigger_identity(str(n)), surface=Surface.PRIVATE, response_url=f"http://x/{n}", ts=None, **more
    )


def test_nothing_to_do(inbox):
    assert inbox.claim(worker="w", now=at(0)) is None


def test_a_question_is_in_one_hand_only(inbox):
    inbox.accept(asked())
    job = claimed(inbox)
    assert (job.id, job.attempt, job.kind) == ("job1", 1, Kind.QUESTION)
    assert inbox.claim(worker="w2", now=at(1)) is None


def test_what_a_dead_worker_had_is_free_when_its_lease_is_over(inbox):
    inbox.accept(asked())
    job = claimed(inbox)
    assert inbox.claim(worker="w2", now=at(19)) is None
    again = claimed(inbox, 21, "w2")
    assert (again.id, again.attempt) == (job.id, 2)
    assert inbox.hold(job, now=at(22)) is Hold.LOST
    assert inbox.hold(again, now=at(22)) is Hold.MINE


def test_a_living_worker_keeps_its_lease(inbox):
    inbox.accept(asked())
    job = claimed(inbox)
    inbox.extend("w1", now=at(15))
    assert inbox.claim(worker="w2", now=at(30)) is None
    assert inbox.hold(job, now=at(31)) is Hold.MINE


def test_the_second_of_two_posts_of_a_late_worker_is_the_one_to_delete(inbox):
    inbox.accept(asked())
    late, other = claimed(inbox), claimed(inbox, 21, "w2")
    assert inbox.finish(other, Outcome.ANSWERED, now=at(22), posted=POSTED) is None
    mine = Posted(channel="C1", ts="9.2")
    assert inbox.finish(late, Outcome.ANSWERED, now=at(23), posted=mine) == mine
    assert inbox.unfinished() == 0


def test_a_late_worker_that_posts_first_is_taken_at_its_word(inbox):
    inbox.accept(asked())
    late, other = claimed(inbox), claimed(inbox, 21, "w2")
    assert inbox.finish(late, Outcome.ANSWERED, now=at(22), posted=POSTED) is None
    second = Posted(channel="C1", ts="9.2")
    assert inbox.finish(other, Outcome.ANSWERED, now=at(23), posted=second) == second


def test_one_answer_at_a_time_in_a_channel_and_a_second_between(inbox):
    inbox.accept(asked("1.1"))
    inbox.accept(asked("1.2"))
    inbox.accept(asked("1.3", channel="C2"))
    first = claimed(inbox)
    assert claimed(inbox).incoming.channel == "C2"
    assert inbox.claim(worker="w", now=at(0)) is None
    inbox.finish(first, Outcome.ANSWERED, now=at(1), posted=POSTED)
    assert inbox.claim(worker="w", now=at(1.5)) is None
    assert claimed(inbox, 2.1).incoming.ts == "1.2"


def test_private_answers_wait_for_nobody(inbox):
    for n in range(3):
        inbox.accept(private(n))
    assert len({claimed(inbox).id for _ in range(3)}) == 3


def test_a_thread_is_answered_in_order_also_when_the_first_has_to_wait(inbox):
    inbox.accept(asked("1.1", thread_ts="1.0"))
    inbox.accept(asked("1.2", thread_ts="1.0", user="U2"))
    inbox.accept(asked("1.3"))
    job = claimed(inbox)
    inbox.put_back(job, now=at(0), until=at(60))
    assert claimed(inbox, 1).incoming.ts == "1.3"
    assert inbox.claim(worker="w", now=at(2)) is None


def test_workspaces_take_turns_and_people_too(inbox):
    for n in range(6):
        inbox.accept(private(n, workspace="T1", user="U1"))
    inbox.accept(private(10, workspace="T1", user="U2"))
    for n in (20, 21):
        inbox.accept(private(n, workspace="T2", user="U3"))
    order = [(job.incoming.workspace, job.incoming.user) for job in (claimed(inbox, n) for n in range(5))]
    assert order == [("T1", "U1"), ("T2", "U3"), ("T1", "U2"), ("T2", "U3"), ("T1", "U1")]


def test_private_answers_older_than_half_an_hour_are_dropped(inbox):
    inbox.accept(private(1))
    inbox.accept(private(2, received_at=at(60)))
    assert claimed(inbox, 1801).incoming.response_url == "http://x/2"
    assert inbox.expire(now=at(1801)) == 1
    assert inbox.unfinished() == 1


def test_many_are_dropped_in_steps(inbox):
    for n in range(430):
        inbox.accept(private(n, user=f"U{n}"))
    assert inbox.expire(now=at(1801)) == 430
    assert inbox.unfinished() == 0


def test_a_crash_while_a_private_answer_is_given_resumes_it_in_time(inbox):
    inbox.accept(private(1))
    claimed(inbox)
    assert claimed(inbox, 60, "w2").attempt == 2


def test_what_is_put_back_waits_and_says_whether_something_may_be_posted(inbox):
    inbox.accept(asked())
    inbox.put_back(claimed(inbox), now=at(0), until=at(30))
    assert inbox.claim(worker="w", now=at(29)) is None
    sure = claimed(inbox, 31)
    assert sure.attempt == 1
    inbox.put_back(sure, now=at(31), posted=True, failed=True)
    unsure = claimed(inbox, 32)
    assert (unsure.attempt, unsure.failures) == (2, 1)


def test_a_question_deleted_after_an_unsure_post_is_still_looked_for(inbox):
    question = asked()
    inbox.accept(question)
    inbox.put_back(claimed(inbox), now=at(0), posted=True)
    inbox.accept(deleted(question))
    job = claimed(inbox, 31)
    assert (job.kind, job.attempt, job.posted) == (Kind.WITHDRAW, 2, None)


def test_an_edit_of_what_may_be_posted_is_still_looked_for(inbox):
    question = asked()
    inbox.accept(question)
    claimed(inbox)  # and its worker dies, perhaps after posting
    inbox.accept(edited(question, "who is Peskov?", after=5))
    job = claimed(inbox, 21, "w2")
    assert (job.attempt, job.revision, job.incoming.text) == (2, 1, "who is Peskov?")


def test_the_place_in_the_queue(inbox):
    jobs = [inbox.accept(private(n, user=f"U{n}")) for n in range(4)]
    assert [job.ahead for job in jobs] == [0, 1, 2, 3]
    claimed(inbox)
    assert inbox.ahead(jobs[3].job_id) == 2
    assert inbox.waiting() == 3


def test_eight_workers_share_forty_questions_without_overlap(inbox):
    for n in range(40):
        inbox.accept(private(n, user=f"U{n % 7}", workspace=f"T{n % 3}"))
    taken: list[str] = []

    def work(name: str) -> None:
        while (job := inbox.claim(worker=name, now=at(1))) is not None:
            taken.append(job.id)
            assert inbox.finish(job, Outcome.ANSWERED, now=at(2)) is None

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 40
    assert inbox.unfinished() == 0


def test_a_long_queue_keeps_no_writer_waiting(engine):
    """Choosing among many reads only: the transaction that writes looks at a few rows by their numbers."""
    inbox = open_inbox(engine, pace=timedelta(0))
    for n in range(300):
        inbox.accept(replace(private(n), user=f"U{n}"))
    begun = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, *_):
        begun.append(statement)

    @event.listens_for(engine, "begin")
    def note_turn(connection):
        begun.append("a write" if connection.get_execution_options().get("onrecord_begin") else "a read")

    claimed(inbox)
    inside = begun[begun.index("a write") :]
    assert all("inbox.number IN" in statement for statement in inside if "ORDER BY" in statement)
