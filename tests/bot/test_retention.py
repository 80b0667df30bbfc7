"""Articles go when their time is over, but for the versions that are cited; a person's questions go when asked to."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, inspect, select, text

from bot.messages import forgotten, kept
from bot.store import Answers, Feedback, KeptTurn, Turns, Workspaces
from bot.store.answers_table import CITATIONS, AnswerRow, CitationRow
from bot.store.forgetting import Forgotten, forget_person
from bot.store.retention import Gone, Keeping, Retention
from bot.upkeep import DAILY, Upkeep
from retrieval.errors import Unknown
from retrieval.index import Keeper
from retrieval.store.copies import Copies
from retrieval.store.copies_table import COPIES
from retrieval.store.database import write
from retrieval.store.record import Record, SaveStatus
from tests.bot.inbox_cases import NOW, asked, open_engine, open_inbox
from tests.retrieval.store_cases import analyse, article

LATER = NOW + timedelta(days=31)
ROW = AnswerRow(
    answer_id="a1", question="Who left?", asked_at=NOW, as_of=NOW, status="answered", answer="Mara Lind", confidence=0.9
)


@pytest.fixture
def record(tmp_path):
    record = Record(open_engine(tmp_path))
    record.ensure_collection("news")
    return record


def save(record, key, said="Mara Lind spoke. She left.", now=NOW):
    raw = article(key, said)
    return record.save("news", raw, analyse(raw), now=now)


def cite(record, key, version, *, answer_id="a1", sentence="Mara Lind spoke."):
    cited = CitationRow(
        n=1, collection="news", article_key=key, version=version, start=0, end=len(sentence), sentence=sentence
    )
    Answers(record.engine).keep(replace(ROW, answer_id=answer_id), [cited])


def live(record):
    return {entry.key for entry in record.everything()}


def test_articles_stay_for_ever_unless_a_collection_says_otherwise(record):
    save(record, "a")
    retention = Retention(engine=record.engine)
    assert retention.collections() == (Keeping(collection="news", keep_days=None),)
    assert retention.run(now=LATER + timedelta(days=9_999)) == Gone()
    retention.keep("news", 30)
    assert retention.run(now=NOW + timedelta(days=29)) == Gone()
    assert retention.run(now=LATER) == Gone(deleted=1)
    assert live(record) == set()
    assert record.log(0, 9)[-1].article is None
    with pytest.raises(Unknown):
        retention.keep("nothing", 30)


def test_an_article_that_changed_lately_stays(record):
    save(record, "a")
    save(record, "a", "Mara Lind stays.", now=NOW + timedelta(days=20))
    retention = Retention(engine=record.engine)
    retention.keep("news", 30)
    assert retention.run(now=LATER) == Gone()


def test_many_articles_go_a_few_at_a_time(record):
    for n in range(45):
        save(record, f"{n:02}", now=NOW if n % 3 else LATER)
    retention = Retention(engine=record.engine)
    retention.keep("news", 30)
    assert retention.run(now=LATER) == Gone(deleted=30)
    assert live(record) == {f"{n:02}" for n in range(0, 45, 3)}


def test_cited_versions_stay_unsearched_until_no_answer_cites_them(record):
    save(record, "a")
    save(record, "a", "Mara Lind spoke. She came back.")
    save(record, "b")
    Copies(record.engine).catch_up()
    cite(record, "a", 1)
    retention = Retention(engine=record.engine)
    retention.keep("news", 30)
    assert retention.run(now=LATER) == Gone(deleted=1, retired=1)
    assert [version.version for version in record.versions("news", "a")] == [1]
    assert live(record) == set()
    assert [(entry.key, entry.article) for entry in record.log(0, 9)] == [("a", None), ("b", None)]
    assert record.summary(["news"]).articles == 0
    assert record.outlets(["news"]) == record.newest(["news"], 9) == record.sources(["news"]) == ()
    answers = Answers(record.engine)
    assert (answers.verify(record).checked, answers.verify(record).broken) == (1, ())
    assert record.deleted([("news", "a", 2)]) == {("news", "a", 2)}
    assert retention.run(now=LATER) == Gone()
    with record.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(COPIES)) == 0
    with write(record.engine) as connection:
        connection.execute(CITATIONS.delete())
    assert retention.run(now=LATER) == Gone(deleted=1)
    assert record.versions("news", "a") == ()


def test_an_article_that_comes_again_is_searched_again_under_a_new_number(record):
    save(record, "a")
    cite(record, "a", 1)
    retention = Retention(engine=record.engine)
    retention.keep("news", 30)
    retention.run(now=LATER)
    assert not record.unchanged("news", article("a"))
    saved = save(record, "a", now=LATER)
    assert (saved.status, saved.version) == (SaveStatus.NEW, 2)
    assert live(record) == {"a"}
    assert retention.run(now=LATER) == Gone()
    assert Answers(record.engine).verify(record).broken == ()


def test_answers_that_stand_nowhere_go_with_their_citations_after_the_workspaces_days(record):
    for answer_id in ("gone", "stands"):
        cite(record, "a", 1, answer_id=answer_id)
    save(record, "a")
    Workspaces(record.engine).change("local", keep_days=10)
    Answers(record.engine).withdraw("gone", workspace="local", now=NOW)
    retention = Retention(engine=record.engine)
    assert retention.run(now=NOW + timedelta(days=9)) == Gone()
    assert retention.run(now=NOW + timedelta(days=11)) == Gone(answers=1)
    assert [answer_id for answer_id, _ in Answers(record.engine).citations()] == ["stands"]


def test_upkeep_lets_go_once_a_day_and_again_when_it_failed(record, mocker):
    keeper = mocker.create_autospec(Keeper, instance=True)
    retention = mocker.create_autospec(Retention, instance=True)
    retention.run.side_effect = [OSError("away"), Gone(), Gone()]
    seconds = [0.0]
    upkeep = Upkeep(
        keeper, copies=Copies(record.engine), retention=retention, now=lambda: NOW, monotonic=lambda: seconds[0]
    )
    save(record, "a")
    runs = []
    for moment in (0.0, 5.0, 10.0, DAILY, DAILY + 6.0):
        seconds[0] = moment
        upkeep.once()
        runs.append(retention.run.call_count)
    assert runs == [1, 2, 2, 2, 3]
    assert keeper.catch_up.call_count == 5
    assert Copies(record.engine).behind() == 0


def test_a_persons_questions_are_removed_wherever_they_are(record):
    engine = record.engine
    inbox, answers = open_inbox(engine), Answers(engine)
    cited = CitationRow(n=1, collection="news", article_key="a", version=1, start=0, end=5, sentence="Lind.")
    for n, user in enumerate(("U1", "U1", "U2")):
        workspace = f"T{n}"
        waiting = asked(f"1753012800.00010{n}", f"what of {user}?", user=user, workspace=workspace)
        inbox.accept(waiting)
        answers.keep(
            replace(ROW, answer_id=f"a{n}", workspace_id=workspace, user_id=user, shown={"intent": "fact"}), [cited]
        )
        Turns(engine).keep(
            KeptTurn(answer_id=f"a{n}", workspace=workspace, channel="C1", thread_ts="1", ts="2", turn=user), now=NOW
        )
        Feedback(engine).give(workspace, "a0", user, good=True, pressed_at=NOW)
    assert forget_person(engine, "U1", now=NOW) == Forgotten(questions=4, feedback=2)
    assert forget_person(engine, "U1", now=NOW) == Forgotten(questions=0, feedback=0)
    assert answers.asked_by("T0", "U1", limit=9) == ()
    assert len(answers.asked_by("T2", "U2", limit=9)) == 1
    assert len(list(answers.citations())) == 3
    assert inbox.unfinished() == 1
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        for table in tables:
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).all()
            assert not [row for row in rows if "U1" in row or "what of U1?" in row], table


def test_what_is_said_of_it():
    assert kept("main", 2, 0, None) == "main: 2 articles; kept for ever"
    assert kept("main", 9, 1, 30) == "main: 9 articles, 1 of them a copy of another; kept for 30 days"
    assert forgotten("U1", 0, 0) == "Nothing of U1 was kept."
    assert (
        forgotten("U1", 2, 1)
        == "2 questions and 1 opinion of answers of U1 forgotten; what was cited stays, without a name."
    )
