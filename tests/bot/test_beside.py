"""Writes that run beside each other: what happens in the same moment counts once, in one hand, within its limits.

On SQLite these are as many turns; on PostgreSQL (`make test-postgres`) each fails without its lock.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from bot.incoming import Accepted, Duplicate, Incoming, Limited, Posted, message_identity
from bot.store import (
    Answers,
    Channels,
    Corrections,
    Digests,
    Feedback,
    Follows,
    Inbox,
    KeptTurn,
    Notices,
    Outcome,
    Runs,
    Turns,
)
from bot.store.corrections_table import Correction, Kind
from bot.store.follows import Opened
from bot.store.inbox_table import INBOX, State
from bot.store.installations import SignIns
from bot.store.marks import marked
from bot.store.workspaces import Workspaces
from tests.bot.digest_cases import MONDAY, digest
from tests.bot.inbox_cases import NOW, asked, at, claimed, deleted, edited, open_engine, open_inbox
from tests.bot.test_follows import NEW
from tests.bot.test_store import ANSWER, LEFT
from tests.together import slow_commits, together

EIGHT = range(8)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = open_engine(tmp_path)
    with slow_commits(made):
        yield made


@pytest.fixture
def inbox(engine: Engine) -> Inbox:
    return open_inbox(engine)


def question(n: int, **more: Any) -> Incoming:
    return asked(f"{1753012800 + n}.1", f"question {n}?", **{"channel": f"C{n}", "user": f"U{n}"} | more)


def all_of(inbox: Inbox, name: str) -> list[str]:
    """The questions that one worker claimed and answered until there were none."""
    mine = []
    while (job := inbox.claim(worker=name, now=at(1))) is not None:
        mine.append(job.id)
        inbox.finish(job, Outcome.ANSWERED, now=at(2), posted=Posted(channel="C", ts=job.id))
    return mine


@pytest.mark.parametrize("count", [60, pytest.param(200, marks=pytest.mark.slow)])
def test_questions_are_each_in_one_hand_and_nobody_stands_idle(inbox: Inbox, engine: Engine, count: int) -> None:
    with slow_commits(engine, 0):
        for n in range(count):
            inbox.accept(question(n, workspace=f"T{n % 3}", channel=f"C{n}"))
    hands = together(*(partial(all_of, inbox, f"w{n}") for n in EIGHT))
    assert Counter(job for hand in hands for job in hand) == dict.fromkeys((f"job{n}" for n in range(1, count + 1)), 1)
    assert inbox.unfinished() == 0


def test_one_question_of_a_channel_at_a_time(inbox: Inbox) -> None:
    for n in EIGHT:
        inbox.accept(question(n, channel="C"))
    jobs = together(*(partial(inbox.claim, worker=f"w{n}", now=at(1)) for n in EIGHT))
    assert sum(job is not None for job in jobs) == 1


def test_a_message_that_comes_eight_times_by_two_names_is_one_question(inbox: Inbox) -> None:
    first = question(1, also="client-1")
    twin = replace(first, identity=message_identity("C1", "1.2"), ts="1.2", thread_ts="1.2")
    said = together(*(partial(inbox.accept, each) for each in (first, twin) * 4))
    assert Counter(map(type, said)) == {Accepted: 1, Duplicate: 7}
    assert inbox.waiting() == 1


def test_questions_of_new_workspaces_are_taken_in_at_once(inbox: Inbox) -> None:
    said = together(*(partial(inbox.accept, question(n, workspace=f"T{n % 2}")) for n in EIGHT))
    assert all(isinstance(each, Accepted) for each in said)


def test_a_question_deleted_as_it_arrives_is_not_answered(inbox: Inbox) -> None:
    for n in range(5):
        incoming = question(n)
        together(partial(inbox.accept, incoming), partial(inbox.accept, deleted(incoming, addressed=True)))
        assert inbox.unfinished() == 0


def test_a_person_may_ask_so_often_wherever_it_is(inbox: Inbox) -> None:
    said = together(*(partial(inbox.accept, question(n, user="U"), per_hour=3) for n in EIGHT))
    assert Counter(map(type, said)) == {Accepted: 3, Limited: 5}


def test_an_edit_while_the_answer_is_posted_is_answered_too(inbox: Inbox) -> None:
    for n in range(5):
        incoming = question(n)
        inbox.accept(incoming)
        job = claimed(inbox)
        posted = Posted(channel="C", ts=f"9.{n}")
        together(
            partial(inbox.finish, job, Outcome.ANSWERED, now=at(2), posted=posted),
            partial(inbox.accept, edited(incoming, "another?")),
        )
        again = claimed(inbox, 9)
        assert (again.incoming.text, again.posted) == ("another?", posted)
        inbox.finish(again, Outcome.ANSWERED, now=at(9))


def test_a_thread_told_to_stop_is_stopped_wherever_its_question_goes(inbox: Inbox, engine: Engine) -> None:
    for n in range(5):
        incoming = question(n)
        inbox.accept(incoming)
        job = claimed(inbox)
        stop = partial(inbox.stop, "T1", str(incoming.channel), str(incoming.ts), now=at(2))
        together(partial(inbox.put_back, job, now=at(2)), stop)
    with engine.connect() as connection:
        rows = connection.execute(select(INBOX.c.state, INBOX.c.outcome)).all()
    assert set(rows) == {(State.DONE, Outcome.STOPPED)}


def test_a_gesture_counts_once(inbox: Inbox) -> None:
    assert sum(together(*(partial(inbox.first, "T1", "t:1", now=NOW) for _ in EIGHT))) == 1


def test_an_installation_returns_once(engine: Engine) -> None:
    sign_ins = SignIns(engine)
    state = sign_ins.issue()
    assert sum(together(*(partial(sign_ins.consume, state) for _ in EIGHT))) == 1


def test_what_is_kept_of_an_answer_is_kept_once(engine: Engine) -> None:
    answers = Answers(engine)
    kept = together(*(partial(answers.keep, ANSWER, [LEFT]) for _ in EIGHT))
    assert sum(kept) == 1
    assert len(list(answers.citations())) == 1
    turn = KeptTurn(answer_id="1", workspace="T1", channel="C", thread_ts="1", ts="1", turn="{}")
    together(*(partial(Turns(engine).keep, turn, now=NOW) for _ in EIGHT))
    assert Turns(engine).of("T1", "C", "1") == ("{}",)


def test_the_last_press_counts_whenever_it_arrives(engine: Engine) -> None:
    feedback = Feedback(engine)
    together(*(partial(feedback.give, "T1", "a", "U", good=n == 7, pressed_at=at(n)) for n in EIGHT))
    assert feedback.of("T1", "a") == (1, 0)


def test_managers_added_at_once_all_manage(engine: Engine) -> None:
    workspaces = Workspaces(engine)
    together(*(partial(workspaces.add_managers, "T1", [f"U{n}"]) for n in EIGHT))
    assert sorted(workspaces.settings("T1").managers) == [f"U{n}" for n in EIGHT]


def test_a_thread_is_read_once_and_a_log_from_one_place(engine: Engine) -> None:
    read = together(*(partial(Channels(engine).first_reading, "T1", "C", "1.1", now=NOW) for _ in EIGHT))
    assert sum(read) == 1
    assert len(set(together(*(partial(marked, engine, "m", first=n) for n in EIGHT)))) == 1


def test_an_edition_is_in_one_hand(engine: Engine) -> None:
    ids = count(1)
    Digests(engine, new_id=lambda: "d").save(digest(id="d"), now=NOW)
    runs = Runs(engine, new_id=lambda: f"r{next(ids)}")
    claim = partial(runs.claim, "d", MONDAY.date(), MONDAY)
    first = together(*(partial(claim, worker=f"w{n}", now=MONDAY) for n in EIGHT))
    assert sum(run is not None for run in first) == 1
    later = MONDAY + timedelta(hours=1)  # that worker died
    assert [run.attempt for run in together(*(partial(claim, worker=f"v{n}", now=later) for n in EIGHT)) if run] == [2]


def test_a_topic_is_followed_once_and_a_person_follows_so_much(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    follows = Follows(engine)
    same = (replace(NEW, identity=f"t:{n}", user=f"U{n}") for n in EIGHT)
    opened = together(*(partial(follows.open, new, now=NOW) for new in same))
    assert sum(isinstance(each, Opened) for each in opened) == 1
    monkeypatch.setattr("bot.store.follows.MOST", 3)
    others = (replace(NEW, identity=f"u:{n}", user="V", channel=f"C{n}", topic=f"{n}") for n in EIGHT)
    opened = together(*(partial(follows.open, new, now=NOW) for new in others))
    assert sum(isinstance(each, Opened) for each in opened) == 3


def test_forty_follows_are_each_in_one_hand(engine: Engine) -> None:
    follows, notices = Follows(engine), Notices(engine)
    for n in range(40):
        follows.open(replace(NEW, identity=f"t:{n}", topic=f"{n}"), now=NOW)

    def claim_all(name: str) -> list[int]:
        mine = []
        while (follow := notices.claim(worker=name, now=NOW)) is not None:
            mine.append(follow.id)
        return mine

    hands = together(*(partial(claim_all, f"w{n}") for n in EIGHT))
    assert sorted(follow for hand in hands for follow in hand) == [each.id for each in follows.active()]


def test_a_post_is_corrected_by_one_worker(engine: Engine) -> None:
    corrections = Corrections(engine)
    assert marked(engine, "corrections", first=0) == 0
    found = [
        Correction(subject=f"s{n}", n=cited, version=2, workspace="T1", kind=Kind.GONE, found_at=NOW)
        for n in range(10)
        for cited in (1, 2)
    ]
    assert sum(together(*(partial(corrections.note, found, before=0, to=1) for _ in EIGHT))) == 1

    def claim_all(name: str) -> list[str]:
        mine = []
        while (due := corrections.claim(worker=name, now=NOW)) is not None:
            mine.append(due.subject)
        return mine

    hands = together(*(partial(claim_all, f"w{n}") for n in EIGHT))
    assert sorted(subject for hand in hands for subject in hand) == sorted(f"s{n}" for n in range(10))


def test_what_is_found_while_a_post_is_corrected_waits_for_that_worker(engine: Engine) -> None:
    corrections = Corrections(engine)
    marked(engine, "corrections", first=0)
    first = Correction(subject="s", n=1, version=2, workspace="T1", kind=Kind.GONE, found_at=NOW)
    corrections.note([first], before=0, to=1)
    due = corrections.claim(worker="a", now=NOW)
    assert due is not None
    corrections.note([replace(first, version=3)], before=1, to=2)
    assert corrections.claim(worker="b", now=NOW) is None
    corrections.settled(due, edited=True, told=None)
    assert corrections.claim(worker="b", now=NOW) is not None
