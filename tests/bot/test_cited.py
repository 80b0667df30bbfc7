"""Which articles answers cite, for the newsroom to look at again."""

from datetime import UTC, datetime, timedelta

from bot.store import AnswerRow, Answers, CitationRow
from bot.store.cited import cited_since
from retrieval.store.database import connect
from retrieval.store.schema import create_tables
from tests.postgres import place

AT = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


def test_every_cited_article_once_with_the_time_of_the_last_answer(tmp_path):
    engine = connect(place(tmp_path / "a.db"))
    create_tables(engine)
    for n, hours in enumerate((0, 5, 9)):
        at = AT + timedelta(hours=hours)
        answer = AnswerRow(
            answer_id=str(n), question="?", asked_at=at, as_of=at, status="answered", answer="x", confidence=0.9
        )
        cited = [CitationRow(n=1, collection="news", article_key="a", version=1, start=0, end=1, sentence="x")]
        if n == 1:
            cited.append(CitationRow(n=2, collection="news", article_key="b", version=1, start=0, end=1, sentence="y"))
        Answers(engine).keep(answer, cited)
    since = AT + timedelta(hours=1)
    assert set(cited_since(engine, since)) == {
        ("news", "a", AT + timedelta(hours=9)),
        ("news", "b", AT + timedelta(hours=5)),
    }
    assert cited_since(engine, AT + timedelta(days=1)) == ()
