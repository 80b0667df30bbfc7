"""How many sentences rules and transformer read together: a few where one of them answers, more where none does."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from retrieval.reader import load_reader
from retrieval.reader.judged import DEPTH, FIRST, SURE, JudgedReader
from retrieval.reader.passages import Passage
from retrieval.reader.transformer import Judge, Judgement, Scored
from retrieval.reader.weighing import load_weighing
from retrieval.types import AnswerType, Hit, Surroundings
from tests.retrieval.reader_case import analyser, hits, query

TEXT = " ".join(f"Ada Miller opened port number {number} in Hull." for number in range(1, 31))
ASKED = query("Who opened the port in Hull?", AnswerType.PERSON)


@dataclass
class Counting:
    """Says how far the sentence of one port answers, and notes what it was given."""

    answering: int | None
    relevance: float = SURE
    read: list[str] = field(default_factory=list)

    def judge(self, question: str, passages: Sequence[Passage]) -> tuple[Judgement, ...]:
        assert question == ASKED.text
        self.read += [passage.text for passage in passages]
        return tuple(map(self._judged, passages))

    def _judged(self, passage: Passage) -> Judgement:
        answers = f"number {self.answering} " in passage.text
        span = Scored(start=0, end=len("Ada Miller"), logit=5.0)
        relevance, none = (self.relevance, -4.0) if answers else (-4.0, 4.0)
        return Judgement(relevance=relevance, no_answer=none, spans=(span,))


def around(found: Sequence[Hit]) -> list[Surroundings]:
    return [Surroundings(before="", after="") for _ in found]


def reader(judge: Judge) -> JudgedReader:
    rules = load_reader(annotate=analyser().annotate, sentence_at=lambda *_: None, stats=None)
    trust, threshold = load_weighing()
    return JudgedReader(rules=rules, judge=judge, around=around, trust=trust, threshold=threshold)


@pytest.mark.parametrize(
    ("answering", "relevance", "read"),
    [pytest.param(FIRST, SURE, FIRST, id="one of the first answers"),
     pytest.param(FIRST, SURE - 0.1, DEPTH, id="one of the first seems to answer"),
     pytest.param(FIRST + 1, SURE, DEPTH, id="a later one answers"), pytest.param(None, 0.0, DEPTH, id="none")],
)  # fmt: skip
def test_more_is_read_only_where_none_of_the_first_surely_answers(
    answering: int | None, relevance: float, read: int
) -> None:
    judge = Counting(answering, relevance)
    found = reader(judge).read(ASKED, hits(ASKED, TEXT))
    assert len(judge.read) == len(set(judge.read)) == read
    if answering is not None:
        assert f"number {answering} " in found[0].hit.sentence.text
        assert found[0].value == "Ada Miller"


def test_few_hits_are_all_read_once() -> None:
    judge = Counting(None)
    reader(judge).read(ASKED, hits(ASKED, TEXT)[:4])
    assert len(judge.read) == 4


def test_what_was_judged_for_a_question_is_not_judged_again_for_it() -> None:
    judge = Counting(1)
    reading = reader(judge)
    first = reading.read(ASKED, hits(ASKED, TEXT)[:FIRST])
    assert reading.read(ASKED, hits(ASKED, TEXT)[:FIRST]) == first
    assert len(judge.read) == FIRST
    reading.read(ASKED, hits(ASKED, TEXT)[2 : FIRST + 2])
    assert len(judge.read) == len(set(judge.read)) == FIRST + 2


def test_no_hits_are_no_readings() -> None:
    judge = Counting(None)
    assert reader(judge).read(ASKED, ()) == ()
    assert judge.read == []
