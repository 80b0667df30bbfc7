"""Answers are kept once, and every citation ever kept can be held against the record."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.store import AnswerRow, Answers, Broken, CitationRow, Verification
from tests.retrieval.store_cases import NOW, analyse, article, open_record

ANSWER = AnswerRow(
    answer_id="1", question="Who left?", asked_at=NOW, as_of=NOW, status="answered", answer="Mara Lind", confidence=0.9
)
LEFT = CitationRow(
    n=1, collection="news", article_key="a", version=1, start=17, end=26, sentence="She left.", span_start=0, span_end=3
)


@pytest.fixture
def record(tmp_path):
    record = open_record(tmp_path)
    record.save("news", article(), analyse(article()), now=NOW)
    return record


@pytest.fixture
def answers(record):
    return Answers(record.engine)


def test_an_answer_is_kept_once(record, answers):
    assert answers.keep(ANSWER, [LEFT])
    assert not answers.keep(replace(ANSWER, question="Again?"), [LEFT, replace(LEFT, n=2)])
    assert list(answers.citations()) == [("1", LEFT)]
    with record.engine.connect() as connection:
        kept = connection.execute(text("SELECT question, workspace_id FROM answers")).one()
    assert kept == ("Who left?", "local")


def test_a_declined_answer_needs_no_citation(answers):
    assert answers.keep(replace(ANSWER, status="declined", answer=None), [])
    assert list(answers.citations()) == []


def test_citations_verify_after_the_article_has_changed(record, answers):
    answers.keep(ANSWER, [LEFT, replace(LEFT, n=2, start=0, end=16, sentence="Mara Lind spoke.", span_end=9)])
    changed = article(text="Nobody left.")
    record.save("news", changed, analyse(changed), now=NOW + timedelta(hours=1))
    assert answers.verify(record) == Verification(checked=2, gone=0, broken=())


def test_a_citation_that_is_not_borne_out_is_broken(record, answers):
    wrong = [
        replace(LEFT, sentence="She stayed."),
        replace(LEFT, n=2, end=25),
        replace(LEFT, n=3, version=2),
        replace(LEFT, n=4, article_key="never"),
        replace(LEFT, n=5, span_end=99),
        replace(LEFT, n=6, span_end=None),
    ]
    answers.keep(ANSWER, [*wrong, replace(LEFT, n=7)])
    found = answers.verify(record)
    assert (found.checked, found.gone) == (7, 0)
    assert [broken.citation for broken in found.broken] == wrong
    assert found.broken[0] == Broken(answer_id="1", citation=wrong[0], found="She left.")
    assert found.broken[2].found is None
    assert "news/a" in str(found.broken[0])


def test_a_text_changed_behind_the_records_back_is_found(record, answers):
    answers.keep(ANSWER, [LEFT])
    with record.engine.begin() as connection:
        connection.execute(text("UPDATE versions SET text = replace(text, 'left', 'lost')"))
    assert answers.verify(record).broken[0].found == "She lost."


def test_an_article_deleted_on_purpose_is_gone_not_broken(record, answers):
    answers.keep(ANSWER, [LEFT])
    record.delete("news", ["a"])
    assert answers.verify(record) == Verification(checked=1, gone=1, broken=())
    again = article(text="Somebody else. They left.")
    record.save("news", again, analyse(again), now=NOW)
    assert answers.verify(record) == Verification(checked=1, gone=1, broken=())
    answers.keep(replace(ANSWER, answer_id="2"), [replace(LEFT, version=3)])
    assert len(answers.verify(record).broken) == 1


def test_many_citations_are_read_a_page_at_a_time(record, answers):
    for number in range(60):
        answers.keep(replace(ANSWER, answer_id=f"{number:03}"), [replace(LEFT, n=n) for n in range(1, 13)])
    rows = list(answers.citations())
    assert [(answer_id, row.n) for answer_id, row in rows] == [(f"{a:03}", n) for a in range(60) for n in range(1, 13)]
    assert answers.verify(record).checked == 720
