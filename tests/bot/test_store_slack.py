"""What the bot keeps for Slack beside the inbox: channels, threads, turns, feedback, settings, where answers stand."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.incoming import Posted
from bot.store import (
    AnswerRow,
    Answers,
    Channel,
    Channels,
    CitationRow,
    Feedback,
    KeptTurn,
    Mode,
    Turns,
    Workspaces,
    WorkspaceSettings,
)
from tests.bot.inbox_cases import NOW, at, open_engine

ROW = AnswerRow(
    answer_id="a1",
    workspace_id="T1",
    question="Who left?",
    asked_at=NOW,
    as_of=NOW,
    status="answered",
    answer="Mara Lind",
    confidence=0.9,
    user_id="U1",
    shown={"intent": "fact"},
)
CITED = CitationRow(n=1, collection="news", article_key="a", version=1, start=0, end=9, sentence="She left.")
TURN = KeptTurn(answer_id="a1", workspace="T1", channel="C1", thread_ts="1.0", ts="1.1", turn="one")


@pytest.fixture
def engine(tmp_path):
    return open_engine(tmp_path)


def test_a_channel_listens_to_follow_ups_until_something_else_is_set(engine):
    channels = Channels(engine)
    assert channels.get("T1", "C1") == Channel(channel="C1", mode=Mode.FOLLOWUPS, outsiders=False)
    channels.set_mode("T1", "C1", Mode.QUESTIONS)
    channels.allow_outsiders("T1", "C1", True)
    channels.rename("T1", "C1", "newsroom")
    channels.archive("T1", "C1")
    expected = Channel(channel="C1", mode=Mode.QUESTIONS, outsiders=True, name="newsroom", archived=True)
    assert channels.get("T1", "C1") == expected
    assert channels.all("T1") == (expected,)
    assert channels.get("T2", "C1") == Channel(channel="C1"), "another workspace's is its own"
    assert channels.all("T2") == ()


def test_hello_is_said_once_in_a_channel_whoever_asks_at_the_same_time(engine):
    channels = Channels(engine)
    said = []
    threads = [threading.Thread(target=lambda: said.append(channels.greet("T1", "C1", now=NOW))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == [False] * 7 + [True]
    assert channels.greet("T1", "C2", now=NOW)


def test_a_thread_can_be_quiet(engine):
    channels = Channels(engine)
    assert not channels.hushed("T1", "C1", "1.0")
    channels.hush("T1", "C1", "1.0", now=NOW)
    channels.hush("T1", "C1", "1.0", now=at(5))
    assert channels.hushed("T1", "C1", "1.0")
    assert not channels.hushed("T1", "C1", "2.0")
    assert not channels.hushed("T2", "C1", "1.0")


def test_a_thread_is_read_once(engine):
    channels = Channels(engine)
    channels.hush("T1", "C1", "1.0", now=NOW)
    assert [channels.first_reading("T1", "C1", "1.0", now=NOW) for _ in range(3)] == [True, False, False]
    assert channels.first_reading("T1", "C1", "2.0", now=NOW)
    assert channels.hushed("T1", "C1", "1.0")


def test_turns_are_told_in_the_order_of_the_thread(engine):
    turns = Turns(engine)
    turns.keep(replace(TURN, answer_id="a2", ts="1.2", turn="two"), now=NOW)
    turns.keep(TURN, now=at(1))
    turns.keep(replace(TURN, answer_id="a3", thread_ts="9.0", turn="elsewhere"), now=NOW)
    turns.keep(replace(TURN, answer_id="a4", workspace="T2", turn="another's"), now=NOW)
    assert turns.of("T1", "C1", "1.0") == ("one", "two")
    assert turns.of("T1", "C1", "1.0", before="1.2") == ("one",)
    assert turns.engaged("T1", "C1", "1.0")
    assert not turns.engaged("T1", "C1", "3.0")


def test_an_edited_question_has_one_turn_and_a_withdrawn_one_none(engine):
    turns = Turns(engine)
    turns.keep(TURN, now=NOW)
    turns.keep(replace(TURN, turn="one, edited"), now=at(5))
    assert turns.of("T1", "C1", "1.0") == ("one, edited",)
    turns.forget("a1")
    assert turns.of("T1", "C1", "1.0") == ()


def test_only_the_latest_turns_of_a_long_thread_are_told(engine):
    turns = Turns(engine)
    for n in range(20):
        turns.keep(replace(TURN, answer_id=f"a{n}", ts=f"1.{n:02}", turn=str(n)), now=NOW)
    assert turns.of("T1", "C1", "1.0") == tuple(str(n) for n in range(8, 20))
    turns.tidy(before=at(1))
    assert turns.of("T1", "C1", "1.0") == ()


def test_the_last_press_of_a_person_counts(engine):
    feedback = Feedback(engine)
    assert feedback.give("T1", "a1", "U1", good=True, pressed_at=at(10))
    assert feedback.give("T1", "a1", "U1", good=False, pressed_at=at(20))
    assert not feedback.give("T1", "a1", "U1", good=True, pressed_at=at(15)), "delivered late"
    assert feedback.give("T1", "a1", "U2", good=True, pressed_at=at(1))
    assert feedback.of("T1", "a1") == (1, 1)
    assert feedback.of("T2", "a1") == (0, 0)


def test_settings_of_a_workspace(engine):
    workspaces = Workspaces(engine)
    assert workspaces.settings("T1") == WorkspaceSettings()
    workspaces.add_managers("T1", ["U1"])
    assert workspaces.add_managers("T1", ["U2", "U1"]).managers == ("U1", "U2")
    workspaces.change("T1", keep_days=7)
    assert workspaces.settings("T1") == WorkspaceSettings(managers=("U1", "U2"), keep_days=7)
    assert workspaces.settings("T2") == WorkspaceSettings()
    with pytest.raises(TypeError):
        workspaces.change("T1", colour="red")
    assert set(workspaces.all()) == {"local", "T1"}


def test_an_answer_is_found_by_its_own_workspace_only(engine):
    answers = Answers(engine)
    answers.keep(ROW, [CITED])
    answers.place("a1", Posted(channel="C1", ts="9.1"))
    kept = answers.get("a1", workspace="T1")
    assert (kept.row, kept.citations, kept.posted) == (ROW, (CITED,), Posted(channel="C1", ts="9.1"))
    assert answers.get("a1", workspace="T2") is None
    assert answers.get("a2", workspace="T1") is None


def test_an_answer_in_the_place_of_another_keeps_where_it_stands(engine):
    answers = Answers(engine)
    answers.keep(ROW, [CITED, replace(CITED, n=2)])
    answers.place("a1", Posted(channel="C1", ts="9.1"))
    answers.keep(replace(ROW, question="Who came?"), [replace(CITED, sentence="He came.")], instead=True)
    kept = answers.get("a1", workspace="T1")
    assert (kept.row.question, [c.sentence for c in kept.citations]) == ("Who came?", ["He came."])
    assert kept.posted == Posted(channel="C1", ts="9.1")


def test_a_withdrawn_answer_keeps_what_it_cited_and_no_words_of_the_question(engine):
    answers = Answers(engine)
    answers.keep(ROW, [CITED])
    answers.withdraw("a1", workspace="T2", now=NOW)
    assert answers.get("a1", workspace="T1").deleted_at is None, "another workspace cannot"
    answers.withdraw("a1", workspace="T1", now=NOW)
    kept = answers.get("a1", workspace="T1")
    assert (kept.row.question, kept.row.shown, kept.deleted_at, kept.citations) == ("", None, NOW, (CITED,))


def test_a_persons_own_questions(engine):
    answers = Answers(engine)
    for n in range(4):
        answers.keep(replace(ROW, answer_id=f"a{n}", question=f"{n}?", asked_at=at(n)), [])
    answers.keep(replace(ROW, answer_id="b", user_id="U2"), [])
    answers.keep(replace(ROW, answer_id="c", workspace_id="T2"), [])
    assert [kept.row.question for kept in answers.asked_by("T1", "U1", limit=3)] == ["3?", "2?", "1?"]


def test_the_words_of_old_questions_are_forgotten_and_those_of_the_terminal_are_not(engine):
    answers = Answers(engine)
    answers.keep(ROW, [CITED])
    answers.keep(replace(ROW, answer_id="a2", asked_at=at(86400)), [])
    answers.keep(replace(ROW, answer_id="a3", user_id=None, shown=None), [])
    assert answers.forget_words("T1", before=NOW + timedelta(hours=1)) == 1
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT question FROM answers ORDER BY answer_id")).scalars().all()
    assert kept == ["", "Who left?", "Who left?"]
